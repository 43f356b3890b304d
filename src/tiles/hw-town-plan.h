/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The plan of the demo town, private to src/tiles. Metres from the middle of the market square: x east, y south, as on a screen. */

#define HW_TOWN_LATITUDE  54.2060
#define HW_TOWN_LONGITUDE -2.3990
/* Streets and houses stand within this distance of the middle. */
#define HW_TOWN_REACH     2000.0

typedef struct { double x, y; } HwXy;

typedef enum { HW_ROAD_MAIN, HW_ROAD_SECONDARY, HW_ROAD_MINOR, HW_ROAD_LANE, HW_ROAD_PATH, HW_N_ROAD_KINDS } HwRoadKind;

/* A polygon or a line with a name. */
typedef struct
{
  char      *name;     /* (owned) (nullable) */
  HwRoadKind kind;     /* of roads */
  GArray    *points;   /* (owned) (element-type HwXy) */
} HwTownLine;

typedef enum { HW_QUAD_BLOCK, HW_QUAD_DARK_BLOCK, HW_QUAD_GREEN, HW_QUAD_FIELD_A, HW_QUAD_FIELD_B, HW_QUAD_WOOD, HW_QUAD_HOUSE, HW_N_QUAD_KINDS } HwQuadKind;

typedef struct
{
  HwXy       corners[4];
  HwQuadKind kind;
} HwTownQuad;

typedef struct { HwXy at; double radius; } HwTownTree;
typedef struct { const char *name; HwXy at; double radius; } HwTownSpot;

/* A small generator of our own, so that a seed gives the same town wherever it is drawn (SplitMix64, Steele et al. 2014). */
typedef struct { guint64 state; } HwDice;

typedef struct
{
  GArray    *outline;    /* (element-type HwXy) where the town ends */
  GArray    *river;      /* (element-type HwXy) its middle */
  GArray    *railway;    /* (element-type HwXy) */
  GPtrArray *roads;      /* (element-type HwTownLine) the broad ones first */
  GPtrArray *parks;      /* (element-type HwTownLine) */
  GArray    *quads;      /* (element-type HwTownQuad) blocks, greens, fields */
  GArray    *houses;     /* (element-type HwTownQuad) */
  GArray    *trees;      /* (element-type HwTownTree) */
  GArray    *villages;   /* (element-type HwTownSpot) */
  HwXy       station[4];
  HwXy       market[4];
  HwTownSpot pond;
} HwTownPlan;

HwTownPlan       *hw_town_plan_new           (guint32            seed);
void              hw_town_plan_free          (HwTownPlan        *plan);
const HwTownSpot *hw_town_plan_get_districts (guint             *n_districts);
GArray           *hw_town_plan_cut_district  (const HwTownPlan  *plan,
                                              guint              district);
GPtrArray        *hw_town_plan_dup_names     (HwDice            *dice);
HwTownLine       *hw_town_line_new           (const char        *name,
                                              HwRoadKind         kind);
void              hw_town_line_free          (HwTownLine        *line);

/* Half the breadth of the river in metres at @x. */
double            hw_town_river_half_width   (double             x);

/* -- lines ------------------------------------------------------------------------------------------------------- */
GArray           *hw_xy_curve                (const HwXy        *knots,
                                              guint              n_knots,
                                              double             step);
double            hw_xy_distance             (HwXy               a,
                                              HwXy               b);
double            hw_xy_length               (const GArray      *line);
HwXy              hw_xy_along                (const GArray      *line,
                                              double             distance,
                                              double            *heading);
gboolean          hw_xy_inside               (const GArray      *polygon,
                                              HwXy               point);

/* -- dice -------------------------------------------------------------------------------------------------------- */
void              hw_dice_init               (HwDice            *dice,
                                              guint64            seed);
guint64           hw_dice_next               (HwDice            *dice);
double            hw_dice_real               (HwDice            *dice,
                                              double             from,
                                              double             to);
guint             hw_dice_int                (HwDice            *dice,
                                              guint              n);
gboolean          hw_dice_chance             (HwDice            *dice,
                                              double             probability);
guint             hw_dice_pick               (HwDice            *dice,
                                              const double      *weights,
                                              guint              n_weights);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTownPlan, hw_town_plan_free)

G_END_DECLS
