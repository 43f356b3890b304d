/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-maps.h"
#include "hw-map-paths.h"
#include "hw-online-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The list stands in the workspace, as the setting "map-path". Opening a map
 * checks it, which can take a second: that is done on a thread, and a file that
 * is in the list before and after is not opened twice. A file that is refused
 * stays in the list, with its reason, until somebody takes it out: it may be on
 * a stick that is not plugged in.
 */

struct _HwMaps
{
  GObject parent_instance;

  HwSession    *session;      /* (unowned): it owns us */
  GHashTable   *opened;       /* (owned) (element-type filename HwTileArchive) */
  GHashTable   *refused;      /* (owned) (element-type filename utf8): why */
  HwTileStack  *stack;        /* (owned) (nullable): those that are open, in order */
  GCancellable *cancellable;  /* (owned) (nullable): of what is being opened */

  HwTileCache  *cache;        /* (owned) (nullable): what was fetched, while the service is on */
  HwOnlineMap  *online;       /* (owned) (nullable) */
  char         *complaint;    /* (owned) (nullable): why the service is not there though it is on */
  GCancellable *connecting;   /* (owned) (nullable) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwMaps, hw_maps, G_TYPE_OBJECT)

#define SETTING             "map-path"
#define SETTING_ONLINE      "online-map"
#define SETTING_ADDRESS     "online-map-address"
#define SETTING_ATTRIBUTION "online-map-attribution"
#define SETTING_LIMIT       "online-map-limit"
#define SETTING_KEY         "online-map-key"

#define DEFAULT_LIMIT 200   /* MB */

/* What a thread is to open, and what came of it. */
typedef struct
{
  char       **paths;     /* (owned) */
  GHashTable  *opened;    /* (owned) (element-type filename HwTileArchive) */
  GHashTable  *refused;   /* (owned) (element-type filename utf8) */
} Opening;

static GHashTable *
new_opened (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static GHashTable *
new_refused (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_strfreev (opening->paths);
  g_hash_table_unref (opening->opened);
  g_hash_table_unref (opening->refused);
  g_free (opening);
}

static void
open_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;

  for (guint i = 0; opening->paths[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      HwTileArchive *map = hw_tile_archive_open (opening->paths[i], &error);

      if (map != NULL)
        g_hash_table_insert (opening->opened, g_strdup (opening->paths[i]), map);
      else
        g_hash_table_insert (opening->refused, g_strdup (opening->paths[i]), g_strdup (error->message));
    }
  g_task_return_boolean (task, TRUE);
}

static void
stack_up (HwMaps *self)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self);
  g_autoptr (GPtrArray) maps = g_ptr_array_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      HwTileArchive *map = g_hash_table_lookup (self->opened, paths[i]);

      if (map != NULL)
        g_ptr_array_add (maps, map);
    }
  if (self->online != NULL)
    g_ptr_array_add (maps, self->online);
  g_clear_pointer (&self->stack, hw_tile_stack_unref);
  if (maps->len > 0)
    self->stack = hw_tile_stack_new (maps);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take_all (GHashTable *to,
          GHashTable *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_insert (to, key, value);
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  HwMaps *self = HW_MAPS (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  take_all (self->opened, opening->opened);
  take_all (self->refused, opening->refused);
  stack_up (self);
}

/* Forgets what is no longer in the list, so that its file is closed. */
static gboolean
is_not_listed (gpointer key,
               gpointer value,
               gpointer user_data)
{
  return !g_strv_contains (user_data, key);
}

static void
open_listed (HwMaps *self)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GTask) task = NULL;
  Opening *opening;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_hash_table_foreach_remove (self->opened, is_not_listed, paths);
  g_hash_table_remove_all (self->refused);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_hash_table_contains (self->opened, paths[i]))
      g_ptr_array_add (unknown, g_strdup (paths[i]));
  if (unknown->len == 0)
    {
      stack_up (self);
      return;
    }
  g_ptr_array_add (unknown, NULL);
  opening = g_new0 (Opening, 1);
  opening->paths = g_strdupv ((char **) unknown->pdata);
  opening->opened = new_opened ();
  opening->refused = new_refused ();
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, opened_cb, NULL);
  g_task_set_source_tag (task, open_listed);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

/* -- the map service -- */

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
read_key (HwMaps *self,
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
make_key (HwMaps *self)
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
  HwMaps *self = HW_MAPS (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileCache) cache = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_set_object (&self->cache, cache);
  if (cache != NULL)
    self->online = hw_online_map_new (hw_maps_get_address (self), hw_maps_get_attribution (self), cache, &error);
  self->complaint = error != NULL ? g_strdup (error->message) : NULL;
  stack_up (self);
}

static void
disconnect (HwMaps *self)
{
  g_cancellable_cancel (self->connecting);
  g_clear_object (&self->connecting);
  g_clear_object (&self->online);
  g_clear_object (&self->cache);
  g_clear_pointer (&self->complaint, g_free);
}

static void
connect_service (HwMaps *self)
{
  g_autoptr (GTask) task = NULL;
  Connecting *connecting;

  disconnect (self);
  if (!hw_maps_is_online (self))
    return;
  connecting = g_new0 (Connecting, 1);
  connecting->path = dup_cache_path ();
  connecting->address = g_strdup (hw_maps_get_address (self));
  connecting->limit = (gint64) hw_maps_get_limit (self) * 1000000;
  self->connecting = g_cancellable_new ();
  task = g_task_new (self, self->connecting, connected_cb, NULL);
  g_task_set_source_tag (task, connect_service);
  g_task_set_task_data (task, connecting, connecting_free);
  if (read_key (self, connecting->key))
    g_task_run_in_thread (task, connect_thread);
  else
    g_task_return_new_error (task, HW_TILES_ERROR, HW_TILES_ERROR_WRITE, _("The map service has no place to keep what it sends. Turn it off and on again."));
}

/* Locking closes every file. */
static void
state_changed_cb (HwMaps *self)
{
  if (hw_session_get_state (self->session) == HW_SESSION_OPEN)
    {
      connect_service (self);
      open_listed (self);
      return;
    }
  disconnect (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_hash_table_remove_all (self->opened);
  g_hash_table_remove_all (self->refused);
  if (self->stack != NULL)
    {
      g_clear_pointer (&self->stack, hw_tile_stack_unref);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

static void
path_changed_cb (HwMaps *self)
{
  if (hw_session_get_state (self->session) == HW_SESSION_OPEN)
    open_listed (self);
}

static void
hw_maps_finalize (GObject *object)
{
  HwMaps *self = HW_MAPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  disconnect (self);
  g_clear_pointer (&self->stack, hw_tile_stack_unref);
  g_hash_table_unref (self->opened);
  g_hash_table_unref (self->refused);
  G_OBJECT_CLASS (hw_maps_parent_class)->finalize (object);
}

static void
hw_maps_class_init (HwMapsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_maps_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HW_TYPE_MAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_maps_init (HwMaps *self)
{
  self->opened = new_opened ();
  self->refused = new_refused ();
}

/**
 * hw_maps_get_for_session:
 * @session: a session
 *
 * Returns: (transfer none): its maps, which live as long as it does
 */
HwMaps *
hw_maps_get_for_session (HwSession *session)
{
  static GQuark quark;
  HwMaps *self;

  g_return_val_if_fail (HW_IS_SESSION (session), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("hw-maps");
  self = g_object_get_qdata (G_OBJECT (session), quark);
  if (self != NULL)
    return self;
  self = g_object_new (HW_TYPE_MAPS, NULL);
  self->session = session;
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::map-path", G_CALLBACK (path_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_qdata_full (G_OBJECT (session), quark, self, g_object_unref);
  state_changed_cb (self);
  return self;
}

/**
 * hw_maps_get_stack:
 * @self: maps
 *
 * Returns: (transfer none) (nullable): those that could be opened, %NULL when there are none
 */
HwTileStack *
hw_maps_get_stack (HwMaps *self)
{
  g_return_val_if_fail (HW_IS_MAPS (self), NULL);

  return self->stack;
}

/**
 * hw_maps_dup_paths:
 * @self: maps
 *
 * Returns: (transfer full): the files in the list, the one on top first, open or not
 */
char **
hw_maps_dup_paths (HwMaps *self)
{
  g_return_val_if_fail (HW_IS_MAPS (self), NULL);

  return hw_map_paths_parse (hw_session_get_setting (self->session, SETTING));
}

/**
 * hw_maps_get_map:
 * @self: maps
 * @path: a file in the list
 *
 * Returns: (transfer none) (nullable): the map, %NULL while it is not open
 */
HwTileArchive *
hw_maps_get_map (HwMaps     *self,
                 const char *path)
{
  g_return_val_if_fail (HW_IS_MAPS (self), NULL);

  return g_hash_table_lookup (self->opened, path);
}

/**
 * hw_maps_get_refusal:
 * @self: maps
 * @path: a file in the list
 *
 * Returns: (nullable): why it cannot be shown
 */
const char *
hw_maps_get_refusal (HwMaps     *self,
                     const char *path)
{
  g_return_val_if_fail (HW_IS_MAPS (self), NULL);

  return g_hash_table_lookup (self->refused, path);
}

/**
 * hw_maps_dup_problem:
 * @self: maps
 *
 * Returns: (transfer full) (nullable): what happened to the first map that cannot be shown, and what is shown all the same
 */
char *
hw_maps_dup_problem (HwMaps *self)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      const char *refusal = g_hash_table_lookup (self->refused, paths[i]);

      if (refusal != NULL)
        return g_strdup_printf ("%s\n%s", refusal, self->stack != NULL ? _("The other maps and all reports are shown.") : _("Reports are shown on a plain ground."));
    }
  return g_strdup (self->complaint);
}

static void
keep_list (HwMaps *self,
           char  **paths)
{
  g_autofree char *value = hw_map_paths_format ((const char * const *) paths);

  hw_session_set_setting (self->session, SETTING, value);
  g_strfreev (paths);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwMaps *self = HW_MAPS (source);
  Opening *opening = g_task_get_task_data (G_TASK (result));
  g_auto (GStrv) paths = NULL;
  const char *refusal = g_hash_table_lookup (opening->refused, opening->paths[0]);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (refusal != NULL)
    g_task_return_new_error (task, HW_TILES_ERROR, HW_TILES_ERROR_NOT_A_MAP, "%s", refusal);
  else if (hw_session_get_state (self->session) != HW_SESSION_OPEN)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "locked");
  else
    {
      take_all (self->opened, opening->opened);
      paths = hw_maps_dup_paths (self);
      keep_list (self, hw_map_paths_add ((const char * const *) paths, opening->paths[0]));
      /* the setting may be the same as before */
      stack_up (self);
      g_task_return_boolean (task, TRUE);
    }
}

/**
 * hw_maps_add_async:
 * @self: maps
 * @path: a map file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is on top of the others, or refused
 * @user_data: for @callback
 *
 * Only a file that can be used comes into the list.
 */
void
hw_maps_add_async (HwMaps              *self,
                   const char          *path,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) open = g_task_new (self, cancellable, added_cb, task);
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (HW_IS_MAPS (self));

  opening->paths = g_strdupv ((char *[]) { (char *) path, NULL });
  opening->opened = new_opened ();
  opening->refused = new_refused ();
  g_task_set_source_tag (task, hw_maps_add_async);
  g_task_set_source_tag (open, hw_maps_add_async);
  g_task_set_task_data (open, opening, opening_free);
  g_task_run_in_thread (open, open_thread);
}

/**
 * hw_maps_add_finish:
 * @self: maps
 * @result: of the call
 * @error: return location: %HW_TILES_ERROR
 *
 * Returns: %FALSE with @error set when the file cannot be used; then the list is as it was
 */
gboolean
hw_maps_add_finish (HwMaps        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * hw_maps_remove:
 * @self: maps
 * @path: a file in the list
 *
 * Takes it out of the list. The file itself is left alone.
 */
void
hw_maps_remove (HwMaps     *self,
                const char *path)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self);

  keep_list (self, hw_map_paths_remove ((const char * const *) paths, path));
}

/**
 * hw_maps_move:
 * @self: maps
 * @path: a file in the list
 * @steps: how far down, or up when negative
 */
void
hw_maps_move (HwMaps     *self,
              const char *path,
              int         steps)
{
  g_auto (GStrv) paths = hw_maps_dup_paths (self);

  keep_list (self, hw_map_paths_move ((const char * const *) paths, path, steps));
}

/**
 * hw_maps_is_online:
 * @self: maps
 *
 * Returns: whether the user has turned the map service on
 */
gboolean
hw_maps_is_online (HwMaps *self)
{
  g_return_val_if_fail (HW_IS_MAPS (self), FALSE);

  return g_strcmp0 (hw_session_get_setting (self->session, SETTING_ONLINE), "on") == 0;
}

/**
 * hw_maps_get_address:
 * @self: maps
 *
 * Returns: the address of the map service, empty until somebody has typed one
 */
const char *
hw_maps_get_address (HwMaps *self)
{
  const char *address;

  g_return_val_if_fail (HW_IS_MAPS (self), "");

  address = hw_session_get_setting (self->session, SETTING_ADDRESS);
  return address != NULL ? address : "";
}

/**
 * hw_maps_get_attribution:
 * @self: maps
 *
 * Returns: whom the map service wants to be named
 */
const char *
hw_maps_get_attribution (HwMaps *self)
{
  const char *attribution;

  g_return_val_if_fail (HW_IS_MAPS (self), "");

  attribution = hw_session_get_setting (self->session, SETTING_ATTRIBUTION);
  return attribution != NULL ? attribution : "";
}

/**
 * hw_maps_get_limit:
 * @self: maps
 *
 * Returns: how much of what was fetched is kept, in MB
 */
guint
hw_maps_get_limit (HwMaps *self)
{
  const char *text;
  guint64 limit;

  g_return_val_if_fail (HW_IS_MAPS (self), DEFAULT_LIMIT);

  text = hw_session_get_setting (self->session, SETTING_LIMIT);
  return text != NULL && g_ascii_string_to_unsigned (text, 10, 10, 10000, &limit, NULL) ? (guint) limit : DEFAULT_LIMIT;
}

/**
 * hw_maps_set_online:
 * @self: maps
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
hw_maps_set_online (HwMaps      *self,
                    gboolean     on,
                    const char  *address,
                    const char  *attribution,
                    guint        limit,
                    GError     **error)
{
  g_autofree char *limit_text = g_strdup_printf ("%u", limit);
  gboolean is_possible = !on || hw_online_map_check_address (address, error);

  g_return_val_if_fail (HW_IS_MAPS (self), FALSE);

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
  connect_service (self);
  stack_up (self);
  return is_possible;
}

/**
 * hw_maps_measure_cache:
 * @self: maps
 *
 * Returns: what is kept of what was fetched, in bytes on the disk
 */
gint64
hw_maps_measure_cache (HwMaps *self)
{
  g_autofree char *path = dup_cache_path ();

  return hw_tile_cache_measure (path);
}

/**
 * hw_maps_clear_cache:
 * @self: maps
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Takes everything that was fetched off the disk.
 *
 * Returns: %FALSE with @error set when something is still there
 */
gboolean
hw_maps_clear_cache (HwMaps  *self,
                     GError **error)
{
  g_autofree char *path = dup_cache_path ();
  gboolean well;

  g_return_val_if_fail (HW_IS_MAPS (self), FALSE);

  if (self->cache == NULL)
    return hw_tile_cache_remove (path, error);
  well = hw_tile_cache_clear (self->cache, error);
  stack_up (self);
  return well;
}
