/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-planner.h"

#include "hw-map-view.h"
#include "hw-maps.h"
#include "hw-narrow-bin.h"
#include "hw-plan.h"
#include "hw-problem.h"
#include "hw-round-layer.h"
#include "hw-session-plan.h"
#include "hw-session-shifts.h"
#include "hw-shift-words.h"
#include "hw-stop-row.h"

#include <glib/gi18n-lib.h>

/*
 * The planner of one shift: on the left what is not in the round, in the middle
 * the round on the map, on the right the stops in their order. Whatever the
 * coordinator changes is timed at once and saved a moment later.
 */

#define SAVE_AFTER_MS  1500
#define RENEW_AFTER_MS 500    /* what comes in at once is looked at together */

struct _HwPlanner
{
  AdwBin parent_instance;

  HwSession    *session;       /* (owned) */
  HwPlan       *plan;          /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) (nullable): of the planning under way */
  guint         save_id;       /* source; 0: nothing to save */
  guint         renew_id;      /* source; 0: nothing came in */
  HwPlan       *renewing;      /* (unowned) (nullable): the plan whose place another will take; only to compare */
  gboolean      proposing;     /* a round is asked for, which nothing that comes in may undo */

  GtkStack     *stack;         /* "plan", "working" */
  GtkListBox   *left_list;
  GtkLabel     *left_label;
  HwNarrowBin  *bin;
  GtkWidget    *left_side;     /* what is left out stands there, and under the round where the window is narrow */
  GtkViewport  *left_viewport;
  GtkWidget    *left_box;
  GtkBox       *round_box;
  GtkBox       *map_box;
  GtkListBox   *round_list;
  GtkLabel     *cost_label;
  GtkLabel     *note_label;
  GtkLabel     *stops_label;
  GtkLabel     *way_label;
  GtkLabel     *time_label;
  GtkLabel     *promises_label;
  GtkWidget    *talk_row;
  GtkLabel     *talk_label;
  GtkLabel     *talk_sub_label;
  GtkWidget    *empty_label;
  HwMapView    *view;
  HwRoundLayer *layer;
};

G_DEFINE_FINAL_TYPE (HwPlanner, hw_planner, ADW_TYPE_BIN)

static void fill (HwPlanner *self);
static void renew_soon (HwPlanner *self);

/* -- saving -- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwPlanner *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!hw_session_save_round_finish (HW_SESSION (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->plan != NULL && self->session != NULL)
    {
      HwShiftItem *item = hw_session_find_shift (self->session, &hw_plan_get_shift (self->plan)->id);

      if (item != NULL)
        hw_plan_note_saved (self->plan, hw_shift_item_get_shift (item)->stops);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * hw_planner_save_async:
 * @self: a planner
 *
 * Records the round as it stands, where it was changed or never saved.
 */
void
hw_planner_save_async (HwPlanner           *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GPtrArray) stops = NULL;

  g_return_if_fail (HW_IS_PLANNER (self));

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_task_set_source_tag (task, hw_planner_save_async);
  if (self->plan == NULL || !hw_plan_is_changed (self->plan))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  stops = hw_plan_dup_stops (self->plan);
  hw_session_save_round_async (self->session, &hw_plan_get_shift (self->plan)->id, stops, saved_cb, g_steal_pointer (&task));
}

/**
 * hw_planner_save_finish:
 * @self: a planner
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_planner_save_finish (HwPlanner     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!hw_planner_save_finish (HW_PLANNER (source), result, &error))
    hw_problem_show (GTK_WIDGET (source), _("The round was not saved"), error);
}

static gboolean
save_cb (gpointer user_data)
{
  HwPlanner *self = user_data;

  self->save_id = 0;
  hw_planner_save_async (self, kept_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
save_soon (HwPlanner *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

/* -- what is selected -- */

static void
show_cost (HwPlanner  *self,
           HwPlanStop *stop)
{
  g_autofree char *words = stop != NULL ? hw_plan_dup_cost_words (self->plan, stop) : NULL;

  gtk_label_set_label (self->cost_label, words != NULL ? words : "");
  hw_round_layer_select (self->layer, stop);
}

static void
row_selected_cb (HwPlanner     *self,
                 GtkListBoxRow *row)
{
  if (self->plan != NULL)
    show_cost (self, row != NULL ? hw_stop_row_get_stop (HW_STOP_ROW (row)) : NULL);
}

static HwStopRow *
find_row (HwPlanner  *self,
          HwPlanStop *stop)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->round_list, i)) != NULL; i++)
    if (hw_stop_row_get_stop (HW_STOP_ROW (row)) == stop)
      return HW_STOP_ROW (row);
  return NULL;
}

static void
map_clicked_cb (HwPlanner *self,
                int        n_press,
                double     x,
                double     y)
{
  HwPlanStop *stop = hw_round_layer_pick (self->layer, x, y);
  HwStopRow *row = stop != NULL ? find_row (self, stop) : NULL;

  if (row != NULL)
    {
      gtk_list_box_select_row (self->round_list, GTK_LIST_BOX_ROW (row));
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  else if (stop != NULL)
    show_cost (self, stop);
}

/* -- the lists -- */

static GtkWidget *
make_take_in_button (HwPlanner  *self,
                     HwPlanStop *stop,
                     guint       position)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  g_autofree char *cost = hw_plan_dup_cost_words (self->plan, stop);
  g_autofree char *name = g_strdup_printf (_("Take in: %s"), hw_plan_stop_get_candidate (stop)->stop->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, cost);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "visits.take-in");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_pill (HwPlanner  *self,
           HwPlanStop *stop)
{
  gboolean closed = hw_plan_stop_get_candidate (stop)->closed;
  g_autofree char *minutes = g_strdup_printf (_("%u min"), hw_plan_get_cost_minutes (self->plan, stop));
  GtkWidget *pill = gtk_label_new (closed ? C_("pill", "closed") : minutes);

  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, closed ? "pill-waiting" : "pill-quiet");
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

static GtkWidget *
make_left_row (HwPlanner  *self,
               HwPlanStop *stop,
               guint       position)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = hw_plan_stop_dup_words (stop);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hw_plan_stop_get_candidate (stop)->stop->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_pill (self, stop));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_take_in_button (self, stop, position));
  return row;
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
fill_left_out (HwPlanner *self)
{
  GListModel *left_out = hw_plan_get_left_out (self->plan);
  guint n = g_list_model_get_n_items (left_out);
  guint n_more = hw_plan_get_n_more (self->plan);
  g_autofree char *title = n_more == 0 ? g_strdup_printf (_("Not in the round %u"), n)
                                       : g_strdup_printf (_("Not in the round %u, and %u worth less"), n, n_more);

  clear (self->left_list);
  gtk_label_set_label (self->left_label, title);
  gtk_widget_set_visible (GTK_WIDGET (self->left_list), n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwPlanStop) stop = g_list_model_get_item (left_out, i);

      gtk_list_box_append (self->left_list, make_left_row (self, stop, i));
    }
}

/* Who works with the keyboard keeps the stop that they move. */
static void
fill_round (HwPlanner *self)
{
  GListModel *round = hw_plan_get_round (self->plan);
  guint n = g_list_model_get_n_items (round);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->round_list));
  GtkListBoxRow *selected = focused != NULL ? GTK_LIST_BOX_ROW (focused) : gtk_list_box_get_selected_row (self->round_list);
  g_autoptr (HwPlanStop) kept = selected != NULL ? g_object_ref (hw_stop_row_get_stop (HW_STOP_ROW (selected))) : NULL;
  gboolean had_focus = focused != NULL;
  HwStopRow *row;

  clear (self->round_list);
  gtk_widget_set_visible (GTK_WIDGET (self->round_list), n > 0);
  gtk_widget_set_visible (self->empty_label, n == 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwPlanStop) stop = g_list_model_get_item (round, i);

      gtk_list_box_append (self->round_list, hw_stop_row_new (self->plan, stop));
    }
  row = kept != NULL ? find_row (self, kept) : NULL;
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->round_list, GTK_LIST_BOX_ROW (row));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* -- the sum -- */

static char *
dup_span (gint64 span)
{
  guint minutes = (guint) (MAX (span, 0) / G_TIME_SPAN_MINUTE);

  /* TRANSLATORS: hours and minutes: "3 h 35" */
  return minutes >= 60 ? g_strdup_printf (_("%u h %02u"), minutes / 60, minutes % 60) : g_strdup_printf (_("%u min"), minutes);
}

/* (nullable): what is to be known of the ways, and of reports that are on no round because nobody knows where they are */
static char *
dup_note (HwPlanner *self)
{
  const char *travel = hw_plan_get_travel_note (self->plan);
  guint n = hw_plan_get_n_nowhere (self->plan);
  g_autofree char *nowhere = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u report has no point on the map, so no round leads to it.",
                                                           "%u reports have no point on the map, so no round leads to them.", n), n);

  if (n == 0)
    return g_strdup (travel);
  return travel != NULL ? g_strdup_printf ("%s\n%s", travel, nowhere) : g_steal_pointer (&nowhere);
}

static void
fill_sum (HwPlanner *self)
{
  const HwShift *shift = hw_plan_get_shift (self->plan);
  guint n = g_list_model_get_n_items (hw_plan_get_round (self->plan));
  g_autofree char *stops = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u stop", "%u stops", n), n);
  /* TRANSLATORS: how far and how: "4.1 km on foot" */
  g_autofree char *way = g_strdup_printf (_("%.1f km %s"), hw_plan_get_travel_m (self->plan) / 1000, hw_shift_words_transport (shift->transport));
  g_autofree char *needed = dup_span (hw_plan_get_ends_at (self->plan) - shift->starts_at);
  g_autofree char *length = dup_span (shift->ends_at - shift->starts_at);
  /* TRANSLATORS: how long the round takes, and how long the shift is: "3 h 35 of 4 h 30" */
  g_autofree char *time = g_strdup_printf (_("%s of %s"), needed, length);
  g_autofree char *note = dup_note (self);
  gboolean kept = hw_plan_keeps_promises (self->plan), fits = hw_plan_fits (self->plan);

  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  gtk_label_set_label (self->stops_label, stops);
  gtk_label_set_label (self->way_label, way);
  gtk_label_set_label (self->time_label, time);
  gtk_label_set_label (self->promises_label, !fits ? _("does not fit") : kept ? _("all promises kept") : _("a promise is left out"));
  gtk_widget_remove_css_class (GTK_WIDGET (self->promises_label), fits && kept ? "pill-overdue" : "pill-met");
  gtk_widget_add_css_class (GTK_WIDGET (self->promises_label), fits && kept ? "pill-met" : "pill-overdue");
}

/* Which language it is, nobody learns here (DESIGN section 6). */
static void
fill_talk (HwPlanner *self)
{
  guint n = hw_plan_count_interpreters (self->plan);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "An interpreter is needed at %u stop", "An interpreter is needed at %u stops", n), n);
  gboolean booked = hw_plan_get_shift (self->plan)->interpreter_booked;

  gtk_widget_set_visible (self->talk_row, n > 0);
  gtk_label_set_label (self->talk_label, words);
  gtk_label_set_label (self->talk_sub_label, booked ? _("booked; the team is told which") : _("none is booked yet"));
}

static void
fill (HwPlanner *self)
{
  fill_left_out (self);
  fill_round (self);
  fill_sum (self);
  fill_talk (self);
  show_cost (self, NULL);
  row_selected_cb (self, gtk_list_box_get_selected_row (self->round_list));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visits.propose", TRUE);
}

/* -- what the coordinator does -- */

static HwPlanStop *
get_stop (HwPlanner *self,
          guint      number)
{
  g_autoptr (HwPlanStop) stop = self->plan != NULL && number > 0 ? g_list_model_get_item (hw_plan_get_round (self->plan), number - 1) : NULL;

  return stop;
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPlanner *self = HW_PLANNER (widget);
  guint from, to;

  g_variant_get (parameter, "(uu)", &from, &to);
  if (get_stop (self, from) == NULL || get_stop (self, to) == NULL)
    return;
  hw_plan_move (self->plan, from - 1, to - 1);
  save_soon (self);
}

static void
pin_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwPlanner *self = HW_PLANNER (widget);
  HwPlanStop *stop = get_stop (self, g_variant_get_uint32 (parameter));

  if (stop == NULL)
    return;
  hw_plan_set_pinned (self->plan, stop, !hw_plan_stop_is_pinned (stop));
  save_soon (self);
}

static void
leave_out_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HwPlanner *self = HW_PLANNER (widget);
  guint number = g_variant_get_uint32 (parameter);
  HwPlanStop *stop = get_stop (self, number);
  GtkListBoxRow *row;

  if (stop == NULL)
    return;
  hw_plan_leave_out (self->plan, stop);
  /* The next one takes its place, and the keys. */
  row = gtk_list_box_get_row_at_index (self->round_list, (int) number - 1);
  if (row == NULL && number > 1)
    row = gtk_list_box_get_row_at_index (self->round_list, (int) number - 2);
  if (row != NULL)
    {
      gtk_list_box_select_row (self->round_list, row);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  save_soon (self);
}

static void
take_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwPlanner *self = HW_PLANNER (widget);
  g_autoptr (HwPlanStop) stop = self->plan != NULL ? g_list_model_get_item (hw_plan_get_left_out (self->plan), g_variant_get_uint32 (parameter)) : NULL;
  HwStopRow *row;

  if (stop == NULL)
    return;
  hw_plan_take_in (self->plan, stop);
  row = find_row (self, stop);
  if (row != NULL)
    gtk_list_box_select_row (self->round_list, GTK_LIST_BOX_ROW (row));
  save_soon (self);
}

/* -- the plan -- */

static void
show_round (HwPlanner *self)
{
  const HwShift *shift = hw_plan_get_shift (self->plan);
  GListModel *round = hw_plan_get_round (self->plan);
  HwBox box = HW_BOX_EMPTY;

  hw_box_extend (&box, &shift->start);
  if (hw_point_is_valid (&shift->end))
    hw_box_extend (&box, &shift->end);
  for (guint i = 0; i < g_list_model_get_n_items (round); i++)
    {
      g_autoptr (HwPlanStop) stop = g_list_model_get_item (round, i);

      hw_box_extend (&box, &hw_plan_stop_get_candidate (stop)->stop->point);
    }
  hw_map_view_show_box (self->view, &box);
}

static void
take_plan (HwPlanner *self,
           HwPlan    *plan)
{
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_set_object (&self->plan, plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  hw_round_layer_set_plan (self->layer, plan);
  fill (self);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwPlanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPlan) plan = hw_session_plan_finish (HW_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  if (plan == NULL)
    {
      hw_problem_show (GTK_WIDGET (self), _("The round could not be planned"), error);
      return;
    }
  take_plan (self, plan);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  show_round (self);
}

/* -- renewing it -- */

/* What the hotline took, and what became of it, changes where the team may go. */
static void
renewed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwPlanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPlan) plan = hw_session_renew_plan_finish (HW_SESSION (source), result, &error);

  if (plan == NULL || self->plan == NULL)
    return;
  if (self->plan == self->renewing && !self->proposing)
    take_plan (self, plan);
  else
    renew_soon (self);
}

static gboolean
renew_cb (gpointer user_data)
{
  HwPlanner *self = user_data;

  if (self->proposing)
    return G_SOURCE_CONTINUE;
  self->renew_id = 0;
  self->renewing = self->plan;
  hw_session_renew_plan_async (self->session, self->plan, self->cancellable, renewed_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
renew_soon (HwPlanner *self)
{
  if (self->plan != NULL && self->renew_id == 0)
    self->renew_id = g_timeout_add (RENEW_AFTER_MS, renew_cb, self);
}

static void
set_proposing (HwPlanner *self,
               gboolean   proposing)
{
  self->proposing = proposing;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "visits.propose", !proposing);
}

static void
proposed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwPlanner) self = user_data;
  g_autoptr (GError) error = NULL;

  set_proposing (self, FALSE);
  if (hw_plan_propose_finish (HW_PLAN (source), result, &error))
    save_soon (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hw_problem_show (GTK_WIDGET (self), _("No round was proposed"), error);
}

static void
renewed_to_propose_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (HwPlanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPlan) plan = hw_session_renew_plan_finish (HW_SESSION (source), result, &error);

  if (plan != NULL && self->plan != NULL)
    {
      take_plan (self, plan);
      hw_plan_propose_async (plan, self->cancellable, proposed_cb, g_object_ref (self));
      return;
    }
  set_proposing (self, FALSE);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hw_problem_show (GTK_WIDGET (self), _("No round was proposed"), error);
}

static void
propose_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwPlanner *self = HW_PLANNER (widget);

  if (self->plan == NULL)
    return;
  set_proposing (self, TRUE);
  hw_session_renew_plan_async (self->session, self->plan, self->cancellable, renewed_to_propose_cb, g_object_ref (self));
}

static void
forget_plan (HwPlanner *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_clear_object (&self->plan);
  hw_round_layer_set_plan (self->layer, NULL);
}

static gboolean
is_same_team (const HwShift *a,
              const HwShift *b)
{
  if (a->team->len != b->team->len)
    return FALSE;
  for (guint i = 0; i < a->team->len; i++)
    if (g_strcmp0 (((const HwTeamMember *) a->team->pdata[i])->languages, ((const HwTeamMember *) b->team->pdata[i])->languages) != 0)
      return FALSE;
  return TRUE;
}

/* Our own saving comes back as a change of the shift: nothing to plan anew. */
static gboolean
is_planned_already (HwPlanner     *self,
                    const HwShift *shift)
{
  const HwShift *planned = self->plan != NULL ? hw_plan_get_shift (self->plan) : NULL;

  return planned != NULL && hw_id_equal (&planned->id, &shift->id) && planned->starts_at == shift->starts_at && planned->ends_at == shift->ends_at &&
         hw_point_distance (&planned->start, &shift->start) < 1 && hw_point_distance (&planned->end, &shift->end) < 1 &&
         planned->transport == shift->transport && planned->severe_weather == shift->severe_weather &&
         planned->interpreter_booked == shift->interpreter_booked && is_same_team (planned, shift);
}

/**
 * hw_planner_set_shift:
 * @self: a planner
 * @shift: (nullable): whose round is planned; copied
 *
 * Plans the shift anew, unless it is the one that is planned already.
 */
void
hw_planner_set_shift (HwPlanner     *self,
                      const HwShift *shift)
{
  g_return_if_fail (HW_IS_PLANNER (self));

  if (shift != NULL && is_planned_already (self, shift))
    return;
  if (self->plan != NULL && self->save_id != 0)
    hw_planner_save_async (self, kept_cb, NULL);
  forget_plan (self);
  gtk_stack_set_visible_child_name (self->stack, "working");
  if (shift == NULL || !hw_point_is_valid (&shift->start))
    return;
  self->cancellable = g_cancellable_new ();
  hw_session_plan_async (self->session, shift, self->cancellable, planned_cb, g_object_ref (self));
}

/**
 * hw_planner_renew:
 * @self: a planner
 *
 * Looks anew where the team may go; the round stays as it is.
 */
void
hw_planner_renew (HwPlanner *self)
{
  g_return_if_fail (HW_IS_PLANNER (self));

  renew_soon (self);
}

/* -- width -- */

static void
narrow_cb (HwPlanner *self)
{
  gboolean narrow = hw_narrow_bin_get_narrow (self->bin);

  if (gtk_widget_get_visible (self->left_side) == !narrow)
    return;
  g_object_ref (self->left_box);
  if (narrow)
    {
      gtk_viewport_set_child (self->left_viewport, NULL);
      gtk_box_append (self->round_box, self->left_box);
    }
  else
    {
      gtk_box_remove (self->round_box, self->left_box);
      gtk_viewport_set_child (self->left_viewport, self->left_box);
    }
  gtk_widget_set_visible (self->left_side, !narrow);
  g_object_unref (self->left_box);
}

/* -- object -- */

static void
maps_changed_cb (HwPlanner *self)
{
  hw_map_view_set_maps (self->view, hw_maps_get_stack (hw_maps_get_for_session (self->session)));
}

static void
hw_planner_dispose (GObject *object)
{
  HwPlanner *self = HW_PLANNER (object);

  if (self->layer != NULL)
    forget_plan (self);
  self->layer = NULL;
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_PLANNER);
  G_OBJECT_CLASS (hw_planner_parent_class)->dispose (object);
}

static void
hw_planner_class_init (HwPlannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_planner_dispose;
  g_type_ensure (HW_TYPE_NARROW_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/visits/hw-planner.ui");
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, stack);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, bin);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, left_side);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, left_viewport);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, left_box);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, round_box);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, left_list);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, left_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, map_box);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, round_list);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, cost_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, note_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, stops_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, way_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, time_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, promises_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, talk_row);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, talk_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, talk_sub_label);
  gtk_widget_class_bind_template_child (widget_class, HwPlanner, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_install_action (widget_class, "visits.move", "(uu)", move_action);
  gtk_widget_class_install_action (widget_class, "visits.pin", "u", pin_action);
  gtk_widget_class_install_action (widget_class, "visits.leave-out", "u", leave_out_action);
  gtk_widget_class_install_action (widget_class, "visits.take-in", "u", take_in_action);
  gtk_widget_class_install_action (widget_class, "visits.propose", NULL, propose_action);
}

static void
hw_planner_init (HwPlanner *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = HW_MAP_VIEW (hw_map_view_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_box_prepend (self->map_box, GTK_WIDGET (self->view));
  self->layer = hw_round_layer_new (hw_map_view_get_viewport (self->view));
  hw_map_view_add_layer (self->view, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (click, "released", G_CALLBACK (map_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

/**
 * hw_planner_new:
 * @session: an open session
 *
 * Returns: (transfer floating): a planner without a shift
 */
GtkWidget *
hw_planner_new (HwSession *session)
{
  HwPlanner *self = g_object_new (HW_TYPE_PLANNER, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (hw_maps_get_for_session (session), "changed", G_CALLBACK (maps_changed_cb), self, G_CONNECT_SWAPPED);
  maps_changed_cb (self);
  g_signal_connect_object (hw_session_get_queue (session), "items-changed", G_CALLBACK (renew_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_sites (session), "items-changed", G_CALLBACK (renew_soon), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * hw_planner_is_planned:
 * @self: a planner
 *
 * Returns: whether the round of its shift shows
 */
gboolean
hw_planner_is_planned (HwPlanner *self)
{
  g_return_val_if_fail (HW_IS_PLANNER (self), FALSE);
  return self->plan != NULL;
}
