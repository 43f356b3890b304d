/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-queue-row.h"

#include "hw-queue-clock.h"
#include "hw-status-icon.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * A row of the queue: the heading of a status, or a report with its clock. One
 * widget for both, because the list recycles its rows.
 */

struct _HwQueueRow
{
  AdwBin parent_instance;

  HwReportItem *item;   /* (owned) (nullable) */

  GtkStack *stack;
  HwStatusIcon *heading_icon;
  GtkLabel *heading_label;
  GtkLabel *heading_number;
  GtkLabel *place_label;
  GtkLabel *detail_label;
  GtkLabel *clock_label;
};

G_DEFINE_FINAL_TYPE (HwQueueRow, hw_queue_row, ADW_TYPE_BIN)

static void
hw_queue_row_finalize (GObject *object)
{
  HwQueueRow *self = HW_QUEUE_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (hw_queue_row_parent_class)->finalize (object);
}

static void
hw_queue_row_class_init (HwQueueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_queue_row_finalize;
  g_type_ensure (HW_TYPE_STATUS_ICON);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-queue-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, stack);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, heading_icon);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, heading_label);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, heading_number);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, place_label);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, HwQueueRow, clock_label);
}

static void
hw_queue_row_init (HwQueueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_queue_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
hw_queue_row_new (void)
{
  return g_object_new (HW_TYPE_QUEUE_ROW, NULL);
}

/* Who looks after it comes first: it is what the eye looks for. */
static char *
dup_detail (HwReportItem *item,
            gint64        now)
{
  const HwReport *report = hw_report_item_get_report (item);
  const HwReportDesk *desk = hw_report_item_get_desk (item);
  g_autofree char *people = report->people > 0 ? hw_words_dup_people (report->people) : NULL;
  g_autofree char *time = hw_words_dup_time (report->received_at, now);
  const char *parts[5] = { NULL };
  guint n = 0;

  if (desk != NULL && desk->assigned_to != NULL)
    parts[n++] = desk->assigned_to;
  if (people != NULL)
    parts[n++] = people;
  parts[n++] = hw_words_channel (report->channel);
  parts[n++] = time;
  return g_strjoinv (" · ", (char **) parts);
}

/**
 * hw_queue_row_show_report:
 * @self: a row
 * @item: the report to show
 */
void
hw_queue_row_show_report (HwQueueRow   *self,
                          HwReportItem *item)
{
  g_autofree char *storage = NULL;

  g_return_if_fail (HW_IS_QUEUE_ROW (self));

  g_set_object (&self->item, item);
  gtk_label_set_label (self->place_label, hw_words_place (hw_report_item_get_report (item), &storage));
  gtk_stack_set_visible_child_name (self->stack, "report");
  hw_queue_row_tick (self, g_get_real_time ());
}

/**
 * hw_queue_row_show_heading:
 * @self: a row
 * @group: whose heading
 * @number: of reports under it
 */
void
hw_queue_row_show_heading (HwQueueRow  *self,
                           HwQueueGroup group,
                           guint        number)
{
  static const HwReportStatus statuses[HW_N_QUEUE_GROUPS] = {
    [HW_QUEUE_NEW] = HW_REPORT_NEW, [HW_QUEUE_TO_BE_CHECKED] = HW_REPORT_TO_BE_CHECKED,
    [HW_QUEUE_NEEDS_INFORMATION] = HW_REPORT_NEEDS_INFORMATION, [HW_QUEUE_SENT_OUT] = HW_REPORT_SENT_OUT,
    [HW_QUEUE_TO_BE_ANSWERED] = HW_REPORT_TO_BE_ANSWERED, [HW_QUEUE_ANSWERED] = HW_REPORT_CLOSED,
  };
  g_autofree char *words = g_strdup_printf ("%u", number);

  g_return_if_fail (HW_IS_QUEUE_ROW (self));

  g_clear_object (&self->item);
  hw_status_icon_set_status (self->heading_icon, statuses[group]);
  gtk_widget_set_visible (GTK_WIDGET (self->heading_icon), group != HW_QUEUE_URGENT);
  if (group == HW_QUEUE_URGENT)
    gtk_widget_add_css_class (GTK_WIDGET (self->heading_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->heading_label), "error");
  gtk_label_set_label (self->heading_label, hw_queue_group_words (group));
  gtk_label_set_label (self->heading_number, words);
  gtk_stack_set_visible_child_name (self->stack, "heading");
}

/**
 * hw_queue_row_has_report:
 * @self: a row
 *
 * Returns: whether it shows a report, not a heading
 */
gboolean
hw_queue_row_has_report (HwQueueRow *self)
{
  g_return_val_if_fail (HW_IS_QUEUE_ROW (self), FALSE);
  return self->item != NULL;
}

/**
 * hw_queue_row_tick:
 * @self: a row
 * @now: µs UTC
 *
 * Sets the clock of the report shown.
 */
void
hw_queue_row_tick (HwQueueRow *self,
                   gint64      now)
{
  const char *classes[] = { "pill-label", NULL, "numeric", NULL };
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;
  HwClockTone tone;

  g_return_if_fail (HW_IS_QUEUE_ROW (self));

  if (self->item == NULL)
    return;
  words = hw_queue_clock_dup_words (hw_report_item_get_report (self->item), now, &tone);
  detail = dup_detail (self->item, now);
  classes[1] = hw_clock_tone_to_class (tone);
  gtk_label_set_label (self->clock_label, words);
  gtk_label_set_label (self->detail_label, detail);
  gtk_widget_set_css_classes (GTK_WIDGET (self->clock_label), classes);
}
