/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"
#include "hw-web-page.h"

G_BEGIN_DECLS

HwReport *hw_open311_form_read (GHashTable      *posted,
                                const HwWebPage *page,
                                GTimeZone       *zone,
                                const HwPoint   *nearby,
                                GPtrArray      **problems);

G_END_DECLS
