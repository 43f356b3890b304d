/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-names.h"
#include "hw-report-private.h"
#include "hw-stop.h"

/* One place on a round, and its rules: made by the planner, kept by the store as part of its shift. */

static const char * const kind_names[] = { "site", "hot-spot", "report", "place" };
static const char * const kind_words[] = { N_("Site"), N_("Hot-spot"), N_("Report"), N_("Place") };
static const char * const talk_names[] = { "not-asked", "yes", "no", "interpreter-booked" };
static const char * const talk_words[] = { N_("not asked"), N_("yes"), N_("no"), N_("interpreter booked") };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == HW_N_STOP_KINDS && G_N_ELEMENTS (kind_words) == HW_N_STOP_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (talk_names) == HW_N_TALKS && G_N_ELEMENTS (talk_words) == HW_N_TALKS);

G_DEFINE_BOXED_TYPE (HwStop, hw_stop, hw_stop_copy, hw_stop_free)

/**
 * hw_stop_new:
 *
 * Returns: (transfer full): a stop that is nowhere yet, without reasons and reports
 */
HwStop *
hw_stop_new (void)
{
  HwStop *stop = g_new0 (HwStop, 1);

  stop->kind = HW_STOP_PLACE;
  stop->point = HW_POINT_UNKNOWN;
  stop->reasons = g_array_new (FALSE, FALSE, sizeof (HwVisitReason));
  stop->reports = g_array_new (FALSE, FALSE, sizeof (HwId));
  return stop;
}

static GArray *
copy_array (GArray *array,
            guint   size)
{
  return array != NULL ? g_array_copy (array) : g_array_new (FALSE, FALSE, size);
}

/**
 * hw_stop_copy:
 * @stop: a stop; without arrays it has no reasons and no reports
 *
 * Returns: (transfer full): a copy of @stop with everything in it
 */
HwStop *
hw_stop_copy (const HwStop *stop)
{
  HwStop *copy;

  g_return_val_if_fail (stop != NULL, NULL);

  copy = g_memdup2 (stop, sizeof *stop);
  copy->name = g_strdup (stop->name);
  copy->place = g_strdup (stop->place);
  copy->reasons = copy_array (stop->reasons, sizeof (HwVisitReason));
  copy->reports = copy_array (stop->reports, sizeof (HwId));
  return copy;
}

/**
 * hw_stop_free:
 * @stop: (transfer full) (nullable): a stop that hw_stop_new() or hw_stop_copy() made
 *
 * Frees @stop.
 */
void
hw_stop_free (HwStop *stop)
{
  if (stop == NULL)
    return;
  g_free (stop->name);
  g_free (stop->place);
  g_array_unref (stop->reasons);
  g_array_unref (stop->reports);
  g_free (stop);
}

static gboolean
reasons_are_equal (GArray *a,
                   GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const HwVisitReason *one = &g_array_index (a, HwVisitReason, i), *other = &g_array_index (b, HwVisitReason, i);

      if (one->kind != other->kind || one->points != other->points || one->at != other->at || one->count != other->count || one->trend != other->trend)
        return FALSE;
    }
  return TRUE;
}

static gboolean
plans_are_equal (const HwStop *a,
                 const HwStop *b)
{
  return a->visit_minutes == b->visit_minutes && a->arrives_at == b->arrives_at && a->leaves_at == b->leaves_at &&
         a->opens_at == b->opens_at && a->closes_at == b->closes_at && a->pinned == b->pinned &&
         a->priority == b->priority && a->talk == b->talk;
}

/**
 * hw_stop_equal:
 * @stop: a stop
 * @other: another one
 *
 * Returns: whether they say the same
 */
gboolean
hw_stop_equal (const HwStop *stop,
               const HwStop *other)
{
  g_return_val_if_fail (stop != NULL && other != NULL, FALSE);

  return hw_id_equal (&stop->id, &other->id) && stop->kind == other->kind && hw_id_equal (&stop->subject, &other->subject) &&
         stop->point.latitude == other->point.latitude && stop->point.longitude == other->point.longitude &&
         g_strcmp0 (stop->name, other->name) == 0 && g_strcmp0 (stop->place, other->place) == 0 && plans_are_equal (stop, other) &&
         reasons_are_equal (stop->reasons, other->reasons) && stop->reports->len == other->reports->len &&
         (stop->reports->len == 0 || memcmp (stop->reports->data, other->reports->data, stop->reports->len * sizeof (HwId)) == 0);
}

/**
 * hw_stop_check:
 * @stop: a stop
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * The rules for every stop: a point on the earth, a visit of at most eight
 * hours, a time window that does not close before it opens, and texts that
 * are text and not endless.
 *
 * Returns: whether @stop may be part of a round
 */
gboolean
hw_stop_check (const HwStop *stop,
               GError      **error)
{
  g_return_val_if_fail (stop != NULL && stop->reasons != NULL && stop->reports != NULL, FALSE);

  if (!hw_check_text (stop->name, HW_REPORT_MAX_LINE, _("The name of the stop"), error) ||
      !hw_check_text (stop->place, HW_REPORT_MAX_TEXT, _("The place"), error))
    return FALSE;
  if ((guint) stop->kind >= HW_N_STOP_KINDS || (guint) stop->talk >= HW_N_TALKS ||
      stop->reasons->len > HW_STOP_MAX_REASONS || stop->reports->len > HW_STOP_MAX_REPORTS)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The stop is not one that this version knows. Take it out and add it again."));
  else if (!hw_point_is_valid (&stop->point))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The stop has no place on the map. Choose one."));
  else if (stop->visit_minutes > HW_STOP_MAX_VISIT_MINUTES)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("A visit lasts at most eight hours. Correct how long."));
  else if (stop->closes_at != 0 && stop->closes_at < stop->opens_at)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The visit would have to begin before it may. Correct the times of the stop."));
  else if (stop->leaves_at < stop->arrives_at)
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("The team would leave the stop before it arrives. Plan the round again."));
  else
    return TRUE;
  return FALSE;
}

/**
 * hw_stop_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name, "hot-spot" for instance; never translated
 */
const char *
hw_stop_kind_to_string (HwStopKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_STOP_KINDS, NULL);
  return kind_names[kind];
}

/**
 * hw_stop_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_stop_kind_from_string (const char *name,
                          HwStopKind *kind)
{
  guint found;

  if (!hw_names_find (kind_names, HW_N_STOP_KINDS, name, &found))
    return FALSE;
  *kind = (HwStopKind) found;
  return TRUE;
}

/**
 * hw_stop_kind_get_words:
 * @kind: a kind
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
hw_stop_kind_get_words (HwStopKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_STOP_KINDS, NULL);
  return _(kind_words[kind]);
}

/**
 * hw_talk_to_string:
 * @talk: whether the team can talk with the people expected
 *
 * Returns: its stable name, "interpreter-booked" for instance; never translated
 */
const char *
hw_talk_to_string (HwTalk talk)
{
  g_return_val_if_fail ((guint) talk < HW_N_TALKS, NULL);
  return talk_names[talk];
}

/**
 * hw_talk_from_string:
 * @name: (nullable): a stable name
 * @talk: (out): what it names; untouched where the name is unknown
 *
 * Returns: whether @name is such a name
 */
gboolean
hw_talk_from_string (const char *name,
                     HwTalk     *talk)
{
  guint found;

  if (!hw_names_find (talk_names, HW_N_TALKS, name, &found))
    return FALSE;
  *talk = (HwTalk) found;
  return TRUE;
}

/**
 * hw_talk_get_words:
 * @talk: whether the team can talk with the people expected
 *
 * Returns: (transfer none): the answer, translated
 */
const char *
hw_talk_get_words (HwTalk talk)
{
  g_return_val_if_fail ((guint) talk < HW_N_TALKS, NULL);
  return _(talk_words[talk]);
}
