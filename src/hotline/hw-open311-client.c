/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-open311-answer.h"
#include "hw-open311-client.h"
#include "hw-web-address.h"
#include "hw-web-answer.h"

/* One call to a GeoReport v2 server, and what may go wrong with it: it is read
 * only over an encrypted way, up to a size, up to a time, and led elsewhere only
 * where that is encrypted too. */

#define USER_AGENT     "Homeward/" HW_VERSION " (outreach)"
#define SILENCE        30                                            /* seconds without a byte */
#define LONGEST_US     (G_GINT64_CONSTANT (180) * G_USEC_PER_SEC)    /* one answer, however slowly it comes */
#define MAX_ANSWER     (16 * 1024 * 1024)
#define MAX_LED        5

struct _HwOpen311Client
{
  SoupSession     *session;        /* (owned) */
  char            *server;         /* (owned): without a slash at its end */
  char            *jurisdiction;   /* (owned) (nullable) */
  char            *source;         /* (owned): what the jurisdiction is called where it has no name */
  char            *api_key;        /* (owned) (nullable) */
  HwOpen311Format  format;
  gboolean         format_certain;
  guint            status;         /* of the last answer, 0: there was none */
};

/* -- the address -- */

static gboolean
check_address (GUri    *uri,
               GError **error)
{
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS,
                           _("The address of the server is written as in https://city.example.org/open311/v2"));
      return FALSE;
    }
  if (hw_web_address_is_private (uri))
    return TRUE;
  g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS,
                       _("The address of the server must begin with https://, so that nobody on the way reads or changes reports. Nothing was asked."));
  return FALSE;
}

/* A server elsewhere is not to lead us to what listens on this laptop. */
static gboolean
check_led (GUri    *from,
           GUri    *to,
           GError **error)
{
  if (!check_address (to, error))
    return FALSE;
  if (hw_web_address_is_loopback (from) || !hw_web_address_is_loopback (to))
    return TRUE;
  g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS, _("The server leads to an address of this computer. Nothing was asked there."));
  return FALSE;
}

/* What a server calls its own address, which may be told from where it was asked. */
static GUri *
parse_endpoint (GUri        *from,
                const char  *address,
                GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse_relative (from, address, SOUP_HTTP_URI_FLAGS, NULL);

  return check_led (from, uri, error) ? g_steal_pointer (&uri) : NULL;
}

static char *
without_slash (const char *address)
{
  gsize length = strlen (address);

  while (length > 0 && address[length - 1] == '/')
    length--;
  return g_strndup (address, length);
}

/* Of a server that is on no usual port, its port too. */
static char *
dup_source (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port > 0 && port != 443 ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), port) : g_strdup (g_uri_get_host (uri));
}

static GUri *
parse_address (const char  *address,
               GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  /* What is asked is put behind it. */
  if (uri != NULL && (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL))
    g_clear_pointer (&uri, g_uri_unref);
  return check_address (uri, error) ? g_steal_pointer (&uri) : NULL;
}

/**
 * hw_open311_client_new:
 * @server: address of the server, or of its discovery document
 * @jurisdiction: (nullable): the jurisdiction_id, which servers of several ask for
 * @error: return location: %HW_OPEN311_ERROR_ADDRESS
 *
 * Returns: (transfer full) (nullable): a client; nothing is asked yet
 */
HwOpen311Client *
hw_open311_client_new (const char  *server,
                       const char  *jurisdiction,
                       GError     **error)
{
  g_autoptr (GUri) uri = parse_address (server, error);
  HwOpen311Client *self;

  if (uri == NULL)
    return NULL;
  self = g_new0 (HwOpen311Client, 1);
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", SILENCE, NULL);
  self->server = without_slash (server);
  self->jurisdiction = jurisdiction != NULL && *jurisdiction != '\0' ? g_strdup (jurisdiction) : NULL;
  self->source = dup_source (uri);
  return self;
}

void
hw_open311_client_free (HwOpen311Client *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->session);
  g_free (self->server);
  g_free (self->jurisdiction);
  g_free (self->source);
  g_free (self->api_key);
  g_free (self);
}

/* Without it, the format of the discovery document, or the first that the server answers in. */
void
hw_open311_client_set_format (HwOpen311Client *self,
                              HwOpen311Format  format)
{
  self->format = format;
  self->format_certain = TRUE;
}

void
hw_open311_client_set_api_key (HwOpen311Client *self,
                               const char      *api_key)
{
  g_free (self->api_key);
  self->api_key = g_strdup (api_key);
}

/* The jurisdiction, or the name of the server's machine: what its requests are told from those of others by. */
const char *
hw_open311_client_get_jurisdiction (HwOpen311Client *self)
{
  return self->jurisdiction != NULL ? self->jurisdiction : self->source;
}

/* Of the last answer; 0 where there was none. */
guint
hw_open311_client_get_status (HwOpen311Client *self)
{
  return self->status;
}

/* -- one call -- */

static void
set_unreachable (GError       **error,
                 const GError  *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNREACHABLE,
                 _("The server cannot be reached (%s). Look at its address and at the connection, then try again."), cause->message);
}

static GBytes *
read_all (GInputStream  *stream,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr (GError) cause = NULL;
  GBytes *bytes = hw_web_answer_read (stream, MAX_ANSWER, LONGEST_US, cancellable, &cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_TOO_LARGE, cause->message);
  else if (cause != NULL)
    set_unreachable (error, cause);
  return bytes;
}

static gboolean
is_led (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where it is led to may be another place, but not an open way. */
static SoupMessage *
follow (SoupMessage  *message,
        GError      **error)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) uri = location != NULL ? g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  return check_led (soup_message_get_uri (message), uri, error) ? soup_message_new_from_uri (SOUP_METHOD_GET, uri) : NULL;
}

static GBytes *
send_once (HwOpen311Client  *self,
           SoupMessage      *message,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) stream = NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  stream = soup_session_send (self->session, message, cancellable, &cause);
  if (stream == NULL)
    {
      set_unreachable (error, cause);
      return NULL;
    }
  return read_all (stream, cancellable, error);
}

static GBytes *
send_message (HwOpen311Client  *self,
              SoupMessage      *first,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (SoupMessage) message = g_object_ref (first);
  guint n_led = soup_message_get_method (first) == SOUP_METHOD_GET ? 0 : MAX_LED;

  for (;;)
    {
      g_autoptr (SoupMessage) next = NULL;
      GBytes *bytes = send_once (self, message, cancellable, error);

      self->status = bytes != NULL ? soup_message_get_status (message) : 0;
      if (bytes == NULL || !is_led (self->status) || n_led++ >= MAX_LED)
        return bytes;
      g_bytes_unref (bytes);
      next = follow (message, error);
      if (next == NULL)
        return NULL;
      g_set_object (&message, next);
    }
}

/* A server that does not know a call says so with the number alone; one that does not know the request, in words. */
static void
set_refused (GError **error,
             guint    status,
             GBytes  *body)
{
  g_autoptr (HwOpen311Node) root = hw_open311_read (body, NULL);
  g_autofree char *words = root != NULL ? hw_open311_dup_refusal (root) : NULL;
  gboolean is_unknown = status == 405 || status == 501 || (status == 404 && words == NULL);
  HwOpen311Error code = is_unknown ? HW_OPEN311_ERROR_UNSUPPORTED : HW_OPEN311_ERROR_REFUSED;

  if (status == 429 || status == 503)
    g_set_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNREACHABLE, _("The server asks to wait (%u): try again later."), status);
  else if (words != NULL)
    g_set_error (error, HW_OPEN311_ERROR, code, _("The server refuses (%u): %s"), status, words);
  else if (is_unknown)
    g_set_error (error, HW_OPEN311_ERROR, code, _("The server has no such call (%u). Look at its address."), status);
  else
    g_set_error (error, HW_OPEN311_ERROR, code, _("The server refuses (%u)."), status);
}

static HwOpen311Node *
call (HwOpen311Client  *self,
      SoupMessage      *message,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GBytes) body = send_message (self, message, cancellable, error);

  if (body == NULL)
    return NULL;
  if (self->status < 200 || self->status > 299)
    {
      set_refused (error, self->status, body);
      return NULL;
    }
  return hw_open311_read (body, error);
}

/* -- what can be asked -- */

/* An argument that says nothing is left out: some servers take an empty one for a value. */
static void
add_argument (GString    *arguments,
              const char *name,
              const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (arguments, "%s%s=", arguments->len > 0 ? "&" : "", name);
  g_string_append_uri_escaped (arguments, value, ":", FALSE);
}

static void
add_time (GString    *arguments,
          const char *name,
          gint64      time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  add_argument (arguments, name, text);
}

static HwOpen311Node *
get_in_format (HwOpen311Client  *self,
               const char       *resource,
               HwOpen311Format   format,
               GString          *arguments,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autofree char *address = g_strdup_printf ("%s/%s.%s%s%s", self->server, resource, hw_open311_format_to_string (format),
                                              arguments->len > 0 ? "?" : "", arguments->str);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);

  if (message == NULL)
    {
      g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_ADDRESS,
                           _("The address of the server is written as in https://city.example.org/open311/v2"));
      return NULL;
    }
  return call (self, message, cancellable, error);
}

/* XML must be understood by all, yet some only write JSON. */
static HwOpen311Node *
get_document (HwOpen311Client  *self,
              const char       *resource,
              GString          *arguments,
              GCancellable     *cancellable,
              GError          **error)
{
  HwOpen311Format other = self->format == HW_OPEN311_XML ? HW_OPEN311_JSON : HW_OPEN311_XML;
  g_autoptr (GError) first = NULL;
  HwOpen311Node *root = get_in_format (self, resource, self->format, arguments, cancellable, &first);

  if (root == NULL && !self->format_certain &&
      (self->status == 404 || self->status == 406 || self->status == 415 || g_error_matches (first, HW_OPEN311_ERROR, HW_OPEN311_ERROR_FORMAT)))
    {
      root = get_in_format (self, resource, other, arguments, cancellable, NULL);
      if (root != NULL)
        self->format = other;
    }
  if (root == NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    self->format_certain = TRUE;
  return root;
}

/**
 * hw_open311_client_discover:
 * @self: a client
 * @cancellable: (nullable): a cancellable
 * @error: return location: %HW_OPEN311_ERROR
 *
 * Where the client was given the address of a discovery document, reads from it
 * where and how to ask. Asks nothing otherwise.
 *
 * Returns: %FALSE with @error set when it cannot be found out
 */
gboolean
hw_open311_client_discover (HwOpen311Client  *self,
                            GCancellable     *cancellable,
                            GError          **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *endpoint = NULL;
  g_autofree char *address = NULL;
  HwOpen311Format format;

  if (!g_str_has_suffix (self->server, "/discovery.xml") && !g_str_has_suffix (self->server, "/discovery.json"))
    return TRUE;
  message = soup_message_new (SOUP_METHOD_GET, self->server);
  root = call (self, message, cancellable, error);
  endpoint = root != NULL ? hw_open311_find_endpoint (root, &format, error) : NULL;
  uri = endpoint != NULL ? parse_endpoint (soup_message_get_uri (message), endpoint, error) : NULL;
  if (uri == NULL)
    return FALSE;
  address = g_uri_to_string (uri);
  g_free (self->server);
  self->server = without_slash (address);
  g_free (self->source);
  self->source = dup_source (uri);
  if (!self->format_certain)
    self->format = format;
  return TRUE;
}

/**
 * hw_open311_client_get_services:
 * @self: a client
 * @cancellable: (nullable): a cancellable
 * @error: return location: %HW_OPEN311_ERROR
 *
 * Returns: (transfer full) (nullable): the document, for hw_open311_list_services()
 */
HwOpen311Node *
hw_open311_client_get_services (HwOpen311Client  *self,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_autoptr (GString) arguments = g_string_new (NULL);

  add_argument (arguments, "jurisdiction_id", self->jurisdiction);
  return get_document (self, "services", arguments, cancellable, error);
}

/**
 * hw_open311_client_get_requests:
 * @self: a client
 * @query: what to ask for
 * @cancellable: (nullable): a cancellable
 * @error: return location: %HW_OPEN311_ERROR
 *
 * Asks for requests that are still open.
 *
 * Returns: (transfer full) (nullable): the document, for hw_open311_list_requests()
 */
HwOpen311Node *
hw_open311_client_get_requests (HwOpen311Client       *self,
                                const HwOpen311Query  *query,
                                GCancellable          *cancellable,
                                GError               **error)
{
  g_autoptr (GString) arguments = g_string_new (NULL);
  g_autofree char *services = query->services != NULL ? g_strjoinv (",", (char **) query->services) : NULL;
  g_autofree char *page = query->page > 1 ? g_strdup_printf ("%u", query->page) : NULL;

  add_argument (arguments, "jurisdiction_id", self->jurisdiction);
  add_argument (arguments, "service_code", services);
  add_argument (arguments, "status", "open");
  add_time (arguments, query->by_update ? "updated_after" : "start_date", query->since);
  add_time (arguments, query->by_update ? "updated_before" : "end_date", query->until);
  add_argument (arguments, "page", page);
  return get_document (self, "requests", arguments, cancellable, error);
}

/**
 * hw_open311_client_send_update:
 * @self: a client
 * @request_id: the service_request_id
 * @update_id: the same for the same news, so that a server can know it again
 * @is_closed: whether nothing more will be done
 * @words: what was done, without anything about a person
 * @now: µs UTC
 * @cancellable: (nullable): a cancellable
 * @error: return location: %HW_OPEN311_ERROR; %HW_OPEN311_ERROR_UNSUPPORTED where the server has no such call
 *
 * Tells the server what came of a request. GeoReport v2 has no call for it; this
 * is the extension that FixMyStreet and its peers understand (POST
 * servicerequestupdates).
 *
 * Returns: %FALSE with @error set when the server did not take it
 */
gboolean
hw_open311_client_send_update (HwOpen311Client  *self,
                               const char       *request_id,
                               const char       *update_id,
                               gboolean          is_closed,
                               const char       *words,
                               gint64            now,
                               GCancellable     *cancellable,
                               GError          **error)
{
  g_autoptr (GString) arguments = g_string_new (NULL);
  g_autofree char *address = g_strdup_printf ("%s/servicerequestupdates.%s", self->server, hw_open311_format_to_string (self->format));
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, address);
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *refusal = NULL;

  add_argument (arguments, "api_key", self->api_key);
  add_argument (arguments, "jurisdiction_id", self->jurisdiction);
  add_argument (arguments, "service_request_id", request_id);
  add_argument (arguments, "update_id", update_id);
  add_argument (arguments, "status", is_closed ? "CLOSED" : "OPEN");
  add_time (arguments, "updated_datetime", now);
  add_argument (arguments, "description", words);
  body = g_bytes_new (arguments->str, arguments->len);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded; charset=utf-8", body);
  root = call (self, message, cancellable, error);
  refusal = root != NULL ? hw_open311_dup_refusal (root) : NULL;
  if (refusal != NULL)
    g_set_error (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_REFUSED, _("The server refuses: %s"), refusal);
  return root != NULL && refusal == NULL;
}
