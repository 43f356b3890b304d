/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-names.h"
#include "hw-shift.h"

/* What kinds and states of shifts and ways to go are called: in the journal, and on the screen. */

static const char * const kind_names[] = { "night", "early-morning", "day" };
static const char * const kind_words[] = { N_("Night"), N_("Early morning"), N_("Day") };
static const char * const transport_names[] = { "foot", "bicycle", "car" };
static const char * const transport_words[] = { N_("On foot"), N_("By bicycle"), N_("By car") };
static const char * const state_names[] = { "planned", "started", "finished", "called-off" };
static const char * const state_words[] = { N_("Planned"), N_("Under way"), N_("Finished"), N_("Called off") };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == HW_N_SHIFT_KINDS && G_N_ELEMENTS (kind_words) == HW_N_SHIFT_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (transport_names) == HW_N_TRANSPORTS && G_N_ELEMENTS (transport_words) == HW_N_TRANSPORTS);
G_STATIC_ASSERT (G_N_ELEMENTS (state_names) == HW_N_SHIFT_STATES && G_N_ELEMENTS (state_words) == HW_N_SHIFT_STATES);

/**
 * hw_shift_kind_to_string:
 * @kind: a kind
 *
 * Returns: its stable name, "early-morning" for instance; never translated
 */
const char *
hw_shift_kind_to_string (HwShiftKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_SHIFT_KINDS, NULL);
  return kind_names[kind];
}

/**
 * hw_shift_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_shift_kind_from_string (const char  *name,
                           HwShiftKind *kind)
{
  guint found;

  if (!hw_names_find (kind_names, HW_N_SHIFT_KINDS, name, &found))
    return FALSE;
  *kind = (HwShiftKind) found;
  return TRUE;
}

/**
 * hw_shift_kind_get_words:
 * @kind: a kind
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
hw_shift_kind_get_words (HwShiftKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_SHIFT_KINDS, NULL);
  return _(kind_words[kind]);
}

/**
 * hw_transport_to_string:
 * @transport: a way to go
 *
 * Returns: its stable name, "foot" for instance; never translated
 */
const char *
hw_transport_to_string (HwTransport transport)
{
  g_return_val_if_fail ((guint) transport < HW_N_TRANSPORTS, NULL);
  return transport_names[transport];
}

/**
 * hw_transport_from_string:
 * @name: (nullable): a stable name
 * @transport: (out): the way to go; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a way to go
 */
gboolean
hw_transport_from_string (const char  *name,
                          HwTransport *transport)
{
  guint found;

  if (!hw_names_find (transport_names, HW_N_TRANSPORTS, name, &found))
    return FALSE;
  *transport = (HwTransport) found;
  return TRUE;
}

/**
 * hw_transport_get_words:
 * @transport: a way to go
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
hw_transport_get_words (HwTransport transport)
{
  g_return_val_if_fail ((guint) transport < HW_N_TRANSPORTS, NULL);
  return _(transport_words[transport]);
}

/**
 * hw_shift_state_to_string:
 * @state: how far a shift has come
 *
 * Returns: its stable name, "called-off" for instance; never translated
 */
const char *
hw_shift_state_to_string (HwShiftState state)
{
  g_return_val_if_fail ((guint) state < HW_N_SHIFT_STATES, NULL);
  return state_names[state];
}

/**
 * hw_shift_state_from_string:
 * @name: (nullable): a stable name
 * @state: (out): the state; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a state
 */
gboolean
hw_shift_state_from_string (const char   *name,
                            HwShiftState *state)
{
  guint found;

  if (!hw_names_find (state_names, HW_N_SHIFT_STATES, name, &found))
    return FALSE;
  *state = (HwShiftState) found;
  return TRUE;
}

/**
 * hw_shift_state_get_words:
 * @state: how far a shift has come
 *
 * Returns: (transfer none): what it is called, translated
 */
const char *
hw_shift_state_get_words (HwShiftState state)
{
  g_return_val_if_fail ((guint) state < HW_N_SHIFT_STATES, NULL);
  return _(state_words[state]);
}
