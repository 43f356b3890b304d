/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-rings.h"

/*
 * The rings of an area as text, in bodies and in the table alike: "LATITUDE
 * LONGITUDE" of one point after the other in whole 1e-7 degrees, each less the
 * one before (of the ring's first one less nothing), ";" between rings. A fifth
 * of the size of GeoJSON, and the same area is always the same text.
 */

static void
append_ring (GString *text,
             GArray  *ring)
{
  gint64 latitude = 0;
  gint64 longitude = 0;

  for (guint i = 0; i < ring->len; i++)
    {
      HwPoint *point = &g_array_index (ring, HwPoint, i);
      gint64 next_latitude = HW_DEGREES_TO_E7 (point->latitude);
      gint64 next_longitude = HW_DEGREES_TO_E7 (point->longitude);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, i > 0 ? " " : "",
                              next_latitude - latitude, next_longitude - longitude);
      latitude = next_latitude;
      longitude = next_longitude;
    }
}

/**
 * hw_rings_format:
 * @rings: (element-type GArray): rings of #HwPoint
 *
 * Returns: (transfer full): the rings as text
 */
char *
hw_rings_format (GPtrArray *rings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rings->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ';');
      append_ring (text, g_ptr_array_index (rings, i));
    }
  return g_string_free (text, FALSE);
}

static GArray *
add_ring (GPtrArray *rings)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (HwPoint));

  g_ptr_array_add (rings, ring);
  return ring;
}

/* The next number of @text; what comes after it. %FALSE where there is none. */
static gboolean
read_number (const char **text,
             gint64      *number)
{
  char *end;

  *number = g_ascii_strtoll (*text, &end, 10);
  if (end == *text)
    return FALSE;
  *text = end;
  return TRUE;
}

/**
 * hw_rings_parse:
 * @text: (nullable): what hw_rings_format() made
 *
 * Reads rings. What cannot be read, and points beyond the earth, end it: what
 * came before stays.
 *
 * Returns: (transfer full) (element-type GArray): rings of #HwPoint
 */
GPtrArray *
hw_rings_parse (const char *text)
{
  GPtrArray *rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *ring = NULL;
  gint64 latitude = 0;
  gint64 longitude = 0;
  gint64 up, right;

  while (text != NULL && *text != '\0' && read_number (&text, &up) && read_number (&text, &right))
    {
      HwPoint point;

      /* wraps around rather than overflowing, which a damaged number must not */
      latitude = (gint64) ((guint64) latitude + (guint64) up);
      longitude = (gint64) ((guint64) longitude + (guint64) right);
      point = (HwPoint) { latitude / 1e7, longitude / 1e7 };
      if (!hw_point_is_valid (&point))
        break;
      if (ring == NULL)
        ring = add_ring (rings);
      g_array_append_val (ring, point);
      if (*text == ';')
        {
          text++;
          ring = NULL;
          latitude = longitude = 0;
        }
    }
  return rings;
}
