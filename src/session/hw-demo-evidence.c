/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The evidence of the demo's cases: what each gate asks for, in words. */

/* Days after the opening on which a stage is reached. */
const guint hw_demo_stage_days[HW_STAGE_CLOSED + 1] = { 0, 3, 11, 18, 40, 47, 48, 56, 415 };

static const char * const workers[] = { "Sofie", "Imran", "Hanne", "Patrick" };

char *
hw_demo_format_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return g_date_time_format (day, "%Y-%m-%d");
}

static void
set (GHashTable *fields,
     const char *field,
     const char *value)
{
  if (value != NULL)
    g_hash_table_replace (fields, g_strdup (field), g_strdup (value));
}

/* A day so many days after the opening. */
static void
set_day (GHashTable *fields,
         const char *field,
         const HwDemoWork *work,
         int         days)
{
  g_hash_table_replace (fields, g_strdup (field), hw_demo_format_day (work->opened_at + days * HW_DEMO_DAY));
}

const char *
hw_demo_get_worker (const HwDemoWork *work)
{
  return workers[work->index % G_N_ELEMENTS (workers)];
}

/* Of whom none exists. */
const char *
hw_demo_get_interpreter (const HwDemoWork *work)
{
  return work->index % 3 == 1 ? "not needed" : work->index % 3 == 2 ? "Mr Balan, telephone" : "Ms Kowal, telephone";
}

const char *
hw_demo_get_capacity (const HwDemoWork *work)
{
  if (work->index == 10)
    return "concern";
  return work->index % 5 == 2 ? "advice-taken" : "no-concern";
}

static void
prepare_assessment (const HwDemoWork *work,
                    GHashTable *fields)
{
  gboolean indicators = work->index == 15;

  set (fields, HW_FIELD_ASSESSED_BY, hw_demo_get_worker (work));
  set_day (fields, HW_FIELD_ASSESSED_AT, work, hw_demo_stage_days[HW_STAGE_ASSESSED]);
  set (fields, HW_FIELD_NEEDS, work->facts->needs != NULL ? work->facts->needs : "To be asked again; in a hurry today.");
  set (fields, HW_FIELD_RISK, work->index % 3 == 0 ? "Cold nights; drinks alone." : "None seen beyond sleeping out.");
  set (fields, HW_FIELD_ENTITLEMENTS, work->index % 2 == 0 ? "Emergency health care; night shelter in winter." : "Worked here 14 months: advice on benefits arranged.");
  set (fields, HW_FIELD_OPTIONS_OFFERED, "Night shelter (took it twice), advice centre (did not want to), day centre.");
  set (fields, HW_FIELD_EXPLOITATION, indicators ? "indicators" : "none");
  if (indicators)
    set (fields, HW_FIELD_HANDED_OVER_TO, hw_demo_get_partner (HW_DEMO_FIRST_RESPONDER, NULL)->name);
  set (fields, HW_FIELD_EU_CITIZEN, "yes");
}

static void
prepare_decision (const HwDemoWork *work,
                  GHashTable *fields)
{
  gboolean declined = work->facts->stage == HW_STAGE_DECLINED;

  set (fields, HW_FIELD_DECISION, declined ? "no" : "yes");
  set (fields, HW_FIELD_DECISION_LANGUAGE, hw_demo_person_language (work->facts->person));
  set (fields, HW_FIELD_INTERPRETER, hw_demo_get_interpreter (work));
  set (fields, HW_FIELD_CAPACITY, hw_demo_get_capacity (work));
  if (declined)
    set (fields, HW_FIELD_HOME_CONTACTS, "yes");
  else if (work->index % 4 == 1)
    set (fields, HW_FIELD_COOLING_OFF, "not wanted");
  else
    set_day (fields, HW_FIELD_COOLING_OFF, work, hw_demo_stage_days[HW_STAGE_DECIDED] - 2);
}

static void
prepare_plan (const HwDemoWork *work,
              GHashTable *fields)
{
  set (fields, HW_FIELD_FAMILY_MAY_KNOW, work->index % 3 == 0 ? "Nothing. “Not before I have work again.”" : "That they come, and when. Nothing about health.");
  set (fields, HW_FIELD_KEY_WORKER, hw_demo_get_worker (work));
  set (fields, HW_FIELD_KEY_WORKER_CHOSEN, "yes");
  set (fields, HW_FIELD_GOALS, work->facts->goals != NULL ? work->facts->goals : "“A room with a door.”");
}

static void
prepare_journey (const HwDemoWork *work,
                 GHashTable *fields)
{
  int travel = (int) hw_demo_stage_days[HW_STAGE_TRAVELLED];

  set_day (fields, HW_FIELD_TRAVEL_DATE, work, travel);
  if (hw_demo_lost_papers (work))
    set_day (fields, HW_FIELD_EMERGENCY_DOCUMENT, work, travel + 30);
  else
    set_day (fields, HW_FIELD_DOCUMENT_UNTIL, work, 900);
  set_day (fields, HW_FIELD_EMBASSY_CONTACTED, work, (int) hw_demo_stage_days[HW_STAGE_PLANNED] + 1);
  if (!hw_demo_is_left (work, "embassy-answer"))
    set (fields, HW_FIELD_EMBASSY_AGREED, "They issue the document within five days; no housing, no escort.");
  set (fields, HW_FIELD_PRECONDITIONS, work->facts->treatment != NULL ? "met" : "none");
  set (fields, HW_FIELD_FIT_TO_TRAVEL, "yes");
  set (fields, HW_FIELD_MEDICATION, work->facts->treatment != NULL ? "Two weeks along, list in both languages." : "none");
  set (fields, HW_FIELD_MEDICATION_LETTER, g_strcmp0 (work->facts->treatment, "addiction") == 0 ? "ready" : "not-needed");
  set (fields, HW_FIELD_RECEIVER, work->facts->receiver);
  set_day (fields, HW_FIELD_RECEIVER_ACCEPTED, work, 25);
  set (fields, HW_FIELD_PAYER, "Treatment here and journey: the project. Care there: the home town.");
  set_day (fields, HW_FIELD_PAYER_APPROVED, work, 26);
  set (fields, HW_FIELD_JOURNEY_RISK, "Changes trains once; someone waits on the platform.");
  set (fields, HW_FIELD_ESCORTS, work->index % 5 == 0 ? "1" : "0");
}

static void
prepare_travel (const HwDemoWork *work,
                GHashTable *fields)
{
  set_day (fields, HW_FIELD_BOOKED_ON, work, (int) hw_demo_stage_days[HW_STAGE_READY] + 1);
  set (fields, HW_FIELD_TICKET, "Train and coach, one way, seat kept.");
  if (work->index % 5 == 0)
    set (fields, HW_FIELD_COMPANION, hw_demo_get_worker (work));
}

static void
prepare_arrival (const HwDemoWork *work,
                 GHashTable *fields)
{
  set (fields, HW_FIELD_ARRIVAL_CONFIRMED_BY, work->facts->receiver);
  set_day (fields, HW_FIELD_ARRIVED_ON, work, (int) hw_demo_stage_days[HW_STAGE_RECEIVED]);
}

/* The follow-ups that were made by now; one that is due or overdue is left open. */
static void
prepare_follow_ups (const HwDemoWork *work,
                    GHashTable *fields,
                    guint       until)
{
  static const struct { guint days; const char *field, *words; } follow_ups[] = {
    { 7, HW_FIELD_FOLLOW_UP_7, "Reached by telephone. Has a bed, sleeps better, registered with a doctor." },
    { 30, HW_FIELD_FOLLOW_UP_30, "The receiver says: helps in the kitchen, goes to the group on Mondays." },
    { 90, HW_FIELD_FOLLOW_UP_90, "Two attempts, no answer; the third time a sister: works half days." },
    { 180, HW_FIELD_FOLLOW_UP_180, "Own room since spring. Economic: part-time. Social: family. Well." },
    { 365, HW_FIELD_FOLLOW_UP_365, "A year: still there. Sent a picture." }
  };

  for (guint i = 0; i < G_N_ELEMENTS (follow_ups); i++)
    if (follow_ups[i].days <= until)
      set (fields, follow_ups[i].field, follow_ups[i].words);
}

/* What meets the gate of @stage. */
void
hw_demo_prepare (const HwDemoWork *work,
                 HwStage           stage,
                 GHashTable       *fields)
{
  guint arrived = hw_demo_stage_days[HW_STAGE_RECEIVED];

  switch (stage)
    {
    case HW_STAGE_ASSESSED:
      prepare_assessment (work, fields);
      break;
    case HW_STAGE_DECIDED:
      prepare_decision (work, fields);
      break;
    case HW_STAGE_PLANNED:
      prepare_plan (work, fields);
      break;
    case HW_STAGE_READY:
      prepare_journey (work, fields);
      break;
    case HW_STAGE_TRAVELLED:
      prepare_travel (work, fields);
      break;
    case HW_STAGE_RECEIVED:
      prepare_arrival (work, fields);
      break;
    case HW_STAGE_FOLLOWED_UP:
      prepare_follow_ups (work, fields, work->index == 7 ? 30 : work->facts->days > arrived ? work->facts->days - arrived : 0);
      break;
    case HW_STAGE_CLOSED:
      prepare_follow_ups (work, fields, 365);
      break;
    case HW_STAGE_WISH:
    case HW_STAGE_PAUSED:
    case HW_STAGE_DECLINED:
    case HW_STAGE_WITHDRAWN:
    case HW_STAGE_REFERRED_ON:
    case HW_N_STAGES:
    default:
      break;
    }
}

/* "field=value;field=;field=@+3" */
void
hw_demo_apply_changes (const HwDemoWork *work,
                       GHashTable       *fields)
{
  g_auto (GStrv) changes = g_strsplit (work->facts->changes, ";", -1);

  for (guint i = 0; changes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (changes[i], "=", 2);

      if (*parts[1] == '\0')
        g_hash_table_remove (fields, parts[0]);
      else if (*parts[1] == '@')
        g_hash_table_replace (fields, g_strdup (parts[0]), hw_demo_format_day (work->demo->now + g_ascii_strtoll (parts[1] + 1, NULL, 10) * HW_DEMO_DAY));
      else
        set (fields, parts[0], parts[1]);
    }
}
