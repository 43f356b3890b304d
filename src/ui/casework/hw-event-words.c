/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "hw-case-words.h"
#include "hw-evidence-field.h"
#include "hw-event-words.h"
#include "hw-record-words.h"

/* An entry of the journal in words. Whatever a body holds, or does not hold any
 * more, something happened and is told. */

static const char *
get_text (JsonObject *body,
          const char *member)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static char *
describe_evidence (JsonObject *body)
{
  const char *value = get_text (body, "value");
  const HwEvidenceField *field = hw_evidence_field_find (get_text (body, "field"));
  g_autofree char *words = NULL;

  if (field == NULL)
    return g_strdup (_("Something was written down"));
  if (value == NULL || *value == '\0')
    return g_strdup_printf (_("%s: taken back"), _(field->title));
  words = hw_evidence_dup_words (field, value);
  return g_strdup_printf ("%s: %s", _(field->title), words);
}

static char *
describe_consent (JsonObject *body,
                  const char *said)
{
  const char *recipient = get_text (body, "recipient");
  g_autofree char *what = g_strdup_printf ("%s · %s", recipient != NULL ? recipient : "?", hw_case_words_purpose (get_text (body, "purpose")));

  return g_strconcat (said, ": ", what, NULL);
}

static char *
describe_opening (JsonObject *body)
{
  const char *wish = get_text (body, "wish");
  g_autofree char *quoted = wish != NULL && *wish != '\0' ? hw_case_words_dup_quoted (wish) : NULL;

  return quoted != NULL ? g_strdup_printf (_("Asked about going home: %s"), quoted) : g_strdup (_("Asked about going home"));
}

static char *
describe_move (JsonObject *body)
{
  HwStage stage;

  if (!hw_stage_from_string (get_text (body, "stage"), &stage))
    return g_strdup (_("Moved on"));
  return g_strdup_printf (_("Moved on to %s"), hw_case_words_stage (stage));
}

static JsonNode *
parse_body (const char *body)
{
  /* A body that was erased, or that cannot be read, still happened. */
  JsonNode *node = body != NULL ? json_from_string (body, NULL) : NULL;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_clear_pointer (&node, json_node_unref);
  return node;
}

/* -- kinds ------------------------------------------------------------------------ */

static char *
describe_withdrawal (JsonObject *body)
{
  const char *reason = get_text (body, "reason");
  g_autofree char *words = describe_consent (body, _("Withdrew the consent"));

  return reason != NULL && *reason != '\0' ? g_strdup_printf ("%s (%s)", words, reason) : g_steal_pointer (&words);
}

static char *
describe_yes (JsonObject *body)
{
  return describe_consent (body, _("Said yes"));
}

static char *
describe_no (JsonObject *body)
{
  return describe_consent (body, _("Said no"));
}

static char *
describe_end (JsonObject *body)
{
  return describe_consent (body, _("The consent ended"));
}

static const struct
{
  const char    *kind;
  HwEventGroup   group;
  const char    *icon;
  const char    *words;                          /* (nullable): to be translated, where there is nothing to describe */
  char        *(*describe) (JsonObject *body);
} kinds[] = {
  { "case.opened", HW_EVENT_STEP, "weather-clear-night-symbolic", NULL, describe_opening },
  { "case.moved", HW_EVENT_STEP, "go-next-symbolic", NULL, describe_move },
  { "case.evidence-set", HW_EVENT_WRITTEN, "document-edit-symbolic", NULL, describe_evidence },
  { "consent.granted", HW_EVENT_CONSENT, "object-select-symbolic", NULL, describe_yes },
  { "consent.refused", HW_EVENT_CONSENT, "action-unavailable-symbolic", NULL, describe_no },
  { "consent.withdrawn", HW_EVENT_CONSENT, "action-unavailable-symbolic", NULL, describe_withdrawal },
  { "consent.expired", HW_EVENT_CONSENT, "alarm-symbolic", NULL, describe_end },
  { "person.noted", HW_EVENT_WRITTEN, "avatar-default-symbolic", N_("What we know of them was written down"), NULL },
  { "person.linked", HW_EVENT_WRITTEN, "avatar-default-symbolic", N_("Linked with somebody who may be the same, or parted again"), NULL },
  { "contact.recorded", HW_EVENT_DONE, "weather-clear-night-symbolic", N_("Met outside"), NULL },
  { "contact.matched", HW_EVENT_DONE, "weather-clear-night-symbolic", N_("A meeting outside was found to be with them"), NULL },
};

static HwEventGroup
get_group (HwCaseRecordKind kind)
{
  switch ((guint) kind)
    {
    case HW_CASE_RECORD_OVERRIDE: return HW_EVENT_STEP;
    case HW_CASE_RECORD_DISCLOSURE: case HW_CASE_RECORD_RECALL: case HW_CASE_RECORD_NUMBER_SHOWN: return HW_EVENT_CONSENT;
    default: return HW_EVENT_DONE;
    }
}

static void
set_field_cb (JsonObject *object,
              const char *name,
              JsonNode   *node,
              gpointer    user_data)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    hw_case_record_set (user_data, name, json_node_get_string (node));
}

static void
read_record (HwEventWords     *self,
             HwCaseRecordKind  kind,
             JsonObject       *body,
             HwSession        *session)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, 0);
  JsonNode *fields = body != NULL ? json_object_get_member (body, "fields") : NULL;
  g_autofree char *essence = NULL;

  if (fields != NULL && JSON_NODE_HOLDS_OBJECT (fields))
    json_object_foreach_member (json_node_get_object (fields), set_field_cb, record);
  essence = hw_record_words_dup_essence (record, session);
  self->group = get_group (kind);
  self->icon = hw_record_words_icon (kind);
  self->record = g_strdup (get_text (body, "id"));
  self->words = *essence != '\0' ? g_strdup_printf ("%s: %s", hw_case_record_kind_get_words (kind), essence)
                                 : g_strdup (hw_case_record_kind_get_words (kind));
}

static void
read_kind (HwEventWords *self,
           const char   *kind,
           JsonObject   *body)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      {
        self->group = kinds[i].group;
        self->icon = kinds[i].icon;
        self->words = kinds[i].words != NULL ? g_strdup (_(kinds[i].words)) : kinds[i].describe (body);
        return;
      }
  self->group = HW_EVENT_WRITTEN;
  self->icon = "document-edit-symbolic";
  self->words = g_strdup (_("Something that a newer Homeward knows about"));
}

/**
 * hw_event_words_read:
 * @self: (out caller-allocates): the words, to be cleared
 * @kind: of an entry: "case.moved"
 * @body: (nullable): its JSON; %NULL once erased
 * @session: (nullable): the session, which knows the partners
 *
 * Puts an entry of the journal into words.
 */
void
hw_event_words_read (HwEventWords *self,
                     const char   *kind,
                     const char   *body,
                     HwSession    *session)
{
  g_autoptr (JsonNode) node = parse_body (body);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  HwCaseRecordKind record;

  *self = (HwEventWords) { .group = HW_EVENT_WRITTEN };
  if (g_str_has_prefix (kind, "case.") && hw_case_record_kind_from_string (kind + strlen ("case."), &record))
    read_record (self, record, object, session);
  else
    read_kind (self, kind, object);
}

/**
 * hw_event_words_clear:
 * @self: words
 */
void
hw_event_words_clear (HwEventWords *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->record, g_free);
}

/**
 * hw_event_group_get_words:
 * @group: what entries are about
 *
 * Returns: (transfer none): what the group is called
 */
const char *
hw_event_group_get_words (HwEventGroup group)
{
  switch (group)
    {
    case HW_EVENT_STEP: return _("Steps");
    case HW_EVENT_DONE: return _("What was done");
    case HW_EVENT_CONSENT: return _("Consent and what was told");
    case HW_EVENT_WRITTEN: return _("What was written down");
    case HW_N_EVENT_GROUPS:
    default: g_return_val_if_reached ("");
    }
}
