/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"

G_BEGIN_DECLS

#define HW_SITE_MIN_RADIUS_M     10.0
#define HW_SITE_MAX_RADIUS_M     1000.0
#define HW_SITE_DEFAULT_RADIUS_M 75.0

/**
 * HwSite:
 * @id: nil until the store gives it one
 * @name: (owned): never empty
 * @point: its middle
 * @radius_m: metres; what lies within it belongs to the site
 * @hazards: (owned) (nullable): what a team must know before it goes there
 * @access: (owned) (nullable): how to get in, and when
 * @lighting: (owned) (nullable): words
 * @note: (owned) (nullable): words
 * @bed_down: (owned) (nullable): when people lie down there, in words
 * @closes_at: µs UTC: since when it is closed, or will be; 0: it is open
 * @closes_by_authorities: whether others than the team close it
 * @closure_note: (owned) (nullable): words about the closure
 * @since: µs UTC: since when the team watches it; 0 before it is recorded
 * @last_visit: µs UTC: when the team was there last; 0: never, or not known here
 *
 * A place that the team watches by name.
 */
typedef struct
{
  HwId     id;
  char    *name;
  HwPoint  point;
  double   radius_m;
  char    *hazards;
  char    *access;
  char    *lighting;
  char    *note;
  char    *bed_down;
  gint64   closes_at;
  gboolean closes_by_authorities;
  char    *closure_note;
  gint64   since;
  gint64   last_visit;
} HwSite;

/**
 * HwSiteClosure:
 * @HW_SITE_OPEN: nobody closes it
 * @HW_SITE_CLOSING: it will be closed on a day that is known
 * @HW_SITE_CLOSED: it is closed
 */
typedef enum { HW_SITE_OPEN, HW_SITE_CLOSING, HW_SITE_CLOSED } HwSiteClosure;

#define HW_TYPE_SITE (hw_site_get_type ())
GType         hw_site_get_type      (void);
HwSite       *hw_site_copy          (const HwSite  *site);
void          hw_site_free          (HwSite        *site);
gboolean      hw_site_check         (const HwSite  *site,
                                     GError       **error);
gboolean      hw_site_check_closure (gint64         closes_at,
                                     const char    *note,
                                     gint64         now,
                                     GError       **error);
HwSiteClosure hw_site_get_closure   (const HwSite  *site,
                                     gint64         now);
gboolean      hw_site_contains      (const HwSite  *site,
                                     const HwPoint *point);
HwBox         hw_site_get_box       (const HwSite  *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSite, hw_site_free)

G_END_DECLS
