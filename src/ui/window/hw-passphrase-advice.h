/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the store takes (hw_store_create ()). */
#define HW_PASSPHRASE_MINIMUM 8

typedef enum { HW_PASSPHRASE_EMPTY, HW_PASSPHRASE_TOO_SHORT, HW_PASSPHRASE_WEAK, HW_PASSPHRASE_FAIR, HW_PASSPHRASE_GOOD } HwPassphraseStrength;

HwPassphraseStrength hw_passphrase_judge  (const char           *passphrase);
const char          *hw_passphrase_advice (HwPassphraseStrength  strength);

G_END_DECLS
