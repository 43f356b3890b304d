/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-word-place.h"

/*
 * Finds the one place that a message names beyond doubt: a plus code, or two
 * decimal degrees as telephones and links to maps write them. Everything else
 * ("near the church") stays words, for somebody who knows the town. Two
 * different places in one message are none.
 */

/* Three decimals are 110 m: less is a price, a clock or a distance as often as a place. */
#define NUMBER      "-?\\d{1,3}\\.\\d{3,12}"
#define DEGREES     NUMBER "(?:\\s*°)?(?:\\s*[NSns]\\b)?(?:\\s*[,;]\\s*|\\s+)" NUMBER "(?:\\s*°)?(?:\\s*[EWew]\\b)?"
#define OLC         "[23456789CFGHJMPQRVWX]"
#define CODE        OLC "{4}(?:" OLC "{4})?\\+" OLC "{2,7}"
#define EXPRESSION  "(?<![\\w.+-])(?:" DEGREES "|" CODE ")(?![\\w+]|\\.\\d)"

static GRegex *
get_expression (void)
{
  static gsize once = 0;
  static GRegex *expression = NULL;

  if (g_once_init_enter (&once))
    {
      expression = g_regex_new (EXPRESSION, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
      g_once_init_leave (&once, 1);
    }
  return expression;
}

/**
 * hw_word_place_find:
 * @text: (nullable): what somebody wrote, valid UTF-8
 * @nearby: (nullable): a point in the area, for short plus codes
 * @place: (out caller-allocates): the place, untouched where there is none
 *
 * Looks for a plus code or for coordinates among words.
 *
 * Returns: whether @text names exactly one place in this way
 */
gboolean
hw_word_place_find (const char    *text,
                    const HwPoint *nearby,
                    HwPlace       *place)
{
  g_autoptr (GMatchInfo) match = NULL;
  gboolean found = FALSE;
  HwPlace first = { .precision_m = 0 };

  if (text == NULL)
    return FALSE;
  g_regex_match (get_expression (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 0);
      HwPlace read;

      if (!hw_place_parse (words, nearby, &read, NULL))
        continue;
      if (found && hw_point_distance (&read.point, &first.point) > 1)
        return FALSE;
      if (!found)
        first = read;
      found = TRUE;
    }
  if (found)
    *place = first;
  return found;
}
