/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-shift-dialog.h"

#include "hw-date-row.h"
#include "hw-date.h"
#include "hw-form-rows.h"
#include "hw-place-field.h"
#include "hw-session-plan.h"
#include "hw-session-shifts.h"
#include "hw-team-list.h"
#include "hw-text-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A shift: when, from where, who goes and how. The last shift is what a new one
 * begins with, because most nights are alike.
 *
 * Signal "saved" (id): it is in the journal.
 */

struct _HwShiftDialog
{
  HwFormDialog parent_instance;

  HwSession    *session;     /* (owned) */
  HwShift      *shift;       /* (owned): as it was opened */
  HwPoint       start, end;
  GtkWidget    *name;        /* children */
  GtkWidget    *kind;
  GtkWidget    *date;
  GtkWidget    *from;
  GtkWidget    *until;
  HwPlaceField *start_field;
  HwPlaceField *end_field;
  HwPointMap   *map;
  GtkWidget    *transport;
  HwTeamList   *team;
  GtkWidget    *alone;
  GtkWidget    *interpreter;
  GtkWidget    *severe;
  GtkSpinButton *revisit;
  GtkWidget    *note;
};

enum { SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwShiftDialog, hw_shift_dialog, HW_TYPE_FORM_DIALOG)

/* When each kind usually is. */
static const struct { const char *from, *until; } usual[HW_N_SHIFT_KINDS] = { { "22:30", "03:00" }, { "05:00", "08:00" }, { "10:00", "14:00" } };

/* -- times -- */

/* "2026-12-19" and "22:30" as local time, µs UTC. */
static gboolean
read_time (const char *date,
           const char *clock,
           gint64     *at)
{
  g_autofree char *text = date != NULL && clock != NULL ? g_strdup_printf ("%s%s%s:00", date, strlen (clock) == 4 ? "T0" : "T", clock) : NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;

  if (time == NULL)
    return FALSE;
  *at = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
read_times (HwShiftDialog *self,
            HwShift       *shift)
{
  g_autofree char *date = hw_form_row_dup_text (self->date);
  g_autofree char *from = hw_form_row_dup_text (self->from);
  g_autofree char *until = hw_form_row_dup_text (self->until);

  if (!read_time (date, from, &shift->starts_at) || !read_time (date, until, &shift->ends_at))
    return FALSE;
  /* After midnight it is the next day. */
  if (shift->ends_at <= shift->starts_at)
    {
      g_autoptr (GDateTime) end = g_date_time_new_from_unix_local (shift->ends_at / G_USEC_PER_SEC);
      g_autoptr (GDateTime) next = g_date_time_add_days (end, 1);

      shift->ends_at = g_date_time_to_unix (next) * G_USEC_PER_SEC;
    }
  return TRUE;
}

static char *
dup_local (gint64      at,
           const char *format)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return g_date_time_format (local, format);
}

/* -- recording -- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwShiftDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwId id;
  gboolean saved = hw_session_save_shift_finish (HW_SESSION (source), result, &id, &error);

  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!saved)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  text = hw_id_to_string (&id);
  g_signal_emit (self, signals[SAVED], 0, text);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static gboolean
read_places (HwShiftDialog *self,
             HwShift       *shift)
{
  const char *end = hw_place_field_get_text (self->end_field);

  shift->start = self->start;
  shift->start_place = g_strdup (hw_place_field_get_text (self->start_field));
  /* Most rounds come back to where they began. */
  shift->end = *end != '\0' ? self->end : self->start;
  shift->end_place = g_strdup (*end != '\0' ? end : shift->start_place);
  return TRUE;
}

static gboolean
read_form (HwShiftDialog  *self,
           HwShift        *shift,
           GError        **error)
{
  GPtrArray *team = hw_team_list_dup_team (self->team, error);

  if (team == NULL)
    return FALSE;
  g_clear_pointer (&shift->team, g_ptr_array_unref);
  shift->team = team;
  shift->id = self->shift->id;
  shift->state = self->shift->state;
  shift->name = hw_form_row_dup_text (self->name);
  shift->kind = (HwShiftKind) adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind));
  shift->transport = (HwTransport) adw_combo_row_get_selected (ADW_COMBO_ROW (self->transport));
  shift->alone_reason = hw_form_row_dup_text (self->alone);
  shift->note = hw_form_row_dup_text (self->note);
  shift->severe_weather = gtk_switch_get_active (GTK_SWITCH (self->severe));
  shift->interpreter_booked = gtk_switch_get_active (GTK_SWITCH (self->interpreter));
  if (!read_times (self, shift))
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_NO_TIME, _("A day is written as 2026-12-19, a time as 22:30. Write when the shift begins and ends."));
      return FALSE;
    }
  return read_places (self, shift) && hw_shift_check (shift, error);
}

static void
hw_shift_dialog_accept (HwFormDialog *form)
{
  HwShiftDialog *self = HW_SHIFT_DIALOG (form);
  g_autoptr (HwShift) shift = hw_shift_new ();
  g_autoptr (GError) error = NULL;

  if (!read_form (self, shift, &error))
    {
      hw_form_dialog_show_problem (form, error->message);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_set_revisit_days (self->session, (guint) gtk_spin_button_get_value_as_int (self->revisit));
  hw_session_save_shift_async (self->session, shift, saved_cb, g_object_ref (self));
}

/* -- places -- */

static void
start_found_cb (HwShiftDialog *self,
                double         latitude,
                double         longitude,
                double         precision)
{
  self->start = (HwPoint) { latitude, longitude };
  hw_point_map_set_point (self->map, &self->start, precision);
}

static void
start_lost_cb (HwShiftDialog *self)
{
  self->start = HW_POINT_UNKNOWN;
}

static void
end_found_cb (HwShiftDialog *self,
              double         latitude,
              double         longitude,
              double         precision)
{
  self->end = (HwPoint) { latitude, longitude };
}

static void
end_lost_cb (HwShiftDialog *self)
{
  self->end = HW_POINT_UNKNOWN;
}

/* A click on the map is where the shift begins. */
static void
moved_cb (HwShiftDialog *self,
          double         latitude,
          double         longitude,
          double         precision)
{
  self->start = (HwPoint) { latitude, longitude };
}

/* Another kind, where the times are still the usual ones of the kind before. */
static void
kind_changed_cb (HwShiftDialog *self)
{
  guint kind = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind));
  g_autofree char *from = hw_form_row_dup_text (self->from);
  g_autofree char *until = hw_form_row_dup_text (self->until);

  for (guint i = 0; kind < HW_N_SHIFT_KINDS && i < HW_N_SHIFT_KINDS; i++)
    if (g_strcmp0 (from, usual[i].from) == 0 && g_strcmp0 (until, usual[i].until) == 0)
      {
        hw_form_row_set_text (self->from, usual[kind].from);
        hw_form_row_set_text (self->until, usual[kind].until);
        return;
      }
}

/* The reason is asked for where it is needed. */
static void
team_changed_cb (HwShiftDialog *self)
{
  g_autoptr (GPtrArray) team = hw_team_list_dup_team (self->team, NULL);

  gtk_widget_set_visible (self->alone, team != NULL && team->len == 1);
}

/* -- object -- */

static void
hw_shift_dialog_dispose (GObject *object)
{
  HwShiftDialog *self = HW_SHIFT_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shift, hw_shift_free);
  G_OBJECT_CLASS (hw_shift_dialog_parent_class)->dispose (object);
}

static void
hw_shift_dialog_class_init (HwShiftDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_shift_dialog_dispose;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_shift_dialog_accept;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_group (HwShiftDialog *self,
           const char    *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  return group;
}

static GtkWidget *
add (GtkWidget *group,
     GtkWidget *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

typedef const char *(*GetWords) (guint value);

static const char *
get_kind_words (guint kind)
{
  return _(hw_shift_kind_get_words ((HwShiftKind) kind));
}

static const char *
get_transport_words (guint transport)
{
  return _(hw_transport_get_words ((HwTransport) transport));
}

static GtkWidget *
make_choice (const char *title,
             GetWords    get_words,
             guint       n)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (words, get_words (i));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, "model", words, NULL);
}

static GtkWidget *
add_switch (GtkWidget  *group,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new (), *control = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  add (group, row);
  return control;
}

static GtkSpinButton *
add_number (GtkWidget  *group,
            const char *title,
            const char *subtitle,
            guint       most)
{
  GtkWidget *row = adw_action_row_new (), *spin = gtk_spin_button_new_with_range (1, most, 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  add (group, row);
  return GTK_SPIN_BUTTON (spin);
}

static HwPlaceField *
add_place (GtkWidget  *group,
           const char *words)
{
  HwPlaceField *field = g_object_new (HW_TYPE_PLACE_FIELD, NULL);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_margin_top (label, 6);
  add (group, label);
  add (group, GTK_WIDGET (field));
  add (group, hw_place_field_get_suggestions (field));
  return field;
}

static void
add_when (HwShiftDialog *self)
{
  GtkWidget *group = add_group (self, NULL);

  self->name = add (group, hw_entry_row_new (_("Name of the round or the team")));
  self->kind = add (group, make_choice (_("When"), get_kind_words, HW_N_SHIFT_KINDS));
  self->date = add (group, hw_date_row_new (_("Day on which it begins"), NULL));
  self->from = add (group, hw_entry_row_new (_("From")));
  self->until = add (group, hw_entry_row_new (_("Until")));
  self->transport = add (group, make_choice (_("How they go"), get_transport_words, HW_N_TRANSPORTS));
  self->severe = add_switch (group, _("Severe weather"), _("Older reports and single sightings count for more"));
  self->revisit = add_number (group, _("Days until a place is due again"), _("For every shift of the team"), HW_REVISIT_MAX_DAYS);
}

static void
add_where (HwShiftDialog *self)
{
  GtkWidget *group = add_group (self, _("Where"));

  self->start_field = add_place (group, _("Begins at"));
  self->map = g_object_new (HW_TYPE_POINT_MAP, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->map), -1, 160);
  gtk_widget_set_margin_top (GTK_WIDGET (self->map), 6);
  add (group, GTK_WIDGET (self->map));
  self->end_field = add_place (group, _("Ends at, where that is another place"));
  g_signal_connect_object (self->start_field, "point-found", G_CALLBACK (start_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_field, "point-lost", G_CALLBACK (start_lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_field, "point-found", G_CALLBACK (end_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_field, "point-lost", G_CALLBACK (end_lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

static void
add_team (HwShiftDialog *self)
{
  GtkWidget *group = add_group (self, _("Team"));

  self->team = HW_TEAM_LIST (hw_team_list_new ());
  add (group, GTK_WIDGET (self->team));
  group = add_group (self, NULL);
  self->alone = add (group, hw_text_row_new (_("Why somebody may go alone after dark")));
  self->interpreter = add_switch (group, _("An interpreter is booked"), _("By telephone, for those whom the team cannot talk with"));
  self->note = add (group, hw_text_row_new (_("Note for the team")));
  gtk_widget_set_visible (self->alone, FALSE);
  g_signal_connect_object (self->team, "changed", G_CALLBACK (team_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
hw_shift_dialog_init (HwShiftDialog *self)
{
  self->start = self->end = HW_POINT_UNKNOWN;
  add_when (self);
  add_where (self);
  add_team (self);
}

static void
fill_when (HwShiftDialog *self,
           const HwShift *shift)
{
  g_autofree char *date = dup_local (shift->starts_at, "%F");
  g_autofree char *from = dup_local (shift->starts_at, "%H:%M");
  g_autofree char *until = dup_local (shift->ends_at, "%H:%M");

  hw_form_row_set_text (self->name, shift->name);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), shift->kind);
  hw_form_row_set_text (self->date, date);
  hw_form_row_set_text (self->from, from);
  hw_form_row_set_text (self->until, until);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->transport), shift->transport);
  gtk_switch_set_active (GTK_SWITCH (self->severe), shift->severe_weather);
  gtk_spin_button_set_value (self->revisit, hw_session_get_revisit_days (self->session));
}

static void
fill (HwShiftDialog *self,
      const HwShift *shift)
{
  fill_when (self, shift);
  hw_place_field_set_session (self->start_field, self->session);
  hw_place_field_set_session (self->end_field, self->session);
  hw_place_field_set_map (self->start_field, self->map);
  hw_point_map_set_session (self->map, self->session);
  hw_place_field_set_text (self->start_field, shift->start_place != NULL ? shift->start_place : "");
  if (g_strcmp0 (shift->end_place, shift->start_place) != 0)
    hw_place_field_set_text (self->end_field, shift->end_place != NULL ? shift->end_place : "");
  self->start = shift->start;
  self->end = shift->end;
  if (hw_point_is_valid (&shift->start))
    hw_point_map_set_point (self->map, &shift->start, 20);
  hw_team_list_set_team (self->team, shift->team);
  hw_form_row_set_text (self->alone, shift->alone_reason);
  gtk_switch_set_active (GTK_SWITCH (self->interpreter), shift->interpreter_booked);
  hw_form_row_set_text (self->note, shift->note);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_changed_cb), self, G_CONNECT_SWAPPED);
}

/* A new shift is like the last one, tonight. */
static HwShift *
make_new (HwSession *session)
{
  GListModel *shifts = hw_session_get_shifts (session);
  g_autoptr (HwShiftItem) last = g_list_model_get_item (shifts, 0);
  HwShift *shift = last != NULL ? hw_shift_copy (hw_shift_item_get_shift (last)) : hw_shift_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%F");
  HwId none = { 0 };

  shift->id = none;
  shift->state = HW_SHIFT_PLANNED;
  shift->severe_weather = shift->interpreter_booked = FALSE;
  g_clear_pointer (&shift->alone_reason, g_free);
  g_clear_pointer (&shift->note, g_free);
  g_ptr_array_set_size (shift->stops, 0);
  read_time (date, usual[shift->kind].from, &shift->starts_at);
  read_time (date, usual[shift->kind].until, &shift->ends_at);
  return shift;
}

/**
 * hw_shift_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @shift: (nullable): which to change; %NULL for a new one
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_shift_dialog_new (GtkWidget     *opener,
                     HwSession     *session,
                     const HwShift *shift)
{
  HwShiftDialog *self = g_object_new (HW_TYPE_SHIFT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->shift = shift != NULL ? hw_shift_copy (shift) : make_new (session);
  fill (self, self->shift);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, shift != NULL ? _("Shift") : _("New shift"), _("Done"));
  hw_form_row_focus (self->name);
  return GTK_WIDGET (self);
}
