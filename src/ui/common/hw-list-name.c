/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-list-name.h"

/* Of GtkListItem since GTK 4.12. */
#define ACCESSIBLE_LABEL "accessible-label"

/**
 * hw_list_item_set_name:
 * @list_item: a row of a list, with its child
 * @name: what a screen reader says when the row has the focus
 *
 * Names the row itself: newer GTK has no ear for the name of the box in it.
 */
void
hw_list_item_set_name (GtkListItem *list_item,
                       const char  *name)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  GtkWidget *row = child != NULL ? gtk_widget_get_parent (child) : NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (list_item), ACCESSIBLE_LABEL) != NULL)
    g_object_set (list_item, ACCESSIBLE_LABEL, name, NULL);
  else if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
