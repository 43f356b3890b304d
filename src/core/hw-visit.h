/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-contact.h"
#include "hw-stop.h"
#include "hw-tap.h"

G_BEGIN_DECLS

/* How somebody known was met, in the code of their tap. */
#define HW_MET_BEDDED_DOWN "bedded-down"
#define HW_MET_AWAKE       "awake"

GPtrArray   *hw_visit_list_contacts (const HwStop *stop,
                                     GPtrArray    *taps);
guint        hw_visit_count_people  (GPtrArray    *taps,
                                     const HwId   *stop,
                                     HwTapKind     kind);
const HwStop *hw_visit_find_next    (GPtrArray    *stops,
                                     GPtrArray    *taps,
                                     const HwId   *after);
const HwStop *hw_visit_find_current (GPtrArray    *stops,
                                     GPtrArray    *taps);

G_END_DECLS
