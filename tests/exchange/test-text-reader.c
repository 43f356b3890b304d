/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-test-import.h"
#include "hw-text-reader.h"

/* Gives one byte at a time, so that every character is cut somewhere. */
#define DRIP_TYPE_STREAM (drip_stream_get_type ())
G_DECLARE_FINAL_TYPE (DripStream, drip_stream, DRIP, STREAM, GFilterInputStream)
struct _DripStream { GFilterInputStream parent_instance; };
G_DEFINE_FINAL_TYPE (DripStream, drip_stream, G_TYPE_FILTER_INPUT_STREAM)

static gssize
drip_stream_read (GInputStream  *stream,
                  void          *buffer,
                  gsize          count,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return g_input_stream_read (g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (stream)), buffer, MIN (count, 1), cancellable, error);
}

static void
drip_stream_class_init (DripStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = drip_stream_read;
}

static void
drip_stream_init (DripStream *self)
{
}

static char *
read_all (const char  *bytes,
          gsize        length,
          const char  *encoding,
          GError     **error)
{
  g_autoptr (GInputStream) whole = g_memory_input_stream_new_from_data (bytes, length, NULL);
  g_autoptr (GInputStream) stream = g_object_new (DRIP_TYPE_STREAM, "base-stream", whole, NULL);
  g_autoptr (HwTextReader) reader = hw_text_reader_new (stream, encoding);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *block;
  gssize n;

  while ((n = hw_text_reader_read (reader, &block, NULL, error)) > 0)
    g_string_append_len (text, block, n);
  return n < 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_text(bytes, encoding, expected) G_STMT_START { \
  g_autoptr (GError) e_ = NULL; \
  g_autofree char *text_ = read_all (bytes, sizeof (bytes) - 1, encoding, &e_); \
  g_assert_no_error (e_); \
  g_assert_cmpstr (text_, ==, expected); } G_STMT_END

static const char *
detect (Fixture     *fixture,
        const char  *bytes,
        gssize       length,
        GError     **error)
{
  g_autoptr (GFile) file = write_bytes (fixture, "text", bytes, length);

  return hw_text_reader_detect (file, NULL, error);
}

#define assert_encoding(bytes, expected) G_STMT_START { \
  g_autoptr (GError) e_ = NULL; \
  const char *encoding_ = detect (fixture, bytes, sizeof (bytes) - 1, &e_); \
  g_assert_no_error (e_); \
  g_assert_cmpstr (encoding_, ==, expected); } G_STMT_END

static void
test_utf8_refuses (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all ("K\xf8" "benhavn", 9, "UTF-8", &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT);
  g_clear_error (&error);
  /* Cut in the middle of a character. */
  g_assert_null (read_all ("K\303", 2, "UTF-8", &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT);
}

static void
test_utf8_reads (void)
{
  assert_text ("K\303\270benhavn \342\202\254 \360\237\217\240", "UTF-8", "K\303\270benhavn \342\202\254 \360\237\217\240");
  assert_text ("\357\273\277id,lat", "UTF-8", "id,lat");
  assert_text ("", "UTF-8", "");
}

static void
test_windows_1252 (void)
{
  assert_text ("K\xf8" "benhavn \x80 \x93x\x94", "WINDOWS-1252", "K\303\270benhavn \342\202\254 \342\200\234x\342\200\235");
  /* A byte that stands for nothing. */
  assert_text ("\x81", "WINDOWS-1252", "\357\277\275");
}

static void
test_utf16 (void)
{
  assert_text ("\xff\xfeK\0\xf8\0", "UTF-16LE", "K\303\270");
  assert_text ("\xfe\xff\0K\0\xf8", "UTF-16BE", "K\303\270");
  /* A pair of surrogates, and one that stands alone. */
  assert_text ("\x3c\xd8\xe0\xdf", "UTF-16LE", "\360\237\217\240");
  assert_text ("\x3c\xd8" "a\0", "UTF-16LE", "\357\277\275a");
  assert_text ("\xe0\xdf" "a\0", "UTF-16LE", "\357\277\275a");
}

static void
test_detect_refuses (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) nothing = g_file_get_child (folder, "nothing");
  g_autofree char *zeroes = g_malloc0 (10000);

  g_assert_null (detect (fixture, "", 0, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_EMPTY);
  g_clear_error (&error);
  g_assert_null (hw_text_reader_detect (folder, NULL, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_A_FILE);
  g_clear_error (&error);
  g_assert_null (hw_text_reader_detect (nothing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (detect (fixture, zeroes, 10000, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT);
  g_clear_error (&error);
  g_assert_null (detect (fixture, "PK\003\004abcdefgh", -1, &error));
  g_assert_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_NOT_TEXT);
}

static void
test_detect (Fixture       *fixture,
             gconstpointer  data)
{
  assert_encoding ("id,by\n1,K\303\270benhavn\n", "UTF-8");
  assert_encoding ("\357\273\277id,by\n", "UTF-8");
  assert_encoding ("id,by\n1,K\xf8" "benhavn\n", "WINDOWS-1252");
  assert_encoding ("\xff\xfei\0d\0", "UTF-16LE");
  assert_encoding ("\xfe\xff\0i\0d", "UTF-16BE");
  assert_encoding ("i\0d\0,\0l\0a\0t\0", "UTF-16LE");
  assert_encoding ("\0i\0d\0,\0l\0a\0t", "UTF-16BE");
}

/* The one byte that is not UTF-8 stands far behind the first block. */
static void
test_detect_looks_at_all (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GString) text = g_string_new ("id,by\n");

  while (text->len < 500000)
    g_string_append (text, "1,K\303\270benhavn\n");
  g_string_append (text, "2,K\xf8" "benhavn\n");
  g_assert_cmpstr (detect (fixture, text->str, text->len, NULL), ==, "WINDOWS-1252");
  g_assert_cmpstr (detect (fixture, text->str, text->len - 12, NULL), ==, "UTF-8");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-reader/utf-8/refuses-what-is-not", test_utf8_refuses);
  g_test_add_func ("/text-reader/utf-8/reads-characters-cut-anywhere-and-drops-the-mark", test_utf8_reads);
  g_test_add_func ("/text-reader/windows-1252/reads-quotes-and-the-euro", test_windows_1252);
  g_test_add_func ("/text-reader/utf-16/reads-both-orders-and-surrogates", test_utf16);
  g_test_add ("/text-reader/detect/refuses-empty-folder-missing-binary-and-spreadsheet", Fixture, NULL, fixture_set_up, test_detect_refuses, fixture_tear_down);
  g_test_add ("/text-reader/detect/knows-the-encodings", Fixture, NULL, fixture_set_up, test_detect, fixture_tear_down);
  g_test_add ("/text-reader/detect/looks-at-the-whole-file", Fixture, NULL, fixture_set_up, test_detect_looks_at_all, fixture_tear_down);
  return g_test_run ();
}
