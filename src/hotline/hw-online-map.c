/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-online-map.h"
#include "hw-tile-picture.h"
#include "hw-web-address.h"

/* Fetches tiles from the service whose address the user typed; Homeward knows no
 * service by itself. libshumate's own downloader keeps what it fetched as plain
 * files in a folder of its choice, which tell where the team looked, and cannot
 * be cleared from here: so tiles are fetched by us, under our own name, and kept
 * in our encrypted cache. It stands in this folder because only here libsoup may
 * be used. Nothing else is sent than the place of the tile: no cookie, no
 * referrer. */

#define USER_AGENT    "Homeward/" HW_VERSION " (outreach map)"
#define TIMEOUT       15              /* seconds */
#define MAX_WAITING   6               /* at once: providers ask for few */
#define MAX_PICTURE   (2 * 1024 * 1024)
#define PIECE         65536           /* bytes */
#define MAX_ZOOM      19

struct _HwOnlineMap
{
  HwTileArchive parent;

  char        *address;    /* (owned) */
  HwTileCache *cache;      /* (owned) */
  SoupSession *session;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwOnlineMap, hw_online_map, HW_TYPE_TILE_ARCHIVE)
G_DEFINE_QUARK (hw-online-map-error-quark, hw_online_map_error)

/* The place of a tile on its way. */
typedef struct
{
  guint        zoom, x, y;
  SoupMessage *message;    /* (owned) */
  GByteArray  *bytes;      /* (owned) (nullable): what has come so far */
  GBytes      *picture;    /* (owned) (nullable): all of it */
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->bytes, g_byte_array_unref);
  g_clear_pointer (&fetch->picture, g_bytes_unref);
  g_free (fetch);
}

static GBytes *
hw_online_map_get_tile (HwTileArchive *archive,
                        guint          zoom,
                        guint          x,
                        guint          y,
                        GError       **error)
{
  return hw_tile_cache_get (HW_ONLINE_MAP (archive)->cache, zoom, x, y);
}

static void
hw_online_map_finalize (GObject *object)
{
  HwOnlineMap *self = HW_ONLINE_MAP (object);

  g_free (self->address);
  g_clear_object (&self->cache);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_online_map_parent_class)->finalize (object);
}

static void
hw_online_map_class_init (HwOnlineMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_online_map_finalize;
  HW_TILE_ARCHIVE_CLASS (klass)->get_tile = hw_online_map_get_tile;
}

static void
hw_online_map_init (HwOnlineMap *self)
{
}

static char *
fill_in (const char *address,
         guint       zoom,
         guint       x,
         guint       y)
{
  g_autoptr (GString) text = g_string_new (address);
  const struct { const char *mark; guint number; } marks[] = { { "{z}", zoom }, { "{x}", x }, { "{y}", y } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", marks[i].number);

      g_string_replace (text, marks[i].mark, number, 0);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * hw_online_map_check_address:
 * @address: what the user typed
 * @error: return location: %HW_ONLINE_MAP_ERROR_ADDRESS
 *
 * An address of a map service has {z}, {x} and {y} where zoom, column and row
 * are to stand, and is encrypted on its way, unless it is this laptop itself.
 *
 * Returns: %FALSE with @error set when tiles cannot be asked for there
 */
gboolean
hw_online_map_check_address (const char *address,
                             GError    **error)
{
  g_autofree char *example = fill_in (address, 1, 0, 0);
  g_autoptr (GUri) uri = g_uri_parse (example, SOUP_HTTP_URI_FLAGS, NULL);

  if (strstr (address, "{z}") == NULL || strstr (address, "{x}") == NULL || strstr (address, "{y}") == NULL)
    {
      g_set_error_literal (error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_ADDRESS,
                           _("The address needs {z}, {x} and {y} where zoom, column and row go, as in https://tile.example.org/{z}/{x}/{y}.png."));
      return FALSE;
    }
  if (hw_web_address_is_private (uri))
    return TRUE;
  g_set_error_literal (error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_ADDRESS,
                       _("The address must begin with https://, so that nobody on the way sees where you look."));
  return FALSE;
}

/**
 * hw_online_map_new:
 * @address: of the service, with {z}, {x} and {y}
 * @attribution: (nullable): who is to be named beside the map
 * @cache: where to keep what comes
 * @error: return location: %HW_ONLINE_MAP_ERROR_ADDRESS
 *
 * Returns: (transfer full) (nullable): the service; nothing is asked of it yet
 */
HwOnlineMap *
hw_online_map_new (const char   *address,
                   const char   *attribution,
                   HwTileCache  *cache,
                   GError      **error)
{
  g_autoptr (HwOnlineMap) self = NULL;
  g_auto (HwTileFacts) facts = { 0 };

  if (!hw_online_map_check_address (address, error))
    return NULL;
  self = g_object_new (HW_TYPE_ONLINE_MAP, NULL);
  self->address = g_strdup (address);
  self->cache = g_object_ref (cache);
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", TIMEOUT, "max-conns-per-host", MAX_WAITING / 2,
                                                 "max-conns", MAX_WAITING, NULL);
  facts.path = g_strdup ("online");
  facts.name = g_strdup (_("Map service"));
  facts.attribution = g_strdup (attribution != NULL && *attribution != '\0' ? attribution : NULL);
  facts.format = "png";
  facts.max_zoom = MAX_ZOOM;
  facts.bounds = HW_TILE_WORLD;
  hw_tile_archive_take_facts (HW_TILE_ARCHIVE (self), &facts);
  return g_steal_pointer (&self);
}

static void
keep_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  HwOnlineMap *self = source_object;
  Fetch *fetch = task_data;
  GError *error = NULL;

  if (hw_tile_cache_put (self->cache, fetch->zoom, fetch->x, fetch->y, fetch->picture, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What came must be a picture: some services answer with a page about their terms. */
static gboolean
is_picture (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const char *format = hw_tile_picture_sniff (data, length);

  return g_strcmp0 (format, "png") == 0 || g_strcmp0 (format, "jpg") == 0 || g_strcmp0 (format, "webp") == 0;
}

static void
refuse (GTask *task,
        guint  status)
{
  g_task_return_new_error (task, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_REFUSED,
                           _("The map service answers without a picture (%u). What was fetched before is shown. Look at its address in the maps of the menu."), status);
}

static void
unreachable (GTask        *task,
             const GError *error)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_UNREACHABLE,
                             _("The map service cannot be reached (%s). What was fetched before is shown. Look at the connection, or turn it off in the maps of the menu."), error->message);
}

static void read_more (GTask *task, GInputStream *stream);

/* Piece by piece, so that nobody can send more than a tile needs. */
static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;
  gconstpointer data;

  if (piece == NULL)
    {
      unreachable (task, error);
      return;
    }
  data = g_bytes_get_data (piece, &length);
  if (length == 0 || fetch->bytes->len + length > MAX_PICTURE)
    {
      fetch->picture = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->bytes));
      if (length == 0 && is_picture (fetch->picture))
        g_task_run_in_thread (task, keep_thread);
      else
        refuse (task, soup_message_get_status (fetch->message));
      return;
    }
  g_byte_array_append (fetch->bytes, data, (guint) length);
  read_more (g_steal_pointer (&task), G_INPUT_STREAM (source));
}

static void
read_more (GTask        *task,
           GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, PIECE, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, task);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  guint status = soup_message_get_status (fetch->message);

  if (stream == NULL)
    unreachable (task, error);
  else if (status != SOUP_STATUS_OK)
    refuse (task, status);
  else
    read_more (g_steal_pointer (&task), stream);
}

/**
 * hw_online_map_fetch_async:
 * @self: a map service
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 * @cancellable: (nullable): a cancellable
 * @callback: called when the tile is kept, or did not come
 * @user_data: for @callback
 *
 * Asks the service for one tile. The service learns that somebody looks there.
 */
void
hw_online_map_fetch_async (HwOnlineMap         *self,
                           guint                zoom,
                           guint                x,
                           guint                y,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *address = fill_in (self->address, zoom, x, y);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, hw_online_map_fetch_async);
  *fetch = (Fetch) { zoom, x, y, soup_message_new (SOUP_METHOD_GET, address), g_byte_array_new (), NULL };
  g_task_set_task_data (task, fetch, fetch_free);
  /* Led elsewhere, somebody would be told who was not agreed to. */
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE | SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_async (self->session, fetch->message, G_PRIORITY_DEFAULT, cancellable, answered_cb, task);
}

/**
 * hw_online_map_fetch_finish:
 * @self: a map service
 * @result: of the call
 * @error: return location: %HW_ONLINE_MAP_ERROR
 *
 * Returns: %FALSE with @error set when the tile did not come
 */
gboolean
hw_online_map_fetch_finish (HwOnlineMap   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
