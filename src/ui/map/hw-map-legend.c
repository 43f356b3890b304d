/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-legend.h"
#include "hw-map-sprites.h"
#include "hw-map-style.h"
#include "hw-rank-badge.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * What the marks on the map mean, drawn by the functions that draw them there.
 */

#define MARK_SIZE 26

static void
add_row (GtkWidget  *grid,
         int         row,
         GtkWidget  *mark,
         const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_grid_attach (GTK_GRID (grid), mark, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), label, 1, row, 1, 1);
}

static GtkWidget *
new_point (HwPointKind    kind,
           HwReportStatus status)
{
  GtkWidget *mark = hw_rank_badge_new (MARK_SIZE);

  hw_rank_badge_set_point (HW_RANK_BADGE (mark), kind, status);
  return mark;
}

static GtkWidget *
new_rank (guint rank)
{
  GtkWidget *mark = hw_rank_badge_new (MARK_SIZE);

  hw_rank_badge_set_rank (HW_RANK_BADGE (mark), rank);
  return mark;
}

static GtkWidget *
new_site (gboolean closed)
{
  GtkWidget *mark = hw_rank_badge_new (MARK_SIZE);

  hw_rank_badge_set_site (HW_RANK_BADGE (mark), closed);
  return mark;
}

static void
draw_cluster_cb (GtkDrawingArea *area,
                 cairo_t        *cr,
                 int             width,
                 int             height,
                 gpointer        user_data)
{
  g_autoptr (HwMapSprites) sprites = hw_map_sprites_new (hw_map_is_dark (), gtk_widget_get_scale_factor (GTK_WIDGET (area)));
  HwCluster cluster = { .count = 9, .contacts = 2, .counts = { [HW_REPORT_NEW] = 4, [HW_REPORT_SENT_OUT] = 3 } };

  hw_map_sprite_place (cr, hw_map_sprites_get_ring (sprites, &cluster), width / 2.0, height / 2.0);
  hw_map_sprite_place (cr, hw_map_sprites_get_count (sprites, cluster.count), width / 2.0, height / 2.0);
}

static void
draw_uncovered_cb (GtkDrawingArea *area,
                   cairo_t        *cr,
                   int             width,
                   int             height,
                   gpointer        user_data)
{
  GdkRGBA colour;

  hw_map_area_colour (0, hw_map_is_dark (), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  cairo_rectangle (cr, 3, 3, width - 6, height - 6);
  cairo_stroke_preserve (cr);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  for (int offset = -height; offset < width; offset += 6)
    {
      cairo_move_to (cr, offset, 0);
      cairo_line_to (cr, offset + height, height);
    }
  cairo_stroke (cr);
}

/* The three steps beside each other, in the line that is around them on the map. */
static void
draw_unusual_cb (GtkDrawingArea *area,
                 cairo_t        *cr,
                 int             width,
                 int             height,
                 gpointer        user_data)
{
  const double side = (width - 6) / 3.0;
  GdkRGBA colour;

  for (guint step = 1; step <= 3; step++)
    {
      hw_map_unusual_colour (step, hw_map_is_dark (), &colour);
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_rectangle (cr, 3 + (step - 1) * side, (height - side) / 2, side, side);
      cairo_fill (cr);
    }
  hw_map_unusual_colour (0, hw_map_is_dark (), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, hw_map_is_high_contrast () ? 3 : 2);
  cairo_rectangle (cr, 3, (height - side) / 2, 3 * side, side);
  cairo_stroke (cr);
}

static GtkWidget *
new_drawing (GtkDrawingAreaDrawFunc draw)
{
  GtkWidget *mark = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (mark), 36);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (mark), 36);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw, NULL, NULL);
  gtk_widget_set_halign (mark, GTK_ALIGN_CENTER);
  hw_map_watch_style (mark, G_CALLBACK (gtk_widget_queue_draw));
  return mark;
}

static GtkWidget *
build_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_widget_add_css_class (grid, "map-legend");
  for (guint status = 0; status < HW_N_COUNTED_STATUSES; status++)
    add_row (grid, row++, new_point (HW_KIND_REPORT, status), hw_words_status (status));
  add_row (grid, row++, new_point (HW_KIND_CONTACT, HW_REPORT_CLOSED), _("Somebody was met"));
  add_row (grid, row++, new_drawing (draw_cluster_cb), _("Several close together: how many, and of what kinds. Closer, they come apart."));
  add_row (grid, row++, new_rank (1), _("Hot-spot, the first by people, by how lately and by reports not yet looked for"));
  add_row (grid, row++, new_rank (3), _("Hot-spot further down the list"));
  add_row (grid, row++, new_site (FALSE), _("Site that the team watches"));
  add_row (grid, row++, new_site (TRUE), _("Site that is closed"));
  add_row (grid, row++, new_drawing (draw_uncovered_cb), _("Area that no team covers"));
  add_row (grid, row++, new_drawing (draw_unusual_cb), _("Unusual concentration: more here and around than chance would give, the stronger the surer"));
  return grid;
}

/**
 * hw_map_legend_new:
 *
 * Returns: (transfer floating): a button that says what the marks on the map mean
 */
GtkWidget *
hw_map_legend_new (void)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), build_grid ());
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "dialog-question-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_LEFT);
  gtk_widget_set_tooltip_text (button, _("What the marks mean"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What the marks mean"), -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}
