/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-shift.h"

G_BEGIN_DECLS

HwTalk hw_talk_find (const char * const *heard,
                     const HwShift      *shift);

G_END_DECLS
