/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-mbtiles-writer.h"
#include "hw-png.h"
#include "hw-point-index.h"
#include "hw-town-drawing.h"
#include "hw-town-labels.h"
#include "hw-town-private.h"

/* Writes the demo town's map: sheets of four by four tiles are drawn and packed
 * on a thread each, and this thread puts the tiles into the file as they come. */

#define FIRST_ZOOM 10
#define LAST_ZOOM  17
#define SHEET      4     /* tiles to a side */
#define TILE       256

/* Metres from the middle that the tiles of a zoom reach; further out a viewer enlarges those of a smaller zoom. */
static const double reaches[LAST_ZOOM - FIRST_ZOOM + 1] = { 12000, 12000, 11000, 8500, 6000, 3600, 2300, 1900 };

static const HwTownCaption captions[] = {
  { "Riverton Station", HW_LABEL_PLACE, { -440, -372 }, 14 }, { "Abbey Park", HW_LABEL_PARK, { 366, -282 }, 14 },
  { "Market Square", HW_LABEL_PLACE, { 14, -2 }, 16 }, { "New Bridge", HW_LABEL_BRIDGE, { 232, 172 }, 15 },
  { "Old Bridge", HW_LABEL_BRIDGE, { -560, 352 }, 15 }, { "Bandstand", HW_LABEL_PLACE, { 470, -236 }, 16 },
  { "Royal Infirmary", HW_LABEL_PLACE, { 900, -330 }, 15 }, { "Viaduct Arches", HW_LABEL_PLACE, { -122, -392 }, 16 },
  { "Riverton Library", HW_LABEL_PLACE, { -330, -62 }, 17 }, { "St Mary’s Church", HW_LABEL_PLACE, { -190, 92 }, 16 },
  { "Market Arcade", HW_LABEL_PLACE, { 110, 34 }, 17 }, { "Quay Street Steps", HW_LABEL_PLACE, { -270, 492 }, 17 },
  { "Canal Yard", HW_LABEL_PLACE, { 614, 472 }, 16 }, { "Bus Station", HW_LABEL_PLACE, { -190, -196 }, 16 },
  { "Southbank Green", HW_LABEL_PARK, { 622, 654 }, 15 }, { "Hillside Recreation Ground", HW_LABEL_PARK, { -968, -620 }, 15 },
  { "Moorside Cemetery", HW_LABEL_PARK, { 304, -1180 }, 15 }, { "Quayside Gardens", HW_LABEL_PARK, { -900, 402 }, 16 },
  { "Eastfield Common", HW_LABEL_PARK, { 1254, 12 }, 15 }, { "Quayside Retail Park", HW_LABEL_PLACE, { 1120, 700 }, 16 },
};

/* What all tiles of one zoom share. */
typedef struct
{
  guint      zoom;
  double     scale;           /* pixels per metre */
  double     x, y;            /* pixels of the town's middle, from the north-west corner of the world */
  guint      x0, y0, x1, y1;  /* tiles, inclusive */
  GPtrArray *labels;          /* (owned) */
} Level;

typedef struct { const Level *level; guint x, y; } Sheet;
typedef struct { guint zoom, x, y; GBytes *picture; } Tile;

typedef struct
{
  const HwTownPlan *plan;
  GCancellable     *cancellable;   /* (nullable) */
  GAsyncQueue      *done;          /* (owned) (element-type GPtrArray): the tiles of a sheet */
} Press;

static void
tile_free (Tile *tile)
{
  g_bytes_unref (tile->picture);
  g_free (tile);
}

static void
level_init (Level  *level,
            HwTown *town,
            guint   zoom)
{
  HwPoint centre = hw_town_get_centre (town), east = hw_town_to_point (town, (HwXy) { 1000, 0 });
  double world = TILE * exp2 (zoom), reach;

  level->zoom = zoom;
  level->x = hw_mercator_x (centre.longitude) * world;
  level->y = hw_mercator_y (centre.latitude) * world;
  level->scale = (hw_mercator_x (east.longitude) * world - level->x) / 1000;
  reach = reaches[zoom - FIRST_ZOOM] * level->scale;
  level->x0 = (guint) floor ((level->x - reach) / TILE);
  level->y0 = (guint) floor ((level->y - reach) / TILE);
  level->x1 = (guint) floor ((level->x + reach) / TILE);
  level->y1 = (guint) floor ((level->y + reach) / TILE);
  level->labels = hw_town_labels_new (hw_town_get_plan (town), captions, G_N_ELEMENTS (captions), zoom, level->scale);
}

static void
clear_level (gpointer level)
{
  g_ptr_array_unref (((Level *) level)->labels);
}

static cairo_surface_t *
draw_sheet (Press       *press,
            const Sheet *sheet)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SHEET * TILE, SHEET * TILE);
  cairo_t *cr = cairo_create (surface);

  hw_town_draw (press->plan, sheet->level->labels, cr, sheet->level->zoom, sheet->level->scale,
                (double) sheet->x * TILE - sheet->level->x, (double) sheet->y * TILE - sheet->level->y, SHEET * TILE, SHEET * TILE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* On a thread of the pool: always answers, with no tiles when the work was cancelled, so that the writer can count. */
static void
print_sheet (gpointer data,
             gpointer user_data)
{
  g_autofree Sheet *sheet = data;
  Press *press = user_data;
  GPtrArray *tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) tile_free);

  if (!g_cancellable_is_cancelled (press->cancellable))
    {
      cairo_surface_t *surface = draw_sheet (press, sheet);
      gsize stride = (gsize) cairo_image_surface_get_stride (surface);

      for (guint y = sheet->y; y < sheet->y + SHEET && y <= sheet->level->y1; y++)
        for (guint x = sheet->x; x < sheet->x + SHEET && x <= sheet->level->x1; x++)
          {
            const guchar *corner = cairo_image_surface_get_data (surface) + (y - sheet->y) * TILE * stride + (gsize) (x - sheet->x) * TILE * 4;
            Tile *tile = g_new (Tile, 1);

            *tile = (Tile) { sheet->level->zoom, x, y, hw_png_encode (corner, TILE, TILE, stride) };
            g_ptr_array_add (tiles, tile);
          }
      cairo_surface_destroy (surface);
    }
  g_async_queue_push (press->done, tiles);
}

static guint
push_sheets (GThreadPool *pool,
             GArray      *levels)
{
  guint n_sheets = 0;

  for (guint i = levels->len; i-- > 0;)
    {
      const Level *level = &g_array_index (levels, Level, i);

      for (guint y = level->y0; y <= level->y1; y += SHEET)
        for (guint x = level->x0; x <= level->x1; x += SHEET, n_sheets++)
          g_thread_pool_push (pool, g_memdup2 (&(Sheet) { level, x, y }, sizeof (Sheet)), NULL);
    }
  return n_sheets;
}

static gboolean
write_metadata (HwTown          *self,
                HwMbtilesWriter *writer,
                GError         **error)
{
  HwPoint south_west = hw_town_to_point (self, (HwXy) { -11000, 11000 }), north_east = hw_town_to_point (self, (HwXy) { 11000, -11000 });
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  double degrees[] = { south_west.longitude, south_west.latitude, north_east.longitude, north_east.latitude };
  g_autofree char *bounds = NULL;

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.6f", degrees[i]);
  bounds = g_strdup_printf ("%s,%s,%s,%s", numbers[0], numbers[1], numbers[2], numbers[3]);
  return hw_mbtiles_writer_set (writer, "name", hw_town_get_name (self), error) &&
         hw_mbtiles_writer_set (writer, "type", "baselayer", error) &&
         hw_mbtiles_writer_set (writer, "version", G_STRINGIFY (HW_TOWN_VERSION), error) &&
         hw_mbtiles_writer_set (writer, "description", "A town that does not exist, drawn by Homeward for its demo", error) &&
         hw_mbtiles_writer_set (writer, "attribution", "Riverton, a made-up town", error) &&
         hw_mbtiles_writer_set (writer, "format", "png", error) &&
         hw_mbtiles_writer_set (writer, "minzoom", G_STRINGIFY (FIRST_ZOOM), error) &&
         hw_mbtiles_writer_set (writer, "maxzoom", G_STRINGIFY (LAST_ZOOM), error) &&
         hw_mbtiles_writer_set (writer, "bounds", bounds, error);
}

static gboolean
write_tiles (HwMbtilesWriter *writer,
             GPtrArray       *tiles,
             GError         **error)
{
  for (guint i = 0; i < tiles->len; i++)
    {
      Tile *tile = g_ptr_array_index (tiles, i);

      if (!hw_mbtiles_writer_add (writer, tile->zoom, tile->x, tile->y, tile->picture, error))
        return FALSE;
    }
  return TRUE;
}

/* Takes every sheet from the press, also after a failure, so that no thread is left at work. */
static gboolean
collect_sheets (Press             *press,
                HwMbtilesWriter   *writer,
                guint              n_sheets,
                HwTownProgressFunc progress,
                gpointer           user_data,
                GError           **error)
{
  gboolean well = TRUE;

  for (guint i = 1; i <= n_sheets; i++)
    {
      g_autoptr (GPtrArray) tiles = g_async_queue_pop (press->done);

      well = well && !g_cancellable_set_error_if_cancelled (press->cancellable, error) && write_tiles (writer, tiles, error);
      if (well && progress != NULL)
        progress ((double) i / n_sheets, user_data);
    }
  return well;
}

/**
 * hw_town_write_mbtiles:
 * @self: a town
 * @path: where the map shall appear; it does so when it is whole
 * @progress: (nullable) (scope call): called on this thread as the work goes on
 * @user_data: for @progress
 * @cancellable: (nullable): stops the work; nothing is left behind
 * @error: return location: %HW_TILES_ERROR_WRITE, %G_IO_ERROR_CANCELLED
 *
 * Draws the map of the town, zooms 10 to 17, on as many threads as the machine
 * has processors. Takes seconds: not for the main thread.
 *
 * Returns: %FALSE with @error set when there is no map
 */
gboolean
hw_town_write_mbtiles (HwTown            *self,
                       const char        *path,
                       HwTownProgressFunc progress,
                       gpointer           user_data,
                       GCancellable      *cancellable,
                       GError           **error)
{
  g_autoptr (HwMbtilesWriter) writer = hw_mbtiles_writer_new (path, error);
  g_autoptr (GArray) levels = NULL;
  Press press = { hw_town_get_plan (self), cancellable, NULL };
  GThreadPool *pool;
  gboolean well;

  if (writer == NULL || !write_metadata (self, writer, error))
    return FALSE;
  levels = g_array_sized_new (FALSE, FALSE, sizeof (Level), LAST_ZOOM - FIRST_ZOOM + 1);
  g_array_set_clear_func (levels, clear_level);
  g_array_set_size (levels, LAST_ZOOM - FIRST_ZOOM + 1);
  for (guint i = 0; i < levels->len; i++)
    level_init (&g_array_index (levels, Level, i), self, FIRST_ZOOM + i);
  press.done = g_async_queue_new ();
  pool = g_thread_pool_new (print_sheet, &press, (int) MIN (g_get_num_processors (), 8), FALSE, NULL);
  well = collect_sheets (&press, writer, push_sheets (pool, levels), progress, user_data, error);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_async_queue_unref (press.done);
  return well && hw_mbtiles_writer_finish (writer, error);
}
