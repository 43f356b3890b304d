/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-area.h"
#include "hw-report-private.h"

/* The area record: a part of the town, what it looks like on the map and which team goes there. */

G_DEFINE_BOXED_TYPE (HwArea, hw_area, hw_area_copy, hw_area_free)

/**
 * hw_area_copy:
 * @area: an area; strings may belong to the caller
 *
 * Returns: (transfer full): a copy of @area with its strings; the rings, which do not change, are shared
 */
HwArea *
hw_area_copy (const HwArea *area)
{
  HwArea *copy;

  g_return_val_if_fail (area != NULL, NULL);

  copy = g_new (HwArea, 1);
  *copy = *area;
  copy->name = g_strdup (area->name);
  copy->rings = area->rings != NULL ? g_ptr_array_ref (area->rings) : NULL;
  copy->covered_by = g_strdup (area->covered_by);
  return copy;
}

/**
 * hw_area_free:
 * @area: (transfer full) (nullable): an area that hw_area_copy() made
 *
 * Frees @area.
 */
void
hw_area_free (HwArea *area)
{
  if (area == NULL)
    return;
  g_free (area->name);
  g_clear_pointer (&area->rings, g_ptr_array_unref);
  g_free (area->covered_by);
  g_free (area);
}

/* Every ring encloses something and lies on the earth; how many points there are comes out. */
static gboolean
check_rings (GPtrArray *rings,
             gsize     *n_points)
{
  *n_points = 0;
  for (guint i = 0; i < rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (rings, i);

      if (ring == NULL || ring->len < 3)
        return FALSE;
      *n_points += ring->len;
      for (guint n = 0; n < ring->len; n++)
        if (!hw_point_is_valid (&g_array_index (ring, HwPoint, n)))
          return FALSE;
    }
  return rings->len > 0;
}

/**
 * hw_area_check:
 * @area: an area
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every area: a name, rings of at least three points on the
 * earth and not more of them than a map can hold, a colour that exists.
 *
 * Returns: whether @area may be recorded
 */
gboolean
hw_area_check (const HwArea *area,
               GError      **error)
{
  gsize n_points;

  g_return_val_if_fail (area != NULL, FALSE);

  if (!hw_check_text (area->name, HW_REPORT_MAX_LINE, _("The name"), error) ||
      !hw_check_text (area->covered_by, HW_REPORT_MAX_LINE, _("The name of the team"), error))
    return FALSE;
  if (hw_check_is_blank (area->name))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("The area has no name. Write one."));
  else if (area->rings == NULL || !check_rings (area->rings, &n_points))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The boundary of the area is not one. Read it from its file again."));
  else if (n_points > HW_AREA_MAX_POINTS)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_TOO_LONG, _("The boundary of the area has more than 200,000 points. Simplify the file."));
  else if (area->colour >= HW_AREA_N_COLOURS)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The colour of the area is not one of the map's. Choose another."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_area_measure_box:
 * @rings: (element-type GArray): rings of #HwPoint
 *
 * Returns: what all of them lie in
 */
HwBox
hw_area_measure_box (GPtrArray *rings)
{
  HwBox box = HW_BOX_EMPTY;

  for (guint i = 0; i < rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (rings, i);

      for (guint n = 0; n < ring->len; n++)
        hw_box_extend (&box, &g_array_index (ring, HwPoint, n));
    }
  return box;
}
