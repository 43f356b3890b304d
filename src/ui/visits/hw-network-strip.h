/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *hw_network_strip_new (GNetworkMonitor *monitor);

G_END_DECLS
