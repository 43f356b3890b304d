/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-demo-private.h"

/* The demo's reports: what two years of calls to a hotline look like. */

static const char * const coverings[] = {
  "grey sleeping bag", "blue tent", "red sleeping bag", "cardboard and a blanket", "green tent with a tarp", "two blankets", "no bedding at all",
  "sleeping bag and a trolley", "thin blanket", "old duvet", "tarp over the railing", "camouflage sleeping bag"
};
static const char * const belongings[] = {
  "red rucksack", "two shopping bags", "small brown dog", "long dark coat", "woollen hat", "bicycle with bags", "guitar case", "green parka",
  "walking stick", "pushed-together pallets", "black suitcase", "white trainers, no socks", "yellow rain jacket", "blue scarf"
};
static const struct { const char *words; guint concerns; } worries[] = {
  { "Shivering, no gloves.", HW_CONCERN_COLD }, { "It is below zero tonight and there is no blanket.", HW_CONCERN_COLD },
  { "Wet through after the rain.", HW_CONCERN_COLD }, { "Coughs a lot.", HW_CONCERN_HEALTH }, { "Limps, one foot is bandaged.", HW_CONCERN_HEALTH },
  { "Looked very unwell, but answered.", HW_CONCERN_HEALTH }, { "Coughs a lot and has only a thin jacket.", HW_CONCERN_HEALTH | HW_CONCERN_COLD },
  { "Some boys were shouting at them.", HW_CONCERN_VIOLENCE }, { "Their things were kicked about last night.", HW_CONCERN_VIOLENCE },
  { "Somebody collects them in a van at five every morning.", HW_CONCERN_EXPLOITATION }, { "The dog is shivering too.", HW_CONCERN_ANIMAL | HW_CONCERN_COLD },
  { "The dog looks hungry.", HW_CONCERN_ANIMAL }
};
static const char * const usual_times[] = { "after ten", "from about eleven until six", "most nights after midnight", "early, before the shops open", "when the rain starts" };
static const char * const languages[] = { "Polish", "Romanian", "Lithuanian, perhaps", "Bulgarian", "Portuguese", "English and something else", "Hungarian", "Slovak" };
static const char * const callers[] = {
  "Mrs Hadley", "night porter", "Tom from the bakery", "J. Whitlock", "Priya N.", "security at the arcade", "Mr Osei", "Helen", "bus driver, line 4",
  "A. Lindqvist", "Sister Maeve", "Rob", "station staff", "C. Abara", "Ms Farrow", "street cleaner", "Daniel", "the florist", "Katie M.", "L. Verma"
};
static const char * const outcomes[] = {
  "found-engaging", "found-no-entitlement", "found-reconnected", "found-street-activity", "found-emergency-services", "found-sheltered", "found-unwilling",
  "not-found-looked", "not-found-no-site", "not-found-no-access", "not-found-moved-on", "not-looked-known", "not-looked-wrong-area"
};
static const double outcome_weights[] = { 22, 4, 3, 6, 1, 8, 6, 26, 4, 3, 9, 6, 2 };

typedef struct
{
  double         days;    /* up to so many days ago */
  double         weights[HW_N_COUNTED_STATUSES];
} StatusAge;

/* Young reports wait, old ones are closed: new, needs information, sent out, to be answered, closed. */
static const StatusAge status_ages[] = {
  { 1, { 70, 14, 16, 0, 0 } }, { 2.5, { 34, 16, 30, 20, 0 } }, { 5, { 6, 10, 22, 38, 24 } }, { 9, { 0, 5, 6, 28, 61 } }, { 14, { 0, 2, 0, 14, 84 } }, { 1e9, { 0, 0, 0, 0, 1 } }
};

/* What is put together for one report; the report borrows it. */
typedef struct
{
  HwReport report;
  char    *appearance;   /* (owned) (nullable) */
  char    *contact;      /* (owned) (nullable) */
  char    *source_id;    /* (owned) (nullable) */
} Draft;

static void
clear_draft (Draft *draft)
{
  g_free (draft->appearance);
  g_free (draft->contact);
  g_free (draft->source_id);
}

static void
make_id (HwDemo *demo,
         HwId   *id)
{
  for (guint i = 0; i < HW_ID_LENGTH; i += 4)
    {
      guint32 word = g_rand_int (demo->dice);
      memcpy (&id->bytes[i], &word, 4);
    }
  /* in the form of a random UUID (RFC 9562, version 4) */
  id->bytes[6] = (id->bytes[6] & 0x0f) | 0x40;
  id->bytes[8] = (id->bytes[8] & 0x3f) | 0x80;
}

static HwReportStatus
pick_status (HwDemo *demo,
             double  days_ago)
{
  guint i = 0;

  while (days_ago >= status_ages[i].days)
    i++;
  return hw_demo_pick (demo, status_ages[i].weights, HW_N_COUNTED_STATUSES);
}

static void
describe_people (HwDemo *demo,
                 Draft  *draft)
{
  static const double numbers[] = { 4, 70, 17, 5, 2, 1, 1 };
  static const double ages[HW_N_AGES] = { 42, 0.4, 10, 34, 14 };
  HwReport *report = &draft->report;

  report->people = hw_demo_pick (demo, numbers, G_N_ELEMENTS (numbers));
  report->age = hw_demo_pick (demo, ages, HW_N_AGES);
  report->gender = hw_demo_chance (demo, 0.45) ? (hw_demo_chance (demo, 0.76) ? "man" : "woman") : NULL;
  if (hw_demo_chance (demo, 0.72))
    draft->appearance = hw_demo_chance (demo, 0.55)
      ? g_strdup_printf ("%s, %s", hw_demo_choose (demo, coverings), hw_demo_choose (demo, belongings))
      : g_strdup (hw_demo_choose (demo, coverings));
  if (draft->appearance != NULL)
    draft->appearance[0] = g_ascii_toupper (draft->appearance[0]);
  report->appearance = draft->appearance;
  report->language = hw_demo_chance (demo, 0.12) ? hw_demo_choose (demo, languages) : NULL;
}

static void
describe_worries (HwDemo *demo,
                  Draft  *draft)
{
  HwReport *report = &draft->report;
  guint chosen = (guint) g_rand_int_range (demo->dice, 0, G_N_ELEMENTS (worries));

  if (hw_demo_chance (demo, 0.34))
    {
      report->worries = worries[chosen].words;
      report->concerns = worries[chosen].concerns;
    }
  report->knows_of_call = hw_demo_chance (demo, 0.5) ? HW_ANSWER_UNKNOWN : hw_demo_chance (demo, 0.25) ? HW_ANSWER_YES : HW_ANSWER_NO;
  report->usually_there = hw_demo_pick (demo, (double[]) { 55, 12, 33 }, HW_N_USUALLY);
  if (report->usually_there == HW_USUALLY_MOST_NIGHTS && hw_demo_chance (demo, 0.5))
    report->usual_time = hw_demo_choose (demo, usual_times);
}

static void
describe_caller (HwDemo *demo,
                 Draft  *draft)
{
  static const double channels[HW_N_CHANNELS] = { 52, 26, 6, 4, 6, 4, 2 };
  HwReport *report = &draft->report;

  report->channel = hw_demo_pick (demo, channels, HW_N_CHANNELS);
  if (report->channel == HW_CHANNEL_OTHER_SYSTEM)
    report->source_id = draft->source_id = g_strdup_printf ("SL-%05d", g_rand_int_range (demo->dice, 10000, 99999));
  if (report->channel >= HW_CHANNEL_OTHER_SYSTEM || !hw_demo_chance (demo, 0.46))
    return;
  report->caller_name = hw_demo_choose (demo, callers);
  if (report->channel == HW_CHANNEL_EMAIL || (report->channel == HW_CHANNEL_WEB && hw_demo_chance (demo, 0.6)))
    {
      draft->contact = g_strdup_printf ("caller%d@example.org", g_rand_int_range (demo->dice, 100, 999));
      report->reply_wish = HW_REPLY_EMAIL;
    }
  else
    {
      draft->contact = g_strdup_printf ("01632 960%03d", g_rand_int_range (demo->dice, 0, 1000));
      report->reply_wish = hw_demo_chance (demo, 0.7) ? HW_REPLY_SMS : HW_REPLY_CALL;
    }
  report->caller_contact = draft->contact;
}

/* Calls come within the hour; forms and other systems may take the night. */
static gint64
pick_delay (HwDemo *demo)
{
  double hours = hw_demo_chance (demo, 0.8) ? 0.05 + 0.9 * g_rand_double (demo->dice) : 1 + 9 * g_rand_double (demo->dice);

  return (gint64) (hours * HW_DEMO_HOUR);
}

static void
set_status (HwDemo *demo,
            Draft  *draft)
{
  HwReport *report = &draft->report;
  double days_ago = (double) (demo->now - report->received_at) / HW_DEMO_DAY;

  report->status = pick_status (demo, days_ago);
  /* who wants no answer is not waiting for one */
  if (report->status == HW_REPORT_TO_BE_ANSWERED && report->reply_wish == HW_REPLY_NO)
    report->status = HW_REPORT_CLOSED;
  if (report->status >= HW_REPORT_TO_BE_ANSWERED)
    report->outcome = outcomes[hw_demo_pick (demo, outcome_weights, G_N_ELEMENTS (outcomes))];
}

static void
make_draft (HwDemo *demo,
            guint   days_ago,
            Draft  *draft)
{
  HwReport *report = &draft->report;
  gint64 midnight = demo->now - demo->now % HW_DEMO_DAY - days_ago * HW_DEMO_DAY;
  HwDemoSpot spot;

  *draft = (Draft) { 0 };
  make_id (demo, &report->id);
  do
    {
      report->seen_at = hw_demo_pick_hour (demo, midnight, FALSE);
      /* today has not ended yet: what lies ahead happened yesterday */
      if (report->seen_at > demo->now - HW_DEMO_HOUR / 6)
        report->seen_at -= HW_DEMO_DAY;
    }
  while (report->seen_at > demo->now);
  report->seen_at -= report->seen_at % (60 * G_USEC_PER_SEC);
  report->seen_precision = hw_demo_chance (demo, 0.6) ? HW_DEMO_HOUR / 4 : HW_DEMO_HOUR;
  report->received_at = report->seen_at + pick_delay (demo);
  report->received_at = MIN (report->received_at, demo->now - G_USEC_PER_SEC);
  hw_demo_pick_spot (demo, days_ago, &spot);
  report->point = spot.point;
  report->place = spot.words;
  report->point_precision_m = hw_demo_chance (demo, 0.6) ? 20 : 50;
  describe_people (demo, draft);
  describe_worries (demo, draft);
  describe_caller (demo, draft);
  set_status (demo, draft);
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return first > second ? -1 : first < second;
}

/* The day of every report, in days ago, oldest first. */
static GArray *
pick_days (HwDemo *demo)
{
  g_autofree double *weights = g_new (double, HW_DEMO_DAYS);
  GArray *days = g_array_sized_new (FALSE, FALSE, sizeof (guint), HW_DEMO_REPORTS);

  for (guint i = 0; i < HW_DEMO_DAYS; i++)
    weights[i] = hw_demo_day_weight (demo, i);
  for (guint i = 0; i < HW_DEMO_REPORTS; i++)
    {
      guint day = hw_demo_pick (demo, weights, HW_DEMO_DAYS);
      g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

static gboolean
import_reports (HwDemo        *demo,
                HwStoreImport *import,
                GError       **error)
{
  g_autoptr (GArray) days = pick_days (demo);

  for (guint i = 0; i < days->len; i++)
    {
      Draft draft;
      HwImportResult result;

      make_draft (demo, g_array_index (days, guint, i), &draft);
      result = hw_store_import_report (import, &draft.report, error);
      clear_draft (&draft);
      if (result == HW_IMPORT_ERROR || (i % 50 == 49 && !hw_demo_step (demo, 50, error)))
        return FALSE;
    }
  return TRUE;
}

/* Records the demo's reports in one transaction. */
gboolean
hw_demo_fill_reports (HwDemo  *demo,
                      GError **error)
{
  HwStoreImport *import = hw_store_import_begin (demo->store, "Riverton", error);

  if (import == NULL)
    return FALSE;
  if (!import_reports (demo, import, error))
    {
      hw_store_import_cancel (import);
      return FALSE;
    }
  return hw_store_import_commit (import, error);
}
