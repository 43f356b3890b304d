/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-journal.h"
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwImportEntries:
 *
 * The entries of an import on their way into the journal. Their bodies are
 * written, committed to and hashed on a thread of its own while the store works
 * on the reports that follow; their rows are inserted by who adds them.
 */
typedef struct _HwImportEntries HwImportEntries;

/* @journal has an open batch, and nobody else appends to it before these are flushed or freed. */
HwImportEntries *hw_import_entries_new   (HwJournal       *journal);
void             hw_import_entries_free  (HwImportEntries *self);
gboolean         hw_import_entries_add   (HwImportEntries *self,
                                          const HwEntry   *entry,
                                          const HwReport  *report,
                                          GError         **error);
gboolean         hw_import_entries_flush (HwImportEntries *self,
                                          GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwImportEntries, hw_import_entries_free)

G_END_DECLS
