/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-stage.h"

/* The table of stages of DESIGN section 7: which moves there are at all. What
 * a move asks for is in hw-gate.c. */

static const char * const names[] = {
  "wish", "assessed", "decided", "planned", "ready", "travelled", "received", "followed-up", "closed",
  "paused", "declined", "withdrawn", "referred-on",
};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == HW_N_STAGES);

/**
 * hw_stage_to_string:
 * @stage: a stage
 *
 * Returns: the stable name, "followed-up" for instance; never translated
 */
const char *
hw_stage_to_string (HwStage stage)
{
  g_return_val_if_fail ((guint) stage < HW_N_STAGES, NULL);
  return names[stage];
}

/**
 * hw_stage_from_string:
 * @name: (nullable): a stable name
 * @stage: (out): the stage; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a stage
 */
gboolean
hw_stage_from_string (const char *name,
                      HwStage    *stage)
{
  for (guint i = 0; name != NULL && i < HW_N_STAGES; i++)
    if (g_str_equal (name, names[i]))
      {
        *stage = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_stage_is_on_rail:
 * @stage: a stage
 *
 * Returns: whether @stage is one of the nine from wish to closed
 */
gboolean
hw_stage_is_on_rail (HwStage stage)
{
  return (guint) stage <= HW_STAGE_CLOSED;
}

/**
 * hw_stage_is_end:
 * @stage: a stage
 *
 * Returns: whether nothing follows @stage; who changes their mind opens a new case
 */
gboolean
hw_stage_is_end (HwStage stage)
{
  return stage == HW_STAGE_CLOSED || stage == HW_STAGE_DECLINED ||
         stage == HW_STAGE_WITHDRAWN || stage == HW_STAGE_REFERRED_ON;
}

/**
 * hw_stage_next:
 * @stage: a stage
 *
 * Returns: the stage that a case in @stage stands before, or @stage itself
 *   where the rail does not go on
 */
HwStage
hw_stage_next (HwStage stage)
{
  return (guint) stage < HW_STAGE_CLOSED ? stage + 1 : stage;
}

/**
 * hw_stage_may_move:
 * @from: where the case stands
 * @before: where it stood before it was paused; only read where @from is paused
 * @to: where it would go
 *
 * Whether the table of DESIGN section 7 has this move at all, whatever the
 * evidence: one step along the rail, out of it from any open stage, and from a
 * pause back to where the case stood.
 *
 * Returns: whether there is such a move
 */
gboolean
hw_stage_may_move (HwStage from,
                   HwStage before,
                   HwStage to)
{
  if ((guint) from >= HW_N_STAGES || (guint) to >= HW_N_STAGES)
    return FALSE;
  if (from == to || hw_stage_is_end (from))
    return FALSE;
  if (!hw_stage_is_on_rail (to))
    return TRUE;
  if (from == HW_STAGE_PAUSED)
    return to == before && hw_stage_is_on_rail (before) && !hw_stage_is_end (before);

  return to == hw_stage_next (from);
}

/* Nothing more happens to a person in the first of these; in the last they are on their way. */
static guint
get_exposure (HwStage stage)
{
  switch (stage)
    {
    case HW_STAGE_WITHDRAWN:
      return 0;
    case HW_STAGE_DECLINED:
      return 1;
    case HW_STAGE_PAUSED:
      return 2;
    case HW_STAGE_REFERRED_ON:
      return 3;
    case HW_STAGE_WISH:
    case HW_STAGE_ASSESSED:
    case HW_STAGE_DECIDED:
    case HW_STAGE_PLANNED:
    case HW_STAGE_READY:
    case HW_STAGE_TRAVELLED:
    case HW_STAGE_RECEIVED:
    case HW_STAGE_FOLLOWED_UP:
    case HW_STAGE_CLOSED:
      return 4 + stage;
    case HW_N_STAGES:
    default:
      g_return_val_if_reached (G_MAXUINT);
    }
}

/**
 * hw_stage_less_exposing:
 * @a: a stage
 * @b: another
 *
 * Of two concurrent moves the less exposing stage holds until somebody has
 * looked (DESIGN section 5, rule 4): the ways out before the rail, withdrawn
 * first; on the rail the earlier.
 *
 * Returns: @a or @b; the same whichever comes first
 */
HwStage
hw_stage_less_exposing (HwStage a,
                        HwStage b)
{
  return get_exposure (a) <= get_exposure (b) ? a : b;
}
