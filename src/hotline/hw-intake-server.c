/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-server.h"

#include <libsoup/soup.h>
#include <sodium.h>
#include <string.h>

#include "hw-collect-door.h"
#include "hw-form-data.h"
#include "hw-intake-address.h"
#include "hw-intake-connections.h"
#include "hw-intake-head.h"
#include "hw-intake-quota.h"
#include "hw-open311-door.h"
#include "hw-sms-door.h"
#include "hw-web-form-door.h"

/*
 * A request goes this way: its head is looked at (hw-intake-head.c) and its
 * source's quota, then its body is read up to 256 KiB, then the doors are asked
 * in turn. What a door wants kept is sealed on another thread, goes into the
 * spool, and is answered when the spool has it on the disk. The body and what
 * was read of it are wiped as soon as they are sealed. Nothing about a request
 * is ever logged.
 */

#define FORM          "application/x-www-form-urlencoded"
#define PLAIN         "text/plain; charset=utf-8"
#define VISIT         "hw-intake-visit"
#define LONGEST_QUERY 4096
#define SEALERS       2
#define STACK_LENGTH  (64 * 1024)
#define POLICY        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

#define TOO_LONG      "This is longer than 256 KiB, which is the most that is taken here. Nothing was recorded: send the words alone."

/* The doors, in the order they are asked; a gateway shows a token and has a quota of its own. */
static const struct { HwDoorOpen open; gboolean is_gateway; } doors[] = {
  { hw_collect_door, FALSE },
  { hw_open311_door, FALSE },
  { hw_sms_door, TRUE },
  { hw_web_form_door, FALSE },
};

struct _HwIntakeServer
{
  const HwIntakeSettings *settings;      /* (unowned) */
  HwIntakeSpool          *spool;         /* (unowned) */
  SoupServer             *soup;          /* (owned) */
  HwIntakeConnections    *connections;   /* (owned) */
  HwIntakeQuota          *quota;         /* (owned) */
  GThreadPool            *sealers;       /* (owned) */
  GMainContext           *context;       /* (owned) */
  char                   *address;       /* (owned) */
  guint                   n_waiting;     /* requests whose answer waits for the disk */
};

/* One request, from its head to its answer. */
typedef struct
{
  HwIntakeServer    *server;       /* (unowned) */
  SoupServerMessage *message;      /* (owned) while it waits for the disk */
  GByteArray        *collected;    /* (owned) (nullable): of the body, while it comes */
  HwDoorRequest      request;
  HwDoorAnswer      *answer;       /* (owned) (nullable) */
  GBytes            *sealed;       /* (owned) (nullable) */
  GError            *error;        /* (owned) (nullable): of sealing */
  guint64            source;
  gboolean           is_gateway;
  gboolean           is_refused;
} Visit;

static void
wipe_bytes (GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (length > 0)
    sodium_memzero ((gpointer) data, length);
}

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  if (visit->collected != NULL)
    {
      sodium_memzero (visit->collected->data, visit->collected->len);
      g_byte_array_unref (visit->collected);
    }
  if (visit->request.body != NULL)
    {
      wipe_bytes (visit->request.body);
      g_bytes_unref (visit->request.body);
    }
  g_clear_pointer (&visit->request.query, g_hash_table_unref);
  hw_door_answer_free (visit->answer);
  g_clear_pointer (&visit->sealed, g_bytes_unref);
  g_clear_error (&visit->error);
  g_free (visit);
}

/* -- answering -- */

static void
add_headers (SoupServerMessage *message)
{
  static const struct { const char *name, *value; } always[] = {
    { "Cache-Control", "no-store" }, { "X-Content-Type-Options", "nosniff" }, { "Referrer-Policy", "no-referrer" },
    { "X-Frame-Options", "DENY" }, { "Content-Security-Policy", POLICY },
  };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    soup_message_headers_append (headers, always[i].name, always[i].value);
  /* One request a connection: nothing can be smuggled behind it, and a connection that its client ends between two libsoup 3.2 would keep for ever. */
  soup_message_headers_replace (headers, "Connection", "close");
}

static void
answer_bytes (SoupServerMessage *message,
              guint              status,
              const char        *content_type,
              GBytes            *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  add_headers (message);
  if (content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", content_type);
  if (body != NULL && g_bytes_get_size (body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
  soup_server_message_set_status (message, status, NULL);
}

static void
answer_words (SoupServerMessage *message,
              guint              status,
              const char        *words)
{
  g_autoptr (GBytes) body = g_bytes_new (words, strlen (words));

  answer_bytes (message, status, PLAIN, body);
}

/* What cannot be written can be said. */
static char *
add_telephone (Visit      *visit,
               const char *words)
{
  const char *telephone = visit->server->settings->telephone;

  return telephone != NULL ? g_strdup_printf ("%s The hotline: %s\n", words, telephone) : g_strdup_printf ("%s\n", words);
}

static void
answer_later (Visit             *visit,
              SoupServerMessage *message,
              guint              status,
              const char        *words)
{
  g_autofree char *all = add_telephone (visit, words);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", "60");
  answer_words (message, status, all);
}

/* Answers before the request has ended, which libsoup cannot, and ends the connection: what still comes is not read. */
static void
turn_away (Visit             *visit,
           SoupServerMessage *message,
           guint              status,
           const char        *words)
{
  GSocket *socket = hw_intake_connections_get_socket (message);
  g_autofree char *all = add_telephone (visit, words);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u %s\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Type: " PLAIN "\r\nContent-Length: %zu\r\n\r\n%s",
                                             status, soup_status_get_phrase (status), strlen (all), all);
  g_autoptr (GIOStream) stream = NULL;

  visit->is_refused = TRUE;
  if (socket != NULL)
    {
      g_socket_send (socket, answer, strlen (answer), NULL, NULL);
      g_socket_shutdown (socket, FALSE, TRUE, NULL);
    }
  stream = soup_server_message_steal_connection (message);
  g_io_stream_close (stream, NULL, NULL);
}

static void
answer_visit (Visit             *visit,
              SoupServerMessage *message)
{
  HwDoorAnswer *answer = visit->answer;

  if (answer->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", answer->location);
  answer_bytes (message, answer->status, answer->content_type, answer->body);
}

/* -- what is kept -- */

static void
end_wait (Visit *visit)
{
  g_autoptr (SoupServerMessage) message = g_steal_pointer (&visit->message);

  visit->server->n_waiting--;
  soup_server_message_unpause (message);
  g_object_set_data (G_OBJECT (message), VISIT, NULL);
  /* Where libsoup had the bytes as it read them. */
  sodium_stackzero (STACK_LENGTH);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Visit *visit = user_data;
  g_autoptr (GError) error = NULL;
  HwId id;

  if (hw_intake_spool_add_finish (visit->server->spool, result, &id, &error))
    {
      visit->answer->reply (visit->answer, &visit->request, &id);
      answer_visit (visit, visit->message);
    }
  else
    answer_later (visit, visit->message, 503, "The report could not be kept. Nothing was recorded: please send it again later, or ring.");
  end_wait (visit);
}

static gboolean
sealed_cb (gpointer user_data)
{
  Visit *visit = user_data;

  if (visit->sealed != NULL)
    hw_intake_spool_add_async (visit->server->spool, &visit->answer->submission->id, visit->sealed, visit->request.body, visit->request.now, added_cb, visit);
  else
    {
      g_warning ("What came could not be sealed: %s", visit->error->message);
      answer_later (visit, visit->message, 503, "The report could not be kept. Nothing was recorded: please ring.");
      end_wait (visit);
    }
  return G_SOURCE_REMOVE;
}

/* On a thread of the pool: the one thing here that takes long. */
static void
seal_one (gpointer data,
          gpointer user_data)
{
  Visit *visit = data;

  visit->sealed = hw_submission_seal (visit->answer->submission, hw_intake_key_get_public (visit->server->settings->public_key), &visit->error);
  g_main_context_invoke_full (visit->server->context, G_PRIORITY_DEFAULT, sealed_cb, visit, NULL);
}

static gboolean
may_report (Visit *visit)
{
  return hw_intake_quota_take (visit->server->quota, visit->is_gateway ? HW_QUOTA_GATEWAY : HW_QUOTA_REPORTS, visit->source, g_get_monotonic_time ());
}

static void
keep (Visit             *visit,
      SoupServerMessage *message)
{
  HwIntakeServer *self = visit->server;

  if (!may_report (visit))
    answer_later (visit, message, 429, "More reports came from where you are than one place sends. Nothing was recorded: please wait, or ring.");
  else if (hw_intake_spool_count (self->spool) >= self->settings->waiting)
    answer_later (visit, message, 503, "More reports wait than can be kept. Nothing was recorded: please ring.");
  else
    {
      visit->message = g_object_ref (message);
      self->n_waiting++;
      soup_server_message_pause (message);
      g_thread_pool_push (self->sealers, visit, NULL);
    }
}

/* -- the request -- */

static GHashTable *
read_query (const char *query)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (query != NULL ? query : "", query != NULL ? strlen (query) : 0);

  return g_bytes_get_size (bytes) <= LONGEST_QUERY ? hw_form_data_parse (FORM, bytes, NULL) : NULL;
}

static gboolean
fill_request (Visit             *visit,
              SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  HwDoorRequest *request = &visit->request;

  request->method = soup_server_message_get_method (message);
  request->path = g_uri_get_path (uri);
  request->query = read_query (g_uri_get_query (uri));
  request->content_type = soup_message_headers_get_one (headers, "Content-Type");
  request->accept = soup_message_headers_get_list (headers, "Accept");
  request->accept_language = soup_message_headers_get_list (headers, "Accept-Language");
  request->authorization = soup_message_headers_get_one (headers, "Authorization");
  request->now = g_get_real_time ();
  request->spool = visit->server->spool;
  request->settings = visit->server->settings;
  request->body = g_byte_array_free_to_bytes (g_steal_pointer (&visit->collected));
  return request->query != NULL;
}

static void
ask_doors (Visit *visit)
{
  for (guint i = 0; visit->answer == NULL && i < G_N_ELEMENTS (doors); i++)
    {
      visit->answer = doors[i].open (&visit->request);
      visit->is_gateway = doors[i].is_gateway;
    }
}

/* All of the request is here. */
static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Visit *visit = g_object_get_data (G_OBJECT (message), VISIT);

  /* Without a visit libsoup refused it itself, before its head was read. */
  if (visit == NULL || visit->is_refused)
    return;
  if (!fill_request (visit, message))
    {
      answer_words (message, 400, "What stands behind the question mark cannot be read. Nothing was recorded.\n");
      return;
    }
  ask_doors (visit);
  if (visit->answer == NULL)
    answer_words (message, 404, "There is nothing at this address.\n");
  else if (visit->answer->submission != NULL)
    keep (visit, message);
  else
    answer_visit (visit, message);
}

/* -- its head and its body -- */

static void
chunk_cb (SoupServerMessage *message,
          GBytes            *chunk,
          Visit             *visit)
{
  if (visit->is_refused)
    return;
  if (visit->collected->len + g_bytes_get_size (chunk) <= HW_INTAKE_MAX_BODY)
    g_byte_array_append (visit->collected, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  else
    turn_away (visit, message, 413, TOO_LONG);
  wipe_bytes (chunk);
}

/* The head of a request is here. */
static void
head_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  HwIntakeServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Visit *visit = g_new0 (Visit, 1);
  const char *words;
  guint status;

  visit->server = self;
  visit->collected = g_byte_array_new ();
  visit->source = hw_intake_quota_source (self->quota, soup_message_headers_get_list (headers, "X-Forwarded-For"));
  g_object_set_data_full (G_OBJECT (message), VISIT, visit, visit_free);
  status = hw_intake_head_check (soup_server_message_get_method (message), g_uri_get_path (soup_server_message_get_uri (message)), headers, &words);
  if (status != 0)
    turn_away (visit, message, status, words);
  else if (!hw_intake_quota_take (self->quota, HW_QUOTA_REQUESTS, visit->source, g_get_monotonic_time ()))
    turn_away (visit, message, 429, "More requests came from where you are than one place sends. Nothing was recorded: please wait.");
  else
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      g_signal_connect (message, "got-chunk", G_CALLBACK (chunk_cb), visit);
    }
}

/* -- the server -- */

static gboolean
listen_on (HwIntakeServer *self,
           GError        **error)
{
  g_autoptr (GSocketAddress) address = hw_intake_address_parse (self->settings->listen, error);
  g_autoptr (GSocket) socket = address != NULL ? hw_intake_address_listen (address, error) : NULL;

  if (socket == NULL)
    return FALSE;
  self->connections = hw_intake_connections_new (self->soup, socket, self->settings->connections, self->settings->seconds);
  self->address = hw_intake_address_say (socket);
  return TRUE;
}

/**
 * hw_intake_server_check:
 * @settings: how a server would be set up
 * @error: return location
 *
 * Returns: whether it may listen where the settings say; nothing is opened
 */
gboolean
hw_intake_server_check (const HwIntakeSettings *settings,
                        GError                **error)
{
  g_autoptr (GSocketAddress) address = hw_intake_address_parse (settings->listen, error);

  return address != NULL;
}

/**
 * hw_intake_server_new:
 * @settings: how it is set up; outlives the server
 * @spool: where what comes in goes; outlives the server
 * @error: return location
 *
 * Begins to serve, in the thread's default main context.
 *
 * Returns: (transfer full) (nullable): the server; %NULL where it cannot, or shall not, listen there
 */
HwIntakeServer *
hw_intake_server_new (const HwIntakeSettings *settings,
                      HwIntakeSpool          *spool,
                      GError                **error)
{
  g_autoptr (HwIntakeServer) self = g_new0 (HwIntakeServer, 1);

  self->settings = settings;
  self->spool = spool;
  self->context = g_main_context_ref_thread_default ();
  self->quota = hw_intake_quota_new (settings);
  self->sealers = g_thread_pool_new (seal_one, NULL, SEALERS, FALSE, NULL);
  self->soup = g_object_new (SOUP_TYPE_SERVER, "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (self->soup, NULL, head_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  return listen_on (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hw_intake_server_free:
 * @self: (nullable): a server
 *
 * Takes nothing more, waits until what it took is on the disk, and frees it.
 */
void
hw_intake_server_free (HwIntakeServer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->connections, hw_intake_connections_free);
  soup_server_remove_handler (self->soup, NULL);
  while (self->n_waiting > 0)
    g_main_context_iteration (self->context, TRUE);
  g_thread_pool_free (self->sealers, FALSE, TRUE);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  hw_intake_quota_free (self->quota);
  g_main_context_unref (self->context);
  g_free (self->address);
  g_free (self);
}

/**
 * hw_intake_server_get_address:
 * @self: a server
 *
 * Returns: (transfer none): where it listens, as in the settings
 */
const char *
hw_intake_server_get_address (HwIntakeServer *self)
{
  return self->address;
}
