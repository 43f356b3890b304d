/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-coarse-picture.h"
#include "hw-private-file.h"
#include "hw-route-picture.h"
#include "hw-session-funder-report.h"
#include "hw-session-private.h"
#include "hw-store-figures.h"

/* The report for a funder: counted, drawn and written on the workspace's thread.
 * It tells of nobody, so that no case has to say that it was given. */

typedef struct
{
  HwPeriod              period;
  gint64                as_of;         /* µs UTC; 0: now */
  GStrv                 ids;           /* (owned) (nullable) */
  gboolean              with_map;
  HwTileStack          *maps;          /* (owned) (nullable) */
  char                 *attribution;   /* (owned) (nullable) */
  HwFunderReportFormat  format;
  char                 *path;          /* (owned) */
} Writing;

static void
writing_free (gpointer pointer)
{
  Writing *writing = pointer;

  g_strfreev (writing->ids);
  g_clear_pointer (&writing->maps, hw_tile_stack_unref);
  g_free (writing->attribution);
  g_free (writing->path);
  g_free (writing);
}

/* The streets under the squares, where there is a map. */
static void
add_ground (HwFunderReport *report,
            const Writing  *writing)
{
  GArray *cells = hw_funder_report_get_cells (report);
  HwRouteGround ground = { hw_route_picture_draw, NULL, writing->attribution };
  HwBox box;

  if (cells == NULL || cells->len == 0 || writing->maps == NULL || hw_tile_stack_get_size (writing->maps) == 0 || writing->format != HW_FUNDER_REPORT_PDF)
    return;
  box = hw_coarse_picture_get_box (cells);
  ground.user_data = hw_route_picture_new_box (writing->maps, &box);
  hw_funder_report_set_ground (report, &ground, (GDestroyNotify) hw_route_picture_free);
}

static HwFunderReport *
make_report (HwStore        *store,
             const Writing  *writing,
             GCancellable   *cancellable,
             GError        **error)
{
  const HwFunderReportAsk ask = {
    .period = writing->period, .team = hw_store_get_team_name (store), .made_at = g_get_real_time (),
    .as_of = writing->as_of, .ids = (const char * const *) writing->ids, .with_map = writing->with_map,
  };
  g_autoptr (HwFigureFacts) facts = writing->as_of != 0
    ? hw_store_load_past_figure_facts (store, &writing->period, writing->as_of, NULL, NULL, cancellable, error)
    : hw_store_load_figure_facts (store, &writing->period, cancellable, error);
  g_autoptr (GArray) points = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (facts == NULL)
    return NULL;
  if (writing->with_map)
    {
      points = hw_store_load_points (store, cancellable, error);
      if (points == NULL)
        return NULL;
    }
  return hw_funder_report_new (facts, points, &ask, zone, error);
}

static gpointer
write_report (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  const Writing *writing = pointer;
  g_autoptr (HwFunderReport) report = make_report (store, writing, cancellable, error);
  g_autoptr (GBytes) bytes = NULL;

  if (report == NULL)
    return NULL;
  add_ground (report, writing);
  bytes = hw_funder_report_write (report, writing->format, error);
  if (bytes == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !hw_private_file_write (writing->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error))
    return NULL;
  return g_steal_pointer (&bytes);
}

static const HwSessionWork write_report_work = { write_report, NULL, writing_free, (GDestroyNotify) g_bytes_unref };

/**
 * hw_session_write_funder_report_async:
 * @self: an open session
 * @period: of when: a quarter
 * @as_of: as things were known then, µs UTC; 0: now
 * @ids: (nullable) (array zero-terminated=1): the figures chosen; %NULL: the usual ones
 * @with_map: whether the public map belongs to it
 * @maps: (nullable): what lies under that map
 * @attribution: (nullable): whose map that is
 * @format: how
 * @path: where to; what is there stays until the report is whole
 */
void
hw_session_write_funder_report_async (HwSession            *self,
                                      const HwPeriod       *period,
                                      gint64                as_of,
                                      const char * const   *ids,
                                      gboolean              with_map,
                                      HwTileStack          *maps,
                                      const char           *attribution,
                                      HwFunderReportFormat  format,
                                      const char           *path,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  Writing *writing;

  g_return_if_fail (HW_IS_SESSION (self) && period != NULL && path != NULL);

  writing = g_new0 (Writing, 1);
  *writing = (Writing) {
    *period, as_of, g_strdupv ((GStrv) ids), with_map, maps != NULL ? hw_tile_stack_ref (maps) : NULL, g_strdup (attribution), format, g_strdup (path),
  };
  hw_session_run (self, &write_report_work, writing, hw_session_write_funder_report_async, cancellable, callback, user_data);
}

/**
 * hw_session_write_funder_report_finish:
 *
 * Returns: %FALSE where no file was written
 */
gboolean
hw_session_write_funder_report_finish (HwSession     *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_autoptr (GBytes) bytes = hw_session_run_finish (self, result, hw_session_write_funder_report_async, error);

  return bytes != NULL;
}
