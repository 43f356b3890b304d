/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-debrief.h"
#include "hw-store-beds.h"
#include "hw-store-figures.h"
#include "hw-store-private.h"
#include "hw-store-visits.h"

/* What figures are counted from, read in one pass over each table: numbers and
 * identities, and not a word of what anybody said. */

#define CHECK_EVERY 4096

/* -- reports -------------------------------------------------------------------------------------------------------- */

/* (nullable): when the caller of each answered report was answered, the greatest head; 0: taken back */
static GHashTable *
load_answers (HwStore  *self,
              GError  **error)
{
  g_autoptr (GHashTable) answers = g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, g_free);
  HwStatement *list = hw_connection_get (self->connection,
    "SELECT report, CASE WHEN how IS NULL THEN 0 ELSE answered_at END FROM report_answer WHERE head = 1 ORDER BY report, lamport, device, number", error);
  gboolean found;

  if (list == NULL)
    return NULL;
  while (hw_statement_step_row (list, &found, error))
    {
      gsize length;
      gint64 at;

      if (!found)
        return g_steal_pointer (&answers);
      at = hw_statement_get_int (list, 1);
      g_hash_table_replace (answers, g_memdup2 (hw_statement_get_blob (list, 0, &length), HW_ID_LENGTH), g_memdup2 (&at, sizeof at));
    }
  return NULL;
}

static guint8
get_outcome (const char *code)
{
  gsize n_outcomes;
  const HwOutcome *outcomes = hw_outcomes_get (&n_outcomes);

  for (gsize i = 0; code != NULL && i < n_outcomes; i++)
    if (g_str_equal (outcomes[i].code, code))
      return (guint8) outcomes[i].group;
  return HW_N_OUTCOME_GROUPS;
}

enum { REPORT_ROW, REPORT_ID, REPORT_STATUS, REPORT_CHANNEL, REPORT_RECEIVED_AT, REPORT_WISH, REPORT_OUTCOME };

static void
add_report (HwFigureFacts *facts,
            HwStatement   *row,
            GHashTable    *answers)
{
  HwReportFact fact = {
    .row = hw_statement_get_int (row, REPORT_ROW), .received_at = hw_statement_get_int (row, REPORT_RECEIVED_AT),
    .channel = (guint8) hw_statement_get_int (row, REPORT_CHANNEL), .outcome = get_outcome (hw_statement_get_text (row, REPORT_OUTCOME)),
    .wants_answer = hw_statement_get_int (row, REPORT_WISH) != HW_REPLY_NO,
  };

  if (fact.wants_answer && g_hash_table_size (answers) > 0)
    {
      gsize length;
      const gint64 *at = g_hash_table_lookup (answers, hw_statement_get_blob (row, REPORT_ID, &length));

      fact.answered_at = at != NULL ? *at : 0;
    }
  g_array_append_val (facts->reports, fact);
}

static gboolean
load_reports (HwStore         *self,
              HwFigureFacts   *facts,
              const HwPeriod  *in,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr (GHashTable) answers = load_answers (self, error);
  HwStatement *list;
  gboolean found;

  if (answers == NULL)
    return FALSE;
  list = hw_connection_get (self->connection,
    "SELECT row, id, status, channel, received_at, reply_wish, outcome FROM report WHERE received_at >= ? AND received_at < ?", error);
  if (list == NULL)
    return FALSE;
  hw_statement_bind_int (list, 1, in->from);
  hw_statement_bind_int (list, 2, in->until);
  while (hw_statement_step_row (list, &found, error))
    {
      if (!found)
        return TRUE;
      if (hw_statement_get_int (list, REPORT_STATUS) < HW_N_COUNTED_STATUSES)
        add_report (facts, list, answers);
      if (facts->reports->len % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
    }
  hw_statement_reset (list);
  return FALSE;
}

/* -- people --------------------------------------------------------------------------------------------------------- */

/* Which person of the facts an identity is. */
typedef struct
{
  HwFigureFacts *facts;
  GHashTable    *numbers;   /* (owned) HwId -> its number + 1 */
} People;

static guint
get_number (People     *people,
            const HwId *id)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (people->numbers, id));

  if (number > 0)
    return number - 1;
  g_array_append_vals (people->facts->persons, id, 1);
  g_hash_table_insert (people->numbers, g_memdup2 (id, sizeof *id), GUINT_TO_POINTER (people->facts->persons->len));
  return people->facts->persons->len - 1;
}

static guint
find_root (GArray *roots,
           guint   number)
{
  while (g_array_index (roots, guint, number) != number)
    number = g_array_index (roots, guint, number);
  return number;
}

static void
join (GArray *roots,
      guint   a,
      guint   b)
{
  guint first = find_root (roots, a), second = find_root (roots, b);

  g_array_index (roots, guint, MAX (first, second)) = MIN (first, second);
}

/* Whoever is linked as the same, also over others, becomes the one who comes first. */
static gboolean
join_linked (HwStore  *self,
             People   *people,
             GArray   *roots,
             GError  **error)
{
  HwStatement *list = hw_connection_get (self->connection, "SELECT person, other FROM person_link WHERE head = 1 AND same = 1", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      gsize length;
      guint numbers[2];

      if (!found)
        return TRUE;
      for (int i = 0; i < 2; i++)
        {
          HwId id;

          memcpy (&id, hw_statement_get_blob (list, i, &length), sizeof id);
          numbers[i] = get_number (people, &id);
        }
      while (roots->len < people->facts->persons->len)
        g_array_append_val (roots, roots->len);
      join (roots, numbers[0], numbers[1]);
    }
  return FALSE;
}

static gboolean
load_contacts (HwStore       *self,
               People        *people,
               GCancellable  *cancellable,
               GError       **error)
{
  HwStatement *list = hw_connection_get (self->connection, "SELECT row, met_at, bedded_down, people, person FROM contact WHERE withdrawn = 0", error);
  gboolean found;

  if (list == NULL)
    return FALSE;
  while (hw_statement_step_row (list, &found, error))
    {
      HwContactFact fact = { .person = HW_NOBODY_KNOWN };
      gsize length;

      if (!found)
        return TRUE;
      fact.row = hw_statement_get_int (list, 0);
      fact.met_at = hw_statement_get_int (list, 1);
      fact.bedded_down = hw_statement_get_int (list, 2) != 0;
      fact.people = (guint) MAX (hw_statement_get_int (list, 3), 1);
      if (!hw_statement_is_null (list, 4))
        {
          HwId id;

          memcpy (&id, hw_statement_get_blob (list, 4, &length), sizeof id);
          fact.person = get_number (people, &id);
        }
      g_array_append_val (people->facts->contacts, fact);
      if (people->facts->contacts->len % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
    }
  hw_statement_reset (list);
  return FALSE;
}

static gboolean
load_people (HwStore        *self,
             HwFigureFacts  *facts,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, NULL);
  g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (guint));
  People people = { facts, numbers };

  if (!load_contacts (self, &people, cancellable, error))
    return FALSE;
  for (guint i = 0; i < facts->persons->len; i++)
    g_array_append_val (roots, i);
  if (!join_linked (self, &people, roots, error))
    return FALSE;
  for (guint i = 0; i < facts->contacts->len; i++)
    {
      HwContactFact *contact = &g_array_index (facts->contacts, HwContactFact, i);

      if (contact->person != HW_NOBODY_KNOWN)
        contact->person = find_root (roots, contact->person);
    }
  return TRUE;
}

/* -- shifts --------------------------------------------------------------------------------------------------------- */

static gboolean
add_shift (HwStore        *self,
           HwFigureFacts  *facts,
           const HwShift  *shift,
           GError        **error)
{
  g_autoptr (GPtrArray) taps = hw_store_list_taps (self, &shift->id, error);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (HwDebrief) debrief = NULL;
  HwShiftFact fact = { .id = shift->id, .started_at = shift->started_at, .paper_minutes = shift->paper_minutes };

  if (taps == NULL)
    return FALSE;
  debrief = hw_debrief_new (shift, taps, reports);
  fact.people_minutes = debrief->minutes_with_people;
  g_array_append_val (facts->shifts, fact);
  return TRUE;
}

static gboolean
load_shifts (HwStore        *self,
             HwFigureFacts  *facts,
             GError        **error)
{
  g_autoptr (GPtrArray) shifts = hw_store_list_shifts (self, facts->reports_in.from - G_TIME_SPAN_DAY, facts->reports_in.until, error);

  for (guint i = 0; shifts != NULL && i < shifts->len; i++)
    if (((const HwShift *) shifts->pdata[i])->state == HW_SHIFT_FINISHED && !add_shift (self, facts, shifts->pdata[i], error))
      return FALSE;
  return shifts != NULL;
}

/* -- beds ----------------------------------------------------------------------------------------------------------- */

/* The day of a time, and some more days, anywhere on the earth. */
static char *
dup_day (gint64 time,
         int    days)
{
  /* Years that a date can have. */
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (CLAMP (time / G_USEC_PER_SEC, 0, G_GINT64_CONSTANT (253370764800)));
  g_autoptr (GDateTime) moved = g_date_time_add_days (day, days);

  return g_date_time_format (moved, "%Y-%m-%d");
}

static gboolean
load_beds (HwStore        *self,
           HwFigureFacts  *facts,
           GError        **error)
{
  g_autofree char *first = dup_day (facts->reports_in.from, -1);
  g_autofree char *last = dup_day (facts->reports_in.until, 1);
  g_autoptr (GPtrArray) beds = hw_store_list_beds (self, first, last, error);

  for (guint i = 0; beds != NULL && i < beds->len; i++)
    {
      const HwBed *bed = beds->pdata[i];
      HwBedFact fact = { .id = bed->id, .kind = MIN (bed->kind, HW_N_BED_KINDS - 1), .state = MIN (bed->state, HW_N_BED_STATES - 1) };

      g_strlcpy (fact.night, bed->night, sizeof fact.night);
      g_array_append_val (facts->beds, fact);
    }
  return beds != NULL;
}

/**
 * hw_store_load_figure_facts:
 * @self: a store
 * @reports_in: which reports, shifts and beds are needed; contacts and cases are all read
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what figures are counted from
 */
HwFigureFacts *
hw_store_load_figure_facts (HwStore         *self,
                            const HwPeriod  *reports_in,
                            GCancellable    *cancellable,
                            GError         **error)
{
  g_autoptr (HwFigureFacts) facts = hw_figure_facts_new ();

  g_return_val_if_fail (HW_IS_STORE (self), NULL);

  facts->reports_in = *reports_in;
  if (!load_reports (self, facts, reports_in, cancellable, error) || !load_people (self, facts, cancellable, error) || !load_shifts (self, facts, error) ||
      !load_beds (self, facts, error))
    return NULL;
  g_ptr_array_unref (facts->cases);
  facts->cases = hw_store_list_cases (self, error);
  if (facts->cases == NULL)
    {
      facts->cases = g_ptr_array_new ();
      return NULL;
    }
  hw_figure_facts_sort (facts);
  return g_steal_pointer (&facts);
}

/* -- as it was known then ------------------------------------------------------------------------------------------- */

typedef struct
{
  HwPeriod       reports_in;
  HwFigureFacts *facts;
} Past;

static gboolean
read_past (HwStore       *store,
           gpointer       user_data,
           GCancellable  *cancellable,
           GError       **error)
{
  Past *past = user_data;

  past->facts = hw_store_load_figure_facts (store, &past->reports_in, cancellable, error);
  return past->facts != NULL;
}

/**
 * hw_store_load_past_figure_facts:
 * @self: a store
 * @reports_in: which reports and shifts are needed
 * @as_of: µs UTC
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * As hw_store_load_figure_facts(), from what had been recorded by @as_of.
 *
 * Returns: (transfer full) (nullable): what figures would have been counted from then
 */
HwFigureFacts *
hw_store_load_past_figure_facts (HwStore         *self,
                                 const HwPeriod  *reports_in,
                                 gint64           as_of,
                                 HwProgressFunc   progress,
                                 gpointer         user_data,
                                 GCancellable    *cancellable,
                                 GError         **error)
{
  Past past = { *reports_in, NULL };

  if (!hw_store_look_at_past (self, as_of, read_past, &past, progress, user_data, cancellable, error))
    g_clear_pointer (&past.facts, hw_figure_facts_free);
  return past.facts;
}
