/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-period-choice.h"

/* Of when the figures are: the last quarters, months and years, or days of one's own. */

#define N_QUARTERS 6
#define N_MONTHS   6
#define N_YEARS    3

struct _HwPeriodChoice
{
  AdwBin parent_instance;

  GTimeZone     *zone;       /* (owned) */
  GArray        *periods;    /* (owned) (element-type HwPeriod): in the order of the list */
  HwPeriod       period;
  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkListBox    *list;
  GtkEditable   *entry;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPeriodChoice, hw_period_choice, ADW_TYPE_BIN)

static void
choose (HwPeriodChoice *self,
        const HwPeriod *period)
{
  g_autofree char *words = hw_period_dup_words (period, self->zone);

  self->period = *period;
  gtk_menu_button_set_label (self->button, words);
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_activated_cb (HwPeriodChoice *self,
                  GtkListBoxRow  *row)
{
  choose (self, &g_array_index (self->periods, HwPeriod, (guint) gtk_list_box_row_get_index (row)));
}

static void
entry_activated_cb (HwPeriodChoice *self)
{
  HwPeriod period;

  if (hw_period_parse (gtk_editable_get_text (self->entry), self->zone, &period))
    choose (self, &period);
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
entry_changed_cb (HwPeriodChoice *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
add (HwPeriodChoice *self,
     const HwPeriod *period)
{
  g_autofree char *words = hw_period_dup_words (period, self->zone);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set (label, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_list_box_append (self->list, label);
  g_array_append_vals (self->periods, period, 1);
}

static void
add_back (HwPeriodChoice *self,
          HwPeriod        last,
          guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      add (self, &last);
      last = hw_period_before (&last, self->zone);
    }
}

static void
hw_period_choice_finalize (GObject *object)
{
  HwPeriodChoice *self = HW_PERIOD_CHOICE (object);

  g_time_zone_unref (self->zone);
  g_array_unref (self->periods);
  G_OBJECT_CLASS (hw_period_choice_parent_class)->finalize (object);
}

static void
hw_period_choice_class_init (HwPeriodChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_period_choice_finalize;
  /**
   * HwPeriodChoice::changed:
   *
   * Another period was chosen.
   */
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_PERIOD_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_popover (HwPeriodChoice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *under = gtk_label_new (_("Or 2026-10-05..2026-10-11"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Periods"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 260);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Days of your own"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days of your own"), -1);
  gtk_label_set_xalign (GTK_LABEL (under), 0);
  gtk_widget_add_css_class (under, "caption");
  gtk_widget_add_css_class (under, "dim-label");
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), under);
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, box);
  return GTK_WIDGET (self->popover);
}

static void
hw_period_choice_init (HwPeriodChoice *self)
{
  gint64 now = g_get_real_time ();
  HwPeriod quarter;
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  self->zone = g_time_zone_new_local ();
  self->periods = g_array_new (FALSE, FALSE, sizeof (HwPeriod));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, make_popover (self));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  quarter = hw_period_quarter_at (now, self->zone);
  add_back (self, quarter, N_QUARTERS);
  add_back (self, hw_period_months (g_date_time_get_year (today), (guint) g_date_time_get_month (today), 1, self->zone), N_MONTHS);
  add_back (self, hw_period_months (g_date_time_get_year (today), 1, 12, self->zone), N_YEARS);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  choose (self, &quarter);
}

/**
 * hw_period_choice_new:
 *
 * Returns: (transfer floating): a choice of which the present quarter is chosen
 */
GtkWidget *
hw_period_choice_new (void)
{
  return g_object_new (HW_TYPE_PERIOD_CHOICE, NULL);
}

/**
 * hw_period_choice_get:
 * @self: a choice
 *
 * Returns: what is chosen
 */
HwPeriod
hw_period_choice_get (HwPeriodChoice *self)
{
  return self->period;
}
