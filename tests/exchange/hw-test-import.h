/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "hw-import.h"

/* What the tests of the import share: a file of given bytes, and a sink that
 * knows a duplicate by its identity, as the store does. */

/* 2026-11-22 12:00 UTC. */
#define TEST_NOW (G_GINT64_CONSTANT (1795348800) * G_USEC_PER_SEC)

typedef struct
{
  char       *folder;    /* (owned) */
  GPtrArray  *reports;   /* (owned) (element-type HwReport) */
  GHashTable *ids;       /* (owned) */
} Fixture;

static inline void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  fixture->ids = g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, NULL);
}

static inline void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      if (g_unlink (path) != 0)
        g_rmdir (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (fixture->reports);
  g_hash_table_unref (fixture->ids);
}

static inline GFile *
write_bytes (Fixture    *fixture,
             const char *name,
             const char *bytes,
             gssize      length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static inline GFile *
write_text (Fixture    *fixture,
            const char *text)
{
  return write_bytes (fixture, "reports", text, -1);
}

static inline HwImportRow
collect_report (const HwReport  *report,
                gpointer         user_data,
                GError         **error)
{
  Fixture *fixture = user_data;

  if (g_hash_table_contains (fixture->ids, &report->id))
    return HW_IMPORT_ROW_DUPLICATE;
  g_hash_table_add (fixture->ids, g_memdup2 (&report->id, sizeof report->id));
  g_ptr_array_add (fixture->reports, hw_report_new (report));
  return HW_IMPORT_ROW_TAKEN;
}

static inline HwImportMapping *
guess (GFile *file)
{
  g_autoptr (GError) error = NULL;
  HwImportMapping *mapping = hw_import_guess (file, TEST_NOW, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (mapping);
  return mapping;
}

static inline HwImportResultReport *
run (Fixture         *fixture,
     GFile           *file,
     HwImportMapping *mapping)
{
  g_autoptr (GError) error = NULL;
  HwImportResultReport *result = hw_import_run (file, mapping, TEST_NOW, collect_report, fixture, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->rows, ==, result->taken + result->duplicates + result->refused);
  return result;
}

/* Guesses and runs. */
static inline HwImportResultReport *
import_text (Fixture    *fixture,
             const char *text)
{
  g_autoptr (GFile) file = write_text (fixture, text);
  g_autoptr (HwImportMapping) mapping = guess (file);

  return run (fixture, file, mapping);
}

static inline const HwReport *
report_at (Fixture *fixture,
           guint    i)
{
  g_assert_cmpuint (i, <, fixture->reports->len);
  return g_ptr_array_index (fixture->reports, i);
}

static inline void
assert_refusal (HwImportResultReport *result,
                guint                 i,
                guint64               line,
                const char           *words)
{
  HwRefusal *refusal;

  g_assert_cmpuint (i, <, result->refusals->len);
  refusal = g_ptr_array_index (result->refusals, i);
  g_assert_cmpuint (refusal->line, ==, line);
  if (strstr (refusal->reason, words) == NULL)
    g_error ("\"%s\" does not say \"%s\"", refusal->reason, words);
}

/* The file of the real data, NULL (and the test skipped) where it is not here. */
static inline GFile *
real_file (const char *name)
{
  const char *folder = g_getenv ("HW_SHARED_DATA");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real data is not here (HW_SHARED_DATA)");
      return NULL;
    }
  return g_file_new_for_path (path);
}
