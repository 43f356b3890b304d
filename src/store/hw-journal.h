/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-connection.h"
#include "hw-entry.h"

G_BEGIN_DECLS

/**
 * HwJournal:
 *
 * The append-only record of one workspace and the chain of this laptop in it.
 * Everything happens inside a transaction of the caller.
 */
typedef struct _HwJournal HwJournal;

gboolean    hw_journal_found           (HwConnection  *connection,
                                        const HwId    *device,
                                        const char    *author,
                                        GError       **error);
HwJournal  *hw_journal_new             (HwConnection  *connection,
                                        GError       **error);
void        hw_journal_free            (HwJournal     *self);
void        hw_journal_get_device      (HwJournal     *self,
                                        HwId          *device);
const char *hw_journal_get_author      (HwJournal     *self);

void        hw_journal_begin_batch     (HwJournal     *self,
                                        const char    *source);
void        hw_journal_prepare         (HwJournal     *self,
                                        HwEntry       *entry);
void        hw_journal_advance         (HwJournal     *self,
                                        const HwEntry *entry);
void        hw_journal_seal            (HwJournal     *self,
                                        HwEntry       *entry);
gboolean    hw_journal_insert_sealed   (HwJournal     *self,
                                        const HwEntry *entry,
                                        GError       **error);
gboolean    hw_journal_append          (HwJournal     *self,
                                        HwEntry       *entry,
                                        GError       **error);
gboolean    hw_journal_end_batch       (HwJournal     *self,
                                        GError       **error);
void        hw_journal_abort_batch     (HwJournal     *self);

/* Between the journal and what reads or receives whole chains. */
#define HW_ENTRY_COLUMNS \
  "e.position, d.device, e.number, e.kind, e.version, e.compartment, e.subject, e.parents, e.lamport, " \
  "e.happened_at, e.happened_precision, e.recorded_at, e.author, e.body, e.salt, e.commitment"
#define HW_N_ENTRY_COLUMNS 16

gboolean    hw_journal_read            (HwStatement   *statement,
                                        HwEntry       *entry);
gboolean    hw_journal_insert          (HwConnection  *connection,
                                        gint64         device_row,
                                        const HwEntry *entry,
                                        GError       **error);
gboolean    hw_journal_insert_batch    (HwConnection  *connection,
                                        gint64         device_row,
                                        gint64         number,
                                        gint64         first_entry,
                                        gint64         last_entry,
                                        const char    *source,
                                        const guint8  *previous_hash,
                                        const guint8  *hash,
                                        const guint8  *signature,
                                        GError       **error);
gboolean    hw_journal_set_head        (HwConnection  *connection,
                                        gint64         device_row,
                                        gint64         last_entry,
                                        gint64         last_batch,
                                        gint64         lamport,
                                        const guint8  *hash,
                                        GError       **error);
void        hw_journal_mark            (HwJournal     *self);
gint64      hw_journal_take_position   (HwJournal     *self);
void        hw_journal_see_lamport     (HwJournal     *self,
                                        gint64         lamport);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwJournal, hw_journal_free)

G_END_DECLS
