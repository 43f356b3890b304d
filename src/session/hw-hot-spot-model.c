/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-hot-spot-model.h"
#include "hw-session-items.h"
#include "hw-spot-names.h"

/* Keeps the list of hot-spots. A moment after the points or their time filter
 * changed, the points that can matter are copied, a thread of the pool looks
 * for hot-spots among them, the workspace's thread reads what their reports
 * call the place, and the list is replaced in one change. A newer search stops
 * an older one at any of these steps. */

#define DELAY_MS        150
#define DEFAULT_WIDTH   (28 * HW_DAY_US)
#define WIDEST          (180 * HW_DAY_US)   /* of a filter that is followed; and how far back reasons look */
#define MAX_NAMED       100                 /* hot-spots whose names are read */
#define PLACES_PER_NAME 40

struct _HwHotSpotModel
{
  GObject       parent_instance;

  HwPointIndex *points;        /* (owned) */
  GListStore   *items;         /* (owned) (element-type HwHotSpotItem) */
  HwWorkspace  *workspace;     /* (owned) (nullable): while it is open */
  GCancellable *search;        /* (owned) (nullable): the one at work */
  guint         delay_id;
  gboolean      is_stale;      /* the points changed since the last search */
  gint64        newest;        /* time of the newest point, while not stale */
  gint64        since;
  gint64        until;
};

enum { PROP_0, PROP_SINCE, PROP_UNTIL, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HwHotSpotModel, hw_hot_spot_model, G_TYPE_OBJECT)

/* -- one search -- */

/* Passes from thread to thread; only one has it at a time. */
typedef struct
{
  GArray    *points;     /* (owned) (element-type HwIndexPoint) */
  gint64     since;
  gint64     until;
  gint64     now;
  GPtrArray *hot_spots;  /* (owned) (nullable) (element-type HwHotSpot) */
  GPtrArray *rows;       /* (owned) (nullable) (element-type GArray of gint64): reports in each of the first ones */
} Search;

static void
search_free (gpointer pointer)
{
  Search *search = pointer;

  g_clear_pointer (&search->points, g_array_unref);
  g_clear_pointer (&search->hot_spots, g_ptr_array_unref);
  g_clear_pointer (&search->rows, g_ptr_array_unref);
  g_free (search);
}

/* Whether a point is inside a ring, by the crossings of a line to the east (even-odd rule). */
static gboolean
ring_contains (GArray        *ring,
               const HwPoint *point)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = ring->len - 1; i < ring->len; j = i++)
    {
      const HwPoint *a = &g_array_index (ring, HwPoint, i);
      const HwPoint *b = &g_array_index (ring, HwPoint, j);

      if ((a->latitude > point->latitude) != (b->latitude > point->latitude)
          && point->longitude < (b->longitude - a->longitude) * (point->latitude - a->latitude) / (b->latitude - a->latitude) + a->longitude)
        inside = !inside;
    }
  return inside;
}

static HwBox
find_box (GArray *ring)
{
  HwBox box = HW_BOX_EMPTY;

  for (guint i = 0; i < ring->len; i++)
    hw_box_extend (&box, &g_array_index (ring, HwPoint, i));
  return box;
}

static GArray *
find_rows (const Search    *search,
           const HwHotSpot *hot_spot)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  HwBox box = find_box (hot_spot->hull);

  for (guint i = 0; i < search->points->len && rows->len < PLACES_PER_NAME; i++)
    {
      const HwIndexPoint *point = &g_array_index (search->points, HwIndexPoint, i);

      if (point->kind == HW_KIND_REPORT && point->time >= search->since && point->time < search->until
          && hw_box_contains (&box, &point->point) && ring_contains (hot_spot->hull, &point->point))
        g_array_append_val (rows, point->row);
    }
  return rows;
}

static void
search_on_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  GError *error = NULL;
  HwHotSpotParams params;

  hw_hot_spot_params_init (&params, search->now);
  params.since = search->since;
  params.until = search->until;
  search->hot_spots = hw_hot_spots_find ((const HwIndexPoint *) search->points->data, search->points->len, &params, zone,
                                         search->now, cancellable, &error);
  if (search->hot_spots == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  search->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < MIN (search->hot_spots->len, MAX_NAMED) && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (search->rows, find_rows (search, g_ptr_array_index (search->hot_spots, i)));
  g_task_return_boolean (task, TRUE);
}

/* -- their names, on the workspace's thread -- */

static GPtrArray *
read_places (HwStore  *store,
             GArray   *rows,
             GError  **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HwReport) report = hw_store_get_report (store, g_array_index (rows, gint64, i), error);

      if (report == NULL)
        return NULL;
      if (report->place != NULL)
        g_ptr_array_add (places, g_strdup (report->place));
    }
  return g_steal_pointer (&places);
}

static gpointer
read_names (HwStore       *store,
            gpointer       rows,
            GCancellable  *cancellable,
            GError       **error)
{
  GPtrArray *spots = rows;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < spots->len; i++)
    {
      GPtrArray *places = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        places = read_places (store, g_ptr_array_index (spots, i), error);
      if (places == NULL)
        return NULL;
      g_ptr_array_add (all, places);
    }
  return hw_spot_names_pick (all);
}

/* -- and back in the list -- */

static void
set_time (HwHotSpotModel *self,
          gint64          since,
          gint64          until)
{
  self->since = since;
  self->until = until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNTIL]);
}

static void
show (HwHotSpotModel *self,
      Search         *search,
      GPtrArray      *names)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (search->hot_spots->len, g_object_unref);

  for (guint i = 0; i < search->hot_spots->len; i++)
    {
      HwHotSpot *hot_spot = g_ptr_array_index (search->hot_spots, i);
      const char *name = names != NULL && i < names->len ? g_ptr_array_index (names, i) : NULL;
      /* Translators: a place where reports concentrate and that has no name; %u is its rank. */
      g_autofree char *number = g_strdup_printf (_("Hot-spot %u"), hot_spot->rank);

      g_ptr_array_add (items, hw_hot_spot_item_new (hot_spot, name != NULL ? name : number));
    }
  g_clear_object (&self->search);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
}

static void
named_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  HwHotSpotModel *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);

  /* Hot-spots without names are better than none. */
  if (self->search == g_task_get_cancellable (task))
    show (self, g_task_get_task_data (task), names);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (source);
  GTask *task = G_TASK (result);
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (task, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Hot-spots could not be found: %s", error->message);
      return;
    }
  if (self->search != g_task_get_cancellable (task) || self->workspace == NULL)
    return;
  hw_workspace_run_async (self->workspace, found_cb, read_names, g_ptr_array_ref (search->rows), (GDestroyNotify) g_ptr_array_unref,
                          (GDestroyNotify) g_ptr_array_unref, self->search, named_cb, g_object_ref (task));
}

/* -- when to search, and where -- */

static gint64
find_newest (HwPointIndex *points)
{
  gint64 newest = G_MININT64;
  HwIndexPoint point;

  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    newest = MAX (newest, point.time);
  return newest;
}

/* The filter's time where it is narrow enough, else the last 28 days; of a file of old reports, its last. */
static void
find_time (HwHotSpotModel *self,
           gint64          now,
           gint64         *since,
           gint64         *until)
{
  HwPointFilter filter;

  hw_point_index_get_filter (self->points, &filter);
  *since = filter.since;
  *until = filter.until == G_MAXINT64 ? MAX (now, filter.since) : filter.until;
  if (filter.since != G_MININT64 && *until - *since <= WIDEST)
    return;
  *until = self->newest != G_MININT64 && self->newest < now - DEFAULT_WIDTH ? self->newest + 1 : now;
  *since = *until - DEFAULT_WIDTH;
}

static GArray *
copy_points (HwPointIndex *points,
             gint64        since,
             gint64        until)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  HwIndexPoint point;

  for (gsize i = 0; hw_point_index_get_point (points, i, &point); i++)
    if (point.time >= since && point.time < until)
      g_array_append_val (copy, point);
  return copy;
}

static void
stop_search (HwHotSpotModel *self)
{
  if (self->search == NULL)
    return;
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
begin_search (HwHotSpotModel *self,
              gint64          since,
              gint64          until,
              gint64          now)
{
  g_autoptr (GTask) task = NULL;
  Search *search = g_new0 (Search, 1);

  stop_search (self);
  self->search = g_cancellable_new ();
  search->since = since;
  search->until = until;
  search->now = MIN (until, now);
  search->points = copy_points (self->points, MIN (since, search->now - WIDEST), until);
  task = g_task_new (self, self->search, found_cb, NULL);
  g_task_set_source_tag (task, begin_search);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_on_thread);
}

/* Without a change to the points, the status filter brings us here too: it does not matter to hot-spots. */
static gboolean
search_cb (gpointer user_data)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (user_data);
  gint64 now = g_get_real_time ();
  gint64 since, until;
  gboolean was_stale = self->is_stale;

  self->delay_id = 0;
  if (was_stale)
    self->newest = find_newest (self->points);
  self->is_stale = FALSE;
  find_time (self, now, &since, &until);
  if (!was_stale && ABS (since - self->since) < HW_DAY_US / 24 && ABS (until - self->until) < HW_DAY_US / 24)
    return G_SOURCE_REMOVE;
  begin_search (self, since, until, now);
  set_time (self, since, until);
  return G_SOURCE_REMOVE;
}

static void
search_soon (HwHotSpotModel *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (DELAY_MS, search_cb, self);
}

/* -- the object -- */

static void
hw_hot_spot_model_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (object);

  switch (property_id)
    {
    case PROP_SINCE:
      g_value_set_int64 (value, self->since);
      break;
    case PROP_UNTIL:
      g_value_set_int64 (value, self->until);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
hw_hot_spot_model_dispose (GObject *object)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  stop_search (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->items);
  g_clear_object (&self->points);

  G_OBJECT_CLASS (hw_hot_spot_model_parent_class)->dispose (object);
}

static void
hw_hot_spot_model_class_init (HwHotSpotModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hw_hot_spot_model_dispose;
  object_class->get_property = hw_hot_spot_model_get_property;

  properties[PROP_SINCE] =
    g_param_spec_int64 ("since", NULL, NULL, G_MININT64, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNTIL] =
    g_param_spec_int64 ("until", NULL, NULL, G_MININT64, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hw_hot_spot_model_init (HwHotSpotModel *self)
{
  self->items = g_list_store_new (HW_TYPE_HOT_SPOT_ITEM);
}

/**
 * hw_hot_spot_model_new:
 * @points: what to look at
 *
 * Returns: (transfer full): a model that does nothing before hw_hot_spot_model_start()
 */
HwHotSpotModel *
hw_hot_spot_model_new (HwPointIndex *points)
{
  HwHotSpotModel *self = g_object_new (HW_TYPE_HOT_SPOT_MODEL, NULL);

  self->points = g_object_ref (points);
  g_signal_connect_object (points, "changed", G_CALLBACK (search_soon), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * hw_hot_spot_model_get_items:
 * @self: the model
 *
 * Returns: (transfer none): a model of #HwHotSpotItem, by rank
 */
GListModel *
hw_hot_spot_model_get_items (HwHotSpotModel *self)
{
  return G_LIST_MODEL (self->items);
}

gint64
hw_hot_spot_model_get_since (HwHotSpotModel *self)
{
  return self->since;
}

gint64
hw_hot_spot_model_get_until (HwHotSpotModel *self)
{
  return self->until;
}

void
hw_hot_spot_model_start (HwHotSpotModel *self,
                         HwWorkspace    *workspace)
{
  g_set_object (&self->workspace, workspace);
  self->is_stale = TRUE;
  search_soon (self);
}

void
hw_hot_spot_model_stop (HwHotSpotModel *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  stop_search (self);
  g_clear_object (&self->workspace);
  self->is_stale = TRUE;
  g_list_store_remove_all (self->items);
  set_time (self, 0, 0);
}

void
hw_hot_spot_model_invalidate (HwHotSpotModel *self)
{
  self->is_stale = TRUE;
}
