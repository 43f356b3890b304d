/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwListEvent:
 * @uid: stable: the same event has it in every file, so that a calendar puts the newer in the place of the older
 * @summary: what is to be done; calendars show it on locked screens and send it to servers, so no name
 * @description: (nullable): more words, likewise
 * @date: the whole day, "2026-12-19"
 * @sequence: grows with every change of the event
 * @cancelled: whether it need not be done any more: a calendar takes it away
 *
 * A day in a calendar.
 */
typedef struct
{
  const char *uid;
  const char *summary;
  const char *description;
  const char *date;
  guint       sequence;
  gboolean    cancelled;
} HwListEvent;

GBytes *hw_list_write_ical         (const char         *calendar_name,
                                    const HwListEvent  *events,
                                    guint               n_events,
                                    gint64              stamp,
                                    GError            **error);
GBytes *hw_follow_ups_write_ical   (GPtrArray          *entries,
                                    gint64              now,
                                    GTimeZone          *zone,
                                    GError            **error);

G_END_DECLS
