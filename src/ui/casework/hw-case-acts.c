/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-acts.h"
#include "hw-consent-dialog.h"
#include "hw-cost.h"
#include "hw-evidence-dialog.h"
#include "hw-evidence-field.h"
#include "hw-hand-over-dialog.h"
#include "hw-journey.h"
#include "hw-problem.h"
#include "hw-person-dialog.h"
#include "hw-record-dialog.h"
#include "hw-record-words.h"

/* What the buttons of a case open: the form that records, corrects, mends what a
 * gate asks for, lets it pass, or takes a cost back. */

static void
open_with (GtkWidget        *widget,
           HwSession        *session,
           HwCase           *case_,
           HwCaseRecordKind  kind,
           GHashTable       *known)
{
  /* Telling a first responder needs a consent, and the signs to choose from. */
  gtk_window_present (GTK_WINDOW (kind == HW_CASE_RECORD_HAND_OVER ? hw_hand_over_dialog_new (widget, session, case_)
                                                                   : hw_record_dialog_new (widget, session, case_, kind, known)));
}

/**
 * hw_case_acts_add:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @kind: what happened
 * @field: (nullable): a field that is known already
 * @value: (nullable): its value
 *
 * Opens the form for a thing that happened.
 */
void
hw_case_acts_add (GtkWidget        *widget,
                  HwSession        *session,
                  HwCase           *case_,
                  HwCaseRecordKind  kind,
                  const char       *field,
                  const char       *value)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (field != NULL && value != NULL)
    g_hash_table_insert (known, (char *) field, (char *) value);
  open_with (widget, session, case_, kind, known);
}

/**
 * hw_case_acts_correct:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @id: the identity of one of its records
 *
 * Opens the form with what was recorded.
 */
void
hw_case_acts_correct (GtkWidget  *widget,
                      HwSession  *session,
                      HwCase     *case_,
                      const char *id)
{
  HwCaseRecord *record = hw_record_words_find (case_, id);

  if (record != NULL)
    gtk_window_present (GTK_WINDOW (hw_record_dialog_correct (widget, session, case_, record)));
}

/**
 * hw_case_acts_write:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @theme: a card
 * @field: (nullable): the field to begin with
 *
 * Opens the form for what is written down on a card.
 */
void
hw_case_acts_write (GtkWidget   *widget,
                    HwSession   *session,
                    HwCase      *case_,
                    HwCaseTheme  theme,
                    const char  *field)
{
  gtk_window_present (GTK_WINDOW (hw_evidence_dialog_new (widget, session, case_, theme, field)));
}

/* What goes on for a while is mended where it is: a talk, a treatment, a reception, a leg without a ticket, a cost to approve. */
static HwCaseRecord *
find_to_mend (const HwCase     *case_,
              HwCaseRecordKind  kind)
{
  if (kind != HW_CASE_RECORD_INTERVIEW && kind != HW_CASE_RECORD_PRECONDITION && kind != HW_CASE_RECORD_RECEPTION &&
      kind != HW_CASE_RECORD_LEG && kind != HW_CASE_RECORD_COST)
    return NULL;
  for (guint i = case_->records->len; i > 0; i--)
    {
      HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind != kind ||
          (kind == HW_CASE_RECORD_PRECONDITION && g_strcmp0 (hw_case_record_get (record, HW_RECORD_STATE), "open") != 0) ||
          (kind == HW_CASE_RECORD_LEG && hw_case_record_get (record, HW_RECORD_TICKET) != NULL) ||
          (kind == HW_CASE_RECORD_COST && (hw_case_record_get (record, HW_RECORD_REVERSES) != NULL ||
                                           hw_case_record_get (record, HW_RECORD_APPROVED_ON) != NULL)))
        continue;
      return record;
    }
  return NULL;
}

/* The first line of the checklist that somebody found undone. */
static const char *
find_undone (const HwCase *case_)
{
  guint n_items;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);

  for (guint i = 0; i < n_items; i++)
    {
      const HwCaseRecord *check = hw_journey_find_check (case_, items[i].code);

      if (check != NULL && g_strcmp0 (hw_case_record_get (check, HW_RECORD_STATE), "not-done") == 0)
        return items[i].code;
    }
  return items[0].code;
}

static void
mend_by_record (GtkWidget           *widget,
                HwSession           *session,
                HwCase              *case_,
                const HwRequirement *requirement,
                HwCaseRecordKind     kind)
{
  HwCaseRecord *record = find_to_mend (case_, kind);

  if (record != NULL)
    gtk_window_present (GTK_WINDOW (hw_record_dialog_correct (widget, session, case_, record)));
  else if (kind == HW_CASE_RECORD_CHECK)
    hw_case_acts_add (widget, session, case_, kind, HW_RECORD_ITEM, find_undone (case_));
  else if (kind == HW_CASE_RECORD_FOLLOW_UP && g_str_has_prefix (requirement->field, "follow-up-"))
    hw_case_acts_add (widget, session, case_, kind, HW_RECORD_DAYS, requirement->field + strlen ("follow-up-"));
  else
    hw_case_acts_add (widget, session, case_, kind, NULL, NULL);
}

/**
 * hw_case_acts_mend:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @requirement: what a gate asks for
 *
 * Opens the form that mends it: of the record that meets it where there is such
 * a kind, of the person, of the consent, or of the field.
 */
void
hw_case_acts_mend (GtkWidget           *widget,
                   HwSession           *session,
                   HwCase              *case_,
                   const HwRequirement *requirement)
{
  const HwEvidenceField *field = hw_evidence_field_find (requirement->field);
  HwCaseRecordKind kind;

  /* A talk leads to a decision, which is written down with it. */
  if (hw_case_record_kind_from_string (requirement->record, &kind) && (kind != HW_CASE_RECORD_INTERVIEW || field == NULL))
    mend_by_record (widget, session, case_, requirement, kind);
  else if (field != NULL)
    hw_case_acts_write (widget, session, case_, field->theme, requirement->field);
  else if (g_str_equal (requirement->field, HW_FIELD_PERSON))
    gtk_window_present (GTK_WINDOW (hw_person_dialog_new (widget, session, case_->person)));
  else
    gtk_window_present (GTK_WINDOW (hw_consent_dialog_new (widget, session, case_)));
}

/**
 * hw_case_acts_override:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @requirement: what its next gate asks for
 *
 * Opens the form with which a second person lets it pass for a while.
 */
void
hw_case_acts_override (GtkWidget           *widget,
                       HwSession           *session,
                       HwCase              *case_,
                       const HwRequirement *requirement)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (!requirement->overridable)
    return;
  g_hash_table_insert (known, (char *) HW_RECORD_STAGE, (char *) hw_stage_to_string (hw_stage_next (case_->stage)));
  g_hash_table_insert (known, (char *) HW_RECORD_CODE, (char *) requirement->code);
  open_with (widget, session, case_, HW_CASE_RECORD_OVERRIDE, known);
}

/**
 * hw_case_acts_reverse:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @id: the identity of one of its costs
 *
 * Opens the form that takes what is left of a cost back.
 */
void
hw_case_acts_reverse (GtkWidget  *widget,
                      HwSession  *session,
                      HwCase     *case_,
                      const char *id)
{
  HwCaseRecord *cost = hw_record_words_find (case_, id);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *amount = NULL;
  HwMoney left;

  if (cost == NULL || cost->kind != HW_CASE_RECORD_COST || !hw_cost_get_left (case_, cost, &left))
    return;
  amount = hw_money_to_string (&left);
  g_hash_table_insert (known, (char *) HW_RECORD_REVERSES, (char *) id);
  g_hash_table_insert (known, (char *) HW_RECORD_AMOUNT, amount);
  g_hash_table_insert (known, (char *) HW_RECORD_WHAT, (char *) hw_case_record_get (cost, HW_RECORD_WHAT));
  g_hash_table_insert (known, (char *) HW_RECORD_PAYER, (char *) hw_case_record_get (cost, HW_RECORD_PAYER));
  open_with (widget, session, case_, HW_CASE_RECORD_COST, known);
}

static void
ticked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error))
    hw_problem_show (widget, _("The line is not checked yet"), error);
}

/**
 * hw_case_acts_tick:
 * @widget: a widget of the window
 * @session: the session
 * @case_: a case
 * @item: a line of the journey checklist
 * @done: whether it is done
 *
 * Records at once that a line of the checklist is done, or is not.
 */
void
hw_case_acts_tick (GtkWidget  *widget,
                   HwSession  *session,
                   HwCase     *case_,
                   const char *item,
                   gboolean    done)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_CHECK, g_get_real_time ());

  hw_case_record_set (record, HW_RECORD_ITEM, item);
  hw_case_record_set (record, HW_RECORD_STATE, done ? "done" : "not-done");
  hw_session_add_record_async (session, &case_->id, record, ticked_cb, g_object_ref (widget));
}
