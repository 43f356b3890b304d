/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_TIME_WORDS_ERROR (hw_time_words_error_quark ())
GQuark hw_time_words_error_quark (void);

typedef enum
{
  HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD,   /* words that mean nothing here; the caller keeps them as they are */
  HW_TIME_WORDS_ERROR_FUTURE            /* nobody was seen at a time that is still to come */
} HwTimeWordsError;

gboolean hw_time_words_parse (const char *text,
                              gint64      now,
                              GTimeZone  *zone,
                              gint64     *at,
                              gint64     *precision,
                              GError    **error);

G_END_DECLS
