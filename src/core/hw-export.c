/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-case-rules.h"
#include "hw-date.h"
#include "hw-export.h"

/* Who stands on a list that leaves the team, and who does not and why: each
 * person's own consent decides, and nobody's silence is a yes. */

#define REFERENCE_LENGTH 8

static void
row_free (gpointer pointer)
{
  HwExportRow *row = pointer;

  hw_case_unref (row->case_);
  hw_follow_up_entry_free (row->entry);
  g_free (row);
}

static void
left_out_free (gpointer pointer)
{
  HwExportLeftOut *left_out = pointer;

  hw_case_unref (left_out->case_);
  g_free (left_out);
}

/**
 * hw_export_list_free:
 * @self: (nullable) (transfer full): a list
 */
void
hw_export_list_free (HwExportList *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->cases);
  g_ptr_array_unref (self->left_out);
  g_free (self);
}

/* -- who is told of ------------------------------------------------------------------------------------------------- */

static gboolean
is_in_question (const HwExportPurpose *purpose,
                const HwCase          *case_)
{
  return hw_stage_is_on_rail (case_->stage) && case_->stage >= purpose->first && case_->stage <= purpose->last;
}

/* Whether the person agreed; where they did not they are left out, and it is said why. */
static gboolean
agreed (HwExportList      *self,
        HwCase            *case_,
        const HwExportAsk *ask,
        gint64             now)
{
  g_autoptr (GError) rule = NULL;
  HwExportLeftOut *left_out;

  if (hw_case_may_disclose (case_, ask->purpose, ask->recipient, now, &rule))
    return TRUE;
  left_out = g_new0 (HwExportLeftOut, 1);
  left_out->case_ = hw_case_ref (case_);
  left_out->state = g_error_matches (rule, HW_CASE_ERROR, HW_CASE_ERROR_WITHDRAWN)
                    ? HW_CONSENT_WITHDRAWN : hw_case_consent_state (case_, ask->purpose, ask->recipient, now);
  g_ptr_array_add (self->left_out, left_out);
  return FALSE;
}

static void
add_row (HwExportList          *self,
         HwCase                *case_,
         const HwFollowUpEntry *entry)
{
  HwExportRow *row = g_new0 (HwExportRow, 1);

  row->case_ = hw_case_ref (case_);
  if (entry != NULL)
    {
      row->entry = g_memdup2 (entry, sizeof *entry);
      hw_case_ref (row->entry->case_);
    }
  g_ptr_array_add (self->rows, row);
}

static void
add_cases (HwExportList       *self,
           HwCase            **cases,
           guint               n_cases,
           const HwExportAsk  *ask,
           gint64              now)
{
  for (guint i = 0; i < n_cases; i++)
    if (is_in_question (self->purpose, cases[i]) && agreed (self, cases[i], ask, now))
      {
        g_ptr_array_add (self->cases, hw_case_ref (cases[i]));
        add_row (self, cases[i], NULL);
      }
}

static gboolean
is_wanted (const HwExportList    *self,
           const HwFollowUpEntry *entry,
           const HwExportAsk     *ask)
{
  return entry->group != HW_FOLLOW_UP_GROUP_DONE && entry->follow_up.due_at <= ask->until && is_in_question (self->purpose, entry->case_);
}

/* A person has several follow-ups, and is asked once whether they agreed. */
static void
add_follow_ups (HwExportList       *self,
                HwCase            **cases,
                guint               n_cases,
                const HwExportAsk  *ask,
                gint64              now)
{
  g_autoptr (GPtrArray) entries = hw_follow_up_list_of (cases, n_cases, now);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_direct_hash, g_direct_equal);

  for (guint i = 0; i < entries->len; i++)
    {
      const HwFollowUpEntry *entry = entries->pdata[i];

      if (!is_wanted (self, entry, ask))
        continue;
      if (!g_hash_table_contains (asked, entry->case_))
        {
          gboolean yes = agreed (self, entry->case_, ask, now);

          g_hash_table_insert (asked, entry->case_, GINT_TO_POINTER (yes));
          if (yes)
            g_ptr_array_add (self->cases, hw_case_ref (entry->case_));
        }
      if (g_hash_table_lookup (asked, entry->case_) != NULL)
        add_row (self, entry->case_, entry);
    }
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const HwExportRow *first = *(HwExportRow * const *) a, *second = *(HwExportRow * const *) b;

  return hw_id_compare (&first->case_->id, &second->case_->id);
}

/**
 * hw_export_list_new:
 * @cases: (array length=n_cases): every case of the workspace
 * @n_cases: how many
 * @ask: what is to leave; its purpose is one of hw_export_purposes()
 * @now: µs UTC
 *
 * Returns: (transfer full): who is told of and who is left out
 */
HwExportList *
hw_export_list_new (HwCase            **cases,
                    guint               n_cases,
                    const HwExportAsk  *ask,
                    gint64              now)
{
  const HwExportPurpose *purpose = hw_export_find_purpose (ask->purpose);
  HwExportList *self;

  g_return_val_if_fail (purpose != NULL, NULL);

  self = g_new0 (HwExportList, 1);
  self->purpose = purpose;
  self->fields = ask->fields & purpose->allowed;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  self->left_out = g_ptr_array_new_with_free_func (left_out_free);
  if (purpose->by_follow_up)
    {
      add_follow_ups (self, cases, n_cases, ask, now);
      return self;
    }
  add_cases (self, cases, n_cases, ask, now);
  g_ptr_array_sort (self->rows, compare_rows);
  return self;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

static void
take_recipients (GHashTable   *seen,
                 const HwCase *case_,
                 const char   *purpose)
{
  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];

      if (g_strcmp0 (consent->purpose, purpose) == 0 && consent->recipient != NULL && *consent->recipient != '\0')
        g_hash_table_add (seen, g_strdup (consent->recipient));
    }
}

/**
 * hw_export_list_recipients:
 * @cases: (array length=n_cases): every case of the workspace
 * @n_cases: how many
 * @purpose: what for
 *
 * Who somebody was ever asked about for @purpose: without a consent there is nobody to tell.
 *
 * Returns: (transfer full) (element-type utf8): the recipients, as the consents write them, sorted
 */
GPtrArray *
hw_export_list_recipients (HwCase     **cases,
                           guint        n_cases,
                           const char  *purpose)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *recipients = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer recipient;

  for (guint i = 0; i < n_cases; i++)
    take_recipients (seen, cases[i], purpose);
  g_hash_table_iter_init (&iter, seen);
  while (g_hash_table_iter_next (&iter, &recipient, NULL))
    g_ptr_array_add (recipients, g_strdup (recipient));
  g_ptr_array_sort (recipients, compare_words);
  return recipients;
}

/* -- what is told --------------------------------------------------------------------------------------------------- */

/**
 * hw_export_dup_reference:
 * @case_: a case
 *
 * Returns: (transfer full): how the team and a recipient speak of the person without a name; it says nothing about them
 */
char *
hw_export_dup_reference (const HwCase *case_)
{
  g_autofree char *id = hw_id_to_string (&case_->id);

  return g_ascii_strup (id, REFERENCE_LENGTH);
}

static char *
dup_day (gint64     at,
         GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);

  return g_date_time_format (local, "%F");
}

/* (nullable): the last of a kind: what holds now */
static const HwCaseRecord *
find_last (const HwCase     *case_,
           HwCaseRecordKind  kind)
{
  const HwCaseRecord *record, *last = NULL;

  for (guint at = 0; (record = hw_case_next_record (case_, kind, &at)) != NULL;)
    last = record;
  return last;
}

static char *
dup_of_last (const HwCase     *case_,
             HwCaseRecordKind  kind,
             const char       *field)
{
  const HwCaseRecord *record = find_last (case_, kind);

  return record != NULL ? g_strdup (hw_case_record_get_words (record, field)) : NULL;
}

/* Every treatment that must come before the journey: "medical, addiction". */
static char *
dup_treatments (const HwCase *case_,
                const char   *field)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  const HwCaseRecord *record;

  for (guint at = 0; (record = hw_case_next_record (case_, HW_CASE_RECORD_PRECONDITION, &at)) != NULL;)
    if (hw_case_record_get_words (record, field) != NULL)
      g_ptr_array_add (words, (gpointer) hw_case_record_get_words (record, field));
  g_ptr_array_add (words, NULL);
  return words->len > 1 ? g_strjoinv (", ", (char **) words->pdata) : NULL;
}

/* What was evidenced, or else stands in the record that it was taken from. */
static char *
dup_evidence (const HwCase     *case_,
              const char       *field,
              HwCaseRecordKind  kind,
              const char       *record_field)
{
  const char *value = hw_case_get (case_, field);

  return value != NULL && *value != '\0' ? g_strdup (value) : dup_of_last (case_, kind, record_field);
}

static char *
dup_follow_up (const HwFollowUpEntry *entry)
{
  guint days = entry->follow_up.days;

  if (days == 0)
    return g_strdup (_("the plan"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day after arrival", "%u days after arrival", days), days);
}

/* A value of the follow-up of @row; only follow-ups have one. */
static char *
dup_of_entry (const HwExportRow *row,
              HwExportField      field)
{
  const HwFollowUp *follow_up;

  if (row->entry == NULL)
    return NULL;
  follow_up = &row->entry->follow_up;
  switch ((int) field)
    {
    case HW_EXPORT_FOLLOW_UP: return dup_follow_up (row->entry);
    /* Days of follow-ups are whole days of UTC. */
    case HW_EXPORT_DUE_ON: return dup_day (follow_up->due_at, NULL);
    case HW_EXPORT_STATE: return g_strdup (_(hw_follow_up_state_get_words (follow_up->state)));
    case HW_EXPORT_ATTEMPTS: return g_strdup_printf ("%u", follow_up->attempts);
    case HW_EXPORT_LAST_TRIED_ON: return follow_up->last != NULL ? dup_day (follow_up->last->happened_at, row->case_->zone) : NULL;
    default: return NULL;
    }
}

/* What was learnt last, whichever follow-up it was. */
static char *
dup_learnt (const HwCase *case_,
            const char   *field)
{
  return dup_of_last (case_, HW_CASE_RECORD_FOLLOW_UP, field);
}

static char *
dup_of_case (const HwCase  *case_,
             HwExportField  field)
{
  switch ((int) field)
    {
    case HW_EXPORT_REFERENCE: return hw_export_dup_reference (case_);
    case HW_EXPORT_NAME: return g_strdup (case_->person->alias);
    case HW_EXPORT_BORN: return g_strdup (case_->person->born);
    case HW_EXPORT_KEY_WORKER: return g_strdup (hw_case_get (case_, HW_FIELD_KEY_WORKER));
    case HW_EXPORT_TRAVEL_DATE: return g_strdup (hw_case_get (case_, HW_FIELD_TRAVEL_DATE));
    case HW_EXPORT_ESCORTS: return g_strdup (hw_case_get (case_, HW_FIELD_ESCORTS));
    case HW_EXPORT_ARRIVED_ON: return g_strdup (hw_case_get (case_, HW_FIELD_ARRIVED_ON));
    case HW_EXPORT_RECEIVER: return dup_evidence (case_, HW_FIELD_RECEIVER, HW_CASE_RECORD_RECEPTION, HW_RECORD_RECEIVER);
    case HW_EXPORT_HOUSING: return dup_of_last (case_, HW_CASE_RECORD_RECEPTION, HW_RECORD_HOUSING);
    case HW_EXPORT_CARE: return dup_of_last (case_, HW_CASE_RECORD_RECEPTION, HW_RECORD_CARE);
    case HW_EXPORT_DOCUMENT: return dup_of_last (case_, HW_CASE_RECORD_DOCUMENT, HW_RECORD_DOCUMENT_KIND);
    case HW_EXPORT_DOCUMENT_UNTIL: return dup_evidence (case_, HW_FIELD_DOCUMENT_UNTIL, HW_CASE_RECORD_DOCUMENT, HW_RECORD_VALID_UNTIL);
    case HW_EXPORT_DOCUMENT_STEP: return dup_of_last (case_, HW_CASE_RECORD_DOCUMENT, HW_RECORD_STEP);
    case HW_EXPORT_TREATMENT: return dup_treatments (case_, HW_RECORD_TREATMENT);
    case HW_EXPORT_TREATMENT_STATE: return dup_treatments (case_, HW_RECORD_STATE);
    case HW_EXPORT_FIT_TO_TRAVEL: return g_strdup (hw_case_get (case_, HW_FIELD_FIT_TO_TRAVEL));
    case HW_EXPORT_MEDICATION: return g_strdup (hw_case_get (case_, HW_FIELD_MEDICATION));
    case HW_EXPORT_LAST_OUTCOME: return dup_learnt (case_, HW_RECORD_OUTCOME);
    case HW_EXPORT_ECONOMIC: return dup_learnt (case_, HW_RECORD_ECONOMIC);
    case HW_EXPORT_SOCIAL: return dup_learnt (case_, HW_RECORD_SOCIAL);
    case HW_EXPORT_PSYCHOSOCIAL: return dup_learnt (case_, HW_RECORD_PSYCHOSOCIAL);
    default: return NULL;
    }
}

/**
 * hw_export_dup_value:
 * @row: a line of the list
 * @field: what is told
 *
 * Returns: (transfer full) (nullable): the value, a date as 2026-12-19; %NULL where nothing is known
 */
char *
hw_export_dup_value (const HwExportRow *row,
                     HwExportField      field)
{
  char *value = dup_of_entry (row, field);

  return value != NULL ? value : dup_of_case (row->case_, field);
}

/**
 * hw_export_dup_fields:
 * @fields: bits of fields
 *
 * Returns: (transfer full): what they are called, for the record of what was told: "Name, Day of travel"
 */
char *
hw_export_dup_fields (guint fields)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (fields & HW_EXPORT_BIT (field))
      g_ptr_array_add (words, (gpointer) hw_export_field_get_words (field));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/**
 * hw_export_get_why:
 * @left_out: somebody who is not on the list
 *
 * Returns: (transfer none): why
 */
const char *
hw_export_get_why (const HwExportLeftOut *left_out)
{
  switch (left_out->state)
    {
    case HW_CONSENT_EXPIRED: return _("their yes has ended: ask again");
    case HW_CONSENT_WITHDRAWN: return _("they took a consent back: nothing may be told");
    case HW_CONSENT_REFUSED: return _("they said no");
    case HW_CONSENT_LIVE:
    case HW_CONSENT_MISSING:
    default: return _("they were not asked about this recipient");
    }
}
