/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CONFLICT_CARD (hw_conflict_card_get_type ())
G_DECLARE_FINAL_TYPE (HwConflictCard, hw_conflict_card, HW, CONFLICT_CARD, GtkWidget)

/* A field of something else than a case. */
typedef struct
{
  const char *name;                        /* (static): as a conflict has it */
  const char *title;                       /* (static): untranslated */
  char     *(*dup_words) (const char *);   /* (nullable): what a value means; without, the value says it */
} HwConflictField;

GtkWidget *hw_conflict_card_new      (HwSession      *session);
void       hw_conflict_card_set_case (HwConflictCard *self,
                                      const HwCase   *case_);
void       hw_conflict_card_set_thing (HwConflictCard        *self,
                                       const HwId            *id,
                                       const HwConflictField *fields,
                                       guint                  n_fields);

G_END_DECLS
