/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-export-file.h"
#include "hw-sealed-file.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwListPreview:
 * @list: who is told of, and who is left out and why
 * @table: exactly what will leave
 * @digest: of @table: what is written must be what was looked at
 */
typedef struct
{
  HwExportList *list;     /* (owned) */
  HwListTable  *table;    /* (owned) */
  char         *digest;   /* (owned) */
} HwListPreview;

/**
 * HwListFile:
 * @format: how
 * @path: where to
 * @passphrase: (nullable): the file is sealed with it; %NULL: it can be read by everybody who has it
 * @strength: how hard it is to try passphrases
 *
 * The file of a list.
 */
typedef struct
{
  HwExportFormat  format;
  const char     *path;
  const char     *passphrase;
  HwSealStrength  strength;
} HwListFile;

void           hw_list_preview_free        (HwListPreview       *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwListPreview, hw_list_preview_free)

GPtrArray     *hw_list_write               (HwStore             *store,
                                            const HwExportAsk   *ask,
                                            const HwListFile    *file,
                                            const char          *digest,
                                            GCancellable        *cancellable,
                                            GError             **error);
GPtrArray     *hw_session_list_recipients  (HwSession           *self,
                                            const char          *purpose);
HwListPreview *hw_session_preview_list     (HwSession           *self,
                                            const HwExportAsk   *ask,
                                            gint64               now);
void           hw_session_write_list_async (HwSession           *self,
                                            const HwExportAsk   *ask,
                                            HwExportFormat       format,
                                            const char          *path,
                                            const char          *passphrase,
                                            const char          *digest,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean       hw_session_write_list_finish (HwSession          *self,
                                            GAsyncResult        *result,
                                            guint               *n_people,
                                            GError             **error);

G_END_DECLS
