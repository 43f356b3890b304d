/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/* The checks that reports and contacts have in common; each sets an error of HW_REPORT_ERROR. */
#define HW_REPORT_EARLIEST        (G_GINT64_CONSTANT (631152000) * G_USEC_PER_SEC)  /* 1990-01-01T00:00Z */
#define HW_REPORT_CLOCK_TOLERANCE (G_GINT64_CONSTANT (300) * G_USEC_PER_SEC)
#define HW_POINT_IS_UNKNOWN(point) ((point)->latitude == G_MAXDOUBLE && (point)->longitude == G_MAXDOUBLE)

gboolean hw_check_time   (gint64         time,
                          gint64         now,
                          GError       **error);
gboolean hw_check_point  (const HwPoint *point,
                          const char    *place,
                          GError       **error);
gboolean hw_check_people (guint          people,
                          GError       **error);
gboolean hw_check_text   (const char    *text,
                          glong          longest,
                          const char    *what,
                          GError       **error);
/* Whether there is nothing in it but white space. */
gboolean hw_check_is_blank (const char *text);
gboolean hw_check_is_country (const char *text);

G_END_DECLS
