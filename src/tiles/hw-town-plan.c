/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-town-grid.h"
#include "hw-town-plan.h"

/* What is fixed in the demo town: the river, the railway, the old streets, the
 * parks. The seed decides what fills the space between them (hw-town-grid.c).
 * Called by HwTown. */

#define MAX_KNOTS 10
#define COUNTRY   9000.0   /* a line that is drawn so far out leads to other towns */

typedef struct
{
  const char *name;
  HwRoadKind  kind;
  HwXy        knots[MAX_KNOTS];
} FixedLine;

static const FixedLine fixed_roads[] = {
  { "High Street", HW_ROAD_MAIN, { { -1150, -110 }, { -702, -43 }, { -592, -37 }, { -449, -20 }, { -286, 0 }, { -122, 8 }, { 10, 8 } } },
  { "Western Road", HW_ROAD_MAIN, { { -9000, -1450 }, { -6200, -700 }, { -4100, -560 }, { -2700, -300 }, { -1900, -230 }, { -1500, -160 }, { -1150, -110 } } },
  { "Castlegate", HW_ROAD_MAIN, { { 10, 8 }, { 204, -16 }, { 367, -43 }, { 530, -73 }, { 653, -98 } } },
  { "Eastfield Road", HW_ROAD_MAIN, { { 653, -98 }, { 1100, -190 }, { 1650, -240 }, { 2400, -210 }, { 3900, -420 }, { 6100, -150 }, { 9000, -700 } } },
  { "Northgate", HW_ROAD_MAIN, { { 60, -1150 }, { 41, -651 }, { 24, -380 }, { 10, 8 } } },
  { "Moor Road", HW_ROAD_MAIN, { { -1100, -9000 }, { -300, -6000 }, { -500, -3900 }, { -100, -2300 }, { 40, -1600 }, { 60, -1150 } } },
  { "Station Road", HW_ROAD_MAIN, { { -459, -273 }, { -347, -220 }, { -204, -145 }, { -82, -73 }, { 10, 8 } } },
  { "Mill Lane", HW_ROAD_MAIN, { { -1150, -110 }, { -1010, 110 }, { -702, 243 }, { -571, 262 }, { -388, 253 }, { -204, 205 }, { -41, 140 }, { 82, 78 }, { 204, 43 }, { 367, 49 } } },
  { "Mill Lane", HW_ROAD_MAIN, { { 367, 49 }, { 530, 73 }, { 653, 94 }, { 1000, 230 }, { 1400, 330 }, { 1750, 180 }, { 2100, -215 } } },
  { "Quay Street", HW_ROAD_MAIN, { { -1650, 400 }, { -1150, 470 }, { -702, 522 }, { -449, 543 }, { -286, 522 }, { -122, 457 }, { 41, 375 }, { 204, 314 }, { 326, 308 } } },
  { "Quay Street", HW_ROAD_MAIN, { { 326, 308 }, { 490, 330 }, { 653, 392 }, { 1000, 580 }, { 1450, 670 }, { 1850, 640 } } },
  { "Bridge Street", HW_ROAD_MAIN, { { 10, 8 }, { 61, 59 }, { 143, 171 }, { 224, 335 }, { 306, 559 }, { 340, 720 }, { 370, 930 } } },
  { "South Road", HW_ROAD_MAIN, { { 370, 930 }, { 420, 1350 }, { 600, 2200 }, { 500, 3600 }, { 1100, 6000 }, { 900, 9000 } } },
  { "Old Bridge Lane", HW_ROAD_MAIN, { { -602, -39 }, { -575, 110 }, { -561, 212 }, { -555, 396 }, { -551, 661 }, { -560, 990 } } },
  { "Abbey Road", HW_ROAD_MAIN, { { 560, -800 }, { 581, -651 }, { 602, -437 }, { 632, -216 }, { 653, -98 }, { 690, 20 }, { 653, 94 } } },
  { "Hillside Road", HW_ROAD_SECONDARY, { { -1500, -160 }, { -1420, -520 }, { -1100, -740 }, { -600, -800 }, { 50, -860 }, { 560, -800 }, { 1050, -760 }, { 1400, -560 }, { 1650, -240 } } },
  { "Victoria Road", HW_ROAD_SECONDARY, { { -1650, 400 }, { -1500, 760 }, { -1050, 960 }, { -560, 990 }, { 0, 960 }, { 370, 930 }, { 850, 960 }, { 1250, 890 }, { 1450, 670 } } },
  { "Abbey Road", HW_ROAD_SECONDARY, { { 560, -800 }, { 520, -1150 }, { 640, -1900 }, { 1500, -3400 }, { 2600, -5200 }, { 4200, -9000 } } },
  { "Arle Road", HW_ROAD_SECONDARY, { { 1850, 640 }, { 2600, 900 }, { 4200, 1300 }, { 6500, 1250 }, { 9000, 2300 } } },
  { "Thornwick Road", HW_ROAD_SECONDARY, { { -560, 990 }, { -800, 1600 }, { -1500, 2600 }, { -2600, 4200 }, { -3300, 6500 }, { -5000, 9000 } } },
};

static const FixedLine fixed_parks[] = {
  { "Abbey Park", HW_ROAD_PATH, { { 224, -400 }, { 300, -425 }, { 367, -437 }, { 530, -441 }, { 551, -339 }, { 571, -114 }, { 408, -84 }, { 245, -78 }, { 220, -237 } } },
  { "Hillside Recreation Ground", HW_ROAD_PATH, { { -1090, -690 }, { -870, -700 }, { -850, -560 }, { -1060, -530 } } },
  { "Southbank Green", HW_ROAD_PATH, { { 560, 560 }, { 700, 610 }, { 690, 740 }, { 540, 700 } } },
  { "Moorside Cemetery", HW_ROAD_PATH, { { 190, -1250 }, { 400, -1270 }, { 410, -1110 }, { 210, -1090 } } },
  { "Quayside Gardens", HW_ROAD_PATH, { { -1010, 330 }, { -800, 378 }, { -800, 470 }, { -1000, 440 } } },
  { "Eastfield Common", HW_ROAD_PATH, { { 1120, -40 }, { 1330, -90 }, { 1400, 60 }, { 1160, 120 } } },
};

static const FixedLine fixed_paths[] = {
  { NULL, HW_ROAD_PATH, { { 228, -330 }, { 330, -300 }, { 400, -260 }, { 480, -220 }, { 568, -160 } } },
  { NULL, HW_ROAD_PATH, { { 400, -437 }, { 385, -340 }, { 400, -260 }, { 350, -160 }, { 330, -82 } } },
  { NULL, HW_ROAD_PATH, { { 245, -100 }, { 340, -200 }, { 400, -260 }, { 470, -340 }, { 530, -430 } } },
};

static const HwXy river_knots[] = {
  { -14000, 900 }, { -10000, 500 }, { -6500, 900 }, { -4000, 150 }, { -2700, 420 }, { -1700, 180 }, { -1150, 320 }, { -702, 365 },
  { -490, 406 }, { -286, 375 }, { -122, 273 }, { 41, 182 }, { 245, 151 }, { 449, 171 }, { 653, 263 }, { 1000, 420 }, { 1500, 490 },
  { 2300, 330 }, { 3600, 800 }, { 6000, 500 }, { 9000, 1000 }, { 14000, -600 }
};
static const HwXy railway_knots[] = {
  { -14000, 2100 }, { -9000, 900 }, { -4000, 60 }, { -2100, -40 }, { -1400, -120 }, { -702, -237 }, { -469, -294 }, { -286, -324 },
  { -122, -359 }, { 41, -410 }, { 286, -481 }, { 653, -583 }, { 1200, -790 }, { 2000, -1100 }, { 4000, -1900 }, { 9000, -3000 }, { 14000, -3300 }
};
static const HwXy station_corners[4] = { { -464, -306 }, { -306, -340 }, { -298, -308 }, { -457, -272 } };
static const HwXy market_corners[4] = { { -61, -37 }, { 61, -63 }, { 86, 29 }, { -20, 65 } };
static const HwTownSpot pond = { "Abbey Pond", { 439, -161 }, 46 };

static const HwTownSpot districts[] = {
  { "Old Town", { -300, 120 }, 0 }, { "Northgate", { -171, -600 }, 0 }, { "Hillside", { -760, -560 }, 0 },
  { "Abbeyfield", { 760, -420 }, 0 }, { "Eastfield", { 1150, 60 }, 0 }, { "Southbank", { -29, 620 }, 0 },
  { "Quayside", { 900, 760 }, 0 }, { "Westgate", { -1250, -30 }, 0 }, { "Moorside", { 180, -1250 }, 0 },
  { "Victoria", { -1000, 720 }, 0 }, { "Bridge End", { 250, 1250 }, 0 }
};
static const HwTownSpot villages[] = {
  { "Thornwick", { -2500, 4050 }, 330 }, { "Moorcote", { -420, -3950 }, 260 }, { "Nether Arle", { 4300, 1150 }, 300 },
  { "Highbeck", { -4300, -700 }, 280 }, { "Oxley Green", { 4000, -650 }, 300 }, { "Stonebridge", { 650, 3700 }, 320 },
  { "Upper Arle", { -6300, 600 }, 260 }, { "Langmere", { 6300, -450 }, 340 }, { "Ashgill", { 1600, -3500 }, 240 }
};

static guint
count_knots (const FixedLine *line)
{
  guint n = 0;

  while (n < MAX_KNOTS && (n == 0 || line->knots[n].x != 0 || line->knots[n].y != 0))
    n++;
  return n;
}

HwTownLine *
hw_town_line_new (const char *name,
                  HwRoadKind  kind)
{
  HwTownLine *line = g_new0 (HwTownLine, 1);

  line->name = g_strdup (name);
  line->kind = kind;
  return line;
}

void
hw_town_line_free (HwTownLine *line)
{
  g_free (line->name);
  g_clear_pointer (&line->points, g_array_unref);
  g_free (line);
}

/* A line that leaves the country goes straight on until no picture shows its end. */
static GArray *
make_line (const HwXy *knots,
           guint       n_knots)
{
  GArray *line = hw_xy_curve (knots, n_knots, 20);
  HwXy first = knots[0], last = knots[n_knots - 1];

  if (MAX (fabs (first.x), fabs (first.y)) >= COUNTRY)
    g_array_prepend_vals (line, &(HwXy) { first.x * 4, first.y * 4 }, 1);
  if (MAX (fabs (last.x), fabs (last.y)) >= COUNTRY)
    g_array_append_vals (line, &(HwXy) { last.x * 4, last.y * 4 }, 1);
  return line;
}

static void
add_roads (HwTownPlan      *plan,
           const FixedLine *lines,
           guint            n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    {
      HwTownLine *road = hw_town_line_new (lines[i].name, lines[i].kind);

      road->points = make_line (lines[i].knots, count_knots (&lines[i]));
      g_ptr_array_add (plan->roads, road);
    }
}

static void
add_parks (HwTownPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixed_parks); i++)
    {
      HwTownLine *park = hw_town_line_new (fixed_parks[i].name, HW_ROAD_PATH);

      park->points = g_array_new (FALSE, FALSE, sizeof (HwXy));
      g_array_append_vals (park->points, fixed_parks[i].knots, count_knots (&fixed_parks[i]));
      g_ptr_array_add (plan->parks, park);
    }
}

static void
add_outline (HwTownPlan *plan,
             HwDice     *dice)
{
  double a = hw_dice_real (dice, 0, 2 * G_PI), b = hw_dice_real (dice, 0, 2 * G_PI);

  for (guint i = 0; i < 120; i++)
    {
      double angle = 2 * G_PI * i / 120;
      double radius = 1560 + 120 * cos (2 * angle) + 60 * sin (3 * angle + a) + 45 * sin (5 * angle + b);
      HwXy point = { radius * cos (angle), 60 + 0.88 * radius * sin (angle) };

      g_array_append_val (plan->outline, point);
    }
}

static void
plant_trees (HwTownPlan *plan,
             HwDice     *dice)
{
  for (guint i = 0; i < plan->parks->len; i++)
    {
      HwTownLine *park = g_ptr_array_index (plan->parks, i);
      HwXy corner = g_array_index (park->points, HwXy, 0);
      guint n_trees = i == 0 ? 170 : 60;

      for (guint k = 0; k < n_trees; k++)
        {
          HwTownTree tree = { { corner.x + hw_dice_real (dice, -250, 380), corner.y + hw_dice_real (dice, -150, 380) }, hw_dice_real (dice, 3.5, 8) };

          if (hw_xy_inside (park->points, tree.at) && hw_xy_distance (tree.at, plan->pond.at) > plan->pond.radius + tree.radius + 8)
            g_array_append_val (plan->trees, tree);
        }
    }
}

double
hw_town_river_half_width (double x)
{
  return 62 - 18 * CLAMP ((fabs (x) - 1500) / 3000, 0, 1);
}

/* The districts' names and middles: static. */
const HwTownSpot *
hw_town_plan_get_districts (guint *n_districts)
{
  *n_districts = G_N_ELEMENTS (districts);
  return districts;
}

/* Keeps what of @polygon is nearer to @here than to @there (Sutherland and Hodgman 1974). */
static GArray *
cut_half (GArray *polygon,
          HwXy    here,
          HwXy    there)
{
  g_autoptr (GArray) whole = polygon;
  GArray *part = g_array_new (FALSE, FALSE, sizeof (HwXy));
  HwXy middle = { (here.x + there.x) / 2, (here.y + there.y) / 2 };
  HwXy towards = { here.x - there.x, here.y - there.y };

  for (guint i = 0; i < whole->len; i++)
    {
      HwXy a = g_array_index (whole, HwXy, i), b = g_array_index (whole, HwXy, (i + 1) % whole->len);
      double side_a = (a.x - middle.x) * towards.x + (a.y - middle.y) * towards.y;
      double side_b = (b.x - middle.x) * towards.x + (b.y - middle.y) * towards.y;

      if (side_a >= 0)
        g_array_append_val (part, a);
      if ((side_a >= 0) != (side_b >= 0))
        {
          double t = side_a / (side_a - side_b);
          HwXy crossing = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
          g_array_append_val (part, crossing);
        }
    }
  return part;
}

/* The part of the town that is nearest to the middle of @district. (transfer full) (element-type HwXy) */
GArray *
hw_town_plan_cut_district (const HwTownPlan *plan,
                           guint             district)
{
  GArray *polygon = g_array_copy (plan->outline);

  for (guint i = 0; i < G_N_ELEMENTS (districts); i++)
    if (i != district)
      polygon = cut_half (polygon, districts[district].at, districts[i].at);
  return polygon;
}

HwTownPlan *
hw_town_plan_new (guint32 seed)
{
  HwTownPlan *plan = g_new0 (HwTownPlan, 1);
  HwDice dice;

  hw_dice_init (&dice, seed);
  plan->outline = g_array_new (FALSE, FALSE, sizeof (HwXy));
  plan->roads = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_town_line_free);
  plan->parks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_town_line_free);
  plan->quads = g_array_new (FALSE, FALSE, sizeof (HwTownQuad));
  plan->houses = g_array_new (FALSE, FALSE, sizeof (HwTownQuad));
  plan->trees = g_array_new (FALSE, FALSE, sizeof (HwTownTree));
  plan->villages = g_array_new (FALSE, FALSE, sizeof (HwTownSpot));
  g_array_append_vals (plan->villages, villages, G_N_ELEMENTS (villages));
  memcpy (plan->station, station_corners, sizeof station_corners);
  memcpy (plan->market, market_corners, sizeof market_corners);
  plan->pond = pond;
  plan->river = make_line (river_knots, G_N_ELEMENTS (river_knots));
  plan->railway = make_line (railway_knots, G_N_ELEMENTS (railway_knots));
  add_outline (plan, &dice);
  add_roads (plan, fixed_roads, G_N_ELEMENTS (fixed_roads));
  add_parks (plan);
  plant_trees (plan, &dice);
  hw_town_grid_fill (plan, &dice);
  add_roads (plan, fixed_paths, G_N_ELEMENTS (fixed_paths));
  return plan;
}

void
hw_town_plan_free (HwTownPlan *plan)
{
  g_array_unref (plan->outline);
  g_array_unref (plan->river);
  g_array_unref (plan->railway);
  g_ptr_array_unref (plan->roads);
  g_ptr_array_unref (plan->parks);
  g_array_unref (plan->quads);
  g_array_unref (plan->houses);
  g_array_unref (plan->trees);
  g_array_unref (plan->villages);
  g_free (plan);
}
