/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-empty.h"

/*
 * The first steps. Every button is an action of the window, so that this page
 * knows nothing about what they do.
 */

struct _HwMapEmpty
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HwMapEmpty, hw_map_empty, ADW_TYPE_BIN)

static void
hw_map_empty_class_init (HwMapEmptyClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/org/outreachtools/Homeward/ui/map/hw-map-empty.ui");
}

static void
hw_map_empty_init (HwMapEmpty *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_map_empty_new:
 *
 * Returns: (transfer floating): the first steps
 */
GtkWidget *
hw_map_empty_new (void)
{
  return g_object_new (HW_TYPE_MAP_EMPTY, NULL);
}
