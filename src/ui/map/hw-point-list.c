/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-point-list.h"
#include "hw-list-name.h"
#include "hw-rank-badge.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The list that says to a screen reader what the drawing says to the eye. Its
 * model is made from points of the index, which is in memory; the words of a
 * place are in the encrypted file and come when a row is shown.
 */

#define ROWS_SEEN  3    /* at least, however low the window is */
#define ROW_HEIGHT 54   /* pixels, about */

#define HW_TYPE_POINT_ITEM (hw_point_item_get_type ())
G_DECLARE_FINAL_TYPE (HwPointItem, hw_point_item, HW, POINT_ITEM, GObject)

struct _HwPointItem
{
  GObject parent_instance;

  HwIndexPoint point;
  char        *place;     /* (owned) (nullable): once loaded */
};

G_DEFINE_FINAL_TYPE (HwPointItem, hw_point_item, G_TYPE_OBJECT)

static void
hw_point_item_finalize (GObject *object)
{
  g_free (HW_POINT_ITEM (object)->place);
  G_OBJECT_CLASS (hw_point_item_parent_class)->finalize (object);
}

static void
hw_point_item_class_init (HwPointItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_point_item_finalize;
}

static void
hw_point_item_init (HwPointItem *self)
{
}

struct _HwPointList
{
  GtkWidget parent_instance;

  HwSession          *session;    /* (owned) (nullable) */
  GtkWidget          *scroller;   /* (owned by the tree) */
  GtkListView        *view;       /* (owned by the tree) */
  GListStore         *store;      /* (owned) (element-type HwPointItem) */
  GtkSingleSelection *selection;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwPointList, hw_point_list, GTK_TYPE_WIDGET)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* One row; it outlives its item, so a load that comes late finds out whether it is still wanted. */
typedef struct
{
  HwPointList  *list;      /* (not owned): the row is part of it */
  GtkWidget    *badge;     /* (owned by the tree) */
  GtkLabel     *title;     /* (owned by the tree) */
  GtkLabel     *subtitle;  /* (owned by the tree) */
  GCancellable *loading;   /* (owned) (nullable) */
} Row;

typedef struct
{
  GtkListItem *list_item;  /* (owned) */
  HwPointItem *item;       /* (owned) */
} Load;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_cancellable_cancel (row->loading);
  g_clear_object (&row->loading);
  g_free (row);
}

static void
load_free (Load *load)
{
  g_object_unref (load->list_item);
  g_object_unref (load->item);
  g_free (load);
}

static Row *
get_row (GtkListItem *list_item)
{
  return g_object_get_data (G_OBJECT (list_item), "hw-row");
}

static const char *
kind_words (const HwIndexPoint *point)
{
  return point->kind == HW_KIND_CONTACT ? _("Contact") : hw_words_status (MIN (point->status, HW_REPORT_CLOSED));
}

static void
show_item (Row         *row,
           GtkListItem *list_item,
           HwPointItem *item)
{
  g_autofree char *when = hw_words_dup_time (item->point.time, g_get_real_time ());
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", kind_words (&item->point), when);
  g_autofree char *name = NULL;

  hw_rank_badge_set_point (HW_RANK_BADGE (row->badge), item->point.kind, item->point.status);
  gtk_label_set_text (row->title, item->place ? item->place : "…");
  gtk_label_set_text (row->subtitle, subtitle);
  name = g_strdup_printf ("%s, %s", item->place ? item->place : "", subtitle);
  hw_list_item_set_name (list_item, name);
}

static void
finish_load (Load *load,
             char *place)
{
  Row *row = get_row (load->list_item);

  g_free (load->item->place);
  load->item->place = place;
  if (row != NULL && gtk_list_item_get_item (load->list_item) == load->item)
    show_item (row, load->list_item, load->item);
  load_free (load);
}

static void
report_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) report = hw_session_load_report_finish (HW_SESSION (source), result, &error);
  g_autofree char *storage = NULL;

  if (report == NULL)
    load_free (load);
  else
    finish_load (load, g_strdup (hw_words_place (report, &storage)));
}

static void
contact_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwContact) contact = hw_session_load_contact_finish (HW_SESSION (source), result, &error);

  if (contact == NULL)
    load_free (load);
  else if (contact->place != NULL && *contact->place != '\0')
    finish_load (load, g_strdup (contact->place));
  else
    finish_load (load, g_strdup_printf ("%.5f, %.5f", contact->point.latitude, contact->point.longitude));
}

static void
start_load (Row         *row,
            GtkListItem *list_item,
            HwPointItem *item)
{
  HwSession *session = row->list->session;
  Load *load;

  if (session == NULL || item->place != NULL || hw_session_get_state (session) != HW_SESSION_OPEN)
    return;
  load = g_new0 (Load, 1);
  load->list_item = g_object_ref (list_item);
  load->item = g_object_ref (item);
  g_clear_object (&row->loading);
  row->loading = g_cancellable_new ();
  if (item->point.kind == HW_KIND_CONTACT)
    hw_session_load_contact_async (session, item->point.row, row->loading, contact_loaded_cb, load);
  else
    hw_session_load_report_async (session, item->point.row, row->loading, report_loaded_cb, load);
}

static GtkLabel *
append_label (GtkWidget  *box,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
setup_cb (HwPointList *self,
          GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Row *row = g_new0 (Row, 1);

  row->list = self;
  row->badge = hw_rank_badge_new (20);
  gtk_box_append (GTK_BOX (box), row->badge);
  row->title = append_label (texts, NULL);
  row->subtitle = append_label (texts, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (row->subtitle), "caption");
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
  g_object_set_data_full (G_OBJECT (list_item), "hw-row", row, row_free);
}

static void
bind_cb (HwPointList *self,
         GtkListItem *list_item)
{
  Row *row = get_row (list_item);
  HwPointItem *item = gtk_list_item_get_item (list_item);

  show_item (row, list_item, item);
  start_load (row, list_item, item);
}

static void
unbind_cb (HwPointList *self,
           GtkListItem *list_item)
{
  Row *row = get_row (list_item);

  g_cancellable_cancel (row->loading);
  g_clear_object (&row->loading);
}

static void
activate_cb (HwPointList *self,
             guint        position)
{
  g_autoptr (HwPointItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);
  HwMapThing thing;

  if (item == NULL)
    return;
  hw_map_thing_init_point (&thing, &item->point);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, &thing);
}

static void
hw_point_list_dispose (GObject *object)
{
  HwPointList *self = HW_POINT_LIST (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_point_list_parent_class)->dispose (object);
}

static void
hw_point_list_class_init (HwPointListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_point_list_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_POINT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
hw_point_list_init (HwPointList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->store = g_list_store_new (HW_TYPE_POINT_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  self->view = GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_list_view_set_single_click_activate (self->view, TRUE);
  gtk_list_view_set_show_separators (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_valign (self->scroller, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->scroller, "map-list");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * hw_point_list_new:
 * @session: (nullable): where words are loaded from
 * @label: what the list is, for a screen reader
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hw_point_list_new (HwSession  *session,
                   const char *label)
{
  HwPointList *self = g_object_new (HW_TYPE_POINT_LIST, NULL);

  g_set_object (&self->session, session);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

/**
 * hw_point_list_set_points:
 * @self: a list
 * @points: (element-type HwIndexPoint): what it shows from now on
 */
void
hw_point_list_set_points (HwPointList *self,
                          GArray      *points)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (HW_IS_POINT_LIST (self));

  for (guint i = 0; i < points->len; i++)
    {
      HwPointItem *item = g_object_new (HW_TYPE_POINT_ITEM, NULL);

      item->point = g_array_index (points, HwIndexPoint, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), items->pdata, items->len);
  gtk_widget_set_visible (self->scroller, points->len > 0);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), (int) MIN (points->len, ROWS_SEEN) * ROW_HEIGHT);
}

/**
 * hw_point_list_get_n_points:
 * @self: a list
 *
 * Returns: how many it shows
 */
guint
hw_point_list_get_n_points (HwPointList *self)
{
  g_return_val_if_fail (HW_IS_POINT_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->store));
}

/**
 * hw_point_list_select:
 * @self: a list
 * @thing: what is selected on the map
 *
 * Marks the row of @thing, or none when it is not in the list.
 */
void
hw_point_list_select (HwPointList      *self,
                      const HwMapThing *thing)
{
  guint found = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (HW_IS_POINT_LIST (self));

  for (guint i = 0; i < hw_point_list_get_n_points (self) && found == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (HwPointItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      HwMapThing candidate;

      hw_map_thing_init_point (&candidate, &item->point);
      if (hw_map_thing_equal (&candidate, thing))
        found = i;
    }
  gtk_single_selection_set_selected (self->selection, found);
}
