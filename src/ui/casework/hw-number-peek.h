/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_NUMBER_PEEK (hw_number_peek_get_type ())
G_DECLARE_FINAL_TYPE (HwNumberPeek, hw_number_peek, HW, NUMBER_PEEK, GObject)

HwNumberPeek *hw_number_peek_new       (HwSession    *session);
void          hw_number_peek_ask       (HwNumberPeek *self,
                                        GtkWidget    *widget,
                                        const HwCase *case_,
                                        const char   *document);
const HwId   *hw_number_peek_get_shown (HwNumberPeek *self);
void          hw_number_peek_forget    (HwNumberPeek *self);

G_END_DECLS
