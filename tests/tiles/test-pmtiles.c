/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hw-pmtiles.h"
#include "pmtiles-fixture.h"

/* PMTiles: the order of tiles, directories below directories, and every reason to refuse a file. */

static const guint32 four_colours[] = { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff };
static const guint32 other_colours[] = { 0x102030, 0x405060, 0x708090, 0xa0b0c0 };

#define METADATA "{\"name\": \"Four & more\", \"attribution\": \"<a>&copy; Somebody</a>\"}"

static GByteArray *
make_bytes (const char *text)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  return bytes;
}

/* Zoom 0 and all of zoom 1 in the root; from (2, 0, 0) on in a leaf: the first two the same picture, a gap, and one more. */
static Parts
make_parts (void)
{
  g_autoptr (GBytes) first = make_picture (four_colours);
  g_autoptr (GBytes) second = make_picture (other_colours);
  guint a = (guint) g_bytes_get_size (first), b = (guint) g_bytes_get_size (second);
  Line below[] = { { 5, 2, a, 0 }, { 9, 1, b, a } };
  Parts parts = { .inner_packing = HW_PMTILES_PACKED_GZIP, .tile_packing = HW_PMTILES_PACKED_NOT, .kind = HW_PMTILES_PNG, .max_zoom = 2 };

  parts.leaves = pack (make_directory (below, G_N_ELEMENTS (below)));
  parts.root = pack (make_directory ((Line[]) { { 0, 1, b, a }, { 1, 4, a, 0 }, { 5, 0, parts.leaves->len, 0 } }, 3));
  parts.metadata = pack (make_bytes (METADATA));
  parts.tiles = g_byte_array_new ();
  g_byte_array_append (parts.tiles, g_bytes_get_data (first, NULL), a);
  g_byte_array_append (parts.tiles, g_bytes_get_data (second, NULL), b);
  return parts;
}

static void
assert_refused (Fixture    *fixture,
                GByteArray *bytes,
                int         code,
                const char *reason)
{
  g_autofree char *path = write_bytes (fixture, "refused.pmtiles", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, &error);

  g_assert_error (error, HW_TILES_ERROR, code);
  g_assert_null (map);
  g_assert_nonnull (strstr (error->message, "refused.pmtiles"));
  g_assert_nonnull (strstr (error->message, reason));
  g_byte_array_unref (bytes);
}

/* Figures of the specification's own examples, and that no two tiles have the same place on the curve. */
static void
test_order (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  g_assert_cmpuint (hw_pmtiles_get_id (0, 0, 0), ==, 0);
  g_assert_cmpuint (hw_pmtiles_get_id (1, 0, 0), ==, 1);
  g_assert_cmpuint (hw_pmtiles_get_id (1, 0, 1), ==, 2);
  g_assert_cmpuint (hw_pmtiles_get_id (1, 1, 1), ==, 3);
  g_assert_cmpuint (hw_pmtiles_get_id (1, 1, 0), ==, 4);
  g_assert_cmpuint (hw_pmtiles_get_id (2, 0, 0), ==, 5);
  g_assert_cmpuint (hw_pmtiles_get_id (12, 3423, 1763), ==, 19078479);
  for (guint x = 0; x < 32; x++)
    for (guint y = 0; y < 32; y++)
      {
        guint64 id = hw_pmtiles_get_id (5, x, y);

        g_assert_cmpuint (id, >=, 341);
        g_assert_cmpuint (id, <, 1365);
        g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER (id)));
      }
}

static void
test_refuses_header (Fixture      *fixture,
                     gconstpointer data)
{
  Parts parts = make_parts ();
  GByteArray *bytes = make_pmtiles (&parts);

  bytes->data[7] = 2;
  assert_refused (fixture, bytes, HW_TILES_ERROR_FORMAT, "version 3");
  parts = make_parts ();
  parts.inner_packing = 3;
  assert_refused (fixture, make_pmtiles (&parts), HW_TILES_ERROR_FORMAT, "packed");
  parts = make_parts ();
  parts.tile_packing = 4;
  assert_refused (fixture, make_pmtiles (&parts), HW_TILES_ERROR_FORMAT, "packed");
  parts = make_parts ();
  parts.kind = HW_PMTILES_VECTOR;
  assert_refused (fixture, make_pmtiles (&parts), HW_TILES_ERROR_FORMAT, "vector tiles");
  parts = make_parts ();
  parts.max_zoom = 31;
  assert_refused (fixture, make_pmtiles (&parts), HW_TILES_ERROR_DAMAGED, "damaged");
  parts = make_parts ();
  g_byte_array_unref (parts.root);
  parts.root = pack (make_directory (NULL, 0));
  assert_refused (fixture, make_pmtiles (&parts), HW_TILES_ERROR_EMPTY, "no tile at all");
}

/* Each of the four parts of the header set to lie beyond the file, and to be longer than all memory. */
static void
test_refuses_offsets (Fixture      *fixture,
                      gconstpointer data)
{
  static const guint64 odd[] = { G_MAXUINT64, G_MAXINT64, 1u << 30 };

  for (guint field = 0; field < 8; field++)
    for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
      {
        Parts parts = make_parts ();
        GByteArray *bytes = make_pmtiles (&parts);

        put_number (bytes->data + 8 + 8 * field, odd[i], 8);
        assert_refused (fixture, bytes, HW_TILES_ERROR_DAMAGED, "damaged");
      }
}

static GByteArray *
make_varints (const guint64 *numbers,
              guint          n_numbers)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < n_numbers; i++)
    add_varint (bytes, numbers[i]);
  return bytes;
}

/* More lines than bytes, ids that stand still or run over, no length, a length beyond reason, nothing to follow on. */
static void
test_refuses_directories (void)
{
  static const struct { guint n; guint64 numbers[9]; } odd[] = {
    { 1, { G_MAXUINT64 } }, { 1, { 1000000 } }, { 9, { 2, 5, 0, 1, 1, 9, 9, 1, 0 } }, { 9, { 2, 5, G_MAXUINT64, 1, 1, 9, 9, 1, 0 } },
    { 5, { 1, 0, 1, 0, 1 } }, { 5, { 1, 0, 1, 1u << 30, 1 } }, { 5, { 1, 0, 1, 10, 0 } }, { 5, { 1, 0, G_MAXUINT64, 10, 1 } },
    { 9, { 2, 5, 1, 1, 1, 9, 9, G_MAXUINT64, 0 } }, { 4, { 1, 0, 1, 10 } },
  };
  static const guint8 endless[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 };
  g_autoptr (GByteArray) good = make_varints ((const guint64[]) { 1, 0, 1, 10, 1 }, 5);
  g_autoptr (GArray) directory = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GByteArray) bytes = make_varints (odd[i].numbers, odd[i].n);

      g_assert_null (hw_pmtiles_read_directory (bytes->data, bytes->len));
    }
  g_assert_null (hw_pmtiles_read_directory (endless, sizeof endless));
  directory = hw_pmtiles_read_directory (good->data, good->len);
  g_assert_cmpuint (directory->len, ==, 1);
}

/* A few bytes that unpack into a gigabyte are not unpacked to the end. */
static void
test_refuses_bombs (void)
{
  GByteArray *plain = g_byte_array_new ();
  g_autoptr (GByteArray) packed = NULL;
  g_autoptr (GBytes) whole = NULL;

  g_byte_array_set_size (plain, 2 * HW_PMTILES_MAX_DIRECTORY);
  memset (plain->data, 1, plain->len);
  packed = pack (plain);
  g_assert_null (hw_pmtiles_unpack (packed->data, packed->len, HW_PMTILES_MAX_DIRECTORY));
  g_assert_null (hw_pmtiles_unpack (packed->data, packed->len / 2, 4 * HW_PMTILES_MAX_DIRECTORY));
  whole = hw_pmtiles_unpack (packed->data, packed->len, 2 * HW_PMTILES_MAX_DIRECTORY);
  g_assert_cmpuint (g_bytes_get_size (whole), ==, 2 * HW_PMTILES_MAX_DIRECTORY);
}

static void
assert_tile (HwTileArchive *map,
             guint          zoom,
             guint          x,
             guint          y,
             const guint32 *colours)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile = hw_tile_archive_get_tile (map, zoom, x, y, &error);
  g_autoptr (GBytes) expected = colours != NULL ? make_picture (colours) : NULL;

  g_assert_no_error (error);
  g_assert_true ((tile == NULL) == (expected == NULL));
  g_assert_true (expected == NULL || g_bytes_equal (tile, expected));
}

static void
test_reads (Fixture      *fixture,
            gconstpointer data)
{
  Parts parts = make_parts ();
  g_autoptr (GByteArray) bytes = make_pmtiles (&parts);
  g_autofree char *path = write_bytes (fixture, "good.pmtiles", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwTileArchive) map = hw_tile_archive_open (path, &error);
  g_auto (HwTile) tile = HW_TILE_INIT;
  HwBox bounds;

  g_assert_no_error (error);
  g_assert_true (HW_IS_PMTILES (map));
  g_assert_cmpstr (hw_tile_archive_get_name (map), ==, "Four & more");
  g_assert_cmpstr (hw_tile_archive_get_attribution (map), ==, "© Somebody");
  g_assert_cmpstr (hw_tile_archive_get_format (map), ==, "png");
  g_assert_cmpuint (hw_tile_archive_get_max_zoom (map), ==, 2);
  bounds = hw_tile_archive_get_bounds (map);
  g_assert_cmpfloat_with_epsilon (bounds.west, -3.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.north, 54.5, 1e-9);

  assert_tile (map, 0, 0, 0, other_colours);
  /* a run of four, then the leaf: a run of two, a gap, one more */
  assert_tile (map, 1, 0, 0, four_colours);
  assert_tile (map, 1, 1, 0, four_colours);
  assert_tile (map, 2, 0, 0, four_colours);
  assert_tile (map, 2, 1, 0, four_colours);
  assert_tile (map, 2, 1, 1, NULL);
  for (guint i = 0; i < 16; i++)
    if (hw_pmtiles_get_id (2, i % 4, i / 4) == 9)
      assert_tile (map, 2, i % 4, i / 4, other_colours);
  assert_tile (map, 3, 0, 0, NULL);
  g_assert_true (hw_tile_decode (map, 5, 0, 0, &tile, &error));
  g_assert_cmpint (tile.state, ==, HW_TILE_SCALED);
  g_assert_cmpuint (tile.zoom, ==, 2);
}

/* A directory below that is damaged takes only its own tiles with it; one that points to itself comes to an end. */
static void
test_damaged_leaf (Fixture      *fixture,
                   gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      Parts parts = make_parts ();
      g_autoptr (GByteArray) bytes = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HwTileArchive) map = NULL;

      if (i == 0)
        parts.leaves->data[parts.leaves->len / 2] ^= 0xff;
      else
        {
          guint32 length = 60;

          /* to itself, or beyond the end of the tiles */
          g_byte_array_unref (parts.leaves);
          parts.leaves = i == 1 ? pack (make_directory ((Line[]) { { 5, 0, length, 0 } }, 1)) : pack (make_directory ((Line[]) { { 5, 9, length, 1u << 30 } }, 1));
          g_byte_array_unref (parts.root);
          parts.root = pack (make_directory ((Line[]) { { 0, 1, 100, 0 }, { 5, 0, parts.leaves->len, 0 } }, 2));
        }
      bytes = make_pmtiles (&parts);
      path = write_bytes (fixture, "leaf.pmtiles", bytes);
      map = hw_tile_archive_open (path, &error);
      g_assert_no_error (error);
      g_assert_null (hw_tile_archive_get_tile (map, 2, 0, 0, &error));
      g_assert_error (error, HW_TILES_ERROR, HW_TILES_ERROR_DAMAGED);
    }
}

static void
test_refuses_cuts (Fixture      *fixture,
                   gconstpointer data)
{
  Parts parts = make_parts ();
  g_autoptr (GByteArray) bytes = make_pmtiles (&parts);

  for (guint length = 8; length < bytes->len; length += 1 + bytes->len / 100)
    {
      g_autoptr (GByteArray) cut = g_byte_array_new ();

      g_byte_array_append (cut, bytes->data, length);
      assert_refused (fixture, g_byte_array_ref (cut), HW_TILES_ERROR_DAMAGED, "damaged");
    }
}

/* Any one byte changed: a map or a reason, and every tile a picture or an error. */
static void
test_any_byte (Fixture      *fixture,
               gconstpointer data)
{
  Parts parts = make_parts ();
  g_autoptr (GByteArray) bytes = make_pmtiles (&parts);

  for (guint i = 7; i < bytes->len; i += i < 400 ? 1 : 37)
    {
      g_autofree char *path = NULL;
      g_autoptr (HwTileArchive) map = NULL;

      bytes->data[i] ^= 0x55;
      path = write_bytes (fixture, "byte.pmtiles", bytes);
      bytes->data[i] ^= 0x55;
      map = hw_tile_archive_open (path, NULL);
      for (guint tile = 0; map != NULL && tile < 6; tile++)
        {
          g_auto (HwTile) picture = HW_TILE_INIT;

          hw_tile_decode (map, tile % 3, tile % 2, 0, &picture, NULL);
        }
    }
}

static void
test_odd_descriptions (Fixture      *fixture,
                       gconstpointer data)
{
  g_autofree char *deep = g_strnfill (50000, '[');
  const char *odd[] = { "", "[]", "{\"name\": 5, \"attribution\": {}}", "{\"name\": ", "\xff\xfe", deep };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      Parts parts = make_parts ();
      g_autoptr (GByteArray) bytes = NULL;
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (HwTileArchive) map = NULL;

      g_byte_array_unref (parts.metadata);
      parts.metadata = pack (make_bytes (odd[i]));
      bytes = make_pmtiles (&parts);
      path = write_bytes (fixture, "odd.pmtiles", bytes);
      map = hw_tile_archive_open (path, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (hw_tile_archive_get_name (map), ==, "odd.pmtiles");
      g_assert_null (hw_tile_archive_get_attribution (map));
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pmtiles/counts-tiles-along-the-curve", test_order);
  ADD ("/pmtiles/refuses/headers-of-what-it-cannot-read", test_refuses_header);
  ADD ("/pmtiles/refuses/parts-beyond-the-end", test_refuses_offsets);
  g_test_add_func ("/pmtiles/refuses/directories-that-cannot-be", test_refuses_directories);
  g_test_add_func ("/pmtiles/refuses/what-unpacks-without-an-end", test_refuses_bombs);
  ADD ("/pmtiles/refuses/a-file-cut-at-a-hundred-places", test_refuses_cuts);
  ADD ("/pmtiles/gives-runs-and-what-is-in-directories-below", test_reads);
  ADD ("/pmtiles/a-damaged-directory-takes-only-its-own-tiles", test_damaged_leaf);
  ADD ("/pmtiles/survives-any-changed-byte", test_any_byte);
  ADD ("/pmtiles/is-a-map-without-a-readable-description", test_odd_descriptions);
  return g_test_run ();
}
