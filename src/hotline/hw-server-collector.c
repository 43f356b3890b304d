/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-server-collector.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "hw-caller-answer.h"
#include "hw-open311-answer.h"
#include "hw-open311-poll.h"
#include "hw-told.h"

/*
 * Takes new requests of another Open311 server in as reports that are to be
 * checked. Each stretch of time is one transaction, with which the workspace
 * remembers how far it has come; the next time begins two days before, for
 * requests that the server shows late.
 *
 * What was done about the requests goes back to the server, where it is to be
 * told, in the words that a caller would be told: never who was met or what they
 * said. The workspace remembers what each request was answered with, so that
 * nothing is sent twice; when it is, after a crash, it carries the same number.
 */

#define DAY_US        (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define OVERLAP_US    (2 * DAY_US)
#define FIRST_US      (14 * DAY_US)
#define REMEMBERED_US (400 * DAY_US)
#define MOST_REFUSALS 10

typedef enum { DISCOVERING, BEGINNING, ASKING, TAKING, GATHERING, TELLING, KEEPING, DONE } Stage;

/* What the server is to be told about one request. */
typedef struct
{
  char          *request_id;   /* (owned) */
  char          *update_id;    /* (owned) the same for the same news of the same request */
  char          *news;         /* (owned) as it is remembered */
  HwCallerAnswer answer;
  gboolean       is_closed;
} News;

struct _HwServerCollector
{
  HwCollector      parent_instance;

  Stage            stage;
  HwCollected     *result;
  HwOtherServer   *server;       /* (owned) */
  char           **codes;        /* (owned): of the services */
  HwOpen311Client *client;       /* (owned) */
  HwDateReader    *dates;        /* (owned) */
  gint64           now, since;   /* µs UTC; 0: where it ended the last time */
  gboolean         by_update, is_trial;
  GPtrArray       *refusals;     /* (owned) (element-type utf8): the first few */

  HwOpen311Poll   *poll;         /* (owned) (nullable) until it has begun */
  GPtrArray       *requests;     /* (unowned) (nullable): what the poll brought, until it is taken */
  gint64           until;        /* how far it has come with that */

  gsize            source_length;   /* of what the source ids of its requests begin with */
  JsonObject      *told;         /* (owned) (nullable): request -> news, as before */
  JsonObject      *telling;      /* (owned): the same, of requests that are still there, with what was told now */
  GPtrArray       *news;         /* (owned) (element-type News) */
  GError          *failure;      /* (owned) (nullable): of telling; what was told before is remembered first */
};

G_DEFINE_FINAL_TYPE (HwServerCollector, hw_server_collector, HW_TYPE_COLLECTOR)

static void
news_free (gpointer data)
{
  News *news = data;

  g_free (news->request_id);
  g_free (news->update_id);
  g_free (news->news);
  g_free (news);
}

static void
note_refusal (HwServerCollector *self,
              const char        *request_id,
              const GError      *reason)
{
  if (self->refusals->len < MOST_REFUSALS)
    g_ptr_array_add (self->refusals, g_strdup_printf (_("request %s: %s"), request_id, reason->message));
}

/* -- how far it has come -- */

static char *
dup_cursor_name (HwServerCollector *self)
{
  return g_strconcat ("open311-cursor:", hw_open311_client_get_jurisdiction (self->client), NULL);
}

static gboolean
find_since (HwServerCollector  *self,
            HwStore            *store,
            GError            **error)
{
  g_autofree char *name = dup_cursor_name (self);
  g_autofree char *cursor = NULL;

  if (self->since != 0)
    return TRUE;
  if (!hw_store_read_setting (store, name, &cursor, error))
    return FALSE;
  self->since = self->now - FIRST_US;
  if (cursor != NULL)
    self->since = MIN (g_ascii_strtoll (cursor, NULL, 10), self->now) - OVERLAP_US;
  return TRUE;
}

static gboolean
keep_cursor (HwServerCollector  *self,
             HwStore            *store,
             GError            **error)
{
  g_autofree char *name = dup_cursor_name (self);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, self->until);

  return self->is_trial || hw_store_set_setting (store, name, value, error);
}

static gboolean
begin (HwServerCollector  *self,
       HwStore            *store,
       GError            **error)
{
  HwOpen311Query query = { (const char * const *) self->codes, 0, self->now, self->by_update, 1 };

  if (!find_since (self, store, error))
    return FALSE;
  query.since = self->since;
  self->poll = hw_open311_poll_new (self->client, &query);
  return TRUE;
}

/* -- one request -- */

static const char *
without_zeros (const char *code)
{
  while (code[0] == '0' && code[1] != '\0')
    code++;
  return code;
}

/* Some servers write 001 as a number: 1. */
static gboolean
is_asked_service (HwServerCollector *self,
                  const char        *code)
{
  for (guint i = 0; code != NULL && self->codes[i] != NULL; i++)
    if (strcmp (without_zeros (code), without_zeros (self->codes[i])) == 0)
      return TRUE;
  return code == NULL;
}

/* Not all servers heed what they are asked for. */
static gboolean
is_asked (HwServerCollector   *self,
          const HwOpen311Node *request)
{
  const char *status = hw_open311_node_get_text (request, "status");
  gint64 requested_at = hw_open311_get_time (request, "requested_datetime", self->dates);

  return (status == NULL || g_ascii_strcasecmp (status, "closed") != 0) &&
         is_asked_service (self, hw_open311_node_get_text (request, "service_code")) &&
         (self->by_update || requested_at == 0 || requested_at >= self->since - DAY_US);
}

static gboolean
take_request (HwServerCollector    *self,
              HwStoreImport        *import,
              const HwOpen311Node  *request,
              GError              **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (HwReport) report = NULL;

  if (!is_asked (self, request))
    {
      self->result->others++;
      return TRUE;
    }
  report = hw_open311_make_report (request, hw_open311_client_get_jurisdiction (self->client), self->dates, self->now, &reason);
  if (report == NULL)
    {
      self->result->refused++;
      note_refusal (self, hw_open311_node_get_text (request, "service_request_id"), reason);
      return TRUE;
    }
  switch (hw_store_import_report (import, report, error))
    {
    case HW_IMPORT_TAKEN:
      self->result->taken++;
      return TRUE;
    case HW_IMPORT_DUPLICATE:
      self->result->duplicates++;
      return TRUE;
    case HW_IMPORT_ERROR:
    default:
      return FALSE;
    }
}

/* -- one stretch of time -- */

static gboolean
take_requests (HwServerCollector  *self,
               HwStore            *store,
               GError            **error)
{
  g_autofree char *source = g_strconcat ("open311:", hw_open311_client_get_jurisdiction (self->client), NULL);
  HwStoreImport *import = hw_store_import_begin (store, source, error);

  if (import == NULL)
    return FALSE;
  for (guint i = 0; i < self->requests->len; i++)
    if (!take_request (self, import, g_ptr_array_index (self->requests, i), error))
      {
        hw_store_import_cancel (import);
        return FALSE;
      }
  if (!self->is_trial)
    return hw_store_import_commit (import, error);
  hw_store_import_cancel (import);
  return TRUE;
}

static gboolean
take (HwServerCollector  *self,
      HwStore            *store,
      GError            **error)
{
  HwCollected before = *self->result;

  if ((self->requests->len == 0 || take_requests (self, store, error)) && keep_cursor (self, store, error))
    return TRUE;
  *self->result = before;
  return FALSE;
}

/* -- what was done -- */

static gboolean
is_closed (const HwReport *report)
{
  return report->status == HW_REPORT_CLOSED || report->status == HW_REPORT_DISMISSED;
}

static char *
make_update_id (const char *source_id,
                const char *news)
{
  g_autofree char *text = g_strdup_printf ("%s %s", source_id, news);
  guint8 hash[16];
  char hex[sizeof hash * 2 + 1];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}

static gboolean
gather_one (const HwReport  *report,
            gpointer         user_data,
            GError         **error)
{
  HwServerCollector *self = user_data;
  const char *request_id = report->source_id + self->source_length;
  const char *before = json_object_get_string_member_with_default (self->told, request_id, NULL);
  HwCallerAnswer answer = hw_caller_answer_of (report->status, report->outcome);
  g_autofree char *words = g_strconcat (hw_caller_answer_to_string (answer), is_closed (report) ? " closed" : "", NULL);
  News *news;

  if (before != NULL)
    json_object_set_string_member (self->telling, request_id, before);
  /* That it has arrived, the server knows. */
  if (answer == HW_CALLER_ANSWER_RECEIVED || g_strcmp0 (before, words) == 0)
    return TRUE;
  news = g_new0 (News, 1);
  news->request_id = g_strdup (request_id);
  news->update_id = make_update_id (report->source_id, words);
  news->news = g_steal_pointer (&words);
  news->answer = answer;
  news->is_closed = is_closed (report);
  g_ptr_array_add (self->news, news);
  return TRUE;
}

static char *
dup_told_name (HwServerCollector *self)
{
  return g_strconcat ("open311-told:", hw_open311_client_get_jurisdiction (self->client), NULL);
}

static gboolean
gather (HwServerCollector  *self,
        HwStore            *store,
        GError            **error)
{
  g_autofree char *name = dup_told_name (self);
  g_autofree char *source = hw_open311_dup_source_id (hw_open311_client_get_jurisdiction (self->client), "");

  self->source_length = strlen (source);
  self->told = hw_told_read (store, name, error);
  return self->told != NULL && hw_store_foreach_taken_in (store, source, self->now - REMEMBERED_US, gather_one, self, NULL, error);
}

/* A request that the server does not take news of is counted; a server that takes none ends it. */
static gboolean
tell_one (HwServerCollector  *self,
          const News         *news,
          GCancellable       *cancellable,
          GError            **error)
{
  g_autoptr (GError) refusal = NULL;

  if (self->is_trial ||
      hw_open311_client_send_update (self->client, news->request_id, news->update_id, news->is_closed, _(hw_caller_answer_get_words (news->answer)),
                                     g_get_real_time (), cancellable, &refusal))
    {
      self->result->told++;
      json_object_set_string_member (self->telling, news->request_id, news->news);
      return TRUE;
    }
  if (g_error_matches (refusal, HW_OPEN311_ERROR, HW_OPEN311_ERROR_REFUSED))
    {
      self->result->not_told++;
      note_refusal (self, news->request_id, refusal);
      return TRUE;
    }
  if (g_error_matches (refusal, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNSUPPORTED))
    g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNSUPPORTED,
                         _("The server takes no outcomes: Open311 GeoReport v2 has no call for it, and this server does not know the extension (POST servicerequestupdates). "
                           "The requests themselves were taken in. Let it not be told any more, and tell the city in another way."));
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static void
tell (HwServerCollector *self,
      GCancellable      *cancellable)
{
  for (guint i = 0; i < self->news->len; i++)
    if (!tell_one (self, g_ptr_array_index (self->news, i), cancellable, &self->failure))
      return;
}

static void
remember_cb (JsonObject *telling,
             const char *request_id,
             JsonNode   *news,
             gpointer    told)
{
  json_object_set_string_member (told, request_id, json_node_get_string (news));
}

/* What was told before it broke off is remembered too. */
static gboolean
keep (HwServerCollector  *self,
      HwStore            *store,
      GError            **error)
{
  g_autofree char *name = dup_told_name (self);

  json_object_foreach_member (self->telling, remember_cb, self->told);
  if (!self->is_trial && self->result->told > 0 && !hw_told_keep (store, name, self->failure == NULL ? self->telling : self->told, error))
    return FALSE;
  if (self->failure == NULL)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&self->failure), "%s: ", hw_open311_client_get_jurisdiction (self->client));
  return FALSE;
}

/* -- one after the other -- */

static HwCollectStep
hw_server_collector_get_step (HwCollector *collector)
{
  switch (HW_SERVER_COLLECTOR (collector)->stage)
    {
    case DISCOVERING:
    case ASKING:
    case TELLING:
      return HW_COLLECT_ASK;
    case BEGINNING:
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
ask (HwServerCollector  *self,
     GCancellable       *cancellable,
     GError            **error)
{
  switch (self->stage)
    {
    case DISCOVERING:
      self->stage = BEGINNING;
      return hw_open311_client_discover (self->client, cancellable, error);
    case ASKING:
      self->stage = TAKING;
      self->requests = hw_open311_poll_ask (self->poll, &self->until, cancellable, error);
      self->result->is_cut = hw_open311_poll_is_cut (self->poll);
      return self->requests != NULL;
    default:
      self->stage = KEEPING;
      tell (self, cancellable);
      return TRUE;
    }
}

/* There may be several servers. */
static gboolean
hw_server_collector_ask (HwCollector   *collector,
                         GCancellable  *cancellable,
                         GError       **error)
{
  HwServerCollector *self = HW_SERVER_COLLECTOR (collector);

  if (ask (self, cancellable, error))
    return TRUE;
  g_prefix_error (error, "%s: ", hw_open311_client_get_jurisdiction (self->client));
  return FALSE;
}

static gboolean
hw_server_collector_use (HwCollector  *collector,
                         HwStore      *store,
                         GError      **error)
{
  HwServerCollector *self = HW_SERVER_COLLECTOR (collector);

  switch (self->stage)
    {
    case BEGINNING:
      self->stage = ASKING;
      return begin (self, store, error);
    case TAKING:
      self->stage = hw_open311_poll_has_more (self->poll) ? ASKING : self->server->is_told ? GATHERING : DONE;
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
hw_server_collector_finalize (GObject *object)
{
  HwServerCollector *self = HW_SERVER_COLLECTOR (object);

  hw_open311_poll_free (self->poll);
  hw_open311_client_free (self->client);
  hw_other_server_free (self->server);
  g_strfreev (self->codes);
  hw_date_reader_free (self->dates);
  g_ptr_array_unref (self->refusals);
  g_clear_pointer (&self->told, json_object_unref);
  json_object_unref (self->telling);
  g_ptr_array_unref (self->news);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (hw_server_collector_parent_class)->finalize (object);
}

static void
hw_server_collector_class_init (HwServerCollectorClass *klass)
{
  HwCollectorClass *collector_class = HW_COLLECTOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_server_collector_finalize;
  collector_class->get_step = hw_server_collector_get_step;
  collector_class->ask = hw_server_collector_ask;
  collector_class->use = hw_server_collector_use;
}

static void
hw_server_collector_init (HwServerCollector *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  self->result = hw_collector_get_result (HW_COLLECTOR (self));
  self->dates = hw_date_reader_new (HW_DATE_ORDER_YMD, zone);
  self->refusals = g_ptr_array_new_with_free_func (g_free);
  self->telling = json_object_new ();
  self->news = g_ptr_array_new_with_free_func (news_free);
}

static HwOpen311Client *
make_client (const HwOtherServer  *server,
             GError              **error)
{
  HwOpen311Client *client = hw_open311_client_new (server->address, server->jurisdiction, error);

  if (client != NULL && server->api_key != NULL)
    hw_open311_client_set_api_key (client, server->api_key);
  return client;
}

static char **
dup_codes (const HwOtherServer *server)
{
  char **codes = g_new0 (char *, server->services->len + 1);

  for (guint i = 0; i < server->services->len; i++)
    codes[i] = g_strdup (((const HwOtherService *) g_ptr_array_index (server->services, i))->code);
  return codes;
}

/**
 * hw_server_collector_new:
 * @server: whose requests are taken in
 * @now: µs UTC
 * @error: return location for %HW_OPEN311_ERROR_ADDRESS
 *
 * Returns: (transfer full) (nullable): a collector; nothing is asked yet
 */
HwCollector *
hw_server_collector_new (const HwOtherServer  *server,
                         gint64                now,
                         GError              **error)
{
  HwOpen311Client *client = make_client (server, error);
  HwServerCollector *self;

  if (client == NULL)
    return NULL;
  self = g_object_new (HW_TYPE_SERVER_COLLECTOR, NULL);
  self->client = client;
  self->server = hw_other_server_copy (server);
  self->codes = dup_codes (server);
  self->now = now;
  return HW_COLLECTOR (self);
}

/**
 * hw_server_collector_set_since:
 * @self: a collector that has not begun
 * @since: µs UTC
 *
 * Takes in what was requested since, in place of two days before the last time.
 */
void
hw_server_collector_set_since (HwServerCollector *self,
                               gint64             since)
{
  self->since = since;
}

/**
 * hw_server_collector_set_by_update:
 * @self: a collector that has not begun
 * @by_update: whether it asks for what was changed since, which some servers understand
 */
void
hw_server_collector_set_by_update (HwServerCollector *self,
                                   gboolean           by_update)
{
  self->by_update = by_update;
}

/**
 * hw_server_collector_set_trial:
 * @self: a collector that has not begun
 * @is_trial: whether it only counts: nothing is recorded and nothing told
 */
void
hw_server_collector_set_trial (HwServerCollector *self,
                               gboolean           is_trial)
{
  self->is_trial = is_trial;
}

/**
 * hw_server_collector_set_format:
 * @self: a collector that has not begun
 * @format: what to ask in, in place of what the server answers in
 */
void
hw_server_collector_set_format (HwServerCollector *self,
                                HwOpen311Format    format)
{
  hw_open311_client_set_format (self->client, format);
}

/**
 * hw_server_collector_get_refusals:
 * @self: a collector
 *
 * Returns: (transfer none) (element-type utf8): the first few requests that no
 *   report could be made of or that the server took no news of, with the reason
 */
const GPtrArray *
hw_server_collector_get_refusals (HwServerCollector *self)
{
  return self->refusals;
}

/**
 * hw_server_list_services:
 * @server: a server; its services do not matter
 * @cancellable: (nullable): a cancellable
 * @error: return location for %HW_OPEN311_ERROR
 *
 * Asks what a server takes requests for, and waits for the answer.
 *
 * Returns: (transfer full) (nullable) (element-type HwOtherService): its services
 */
GPtrArray *
hw_server_list_services (const HwOtherServer  *server,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr (HwOpen311Client) client = make_client (server, error);
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  GPtrArray *services;

  if (client == NULL || !hw_open311_client_discover (client, cancellable, error))
    return NULL;
  root = hw_open311_client_get_services (client, cancellable, error);
  nodes = root != NULL ? hw_open311_list_services (root, error) : NULL;
  if (nodes == NULL)
    return NULL;
  services = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_other_service_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      const HwOpen311Node *node = g_ptr_array_index (nodes, i);

      g_ptr_array_add (services, hw_other_service_new (hw_open311_node_get_text (node, "service_code"), hw_open311_node_get_text (node, "service_name")));
    }
  return services;
}
