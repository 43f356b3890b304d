/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-hot-spot-model.h"
#include "hw-hot-spot-telling.h"
#include "hw-session-items.h"
#include "hw-spot-names.h"

/* Keeps the list of hot-spots. A moment after the points, their time filter or
 * the settings changed, the points that can matter are copied, a thread of the
 * pool looks for hot-spots among them, the workspace's thread reads what their
 * reports call the place, and the list is replaced in one change. A newer search
 * stops an older one at any of these steps.
 *
 * What each hot-spot is called from day to day takes going through the days of
 * years: that is done after the list is shown, on a thread too, and the history
 * is kept for the next searches. Of very many points it is not told anew for
 * each report that comes in: most of an older one still holds. */

#define DELAY_MS        150
#define DEFAULT_WIDTH   (28 * HW_DAY_US)
#define WIDEST          (180 * HW_DAY_US)   /* of a filter that is followed; and how far back reasons look */
#define MAX_NAMED       100                 /* hot-spots whose names are read */
#define PLACES_PER_NAME 40
#define PATIENCE        20                  /* telling history takes at most one part of so many of the time */

struct _HwHotSpotModel
{
  GObject       parent_instance;

  HwPointIndex *points;        /* (owned) */
  GListStore   *items;         /* (owned) (element-type HwHotSpotItem) */
  HwWorkspace  *workspace;     /* (owned) (nullable): while it is open */
  GCancellable *search;        /* (owned) (nullable): the one at work */
  guint         delay_id;
  gboolean      searching;     /* as told last */
  gboolean      is_stale;      /* the points changed since the last search */
  gint64        newest;        /* time of the newest point, while not stale */
  gint64        since;
  gint64        until;
  gint64        now;           /* of what is in the list */

  HwHotSpotSettings settings;
  HwHotSpotHistory *history;      /* (owned) (nullable): the last that was told */
  HwHotSpotSettings history_settings;
  gint64            history_now;
  guint             history_serial;
  gint64            history_after; /* monotonic: no new one before, only because points changed */
  GCancellable     *telling;      /* (owned) (nullable): the one at work */
  guint             tell_id;
  guint             serial;       /* of the points: counts their changes */
};

enum { PROP_0, PROP_SINCE, PROP_UNTIL, PROP_SEARCHING, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HwHotSpotModel, hw_hot_spot_model, G_TYPE_OBJECT)

static void
tell_searching (HwHotSpotModel *self)
{
  gboolean searching = self->delay_id != 0 || self->search != NULL;

  if (searching == self->searching)
    return;
  self->searching = searching;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

/* -- one search -- */

/* Passes from thread to thread; only one has it at a time. */
typedef struct
{
  GArray    *points;     /* (owned) (element-type HwIndexPoint) */
  gint64     since;
  gint64     until;
  gint64     now;
  HwHotSpotSettings settings;
  HwHotSpotHistory *history;  /* (owned) (nullable): known already, of no later day */
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
  g_clear_pointer (&search->history, hw_hot_spot_history_unref);
  g_free (search);
}

/* The newest reports: rows are given in the order in which they came. */
static GArray *
find_rows (const HwHotSpot *hot_spot)
{
  const GArray *reports = hot_spot->rows[HW_KIND_REPORT];
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first = reports->len - MIN (reports->len, PLACES_PER_NAME);

  if (reports->len > 0)
    g_array_append_vals (rows, &g_array_index (reports, gint64, first), reports->len - first);
  return rows;
}

static void
init_params (HwHotSpotParams         *params,
             const HwHotSpotSettings *settings,
             gint64                   since,
             gint64                   until)
{
  hw_hot_spot_params_init (params, until);
  params->since = since;
  params->until = until;
  hw_hot_spot_settings_apply (settings, params);
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

  init_params (&params, &search->settings, search->since, search->until);
  search->hot_spots = hw_hot_spots_find ((const HwIndexPoint *) search->points->data, search->points->len, &params, zone,
                                         search->now, cancellable, &error);
  if (search->hot_spots == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (search->history != NULL)
    hw_hot_spot_history_identify (search->history, search->hot_spots);
  search->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (guint i = 0; i < MIN (search->hot_spots->len, MAX_NAMED) && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (search->rows, find_rows (g_ptr_array_index (search->hot_spots, i)));
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

/* -- the list -- */

static void
set_items (HwHotSpotModel *self,
           GPtrArray      *hot_spots,
           GPtrArray      *names)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (hot_spots->len, g_object_unref);

  for (guint i = 0; i < hot_spots->len; i++)
    g_ptr_array_add (items, hw_hot_spot_item_new (g_ptr_array_index (hot_spots, i), g_ptr_array_index (names, i)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
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

/* -- what they are called from day to day -- */

/* What was asked for. */
typedef struct
{
  HwHotSpotModel    *model;      /* (owned) */
  GCancellable      *telling;    /* (owned) */
  HwHotSpotSettings  settings;
  gint64             now;
  guint              serial;
  gint64             began;      /* monotonic */
  GPtrArray         *names;      /* (owned) (element-type utf8): of the hot-spots */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->model);
  g_object_unref (asked->telling);
  g_ptr_array_unref (asked->names);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
keep_history (HwHotSpotModel   *self,
              const Asked      *asked,
              HwHotSpotHistory *history)
{
  gint64 now = g_get_monotonic_time ();

  g_clear_object (&self->telling);
  g_clear_pointer (&self->history, hw_hot_spot_history_unref);
  self->history = hw_hot_spot_history_ref (history);
  self->history_settings = asked->settings;
  self->history_now = asked->now;
  self->history_serial = asked->serial;
  self->history_after = now + PATIENCE * (now - asked->began);
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (source);
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hot_spots = NULL;
  g_autoptr (HwHotSpotHistory) history = hw_hot_spots_tell_finish (self, result, &hot_spots, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The history of hot-spots could not be told: %s", error->message);
  if (history == NULL || self->telling != asked->telling)
    return;
  keep_history (self, asked, history);
  if (hot_spots != NULL)
    set_items (self, hot_spots, asked->names);
}

/* Whether the history holds for hot-spots up to @now: the same settings, and no day that is still to come. */
static gboolean
knows_history (HwHotSpotModel *self,
               gint64          now)
{
  return self->history != NULL && self->history_now / HW_DAY_US <= now / HW_DAY_US && hw_hot_spot_settings_equal (&self->history_settings, &self->settings);
}

static gboolean
is_told (HwHotSpotModel *self,
         gint64          now)
{
  return knows_history (self, now) && self->history_now / HW_DAY_US == now / HW_DAY_US && self->history_serial == self->serial;
}

static void
stop_telling (HwHotSpotModel *self)
{
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_cancellable_cancel (self->telling);
  g_clear_object (&self->telling);
}

static void
begin_telling (HwHotSpotModel *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (GPtrArray) hot_spots = g_ptr_array_new_full (n_items, (GDestroyNotify) hw_hot_spot_unref);
  Asked *asked = g_new0 (Asked, 1);

  self->telling = g_cancellable_new ();
  asked->model = g_object_ref (self);
  asked->telling = g_object_ref (self->telling);
  asked->settings = self->settings;
  asked->now = self->now;
  asked->serial = self->serial;
  asked->began = g_get_monotonic_time ();
  asked->names = g_ptr_array_new_full (n_items, g_free);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwHotSpotItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_ptr_array_add (hot_spots, hw_hot_spot_ref (hw_hot_spot_item_get_hot_spot (item)));
      g_ptr_array_add (asked->names, g_strdup (hw_hot_spot_item_get_name (item)));
    }
  hw_hot_spots_tell_async (self, copy_points (self->points, hw_hot_spot_history_get_reach (self->now), self->now + 1),
                           &self->settings, self->now, hot_spots, self->telling, told_cb, asked);
}

static gboolean
tell_cb (gpointer user_data)
{
  HwHotSpotModel *self = HW_HOT_SPOT_MODEL (user_data);

  self->tell_id = 0;
  begin_telling (self);
  return G_SOURCE_REMOVE;
}

static void
tell_soon (HwHotSpotModel *self)
{
  gint64 wait = self->history_after - g_get_monotonic_time ();

  stop_telling (self);
  if (self->workspace == NULL || is_told (self, self->now))
    return;
  if (!knows_history (self, self->now) || wait < 0)
    wait = 0;
  self->tell_id = g_timeout_add_full (G_PRIORITY_LOW, (guint) MIN (wait / 1000, G_MAXINT), tell_cb, self, NULL);
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
  g_autoptr (GPtrArray) called = g_ptr_array_new_full (search->hot_spots->len, g_free);

  for (guint i = 0; i < search->hot_spots->len; i++)
    {
      HwHotSpot *hot_spot = g_ptr_array_index (search->hot_spots, i);
      const char *name = names != NULL && i < names->len ? g_ptr_array_index (names, i) : NULL;

      /* Translators: a place where reports concentrate and that has no name; %u is its rank. */
      g_ptr_array_add (called, name != NULL ? g_strdup (name) : g_strdup_printf (_("Hot-spot %u"), hot_spot->rank));
    }
  g_clear_object (&self->search);
  self->now = search->now;
  set_items (self, search->hot_spots, called);
  tell_searching (self);
  tell_soon (self);
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
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      g_warning ("Hot-spots could not be found: %s", error->message);
      g_clear_object (&self->search);
      tell_searching (self);
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
follow_filter (HwHotSpotModel *self,
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

static void
find_time (HwHotSpotModel *self,
           gint64          now,
           gint64         *since,
           gint64         *until)
{
  follow_filter (self, now, since, until);
  if (self->settings.days > 0)
    *since = *until - self->settings.days * HW_DAY_US;
}

static void
stop_search (HwHotSpotModel *self)
{
  stop_telling (self);
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
  search->now = MIN (until - 1, now);
  search->settings = self->settings;
  if (knows_history (self, search->now))
    search->history = hw_hot_spot_history_ref (self->history);
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
    {
      tell_searching (self);
      return G_SOURCE_REMOVE;
    }
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
  tell_searching (self);
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
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->searching);
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
  g_clear_pointer (&self->history, hw_hot_spot_history_unref);
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
  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hw_hot_spot_model_init (HwHotSpotModel *self)
{
  self->items = g_list_store_new (HW_TYPE_HOT_SPOT_ITEM);
  hw_hot_spot_settings_init (&self->settings);
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

/**
 * hw_hot_spot_model_is_searching:
 * @self: the model
 *
 * Returns: whether the list is about to be replaced
 */
gboolean
hw_hot_spot_model_is_searching (HwHotSpotModel *self)
{
  return self->searching;
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
  g_clear_pointer (&self->history, hw_hot_spot_history_unref);
  self->history_after = 0;
  self->is_stale = TRUE;
  g_list_store_remove_all (self->items);
  set_time (self, 0, 0);
  tell_searching (self);
}

void
hw_hot_spot_model_invalidate (HwHotSpotModel *self)
{
  self->is_stale = TRUE;
  self->serial++;
}

/**
 * hw_hot_spot_model_set_settings:
 * @self: the model
 * @settings: what makes a hot-spot from now on
 *
 * Looks again, soon; what is being looked for with other settings is stopped.
 */
void
hw_hot_spot_model_set_settings (HwHotSpotModel          *self,
                                const HwHotSpotSettings *settings)
{
  if (hw_hot_spot_settings_equal (&self->settings, settings))
    return;
  self->settings = *settings;
  self->is_stale = TRUE;
  stop_search (self);
  search_soon (self);
}

void
hw_hot_spot_model_get_settings (HwHotSpotModel    *self,
                                HwHotSpotSettings *settings)
{
  *settings = self->settings;
}
