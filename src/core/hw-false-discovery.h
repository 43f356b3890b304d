/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double hw_false_discovery_limit (const double *p_values,
                                 gsize         n_p_values,
                                 double        rate);

G_END_DECLS
