/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "hw-stage.h"

static void
test_names (void)
{
  HwStage stage = HW_STAGE_PAUSED;

  g_assert_false (hw_stage_from_string ("followed up", &stage));
  g_assert_false (hw_stage_from_string (NULL, &stage));
  g_assert_cmpuint (stage, ==, HW_STAGE_PAUSED);
  g_assert_cmpstr (hw_stage_to_string (HW_STAGE_FOLLOWED_UP), ==, "followed-up");

  for (HwStage i = 0; i < HW_N_STAGES; i++)
    {
      g_assert_true (hw_stage_from_string (hw_stage_to_string (i), &stage));
      g_assert_cmpuint (stage, ==, i);
    }
}

static void
test_one_step (void)
{
  for (HwStage from = HW_STAGE_WISH; from < HW_STAGE_CLOSED; from++)
    for (HwStage to = HW_STAGE_WISH; to <= HW_STAGE_CLOSED; to++)
      g_assert_cmpint (hw_stage_may_move (from, from, to), ==, to == from + 1);
}

static void
test_ways_out (void)
{
  for (HwStage from = HW_STAGE_WISH; from < HW_STAGE_CLOSED; from++)
    for (HwStage to = HW_STAGE_PAUSED; to < HW_N_STAGES; to++)
      g_assert_true (hw_stage_may_move (from, from, to));
}

static void
test_ends (void)
{
  static const HwStage ends[] = { HW_STAGE_CLOSED, HW_STAGE_DECLINED, HW_STAGE_WITHDRAWN, HW_STAGE_REFERRED_ON };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    for (HwStage to = 0; to < HW_N_STAGES; to++)
      g_assert_false (hw_stage_may_move (ends[i], HW_STAGE_PLANNED, to));
}

static void
test_paused (void)
{
  g_assert_false (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_PLANNED, HW_STAGE_READY));
  g_assert_false (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_PLANNED, HW_STAGE_DECIDED));
  g_assert_false (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_PLANNED, HW_STAGE_PAUSED));
  g_assert_false (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_CLOSED, HW_STAGE_CLOSED));
  g_assert_true (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_PLANNED, HW_STAGE_PLANNED));
  g_assert_true (hw_stage_may_move (HW_STAGE_PAUSED, HW_STAGE_PLANNED, HW_STAGE_WITHDRAWN));
}

static void
test_unknown (void)
{
  g_assert_false (hw_stage_may_move (HW_N_STAGES, HW_STAGE_WISH, HW_STAGE_WISH));
  g_assert_false (hw_stage_may_move (HW_N_STAGES, HW_STAGE_WISH, HW_STAGE_PAUSED));
  g_assert_false (hw_stage_may_move (HW_STAGE_WISH, HW_STAGE_WISH, HW_N_STAGES));
}

static void
test_next (void)
{
  g_assert_cmpuint (hw_stage_next (HW_STAGE_WISH), ==, HW_STAGE_ASSESSED);
  g_assert_cmpuint (hw_stage_next (HW_STAGE_FOLLOWED_UP), ==, HW_STAGE_CLOSED);
  g_assert_cmpuint (hw_stage_next (HW_STAGE_CLOSED), ==, HW_STAGE_CLOSED);
  g_assert_cmpuint (hw_stage_next (HW_STAGE_PAUSED), ==, HW_STAGE_PAUSED);
}

static void
test_less_exposing (void)
{
  g_assert_cmpuint (hw_stage_less_exposing (HW_STAGE_READY, HW_STAGE_PLANNED), ==, HW_STAGE_PLANNED);
  g_assert_cmpuint (hw_stage_less_exposing (HW_STAGE_WISH, HW_STAGE_PAUSED), ==, HW_STAGE_PAUSED);
  g_assert_cmpuint (hw_stage_less_exposing (HW_STAGE_WISH, HW_STAGE_REFERRED_ON), ==, HW_STAGE_REFERRED_ON);
  g_assert_cmpuint (hw_stage_less_exposing (HW_STAGE_PAUSED, HW_STAGE_WITHDRAWN), ==, HW_STAGE_WITHDRAWN);

  for (HwStage a = 0; a < HW_N_STAGES; a++)
    for (HwStage b = 0; b < HW_N_STAGES; b++)
      {
        g_assert_cmpuint (hw_stage_less_exposing (a, b), ==, hw_stage_less_exposing (b, a));
        for (HwStage c = 0; c < HW_N_STAGES; c++)
          g_assert_cmpuint (hw_stage_less_exposing (hw_stage_less_exposing (a, b), c), ==,
                            hw_stage_less_exposing (a, hw_stage_less_exposing (b, c)));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stage/name/goes-there-and-back", test_names);
  g_test_add_func ("/stage/move/one-step-forward-only", test_one_step);
  g_test_add_func ("/stage/move/every-open-stage-has-four-ways-out", test_ways_out);
  g_test_add_func ("/stage/move/nothing-follows-an-end", test_ends);
  g_test_add_func ("/stage/move/a-paused-case-goes-back-to-where-it-stood", test_paused);
  g_test_add_func ("/stage/move/refuses-what-is-no-stage", test_unknown);
  g_test_add_func ("/stage/next/is-the-one-it-stands-before", test_next);
  g_test_add_func ("/stage/concurrent/the-less-exposing-holds-in-any-order", test_less_exposing);
  return g_test_run ();
}
