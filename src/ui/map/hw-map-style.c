/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-style.h"

#include <adwaita.h>
#include <math.h>

/*
 * Colours and small marks that the layer, the lists and the panel of the map
 * page share, so that one thing looks the same in all of them. Light and dark
 * are the values of the design; high contrast deepens what is grey.
 */

#define HEAT_STEPS 5

static const char * const colours[HW_N_MAP_COLOURS][2] = {
  [HW_MAP_COLOUR_GROUND] = { "#ece8e2", "#202124" },
  [HW_MAP_COLOUR_CARD] = { "#ffffff", "#242428" },
  [HW_MAP_COLOUR_TEXT] = { "#241f31", "#ffffff" },
  [HW_MAP_COLOUR_DIM] = { "#5e5c64", "#b8b6bd" },
  [HW_MAP_COLOUR_ACCENT] = { "#1c71d8", "#62a0ea" },
  [HW_MAP_COLOUR_SELECTED] = { "#d9e3f6", "#303d52" },
  [HW_MAP_COLOUR_IDLE] = { "#c0bfbc", "#6e6d71" },
  [HW_MAP_COLOUR_MET] = { "#1b7a4b", "#8ff0a4" },
  [HW_MAP_COLOUR_BOUNDARY] = { "#77507a", "#b49ab6" },
};

/**
 * hw_map_is_dark:
 *
 * Returns: whether the window is dark now
 */
gboolean
hw_map_is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/**
 * hw_map_is_high_contrast:
 *
 * Returns: whether the user asked for high contrast
 */
gboolean
hw_map_is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

/**
 * hw_map_colour:
 * @which: a colour
 * @dark: for a dark ground
 * @colour: (out): its value, by contrast setting
 */
void
hw_map_colour (HwMapColour which,
               gboolean    dark,
               GdkRGBA    *colour)
{
  g_return_if_fail (which < HW_N_MAP_COLOURS);

  if (hw_map_is_high_contrast () && (which == HW_MAP_COLOUR_DIM || which == HW_MAP_COLOUR_BOUNDARY))
    which = HW_MAP_COLOUR_TEXT;
  gdk_rgba_parse (colour, colours[which][dark ? 1 : 0]);
  if (hw_map_is_high_contrast () && which == HW_MAP_COLOUR_IDLE)
    gdk_rgba_parse (colour, dark ? "#b8b6bd" : "#77767b");
}

/**
 * hw_map_rank_colour:
 * @rank: of a hot-spot, 1 is first
 * @dark: for a dark ground
 * @colour: (out): of its hull and badge
 * @number: (out) (optional): of the number on the badge, at least 4.5 to 1
 */
void
hw_map_rank_colour (guint    rank,
                    gboolean dark,
                    GdkRGBA *colour,
                    GdkRGBA *number)
{
  static const char * const ranks[3][2] = {
    { "#6a1b55", "#f0a6dc" }, { "#9a3f86", "#d283bd" }, { "#ad4f92", "#ba76a9" },
  };

  gdk_rgba_parse (colour, ranks[CLAMP (rank, 1, 3) - 1][dark ? 1 : 0]);
  if (number != NULL)
    gdk_rgba_parse (number, dark ? "#1d1d20" : "#ffffff");
}

/**
 * hw_map_heat_colour:
 * @step: 0 is nothing, 5 the most
 * @dark: for a dark ground
 * @colour: (out): one of five steps of one hue, or the empty cell
 */
void
hw_map_heat_colour (guint    step,
                    gboolean dark,
                    GdkRGBA *colour)
{
  static const char * const heat[HEAT_STEPS + 1][2] = {
    { "#ebebee", "#2e2e32" }, { "#c9dcf7", "#243b5e" }, { "#99c1f1", "#2f5a94" },
    { "#4f8fe0", "#4a86d4" }, { "#1c64c0", "#8dbcf5" }, { "#12427f", "#d3e5fc" },
  };

  gdk_rgba_parse (colour, heat[MIN (step, HEAT_STEPS)][dark ? 1 : 0]);
}

/**
 * hw_map_unusual_colour:
 * @step: how unusual a place is, 1 to 3; 0 for the line around it
 * @dark: for a dark ground
 * @colour: (out): a hue of its own among those of the map, of which the steps
 *   cover more and more: told apart by lightness, with any kind of colour vision
 */
void
hw_map_unusual_colour (guint    step,
                       gboolean dark,
                       GdkRGBA *colour)
{
  static const float covers[] = { 1.0f, 0.15f, 0.3f, 0.45f };

  gdk_rgba_parse (colour, dark ? "#7fe3d6" : "#00594f");
  if (step == 0 && hw_map_is_high_contrast ())
    hw_map_colour (HW_MAP_COLOUR_TEXT, dark, colour);
  colour->alpha = covers[MIN (step, G_N_ELEMENTS (covers) - 1)];
}

/**
 * hw_map_area_colour:
 * @number: of an area's colour, 0 to 7
 * @dark: for a dark ground
 * @colour: (out): one of eight that are told apart with any kind of colour vision,
 *   after Okabe and Ito, "Color Universal Design" (2008), deepened for lines
 */
void
hw_map_area_colour (guint    number,
                    gboolean dark,
                    GdkRGBA *colour)
{
  static const char * const areas[8][2] = {
    { "#0072b2", "#56b4e9" }, { "#b85c00", "#f0a04b" }, { "#00795a", "#2fc49b" }, { "#a3457a", "#e39ac4" },
    { "#7a6a00", "#f0e442" }, { "#3d5a80", "#a9c4e6" }, { "#a83200", "#ff8f5e" }, { "#4d4d4d", "#d0d0d0" },
  };

  gdk_rgba_parse (colour, areas[number % G_N_ELEMENTS (areas)][dark ? 1 : 0]);
}

/**
 * hw_map_watch_style:
 * @widget: who draws by itself
 * @changed: called with @widget when light, dark or contrast changed
 */
void
hw_map_watch_style (GtkWidget *widget,
                    GCallback  changed)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", changed, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", changed, widget, G_CONNECT_SWAPPED);
}

static PangoLayout *
create_layout (cairo_t    *cr,
               const char *text,
               double      size,
               gboolean    bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  g_autofree char *name = NULL;
  PangoFontDescription *font;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name ? name : "Cantarell");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

/**
 * hw_map_measure_text:
 * @cr: where it will be drawn
 * @text: a few characters
 * @size: of the letters, in pixels
 * @bold: whether it is bold
 *
 * Returns: how wide hw_map_draw_text() draws it, in pixels
 */
double
hw_map_measure_text (cairo_t    *cr,
                     const char *text,
                     double      size,
                     gboolean    bold)
{
  g_autoptr (PangoLayout) layout = create_layout (cr, text, size, bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/**
 * hw_map_draw_text:
 * @cr: where to draw, with its colour set
 * @text: a few characters
 * @x: the middle
 * @y: the middle
 * @size: of the letters, in pixels
 * @bold: whether it is bold
 *
 * Draws a short text about a middle, in the user's font.
 */
void
hw_map_draw_text (cairo_t    *cr,
                  const char *text,
                  double      x,
                  double      y,
                  double      size,
                  gboolean    bold)
{
  g_autoptr (PangoLayout) layout = create_layout (cr, text, size, bold);
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  cairo_move_to (cr, x - extents.x - extents.width / 2.0, y - extents.y - extents.height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

/**
 * hw_map_draw_badge:
 * @cr: where to draw
 * @rank: of a hot-spot
 * @dark: for a dark ground
 * @x: the middle
 * @y: the middle
 * @size: across, in pixels
 *
 * Draws the round badge with the number of a hot-spot.
 */
void
hw_map_draw_badge (cairo_t *cr,
                   guint    rank,
                   gboolean dark,
                   double   x,
                   double   y,
                   double   size)
{
  g_autofree char *text = g_strdup_printf ("%u", rank);
  GdkRGBA colour, number;

  hw_map_rank_colour (rank, dark, &colour, &number);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_arc (cr, x, y, size / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &number);
  hw_map_draw_text (cr, text, x, y, rank > 99 ? size * 0.4 : size * 0.54, TRUE);
}

/**
 * hw_map_draw_contact:
 * @cr: where to draw
 * @dark: for a dark ground
 * @x: the middle
 * @y: the middle
 * @size: across, in pixels
 *
 * Draws the mark of a contact, that is, of somebody met: a disc with a tick.
 */
void
hw_map_draw_contact (cairo_t *cr,
                     gboolean dark,
                     double   x,
                     double   y,
                     double   size)
{
  GdkRGBA met, tick;

  hw_map_colour (HW_MAP_COLOUR_MET, dark, &met);
  hw_map_colour (HW_MAP_COLOUR_CARD, dark, &tick);
  gdk_cairo_set_source_rgba (cr, &met);
  cairo_arc (cr, x, y, size / 2, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, &tick);
  cairo_set_line_width (cr, size / 7);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, x - size * 0.23, y + size * 0.02);
  cairo_line_to (cr, x - size * 0.06, y + size * 0.2);
  cairo_line_to (cr, x + size * 0.24, y - size * 0.17);
  cairo_stroke (cr);
}
