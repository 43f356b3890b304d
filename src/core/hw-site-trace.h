/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-contact.h"
#include "hw-point-index.h"
#include "hw-site.h"

G_BEGIN_DECLS

/* What counts as near a site when its hot-spot is looked for again. */
#define HW_SITE_SHIFT_REACH_M 1500.0

/**
 * HwSiteTrace:
 * @point: the middle of where they were met
 * @distance_m: metres from the site
 * @direction: 0 north, 1 north-east, and so on to 7 north-west
 * @n_people: how many of the site's people
 * @n_contacts: how often they were met there
 * @last_at: µs UTC: when last
 * @place: (nullable) (unowned): the words of the last contact that has any; as long as the contacts live
 *
 * One place where people of a closed site were met since.
 */
typedef struct
{
  HwPoint     point;
  double      distance_m;
  guint       direction;
  guint       n_people;
  guint       n_contacts;
  gint64      last_at;
  const char *place;
} HwSiteTrace;

/**
 * HwSiteShift:
 * @point: where more is reported than before
 * @distance_m: metres from the site
 * @direction: as in #HwSiteTrace
 * @n_before: reports and contacts there, in a time as long, before the closure
 * @n_after: since
 * @stayed: whether that is still the site itself
 *
 * Where the hot-spot of a closed site went.
 */
typedef struct
{
  HwPoint  point;
  double   distance_m;
  guint    direction;
  guint    n_before;
  guint    n_after;
  gboolean stayed;
} HwSiteShift;

GArray     *hw_site_trace_people        (const HwSite       *site,
                                         GPtrArray          *contacts);
gboolean    hw_site_find_shift          (const HwSite       *site,
                                         const HwIndexPoint *points,
                                         gsize               n_points,
                                         gint64              now,
                                         HwSiteShift        *shift);
guint       hw_point_direction          (const HwPoint      *from,
                                         const HwPoint      *to);
const char *hw_direction_get_words      (guint               direction);

G_END_DECLS
