/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case-theme.h"

G_BEGIN_DECLS

typedef enum { HW_EVIDENCE_WORDS, HW_EVIDENCE_DATE, HW_EVIDENCE_CHOICE } HwEvidenceKind;

/**
 * HwEvidenceField:
 * @field: a HW_FIELD_ name
 * @theme: the card and the form it stands on; HW_N_THEMES: none
 * @kind: how it is asked for
 * @title: what it is called; to be translated
 * @values: of a choice: its values; of a date: a word that will do as well
 * @words: what @values are called; to be translated
 */
typedef struct
{
  const char     *field;
  HwCaseTheme     theme;
  HwEvidenceKind  kind;
  const char     *title;
  const char     *values[4];
  const char     *words[4];
} HwEvidenceField;

const HwEvidenceField *hw_evidence_fields      (guint                 *n_fields);
const HwEvidenceField *hw_evidence_field_find  (const char            *field);
char                  *hw_evidence_dup_words   (const HwEvidenceField *field,
                                                const char            *value);
char                  *hw_evidence_dup_value   (const HwEvidenceField *field,
                                                const char            *words);

G_END_DECLS
