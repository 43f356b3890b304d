/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-connections.h"

/*
 * libsoup waits for ever for the rest of a request and takes any number of
 * connections. Here each has so many seconds from where a request may begin to
 * its last byte, however many bytes come meanwhile, and as many again until its
 * answer has been taken; then its socket is shut down, which libsoup sees as
 * the end of the connection.
 */

struct _HwIntakeConnections
{
  SoupServer *server;      /* (unowned) */
  GHashTable *deadlines;   /* (owned) (element-type GSocket gint64): monotonic, µs */
  guint       most;
  guint       seconds;
  guint       sweep;       /* source */
};

static void
socket_gone_cb (gpointer  user_data,
                GObject  *socket)
{
  HwIntakeConnections *self = user_data;

  g_hash_table_remove (self->deadlines, socket);
}

static void
set_deadline (HwIntakeConnections *self,
              GSocket             *socket)
{
  gint64 *deadline = g_hash_table_lookup (self->deadlines, socket);

  if (deadline == NULL)
    {
      deadline = g_new (gint64, 1);
      g_hash_table_insert (self->deadlines, socket, deadline);
      g_object_weak_ref (G_OBJECT (socket), socket_gone_cb, self);
    }
  *deadline = g_get_monotonic_time () + self->seconds * G_USEC_PER_SEC;
}

/* Of a new connection, or after the last request of an old one. */
static void
request_started_cb (SoupServer          *server,
                    SoupServerMessage   *message,
                    HwIntakeConnections *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL)
    return;
  /* libsoup asks for it at the end too, and complains where the socket is shut down by then. */
  soup_server_message_get_remote_address (message);
  set_deadline (self, socket);
  if (g_hash_table_size (self->deadlines) > self->most)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
request_read_cb (SoupServer          *server,
                 SoupServerMessage   *message,
                 HwIntakeConnections *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL)
    set_deadline (self, socket);
}

static gboolean
sweep_cb (gpointer user_data)
{
  HwIntakeConnections *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer socket, deadline;

  g_hash_table_iter_init (&iter, self->deadlines);
  while (g_hash_table_iter_next (&iter, &socket, &deadline))
    if (*(gint64 *) deadline < now)
      g_socket_shutdown (socket, TRUE, TRUE, NULL);
  return G_SOURCE_CONTINUE;
}

/**
 * hw_intake_connections_new:
 * @server: a server; outlives this
 * @most: connections at the same time; one more is shut down at once
 * @seconds: for a request to arrive, and for its answer to be taken
 *
 * Returns: (transfer full): what holds @server to it
 */
HwIntakeConnections *
hw_intake_connections_new (SoupServer *server,
                           guint       most,
                           guint       seconds)
{
  HwIntakeConnections *self = g_new0 (HwIntakeConnections, 1);

  self->server = server;
  self->deadlines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->most = most;
  self->seconds = seconds;
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (server, "request-read", G_CALLBACK (request_read_cb), self);
  self->sweep = g_timeout_add_seconds (1, sweep_cb, self);
  return self;
}

/**
 * hw_intake_connections_free:
 * @self: (nullable): what holds a server to it
 *
 * Lets go of the server.
 */
void
hw_intake_connections_free (HwIntakeConnections *self)
{
  GHashTableIter iter;
  gpointer socket;

  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_source_remove (self->sweep);
  g_hash_table_iter_init (&iter, self->deadlines);
  while (g_hash_table_iter_next (&iter, &socket, NULL))
    g_object_weak_unref (socket, socket_gone_cb, self);
  g_hash_table_unref (self->deadlines);
  g_free (self);
}
