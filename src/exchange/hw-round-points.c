/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-paper.h"
#include "hw-round-points.h"

static void
clear_point (gpointer data)
{
  g_free (((HwRoundPoint *) data)->name);
}

static void
add_point (GArray           *points,
           HwRoundPointKind  kind,
           const char       *word,
           const char       *place,
           const HwPoint    *point)
{
  g_autofree char *clean = hw_paper_clean (place);
  HwRoundPoint added = { .kind = kind, .point = *point };

  if (!hw_point_is_valid (point))
    return;
  added.name = clean != NULL ? g_strdup_printf ("%s: %s", word, clean) : g_strdup (word);
  g_array_append_val (points, added);
}

/* A site has the name that the team gave it. What else a stop is called comes of what callers said, or says why
 * the team goes there, and either may tell of somebody. */
static char *
name_stop (const HwStop *stop,
           guint         number)
{
  g_autofree char *name = stop->kind == HW_STOP_SITE ? hw_paper_clean (stop->name) : NULL;

  return name != NULL ? g_strdup_printf ("%u %s", number, name) : g_strdup_printf (_("Stop %u"), number);
}

static void
add_stop (GArray       *points,
          const HwStop *stop,
          guint         number)
{
  HwRoundPoint added = { HW_ROUND_STOP, number, NULL, stop->point, stop->arrives_at, stop->leaves_at };

  if (!hw_point_is_valid (&stop->point))
    return;
  added.name = name_stop (stop, number);
  g_array_append_val (points, added);
}

/**
 * hw_round_points_list:
 * @shift: a shift with its round
 *
 * Returns: (transfer full) (element-type HwRoundPoint): start, stops and end, in
 *   the order of the round, without those whose place is not known
 */
GArray *
hw_round_points_list (const HwShift *shift)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (HwRoundPoint));

  g_array_set_clear_func (points, clear_point);
  add_point (points, HW_ROUND_START, _("Start"), shift->start_place, &shift->start);
  for (guint i = 0; i < shift->stops->len; i++)
    add_stop (points, shift->stops->pdata[i], i + 1);
  add_point (points, HW_ROUND_END, _("End"), shift->end_place, &shift->end);
  return points;
}
