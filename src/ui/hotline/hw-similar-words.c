/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-similar-words.h"

#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Why two reports may tell of the same people, in words: what speaks for it, what
 * against, and what each part adds to the score. */

#define SAME_TIME  ((gint64) 10 * 60 * G_USEC_PER_SEC)
#define MANY_HERE  3      /* other reports close by that are worth a word */
#define NO_MATTER  0.25   /* bits: less speaks neither for nor against */
#define SEPARATOR  " · "

static char *
dup_time (double apart)
{
  g_autofree char *span = hw_words_dup_span ((gint64) apart);

  if (fabs (apart) < SAME_TIME)
    return g_strdup (_("at about the same time"));
  /* TRANSLATORS: how long before or after the report that is being taken, "3 h before" */
  return g_strdup_printf (apart < 0 ? _("%s before") : _("%s later"), span);
}

static char *
dup_both (const char *words)
{
  /* TRANSLATORS: both callers said these words, "both: blue tent, dog" */
  return g_strdup_printf (_("both: %s"), words);
}

static char *
dup_here_and_there (const char *here,
                    const char *there)
{
  /* TRANSLATORS: what one caller said, and the other: “red tent” here, “blue tent” there */
  return g_strdup_printf (_("“%s” here, “%s” there"), here, there);
}

static char *
dup_people (guint ours,
            guint theirs)
{
  g_autofree char *here = NULL, *there = NULL;

  if (ours == theirs)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "both say %u person", "both say %u people", ours), ours);
  here = hw_words_dup_people (ours);
  there = hw_words_dup_people (theirs);
  return dup_here_and_there (here, there);
}

static char *
dup_crowd (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u report close by in these days", "%u reports close by in these days", n), n);
}

static char *
dup_words (const HwDuplicateReason *reason)
{
  switch (reason->code)
    {
    case HW_DUPLICATE_DISTANCE:
      return hw_words_dup_distance (reason->ours);
    case HW_DUPLICATE_TIME:
      return dup_time (reason->ours);
    case HW_DUPLICATE_LOOKS:
    case HW_DUPLICATE_PLACE:
      return dup_both (reason->words);
    case HW_DUPLICATE_OTHER_LOOKS:
      return g_strdup (_("not the same things are told of them"));
    case HW_DUPLICATE_OTHER_COLOUR:
      return dup_here_and_there (reason->words, reason->other_words);
    case HW_DUPLICATE_PEOPLE:
      return dup_people ((guint) reason->ours, (guint) reason->theirs);
    case HW_DUPLICATE_AGE:
      return reason->ours == reason->theirs ? dup_both (hw_words_age ((HwAgeGroup) reason->ours))
                                            : dup_here_and_there (hw_words_age ((HwAgeGroup) reason->ours), hw_words_age ((HwAgeGroup) reason->theirs));
    case HW_DUPLICATE_GENDER:
      return reason->weight > 0 ? dup_both (reason->words) : dup_here_and_there (reason->words, reason->other_words);
    case HW_DUPLICATE_OTHER_PLACE:
      return g_strdup (_("no point to compare"));
    case HW_DUPLICATE_CALLER:
      return g_strdup (_("the same caller"));
    case HW_DUPLICATE_CROWD:
      return dup_crowd ((guint) reason->ours);
    case HW_N_DUPLICATE_CODES:
    default:
      return g_strdup ("");
    }
}

/* Where and when is always told; the rest where it matters: not the words for the place beside how far it is. Others close
 * by speak against it only where they are many. */
static gboolean
is_told (const HwDuplicateReason *reason,
         gboolean                 is_for)
{
  if (reason->code == HW_DUPLICATE_CROWD)
    return !is_for && reason->ours >= MANY_HERE;
  if (reason->code == HW_DUPLICATE_PLACE)
    return is_for && reason->weight > 1;
  if (reason->code <= HW_DUPLICATE_TIME)
    return is_for == (reason->weight > -NO_MATTER);
  return is_for ? reason->weight > NO_MATTER : reason->weight < -2 * NO_MATTER;
}

static char *
dup_told (const HwDuplicate *duplicate,
          gboolean           is_for)
{
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < duplicate->reasons->len; i++)
    {
      const HwDuplicateReason *reason = &g_array_index (duplicate->reasons, HwDuplicateReason, i);
      g_autofree char *words = is_told (reason, is_for) ? dup_words (reason) : NULL;

      if (words != NULL)
        g_string_append_printf (told, "%s%s", told->len > 0 ? SEPARATOR : "", words);
    }
  return told->len > 0 ? g_string_free (g_steal_pointer (&told), FALSE) : NULL;
}

/**
 * hw_similar_words_dup_for:
 * @duplicate: another report, weighed
 *
 * Returns: (transfer full) (nullable): what speaks for it, "42 m away · 3 h before · both: blue tent, dog · both say 2 people"
 */
char *
hw_similar_words_dup_for (const HwDuplicate *duplicate)
{
  return dup_told (duplicate, TRUE);
}

/**
 * hw_similar_words_dup_against:
 * @duplicate: another report, weighed
 *
 * Returns: (transfer full) (nullable): what speaks against it, "But: “man” here, “woman” there"
 */
char *
hw_similar_words_dup_against (const HwDuplicate *duplicate)
{
  g_autofree char *told = dup_told (duplicate, FALSE);

  /* TRANSLATORS: what speaks against it that two reports are of the same people, "But: “man” here, “woman” there" */
  return told != NULL ? g_strdup_printf (_("But: %s"), told) : NULL;
}

/**
 * hw_similar_words_dup_score:
 * @duplicate: another report, weighed
 *
 * Returns: (transfer full): every part of the score on a line of its own, and their sum
 */
char *
hw_similar_words_dup_score (const HwDuplicate *duplicate)
{
  GString *score = g_string_new (NULL);

  for (guint i = 0; i < duplicate->reasons->len; i++)
    {
      const HwDuplicateReason *reason = &g_array_index (duplicate->reasons, HwDuplicateReason, i);
      g_autofree char *words = dup_words (reason);

      g_string_append_printf (score, "%+.1f  %s\n", reason->weight, words);
    }
  g_string_append_printf (score, _("%+.1f  together: %s"), duplicate->score, hw_similar_words_band (duplicate->band));
  return g_string_free (score, FALSE);
}

/**
 * hw_similar_words_band:
 * @band: how likely
 *
 * Returns: (transfer none): "likely the same"
 */
const char *
hw_similar_words_band (HwDuplicateBand band)
{
  return band == HW_DUPLICATE_LIKELY ? _("likely the same") : band == HW_DUPLICATE_PERHAPS ? _("perhaps the same") : _("hardly the same");
}
