/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

#include "hw-names.h"
#include "hw-street-answer.h"
#include "hw-street-travel.h"
#include "hw-web-address.h"

/* Asks how long the ways along the streets are: an OSRM server by its service
 * "table", a Valhalla server by "sources_to_targets", where the team has set one.
 * Whoever runs that server sees the places of a round, though not whose they are
 * nor why: coordinates go out rounded to four decimals, about 11 m, and with them
 * no name, no time, no cookie and no referrer. Servers hold how many ways they
 * tell at once within bounds; more is asked for in several requests, some rows of
 * the table in each. */

#define USER_AGENT     "Homeward/" HW_VERSION " (outreach)"
#define SILENCE        15                                            /* seconds without a byte */
#define LONGEST_US     (G_GINT64_CONSTANT (45) * G_USEC_PER_SEC)     /* the whole table */
#define MAX_ANSWER     (4 * 1024 * 1024)
#define PIECE          65536
#define DECIMALS       "%.4f"
#define PROFILE_MARK   "{profile}"

/* What they take in their own configuration: max-table-size 100 of osrm-routed, max_matrix_location_pairs 2500 of Valhalla. */
static const guint most_ways[] = { 100 * 100, 2500 };
G_STATIC_ASSERT (G_N_ELEMENTS (most_ways) == HW_N_STREET_SERVERS);

static const char * const servers[] = { "osrm", "valhalla" };
G_STATIC_ASSERT (G_N_ELEMENTS (servers) == HW_N_STREET_SERVERS);

/* By transport. */
static const char * const osrm_profiles[] = { "foot", "bike", "car" };
static const char * const valhalla_costings[] = { "pedestrian", "bicycle", "auto" };
G_STATIC_ASSERT (G_N_ELEMENTS (osrm_profiles) == HW_N_TRANSPORTS && G_N_ELEMENTS (valhalla_costings) == HW_N_TRANSPORTS);

struct _HwStreetTravel
{
  GObject parent_instance;

  HwStreetServer  server;
  char           *address;    /* (owned): without a slash at its end */
  SoupSession    *session;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwStreetTravel, hw_street_travel, G_TYPE_OBJECT)
G_DEFINE_QUARK (hw-street-travel-error-quark, hw_street_travel_error)

/* A table on its way. */
typedef struct
{
  HwPoint     *points;      /* (owned) */
  guint        n;
  HwTransport  transport;
  double      *seconds;     /* (owned): n × n */
  guint        first;       /* of the rows that are asked for now */
  guint        n_rows;
  SoupMessage *message;     /* (owned) (nullable) */
  GByteArray  *bytes;       /* (owned) (nullable): what has come of the answer */
  gint64       deadline;    /* monotonic */
  guint        n_straight;
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_free (table->points);
  g_free (table->seconds);
  g_clear_object (&table->message);
  g_clear_pointer (&table->bytes, g_byte_array_unref);
  g_free (table);
}

static void
hw_street_travel_finalize (GObject *object)
{
  HwStreetTravel *self = HW_STREET_TRAVEL (object);

  g_free (self->address);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_street_travel_parent_class)->finalize (object);
}

static void
hw_street_travel_class_init (HwStreetTravelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_street_travel_finalize;
}

static void
hw_street_travel_init (HwStreetTravel *self)
{
}

/**
 * hw_street_server_to_string:
 * @server: a kind of server
 *
 * Returns: its stable name, "osrm" for instance; never translated
 */
const char *
hw_street_server_to_string (HwStreetServer server)
{
  g_return_val_if_fail ((guint) server < HW_N_STREET_SERVERS, NULL);
  return servers[server];
}

/**
 * hw_street_server_from_string:
 * @name: (nullable): a stable name
 * @server: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_street_server_from_string (const char     *name,
                              HwStreetServer *server)
{
  guint found;

  if (!hw_names_find (servers, HW_N_STREET_SERVERS, name, &found))
    return FALSE;
  *server = (HwStreetServer) found;
  return TRUE;
}

/* -- the address -- */

/* (transfer full): the address for a way of getting about. Servers of one profile each lie side by side. */
static char *
fill_in (const char  *address,
         HwTransport  transport)
{
  g_autoptr (GString) text = g_string_new (address);

  g_string_replace (text, PROFILE_MARK, osrm_profiles[transport], 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * hw_street_travel_check_address:
 * @address: what the user typed
 * @error: return location: %HW_STREET_TRAVEL_ERROR_ADDRESS
 *
 * The address of a server is what stands before "/table" or
 * "/sources_to_targets". It may have {profile} in it, for which foot, bike or car
 * is put in. It is encrypted on its way, unless it is on this laptop itself.
 *
 * Returns: %FALSE with @error set when nothing can be asked there
 */
gboolean
hw_street_travel_check_address (const char *address,
                                GError    **error)
{
  g_autofree char *example = fill_in (address, HW_TRANSPORT_FOOT);
  g_autoptr (GUri) uri = g_uri_parse (example, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_ADDRESS,
                           _("The address of the server is written as in https://streets.example.org/{profile}"));
      return FALSE;
    }
  if (hw_web_address_is_private (uri))
    return TRUE;
  g_set_error_literal (error, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_ADDRESS,
                       _("The address must begin with https://, so that nobody on the way sees where you go."));
  return FALSE;
}

/**
 * hw_street_travel_new:
 * @server: what kind of server it is
 * @address: of the server, as hw_street_travel_check_address() takes it
 * @error: return location: %HW_STREET_TRAVEL_ERROR_ADDRESS
 *
 * Returns: (transfer full) (nullable): the server; nothing is asked of it yet
 */
HwStreetTravel *
hw_street_travel_new (HwStreetServer   server,
                      const char      *address,
                      GError         **error)
{
  HwStreetTravel *self;
  gsize length = strlen (address);

  g_return_val_if_fail ((guint) server < HW_N_STREET_SERVERS, NULL);
  if (!hw_street_travel_check_address (address, error))
    return NULL;
  while (length > 0 && address[length - 1] == '/')
    length--;
  self = g_object_new (HW_TYPE_STREET_TRAVEL, NULL);
  self->server = server;
  self->address = g_strndup (address, length);
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", SILENCE, NULL);
  return self;
}

/* -- what is asked -- */

static void
add_degrees (GString *text,
             double   degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (number, sizeof number, DECIMALS, degrees));
}

static SoupMessage *
make_osrm_message (HwStreetTravel *self,
                   const Table    *table)
{
  g_autofree char *address = fill_in (self->address, table->transport);
  g_autoptr (GString) text = g_string_new (address);

  g_string_append_printf (text, "/table/v1/%s/", osrm_profiles[table->transport]);
  for (guint i = 0; i < table->n; i++)
    {
      g_string_append (text, i > 0 ? ";" : "");
      add_degrees (text, table->points[i].longitude);
      g_string_append_c (text, ',');
      add_degrees (text, table->points[i].latitude);
    }
  g_string_append (text, "?annotations=duration");
  for (guint i = 0; i < table->n_rows && table->n_rows < table->n; i++)
    g_string_append_printf (text, "%s%u", i == 0 ? "&sources=" : ";", table->first + i);
  return soup_message_new (SOUP_METHOD_GET, text->str);
}

static void
add_places (GString      *json,
            const char   *name,
            const Table  *table,
            guint         first,
            guint         n)
{
  g_string_append_printf (json, "\"%s\":[", name);
  for (guint i = first; i < first + n; i++)
    {
      g_string_append (json, i > first ? ",{\"lat\":" : "{\"lat\":");
      add_degrees (json, table->points[i].latitude);
      g_string_append (json, ",\"lon\":");
      add_degrees (json, table->points[i].longitude);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "],");
}

static SoupMessage *
make_valhalla_message (HwStreetTravel *self,
                       const Table    *table)
{
  g_autofree char *server = fill_in (self->address, table->transport);
  g_autofree char *address = g_strconcat (server, "/sources_to_targets", NULL);
  g_autoptr (GString) json = g_string_new ("{");
  g_autoptr (GBytes) body = NULL;
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, address);

  add_places (json, "sources", table, table->first, table->n_rows);
  add_places (json, "targets", table, 0, table->n);
  g_string_append_printf (json, "\"costing\":\"%s\"}", valhalla_costings[table->transport]);
  body = g_bytes_new (json->str, json->len);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  return message;
}

/* -- what comes -- */

/* Where the server knows no way, the straight line stands in. */
static void
fill_gaps (Table *table)
{
  for (guint from = table->first; from < table->first + table->n_rows; from++)
    for (guint to = 0; to < table->n; to++)
      {
        double *seconds = &table->seconds[(gsize) from * table->n + to];

        if (from == to)
          *seconds = 0.0;
        else if (isnan (*seconds))
          {
            *seconds = hw_travel_seconds (&table->points[from], &table->points[to], table->transport);
            table->n_straight++;
          }
      }
}

static void
return_unreachable (GTask      *task,
                    const char *words)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_UNREACHABLE,
                             _("The server of the streets cannot be reached (%s). Ways are straight lines for now. Look at the connection and at the server's address."), words);
}

static void
return_refused (GTask  *task,
                guint   status,
                GBytes *body)
{
  g_autofree char *words = hw_street_answer_dup_refusal (body);

  if (words != NULL)
    g_task_return_new_error (task, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_REFUSED,
                             _("The server of the streets refuses (%u): %s. Ways are straight lines for now."), status, words);
  else
    g_task_return_new_error (task, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_REFUSED,
                             _("The server of the streets refuses (%u). Ways are straight lines for now. Look at its address."), status);
}

static void
return_no_answer (GTask *task)
{
  g_task_return_new_error (task, HW_STREET_TRAVEL_ERROR, HW_STREET_TRAVEL_ERROR_ANSWER,
                           _("What the server of the streets answers is no table of ways. Ways are straight lines for now. Look at its address and its kind."));
}

static void ask_rows (GTask *task);

static void
take_answer (GTask *task)
{
  Table *table = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&table->bytes));
  guint status = soup_message_get_status (table->message);

  if (status != SOUP_STATUS_OK)
    return_refused (task, status, body);
  else if (!hw_street_answer_read (body, table->n_rows, table->n, table->seconds + (gsize) table->first * table->n))
    return_no_answer (task);
  else
    {
      fill_gaps (table);
      table->first += table->n_rows;
      ask_rows (task);
    }
}

static void read_more (GTask *task, GInputStream *stream);

/* Piece by piece, so that nobody can send more than a table needs, or send it for ever. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Table *table = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;
  gconstpointer data;

  if (piece == NULL)
    {
      return_unreachable (task, error->message);
      return;
    }
  data = g_bytes_get_data (piece, &length);
  if (length == 0)
    take_answer (task);
  else if (table->bytes->len + length > MAX_ANSWER)
    return_no_answer (task);
  else if (g_get_monotonic_time () > table->deadline)
    return_unreachable (task, _("it answers too slowly"));
  else
    {
      g_byte_array_append (table->bytes, data, (guint) length);
      read_more (task, G_INPUT_STREAM (source));
    }
}

static void
read_more (GTask        *task,
           GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, PIECE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    return_unreachable (task, error->message);
  else
    read_more (task, stream);
}

/* As many rows at once as the server takes. */
static void
ask_rows (GTask *task)
{
  HwStreetTravel *self = g_task_get_source_object (task);
  Table *table = g_task_get_task_data (task);

  if (table->first >= table->n)
    {
      g_task_return_pointer (task, g_steal_pointer (&table->seconds), g_free);
      return;
    }
  if (g_get_monotonic_time () > table->deadline)
    {
      return_unreachable (task, _("it answers too slowly"));
      return;
    }
  table->n_rows = MIN (MAX (most_ways[self->server] / table->n, 1), table->n - table->first);
  table->bytes = g_byte_array_new ();
  g_clear_object (&table->message);
  table->message = self->server == HW_STREET_SERVER_OSRM ? make_osrm_message (self, table) : make_valhalla_message (self, table);
  /* Led elsewhere, somebody would be told who was not agreed to. */
  soup_message_add_flags (table->message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE | SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (self->session, table->message, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

/**
 * hw_street_travel_matrix_async:
 * @self: a server
 * @points: (array length=n): valid points
 * @n: how many
 * @transport: how
 * @cancellable: (nullable): a cancellable
 * @callback: called when the ways are known, or it is known why not
 * @user_data: for @callback
 *
 * Asks how long the ways are from each point to each.
 */
void
hw_street_travel_matrix_async (HwStreetTravel      *self,
                               const HwPoint       *points,
                               guint                n,
                               HwTransport          transport,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Table *table = g_new0 (Table, 1);

  g_task_set_source_tag (task, hw_street_travel_matrix_async);
  table->points = g_memdup2 (points, n * sizeof *points);
  table->n = n;
  table->transport = transport;
  table->seconds = g_new0 (double, MAX ((gsize) n * n, 1));
  table->deadline = g_get_monotonic_time () + LONGEST_US;
  g_task_set_task_data (task, table, table_free);
  /* to the place where one is, nobody needs to be asked for the way */
  if (n < 2)
    table->first = n;
  ask_rows (task);
}

/**
 * hw_street_travel_matrix_finish:
 * @self: a server
 * @result: of the call
 * @n_straight: (out) (optional): how many of the ways the server does not know; the straight line stands in for them
 * @error: return location: %HW_STREET_TRAVEL_ERROR
 *
 * Returns: (transfer full) (nullable): n × n seconds, as hw_travel_matrix() gives them; %NULL with @error set when the
 *   server could not be asked
 */
double *
hw_street_travel_matrix_finish (HwStreetTravel  *self,
                                GAsyncResult    *result,
                                guint           *n_straight,
                                GError         **error)
{
  const Table *table = g_task_get_task_data (G_TASK (result));

  if (n_straight != NULL)
    *n_straight = table->n_straight;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hw_street_travel_dup_note:
 * @n_straight: how many ways the server does not know
 *
 * Returns: (transfer full) (nullable): words for beside the round; %NULL where it knows all
 */
char *
hw_street_travel_dup_note (guint n_straight)
{
  if (n_straight == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The server knows no street for %u way. It is a straight line.",
                                       "The server knows no streets for %u ways. They are straight lines.", n_straight), n_straight);
}
