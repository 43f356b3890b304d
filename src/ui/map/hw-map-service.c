/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-service.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Off until somebody turns it on. What the user chose stands in the workspace;
 * what was fetched is kept, sealed, in the user's cache, and opening that is done
 * on a thread.
 */

struct _HwMapService
{
  GObject parent_instance;

  HwSession    *session;      /* (unowned): it owns the maps, which own us */
  HwTileCache  *cache;        /* (owned) (nullable): what was fetched, while the service is on */
  HwOnlineMap  *online;       /* (owned) (nullable) */
  char         *complaint;    /* (owned) (nullable): why the service is not there though it is on */
  GCancellable *connecting;   /* (owned) (nullable) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwMapService, hw_map_service, G_TYPE_OBJECT)

#define SETTING_ONLINE      "online-map"
#define SETTING_ADDRESS     "online-map-address"
#define SETTING_ATTRIBUTION "online-map-attribution"
#define SETTING_LIMIT       "online-map-limit"
#define SETTING_KEY         "online-map-key"

#define DEFAULT_LIMIT 200   /* MB */

static void
changed (HwMapService *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What a thread is to open. */
typedef struct
{
  char   *path;         /* (owned) */
  char   *address;      /* (owned) */
  guint8  key[HW_TILE_CACHE_KEY_LENGTH];
  gint64  limit;        /* bytes */
} Connecting;

static void
connecting_free (gpointer data)
{
  Connecting *connecting = data;

  explicit_bzero (connecting->key, sizeof connecting->key);
  g_free (connecting->path);
  g_free (connecting->address);
  g_free (connecting);
}

/* Ours to place and to clear: nobody else writes into this folder. */
static char *
dup_cache_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "homeward", "online-map.tiles", NULL);
}

/* 64 hex digits; made when the service is turned on for the first time. */
static gboolean
read_key (HwMapService *self,
          guint8 *key)
{
  const char *text = hw_session_get_setting (self->session, SETTING_KEY);

  if (text == NULL || strlen (text) != 2 * HW_TILE_CACHE_KEY_LENGTH)
    return FALSE;
  for (guint i = 0; i < HW_TILE_CACHE_KEY_LENGTH; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      key[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

static void
make_key (HwMapService *self)
{
  guint8 key[HW_TILE_CACHE_KEY_LENGTH];
  g_autoptr (GString) text = g_string_new (NULL);

  if (read_key (self, key))
    return;
  hw_tile_cache_make_key (key);
  for (guint i = 0; i < sizeof key; i++)
    g_string_append_printf (text, "%02x", key[i]);
  hw_session_set_setting (self->session, SETTING_KEY, text->str);
  explicit_bzero (text->str, text->len);
}

static void
connect_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Connecting *connecting = task_data;
  GError *error = NULL;
  HwTileCache *cache = hw_tile_cache_open (connecting->path, connecting->key, connecting->address, connecting->limit, &error);

  if (cache != NULL)
    g_task_return_pointer (task, cache, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  HwMapService *self = HW_MAP_SERVICE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileCache) cache = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_set_object (&self->cache, cache);
  if (cache != NULL)
    self->online = hw_online_map_new (hw_map_service_get_address (self), hw_map_service_get_attribution (self), cache, &error);
  self->complaint = error != NULL ? g_strdup (error->message) : NULL;
  changed (self);
}

static void
hw_map_service_finalize (GObject *object)
{
  hw_map_service_disconnect (HW_MAP_SERVICE (object));
  G_OBJECT_CLASS (hw_map_service_parent_class)->finalize (object);
}

static void
hw_map_service_class_init (HwMapServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_map_service_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HW_TYPE_MAP_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_map_service_init (HwMapService *self)
{
}

/**
 * hw_map_service_new:
 * @session: whose workspace says which service, and whether; it must live longer
 *
 * Returns: (transfer full): a map service that is not connected
 */
HwMapService *
hw_map_service_new (HwSession *session)
{
  HwMapService *self = g_object_new (HW_TYPE_MAP_SERVICE, NULL);

  self->session = session;
  return self;
}

/**
 * hw_map_service_disconnect:
 * @self: a map service
 *
 * Closes what is kept of it, as locking does. Nobody is told.
 */
void
hw_map_service_disconnect (HwMapService *self)
{
  g_return_if_fail (HW_IS_MAP_SERVICE (self));

  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  g_clear_object (&self->online);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->complaint, g_free);
}

/**
 * hw_map_service_connect:
 * @self: a map service
 *
 * Opens what is kept of it on a thread, when the user has turned it on. Says
 * "changed" when it is there, or is known not to be.
 */
void
hw_map_service_connect (HwMapService *self)
{
  g_autoptr (GTask) task = NULL;
  Connecting *connecting;

  g_return_if_fail (HW_IS_MAP_SERVICE (self));

  hw_map_service_disconnect (self);
  if (!hw_map_service_is_online (self))
    return;
  connecting = g_new0 (Connecting, 1);
  connecting->path = dup_cache_path ();
  connecting->address = g_strdup (hw_map_service_get_address (self));
  connecting->limit = (gint64) hw_map_service_get_limit (self) * 1000000;
  self->connecting = g_cancellable_new ();
  task = g_task_new (self, self->connecting, connected_cb, NULL);
  g_task_set_source_tag (task, hw_map_service_connect);
  g_task_set_task_data (task, connecting, connecting_free);
  if (read_key (self, connecting->key))
    g_task_run_in_thread (task, connect_thread);
  else
    g_task_return_new_error (task, HW_TILES_ERROR, HW_TILES_ERROR_WRITE, _("The map service has no place to keep what it sends. Turn it off and on again."));
}

/**
 * hw_map_service_get_map:
 * @self: a map service
 *
 * Returns: (transfer none) (nullable): its map, while it is on
 */
HwOnlineMap *
hw_map_service_get_map (HwMapService *self)
{
  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), NULL);

  return self->online;
}

/**
 * hw_map_service_get_complaint:
 * @self: a map service
 *
 * Returns: (nullable): why it is not there though it is on
 */
const char *
hw_map_service_get_complaint (HwMapService *self)
{
  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), NULL);

  return self->complaint;
}

/**
 * hw_map_service_is_online:
 * @self: a map service
 *
 * Returns: whether the user has turned the map service on
 */
gboolean
hw_map_service_is_online (HwMapService *self)
{
  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), FALSE);

  return g_strcmp0 (hw_session_get_setting (self->session, SETTING_ONLINE), "on") == 0;
}

/**
 * hw_map_service_get_address:
 * @self: a map service
 *
 * Returns: the address of the map service, empty until somebody has typed one
 */
const char *
hw_map_service_get_address (HwMapService *self)
{
  const char *address;

  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), "");

  address = hw_session_get_setting (self->session, SETTING_ADDRESS);
  return address != NULL ? address : "";
}

/**
 * hw_map_service_get_attribution:
 * @self: a map service
 *
 * Returns: whom the map service wants to be named
 */
const char *
hw_map_service_get_attribution (HwMapService *self)
{
  const char *attribution;

  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), "");

  attribution = hw_session_get_setting (self->session, SETTING_ATTRIBUTION);
  return attribution != NULL ? attribution : "";
}

/**
 * hw_map_service_get_limit:
 * @self: a map service
 *
 * Returns: how much of what was fetched is kept, in MB
 */
guint
hw_map_service_get_limit (HwMapService *self)
{
  const char *text;
  guint64 limit;

  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), DEFAULT_LIMIT);

  text = hw_session_get_setting (self->session, SETTING_LIMIT);
  return text != NULL && g_ascii_string_to_unsigned (text, 10, 10, 10000, &limit, NULL) ? (guint) limit : DEFAULT_LIMIT;
}

/**
 * hw_map_service_set_online:
 * @self: a map service
 * @on: whether tiles are fetched
 * @address: of the service
 * @attribution: whom it wants to be named
 * @limit: how much is kept, in MB
 * @error: return location: %HW_ONLINE_MAP_ERROR_ADDRESS
 *
 * Turns the map service on or off. It is not turned on with an address that
 * cannot be one, or without somebody to name; what was typed is kept in any case.
 *
 * Returns: %FALSE with @error set when it stays off though it should be on
 */
gboolean
hw_map_service_set_online (HwMapService  *self,
                           gboolean       on,
                           const char    *address,
                           const char    *attribution,
                           guint          limit,
                           GError       **error)
{
  g_autofree char *limit_text = g_strdup_printf ("%u", limit);
  gboolean is_possible = !on || hw_online_map_check_address (address, error);

  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), FALSE);

  if (on && is_possible && *attribution == '\0')
    {
      g_set_error_literal (error, HW_ONLINE_MAP_ERROR, HW_ONLINE_MAP_ERROR_ADDRESS,
                           _("Say whose map it is: the service asks for its name beside the map."));
      is_possible = FALSE;
    }
  hw_session_set_setting (self->session, SETTING_ADDRESS, address);
  hw_session_set_setting (self->session, SETTING_ATTRIBUTION, attribution);
  hw_session_set_setting (self->session, SETTING_LIMIT, limit_text);
  hw_session_set_setting (self->session, SETTING_ONLINE, on && is_possible ? "on" : NULL);
  if (on && is_possible)
    make_key (self);
  hw_map_service_connect (self);
  changed (self);
  return is_possible;
}

/**
 * hw_map_service_measure_cache:
 * @self: a map service
 *
 * Returns: what is kept of what was fetched, in bytes on the disk
 */
gint64
hw_map_service_measure_cache (HwMapService *self)
{
  g_autofree char *path = dup_cache_path ();

  return hw_tile_cache_measure (path);
}

/**
 * hw_map_service_clear_cache:
 * @self: a map service
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Takes everything that was fetched off the disk.
 *
 * Returns: %FALSE with @error set when something is still there
 */
gboolean
hw_map_service_clear_cache (HwMapService  *self,
                            GError       **error)
{
  g_autofree char *path = dup_cache_path ();
  gboolean well;

  g_return_val_if_fail (HW_IS_MAP_SERVICE (self), FALSE);

  if (self->cache == NULL)
    return hw_tile_cache_remove (path, error);
  well = hw_tile_cache_clear (self->cache, error);
  changed (self);
  return well;
}
