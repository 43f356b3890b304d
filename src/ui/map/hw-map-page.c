/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-page.h"
#include "hw-concentration-card.h"
#include "hw-map-empty.h"
#include "hw-map-files.h"
#include "hw-map-layers.h"
#include "hw-map-names.h"
#include "hw-map-panel.h"
#include "hw-maps.h"
#include "hw-maps-dialog.h"
#include "hw-picture-dialog.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/*
 * Puts the page together and keeps its parts in step: what is selected goes to
 * the layer, the lists and the panel at once, wherever it was selected. The
 * parts do not know each other.
 */

#define FIRST_DAYS    28
#define CLOSE_ZOOM    16
#define PIN_SIZE      28      /* pixels */
#define HOT_SPOT_ZOOM 16
#define ROOM_FOR_BOTH 1000    /* pixels, from which lists, map and panel stand beside each other */

struct _HwMapPage
{
  AdwBin parent_instance;

  HwSession         *session;         /* (owned) */
  HwMaps            *maps;            /* (owned by the session) */
  GtkStack          *stack;
  AdwFlap           *panel_flap;
  AdwFlap           *sidebar_flap;
  GtkScrolledWindow *sidebar_slot;
  AdwBin            *panel_slot;
  GtkOverlay        *overlay;
  GtkBox            *top_box;
  GtkWidget         *no_map_box;
  GtkWidget         *problem_box;
  GtkLabel          *problem_label;
  GtkWidget         *sidebar_button;
  HwMapView         *view;
  HwTimeBar         *time_bar;
  HwMapSidebar      *sidebar;         /* (owned by the tree) */
  HwMapPanel        *panel;           /* (owned by the tree) */
  HwMapLayers       *layers;          /* (owned) */
  ShumateMarkerLayer *pin_layer;      /* (owned by the map): a place that somebody looked for */
  GCancellable      *cancellable;     /* (owned): of files being opened */
  HwMapThing         selected;
  HwHotSpot         *hot_spot;        /* (owned) (nullable): the one selected, to find it again */
  gsize              n_points;        /* the last time we looked */
  guint              arrived_source;
  gboolean           gave_way;        /* the sidebar is hidden only for the panel */
};

G_DEFINE_FINAL_TYPE (HwMapPage, hw_map_page, ADW_TYPE_BIN)

static HwHotSpotItem *
dup_hot_spot_item (HwMapPage *self,
                   guint      rank)
{
  GListModel *model = hw_session_get_hot_spots (self->session);

  return rank > 0 ? g_list_model_get_item (model, rank - 1) : NULL;
}

static const HwSite *
find_site (HwMapPage        *self,
           const HwMapThing *thing)
{
  HwSiteItem *item = thing->kind == HW_MAP_SITE ? hw_session_find_site (self->session, &thing->site) : NULL;

  return item != NULL ? hw_site_item_get_site (item) : NULL;
}

static void
show_stack (HwMapPage *self)
{
  gboolean has_reports = FALSE;

  g_object_get (self->session, "has-reports", &has_reports, NULL);
  has_reports = has_reports || self->n_points > 0 || hw_map_view_get_maps (self->view) != NULL;
  gtk_stack_set_visible_child_name (self->stack, has_reports ? "map" : "empty");
  gtk_widget_set_visible (self->no_map_box, hw_map_view_get_maps (self->view) == NULL);
}

/* Where the window is narrow, the lists give way to the panel and come back after it. */
static void
make_room (HwMapPage *self)
{
  gboolean panel = adw_flap_get_reveal_flap (self->panel_flap), sidebar = adw_flap_get_reveal_flap (self->sidebar_flap);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (panel && sidebar && width > 0 && width < ROOM_FOR_BOTH)
    {
      self->gave_way = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      adw_flap_set_reveal_flap (self->sidebar_flap, FALSE);
    }
  else if (!panel && self->gave_way)
    {
      self->gave_way = FALSE;
      adw_flap_set_reveal_flap (self->sidebar_flap, TRUE);
    }
}

static void
close_panel (HwMapPage *self)
{
  gboolean was_open = adw_flap_get_reveal_flap (self->panel_flap);

  hw_map_page_select (self, &(HwMapThing) { 0 });
  if (was_open)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
selected_on_map_cb (HwMapPage  *self,
                    HwMapThing *thing)
{
  hw_map_page_select (self, thing);
}

static gboolean
is_in_view (HwMapPage     *self,
            const HwPoint *point)
{
  HwBox box;

  return hw_map_view_get_box (self->view, &box) && hw_box_contains (&box, point);
}

/* From a list the map goes along, and comes closer to a single report. */
static void
selected_in_list_cb (HwMapPage  *self,
                     HwMapThing *thing)
{
  HwMapThing chosen = *thing;

  hw_map_page_select (self, &chosen);
  if (chosen.kind == HW_MAP_HOT_SPOT || chosen.kind == HW_MAP_SITE)
    hw_map_view_go_to (self->view, &chosen.point, HOT_SPOT_ZOOM);
  else if (!is_in_view (self, &chosen.point))
    hw_map_view_go_to (self->view, &chosen.point, 0);
}

static void
zoom_cb (HwMapPage  *self,
         HwMapThing *thing)
{
  HwMapThing closer = *thing;

  hw_map_view_go_to (self->view, &closer.point,
                     shumate_viewport_get_zoom_level (hw_map_view_get_viewport (self->view)) + 2);
}

/* Another place than what is selected, which stays selected. */
static void
place_wanted_cb (HwMapPage *self,
                 HwPoint   *point)
{
  HwPoint wanted = *point;

  hw_map_view_go_to (self->view, &wanted, HOT_SPOT_ZOOM);
}

static void
moved_cb (HwMapPage *self)
{
  HwBox box;

  if (hw_map_view_get_box (self->view, &box))
    hw_map_sidebar_set_view (self->sidebar, &box);
}

/* The one selected may have another rank and place after they were computed again. */
static void
hot_spots_changed_cb (HwMapPage *self)
{
  GListModel *model = hw_session_get_hot_spots (self->session);
  g_autoptr (GPtrArray) hot_spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_hot_spot_unref);
  HwMapThing thing = self->selected;
  const HwHotSpot *same;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (HwHotSpotItem) item = g_list_model_get_item (model, i);

      g_ptr_array_add (hot_spots, hw_hot_spot_ref (hw_hot_spot_item_get_hot_spot (item)));
    }
  hw_map_layer_set_hot_spots (hw_map_view_get_layer (self->view), hot_spots);
  if (thing.kind != HW_MAP_HOT_SPOT)
    return;
  same = self->hot_spot != NULL ? hw_hot_spots_find_same (hot_spots, self->hot_spot) : NULL;
  if (same != NULL)
    hw_map_thing_init_hot_spot (&thing, same->rank, &same->centre);
  else
    thing.kind = HW_MAP_NOTHING;
  hw_map_page_select (self, &thing);
}

/* What is known of the selected site changed, or it is gone with the workspace. */
static void
sites_changed_cb (HwMapPage *self)
{
  HwMapThing thing = self->selected;
  const HwSite *site = find_site (self, &thing);

  if (thing.kind != HW_MAP_SITE && thing.kind != HW_MAP_HOT_SPOT)
    return;
  if (thing.kind == HW_MAP_SITE && site == NULL)
    thing.kind = HW_MAP_NOTHING;
  else if (site != NULL)
    thing.point = site->point;
  hw_map_page_select (self, &thing);
}

/* What came in must be seen: days without anything, as after importing an old file, are left for the last that hold something. */
static void
show_first_days (HwMapPage *self)
{
  HwPointIndex *points = hw_session_get_points (self->session);
  g_autoptr (GArray) shown = NULL;
  HwBox box;

  hw_histogram_select_last (hw_time_bar_get_histogram (self->time_bar), FIRST_DAYS);
  if (!hw_point_index_get_extent (points, &box))
    return;
  shown = hw_point_index_query (points, &box, 1);
  if (shown->len == 0)
    hw_map_filter_set_shown (hw_map_sidebar_get_filter (self->sidebar), HW_REPORT_CLOSED, TRUE);
}

static gboolean
arrived_cb (gpointer user_data)
{
  HwMapPage *self = user_data;
  HwHistogram *histogram = hw_time_bar_get_histogram (self->time_bar);
  gsize before = self->n_points;
  guint32 first, last;

  self->arrived_source = 0;
  self->n_points = hw_point_index_get_size (hw_session_get_points (self->session));
  show_stack (self);
  if (self->n_points <= before)
    return G_SOURCE_REMOVE;
  hw_histogram_get_selection (histogram, &first, &last);
  if (before > 0 && (self->n_points < before + FIRST_DAYS || hw_histogram_count (histogram, first, last, NULL) > 0))
    return G_SOURCE_REMOVE;
  show_first_days (self);
  hw_map_view_show_all (self->view);
  return G_SOURCE_REMOVE;
}

static void
points_changed_cb (HwMapPage *self)
{
  if (self->arrived_source == 0)
    self->arrived_source = g_idle_add (arrived_cb, self);
}

static gboolean
query_tooltip_cb (HwMapPage  *self,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  HwMapThing thing;
  g_autofree char *words = NULL;

  if (keyboard || !hw_map_layer_pick (hw_map_view_get_layer (self->view), x, y, &thing))
    return FALSE;
  words = hw_map_names_dup_tooltip (self->session, &thing);
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

/* A map that cannot be shown is told on the map itself: reports and the other maps are there all the same. */
static void
show_problem (HwMapPage  *self,
              const char *words)
{
  gtk_label_set_label (self->problem_label, words != NULL ? words : "");
  gtk_widget_set_visible (self->problem_box, words != NULL);
}

static void
maps_changed_cb (HwMapPage *self)
{
  HwTileStack *maps = hw_maps_get_stack (self->maps);
  g_autofree char *problem = hw_maps_dup_problem (self->maps);
  gboolean is_first = hw_map_view_get_maps (self->view) == NULL && maps != NULL;

  hw_map_view_set_maps (self->view, maps);
  show_problem (self, problem);
  show_stack (self);
  if (is_first && self->n_points == 0)
    hw_map_view_show_all (self->view);
}

static void
damaged_cb (HwMapPage  *self,
            const char *words)
{
  g_autofree char *whole = g_strdup_printf ("%s\n%s", words, _("What can be read of it is shown, and all reports."));

  show_problem (self, whole);
}

static void
map_added_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwMapPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HwTileStack *stack;

  if (!hw_maps_add_finish (HW_MAPS (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        hw_problem_show (GTK_WIDGET (self), _("This map cannot be shown"), error);
      return;
    }
  stack = hw_maps_get_stack (HW_MAPS (source));
  if (stack != NULL && hw_tile_archive_get_warning (hw_tile_stack_get (stack, 0)) != NULL)
    hw_toast_show (GTK_WIDGET (self), hw_tile_archive_get_warning (hw_tile_stack_get (stack, 0)));
}

/* What the workspace remembers is opened with it; locking takes everything off the screen. */
static void
state_changed_cb (HwMapPage *self)
{
  if (hw_session_get_state (self->session) == HW_SESSION_OPEN)
    {
      hw_map_layers_recall (self->layers);
      points_changed_cb (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  hw_map_page_select (self, &(HwMapThing) { 0 });
  self->n_points = 0;
}

static gboolean
back_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  HwMapPage *self = HW_MAP_PAGE (widget);

  if (!adw_flap_get_reveal_flap (self->panel_flap))
    return FALSE;
  close_panel (self);
  return TRUE;
}

static void
picture_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwMapPage *self = HW_MAP_PAGE (widget);

  gtk_window_present (GTK_WINDOW (hw_picture_dialog_new (widget, self->session, self->view)));
}

static void
maps_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_maps_dialog_new (widget, HW_MAP_PAGE (widget)->session)));
}

static void
connect_parts (HwMapPage *self)
{
  g_signal_connect_object (self->view, "selected", G_CALLBACK (selected_on_map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "back", G_CALLBACK (close_panel), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "damaged", G_CALLBACK (damaged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "query-tooltip", G_CALLBACK (query_tooltip_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), TRUE);
  g_signal_connect_object (self->sidebar, "selected", G_CALLBACK (selected_in_list_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "selected", G_CALLBACK (selected_in_list_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "zoom", G_CALLBACK (zoom_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "show-place", G_CALLBACK (place_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "closed", G_CALLBACK (close_panel), self, G_CONNECT_SWAPPED);
}

static void
connect_session (HwMapPage *self)
{
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::has-reports", G_CALLBACK (show_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->maps, "changed", G_CALLBACK (maps_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_points (self->session), "changed", G_CALLBACK (points_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_sites (self->session), "items-changed", G_CALLBACK (sites_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_hot_spots (self->session), "items-changed", G_CALLBACK (hot_spots_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
hw_map_page_dispose (GObject *object)
{
  HwMapPage *self = HW_MAP_PAGE (object);

  g_clear_handle_id (&self->arrived_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* Taken out first: the template would leave AdwBin with a child that is gone. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_MAP_PAGE);
  g_clear_pointer (&self->hot_spot, hw_hot_spot_unref);
  g_clear_object (&self->layers);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_map_page_parent_class)->dispose (object);
}

static void
hw_map_page_class_init (HwMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_map_page_dispose;
  g_type_ensure (HW_TYPE_MAP_EMPTY);
  g_type_ensure (HW_TYPE_MAP_VIEW);
  g_type_ensure (HW_TYPE_TIME_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/map/hw-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, panel_flap);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, sidebar_flap);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, sidebar_slot);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, panel_slot);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, top_box);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, no_map_box);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, problem_box);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, view);
  gtk_widget_class_bind_template_child (widget_class, HwMapPage, time_bar);
  gtk_widget_class_install_action (widget_class, "map-page.maps", NULL, maps_action);
  gtk_widget_class_install_action (widget_class, "map-page.picture", NULL, picture_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_cb, NULL);
}

static void
hw_map_page_init (HwMapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_layers (HwMapPage *self)
{
  GtkWidget *card;

  self->layers = hw_map_layers_new (GTK_WIDGET (self), self->view, self->session);
  card = hw_concentration_card_new (hw_map_layers_get_concentrations (self->layers), self->session);
  gtk_box_append (self->top_box, card);
  g_signal_connect_object (card, "show-place", G_CALLBACK (place_wanted_cb), self, G_CONNECT_SWAPPED);
  self->pin_layer = shumate_marker_layer_new (hw_map_view_get_viewport (self->view));
  hw_map_view_add_layer (self->view, SHUMATE_LAYER (self->pin_layer));
}

/**
 * hw_map_page_new:
 * @session: whose models are shown
 *
 * Returns: (transfer floating): the Map page
 */
GtkWidget *
hw_map_page_new (HwSession *session)
{
  HwMapPage *self = g_object_new (HW_TYPE_MAP_PAGE, NULL);
  HwPointIndex *points = hw_session_get_points (session);

  self->session = g_object_ref (session);
  self->maps = hw_maps_get_for_session (session);
  self->sidebar = HW_MAP_SIDEBAR (hw_map_sidebar_new (session));
  gtk_scrolled_window_set_child (self->sidebar_slot, GTK_WIDGET (self->sidebar));
  self->panel = HW_MAP_PANEL (hw_map_panel_new (session));
  adw_bin_set_child (self->panel_slot, GTK_WIDGET (self->panel));
  add_layers (self);
  hw_map_view_set_points (self->view, points);
  hw_map_sidebar_set_points (self->sidebar, points);
  hw_map_sidebar_set_hot_spots (self->sidebar, hw_session_get_hot_spots (session));
  hw_map_sidebar_set_sites (self->sidebar, hw_session_get_sites (session));
  hw_map_layer_set_sites (hw_map_view_get_layer (self->view), hw_session_get_sites (session));
  hw_time_bar_set_points (self->time_bar, points);
  connect_parts (self);
  connect_session (self);
  hot_spots_changed_cb (self);
  state_changed_cb (self);
  maps_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * hw_map_page_show_point:
 * @self: the page
 * @point: somewhere on the earth
 *
 * Brings a place to the middle of the map with a pin, which stays until something is selected.
 */
void
hw_map_page_show_point (HwMapPage     *self,
                        const HwPoint *point)
{
  ShumateMarker *pin = shumate_marker_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("mark-location-symbolic");

  g_return_if_fail (HW_IS_MAP_PAGE (self));

  hw_map_page_select (self, &(HwMapThing) { 0 });
  gtk_image_set_pixel_size (GTK_IMAGE (icon), PIN_SIZE);
  gtk_widget_add_css_class (icon, "map-pin");
  shumate_marker_set_child (pin, icon);
  shumate_location_set_location (SHUMATE_LOCATION (pin), point->latitude, point->longitude);
  shumate_marker_layer_add_marker (self->pin_layer, pin);
  hw_map_view_go_to (self->view, point, CLOSE_ZOOM);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * hw_map_page_select:
 * @self: the page
 * @thing: what to select, of kind %HW_MAP_NOTHING for nothing
 *
 * Selects @thing on the map, in the lists and in the panel.
 */
void
hw_map_page_select (HwMapPage        *self,
                    const HwMapThing *thing)
{
  g_autoptr (HwHotSpotItem) item = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (HW_IS_MAP_PAGE (self));

  item = thing->kind == HW_MAP_HOT_SPOT ? dup_hot_spot_item (self, thing->rank) : NULL;
  name = hw_map_names_dup_name (self->session, thing);
  self->selected = *thing;
  g_clear_pointer (&self->hot_spot, hw_hot_spot_unref);
  self->hot_spot = item ? hw_hot_spot_ref (hw_hot_spot_item_get_hot_spot (item)) : NULL;
  shumate_marker_layer_remove_all (self->pin_layer);
  hw_map_layer_set_selected (hw_map_view_get_layer (self->view), &self->selected, name);
  hw_map_sidebar_select (self->sidebar, &self->selected);
  hw_map_panel_show (self->panel, &self->selected, item ? hw_hot_spot_item_get_hot_spot (item) : NULL, name);
  adw_flap_set_reveal_flap (self->panel_flap, self->selected.kind != HW_MAP_NOTHING);
  make_room (self);
}

/**
 * hw_map_page_show_site:
 * @self: the page
 * @site: which one
 *
 * Brings a site to the middle of the map, selected.
 *
 * Returns: whether there is such a site
 */
gboolean
hw_map_page_show_site (HwMapPage  *self,
                       const HwId *site)
{
  HwSiteItem *item;
  HwMapThing thing;

  g_return_val_if_fail (HW_IS_MAP_PAGE (self), FALSE);

  item = hw_session_find_site (self->session, site);
  if (item == NULL)
    return FALSE;
  hw_map_thing_init_site (&thing, hw_site_item_get_site (item));
  hw_map_page_select (self, &thing);
  hw_map_view_go_to (self->view, &thing.point, CLOSE_ZOOM);
  return TRUE;
}

/**
 * hw_map_page_show_report:
 * @self: the page
 * @row: of a report
 *
 * Brings a report to the middle of the map, selected, whatever the filter.
 */
void
hw_map_page_show_report (HwMapPage *self,
                         gint64     row)
{
  HwIndexPoint point;
  HwMapThing thing;

  g_return_if_fail (HW_IS_MAP_PAGE (self));

  if (!hw_point_index_lookup (hw_session_get_points (self->session), HW_KIND_REPORT, row, &point))
    {
      hw_toast_show (GTK_WIDGET (self), _("This report has no place on the map yet"));
      return;
    }
  hw_map_thing_init_point (&thing, &point);
  hw_map_page_select (self, &thing);
  hw_map_view_go_to (self->view, &point.point, CLOSE_ZOOM);
}

/**
 * hw_map_page_add_map_file:
 * @self: the page
 * @path: an MBTiles or PMTiles file
 *
 * Opens a map on a thread and puts it over the others. It is remembered in the
 * workspace once it is open; a file that is refused leaves the maps as they
 * were, and the user is told why.
 */
void
hw_map_page_add_map_file (HwMapPage  *self,
                          const char *path)
{
  g_return_if_fail (HW_IS_MAP_PAGE (self) && path != NULL);

  hw_maps_add_async (self->maps, path, NULL, map_added_cb, g_object_ref (self));
}

/**
 * hw_map_page_get_view:
 * @self: the page
 *
 * Returns: (transfer none): its map
 */
HwMapView *
hw_map_page_get_view (HwMapPage *self)
{
  g_return_val_if_fail (HW_IS_MAP_PAGE (self), NULL);

  return self->view;
}

/**
 * hw_map_page_get_sidebar:
 * @self: the page
 *
 * Returns: (transfer none): its filters and lists
 */
HwMapSidebar *
hw_map_page_get_sidebar (HwMapPage *self)
{
  g_return_val_if_fail (HW_IS_MAP_PAGE (self), NULL);

  return self->sidebar;
}

/**
 * hw_map_page_get_time_bar:
 * @self: the page
 *
 * Returns: (transfer none): what lies under the map
 */
HwTimeBar *
hw_map_page_get_time_bar (HwMapPage *self)
{
  g_return_val_if_fail (HW_IS_MAP_PAGE (self), NULL);

  return self->time_bar;
}
