/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean hw_bed_down_parse     (const char  *words,
                                guint       *minute);
gboolean hw_bed_down_of_rhythm (const guint  rhythm[7][24],
                                guint       *minute);
gint64   hw_bed_down_within    (guint        minute,
                                gint64       starts_at,
                                gint64       ends_at,
                                GTimeZone   *zone);

G_END_DECLS
