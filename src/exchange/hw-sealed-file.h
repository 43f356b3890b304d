/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A file that only who knows a passphrase can read, and that nobody can change
 * without being noticed. Numbers are little-endian.
 *
 *     bytes  what
 *         8  "HWSEALED"
 *         4  version: 1
 *         4  Argon2id: passes over the memory
 *         4  Argon2id: memory, KiB; one lane
 *        16  Argon2id: salt
 *        24  header of the stream
 *       273  first chunk: the file's name, UTF-8, filled up with zeros to 256 bytes
 *    65,553  every other chunk: 65,536 bytes of the file
 *    17 ...  the last chunk: up to 65,536 bytes, and nothing after it
 *
 * The key is Argon2id (version 1.3) of the passphrase in UTF-8, NFC, 32 bytes.
 * The chunks are those of libsodium's crypto_secretstream_xchacha20poly1305,
 * each 17 bytes longer than what it holds; with the first goes, as additional
 * data, everything before the header of the stream; the last is tagged FINAL and
 * all others MESSAGE.
 */

/* How much work it is to try a passphrase. */
typedef enum
{
  HW_SEAL_MODERATE,   /* 3 passes over 256 MiB, about a second */
  HW_SEAL_TEST        /* the least there is: for tests only */
} HwSealStrength;

typedef enum
{
  HW_SEALED_ERROR_NOT_SEALED,   /* no file of this kind */
  HW_SEALED_ERROR_NEWER,        /* of a version that is not known here */
  HW_SEALED_ERROR_PASSPHRASE,   /* not the right one, or none to be used */
  HW_SEALED_ERROR_ALTERED,      /* changed, cut short or put together anew */
  HW_SEALED_ERROR_MEMORY        /* too little for the work */
} HwSealedError;

#define HW_SEALED_ERROR (hw_sealed_error_quark ())
GQuark    hw_sealed_error_quark            (void);
gboolean  hw_sealed_file_check_passphrase  (const char      *passphrase,
                                            GError         **error);
gboolean  hw_sealed_file_check             (GBytes          *sealed,
                                            GError         **error);
GBytes   *hw_sealed_file_seal              (GBytes          *plain,
                                            const char      *file_name,
                                            const char      *passphrase,
                                            HwSealStrength   strength,
                                            GError         **error);
GBytes   *hw_sealed_file_open              (GBytes          *sealed,
                                            const char      *passphrase,
                                            char           **file_name,
                                            GError         **error);

G_END_DECLS
