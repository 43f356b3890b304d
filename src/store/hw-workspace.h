/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store.h"

G_BEGIN_DECLS

/**
 * HwWorkspace: a worker thread that owns a HwStore. Work is handed to it as a
 * function; it runs there, in order, and the callback comes back on the main
 * context that asked. Nothing else touches the store.
 */
#define HW_TYPE_WORKSPACE (hw_workspace_get_type ())
G_DECLARE_FINAL_TYPE (HwWorkspace, hw_workspace, HW, WORKSPACE, GObject)

/* Runs on the worker. Returns (transfer full) whatever it likes, or NULL with @error set; a gboolean goes through GINT_TO_POINTER. */
typedef gpointer (*HwWorkspaceFunc) (HwStore *store, gpointer data, GCancellable *cancellable, GError **error);

void         hw_workspace_create_async  (const char *path, const char *team_name, const char *author, const char *passphrase, HwKeyStrength strength, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwWorkspace *hw_workspace_create_finish (GAsyncResult *result, char **recovery_code, GError **error);
void         hw_workspace_open_async    (const char *path, HwSecretKind kind, const char *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwWorkspace *hw_workspace_open_finish   (GAsyncResult *result, GError **error);
void         hw_workspace_run_async     (HwWorkspace *self, gpointer source_tag, HwWorkspaceFunc func, gpointer data, GDestroyNotify data_free, GDestroyNotify result_free, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer     hw_workspace_run_finish    (HwWorkspace *self, GAsyncResult *result, GError **error);
/* Waits for what is queued, closes the file, wipes the key, ends the thread. */
void         hw_workspace_close_async   (HwWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean     hw_workspace_close_finish  (HwWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
