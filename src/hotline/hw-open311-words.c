/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-open311-words.h"

#include "hw-web-form.h"

/*
 * What our GeoReport v2 server says: the documents of the specification, with
 * the fields and the words of the web form. It was made for publishing
 * requests; of ours only a status is told, to who has the number.
 */

#define SPECIFICATION "http://wiki.open311.org/GeoReport_v2"
#define CHANGED       "2026-11-23T00:00:00Z"   /* of the service and its fields: clients keep them until it changes */

typedef enum { INFORMATION, STRING, TEXT, NUMBER, DATETIME, ONE, SEVERAL } Datatype;

/* Of each datatype, what it is called and what helps to fill it in. */
static const struct { const char *name; const char *phrase; } datatypes[] = {
  { "string", "open311-text" }, { "string", "open311-text" }, { "text", "open311-text" }, { "number", "open311-number" },
  { "datetime", "open311-seen-at-hint" }, { "singlevaluelist", "open311-one" }, { "multivaluelist", "open311-several" },
};

/* In the order of the form, by its names; what the specification has a field for is not asked again. */
static const struct { const char *code; Datatype type; const char *phrase; const char *choice; } attributes[] = {
  { "danger", INFORMATION, "danger-text", NULL },
  { "seen-at", DATETIME, "open311-seen-at", NULL },
  { HW_WEB_ABOUT, ONE, "about", "about" },
  { HW_WEB_PEOPLE, NUMBER, "people", NULL },
  { HW_WEB_AGE, ONE, "age", "age" },
  { HW_WEB_GENDER, STRING, "gender", NULL },
  { HW_WEB_APPEARANCE, TEXT, "appearance", NULL },
  { HW_WEB_HEARD, STRING, "heard", NULL },
  { HW_WEB_CONCERNS, SEVERAL, "concerns", "concern" },
  { HW_WEB_USUALLY, ONE, "usually", "usually" },
  { HW_WEB_USUAL_TIME, STRING, "usual-time", NULL },
  { HW_WEB_KNOWS, ONE, "knows", "knows" },
  { HW_WEB_REPLY, ONE, "reply", "reply" },
};

static void
add_words (HwOpen311Node   *parent,
           const char      *name,
           const HwWebPage *page,
           const char      *phrase)
{
  g_autofree char *words = hw_web_page_say (page, phrase);

  hw_open311_node_add_text (parent, name, words);
}

/* -- what there is -- */

HwOpen311Node *
hw_open311_make_discovery (const HwWebPage      *page,
                           const HwOpen311Place *place)
{
  HwOpen311Node *root = hw_open311_node_new (HW_OPEN311_NODE_OBJECT, "discovery");
  g_autofree char *address = g_strconcat (place->base_url != NULL ? place->base_url : "", "/open311/v2", NULL);
  HwOpen311Node *endpoint, *formats;

  hw_open311_node_add_text (root, "changeset", CHANGED);
  add_words (root, "contact", page, "open311-contact");
  add_words (root, "key_service", page, place->needs_key ? "open311-key-needed" : "open311-key");
  endpoint = hw_open311_node_add (hw_open311_node_add (root, HW_OPEN311_NODE_LIST, "endpoints"), HW_OPEN311_NODE_OBJECT, "endpoint");
  hw_open311_node_add_text (endpoint, "specification", SPECIFICATION);
  hw_open311_node_add_text (endpoint, "url", address);
  hw_open311_node_add_text (endpoint, "changeset", CHANGED);
  hw_open311_node_add_text (endpoint, "type", "production");
  formats = hw_open311_node_add (endpoint, HW_OPEN311_NODE_LIST, "formats");
  hw_open311_node_add_text (formats, "format", "text/xml");
  hw_open311_node_add_text (formats, "format", "application/json");
  return root;
}

HwOpen311Node *
hw_open311_make_services (const HwWebPage *page)
{
  HwOpen311Node *root = hw_open311_node_new (HW_OPEN311_NODE_LIST, "services");
  HwOpen311Node *service = hw_open311_node_add (root, HW_OPEN311_NODE_OBJECT, "service");

  hw_open311_node_add_text (service, "service_code", HW_OPEN311_SERVICE);
  add_words (service, "service_name", page, "open311-service");
  add_words (service, "description", page, "form-lead");
  hw_open311_node_add_bool (service, "metadata", TRUE);
  hw_open311_node_add_text (service, "type", "realtime");
  add_words (service, "keywords", page, "open311-keywords");
  add_words (service, "group", page, "open311-group");
  return root;
}

static void
add_values (HwOpen311Node   *attribute,
            const HwWebPage *page,
            const char      *field,
            const char      *choice)
{
  HwOpen311Node *values = hw_open311_node_add (attribute, HW_OPEN311_NODE_LIST, "values");
  const char * const *names = choice != NULL ? hw_web_form_get_choices (field) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      HwOpen311Node *value = hw_open311_node_add (values, HW_OPEN311_NODE_OBJECT, "value");
      g_autofree char *phrase = g_strdup_printf ("%s-%s", choice, names[i]);

      hw_open311_node_add_text (value, "key", names[i]);
      add_words (value, "name", page, phrase);
    }
}

HwOpen311Node *
hw_open311_make_definition (const HwWebPage *page)
{
  HwOpen311Node *root = hw_open311_node_new (HW_OPEN311_NODE_OBJECT, "service_definition");
  HwOpen311Node *list;

  hw_open311_node_add_text (root, "service_code", HW_OPEN311_SERVICE);
  list = hw_open311_node_add (root, HW_OPEN311_NODE_LIST, "attributes");
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      HwOpen311Node *attribute = hw_open311_node_add (list, HW_OPEN311_NODE_OBJECT, "attribute");
      Datatype type = attributes[i].type;

      hw_open311_node_add_bool (attribute, "variable", type != INFORMATION);
      hw_open311_node_add_text (attribute, "code", attributes[i].code);
      hw_open311_node_add_text (attribute, "datatype", datatypes[type].name);
      hw_open311_node_add_bool (attribute, "required", FALSE);
      add_words (attribute, "datatype_description", page, datatypes[type].phrase);
      hw_open311_node_add_number (attribute, "order", i + 1);
      add_words (attribute, "description", page, attributes[i].phrase);
      add_values (attribute, page, attributes[i].code, attributes[i].choice);
    }
  return root;
}

/* -- one report -- */

HwOpen311Node *
hw_open311_make_taken (const HwWebPage *page,
                       const char      *reference,
                       gboolean         urgent)
{
  HwOpen311Node *root = hw_open311_make_requests ();
  HwOpen311Node *request = hw_open311_node_add (root, HW_OPEN311_NODE_OBJECT, "request");

  hw_open311_node_add_text (request, "service_request_id", reference);
  add_words (request, "service_notice", page, urgent ? "thanks-urgent" : "thanks-next-text");
  hw_open311_node_add_text (request, "account_id", NULL);
  return root;
}

HwOpen311Node *
hw_open311_make_requests (void)
{
  return hw_open311_node_new (HW_OPEN311_NODE_LIST, "service_requests");
}

static gboolean
is_closed (HwCallerAnswer answer)
{
  return answer != HW_CALLER_ANSWER_RECEIVED && answer != HW_CALLER_ANSWER_LOOKED_AT && answer != HW_CALLER_ANSWER_TEAM_WENT_OUT &&
         answer != HW_CALLER_ANSWER_NEEDS_INFORMATION;
}

/**
 * hw_open311_add_request:
 * @requests: from hw_open311_make_requests()
 * @page: whose language to speak
 * @reference: the number of the report
 * @answer: how far it has come
 * @day: since when, µs UTC, told as a day
 *
 * Adds what is told of a report: its status. All that says what was reported,
 * where and when stands there empty, also to who has the number: a number gets
 * into logs and histories.
 */
void
hw_open311_add_request (HwOpen311Node   *requests,
                        const HwWebPage *page,
                        const char      *reference,
                        HwCallerAnswer   answer,
                        gint64           day)
{
  static const char *const empty[] = { "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url" };
  HwOpen311Node *request = hw_open311_node_add (requests, HW_OPEN311_NODE_OBJECT, "request");
  g_autofree char *phrase = g_strconcat ("answer-", hw_caller_answer_to_string (answer), NULL);
  g_autoptr (GDateTime) time = day != 0 ? g_date_time_new_from_unix_utc (day / G_USEC_PER_SEC) : NULL;
  g_autofree char *updated = time != NULL ? g_date_time_format (time, "%Y-%m-%dT00:00:00Z") : NULL;

  hw_open311_node_add_text (request, "service_request_id", reference);
  hw_open311_node_add_text (request, "status", is_closed (answer) ? "closed" : "open");
  add_words (request, "status_notes", page, phrase);
  add_words (request, "service_name", page, "open311-service");
  hw_open311_node_add_text (request, "service_code", HW_OPEN311_SERVICE);
  hw_open311_node_add_text (request, "description", NULL);
  hw_open311_node_add_text (request, "agency_responsible", page->team);
  hw_open311_node_add_text (request, "service_notice", NULL);
  hw_open311_node_add_text (request, "requested_datetime", NULL);
  hw_open311_node_add_text (request, "updated_datetime", updated);
  for (guint i = 0; i < G_N_ELEMENTS (empty); i++)
    hw_open311_node_add_text (request, empty[i], NULL);
}

/* No token is ever given out; who asks with a number of ours is told the number. */
HwOpen311Node *
hw_open311_make_token (const char *reference)
{
  HwOpen311Node *root = hw_open311_make_requests ();
  HwOpen311Node *request = hw_open311_node_add (root, HW_OPEN311_NODE_OBJECT, "request");

  hw_open311_node_add_text (request, "service_request_id", reference);
  hw_open311_node_add_text (request, "token", reference);
  return root;
}

/* -- errors -- */

HwOpen311Node *
hw_open311_make_errors (void)
{
  return hw_open311_node_new (HW_OPEN311_NODE_LIST, "errors");
}

void
hw_open311_add_error (HwOpen311Node *errors,
                      guint          code,
                      const char    *words)
{
  HwOpen311Node *error = hw_open311_node_add (errors, HW_OPEN311_NODE_OBJECT, "error");

  hw_open311_node_add_number (error, "code", code);
  hw_open311_node_add_text (error, "description", words);
}
