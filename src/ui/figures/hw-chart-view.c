/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-chart-view.h"
#include "hw-list-preview.h"
#include "hw-map-style.h"

/* A chart with its title: as a picture, or as the table that says the same. It is copied as either. */

#define LETTERS      12.5
#define COPY_WIDTH   640
#define COPY_HEIGHT  360
#define COPY_SCALE   2

struct _HwChartView
{
  AdwBin parent_instance;

  HwChart        *chart;     /* (owned) (nullable) */
  GtkLabel       *title;
  GtkStack       *stack;     /* "chart", "table" */
  GtkDrawingArea *area;
  GtkWidget      *table;
};

G_DEFINE_FINAL_TYPE (HwChartView, hw_chart_view, ADW_TYPE_BIN)

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  HwChartView *self = user_data;
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (area)));
  g_autofree char *name = pango_font_description_to_string (font);
  HwChartStyle style = { hw_map_is_dark (), hw_map_is_high_contrast (), name, LETTERS };

  if (self->chart != NULL)
    hw_chart_draw (self->chart, cr, width, height, &style);
}

/* On white, as it will stand in somebody's document. */
static GdkTexture *
make_texture (HwChartView *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, COPY_WIDTH * COPY_SCALE, COPY_HEIGHT * COPY_SCALE);
  cairo_t *cr = cairo_create (surface);
  HwChartStyle style = { FALSE, FALSE, NULL, LETTERS };
  g_autoptr (GBytes) pixels = NULL;
  GdkTexture *texture;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, COPY_SCALE, COPY_SCALE);
  cairo_translate (cr, 12, 12);
  hw_chart_draw (self->chart, cr, COPY_WIDTH - 24, COPY_HEIGHT - 24, &style);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface) * COPY_HEIGHT * COPY_SCALE);
  texture = gdk_memory_texture_new (COPY_WIDTH * COPY_SCALE, COPY_HEIGHT * COPY_SCALE, GDK_MEMORY_DEFAULT, pixels,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return texture;
}

static void
copy_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwChartView *self = HW_CHART_VIEW (widget);
  g_autoptr (GdkTexture) texture = NULL;

  if (self->chart == NULL)
    return;
  texture = make_texture (self);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
}

static void
copy_numbers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwChartView *self = HW_CHART_VIEW (widget);
  g_autofree char *numbers = self->chart != NULL ? hw_chart_dup_numbers (self->chart) : NULL;

  if (numbers != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), numbers);
}

static void
turn_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwChartView *self = HW_CHART_VIEW (widget);
  gboolean to_table = g_str_equal (name, "chart.as-table");

  gtk_stack_set_visible_child_name (self->stack, to_table ? "table" : "chart");
  gtk_widget_action_set_enabled (widget, "chart.as-table", !to_table);
  gtk_widget_action_set_enabled (widget, "chart.as-picture", to_table);
}

/**
 * hw_chart_view_set_chart:
 * @self: a view
 * @chart: (nullable): what it shows
 */
void
hw_chart_view_set_chart (HwChartView *self,
                         HwChart     *chart)
{
  g_autoptr (HwListTable) table = chart != NULL ? hw_chart_make_table (chart) : NULL;
  g_autofree char *words = chart != NULL ? hw_chart_dup_words (chart) : NULL;

  g_return_if_fail (HW_IS_CHART_VIEW (self));

  g_clear_pointer (&self->chart, hw_chart_unref);
  self->chart = chart != NULL ? hw_chart_ref (chart) : NULL;
  gtk_label_set_label (self->title, chart != NULL ? hw_chart_get_title (chart) : "");
  hw_list_preview_widget_show (HW_LIST_PREVIEW_WIDGET (self->table), table);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
hw_chart_view_dispose (GObject *object)
{
  HwChartView *self = HW_CHART_VIEW (object);

  if (self->area != NULL)
    gtk_drawing_area_set_draw_func (self->area, NULL, NULL, NULL);
  self->area = NULL;
  g_clear_pointer (&self->chart, hw_chart_unref);
  G_OBJECT_CLASS (hw_chart_view_parent_class)->dispose (object);
}

static void
hw_chart_view_class_init (HwChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_chart_view_dispose;
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-numbers", NULL, copy_numbers_action);
  gtk_widget_class_install_action (widget_class, "chart.as-table", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "chart.as-picture", NULL, turn_action);
}

static GtkWidget *
make_menu_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _("As a table"), "chart.as-table");
  g_menu_append (menu, _("As a picture"), "chart.as-picture");
  g_menu_append (menu, _("Copy the picture"), "chart.copy-picture");
  g_menu_append (menu, _("Copy the numbers"), "chart.copy-numbers");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("More about this chart"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More about this chart"), -1);
  return button;
}

static void
hw_chart_view_init (HwChartView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), make_menu_button ());
  self->area = GTK_DRAWING_AREA (g_object_new (GTK_TYPE_DRAWING_AREA, "focusable", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->area), "chart-picture");
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  self->table = hw_list_preview_widget_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->area), "chart");
  gtk_stack_add_named (self->stack, self->table, "table");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  g_object_set (box, "margin-top", 6, "margin-bottom", 12, "margin-start", 14, "margin-end", 8, NULL);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.as-picture", FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self->area, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self->area, G_CONNECT_SWAPPED);
}

/**
 * hw_chart_view_new:
 * @height: of the picture, in pixels
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
hw_chart_view_new (int height)
{
  HwChartView *self = g_object_new (HW_TYPE_CHART_VIEW, NULL);

  gtk_drawing_area_set_content_height (self->area, height);
  gtk_drawing_area_set_content_width (self->area, 300);
  return GTK_WIDGET (self);
}
