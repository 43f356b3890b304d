/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

char       *hw_words_dup_closure    (const HwSite      *site,
                                     gint64             now);
char       *hw_words_dup_site_state (const HwSite      *site,
                                     gint64             now);
char       *hw_words_dup_metres     (double             metres);
char       *hw_words_dup_trace      (const HwSiteTrace *trace,
                                     gint64             now);
char       *hw_words_dup_shift      (const HwSiteShift *shift);
char       *hw_words_dup_visit      (const HwSiteVisit *visit);
char       *hw_words_dup_arrival    (const HwSiteArrival *arrival);
char       *hw_words_dup_site_value (const char        *field,
                                     const char        *value);
const char *hw_words_site_field     (const char        *field);

G_END_DECLS
