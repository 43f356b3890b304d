/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-private.h"

/* The demo's reconnection cases. Each goes the way that a real one goes: its
 * evidence is recorded, its consents are asked for, and then it is moved, stage
 * by stage, with times of the past. The store checks every gate on the way. */

/* Dimitar comes twice. */
static const HwDemoCase cases[HW_DEMO_CASES] = {
  { HW_STAGE_PLANNED, 0, 35, "“I want to be home before Christmas.”", "Treatment for alcohol before the journey; teeth.", "“Work at my cousin's garage.”", "Dom Nadziei, Ms Wójcik", "addiction",
    "receiver=;receiver-accepted=;travel-date=@+27;document-valid-until=@+10;preconditions=open", "document reception treatment journey" },
  { HW_STAGE_WISH, 1, 4, "“My sister says I can come. I don't know how.”" },
  { HW_STAGE_ASSESSED, 2, 11, "“Not another winter here.”", "Warm clothes, a doctor for the foot.", NULL, NULL, NULL, "decision=yes;cooling-off=@+3" },
  { HW_STAGE_PLANNED, 3, 31, "“I want my own bed and my mother's kitchen.”", "Rest; medicine for asthma.", "“Be near my mother, then a course.”", "Casa Ribeira, Dr Matos", "medical", "fit-to-travel=" },
  { HW_STAGE_PLANNED, 4, 27, "“The job here was a lie. I go back.”", "Somebody to talk to about the debt.", "“Drive a lorry again.”", "Jonas's brother Darius", "psychological",
    "embassy-agreed=;payer-approved=", "embassy-answer payer" },
  { HW_STAGE_READY, 5, 42, "“I am ready when you are.”", "Insulin, a dentist.", "“See my children every week.”", "Azylový dům Sofie, Ms Nováková", "medical", "companion=" },
  { HW_STAGE_FOLLOWED_UP, 6, 77, "“Music is better at home.”", "Glasses; a quiet place to sleep.", "“Play at weddings again.”", "Casa Speranța, Mr Pop" },
  { HW_STAGE_FOLLOWED_UP, 7, 140, "“I promised my daughter.”", "Treatment for drug use, done here.", "“Stay clean, see my daughter.”", "Clinic Viltis, Dr Petraitis", "addiction", NULL, "follow-up-90" },
  { HW_STAGE_WISH, 17, 12, "“It did not hold. I want to try again, to my sister.”", NULL, NULL, NULL, NULL, "assessed-by=;risk=;options-offered=" },
  { HW_STAGE_ASSESSED, 9, 9, "“There is a bed at the mission in Pécs.”", "Heart pills, none left." },
  { HW_STAGE_ASSESSED, 10, 20, "“Yes, home. I think.”", "Drinks daily; liver to be looked at.", NULL, NULL, NULL, "capacity=concern;cooling-off=@-2" },
  { HW_STAGE_DECIDED, 11, 16, "“To my brother's village.”", "Boots, size 45. Nothing else.", NULL, NULL, NULL, "goals=;family-may-know=" },
  { HW_STAGE_DECIDED, 12, 14, "“I have had enough of the rain.”", "New identity card.", NULL, NULL, NULL, "key-worker-chosen=" },
  { HW_STAGE_RECEIVED, 13, 52, "“My father is ill.”", "None but the ticket.", "“Be with my father.”", "Giulia's aunt Carla" },
  { HW_STAGE_TRAVELLED, 14, 48, "“Take me away from this bridge.”", "Counselling; a safe place on arrival.", "“Be safe. Then think.”", "Dom Kobiet, Ms Zając", "psychological" },
  { HW_STAGE_READY, 15, 46, "“Home, and no more farms.”", "Back pain; wages that were never paid.", "“Build houses again.”", "Vasile's wife Maria", "medical", "companion=", "embassy-answer" },
  { HW_STAGE_CLOSED, 16, 500, "“I am too old for this.”", "Blood pressure; a pension claim.", "“Fish in the morning.”", "Lar da Ria, Ms Sousa", "medical" },
  { HW_STAGE_CLOSED, 17, 640, "“I want to see the mountains.”", "Treatment for alcohol, done here.", "“Help in my uncle's guest house.”", "Mitko's uncle Asen", "addiction" },
  { HW_STAGE_FOLLOWED_UP, 18, 248, "“They would take me back at the bakery.”", "Teeth; sleep.", "“Bake bread again.”", "Oltalom, Mr Kiss" },
  { HW_STAGE_PAUSED, 19, 58, "“Home to Aarhus, when the leg is healed.”", "Broken leg.", "“Sail in spring.”", "Kirkens Korshær, Ms Holm", "medical" },
  { HW_STAGE_DECLINED, 20, 90, "“What would happen if I went?”", "A solicitor for the wages." },
  { HW_STAGE_WITHDRAWN, 21, 66, "“To Málaga, my son is there.”", "A phone.", "“Find my son.”", "Cáritas Málaga, Ms Ruiz" },
  { HW_STAGE_REFERRED_ON, 22, 34, "“Can you help me with papers?”" },
  { HW_STAGE_REFERRED_ON, 23, 120, "“I don't want to go, I want to stay.”" },
  { HW_STAGE_WISH, 24, 1, "“Zagreb. But first my bag, somebody took it.”" }
};

/* The order in which they are recorded: an old case before the one that follows it. */
static const guint8 order[HW_DEMO_CASES] = { 0, 1, 2, 3, 4, 5, 6, 7, 17, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24 };

static gboolean
record_fields (const HwDemoWork *work,
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
get_stage_time (const HwDemoWork *work,
                HwStage     stage)
{
  return MIN (work->opened_at + hw_demo_stage_days[stage] * HW_DEMO_DAY, work->demo->now - G_USEC_PER_SEC);
}

static gboolean
ask_consent (HwDemoWork *work,
             const char *purpose,
             const char *recipient,
             gint64      asked_at,
             gboolean    refused,
             GError    **error)
{
  /* three months for the journey; where follow-ups are agreed on, until these are over; one ran out unnoticed */
  gint64 days = work->index == 19 && g_str_equal (purpose, "follow-up") ? 21 : work->facts->days < 80 ? 92 : 730;
  const char *interpreter = hw_demo_get_interpreter (work);
  g_autofree char *wording = g_strdup_printf ("%s-2026-2", purpose);
  HwConsent consent = { .purpose = purpose, .recipient = recipient, .wording = wording, .language = hw_demo_person_language (work->facts->person),
                        .interpreter = g_str_equal (interpreter, "not needed") ? NULL : interpreter, .form = work->index % HW_N_CONSENT_FORMS,
                        .granted_at = asked_at, .expires_at = asked_at + days * HW_DEMO_DAY, .refused = refused,
                        .words = refused ? "“Not before I have work again.”" : NULL };

  return hw_store_record_consent (work->demo->store, &work->id, &consent, &work->consent, error);
}

/* Everybody who has to be told something on the way; the receiver last. */
static gboolean
ask_consents (HwDemoWork *work,
              GError    **error)
{
  gint64 asked_at = get_stage_time (work, HW_STAGE_PLANNED) - 3 * HW_DEMO_HOUR;
  const HwPartner *embassy = hw_demo_get_embassy (hw_demo_person_nationality (work->facts->person), NULL);
  gboolean by_addiction = g_strcmp0 (work->facts->treatment, "addiction") == 0;

  if (embassy != NULL && !ask_consent (work, "identity-document", embassy->name, asked_at, FALSE, error))
    return FALSE;
  if (work->facts->treatment != NULL &&
      !ask_consent (work, "treatment", hw_demo_get_partner (by_addiction ? HW_DEMO_RECOVERY : HW_DEMO_CLINIC, NULL)->name, asked_at, FALSE, error))
    return FALSE;
  if (work->index % 3 == 0 && !ask_consent (work, "family", "Family", asked_at, TRUE, error))
    return FALSE;
  if (!ask_consent (work, "travel", hw_demo_get_partner (HW_DEMO_TRAVEL_DESK, NULL)->name, asked_at, FALSE, error))
    return FALSE;
  return work->facts->receiver == NULL ||
         (ask_consent (work, "follow-up", work->facts->receiver, asked_at, FALSE, error) &&
          ask_consent (work, "reception", work->facts->receiver, asked_at, FALSE, error));
}

/* What is asked on the way to other stages. */
static gboolean
ask_early_consent (HwDemoWork *work,
                   HwStage     stage,
                   GError    **error)
{
  gint64 asked_at = work->opened_at + HW_DEMO_DAY;

  if (stage == HW_STAGE_PLANNED)
    return ask_consents (work, error);
  if (stage == HW_STAGE_ASSESSED && work->index == 15)
    return ask_consent (work, "first-responder", hw_demo_get_partner (HW_DEMO_FIRST_RESPONDER, NULL)->name, asked_at, FALSE, error);
  if (stage == HW_STAGE_REFERRED_ON)
    return ask_consent (work, "advice", hw_demo_get_partner (HW_DEMO_LAW_CENTRE, NULL)->name, asked_at, FALSE, error);
  return TRUE;
}

/* Meets the gate of @stage and moves the case there. */
static gboolean
move_on (HwDemoWork *work,
         HwStage  stage,
         GError **error)
{
  g_autoptr (GHashTable) fields = new_fields ();

  hw_demo_prepare (work, stage, fields);
  if (!ask_early_consent (work, stage, error) || !hw_demo_tell (work, stage, error))
    return FALSE;
  return record_fields (work, fields, get_stage_time (work, stage), error) &&
         hw_store_record_stage (work->demo->store, &work->id, stage, get_stage_time (work, stage), error);
}

static gboolean
move_along_rail (HwDemoWork *work,
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
begin_next_stage (HwDemoWork *work,
                  HwStage  stage,
                  GError **error)
{
  g_autoptr (GHashTable) fields = new_fields ();

  if (work->facts->changes == NULL)
    return stage != HW_STAGE_FOLLOWED_UP || hw_demo_tell (work, hw_stage_next (stage), error);
  if (!hw_demo_tell (work, hw_stage_next (stage), error))
    return FALSE;
  hw_demo_prepare (work, hw_stage_next (stage), fields);
  hw_demo_apply_changes (work, fields);
  return record_fields (work, fields, work->demo->now - G_USEC_PER_SEC, error);
}

static gboolean
leave_rail (HwDemoWork *work,
            HwStage     last,
            HwStage     out,
            const char *reason,
            const char *referred_to,
            GError    **error)
{
  g_autoptr (GHashTable) fields = new_fields ();
  guint after = out == HW_STAGE_WITHDRAWN ? 3 : 9;
  gint64 left_at = MIN (get_stage_time (work, last) + after * HW_DEMO_DAY, work->demo->now - G_USEC_PER_SEC);

  if (!move_along_rail (work, last, error) || !ask_early_consent (work, out, error) || !hw_demo_tell (work, out, error))
    return FALSE;
  g_hash_table_replace (fields, g_strdup (HW_FIELD_EXIT_REASON), g_strdup (reason));
  if (referred_to != NULL)
    g_hash_table_replace (fields, g_strdup (HW_FIELD_REFERRED_TO), g_strdup (referred_to));
  if (out == HW_STAGE_REFERRED_ON)
    g_hash_table_replace (fields, g_strdup (HW_FIELD_EU_CITIZEN), g_strdup ("no"));
  if (out == HW_STAGE_WITHDRAWN && !hw_store_record_withdrawal (work->demo->store, &work->id, &work->consent, reason, left_at, error))
    return FALSE;
  return record_fields (work, fields, left_at, error) && hw_store_record_stage (work->demo->store, &work->id, out, left_at, error);
}

static gboolean
record_way (HwDemoWork *work,
            GError    **error)
{
  switch (work->facts->stage)
    {
    case HW_STAGE_PAUSED:
      return leave_rail (work, HW_STAGE_PLANNED, HW_STAGE_PAUSED, "Broke a leg on the steps. Goes on when the plaster is off.", NULL, error);
    case HW_STAGE_DECLINED:
      return leave_rail (work, HW_STAGE_DECIDED, HW_STAGE_DECLINED, "Stays. Has the numbers of the town hall and the shelter at home.", NULL, error);
    case HW_STAGE_WITHDRAWN:
      return leave_rail (work, HW_STAGE_READY, HW_STAGE_WITHDRAWN, "“Nobody there is to know. I changed my mind.”", NULL, error);
    case HW_STAGE_REFERRED_ON:
      return leave_rail (work, HW_STAGE_WISH, HW_STAGE_REFERRED_ON, "No citizen of the EU: advice first.", hw_demo_get_partner (HW_DEMO_LAW_CENTRE, NULL)->name, error);
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

static gboolean
record_one (HwDemo  *demo,
            guint    index,
            GError **error)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  HwDemoWork work = { .demo = demo, .facts = &cases[index], .index = index, .kept = kept };

  work.opened_at = demo->now - cases[index].days * HW_DEMO_DAY - 2 * HW_DEMO_HOUR;
  return hw_store_record_case (demo->store, &demo->people[cases[index].person], cases[index].wish, work.opened_at, NULL, &work.id, error) &&
         record_way (&work, error) && hw_demo_tell_story (&work, HW_N_STAGES, error) && hw_demo_step (demo, 1, error);
}

/* Records the demo's cases. */
gboolean
hw_demo_fill_cases (HwDemo  *demo,
                    GError **error)
{
  for (guint i = 0; i < HW_DEMO_CASES; i++)
    if (!record_one (demo, order[i], error))
      return FALSE;
  return TRUE;
}

/* Whether somebody was on the way home, or there, at @time, and is not known to have come back. */
gboolean
hw_demo_has_left (const HwDemo *demo,
                  guint         person,
                  gint64        time)
{
  for (guint i = 0; i < HW_DEMO_CASES; i++)
    if (cases[i].person == person && cases[i].stage >= HW_STAGE_TRAVELLED && cases[i].stage <= HW_STAGE_CLOSED &&
        time > demo->now - ((gint64) cases[i].days - hw_demo_stage_days[HW_STAGE_TRAVELLED]) * HW_DEMO_DAY)
      return TRUE;
  return FALSE;
}
