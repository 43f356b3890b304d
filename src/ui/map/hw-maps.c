/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-maps.h"
#include "hw-map-paths.h"

#include <glib/gi18n-lib.h>

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
  HwMapService *service;      /* (owned) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwMaps, hw_maps, G_TYPE_OBJECT)

#define SETTING             "map-path"
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
  HwOnlineMap *online = hw_map_service_get_map (self->service);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      HwTileArchive *map = g_hash_table_lookup (self->opened, paths[i]);

      if (map != NULL)
        g_ptr_array_add (maps, map);
    }
  if (online != NULL)
    g_ptr_array_add (maps, online);
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

/* Locking closes every file. */
static void
state_changed_cb (HwMaps *self)
{
  if (hw_session_get_state (self->session) == HW_SESSION_OPEN)
    {
      hw_map_service_connect (self->service);
      open_listed (self);
      return;
    }
  hw_map_service_disconnect (self->service);
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
  g_clear_object (&self->service);
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
  self->service = hw_map_service_new (session);
  g_signal_connect_object (self->service, "changed", G_CALLBACK (stack_up), self, G_CONNECT_SWAPPED);
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
  return g_strdup (hw_map_service_get_complaint (self->service));
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
 * hw_maps_get_service:
 * @self: maps
 *
 * Returns: (transfer none): the map service, on or off
 */
HwMapService *
hw_maps_get_service (HwMaps *self)
{
  g_return_val_if_fail (HW_IS_MAPS (self), NULL);

  return self->service;
}
