/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session.h"

G_BEGIN_DECLS

const char         *hw_record_words_icon        (HwCaseRecordKind    kind);
const char         *hw_record_words_hint        (HwCaseRecordKind    kind);
gboolean            hw_record_words_points_to   (HwCaseRecordKind    kind,
                                                 const char         *field,
                                                 HwCaseRecordKind   *target);
HwCaseRecord       *hw_record_words_find        (const HwCase       *case_,
                                                 const char         *id);
char               *hw_record_words_dup_mask    (const char         *secret);
char               *hw_record_words_dup_time    (const char         *value,
                                                 gint64              now);
char               *hw_record_words_dup_partner (HwSession          *session,
                                                 const char         *value);
char               *hw_record_words_dup_value   (const HwFieldSpec  *spec,
                                                 const char         *value,
                                                 HwSession          *session);
char               *hw_record_words_dup_field   (const HwCaseRecord *record,
                                                 const char         *field,
                                                 HwSession          *session);
char               *hw_record_words_dup_list    (const HwCaseRecord *record,
                                                 const char * const *fields,
                                                 const char         *between,
                                                 HwSession          *session);
char               *hw_record_words_dup_essence (const HwCaseRecord *record,
                                                 HwSession          *session);

G_END_DECLS
