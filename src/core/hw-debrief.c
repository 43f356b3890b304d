/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-debrief.h"

/* What came of a shift: counted from its taps, and what is left to be done. */

static gboolean
is_of_stop (const HwTap *tap,
            const HwId  *stop)
{
  return hw_id_equal (&tap->stop, stop) && !tap->taken_back;
}

/* -- one stop -- */

typedef struct
{
  gboolean  visited, has_outcome, met, danger, wish;
  HwTapKind outcome;
  gint64    came, left;   /* µs UTC: the first and the last tap */
} Visit;

static void
count_tap (HwDebrief   *self,
           Visit       *visit,
           const HwTap *tap)
{
  visit->came = visit->visited ? MIN (visit->came, tap->at) : tap->at;
  visit->left = visit->visited ? MAX (visit->left, tap->at) : tap->at;
  visit->visited = TRUE;
  if (hw_tap_kind_is_outcome (tap->kind))
    {
      visit->has_outcome = TRUE;
      visit->outcome = tap->kind;
    }
  visit->met = visit->met || ((tap->kind == HW_TAP_BEDDED_DOWN || tap->kind == HW_TAP_AWAKE) && tap->count > 0) ||
               tap->kind == HW_TAP_MET_PERSON || tap->kind == HW_TAP_FOUND;
  visit->danger = visit->danger || tap->kind == HW_TAP_DANGER;
  visit->wish = visit->wish || tap->kind == HW_TAP_WISH_HOME;
  self->bedded_down += tap->kind == HW_TAP_BEDDED_DOWN ? tap->count : 0;
  self->awake += tap->kind == HW_TAP_AWAKE ? tap->count : 0;
  self->given += tap->kind == HW_TAP_GIVEN ? MAX (tap->count, 1) : 0;
  self->beds_offered += tap->kind == HW_TAP_BED_OFFERED;
}

static void
add_end (HwDebrief      *self,
         HwOpenEndKind   kind,
         const HwStop   *stop,
         const HwReport *report)
{
  HwOpenEnd end = { kind, stop, report };

  g_array_append_val (self->open_ends, end);
}

static void
add_visit (HwDebrief    *self,
           const HwStop *stop,
           const Visit  *visit)
{
  self->visited += visit->visited;
  self->looked_for += visit->has_outcome && visit->outcome != HW_TAP_COULD_NOT_LOOK;
  self->found += visit->has_outcome && visit->outcome == HW_TAP_FOUND;
  self->not_found += visit->has_outcome && visit->outcome == HW_TAP_NOT_FOUND;
  self->could_not_look += visit->has_outcome && visit->outcome == HW_TAP_COULD_NOT_LOOK;
  if (visit->met)
    self->minutes_with_people += (guint) ((visit->left - visit->came) / G_TIME_SPAN_MINUTE);
  if (visit->danger)
    add_end (self, HW_OPEN_END_DANGER, stop, NULL);
  if (visit->wish)
    add_end (self, HW_OPEN_END_WISH, stop, NULL);
  if (!visit->visited)
    add_end (self, HW_OPEN_END_NOT_VISITED, stop, NULL);
  else if (!visit->has_outcome)
    add_end (self, HW_OPEN_END_NO_OUTCOME, stop, NULL);
}

/* -- its reports -- */

static const HwReport *
find_report (GPtrArray  *reports,
             const HwId *id)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const HwReport *report = reports->pdata[i];

      if (hw_id_equal (&report->id, id))
        return report;
    }
  return NULL;
}

static gboolean
is_looked_for (const HwReport *report)
{
  return report->status == HW_REPORT_NEW || report->status == HW_REPORT_NEEDS_INFORMATION || report->status == HW_REPORT_SENT_OUT;
}

/* What nobody came for is said by its stop already. */
static void
add_reports (HwDebrief    *self,
             const HwStop *stop,
             gboolean      visited,
             GPtrArray    *reports)
{
  for (guint i = 0; i < stop->reports->len; i++)
    {
      const HwReport *report = find_report (reports, &g_array_index (stop->reports, HwId, i));

      if (report == NULL)
        continue;
      if (visited && is_looked_for (report))
        add_end (self, HW_OPEN_END_REPORT, stop, report);
      if (report->status == HW_REPORT_TO_BE_ANSWERED && !g_ptr_array_find (self->callers, report, NULL))
        g_ptr_array_add (self->callers, hw_report_ref ((HwReport *) report));
    }
}

static void
add_stop (HwDebrief    *self,
          const HwStop *stop,
          GPtrArray    *taps,
          GPtrArray    *reports)
{
  Visit visit = { 0 };

  for (guint i = 0; i < taps->len; i++)
    if (is_of_stop (taps->pdata[i], &stop->id))
      count_tap (self, &visit, taps->pdata[i]);
  add_visit (self, stop, &visit);
  add_reports (self, stop, visit.visited, reports);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  return (int) ((const HwOpenEnd *) a)->kind - (int) ((const HwOpenEnd *) b)->kind;
}

/**
 * hw_debrief_new:
 * @shift: a shift and its round; outlives the debrief
 * @taps: (element-type HwTap): what was tapped, as it holds now
 * @reports: (element-type HwReport): at least those expected at its stops that are still known; outlive the debrief
 *
 * Returns: (transfer full): what came of it
 */
HwDebrief *
hw_debrief_new (const HwShift *shift,
                GPtrArray     *taps,
                GPtrArray     *reports)
{
  HwDebrief *self = g_new0 (HwDebrief, 1);

  self->open_ends = g_array_new (FALSE, FALSE, sizeof (HwOpenEnd));
  self->callers = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  self->stops = shift->stops->len;
  if (shift->finished_at > shift->started_at)
    self->minutes = (guint) ((shift->finished_at - shift->started_at) / G_TIME_SPAN_MINUTE);
  for (guint i = 0; i < shift->stops->len; i++)
    add_stop (self, shift->stops->pdata[i], taps, reports);
  g_array_sort (self->open_ends, compare_ends);
  return self;
}

/**
 * hw_debrief_free:
 * @self: (nullable): a debrief
 *
 * Frees it.
 */
void
hw_debrief_free (HwDebrief *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->open_ends);
  g_ptr_array_unref (self->callers);
  g_free (self);
}

/**
 * hw_open_end_kind_get_words:
 * @kind: what is open
 *
 * Returns: (transfer none): what is to be done, translated
 */
const char *
hw_open_end_kind_get_words (HwOpenEndKind kind)
{
  switch (kind)
    {
    case HW_OPEN_END_DANGER: return _("There was danger: who knows of it?");
    case HW_OPEN_END_WISH: return _("Somebody wants to go home: is it written down?");
    case HW_OPEN_END_NO_OUTCOME: return _("Nobody said what came of the visit");
    case HW_OPEN_END_NOT_VISITED: return _("The team did not come there");
    case HW_OPEN_END_REPORT: return _("Still looked for");
    case HW_N_OPEN_END_KINDS:
    default: g_return_val_if_reached ("");
    }
}
