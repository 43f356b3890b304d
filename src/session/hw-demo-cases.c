/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The demo's reconnection cases. Each goes the way that a real one goes: its
 * evidence is recorded, its consents are asked for, and then it is moved, stage
 * by stage, with times of the past. The store checks every gate on the way. */

typedef struct
{
  HwStage     stage;      /* where it stands */
  guint       days;       /* since it was opened */
  const char *wish;
  const char *needs;
  const char *goals;
  const char *receiver;
  /* (nullable) where given, the next gate is half met: its evidence but for these, as "field=value;..."; an empty value leaves it out, "@-3" is a day */
  const char *changes;
} DemoCase;

/* In the order of hw-demo-people.c. */
static const DemoCase cases[HW_DEMO_CASES] = {
  { HW_STAGE_PLANNED, 35, "“I want to be home before Christmas.”", "Treatment for alcohol before the journey; teeth.", "“Work at my cousin's garage.”", "Dom Nadziei, Ms Wójcik",
    "receiver=;receiver-accepted=;travel-date=@+27;document-valid-until=@+10;preconditions=open" },
  { HW_STAGE_WISH, 4, "“My sister says I can come. I don't know how.”", NULL, NULL, NULL, NULL },
  { HW_STAGE_ASSESSED, 11, "“Not another winter here.”", "Warm clothes, a doctor for the foot.", NULL, NULL, "decision=yes;cooling-off=@+3" },
  { HW_STAGE_PLANNED, 31, "“I want my own bed and my mother's kitchen.”", "Rest; medicine for asthma.", "“Be near my mother, then a course.”", "Casa Ribeira, Dr Matos", "fit-to-travel=" },
  { HW_STAGE_PLANNED, 27, "“The job here was a lie. I go back.”", "Somebody to talk to about the debt.", "“Drive a lorry again.”", "Jonas's brother Darius", "embassy-agreed=;payer-approved=" },
  { HW_STAGE_READY, 42, "“I am ready when you are.”", "Insulin, a dentist.", "“See my children every week.”", "Azylový dům Sofie, Ms Nováková", "booked-on=@-2;ticket=Train, Saturday 07:12, two seats;companion=" },
  { HW_STAGE_FOLLOWED_UP, 77, "“Music is better at home.”", "Glasses; a quiet place to sleep.", "“Play at weddings again.”", "Casa Speranța, Mr Pop", NULL },
  { HW_STAGE_FOLLOWED_UP, 140, "“I promised my daughter.”", "Treatment for drug use, done here.", "“Stay clean, see my daughter.”", "Clinic Viltis, Dr Petraitis", NULL },
  { HW_STAGE_WISH, 12, "“Maybe. Ask me again next week.”", NULL, NULL, NULL, "assessed-by=;risk=;options-offered=" },
  { HW_STAGE_ASSESSED, 9, "“There is a bed at the mission in Pécs.”", "Heart pills, none left.", NULL, NULL, NULL },
  { HW_STAGE_ASSESSED, 20, "“Yes, home. I think.”", "Drinks daily; liver to be looked at.", NULL, NULL, "capacity=concern;cooling-off=@-2" },
  { HW_STAGE_DECIDED, 16, "“To my brother's village.”", "Boots, size 45. Nothing else.", NULL, NULL, "goals=;family-may-know=" },
  { HW_STAGE_DECIDED, 14, "“I have had enough of the rain.”", "New identity card.", NULL, NULL, "key-worker-chosen=" },
  { HW_STAGE_RECEIVED, 52, "“My father is ill.”", "None but the ticket.", "“Be with my father.”", "Giulia's aunt Carla", NULL },
  { HW_STAGE_TRAVELLED, 48, "“Take me away from this bridge.”", "Counselling; a safe place on arrival.", "“Be safe. Then think.”", "Dom Kobiet, Ms Zając", NULL },
  { HW_STAGE_READY, 46, "“Home, and no more farms.”", "Back pain; wages that were never paid.", "“Build houses again.”", "Vasile's wife Maria", "booked-on=@-3;ticket=Coach, 21:40;companion=" },
  { HW_STAGE_CLOSED, 500, "“I am too old for this.”", "Blood pressure; a pension claim.", "“Fish in the morning.”", "Lar da Ria, Ms Sousa", NULL },
  { HW_STAGE_CLOSED, 640, "“I want to see the mountains.”", "Treatment for alcohol, done here.", "“Help in my uncle's guest house.”", "Mitko's uncle Asen", NULL },
  { HW_STAGE_FOLLOWED_UP, 248, "“They would take me back at the bakery.”", "Teeth; sleep.", "“Bake bread again.”", "Oltalom, Mr Kiss", NULL },
  { HW_STAGE_PAUSED, 58, "“Home to Aarhus, when the leg is healed.”", "Broken leg.", "“Sail in spring.”", "Kirkens Korshær, Ms Holm", NULL },
  { HW_STAGE_DECLINED, 90, "“What would happen if I went?”", "A solicitor for the wages.", NULL, NULL, NULL },
  { HW_STAGE_WITHDRAWN, 66, "“To Málaga, my son is there.”", "A phone.", "“Find my son.”", "Cáritas Málaga, Ms Ruiz", NULL },
  { HW_STAGE_REFERRED_ON, 34, "“Can you help me with papers?”", NULL, NULL, NULL, NULL },
  { HW_STAGE_REFERRED_ON, 120, "“I don't want to go, I want to stay.”", NULL, NULL, NULL, NULL },
  { HW_STAGE_WISH, 1, "“Zagreb. But first my bag, somebody took it.”", NULL, NULL, NULL, NULL }
};

/* Days after the opening on which a stage is reached. */
static const guint stage_days[HW_STAGE_CLOSED + 1] = { 0, 3, 11, 18, 40, 47, 48, 56, 415 };

static const char * const workers[] = { "Sofie", "Imran", "Hanne", "Patrick" };

typedef struct
{
  HwDemo         *demo;
  const DemoCase *facts;
  guint           index;
  HwId            id;
  HwId            consent;   /* the last one asked for */
  gint64          opened_at;
} Work;

static char *
format_day (gint64 time)
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
         const Work *work,
         int         days)
{
  g_hash_table_replace (fields, g_strdup (field), format_day (work->opened_at + days * HW_DEMO_DAY));
}

static const char *
get_worker (const Work *work)
{
  return workers[work->index % G_N_ELEMENTS (workers)];
}

static void
prepare_assessment (const Work *work,
                    GHashTable *fields)
{
  gboolean indicators = work->index == 15;

  set (fields, HW_FIELD_ASSESSED_BY, get_worker (work));
  set_day (fields, HW_FIELD_ASSESSED_AT, work, stage_days[HW_STAGE_ASSESSED]);
  set (fields, HW_FIELD_NEEDS, work->facts->needs != NULL ? work->facts->needs : "To be asked again; in a hurry today.");
  set (fields, HW_FIELD_RISK, work->index % 3 == 0 ? "Cold nights; drinks alone." : "None seen beyond sleeping out.");
  set (fields, HW_FIELD_ENTITLEMENTS, work->index % 2 == 0 ? "Emergency health care; night shelter in winter." : "Worked here 14 months: advice on benefits arranged.");
  set (fields, HW_FIELD_OPTIONS_OFFERED, "Night shelter (took it twice), advice centre (did not want to), day centre.");
  set (fields, HW_FIELD_EXPLOITATION, indicators ? "indicators" : "none");
  if (indicators)
    set (fields, HW_FIELD_HANDED_OVER_TO, "County first responder desk, Ms Larkin");
  set (fields, HW_FIELD_EU_CITIZEN, "yes");
}

static void
prepare_decision (const Work *work,
                  GHashTable *fields)
{
  gboolean declined = work->facts->stage == HW_STAGE_DECLINED;

  set (fields, HW_FIELD_DECISION, declined ? "no" : "yes");
  set (fields, HW_FIELD_DECISION_LANGUAGE, hw_demo_person_language (work->index));
  set (fields, HW_FIELD_INTERPRETER, work->index % 3 == 1 ? "not needed" : "Ms Kowal, telephone");
  set (fields, HW_FIELD_CAPACITY, work->index % 5 == 2 ? "advice-taken" : "no-concern");
  if (declined)
    set (fields, HW_FIELD_HOME_CONTACTS, "yes");
  else if (work->index % 4 == 1)
    set (fields, HW_FIELD_COOLING_OFF, "not wanted");
  else
    set_day (fields, HW_FIELD_COOLING_OFF, work, stage_days[HW_STAGE_DECIDED] - 2);
}

static void
prepare_plan (const Work *work,
              GHashTable *fields)
{
  set (fields, HW_FIELD_FAMILY_MAY_KNOW, work->index % 3 == 0 ? "Nothing. “Not before I have work again.”" : "That they come, and when. Nothing about health.");
  set (fields, HW_FIELD_KEY_WORKER, get_worker (work));
  set (fields, HW_FIELD_KEY_WORKER_CHOSEN, "yes");
  set (fields, HW_FIELD_GOALS, work->facts->goals != NULL ? work->facts->goals : "“A room with a door.”");
}

static void
prepare_journey (const Work *work,
                 GHashTable *fields)
{
  int ready = (int) stage_days[HW_STAGE_READY], travel = (int) stage_days[HW_STAGE_TRAVELLED];

  set_day (fields, HW_FIELD_TRAVEL_DATE, work, travel);
  set_day (fields, HW_FIELD_DOCUMENT_UNTIL, work, travel + 400);
  set_day (fields, HW_FIELD_EMBASSY_CONTACTED, work, (int) stage_days[HW_STAGE_PLANNED] + 1);
  set (fields, HW_FIELD_EMBASSY_AGREED, "They issue the document within five days; no housing, no escort.");
  set (fields, HW_FIELD_PRECONDITIONS, work->index % 2 == 0 ? "met" : "none");
  set (fields, HW_FIELD_FIT_TO_TRAVEL, "yes");
  set (fields, HW_FIELD_MEDICATION, work->index % 2 == 0 ? "Two weeks along, list in both languages." : "none");
  set (fields, HW_FIELD_MEDICATION_LETTER, work->index % 4 == 0 ? "ready" : "not-needed");
  set (fields, HW_FIELD_RECEIVER, work->facts->receiver);
  set_day (fields, HW_FIELD_RECEIVER_ACCEPTED, work, MIN (ready - 5, (int) work->facts->days));
  set (fields, HW_FIELD_PAYER, "Treatment here and journey: the project. Care there: the home town.");
  set_day (fields, HW_FIELD_PAYER_APPROVED, work, MIN (ready - 4, (int) work->facts->days));
  set (fields, HW_FIELD_JOURNEY_RISK, "Changes trains once; someone waits on the platform.");
  set (fields, HW_FIELD_ESCORTS, work->index % 5 == 0 ? "1" : "0");
}

static void
prepare_travel (const Work *work,
                GHashTable *fields)
{
  set_day (fields, HW_FIELD_BOOKED_ON, work, (int) stage_days[HW_STAGE_READY] + 1);
  set (fields, HW_FIELD_TICKET, "Train and coach, one way, seat kept.");
  if (work->index % 5 == 0)
    set (fields, HW_FIELD_COMPANION, get_worker (work));
}

static void
prepare_arrival (const Work *work,
                 GHashTable *fields)
{
  set (fields, HW_FIELD_ARRIVAL_CONFIRMED_BY, work->facts->receiver);
  set_day (fields, HW_FIELD_ARRIVED_ON, work, (int) stage_days[HW_STAGE_RECEIVED]);
}

/* The follow-ups that were made by now; one that is due or overdue is left open. */
static void
prepare_follow_ups (const Work *work,
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

static void
prepare (const Work *work,
         HwStage     stage,
         GHashTable *fields)
{
  guint arrived = stage_days[HW_STAGE_RECEIVED];

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
static void
apply_changes (const Work *work,
               GHashTable *fields)
{
  g_auto (GStrv) changes = g_strsplit (work->facts->changes, ";", -1);

  for (guint i = 0; changes[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (changes[i], "=", 2);

      if (*parts[1] == '\0')
        g_hash_table_remove (fields, parts[0]);
      else if (*parts[1] == '@')
        g_hash_table_replace (fields, g_strdup (parts[0]), format_day (work->demo->now + g_ascii_strtoll (parts[1] + 1, NULL, 10) * HW_DEMO_DAY));
      else
        set (fields, parts[0], parts[1]);
    }
}

static gboolean
record_fields (const Work *work,
               GHashTable *fields,
               gint64      known_at,
               GError    **error)
{
  return g_hash_table_size (fields) == 0 || hw_store_record_evidence (work->demo->store, &work->id, fields, known_at, error);
}

static GHashTable *
new_fields (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gint64
get_stage_time (const Work *work,
                HwStage     stage)
{
  return MIN (work->opened_at + stage_days[stage] * HW_DEMO_DAY, work->demo->now - G_USEC_PER_SEC);
}

static gboolean
ask_consent (Work       *work,
             const char *purpose,
             const char *recipient,
             gboolean    refused,
             const char *words,
             GError    **error)
{
  gint64 asked_at = get_stage_time (work, HW_STAGE_PLANNED) - 3 * HW_DEMO_HOUR;
  /* three months for the journey; where follow-ups are agreed on, until these are over */
  gint64 lasts = (work->facts->days < 80 ? 92 : 730) * HW_DEMO_DAY;
  g_autofree char *wording = g_strdup_printf ("%s-2024-1", purpose);
  HwConsent consent = { .purpose = purpose, .recipient = recipient, .wording = wording, .language = hw_demo_person_language (work->index),
                        .interpreter = work->index % 3 == 1 ? NULL : "Ms Kowal", .form = work->index % HW_N_CONSENT_FORMS,
                        .granted_at = asked_at, .expires_at = asked_at + lasts, .refused = refused, .words = words };

  return hw_store_record_consent (work->demo->store, &work->id, &consent, &work->consent, error);
}

static gboolean
ask_consents (Work    *work,
              GError **error)
{
  if (!ask_consent (work, "identity-document", "Consulate", FALSE, NULL, error))
    return FALSE;
  if (work->index % 2 == 0 && !ask_consent (work, "treatment", "Riverside Clinic", FALSE, NULL, error))
    return FALSE;
  if (work->index % 3 == 0 && !ask_consent (work, "family", "Family", TRUE, "“Not before I have work again.”", error))
    return FALSE;
  return work->facts->receiver == NULL || ask_consent (work, "reception", work->facts->receiver, FALSE, NULL, error);
}

/* Meets the gate of @stage and moves the case there. */
static gboolean
move_on (Work    *work,
         HwStage  stage,
         GError **error)
{
  g_autoptr (GHashTable) fields = new_fields ();

  prepare (work, stage, fields);
  if (stage == HW_STAGE_PLANNED && !ask_consents (work, error))
    return FALSE;
  return record_fields (work, fields, get_stage_time (work, stage), error) &&
         hw_store_record_stage (work->demo->store, &work->id, stage, get_stage_time (work, stage), error);
}

static gboolean
move_along_rail (Work    *work,
                 HwStage  last,
                 GError **error)
{
  for (HwStage stage = HW_STAGE_ASSESSED; stage <= last; stage++)
    if (!move_on (work, stage, error))
      return FALSE;
  return TRUE;
}

/* What is there already for the next stage, but for what the case's own changes leave open. */
static gboolean
begin_next_stage (Work    *work,
                  HwStage  stage,
                  GError **error)
{
  g_autoptr (GHashTable) fields = new_fields ();

  if (work->facts->changes == NULL)
    return TRUE;
  prepare (work, hw_stage_next (stage), fields);
  apply_changes (work, fields);
  return record_fields (work, fields, work->demo->now - G_USEC_PER_SEC, error);
}

static gboolean
leave_rail (Work       *work,
            HwStage     last,
            HwStage     out,
            const char *reason,
            const char *referred_to,
            GError    **error)
{
  g_autoptr (GHashTable) fields = new_fields ();
  gint64 left_at = MIN (get_stage_time (work, last) + 9 * HW_DEMO_DAY, work->demo->now - G_USEC_PER_SEC);

  if (!move_along_rail (work, last, error))
    return FALSE;
  set (fields, HW_FIELD_EXIT_REASON, reason);
  set (fields, HW_FIELD_REFERRED_TO, referred_to);
  if (out == HW_STAGE_REFERRED_ON)
    set (fields, HW_FIELD_EU_CITIZEN, "no");
  if (out == HW_STAGE_WITHDRAWN && !hw_store_record_withdrawal (work->demo->store, &work->id, &work->consent, reason, left_at, error))
    return FALSE;
  return record_fields (work, fields, left_at, error) && hw_store_record_stage (work->demo->store, &work->id, out, left_at, error);
}

static gboolean
record_way (Work    *work,
            GError **error)
{
  switch (work->facts->stage)
    {
    case HW_STAGE_PAUSED:
      return leave_rail (work, HW_STAGE_PLANNED, HW_STAGE_PAUSED, "Broke a leg on the steps. Goes on when the plaster is off.", NULL, error);
    case HW_STAGE_DECLINED:
      return leave_rail (work, HW_STAGE_DECIDED, HW_STAGE_DECLINED, "Stays. Has the numbers of the town hall and the shelter at home.", NULL, error);
    case HW_STAGE_WITHDRAWN:
      return leave_rail (work, HW_STAGE_PLANNED, HW_STAGE_WITHDRAWN, "“Nobody there is to know. I changed my mind.”", NULL, error);
    case HW_STAGE_REFERRED_ON:
      return leave_rail (work, HW_STAGE_WISH, HW_STAGE_REFERRED_ON, "No citizen of the EU: advice first.", "Riverton Law Centre", error);
    case HW_STAGE_WISH:
    case HW_STAGE_ASSESSED:
    case HW_STAGE_DECIDED:
    case HW_STAGE_PLANNED:
    case HW_STAGE_READY:
    case HW_STAGE_TRAVELLED:
    case HW_STAGE_RECEIVED:
    case HW_STAGE_FOLLOWED_UP:
    case HW_STAGE_CLOSED:
    case HW_N_STAGES:
    default:
      return move_along_rail (work, work->facts->stage, error) && begin_next_stage (work, work->facts->stage, error);
    }
}

/* Records the demo's cases. */
gboolean
hw_demo_fill_cases (HwDemo  *demo,
                    GError **error)
{
  for (guint i = 0; i < HW_DEMO_CASES; i++)
    {
      Work work = { .demo = demo, .facts = &cases[i], .index = i, .opened_at = demo->now - cases[i].days * HW_DEMO_DAY - 2 * HW_DEMO_HOUR };

      if (!hw_store_record_case (demo->store, &demo->people[i], cases[i].wish, work.opened_at, NULL, &work.id, error) ||
          !record_way (&work, error) || !hw_demo_step (demo, 1, error))
        return FALSE;
    }
  return TRUE;
}
