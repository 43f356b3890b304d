/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-candidates.h"

G_BEGIN_DECLS

/**
 * HwVisitNews:
 * @site: (nullable): the site that is there
 * @spot: (nullable): the hot-spot that is there
 * @reports: (element-type HwReport): open ones of there
 * @promises: (element-type HwPromise): open ones of there
 * @moved_people: how many people of closed sites were met there
 * @moved_at: µs UTC: when the last of those was closed
 *
 * What is known of one place. Nothing is owned.
 */
typedef struct
{
  const HwSite          *site;
  const HwCandidateSpot *spot;
  GPtrArray             *reports;
  GPtrArray             *promises;
  guint                  moved_people;
  gint64                 moved_at;
} HwVisitNews;

gint64 hw_visit_news_last_visit    (const HwVisitNews *news);
guint  hw_visit_news_people        (const HwVisitNews *news);
void   hw_visit_priority_give      (const HwVisitNews *news,
                                    HwStop            *stop,
                                    const HwShift     *shift,
                                    guint              revisit_days,
                                    gint64             now,
                                    GTimeZone         *zone);

G_END_DECLS
