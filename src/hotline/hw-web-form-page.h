/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-web-form.h"
#include "hw-web-page.h"

G_BEGIN_DECLS

GBytes *hw_web_form_page_write (const HwWebPage *page,
                                const HwWebForm *form);

G_END_DECLS
