/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "hw-key-file.h"
#include "hw-recovery-code.h"
#include <sodium.h>

/* The key file and the recovery code. */

typedef struct
{
  char      *folder;
  char      *path;
  HwKeyFile *file;
  guint8    *key;
  char      *code;
} Keys;

static void
keys_set_up (Keys         *keys,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HwId device = { { 1, 2, 3 } };

  keys->folder = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  keys->path = g_build_filename (keys->folder, "team.key", NULL);
  keys->file = hw_key_file_new ("Team = \"Nörth\"\n[x]", &device);
  keys->key = hw_workspace_key_new ();
  g_assert_true (hw_key_file_set_passphrase (keys->file, keys->key, TEST_PASSPHRASE, HW_KEY_STRENGTH_TEST, &error));
  g_assert_no_error (error);
  keys->code = hw_key_file_set_recovery (keys->file, keys->key, HW_KEY_STRENGTH_TEST, &error);
  g_assert_no_error (error);
  g_assert_true (hw_key_file_save (keys->file, keys->path, FALSE, &error));
  g_assert_no_error (error);
}

static void
keys_tear_down (Keys         *keys,
                gconstpointer data)
{
  fixture_remove_folder (keys->folder);
  g_free (keys->folder);
  g_free (keys->path);
  g_free (keys->code);
  hw_key_file_free (keys->file);
  hw_workspace_key_free (keys->key);
}

static int
try_secret (Keys        *keys,
            HwSecretKind kind,
            const char  *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwKeyFile) file = hw_key_file_load (keys->path, &error);
  guint8 *opened;
  gboolean same;

  g_assert_no_error (error);
  opened = hw_key_file_unlock (file, kind, secret, &error);
  if (opened == NULL)
    {
      g_assert_cmpuint (error->domain, ==, HW_STORE_ERROR);
      return error->code;
    }
  g_assert_no_error (error);
  same = memcmp (opened, keys->key, HW_WORKSPACE_KEY_LENGTH) == 0;
  g_assert_true (same);
  hw_workspace_key_free (opened);
  return -1;
}

#define assert_opens(keys, kind, secret)         g_assert_cmpint (try_secret (keys, kind, secret), ==, -1)
#define assert_refuses(keys, kind, secret, code) g_assert_cmpint (try_secret (keys, kind, secret), ==, (int) code)

static void
test_passphrase (Keys         *keys,
                 gconstpointer data)
{
  g_autofree char *endless = g_strnfill (10000, 'x');

  assert_refuses (keys, HW_SECRET_PASSPHRASE, "", HW_STORE_ERROR_WRONG_SECRET);
  assert_refuses (keys, HW_SECRET_PASSPHRASE, "correct horse batterx", HW_STORE_ERROR_WRONG_SECRET);
  assert_refuses (keys, HW_SECRET_PASSPHRASE, endless, HW_STORE_ERROR_PASSPHRASE);
  assert_refuses (keys, HW_SECRET_PASSPHRASE, "\xff\xff\xff\xff\xff\xff\xff\xff\xff", HW_STORE_ERROR_PASSPHRASE);
  assert_opens (keys, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE);
}

static void
test_new_passphrase (Keys         *keys,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *endless = g_strnfill (10000, 'x');
  g_autofree char *longest = g_strnfill (1024, 'x');
  g_autofree char *too_long = g_strnfill (1025, 'x');
  const char *refused[] = { "", "seven77", endless, too_long, "\xff" "12345678" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (hw_key_file_set_passphrase (keys->file, keys->key, refused[i], HW_KEY_STRENGTH_TEST, &error));
      g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_PASSPHRASE);
      g_clear_error (&error);
    }
  g_assert_true (hw_key_file_set_passphrase (keys->file, keys->key, "eight888", HW_KEY_STRENGTH_TEST, &error));
  g_assert_true (hw_key_file_set_passphrase (keys->file, keys->key, longest, HW_KEY_STRENGTH_TEST, &error));
  /* Replaced whole, and the same letters composed in another way are the same. */
  g_assert_true (hw_key_file_set_passphrase (keys->file, keys->key, "gr\xc3\xb6\xc3\x9f" "er 123", HW_KEY_STRENGTH_TEST, &error));
  g_assert_false (hw_key_file_save (keys->file, keys->path, FALSE, &error));
  g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (hw_key_file_save (keys->file, keys->path, TRUE, &error));
  assert_refuses (keys, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE, HW_STORE_ERROR_WRONG_SECRET);
  assert_opens (keys, HW_SECRET_PASSPHRASE, "gro\xcc\x88\xc3\x9f" "er 123");
}

static void
test_code (Keys         *keys,
           gconstpointer data)
{
  g_autoptr (GString) sloppy = g_string_new (keys->code);
  g_autofree char *lower = g_ascii_strdown (keys->code, -1);

  g_assert_cmpuint (strlen (keys->code), ==, 8 * 5 + 7);
  assert_opens (keys, HW_SECRET_RECOVERY_CODE, keys->code);
  assert_opens (keys, HW_SECRET_RECOVERY_CODE, lower);
  g_string_replace (sloppy, "-", " \n", 0);
  g_string_replace (sloppy, "0", "o", 0);
  g_string_replace (sloppy, "1", "l", 0);
  assert_opens (keys, HW_SECRET_RECOVERY_CODE, sloppy->str);
  assert_refuses (keys, HW_SECRET_RECOVERY_CODE, "", HW_STORE_ERROR_WRONG_SECRET);
  assert_refuses (keys, HW_SECRET_RECOVERY_CODE, TEST_PASSPHRASE, HW_STORE_ERROR_WRONG_SECRET);
}

/* Every single wrong sign and every two neighbours that changed places are told, with their group. */
static void
test_slips (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  guint8 bytes[HW_RECOVERY_CODE_BYTES];
  guint8 back[HW_RECOVERY_CODE_BYTES];
  g_autofree char *code = NULL;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) (i * 37 + 11);
  code = hw_recovery_code_new (bytes);
  g_assert_true (hw_recovery_code_parse (code, back, NULL));
  g_assert_cmpmem (bytes, sizeof bytes, back, sizeof back);
  for (guint place = 0; code[place] != '\0'; place++)
    {
      g_autofree char *group = g_strdup_printf ("group %u", place / 6 + 1);
      char right = code[place];

      if (right == '-')
        continue;
      for (const char *wrong = alphabet; *wrong != '\0'; wrong++)
        {
          g_autoptr (GError) error = NULL;

          if (*wrong == right)
            continue;
          code[place] = *wrong;
          g_assert_false (hw_recovery_code_parse (code, back, &error));
          g_assert_error (error, HW_STORE_ERROR, HW_STORE_ERROR_WRONG_SECRET);
          g_assert_nonnull (strstr (error->message, group));
        }
      code[place] = right;
      if (code[place + 1] != '-' && code[place + 1] != '\0' && code[place + 1] != right)
        {
          code[place] = code[place + 1];
          code[place + 1] = right;
          g_assert_false (hw_recovery_code_parse (code, back, NULL));
          code[place + 1] = code[place];
          code[place] = right;
        }
    }
}

static void
test_name (Keys         *keys,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwKeyFile) file = hw_key_file_load (keys->path, &error);
  HwId device;

  g_assert_no_error (error);
  g_assert_cmpstr (hw_key_file_get_team_name (file), ==, "Team = \"Nörth\"\n[x]");
  hw_key_file_get_device (file, &device);
  g_assert_cmpint (device.bytes[2], ==, 3);
}

/* Every byte of the file, changed or cut off, is told as damage and not as a wrong passphrase. */
static void
test_damage (Keys         *keys,
             gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (keys->path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GError) flipped = NULL;
      g_autoptr (GError) cut = NULL;
      g_autoptr (HwKeyFile) file = NULL;

      bytes[i] ^= 1;
      g_assert_true (g_file_set_contents (keys->path, bytes, (gssize) length, NULL));
      file = hw_key_file_load (keys->path, &flipped);
      /* The last sign is the end of the line. Hex in capitals reads the same. */
      if (file == NULL)
        g_assert_true (g_error_matches (flipped, HW_STORE_ERROR, HW_STORE_ERROR_KEY_FILE) ||
                       g_error_matches (flipped, HW_STORE_ERROR, HW_STORE_ERROR_NEWER));
      else
        assert_opens (keys, HW_SECRET_PASSPHRASE, TEST_PASSPHRASE);
      bytes[i] ^= 1;
      if (i + 1 == length)
        continue;
      g_assert_true (g_file_set_contents (keys->path, bytes, (gssize) i, NULL));
      g_assert_null (hw_key_file_load (keys->path, &cut));
      g_assert_error (cut, HW_STORE_ERROR, HW_STORE_ERROR_KEY_FILE);
    }
}

static void
test_costs (Keys         *keys,
            gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (keys->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Memory=8192"));
  g_assert_null (strstr (text, TEST_PASSPHRASE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);

#define KEYS_TEST(name, func) g_test_add (name, Keys, NULL, keys_set_up, func, keys_tear_down)
  KEYS_TEST ("/key-file/passphrase/wrong-endless-and-broken-ones-are-told-apart", test_passphrase);
  KEYS_TEST ("/key-file/passphrase/a-new-one-has-8-to-1024-characters", test_new_passphrase);
  KEYS_TEST ("/key-file/recovery-code/forgives-case-spaces-and-look-alikes", test_code);
  g_test_add_func ("/key-file/recovery-code/tells-a-slip-of-the-pen-with-its-group", test_slips);
  KEYS_TEST ("/key-file/name/is-readable-whatever-it-holds", test_name);
  KEYS_TEST ("/key-file/damage/is-told-from-a-wrong-passphrase", test_damage);
  KEYS_TEST ("/key-file/text/says-costs-and-no-secret", test_costs);
  return g_test_run ();
}
