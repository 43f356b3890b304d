/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "hw-mercator.h"
#include "hw-point.h"
#include "hw-report.h"

G_BEGIN_DECLS

typedef enum { HW_KIND_REPORT, HW_KIND_CONTACT, HW_N_KINDS } HwPointKind;

/**
 * HwIndexPoint: one thing on the map. There is no room in it for nationality,
 * language, health or immigration, and there must never be (DESIGN section 6).
 */
typedef struct
{
  gint64  row;      /* of the projection */
  gint64  time;     /* µs UTC */
  HwPoint point;
  guint8  kind;     /* HwPointKind */
  guint8  status;   /* HwReportStatus; HW_REPORT_CLOSED for contacts */
  guint16 people;
} HwIndexPoint;

typedef struct
{
  gint64 since;         /* µs UTC, inclusive; G_MININT64: open */
  gint64 until;         /* µs UTC, exclusive; G_MAXINT64: open */
  guint  statuses;      /* bit set of 1 << HwReportStatus, applies to reports */
  guint  kinds;         /* bit set of 1 << HwPointKind */
  guint  hidden_hours;  /* bit set of 1 << local hour that is not shown */
} HwPointFilter;
#define HW_POINT_FILTER_ALL ((HwPointFilter) { G_MININT64, G_MAXINT64, ~0u, ~0u, 0 })
#define HW_HOURS_OF_DAY 24

/* What the map draws at one place: a single point (count 1, row set) or a cluster. x, y normalised Web Mercator, 0..1, y down. */
typedef struct
{
  double x, y;
  guint  count;
  guint  counts[HW_N_COUNTED_STATUSES];
  guint  contacts;
  gint64 row;           /* of the single point, else of one member */
  guint8 kind, status;
} HwCluster;

#define HW_TYPE_POINT_INDEX (hw_point_index_get_type ())
G_DECLARE_FINAL_TYPE (HwPointIndex, hw_point_index, HW, POINT_INDEX, GObject)

HwPointIndex *hw_point_index_new          (void);
void          hw_point_index_set_zone     (HwPointIndex *self, GTimeZone *zone);  /* whose hours the filter is about; UTC until then */
gboolean      hw_point_index_is_shown     (HwPointIndex *self, gsize position);  /* whether the filter lets it through */
void          hw_point_index_append       (HwPointIndex *self, const HwIndexPoint *points, gsize n_points);  /* bulk load */
void          hw_point_index_clear        (HwPointIndex *self);  /* forgets every point and the memory it was in; the filter stays */
void          hw_point_index_put          (HwPointIndex *self, const HwIndexPoint *point);  /* insert, or change the one of the same kind and row */
void          hw_point_index_remove       (HwPointIndex *self, HwPointKind kind, gint64 row);
gsize         hw_point_index_get_size     (HwPointIndex *self);
gboolean      hw_point_index_get_point    (HwPointIndex *self, gsize position, HwIndexPoint *point);
gboolean      hw_point_index_lookup       (HwPointIndex *self, HwPointKind kind, gint64 row, HwIndexPoint *point);
gboolean      hw_point_index_get_extent   (HwPointIndex *self, HwBox *box);
void          hw_point_index_set_filter   (HwPointIndex *self, const HwPointFilter *filter);
void          hw_point_index_get_filter   (HwPointIndex *self, HwPointFilter *filter);
/* Points in @box under the filter, newest first, at most @limit: positions for hw_point_index_get_point(). */
GArray       *hw_point_index_query        (HwPointIndex *self, const HwBox *box, gsize limit);
/* The same without order or limit, appended to @positions (element-type gsize): microseconds. */
void          hw_point_index_collect      (HwPointIndex *self, const HwBox *box, GArray *positions);
/* Points within @radius_m of @here, whatever the filter hides, in no order; (element-type HwIndexPoint). */
GArray       *hw_point_index_query_near   (HwPointIndex *self, const HwPoint *here, double radius_m);
/* Clusters of the filtered points within @box at @zoom (fractional zooms use the level below), for drawing; (element-type HwCluster). */
GArray       *hw_point_index_get_clusters (HwPointIndex *self, const HwBox *box, double zoom);
/* Rows (as HwIndexPoint) that the cluster drawn at (x, y) at @zoom stands for. */
GArray       *hw_point_index_get_members  (HwPointIndex *self, const HwCluster *cluster, double zoom, gsize limit);
/* How many per day under the status and kind filter but *all* times: counts[i] is of the local day @first_day + i (Julian day of GDate). */
GArray       *hw_point_index_count_days   (HwPointIndex *self, GTimeZone *zone, guint32 *first_day);
/* Per status, under the time filter (for the sidebar's numbers); counts has HW_N_COUNTED_STATUSES. */
void          hw_point_index_count_statuses (HwPointIndex *self, guint *counts, guint *contacts);

/* Per local hour, under the filter but for its hours; counts has HW_HOURS_OF_DAY. */
void          hw_point_index_count_hours    (HwPointIndex *self, guint *counts);

/* Emits "changed" when points or filter changed. */

G_END_DECLS
