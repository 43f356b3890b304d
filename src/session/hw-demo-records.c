/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-demo-private.h"

/* What happens in the demo's cases on the way to each stage: talks, contacts
 * with embassies, papers, treatment, reception, tickets, money and follow-ups.
 * The table reads like a worker's diary. What happens in one case only is in
 * hw-demo-stories.c.
 *
 * A value may be a day ("@19": days after the opening of the case; "@+3", "@-3":
 * from now; with a time of day: "@19T07:12"), one of several ("/a/b": which one,
 * the case decides), or stand for something of the case ("&embassy"). A field
 * whose value stands for nothing is left out. */

/* -- when a step happens ---------------------------------------------------------- */

gboolean
hw_demo_lost_papers (const HwDemoWork *work)
{
  return work->index % 4 == 3;
}

static gboolean
lost_papers (const HwDemoWork *work)
{
  return hw_demo_lost_papers (work);
}

static gboolean
has_papers (const HwDemoWork *work)
{
  return !lost_papers (work);
}

static gboolean
is_treated (const HwDemoWork *work)
{
  return work->facts->treatment != NULL;
}

static gboolean
is_treated_at_home (const HwDemoWork *work)
{
  return g_strcmp0 (work->facts->treatment, "addiction") == 0;
}

static gboolean
goes_by_coach (const HwDemoWork *work)
{
  return work->index % 2 == 1;
}

static gboolean
goes_by_train (const HwDemoWork *work)
{
  return !goes_by_coach (work);
}

static gboolean
has_embassy (const HwDemoWork *work)
{
  return hw_demo_get_embassy (hw_demo_person_nationality (work->facts->person), NULL) != NULL;
}

/* -- the diary ---------------------------------------------------------------------- */

static const HwDemoStep steps[] = {
  { HW_STAGE_ASSESSED, 2, HW_CASE_RECORD_INTERVIEW, NULL, NULL, NULL,
    "language=&language|interpreter=&interpreter|present=/Imran/Hanne, and a friend from the day centre/Patrick|offered=/Night shelter; an advice session about work here/A bed at the winter shelter; the day centre/Help to look for work here first|words=&wish" },

  { HW_STAGE_DECIDED, 9, HW_CASE_RECORD_INTERVIEW, NULL, NULL, NULL,
    "language=&language|interpreter=&interpreter|present=/Ms Kowal/A friend from the day centre/Nobody else, as they wished|offered=/The same as before; nothing has to be decided today/A room in the shared house from the first of the month|cooling-off=&cooling-off|capacity=&capacity|advice=&advice|words=&goals" },

  { HW_STAGE_PLANNED, 17, HW_CASE_RECORD_PRECONDITION, "treatment", NULL, is_treated, "treatment=&treatment|provider=&clinic|state=open|words=&needs" },

  /* papers and the embassy */
  { HW_STAGE_READY, 19, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, has_embassy,
    "purpose=identity-document|recipient=&embassy-name|what=Name, date and place of birth, when and where the papers were lost." },
  { HW_STAGE_READY, 19, HW_CASE_RECORD_PARTNER_CONTACT, "embassy", NULL, has_embassy,
    "partner=&embassy|partner-kind=embassy|spoke-with=/Mr Adler, second desk/Ms Horn/The duty officer|asked=/Papers for the journey, and whether anybody meets the train./How long an emergency document takes./Whether they are registered at home.|promised=They look into it and ring back.|promised-by=@24" },
  { HW_STAGE_READY, 20, HW_CASE_RECORD_DOCUMENT, "document", "document", has_papers,
    "document=/identity-card/passport|number=&number|country=&country|valid-until=@900|words=Seen. Stays with its owner." },
  { HW_STAGE_READY, 20, HW_CASE_RECORD_DOCUMENT, NULL, NULL, lost_papers, "document=emergency-document|country=&country|step=reported|words=Loss reported at the police station, paper in the folder." },
  { HW_STAGE_READY, 21, HW_CASE_RECORD_DOCUMENT, NULL, NULL, lost_papers, "document=emergency-document|country=&country|step=applied|words=Two photographs from the machine at the station." },
  { HW_STAGE_READY, 24, HW_CASE_RECORD_PARTNER_CONTACT, "embassy", "embassy-answer", has_embassy,
    "partner=&embassy|partner-kind=embassy|spoke-with=/Mr Adler, second desk/Ms Horn/The duty officer|asked=Papers for the journey, and whether anybody meets the train.|promised=They look into it and ring back.|promised-by=@24|answered-on=@24|answer=/They issue the document within five days; no housing, no escort./Registered at home, so nothing is in the way. They pay nothing./They ring the town at home and tell us who answers." },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_DOCUMENT, NULL, NULL, lost_papers, "document=emergency-document|country=&country|step=fetched" },
  { HW_STAGE_READY, 27, HW_CASE_RECORD_DOCUMENT, "document", NULL, lost_papers,
    "document=emergency-document|number=&number|country=&country|step=in-hand|valid-until=@77|words=Fetched together, tram there and back." },

  /* treatment: five of six appointments kept */
  { HW_STAGE_READY, 19, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, is_treated, "purpose=treatment|recipient=&clinic-name|what=Name, what hurts, what was taken so far." },
  { HW_STAGE_READY, 19, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, is_treated, "of=&kept-treatment|provider=&clinic|at=@19T15:30|attendance=kept" },
  { HW_STAGE_READY, 21, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, is_treated, "of=&kept-treatment|provider=&clinic|at=@21T09:15|attendance=kept|words=Came along, waited together." },
  { HW_STAGE_READY, 22, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, is_treated, "of=&kept-treatment|provider=&clinic|at=@22T09:15|attendance=missed|words=Was looked for at the bridge and the day centre." },
  { HW_STAGE_READY, 23, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, is_treated, "of=&kept-treatment|provider=&clinic|at=@23T11:00|attendance=kept" },
  { HW_STAGE_READY, 24, HW_CASE_RECORD_APPOINTMENT, NULL, NULL, is_treated, "of=&kept-treatment|provider=&clinic|at=@24T11:00|attendance=kept" },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_APPOINTMENT, NULL, "treatment", is_treated, "of=&kept-treatment|provider=&clinic|at=@26T09:15|attendance=kept|words=The last one. Letter and list of medicines in the folder." },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_PRECONDITION, "treatment", "treatment", is_treated, "treatment=&treatment|provider=&clinic|state=met|words=&needs" },

  /* who receives them */
  { HW_STAGE_READY, 22, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL, "purpose=reception|recipient=&receiver|what=First name, when they want to come, what they need in the first week." },
  { HW_STAGE_READY, 22, HW_CASE_RECORD_RECEPTION, "reception", NULL, NULL, "receiver=&receiver|state=asked" },
  { HW_STAGE_READY, 25, HW_CASE_RECORD_RECEPTION, "reception", "reception", NULL,
    "receiver=&receiver|state=accepted|accepted-by=&receiver|accepted-how=/By telephone, then by e-mail/By e-mail/By telephone, with the interpreter|accepted-on=@25|housing=/A bed in a room for two, six weeks/The small room behind the kitchen/A room in the shared house, rent from the second month|care=/Registered with the doctor in the first week/The health card has run out; the office renews it on the day/Group on Mondays, doctor on Wednesdays|income=/Allowance after 30 days; pocket money until then/Three days a week in the workshop/None yet; the labour office has a date" },

  /* who pays what */
  { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, NULL, "payer", NULL, "what=social-work|amount=/18000 GBP/24000 GBP/31500 GBP|payer=project|approved-by=Hanne|approved-on=@26" },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, NULL, "payer", is_treated, "what=treatment-here|amount=/36000 GBP/42000 GBP|payer=project|approved-by=Hanne|approved-on=@26" },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, NULL, "payer", lost_papers, "what=document|amount=3500 GBP|payer=&funder|approved-by=Mr Lund, Bridge Fund|approved-on=@26" },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, "journey-cost", "payer", NULL, "what=journey|amount=/12950 GBP/8600 GBP/14475 GBP|payer=/project/&funder|approved-by=/Hanne/Mr Lund, Bridge Fund|approved-on=@26" },
  { HW_STAGE_READY, 26, HW_CASE_RECORD_COST, NULL, "payer", is_treated_at_home, "what=treatment-home|amount=/210000 EUR/180000 EUR|payer=home-country|approved-by=The town at home, in writing|approved-on=@25" },

  /* the journey */
  { HW_STAGE_READY, 27, HW_CASE_RECORD_LEG, "leg", "journey", goes_by_train, "by=train|from=Riverton Central|to=Port Halden|at=@47T07:12|arrives-at=@47T10:40" },
  { HW_STAGE_READY, 27, HW_CASE_RECORD_LEG, "second-leg", "journey", goes_by_train, "by=ferry|from=Port Halden|to=&home|at=@47T12:30|arrives-at=@48T07:45" },
  { HW_STAGE_READY, 27, HW_CASE_RECORD_LEG, "leg", "journey", goes_by_coach, "by=bus|from=Riverton, coach station|to=&home|at=@47T21:40|arrives-at=@48T19:05" },
  { HW_STAGE_READY, 27, HW_CASE_RECORD_CHECK, NULL, "journey", NULL, "item=way-suits|state=done|words=/Does not want to fly/Gets off the coach well, has done it before" },
  { HW_STAGE_READY, 27, HW_CASE_RECORD_CHECK, NULL, "journey", NULL, "item=date-suits-receiver|state=done" },
  { HW_STAGE_READY, 30, HW_CASE_RECORD_CHECK, NULL, "journey", NULL, "item=care|state=done|words=Rang the doctor's office there." },
  { HW_STAGE_READY, 30, HW_CASE_RECORD_CHECK, NULL, "journey", is_treated_at_home, "item=dependency|state=done|words=Dose for two days in the bag, list in both languages." },
  { HW_STAGE_READY, 38, HW_CASE_RECORD_CHECK, NULL, "journey", NULL, "item=clothes|state=done|words=Winter jacket, bag, 40 in pocket money from the parish." },

  { HW_STAGE_TRAVELLED, 41, HW_CASE_RECORD_DISCLOSURE, NULL, NULL, NULL, "purpose=travel|recipient=&travel-desk-name|what=Name as in the document, day of travel." },
  { HW_STAGE_TRAVELLED, 41, HW_CASE_RECORD_LEG, "leg", NULL, goes_by_train,
    "by=train|from=Riverton Central|to=Port Halden|at=@47T07:12|arrives-at=@47T10:40|booked-on=@41|ticket=Seat 41, coach C" },
  { HW_STAGE_TRAVELLED, 41, HW_CASE_RECORD_LEG, "second-leg", NULL, goes_by_train,
    "by=ferry|from=Port Halden|to=&home|at=@47T12:30|arrives-at=@48T07:45|booked-on=@41|ticket=Reclining seat, deck 5" },
  { HW_STAGE_TRAVELLED, 41, HW_CASE_RECORD_LEG, "leg", NULL, goes_by_coach,
    "by=bus|from=Riverton, coach station|to=&home|at=@47T21:40|arrives-at=@48T19:05|booked-on=@41|ticket=Seat 14, window" },
  { HW_STAGE_TRAVELLED, 42, HW_CASE_RECORD_CHECK, NULL, NULL, NULL, "item=receiver-told|state=done" },

  { HW_STAGE_RECEIVED, 48, HW_CASE_RECORD_PARTNER_CONTACT, NULL, NULL, NULL,
    "partner=&receiver|partner-kind=service|spoke-with=&receiver|asked=Whether they have arrived.|answered-on=@48|answer=/Arrived, tired, has eaten./Stood on the platform with flowers. All well./Came an hour late; the key was at the neighbour's." },

  { HW_STAGE_FOLLOWED_UP, 55, HW_CASE_RECORD_FOLLOW_UP, NULL, NULL, NULL,
    "days=7|outcome=reached|economic=/poor/fair|social=/well/fair|psychosocial=/fair/well|payer=home-country|words=/Has a bed, sleeps better, registered with a doctor./Glad to be back. Worries about money./Helps in the kitchen." },

  { HW_STAGE_FOLLOWED_UP, 55, HW_CASE_RECORD_PLAN_REVIEW, NULL, NULL, NULL,
    "present=&receiver|words=/Goals hold. The labour office took longer than planned: new date./Wants to learn before looking for work; the course begins in spring." },
  { HW_STAGE_CLOSED, 78, HW_CASE_RECORD_FOLLOW_UP, NULL, NULL, NULL,
    "days=30|outcome=receiver-says|economic=/poor/fair|social=/fair/well|psychosocial=unknown|payer=home-country|words=Helps in the kitchen, goes to the group on Mondays." },
  { HW_STAGE_CLOSED, 137, HW_CASE_RECORD_FOLLOW_UP, NULL, NULL, NULL, "days=90|outcome=no-answer|words=The number rings, nobody answers." },
  { HW_STAGE_CLOSED, 138, HW_CASE_RECORD_FOLLOW_UP, NULL, "follow-up-90", NULL, "days=90|outcome=no-answer|words=Left word with the receiver." },
  { HW_STAGE_CLOSED, 139, HW_CASE_RECORD_FOLLOW_UP, NULL, "follow-up-90", NULL,
    "days=90|outcome=reached|economic=fair|social=well|psychosocial=fair|payer=home-country|words=Rang back. Works half days." },
  { HW_STAGE_CLOSED, 228, HW_CASE_RECORD_FOLLOW_UP, NULL, NULL, NULL,
    "days=180|outcome=reached|economic=/fair/well|social=well|psychosocial=well|payer=home-country|words=Own room since spring." },
  { HW_STAGE_CLOSED, 413, HW_CASE_RECORD_FOLLOW_UP, NULL, NULL, NULL,
    "days=365|outcome=reached|economic=well|social=well|psychosocial=/well/fair|payer=home-country|words=A year: still there. Sent a picture." },
};

/* -- what a value stands for ---------------------------------------------------------- */

/* A day, perhaps with a time, after the "@". */
static char *
expand_time (const HwDemoWork *work,
             const char       *value)
{
  gboolean from_now = *value == '+' || *value == '-';
  char *rest;
  gint64 days = g_ascii_strtoll (value, &rest, 10);
  g_autofree char *day = hw_demo_format_day ((from_now ? work->demo->now : work->opened_at) + days * HW_DEMO_DAY);

  return g_strconcat (day, rest, NULL);
}

static char *
expand_partner (const HwDemoWork *work,
                guint             partner)
{
  return hw_id_to_string (&work->demo->partners[partner]);
}

static const HwPartner *
get_clinic (const HwDemoWork *work,
            guint            *partner)
{
  return hw_demo_get_partner (is_treated_at_home (work) ? HW_DEMO_RECOVERY : HW_DEMO_CLINIC, partner);
}

static char *
expand_partner_of (const HwDemoWork *work,
                   const char       *name)
{
  guint partner;

  if (g_str_equal (name, "clinic"))
    get_clinic (work, &partner);
  else if (g_str_equal (name, "funder"))
    hw_demo_get_partner (HW_DEMO_FUNDER, &partner);
  else if (g_str_equal (name, "law-centre"))
    hw_demo_get_partner (HW_DEMO_LAW_CENTRE, &partner);
  else if (g_str_equal (name, "first-responder"))
    hw_demo_get_partner (HW_DEMO_FIRST_RESPONDER, &partner);
  else if (g_str_equal (name, "children"))
    hw_demo_get_partner (HW_DEMO_CHILDREN, &partner);
  else if (!g_str_equal (name, "embassy") || hw_demo_get_embassy (hw_demo_person_nationality (work->facts->person), &partner) == NULL)
    return NULL;
  return expand_partner (work, partner);
}

/* Invented, in no country's form. */
static char *
make_number (const HwDemoWork *work)
{
  return g_strdup_printf ("%s-%03u-%04u", hw_demo_person_nationality (work->facts->person), 100 + work->index * 31, 4180 + work->index * 173);
}

static char *
make_cooling_off (const HwDemoWork *work)
{
  if (work->index == 2)
    return expand_time (work, "+3");
  if (work->index == 10)
    return expand_time (work, "-2");
  return work->index % 4 == 1 ? NULL : expand_time (work, "9");
}

static char *
expand_fact (const HwDemoWork *work,
             const char       *name)
{
  const HwPartner *embassy = hw_demo_get_embassy (hw_demo_person_nationality (work->facts->person), NULL);
  const struct { const char *name, *value; } facts[] = {
    { "language", hw_demo_person_language (work->facts->person) }, { "interpreter", hw_demo_get_interpreter (work) },
    { "worker", hw_demo_get_worker (work) }, { "wish", work->facts->wish }, { "needs", work->facts->needs }, { "goals", work->facts->goals },
    { "receiver", work->facts->receiver }, { "treatment", work->facts->treatment }, { "home", hw_demo_person_home (work->facts->person) },
    { "country", hw_demo_person_nationality (work->facts->person) }, { "embassy-name", embassy != NULL ? embassy->name : NULL },
    { "clinic-name", get_clinic (work, NULL)->name }, { "travel-desk-name", hw_demo_get_partner (HW_DEMO_TRAVEL_DESK, NULL)->name },
    { "law-centre-name", hw_demo_get_partner (HW_DEMO_LAW_CENTRE, NULL)->name },
    { "first-responder-name", hw_demo_get_partner (HW_DEMO_FIRST_RESPONDER, NULL)->name }, { "capacity", hw_demo_get_capacity (work) },
    { "advice", g_str_equal (hw_demo_get_capacity (work), "advice-taken") ? "Dr Amadi, Riverside Clinic: understands what is decided, and what for." : NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].name, name))
      return g_strdup (facts[i].value);
  return NULL;
}

static char *
expand_name (const HwDemoWork *work,
             const char       *name)
{
  char *partner;

  if (g_str_has_prefix (name, "kept-"))
    return g_strdup (g_hash_table_lookup (work->kept, name + strlen ("kept-")));
  if (g_str_equal (name, "number"))
    return make_number (work);
  if (g_str_equal (name, "cooling-off"))
    return make_cooling_off (work);
  partner = expand_partner_of (work, name);
  return partner != NULL ? partner : expand_fact (work, name);
}

static char *
expand_value (const HwDemoWork *work,
              const char       *value)
{
  if (*value == '@')
    return expand_time (work, value + 1);
  if (*value == '&')
    return expand_name (work, value + 1);
  if (*value == '/')
    {
      g_auto (GStrv) choices = g_strsplit (value + 1, "/", -1);

      return expand_value (work, choices[work->index % g_strv_length (choices)]);
    }
  return g_strdup (value);
}

static void
fill_record (const HwDemoWork *work,
             const char       *text,
             HwCaseRecord     *record)
{
  g_auto (GStrv) fields = g_strsplit (text, "|", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields[i], "=", 2);
      g_autofree char *value = expand_value (work, parts[1]);

      hw_case_record_set (record, parts[0], value);
    }
}

/* -- recording it ------------------------------------------------------------------------ */

/* In working hours, in the order of the diary. */
static gint64
get_time (const HwDemoWork *work,
          const HwDemoStep *step)
{
  gint64 time = work->opened_at + step->day * HW_DEMO_DAY + 2 * HW_DEMO_HOUR;

  return MIN (time, work->demo->now - G_USEC_PER_SEC);
}

/**
 * hw_demo_record_step:
 * @work: a case on its way
 * @step: what happens
 *
 * Records one step; what is kept under a name already is corrected.
 */
gboolean
hw_demo_record_step (HwDemoWork        *work,
                     const HwDemoStep  *step,
                     GError           **error)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (step->kind, get_time (work, step));
  const char *kept = step->keeps != NULL ? g_hash_table_lookup (work->kept, step->keeps) : NULL;
  HwId id;

  if (kept != NULL && !hw_id_parse (kept, &record->id))
    g_return_val_if_reached (FALSE);
  fill_record (work, step->fields, record);
  if (!hw_store_record_case_record (work->demo->store, &work->id, record, &id, error))
    {
      g_prefix_error (error, "%s, day %d, %s: ", hw_demo_person_alias (work->facts->person), step->day, hw_case_record_kind_to_string (step->kind));
      return FALSE;
    }
  if (step->keeps != NULL)
    g_hash_table_replace (work->kept, g_strdup (step->keeps), hw_id_to_string (&id));
  return TRUE;
}

/* Whether a case leaves the steps of @tag out. */
gboolean
hw_demo_is_left (const HwDemoWork *work,
                 const char       *tag)
{
  return work->facts->leaves != NULL && strstr (work->facts->leaves, tag) != NULL;
}

gboolean
hw_demo_step_happens (const HwDemoWork *work,
                      const HwDemoStep *step)
{
  if (step->day > (int) work->facts->days || (step->applies != NULL && !step->applies (work)))
    return FALSE;
  return step->tag == NULL || !hw_demo_is_left (work, step->tag);
}

/**
 * hw_demo_tell:
 * @work: a case on its way
 * @before: the stage that it is about to reach
 *
 * Records what happens before @before, as far as it has happened by now.
 */
gboolean
hw_demo_tell (HwDemoWork  *work,
              HwStage      before,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].before == before && hw_demo_step_happens (work, &steps[i]) && !hw_demo_record_step (work, &steps[i], error))
      return FALSE;
  return hw_demo_tell_story (work, before, error);
}
