/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "hw-demo.h"
#include "hw-session-private.h"
#include "hw-town.h"

/* The demo: a workspace on a made-up town, in a directory of its own that is
 * thrown away with it. Its passphrase is random and known to nobody, so locking
 * it is the end of it. The town's map holds nothing secret and is kept beside
 * it for the next time. */

#define SETTING_MAP_PATH "map-path"
#define WORKSPACE_NAME   "demo.homeward"

/**
 * hw_session_demo_discard:
 * @directory: (type filename): what hw_session_open_demo_async() made for a demo
 *
 * Removes a demo's files. There is nobody to tell if that fails, and nothing in them that can be read.
 */
void
hw_session_demo_discard (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (directory);
}

/* -- filling it, on the workspace's thread -- */

typedef struct
{
  guint32       seed;
  char         *map_path;     /* (owned) */
  HwTown       *town;         /* (owned) (nullable): while it is filled */
  GCancellable *cancellable;
  GError       *map_error;    /* (owned) (nullable) */
} DemoData;

static void
demo_data_free (gpointer pointer)
{
  DemoData *data = pointer;

  g_clear_object (&data->town);
  g_clear_error (&data->map_error);
  g_free (data->map_path);
  g_free (data);
}

static gpointer
draw_map (gpointer pointer)
{
  DemoData *data = pointer;

  if (!g_file_test (data->map_path, G_FILE_TEST_EXISTS))
    hw_town_write_mbtiles (data->town, data->map_path, NULL, NULL, data->cancellable, &data->map_error);
  return NULL;
}

/* The map is drawn while the reports are recorded: neither waits for the other. */
static gpointer
fill_demo (HwStore       *store,
           gpointer       pointer,
           GCancellable  *cancellable,
           GError       **error)
{
  DemoData *data = pointer;
  GThread *drawing;
  gboolean filled;

  data->town = hw_town_new (data->seed);
  data->cancellable = cancellable;
  drawing = g_thread_new ("hw-demo-map", draw_map, data);
  filled = hw_demo_fill (store, data->town, data->seed, g_get_real_time (), NULL, NULL, cancellable, error);
  g_thread_join (drawing);
  if (!filled)
    return NULL;
  if (data->map_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&data->map_error));
      return NULL;
    }
  return GINT_TO_POINTER (hw_store_set_setting (store, SETTING_MAP_PATH, data->map_path, error));
}

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);
  if (error == NULL)
    hw_session_load_opening (task, HW_WORKSPACE (source));
  else
    hw_session_fail_opening (task, error);
}

/* -- making it -- */

static DemoData *
demo_data_new (HwSessionOpening *opening,
               guint32           seed)
{
  DemoData *data = g_new0 (DemoData, 1);
  g_autofree char *name = g_strdup_printf ("town-%u-%u.mbtiles", seed, (guint) HW_TOWN_VERSION);
  g_autofree char *beside = g_path_get_dirname (opening->demo_directory);

  data->seed = seed;
  data->map_path = g_build_filename (beside, name, NULL);
  return data;
}

static guint32
get_seed (GTask *task)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (task), "seed"));
}

static void
demo_created_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  HwSessionOpening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (HwWorkspace) workspace = hw_workspace_create_finish (result, NULL, &error);

  if (workspace == NULL)
    {
      hw_session_fail_opening (task, error);
      return;
    }
  g_set_object (&opening->workspace, workspace);
  hw_workspace_run_async (workspace, hw_session_open_demo_async, fill_demo, demo_data_new (opening, get_seed (task)), demo_data_free, NULL,
                          g_task_get_cancellable (task), filled_cb, task);
}

static char *
make_directory (const char  *directory,
                GError     **error)
{
  g_autofree char *template = g_build_filename (directory, "demo-XXXXXX", NULL);

  if (g_mkdir_with_parents (directory, 0700) == 0 && g_mkdtemp (template) != NULL)
    return g_steal_pointer (&template);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
               _("There is no room for the demo: its directory cannot be made (%s). Nothing was changed."), g_strerror (errno));
  return NULL;
}

/**
 * hw_session_open_demo_async:
 * @self: a session that has nothing open
 * @directory: (type filename): where the demo may put its files; made if need be
 * @seed: the same seed makes the same town
 *
 * Makes a throw-away workspace on a made-up town and opens it. It takes seconds
 * the first time, when the town's map is drawn.
 */
void
hw_session_open_demo_async (HwSession           *self,
                            const char          *directory,
                            guint32              seed,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  HwSessionOpening *opening;
  g_autofree char *passphrase = NULL;
  GError *error = NULL;
  GTask *task;

  g_return_if_fail (HW_IS_SESSION (self) && directory != NULL);

  task = hw_session_begin_opening (self, NULL, hw_session_open_demo_async, cancellable, callback, user_data);
  if (task == NULL)
    return;
  opening = g_task_get_task_data (task);
  opening->demo_directory = make_directory (directory, &error);
  if (opening->demo_directory == NULL)
    {
      hw_session_fail_opening (task, error);
      return;
    }
  opening->path = g_build_filename (opening->demo_directory, WORKSPACE_NAME, NULL);
  g_object_set_data (G_OBJECT (task), "seed", GUINT_TO_POINTER (seed));
  passphrase = g_uuid_string_random ();
  hw_workspace_create_async (opening->path, _("Riverton outreach team"), _("Demo"), passphrase, HW_KEY_STRENGTH_TEST, cancellable,
                             demo_created_cb, task);
}

/**
 * hw_session_open_demo_finish:
 *
 * Returns: %FALSE with @error set, and then nothing of it is left but perhaps the map
 */
gboolean
hw_session_open_demo_finish (HwSession     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
