/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { HW_WEB_WHEN_NOW, HW_WEB_WHEN_TONIGHT, HW_WEB_WHEN_LAST_NIGHT, HW_WEB_WHEN_ANOTHER } HwWebWhen;

/* When somebody was seen, as the form asks for it. */
typedef struct
{
  HwWebWhen   when;
  const char *date;    /* (nullable) */
  const char *clock;   /* (nullable) */
} HwWebTime;

const char *hw_web_time_read (const HwWebTime  *time,
                              gint64            now,
                              GTimeZone        *zone,
                              gint64           *at,
                              gint64           *precision,
                              const char      **field);

G_END_DECLS
