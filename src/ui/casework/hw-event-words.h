/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

/* What an entry of the journal is about, to look for some of them only. */
typedef enum { HW_EVENT_STEP, HW_EVENT_DONE, HW_EVENT_CONSENT, HW_EVENT_WRITTEN, HW_N_EVENT_GROUPS } HwEventGroup;

/**
 * HwEventWords:
 * @group: what it is about
 * @icon: (static): name of an icon
 * @words: (owned): what happened, plain text
 * @record: (nullable) (owned): the identity of the record it is about, to correct it
 */
typedef struct
{
  HwEventGroup  group;
  const char   *icon;
  char         *words;
  char         *record;
} HwEventWords;

void        hw_event_words_read      (HwEventWords *self,
                                      const char   *kind,
                                      const char   *body,
                                      HwSession    *session);
void        hw_event_words_clear     (HwEventWords *self);
const char *hw_event_group_get_words (HwEventGroup  group);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwEventWords, hw_event_words_clear)

G_END_DECLS
