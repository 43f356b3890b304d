/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-sidebar.h"
#include "hw-hot-spot-adjust.h"
#include "hw-hot-spot-list.h"
#include "hw-point-list.h"
#include "hw-site-list.h"
#include "hw-session-hot-spots.h"
#include "hw-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * Three lists under the filter, of which one is shown: hot-spots, sites and what is in
 * view. The page tells what is in view when the map comes to rest, and what is
 * selected; what the user picks here goes back to the page.
 */

#define MOST_LISTED 200   /* of what is in view, the newest */

struct _HwMapSidebar
{
  GtkBox parent_instance;

  HwPointIndex  *points;        /* (owned) (nullable) */
  GListModel    *hot_spots;     /* (owned) (nullable) */
  GListModel    *sites;         /* (owned) (nullable) */
  HwMapFilter   *filter;        /* (owned by the tree) */
  GtkWidget     *hot_spots_tab; /* (owned by the tree) */
  GtkWidget     *sites_tab;     /* (owned by the tree) */
  GtkWidget     *in_view_tab;   /* (owned by the tree) */
  GtkStack      *stack;         /* (owned by the tree) */
  HwHotSpotList *hot_spot_list; /* (owned by the tree) */
  HwSiteList    *site_list;     /* (owned by the tree) */
  HwPointList   *in_view_list;  /* (owned by the tree) */
  GtkLabel      *note;          /* (owned by the tree) */
  GtkWidget     *adjust;        /* (owned by the tree) (nullable): what makes a hot-spot */
  HwSession     *session;       /* (owned) (nullable) */
  HwBox          box;
  gboolean       has_box;
  guint          n_in_view;
  gint64         computed_at;
  HwMapThing     selected;
  guint          list_source;
};

G_DEFINE_FINAL_TYPE (HwMapSidebar, hw_map_sidebar, GTK_TYPE_BOX)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_hot_spot_note (HwMapSidebar *self)
{
  g_autofree char *when = hw_words_dup_time (self->computed_at, g_get_real_time ());
  HwHotSpotSettings settings;

  hw_hot_spot_settings_init (&settings);
  if (self->session != NULL)
    hw_session_get_hot_spot_settings (self->session, &settings);
  if (self->hot_spots == NULL || g_list_model_get_n_items (self->hot_spots) == 0)
    return g_strdup_printf (_("No hot-spot in these days. One needs a weight of %g within %g m; a contact weighs more than a report."),
                            settings.weight, settings.radius_m);
  return g_strdup_printf (_("A weight of at least %g within %g m. A verified contact weighs more than a report. Computed %s."),
                          settings.weight, settings.radius_m, when);
}

static char *
dup_in_view_note (HwMapSidebar *self)
{
  guint listed = hw_point_list_get_n_points (self->in_view_list);

  if (self->n_in_view == 0)
    return g_strdup (_("Nothing in view. Move the map, or show more days."));
  if (listed < self->n_in_view)
    return g_strdup_printf (ngettext ("The newest %u of %u in view.", "The newest %u of %u in view.", self->n_in_view), listed, self->n_in_view);
  return g_strdup (_("Newest first."));
}

static char *
dup_site_note (HwMapSidebar *self)
{
  if (self->sites == NULL || g_list_model_get_n_items (self->sites) == 0)
    return g_strdup (_("A site is a place that the team watches by name, with its hazards and how to get in. Choose a hot-spot and make it one."));
  return g_strdup (_("By name."));
}

static void
show_note (HwMapSidebar *self)
{
  gboolean in_view = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->in_view_tab));
  gboolean sites = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sites_tab));
  g_autofree char *note = in_view ? dup_in_view_note (self) : sites ? dup_site_note (self) : dup_hot_spot_note (self);

  gtk_label_set_text (self->note, note);
  if (self->adjust != NULL)
    gtk_widget_set_visible (self->adjust, !in_view && !sites);
}

/* A number that grows must not make the sidebar wider. */
static void
set_tab (GtkWidget  *tab,
         const char *words)
{
  GtkWidget *label;

  gtk_button_set_label (GTK_BUTTON (tab), words);
  label = gtk_button_get_child (GTK_BUTTON (tab));
  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (tab, words);
}

static void
show_tabs (HwMapSidebar *self)
{
  guint n_hot_spots = self->hot_spots ? g_list_model_get_n_items (self->hot_spots) : 0;
  g_autofree char *hot_spots = g_strdup_printf (_("Hot-spots %u"), n_hot_spots);
  g_autofree char *sites = g_strdup_printf (_("Sites %u"), self->sites ? g_list_model_get_n_items (self->sites) : 0);
  g_autofree char *in_view = g_strdup_printf (_("In view %u"), self->n_in_view);

  set_tab (self->hot_spots_tab, hot_spots);
  set_tab (self->sites_tab, sites);
  set_tab (self->in_view_tab, in_view);
  show_note (self);
}

/* The clusters in view add up to what is in view, without walking every point. */
static guint
count_in_view (HwMapSidebar *self)
{
  g_autoptr (GArray) positions = hw_point_index_query (self->points, &self->box, MOST_LISTED + 1);
  g_autoptr (GArray) clusters = NULL;
  guint total = 0;

  if (positions->len <= MOST_LISTED)
    return positions->len;
  /* About the zoom that the map itself has: a window is some three tiles wide. */
  clusters = hw_point_index_get_clusters (self->points, &self->box, floor (log2 (360 / (self->box.east - self->box.west)) + 1.5));
  for (guint i = 0; i < clusters->len; i++)
    total += g_array_index (clusters, HwCluster, i).count;
  return MAX (total, positions->len);
}

static void
list_in_view (HwMapSidebar *self)
{
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  g_autoptr (GArray) positions = NULL;

  if (self->points == NULL || !self->has_box)
    return;
  positions = hw_point_index_query (self->points, &self->box, MOST_LISTED);
  for (guint i = 0; i < positions->len; i++)
    {
      HwIndexPoint point;

      if (hw_point_index_get_point (self->points, g_array_index (positions, gsize, i), &point))
        g_array_append_val (listed, point);
    }
  self->n_in_view = count_in_view (self);
  hw_point_list_set_points (self->in_view_list, listed);
  hw_point_list_select (self->in_view_list, &self->selected);
  show_tabs (self);
}

static gboolean
list_cb (gpointer user_data)
{
  HwMapSidebar *self = user_data;

  self->list_source = 0;
  list_in_view (self);
  return G_SOURCE_REMOVE;
}

static void
list_soon (HwMapSidebar *self)
{
  if (self->list_source == 0)
    self->list_source = g_idle_add (list_cb, self);
}

static void
hot_spots_changed_cb (HwMapSidebar *self)
{
  self->computed_at = g_get_real_time ();
  show_tabs (self);
}

static void
tab_toggled_cb (HwMapSidebar *self)
{
  gboolean in_view = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->in_view_tab));
  gboolean sites = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->sites_tab));

  gtk_stack_set_visible_child_name (self->stack, in_view ? "in-view" : sites ? "sites" : "hot-spots");
  show_note (self);
}

static void
selected_cb (HwMapSidebar *self,
             HwMapThing   *thing)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, thing);
}

static GtkWidget *
build_tabs (HwMapSidebar *self)
{
  GtkWidget *tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (tabs, "linked");
  self->hot_spots_tab = gtk_toggle_button_new ();
  self->sites_tab = gtk_toggle_button_new ();
  self->in_view_tab = gtk_toggle_button_new ();
  gtk_widget_add_css_class (tabs, "map-tabs");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->sites_tab), GTK_TOGGLE_BUTTON (self->hot_spots_tab));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->in_view_tab), GTK_TOGGLE_BUTTON (self->hot_spots_tab));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->hot_spots_tab), TRUE);
  g_signal_connect_object (self->sites_tab, "toggled", G_CALLBACK (tab_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->in_view_tab, "toggled", G_CALLBACK (tab_toggled_cb), self, G_CONNECT_SWAPPED);
  /* Each as wide as its words ask for, and what is left in equal parts. */
  gtk_widget_set_hexpand (tabs, FALSE);
  gtk_widget_set_hexpand (self->hot_spots_tab, TRUE);
  gtk_widget_set_hexpand (self->sites_tab, TRUE);
  gtk_widget_set_hexpand (self->in_view_tab, TRUE);
  gtk_box_append (GTK_BOX (tabs), self->hot_spots_tab);
  gtk_box_append (GTK_BOX (tabs), self->sites_tab);
  gtk_box_append (GTK_BOX (tabs), self->in_view_tab);
  return tabs;
}

static GtkWidget *
build_lists (HwMapSidebar *self,
             HwSession    *session)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->hot_spot_list = HW_HOT_SPOT_LIST (hw_hot_spot_list_new ());
  self->site_list = HW_SITE_LIST (hw_site_list_new ());
  self->in_view_list = HW_POINT_LIST (hw_point_list_new (session, _("In view")));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->hot_spot_list), "hot-spots");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->site_list), "sites");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->in_view_list), "in-view");
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  g_signal_connect_object (self->hot_spot_list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->site_list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->in_view_list, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->stack);
}

static GtkLabel *
append_label (HwMapSidebar *self,
              const char   *text,
              const char   *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

/* Before the hot-spots of those days come. */
static void
days_changed_cb (HwMapSidebar *self)
{
  hw_hot_spot_list_set_days (self->hot_spot_list, hw_session_count_hot_spot_days (self->session));
}

static void
append_adjust (HwMapSidebar *self)
{
  self->adjust = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->adjust), _("Adjust"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->adjust), hw_hot_spot_adjust_new (self->session));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->adjust), GTK_ARROW_UP);
  gtk_widget_set_tooltip_text (self->adjust, _("What makes a hot-spot"));
  gtk_widget_set_halign (self->adjust, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), self->adjust);
  g_signal_connect_object (self->session, "notify::hot-spot-until", G_CALLBACK (days_changed_cb), self, G_CONNECT_SWAPPED);
  days_changed_cb (self);
}

static void
hw_map_sidebar_dispose (GObject *object)
{
  HwMapSidebar *self = HW_MAP_SIDEBAR (object);

  g_clear_handle_id (&self->list_source, g_source_remove);
  hw_map_sidebar_set_points (self, NULL);
  hw_map_sidebar_set_hot_spots (self, NULL);
  hw_map_sidebar_set_sites (self, NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_map_sidebar_parent_class)->dispose (object);
}

static void
hw_map_sidebar_class_init (HwMapSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_map_sidebar_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_MAP_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
hw_map_sidebar_init (HwMapSidebar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-sidebar");
  gtk_widget_set_size_request (GTK_WIDGET (self), 276, -1);
}

/**
 * hw_map_sidebar_new:
 * @session: (nullable): where the words of the list are loaded from
 *
 * Returns: (transfer floating): a sidebar without points
 */
GtkWidget *
hw_map_sidebar_new (HwSession *session)
{
  HwMapSidebar *self = g_object_new (HW_TYPE_MAP_SIDEBAR, NULL);

  append_label (self, _("Show"), "heading");
  self->filter = HW_MAP_FILTER (hw_map_filter_new ());
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (self), build_tabs (self));
  gtk_box_append (GTK_BOX (self), build_lists (self, session));
  self->note = append_label (self, NULL, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_label_set_max_width_chars (self->note, 30);
  g_set_object (&self->session, session);
  if (session != NULL)
    append_adjust (self);
  self->computed_at = g_get_real_time ();
  show_tabs (self);
  return GTK_WIDGET (self);
}

/**
 * hw_map_sidebar_set_points:
 * @self: a sidebar
 * @points: (nullable): what is counted, filtered and listed
 */
void
hw_map_sidebar_set_points (HwMapSidebar *self,
                           HwPointIndex *points)
{
  g_return_if_fail (HW_IS_MAP_SIDEBAR (self));

  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_func (self->points, list_soon, self);
  g_set_object (&self->points, points);
  if (points == NULL)
    return;
  hw_map_filter_set_points (self->filter, points);
  g_signal_connect_object (points, "changed", G_CALLBACK (list_soon), self, G_CONNECT_SWAPPED);
  list_soon (self);
}

/**
 * hw_map_sidebar_set_hot_spots:
 * @self: a sidebar
 * @hot_spots: (nullable) (element-type HwHotSpotItem): by rank
 */
void
hw_map_sidebar_set_hot_spots (HwMapSidebar *self,
                              GListModel   *hot_spots)
{
  g_return_if_fail (HW_IS_MAP_SIDEBAR (self));

  if (self->hot_spots == hot_spots)
    return;
  if (self->hot_spots != NULL)
    g_signal_handlers_disconnect_by_func (self->hot_spots, hot_spots_changed_cb, self);
  g_set_object (&self->hot_spots, hot_spots);
  if (hot_spots == NULL)
    return;
  hw_hot_spot_list_set_model (self->hot_spot_list, hot_spots);
  g_signal_connect_object (hot_spots, "items-changed", G_CALLBACK (hot_spots_changed_cb), self, G_CONNECT_SWAPPED);
  hot_spots_changed_cb (self);
}

/**
 * hw_map_sidebar_set_sites:
 * @self: a sidebar
 * @sites: (nullable) (element-type HwSiteItem): by name
 */
void
hw_map_sidebar_set_sites (HwMapSidebar *self,
                          GListModel   *sites)
{
  g_return_if_fail (HW_IS_MAP_SIDEBAR (self));

  if (self->sites == sites)
    return;
  if (self->sites != NULL)
    g_signal_handlers_disconnect_by_func (self->sites, show_tabs, self);
  g_set_object (&self->sites, sites);
  if (sites == NULL)
    return;
  hw_site_list_set_model (self->site_list, sites);
  g_signal_connect_object (sites, "items-changed", G_CALLBACK (show_tabs), self, G_CONNECT_SWAPPED);
  show_tabs (self);
}

/**
 * hw_map_sidebar_set_view:
 * @self: a sidebar
 * @box: what the map shows now
 */
void
hw_map_sidebar_set_view (HwMapSidebar *self,
                         const HwBox  *box)
{
  g_return_if_fail (HW_IS_MAP_SIDEBAR (self));

  self->box = *box;
  self->has_box = TRUE;
  list_soon (self);
}

/**
 * hw_map_sidebar_select:
 * @self: a sidebar
 * @thing: what is selected
 *
 * Keeps the lists in step with the map.
 */
void
hw_map_sidebar_select (HwMapSidebar     *self,
                       const HwMapThing *thing)
{
  g_return_if_fail (HW_IS_MAP_SIDEBAR (self));

  self->selected = *thing;
  hw_hot_spot_list_select (self->hot_spot_list, thing);
  hw_site_list_select (self->site_list, thing);
  hw_point_list_select (self->in_view_list, thing);
  if (thing->kind == HW_MAP_SITE)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->sites_tab), TRUE);
}

/**
 * hw_map_sidebar_get_filter:
 * @self: a sidebar
 *
 * Returns: (transfer none): its switches
 */
HwMapFilter *
hw_map_sidebar_get_filter (HwMapSidebar *self)
{
  g_return_val_if_fail (HW_IS_MAP_SIDEBAR (self), NULL);

  return self->filter;
}

/**
 * hw_map_sidebar_get_n_in_view:
 * @self: a sidebar
 *
 * Returns: how many reports and contacts are in view
 */
guint
hw_map_sidebar_get_n_in_view (HwMapSidebar *self)
{
  g_return_val_if_fail (HW_IS_MAP_SIDEBAR (self), 0);

  return self->n_in_view;
}
