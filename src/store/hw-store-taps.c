/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "hw-answered-by.h"
#include "hw-contact-match-table.h"
#include "hw-contact-table.h"
#include "hw-report-desk-table.h"
#include "hw-report-table.h"
#include "hw-store-private.h"
#include "hw-store-visits.h"
#include "hw-tap-table.h"

/*
 * The field: what is tapped there, one by one, and what came of a visit. See
 * hw-store-record.c for the way in. Whom a tap names belongs to casework; the
 * rest of it, to the street.
 */

/* -- taps ------------------------------------------------------------------------------------------------------------ */

static gboolean
append_tap (HwStore     *self,
            const HwTap *given,
            GByteArray  *parents,
            GError     **error)
{
  const char *kind = hw_tap_has_person (given) ? HW_KIND_VISIT_PERSON_MET : HW_KIND_VISIT_TAPPED;
  const char *compartment = hw_tap_has_person (given) ? HW_COMPARTMENT_CASEWORK : HW_COMPARTMENT_STREET;
  HwTap tap = *given;
  HwEntry entry;

  hw_store_choose_id (&tap.id, &given->id);
  hw_body_write_tap (self->body, &tap);
  hw_store_fill (self, &entry, kind, compartment, &tap.shift, tap.at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_tap_table_apply (&self->tables, &entry, &tap, error);
}

static gboolean
check_shift (const HwShift *shift,
             const HwId    *stop,
             GError       **error)
{
  switch (shift->state)
    {
    case HW_SHIFT_PLANNED:
      return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The shift has not started yet. Nothing was recorded. Start it first."));
    case HW_SHIFT_CALLED_OFF:
      return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("The shift was called off. Nothing was recorded. Plan it again first."));
    case HW_SHIFT_STARTED:
    case HW_SHIFT_FINISHED:
    case HW_N_SHIFT_STATES:
    default:
      break;
    }
  return hw_shift_find_stop (shift, stop) != NULL ||
         hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND, _("This stop is not in the round. Nothing was recorded. Add it to the round first."));
}

static gboolean
check_tap (HwStore     *self,
           const HwTap *tap,
           GByteArray  *parents,
           GError     **error)
{
  g_autoptr (HwShift) shift = hw_store_get_shift (self, &tap->shift, error);
  g_autoptr (HwPerson) person = NULL;

  if (shift == NULL || !check_shift (shift, &tap->stop, error))
    return FALSE;
  if (shift->state == HW_SHIFT_FINISHED && parents->len == 0)
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("The shift is finished and takes only corrections. Nothing was recorded. Write it into the note of the shift."));
  if (tap->kind != HW_TAP_MET_PERSON || tap->taken_back)
    return TRUE;
  person = hw_store_get_person (self, &tap->subject, error);
  return person != NULL;
}

/**
 * hw_store_record_tap:
 * @self: a store
 * @tap: what was tapped; a nil identity is chosen here
 * @error: return location
 *
 * Records one thing that was tapped in the field. It takes the place of what was
 * tapped of the same kind at the same stop. When this returns %TRUE, the disk has it.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_tap (HwStore     *self,
                     const HwTap *tap,
                     GError     **error)
{
  g_autoptr (GError) rule = NULL;
  g_autoptr (GByteArray) parents = NULL;

  if (!hw_tap_check (tap, g_get_real_time (), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  parents = hw_tap_table_list_heads (&self->tables, tap, error);
  return parents != NULL && check_tap (self, tap, parents, error) && hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_tap (self, tap, parents, error), error);
}

/**
 * hw_store_list_taps:
 * @self: a store
 * @shift: a shift
 * @error: return location
 *
 * Lists what was tapped on a shift and holds; what was corrected or taken back is not among them.
 *
 * Returns: (transfer full) (nullable) (element-type HwTap): in the order in which they were recorded
 */
GPtrArray *
hw_store_list_taps (HwStore    *self,
                    const HwId *shift,
                    GError    **error)
{
  return hw_tap_table_list (&self->tables, shift, error);
}

/* -- what came of a visit -------------------------------------------------------------------------------------------- */

typedef struct
{
  HwStore      *store;      /* (unowned) */
  HwShift      *shift;      /* (owned) */
  const HwStop *stop;       /* (unowned): of @shift */
  GPtrArray    *taps;       /* (owned) (element-type HwTap) */
  GPtrArray    *before;     /* (owned) (element-type HwContact): what an earlier saving made */
  GHashTable   *made;       /* (owned) (element-type HwId): identities of the contacts of this one */
  guint         n_entries;
} Visit;

static void
visit_clear (Visit *visit)
{
  g_clear_pointer (&visit->shift, hw_shift_free);
  g_clear_pointer (&visit->taps, g_ptr_array_unref);
  g_clear_pointer (&visit->before, g_ptr_array_unref);
  g_clear_pointer (&visit->made, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static gboolean
visit_load (Visit      *visit,
            HwStore    *store,
            const HwId *shift,
            const HwId *stop,
            GError    **error)
{
  visit->store = store;
  visit->shift = hw_store_get_shift (store, shift, error);
  if (visit->shift == NULL || !check_shift (visit->shift, stop, error))
    return FALSE;
  visit->stop = hw_shift_find_stop (visit->shift, stop);
  visit->taps = hw_tap_table_list (&store->tables, shift, error);
  visit->before = visit->taps != NULL ? hw_contact_table_list_at_stop (&store->tables, stop, error) : NULL;
  visit->made = g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, NULL);
  return visit->before != NULL;
}

/* The same people of the same stop have the same identity, so that to save them once more corrects them. */
static void
make_contact_id (Visit           *visit,
                 const HwContact *contact,
                 HwId            *id)
{
  guint8 bedded_down = hw_id_is_nil (&contact->person) && contact->bedded_down;
  guint8 nth = 0;

  do
    {
      crypto_generichash_state state;

      crypto_generichash_init (&state, NULL, 0, HW_ID_LENGTH);
      crypto_generichash_update (&state, visit->stop->id.bytes, HW_ID_LENGTH);
      crypto_generichash_update (&state, contact->person.bytes, HW_ID_LENGTH);
      crypto_generichash_update (&state, &bedded_down, 1);
      crypto_generichash_update (&state, &nth, 1);
      crypto_generichash_final (&state, id->bytes, HW_ID_LENGTH);
      nth++;
    }
  while (g_hash_table_contains (visit->made, id));
  g_hash_table_add (visit->made, hw_id_copy (id));
}

static const HwContact *
find_before (Visit      *visit,
             const HwId *id)
{
  for (guint i = 0; i < visit->before->len; i++)
    {
      const HwContact *contact = g_ptr_array_index (visit->before, i);

      if (hw_id_equal (&contact->id, id))
        return contact;
    }
  return NULL;
}

/* A contact of the stop, or a correction of it; nothing where it says what it said before. */
static gboolean
append_contact (Visit           *visit,
                const HwContact *contact,
                GError         **error)
{
  HwStore *self = visit->store;
  g_autoptr (GByteArray) parents = hw_contact_table_list_heads (&self->tables, &contact->id, error);
  gboolean is_known = FALSE;
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_contact (self->body, contact);
  if (!hw_contact_table_says (&self->tables, &contact->id, self->body->str, &is_known, error))
    return FALSE;
  if (is_known)
    return TRUE;
  visit->n_entries++;
  hw_store_fill (self, &entry, HW_KIND_CONTACT_RECORDED, HW_COMPARTMENT_STREET, &contact->id, contact->met_at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_contact_table_apply (&self->tables, &entry, contact, NULL, error);
}

/* Who it was is casework: the contact itself says only that somebody was met. */
static gboolean
append_match (Visit      *visit,
              const HwId *contact,
              const HwId *person,
              GError    **error)
{
  HwStore *self = visit->store;
  const HwContact *before = find_before (visit, contact);
  g_autoptr (GByteArray) parents = NULL;
  HwEntry entry;

  if (hw_id_is_nil (person) || (before != NULL && hw_id_equal (&before->person, person)))
    return TRUE;
  parents = hw_contact_match_table_list_heads (&self->tables, contact, error);
  if (parents == NULL)
    return FALSE;
  visit->n_entries++;
  hw_body_write_match (self->body, person);
  hw_store_fill (self, &entry, HW_KIND_CONTACT_MATCHED, HW_COMPARTMENT_CASEWORK, contact, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_contact_match_table_apply (&self->tables, &entry, person, error);
}

static gboolean
append_contacts (Visit           *visit,
                 const HwContact *contacts,
                 gsize            n_contacts,
                 GError         **error)
{
  for (gsize i = 0; i < n_contacts; i++)
    {
      HwContact contact = contacts[i];

      make_contact_id (visit, &contacts[i], &contact.id);
      contact.stop = visit->stop->id;
      contact.person = (HwId) { { 0 } };
      if (!append_contact (visit, &contact, error) || !append_match (visit, &contact.id, &contacts[i].person, error))
        return FALSE;
    }
  return TRUE;
}

/* Whom an earlier saving had met and this one has not. */
static gboolean
withdraw_contacts (Visit   *visit,
                   GError **error)
{
  for (guint i = 0; i < visit->before->len; i++)
    {
      HwContact contact = *(const HwContact *) g_ptr_array_index (visit->before, i);

      if (g_hash_table_contains (visit->made, &contact.id))
        continue;
      contact.withdrawn = TRUE;
      contact.person = (HwId) { { 0 } };
      if (!append_contact (visit, &contact, error))
        return FALSE;
    }
  return TRUE;
}

/* -- the reports that were looked for -------------------------------------------------------------------------------- */

static gboolean
was_answered (HwStore        *self,
              const HwReport *report,
              gboolean       *answered,
              GError        **error)
{
  HwReportDesk *desk = hw_store_get_report_desk (self, report->row, error);

  if (desk == NULL)
    return FALSE;
  *answered = desk->answered_at != 0;
  hw_report_desk_free (desk);
  return TRUE;
}

/* A report is open, or this visit itself is why it is not and its caller has not been told yet. Others know better. */
static gboolean
may_say (Visit          *visit,
         const HwReport *report,
         HwReportStatus  status,
         const char     *outcome,
         gboolean       *may,
         GError        **error)
{
  g_autofree char *outcome_before = NULL;
  HwReportStatus status_before;
  gboolean said_before;
  gboolean answered = FALSE;

  *may = FALSE;
  if (!hw_report_status_counts (report->status))
    return TRUE;
  if (!hw_report_table_find_visit (&visit->store->tables, &report->id, &visit->stop->id, &said_before, &status_before, &outcome_before, error))
    return FALSE;
  if (!said_before)
    {
      *may = report->status != HW_REPORT_TO_BE_ANSWERED && report->status != HW_REPORT_CLOSED;
      return TRUE;
    }
  if (status_before == status && g_strcmp0 (outcome_before, outcome) == 0)
    return TRUE;
  if (!was_answered (visit->store, report, &answered, error))
    return FALSE;
  *may = !answered;
  return TRUE;
}

static gboolean
append_status (Visit          *visit,
               const HwReport *report,
               HwReportStatus  status,
               const char     *outcome,
               gint64          at,
               GError        **error)
{
  HwStore *self = visit->store;
  g_autoptr (GByteArray) parents = hw_report_table_list_heads (&self->tables, &report->id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  visit->n_entries++;
  hw_body_write_status (self->body, status, outcome, NULL, &visit->stop->id);
  hw_store_fill (self, &entry, HW_KIND_REPORT_STATUS_SET, HW_COMPARTMENT_STREET, &report->id, at);
  return hw_store_append (self, &entry, parents, error) &&
         hw_report_table_apply_status (&self->tables, &entry, status, outcome, NULL, &visit->stop->id, error);
}

/* A report that is not on this laptop is passed over. */
static gboolean
say_of_report (Visit       *visit,
               const HwId  *id,
               const HwTap *outcome,
               GError     **error)
{
  const char *code = hw_tap_get_outcome (outcome);
  g_autoptr (HwReport) report = NULL;
  HwReportStatus status;
  gboolean may;
  gint64 row;

  if (!hw_report_table_find (&visit->store->tables, id, &row, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  report = hw_store_get_report (visit->store, row, error);
  if (report == NULL)
    return FALSE;
  status = hw_outcome_goes_on (code) ? HW_REPORT_SENT_OUT : hw_report_status_after_visit (report);
  return may_say (visit, report, status, code, &may, error) &&
         (!may || append_status (visit, report, status, code, outcome->at, error));
}

static gboolean
append_statuses (Visit   *visit,
                 GError **error)
{
  const HwTap *outcome = hw_taps_find_outcome (visit->taps, &visit->stop->id);
  gboolean is_of_report = visit->stop->kind == HW_STOP_REPORT;

  if (outcome == NULL)
    return TRUE;
  for (guint i = 0; i < visit->stop->reports->len; i++)
    {
      const HwId *report = &g_array_index (visit->stop->reports, HwId, i);

      is_of_report = is_of_report && !hw_id_equal (report, &visit->stop->subject);
      if (!say_of_report (visit, report, outcome, error))
        return FALSE;
    }
  return !is_of_report || say_of_report (visit, &visit->stop->subject, outcome, error);
}

/* -- together -------------------------------------------------------------------------------------------------------- */

static gint64
get_last_time (Visit *visit)
{
  gint64 last = visit->shift->started_at;

  for (guint i = 0; i < visit->taps->len; i++)
    {
      const HwTap *tap = g_ptr_array_index (visit->taps, i);

      if (hw_id_equal (&tap->stop, &visit->stop->id))
        last = MAX (last, tap->at);
    }
  return last;
}

static gboolean
append_left (Visit   *visit,
             GError **error)
{
  HwTap tap = { .shift = visit->shift->id, .stop = visit->stop->id, .kind = HW_TAP_LEFT, .point = HW_POINT_UNKNOWN };
  g_autoptr (GByteArray) parents = NULL;

  if (hw_taps_find (visit->taps, &visit->stop->id, HW_TAP_LEFT) != NULL)
    return TRUE;
  parents = hw_tap_table_list_heads (&visit->store->tables, &tap, error);
  if (parents == NULL)
    return FALSE;
  visit->n_entries++;
  tap.at = visit->shift->state == HW_SHIFT_FINISHED ? get_last_time (visit) : g_get_real_time ();
  return append_tap (visit->store, &tap, parents, error);
}

static gboolean
check_contacts (HwStore         *self,
                const HwContact *contacts,
                gsize            n_contacts,
                GError         **error)
{
  for (gsize i = 0; i < n_contacts; i++)
    {
      g_autoptr (GError) rule = NULL;
      g_autoptr (HwPerson) person = NULL;

      if (!hw_contact_check (&contacts[i], g_get_real_time (), &rule))
        return hw_store_refuse_by_rule (&rule, error);
      if (hw_id_is_nil (&contacts[i].person))
        continue;
      person = hw_store_get_person (self, &contacts[i].person, error);
      if (person == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_record_visit:
 * @self: a store
 * @shift: a shift that has started
 * @stop: a stop of its round
 * @contacts: (array length=n_contacts) (nullable): whom the team met there
 * @n_contacts: how many
 * @error: return location
 *
 * Records what came of a visit, in one batch: whom the team met; what came of
 * the reports that were looked for there, by the last outcome that was tapped;
 * and that the team has left. Once more it corrects: the same people are the
 * same contacts, and those that are not among @contacts any more are withdrawn.
 * A report stays open where the team goes on looking (hw_outcome_goes_on()), and
 * is left alone where somebody else closed it or its caller was told.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_visit (HwStore         *self,
                       const HwId      *shift,
                       const HwId      *stop,
                       const HwContact *contacts,
                       gsize            n_contacts,
                       GError         **error)
{
  g_auto (Visit) visit = { NULL };

  if (!check_contacts (self, contacts, n_contacts, error) || !visit_load (&visit, self, shift, stop, error) ||
      !hw_store_begin (self, NULL, error))
    return FALSE;
  if (!append_contacts (&visit, contacts, n_contacts, error) || !withdraw_contacts (&visit, error) ||
      !append_statuses (&visit, error) || !append_left (&visit, error))
    return hw_store_finish (self, FALSE, error);
  /* A batch without entries is no batch. */
  if (visit.n_entries > 0)
    return hw_store_commit (self, error);
  hw_store_rollback (self);
  return TRUE;
}

/**
 * hw_store_list_visit_contacts:
 * @self: a store
 * @stop: a stop of a shift
 * @error: return location
 *
 * Lists whom the team met at a stop.
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): in no order that says anything
 */
GPtrArray *
hw_store_list_visit_contacts (HwStore    *self,
                              const HwId *stop,
                              GError    **error)
{
  return hw_contact_table_list_at_stop (&self->tables, stop, error);
}

static gboolean
add_report (HwStore    *self,
            GPtrArray  *reports,
            const HwId *id,
            GError    **error)
{
  HwReport *report;
  gint64 row;

  if (!hw_report_table_find (&self->tables, id, &row, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  report = hw_store_get_report (self, row, error);
  if (report != NULL)
    g_ptr_array_add (reports, report);
  return report != NULL;
}

/**
 * hw_store_list_visit_reports:
 * @self: a store
 * @stop: a stop of a shift
 * @error: return location
 *
 * Lists the reports that are looked for at a stop, those that are on this laptop.
 *
 * Returns: (transfer full) (nullable) (element-type HwReport): as they stand now, each once
 */
GPtrArray *
hw_store_list_visit_reports (HwStore      *self,
                             const HwStop *stop,
                             GError      **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  gboolean has_own = stop->kind != HW_STOP_REPORT;

  for (guint i = 0; i < stop->reports->len; i++)
    {
      const HwId *id = &g_array_index (stop->reports, HwId, i);

      has_own = has_own || hw_id_equal (id, &stop->subject);
      if (!add_report (self, reports, id, error))
        return NULL;
    }
  if (!has_own && !add_report (self, reports, &stop->subject, error))
    return NULL;
  return g_steal_pointer (&reports);
}
