/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <gio/gio.h>

#include "hw-web-address.h"

/* Which addresses on the web may be asked: for all clients of this folder. */

/**
 * hw_web_address_is_loopback:
 * @uri: an address
 *
 * Returns: whether it is on this computer
 */
gboolean
hw_web_address_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/**
 * hw_web_address_is_private:
 * @uri: (nullable): an address
 *
 * Returns: whether it names a host and nobody on the way sees what is asked there: it is encrypted, or on this computer
 */
gboolean
hw_web_address_is_private (GUri *uri)
{
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return FALSE;
  return g_strcmp0 (scheme, "https") == 0 || (g_strcmp0 (scheme, "http") == 0 && hw_web_address_is_loopback (uri));
}
