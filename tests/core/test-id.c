/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-id.h"

#define TEXT "00112233-4455-6677-8899-aabbccddeeff"

static void
test_refuses_other_texts (void)
{
  static const char *const others[] = {
    "", "00112233-4455-6677-8899-aabbccddeef", TEXT "0", "00112233445566778899aabbccddeeff",
    "00112233-4455-6677-8899-aabbccddeegg", "001122334-455-6677-8899-aabbccddeeff", "{0112233-4455-6677-8899-aabbccddeeff",
  };
  HwId id, before;

  memset (&id, 0x5a, sizeof id);
  before = id;
  g_assert_false (hw_id_parse (NULL, &id));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (hw_id_parse (others[i], &id));
  g_assert_true (hw_id_equal (&id, &before));
  g_assert_true (hw_id_parse (TEXT, &id));
}

static void
test_reads_back_what_it_writes (void)
{
  g_autofree char *text = NULL;
  HwId id, upper;

  g_assert_true (hw_id_parse (TEXT, &id));
  g_assert_cmpuint (id.bytes[0], ==, 0x00);
  g_assert_cmpuint (id.bytes[15], ==, 0xff);
  text = hw_id_to_string (&id);
  g_assert_cmpstr (text, ==, TEXT);
  g_assert_true (hw_id_parse ("00112233-4455-6677-8899-AABBCCDDEEFF", &upper));
  g_assert_true (hw_id_equal (&id, &upper));
}

static void
test_orders_as_its_text_does (void)
{
  HwId low = { { 0, 1 } }, high = { { 0, 2 } }, high_byte = { { 0x80 } };

  g_assert_cmpint (hw_id_compare (&high, &low), >, 0);
  g_assert_cmpint (hw_id_compare (&low, &high), <, 0);
  g_assert_cmpint (hw_id_compare (&low, &high_byte), <, 0);
  g_assert_cmpint (hw_id_compare (&low, &low), ==, 0);
}

static void
test_nil_names_nothing (void)
{
  HwId nil = { { 0 } }, last = { { 0 } };

  last.bytes[15] = 1;
  g_assert_false (hw_id_is_nil (&last));
  g_assert_true (hw_id_is_nil (&nil));
}

static void
test_every_byte_counts_in_the_hash (void)
{
  g_autoptr (GHashTable) hashes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < HW_ID_LENGTH; i++)
    {
      HwId id = { { 0 } };

      id.bytes[i] = 1;
      g_hash_table_add (hashes, GUINT_TO_POINTER (hw_id_hash (&id)));
    }
  g_assert_cmpuint (g_hash_table_size (hashes), ==, HW_ID_LENGTH);
}

static void
test_a_copy_stands_alone (void)
{
  HwId id = { { 7 } };
  g_autofree HwId *copy = hw_id_copy (&id);

  g_assert_null (hw_id_copy (NULL));
  id.bytes[0] = 8;
  g_assert_cmpuint (copy->bytes[0], ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/parse/refuses-other-texts", test_refuses_other_texts);
  g_test_add_func ("/id/parse/reads-back-what-it-writes", test_reads_back_what_it_writes);
  g_test_add_func ("/id/compare/orders-as-its-text-does", test_orders_as_its_text_does);
  g_test_add_func ("/id/nil-names-nothing", test_nil_names_nothing);
  g_test_add_func ("/id/hash/every-byte-counts", test_every_byte_counts_in_the_hash);
  g_test_add_func ("/id/copy/stands-alone", test_a_copy_stands_alone);
  return g_test_run ();
}
