/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwMessage:
 *
 * What came as plain words, by SMS or by e-mail: who sent it, when, and what it
 * says. Strings are valid UTF-8, %NULL where there is none.
 */
typedef struct
{
  HwChannel   channel;
  gint64      sent_at;       /* µs UTC, 0 where it does not say */
  char       *sender;        /* (owned) (nullable): a number or an address */
  char       *sender_name;   /* (owned) (nullable) */
  char       *subject;       /* (owned) (nullable) */
  char       *text;          /* (owned) */
  GPtrArray  *attachments;   /* (owned) (nullable) (element-type utf8): the names of what was not read */
} HwMessage;

HwMessage *hw_message_new          (HwChannel         channel);
void       hw_message_free         (HwMessage        *self);
char      *hw_message_dup_words    (const HwMessage  *self);
HwReport  *hw_message_make_report  (const HwMessage  *self,
                                    gint64            now,
                                    const HwPoint    *nearby);
char      *hw_message_decode       (const char       *bytes,
                                    gsize             length);
char      *hw_message_clean        (char             *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMessage, hw_message_free)

G_END_DECLS
