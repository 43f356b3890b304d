/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>
#include "hw-cluster-sheet.h"
#include "hw-mercator.h"

/* Cells become what is drawn. Where the centres of two neighbouring cells come
 * closer than a marker is wide, and each is the other's nearest, they are drawn
 * as one; that is decided from the cells around alone, hence depends neither on
 * the box nor on the order in which points came. The clusters of 8 x 8 cells
 * are kept as a sheet, so that panning only copies; a change throws away the
 * sheets that it can reach, four at the most. */

#define MERGE_PART 0.7                /* of a cell's side: 45 px */
#define REACH 2                       /* cells: a partner's nearest is at most so far off */
#define SIDE (1 << HW_SHEET_BITS)
#define DESK_SIDE (SIDE + 2 * REACH)
#define DESK_SIZE (DESK_SIDE * DESK_SIDE)
#define NOBODY -1

/* A sheet's cells with those around them, laid out by column and row. */
typedef struct
{
  const HwCell *cells[DESK_SIZE];     /* (nullable) */
  double        x[DESK_SIZE], y[DESK_SIZE];
  double        reach;                /* squared */
  gint64        left, top;            /* in cells: what is at [0] */
  guint         axis_shift;           /* from 2^-32 of the world to cells */
} Desk;

static void
lay_cell (Desk         *desk,
          const HwCell *cell)
{
  guint32 x, y;
  gint64 column, row;
  guint at;

  hw_morton_split (cell->key, &x, &y);
  column = (gint64) (x >> desk->axis_shift) - desk->left;
  row = (gint64) (y >> desk->axis_shift) - desk->top;
  if (column < 0 || row < 0 || column >= DESK_SIDE || row >= DESK_SIDE)
    return;
  at = (guint) (row * DESK_SIDE + column);
  desk->cells[at] = cell;
  desk->x[at] = (double) cell->sum_x / cell->count;
  desk->y[at] = (double) cell->sum_y / cell->count;
}

static void
lay_sheet (Desk                 *desk,
           const HwClusterLevel *level,
           guint64               key)
{
  guint64 last = hw_cluster_sheet_get_last_key (level, key);
  HwKeyPlace place = hw_key_blocks_seek (&level->cells, key, 0);

  for (const HwCell *cell; (cell = hw_key_blocks_get (&level->cells, place)) != NULL && cell->key <= last;
       place = hw_key_blocks_next (&level->cells, place))
    lay_cell (desk, cell);
}

/* Lays out the sheet that begins with @key and its eight neighbours. */
static void
lay_desk (Desk                 *desk,
          const HwClusterLevel *level,
          guint64               key)
{
  gint64 n_cells = G_GINT64_CONSTANT (1) << (level->zoom + HW_CELL_BITS);
  double side;
  guint32 x, y;

  for (guint i = 0; i < DESK_SIZE; i++)
    desk->cells[i] = NULL;
  hw_morton_split (key, &x, &y);
  desk->axis_shift = hw_cluster_level_get_shift (level) / 2;
  desk->left = (gint64) (x >> desk->axis_shift) - REACH;
  desk->top = (gint64) (y >> desk->axis_shift) - REACH;
  side = MERGE_PART * (double) (G_GINT64_CONSTANT (1) << desk->axis_shift);
  desk->reach = side * side;
  for (int neighbour = 0; neighbour < 9; neighbour++)
    {
      gint64 column = desk->left + REACH + (neighbour % 3 - 1) * SIDE, row = desk->top + REACH + (neighbour / 3 - 1) * SIDE;

      if (column >= 0 && row >= 0 && column < n_cells && row < n_cells)
        lay_sheet (desk, level, hw_morton_key ((guint32) (column << desk->axis_shift), (guint32) (row << desk->axis_shift)));
    }
}

/* The nearest of the eight cells around that comes too close, or NOBODY. */
static int
find_nearest (const Desk *desk,
              int         at)
{
  double nearest_distance = desk->reach;
  int nearest = NOBODY;

  for (int neighbour = 0; neighbour < 9; neighbour++)
    {
      int other = at + (neighbour / 3 - 1) * DESK_SIDE + neighbour % 3 - 1;
      double across, down, distance;

      if (other == at || desk->cells[other] == NULL)
        continue;
      across = desk->x[other] - desk->x[at];
      down = desk->y[other] - desk->y[at];
      distance = across * across + down * down;
      if (distance < nearest_distance
          || (distance == nearest_distance && nearest != NOBODY && desk->cells[other]->key < desk->cells[nearest]->key))
        {
          nearest = other;
          nearest_distance = distance;
        }
    }
  return nearest;
}

/* The cell that the one at @at is drawn together with, or NOBODY. */
static int
find_partner (const Desk *desk,
              int         at)
{
  int nearest = find_nearest (desk, at);

  return nearest != NOBODY && find_nearest (desk, nearest) == at ? nearest : NOBODY;
}

/* -- sheets -- */

static void
fill_cluster (const HwCell  *cell,
              HwClusterSpot *spot,
              HwCluster     *cluster)
{
  double x = (double) cell->sum_x / cell->count, y = (double) cell->sum_y / cell->count;

  *spot = (HwClusterSpot) { (guint32) x, (guint32) y };
  memset (cluster, 0, sizeof *cluster);
  cluster->x = hw_mercator_from_fixed (x);
  cluster->y = hw_mercator_from_fixed (y);
  cluster->count = cell->count;
  cluster->contacts = cell->contacts;
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    cluster->counts[i] = cell->counts[i];
}

/* What the cell at @at of the desk and its partner are drawn as; FALSE if the partner's sheet does it. */
static gboolean
make_whole (const Desk *desk,
            int         at,
            HwCell     *whole)
{
  int partner = find_partner (desk, at);

  *whole = *desk->cells[at];
  if (partner == NOBODY)
    return TRUE;
  hw_cell_add_cell (whole, desk->cells[partner]);
  return whole->key < desk->cells[partner]->key;
}

/* By the key of the cell within the sheet, so that all sheets together are in the order of the curve. */
static int
get_place_on_desk (guint number)
{
  guint32 column, row;

  hw_morton_split (number, &column, &row);
  return (int) ((row + REACH) * DESK_SIDE + column + REACH);
}

static HwClusterSheet *
make_sheet (const HwClusterLevel *level,
            guint64               key,
            HwNameClusterFunc     name_cluster,
            gpointer              user_data)
{
  HwCell wholes[HW_SHEET_CELLS];
  HwClusterSheet *sheet;
  guint n_wholes = 0;
  Desk desk;

  lay_desk (&desk, level, key);
  for (guint i = 0; i < HW_SHEET_CELLS; i++)
    {
      int at = get_place_on_desk (i);

      if (desk.cells[at] != NULL && make_whole (&desk, at, &wholes[n_wholes]))
        n_wholes++;
    }
  sheet = g_malloc (sizeof *sheet + n_wholes * sizeof *sheet->clusters);
  sheet->key = key;
  sheet->n_clusters = n_wholes;
  for (guint i = 0; i < n_wholes; i++)
    {
      fill_cluster (&wholes[i], &sheet->spots[i], &sheet->clusters[i]);
      name_cluster (&sheet->clusters[i], wholes[i].key,
                    wholes[i].key + (G_GUINT64_CONSTANT (1) << hw_cluster_level_get_shift (level)) - 1, user_data);
    }
  return sheet;
}

/* The sheet that begins with @key, made if it is not there. */
const HwClusterSheet *
hw_cluster_sheets_get (HwClusterLevel    *level,
                       guint64            key,
                       HwNameClusterFunc  name_cluster,
                       gpointer           user_data)
{
  HwClusterSheet *sheet = hw_sheet_table_lookup (&level->sheets, key);

  if (sheet == NULL)
    {
      sheet = make_sheet (level, key, name_cluster, user_data);
      hw_sheet_table_insert (&level->sheets, sheet);
    }
  return sheet;
}

/* The cell with @key changed: so may what is drawn of those around it. */
void
hw_cluster_sheets_forget (HwClusterLevel *level,
                          guint64         key)
{
  guint axis_shift = hw_cluster_level_get_shift (level) / 2;
  gint64 most = (G_GINT64_CONSTANT (1) << (level->zoom + HW_CELL_BITS)) - 1, column, row;
  gint64 left, right, top, bottom;
  guint32 x, y;

  if (level->sheets.n_sheets == 0)
    return;
  hw_morton_split (key, &x, &y);
  left = MAX ((gint64) (x >> axis_shift) - REACH, 0) >> HW_SHEET_BITS;
  right = MIN ((gint64) (x >> axis_shift) + REACH, most) >> HW_SHEET_BITS;
  top = MAX ((gint64) (y >> axis_shift) - REACH, 0) >> HW_SHEET_BITS;
  bottom = MIN ((gint64) (y >> axis_shift) + REACH, most) >> HW_SHEET_BITS;
  for (row = top; row <= bottom; row++)
    for (column = left; column <= right; column++)
      {
        guint bits = axis_shift + HW_SHEET_BITS;

        hw_sheet_table_remove (&level->sheets, hw_morton_key ((guint32) (column << bits), (guint32) (row << bits)));
      }
}

/* Whether the cell with @key is drawn together with another, and with which. */
gboolean
hw_cluster_sheets_find_partner (HwClusterLevel *level,
                                guint64         key,
                                guint64        *partner)
{
  guint64 first = hw_cluster_sheet_get_first_key (level, key);
  Desk desk;
  int found;

  lay_desk (&desk, level, first);
  found = get_place_on_desk ((guint) ((key - first) >> hw_cluster_level_get_shift (level)));
  if (desk.cells[found] == NULL)
    return FALSE;
  found = find_partner (&desk, found);
  if (found == NOBODY)
    return FALSE;
  *partner = desk.cells[found]->key;
  return TRUE;
}
