/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-files.h"

/*
 * Reading boundaries parses them: on a thread, so that the window stays alive
 * with a large file.
 */

static void
read_boundaries_thread (GTask        *task,
                        gpointer      source_object,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (task_data);
  GError *error = NULL;
  GPtrArray *boundaries = hw_boundaries_read (file, cancellable, &error);

  if (boundaries != NULL)
    g_task_return_pointer (task, boundaries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
run (const char          *path,
     GTaskThreadFunc      thread,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, thread);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, thread);
}

/**
 * hw_map_files_read_boundaries_async:
 * @path: a GeoJSON file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read, or refused
 * @user_data: for @callback
 */
void
hw_map_files_read_boundaries_async (const char          *path,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  run (path, read_boundaries_thread, cancellable, callback, user_data);
}

/**
 * hw_map_files_read_boundaries_finish:
 * @result: of the call
 * @error: return location for an error of %HW_IMPORT_FILE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type HwBoundary): the boundaries
 */
GPtrArray *
hw_map_files_read_boundaries_finish (GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * hw_map_files_get_path:
 * @result: of the call
 *
 * Returns: (transfer none): the file it was about
 */
const char *
hw_map_files_get_path (GAsyncResult *result)
{
  return g_task_get_task_data (G_TASK (result));
}
