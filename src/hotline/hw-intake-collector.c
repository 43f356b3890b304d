/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-collector.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>

#include "hw-caller-answer.h"
#include "hw-collect-door.h"
#include "hw-json-members.h"
#include "hw-reference.h"
#include "hw-submission.h"
#include "hw-told.h"
#include "hw-web-address.h"
#include "hw-web-answer.h"

/*
 * The workspace's side of the intake service: fetches what was sealed to the
 * team, opens it here, records it as reports that are to be checked, and only
 * then lets the service forget it; then it tells the service how far each
 * report has come, for whoever asks with its number. What breaks off is done
 * again the next time, and nothing is taken twice.
 */

typedef enum { ASKING, TAKING, GATHERING, TELLING, KEEPING, DONE } Stage;

#define SOURCE      "intake:"
#define TOLD        "intake-told"        /* what the service was told last: {"REFERENCE": "team-went-out"} */
#define TOLD_FOR_US (60 * G_TIME_SPAN_DAY)
#define TIMEOUT     30                   /* seconds */
#define MOST_BYTES  (8 * 1024 * 1024)    /* of one answer */
#define LONGEST_US  (3 * G_TIME_SPAN_MINUTE)
#define MAX_DEPTH   8
#define AT_ONCE     500                  /* statuses in one call */

G_DEFINE_QUARK (hw-collect-error-quark, hw_collect_error)

struct _HwIntakeCollector
{
  HwCollector  parent_instance;

  Stage        stage;
  HwCollected *result;
  char        *server;       /* (owned) */
  char        *token;        /* (owned) */
  HwIntakeKey *key;          /* (owned) */
  gint64       now;

  gint64       after;        /* number of the last one that the service gave */
  JsonObject  *answer;       /* (owned) (nullable): what it gave, until that is taken */
  GString     *references;   /* (owned): of those that it may forget */

  JsonObject  *told;         /* (owned) (nullable): what it was told before */
  JsonObject  *telling;      /* (owned): and what holds now */
  GPtrArray   *statuses;     /* (owned) (element-type utf8): what it is to be told, each one an object of JSON */
};

static void
wipe (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

G_DEFINE_FINAL_TYPE (HwIntakeCollector, hw_intake_collector, HW_TYPE_COLLECTOR)

static void
hw_intake_collector_finalize (GObject *object)
{
  HwIntakeCollector *self = HW_INTAKE_COLLECTOR (object);

  g_free (self->server);
  wipe (self->token);
  hw_intake_key_free (self->key);
  g_clear_pointer (&self->answer, json_object_unref);
  g_string_free (self->references, TRUE);
  g_clear_pointer (&self->told, json_object_unref);
  json_object_unref (self->telling);
  g_ptr_array_unref (self->statuses);
  G_OBJECT_CLASS (hw_intake_collector_parent_class)->finalize (object);
}

/* -- what the workspace knows -- */

/**
 * hw_collect_check_server:
 * @server: the address of a service
 * @error: return location for %HW_COLLECT_ERROR_ADDRESS
 *
 * Returns: whether it may be asked: over https, or on this computer
 */
gboolean
hw_collect_check_server (const char  *server,
                         GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (server, SOUP_HTTP_URI_FLAGS, NULL);

  if (hw_web_address_is_private (uri))
    return TRUE;
  g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ADDRESS,
                       _("The address of the intake service must begin with https://. Nothing was asked. Write it as in https://reports.example.org"));
  return FALSE;
}

static gboolean
read_setting (HwStore     *store,
              const char  *name,
              char       **value,
              GError     **error)
{
  if (!hw_store_read_setting (store, name, value, error))
    return FALSE;
  if (*value != NULL)
    return TRUE;
  g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_NOT_SET_UP,
                       _("This workspace does not know the intake service yet. Nothing was asked. “homewardctl collect --make-key” and its manual say how to begin."));
  return FALSE;
}

/**
 * hw_intake_collector_new:
 * @store: a workspace
 * @now: µs UTC
 * @error: return location for %HW_COLLECT_ERROR_NOT_SET_UP and so on
 *
 * Returns: (transfer full) (nullable): a collector for the service that the workspace knows
 */
HwCollector *
hw_intake_collector_new (HwStore  *store,
                         gint64    now,
                         GError  **error)
{
  g_autoptr (HwIntakeCollector) self = g_object_new (HW_TYPE_INTAKE_COLLECTOR, NULL);
  char *secret = NULL;

  self->now = now;
  if (!read_setting (store, HW_COLLECT_SERVER, &self->server, error) || !hw_collect_check_server (self->server, error) ||
      !read_setting (store, HW_COLLECT_TOKEN, &self->token, error) || !read_setting (store, HW_COLLECT_KEY, &secret, error))
    return NULL;
  self->key = hw_intake_key_parse (secret, error);
  wipe (secret);
  return self->key != NULL ? HW_COLLECTOR (g_steal_pointer (&self)) : NULL;
}

/**
 * hw_collect_make_key:
 * @store: a workspace
 * @error: return location
 *
 * Makes the key to which reports are sealed and the token with which they are
 * collected, and keeps both in the workspace. What was sealed to an earlier key
 * cannot be opened any more.
 *
 * Returns: (transfer full) (nullable): the lines for the settings of the service
 */
char *
hw_collect_make_key (HwStore  *store,
                     GError  **error)
{
  g_autoptr (HwIntakeKey) key = hw_intake_key_new ();
  g_autofree char *public_half = hw_intake_key_to_string (key);
  char *secret_half = hw_intake_key_to_secret_string (key);
  char *token = hw_collect_token_new ();
  g_autofree char *hash = hw_collect_token_hash (token);
  gboolean kept = hw_store_set_setting (store, HW_COLLECT_KEY, secret_half, error) && hw_store_set_setting (store, HW_COLLECT_TOKEN, token, error);

  wipe (secret_half);
  wipe (token);
  return kept ? g_strdup_printf ("[intake]\npublic-key=%s\ncollect-token-hash=%s\n", public_half, hash) : NULL;
}

/* -- asking -- */

/* Also where an answer breaks off half-way: it is the service that fails then, and not the workspace. */
static void
set_unreachable (GError       **error,
                 const GError  *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_UNREACHABLE,
                 _("The intake service cannot be reached (%s). What was taken in before is kept. Try again later."), cause->message);
}

static GBytes *
read_answer (GInputStream  *stream,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *answer = hw_web_answer_read (stream, MOST_BYTES, LONGEST_US, cancellable, &cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ANSWER, _("The intake service answers more than can be. Nothing more was taken in."));
  else if (cause != NULL)
    set_unreachable (error, cause);
  return answer;
}

static gboolean
check_status (guint    status,
              GError **error)
{
  if (status == SOUP_STATUS_OK)
    return TRUE;
  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_REFUSED,
                         _("The intake service does not know this workspace. Nothing was taken in. Put the line collect-token-hash= into its settings."));
  else
    g_set_error (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ANSWER, _("The intake service answers with %u. What was taken in before is kept. Try again later."), status);
  return FALSE;
}

static GInputStream *
send_message (SoupSession   *session,
              SoupMessage   *message,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (GError) cause = NULL;
  GInputStream *stream = soup_session_send (session, message, cancellable, &cause);

  if (stream == NULL)
    set_unreachable (error, cause);
  return stream;
}

static void
show_token (HwIntakeCollector *self,
            SoupMessage       *message)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  sodium_memzero (authorization, strlen (authorization));
}

static JsonObject *
read_object (GBytes  *answer,
             GError **error)
{
  g_autoptr (JsonNode) root = hw_json_read (answer, MAX_DEPTH, G_MAXUINT);

  if (hw_json_get_object (root) != NULL)
    return json_node_dup_object (root);
  g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ANSWER, _("This is not an intake service. Nothing was taken in. Look at its address."));
  return NULL;
}

/* One call, with a session of its own, because it may be any thread that asks. */
static JsonObject *
call (HwIntakeCollector  *self,
      const char         *method,
      const char         *path,
      const char         *body,
      GCancellable       *cancellable,
      GError            **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", TIMEOUT, "user-agent", "Homeward/" HW_VERSION, NULL);
  g_autofree char *address = g_strconcat (self->server, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  show_token (self, message);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  stream = send_message (session, message, cancellable, error);
  answer = stream != NULL && check_status (soup_message_get_status (message), error) ? read_answer (stream, cancellable, error) : NULL;
  return answer != NULL ? read_object (answer, error) : NULL;
}

/* -- taking in -- */

static HwSubmission *
open_sealed (HwIntakeCollector *self,
             JsonObject        *entry)
{
  const char *text = hw_json_get_text_member (entry, "sealed");
  gsize length = 0;
  g_autofree guchar *bytes = text != NULL ? g_base64_decode (text, &length) : NULL;
  g_autoptr (GBytes) sealed = bytes != NULL ? g_bytes_new (bytes, length) : NULL;

  return sealed != NULL ? hw_submission_open (sealed, self->key, NULL) : NULL;
}

/* What came in is named by its reference, so that it is the same report however often it is collected. */
static HwReport *
make_report (const HwSubmission *submission)
{
  g_autofree char *reference = hw_reference_to_string (&submission->id);
  g_autofree char *source = g_strconcat (SOURCE, reference, NULL);
  HwReport report = *submission->report;

  /* A message does not say when somebody was seen: some time before it was sent. */
  if (report.seen_at == 0)
    {
      report.seen_at = report.received_at;
      report.seen_precision = G_TIME_SPAN_DAY;
    }
  report.id = submission->id;
  report.row = 0;
  report.status = HW_REPORT_TO_BE_CHECKED;
  report.source_id = source;
  return hw_report_new (&report);
}

/* Whether the service may forget it: it is recorded, or no rule will ever take it. */
static gboolean
take_one (HwIntakeCollector  *self,
          HwStoreImport      *import,
          JsonObject         *entry,
          gboolean           *may_forget,
          GError            **error)
{
  g_autoptr (HwSubmission) submission = open_sealed (self, entry);
  g_autoptr (HwReport) report = submission != NULL ? make_report (submission) : NULL;
  g_autoptr (GError) inner = NULL;

  *may_forget = report != NULL;
  if (report == NULL)
    {
      self->result->unreadable++;
      return TRUE;
    }
  switch (hw_store_import_report (import, report, &inner))
    {
    case HW_IMPORT_TAKEN:
      self->result->taken++;
      return TRUE;
    case HW_IMPORT_DUPLICATE:
      self->result->duplicates++;
      return TRUE;
    case HW_IMPORT_ERROR:
    default:
      break;
    }
  if (g_error_matches (inner, HW_STORE_ERROR, HW_STORE_ERROR_RULE))
    {
      self->result->refused++;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
take_entry (HwIntakeCollector  *self,
            HwStoreImport      *import,
            JsonNode           *node,
            GError            **error)
{
  JsonObject *entry = hw_json_get_object (node);
  const char *reference = entry != NULL ? hw_json_get_text_member (entry, "reference") : NULL;
  gboolean may_forget;
  HwId id;

  if (reference == NULL || !hw_reference_from_string (reference, &id))
    return TRUE;
  if (!take_one (self, import, entry, &may_forget, error))
    return FALSE;
  if (may_forget)
    g_string_append_printf (self->references, "%s\"%s\"", self->references->len > 0 ? "," : "", reference);
  return TRUE;
}

/* What the service gave, in one transaction. */
static gboolean
take (HwIntakeCollector  *self,
      HwStore            *store,
      GError            **error)
{
  g_autoptr (JsonObject) answer = g_steal_pointer (&self->answer);
  JsonArray *entries = json_node_get_array (json_object_get_member (answer, "submissions"));
  HwStoreImport *import = hw_store_import_begin (store, "intake", error);

  if (import == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (entries); i++)
    if (!take_entry (self, import, json_array_get_element (entries, i), error))
      {
        hw_store_import_cancel (import);
        return FALSE;
      }
  return hw_store_import_commit (import, error);
}

/* -- what the service gives -- */

static gboolean
forget (HwIntakeCollector  *self,
        GCancellable       *cancellable,
        GError            **error)
{
  g_autofree char *body = g_strdup_printf ("{\"references\":[%s]}", self->references->str);
  g_autoptr (JsonObject) answer = NULL;

  if (self->references->len == 0)
    return TRUE;
  answer = call (self, SOUP_METHOD_POST, "/collect/forget", body, cancellable, error);
  g_string_truncate (self->references, 0);
  return answer != NULL;
}

/* Lets the service forget what was taken, and asks it for more. */
static gboolean
ask (HwIntakeCollector  *self,
     GCancellable       *cancellable,
     GError            **error)
{
  g_autofree char *path = g_strdup_printf ("/collect?after=%" G_GINT64_FORMAT, self->after);
  g_autoptr (JsonObject) answer = forget (self, cancellable, error) ? call (self, SOUP_METHOD_GET, path, NULL, cancellable, error) : NULL;
  JsonNode *entries = answer != NULL ? json_object_get_member (answer, "submissions") : NULL;
  gint64 last = answer != NULL ? json_object_get_int_member_with_default (answer, "last", 0) : 0;

  if (answer == NULL)
    return FALSE;
  if (entries == NULL || !JSON_NODE_HOLDS_ARRAY (entries))
    {
      g_set_error_literal (error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_ANSWER, _("This is not an intake service. Nothing was taken in. Look at its address."));
      return FALSE;
    }
  g_clear_pointer (&self->answer, json_object_unref);
  if (json_array_get_length (json_node_get_array (entries)) > 0 && last > self->after)
    {
      self->answer = g_steal_pointer (&answer);
      self->after = last;
    }
  return TRUE;
}

/* -- telling -- */

/* The service knows by itself that it has received something. */
static gboolean
gather_one (const HwReport  *report,
            gpointer         user_data,
            GError         **error)
{
  HwIntakeCollector *self = user_data;
  const char *reference = report->source_id + strlen (SOURCE);
  const char *answer = hw_caller_answer_to_string (hw_caller_answer_of (report->status, report->outcome));

  json_object_set_string_member (self->telling, reference, answer);
  if (g_strcmp0 (answer, json_object_get_string_member_with_default (self->told, reference, "received")) != 0)
    g_ptr_array_add (self->statuses, g_strdup_printf ("{\"reference\":\"%s\",\"answer\":\"%s\",\"at\":%" G_GINT64_FORMAT "}",
                                                      reference, answer, self->now));
  return TRUE;
}

/* Looks how far the reports of the service have come that it was not told of yet. */
static gboolean
gather (HwIntakeCollector  *self,
        HwStore            *store,
        GError            **error)
{
  self->told = hw_told_read (store, TOLD, error);
  return self->told != NULL &&
         hw_store_foreach_taken_in (store, SOURCE, self->now - TOLD_FOR_US, gather_one, self, NULL, error);
}

static gboolean
tell (HwIntakeCollector  *self,
      GCancellable       *cancellable,
      GError            **error)
{
  while (self->statuses->len > 0)
    {
      guint n_now = MIN (self->statuses->len, AT_ONCE);
      g_autoptr (GString) body = g_string_new ("{\"statuses\":[");
      g_autoptr (JsonObject) answer = NULL;

      for (guint i = 0; i < n_now; i++)
        g_string_append_printf (body, "%s%s", i > 0 ? "," : "", (char *) self->statuses->pdata[i]);
      g_string_append (body, "]}");
      answer = call (self, SOUP_METHOD_POST, "/collect/status", body->str, cancellable, error);
      if (answer == NULL)
        return FALSE;
      self->result->told += n_now;
      g_ptr_array_remove_range (self->statuses, 0, n_now);
    }
  return TRUE;
}

/* What the service was told. Where that fails it is told once more the next time. */
static gboolean
keep (HwIntakeCollector  *self,
      HwStore            *store,
      GError            **error)
{
  return self->result->told == 0 || hw_told_keep (store, TOLD, self->telling, error);
}

/* -- one after the other -- */

static HwCollectStep
hw_intake_collector_get_step (HwCollector *collector)
{
  switch (HW_INTAKE_COLLECTOR (collector)->stage)
    {
    case ASKING:
    case TELLING:
      return HW_COLLECT_ASK;
    case TAKING:
    case GATHERING:
    case KEEPING:
      return HW_COLLECT_USE;
    case DONE:
    default:
      return HW_COLLECT_DONE;
    }
}

static gboolean
hw_intake_collector_ask (HwCollector   *collector,
                         GCancellable  *cancellable,
                         GError       **error)
{
  HwIntakeCollector *self = HW_INTAKE_COLLECTOR (collector);

  if (self->stage == TELLING)
    {
      self->stage = KEEPING;
      return tell (self, cancellable, error);
    }
  if (!ask (self, cancellable, error))
    return FALSE;
  self->stage = self->answer != NULL ? TAKING : GATHERING;
  return TRUE;
}

static gboolean
hw_intake_collector_use (HwCollector  *collector,
                         HwStore      *store,
                         GError      **error)
{
  HwIntakeCollector *self = HW_INTAKE_COLLECTOR (collector);

  switch (self->stage)
    {
    case TAKING:
      self->stage = ASKING;
      return take (self, store, error);
    case GATHERING:
      self->stage = TELLING;
      return gather (self, store, error);
    default:
      self->stage = DONE;
      return keep (self, store, error);
    }
}

static void
hw_intake_collector_class_init (HwIntakeCollectorClass *klass)
{
  HwCollectorClass *collector_class = HW_COLLECTOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_intake_collector_finalize;
  collector_class->get_step = hw_intake_collector_get_step;
  collector_class->ask = hw_intake_collector_ask;
  collector_class->use = hw_intake_collector_use;
}

static void
hw_intake_collector_init (HwIntakeCollector *self)
{
  self->result = hw_collector_get_result (HW_COLLECTOR (self));
  self->references = g_string_new (NULL);
  self->telling = json_object_new ();
  self->statuses = g_ptr_array_new_with_free_func (g_free);
}
