/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double hw_binomial_p_value (guint  recent,
                            guint  before);
double hw_rate_p_value     (guint  count,
                            double days,
                            guint  past_count,
                            double past_days);

G_END_DECLS
