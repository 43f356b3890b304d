/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-queue.h"
#include "hw-list-name.h"
#include "hw-queue-filter.h"
#include "hw-queue-row.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The reports that wait for something, group by group, each group under its
 * heading, and last those whose caller was answered. A heading is an item of the
 * same list (there are no list headers in GTK 4.8), so a queue of many thousands
 * costs only the rows in sight. Immediate danger stands on top, whatever is
 * filtered, until somebody noted that the emergency services were told.
 */

/* The item of a heading. */
#define HW_TYPE_QUEUE_HEADING (hw_queue_heading_get_type ())
G_DECLARE_FINAL_TYPE (HwQueueHeading, hw_queue_heading, HW, QUEUE_HEADING, GObject)

struct _HwQueueHeading
{
  GObject parent_instance;

  HwQueueGroup group;
  GListModel *reports;   /* (owned) under this heading */
};

G_DEFINE_FINAL_TYPE (HwQueueHeading, hw_queue_heading, G_TYPE_OBJECT)

static void
hw_queue_heading_finalize (GObject *object)
{
  g_clear_object (&HW_QUEUE_HEADING (object)->reports);
  G_OBJECT_CLASS (hw_queue_heading_parent_class)->finalize (object);
}

static void
hw_queue_heading_class_init (HwQueueHeadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_queue_heading_finalize;
}

static void
hw_queue_heading_init (HwQueueHeading *self)
{
}

struct _HwQueue
{
  AdwBin parent_instance;

  HwSession *session;                    /* (owned) */
  GListModel *sections[HW_N_QUEUE_GROUPS];   /* (owned) HwReportItem of one group */
  GListStore *headings[HW_N_QUEUE_GROUPS];   /* (owned) one HwQueueHeading, or nothing while the section is empty */
  GtkFilter *filters[HW_N_QUEUE_GROUPS];     /* (owned) */
  GtkSelectionModel *selection;          /* (owned) */
  HwQueueFilter *filter;
  GtkWidget *nothing_label;
  GtkListView *list;
};

enum { SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwQueue, hw_queue, ADW_TYPE_BIN)

/* What a section lets through. */
typedef struct
{
  HwQueue *self;   /* (unowned): lives as long as its sections */
  HwQueueGroup group;
} Section;

static gboolean
belongs (gpointer item,
         gpointer user_data)
{
  Section *section = user_data;

  return hw_queue_group_of (item) == section->group &&
         (section->group == HW_QUEUE_URGENT || hw_queue_filter_shows (section->self->filter, item));
}

static void
refresh_heading_rows (HwQueue *self,
                      guint    section)
{
  GListStore *store = self->headings[section];

  /* Replacing the item with itself makes its row say the new number. */
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) == 1)
    {
      g_autoptr (HwQueueHeading) heading = g_list_model_get_item (G_LIST_MODEL (store), 0);
      gpointer items[] = { heading };

      g_list_store_splice (store, 0, 1, items, 1);
    }
}

static void
section_changed (HwQueue *self,
                 guint    section)
{
  guint n = g_list_model_get_n_items (self->sections[section]);
  GListStore *store = self->headings[section];
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (store));

  if (n == 0 && shown > 0)
    g_list_store_remove_all (store);
  else if (n > 0 && shown == 0)
    {
      g_autoptr (HwQueueHeading) heading = g_object_new (HW_TYPE_QUEUE_HEADING, NULL);

      heading->group = section;
      heading->reports = g_object_ref (self->sections[section]);
      g_list_store_append (store, heading);
    }
  else
    refresh_heading_rows (self, section);
}

static void
sections_changed_cb (HwQueue *self)
{
  for (guint i = 0; i < HW_N_QUEUE_GROUPS; i++)
    section_changed (self, i);
  if (self->selection != NULL)
    gtk_widget_set_visible (self->nothing_label, g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0);
}

static GListModel *
build_model (HwQueue *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  for (guint i = 0; i < HW_N_QUEUE_GROUPS; i++)
    {
      GListModel *reports = i == HW_QUEUE_ANSWERED ? hw_session_get_answered (self->session) : hw_session_get_queue (self->session);
      Section *section = g_new (Section, 1);

      *section = (Section) { self, i };
      self->filters[i] = GTK_FILTER (gtk_custom_filter_new (belongs, section, g_free));
      self->sections[i] = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (reports), g_object_ref (self->filters[i])));
      self->headings[i] = g_list_store_new (HW_TYPE_QUEUE_HEADING);
      g_list_store_append (parts, self->headings[i]);
      g_list_store_append (parts, self->sections[i]);
      g_signal_connect_object (self->sections[i], "items-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  sections_changed_cb (self);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

/* -- rows -- */

static void
setup_cb (HwQueue     *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, hw_queue_row_new ());
}

/* What a screen reader says of a row: where, and how far it has come. */
static void
name_report (GtkListItem    *list_item,
             const HwReport *report)
{
  g_autofree char *storage = NULL;
  g_autofree char *name = g_strdup_printf ("%s, %s", hw_words_place (report, &storage), hw_words_status (report->status));

  hw_list_item_set_name (list_item, name);
}

static void
bind_cb (HwQueue     *self,
         GtkListItem *list_item)
{
  HwQueueRow *row = HW_QUEUE_ROW (gtk_list_item_get_child (list_item));
  gpointer item = gtk_list_item_get_item (list_item);
  gboolean is_report = HW_IS_REPORT_ITEM (item);

  gtk_list_item_set_selectable (list_item, is_report);
  gtk_list_item_set_activatable (list_item, is_report);
  if (is_report)
    {
      hw_queue_row_show_report (row, item);
      name_report (list_item, hw_report_item_get_report (item));
    }
  else
    {
      hw_queue_row_show_heading (row, HW_QUEUE_HEADING (item)->group, g_list_model_get_n_items (HW_QUEUE_HEADING (item)->reports));
      hw_list_item_set_name (list_item, "");   /* its labels say it; a row is used again */
    }
}

static void
selection_changed_cb (HwQueue *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
activate_cb (HwQueue *self,
             guint    position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
}

/* Of every group the reports that the filters let through; they say it to one section after the other. */
static void
filter_changed_cb (HwQueue *self)
{
  gtk_selection_model_unselect_all (self->selection);
  for (guint i = 0; i < HW_N_QUEUE_GROUPS; i++)
    if (i != HW_QUEUE_URGENT)
      gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
  sections_changed_cb (self);
}

/* -- object -- */

static void
hw_queue_dispose (GObject *object)
{
  HwQueue *self = HW_QUEUE (object);

  for (guint i = 0; i < HW_N_QUEUE_GROUPS; i++)
    {
      g_clear_object (&self->sections[i]);
      g_clear_object (&self->filters[i]);
      g_clear_object (&self->headings[i]);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_queue_parent_class)->dispose (object);
}

static void
hw_queue_class_init (HwQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_queue_dispose;

  /**
   * HwQueue::selected:
   *
   * Other reports are selected, or none; see hw_queue_get_selected().
   */
  signals[SELECTED] = g_signal_new ("selected", HW_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_queue_init (HwQueue *self)
{
}

static GtkListItemFactory *
build_factory (HwQueue *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

static gboolean
focus_first_cb (gpointer user_data)
{
  HwQueue *self = user_data;

  for (GtkWidget *child = self->selection != NULL ? gtk_widget_get_first_child (GTK_WIDGET (self->list)) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (HW_IS_QUEUE_ROW (row) && hw_queue_row_has_report (HW_QUEUE_ROW (row)) && gtk_widget_grab_focus (child))
        break;
    }
  return G_SOURCE_REMOVE;
}

/* The first row is a heading, which takes no focus; the list gives up then and its window gets the focus, where no key does anything. */
static void
focus_cb (HwQueue                 *self,
          GParamSpec              *pspec,
          GtkEventControllerFocus *controller)
{
  if (gtk_event_controller_focus_is_focus (controller))
    g_idle_add_full (G_PRIORITY_DEFAULT, focus_first_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
build_list (HwQueue *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *controller = gtk_event_controller_focus_new ();

  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (build_model (self)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (self->selection), build_factory (self)));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (controller, "notify::is-focus", G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scrolled, controller);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "queue");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reports that wait"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

/**
 * hw_queue_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the list of what waits in it
 */
GtkWidget *
hw_queue_new (HwSession *session)
{
  HwQueue *self = g_object_new (HW_TYPE_QUEUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->session = g_object_ref (session);
  self->filter = HW_QUEUE_FILTER (hw_queue_filter_new (session));
  self->nothing_label = gtk_label_new (_("Nothing waits here"));
  gtk_widget_add_css_class (self->nothing_label, "dim-label");
  gtk_widget_set_margin_top (self->nothing_label, 18);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filter));
  gtk_box_append (GTK_BOX (box), self->nothing_label);
  gtk_box_append (GTK_BOX (box), build_list (self));
  sections_changed_cb (self);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), box);

  return GTK_WIDGET (self);
}

/**
 * hw_queue_list_selected:
 * @self: a queue
 *
 * Returns: (transfer full) (element-type HwReportItem): the reports selected, as they stand
 */
GPtrArray *
hw_queue_list_selected (HwQueue *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) positions = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (HW_IS_QUEUE (self), NULL);
  positions = gtk_selection_model_get_selection (self->selection);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

      /* All that can be selected with one key are the headings too. */
      if (HW_IS_REPORT_ITEM (item))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  return g_steal_pointer (&items);
}

/**
 * hw_queue_select:
 * @self: a queue
 * @row: of a report, 0 to select none
 *
 * Selects one report where it is in the queue, and none where it is not.
 */
void
hw_queue_select (HwQueue *self,
                 gint64   row)
{
  GListModel *model;

  g_return_if_fail (HW_IS_QUEUE (self));

  model = G_LIST_MODEL (self->selection);
  for (guint i = 0; row != 0 && i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (HW_IS_REPORT_ITEM (item) && hw_report_item_get_report (HW_REPORT_ITEM (item))->row == row)
        {
          gtk_selection_model_select_item (self->selection, i, TRUE);
          /* The first of all with its heading. */
          gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i == 1 ? 0 : i);
          return;
        }
    }
  gtk_selection_model_unselect_all (self->selection);
}

/**
 * hw_queue_select_rows:
 * @self: a queue
 * @rows: (element-type gint64): of reports
 *
 * Selects those of the reports that are in the queue.
 */
void
hw_queue_select_rows (HwQueue *self,
                      GArray  *rows)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (wanted, &g_array_index (rows, gint64, i));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (HW_IS_REPORT_ITEM (item) && g_hash_table_contains (wanted, &hw_report_item_get_report (HW_REPORT_ITEM (item))->row))
        gtk_bitset_add (selected, i);
    }
  gtk_selection_model_set_selection (self->selection, selected, mask);
}

/**
 * hw_queue_tick:
 * @self: a queue
 *
 * Sets the clocks in sight; to be called every now and then.
 */
void
hw_queue_tick (HwQueue *self)
{
  gint64 now = g_get_real_time ();

  g_return_if_fail (HW_IS_QUEUE (self));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (HW_IS_QUEUE_ROW (row))
        hw_queue_row_tick (HW_QUEUE_ROW (row), now);
    }
}
