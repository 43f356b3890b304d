/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-address.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/*
 * Where the service listens: on the loopback, or on a Unix socket. Nowhere
 * else: libsoup's own documentation says that it is not to be exposed, and
 * nginx in front of it is what TLS and the first limits come from.
 */

#define UNIX_PREFIX "unix:"
#define QUEUED      128

static GSocketAddress *
parse_unix (const char *path,
            GError    **error)
{
  if (g_path_is_absolute (path) && strlen (path) < 108)
    return g_unix_socket_address_new (path);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("listen=unix: takes the path of a socket from the root on, of at most 107 bytes. Nothing was started."));
  return NULL;
}

/**
 * hw_intake_address_parse:
 * @listen: of the settings: "127.0.0.1:PORT", "[::1]:PORT" or "unix:PATH"
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the address; %NULL with %G_IO_ERROR_INVALID_ARGUMENT where it is none, or not the loopback's
 */
GSocketAddress *
hw_intake_address_parse (const char *listen,
                         GError    **error)
{
  g_autoptr (GSocketConnectable) both = NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (g_str_has_prefix (listen, UNIX_PREFIX))
    return parse_unix (listen + strlen (UNIX_PREFIX), error);
  both = g_network_address_parse (listen, G_MAXUINT16, NULL);
  if (both != NULL)
    address = g_inet_address_new_from_string (g_network_address_get_hostname (G_NETWORK_ADDRESS (both)));
  if (address != NULL && g_inet_address_get_is_loopback (address) && g_network_address_get_port (G_NETWORK_ADDRESS (both)) != G_MAXUINT16)
    return g_inet_socket_address_new (address, g_network_address_get_port (G_NETWORK_ADDRESS (both)));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _("The service listens on the loopback or on a Unix socket only, and \"%s\" is neither; nginx in front of it is for the rest of the world. Say listen=127.0.0.1:PORT or listen=unix:PATH. Nothing was started."), listen);
  return NULL;
}

/* A socket that a service before us left behind, and on which nobody listens. */
static void
remove_left_behind (GSocketAddress *address)
{
  const char *path = g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address));
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  struct stat file;

  if (lstat (path, &file) != 0 || !S_ISSOCK (file.st_mode))
    return;
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (connection == NULL)
    g_unlink (path);
}

/* For the group, which nginx is put into. */
static gboolean
open_to_group (GSocketAddress *address,
               GError        **error)
{
  const char *path = g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address));

  if (g_chmod (path, 0660) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("The permissions of the socket could not be set: %s"), g_strerror (errno));
  return FALSE;
}

/**
 * hw_intake_address_listen:
 * @address: what hw_intake_address_parse() gave
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a socket that listens
 */
GSocket *
hw_intake_address_listen (GSocketAddress *address,
                          GError        **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  gboolean is_unix = G_IS_UNIX_SOCKET_ADDRESS (address);

  if (socket == NULL)
    return NULL;
  if (is_unix)
    remove_left_behind (address);
  g_socket_set_listen_backlog (socket, QUEUED);
  if (!g_socket_bind (socket, address, TRUE, error) || (is_unix && !open_to_group (address, error)) || !g_socket_listen (socket, error))
    {
      g_prefix_error (error, _("The service could not listen: "));
      return NULL;
    }
  return g_steal_pointer (&socket);
}

/**
 * hw_intake_address_say:
 * @socket: what listens
 *
 * Returns: (transfer full): where, as in the settings
 */
char *
hw_intake_address_say (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  if (G_IS_UNIX_SOCKET_ADDRESS (address))
    return g_strconcat (UNIX_PREFIX, g_unix_socket_address_get_path (G_UNIX_SOCKET_ADDRESS (address)), NULL);
  return g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
}
