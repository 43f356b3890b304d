/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "hw-store.h"

/*
 * A temporary folder with a workspace in it. Everything in it is made up.
 */

#define TEST_PASSPHRASE "correct horse battery"
#define TEST_TIME       G_GINT64_CONSTANT (1700000000000000)   /* 14 November 2023 */

typedef struct
{
  char    *folder;
  char    *path;
  char    *recovery_code;
  HwStore *store;
} Fixture;

static inline void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        fixture_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static inline HwStore *
fixture_create (const char *path,
                char      **recovery_code)
{
  g_autoptr (GError) error = NULL;
  HwStore *store = hw_store_create (path, "Night team", "Ada", TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, recovery_code, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static inline void
fixture_set_up (Fixture      *fixture,
                gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "team.homeward", NULL);
  fixture->store = fixture_create (fixture->path, &fixture->recovery_code);
}

static inline void
fixture_close (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->store != NULL)
    hw_store_close (fixture->store, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
}

static inline void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture_close (fixture);
  fixture->store = hw_store_open (fixture->path, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static inline void
fixture_tear_down (Fixture      *fixture,
                   gconstpointer data)
{
  fixture_close (fixture);
  fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->recovery_code);
}

#define FIXTURE_TEST(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

/* A report with nothing left out. */
static inline HwReport
fixture_report (void)
{
  return (HwReport) {
    .channel = HW_CHANNEL_PHONE, .status = HW_REPORT_NEW, .received_at = TEST_TIME + 60, .seen_at = TEST_TIME, .seen_precision = 900000000,
    .usually_there = HW_USUALLY_MOST_NIGHTS, .usual_time = "after ten", .point = { 51.5155, -0.1000001 }, .point_precision_m = 12.3,
    .place = "behind the bins,\n\"Drummond St\" entrance", .people = 2, .age = HW_AGE_26_49, .gender = "a man", .appearance = "blue tent, dog; größer",
    .language = "ro", .concerns = HW_CONCERN_COLD | HW_CONCERN_ANIMAL, .worries = "coughing\tbadly", .knows_of_call = HW_ANSWER_YES,
    .caller_name = "B. \\ Caller", .caller_contact = "0000", .reply_wish = HW_REPLY_SMS, .outcome = NULL, .source_id = "SL-17",
  };
}

static inline gint64
fixture_record (HwStore    *store,
                const char *place,
                HwId       *id)
{
  g_autoptr (GError) error = NULL;
  HwReport report = { .received_at = TEST_TIME, .seen_at = TEST_TIME, .point = { 51.5, -0.1 }, .place = place, .people = 1 };
  gint64 row = 0;

  g_assert_true (hw_store_record_report (store, &report, &row, id, &error));
  g_assert_no_error (error);
  return row;
}

static inline void
fixture_record_case (HwStore *store,
                     HwId    *case_id)
{
  g_autoptr (GError) error = NULL;
  HwPerson person = { .alias = "Marek", .other_names = "Maras; Bear", .language = "pl", .nationality = "PL", .age = HW_AGE_26_49, .known_since = TEST_TIME };
  HwId person_id;

  g_assert_true (hw_store_record_person (store, &person, NULL, &person_id, &error));
  g_assert_no_error (error);
  g_assert_true (hw_store_record_case (store, &person_id, "home before winter", TEST_TIME, NULL, case_id, &error));
  g_assert_no_error (error);
}

static inline gboolean
fixture_set_field (HwStore    *store,
                   const HwId *case_id,
                   const char *field,
                   const char *value,
                   GError    **error)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (fields, (gpointer) field, (gpointer) value);
  return hw_store_record_evidence (store, case_id, fields, 0, error);
}

/* The database below the store, for tests that damage it. Only where hw-store-private.h was included. */
#define fixture_exec(fixture, sql) \
  G_STMT_START { \
    g_autoptr (GError) exec_error = NULL; \
    hw_connection_exec ((fixture)->store->connection, sql, &exec_error); \
    g_assert_no_error (exec_error); \
  } G_STMT_END
