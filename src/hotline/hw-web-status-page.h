/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-web-page.h"

G_BEGIN_DECLS

/**
 * HwWebStatus:
 * @reference: (nullable): the number as it was typed; %NULL: none yet
 * @is_reference: whether it can be one of ours
 * @answer: (nullable): the name of a #HwCallerAnswer; %NULL: there is no such report
 * @answered_at: of which day that is, µs UTC; 0 not known
 */
typedef struct
{
  const char *reference;
  gboolean    is_reference;
  const char *answer;
  gint64      answered_at;
} HwWebStatus;

GBytes *hw_web_status_page_write (const HwWebPage   *page,
                                  const HwWebStatus *status);
GBytes *hw_web_thanks_page_write (const HwWebPage   *page,
                                  const char        *reference,
                                  gboolean           is_urgent);
GBytes *hw_web_problem_page_write (const HwWebPage  *page,
                                  const char        *phrase);

G_END_DECLS
