/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_SMALL_NUMBER_LEAST 5    /* fewer people than this are not told of */
#define HW_SMALL_NUMBER_STEP  5    /* the rest is told in fives */
#define HW_SMALL_NUMBER_HIDDEN (-1)

void  hw_small_numbers_protect (const guint *counts,
                                guint        n_rows,
                                guint        n_columns,
                                int         *shown);
guint hw_small_numbers_round   (guint        count);

G_END_DECLS
