/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-caller-answer.h"
#include "hw-id.h"

G_BEGIN_DECLS

#define HW_INTAKE_SAME_FOR      (G_GINT64_CONSTANT (48) * 3600 * G_USEC_PER_SEC)   /* the same bytes within this are one report */

/**
 * HwIntakeSpool:
 *
 * The file of the intake service: sealed reports that wait to be collected, and
 * what may be told about those that were. It is plain SQLite and holds nothing
 * that can be read without the team's key.
 */
typedef struct _HwIntakeSpool HwIntakeSpool;

/* A sealed report that waits. */
typedef struct
{
  gint64  number;   /* grows, and is never given twice */
  HwId    id;
  GBytes *sealed;   /* (owned) */
} HwIntakeItem;

HwIntakeSpool *hw_intake_spool_open        (const char           *path,
                                            GError              **error);
void           hw_intake_spool_close       (HwIntakeSpool        *self);
void           hw_intake_spool_set_in_one_commit (HwIntakeSpool  *self,
                                            guint                 most);
void           hw_intake_spool_add_async   (HwIntakeSpool        *self,
                                            const HwId           *id,
                                            GBytes               *sealed,
                                            GBytes               *came,
                                            gint64                now,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean       hw_intake_spool_add_finish  (HwIntakeSpool        *self,
                                            GAsyncResult         *result,
                                            HwId                 *id,
                                            GError              **error);
GPtrArray     *hw_intake_spool_list        (HwIntakeSpool        *self,
                                            gint64                after,
                                            guint                 most,
                                            gsize                 most_bytes,
                                            GError              **error);
gint64         hw_intake_spool_count       (HwIntakeSpool        *self);
gboolean       hw_intake_spool_forget      (HwIntakeSpool        *self,
                                            const HwId           *ids,
                                            guint                 n_ids,
                                            guint                *n_forgotten,
                                            GError              **error);
gboolean       hw_intake_spool_get_status  (HwIntakeSpool        *self,
                                            const HwId           *id,
                                            HwCallerAnswer       *answer,
                                            gint64               *day);
gboolean       hw_intake_spool_set_status  (HwIntakeSpool        *self,
                                            const HwId           *id,
                                            HwCallerAnswer        answer,
                                            gint64                day,
                                            gboolean             *known,
                                            GError              **error);
void           hw_intake_item_free         (HwIntakeItem         *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeSpool, hw_intake_spool_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeItem, hw_intake_item_free)

G_END_DECLS
