/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-marks.h"
#include "hw-map-style.h"
#include "hw-session.h"

#include <math.h>

/*
 * How HwMapLayer draws sites: a flag whose pole stands on the place, and its
 * name beside it where there is room to read it. A closed site has an empty
 * flag with a bar through it, so that it differs in shape and not in colour alone.
 */

#define NAMES_FROM  14.0    /* zoom from which every site has its name */
#define FLAGS_FROM  10.0    /* zoom below which only the selected one is drawn */
#define MOST_DRAWN  500
#define NAME_WIDTH  150     /* pixels */
#define FLAG_WIDTH  16.0
#define FLAG_HEIGHT 22.0

static const HwSite *
get_site (GListModel *sites,
          guint       position)
{
  /* The model holds it. */
  g_autoptr (HwSiteItem) item = g_list_model_get_item (sites, position);

  return hw_site_item_get_site (item);
}

static gboolean
is_selected (const HwSite     *site,
             const HwMapThing *selected)
{
  return selected->kind == HW_MAP_SITE && hw_id_equal (&selected->site, &site->id);
}

static gboolean
is_near_view (const HwMapFrame *frame,
              double            margin,
              double            x,
              double            y)
{
  return x >= -margin && x <= frame->width + margin && y >= -margin && y <= frame->height + margin;
}

/* Dark on light and light on dark, with the ground's colour around it, as maps write names. */
static void
append_name (GtkWidget    *widget,
             GtkSnapshot  *snapshot,
             const HwSite *site,
             double        x,
             double        y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, site->name);
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean dark = hw_map_is_dark ();
  GdkRGBA card, ink;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, NAME_WIDTH * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_pixel_size (layout, &width, &height);
  hw_map_colour (HW_MAP_COLOUR_CARD, dark, &card);
  hw_map_colour (HW_MAP_COLOUR_TEXT, dark, &ink);
  card.alpha = 0.85;
  for (int i = 0; i < 4; i++)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rint (x) + (i % 2 ? 1 : -1), rint (y - height / 2.0) + (i / 2 ? 1 : -1)));
      gtk_snapshot_append_layout (snapshot, layout, &card);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rint (x), rint (y - height / 2.0)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
append_flag (GtkSnapshot       *snapshot,
             const HwMapSprite *sprite,
             double             x,
             double             y)
{
  double half = sprite->size / 2.0 + 1;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x - half, y - half, 2 * half, 2 * half));

  hw_map_sprite_place (cr, sprite, x, y);
  cairo_destroy (cr);
}

/**
 * hw_site_marks_append:
 * @widget: whose font to use
 * @snapshot: where to draw
 * @sites: (nullable) (element-type HwSiteItem): what to draw
 * @frame: the view
 * @margin: pixels beyond its edges that are drawn too
 * @sprites: the pictures
 * @selected: what is selected: a site that is has its name on a label instead
 *
 * Draws the sites in view.
 */
void
hw_site_marks_append (GtkWidget        *widget,
                      GtkSnapshot      *snapshot,
                      GListModel       *sites,
                      const HwMapFrame *frame,
                      double            margin,
                      HwMapSprites     *sprites,
                      const HwMapThing *selected)
{
  guint n_sites = sites != NULL ? g_list_model_get_n_items (sites) : 0;
  gint64 now = g_get_real_time ();

  for (guint i = 0, n_drawn = 0; i < n_sites && n_drawn < MOST_DRAWN; i++)
    {
      const HwSite *site = get_site (sites, i);
      gboolean chosen = is_selected (site, selected);
      double x, y;

      hw_map_frame_place (frame, &site->point, &x, &y);
      if ((frame->zoom < FLAGS_FROM && !chosen) || !is_near_view (frame, margin, x, y))
        continue;
      append_flag (snapshot, hw_map_sprites_get_flag (sprites, hw_site_get_closure (site, now) == HW_SITE_CLOSED), x, y);
      if (frame->zoom >= NAMES_FROM && !chosen)
        append_name (widget, snapshot, site, x + FLAG_WIDTH + 1, y - FLAG_HEIGHT / 2);
      n_drawn++;
    }
}

/**
 * hw_site_marks_pick:
 * @sites: (nullable) (element-type HwSiteItem): what is drawn
 * @frame: the view
 * @x: pixels from its left
 * @y: pixels from its top
 * @thing: (out caller-allocates): the site there
 *
 * Returns: whether there is a flag
 */
gboolean
hw_site_marks_pick (GListModel       *sites,
                    const HwMapFrame *frame,
                    double            x,
                    double            y,
                    HwMapThing       *thing)
{
  guint n_sites = sites != NULL && frame->zoom >= FLAGS_FROM ? g_list_model_get_n_items (sites) : 0;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n_sites; i++)
    {
      const HwSite *site = get_site (sites, i);
      double left, foot, distance;

      hw_map_frame_place (frame, &site->point, &left, &foot);
      if (x < left - 4 || x > left + FLAG_WIDTH + 4 || y < foot - FLAG_HEIGHT - 4 || y > foot + 4)
        continue;
      distance = hypot (x - left - FLAG_WIDTH / 2, y - foot + FLAG_HEIGHT / 2);
      if (distance >= best)
        continue;
      best = distance;
      hw_map_thing_init_site (thing, site);
    }
  return best < G_MAXDOUBLE;
}

/**
 * hw_site_mark_get_middle:
 * @x: (inout): the foot of a flag, then its middle
 * @y: (inout): likewise
 */
void
hw_site_mark_get_middle (double *x,
                         double *y)
{
  *x += FLAG_WIDTH / 2;
  *y -= FLAG_HEIGHT / 2;
}

/**
 * hw_site_marks_list:
 * @sites: (nullable) (element-type HwSiteItem): what is drawn
 * @box: the view
 * @things: (element-type HwMapThing): where to add
 *
 * Adds the sites in @box.
 */
void
hw_site_marks_list (GListModel  *sites,
                    const HwBox *box,
                    GArray      *things)
{
  guint n_sites = sites != NULL ? g_list_model_get_n_items (sites) : 0;

  for (guint i = 0; i < n_sites; i++)
    {
      const HwSite *site = get_site (sites, i);
      HwMapThing thing;

      if (!hw_box_contains (box, &site->point))
        continue;
      hw_map_thing_init_site (&thing, site);
      g_array_append_val (things, thing);
    }
}

static void
trace_flag (cairo_t *cr,
            double   left,
            double   foot,
            double   size)
{
  double top = foot - size, width = size * FLAG_WIDTH / FLAG_HEIGHT;

  cairo_move_to (cr, left, top);
  cairo_line_to (cr, left + width, top);
  cairo_line_to (cr, left + width * 0.78, top + size * 0.3);
  cairo_line_to (cr, left + width, top + size * 0.6);
  cairo_line_to (cr, left, top + size * 0.6);
  cairo_close_path (cr);
  cairo_move_to (cr, left, top);
  cairo_line_to (cr, left, foot);
}

/**
 * hw_map_draw_flag:
 * @cr: where to draw
 * @dark: for a dark ground
 * @closed: whether the site is closed
 * @x: the foot of its pole
 * @y: likewise
 * @size: height in pixels
 *
 * Draws the mark of a site.
 */
void
hw_map_draw_flag (cairo_t *cr,
                  gboolean dark,
                  gboolean closed,
                  double   x,
                  double   y,
                  double   size)
{
  double width = size * FLAG_WIDTH / FLAG_HEIGHT;
  GdkRGBA card, ink;

  hw_map_colour (HW_MAP_COLOUR_CARD, dark, &card);
  hw_map_colour (HW_MAP_COLOUR_TEXT, dark, &ink);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace_flag (cr, x, y, size);
  gdk_cairo_set_source_rgba (cr, &card);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  if (!closed)
    gdk_cairo_set_source_rgba (cr, &ink);
  cairo_fill (cr);
  trace_flag (cr, x, y, size);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  if (closed)
    {
      cairo_move_to (cr, x + 2, y - size * 0.45);
      cairo_line_to (cr, x + width - 3, y - size * 0.95);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
