/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-area-index.h"

/* The edges of an area are put into bands of latitude. A point is inside if a
 * ray to the west crosses an odd number of the edges of its band. Which areas are
 * worth asking is told by a grid of cells over all of them. */

#define EDGES_PER_BAND 8
#define BANDS_PER_EDGE 4.0    /* on the average, at most */
#define MAX_BANDS      4096
#define GRID_SIDE      64

/* From south to north, so that the same line of two areas is computed with alike. */
typedef struct
{
  double south, north;
  double x, slope;        /* longitude at @south, and its change per degree of latitude */
} Edge;

typedef struct
{
  HwBox    box;
  guint    n_bands;
  double   bands_per_degree;
  guint32 *firsts;        /* (owned) n_bands + 1: where a band's edges begin */
  Edge    *edges;         /* (owned) by band; an edge stands in every band that it touches */
} Area;

struct _HwAreaIndex
{
  GArray   *areas;                    /* (owned) (element-type Area) */
  gboolean  is_made;                  /* the grid below */
  HwBox     box;                      /* of all areas */
  double    columns_per_degree, rows_per_degree;
  GArray   *cells[GRID_SIDE * GRID_SIDE];   /* (owned) (nullable) (element-type guint) areas whose box meets the cell */
};

static void
clear_area (gpointer data)
{
  Area *area = data;

  g_free (area->firsts);
  g_free (area->edges);
}

/**
 * hw_area_index_new:
 *
 * Returns: (transfer full): an index without areas
 */
HwAreaIndex *
hw_area_index_new (void)
{
  HwAreaIndex *self = g_new0 (HwAreaIndex, 1);

  self->areas = g_array_new (FALSE, TRUE, sizeof (Area));
  g_array_set_clear_func (self->areas, clear_area);
  self->box = HW_BOX_EMPTY;
  return self;
}

static void
drop_grid (HwAreaIndex *self)
{
  for (guint i = 0; i < GRID_SIDE * GRID_SIDE; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  self->is_made = FALSE;
}

/**
 * hw_area_index_free:
 * @self: (nullable) (transfer full): an index
 */
void
hw_area_index_free (HwAreaIndex *self)
{
  if (self == NULL)
    return;
  drop_grid (self);
  g_array_unref (self->areas);
  g_free (self);
}

/**
 * hw_area_index_get_size:
 * @self: an index
 *
 * Returns: how many areas it has
 */
guint
hw_area_index_get_size (HwAreaIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->areas->len;
}

/* -- adding -- */

static void
add_edge (GArray        *edges,
          const HwPoint *a,
          const HwPoint *b)
{
  const HwPoint *low = a->latitude < b->latitude ? a : b, *high = low == a ? b : a;
  Edge edge;

  /* A ray along a parallel does not cross a line along the same parallel. */
  if (a->latitude == b->latitude)
    return;
  edge.south = low->latitude;
  edge.north = high->latitude;
  edge.x = low->longitude;
  edge.slope = (high->longitude - low->longitude) / (high->latitude - low->latitude);
  g_array_append_val (edges, edge);
}

static GArray *
collect_edges (GPtrArray *rings,
               HwBox     *box)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint i = 0; i < rings->len; i++)
    {
      GArray *ring = g_ptr_array_index (rings, i);

      for (guint j = 0; j < ring->len; j++)
        {
          add_edge (edges, &g_array_index (ring, HwPoint, j), &g_array_index (ring, HwPoint, (j + 1) % ring->len));
          hw_box_extend (box, &g_array_index (ring, HwPoint, j));
        }
    }
  return edges;
}

static guint
get_band (const Area *area,
          double      latitude)
{
  double band = (latitude - area->box.south) * area->bands_per_degree;

  return band <= 0 ? 0 : MIN ((guint) band, area->n_bands - 1);
}

/* Counts first, then each edge goes to its place. */
static void
fill_bands (Area   *area,
            GArray *edges)
{
  g_autofree guint32 *next = NULL;

  area->firsts = g_new0 (guint32, area->n_bands + 1);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      for (guint band = get_band (area, edge->south); band <= get_band (area, edge->north); band++)
        area->firsts[band + 1]++;
    }
  for (guint band = 0; band < area->n_bands; band++)
    area->firsts[band + 1] += area->firsts[band];
  next = g_memdup2 (area->firsts, area->n_bands * sizeof (guint32));
  area->edges = g_new (Edge, area->firsts[area->n_bands]);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);

      for (guint band = get_band (area, edge->south); band <= get_band (area, edge->north); band++)
        area->edges[next[band]++] = *edge;
    }
}

/* So many that a band has few edges, and so few that an edge is in few bands: lines from one end to the other would fill them all. */
static guint
choose_n_bands (const Area *area,
                GArray     *edges)
{
  double height = area->box.north - area->box.south, sum = 0;

  if (edges->len == 0)
    return 1;
  for (guint i = 0; i < edges->len; i++)
    sum += g_array_index (edges, Edge, i).north - g_array_index (edges, Edge, i).south;
  return (guint) CLAMP (MIN (edges->len / EDGES_PER_BAND, BANDS_PER_EDGE * edges->len * height / sum), 1, MAX_BANDS);
}

/**
 * hw_area_index_add:
 * @self: an index
 * @rings: (element-type GArray): closed rings of #HwPoint, the first point not
 *   repeated at the end; not kept
 *
 * Returns: the number of the area; the first is 0
 */
guint
hw_area_index_add (HwAreaIndex *self,
                   GPtrArray   *rings)
{
  Area area = { .box = HW_BOX_EMPTY };
  g_autoptr (GArray) edges = NULL;

  g_return_val_if_fail (self != NULL && rings != NULL, 0);

  edges = collect_edges (rings, &area.box);
  area.n_bands = choose_n_bands (&area, edges);
  if (edges->len > 0)
    area.bands_per_degree = area.n_bands / (area.box.north - area.box.south);
  fill_bands (&area, edges);
  g_array_append_val (self->areas, area);
  drop_grid (self);
  return self->areas->len - 1;
}

/* -- asking -- */

static gboolean
is_inside (const Area    *area,
           const HwPoint *point)
{
  guint band = get_band (area, point->latitude);
  gboolean inside = FALSE;

  for (guint32 i = area->firsts[band]; i < area->firsts[band + 1]; i++)
    {
      const Edge *edge = &area->edges[i];

      if (point->latitude >= edge->south && point->latitude < edge->north
          && edge->x + (point->latitude - edge->south) * edge->slope <= point->longitude)
        inside = !inside;
    }
  return inside;
}

/**
 * hw_area_index_contains:
 * @self: an index
 * @area: number of an area
 * @point: a point
 *
 * Returns: whether @point lies in @area
 */
gboolean
hw_area_index_contains (HwAreaIndex   *self,
                        guint          area,
                        const HwPoint *point)
{
  const Area *shape;

  g_return_val_if_fail (self != NULL && point != NULL, FALSE);
  g_return_val_if_fail (area < self->areas->len, FALSE);

  shape = &g_array_index (self->areas, Area, area);
  return hw_box_contains (&shape->box, point) && is_inside (shape, point);
}

static guint
get_step (double offset,
          double per_degree)
{
  double step = offset * per_degree;

  return step <= 0 ? 0 : MIN ((guint) step, GRID_SIDE - 1);
}

static void
add_to_cells (HwAreaIndex *self,
              guint        number)
{
  const HwBox *box = &g_array_index (self->areas, Area, number).box;
  guint left = get_step (box->west - self->box.west, self->columns_per_degree);
  guint right = get_step (box->east - self->box.west, self->columns_per_degree);
  guint bottom = get_step (box->south - self->box.south, self->rows_per_degree);
  guint top = get_step (box->north - self->box.south, self->rows_per_degree);

  for (guint row = bottom; row <= top; row++)
    for (guint column = left; column <= right; column++)
      {
        GArray **cell = &self->cells[row * GRID_SIDE + column];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_array_append_val (*cell, number);
      }
}

static gboolean
has_shape (const Area *area)
{
  return area->firsts[area->n_bands] > 0;
}

static void
ensure_grid (HwAreaIndex *self)
{
  if (self->is_made)
    return;
  self->box = HW_BOX_EMPTY;
  for (guint i = 0; i < self->areas->len; i++)
    {
      const Area *area = &g_array_index (self->areas, Area, i);

      if (!has_shape (area))
        continue;
      hw_box_extend (&self->box, &(HwPoint) { area->box.south, area->box.west });
      hw_box_extend (&self->box, &(HwPoint) { area->box.north, area->box.east });
    }
  self->columns_per_degree = self->box.east > self->box.west ? GRID_SIDE / (self->box.east - self->box.west) : 0;
  self->rows_per_degree = self->box.north > self->box.south ? GRID_SIDE / (self->box.north - self->box.south) : 0;
  for (guint i = 0; i < self->areas->len; i++)
    if (has_shape (&g_array_index (self->areas, Area, i)))
      add_to_cells (self, i);
  self->is_made = TRUE;
}

/**
 * hw_area_index_find:
 * @self: an index
 * @point: a point
 * @areas: (out) (array length=n_areas): numbers of areas, ascending
 * @n_areas: how many there is room for
 *
 * Returns: how many areas @point lies in, at most @n_areas; 0: no area
 */
guint
hw_area_index_find (HwAreaIndex   *self,
                    const HwPoint *point,
                    guint         *areas,
                    guint          n_areas)
{
  GArray *cell;
  guint n = 0;

  g_return_val_if_fail (self != NULL && point != NULL, 0);

  ensure_grid (self);
  if (!hw_box_contains (&self->box, point))
    return 0;
  cell = self->cells[get_step (point->latitude - self->box.south, self->rows_per_degree) * GRID_SIDE
                     + get_step (point->longitude - self->box.west, self->columns_per_degree)];
  for (guint i = 0; cell != NULL && i < cell->len && n < n_areas; i++)
    if (hw_area_index_contains (self, g_array_index (cell, guint, i), point))
      areas[n++] = g_array_index (cell, guint, i);
  return n;
}
