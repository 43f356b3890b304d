/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-session-hot-spots.h"
#include "hw-session-private.h"

/* What makes a hot-spot, remembered in the workspace; and what the team did
 * around one, read when it is asked why it is a hot-spot. */

#define SETTING           "hot-spots"
#define NEAR_METRES       250.0
#define LOOK_BACK         (180 * HW_DAY_US)
#define ONE_VISIT         (HW_DAY_US / 2)   /* what was done within so long of each other is one visit */
#define MOST_REPORTS      500
#define MOST_VISITS       50
#define METRES_PER_DEGREE 111195.0          /* of latitude */

/* -- settings -- */

/**
 * hw_session_get_hot_spot_settings:
 * @self: the session
 * @settings: (out caller-allocates): what makes a hot-spot now
 */
void
hw_session_get_hot_spot_settings (HwSession         *self,
                                  HwHotSpotSettings *settings)
{
  g_return_if_fail (HW_IS_SESSION (self) && settings != NULL);

  hw_hot_spot_model_get_settings (self->hot_spots, settings);
}

/**
 * hw_session_set_hot_spot_settings:
 * @self: the session
 * @settings: what makes a hot-spot
 *
 * The list of hot-spots is computed anew, off the main thread. It is remembered
 * by hw_session_remember_hot_spot_settings().
 */
void
hw_session_set_hot_spot_settings (HwSession               *self,
                                  const HwHotSpotSettings *settings)
{
  g_return_if_fail (HW_IS_SESSION (self) && settings != NULL);

  hw_hot_spot_model_set_settings (self->hot_spots, settings);
}

/**
 * hw_session_remember_hot_spot_settings:
 * @self: the session
 *
 * Keeps the settings in the workspace; usual ones as nothing.
 */
void
hw_session_remember_hot_spot_settings (HwSession *self)
{
  HwHotSpotSettings settings, usual;
  g_autofree char *text = NULL;

  g_return_if_fail (HW_IS_SESSION (self));

  hw_hot_spot_model_get_settings (self->hot_spots, &settings);
  hw_hot_spot_settings_init (&usual);
  if (!hw_hot_spot_settings_equal (&settings, &usual))
    text = hw_hot_spot_settings_to_string (&settings);
  if (g_strcmp0 (text, hw_session_get_setting (self, SETTING)) != 0)
    hw_session_set_setting (self, SETTING, text);
}

/**
 * hw_session_count_hot_spot_days:
 * @self: the session
 *
 * Returns: how many days the hot-spots in the list are of, begun ones too; 0 before any were looked for
 */
guint
hw_session_count_hot_spot_days (HwSession *self)
{
  gint64 span;

  g_return_val_if_fail (HW_IS_SESSION (self), 0);

  span = hw_hot_spot_model_get_until (self->hot_spots) - hw_hot_spot_model_get_since (self->hot_spots);
  return (guint) ((span + HW_DAY_US - 1) / HW_DAY_US);
}

/* A workspace is open: hot-spots are looked for as it remembers. */
void
hw_session_start_hot_spots (HwSession *self)
{
  HwHotSpotSettings settings;

  hw_hot_spot_settings_from_string (&settings, hw_session_get_setting (self, SETTING));
  hw_hot_spot_model_set_settings (self->hot_spots, &settings);
  hw_hot_spot_model_start (self->hot_spots, self->workspace);
}

/* -- visits -- */

/* Passes to the workspace's thread. */
typedef struct
{
  HwSite     here;      /* the place, as far as a visit needs to know it */
  GArray    *reports;   /* (owned) (element-type gint64): rows */
} Query;

static void
query_free (gpointer pointer)
{
  Query *query = pointer;

  g_array_unref (query->reports);
  g_free (query);
}

void
hw_hot_spot_visits_free (HwHotSpotVisits *self)
{
  g_free (self);
}

static gboolean
was_found (const char *outcome)
{
  return outcome != NULL && g_str_has_prefix (outcome, "found-");
}

static gboolean
was_not_found (const char *outcome)
{
  return outcome != NULL && g_str_has_prefix (outcome, "not-found-");
}

static gboolean
count_outcomes (HwStore          *store,
                GArray           *reports,
                HwHotSpotVisits  *visits,
                GError          **error)
{
  for (guint i = 0; i < reports->len; i++)
    {
      g_autoptr (HwReport) report = hw_store_get_report (store, g_array_index (reports, gint64, i), error);

      if (report == NULL)
        return FALSE;
      visits->found += was_found (report->outcome);
      visits->not_found += was_not_found (report->outcome);
    }
  visits->looked_for = visits->found + visits->not_found;
  return TRUE;
}

static gboolean
tell_last_visit (HwStore          *store,
                 const HwSite     *here,
                 HwHotSpotVisits  *visits,
                 GError          **error)
{
  g_autoptr (GPtrArray) all = hw_store_list_site_visits (store, here, MOST_VISITS, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const HwSiteVisit *visit = g_ptr_array_index (all, i);
      guint people = MAX (visit->people, 1);

      if (i == 0)
        visits->last_visit = visit->at;
      if (visits->last_visit - visit->at > ONE_VISIT)
        break;
      if (visit->met)
        visits->people_met += people;
      else
        visits->people_looked_for += people;
      if (!visit->met && was_found (visit->outcome))
        visits->people_found += people;
    }
  return TRUE;
}

static gpointer
list_visits (HwStore       *store,
             gpointer       pointer,
             GCancellable  *cancellable,
             GError       **error)
{
  const Query *query = pointer;
  g_autoptr (HwHotSpotVisits) visits = g_new0 (HwHotSpotVisits, 1);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !count_outcomes (store, query->reports, visits, error) ||
      !tell_last_visit (store, &query->here, visits, error))
    return NULL;
  return g_steal_pointer (&visits);
}

static const HwSessionWork list_visits_work = { list_visits, NULL, query_free, (GDestroyNotify) hw_hot_spot_visits_free };

/* The newest reports of half a year within 250 m, whatever the filter of the map. */
static GArray *
list_reports (HwPointIndex *points,
              const HwSite *here,
              gint64        until)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  HwIndexPoint point;

  for (gsize i = hw_point_index_get_size (points); i-- > 0 && rows->len < MOST_REPORTS; )
    if (hw_point_index_get_point (points, i, &point) && point.kind == HW_KIND_REPORT
        && point.time <= until && point.time > until - LOOK_BACK
        && fabs (point.point.latitude - here->point.latitude) <= NEAR_METRES / METRES_PER_DEGREE * 1.01
        && hw_site_contains (here, &point.point))
      g_array_append_val (rows, point.row);
  return rows;
}

/**
 * hw_session_list_hot_spot_visits_async:
 * @self: the session
 * @hot_spot: a hot-spot
 *
 * Reads what the team did within 250 m of the centre of @hot_spot in the 180
 * days up to now: when it was there last and whom it looked for and met, and
 * what came of the reports there.
 */
void
hw_session_list_hot_spot_visits_async (HwSession           *self,
                                       const HwHotSpot     *hot_spot,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  gint64 now = g_get_real_time ();
  Query *query;

  g_return_if_fail (HW_IS_SESSION (self) && hot_spot != NULL);

  query = g_new0 (Query, 1);
  query->here.point = hot_spot->centre;
  query->here.radius_m = NEAR_METRES;
  query->reports = list_reports (self->points, &query->here, now);
  hw_session_run (self, &list_visits_work, query, hw_session_list_hot_spot_visits_async, cancellable, callback, user_data);
}

/**
 * hw_session_list_hot_spot_visits_finish:
 * @self: the session
 * @result: of the call
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the visits, or %NULL with @error set
 */
HwHotSpotVisits *
hw_session_list_hot_spot_visits_finish (HwSession     *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_list_hot_spot_visits_async, error);
}
