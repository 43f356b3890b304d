/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HW_INTAKE_KEY_LENGTH 32

/**
 * HwIntakeKey:
 *
 * The key pair that reports are sealed with when they come in
 * (crypto_box_seal: X25519 and XSalsa20-Poly1305). The public half stands in
 * the settings of the service; the secret half is known to the workspace alone.
 */
typedef struct _HwIntakeKey HwIntakeKey;

HwIntakeKey  *hw_intake_key_new              (void);
HwIntakeKey  *hw_intake_key_parse            (const char         *text,
                                              GError            **error);
char         *hw_intake_key_to_string        (const HwIntakeKey  *self);
char         *hw_intake_key_to_secret_string (const HwIntakeKey  *self);
const guint8 *hw_intake_key_get_public       (const HwIntakeKey  *self);
const guint8 *hw_intake_key_get_secret       (const HwIntakeKey  *self);
void          hw_intake_key_free             (HwIntakeKey        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeKey, hw_intake_key_free)

G_END_DECLS
