/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-entry.h"
#include "hw-store.h"

G_BEGIN_DECLS

/**
 * HwBatch:
 *
 * A batch with everything that another laptop needs to check and apply it.
 */
typedef struct
{
  HwId          device;
  guint8        public_key[crypto_sign_PUBLICKEYBYTES];
  char         *author;         /* (owned) */
  gint64        number;
  char         *source;         /* (owned) (nullable) */
  guint8        previous_hash[HW_HASH_LENGTH];
  guint8        hash[HW_HASH_LENGTH];
  guint8        signature[HW_SIGNATURE_LENGTH];
  GArray       *entries;        /* (owned) (element-type HwEntry): their text is in @text */
  GStringChunk *text;           /* (owned) */
} HwBatch;

void     hw_batch_free          (HwBatch       *batch);
HwBatch *hw_store_dup_batch     (HwStore       *self,
                                 gint64         device_row,
                                 gint64         number,
                                 GError       **error);
gboolean hw_store_receive_batch (HwStore       *self,
                                 const HwBatch *batch,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBatch, hw_batch_free)

G_END_DECLS
