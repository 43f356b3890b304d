/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_OTHER_SERVER_DIALOG (hw_other_server_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwOtherServerDialog, hw_other_server_dialog, HW, OTHER_SERVER_DIALOG, AdwWindow)

GtkWidget *hw_other_server_dialog_new (GtkWindow           *parent,
                                       HwSession           *session,
                                       const HwOtherServer *server);

G_END_DECLS
