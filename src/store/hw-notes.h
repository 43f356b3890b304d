/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-tables.h"

G_BEGIN_DECLS

typedef struct _HwNotes HwNotes;

HwNotes       *hw_notes_read          (HwTables    *tables,
                                       const char  *kind,
                                       const HwId  *subject,
                                       GError     **error);
void           hw_notes_free          (HwNotes     *self);
const HwStamp *hw_notes_get_stamp     (HwNotes     *self);
HwBody        *hw_notes_dup_merged    (HwNotes     *self,
                                       GError     **error);
void           hw_notes_settle        (HwNotes     *self,
                                       GString     *body,
                                       const char  *field,
                                       const char  *value);
void           hw_notes_add_conflicts (HwNotes     *self,
                                       GPtrArray   *conflicts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwNotes, hw_notes_free)

G_END_DECLS
