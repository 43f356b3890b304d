/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwPrivateFile:
 *
 * A file that is written under another name beside its place, readable by its
 * owner only (mode 0600), and comes to its place complete or not at all.
 */
typedef struct _HwPrivateFile HwPrivateFile;

/**
 * hw_private_file_create:
 * @path: where the file is to be; what is there already stays until hw_private_file_commit()
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with @error set
 */
HwPrivateFile *hw_private_file_create     (const char     *path,
                                           GError        **error);
/* (transfer none): where to write. */
GOutputStream *hw_private_file_get_stream (HwPrivateFile  *self);
/* Brings the file to the disk and to its place. Frees nothing. */
gboolean       hw_private_file_commit     (HwPrivateFile  *self,
                                           GError        **error);
/* The same, but where there is a file of that name by now, it stays and this one does not come. */
gboolean       hw_private_file_commit_new (HwPrivateFile  *self,
                                           GError        **error);
/* A whole file of what is in memory already: what was there before stays where it cannot be written. */
gboolean       hw_private_file_write      (const char     *path,
                                           const void     *data,
                                           gsize           size,
                                           GError        **error);
/* Without a commit before it nothing is left. */
void           hw_private_file_free       (HwPrivateFile  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPrivateFile, hw_private_file_free)

G_END_DECLS
