/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-tiles.h"
#include "hw-map-style.h"
#include "hw-tile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A ShumateMapSource over HwMbtiles. Reading and decoding happen in a task
 * thread; the main thread only hands the finished texture to the tile. A place
 * that the file does not cover gets a tile that says so, instead of a white
 * hole that looks like a map still loading.
 */

#define TILE_SIZE 256

struct _HwMapTiles
{
  ShumateMapSource parent_instance;

  HwTileArchive  *map;      /* (owned) (nullable) */
  GdkTexture *missing;  /* (owned): for what the file does not hold */
  gboolean    dark;
  guint       n_loading;
};

enum { SIGNAL_LOADED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwMapTiles, hw_map_tiles, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  HwTileArchive *map;       /* (owned) */
  guint      x, y, zoom;
  gboolean   dark;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->map);
  g_free (wanted);
}

/* Faint stripes and words for a place beyond the map; plain ground when there is no map at all. */
static GdkTexture *
draw_missing (gboolean has_map,
              gboolean dark)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE_SIZE, TILE_SIZE);
  int stride = cairo_image_surface_get_stride (surface);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkRGBA ground, dim;

  hw_map_colour (HW_MAP_COLOUR_GROUND, dark, &ground);
  hw_map_colour (HW_MAP_COLOUR_DIM, dark, &dim);
  gdk_cairo_set_source_rgba (cr, &ground);
  cairo_paint (cr);
  if (has_map)
    {
      gdk_cairo_set_source_rgba (cr, &dim);
      hw_map_draw_text (cr, _("No map here"), TILE_SIZE / 2.0, TILE_SIZE / 2.0, 12, FALSE);
      dim.alpha = 0.12;
      gdk_cairo_set_source_rgba (cr, &dim);
      cairo_set_line_width (cr, 1);
      for (int offset = -TILE_SIZE; offset < TILE_SIZE; offset += 32)
        {
          cairo_move_to (cr, offset, 0);
          cairo_line_to (cr, offset + TILE_SIZE, TILE_SIZE);
        }
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * TILE_SIZE,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (TILE_SIZE, TILE_SIZE, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* On a task thread: reads, decodes and darkens. Returns NULL without an error for a place beyond the map. */
static void
decode_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Wanted *wanted = task_data;
  g_auto (HwTile) tile = HW_TILE_INIT;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  guint width, height;
  gsize stride;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!hw_tile_decode (wanted->map, wanted->zoom, wanted->x, wanted->y, &tile, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (tile.state == HW_TILE_MISSING)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  if (wanted->dark)
    hw_tile_make_dark (&tile);
  width = tile.width;
  height = tile.height;
  stride = tile.stride;
  bytes = hw_tile_steal_bytes (&tile);
  g_task_return_pointer (task, gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride), g_object_unref);
}

static void
show_texture (ShumateTile *tile,
              GdkTexture  *texture)
{
  shumate_tile_set_fade_in (tile, FALSE);
  shumate_tile_set_paintable (tile, GDK_PAINTABLE (texture));
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
}

static void
decoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwMapTiles *self = HW_MAP_TILES (source);
  ShumateTile *tile = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_loading--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    g_debug ("A tile of the map cannot be shown (%s, %d)", g_quark_to_string (error->domain), error->code);
  show_texture (tile, texture ? texture : self->missing);
  g_task_return_boolean (task, TRUE);
  if (self->n_loading == 0)
    g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
hw_map_tiles_fill_tile_async (ShumateMapSource    *source,
                              ShumateTile         *tile,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  HwMapTiles *self = HW_MAP_TILES (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) decode = NULL;
  Wanted *wanted;

  g_task_set_source_tag (task, hw_map_tiles_fill_tile_async);
  g_task_set_task_data (task, g_object_ref (tile), g_object_unref);
  if (self->map == NULL)
    {
      show_texture (tile, self->missing);
      g_task_return_boolean (task, TRUE);
      return;
    }

  wanted = g_new0 (Wanted, 1);
  wanted->map = g_object_ref (self->map);
  wanted->x = shumate_tile_get_x (tile);
  wanted->y = shumate_tile_get_y (tile);
  wanted->zoom = shumate_tile_get_zoom_level (tile);
  wanted->dark = self->dark;
  shumate_tile_set_state (tile, SHUMATE_STATE_LOADING);
  self->n_loading++;
  decode = g_task_new (self, cancellable, decoded_cb, g_steal_pointer (&task));
  g_task_set_source_tag (decode, decode_thread);
  g_task_set_task_data (decode, wanted, wanted_free);
  g_task_run_in_thread (decode, decode_thread);
}

static gboolean
hw_map_tiles_fill_tile_finish (ShumateMapSource  *source,
                               GAsyncResult      *result,
                               GError           **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
hw_map_tiles_finalize (GObject *object)
{
  HwMapTiles *self = HW_MAP_TILES (object);

  g_clear_object (&self->map);
  g_clear_object (&self->missing);
  G_OBJECT_CLASS (hw_map_tiles_parent_class)->finalize (object);
}

static void
hw_map_tiles_class_init (HwMapTilesClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_map_tiles_finalize;
  source_class->fill_tile_async = hw_map_tiles_fill_tile_async;
  source_class->fill_tile_finish = hw_map_tiles_fill_tile_finish;

  /**
   * HwMapTiles::loaded:
   * @self: the source
   *
   * The last tile that was asked for is there.
   */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", HW_TYPE_MAP_TILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_map_tiles_init (HwMapTiles *self)
{
}

/**
 * hw_map_tiles_new:
 * @map: (nullable): the file, or %NULL for a plain ground
 * @dark: whether the pictures are darkened
 *
 * Returns: (transfer full): a source of tiles
 */
HwMapTiles *
hw_map_tiles_new (HwTileArchive *map,
                  gboolean   dark)
{
  HwMapTiles *self = g_object_new (HW_TYPE_MAP_TILES,
                                   "id", "homeward",
                                   "name", "Homeward",
                                   "min-zoom-level", HW_MAP_MIN_ZOOM,
                                   "max-zoom-level", HW_MAP_MAX_ZOOM,
                                   "tile-size", TILE_SIZE,
                                   "projection", SHUMATE_MAP_PROJECTION_MERCATOR,
                                   NULL);

  self->map = map ? g_object_ref (map) : NULL;
  self->dark = dark;
  self->missing = draw_missing (map != NULL, dark);
  return self;
}

/**
 * hw_map_tiles_get_map:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): its file
 */
HwTileArchive *
hw_map_tiles_get_map (HwMapTiles *self)
{
  g_return_val_if_fail (HW_IS_MAP_TILES (self), NULL);

  return self->map;
}

/* Providers write their attribution as HTML: "<a href=…>© OpenStreetMap contributors</a>". */
static char *
strip_markup (const char *html)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (const char *c = html; *c != '\0'; c++)
    {
      if (*c == '<')
        in_tag = TRUE;
      else if (*c == '>' && in_tag)
        in_tag = FALSE;
      else if (!in_tag)
        g_string_append_c (text, *c);
    }
  g_string_replace (text, "&copy;", "©", 0);
  g_string_replace (text, "&amp;", "&", 0);
  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

/**
 * hw_map_tiles_dup_attribution:
 * @map: (nullable): a map file
 *
 * Says whose map it is and how old, as must always stand on the map.
 *
 * Returns: (transfer full): "Riverton · March 2025 · stored on this laptop"
 */
char *
hw_map_tiles_dup_attribution (HwTileArchive *map)
{
  g_autoptr (GDateTime) modified = NULL;
  g_autofree char *month = NULL, *whose = NULL;

  if (map == NULL)
    return g_strdup (_("No map chosen"));

  if (hw_tile_archive_get_attribution (map) != NULL)
    whose = strip_markup (hw_tile_archive_get_attribution (map));
  if (whose == NULL || *whose == '\0')
    {
      g_free (whose);
      whose = g_strdup (hw_tile_archive_get_name (map) ? hw_tile_archive_get_name (map) : _("Map"));
    }
  modified = g_date_time_new_from_unix_utc (hw_tile_archive_get_modified (map) / G_USEC_PER_SEC);
  if (modified == NULL || hw_tile_archive_get_modified (map) <= 0)
    /* TRANSLATORS: %s is whose map it is */
    return g_strdup_printf (_("%s · stored on this laptop"), whose);
  /* TRANSLATORS: month and year that a map is of: "March 2025" */
  month = g_date_time_format (modified, _("%B %Y"));
  /* TRANSLATORS: whose map it is, and the month it is of */
  return g_strdup_printf (_("%s · %s · stored on this laptop"), whose, month);
}
