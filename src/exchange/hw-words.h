/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

const char *hw_words_status       (HwReportStatus status);
const char *hw_words_channel      (HwChannel      channel);
const char *hw_words_age          (HwAgeGroup     age);
const char *hw_words_usually      (HwUsually      usually);
const char *hw_words_answer       (HwTriState     answer);
const char *hw_words_reply        (HwReplyWish    reply);
const char *hw_words_concern      (HwConcerns     concern);
char       *hw_words_dup_number   (guint64        number);
char       *hw_words_dup_concerns (HwConcerns     concerns);
char       *hw_words_dup_people   (guint          people);
char       *hw_words_dup_time     (gint64         at,
                                   gint64         now);
char       *hw_words_dup_ago      (gint64         span);
char       *hw_words_dup_span     (gint64         span);
char       *hw_words_dup_distance (double         metres);
const char *hw_words_place        (const HwReport *report,
                                   char          **storage);

G_END_DECLS
