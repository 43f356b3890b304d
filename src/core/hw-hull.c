/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include "hw-hull.h"

/* The shape of a hot-spot: the convex hull of its points with a margin, so that
 * one place is a circle and two are a capsule. */

#define CORNERS 16   /* of the margin around one point */

typedef struct
{
  double x, y;
} Vector;

static int
compare_vectors (const void *a,
                 const void *b)
{
  const Vector *first = a, *second = b;

  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return 0;
}

/* Above zero where the way from @a over @b to @c turns left. */
static double
get_turn (const Vector *a,
          const Vector *b,
          const Vector *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

static void
add_corner (GArray       *hull,
            guint         floor_length,
            const Vector *corner)
{
  while (hull->len >= floor_length + 2
         && get_turn (&g_array_index (hull, Vector, hull->len - 2), &g_array_index (hull, Vector, hull->len - 1), corner) <= 0.0)
    g_array_set_size (hull, hull->len - 1);
  g_array_append_vals (hull, corner, 1);
}

/* Counter-clockwise (A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979). Sorts @points. */
static GArray *
make_hull (GArray *points)
{
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (Vector));
  guint lower;

  qsort (points->data, points->len, sizeof (Vector), compare_vectors);
  for (guint i = 0; i < points->len; i++)
    add_corner (hull, 0, &g_array_index (points, Vector, i));
  lower = hull->len - 1;
  for (guint i = points->len - 1; i-- > 0; )
    add_corner (hull, lower, &g_array_index (points, Vector, i));
  if (hull->len > 1)
    g_array_set_size (hull, hull->len - 1);
  return hull;
}

/* A ring around each corner, drawn so that its sides, not only its corners, keep the margin. */
static GArray *
add_margin (const GArray *hull,
            double        margin)
{
  const double radius = margin / cos (G_PI / CORNERS);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Vector));

  for (guint i = 0; i < hull->len; i++)
    for (guint corner = 0; corner < CORNERS; corner++)
      {
        Vector at = g_array_index (hull, Vector, i);

        at.x += radius * cos (2.0 * G_PI * corner / CORNERS);
        at.y += radius * sin (2.0 * G_PI * corner / CORNERS);
        g_array_append_val (points, at);
      }
  return points;
}

/**
 * hw_hull_around:
 * @centre: a point among @points
 * @points: (array length=n_points): valid points, at least one
 * @n_points: how many
 * @margin_m: metres, above zero
 *
 * Returns: (transfer full) (element-type HwPoint): the corners of a convex shape
 *   that holds every point and @margin_m around it, counter-clockwise
 */
GArray *
hw_hull_around (const HwPoint *centre,
                const HwPoint *points,
                gsize          n_points,
                double         margin_m)
{
  g_autoptr (GArray) vectors = g_array_sized_new (FALSE, FALSE, sizeof (Vector), n_points);
  g_autoptr (GArray) hull = NULL;
  g_autoptr (GArray) rings = NULL;
  g_autoptr (GArray) shape = NULL;
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (HwPoint));
  HwLocalFrame frame;

  g_return_val_if_fail (n_points > 0, corners);

  hw_local_frame_init (&frame, centre);
  for (gsize i = 0; i < n_points; i++)
    {
      Vector at;

      hw_local_frame_to_xy (&frame, &points[i], &at.x, &at.y);
      g_array_append_val (vectors, at);
    }
  hull = make_hull (vectors);
  rings = add_margin (hull, margin_m);
  shape = make_hull (rings);
  for (guint i = 0; i < shape->len; i++)
    {
      const Vector *at = &g_array_index (shape, Vector, i);
      HwPoint corner = hw_local_frame_to_point (&frame, at->x, at->y);

      g_array_append_val (corners, corner);
    }
  return corners;
}

/**
 * hw_hull_contains:
 * @hull: (element-type HwPoint): the corners of a convex shape, counter-clockwise
 * @point: a valid point
 *
 * Returns: whether @point lies in it or on its edge
 */
gboolean
hw_hull_contains (GArray        *hull,
                  const HwPoint *point)
{
  HwLocalFrame frame;

  hw_local_frame_init (&frame, point);
  for (guint i = 0; i < hull->len; i++)
    {
      Vector from, to;

      hw_local_frame_to_xy (&frame, &g_array_index (hull, HwPoint, i), &from.x, &from.y);
      hw_local_frame_to_xy (&frame, &g_array_index (hull, HwPoint, (i + 1) % hull->len), &to.x, &to.y);
      if (from.x * to.y - from.y * to.x < 0)
        return FALSE;
    }
  return hull->len >= 3;
}
