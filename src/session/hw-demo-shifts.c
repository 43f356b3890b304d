/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"
#include "hw-store-visits.h"

/* The demo's shifts: the nights that the team walked, tap by tap, with what it
 * promised, and tonight's, which is planned but has no round yet. No dice. */

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define NOBODY HW_DEMO_PEOPLE   /* whom the team knows */
#define MOST_STOPS 5
#define LONGEST (4 * HW_DEMO_HOUR)   /* a shift */
#define NEAR_M 150.0   /* a report so near is looked for at the stop */

/* A stop, and what was tapped there. */
typedef struct
{
  const char *place;        /* of the town */
  const char *words;
  int         site;         /* of hw-demo-map.c, or -1 */
  guint       minutes;      /* after the start */
  HwTapKind   outcome;      /* or HW_N_TAP_KINDS: nobody in particular was looked for */
  const char *code;         /* (nullable) */
  guint       bedded_down;
  guint       awake;
  guint       person;       /* who was met, of hw-demo-people.c, or NOBODY */
  const char *given;        /* (nullable) */
  guint       n_given;
  const char *note;         /* (nullable) */
} DemoStop;

typedef struct
{
  guint        days;        /* ago */
  HwShiftKind  kind;
  guint        hour;        /* local time */
  const char  *name;
  const char  *note;        /* (nullable) */
  HwTransport  transport;
  guint        minutes;     /* it took */
  guint        paper;       /* minutes */
  DemoStop     stops[MOST_STOPS];
} DemoShift;

/* Oldest first. The contacts that come of them are counted in HW_DEMO_SHIFT_CONTACTS. */
static const DemoShift nights[HW_DEMO_SHIFTS - 1] = {
  { 6, HW_SHIFT_NIGHT, 22, "Old Town and river", NULL, HW_TRANSPORT_FOOT, 200, 35, {
    { "Old Bridge", "Steps under the old bridge", 0, 15, HW_TAP_FOUND, "found-engaging", 1, 0, NOBODY, "socks", 1, "The river is rising." },
    { "Riverton Station", "Taxi shelter behind the station", -1, 65, HW_TAP_NOT_FOUND, "not-found-looked", 0, 0, NOBODY, NULL, 0, NULL },
    { "Westgate Underpass", "Underpass, ramp side", -1, 120, HW_TAP_FOUND, "found-unwilling", 0, 1, NOBODY, "tea", 1, "Took a card." } } },
  { 3, HW_SHIFT_EARLY_MORNING, 5, "Park and arches", "Ice on the towpath", HW_TRANSPORT_BICYCLE, 130, 20, {
    { "Bandstand", "Bandstand in Abbey Park", 1, 10, HW_TAP_NOT_FOUND, "not-found-moved-on", 0, 0, NOBODY, NULL, 0, "Bedding is gone." },
    { "Viaduct Arches", "Third arch, behind the tyre place", -1, 45, HW_TAP_FOUND, "found-engaging", 1, 0, 30, "sleeping bag", 1, "Asleep until the trains began." },
    { "Market Arcade", "Arcade, north doors", -1, 90, HW_TAP_COULD_NOT_LOOK, "not-found-no-access", 0, 0, NOBODY, NULL, 0, "Shutters down until seven." } } },
  { 1, HW_SHIFT_NIGHT, 22, "Arches and station", NULL, HW_TRANSPORT_FOOT, 215, 40, {
    { "Viaduct Arches", "Third arch, behind the tyre place", -1, 20, HW_TAP_FOUND, "found-engaging", 2, 1, 51, "blanket", 2, "The dogs are well." },
    { "Riverton Station", "Taxi shelter behind the station", -1, 80, HW_TAP_FOUND, "found-sheltered", 0, 1, NOBODY, NULL, 0, "Went along to the night shelter." },
    { "Old Bridge", "Steps under the old bridge", 0, 130, HW_TAP_NOT_FOUND, "not-found-looked", 0, 0, NOBODY, NULL, 0, "Wet bedding under the second arch." },
    { "New Bridge", "Under the new bridge, south side", -1, 170, HW_N_TAP_KINDS, NULL, 0, 0, NOBODY, NULL, 0, "Nobody; too windy." } } },
};

/* What was promised: on which night, at which of its stops. Days from now, at ten in the evening; of the open ones two are for tonight. */
static const struct { guint night, stop; int due; int kept; const char *words; const char *outcome; } promises[HW_DEMO_PROMISES] = {
  { 0, 2, -4, HW_PROMISE_KEPT, "Ask at the clinic whether they see people without papers.", "They do, on Tuesdays. Told at the underpass." },
  { 0, 0, -2, HW_PROMISE_NOT_KEPT, "Bring a dry sleeping bag.", "There was none left; asked the store for more." },
  { 1, 1, 0, HW_PROMISE_OPEN, "Come with somebody from the day centre.", NULL },
  { 2, 0, 0, HW_PROMISE_OPEN, "Bring dog food and a second blanket.", NULL },
  { 2, 1, 2, HW_PROMISE_OPEN, "Ask at the night shelter how it went.", NULL },
};

/* The hour on the local day that was so many days before this one. Until a night shift is over, it is still the day on which it began. */
static gint64
get_hour (const HwDemo *demo,
          int           days,
          guint         hour)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local ((demo->now - LONGEST) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -days);
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
                                                      (int) hour, 0, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static HwShift *
make_shift (HwDemo      *demo,
            HwShiftKind  kind,
            const char  *name,
            gint64       starts_at,
            gint64       ends_at,
            const char  *second,
            const char  *languages)
{
  HwShift *shift = hw_shift_new ();

  shift->kind = kind;
  shift->name = g_strdup (name);
  shift->starts_at = starts_at;
  shift->ends_at = ends_at;
  shift->start = hw_demo_find_point (demo, "Market Square", 0, 0);
  shift->end = shift->start;
  shift->start_place = g_strdup ("Market Square, by the clock");
  shift->end_place = g_strdup (shift->start_place);
  g_ptr_array_add (shift->team, hw_team_member_new ("Sofie", "en pl", TRUE));
  g_ptr_array_add (shift->team, hw_team_member_new (second, languages, FALSE));
  return shift;
}

/* -- the round of a night that is over -- */

/* Reports that were out with the team when it set off. */
static gboolean
add_reports (HwDemo       *demo,
             const HwShift *shift,
             HwStop        *stop,
             GError       **error)
{
  g_autoptr (GPtrArray) reports = hw_store_list_reports (demo->store, 1u << HW_REPORT_SENT_OUT, 1000, error);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);

      if (report->received_at < shift->starts_at && hw_point_distance (&report->point, &stop->point) < NEAR_M)
        g_array_append_val (stop->reports, report->id);
    }
  return reports != NULL;
}

static HwStop *
make_stop (HwDemo         *demo,
           const HwShift  *shift,
           const DemoStop *facts,
           GError        **error)
{
  g_autoptr (HwStop) stop = hw_stop_new ();
  HwVisitReason reason = { .kind = HW_VISIT_REVISIT_DUE, .points = 3, .at = shift->starts_at - 4 * HW_DEMO_DAY, .count = 4 };

  if (facts->site >= 0)
    {
      stop->kind = HW_STOP_SITE;
      stop->subject = demo->sites[facts->site];
    }
  stop->point = hw_demo_find_point (demo, facts->place, 0, 0);
  stop->name = g_strdup (facts->place);
  stop->place = g_strdup (facts->words);
  stop->visit_minutes = 15;
  stop->arrives_at = shift->starts_at + facts->minutes * MINUTE;
  stop->leaves_at = stop->arrives_at + stop->visit_minutes * MINUTE;
  stop->priority = reason.points;
  stop->talk = HW_TALK_YES;
  g_array_append_val (stop->reasons, reason);
  return add_reports (demo, shift, stop, error) ? g_steal_pointer (&stop) : NULL;
}

static gboolean
record_round (HwDemo          *demo,
              HwShift         *shift,
              const DemoShift *facts,
              GError         **error)
{
  for (guint i = 0; i < MOST_STOPS && facts->stops[i].place != NULL; i++)
    {
      HwStop *stop = make_stop (demo, shift, &facts->stops[i], error);

      if (stop == NULL)
        return FALSE;
      g_ptr_array_add (shift->stops, stop);
    }
  return hw_store_record_round (demo->store, &shift->id, shift->stops, error);
}

/* -- what was tapped -- */

static gboolean
tap (HwDemo        *demo,
     const HwShift *shift,
     const HwStop  *stop,
     HwTap          what,
     guint          minutes,
     GError       **error)
{
  what.shift = shift->id;
  what.stop = stop->id;
  what.at = stop->arrives_at + minutes * MINUTE;
  what.point = stop->point;
  what.accuracy_m = 14;
  return hw_store_record_tap (demo->store, &what, error);
}

static gboolean
record_taps (HwDemo         *demo,
             const HwShift  *shift,
             const HwStop   *stop,
             const DemoStop *facts,
             GError        **error)
{
  if (!tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_ARRIVED }, 0, error))
    return FALSE;
  if (facts->outcome < HW_N_TAP_KINDS && !tap (demo, shift, stop, (HwTap) { .kind = facts->outcome, .code = (char *) facts->code }, 4, error))
    return FALSE;
  if (facts->bedded_down > 0 && !tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_BEDDED_DOWN, .count = facts->bedded_down }, 5, error))
    return FALSE;
  if (facts->awake > 0 && !tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_AWAKE, .count = facts->awake }, 6, error))
    return FALSE;
  if (facts->person != NOBODY && !tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_MET_PERSON, .subject = demo->people[facts->person] }, 8, error))
    return FALSE;
  if (facts->given != NULL &&
      !tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_GIVEN, .code = (char *) facts->given, .count = facts->n_given }, 9, error))
    return FALSE;
  if (facts->note != NULL && !tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_WORDS, .words = (char *) facts->note }, 10, error))
    return FALSE;
  return tap (demo, shift, stop, (HwTap) { .kind = HW_TAP_LEFT }, 12, error);
}

/* Who is known is a contact of their own, out of those who were bedded down. */
static gboolean
save_visit (HwDemo         *demo,
            const HwShift  *shift,
            const HwStop   *stop,
            const DemoStop *facts,
            GError        **error)
{
  HwContact contacts[3];
  HwContact met = { .met_at = stop->arrives_at + 5 * MINUTE, .point = stop->point, .place = facts->words };
  guint known = facts->person != NOBODY ? 1 : 0;
  guint n = 0;

  if (known > 0)
    {
      contacts[n] = met;
      contacts[n].bedded_down = facts->bedded_down > 0;
      contacts[n].people = 1;
      contacts[n++].person = demo->people[facts->person];
    }
  if (facts->bedded_down > known)
    {
      contacts[n] = met;
      contacts[n].bedded_down = TRUE;
      contacts[n].note = facts->note;
      contacts[n++].people = facts->bedded_down - known;
    }
  if (facts->awake > 0)
    {
      contacts[n] = met;
      contacts[n++].people = facts->awake;
    }
  return hw_store_record_visit (demo->store, &shift->id, &stop->id, contacts, n, error) && hw_demo_step (demo, n, error);
}

static gboolean
record_stops (HwDemo          *demo,
              const HwShift   *shift,
              const DemoShift *facts,
              GError         **error)
{
  for (guint i = 0; i < shift->stops->len; i++)
    {
      const HwStop *stop = g_ptr_array_index (shift->stops, i);

      if (!record_taps (demo, shift, stop, &facts->stops[i], error) || !save_visit (demo, shift, stop, &facts->stops[i], error))
        return FALSE;
    }
  return TRUE;
}

/* -- promises -- */

static gboolean
record_promises (HwDemo        *demo,
                 const HwShift *shift,
                 guint          night,
                 GError       **error)
{
  for (guint i = 0; i < HW_DEMO_PROMISES; i++)
    {
      HwPromise promise = { .words = (char *) promises[i].words, .shift = shift->id };
      const HwStop *stop;

      if (promises[i].night != night)
        continue;
      stop = g_ptr_array_index (shift->stops, promises[i].stop);
      promise.stop = stop->id;
      promise.point = stop->point;
      if (stop->kind == HW_STOP_SITE)
        promise.site = stop->subject;
      promise.made_at = stop->arrives_at + 10 * MINUTE;
      promise.due_at = get_hour (demo, -promises[i].due, 23);
      if (!hw_store_record_promise (demo->store, &promise, &promise.id, error))
        return FALSE;
      if (promises[i].kept != HW_PROMISE_OPEN &&
          !hw_store_settle_promise (demo->store, &promise.id, promises[i].kept == HW_PROMISE_KEPT, promises[i].outcome, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
record_night (HwDemo  *demo,
              guint    night,
              GError **error)
{
  const DemoShift *facts = &nights[night];
  gint64 starts_at = get_hour (demo, (int) facts->days, facts->hour);
  g_autoptr (HwShift) shift = make_shift (demo, facts->kind, facts->name, starts_at, starts_at + LONGEST,
                                          night % 2 == 0 ? "Imran" : "Patrick", night % 2 == 0 ? "en ro" : "en");

  shift->transport = facts->transport;
  shift->note = g_strdup (facts->note);
  return hw_store_record_shift (demo->store, shift, &shift->id, error) && record_round (demo, shift, facts, error) &&
         hw_store_record_shift_state (demo->store, &shift->id, HW_SHIFT_STARTED, starts_at, 0, error) &&
         record_stops (demo, shift, facts, error) && record_promises (demo, shift, night, error) &&
         hw_store_record_shift_state (demo->store, &shift->id, HW_SHIFT_FINISHED, starts_at + facts->minutes * MINUTE, facts->paper, error) &&
         hw_demo_step (demo, 1, error);
}

/* Ten in the evening, or soon, where that is over. */
static gboolean
record_tonight (HwDemo  *demo,
                GError **error)
{
  gint64 soon = demo->now - demo->now % (15 * MINUTE) + 30 * MINUTE;
  gint64 starts_at = MAX (get_hour (demo, 0, 22), soon);
  g_autoptr (HwShift) shift = make_shift (demo, HW_SHIFT_NIGHT, "Old Town and river", starts_at, starts_at + LONGEST, "Imran", "en ro");

  shift->note = g_strdup ("Take the second torch.");
  return hw_store_record_shift (demo->store, shift, NULL, error) && hw_demo_step (demo, 1, error);
}

/* Nights that are over, promises, and tonight's shift. */
gboolean
hw_demo_fill_shifts (HwDemo  *demo,
                     GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    if (!record_night (demo, i, error))
      return FALSE;
  return record_tonight (demo, error);
}
