/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "fixture.h"
#include "hw-bodies.h"
#include "hw-json-writer.h"
#include "hw-store-private.h"
#include "hw-store-receive.h"

/* Entries and batches: names, order, commitments, chain, bodies. */

static HwBatch *
get_batch (Fixture *fixture,
           gint64   number)
{
  g_autoptr (GError) error = NULL;
  HwBatch *batch = hw_store_dup_batch (fixture->store, 1, number, &error);

  g_assert_no_error (error);
  return batch;
}

static void
test_chain (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HwBatch) none = get_batch (fixture, 1);
  g_autoptr (HwBatch) first = NULL;
  g_autoptr (HwBatch) second = NULL;
  const HwEntry *entry;
  guint8 zeros[HW_HASH_LENGTH] = { 0 };
  guint8 commitment[HW_HASH_LENGTH];

  g_assert_null (none);
  fixture_record (fixture->store, "one", NULL);
  fixture_reopen (fixture);
  fixture_record (fixture->store, "two", NULL);
  first = get_batch (fixture, 1);
  second = get_batch (fixture, 2);
  g_assert_cmpmem (first->previous_hash, HW_HASH_LENGTH, zeros, HW_HASH_LENGTH);
  g_assert_cmpmem (second->previous_hash, HW_HASH_LENGTH, first->hash, HW_HASH_LENGTH);
  g_assert_true (hw_batch_is_signed (second->hash, second->public_key, second->signature));
  g_assert_false (hw_batch_is_signed (first->hash, second->public_key, second->signature));
  g_assert_cmpuint (second->entries->len, ==, 1);
  entry = &g_array_index (second->entries, HwEntry, 0);
  g_assert_cmpint (entry->stamp.number, ==, 2);
  g_assert_cmpint (entry->stamp.lamport, ==, 2);
  g_assert_cmpstr (entry->kind, ==, "report.received");
  g_assert_cmpstr (entry->compartment, ==, "street");
  g_assert_cmpint (entry->happened_at, ==, TEST_TIME);
  /* The commitment as DESIGN section 5 defines it. */
  {
    g_autoptr (GByteArray) both = g_byte_array_new ();

    g_byte_array_append (both, entry->salt, HW_SALT_LENGTH);
    g_byte_array_append (both, (const guint8 *) entry->body, (guint) entry->body_length);
    crypto_generichash (commitment, sizeof commitment, both->data, both->len, NULL, 0);
  }
  g_assert_cmpmem (commitment, sizeof commitment, entry->commitment, HW_HASH_LENGTH);
}

static void
test_one_batch (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (HwBatch) batch = NULL;
  HwStoreImport *empty = hw_store_import_begin (fixture->store, "empty.csv", NULL);
  HwStoreImport *import;

  g_assert_true (hw_store_import_commit (empty, NULL));
  import = hw_store_import_begin (fixture->store, "town.csv", NULL);
  for (guint8 i = 1; i <= 20; i++)
    {
      HwReport report = fixture_report ();

      report.id.bytes[0] = i;
      g_assert_cmpint (hw_store_import_report (import, &report, NULL), ==, HW_IMPORT_TAKEN);
    }
  g_assert_true (hw_store_import_commit (import, NULL));
  batch = get_batch (fixture, 1);
  g_assert_cmpuint (batch->entries->len, ==, 20);
  g_assert_cmpstr (batch->source, ==, "town.csv");
  g_assert_null (get_batch (fixture, 2));
}

static void
test_parents (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (HwBatch) batch = NULL;
  const HwEntry *entry;
  gint64 row = fixture_record (fixture->store, "one", NULL);
  gint64 number;
  HwId device;

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (hw_store_record_status (fixture->store, row, i == 0 ? HW_REPORT_SENT_OUT : HW_REPORT_TO_BE_ANSWERED, NULL, NULL, NULL));
      g_clear_pointer (&batch, hw_batch_free);
      batch = get_batch (fixture, 2 + i);
      entry = &g_array_index (batch->entries, HwEntry, 0);
      g_assert_cmpuint (entry->n_parents, ==, 1);
      hw_entry_ref_read (entry->parents, &device, &number);
      g_assert_true (hw_id_equal (&device, &entry->stamp.device));
      g_assert_cmpint (number, ==, 1 + i);
    }
}

/* A wall clock that is wrong by decades changes no order. */
static void
test_clock (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (HwReport) shown = NULL;
  gint64 row = fixture_record (fixture->store, "one", NULL);

  g_assert_true (hw_store_record_status (fixture->store, row, HW_REPORT_SENT_OUT, NULL, NULL, NULL));
  fixture_exec (fixture, "UPDATE entry SET recorded_at = recorded_at + 1000000000000000 WHERE number = 2");
  g_assert_true (hw_store_record_status (fixture->store, row, HW_REPORT_CLOSED, NULL, NULL, NULL) ||
                 hw_store_record_status (fixture->store, row, HW_REPORT_TO_BE_ANSWERED, NULL, NULL, NULL));
  g_assert_true (hw_store_rebuild (fixture->store, NULL, NULL, NULL, NULL));
  shown = hw_store_get_report (fixture->store, row, NULL);
  g_assert_cmpint (shown->status, !=, HW_REPORT_SENT_OUT);
}

static void
test_stamps (void)
{
  HwStamp a = { 1, { { 1 } }, 1 };
  HwStamp b = { 1, { { 1 } }, 1 };

  g_assert_cmpint (hw_stamp_compare (&a, &b), ==, 0);
  b.number = 2;
  g_assert_cmpint (hw_stamp_compare (&a, &b), <, 0);
  a.device.bytes[0] = 2;
  g_assert_cmpint (hw_stamp_compare (&a, &b), >, 0);
  b.lamport = 2;
  g_assert_cmpint (hw_stamp_compare (&a, &b), <, 0);
}

static void
test_json (void)
{
  g_autoptr (GString) json = g_string_new ("old");

  hw_json_begin (json);
  hw_json_end (json);
  g_assert_cmpstr (json->str, ==, "{}");
  hw_json_begin (json);
  hw_json_put_text (json, "none", NULL);
  hw_json_put_text (json, "empty", "");
  hw_json_put_text (json, "text", "a\"b\\c\nd\te\r\x01\x7fé");
  hw_json_put_int (json, "zero", 0);
  hw_json_put_int (json, "least", G_MININT64);
  hw_json_put_int (json, "most", G_MAXINT64);
  hw_json_put_e7 (json, "south", -5);
  hw_json_put_e7 (json, "east", 1799999999);
  hw_json_put_double (json, "third", 1 / 3.0);
  hw_json_put_double (json, "none", NAN);
  hw_json_end (json);
  g_assert_cmpstr (json->str, ==, "{\"text\":\"a\\\"b\\\\c\\nd\\te\\r\\u0001\\u007fé\",\"least\":-9223372036854775808,\"most\":9223372036854775807,"
                   "\"south\":-0.0000005,\"east\":179.9999999,\"third\":0.33333333333333331}");
}

/* Bodies of a newer Homeward, or made by somebody else, never bring this one down. */
static void
test_strange_bodies (void)
{
  static const char * const strange[] = {
    "{}", "{\"channel\":5,\"people\":\"many\",\"place\":{},\"latitude\":\"x\",\"concerns\":[1,null,\"health\",[]]}",
    "{\"people\":-3,\"latitude\":1e400,\"longitude\":5}", "{\"status\":\"unheard-of\",\"age\":null,\"concerns\":{}}",
    "{\"latitude\":95,\"longitude\":5,\"received_at\":1.5}",
  };

  g_assert_null (hw_body_parse ("not", 3, NULL));
  g_assert_null (hw_body_parse ("[]", 2, NULL));
  g_assert_null (hw_body_parse ("", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (HwBody) body = hw_body_parse (strange[i], strlen (strange[i]), NULL);
      HwReport report;
      HwContact contact;
      HwPerson person;
      HwConsent consent;

      if (body == NULL)
        continue;
      hw_body_read_report (body, &report);
      g_assert_false (hw_point_is_valid (&report.point));
      g_assert_cmpuint (report.people, <=, G_MAXINT32);
      hw_body_read_contact (body, &contact);
      hw_body_read_person (body, &person);
      hw_body_read_consent (body, &consent);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/journal/batches-are-chained-and-signed-across-restarts", test_chain);
  FIXTURE_TEST ("/journal/an-import-is-one-batch-and-an-empty-one-is-none", test_one_batch);
  FIXTURE_TEST ("/journal/a-field-names-what-it-supersedes", test_parents);
  FIXTURE_TEST ("/journal/wall-clocks-order-nothing", test_clock);
  g_test_add_func ("/journal/stamps-are-ordered-by-lamport-device-number", test_stamps);
  g_test_add_func ("/journal/bodies-are-written-as-json", test_json);
  g_test_add_func ("/journal/strange-bodies-are-read-without-harm", test_strange_bodies);
  return g_test_run ();
}
