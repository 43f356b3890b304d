/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-actions.h"
#include "hw-attempt-menu.h"
#include "hw-follow-up-row.h"
#include "hw-follow-up-words.h"

/* One follow-up in the list. Enter opens the person's return; A and then a figure
 * logs an attempt; M moves it to another day. The page does it (its actions
 * "follow-up.attempt", "follow-up.move" and "follow-up.review"). */

struct _HwFollowUpRow
{
  AdwActionRow parent_instance;

  HwId       case_id;
  guint      days;
  GtkWidget *menu_button;   /* (nullable): where it is still open */
};

G_DEFINE_FINAL_TYPE (HwFollowUpRow, hw_follow_up_row, ADW_TYPE_ACTION_ROW)

static gboolean
attempt_shortcut_cb (GtkWidget *widget,
                     GVariant  *args,
                     gpointer   user_data)
{
  HwFollowUpRow *self = HW_FOLLOW_UP_ROW (widget);

  if (self->menu_button == NULL)
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_MENU_BUTTON (self->menu_button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
  else
    gtk_widget_activate (self->menu_button);
  return GDK_EVENT_STOP;
}

static gboolean
move_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  HwFollowUpRow *self = HW_FOLLOW_UP_ROW (widget);
  g_autofree char *id = hw_id_to_string (&self->case_id);

  return self->menu_button != NULL && self->days > 0 && gtk_widget_activate_action (widget, "follow-up.ask-day", "(su)", id, self->days);
}

static GtkWidget *
make_pill (const HwFollowUpEntry *entry,
           gint64                 now)
{
  const char *style;
  g_autofree char *words = hw_follow_up_words_dup_pill (entry, now, &style);
  GtkWidget *pill = gtk_label_new (words);

  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, style);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

static void
name_button (GtkWidget  *button,
             const char *words,
             const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", words, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The look at the plan is written down in its own form. */
static GtkWidget *
make_review_button (HwFollowUpRow *self,
                    const char    *title)
{
  g_autofree char *id = hw_id_to_string (&self->case_id);
  GtkWidget *button = gtk_button_new_with_label (_("Look at the plan"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "follow-up.review");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  name_button (button, _("Look at the plan"), title);
  return button;
}

static GtkWidget *
make_attempt_button (HwFollowUpRow *self,
                     const char    *title)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Log attempt"));
  gtk_widget_set_tooltip_text (button, _("Log an attempt (A, then the figure of what came of it)"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), hw_attempt_menu_new (&self->case_id, self->days));
  name_button (button, _("Log attempt"), title);
  return button;
}

static void
add_button (HwFollowUpRow *self,
            const char    *title)
{
  self->menu_button = self->days == 0 ? make_review_button (self, title) : make_attempt_button (self, title);
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->menu_button);
}

static void
activate_cb (HwFollowUpRow *self)
{
  g_autofree char *id = hw_id_to_string (&self->case_id);

  gtk_widget_activate_action (GTK_WIDGET (self), HW_ACTION_SHOW_CASE, "s", id);
}

static void
hw_follow_up_row_class_init (HwFollowUpRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, 0, attempt_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_m, 0, move_shortcut_cb, NULL);
}

static void
hw_follow_up_row_init (HwFollowUpRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect (self, "activated", G_CALLBACK (activate_cb), NULL);
}

/**
 * hw_follow_up_row_new:
 * @entry: a follow-up; not kept
 * @now: µs UTC
 *
 * Returns: (transfer floating): a row that shows it as it stands
 */
GtkWidget *
hw_follow_up_row_new (const HwFollowUpEntry *entry,
                      gint64                 now)
{
  HwFollowUpRow *self = g_object_new (HW_TYPE_FOLLOW_UP_ROW, NULL);
  g_autofree char *title = hw_follow_up_words_dup_title (entry);
  g_autofree char *under = hw_follow_up_words_dup_under (entry, now);

  self->case_id = entry->case_->id;
  self->days = entry->follow_up.days;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), under);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), make_pill (entry, now));
  if (entry->group != HW_FOLLOW_UP_GROUP_DONE)
    add_button (self, title);
  return GTK_WIDGET (self);
}

/**
 * hw_follow_up_row_get_for:
 * @self: a row
 * @case_id: (out): whose return it is about
 * @days: (out): after the arrival; 0 for the look at the plan
 *
 * Says which follow-up the row shows.
 */
void
hw_follow_up_row_get_for (HwFollowUpRow *self,
                          HwId          *case_id,
                          guint         *days)
{
  g_return_if_fail (HW_IS_FOLLOW_UP_ROW (self));

  *case_id = self->case_id;
  *days = self->days;
}

/**
 * hw_follow_up_row_is_for:
 * @self: a row
 * @case_id: whose return
 * @days: after the arrival
 *
 * Returns: whether the row shows that follow-up
 */
gboolean
hw_follow_up_row_is_for (HwFollowUpRow *self,
                         const HwId    *case_id,
                         guint          days)
{
  g_return_val_if_fail (HW_IS_FOLLOW_UP_ROW (self), FALSE);

  return self->days == days && hw_id_equal (&self->case_id, case_id);
}
