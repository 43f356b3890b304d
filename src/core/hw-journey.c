/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-facts.h"
#include "hw-gate.h"
#include "hw-journey.h"

/* What kind of journey it is, and the checklist for it (DOMAIN, "Reconnection
 * practice"). A line is checked by hand, or answered by what the case holds. */

static const HwChecklistItem items[] = {
  { "way-suits", N_("The way of travel suits them"), NULL },
  { "documents", N_("The documents are valid"), "document-not-valid" },
  { "date-suits-receiver", N_("The day suits whoever receives them"), NULL },
  { "fit", N_("Fit to travel"), "not-fit-to-travel" },
  { "medication", N_("Medication until they are registered there"), "medication-missing" },
  { "controlled-drugs", N_("Letter for methadone and other controlled drugs"), "medication-letter-missing" },
  { "care", N_("Care and entitlement on arrival are confirmed"), NULL },
  { "dependency", N_("A dependency can be managed on the way"), NULL },
  { "receiver-told", N_("The receiver knows when they arrive"), NULL },
  { "family-told", N_("The family knows and was asked to be there"), NULL },
  { "clothes", N_("Clothes, a bag and pocket money"), NULL },
  { "risk", N_("The risk of the journey is assessed"), "journey-risk-missing" },
};

/**
 * hw_journey_get_kind:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 *
 * Returns: what kind of journey it is, by the escorts and by who receives them
 */
HwJourneyKind
hw_journey_get_kind (const HwCase *self,
                     gint64        now)
{
  const char *escorts = hw_case_get (self, HW_FIELD_ESCORTS);

  if (g_strcmp0 (escorts, "1") == 0 || g_strcmp0 (escorts, "2") == 0)
    return HW_JOURNEY_SUPPORTED;
  if (g_strcmp0 (escorts, "0") != 0)
    return HW_JOURNEY_NOT_SET;
  return hw_facts_receiver_is_named (self) && hw_facts_receiver_has_accepted (self, now) ? HW_JOURNEY_ASSISTED : HW_JOURNEY_TICKET_ONLY;
}

/**
 * hw_journey_kind_get_words:
 * @kind: a kind of journey
 *
 * Returns: what it is called, translated
 */
const char *
hw_journey_kind_get_words (HwJourneyKind kind)
{
  static const char * const words[] = {
    [HW_JOURNEY_NOT_SET] = N_("Not decided yet how they travel"),
    [HW_JOURNEY_TICKET_ONLY] = N_("Ticket only: a lesser service, nobody has promised to receive them"),
    [HW_JOURNEY_ASSISTED] = N_("Assisted: travels alone, is received"),
    [HW_JOURNEY_SUPPORTED] = N_("Supported: somebody goes along"),
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), NULL);
  return _(words[kind]);
}

/**
 * hw_journey_checklist:
 * @n_items: (out): how many lines
 *
 * Returns: (array length=n_items) (transfer none): the journey checklist
 */
const HwChecklistItem *
hw_journey_checklist (guint *n_items)
{
  *n_items = G_N_ELEMENTS (items);
  return items;
}

/**
 * hw_journey_item_get_words:
 * @code: (nullable): a line of the checklist
 *
 * Returns: (transfer none) (nullable): what it asks, translated; %NULL for a line that this version does not know
 */
const char *
hw_journey_item_get_words (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (g_strcmp0 (items[i].code, code) == 0)
      return _(items[i].words);
  return NULL;
}

/**
 * hw_journey_find_check:
 * @self: a case
 * @code: a line of the checklist
 *
 * Returns: (transfer none) (nullable): the last record that checks it
 */
const HwCaseRecord *
hw_journey_find_check (const HwCase *self,
                       const char   *code)
{
  const HwCaseRecord *record, *last = NULL;

  for (guint at = 0; (record = hw_case_next_record (self, HW_CASE_RECORD_CHECK, &at)) != NULL;)
    if (g_strcmp0 (hw_case_record_get (record, HW_RECORD_ITEM), code) == 0)
      last = record;
  return last;
}

static gboolean
is_answered (const HwCase *self,
             const char   *code,
             gint64        now)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (g_str_equal (items[i].code, code) && items[i].answered_by != NULL)
      return hw_gate_is_met (self, HW_STAGE_READY, items[i].answered_by, now);
  return FALSE;
}

/**
 * hw_journey_get_check:
 * @self: a case
 * @code: a line of the checklist
 * @now: the time that counts as now, µs UTC
 *
 * Returns: how the line stands; what somebody wrote down last goes before what
 *   the case holds
 */
HwCheckState
hw_journey_get_check (const HwCase *self,
                      const char   *code,
                      gint64        now)
{
  const HwCaseRecord *check = hw_journey_find_check (self, code);
  const char *state = check != NULL ? hw_case_record_get (check, HW_RECORD_STATE) : NULL;

  if (check == NULL)
    return is_answered (self, code, now) ? HW_CHECK_ANSWERED : HW_CHECK_OPEN;
  if (g_strcmp0 (state, "done") == 0)
    return HW_CHECK_DONE;
  return g_strcmp0 (state, "not-needed") == 0 ? HW_CHECK_NOT_NEEDED : HW_CHECK_OPEN;
}

/**
 * hw_journey_find_undone:
 * @self: a case
 * @now: the time that counts as now, µs UTC
 *
 * DESIGN section 7 lets travel wait for a live consent, the ticket and the
 * companion; what must not be missing (documents, fitness, medication, the letter,
 * the risk) the gate to Ready has asked for already. The rest of the checklist is
 * good practice: it reminds, and not every line is about everybody. So a line that
 * nobody looked at holds nobody up; one that somebody found undone does.
 *
 * Returns: (transfer none) (nullable): the first line of which somebody wrote
 *   that it is not done
 */
const HwChecklistItem *
hw_journey_find_undone (const HwCase *self,
                        gint64        now)
{
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (hw_journey_find_check (self, items[i].code) != NULL && hw_journey_get_check (self, items[i].code, now) == HW_CHECK_OPEN)
      return &items[i];
  return NULL;
}
