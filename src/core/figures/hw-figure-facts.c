/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "figures/hw-figure-facts.h"

/**
 * hw_figure_facts_new:
 *
 * Returns: (transfer full): facts of a workspace in which nothing happened
 */
HwFigureFacts *
hw_figure_facts_new (void)
{
  HwFigureFacts *self = g_new0 (HwFigureFacts, 1);

  self->reports = g_array_new (FALSE, FALSE, sizeof (HwReportFact));
  self->contacts = g_array_new (FALSE, FALSE, sizeof (HwContactFact));
  self->persons = g_array_new (FALSE, FALSE, sizeof (HwId));
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  self->shifts = g_array_new (FALSE, FALSE, sizeof (HwShiftFact));
  self->beds = g_array_new (FALSE, FALSE, sizeof (HwBedFact));
  return self;
}

/**
 * hw_figure_facts_free:
 * @self: (nullable) (transfer full): facts
 */
void
hw_figure_facts_free (HwFigureFacts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->reports);
  g_array_unref (self->contacts);
  g_array_unref (self->persons);
  g_ptr_array_unref (self->cases);
  g_array_unref (self->shifts);
  g_array_unref (self->beds);
  g_free (self);
}

static int
compare_contacts (gconstpointer a,
                  gconstpointer b)
{
  const HwContactFact *first = a, *second = b;

  if (first->met_at != second->met_at)
    return first->met_at < second->met_at ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

/**
 * hw_figure_facts_sort:
 * @self: facts that are all read
 *
 * Brings them into the order in which they are counted.
 */
void
hw_figure_facts_sort (HwFigureFacts *self)
{
  g_array_sort (self->contacts, compare_contacts);
}
