/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "hw-export.h"
#include "hw-fold.h"
#include "hw-names.h"

/* What may be told to whom for what: the profiles of DESIGN section 8. A purpose
 * takes its fields from its own list and from no other. */

#define BIT HW_EXPORT_BIT
#define WHO (BIT (HW_EXPORT_REFERENCE) | BIT (HW_EXPORT_NAME))
#define DOCUMENT (BIT (HW_EXPORT_DOCUMENT) | BIT (HW_EXPORT_DOCUMENT_UNTIL))
#define RECEPTION (BIT (HW_EXPORT_RECEIVER) | BIT (HW_EXPORT_HOUSING) | BIT (HW_EXPORT_CARE))
#define TREATMENT (BIT (HW_EXPORT_TREATMENT) | BIT (HW_EXPORT_TREATMENT_STATE))
#define FOLLOW_UP (BIT (HW_EXPORT_FOLLOW_UP) | BIT (HW_EXPORT_DUE_ON))
#define TRIED (BIT (HW_EXPORT_STATE) | BIT (HW_EXPORT_ATTEMPTS) | BIT (HW_EXPORT_LAST_TRIED_ON) | BIT (HW_EXPORT_LAST_OUTCOME))
#define SITUATION (BIT (HW_EXPORT_ECONOMIC) | BIT (HW_EXPORT_SOCIAL) | BIT (HW_EXPORT_PSYCHOSOCIAL))

/* Health, and what a state's authorities are told, need a second pair of eyes. */
static const HwExportPurpose purposes[] = {
  { "follow-up", N_("Asking afterwards how it went"), N_("For who asks at home how the person is: which follow-up is due, and what was tried."),
    WHO | BIT (HW_EXPORT_ARRIVED_ON) | RECEPTION | FOLLOW_UP | TRIED | SITUATION | BIT (HW_EXPORT_KEY_WORKER),
    WHO | BIT (HW_EXPORT_ARRIVED_ON) | FOLLOW_UP, HW_STAGE_RECEIVED, HW_STAGE_FOLLOWED_UP, TRUE, FALSE },
  { "reception", N_("Being received at home"), N_("For who receives the person: when they come, and what waits for them."),
    WHO | BIT (HW_EXPORT_TRAVEL_DATE) | BIT (HW_EXPORT_ESCORTS) | RECEPTION | BIT (HW_EXPORT_KEY_WORKER),
    WHO | BIT (HW_EXPORT_TRAVEL_DATE), HW_STAGE_DECIDED, HW_STAGE_TRAVELLED, FALSE, FALSE },
  { "travel", N_("Booking the journey"), N_("For who books: the name as in the document, and the day."),
    WHO | BIT (HW_EXPORT_TRAVEL_DATE) | BIT (HW_EXPORT_ESCORTS) | DOCUMENT,
    WHO | BIT (HW_EXPORT_TRAVEL_DATE), HW_STAGE_DECIDED, HW_STAGE_READY, FALSE, FALSE },
  { "family", N_("Telling the family"), N_("For the family: that the person comes, and when."),
    BIT (HW_EXPORT_NAME) | BIT (HW_EXPORT_TRAVEL_DATE) | BIT (HW_EXPORT_ARRIVED_ON),
    BIT (HW_EXPORT_NAME) | BIT (HW_EXPORT_TRAVEL_DATE), HW_STAGE_DECIDED, HW_STAGE_RECEIVED, FALSE, FALSE },
  { "advice", N_("Advice from another organisation"), N_("For who gives the advice: who will ask for it, and whom to call back."),
    WHO | BIT (HW_EXPORT_KEY_WORKER), WHO, HW_STAGE_WISH, HW_STAGE_RECEIVED, FALSE, FALSE },
  { "treatment", N_("Treatment before the journey"), N_("For the clinic: what is to be treated before the journey. It tells of health: a second person looks at it."),
    WHO | BIT (HW_EXPORT_BORN) | TREATMENT | BIT (HW_EXPORT_FIT_TO_TRAVEL) | BIT (HW_EXPORT_MEDICATION) | BIT (HW_EXPORT_TRAVEL_DATE),
    WHO | TREATMENT, HW_STAGE_ASSESSED, HW_STAGE_READY, FALSE, TRUE },
  { "identity-document", N_("Identity and travel document"), N_("For a consulate: who needs which document. It goes to a state: a second person looks at it."),
    WHO | BIT (HW_EXPORT_BORN) | DOCUMENT | BIT (HW_EXPORT_DOCUMENT_STEP) | BIT (HW_EXPORT_TRAVEL_DATE),
    WHO | BIT (HW_EXPORT_BORN) | BIT (HW_EXPORT_DOCUMENT), HW_STAGE_ASSESSED, HW_STAGE_READY, FALSE, TRUE },
  { "first-responder", N_("Protection from exploitation"), N_("For a designated first responder: whom to see. It may put somebody in danger: a second person looks at it."),
    WHO | BIT (HW_EXPORT_BORN) | BIT (HW_EXPORT_KEY_WORKER), WHO, HW_STAGE_WISH, HW_STAGE_RECEIVED, FALSE, TRUE },
};

/* In the order of HwExportField. */
static const char * const field_names[] = {
  "reference", "name", "born", "key-worker", "travel-date", "escorts", "arrived-on", "receiver", "housing", "care", "document", "document-until",
  "document-step", "treatment", "treatment-state", "fit-to-travel", "medication", "follow-up", "due-on", "state", "attempts", "last-tried-on",
  "last-outcome", "economic", "social", "psychosocial",
};
G_STATIC_ASSERT (G_N_ELEMENTS (field_names) == HW_N_EXPORT_FIELDS);

static const char * const field_words[] = {
  N_("Reference"), N_("Name"), N_("Born"), N_("Key worker"), N_("Day of travel"), N_("Escorts"), N_("Arrived on"), N_("Who receives them"), N_("Housing"),
  N_("Care and entitlement"), N_("Document"), N_("Document valid until"), N_("Step of an emergency document"), N_("Treatment"), N_("State of the treatment"),
  N_("Fit to travel"), N_("Medication for the journey"), N_("Follow-up"), N_("Due on"), N_("How it stands"), N_("Attempts"), N_("Last tried on"),
  N_("What came of it"), N_("Work and money"), N_("Family and friends"), N_("How they feel"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (field_words) == HW_N_EXPORT_FIELDS);

/**
 * hw_export_purposes:
 * @n_purposes: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_purposes): what a list of people may be for, what is done most first
 */
const HwExportPurpose *
hw_export_purposes (guint *n_purposes)
{
  *n_purposes = G_N_ELEMENTS (purposes);
  return purposes;
}

/**
 * hw_export_find_purpose:
 * @id: (nullable): its name
 *
 * Returns: (transfer none) (nullable): the purpose
 */
const HwExportPurpose *
hw_export_find_purpose (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    if (g_strcmp0 (purposes[i].id, id) == 0)
      return &purposes[i];
  return NULL;
}

/**
 * hw_export_field_to_string:
 * @field: a field
 *
 * Returns: (transfer none): its stable name
 */
const char *
hw_export_field_to_string (HwExportField field)
{
  g_return_val_if_fail (field < HW_N_EXPORT_FIELDS, NULL);
  return field_names[field];
}

/**
 * hw_export_field_from_string:
 * @name: (nullable): its stable name
 * @field: (out): the field
 *
 * Returns: whether there is such a field
 */
gboolean
hw_export_field_from_string (const char    *name,
                             HwExportField *field)
{
  guint found;

  if (!hw_names_find (field_names, HW_N_EXPORT_FIELDS, name, &found))
    return FALSE;
  *field = found;
  return TRUE;
}

/**
 * hw_export_field_get_words:
 * @field: a field
 *
 * Returns: (transfer none): what stands over its column
 */
const char *
hw_export_field_get_words (HwExportField field)
{
  g_return_val_if_fail (field < HW_N_EXPORT_FIELDS, NULL);
  return _(field_words[field]);
}

/**
 * hw_export_field_get_type:
 * @field: a field
 *
 * Returns: how its values are written
 */
HwExportType
hw_export_field_get_type (HwExportField field)
{
  const guint dates = BIT (HW_EXPORT_TRAVEL_DATE) | BIT (HW_EXPORT_ARRIVED_ON) | BIT (HW_EXPORT_DOCUMENT_UNTIL) | BIT (HW_EXPORT_DUE_ON) |
                      BIT (HW_EXPORT_LAST_TRIED_ON);
  const guint counts = BIT (HW_EXPORT_ATTEMPTS) | BIT (HW_EXPORT_ESCORTS);

  if (dates & BIT (field))
    return HW_EXPORT_TYPE_DATE;
  return counts & BIT (field) ? HW_EXPORT_TYPE_COUNT : HW_EXPORT_TYPE_TEXT;
}

static gboolean
refuse (GError     **error,
        const char  *words)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, words);
  return FALSE;
}

/**
 * hw_export_check:
 * @ask: what is to leave
 * @author: who writes the list
 * @error: (nullable): return location for an error
 *
 * What holds whoever is on the list: a purpose that there is, a recipient, only
 * fields of that purpose, and a second person where it asks for one.
 *
 * Returns: whether the list may be made
 */
gboolean
hw_export_check (const HwExportAsk  *ask,
                 const char         *author,
                 GError            **error)
{
  const HwExportPurpose *purpose = hw_export_find_purpose (ask->purpose);
  g_autofree char *writer = hw_fold_name (author), *second = hw_fold_name (ask->second_person);

  if (purpose == NULL)
    return refuse (error, _("Nothing may be told for this purpose. No file was written. Choose one of the list."));
  if (ask->recipient == NULL || *ask->recipient == '\0')
    return refuse (error, _("It is not said who gets the list. No file was written. Choose the recipient."));
  if (ask->fields == 0)
    return refuse (error, _("Nothing is chosen to stand on the list. No file was written. Choose what the recipient needs."));
  if ((ask->fields & ~purpose->allowed) != 0)
    return refuse (error, _("Something was chosen that this purpose does not need. No file was written. Leave it out."));
  if (!purpose->needs_second)
    return TRUE;
  if (second[0] == '\0')
    return refuse (error, _("A list for this purpose needs a second person who looked at it. No file was written. Ask somebody, and write their name."));
  return !g_str_equal (second, writer) ||
         refuse (error, _("The second person is the one who writes the list. No file was written. Ask somebody else."));
}
