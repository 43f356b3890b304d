/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "hw-town-labels.h"

/* Where the names of the demo town stand at one zoom. Names are laid out once
 * for a whole zoom, the important ones first, and turned into outlines; no two
 * overlap, and a name that reaches over the edge of a tile goes on in the next.
 * The outlines can then be drawn on any thread. Called by hw-town-map.c. */

#define ROOM 4.0   /* pixels to a side of a square of the map that a name takes or leaves free */

typedef struct
{
  double   size;        /* pixels */
  gboolean bold, italic, capitals;
  double   spacing;     /* pixels between letters */
  guint    ink, halo;   /* 0xRRGGBB */
} LabelStyle;

static const LabelStyle styles[HW_N_LABEL_KINDS] = {
  [HW_LABEL_TOWN]         = { 17, TRUE, FALSE, FALSE, 0.3, 0x46434c, 0xf7f6f2 },
  [HW_LABEL_VILLAGE]      = { 11, FALSE, FALSE, FALSE, 0, 0x67646c, 0xf7f6f2 },
  [HW_LABEL_DISTRICT]     = { 12, FALSE, FALSE, TRUE, 0.6, 0x67646c, 0xf7f6f2 },
  [HW_LABEL_PLACE]        = { 11.5, TRUE, FALSE, FALSE, 0, 0x55525a, 0xf7f6f2 },
  [HW_LABEL_PARK]         = { 12, TRUE, FALSE, FALSE, 0, 0x4a6b3e, 0xe4eddc },
  [HW_LABEL_BRIDGE]       = { 11.5, FALSE, FALSE, FALSE, 0, 0x67646c, 0xf7f6f2 },
  [HW_LABEL_RIVER]        = { 14, FALSE, TRUE, FALSE, 2.2, 0x4b7795, 0xd3e2ee },
  [HW_LABEL_STREET]       = { 12, FALSE, FALSE, FALSE, 0, 0x5a575f, 0xfffdf6 },
  [HW_LABEL_SMALL_STREET] = { 10.5, FALSE, FALSE, FALSE, 0, 0x6d6a72, 0xffffff },
};

typedef struct
{
  const HwTownPlan *plan;
  guint             zoom;
  double            scale;      /* pixels per metre */
  GPtrArray        *labels;     /* (element-type HwTownLabel) */
  cairo_t          *cr;
  PangoLayout      *layout;
  guchar           *taken;      /* (owned) room_size squared: 1 where a name stands */
  int               room_size;
  GArray           *squares;    /* (element-type int) those that the name being tried would take */
} Layouter;

static void
label_free (HwTownLabel *label)
{
  cairo_path_destroy (label->path);
  g_free (label);
}

/* Marks the square at (@x, @y) for the name being tried: FALSE where another name has it. */
static gboolean
try_square (Layouter *self,
            double    x,
            double    y)
{
  int column = (int) floor (x / ROOM) + self->room_size / 2, row = (int) floor (y / ROOM) + self->room_size / 2;
  int square = row * self->room_size + column;

  if (column < 0 || row < 0 || column >= self->room_size || row >= self->room_size || self->taken[square])
    return FALSE;
  g_array_append_val (self->squares, square);
  return TRUE;
}

static gboolean
try_disc (Layouter *self,
          HwXy      at,
          double    radius)
{
  for (double y = -radius; y <= radius; y += ROOM)
    for (double x = -radius; x <= radius; x += ROOM)
      if (!try_square (self, at.x + x, at.y + y))
        return FALSE;
  return TRUE;
}

static void
take_squares (Layouter *self)
{
  for (guint i = 0; i < self->squares->len; i++)
    self->taken[g_array_index (self->squares, int, i)] = 1;
}

static void
set_text (Layouter   *self,
          const char *text,
          HwLabelKind kind,
          double     *width,
          double     *height)
{
  const LabelStyle *style = &styles[kind];
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *shown = style->capitals ? g_utf8_strup (text, -1) : g_strdup (text);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans, Cantarell, Sans");
  int w, h;

  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) (style->spacing * PANGO_SCALE)));
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_text (self->layout, shown, -1);
  pango_layout_get_size (self->layout, &w, &h);
  *width = w / (double) PANGO_SCALE;
  *height = h / (double) PANGO_SCALE;
}

static void
extend (HwTownLabel *label,
        HwXy         point)
{
  label->x0 = MIN (label->x0, point.x - 4);
  label->y0 = MIN (label->y0, point.y - 4);
  label->x1 = MAX (label->x1, point.x + 4);
  label->y1 = MAX (label->y1, point.y + 4);
}

/* Puts the outlines of the layout's text onto @line (pixels), its middle at @centre along it; a straight @line for a name that stands upright. */
static void
add_label (Layouter     *self,
           HwLabelKind   kind,
           const GArray *line,
           double        centre,
           double        width,
           double        height)
{
  HwTownLabel *label = g_new0 (HwTownLabel, 1);

  cairo_new_path (self->cr);
  pango_cairo_layout_path (self->cr, self->layout);
  *label = (HwTownLabel) { kind, cairo_copy_path_flat (self->cr), G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };
  for (int i = 0; i < label->path->num_data; i += label->path->data[i].header.length)
    for (int k = 1; k < label->path->data[i].header.length; k++)
      {
        cairo_path_data_t *data = &label->path->data[i + k];
        double heading, up = data->point.y - height / 2;
        HwXy foot = hw_xy_along (line, centre - width / 2 + data->point.x, &heading);

        data->point.x = foot.x - up * sin (heading);
        data->point.y = foot.y + up * cos (heading);
        extend (label, (HwXy) { data->point.x, data->point.y });
      }
  g_ptr_array_add (self->labels, label);
  take_squares (self);
}

/* A name that stands upright with its middle at @at (metres), moved by @shift pixels. */
static gboolean
put_caption (Layouter   *self,
             const char *text,
             HwLabelKind kind,
             HwXy        at,
             HwXy        shift)
{
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (HwXy));
  HwXy middle = { at.x * self->scale + shift.x, at.y * self->scale + shift.y }, end;
  double width, height;

  set_text (self, text, kind, &width, &height);
  g_array_set_size (self->squares, 0);
  for (double x = -width / 2 - 6; x <= width / 2 + 6; x += ROOM)
    for (double y = -height / 2; y <= height / 2; y += ROOM)
      if (!try_square (self, middle.x + x, middle.y + y))
        return FALSE;
  /* whole pixels keep upright letters sharp */
  middle = (HwXy) { round (middle.x - width / 2), round (middle.y - height / 2) + height / 2 };
  end = (HwXy) { middle.x + width, middle.y };
  g_array_append_val (line, middle);
  g_array_append_val (line, end);
  add_label (self, kind, line, width / 2, width, height);
  return TRUE;
}

/* Tries @line (pixels) with the name's middle at @centre: there must be room, and no sharp bend. */
static gboolean
try_along (Layouter     *self,
           const GArray *line,
           double        centre,
           double        width,
           double        height)
{
  double first, heading;

  hw_xy_along (line, centre - width / 2, &first);
  g_array_set_size (self->squares, 0);
  for (double at = -width / 2 - 5; at <= width / 2 + 5; at += ROOM)
    {
      HwXy point = hw_xy_along (line, centre + at, &heading);
      double turn = remainder (heading - first, 2 * G_PI);

      if (fabs (turn) > 0.7 || !try_disc (self, point, height * 0.42))
        return FALSE;
    }
  return TRUE;
}

/* @line in pixels, from left to right so that its name can be read. */
static GArray *
scale_line (Layouter     *self,
            const GArray *line)
{
  GArray *scaled = g_array_new (FALSE, FALSE, sizeof (HwXy));
  HwXy first = g_array_index (line, HwXy, 0), last = g_array_index (line, HwXy, line->len - 1);
  gboolean reverse = fabs (first.x - last.x) > 0.2 * fabs (first.y - last.y) ? first.x > last.x : first.y < last.y;

  for (guint i = 0; i < line->len; i++)
    {
      HwXy point = g_array_index (line, HwXy, reverse ? line->len - 1 - i : i);

      point = (HwXy) { point.x * self->scale, point.y * self->scale };
      g_array_append_val (scaled, point);
    }
  return scaled;
}

/* Looks for room around @middle, at most @slack pixels away and not before @earliest. */
static gboolean
find_place (Layouter     *self,
            const GArray *line,
            double        middle,
            double        slack,
            double        earliest,
            double        width,
            double        height,
            double       *centre)
{
  for (double off = 0; off <= slack; off += 18)
    for (int side = -1; side <= 1; side += 2)
      if (middle + side * off >= earliest && try_along (self, line, middle + side * off, width, height))
        {
          *centre = middle + side * off;
          return TRUE;
        }
  return FALSE;
}

/* Writes a name along a line, again every @every pixels. */
static void
put_along (Layouter     *self,
           const char   *text,
           HwLabelKind   kind,
           const GArray *line,
           double        every)
{
  g_autoptr (GArray) scaled = scale_line (self, line);
  double length = hw_xy_length (scaled), width, height, pieces, last = -G_MAXDOUBLE;

  set_text (self, text, kind, &width, &height);
  if (length < width + 14)
    return;
  pieces = MAX (1, floor (length / every));
  for (double piece = 0; piece < pieces; piece++)
    {
      double middle = length * (piece + 0.5) / pieces;

      if (find_place (self, scaled, middle, MIN (length / pieces / 2, length / 2 - width / 2 - 6), last + every * 0.6, width, height, &last))
        add_label (self, kind, scaled, last, width, height);
    }
}

static void
put_captions (Layouter            *self,
              const HwTownCaption *captions,
              guint                n_captions)
{
  for (guint i = 0; i < n_captions; i++)
    if (self->zoom >= captions[i].min_zoom)
      put_caption (self, captions[i].name, captions[i].kind, captions[i].at, (HwXy) { 0, 0 });
}

static void
put_districts (Layouter *self)
{
  guint n_districts;
  const HwTownSpot *districts = hw_town_plan_get_districts (&n_districts);
  static const HwXy shifts[] = { { 0, 0 }, { 0, -20 }, { 0, 20 }, { 50, 0 }, { -50, 0 } };

  for (guint i = 0; self->zoom >= 14 && i < n_districts; i++)
    for (guint k = 0; k < G_N_ELEMENTS (shifts); k++)
      if (put_caption (self, districts[i].name, HW_LABEL_DISTRICT, districts[i].at, shifts[k]))
        break;
}

static void
put_villages (Layouter *self)
{
  if (self->zoom <= 13)
    put_caption (self, "Riverton", HW_LABEL_TOWN, (HwXy) { 0, 0 }, (HwXy) { 0, self->zoom < 12 ? -16 : -6 });
  for (guint i = 0; self->zoom >= 11 && i < self->plan->villages->len; i++)
    {
      const HwTownSpot *village = &g_array_index (self->plan->villages, HwTownSpot, i);
      put_caption (self, village->name, HW_LABEL_VILLAGE, village->at, (HwXy) { 0, -12 });
    }
}

static void
put_streets (Layouter  *self,
             HwRoadKind kind)
{
  static const guint first_zoom[HW_N_ROAD_KINDS] = { 14, 15, 16, 17, 99 };

  if (self->zoom < first_zoom[kind])
    return;
  for (guint i = 0; i < self->plan->roads->len; i++)
    {
      const HwTownLine *road = g_ptr_array_index (self->plan->roads, i);

      if (road->kind == kind && road->name != NULL)
        put_along (self, road->name, kind <= HW_ROAD_SECONDARY ? HW_LABEL_STREET : HW_LABEL_SMALL_STREET, road->points,
                   kind <= HW_ROAD_SECONDARY ? 460 : 700);
    }
}

static void
begin (Layouter *self)
{
  /* without an edge: cairo leaves out letters that would fall beyond it */
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  double reach = self->zoom <= 13 ? 10500 : HW_TOWN_REACH + 300;

  self->cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  cairo_set_tolerance (self->cr, 0.05);
  self->layout = pango_cairo_create_layout (self->cr);
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) label_free);
  self->squares = g_array_new (FALSE, FALSE, sizeof (int));
  self->room_size = (int) ceil (2 * reach * self->scale / ROOM) + 60;
  self->taken = g_malloc0 ((gsize) self->room_size * self->room_size);
}

static void
end (Layouter *self)
{
  g_object_unref (self->layout);
  cairo_destroy (self->cr);
  g_array_unref (self->squares);
  g_free (self->taken);
}

/* The names that are shown at @zoom. (transfer full) (element-type HwTownLabel) */
GPtrArray *
hw_town_labels_new (const HwTownPlan    *plan,
                    const HwTownCaption *captions,
                    guint                n_captions,
                    guint                zoom,
                    double               pixels_per_metre)
{
  Layouter self = { .plan = plan, .zoom = zoom, .scale = pixels_per_metre };

  begin (&self);
  put_villages (&self);
  put_captions (&self, captions, n_captions);
  if (zoom >= 14)
    put_along (&self, "River Arle", HW_LABEL_RIVER, plan->river, 900);
  put_streets (&self, HW_ROAD_MAIN);
  put_districts (&self);
  for (guint kind = HW_ROAD_SECONDARY; kind < HW_N_ROAD_KINDS; kind++)
    put_streets (&self, kind);
  end (&self);
  return self.labels;
}

static void
set_colour (cairo_t *cr,
            guint    colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
}

/* Draws @label with its halo. @cr is in pixels from the middle of the town. */
void
hw_town_label_draw (const HwTownLabel *label,
                    cairo_t           *cr)
{
  cairo_new_path (cr);
  cairo_append_path (cr, label->path);
  set_colour (cr, styles[label->kind].halo);
  cairo_set_line_width (cr, 3);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  set_colour (cr, styles[label->kind].ink);
  cairo_fill (cr);
}
