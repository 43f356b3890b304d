/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwPhrases:
 *
 * Short texts in several languages that a team can edit: a section for each
 * language, in it a name and a text for each phrase. A language that lacks a
 * phrase is not offered: half a sentence in it helps nobody.
 */
typedef struct _HwPhrases HwPhrases;

HwPhrases          *hw_phrases_parse          (const char         *text,
                                               gssize              length,
                                               const char * const *names,
                                               GError            **error);
void                hw_phrases_free           (HwPhrases          *self);
const char * const *hw_phrases_list_languages (const HwPhrases    *self);
const char * const *hw_phrases_list_names     (const HwPhrases    *self);
gboolean            hw_phrases_has_language   (const HwPhrases    *self,
                                               const char         *language);
const char         *hw_phrases_pick_language  (const HwPhrases    *self,
                                               const char         *language);
const char         *hw_phrases_get            (const HwPhrases    *self,
                                               const char         *language,
                                               const char         *name);
char               *hw_phrases_fill           (const char         *text,
                                               const char         *first_name,
                                               ...) G_GNUC_NULL_TERMINATED;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPhrases, hw_phrases_free)

G_END_DECLS
