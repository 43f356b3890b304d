/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "hw-sealed-file.h"

/* What a receiver can open and what nobody can. */

#define PASSPHRASE "four or five words"
#define HEAD       60
#define NAME       (256 + 17)
#define CHUNK      (65536 + 17)

static GBytes *
make_plain (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + i / 251);
  return g_bytes_new_take (data, size);
}

static GBytes *
seal (GBytes *plain)
{
  g_autoptr (GError) error = NULL;
  GBytes *sealed = hw_sealed_file_seal (plain, "/home/anna/list.csv", PASSPHRASE, HW_SEAL_TEST, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
assert_refused (GBytes        *sealed,
                const char    *passphrase,
                HwSealedError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) plain = hw_sealed_file_open (sealed, passphrase, &name, &error);

  g_assert_null (plain);
  g_assert_null (name);
  g_assert_error (error, HW_SEALED_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "Nothing"));
}

static void
test_round_trip (void)
{
  const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) plain = make_plain (sizes[i]), sealed = seal (plain);
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      g_autoptr (GBytes) opened = hw_sealed_file_open (sealed, PASSPHRASE, &name, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, opened));
      g_assert_cmpstr (name, ==, "list.csv");
    }
}

static void
test_says_nothing (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("Anna Kowalska", 13), sealed = seal (plain), again = seal (plain);
  gsize size;
  const void *data = g_bytes_get_data (sealed, &size);

  g_assert_null (memmem (data, size, "Anna", 4));
  g_assert_null (memmem (data, size, "list", 4));
  /* The same list twice is not the same file twice. */
  g_assert_false (g_bytes_equal (sealed, again));
}

static void
test_wrong_passphrase (void)
{
  g_autoptr (GBytes) plain = make_plain (1000), sealed = seal (plain);

  assert_refused (sealed, "four or five word", HW_SEALED_ERROR_PASSPHRASE);
  assert_refused (sealed, "", HW_SEALED_ERROR_PASSPHRASE);
}

static void
test_composed (void)
{
  g_autoptr (GBytes) plain = make_plain (10);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = hw_sealed_file_seal (plain, "a", "m\xc3\xbcllerstra\xc3\x9f" "e", HW_SEAL_TEST, &error);
  g_autoptr (GBytes) opened = hw_sealed_file_open (sealed, "mu\xcc\x88llerstra\xc3\x9f" "e", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, opened));
}

static void
test_short_passphrase (void)
{
  g_autoptr (GBytes) plain = make_plain (10);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_sealed_file_seal (plain, "a", "secret7", HW_SEAL_TEST, &error));
  g_assert_error (error, HW_SEALED_ERROR, HW_SEALED_ERROR_PASSPHRASE);
}

/* Every cut near an edge, and many in between. */
static void
test_truncated (void)
{
  g_autoptr (GBytes) plain = make_plain (140000), sealed = seal (plain);
  gsize size = g_bytes_get_size (sealed);

  for (gsize length = 8; length < size; length += length < 400 || size - length < 60 ? 1 : 1021)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, length);

      assert_refused (cut, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
    }
  for (guint n_chunks = 0; n_chunks < 3; n_chunks++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, HEAD + NAME + n_chunks * CHUNK);

      assert_refused (cut, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
    }
}

static GBytes *
copy_with (GBytes *sealed,
           gsize   to,
           gsize   from,
           gsize   length)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  guint8 *copy = g_memdup2 (data, size);

  memcpy (copy + to, data + from, length);
  return g_bytes_new_take (copy, size);
}

static void
test_reordered (void)
{
  g_autoptr (GBytes) plain = make_plain (4 * 65536), sealed = seal (plain);
  g_autoptr (GBytes) twice = copy_with (sealed, HEAD + NAME + CHUNK, HEAD + NAME, CHUNK);
  g_autoptr (GBytes) half = copy_with (twice, HEAD + NAME, HEAD + NAME + CHUNK, CHUNK);
  guint8 *swapped = g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autoptr (GBytes) exchanged = g_bytes_new_take (swapped, g_bytes_get_size (sealed));

  assert_refused (twice, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
  assert_refused (half, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
  memcpy (swapped + HEAD + NAME, (const guint8 *) g_bytes_get_data (sealed, NULL) + HEAD + NAME + CHUNK, CHUNK);
  memcpy (swapped + HEAD + NAME + CHUNK, (const guint8 *) g_bytes_get_data (sealed, NULL) + HEAD + NAME, CHUNK);
  assert_refused (exchanged, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
}

static void
test_left_out (void)
{
  g_autoptr (GBytes) plain = make_plain (4 * 65536), sealed = seal (plain);
  g_autoptr (GByteArray) shorter = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (shorter, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  g_byte_array_remove_range (shorter, HEAD + NAME + CHUNK, CHUNK);
  bytes = g_bytes_new (shorter->data, shorter->len);
  assert_refused (bytes, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
}

static void
test_added (void)
{
  g_autoptr (GBytes) plain = make_plain (1000), sealed = seal (plain);
  g_autoptr (GByteArray) longer = g_byte_array_new ();

  g_byte_array_append (longer, g_bytes_get_data (sealed, NULL), (guint) g_bytes_get_size (sealed));
  for (guint n = 1; n < 40; n++)
    {
      g_autoptr (GBytes) bytes = NULL;

      g_byte_array_append (longer, (const guint8 *) "", 1);
      bytes = g_bytes_new (longer->data, longer->len);
      assert_refused (bytes, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
    }
}

/* Any bit, anywhere. In the head it is another key, another cost or no file of ours. */
static void
test_altered (void)
{
  g_autoptr (GBytes) plain = make_plain (70000), sealed = seal (plain);
  gsize size = g_bytes_get_size (sealed);

  for (gsize at = 0; at < size; at += at < HEAD + NAME ? 1 : 997)
    {
      guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GBytes) bytes = g_bytes_new_take (copy, size);
      g_autoptr (GBytes) opened = NULL;
      g_autoptr (GError) error = NULL;

      copy[at] ^= at < 20 ? 0x80 : (guint8) (1 << (at % 8));
      opened = hw_sealed_file_open (bytes, PASSPHRASE, NULL, &error);
      g_assert_null (opened);
      g_assert_true (error->domain == HW_SEALED_ERROR);
    }
}

static void
test_greedy (void)
{
  g_autoptr (GBytes) plain = make_plain (10), sealed = seal (plain);
  guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autoptr (GBytes) bytes = g_bytes_new_take (copy, g_bytes_get_size (sealed));

  memset (copy + 16, 0xff, 4);
  assert_refused (bytes, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
  memset (copy + 16, 0, 4);
  assert_refused (bytes, PASSPHRASE, HW_SEALED_ERROR_ALTERED);
}

static void
test_something_else (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0), page = g_bytes_new_static ("%PDF-1.5 and so on", 18);
  g_autoptr (GBytes) plain = make_plain (10), sealed = seal (plain);
  guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_autoptr (GBytes) newer = g_bytes_new_take (copy, g_bytes_get_size (sealed));

  assert_refused (nothing, PASSPHRASE, HW_SEALED_ERROR_NOT_SEALED);
  assert_refused (page, PASSPHRASE, HW_SEALED_ERROR_NOT_SEALED);
  copy[8] = 2;
  assert_refused (newer, PASSPHRASE, HW_SEALED_ERROR_NEWER);
}

int
main (int    argc,
      char **argv)
{
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sealed-file/wrong-passphrase/opens-nothing", test_wrong_passphrase);
  g_test_add_func ("/sealed-file/something-else/is-not-asked-a-passphrase-for", test_something_else);
  g_test_add_func ("/sealed-file/cut-short-anywhere/opens-nothing", test_truncated);
  g_test_add_func ("/sealed-file/reordered/opens-nothing", test_reordered);
  g_test_add_func ("/sealed-file/part-left-out/opens-nothing", test_left_out);
  g_test_add_func ("/sealed-file/something-added/opens-nothing", test_added);
  g_test_add_func ("/sealed-file/altered-anywhere/opens-nothing", test_altered);
  g_test_add_func ("/sealed-file/made-up-costs/take-no-memory", test_greedy);
  g_test_add_func ("/sealed-file/short-passphrase/is-not-sealed-with", test_short_passphrase);
  g_test_add_func ("/sealed-file/says-neither-what-it-holds-nor-its-name", test_says_nothing);
  g_test_add_func ("/sealed-file/same-words-from-another-keyboard/open-it", test_composed);
  g_test_add_func ("/sealed-file/of-any-size/opens-as-it-was", test_round_trip);
  return g_test_run ();
}
