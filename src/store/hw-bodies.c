/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "hw-bodies.h"
#include "hw-json-shape.h"
#include "hw-json-writer.h"
#include "hw-store-error-private.h"

/*
 * The bodies of entries as JSON, version 1 of each kind: writing and reading
 * stand side by side, so that they stay the same. What was not said is left out.
 * Names of enums are core's stable names; a name that this Homeward does not
 * know (a newer one wrote it) reads as "unknown".
 */

struct _HwBody
{
  JsonParser *parser;   /* (owned) */
  JsonObject *object;   /* (unowned): of @parser */
};

static const char * const usually_names[HW_N_USUALLY] = { "unknown", "tonight-only", "most-nights" };
static const char * const answer_names[] = { "unknown", "no", "yes" };
static const char * const reply_names[HW_N_REPLIES] = { "no", "sms", "call", "email" };
static const char * const concern_names[HW_N_CONCERNS] = { "health", "cold", "violence", "exploitation", "animal", "danger-now" };

/* -- reading ------------------------------------------------------------------------------------------------------- */

/**
 * hw_body_parse:
 * @body: JSON
 * @length: its length in bytes
 * @error: return location
 *
 * Reads a body.
 *
 * Returns: (transfer full) (nullable): the body, or %NULL with %HW_STORE_ERROR_DAMAGED where it is none
 */
HwBody *
hw_body_parse (const char *body,
               gsize       length,
               GError    **error)
{
  g_autoptr (HwBody) self = g_new0 (HwBody, 1);
  JsonNode *root = NULL;

  self->parser = json_parser_new_immutable ();
  if (hw_json_is_modest (body, length, HW_BODY_MAX_DEPTH, G_MAXUINT) && json_parser_load_from_data (self->parser, body, (gssize) length, NULL))
    root = json_parser_get_root (self->parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      if (error != NULL)
        *error = hw_store_error_new_damaged ("the body of an entry cannot be read");
      return NULL;
    }
  self->object = json_node_get_object (root);
  return g_steal_pointer (&self);
}

/**
 * hw_body_free:
 * @self: (nullable): a body
 *
 * Frees it.
 */
void
hw_body_free (HwBody *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->parser);
  g_free (self);
}

static JsonNode *
get_value (HwBody     *self,
           const char *name)
{
  JsonNode *node = json_object_get_member (self->object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * hw_body_get_text:
 * @self: a body
 * @name: of a member
 *
 * Returns: (transfer none) (nullable): its text, or %NULL where there is none
 */
const char *
hw_body_get_text (HwBody     *self,
                  const char *name)
{
  JsonNode *node = get_value (self, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * hw_body_get_int:
 * @self: a body
 * @name: of a member
 *
 * Returns: its number, or 0 where there is none
 */
gint64
hw_body_get_int (HwBody     *self,
                 const char *name)
{
  JsonNode *node = get_value (self, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static gboolean
get_double (HwBody     *self,
            const char *name,
            double     *value)
{
  JsonNode *node = get_value (self, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *value = json_node_get_double (node);
  return isfinite (*value);
}

/**
 * hw_body_get_boolean:
 * @self: a body
 * @name: of a member
 *
 * Returns: whether it is there and true
 */
gboolean
hw_body_get_boolean (HwBody     *self,
                     const char *name)
{
  JsonNode *node = get_value (self, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * hw_body_get_id:
 * @self: a body
 * @name: of a member
 * @id: (out caller-allocates): the identity, nil where there is none
 *
 * Reads an identity.
 *
 * Returns: whether there is one
 */
gboolean
hw_body_get_id (HwBody     *self,
                const char *name,
                HwId       *id)
{
  const char *text = hw_body_get_text (self, name);

  memset (id, 0, sizeof *id);
  return text != NULL && hw_id_parse (text, id);
}

/**
 * hw_body_dup_objects:
 * @self: a body
 * @name: of a member that is an array of objects
 *
 * Returns: (transfer full) (element-type HwBody): each of them as a body of its own; text they give away lives as long as @self
 */
GPtrArray *
hw_body_dup_objects (HwBody     *self,
                     const char *name)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_body_free);
  JsonNode *node = json_object_get_member (self->object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      HwBody *object;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      object = g_new0 (HwBody, 1);
      object->parser = g_object_ref (self->parser);
      object->object = json_node_get_object (element);
      g_ptr_array_add (objects, object);
    }
  return objects;
}

/**
 * hw_body_dup_texts:
 * @self: a body
 * @name: of a member that is an object; %NULL: the body itself
 *
 * Returns: (transfer full) (element-type utf8 utf8): the names and values of all texts in it
 */
GHashTable *
hw_body_dup_texts (HwBody     *self,
                   const char *name)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonNode *node = name != NULL ? json_object_get_member (self->object, name) : NULL;
  JsonObjectIter iter;
  const char *key;

  if (name != NULL && (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)))
    return g_steal_pointer (&texts);
  json_object_iter_init (&iter, node != NULL ? json_node_get_object (node) : self->object);
  while (json_object_iter_next (&iter, &key, &node))
    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      g_hash_table_insert (texts, g_strdup (key), g_strdup (json_node_get_string (node)));
  return g_steal_pointer (&texts);
}

static guint
get_named (HwBody             *self,
           const char         *name,
           const char * const *names,
           guint               n_names)
{
  const char *text = hw_body_get_text (self, name);

  for (guint i = 0; text != NULL && i < n_names; i++)
    if (g_str_equal (text, names[i]))
      return i;
  return 0;
}

static guint
get_count (HwBody     *self,
           const char *name)
{
  return (guint) CLAMP (hw_body_get_int (self, name), 0, G_MAXINT32);
}

/**
 * hw_body_get_double:
 * @self: a body
 * @name: of a member
 * @otherwise: what to say where there is none
 *
 * Returns: its number
 */
double
hw_body_get_double (HwBody     *self,
                    const char *name,
                    double      otherwise)
{
  double value;

  return get_double (self, name, &value) ? value : otherwise;
}

/**
 * hw_body_get_point:
 * @self: a body
 * @point: (out caller-allocates): its point, %HW_POINT_UNKNOWN where there is none
 *
 * Reads what hw_body_put_point() wrote.
 */
void
hw_body_get_point (HwBody  *self,
                   HwPoint *point)
{
  HwPoint found;

  *point = HW_POINT_UNKNOWN;
  if (get_double (self, "latitude", &found.latitude) && get_double (self, "longitude", &found.longitude) && hw_point_is_valid (&found))
    *point = found;
}

/* -- writing ------------------------------------------------------------------------------------------------------- */

/**
 * hw_body_put_point:
 * @body: an object that was begun
 * @point: a point; one that is not known is left out
 *
 * Writes a point.
 */
void
hw_body_put_point (GString       *body,
                   const HwPoint *point)
{
  if (!hw_point_is_valid (point))
    return;
  hw_json_put_e7 (body, "latitude", HW_DEGREES_TO_E7 (point->latitude));
  hw_json_put_e7 (body, "longitude", HW_DEGREES_TO_E7 (point->longitude));
}

static void
put_concerns (GString   *body,
              HwConcerns concerns)
{
  const char *separator = ",\"concerns\":[\"";

  for (guint i = 0; i < HW_N_CONCERNS; i++)
    if ((concerns & 1u << i) != 0)
      {
        g_string_append (body, separator);
        g_string_append (body, concern_names[i]);
        separator = "\",\"";
      }
  if ((concerns & ((1u << HW_N_CONCERNS) - 1)) != 0)
    g_string_append (body, "\"]");
}

static HwConcerns
get_concerns (HwBody *self)
{
  JsonNode *node = json_object_get_member (self->object, "concerns");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  HwConcerns concerns = 0;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *name = JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
                         ? json_node_get_string (element) : "";

      for (guint c = 0; c < HW_N_CONCERNS; c++)
        if (g_str_equal (name, concern_names[c]))
          concerns |= 1u << c;
    }
  return concerns;
}

/**
 * hw_body_write_report:
 * @body: text to replace
 * @report: a report
 *
 * Writes the body of "report.received".
 */
void
hw_body_write_report (GString        *body,
                      const HwReport *report)
{
  hw_json_begin (body);
  hw_json_put_name (body, "channel", hw_channel_to_string (report->channel));
  hw_json_put_name (body, "status", hw_report_status_to_string (report->status));
  hw_json_put_int (body, "received_at", report->received_at);
  hw_json_put_int (body, "seen_at", report->seen_at);
  hw_json_put_int (body, "seen_precision", report->seen_precision);
  if (report->usually_there != HW_USUALLY_UNKNOWN)
    hw_json_put_name (body, "usually_there", usually_names[report->usually_there]);
  hw_json_put_text (body, "usual_time", report->usual_time);
  hw_body_put_point (body, &report->point);
  hw_json_put_double (body, "point_precision_m", report->point_precision_m);
  hw_json_put_text (body, "place", report->place);
  hw_json_put_int (body, "people", report->people);
  if (report->age != HW_AGE_UNKNOWN)
    hw_json_put_name (body, "age", hw_age_group_to_string (report->age));
  hw_json_put_text (body, "gender", report->gender);
  hw_json_put_text (body, "appearance", report->appearance);
  hw_json_put_text (body, "language", report->language);
  put_concerns (body, report->concerns);
  hw_json_put_text (body, "worries", report->worries);
  if (report->knows_of_call != HW_ANSWER_UNKNOWN)
    hw_json_put_name (body, "knows_of_call", answer_names[report->knows_of_call]);
  hw_json_put_text (body, "caller_name", report->caller_name);
  hw_json_put_text (body, "caller_contact", report->caller_contact);
  if (report->reply_wish != HW_REPLY_NO)
    hw_json_put_name (body, "reply", reply_names[report->reply_wish]);
  hw_json_put_text (body, "outcome", report->outcome);
  hw_json_put_text (body, "source_id", report->source_id);
  hw_json_end (body);
}

/**
 * hw_body_read_report:
 * @self: the body of "report.received"
 * @report: (out caller-allocates): the report without identity; text belongs to @self
 *
 * Reads what hw_body_write_report() wrote.
 */
void
hw_body_read_report (HwBody   *self,
                     HwReport *report)
{
  *report = (HwReport) {
    .received_at = hw_body_get_int (self, "received_at"),
    .seen_at = hw_body_get_int (self, "seen_at"),
    .seen_precision = hw_body_get_int (self, "seen_precision"),
    .usually_there = get_named (self, "usually_there", usually_names, G_N_ELEMENTS (usually_names)),
    .usual_time = hw_body_get_text (self, "usual_time"),
    .place = hw_body_get_text (self, "place"),
    .people = get_count (self, "people"),
    .gender = hw_body_get_text (self, "gender"),
    .appearance = hw_body_get_text (self, "appearance"),
    .language = hw_body_get_text (self, "language"),
    .concerns = get_concerns (self),
    .worries = hw_body_get_text (self, "worries"),
    .knows_of_call = get_named (self, "knows_of_call", answer_names, G_N_ELEMENTS (answer_names)),
    .caller_name = hw_body_get_text (self, "caller_name"),
    .caller_contact = hw_body_get_text (self, "caller_contact"),
    .reply_wish = get_named (self, "reply", reply_names, G_N_ELEMENTS (reply_names)),
    .outcome = hw_body_get_text (self, "outcome"),
    .source_id = hw_body_get_text (self, "source_id"),
  };
  hw_channel_from_string (hw_body_get_text (self, "channel"), &report->channel);
  hw_report_status_from_string (hw_body_get_text (self, "status"), &report->status);
  hw_age_group_from_string (hw_body_get_text (self, "age"), &report->age);
  hw_body_get_point (self, &report->point);
  if (!get_double (self, "point_precision_m", &report->point_precision_m))
    report->point_precision_m = 0;
}

/**
 * hw_body_write_status:
 * @body: text to replace
 * @status: the report's new status
 * @outcome: (nullable): code of what came of it
 * @note: (nullable): words
 * @stop: (nullable): the stop at which it came of it
 *
 * Writes the body of "report.status-set".
 */
void
hw_body_write_status (GString       *body,
                      HwReportStatus status,
                      const char    *outcome,
                      const char    *note,
                      const HwId    *stop)
{
  hw_json_begin (body);
  hw_json_put_name (body, "status", hw_report_status_to_string (status));
  hw_json_put_text (body, "outcome", outcome);
  hw_json_put_text (body, "note", note);
  if (stop != NULL)
    hw_json_put_id (body, "stop", stop);
  hw_json_end (body);
}

/**
 * hw_body_write_contact:
 * @body: text to replace
 * @contact: a contact
 *
 * Writes the body of "contact.recorded".
 */
void
hw_body_write_contact (GString         *body,
                       const HwContact *contact)
{
  hw_json_begin (body);
  hw_json_put_int (body, "met_at", contact->met_at);
  hw_body_put_point (body, &contact->point);
  hw_json_put_text (body, "place", contact->place);
  if (contact->bedded_down)
    hw_json_put_true (body, "bedded_down");
  hw_json_put_int (body, "people", contact->people);
  hw_json_put_id (body, "person", &contact->person);
  hw_json_put_text (body, "language", contact->language);
  hw_json_put_text (body, "note", contact->note);
  hw_json_put_id (body, "stop", &contact->stop);
  if (contact->withdrawn)
    hw_json_put_true (body, "withdrawn");
  hw_json_end (body);
}

/**
 * hw_body_read_contact:
 * @self: the body of "contact.recorded"
 * @contact: (out caller-allocates): the contact without identity; text belongs to @self
 *
 * Reads what hw_body_write_contact() wrote.
 */
void
hw_body_read_contact (HwBody    *self,
                      HwContact *contact)
{
  *contact = (HwContact) {
    .met_at = hw_body_get_int (self, "met_at"),
    .place = hw_body_get_text (self, "place"),
    .bedded_down = hw_body_get_boolean (self, "bedded_down"),
    .people = get_count (self, "people"),
    .language = hw_body_get_text (self, "language"),
    .note = hw_body_get_text (self, "note"),
    .withdrawn = hw_body_get_boolean (self, "withdrawn"),
  };
  hw_body_get_point (self, &contact->point);
  hw_body_get_id (self, "person", &contact->person);
  hw_body_get_id (self, "stop", &contact->stop);
}

/**
 * hw_body_write_person:
 * @body: text to replace
 * @person: a person
 *
 * Writes the body of "person.noted".
 */
void
hw_body_write_person (GString        *body,
                      const HwPerson *person)
{
  hw_json_begin (body);
  hw_json_put_text (body, "alias", person->alias);
  hw_json_put_text (body, "other_names", person->other_names);
  hw_json_put_text (body, "language", person->language);
  hw_json_put_text (body, "nationality", person->nationality);
  hw_json_put_text (body, "born", person->born);
  if (person->age != HW_AGE_UNKNOWN)
    hw_json_put_name (body, "age", hw_age_group_to_string (person->age));
  hw_json_put_int (body, "known_since", person->known_since);
  hw_json_put_int (body, "last_met", person->last_met);
  hw_json_end (body);
}

/**
 * hw_body_read_person:
 * @self: the body of "person.noted"
 * @person: (out caller-allocates): the person without identity; text belongs to @self
 *
 * Reads what hw_body_write_person() wrote.
 */
void
hw_body_read_person (HwBody   *self,
                     HwPerson *person)
{
  *person = (HwPerson) {
    .alias = hw_body_get_text (self, "alias"),
    .other_names = hw_body_get_text (self, "other_names"),
    .language = hw_body_get_text (self, "language"),
    .nationality = hw_body_get_text (self, "nationality"),
    .born = hw_body_get_text (self, "born"),
    .known_since = hw_body_get_int (self, "known_since"),
    .last_met = hw_body_get_int (self, "last_met"),
  };
  hw_age_group_from_string (hw_body_get_text (self, "age"), &person->age);
}

/**
 * hw_body_write_case:
 * @body: text to replace
 * @person: whose case
 * @wish: (nullable): what the person wants, in words
 * @previous: the case that it follows, or nil
 *
 * Writes the body of "case.opened".
 */
void
hw_body_write_case (GString    *body,
                    const HwId *person,
                    const char *wish,
                    const HwId *previous)
{
  hw_json_begin (body);
  hw_json_put_id (body, "person", person);
  hw_json_put_text (body, "wish", wish);
  hw_json_put_id (body, "previous", previous);
  hw_json_end (body);
}

/**
 * hw_body_write_evidence:
 * @body: text to replace
 * @field: a HW_FIELD_ name
 * @value: its value; empty clears it
 *
 * Writes the body of "case.evidence-set": one field, so that each field has a history of its own.
 */
void
hw_body_write_evidence (GString    *body,
                        const char *field,
                        const char *value)
{
  hw_json_begin (body);
  hw_json_put_text (body, "field", field);
  hw_json_put_text (body, "value", value);
  hw_json_end (body);
}

/**
 * hw_body_write_move:
 * @body: text to replace
 * @from: where the case stood
 * @stage: where it goes
 *
 * Writes the body of "case.moved".
 */
void
hw_body_write_move (GString *body,
                    HwStage  from,
                    HwStage  stage)
{
  hw_json_begin (body);
  hw_json_put_name (body, "from", hw_stage_to_string (from));
  hw_json_put_name (body, "stage", hw_stage_to_string (stage));
  hw_json_end (body);
}

/**
 * hw_body_write_consent:
 * @body: text to replace
 * @consent: a grant or a refusal
 *
 * Writes the body of "consent.granted" or "consent.refused".
 */
void
hw_body_write_consent (GString         *body,
                       const HwConsent *consent)
{
  hw_json_begin (body);
  hw_json_put_id (body, "id", &consent->id);
  hw_json_put_text (body, "purpose", consent->purpose);
  hw_json_put_text (body, "recipient", consent->recipient);
  hw_json_put_text (body, "wording", consent->wording);
  hw_json_put_text (body, "language", consent->language);
  hw_json_put_text (body, "interpreter", consent->interpreter);
  hw_json_put_name (body, "form", hw_consent_form_to_string (consent->form));
  hw_json_put_int (body, "granted_at", consent->granted_at);
  hw_json_put_int (body, "expires_at", consent->expires_at);
  hw_json_put_text (body, "words", consent->words);
  hw_json_end (body);
}

/**
 * hw_body_read_consent:
 * @self: the body of "consent.granted" or "consent.refused"
 * @consent: (out caller-allocates): the consent; whether it is a refusal says the entry's kind; text belongs to @self
 *
 * Reads what hw_body_write_consent() wrote.
 */
void
hw_body_read_consent (HwBody    *self,
                      HwConsent *consent)
{
  *consent = (HwConsent) {
    .purpose = hw_body_get_text (self, "purpose"),
    .recipient = hw_body_get_text (self, "recipient"),
    .wording = hw_body_get_text (self, "wording"),
    .language = hw_body_get_text (self, "language"),
    .interpreter = hw_body_get_text (self, "interpreter"),
    .granted_at = hw_body_get_int (self, "granted_at"),
    .expires_at = hw_body_get_int (self, "expires_at"),
    .words = hw_body_get_text (self, "words"),
  };
  hw_consent_form_from_string (hw_body_get_text (self, "form"), &consent->form);
  hw_body_get_id (self, "id", &consent->id);
}

/**
 * hw_body_write_withdrawal:
 * @body: text to replace
 * @consent: what is withdrawn
 * @purpose: its purpose
 * @recipient: its recipient
 * @reason: (nullable): words
 *
 * Writes the body of "consent.withdrawn".
 */
void
hw_body_write_withdrawal (GString    *body,
                          const HwId *consent,
                          const char *purpose,
                          const char *recipient,
                          const char *reason)
{
  hw_json_begin (body);
  hw_json_put_id (body, "consent", consent);
  hw_json_put_text (body, "purpose", purpose);
  hw_json_put_text (body, "recipient", recipient);
  hw_json_put_text (body, "reason", reason);
  hw_json_end (body);
}
