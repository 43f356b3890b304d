/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-visit.h"

/*
 * What the taps at a stop come to: whom the team met there, and where the round
 * goes on. Taps are those that hold, in their order, of one shift.
 */

static guint
get_count (GPtrArray  *taps,
           const HwId *stop,
           HwTapKind   kind)
{
  const HwTap *tap = hw_taps_find (taps, stop, kind);

  return tap != NULL ? tap->count : 0;
}

static gboolean
is_met (const HwTap *tap,
        const HwId  *stop)
{
  return tap->kind == HW_TAP_MET_PERSON && hw_id_equal (&tap->stop, stop);
}

/* -- contacts -- */

typedef struct
{
  const HwStop *stop;
  GPtrArray    *contacts;   /* (owned) (element-type HwContact) */
  const HwTap  *words;      /* (nullable) */
} Making;

static void
add_contact (Making      *making,
             gint64       met_at,
             gboolean     bedded_down,
             guint        people,
             const HwId  *person)
{
  HwContact contact = {
    .met_at = met_at, .point = making->stop->point, .place = making->stop->place != NULL ? making->stop->place : making->stop->name,
    .bedded_down = bedded_down, .people = people, .stop = making->stop->id,
  };

  if (person != NULL)
    contact.person = *person;
  /* The words are of the visit; once is enough. */
  else if (making->words != NULL)
    {
      contact.note = making->words->words;
      making->words = NULL;
    }
  g_ptr_array_add (making->contacts, hw_contact_new (&contact));
}

/* Those whom the team knows are a contact each, out of those who were counted. Who it was may come before the counting. */
static void
add_known (Making    *making,
           GPtrArray *taps,
           guint     *bedded_down,
           guint     *awake)
{
  for (guint i = 0; i < taps->len; i++)
    {
      const HwTap *tap = g_ptr_array_index (taps, i);
      gboolean lay;

      if (!is_met (tap, &making->stop->id))
        continue;
      lay = tap->code != NULL ? g_str_equal (tap->code, HW_MET_BEDDED_DOWN) : *bedded_down > 0;
      if (lay && *bedded_down > 0)
        (*bedded_down)--;
      else if (!lay && *awake > 0)
        (*awake)--;
      add_contact (making, tap->at, lay, 1, &tap->subject);
    }
}

static void
add_unknown (Making    *making,
             GPtrArray *taps,
             HwTapKind  kind,
             guint      people)
{
  const HwTap *tap = hw_taps_find (taps, &making->stop->id, kind);

  if (tap != NULL && people > 0)
    add_contact (making, tap->at, kind == HW_TAP_BEDDED_DOWN, people, NULL);
}

/**
 * hw_visit_list_contacts:
 * @stop: a stop
 * @taps: (element-type HwTap): what was tapped on the shift and holds
 *
 * Makes contacts of what was tapped: one for each person whom the team knows,
 * one for the others who were bedded down, and one for those who were not.
 *
 * Returns: (transfer full) (element-type HwContact): for hw_store_record_visit()
 */
GPtrArray *
hw_visit_list_contacts (const HwStop *stop,
                        GPtrArray    *taps)
{
  Making making = { stop, NULL, NULL };
  guint bedded_down, awake;

  g_return_val_if_fail (stop != NULL && taps != NULL, NULL);

  making.contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_contact_unref);
  making.words = hw_taps_find (taps, &stop->id, HW_TAP_WORDS);
  bedded_down = get_count (taps, &stop->id, HW_TAP_BEDDED_DOWN);
  awake = get_count (taps, &stop->id, HW_TAP_AWAKE);
  add_known (&making, taps, &bedded_down, &awake);
  add_unknown (&making, taps, HW_TAP_BEDDED_DOWN, bedded_down);
  add_unknown (&making, taps, HW_TAP_AWAKE, awake);
  return making.contacts;
}

/**
 * hw_visit_count_people:
 * @taps: (element-type HwTap): what was tapped on the shift and holds
 * @stop: a stop
 * @kind: a kind
 *
 * Returns: how many taps of @kind there are at the stop: how many people whom the team knows were met there, for instance
 */
guint
hw_visit_count_people (GPtrArray  *taps,
                       const HwId *stop,
                       HwTapKind   kind)
{
  guint n = 0;

  for (guint i = 0; i < taps->len; i++)
    {
      const HwTap *tap = g_ptr_array_index (taps, i);

      if (tap->kind == kind && hw_id_equal (&tap->stop, stop))
        n++;
    }
  return n;
}

/* -- where the round goes on -- */

static guint
find_position (GPtrArray  *stops,
               const HwId *id)
{
  for (guint i = 0; i < stops->len; i++)
    if (hw_id_equal (&((const HwStop *) stops->pdata[i])->id, id))
      return i;
  return G_MAXUINT;
}

/**
 * hw_visit_find_next:
 * @stops: (element-type HwStop): a round
 * @taps: (element-type HwTap): what was tapped on the shift and holds
 * @after: a stop of the round
 *
 * Returns: (transfer none) (nullable): the next stop that the team has not left yet, those before @after last; %NULL where none is open but @after
 */
const HwStop *
hw_visit_find_next (GPtrArray  *stops,
                    GPtrArray  *taps,
                    const HwId *after)
{
  guint position;

  g_return_val_if_fail (stops != NULL && taps != NULL && after != NULL, NULL);

  position = find_position (stops, after);
  for (guint i = 1; position != G_MAXUINT && i < stops->len; i++)
    {
      const HwStop *stop = stops->pdata[(position + i) % stops->len];

      if (hw_taps_find (taps, &stop->id, HW_TAP_LEFT) == NULL)
        return stop;
    }
  return NULL;
}

/**
 * hw_visit_find_current:
 * @stops: (element-type HwStop): a round
 * @taps: (element-type HwTap): what was tapped on the shift and holds
 *
 * Where the team is, by what it tapped last: that alone is sure to outlive a
 * laptop that dies.
 *
 * Returns: (transfer none) (nullable): the stop; %NULL for a round without stops
 */
const HwStop *
hw_visit_find_current (GPtrArray *stops,
                       GPtrArray *taps)
{
  g_return_val_if_fail (stops != NULL && taps != NULL, NULL);

  for (guint i = taps->len; i > 0; i--)
    {
      const HwTap *tap = taps->pdata[i - 1];
      guint position = find_position (stops, &tap->stop);
      const HwStop *next;

      if (position == G_MAXUINT)
        continue;
      next = tap->kind == HW_TAP_LEFT ? hw_visit_find_next (stops, taps, &tap->stop) : NULL;
      return next != NULL ? next : stops->pdata[position];
    }
  return stops->len > 0 ? stops->pdata[0] : NULL;
}
