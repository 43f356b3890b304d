/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-language.h"
#include "hw-talk.h"

/* Whether a team can talk with the people expected somewhere. Languages go in,
 * and none comes out: a language tied to a place is nationality by another name
 * (DOMAIN.md, "Data protection"). */

/* "pt-BR" is spoken by who speaks "pt". */
static gboolean
is_same (const char *a,
         const char *b)
{
  gsize length = strcspn (a, "-");

  return length == strcspn (b, "-") && g_ascii_strncasecmp (a, b, length) == 0;
}

static gboolean
speaks (const HwTeamMember *member,
        const char         *tag)
{
  g_auto (GStrv) spoken = member->languages != NULL ? g_strsplit (member->languages, " ", -1) : NULL;

  for (guint i = 0; spoken != NULL && spoken[i] != NULL; i++)
    if (is_same (spoken[i], tag))
      return TRUE;
  return FALSE;
}

static gboolean
somebody_speaks (const HwShift *shift,
                 const char    *tag)
{
  for (guint i = 0; i < shift->team->len; i++)
    if (speaks (shift->team->pdata[i], tag))
      return TRUE;
  return FALSE;
}

static gboolean
says_languages (const HwShift *shift)
{
  for (guint i = 0; i < shift->team->len; i++)
    if (((const HwTeamMember *) shift->team->pdata[i])->languages != NULL)
      return TRUE;
  return FALSE;
}

/**
 * hw_talk_find:
 * @heard: (nullable) (array zero-terminated=1): languages heard there, as tags or as people write them
 * @shift: a shift and its team
 *
 * Words that are no language known here count as one that nobody in the team speaks.
 *
 * Returns: whether the team can talk with all of them; %HW_TALK_NOT_ASKED where
 *   nothing was heard or nobody wrote down what the team speaks
 */
HwTalk
hw_talk_find (const char * const *heard,
              const HwShift      *shift)
{
  if (heard == NULL || heard[0] == NULL || !says_languages (shift))
    return HW_TALK_NOT_ASKED;
  for (guint i = 0; heard[i] != NULL; i++)
    {
      const char *tag = hw_language_find (heard[i]);

      if (!somebody_speaks (shift, tag != NULL ? tag : heard[i]))
        return shift->interpreter_booked ? HW_TALK_INTERPRETER_BOOKED : HW_TALK_NO;
    }
  return HW_TALK_YES;
}
