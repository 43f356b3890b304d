/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-letter.h"

G_BEGIN_DECLS

typedef enum { HW_LETTER_TITLE, HW_LETTER_HEADING, HW_LETTER_PARAGRAPH, HW_LETTER_PAIR } HwLetterItemKind;

typedef struct
{
  HwLetterItemKind  kind;
  char             *headings[2];   /* (owned) (nullable) */
  char             *texts[2];      /* (owned) (nullable): the second only of a pair */
} HwLetterItem;

struct _HwLetter
{
  GPtrArray *items;      /* (owned) (element-type HwLetterItem) */
  gboolean   one_page;
};

G_END_DECLS
