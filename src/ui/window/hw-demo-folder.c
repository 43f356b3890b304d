/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-demo-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/*
 * Where the made-up town lives: a folder of its own that only this user can
 * read, in memory where the system offers that, gone when the last reference to
 * it goes.
 */

struct _HwDemoFolder
{
  GObject parent_instance;

  char *path;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwDemoFolder, hw_demo_folder, G_TYPE_OBJECT)

/* Everything below @path, links not followed. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  (void) g_remove (path);
}

static void
hw_demo_folder_finalize (GObject *object)
{
  HwDemoFolder *self = HW_DEMO_FOLDER (object);

  if (self->path != NULL)
    remove_tree (self->path);
  g_free (self->path);
  G_OBJECT_CLASS (hw_demo_folder_parent_class)->finalize (object);
}

static void
hw_demo_folder_class_init (HwDemoFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_demo_folder_finalize;
}

static void
hw_demo_folder_init (HwDemoFolder *self)
{
}

/**
 * hw_demo_folder_new:
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a new empty folder (0700), %NULL with a #GFileError in @error where none could be made
 */
HwDemoFolder *
hw_demo_folder_new (GError **error)
{
  g_autofree char *template_ = g_build_filename (g_get_user_runtime_dir (), "homeward-demo-XXXXXX", NULL);
  g_autofree char *fallback = g_build_filename (g_get_tmp_dir (), "homeward-demo-XXXXXX", NULL);
  HwDemoFolder *self;
  char *made = g_mkdtemp_full (template_, 0700);

  if (made == NULL)
    made = g_mkdtemp_full (fallback, 0700);
  if (made == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                   _("There was no room for a folder to put it in: %s. Nothing was changed. Make room on the disk and try again."), g_strerror (code));
      return NULL;
    }

  self = g_object_new (HW_TYPE_DEMO_FOLDER, NULL);
  self->path = g_strdup (made);
  return self;
}

/**
 * hw_demo_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): its path
 */
const char *
hw_demo_folder_get_path (HwDemoFolder *self)
{
  g_return_val_if_fail (HW_IS_DEMO_FOLDER (self), NULL);
  return self->path;
}
