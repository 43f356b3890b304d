/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-json-writer.h"

/*
 * The bodies of shifts, rounds, taps and promises: version 1 of each kind, as
 * in hw-bodies.c. A round and a team are arrays of flat objects, in a member of
 * their own; their tables keep them in the same form.
 */

static guint
get_count (HwBody     *self,
           const char *name)
{
  return (guint) CLAMP (hw_body_get_int (self, name), 0, G_MAXINT32);
}

static void
put_place (GString       *body,
           const char    *latitude,
           const char    *longitude,
           const HwPoint *point)
{
  if (!hw_point_is_valid (point))
    return;
  hw_json_put_e7 (body, latitude, HW_DEGREES_TO_E7 (point->latitude));
  hw_json_put_e7 (body, longitude, HW_DEGREES_TO_E7 (point->longitude));
}

static void
get_place (HwBody     *self,
           const char *latitude,
           const char *longitude,
           HwPoint    *point)
{
  HwPoint found = { hw_body_get_double (self, latitude, G_MAXDOUBLE), hw_body_get_double (self, longitude, G_MAXDOUBLE) };

  *point = hw_point_is_valid (&found) ? found : HW_POINT_UNKNOWN;
}

/* Adds an element to the text of an array that is open. */
static void
add_element (GString *array,
             GString *element)
{
  g_string_append_c (array, array->len > 0 ? ',' : '[');
  g_string_append_len (array, element->str, (gssize) element->len);
}

static const char *
end_array (GString *array)
{
  g_string_append (array, array->len > 0 ? "]" : "[]");
  return array->str;
}

/* -- shifts -------------------------------------------------------------------------------------------------------- */

static void
put_team (GString   *body,
          GPtrArray *team)
{
  g_autoptr (GString) array = g_string_new (NULL);
  g_autoptr (GString) element = g_string_new (NULL);

  for (guint i = 0; i < team->len; i++)
    {
      const HwTeamMember *member = g_ptr_array_index (team, i);

      hw_json_begin (element);
      hw_json_put_text (element, "name", member->name);
      hw_json_put_text (element, "languages", member->languages);
      if (member->leads)
        hw_json_put_true (element, "leads");
      hw_json_end (element);
      add_element (array, element);
    }
  hw_json_put_raw (body, "team", end_array (array));
}

/**
 * hw_body_dup_team:
 * @team: (element-type HwTeamMember): who goes along
 *
 * Returns: (transfer full): the team alone, as the table keeps it
 */
char *
hw_body_dup_team (GPtrArray *team)
{
  GString *body = g_string_new (NULL);

  hw_json_begin (body);
  put_team (body, team);
  hw_json_end (body);
  return g_string_free (body, FALSE);
}

/**
 * hw_body_read_team:
 * @self: the body of "shift.noted", or what hw_body_dup_team() made
 * @team: (element-type HwTeamMember): where to add
 *
 * Reads who goes along.
 */
void
hw_body_read_team (HwBody    *self,
                   GPtrArray *team)
{
  g_autoptr (GPtrArray) members = hw_body_dup_objects (self, "team");

  for (guint i = 0; i < members->len; i++)
    {
      HwBody *member = g_ptr_array_index (members, i);

      g_ptr_array_add (team, hw_team_member_new (hw_body_get_text (member, "name"), hw_body_get_text (member, "languages"),
                                                 hw_body_get_boolean (member, "leads")));
    }
}

/**
 * hw_body_write_shift:
 * @body: text to replace
 * @shift: a shift
 *
 * Writes the body of "shift.noted": all that is planned beside the round.
 */
void
hw_body_write_shift (GString       *body,
                     const HwShift *shift)
{
  hw_json_begin (body);
  hw_json_put_text (body, "name", shift->name);
  hw_json_put_name (body, "kind", hw_shift_kind_to_string (shift->kind));
  hw_json_put_int (body, "starts_at", shift->starts_at);
  hw_json_put_int (body, "ends_at", shift->ends_at);
  put_place (body, "start_latitude", "start_longitude", &shift->start);
  put_place (body, "end_latitude", "end_longitude", &shift->end);
  hw_json_put_text (body, "start_place", shift->start_place);
  hw_json_put_text (body, "end_place", shift->end_place);
  hw_json_put_name (body, "transport", hw_transport_to_string (shift->transport));
  if (shift->severe_weather)
    hw_json_put_true (body, "severe_weather");
  put_team (body, shift->team);
  hw_json_put_text (body, "alone_reason", shift->alone_reason);
  hw_json_put_text (body, "note", shift->note);
  if (shift->interpreter_booked)
    hw_json_put_true (body, "interpreter_booked");
  hw_json_end (body);
}

/**
 * hw_body_dup_shift:
 * @self: the body of "shift.noted"
 *
 * Reads what hw_body_write_shift() wrote. A kind or a way to go that this
 * Homeward does not know reads as the first.
 *
 * Returns: (transfer full): the shift without identity, state and round
 */
HwShift *
hw_body_dup_shift (HwBody *self)
{
  HwShift *shift = hw_shift_new ();

  shift->name = g_strdup (hw_body_get_text (self, "name"));
  hw_shift_kind_from_string (hw_body_get_text (self, "kind"), &shift->kind);
  shift->starts_at = hw_body_get_int (self, "starts_at");
  shift->ends_at = hw_body_get_int (self, "ends_at");
  get_place (self, "start_latitude", "start_longitude", &shift->start);
  get_place (self, "end_latitude", "end_longitude", &shift->end);
  shift->start_place = g_strdup (hw_body_get_text (self, "start_place"));
  shift->end_place = g_strdup (hw_body_get_text (self, "end_place"));
  hw_transport_from_string (hw_body_get_text (self, "transport"), &shift->transport);
  shift->severe_weather = hw_body_get_boolean (self, "severe_weather");
  hw_body_read_team (self, shift->team);
  shift->alone_reason = g_strdup (hw_body_get_text (self, "alone_reason"));
  shift->note = g_strdup (hw_body_get_text (self, "note"));
  shift->interpreter_booked = hw_body_get_boolean (self, "interpreter_booked");
  return shift;
}

/**
 * hw_body_write_shift_state:
 * @body: text to replace
 * @state: how far the shift has come
 * @at: since when, µs UTC
 * @paper_minutes: minutes of paper, for one that is finished
 *
 * Writes the body of "shift.state-set".
 */
void
hw_body_write_shift_state (GString     *body,
                           HwShiftState state,
                           gint64       at,
                           guint        paper_minutes)
{
  hw_json_begin (body);
  hw_json_put_name (body, "state", hw_shift_state_to_string (state));
  hw_json_put_int (body, "at", at);
  hw_json_put_int (body, "paper_minutes", paper_minutes);
  hw_json_end (body);
}

/* -- rounds -------------------------------------------------------------------------------------------------------- */

static void
put_reasons (GString *body,
             GArray  *reasons)
{
  g_autoptr (GString) array = g_string_new (NULL);
  g_autoptr (GString) element = g_string_new (NULL);

  for (guint i = 0; i < reasons->len; i++)
    {
      const HwVisitReason *reason = &g_array_index (reasons, HwVisitReason, i);

      hw_json_begin (element);
      hw_json_put_name (element, "kind", hw_visit_reason_kind_to_string (reason->kind));
      hw_json_put_int (element, "points", reason->points);
      hw_json_put_int (element, "at", reason->at);
      hw_json_put_int (element, "count", reason->count);
      hw_json_put_int (element, "trend", reason->trend);
      hw_json_end (element);
      add_element (array, element);
    }
  if (reasons->len > 0)
    hw_json_put_raw (body, "reasons", end_array (array));
}

static void
put_reports (GString *body,
             GArray  *reports)
{
  g_autoptr (GString) array = g_string_new (NULL);
  g_autoptr (GString) element = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      hw_json_begin (element);
      hw_json_put_id (element, "id", &g_array_index (reports, HwId, i));
      hw_json_end (element);
      add_element (array, element);
    }
  if (reports->len > 0)
    hw_json_put_raw (body, "reports", end_array (array));
}

static void
write_stop (GString      *body,
            const HwStop *stop)
{
  hw_json_begin (body);
  hw_json_put_id (body, "id", &stop->id);
  hw_json_put_name (body, "kind", hw_stop_kind_to_string (stop->kind));
  hw_json_put_id (body, "subject", &stop->subject);
  hw_body_put_point (body, &stop->point);
  hw_json_put_text (body, "name", stop->name);
  hw_json_put_text (body, "place", stop->place);
  hw_json_put_int (body, "visit_minutes", stop->visit_minutes);
  hw_json_put_int (body, "arrives_at", stop->arrives_at);
  hw_json_put_int (body, "leaves_at", stop->leaves_at);
  hw_json_put_int (body, "opens_at", stop->opens_at);
  hw_json_put_int (body, "closes_at", stop->closes_at);
  if (stop->pinned)
    hw_json_put_true (body, "pinned");
  hw_json_put_int (body, "priority", stop->priority);
  hw_json_put_name (body, "talk", hw_talk_to_string (stop->talk));
  put_reasons (body, stop->reasons);
  put_reports (body, stop->reports);
  hw_json_end (body);
}

/**
 * hw_body_write_round:
 * @body: text to replace
 * @stops: (element-type HwStop): a round, in its order
 *
 * Writes the body of "shift.round-set".
 */
void
hw_body_write_round (GString   *body,
                     GPtrArray *stops)
{
  g_autoptr (GString) array = g_string_new (NULL);
  g_autoptr (GString) element = g_string_new (NULL);

  for (guint i = 0; i < stops->len; i++)
    {
      write_stop (element, g_ptr_array_index (stops, i));
      add_element (array, element);
    }
  hw_json_begin (body);
  hw_json_put_raw (body, "stops", end_array (array));
  hw_json_end (body);
}

/* A reason that this Homeward does not know is left out: it has no words for it. */
static void
read_reasons (HwBody *self,
              GArray *reasons)
{
  g_autoptr (GPtrArray) objects = hw_body_dup_objects (self, "reasons");

  for (guint i = 0; i < objects->len; i++)
    {
      HwBody *object = g_ptr_array_index (objects, i);
      HwVisitReason reason = {
        .points = get_count (object, "points"),
        .at = hw_body_get_int (object, "at"),
        .count = get_count (object, "count"),
        .trend = (int) CLAMP (hw_body_get_int (object, "trend"), -1, 1),
      };

      if (hw_visit_reason_kind_from_string (hw_body_get_text (object, "kind"), &reason.kind))
        g_array_append_val (reasons, reason);
    }
}

static void
read_reports (HwBody *self,
              GArray *reports)
{
  g_autoptr (GPtrArray) objects = hw_body_dup_objects (self, "reports");

  for (guint i = 0; i < objects->len; i++)
    {
      HwId id;

      if (hw_body_get_id (g_ptr_array_index (objects, i), "id", &id))
        g_array_append_val (reports, id);
    }
}

static HwStop *
read_stop (HwBody *self)
{
  HwStop *stop = hw_stop_new ();

  hw_body_get_id (self, "id", &stop->id);
  hw_stop_kind_from_string (hw_body_get_text (self, "kind"), &stop->kind);
  hw_body_get_id (self, "subject", &stop->subject);
  hw_body_get_point (self, &stop->point);
  stop->name = g_strdup (hw_body_get_text (self, "name"));
  stop->place = g_strdup (hw_body_get_text (self, "place"));
  stop->visit_minutes = get_count (self, "visit_minutes");
  stop->arrives_at = hw_body_get_int (self, "arrives_at");
  stop->leaves_at = hw_body_get_int (self, "leaves_at");
  stop->opens_at = hw_body_get_int (self, "opens_at");
  stop->closes_at = hw_body_get_int (self, "closes_at");
  stop->pinned = hw_body_get_boolean (self, "pinned");
  stop->priority = get_count (self, "priority");
  hw_talk_from_string (hw_body_get_text (self, "talk"), &stop->talk);
  read_reasons (self, stop->reasons);
  read_reports (self, stop->reports);
  return stop;
}

/**
 * hw_body_read_round:
 * @self: the body of "shift.round-set"
 * @stops: (element-type HwStop): where to add
 *
 * Reads what hw_body_write_round() wrote. A stop that is nowhere is left out.
 */
void
hw_body_read_round (HwBody    *self,
                    GPtrArray *stops)
{
  g_autoptr (GPtrArray) objects = hw_body_dup_objects (self, "stops");

  for (guint i = 0; i < objects->len; i++)
    {
      g_autoptr (HwStop) stop = read_stop (g_ptr_array_index (objects, i));

      if (hw_point_is_valid (&stop->point))
        g_ptr_array_add (stops, g_steal_pointer (&stop));
    }
}

/* -- taps ---------------------------------------------------------------------------------------------------------- */

/**
 * hw_body_write_tap:
 * @body: text to replace
 * @tap: a tap
 *
 * Writes the body of "visit.tapped" or "visit.person-met"; the shift is its subject.
 */
void
hw_body_write_tap (GString     *body,
                   const HwTap *tap)
{
  hw_json_begin (body);
  hw_json_put_id (body, "id", &tap->id);
  hw_json_put_id (body, "stop", &tap->stop);
  hw_json_put_name (body, "kind", hw_tap_kind_to_string (tap->kind));
  hw_json_put_int (body, "at", tap->at);
  hw_body_put_point (body, &tap->point);
  hw_json_put_double (body, "accuracy_m", tap->accuracy_m);
  hw_json_put_int (body, "count", tap->count);
  hw_json_put_id (body, "subject", &tap->subject);
  hw_json_put_text (body, "code", tap->code);
  hw_json_put_text (body, "words", tap->words);
  if (tap->taken_back)
    hw_json_put_true (body, "taken_back");
  hw_json_end (body);
}

/**
 * hw_body_read_tap:
 * @self: the body of "visit.tapped" or "visit.person-met"
 * @tap: (out caller-allocates): the tap without its shift; text belongs to @self
 *
 * Reads what hw_body_write_tap() wrote.
 *
 * Returns: whether this Homeward knows what was tapped
 */
gboolean
hw_body_read_tap (HwBody *self,
                  HwTap  *tap)
{
  *tap = (HwTap) {
    .at = hw_body_get_int (self, "at"),
    .accuracy_m = hw_body_get_double (self, "accuracy_m", 0),
    .count = get_count (self, "count"),
    .code = (char *) hw_body_get_text (self, "code"),
    .words = (char *) hw_body_get_text (self, "words"),
    .taken_back = hw_body_get_boolean (self, "taken_back"),
  };
  hw_body_get_id (self, "id", &tap->id);
  hw_body_get_id (self, "stop", &tap->stop);
  hw_body_get_id (self, "subject", &tap->subject);
  hw_body_get_point (self, &tap->point);
  return hw_tap_kind_from_string (hw_body_get_text (self, "kind"), &tap->kind);
}

/* -- promises ------------------------------------------------------------------------------------------------------ */

/**
 * hw_body_write_promise:
 * @body: text to replace
 * @promise: a promise
 *
 * Writes the body of "promise.made".
 */
void
hw_body_write_promise (GString         *body,
                       const HwPromise *promise)
{
  hw_json_begin (body);
  hw_json_put_id (body, "shift", &promise->shift);
  hw_json_put_id (body, "stop", &promise->stop);
  hw_json_put_id (body, "site", &promise->site);
  hw_body_put_point (body, &promise->point);
  hw_json_put_text (body, "words", promise->words);
  hw_json_put_int (body, "due_at", promise->due_at);
  hw_json_put_int (body, "made_at", promise->made_at);
  hw_json_end (body);
}

/**
 * hw_body_read_promise:
 * @self: the body of "promise.made"
 * @promise: (out caller-allocates): the promise without identity, open; text belongs to @self
 *
 * Reads what hw_body_write_promise() wrote.
 */
void
hw_body_read_promise (HwBody    *self,
                      HwPromise *promise)
{
  *promise = (HwPromise) {
    .words = (char *) hw_body_get_text (self, "words"),
    .due_at = hw_body_get_int (self, "due_at"),
    .made_at = hw_body_get_int (self, "made_at"),
    .kept = HW_PROMISE_OPEN,
  };
  hw_body_get_id (self, "shift", &promise->shift);
  hw_body_get_id (self, "stop", &promise->stop);
  hw_body_get_id (self, "site", &promise->site);
  hw_body_get_point (self, &promise->point);
}

/**
 * hw_body_write_settlement:
 * @body: text to replace
 * @kept: whether the promise was kept
 * @words: (nullable): what came of it
 *
 * Writes the body of "promise.settled".
 */
void
hw_body_write_settlement (GString    *body,
                          gboolean    kept,
                          const char *words)
{
  hw_json_begin (body);
  if (kept)
    hw_json_put_true (body, "kept");
  hw_json_put_text (body, "words", words);
  hw_json_end (body);
}
