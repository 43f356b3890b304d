/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-message.h"

G_BEGIN_DECLS

/* What the name of a file of Gammu's inbox says. */
typedef struct
{
  char   *group;     /* (owned): what the parts of one message have in common */
  char   *sender;    /* (owned) (nullable) */
  gint64  sent_at;   /* µs UTC */
  guint   part;      /* 0, 1 ... */
} HwSmsFileName;

gboolean   hw_sms_file_name_parse (const char           *name,
                                   HwSmsFileName        *parsed);
void       hw_sms_file_name_clear (HwSmsFileName        *parsed);
HwMessage *hw_sms_file_read       (const HwSmsFileName  *name,
                                   GPtrArray            *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwSmsFileName, hw_sms_file_name_clear)

G_END_DECLS
