/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-urgent-bar.h"

#include "hw-emergency.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Over a report that tells of immediate danger or of a child: whom to ring
 * first, and whether somebody did.
 */

struct _HwUrgentBar
{
  AdwBin parent_instance;

  HwDeskWork *work;    /* (owned) (nullable) */
  HwReport *report;    /* (owned) (nullable) */
  char *number;        /* (owned) whom to ring first where the team works */

  GtkLabel *label;
  GtkWidget *told_button;
};

G_DEFINE_FINAL_TYPE (HwUrgentBar, hw_urgent_bar, ADW_TYPE_BIN)

static void
told_cb (HwUrgentBar *self)
{
  if (self->work != NULL && self->report != NULL)
    hw_desk_work_tell_emergency (self->work, self->report);
}

static void
hw_urgent_bar_dispose (GObject *object)
{
  HwUrgentBar *self = HW_URGENT_BAR (object);

  g_clear_object (&self->work);
  g_clear_pointer (&self->report, hw_report_unref);
  g_clear_pointer (&self->number, g_free);
  G_OBJECT_CLASS (hw_urgent_bar_parent_class)->dispose (object);
}

static void
hw_urgent_bar_class_init (HwUrgentBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_urgent_bar_dispose;
}

static void
hw_urgent_bar_init (HwUrgentBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->number = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  if (self->number == NULL)
    self->number = g_strdup ("112");   /* answers in many countries, also where we know of no number */
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->told_button = gtk_button_new_with_label (_("They were told"));
  gtk_widget_set_valign (self->told_button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->told_button, "destructive-action");
  g_signal_connect_object (self->told_button, "clicked", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), self->told_button);
  gtk_widget_add_css_class (box, "urgent-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static char *
dup_words (HwUrgentBar        *self,
           const HwReportDesk *desk)
{
  g_autofree char *time = NULL;

  if (desk == NULL || desk->emergency_told_at == 0)
    return self->report->age == HW_AGE_UNDER_18
           ? g_strdup_printf (_("A child: ring %s now, before anything else. Told them?"), self->number)
           : g_strdup_printf (_("Danger now: ring %s, before anything else. Told them?"), self->number);
  time = hw_words_dup_time (desk->emergency_told_at, g_get_real_time ());
  return g_strdup_printf (_("The emergency services were told: %s"), time);
}

/**
 * hw_urgent_bar_show:
 * @self: a bar
 * @work: where is recorded that they were told
 * @report: shown over this report, where that is urgent and still open
 */
void
hw_urgent_bar_show (HwUrgentBar *self,
                    HwDeskWork  *work,
                    HwReport    *report)
{
  const HwReportDesk *desk;
  g_autofree char *words = NULL;
  gboolean told;

  g_return_if_fail (HW_IS_URGENT_BAR (self));

  g_set_object (&self->work, work);
  hw_report_ref (report);
  g_clear_pointer (&self->report, hw_report_unref);
  self->report = report;
  desk = work != NULL ? hw_desk_work_find (work, report->row) : NULL;
  told = desk != NULL && desk->emergency_told_at != 0;
  words = dup_words (self, desk);
  gtk_label_set_label (self->label, words);
  gtk_widget_set_visible (self->told_button, !told);
  if (told)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "urgent-open");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "urgent-open");
  gtk_widget_set_visible (GTK_WIDGET (self), hw_report_is_urgent (report) && report->status != HW_REPORT_DISMISSED &&
                          (told || (report->status != HW_REPORT_CLOSED && report->status != HW_REPORT_TO_BE_ANSWERED)));
}
