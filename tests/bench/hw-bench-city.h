/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-point-index.h"

G_BEGIN_DECLS

/* What the benchmarks are measured on: reports with a place, a time and a note. */
typedef struct
{
  GArray    *points;   /* (owned) (element-type HwIndexPoint) row: the id */
  GPtrArray *notes;    /* (owned) (element-type utf8) one per point; (nullable) unless asked for */
} HwBenchCity;

#define HW_BENCH_CITY_SPOTS       4000
#define HW_BENCH_CITY_DENSE_SPOTS 400
#define HW_BENCH_CITY_DAYS        730
#define HW_BENCH_CITY_NOW         (G_GINT64_CONSTANT (1795305600) * G_USEC_PER_SEC)   /* 22 November 2026, 0:00 UTC: no report is later */

HwBenchCity *hw_bench_city_new       (guint32            seed,
                                      guint              n_points,
                                      guint              n_spots);
HwBenchCity *hw_bench_city_read      (const char        *path,
                                      GError           **error);
gboolean     hw_bench_city_write     (const HwBenchCity *self,
                                      const char        *path,
                                      GError           **error);
HwBenchCity *hw_bench_city_from_args (int                argc,
                                      char             **argv,
                                      guint              n_points,
                                      guint              n_spots);
void         hw_bench_city_free      (HwBenchCity       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBenchCity, hw_bench_city_free)

G_END_DECLS
