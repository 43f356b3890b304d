/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-list.h"
#include "hw-list-name.h"
#include "hw-rank-badge.h"
#include "hw-session.h"
#include "hw-site-words.h"

#include <glib/gi18n-lib.h>

/*
 * A flag, the name, and whether it is closed or when the team was there last.
 * Only rows that are seen have widgets. A site that changed is another item of
 * the model: what is selected is remembered by its identity.
 */

struct _HwSiteList
{
  GtkWidget parent_instance;

  GtkWidget          *scroller;   /* (owned by the tree) */
  GtkSingleSelection *selection;  /* (owned) */
  HwMapThing          selected;
};

G_DEFINE_FINAL_TYPE (HwSiteList, hw_site_list, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define ROWS_SEEN  3    /* at least, however low the window is */
#define ROW_HEIGHT 58   /* pixels, about */

/* The widgets of one row, by name on its box. */
#define BADGE    "hw-badge"
#define TITLE    "hw-title"
#define SUBTITLE "hw-subtitle"

static GtkWidget *
append_label (GtkWidget  *box,
              GtkWidget  *texts,
              const char *name,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (texts), label);
  g_object_set_data (G_OBJECT (box), name, label);
  return label;
}

static void
setup_cb (HwSiteList  *self,
          GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *badge = hw_rank_badge_new (28);

  g_object_set_data (G_OBJECT (box), BADGE, badge);
  append_label (box, texts, TITLE, "heading");
  gtk_widget_add_css_class (append_label (box, texts, SUBTITLE, "caption"), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (HwSiteList  *self,
         GtkListItem *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  const HwSite *site = hw_site_item_get_site (gtk_list_item_get_item (list_item));
  gint64 now = g_get_real_time ();
  g_autofree char *state = hw_words_dup_site_state (site, now);
  g_autofree char *name = g_strdup_printf ("%s, %s", site->name, state);

  hw_rank_badge_set_site (g_object_get_data (G_OBJECT (box), BADGE), hw_site_get_closure (site, now) == HW_SITE_CLOSED);
  gtk_label_set_text (g_object_get_data (G_OBJECT (box), TITLE), site->name);
  gtk_label_set_text (g_object_get_data (G_OBJECT (box), SUBTITLE), state);
  gtk_widget_set_tooltip_text (box, site->name);
  hw_list_item_set_name (list_item, name);
}

static void
activate_cb (HwSiteList *self,
             guint       position)
{
  g_autoptr (HwSiteItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  HwMapThing thing;

  if (item == NULL)
    return;
  hw_map_thing_init_site (&thing, hw_site_item_get_site (item));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, &thing);
}

static guint
find_selected (HwSiteList *self)
{
  guint n_items = self->selected.kind == HW_MAP_SITE ? g_list_model_get_n_items (G_LIST_MODEL (self->selection)) : 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (hw_id_equal (&hw_site_item_get_site (item)->id, &self->selected.site))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
items_changed_cb (HwSiteList *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_widget_set_visible (self->scroller, n_items > 0);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), (int) MIN (n_items, ROWS_SEEN) * ROW_HEIGHT);
  gtk_single_selection_set_selected (self->selection, find_selected (self));
}

static void
hw_site_list_dispose (GObject *object)
{
  HwSiteList *self = HW_SITE_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (hw_site_list_parent_class)->dispose (object);
}

static void
hw_site_list_class_init (HwSiteListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_site_list_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_SITE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
build_view (HwSiteList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sites"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  return view;
}

static void
hw_site_list_init (HwSiteList *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), build_view (self));
  gtk_widget_set_valign (self->scroller, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->scroller, "map-list");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * hw_site_list_new:
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hw_site_list_new (void)
{
  return g_object_new (HW_TYPE_SITE_LIST, NULL);
}

/**
 * hw_site_list_set_model:
 * @self: a list
 * @sites: (nullable) (element-type HwSiteItem): by name
 */
void
hw_site_list_set_model (HwSiteList *self,
                        GListModel *sites)
{
  g_return_if_fail (HW_IS_SITE_LIST (self));

  gtk_single_selection_set_model (self->selection, sites);
  items_changed_cb (self);
}

/**
 * hw_site_list_select:
 * @self: a list
 * @thing: what is selected on the map
 *
 * Marks the row of @thing, or none when it is no site.
 */
void
hw_site_list_select (HwSiteList       *self,
                     const HwMapThing *thing)
{
  g_return_if_fail (HW_IS_SITE_LIST (self));

  self->selected = *thing;
  gtk_single_selection_set_selected (self->selection, find_selected (self));
}
