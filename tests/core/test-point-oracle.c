/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-morton.h"
#include "hw-point-index.h"
#include "hw-radius-pyramid.h"

/* The index and the pyramid against the plainest way of saying the same, that
 * looks at every pair of points, on many small sets, most of them unkind. */

#define N_SETS 300
#define MOST_POINTS 90
#define DAY (86400 * (gint64) G_USEC_PER_SEC)

static const HwBox world = { .west = -180, .south = -90, .east = 180, .north = 90 };

typedef enum { SHAPE_TOWN, SHAPE_EQUAL, SHAPE_ALONG, SHAPE_UP, SHAPE_DATE_LINE, SHAPE_WORLD, SHAPE_GRID, SHAPE_NONE, SHAPE_ONE, N_SHAPES } Shape;

static HwPoint
draw_place (GRand *random,
            Shape  shape,
            guint  i)
{
  switch (shape)
    {
    case SHAPE_EQUAL:
      return (HwPoint) { 51.5, -0.1 };
    case SHAPE_ALONG:
      return (HwPoint) { 51.5, -0.1 + i * 1e-4 };
    case SHAPE_UP:
      return (HwPoint) { 51.5 + i * 1e-4, -0.1 };
    case SHAPE_DATE_LINE:
      return (HwPoint) { -18 + g_rand_double_range (random, -0.01, 0.01), (i % 2 == 0 ? 180 : -180) + (i % 2 == 0 ? -1 : 1) * g_rand_double_range (random, 0, 0.01) };
    case SHAPE_WORLD:
      return (HwPoint) { g_rand_double_range (random, -90, 90), g_rand_double_range (random, -180, 180) };
    case SHAPE_GRID:
      return (HwPoint) { 51.5 + i % 8 * 5e-4, -0.1 + i / 8 * 5e-4 };
    default:
      return (HwPoint) { 51.5 + g_rand_int_range (random, 0, 3) * 0.01 + g_rand_double_range (random, -1e-3, 1e-3), -0.1 + g_rand_double_range (random, -2e-2, 2e-2) };
    }
}

static HwIndexPoint
draw_point (GRand *random,
            Shape  shape,
            guint  i)
{
  HwIndexPoint point = { .row = i + 1, .people = 1 };
  HwPoint place = draw_place (random, shape, i);

  point.point = hw_point_round (&place);
  point.time = g_rand_int_range (random, 0, 100) * DAY;
  point.kind = (guint8) g_rand_int_range (random, 0, HW_N_KINDS);
  point.status = point.kind == HW_KIND_CONTACT ? HW_REPORT_CLOSED : (guint8) g_rand_int_range (random, 0, HW_N_COUNTED_STATUSES);
  return point;
}

static GArray *
draw_set (GRand *random,
          Shape  shape)
{
  GArray *points = g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
  guint n = shape == SHAPE_NONE ? 0 : shape == SHAPE_ONE ? 1 : (guint) g_rand_int_range (random, 2, MOST_POINTS);

  for (guint i = 0; i < n; i++)
    {
      HwIndexPoint point = draw_point (random, shape, i);

      g_array_append_val (points, point);
    }
  return points;
}

static HwPointFilter
draw_filter (GRand *random)
{
  gint64 since = g_rand_int_range (random, -10, 100) * DAY;

  if (g_rand_boolean (random))
    return HW_POINT_FILTER_ALL;
  return (HwPointFilter) { since, since + g_rand_int_range (random, 0, 90) * DAY, g_rand_int (random), (guint) g_rand_int_range (random, 1, 4) };
}

static gboolean
passes (const HwIndexPoint  *point,
        const HwPointFilter *filter)
{
  return point->time >= filter->since && point->time < filter->until && (filter->kinds & 1u << point->kind) != 0
         && (point->kind == HW_KIND_CONTACT || (filter->statuses & 1u << point->status) != 0);
}

static HwBox
draw_box (GRand *random,
          Shape  shape)
{
  double reach = g_rand_double_range (random, 0, 0.03);
  HwPoint middle = draw_place (random, shape, (guint) g_rand_int_range (random, 0, MOST_POINTS));
  HwBox box = { middle.longitude - reach, middle.latitude - reach, middle.longitude + reach, middle.latitude + reach };

  if (box.west < -180)
    box.west += 360;
  if (box.east > 180)
    box.east -= 360;
  return box;
}

static HwPointIndex *
make_index (const GArray *points)
{
  HwPointIndex *index = hw_point_index_new ();

  hw_point_index_append (index, (const HwIndexPoint *) (gconstpointer) points->data, points->len);
  return index;
}

/* -- cells of 64 px, the nearest two of which are one where both are each other's nearest -- */

typedef struct
{
  gint64    column, row;
  double    sum_x, sum_y;
  HwCluster cluster;
} PlainCell;

static PlainCell *
find_cell (GArray *cells,
           gint64  column,
           gint64  row)
{
  PlainCell cell = { .column = column, .row = row };

  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, PlainCell, i).column == column && g_array_index (cells, PlainCell, i).row == row)
      return &g_array_index (cells, PlainCell, i);
  g_array_append_val (cells, cell);
  return &g_array_index (cells, PlainCell, cells->len - 1);
}

static GArray *
make_cells (const GArray        *points,
            const HwPointFilter *filter,
            guint                zoom)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (PlainCell));

  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);
      guint32 x = hw_mercator_x_to_fixed (point->point.longitude), y = hw_mercator_y_to_fixed (point->point.latitude);
      PlainCell *cell;

      if (!passes (point, filter))
        continue;
      cell = find_cell (cells, x >> (30 - zoom), y >> (30 - zoom));
      cell->sum_x += x;
      cell->sum_y += y;
      cell->cluster.count++;
      cell->cluster.row = point->row;
      cell->cluster.contacts += point->kind == HW_KIND_CONTACT;
      cell->cluster.counts[point->status] += point->kind == HW_KIND_REPORT;
    }
  return cells;
}

static guint64
get_key (const PlainCell *cell,
         guint            zoom)
{
  return hw_morton_key ((guint32) (cell->column << (30 - zoom)), (guint32) (cell->row << (30 - zoom)));
}

static const PlainCell *
find_nearest (const GArray    *cells,
              const PlainCell *cell,
              guint            zoom)
{
  double side = 0.7 * (double) (G_GINT64_CONSTANT (1) << (30 - zoom)), best = side * side;
  const PlainCell *nearest = NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      const PlainCell *other = &g_array_index (cells, PlainCell, i);
      double x = other->sum_x / other->cluster.count - cell->sum_x / cell->cluster.count;
      double y = other->sum_y / other->cluster.count - cell->sum_y / cell->cluster.count;
      double distance = x * x + y * y;

      if (other == cell || ABS (other->column - cell->column) > 1 || ABS (other->row - cell->row) > 1)
        continue;
      if (distance < best || (distance == best && nearest != NULL && get_key (other, zoom) < get_key (nearest, zoom)))
        {
          nearest = other;
          best = distance;
        }
    }
  return nearest;
}

static HwCluster
join (const PlainCell *a,
      const PlainCell *b)
{
  HwCluster cluster = a->cluster;
  double sum_x = a->sum_x, sum_y = a->sum_y;

  if (b != NULL)
    {
      sum_x += b->sum_x;
      sum_y += b->sum_y;
      cluster.count += b->cluster.count;
      cluster.contacts += b->cluster.contacts;
      for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
        cluster.counts[i] += b->cluster.counts[i];
    }
  cluster.x = hw_mercator_from_fixed (sum_x / cluster.count);
  cluster.y = hw_mercator_from_fixed (sum_y / cluster.count);
  return cluster;
}

static GArray *
cluster_plainly (const GArray        *points,
                 const HwPointFilter *filter,
                 guint                zoom)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (HwCluster));
  g_autoptr (GArray) cells = make_cells (points, filter, zoom);

  for (guint i = 0; i < cells->len; i++)
    {
      const PlainCell *cell = &g_array_index (cells, PlainCell, i);
      const PlainCell *nearest = find_nearest (cells, cell, zoom);
      HwCluster cluster;

      if (nearest != NULL && find_nearest (cells, nearest, zoom) != cell)
        nearest = NULL;
      if (nearest != NULL && nearest < cell)
        continue;
      cluster = join (cell, nearest);
      g_array_append_val (clusters, cluster);
    }
  return clusters;
}

static int
compare_clusters (gconstpointer a,
                  gconstpointer b)
{
  const HwCluster *first = a, *second = b;

  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return (first->count > second->count) - (first->count < second->count);
}

static void
assert_same_clusters (GArray *a,
                      GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  g_array_sort (a, compare_clusters);
  g_array_sort (b, compare_clusters);
  for (guint i = 0; i < a->len; i++)
    {
      const HwCluster *first = &g_array_index (a, HwCluster, i), *second = &g_array_index (b, HwCluster, i);

      g_assert_cmpfloat (first->x, ==, second->x);
      g_assert_cmpfloat (first->y, ==, second->y);
      g_assert_cmpuint (first->count, ==, second->count);
      g_assert_cmpuint (first->contacts, ==, second->contacts);
      g_assert_cmpmem (first->counts, sizeof first->counts, second->counts, sizeof second->counts);
      if (first->count == 1)
        g_assert_cmpint (first->row, ==, second->row);
    }
}

static void
test_clusters_are_those_of_the_plain_way (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (GArray) points = draw_set (random, set % N_SHAPES);
      g_autoptr (HwPointIndex) index = make_index (points);
      HwPointFilter filter = draw_filter (random);

      hw_point_index_set_filter (index, &filter);
      for (guint zoom = 0; zoom <= 16; zoom++)
        {
          g_autoptr (GArray) expected = cluster_plainly (points, &filter, zoom);
          g_autoptr (GArray) found = hw_point_index_get_clusters (index, &world, zoom);

          assert_same_clusters (found, expected);
        }
    }
}

/* -- what is in a box -- */

static gboolean
is_between (guint32 value,
            guint32 first,
            guint32 last)
{
  return first <= last ? value >= first && value <= last : value >= first || value <= last;
}

static gboolean
is_in_box (const HwPoint *place,
           const HwBox   *box)
{
  guint32 x = hw_mercator_x_to_fixed (place->longitude), y = hw_mercator_y_to_fixed (place->latitude);

  return is_between (x, hw_mercator_x_to_fixed (box->west), hw_mercator_x_to_fixed (box->east))
         && y >= hw_mercator_y_to_fixed (box->north) && y <= hw_mercator_y_to_fixed (box->south);
}

static void
assert_collects (HwPointIndex        *index,
                 const GArray        *points,
                 const HwPointFilter *filter,
                 const HwBox         *box)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GHashTable) once = g_hash_table_new (NULL, NULL);
  guint n_expected = 0;

  hw_point_index_collect (index, box, found);
  for (guint i = 0; i < points->len; i++)
    {
      const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

      n_expected += passes (point, filter) && is_in_box (&point->point, box);
    }
  g_assert_cmpuint (found->len, ==, n_expected);
  for (guint i = 0; i < found->len; i++)
    {
      HwIndexPoint point;

      g_assert_true (hw_point_index_get_point (index, g_array_index (found, gsize, i), &point));
      g_assert_true (passes (&point, filter) && is_in_box (&point.point, box));
      g_assert_true (g_hash_table_add (once, GSIZE_TO_POINTER (g_array_index (found, gsize, i))));
    }
}

static void
test_boxes_hold_what_the_plain_way_finds (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (GArray) points = draw_set (random, set % N_SHAPES);
      g_autoptr (HwPointIndex) index = make_index (points);

      for (guint round = 0; round < 10; round++)
        {
          HwPointFilter filter = draw_filter (random);
          HwBox box = draw_box (random, set % N_SHAPES);

          hw_point_index_set_filter (index, &filter);
          assert_collects (index, points, &filter, &box);
          assert_collects (index, points, &filter, &world);
        }
    }
}

static void
test_statuses_are_counted_as_the_plain_way_does (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (GArray) points = draw_set (random, set % N_SHAPES);
      g_autoptr (HwPointIndex) index = make_index (points);
      guint counts[HW_N_COUNTED_STATUSES], contacts, expected[HW_N_COUNTED_STATUSES] = { 0 }, expected_contacts = 0;
      HwPointFilter filter = draw_filter (random), times = { filter.since, filter.until, ~0u, ~0u };

      for (guint i = 0; i < points->len; i++)
        {
          const HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

          expected[point->status] += passes (point, &times) && point->kind == HW_KIND_REPORT;
          expected_contacts += passes (point, &times) && point->kind == HW_KIND_CONTACT;
        }
      hw_point_index_set_filter (index, &filter);
      hw_point_index_count_statuses (index, counts, &contacts);
      g_assert_cmpmem (counts, sizeof counts, expected, sizeof expected);
      g_assert_cmpuint (contacts, ==, expected_contacts);
    }
}

/* -- changes in place -- */

static void
assert_same_windows (HwPointIndex *index,
                     HwPointIndex *anew,
                     GRand        *random,
                     Shape         shape)
{
  for (guint round = 0; round < 6; round++)
    {
      HwBox box = draw_box (random, shape);
      int zoom = g_rand_int_range (random, 0, 19);
      g_autoptr (GArray) found = hw_point_index_get_clusters (index, round == 0 ? &world : &box, zoom);
      g_autoptr (GArray) expected = hw_point_index_get_clusters (anew, round == 0 ? &world : &box, zoom);

      assert_same_clusters (found, expected);
    }
}

/* Each row has its place in @points; one of row 0 is gone. */
static void
change_one (HwPointIndex *index,
            GArray       *points,
            GRand        *random,
            Shape         shape)
{
  guint i = (guint) g_rand_int_range (random, 0, (gint32) points->len);
  HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

  if (point->row != 0 && g_rand_boolean (random))
    {
      hw_point_index_remove (index, point->kind, point->row);
      point->row = 0;
      return;
    }
  if (point->row != 0)
    hw_point_index_remove (index, point->kind, point->row);
  *point = draw_point (random, shape, i);
  hw_point_index_put (index, point);
  point->status = point->kind == HW_KIND_CONTACT ? HW_REPORT_CLOSED : HW_REPORT_SENT_OUT;
  point->point = draw_place (random, shape, i);
  point->point = hw_point_round (&point->point);
  hw_point_index_put (index, point);
}

static GArray *
list_present (const GArray *points)
{
  GArray *present = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));

  for (guint i = 0; i < points->len; i++)
    if (g_array_index (points, HwIndexPoint, i).row != 0)
      g_array_append_val (present, g_array_index (points, HwIndexPoint, i));
  return present;
}

static void
test_changes_leave_an_index_as_if_made_anew (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint set = 0; set < N_SETS; set++)
    {
      Shape shape = set % N_SHAPES;
      g_autoptr (GArray) points = draw_set (random, shape);
      g_autoptr (HwPointIndex) index = make_index (points);
      HwPointFilter filter = draw_filter (random);

      hw_point_index_set_filter (index, &filter);
      for (guint round = 0; round < 12 && points->len > 0; round++)
        {
          g_autoptr (GArray) present = NULL;
          g_autoptr (HwPointIndex) anew = NULL;
          HwBox box = draw_box (random, shape);

          for (int zoom = g_rand_int_range (random, 0, 17); zoom >= 0; zoom -= 2)
            g_array_unref (hw_point_index_get_clusters (index, &box, zoom));
          for (int n = g_rand_int_range (random, 1, 8); n > 0; n--)
            change_one (index, points, random, shape);
          present = list_present (points);
          anew = make_index (present);
          hw_point_index_set_filter (anew, &filter);
          assert_same_windows (index, anew, random, shape);
          assert_collects (index, present, &filter, &box);
        }
    }
}

/* Thousands at one address, and thousands in a row: blocks fill, split and empty. */
static void
test_many_changes_leave_an_index_as_if_made_anew (void)
{
  static const Shape shapes[] = { SHAPE_EQUAL, SHAPE_ALONG, SHAPE_TOWN };

  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (5);
      g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (HwIndexPoint));
      g_autoptr (HwPointIndex) index = hw_point_index_new (), anew = NULL;
      HwPointFilter all = HW_POINT_FILTER_ALL;

      g_array_unref (hw_point_index_get_clusters (index, &world, 16));
      for (guint i = 0; i < 5000; i++)
        {
          HwIndexPoint point = draw_point (random, shapes[s], i);

          g_array_append_val (points, point);
          hw_point_index_put (index, &point);
        }
      anew = make_index (points);
      assert_same_windows (index, anew, random, shapes[s]);
      for (guint i = 0; i < points->len; i++)
        if (i % 100 != 0)
          {
            HwIndexPoint *point = &g_array_index (points, HwIndexPoint, i);

            hw_point_index_remove (index, point->kind, point->row);
            point->row = 0;
          }
      g_clear_object (&anew);
      {
        g_autoptr (GArray) present = list_present (points);

        anew = make_index (present);
        assert_same_windows (index, anew, random, shapes[s]);
        assert_collects (index, present, &all, &world);
      }
    }
}

/* -- merged within a radius, in the order of the input: supercluster's text, without its tree -- */

static GArray *
merge_plainly (const GArray *items,
               double        reach)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (HwRadiusCluster));
  g_autofree gboolean *is_claimed = g_new0 (gboolean, items->len + 1);

  for (guint i = 0; i < items->len; i++)
    {
      const HwRadiusCluster *seed = &g_array_index (items, HwRadiusCluster, i);
      HwRadiusCluster cluster = *seed;
      double sum_x = 0, sum_y = 0;
      guint count = 0;

      if (is_claimed[i])
        continue;
      for (guint other = 0; other < items->len; other++)
        {
          const HwRadiusCluster *item = &g_array_index (items, HwRadiusCluster, other);
          double x = (double) item->x - seed->x, y = (double) item->y - seed->y;

          if (is_claimed[other] || x * x + y * y > reach * reach)
            continue;
          is_claimed[other] = TRUE;
          sum_x += (double) item->x * item->count;
          sum_y += (double) item->y * item->count;
          count += item->count;
        }
      cluster.x = (gint32) (sum_x / count);
      cluster.y = (gint32) (sum_y / count);
      cluster.count = count;
      g_array_append_val (merged, cluster);
    }
  return merged;
}

static int
compare_first (gconstpointer a,
               gconstpointer b)
{
  const HwRadiusCluster *first = a, *second = b;

  return (first->first > second->first) - (first->first < second->first);
}

static GArray *
ask (const HwRadiusPyramid *pyramid,
     const HwBox           *box,
     guint                  zoom)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (HwRadiusCluster));

  hw_radius_pyramid_query (pyramid, box, zoom, found);
  g_array_sort (found, compare_first);
  return found;
}

static void
test_a_pyramid_is_merged_in_the_order_of_the_input (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (6);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (GArray) points = draw_set (random, set % N_SHAPES);
      g_autoptr (HwRadiusPyramid) pyramid = hw_radius_pyramid_new ((const HwIndexPoint *) (gconstpointer) points->data, points->len, 40);
      g_autoptr (GArray) items = ask (pyramid, &world, 17);

      g_assert_cmpuint (items->len, ==, points->len);
      for (guint zoom = 17; zoom-- > 0;)
        {
          g_autoptr (GArray) expected = merge_plainly (items, 40.0 / 512.0 * 1073741824.0 / (1u << zoom));
          g_autoptr (GArray) found = ask (pyramid, &world, zoom);

          g_assert_cmpuint (hw_radius_pyramid_count (pyramid, zoom), ==, expected->len);
          g_assert_cmpuint (found->len, ==, expected->len);
          g_assert_cmpmem (found->data, found->len * sizeof (HwRadiusCluster), expected->data, expected->len * sizeof (HwRadiusCluster));
          g_array_set_size (items, 0);
          g_array_append_vals (items, expected->data, expected->len);
        }
    }
}

static gboolean
is_cluster_in_box (const HwRadiusCluster *cluster,
                   const HwBox           *box)
{
  gint32 west = (gint32) ((hw_mercator_x (box->west) - 0.5) * 1073741824.0), east = (gint32) ((hw_mercator_x (box->east) - 0.5) * 1073741824.0);
  gint32 north = (gint32) ((hw_mercator_y (box->north) - 0.5) * 1073741824.0), south = (gint32) ((hw_mercator_y (box->south) - 0.5) * 1073741824.0);
  gboolean is_across = box->west <= box->east ? cluster->x >= west && cluster->x <= east : cluster->x >= west || cluster->x <= east;

  return is_across && cluster->y >= north && cluster->y <= south;
}

static void
test_a_pyramid_says_what_is_in_a_box (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint set = 0; set < N_SETS; set++)
    {
      g_autoptr (GArray) points = draw_set (random, set % N_SHAPES);
      g_autoptr (HwRadiusPyramid) pyramid = hw_radius_pyramid_new ((const HwIndexPoint *) (gconstpointer) points->data, points->len, 40);

      for (guint zoom = 0; zoom <= 17; zoom++)
        {
          HwBox box = draw_box (random, set % N_SHAPES);
          g_autoptr (GArray) all = ask (pyramid, &world, zoom);
          g_autoptr (GArray) found = ask (pyramid, &box, zoom);
          guint n = 0;

          for (guint i = 0; i < all->len; i++)
            if (is_cluster_in_box (&g_array_index (all, HwRadiusCluster, i), &box))
              {
                g_assert_cmpuint (n, <, found->len);
                g_assert_cmpmem (&g_array_index (found, HwRadiusCluster, n), sizeof (HwRadiusCluster),
                                 &g_array_index (all, HwRadiusCluster, i), sizeof (HwRadiusCluster));
                n++;
              }
          g_assert_cmpuint (found->len, ==, n);
        }
    }
}

/* -- where things are -- */

/* The index keeps 1e-7 degrees and answers with keys of 2^-32 of the world; the pyramid has steps of 2^-30. */
static void
test_places_are_kept_to_5_cm_all_over_the_world (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);

  for (guint i = 0; i < 2000; i++)
    {
      HwIndexPoint point = { .row = 1, .point = { g_rand_double_range (random, -85, 85), g_rand_double_range (random, -180, 180) } };
      g_autoptr (HwPointIndex) index = hw_point_index_new ();
      g_autoptr (HwRadiusPyramid) pyramid = hw_radius_pyramid_new (&point, 1, 40);
      g_autoptr (GArray) drawn = NULL;
      g_autoptr (GArray) merged = ask (pyramid, &world, 16);
      HwRadiusCluster *cluster = &g_array_index (merged, HwRadiusCluster, 0);
      HwPoint place;
      HwIndexPoint kept;

      hw_point_index_put (index, &point);
      g_assert_true (hw_point_index_get_point (index, 0, &kept));
      g_assert_cmpfloat (hw_point_distance (&kept.point, &point.point), <, 0.05);
      drawn = hw_point_index_get_clusters (index, &world, 16);
      place = (HwPoint) { hw_mercator_latitude (g_array_index (drawn, HwCluster, 0).y), hw_mercator_longitude (g_array_index (drawn, HwCluster, 0).x) };
      g_assert_cmpfloat (hw_point_distance (&place, &point.point), <, 0.05);
      place = (HwPoint) { hw_mercator_latitude (cluster->y / 1073741824.0 + 0.5), hw_mercator_longitude (cluster->x / 1073741824.0 + 0.5) };
      g_assert_cmpfloat (hw_point_distance (&place, &point.point), <, 0.06);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-oracle/clusters/are-those-of-the-plain-way", test_clusters_are_those_of_the_plain_way);
  g_test_add_func ("/point-oracle/boxes/hold-what-the-plain-way-finds", test_boxes_hold_what_the_plain_way_finds);
  g_test_add_func ("/point-oracle/statuses/are-counted-as-the-plain-way-does", test_statuses_are_counted_as_the_plain_way_does);
  g_test_add_func ("/point-oracle/changes/leave-an-index-as-if-made-anew", test_changes_leave_an_index_as_if_made_anew);
  g_test_add_func ("/point-oracle/changes/by-thousands-leave-an-index-as-if-made-anew", test_many_changes_leave_an_index_as_if_made_anew);
  g_test_add_func ("/point-oracle/pyramid/is-merged-in-the-order-of-the-input", test_a_pyramid_is_merged_in_the_order_of_the_input);
  g_test_add_func ("/point-oracle/pyramid/says-what-is-in-a-box", test_a_pyramid_says_what_is_in_a_box);
  g_test_add_func ("/point-oracle/places/are-kept-to-5-cm-all-over-the-world", test_places_are_kept_to_5_cm_all_over_the_world);
  return g_test_run ();
}
