/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwTextReader:
 *
 * Turns the bytes of a file into UTF-8, a block at a time, so that a file of
 * any size needs the memory of one block.
 */
typedef struct _HwTextReader HwTextReader;

/**
 * hw_text_reader_detect:
 * @file: a file
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Finds out how the text of @file is encoded: by its byte order mark, by where
 * its zeroes stand, and else by whether the whole of it is valid UTF-8. What is
 * not is taken for Windows-1252, in which every byte is a character.
 *
 * Returns: (nullable): "UTF-8", "UTF-16LE", "UTF-16BE" or "WINDOWS-1252"; %NULL
 *   with %HW_IMPORT_FILE_EMPTY, %HW_IMPORT_FILE_NOT_A_FILE,
 *   %HW_IMPORT_FILE_NOT_TEXT or a %G_IO_ERROR
 */
const char   *hw_text_reader_detect    (GFile         *file,
                                        GCancellable  *cancellable,
                                        GError       **error);

/**
 * hw_text_reader_new:
 * @stream: the bytes, from their beginning
 * @encoding: one of the names hw_text_reader_detect() gives
 *
 * Returns: (transfer full): a reader; a byte order mark is left out of its text
 */
HwTextReader *hw_text_reader_new       (GInputStream  *stream,
                                        const char    *encoding);
void          hw_text_reader_free      (HwTextReader  *self);

/**
 * hw_text_reader_read:
 * @self: a reader
 * @text: (out) (transfer none): valid UTF-8 that may hold NUL characters and is
 *   good until the next call
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: the length of @text in bytes, 0 at the end, -1 with @error set
 */
gssize        hw_text_reader_read      (HwTextReader  *self,
                                        const char   **text,
                                        GCancellable  *cancellable,
                                        GError       **error);

/* How many bytes of the file have been read: for a progress bar. */
guint64       hw_text_reader_get_n_read (HwTextReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTextReader, hw_text_reader_free)

G_END_DECLS
