/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-connections.h"

/*
 * libsoup waits for ever for the rest of a request and takes any number of
 * connections; and its own listener keeps an object of each for ever. So
 * connections are taken here and handed to it. Each has so many seconds from its
 * beginning to the last byte of its request, however many bytes come meanwhile,
 * and as many again until its answer has been taken; then its socket is shut
 * down, which libsoup sees as the end.
 */

#define CONNECTION "hw-intake-connection"

struct _HwIntakeConnections
{
  SoupServer     *server;      /* (unowned) */
  GSocketService *service;     /* (owned) */
  GHashTable     *deadlines;   /* (owned) (element-type GSocketConnection gint64): monotonic, µs */
  guint           most;
  guint           seconds;
  guint           sweep;       /* source */
};

static void
connection_gone_cb (gpointer  user_data,
                    GObject  *connection)
{
  HwIntakeConnections *self = user_data;

  g_hash_table_remove (self->deadlines, connection);
}

static gint64
make_deadline (HwIntakeConnections *self)
{
  return g_get_monotonic_time () + self->seconds * G_USEC_PER_SEC;
}

/* The address is what libsoup knows a connection by that was handed to it: the connection, which outlives its requests, stands at it. */
static gboolean
hand_over (HwIntakeConnections *self,
           GSocketConnection   *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (local == NULL || remote == NULL)
    return FALSE;
  g_object_set_data (G_OBJECT (remote), CONNECTION, connection);
  return soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
}

static gboolean
incoming_cb (GSocketService      *service,
             GSocketConnection   *connection,
             GObject             *source,
             HwIntakeConnections *self)
{
  gint64 *deadline;

  if (g_hash_table_size (self->deadlines) >= self->most)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      return TRUE;
    }
  deadline = g_new (gint64, 1);
  *deadline = make_deadline (self);
  g_hash_table_insert (self->deadlines, connection, deadline);
  g_object_weak_ref (G_OBJECT (connection), connection_gone_cb, self);
  if (!hand_over (self, connection))
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

/**
 * hw_intake_connections_get_socket:
 * @message: a request
 *
 * Returns: (transfer none) (nullable): the socket that it came through
 */
GSocket *
hw_intake_connections_get_socket (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);
  GSocketConnection *connection = address != NULL ? g_object_get_data (G_OBJECT (address), CONNECTION) : NULL;

  return connection != NULL ? g_socket_connection_get_socket (connection) : NULL;
}

static void
request_read_cb (SoupServer          *server,
                 SoupServerMessage   *message,
                 HwIntakeConnections *self)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);
  gpointer connection = address != NULL ? g_object_get_data (G_OBJECT (address), CONNECTION) : NULL;
  gint64 *deadline = connection != NULL ? g_hash_table_lookup (self->deadlines, connection) : NULL;

  if (deadline != NULL)
    *deadline = make_deadline (self);
}

static gboolean
sweep_cb (gpointer user_data)
{
  HwIntakeConnections *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer connection, deadline;

  g_hash_table_iter_init (&iter, self->deadlines);
  while (g_hash_table_iter_next (&iter, &connection, &deadline))
    if (*(gint64 *) deadline < now)
      g_socket_shutdown (g_socket_connection_get_socket (connection), TRUE, TRUE, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * hw_intake_connections_new:
 * @server: a server; outlives this
 * @socket: where connections come
 * @most: connections at the same time; one more is shut down at once
 * @seconds: for a request to arrive, and for its answer to be taken
 *
 * Returns: (transfer full): what holds @server to it
 */
HwIntakeConnections *
hw_intake_connections_new (SoupServer *server,
                           GSocket    *socket,
                           guint       most,
                           guint       seconds)
{
  HwIntakeConnections *self = g_new0 (HwIntakeConnections, 1);

  self->server = server;
  self->service = g_socket_service_new ();
  self->deadlines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->most = most;
  self->seconds = seconds;
  g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, NULL);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_signal_connect (server, "request-read", G_CALLBACK (request_read_cb), self);
  self->sweep = g_timeout_add_seconds (1, sweep_cb, self);
  return self;
}

/**
 * hw_intake_connections_free:
 * @self: (nullable): what holds a server to it
 *
 * Takes no more connections, and lets go of the server.
 */
void
hw_intake_connections_free (HwIntakeConnections *self)
{
  GHashTableIter iter;
  gpointer connection;

  if (self == NULL)
    return;
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_source_remove (self->sweep);
  g_hash_table_iter_init (&iter, self->deadlines);
  while (g_hash_table_iter_next (&iter, &connection, NULL))
    g_object_weak_unref (connection, connection_gone_cb, self);
  g_hash_table_unref (self->deadlines);
  g_free (self);
}
