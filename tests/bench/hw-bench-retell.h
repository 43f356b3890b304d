/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/* Calls made of others: the same people told by somebody else, and other people at the same place in the same night. */

char     *hw_bench_draw_looks    (GRand           *dice);
HwReport *hw_bench_retell        (GRand           *dice,
                                  const HwReport  *original,
                                  const HwReport  *neighbour,
                                  gint64           latest);
HwReport *hw_bench_tell_another  (GRand           *dice,
                                  const HwReport  *here,
                                  const HwReport  *who,
                                  gint64           latest);
void      hw_bench_draw_id       (GRand           *dice,
                                  HwId            *id);

G_END_DECLS
