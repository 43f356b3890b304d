/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-page.h"

#include "hw-button-name.h"
#include "hw-field-counter.h"
#include "hw-field-head.h"
#include "hw-field-notes.h"
#include "hw-field-outcome.h"
#include "hw-field-person.h"
#include "hw-message.h"
#include "hw-network-strip.h"
#include "hw-plain-row.h"
#include "hw-position-button.h"
#include "hw-position-menu.h"
#include "hw-problem.h"
#include "hw-session-shifts.h"

#include <glib/gi18n-lib.h>

/*
 * The round as the team walks it, one stop at a time, for gloves and the dark.
 * What is tapped is in the journal at once; the page begins where the last tap
 * was, so a laptop that dies loses nothing.
 *
 * Signal "back": to the plan. Signal "finished": the shift is over.
 */

#define CLOCK_S 15
#define WIDEST  1000   /* pixels: wider, and the eye has to look for what belongs together */

struct _HwFieldPage
{
  AdwBin parent_instance;

  HwFieldTaps    *taps;         /* (owned) */
  guint           clock_id;     /* source */
  gboolean        saving;

  GtkLabel       *title;        /* children */
  GtkLabel       *subtitle;
  GtkPopover     *stops_popover;
  GtkListBox     *stops;
  GtkWidget      *body;
  HwFieldCounter *bedded_down;
  HwFieldCounter *awake;
  AdwActionRow   *who;
  AdwActionRow   *words;
  AdwActionRow   *wish;
  AdwActionRow   *promise;
  GtkWidget      *danger;
  GtkWidget      *next;
  GtkLabel       *next_label;
};

enum { BACK, FINISHED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFieldPage, hw_field_page, ADW_TYPE_BIN)

/* -- showing -- */

static void
show_title (HwFieldPage *self)
{
  const HwShift *shift = hw_field_taps_get_shift (self->taps);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, _("%H:%M"));
  g_autofree char *title = g_strdup_printf (_("Stop %u of %u"), hw_field_taps_get_position (self->taps), shift->stops->len);
  const char *kept = hw_field_taps_is_kept (self->taps) ? _("every tap is kept") : _("keeping what was tapped…");
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", shift->name != NULL ? shift->name : "", time, kept);

  gtk_label_set_label (self->title, shift->stops->len > 0 ? title : _("No stops"));
  gtk_label_set_label (self->subtitle, subtitle);
}

static GtkWidget *
make_stop_row (HwFieldPage  *self,
               const HwStop *stop,
               guint         number)
{
  gboolean left = hw_field_taps_has_left (self->taps, stop);
  g_autofree char *title = g_strdup_printf ("%u · %s", number, stop->name != NULL ? stop->name : "");
  GtkWidget *row = hw_plain_row_new (title, left ? _("saved") : NULL);

  if (left)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "stop", hw_id_copy (&stop->id), g_free);
  return row;
}

static void
show_stops (HwFieldPage *self)
{
  const HwShift *shift = hw_field_taps_get_shift (self->taps);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->stops))) != NULL)
    gtk_list_box_remove (self->stops, row);
  for (guint i = 0; i < shift->stops->len; i++)
    gtk_list_box_append (self->stops, make_stop_row (self, shift->stops->pdata[i], i + 1));
}

static void
show_rows (HwFieldPage *self)
{
  const HwTap *words = hw_field_taps_find (self->taps, HW_TAP_WORDS);
  g_autofree char *who = hw_field_dup_who (self->taps);

  adw_action_row_set_subtitle (self->who, who);
  adw_action_row_set_subtitle (self->words, words != NULL ? words->words : _("what there is to say"));
  adw_action_row_set_subtitle (self->wish, hw_field_taps_find (self->taps, HW_TAP_WISH_HOME) != NULL ? _("written down") : _("somebody said so"));
}

static void
update (HwFieldPage *self)
{
  gboolean is_last = hw_field_taps_get_next (self->taps) == NULL;

  gtk_widget_set_visible (self->body, hw_field_taps_is_loaded (self->taps) && hw_field_taps_get_stop (self->taps) != NULL);
  gtk_widget_set_sensitive (self->next, hw_field_taps_is_loaded (self->taps) && !self->saving);
  show_title (self);
  gtk_label_set_label (self->next_label, is_last ? _("Finish the shift") : _("Save, next stop"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (self->next_label), -1);
  if (!hw_field_taps_is_loaded (self->taps))
    return;
  show_stops (self);
  hw_field_counter_set_value (self->bedded_down, hw_field_taps_get_count (self->taps, HW_TAP_BEDDED_DOWN));
  hw_field_counter_set_value (self->awake, hw_field_taps_get_count (self->taps, HW_TAP_AWAKE));
  show_rows (self);
  if (hw_field_taps_find (self->taps, HW_TAP_DANGER) != NULL)
    gtk_widget_add_css_class (self->danger, "active");
  else
    gtk_widget_remove_css_class (self->danger, "active");
}

static gboolean
clock_cb (gpointer user_data)
{
  show_title (user_data);
  return G_SOURCE_CONTINUE;
}

static void
refused_cb (HwFieldPage *self,
            GError      *error)
{
  hw_problem_show (GTK_WIDGET (self), _("The last tap was not recorded. All before it are kept"), error);
}

/* -- tapping -- */

static void
counted_cb (HwFieldPage    *self,
            HwFieldCounter *counter)
{
  hw_field_taps_tap (self->taps, (HwTap) {
    .kind = counter == self->bedded_down ? HW_TAP_BEDDED_DOWN : HW_TAP_AWAKE, .count = hw_field_counter_get_value (counter) });
}

static void
row_cb (HwFieldPage   *self,
        GtkListBoxRow *row)
{
  if (row == GTK_LIST_BOX_ROW (self->who))
    hw_field_ask_person (GTK_WIDGET (self), self->taps);
  else if (row == GTK_LIST_BOX_ROW (self->words))
    hw_field_ask_words (GTK_WIDGET (self), self->taps);
  else if (row == GTK_LIST_BOX_ROW (self->wish))
    hw_field_ask_wish (GTK_WIDGET (self), self->taps);
  else
    hw_field_ask_promise (GTK_WIDGET (self), self->taps);
}

static void
given_cb (HwFieldPage *self)
{
  hw_field_ask_given (GTK_WIDGET (self), self->taps);
}

static void
danger_cb (HwFieldPage *self)
{
  if (hw_field_taps_is_loaded (self->taps))
    hw_field_ask_danger (GTK_WIDGET (self), self->taps);
}

/* -- going on -- */

static void
set_saving (HwFieldPage *self,
            gboolean     saving)
{
  self->saving = saving;
  if (self->taps != NULL)
    update (self);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwFieldPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean finished = hw_session_move_shift_finish (HW_SESSION (source), result, &error);

  if (self->taps == NULL)
    return;
  set_saving (self, FALSE);
  if (finished)
    g_signal_emit (self, signals[FINISHED], 0);
  else
    hw_problem_show (GTK_WIDGET (self), _("The stop was saved, but the shift is not finished yet"), error);
}

static void
go_on (HwFieldPage *self)
{
  const HwStop *next = hw_field_taps_get_next (self->taps);

  if (next != NULL)
    {
      set_saving (self, FALSE);
      hw_field_taps_set_stop (self->taps, &next->id);
      gtk_widget_child_focus (self->body, GTK_DIR_TAB_FORWARD);
      return;
    }
  hw_session_move_shift_async (hw_field_taps_get_session (self->taps), &hw_field_taps_get_shift (self->taps)->id, HW_SHIFT_FINISHED, 0,
                               finished_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwFieldPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = hw_field_taps_save_finish (HW_FIELD_TAPS (source), result, &error);

  if (self->taps == NULL)
    return;
  if (saved)
    {
      go_on (self);
      return;
    }
  set_saving (self, FALSE);
  hw_problem_show (GTK_WIDGET (self), _("The stop was not saved. Every tap is kept"), error);
}

static void
save (HwFieldPage *self)
{
  set_saving (self, TRUE);
  if (hw_field_taps_get_stop (self->taps) != NULL)
    hw_field_taps_save_async (self->taps, saved_cb, g_object_ref (self));
  else
    go_on (self);
}

static void
answered_cb (HwFieldPage *self,
             const char  *response)
{
  if (g_str_equal (response, "finish"))
    save (self);
}

static void
ask_whether_over (HwFieldPage *self)
{
  AdwMessageDialog *dialog = hw_message_new (GTK_WIDGET (self), _("Finish the shift?"), _("After that only corrections can be made. The debrief comes next."));

  adw_message_dialog_add_responses (dialog, "cancel", _("Not yet"), "finish", _("Finish"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "finish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "finish");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
next_cb (HwFieldPage *self)
{
  if (self->saving)
    return;
  if (hw_field_taps_get_next (self->taps) == NULL)
    ask_whether_over (self);
  else
    save (self);
}

static void
jump_cb (HwFieldPage   *self,
         GtkListBoxRow *row)
{
  HwId stop = *(const HwId *) g_object_get_data (G_OBJECT (row), "stop");

  gtk_popover_popdown (self->stops_popover);
  hw_field_taps_set_stop (self->taps, &stop);
}

static void
back_cb (HwFieldPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

/* -- building it -- */

static GtkWidget *
make_stops_button (HwFieldPage *self)
{
  GtkWidget *button = gtk_menu_button_new (), *scrolled = gtk_scrolled_window_new ();

  self->stops = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->stops, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stops), "boxed-list");
  g_signal_connect_object (self->stops, "row-activated", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->stops));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 400);
  gtk_widget_set_size_request (scrolled, 320, -1);
  self->stops_popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->stops_popover, scrolled);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("All stops"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->stops_popover));
  return button;
}

static GtkWidget *
make_content (const char *icon,
              const char *words)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (content), gtk_label_new (words));
  return content;
}

static GtkWidget *
make_top (HwFieldPage *self)
{
  GtkWidget *top = gtk_center_box_new (), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *back = gtk_button_new ();
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_button_set_child (GTK_BUTTON (back), make_content ("go-previous-symbolic", _("Round")));
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _("Back to the round"));
  hw_button_set_name (back, _("Back to the round"));
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->subtitle));
  gtk_center_box_set_start_widget (GTK_CENTER_BOX (top), back);
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (top), text);
  gtk_box_append (GTK_BOX (end), hw_position_button_new (hw_field_taps_get_session (self->taps), hw_field_taps_get_where (self->taps)));
  gtk_box_append (GTK_BOX (end), hw_position_menu_new (self->taps));
  gtk_box_append (GTK_BOX (end), make_stops_button (self));
  gtk_center_box_set_end_widget (GTK_CENTER_BOX (top), end);
  gtk_widget_add_css_class (top, "field-top");
  return top;
}

static HwFieldCounter *
add_counter (HwFieldPage *self,
             GtkWidget   *card,
             const char  *title,
             const char  *under)
{
  HwFieldCounter *counter = HW_FIELD_COUNTER (hw_field_counter_new (title, under));

  g_signal_connect_object (counter, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (counter), TRUE);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (counter));
  return counter;
}

static AdwActionRow *
add_row (GtkWidget  *list,
         const char *icon,
         const char *title)
{
  GtkWidget *row = hw_plain_row_new (title, NULL);

  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return ADW_ACTION_ROW (row);
}

static GtkWidget *
make_cards (HwFieldPage *self)
{
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *counts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *rows = gtk_list_box_new ();

  self->bedded_down = add_counter (self, counts, _("People met, bedded down"), _("in, on or next to bedding"));
  gtk_box_append (GTK_BOX (counts), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  self->awake = add_counter (self, counts, _("People met, not bedded down"), _("awake, passing by"));
  gtk_widget_add_css_class (counts, "card");
  gtk_widget_set_valign (counts, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (rows, "boxed-list");
  gtk_widget_set_valign (rows, GTK_ALIGN_START);
  self->who = add_row (rows, "contact-new-symbolic", _("Who was it?"));
  self->words = add_row (rows, "document-edit-symbolic", _("A few words"));
  self->wish = add_row (rows, "user-home-symbolic", _("Wants to go home"));
  self->promise = add_row (rows, "alarm-symbolic", _("A promise"));
  adw_action_row_set_subtitle (self->promise, _("what the team will do, and by when"));
  g_signal_connect_object (rows, "row-activated", G_CALLBACK (row_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (cards), TRUE);
  gtk_box_append (GTK_BOX (cards), counts);
  gtk_box_append (GTK_BOX (cards), rows);
  return cards;
}

static GtkWidget *
add_button (HwFieldPage *self,
            GtkWidget   *box,
            const char  *icon,
            const char  *words,
            GCallback    clicked)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_content (icon, words));
  gtk_widget_add_css_class (button, "field-button");
  gtk_widget_set_hexpand (button, TRUE);
  hw_button_set_name (button, words);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
make_buttons (HwFieldPage *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  add_button (self, buttons, "emblem-favorite-symbolic", _("Given or offered"), G_CALLBACK (given_cb));
  self->danger = add_button (self, buttons, "dialog-warning-symbolic", _("Danger now"), G_CALLBACK (danger_cb));
  gtk_widget_add_css_class (self->danger, "field-danger");
  gtk_widget_set_tooltip_text (self->danger, _("Danger now (F9)"));
  self->next = gtk_button_new ();
  self->next_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (self->next), GTK_WIDGET (self->next_label));
  gtk_widget_add_css_class (self->next, "field-button");
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_widget_set_hexpand (self->next, TRUE);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->next);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_widget_add_css_class (buttons, "field-buttons");
  return buttons;
}

static GtkWidget *
make_body (HwFieldPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->body, "field-body");
  gtk_box_append (GTK_BOX (self->body), hw_field_head_new (self->taps));
  gtk_box_append (GTK_BOX (self->body), hw_field_outcome_new (self->taps));
  gtk_box_append (GTK_BOX (self->body), make_cards (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->body);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
build (HwFieldPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *clamp = adw_clamp_new ();

  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), hw_network_strip_new (g_network_monitor_get_default ()));
  gtk_box_append (GTK_BOX (box), make_body (self));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), make_buttons (self));
  gtk_box_append (GTK_BOX (box), clamp);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* -- object -- */

static gboolean
danger_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  danger_cb (HW_FIELD_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
hw_field_page_dispose (GObject *object)
{
  HwFieldPage *self = HW_FIELD_PAGE (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  if (self->taps != NULL)
    g_signal_handlers_disconnect_by_data (self->taps, self);
  g_clear_object (&self->taps);
  G_OBJECT_CLASS (hw_field_page_parent_class)->dispose (object);
}

static void
hw_field_page_class_init (HwFieldPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_field_page_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F9, 0, danger_key_cb, NULL);
  signals[BACK] = g_signal_new ("back", HW_TYPE_FIELD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", HW_TYPE_FIELD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_field_page_init (HwFieldPage *self)
{
}

/**
 * hw_field_page_new:
 * @session: an open session
 * @shift: a shift of its model that has started
 *
 * Returns: (transfer floating) (nullable): the page; %NULL where the shift is not known
 */
GtkWidget *
hw_field_page_new (HwSession  *session,
                   const HwId *shift)
{
  HwShiftItem *item = hw_session_find_shift (session, shift);
  HwFieldPage *self;

  if (item == NULL)
    return NULL;
  self = g_object_new (HW_TYPE_FIELD_PAGE, NULL);
  self->taps = hw_field_taps_new (session, hw_shift_item_get_shift (item));
  build (self);
  g_signal_connect_swapped (self->taps, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->taps, "refused", G_CALLBACK (refused_cb), self);
  self->clock_id = g_timeout_add_seconds (CLOCK_S, clock_cb, self);
  update (self);
  hw_field_taps_load (self->taps);
  return GTK_WIDGET (self);
}

/**
 * hw_field_page_is_loaded:
 * @self: the page
 *
 * Returns: whether it shows what was tapped
 */
gboolean
hw_field_page_is_loaded (HwFieldPage *self)
{
  g_return_val_if_fail (HW_IS_FIELD_PAGE (self), FALSE);
  return hw_field_taps_is_loaded (self->taps);
}
