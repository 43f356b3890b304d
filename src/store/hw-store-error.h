/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_STORE_ERROR (hw_store_error_quark ())
GQuark hw_store_error_quark (void);

/* Every message is translated and says what happened, what was kept, what to do. */
typedef enum
{
  HW_STORE_ERROR_WRONG_SECRET,     /* the passphrase or recovery code does not open it */
  HW_STORE_ERROR_NOT_A_WORKSPACE,  /* no such file, a directory, or not ours */
  HW_STORE_ERROR_KEY_FILE,         /* the key file is missing or damaged */
  HW_STORE_ERROR_DAMAGED,          /* truncated or altered */
  HW_STORE_ERROR_NEWER,            /* written by a newer Homeward */
  HW_STORE_ERROR_READ_ONLY,
  HW_STORE_ERROR_FULL,             /* disk full */
  HW_STORE_ERROR_LOCKED,           /* a second process has it open */
  HW_STORE_ERROR_EXISTS,           /* create: something is there already */
  HW_STORE_ERROR_PASSPHRASE,       /* too short or too long to be one */
  HW_STORE_ERROR_RULE,             /* a rule refuses the entry */
  HW_STORE_ERROR_GATE,             /* the gate of a stage is shut */
  HW_STORE_ERROR_NOT_FOUND,
  HW_STORE_ERROR_INTERNAL
} HwStoreError;

gboolean hw_error_is_wrong_secret (const GError *error);
gboolean hw_error_is_locked       (const GError *error);
gboolean hw_error_is_damaged      (const GError *error);
gboolean hw_error_is_gate         (const GError *error);

G_END_DECLS
