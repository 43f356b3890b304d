/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>

#include "hw-town-plan.h"

/* Lines and dice that the plan of the demo town is made with. Called by hw-town-plan.c, its drawing and its labels. */

static HwXy
catmull_rom (HwXy   a,
             HwXy   b,
             HwXy   c,
             HwXy   d,
             double t)
{
  double t2 = t * t, t3 = t2 * t;
  double wa = -0.5 * t3 + t2 - 0.5 * t;
  double wb = 1.5 * t3 - 2.5 * t2 + 1.0;
  double wc = -1.5 * t3 + 2.0 * t2 + 0.5 * t;
  double wd = 0.5 * t3 - 0.5 * t2;

  return (HwXy) { wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y };
}

/* A smooth line through @knots (Catmull-Rom), with a point every @step metres or so. */
GArray *
hw_xy_curve (const HwXy *knots,
             guint       n_knots,
             double      step)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (HwXy));

  for (guint i = 0; i + 1 < n_knots; i++)
    {
      HwXy a = knots[i > 0 ? i - 1 : 0], d = knots[MIN (i + 2, n_knots - 1)];
      guint pieces = MAX (1, (guint) ceil (hw_xy_distance (knots[i], knots[i + 1]) / step));

      for (guint k = 0; k < pieces; k++)
        {
          HwXy point = catmull_rom (a, knots[i], knots[i + 1], d, (double) k / pieces);
          g_array_append_val (line, point);
        }
    }
  if (n_knots > 0)
    g_array_append_val (line, knots[n_knots - 1]);
  return line;
}

double
hw_xy_distance (HwXy a,
                HwXy b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

double
hw_xy_length (const GArray *line)
{
  double length = 0;

  for (guint i = 1; i < line->len; i++)
    length += hw_xy_distance (g_array_index (line, HwXy, i - 1), g_array_index (line, HwXy, i));
  return length;
}

/* The point @distance metres from the start of @line, which goes straight on before its start and behind its end. */
HwXy
hw_xy_along (const GArray *line,
             double        distance,
             double       *heading)
{
  for (guint i = 1; i < line->len; i++)
    {
      HwXy a = g_array_index (line, HwXy, i - 1), b = g_array_index (line, HwXy, i);
      double length = hw_xy_distance (a, b);

      if (distance <= length || i + 1 == line->len)
        {
          double t = length > 0 ? distance / length : 0;

          if (heading != NULL)
            *heading = atan2 (b.y - a.y, b.x - a.x);
          return (HwXy) { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
        }
      distance -= length;
    }
  if (heading != NULL)
    *heading = 0;
  return line->len > 0 ? g_array_index (line, HwXy, 0) : (HwXy) { 0, 0 };
}

/* By the even-odd rule. */
gboolean
hw_xy_inside (const GArray *polygon,
              HwXy          point)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = polygon->len - 1; i < polygon->len; j = i++)
    {
      HwXy a = g_array_index (polygon, HwXy, i), b = g_array_index (polygon, HwXy, j);

      if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

void
hw_dice_init (HwDice  *dice,
              guint64  seed)
{
  dice->state = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1;
}

guint64
hw_dice_next (HwDice *dice)
{
  guint64 z = (dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

double
hw_dice_real (HwDice *dice,
              double  from,
              double  to)
{
  return from + (to - from) * (double) (hw_dice_next (dice) >> 11) / 9007199254740992.0;
}

/* 0 to @n - 1. */
guint
hw_dice_int (HwDice *dice,
             guint   n)
{
  return n > 0 ? (guint) (hw_dice_next (dice) % n) : 0;
}

gboolean
hw_dice_chance (HwDice *dice,
                double  probability)
{
  return hw_dice_real (dice, 0, 1) < probability;
}

/* An index of @weights, each as likely as its weight. */
guint
hw_dice_pick (HwDice       *dice,
              const double *weights,
              guint         n_weights)
{
  double sum = 0, at;

  for (guint i = 0; i < n_weights; i++)
    sum += weights[i];
  at = hw_dice_real (dice, 0, sum);
  for (guint i = 0; i + 1 < n_weights; i++)
    if ((at -= weights[i]) < 0)
      return i;
  return n_weights - 1;
}
