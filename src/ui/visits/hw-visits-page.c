/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-visits-page.h"

#include "hw-beds-window.h"
#include "hw-debrief-page.h"
#include "hw-message.h"
#include "hw-field-page.h"
#include "hw-planner.h"
#include "hw-problem.h"
#include "hw-route-sheet-print.h"
#include "hw-session-shifts.h"
#include "hw-shift-dialog.h"
#include "hw-shift-words.h"

#include <glib/gi18n-lib.h>

/*
 * The Visits page: the shifts by date, and one of them: its plan before, its
 * round in the field, and the debrief after. Which of them shows follows the
 * shift: a round that was started goes on where it was when the program starts
 * again.
 */

#define SHIFT_SETTING "visits-shift"
#define SHIFTS_SHOWN  60u
#define OVER_FOR      (12 * G_TIME_SPAN_HOUR)   /* a night that ended is still tonight's until noon */

struct _HwVisitsPage
{
  AdwBin parent_instance;

  HwSession     *session;       /* (owned) */
  HwId           shift;         /* the one that shows; nil: none */
  HwPlanner     *planner;

  GtkStack      *stack;
  GtkMenuButton *shift_button;
  GtkPopover    *shift_popover;
  GtkListBox    *shift_list;
  GtkLabel      *day_label;
  GtkLabel      *team_label;
  GtkLabel      *times_label;
  GtkLabel      *state_label;
  GtkBox        *buttons;
  GtkButton     *go_button;
  AdwBin        *planner_bin;
  AdwBin        *field_bin;
  AdwBin        *debrief_bin;
};

G_DEFINE_FINAL_TYPE (HwVisitsPage, hw_visits_page, ADW_TYPE_BIN)

static const HwShift *
get_shift (HwVisitsPage *self)
{
  HwShiftItem *item = hw_id_is_nil (&self->shift) ? NULL : hw_session_find_shift (self->session, &self->shift);

  return item != NULL ? hw_shift_item_get_shift (item) : NULL;
}

/* -- which shift -- */

/* The one that is under way, else the next that is not over, else the last one. */
static gboolean
choose_shift (HwVisitsPage *self,
              HwId         *id)
{
  GListModel *shifts = hw_session_get_shifts (self->session);
  gint64 now = g_get_real_time ();
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (shifts, i);
      const HwShift *shift = hw_shift_item_get_shift (item);

      if (shift->state == HW_SHIFT_STARTED)
        {
          *id = shift->id;
          return TRUE;
        }
      /* The list begins with the latest: the last that is still to come is the next. */
      if (!found || (shift->state == HW_SHIFT_PLANNED && shift->ends_at > now - OVER_FOR))
        *id = shift->id;
      found = TRUE;
    }
  return found;
}

static gboolean
recall_shift (HwVisitsPage *self,
              HwId         *id)
{
  const char *kept = hw_session_get_setting (self->session, SHIFT_SETTING);

  return kept != NULL && hw_id_parse (kept, id) && hw_session_find_shift (self->session, id) != NULL;
}

/* -- its heading -- */

static GtkWidget *
make_shift_row (const HwShift *shift,
                gint64         now)
{
  GtkWidget *row = adw_action_row_new (), *state = gtk_label_new (_(hw_shift_state_get_words (shift->state)));
  g_autofree char *day = hw_shift_words_dup_day (shift, now);
  g_autofree char *times = hw_shift_words_dup_times (shift);
  g_autofree char *title = g_strdup_printf ("%s · %s", day, shift->name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), times);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_add_css_class (state, "pill-label");
  gtk_widget_add_css_class (state, shift->state == HW_SHIFT_STARTED ? "pill-fresh" : "pill-quiet");
  gtk_widget_set_valign (state, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state);
  g_object_set_data_full (G_OBJECT (row), "hw-shift", hw_id_copy (&shift->id), g_free);
  return row;
}

static void
fill_shifts (HwVisitsPage *self)
{
  GListModel *shifts = hw_session_get_shifts (self->session);
  guint n = MIN (g_list_model_get_n_items (shifts), SHIFTS_SHOWN);
  gint64 now = g_get_real_time ();
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->shift_list))) != NULL)
    gtk_list_box_remove (self->shift_list, row);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (shifts, i);

      gtk_list_box_append (self->shift_list, make_shift_row (hw_shift_item_get_shift (item), now));
    }
}

static const char *
get_go_words (HwShiftState state)
{
  switch (state)
    {
    case HW_SHIFT_STARTED: return _("Go on with the round");
    case HW_SHIFT_FINISHED: return _("Debrief");
    case HW_SHIFT_CALLED_OFF: return _("Plan it again");
    case HW_SHIFT_PLANNED:
    case HW_N_SHIFT_STATES:
    default: return _("Start the shift");
    }
}

static void
fill_heading (HwVisitsPage  *self,
              const HwShift *shift)
{
  g_autofree char *day = hw_shift_words_dup_day (shift, g_get_real_time ());
  g_autofree char *times = hw_shift_words_dup_times (shift);
  g_autofree char *members = hw_shift_words_dup_team (shift);
  g_autofree char *team = g_strdup_printf ("%s: %s", shift->name, members);

  gtk_label_set_label (self->day_label, day);
  gtk_label_set_label (self->team_label, team);
  gtk_label_set_label (self->times_label, times);
  gtk_label_set_label (self->state_label, _(hw_shift_state_get_words (shift->state)));
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), shift->state != HW_SHIFT_PLANNED);
  gtk_button_set_label (self->go_button, get_go_words (shift->state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->shift_button), GTK_ACCESSIBLE_PROPERTY_LABEL, day, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visits.edit-shift", shift->state == HW_SHIFT_PLANNED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visits.call-off", shift->state == HW_SHIFT_PLANNED || shift->state == HW_SHIFT_STARTED);
}

static gboolean
is_on_plan (HwVisitsPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  return name == NULL || g_str_equal (name, "plan") || g_str_equal (name, "empty");
}

static void
update (HwVisitsPage *self)
{
  const HwShift *shift = get_shift (self);
  HwId id = { 0 };

  if (shift == NULL)
    {
      if (!recall_shift (self, &id))
        choose_shift (self, &id);
      self->shift = id;
      shift = get_shift (self);
    }
  if (shift == NULL)
    {
      hw_planner_set_shift (self->planner, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  fill_shifts (self);
  fill_heading (self, shift);
  hw_planner_set_shift (self->planner, shift);
  if (is_on_plan (self))
    gtk_stack_set_visible_child_name (self->stack, "plan");
}

static void
show_plan (HwVisitsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update (self);
}

static void
shift_chosen_cb (HwVisitsPage  *self,
                 GtkListBoxRow *row)
{
  const HwId *id = g_object_get_data (G_OBJECT (row), "hw-shift");

  gtk_popover_popdown (self->shift_popover);
  hw_visits_page_show_shift (self, id);
}

/* -- making and changing one -- */

static void
saved_cb (HwVisitsPage *self,
          const char   *text)
{
  HwId id;

  if (hw_id_parse (text, &id))
    hw_visits_page_show_shift (self, &id);
  hw_planner_renew (self->planner);
}

static void
open_dialog (HwVisitsPage  *self,
             const HwShift *shift)
{
  GtkWidget *dialog = hw_shift_dialog_new (GTK_WIDGET (self), self->session, shift);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
new_shift_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HwVisitsPage *self = HW_VISITS_PAGE (widget);

  gtk_popover_popdown (self->shift_popover);
  open_dialog (self, NULL);
}

static void
edit_shift_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwVisitsPage *self = HW_VISITS_PAGE (widget);
  const HwShift *shift = get_shift (self);

  if (shift != NULL)
    open_dialog (self, shift);
}

/* -- going -- */

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwVisitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const HwShift *shift;

  if (!hw_session_move_shift_finish (HW_SESSION (source), result, &error))
    {
      hw_problem_show (GTK_WIDGET (self), _("The shift stays as it was"), error);
      return;
    }
  shift = self->session != NULL ? get_shift (self) : NULL;
  if (shift != NULL && shift->state == HW_SHIFT_STARTED)
    hw_visits_page_show_field (self, &shift->id);
}

static void
round_kept_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (HwVisitsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_planner_save_finish (HW_PLANNER (source), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The round was not saved, and the shift did not start"), error);
  else if (self->session != NULL)
    hw_session_move_shift_async (self->session, &self->shift, HW_SHIFT_STARTED, 0, moved_cb, g_object_ref (self));
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HwVisitsPage *self = HW_VISITS_PAGE (widget);
  const HwShift *shift = get_shift (self);

  if (shift == NULL)
    return;
  switch (shift->state)
    {
    case HW_SHIFT_PLANNED:
      hw_planner_save_async (self->planner, round_kept_cb, g_object_ref (self));
      break;
    case HW_SHIFT_STARTED:
      hw_visits_page_show_field (self, &shift->id);
      break;
    case HW_SHIFT_FINISHED:
      hw_visits_page_show_debrief (self, &shift->id);
      break;
    case HW_SHIFT_CALLED_OFF:
      hw_session_move_shift_async (self->session, &shift->id, HW_SHIFT_PLANNED, 0, moved_cb, g_object_ref (self));
      break;
    case HW_N_SHIFT_STATES:
    default:
      break;
    }
}

/* -- calling it off -- */

static void
call_off_cb (HwVisitsPage *self,
             const char   *response)
{
  if (self->session != NULL && g_str_equal (response, "call-off"))
    hw_session_move_shift_async (self->session, &self->shift, HW_SHIFT_CALLED_OFF, 0, moved_cb, g_object_ref (self));
}

static void
call_off_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HwVisitsPage *self = HW_VISITS_PAGE (widget);
  AdwMessageDialog *message;

  gtk_popover_popdown (self->shift_popover);
  message = hw_message_new (widget, _("Call this shift off?"), _("Nobody goes out. Its round is kept, and it can be planned again."));
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "call-off", _("Call it _off"), NULL);
  adw_message_dialog_set_response_appearance (message, "call-off", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  g_signal_connect_object (message, "response", G_CALLBACK (call_off_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (message));
}

/* -- in the field -- */

static void
back_cb (HwVisitsPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update (self);
}

static void
finished_cb (HwVisitsPage *self)
{
  back_cb (self);
  hw_visits_page_show_debrief (self, &self->shift);
}

/* -- the sheet -- */

/* What is on paper is what is recorded. */
static void
round_saved_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HwVisitsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const HwShift *shift;

  if (!hw_planner_save_finish (HW_PLANNER (source), result, &error))
    {
      hw_problem_show (GTK_WIDGET (self), _("The round was not saved, and no sheet was made"), error);
      return;
    }
  shift = self->session != NULL ? get_shift (self) : NULL;
  if (shift != NULL)
    gtk_window_present (GTK_WINDOW (hw_route_sheet_print_new (GTK_WIDGET (self), self->session, shift)));
}

static void
sheet_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwVisitsPage *self = HW_VISITS_PAGE (widget);

  hw_planner_save_async (self->planner, round_saved_cb, g_object_ref (self));
}

static void
beds_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_beds_window_new (widget, HW_VISITS_PAGE (widget)->session)));
}

/* -- object -- */

static void
hw_visits_page_dispose (GObject *object)
{
  HwVisitsPage *self = HW_VISITS_PAGE (object);

  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_VISITS_PAGE);
  G_OBJECT_CLASS (hw_visits_page_parent_class)->dispose (object);
}

static void
hw_visits_page_class_init (HwVisitsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_visits_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/visits/hw-visits-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, shift_button);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, shift_popover);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, shift_list);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, team_label);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, times_label);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, go_button);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, planner_bin);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, field_bin);
  gtk_widget_class_bind_template_child (widget_class, HwVisitsPage, debrief_bin);
  gtk_widget_class_bind_template_callback (widget_class, shift_chosen_cb);
  gtk_widget_class_install_action (widget_class, "visits.new-shift", NULL, new_shift_action);
  gtk_widget_class_install_action (widget_class, "visits.edit-shift", NULL, edit_shift_action);
  gtk_widget_class_install_action (widget_class, "visits.call-off", NULL, call_off_action);
  gtk_widget_class_install_action (widget_class, "visits.sheet", NULL, sheet_action);
  gtk_widget_class_install_action (widget_class, "visits.beds", NULL, beds_action);
  gtk_widget_class_install_action (widget_class, "visits.go", NULL, go_action);
}

static void
hw_visits_page_init (HwVisitsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_visits_page_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the Visits page
 */
GtkWidget *
hw_visits_page_new (HwSession *session)
{
  HwVisitsPage *self = g_object_new (HW_TYPE_VISITS_PAGE, NULL);

  self->session = g_object_ref (session);
  self->planner = HW_PLANNER (hw_planner_new (session));
  adw_bin_set_child (self->planner_bin, GTK_WIDGET (self->planner));
  g_signal_connect_object (hw_session_get_shifts (session), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * hw_visits_page_is_planned:
 * @self: the page
 *
 * Returns: whether a round shows, or there is no shift to plan one for
 */
gboolean
hw_visits_page_is_planned (HwVisitsPage *self)
{
  g_return_val_if_fail (HW_IS_VISITS_PAGE (self), FALSE);
  return get_shift (self) == NULL || hw_planner_is_planned (self->planner);
}

/**
 * hw_visits_page_show_shift:
 * @self: the page
 * @shift: which one
 *
 * Shows the plan of a shift, and remembers it.
 */
void
hw_visits_page_show_shift (HwVisitsPage *self,
                           const HwId   *shift)
{
  g_autofree char *text = hw_id_to_string (shift);

  g_return_if_fail (HW_IS_VISITS_PAGE (self) && shift != NULL);

  self->shift = *shift;
  hw_session_set_setting (self->session, SHIFT_SETTING, text);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  update (self);
}

/**
 * hw_visits_page_show_field:
 * @self: the page
 * @shift: one that was started
 *
 * Shows its round as the team walks it.
 */
void
hw_visits_page_show_field (HwVisitsPage *self,
                           const HwId   *shift)
{
  GtkWidget *field;

  g_return_if_fail (HW_IS_VISITS_PAGE (self) && shift != NULL);

  self->shift = *shift;
  field = hw_field_page_new (self->session, shift);
  if (field == NULL)
    return;
  g_signal_connect_object (field, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->field_bin, field);
  gtk_stack_set_visible_child_name (self->stack, "field");
}

/**
 * hw_visits_page_show_debrief:
 * @self: the page
 * @shift: one that is over
 *
 * Shows what came of it.
 */
void
hw_visits_page_show_debrief (HwVisitsPage *self,
                             const HwId   *shift)
{
  GtkWidget *page;

  g_return_if_fail (HW_IS_VISITS_PAGE (self) && shift != NULL);

  self->shift = *shift;
  page = hw_debrief_page_new (self->session, shift);
  g_signal_connect_object (page, "back", G_CALLBACK (show_plan), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->debrief_bin, page);
  gtk_stack_set_visible_child_name (self->stack, "debrief");
}
