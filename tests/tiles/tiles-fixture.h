/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "hw-connection.h"
#include "hw-png.h"
#include "hw-tile.h"

/* A folder of its own for each test, and small maps to put into it. */

typedef struct { char *folder; } Fixture;

static inline void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("homeward-tiles-XXXXXX", &error);
  g_assert_no_error (error);
}

static inline guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static inline void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static inline char *
in_folder (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* A picture of four quarters, each of one colour: north-west, north-east, south-west, south-east. */
static inline GBytes *
make_picture (const guint32 *quarters)
{
  g_autofree guint32 *pixels = g_new (guint32, 256 * 256);

  for (guint y = 0; y < 256; y++)
    for (guint x = 0; x < 256; x++)
      pixels[y * 256 + x] = quarters[(y >= 128 ? 2 : 0) + (x >= 128 ? 1 : 0)];
  return hw_png_encode ((const guchar *) pixels, 256, 256, 1024);
}

/* Runs @sql on a plain database, which is made if there is none. */
static inline void
make_file (const char *path,
           const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwConnection) connection = hw_connection_create_plain (path, NULL, &error);

  g_assert_no_error (error);
  hw_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

static inline guint32
get_pixel (const HwTile *tile,
           guint         x,
           guint         y)
{
  return *(const guint32 *) (gconstpointer) (tile->pixels + y * tile->stride + 4 * (gsize) x);
}

static inline void
assert_near (guint32 a,
             guint32 b,
             int     tolerance)
{
  for (guint shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) (a >> shift & 255) - (int) (b >> shift & 255)), <=, tolerance);
}
