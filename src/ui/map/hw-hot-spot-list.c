/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-list.h"
#include "hw-hot-spot-marks.h"
#include "hw-hot-spot-words.h"
#include "hw-list-name.h"
#include "hw-rank-badge.h"

#include <glib/gi18n-lib.h>

/*
 * The list beside the map, in step with it. Only rows that are seen have
 * widgets: a city's archive may hold hundreds of hot-spots.
 */

struct _HwHotSpotList
{
  GtkWidget parent_instance;

  GtkWidget          *scroller;   /* (owned by the tree) */
  GtkSingleSelection *selection;  /* (owned) */
  guint               days;       /* that hot-spots are of, 0 where that is not known */
};

G_DEFINE_FINAL_TYPE (HwHotSpotList, hw_hot_spot_list, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define ROWS_SEEN  3    /* at least, however low the window is */
#define ROW_HEIGHT 58   /* pixels, about */

/* The widgets of one row, by name on its box. */
#define BADGE    "hw-badge"
#define TITLE    "hw-title"
#define SUBTITLE "hw-subtitle"
#define WEEKS    "hw-weeks"

static gpointer
get_part (GtkWidget  *box,
          const char *name)
{
  return g_object_get_data (G_OBJECT (box), name);
}

static GtkWidget *
append_label (GtkWidget  *texts,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (texts), label);
  return label;
}

static void
setup_cb (HwHotSpotList *self,
          GtkListItem   *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *badge = hw_rank_badge_new (28), *weeks = hw_hot_spot_mark_new (HW_MARK_WEEKS);
  GtkWidget *subtitle;

  g_object_set_data (G_OBJECT (box), BADGE, badge);
  g_object_set_data (G_OBJECT (box), TITLE, append_label (texts, "heading"));
  subtitle = append_label (texts, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  g_object_set_data (G_OBJECT (box), SUBTITLE, subtitle);
  g_object_set_data (G_OBJECT (box), WEEKS, weeks);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), weeks);
  gtk_list_item_set_child (list_item, box);
}

static char *
dup_subtitle (HwHotSpotList   *self,
              const HwHotSpot *hot_spot)
{
  g_autofree char *in_days = hw_words_dup_in_days (hw_hot_spot_events (hot_spot), self->days);

  /* "24 in 28 days · rising" */
  return g_strdup_printf ("%s · %s", in_days, hw_words_trend (hot_spot));
}

static void
bind_cb (HwHotSpotList *self,
         GtkListItem   *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  HwHotSpotItem *item = gtk_list_item_get_item (list_item);
  HwHotSpot *hot_spot = hw_hot_spot_item_get_hot_spot (item);
  g_autofree char *subtitle = dup_subtitle (self, hot_spot);
  g_autofree char *name = g_strdup_printf ("%u. %s, %s", hot_spot->rank, hw_hot_spot_item_get_name (item), subtitle);

  hw_rank_badge_set_rank (get_part (box, BADGE), hot_spot->rank);
  gtk_label_set_text (get_part (box, TITLE), hw_hot_spot_item_get_name (item));
  gtk_widget_set_tooltip_text (box, hw_hot_spot_item_get_name (item));
  gtk_label_set_text (get_part (box, SUBTITLE), subtitle);
  hw_hot_spot_mark_set_hot_spot (get_part (box, WEEKS), hot_spot);
  hw_list_item_set_name (list_item, name);
}

static void
unbind_cb (HwHotSpotList *self,
           GtkListItem   *list_item)
{
  hw_hot_spot_mark_set_hot_spot (get_part (gtk_list_item_get_child (list_item), WEEKS), NULL);
}

static void
activate_cb (HwHotSpotList *self,
             guint          position)
{
  g_autoptr (HwHotSpotItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  HwHotSpot *hot_spot;
  HwMapThing thing;

  if (item == NULL)
    return;
  hot_spot = hw_hot_spot_item_get_hot_spot (item);
  hw_map_thing_init_hot_spot (&thing, hot_spot->rank, &hot_spot->centre);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, &thing);
}

static void
items_changed_cb (HwHotSpotList *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_widget_set_visible (self->scroller, n_items > 0);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), (int) MIN (n_items, ROWS_SEEN) * ROW_HEIGHT);
}

static void
hw_hot_spot_list_dispose (GObject *object)
{
  HwHotSpotList *self = HW_HOT_SPOT_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (hw_hot_spot_list_parent_class)->dispose (object);
}

static void
hw_hot_spot_list_class_init (HwHotSpotListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_hot_spot_list_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_HOT_SPOT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hw_hot_spot_list_init (HwHotSpotList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hot-spots"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), view);
  gtk_widget_set_valign (self->scroller, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->scroller, "map-list");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * hw_hot_spot_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hw_hot_spot_list_new (void)
{
  return g_object_new (HW_TYPE_HOT_SPOT_LIST, NULL);
}

/**
 * hw_hot_spot_list_set_model:
 * @self: a list
 * @hot_spots: (nullable) (element-type HwHotSpotItem): by rank
 */
void
hw_hot_spot_list_set_model (HwHotSpotList *self,
                            GListModel    *hot_spots)
{
  g_return_if_fail (HW_IS_HOT_SPOT_LIST (self));

  gtk_single_selection_set_model (self->selection, hot_spots);
  items_changed_cb (self);
}

/**
 * hw_hot_spot_list_set_days:
 * @self: a list
 * @days: how many days the hot-spots are of, 0 where that is not known
 *
 * Rows that come from now on say so.
 */
void
hw_hot_spot_list_set_days (HwHotSpotList *self,
                           guint          days)
{
  g_return_if_fail (HW_IS_HOT_SPOT_LIST (self));

  self->days = days;
}

/**
 * hw_hot_spot_list_select:
 * @self: a list
 * @thing: what is selected on the map
 *
 * Marks the row of @thing, or none when it is no hot-spot.
 */
void
hw_hot_spot_list_select (HwHotSpotList    *self,
                         const HwMapThing *thing)
{
  g_return_if_fail (HW_IS_HOT_SPOT_LIST (self));

  gtk_single_selection_set_selected (self->selection,
                                     thing->kind == HW_MAP_HOT_SPOT ? thing->rank - 1 : GTK_INVALID_LIST_POSITION);
}
