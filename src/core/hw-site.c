/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-report-private.h"
#include "hw-site.h"

/* The site record: a place that the team watches by name. Made of a hot-spot or by hand, kept by the store, shown on the map. */

/* A closure is announced months ahead, and written down years after; further away is a slip of the hand. */
#define CLOSURE_HORIZON (G_GINT64_CONSTANT (10) * 366 * G_TIME_SPAN_DAY)
#define METRES_PER_DEGREE (HW_EARTH_RADIUS_M * G_PI / 180.0)

G_DEFINE_BOXED_TYPE (HwSite, hw_site, hw_site_copy, hw_site_free)

/**
 * hw_site_copy:
 * @site: a site; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @site with its strings
 */
HwSite *
hw_site_copy (const HwSite *site)
{
  HwSite *copy;

  g_return_val_if_fail (site != NULL, NULL);

  copy = g_new (HwSite, 1);
  *copy = *site;
  copy->name = g_strdup (site->name);
  copy->hazards = g_strdup (site->hazards);
  copy->access = g_strdup (site->access);
  copy->lighting = g_strdup (site->lighting);
  copy->note = g_strdup (site->note);
  copy->bed_down = g_strdup (site->bed_down);
  copy->closure_note = g_strdup (site->closure_note);
  return copy;
}

/**
 * hw_site_free:
 * @site: (transfer full) (nullable): a site that hw_site_copy() made
 *
 * Frees @site.
 */
void
hw_site_free (HwSite *site)
{
  if (site == NULL)
    return;
  g_free (site->name);
  g_free (site->hazards);
  g_free (site->access);
  g_free (site->lighting);
  g_free (site->note);
  g_free (site->bed_down);
  g_free (site->closure_note);
  g_free (site);
}

static gboolean
check_texts (const HwSite *site,
             GError      **error)
{
  const struct { const char *text; glong longest; const char *what; } texts[] = {
    { site->name, HW_REPORT_MAX_LINE, _("The name") },
    { site->hazards, HW_REPORT_MAX_TEXT, _("The text of the hazards") },
    { site->access, HW_REPORT_MAX_TEXT, _("The text of the access") },
    { site->lighting, HW_REPORT_MAX_LINE, _("The text of the lighting") },
    { site->bed_down, HW_REPORT_MAX_LINE, _("The text of when people lie down") },
    { site->note, HW_REPORT_MAX_TEXT, _("The note") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!hw_check_text (texts[i].text, texts[i].longest, texts[i].what, error))
      return FALSE;
  return TRUE;
}

/**
 * hw_site_check:
 * @site: a site
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every site: a name, a point on the earth, a radius of 10 m to
 * 1 km, and texts that are text and not endless. The closure has its own check.
 *
 * Returns: whether @site may be recorded
 */
gboolean
hw_site_check (const HwSite *site,
               GError      **error)
{
  g_return_val_if_fail (site != NULL, FALSE);

  if (!check_texts (site, error))
    return FALSE;
  if (hw_check_is_blank (site->name))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("The site has no name. Write one."));
  else if (!hw_point_is_valid (&site->point))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The site has no place on the map. Choose one."));
  else if (!(site->radius_m >= HW_SITE_MIN_RADIUS_M && site->radius_m <= HW_SITE_MAX_RADIUS_M))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("A site reaches from 10 to 1,000 metres. Correct how far."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_site_check_closure:
 * @closes_at: µs UTC; 0: it is open again
 * @note: (nullable): words about it
 * @now: µs UTC
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for a closure: a day within ten years of today, before or after,
 * and a note that is text.
 *
 * Returns: whether the closure may be recorded
 */
gboolean
hw_site_check_closure (gint64      closes_at,
                       const char *note,
                       gint64      now,
                       GError    **error)
{
  if (!hw_check_text (note, HW_REPORT_MAX_TEXT, _("The note"), error))
    return FALSE;
  if (closes_at == 0 || (closes_at > now - CLOSURE_HORIZON && closes_at < now + CLOSURE_HORIZON))
    return TRUE;
  g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The day of the closure is more than ten years away. Correct the date."));
  return FALSE;
}

/**
 * hw_site_get_closure:
 * @site: a site
 * @now: µs UTC
 *
 * Returns: whether it is open, will be closed, or is closed
 */
HwSiteClosure
hw_site_get_closure (const HwSite *site,
                     gint64        now)
{
  g_return_val_if_fail (site != NULL, HW_SITE_OPEN);

  if (site->closes_at == 0)
    return HW_SITE_OPEN;
  return site->closes_at > now ? HW_SITE_CLOSING : HW_SITE_CLOSED;
}

/**
 * hw_site_contains:
 * @site: a site
 * @point: a point, or %HW_POINT_UNKNOWN
 *
 * Returns: whether @point lies within the site's radius
 */
gboolean
hw_site_contains (const HwSite  *site,
                  const HwPoint *point)
{
  g_return_val_if_fail (site != NULL && point != NULL, FALSE);

  return hw_point_is_valid (point) && hw_point_distance (&site->point, point) <= site->radius_m;
}

/**
 * hw_site_get_box:
 * @site: a site
 *
 * Returns: a box around everything within its radius, never smaller than that
 */
HwBox
hw_site_get_box (const HwSite *site)
{
  HwLocalFrame frame;
  double high, wide;

  g_return_val_if_fail (site != NULL, HW_BOX_EMPTY);

  hw_local_frame_init (&frame, &site->point);
  /* a hundredth more: the frame is flat, the earth is not */
  high = site->radius_m * 1.01 / METRES_PER_DEGREE;
  wide = site->radius_m * 1.01 / MAX (frame.metres_per_degree_longitude, 1.0);
  return (HwBox) { .west = site->point.longitude - wide, .south = site->point.latitude - high,
                   .east = site->point.longitude + wide, .north = site->point.latitude + high };
}
