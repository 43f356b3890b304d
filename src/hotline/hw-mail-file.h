/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-message.h"

G_BEGIN_DECLS

HwMessage *hw_mail_file_read       (GBytes *bytes);
HwMessage *hw_mail_file_read_plain (GBytes *bytes);

G_END_DECLS
