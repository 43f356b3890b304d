/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-route-picture.h"

#define TILE_SIDE     256     /* pixels of the picture */
#define PER_POINT     1.6     /* pixels: about 115 to an inch, which a printed map needs to be read */
#define MOST_TILES    120
#define SHEET_WIDTH   540.0   /* points: no sheet has a wider map */
#define LEAST_HEIGHT  150.0   /* nor one that shows more beside the round */
#define MOST_HEIGHT   330.0

struct _HwRoutePicture
{
  cairo_surface_t *surface;   /* (owned) */
  guint            zoom;
  guint            left;      /* tiles of the world west of it */
  guint            top;       /* and north of it */
};

/* Columns and rows of tiles, the last included. */
typedef struct { guint left, top, right, bottom; } Range;

static guint
to_tile (double position,
         guint  zoom)
{
  double n = ldexp (1, (int) zoom);

  return (guint) CLAMP (floor (position * n), 0, n - 1);
}

/* Where the sheet has less room for the map, it shows more around the round. */
static Range
find_range (const HwRouteFrame *wide,
            const HwRouteFrame *high,
            guint               zoom)
{
  return (Range) {
    to_tile (MIN (wide->x, high->x), zoom), to_tile (MIN (wide->y, high->y), zoom),
    to_tile (MAX (wide->x + wide->width / wide->scale, high->x + high->width / high->scale), zoom),
    to_tile (MAX (wide->y + wide->height / wide->scale, high->y + high->height / high->scale), zoom),
  };
}

static guint
count_tiles (const Range *range)
{
  return (range->right - range->left + 1) * (range->bottom - range->top + 1);
}

static void
draw_tile (cairo_t     *cr,
           HwTileStack *maps,
           guint        zoom,
           guint        x,
           guint        y)
{
  g_auto (HwTile) tile = HW_TILE_INIT;
  cairo_surface_t *picture;

  hw_tile_stack_decode (maps, zoom, x, y, &tile, NULL);
  if (tile.pixels == NULL)
    return;
  picture = cairo_image_surface_create_for_data (tile.pixels, CAIRO_FORMAT_ARGB32, (int) tile.width, (int) tile.height, (int) tile.stride);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, TILE_SIDE, TILE_SIDE);
  cairo_clip (cr);
  cairo_scale (cr, TILE_SIDE / (double) tile.width, TILE_SIDE / (double) tile.height);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_finish (picture);
  cairo_surface_destroy (picture);
}

static cairo_surface_t *
draw_tiles (HwTileStack *maps,
            const Range *range,
            guint        zoom)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (range->right - range->left + 1) * TILE_SIDE,
                                                         (int) (range->bottom - range->top + 1) * TILE_SIDE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (guint y = range->top; y <= range->bottom; y++)
    for (guint x = range->left; x <= range->right; x++)
      {
        cairo_save (cr);
        cairo_translate (cr, (x - range->left) * (double) TILE_SIDE, (y - range->top) * (double) TILE_SIDE);
        draw_tile (cr, maps, zoom, x, y);
        cairo_restore (cr);
      }
  cairo_destroy (cr);
  return surface;
}

static HwRoutePicture *
make_picture (HwTileStack        *maps,
              const HwRouteFrame *wide,
              const HwRouteFrame *high)
{
  HwRoutePicture *self = g_new0 (HwRoutePicture, 1);
  Range range;

  self->zoom = (guint) CLAMP (round (log2 (high->scale * PER_POINT / TILE_SIDE)), 0, HW_TILE_MAX_ZOOM);
  range = find_range (wide, high, self->zoom);
  while (self->zoom > 0 && count_tiles (&range) > MOST_TILES)
    range = find_range (wide, high, --self->zoom);
  self->left = range.left;
  self->top = range.top;
  self->surface = draw_tiles (maps, &range, self->zoom);
  return self;
}

/**
 * hw_route_picture_new:
 * @maps: maps
 * @shift: a shift with its round
 *
 * Returns: (transfer full): the map of everything that the overview of @shift can show
 */
HwRoutePicture *
hw_route_picture_new (HwTileStack   *maps,
                      const HwShift *shift)
{
  HwRouteFrame wide, high;

  hw_route_frame_init (&wide, shift, SHEET_WIDTH, LEAST_HEIGHT);
  hw_route_frame_init (&high, shift, SHEET_WIDTH, MOST_HEIGHT);
  return make_picture (maps, &wide, &high);
}

/**
 * hw_route_picture_new_box:
 * @maps: maps
 * @box: in degrees
 *
 * Returns: (transfer full): the map of everything that a picture of @box can show
 */
HwRoutePicture *
hw_route_picture_new_box (HwTileStack *maps,
                          const HwBox *box)
{
  HwRouteFrame wide, high;

  hw_route_frame_init_box (&wide, box, SHEET_WIDTH, LEAST_HEIGHT);
  hw_route_frame_init_box (&high, box, SHEET_WIDTH, MOST_HEIGHT);
  return make_picture (maps, &wide, &high);
}

/**
 * hw_route_picture_free:
 * @self: (nullable) (transfer full): a picture
 */
void
hw_route_picture_free (HwRoutePicture *self)
{
  if (self == NULL)
    return;
  cairo_surface_destroy (self->surface);
  g_free (self);
}

/* Of the tiles, the part that is seen: a PDF holds all of what it is given. */
static cairo_surface_t *
cut_out (HwRoutePicture     *self,
         const HwRouteFrame *frame,
         double              scale,
         double              x,
         double              y)
{
  cairo_surface_t *part = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (frame->width / scale), (int) ceil (frame->height / scale));
  cairo_t *cr = cairo_create (part);

  cairo_set_source_surface (cr, self->surface, x / scale, y / scale);
  cairo_paint (cr);
  /* Paler than on the screen: the round and its numbers must stand out, also in black. */
  cairo_set_source_rgba (cr, 1, 1, 1, 0.25);
  cairo_paint (cr);
  cairo_destroy (cr);
  return part;
}

void
hw_route_picture_draw (cairo_t            *cr,
                       const HwRouteFrame *frame,
                       gpointer            data)
{
  HwRoutePicture *self = data;
  double tiles = ldexp (1, (int) self->zoom), scale = frame->scale / tiles / TILE_SIDE;
  cairo_surface_t *part = cut_out (self, frame, scale, (self->left / tiles - frame->x) * frame->scale, (self->top / tiles - frame->y) * frame->scale);

  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, part, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_surface_destroy (part);
}
