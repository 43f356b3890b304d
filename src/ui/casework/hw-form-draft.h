/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

void  hw_form_draft_save     (HwSession  *session,
                              const char *name,
                              const char *typed,
                              gint64      now);
char *hw_form_draft_dup      (HwSession  *session,
                              const char *name,
                              gint64      now,
                              char      **words);
char *hw_form_draft_dup_name (const HwId *case_id,
                              const char *form);

G_END_DECLS
