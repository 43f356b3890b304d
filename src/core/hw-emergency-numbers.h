/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwEmergencyNumbers:
 *
 * Whom to ring in which country. A team fills in what it has made sure of;
 * nothing is guessed for a country that is not there.
 */
typedef struct _HwEmergencyNumbers HwEmergencyNumbers;

#define HW_EMERGENCY_GENERAL      "general"        /* life in danger */
#define HW_EMERGENCY_POLICE       "police"         /* not urgent */
#define HW_EMERGENCY_MEDICAL      "medical"        /* a doctor, not urgent */
#define HW_EMERGENCY_CHILD        "child"          /* helpline for children */
#define HW_EMERGENCY_EXPLOITATION "exploitation"   /* helpline against forced labour and trafficking */

HwEmergencyNumbers *hw_emergency_numbers_parse (const char               *text,
                                                gssize                    length,
                                                GError                  **error);
const char         *hw_emergency_numbers_get_country (const HwEmergencyNumbers *self);
void                hw_emergency_numbers_free  (HwEmergencyNumbers       *self);
const char         *hw_emergency_numbers_get   (const HwEmergencyNumbers *self,
                                                const char               *country,
                                                const char               *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwEmergencyNumbers, hw_emergency_numbers_free)

G_END_DECLS
