/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-picture.h"
#include "hw-boundary-layer.h"
#include "hw-cairo-sink.h"
#include "hw-ground-paintable.h"
#include "hw-coarse-map.h"
#include "hw-day-counts.h"
#include "hw-histogram-draw.h"
#include "hw-map-sprites.h"
#include "hw-map-style.h"
#include "hw-private-file.h"
#include "hw-words.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The map above, a foot with words below. The map itself comes as a render node,
 * so that a picture shows what the screen showed, to the pixel. A public picture
 * is never given the node of the reports: it draws its squares on the bare ground.
 */

#define PAD          12.0
#define LINE         20.0    /* from one line of the foot to the next */
#define TEXT_SIZE    12.0
#define MARK_SIZE    14.0
#define SCALE_LENGTH 120.0   /* pixels at most */
#define PNG_SCALE    2
#define N_SHADES     4

struct _HwMapPicture
{
  HwMapFrame     frame;
  GskRenderNode *node;          /* (owned) (nullable) */
  GArray        *cells;         /* (owned) (nullable) (element-type HwCoarseCell): public */
  HwPointFilter  filter;
  char          *words;         /* (owned): what is shown */
  char          *note;          /* (owned): who may see it */
  char          *attribution;   /* (owned) (nullable) */
};

static const guint shades[N_SHADES] = { 5, 15, 30, 60 };   /* people, from which a square is darker */

/* -- what is shown, in words -- */

static void
append_part (GString    *words,
             const char *part)
{
  if (words->len > 0)
    g_string_append (words, ", ");
  g_string_append (words, part);
}

static char *
dup_what (const HwPointFilter *filter)
{
  GString *words = g_string_new (NULL);

  if (filter->kinds & (1u << HW_KIND_REPORT))
    for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
      if (filter->statuses & (1u << status))
        append_part (words, hw_words_status (status));
  if (filter->kinds & (1u << HW_KIND_CONTACT))
    append_part (words, _("Contacts"));
  if (words->len == 0)
    g_string_append (words, _("Nothing"));
  return g_string_free (words, FALSE);
}

static guint32
get_day (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (local), g_date_time_get_month (local), g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

static char *
dup_days (const HwPointFilter *filter)
{
  guint32 today = hw_day_now ();
  g_autofree char *first = NULL, *last = NULL;

  if (filter->since == G_MININT64)
    return g_strdup (_("all days"));
  /* Written with the year: a picture is looked at next year as well. */
  first = hw_histogram_dup_day (get_day (filter->since), 0, FALSE);
  last = hw_histogram_dup_day (filter->until == G_MAXINT64 ? today : get_day (filter->until - 1), 0, FALSE);
  return g_strdup_printf ("%s – %s", first, last);
}

/**
 * hw_map_picture_dup_words:
 * @points: what the map shows
 *
 * Returns: (transfer full): its filter in words: "New, Sent out, Contacts · 26 Oct 2026 – 22 Nov 2026"
 */
char *
hw_map_picture_dup_words (HwPointIndex *points)
{
  g_autofree char *what = NULL, *days = NULL;
  HwPointFilter filter;

  hw_point_index_get_filter (points, &filter);
  what = dup_what (&filter);
  days = dup_days (&filter);
  return g_strdup_printf ("%s · %s", what, days);
}

/* -- making one -- */

/**
 * hw_map_picture_take:
 * @view: a map
 * @only_ground: leaves out everything that is ours: reports, contacts, hot-spots, sites, how dense they lie
 * @frame: (out caller-allocates): where the map is
 *
 * Returns: (transfer full) (nullable): the map as it is on the screen; %NULL while it has no size
 */
GskRenderNode *
hw_map_picture_take (HwMapView  *view,
                     gboolean    only_ground,
                     HwMapFrame *frame)
{
  GtkWidget *map = gtk_widget_get_parent (GTK_WIDGET (hw_map_view_get_layer (view)));
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  if (only_ground)
    hw_ground_paintable_begin_plain ();
  if (hw_map_frame_init (frame, hw_map_view_get_viewport (view), map))
    for (GtkWidget *layer = gtk_widget_get_first_child (map); layer != NULL; layer = gtk_widget_get_next_sibling (layer))
      if (!only_ground || SHUMATE_IS_MAP_LAYER (layer) || HW_IS_BOUNDARY_LAYER (layer))
        {
          /* what GTK keeps of the layer may be of the other kind, before and after */
          gtk_widget_queue_draw (layer);
          gtk_widget_snapshot_child (map, layer, snapshot);
          gtk_widget_queue_draw (layer);
        }
  if (only_ground)
    hw_ground_paintable_end_plain ();
  return gtk_snapshot_free_to_node (snapshot);
}

static HwMapPicture *
picture_new (const HwMapFrame *frame,
             GskRenderNode    *node,
             HwPointIndex     *points,
             const char       *attribution)
{
  HwMapPicture *self = g_new0 (HwMapPicture, 1);

  self->frame = *frame;
  self->node = node != NULL ? gsk_render_node_ref (node) : NULL;
  self->attribution = g_strdup (attribution);
  hw_point_index_get_filter (points, &self->filter);
  return self;
}

/**
 * hw_map_picture_new_for_team:
 * @frame: where the map is
 * @node: (nullable): the map with everything on it
 * @points: what is on it, for the words
 * @attribution: (nullable): whose map it is
 *
 * Returns: (transfer full): a picture with exact places
 */
HwMapPicture *
hw_map_picture_new_for_team (const HwMapFrame *frame,
                             GskRenderNode    *node,
                             HwPointIndex     *points,
                             const char       *attribution)
{
  HwMapPicture *self = picture_new (frame, node, points, attribution);

  self->words = hw_map_picture_dup_words (points);
  self->note = g_strdup (_("For the team only: the places are exact."));
  return self;
}

static GArray *
copy_points (HwPointIndex *points)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwPointFilter filter;
  HwIndexPoint point;

  hw_point_index_get_filter (points, &filter);
  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    if (point.time >= filter.since && point.time < filter.until)
      g_array_append_val (copy, point);
  return copy;
}

/**
 * hw_map_picture_new_public:
 * @frame: where the map is
 * @ground: (nullable): the map without anything of ours on it
 * @points: what happened; of its filter, the time counts
 * @now: microseconds UTC
 * @attribution: (nullable): whose map it is
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a picture of squares by the rule for what
 *   anybody may see, or %NULL with @error set
 */
HwMapPicture *
hw_map_picture_new_public (const HwMapFrame  *frame,
                           GskRenderNode     *ground,
                           HwPointIndex      *points,
                           gint64             now,
                           const char        *attribution,
                           GError           **error)
{
  const HwCoarseRules rules = HW_COARSE_RULES_INIT;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GArray) copy = copy_points (points);
  g_autofree char *days = NULL;
  GArray *cells = hw_coarse_map_new ((const HwIndexPoint *) copy->data, copy->len, &rules, zone, now, error);
  HwMapPicture *self;

  if (cells == NULL)
    return NULL;
  self = picture_new (frame, ground, points, attribution);
  self->cells = cells;
  days = dup_days (&self->filter);
  self->words = g_strdup_printf ("%s · %s", _("Where people sleep out"), days);
  self->note = g_strdup_printf (_("Squares of %d m with at least %d people on at least %d nights, at least %d days ago. People are rounded to 5."),
                                (int) rules.cell_m, rules.least_people, rules.least_nights, rules.least_age_days);
  return self;
}

/**
 * hw_map_picture_free:
 * @self: (nullable) (transfer full): a picture
 */
void
hw_map_picture_free (HwMapPicture *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self->words);
  g_free (self->note);
  g_free (self->attribution);
  g_free (self);
}

/**
 * hw_map_picture_count_squares:
 * @self: a picture
 *
 * Returns: how many squares a public picture has, seen or not; 0 for the team's
 */
guint
hw_map_picture_count_squares (HwMapPicture *self)
{
  return self->cells != NULL ? self->cells->len : 0;
}

/* -- drawing -- */

static void
draw_line (cairo_t    *cr,
           const char *text,
           double      x,
           double      y,
           double      width,
           gboolean    bold)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Noto Sans, Sans");

  pango_font_description_set_absolute_size (font, TEXT_SIZE * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_font_description_free (font);
}

static double
measure (cairo_t    *cr,
         const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Cantarell, Noto Sans, Sans");
  int width;

  pango_font_description_set_absolute_size (font, TEXT_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  pango_font_description_free (font);
  return width;
}

static guint
find_shade (guint people)
{
  guint shade = 0;

  while (shade + 1 < N_SHADES && people >= shades[shade + 1])
    shade++;
  return shade;
}

/* Heat steps of the map's style, of which 0 is for nothing. */
static void
set_shade (cairo_t *cr,
           guint    shade)
{
  GdkRGBA colour;

  hw_map_heat_colour (shade + 1, FALSE, &colour);
  colour.alpha = 0.75;
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_cells (HwMapPicture *self,
            cairo_t      *cr)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const HwCoarseCell *cell = &g_array_index (self->cells, HwCoarseCell, i);
      HwPoint corners[2] = { { cell->box.north, cell->box.west }, { cell->box.south, cell->box.east } };
      double left, top, right, bottom;

      hw_map_frame_place (&self->frame, &corners[0], &left, &top);
      hw_map_frame_place (&self->frame, &corners[1], &right, &bottom);
      set_shade (cr, find_shade (cell->people));
      cairo_rectangle (cr, left, top, right - left, bottom - top);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.5);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
}

static double
nice_length (double metres)
{
  double step = pow (10, floor (log10 (metres)));

  return metres >= 5 * step ? 5 * step : metres >= 2 * step ? 2 * step : step;
}

static void
draw_card (cairo_t *cr,
           double   x,
           double   y,
           double   width,
           double   height)
{
  cairo_set_source_rgba (cr, 1, 1, 1, 0.88);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.13, 0.13, 0.13);
}

static void
draw_scale (HwMapPicture *self,
            cairo_t      *cr)
{
  double metres_per_pixel = hw_map_frame_metres (&self->frame), metres = nice_length (SCALE_LENGTH * metres_per_pixel);
  double length = metres / metres_per_pixel, y = self->frame.height - PAD - 30;
  g_autofree char *text = metres >= 1000 ? g_strdup_printf (_("%g km"), metres / 1000) : g_strdup_printf (_("%g m"), metres);

  draw_card (cr, PAD, y, length + 2 * PAD, 30);
  draw_line (cr, text, 2 * PAD, y + 3, length, FALSE);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, 2 * PAD, y + 20);
  cairo_rel_line_to (cr, 0, 5);
  cairo_rel_line_to (cr, length, 0);
  cairo_rel_line_to (cr, 0, -5);
  cairo_stroke (cr);
}

static void
draw_attribution (HwMapPicture *self,
                  cairo_t      *cr)
{
  double width;

  if (self->attribution == NULL || *self->attribution == '\0')
    return;
  width = MIN (measure (cr, self->attribution), self->frame.width / 2.0) + 2;
  draw_card (cr, self->frame.width - width - 3 * PAD, self->frame.height - PAD - 24, width + 2 * PAD, 24);
  draw_line (cr, self->attribution, self->frame.width - width - 2 * PAD, self->frame.height - PAD - 20, width, FALSE);
}

/* Returns where the next one begins. */
static double
draw_legend_word (cairo_t    *cr,
                  const char *text,
                  double      x,
                  double      y)
{
  double width = measure (cr, text) + 2;

  cairo_set_source_rgb (cr, 0.13, 0.13, 0.13);
  draw_line (cr, text, x + MARK_SIZE + 6, y, width, FALSE);
  return x + MARK_SIZE + 6 + width + 18;
}

static void
draw_team_legend (HwMapPicture *self,
                  cairo_t      *cr,
                  double        y)
{
  g_autoptr (HwMapSprites) sprites = hw_map_sprites_new (FALSE, PNG_SCALE);
  double x = PAD;

  for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
    if ((self->filter.kinds & (1u << HW_KIND_REPORT)) && (self->filter.statuses & (1u << status)))
      {
        hw_map_sprite_place (cr, hw_map_sprites_get_point (sprites, HW_KIND_REPORT, status), x + MARK_SIZE / 2, y + LINE / 2 - 2);
        x = draw_legend_word (cr, hw_words_status (status), x, y);
      }
  if (self->filter.kinds & (1u << HW_KIND_CONTACT))
    {
      hw_map_sprite_place (cr, hw_map_sprites_get_point (sprites, HW_KIND_CONTACT, HW_REPORT_CLOSED), x + MARK_SIZE / 2, y + LINE / 2 - 2);
      draw_legend_word (cr, _("Contacts"), x, y);
    }
}

static void
draw_public_legend (cairo_t *cr,
                    double   y)
{
  double x = PAD;

  for (guint i = 0; i < N_SHADES; i++)
    {
      g_autofree char *text = i + 1 < N_SHADES ? g_strdup_printf (_("%u to %u people"), shades[i], shades[i + 1] - 5)
                                               : g_strdup_printf (_("%u people and more"), shades[i]);

      set_shade (cr, i);
      cairo_rectangle (cr, x, y + 1, MARK_SIZE, MARK_SIZE);
      cairo_fill (cr);
      x = draw_legend_word (cr, text, x, y);
    }
}

static void
draw_foot (HwMapPicture *self,
           cairo_t      *cr)
{
  double y = self->frame.height + PAD, width = self->frame.width - 2 * PAD;

  cairo_set_source_rgb (cr, 0.13, 0.13, 0.13);
  draw_line (cr, self->words, PAD, y, width, TRUE);
  if (self->cells != NULL)
    draw_public_legend (cr, y + LINE);
  else
    draw_team_legend (self, cr, y + LINE);
  cairo_set_source_rgb (cr, 0.13, 0.13, 0.13);
  draw_line (cr, self->note, PAD, y + 2 * LINE, width, FALSE);
}

/**
 * hw_map_picture_get_size:
 * @self: a picture
 * @width: (out): pixels
 * @height: (out): pixels
 */
void
hw_map_picture_get_size (HwMapPicture *self,
                         int          *width,
                         int          *height)
{
  *width = self->frame.width;
  *height = self->frame.height + (int) (3 * LINE + 2 * PAD);
}

/**
 * hw_map_picture_draw:
 * @self: a picture
 * @cr: where to draw, from the origin on
 */
void
hw_map_picture_draw (HwMapPicture *self,
                     cairo_t      *cr)
{
  int width, height;

  hw_map_picture_get_size (self, &width, &height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, self->frame.width, self->frame.height);
  cairo_clip (cr);
  if (self->node != NULL)
    gsk_render_node_draw (self->node, cr);
  if (self->cells != NULL)
    draw_cells (self, cr);
  draw_scale (self, cr);
  draw_attribution (self, cr);
  cairo_restore (cr);
  draw_foot (self, cr);
}

/* -- into a file -- */

static cairo_surface_t *
create_surface (HwMapPicture    *self,
                HwPictureFormat  format,
                HwCairoSink            *sink)
{
  cairo_surface_t *surface;
  int width, height;

  hw_map_picture_get_size (self, &width, &height);
  if (format == HW_PICTURE_PNG)
    {
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * PNG_SCALE, height * PNG_SCALE);
      cairo_surface_set_device_scale (surface, PNG_SCALE, PNG_SCALE);
      return surface;
    }
  surface = cairo_pdf_surface_create_for_stream (hw_cairo_sink_write, sink, width, height);
  /* No title and no author: these show where a file is listed. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Homeward");
  return surface;
}

/**
 * hw_map_picture_write:
 * @self: a picture
 * @path: where to; what is there already stays until the new one is whole
 * @format: PNG or PDF
 * @error: return location for a %G_IO_ERROR
 *
 * Writes the picture into a file that only its owner can read.
 *
 * Returns: %FALSE with @error set, and then what was there before is still there
 */
gboolean
hw_map_picture_write (HwMapPicture     *self,
                      const char       *path,
                      HwPictureFormat   format,
                      GError          **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);
  cairo_surface_t *surface;
  cairo_status_t status;
  HwCairoSink sink = { NULL, NULL };
  cairo_t *cr;

  if (file == NULL)
    return FALSE;
  sink.stream = hw_private_file_get_stream (file);
  surface = create_surface (self, format, &sink);
  cr = cairo_create (surface);
  hw_map_picture_draw (self, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == HW_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (surface, hw_cairo_sink_write, &sink);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (sink.error != NULL)
    {
      g_propagate_error (error, sink.error);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return hw_private_file_commit (file, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture cannot be drawn: %s. No file was written. Make the window smaller or choose the other format."),
               cairo_status_to_string (status));
  return FALSE;
}
