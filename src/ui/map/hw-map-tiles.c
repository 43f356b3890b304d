/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-tiles.h"
#include "hw-ground-paintable.h"
#include "hw-map-style.h"
#include "hw-online-map.h"

#include <glib/gi18n-lib.h>

/*
 * A ShumateMapSource over a stack of maps. Reading, decoding and the density of
 * the reports happen in task threads; the main thread only hands the finished
 * picture to the tile. A place that no map covers gets a tile that says so,
 * instead of a white hole that looks like a map still loading. When the density
 * changes, the tiles that are on the screen are painted again where they are:
 * until the new picture is there the old one stays.
 */

#define TILE_SIZE 256
#define SILENCE   (30 * G_USEC_PER_SEC)   /* before a service that did not answer is asked again */

struct _HwMapTiles
{
  ShumateMapSource parent_instance;

  HwTileStack *maps;        /* (owned) (nullable) */
  HwOnlineMap *online;      /* (owned by the stack) (nullable): what to ask for tiles that no map has */
  gint64       silent_until; /* monotonic time: the service did not answer, and is left alone until then */
  HwHeat      *heat;        /* (owned) (nullable): the density that is painted over the maps */
  guint        heat_zoom;   /* the deepest zoom at which it is */
  GdkTexture  *missing;     /* (owned): for what no map holds, or not yet */
  GdkTexture  *damaged;     /* (owned): for what cannot be read */
  GPtrArray   *live;        /* (owned) (element-type GWeakRef): tiles that were asked for */
  gboolean     dark;
  gboolean     said_damage;
  guint        version;     /* of the density */
  guint        n_loading;
};

enum { SIGNAL_LOADED, SIGNAL_DAMAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwMapTiles, hw_map_tiles, SHUMATE_TYPE_MAP_SOURCE)

/* What a thread is to paint. */
typedef struct
{
  HwTileStack *maps;       /* (owned) (nullable) */
  HwHeat      *heat;       /* (owned) (nullable) */
  ShumateTile *tile;       /* (owned) */
  GTask       *fill;       /* (owned) (nullable): of libshumate, which waits for it */
  guint        x, y, zoom;
  guint        heat_zoom;  /* the deepest with density */
  guint        version;
  gboolean     dark;
  gboolean     was_fetched;  /* or could not be */
  GdkTexture  *missing;    /* (owned) */
  GdkTexture  *damaged;    /* (owned) */
} Wanted;

/* What it painted. */
typedef struct
{
  GdkTexture *ground;      /* (owned): the maps alone */
  GdkTexture *picture;     /* (owned) (nullable): with the density over it, where there is any */
  GError     *damage;      /* (owned) (nullable) */
  gboolean    is_exact;    /* no service could give a better one */
} Painted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_clear_pointer (&wanted->maps, hw_tile_stack_unref);
  g_clear_pointer (&wanted->heat, hw_heat_unref);
  g_clear_object (&wanted->tile);
  g_clear_object (&wanted->fill);
  g_clear_object (&wanted->missing);
  g_clear_object (&wanted->damaged);
  g_free (wanted);
}

static void
painted_free (gpointer data)
{
  Painted *painted = data;

  g_clear_object (&painted->ground);
  g_clear_object (&painted->picture);
  g_clear_error (&painted->damage);
  g_free (painted);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Painted, painted_free)

/* Faint stripes and words for a place without a picture; plain ground without words. */
static GdkTexture *
draw_missing (const char *words,
              gboolean    dark)
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
  if (words != NULL)
    {
      gdk_cairo_set_source_rgba (cr, &dim);
      hw_map_draw_text (cr, words, TILE_SIZE / 2.0, TILE_SIZE / 2.0, 12, FALSE);
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

static GdkTexture *
make_texture (HwTile *tile)
{
  guint width = tile->width, height = tile->height;
  gsize stride = tile->stride;
  g_autoptr (GBytes) bytes = hw_tile_steal_bytes (tile);

  return gdk_memory_texture_new ((int) width, (int) height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* The pixels of @texture, which stays as it is. */
static void
copy_pixels (GdkTexture *texture,
             HwTile     *tile)
{
  hw_tile_allocate (tile, (guint) gdk_texture_get_width (texture), (guint) gdk_texture_get_height (texture));
  gdk_texture_download (texture, tile->pixels, tile->stride);
}

/* On a task thread: reads, decodes, darkens, and paints the density over it. */
static void
paint_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Wanted *wanted = task_data;
  Painted *painted;
  g_auto (HwTile) tile = HW_TILE_INIT;

  if (g_task_return_error_if_cancelled (task))
    return;
  painted = g_new0 (Painted, 1);
  if (wanted->maps != NULL)
    hw_tile_stack_decode (wanted->maps, wanted->zoom, wanted->x, wanted->y, &tile, &painted->damage);
  painted->is_exact = tile.state == HW_TILE_EXACT;
  if (tile.state == HW_TILE_MISSING)
    painted->ground = g_object_ref (painted->damage != NULL ? wanted->damaged : wanted->missing);
  else
    {
      if (wanted->dark)
        hw_tile_make_dark (&tile);
      painted->ground = make_texture (&tile);
    }
  if (wanted->heat != NULL && wanted->zoom <= wanted->heat_zoom && hw_heat_has_any (wanted->heat, wanted->zoom, wanted->x, wanted->y))
    {
      copy_pixels (painted->ground, &tile);
      hw_heat_paint (wanted->heat, wanted->zoom, wanted->x, wanted->y, wanted->dark, &tile);
      painted->picture = make_texture (&tile);
    }
  g_task_return_pointer (task, painted, painted_free);
}

static void
show_painted (ShumateTile *tile,
              Painted     *painted)
{
  g_autoptr (GdkPaintable) paintable = NULL;

  if (painted->picture != NULL)
    paintable = hw_ground_paintable_new (painted->ground, painted->picture);
  else
    paintable = g_object_ref (GDK_PAINTABLE (painted->ground));
  shumate_tile_set_fade_in (tile, FALSE);
  shumate_tile_set_paintable (tile, paintable);
  shumate_tile_set_state (tile, SHUMATE_STATE_DONE);
}

static void
say_damage (HwMapTiles   *self,
            const GError *damage)
{
  if (damage == NULL || self->said_damage)
    return;
  self->said_damage = TRUE;
  g_signal_emit (self, signals[SIGNAL_DAMAGED], 0, damage->message);
}

static void start_painting (HwMapTiles *self, ShumateTile *tile, GTask *fill, gboolean was_fetched);

static void
finish_tile (HwMapTiles *self,
             GTask      *fill)
{
  self->n_loading--;
  if (fill != NULL)
    g_task_return_boolean (fill, TRUE);
  if (self->n_loading == 0)
    g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/* The tile that was asked for, and of whom. */
typedef struct
{
  HwMapTiles  *self;   /* (owned) */
  ShumateTile *tile;   /* (owned) */
  GTask       *fill;   /* (owned) */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_object_unref (asked->tile);
  g_object_unref (asked->fill);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  HwMapTiles *self = asked->self;
  g_autoptr (GError) error = NULL;

  self->n_loading--;
  if (hw_online_map_fetch_finish (HW_ONLINE_MAP (source), result, &error))
    {
      start_painting (self, asked->tile, asked->fill, TRUE);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->silent_until = g_get_monotonic_time () + SILENCE;
      say_damage (self, error);
    }
  /* with an error libshumate does not keep what is there instead */
  g_task_return_error (asked->fill, g_steal_pointer (&error));
  if (self->n_loading == 0)
    g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

/* Only for tiles that libshumate waits for, that is, those in view. */
static gboolean
ask_service (HwMapTiles *self,
             Wanted     *wanted)
{
  Asked *asked;

  if (self->online == NULL || wanted->fill == NULL || wanted->was_fetched || g_get_monotonic_time () < self->silent_until)
    return FALSE;
  asked = g_new0 (Asked, 1);
  *asked = (Asked) { g_object_ref (self), g_object_ref (wanted->tile), g_object_ref (wanted->fill) };
  hw_online_map_fetch_async (self->online, wanted->zoom, wanted->x, wanted->y, g_task_get_cancellable (wanted->fill), fetched_cb, asked);
  return TRUE;
}

static void
painted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  HwMapTiles *self = HW_MAP_TILES (source);
  Wanted *wanted = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (Painted) painted = g_task_propagate_pointer (G_TASK (result), &error);

  if (painted == NULL)
    {
      self->n_loading--;
      if (wanted->fill != NULL)
        g_task_return_error (wanted->fill, g_steal_pointer (&error));
      return;
    }
  say_damage (self, painted->damage);
  /* When the density changed meanwhile, a tile that was there already is being painted again by now. */
  if (wanted->version == self->version || wanted->fill != NULL)
    show_painted (wanted->tile, painted);
  if (!painted->is_exact && ask_service (self, wanted))
    return;
  if (wanted->version != self->version && wanted->fill != NULL)
    start_painting (self, wanted->tile, NULL, FALSE);
  finish_tile (self, wanted->fill);
}

/* @fill is of libshumate, which waits for it, or none for a tile that is there already. */
static void
start_painting (HwMapTiles  *self,
                ShumateTile *tile,
                GTask       *fill,
                gboolean     was_fetched)
{
  g_autoptr (GTask) task = g_task_new (self, fill != NULL ? g_task_get_cancellable (fill) : NULL, painted_cb, NULL);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->maps = self->maps != NULL ? hw_tile_stack_ref (self->maps) : NULL;
  wanted->heat = self->heat != NULL ? hw_heat_ref (self->heat) : NULL;
  wanted->tile = g_object_ref (tile);
  wanted->fill = fill != NULL ? g_object_ref (fill) : NULL;
  wanted->x = shumate_tile_get_x (tile);
  wanted->y = shumate_tile_get_y (tile);
  wanted->zoom = shumate_tile_get_zoom_level (tile);
  wanted->heat_zoom = self->heat_zoom;
  wanted->version = self->version;
  wanted->dark = self->dark;
  wanted->was_fetched = was_fetched;
  wanted->missing = g_object_ref (self->missing);
  wanted->damaged = g_object_ref (self->damaged);
  self->n_loading++;
  g_task_set_source_tag (task, paint_thread);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, paint_thread);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Tiles that libshumate has let go of are forgotten now and then. */
static void
forget_dead (HwMapTiles *self)
{
  for (guint i = self->live->len; i-- > 0;)
    {
      g_autoptr (GObject) tile = g_weak_ref_get (self->live->pdata[i]);

      if (tile == NULL)
        g_ptr_array_remove_index_fast (self->live, i);
    }
}

static void
remember (HwMapTiles  *self,
          ShumateTile *tile)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  if (self->live->len >= 256)
    forget_dead (self);
  g_weak_ref_init (reference, tile);
  g_ptr_array_add (self->live, reference);
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

  g_task_set_source_tag (task, hw_map_tiles_fill_tile_async);
  remember (self, tile);
  if (self->maps == NULL && self->heat == NULL)
    {
      show_painted (tile, &(Painted) { .ground = self->missing });
      g_task_return_boolean (task, TRUE);
      return;
    }
  shumate_tile_set_state (tile, SHUMATE_STATE_LOADING);
  start_painting (self, tile, task, FALSE);
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

  g_clear_pointer (&self->maps, hw_tile_stack_unref);
  g_clear_pointer (&self->heat, hw_heat_unref);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_object (&self->missing);
  g_clear_object (&self->damaged);
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

  /**
   * HwMapTiles::damaged:
   * @self: the source
   * @words: which map, and what is wrong with it
   *
   * A tile could not be read. Said once.
   */
  signals[SIGNAL_DAMAGED] = g_signal_new ("damaged", HW_TYPE_MAP_TILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hw_map_tiles_init (HwMapTiles *self)
{
  self->live = g_ptr_array_new_with_free_func (weak_ref_free);
}

/* libshumate keeps pictures of tiles that went out of view by the name of their source: another density, another name. */
static void
name_version (HwMapTiles *self)
{
  g_autofree char *id = g_strdup_printf ("homeward-%u", self->version);

  shumate_map_source_set_id (SHUMATE_MAP_SOURCE (self), id);
}

/* A service stands below all files: it is asked only for what they do not have. */
static HwOnlineMap *
find_service (HwTileStack *maps)
{
  guint size = maps != NULL ? hw_tile_stack_get_size (maps) : 0;
  HwTileArchive *last = size > 0 ? hw_tile_stack_get (maps, size - 1) : NULL;

  return HW_IS_ONLINE_MAP (last) ? HW_ONLINE_MAP (last) : NULL;
}

/**
 * hw_map_tiles_new:
 * @maps: (nullable): the maps, or %NULL for a plain ground
 * @dark: whether the pictures are darkened
 *
 * Returns: (transfer full): a source of tiles
 */
HwMapTiles *
hw_map_tiles_new (HwTileStack *maps,
                  gboolean     dark)
{
  HwMapTiles *self = g_object_new (HW_TYPE_MAP_TILES,
                                   "name", "Homeward",
                                   "min-zoom-level", HW_MAP_MIN_ZOOM,
                                   "max-zoom-level", HW_MAP_MAX_ZOOM,
                                   "tile-size", TILE_SIZE,
                                   "projection", SHUMATE_MAP_PROJECTION_MERCATOR,
                                   NULL);

  name_version (self);
  self->maps = maps != NULL && hw_tile_stack_get_size (maps) > 0 ? hw_tile_stack_ref (maps) : NULL;
  self->online = find_service (self->maps);
  self->dark = dark;
  self->missing = draw_missing (self->maps != NULL && self->online == NULL ? _("No map here") : NULL, dark);
  self->damaged = draw_missing (_("The map is damaged here"), dark);
  return self;
}

/**
 * hw_map_tiles_set_heat:
 * @self: a source
 * @heat: (nullable): the density to paint over the maps, %NULL for none
 * @deepest: the deepest zoom at which it is painted
 *
 * Tiles on the screen are painted again, and keep their old picture until then.
 */
void
hw_map_tiles_set_heat (HwMapTiles *self,
                       HwHeat     *heat,
                       guint       deepest)
{
  g_return_if_fail (HW_IS_MAP_TILES (self));

  if (self->heat == heat && self->heat_zoom == deepest)
    return;
  g_clear_pointer (&self->heat, hw_heat_unref);
  self->heat = heat != NULL ? hw_heat_ref (heat) : NULL;
  self->heat_zoom = deepest;
  self->version++;
  name_version (self);
  forget_dead (self);
  for (guint i = 0; i < self->live->len; i++)
    {
      g_autoptr (ShumateTile) tile = g_weak_ref_get (self->live->pdata[i]);

      /* one that is being painted notices by itself */
      if (tile != NULL && shumate_tile_get_state (tile) == SHUMATE_STATE_DONE)
        start_painting (self, tile, NULL, FALSE);
    }
}

static char *
dup_whose (HwTileStack *maps)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < hw_tile_stack_get_size (maps); i++)
    {
      HwTileArchive *map = hw_tile_stack_get (maps, i);
      const char *whose = hw_tile_archive_get_attribution (map);

      if (whose == NULL || *whose == '\0')
        whose = hw_tile_archive_get_name (map);
      if (!g_ptr_array_find_with_equal_func (all, whose, g_str_equal, NULL))
        g_ptr_array_add (all, g_strdup (whose));
    }
  g_ptr_array_add (all, NULL);
  return g_strjoinv (" · ", (char **) all->pdata);
}

/**
 * hw_map_tiles_dup_attribution:
 * @maps: (nullable): maps
 *
 * Says whose maps they are and how old, as must always stand on the map.
 *
 * Returns: (transfer full): "Riverton · March 2025 · stored on this laptop"
 */
char *
hw_map_tiles_dup_attribution (HwTileStack *maps)
{
  g_autoptr (GDateTime) modified = NULL;
  g_autofree char *month = NULL, *whose = NULL;
  gint64 time;

  if (maps == NULL || hw_tile_stack_get_size (maps) == 0)
    return g_strdup (_("No map chosen"));

  whose = dup_whose (maps);
  if (find_service (maps) != NULL)
    return g_steal_pointer (&whose);
  time = hw_tile_archive_get_modified (hw_tile_stack_get (maps, 0));
  modified = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  if (modified == NULL || time <= 0 || hw_tile_stack_get_size (maps) > 1)
    /* TRANSLATORS: %s is whose map it is */
    return g_strdup_printf (_("%s · stored on this laptop"), whose);
  /* TRANSLATORS: month and year that a map is of: "March 2025" */
  month = g_date_time_format (modified, _("%B %Y"));
  /* TRANSLATORS: whose map it is, and the month it is of */
  return g_strdup_printf (_("%s · %s · stored on this laptop"), whose, month);
}
