/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-network-strip.h"

#include <glib/gi18n-lib.h>

/* Says that there is no network, and that it does not matter here. */

static void
network_cb (GtkRevealer     *strip,
            GParamSpec      *property,
            GNetworkMonitor *monitor)
{
  gtk_revealer_set_reveal_child (strip, !g_network_monitor_get_network_available (monitor));
}

/**
 * hw_network_strip_new:
 * @monitor: what knows whether there is one
 *
 * Returns: (transfer floating): a strip that is there while there is none
 */
GtkWidget *
hw_network_strip_new (GNetworkMonitor *monitor)
{
  GtkWidget *strip = gtk_revealer_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (_("No network. Everything is kept on this laptop."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (box, "network-strip");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("network-offline-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_revealer_set_child (GTK_REVEALER (strip), box);
  g_signal_connect_object (monitor, "notify::network-available", G_CALLBACK (network_cb), strip, G_CONNECT_SWAPPED);
  network_cb (GTK_REVEALER (strip), NULL, monitor);
  return strip;
}
