/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hw_street_answer_read    (GBytes *answer,
                                   guint   n_rows,
                                   guint   n_columns,
                                   double *seconds);
char    *hw_street_answer_dup_refusal (GBytes *answer);

G_END_DECLS
