/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-state-popover.h"
#include "hw-preferences.h"

#include <glib/gi18n-lib.h>

/*
 * Says where the data lies and lets the user choose when it locks by itself.
 */

struct _HwStatePopover
{
  GtkPopover parent_instance;

  HwSession *session;   /* (owned) */

  GtkLabel *team_label;
  GtkLabel *where_label;
  GtkLabel *path_label;
  GtkDropDown *minutes_drop_down;
};

G_DEFINE_FINAL_TYPE (HwStatePopover, hw_state_popover, GTK_TYPE_POPOVER)

/* In the order of the template's words. */
static const guint choices[] = { 2, 5, 10, 30, 60 };

static void
show_minutes (HwStatePopover *self)
{
  guint minutes = hw_preferences_get_auto_lock_minutes ();
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] == minutes)
      selected = i;
  gtk_drop_down_set_selected (self->minutes_drop_down, selected);
}

static void
minutes_selected_cb (HwStatePopover *self)
{
  guint selected = gtk_drop_down_get_selected (self->minutes_drop_down);

  if (selected < G_N_ELEMENTS (choices))
    hw_preferences_set_auto_lock_minutes (choices[selected]);
}

static void
show_cb (HwStatePopover *self)
{
  const char *path = self->session ? hw_session_get_path (self->session) : NULL;
  const char *team = self->session ? hw_session_get_team_name (self->session) : NULL;
  g_autofree char *shown = path ? g_filename_display_name (path) : NULL;
  gboolean demo = FALSE;

  if (self->session != NULL)
    g_object_get (self->session, "demo", &demo, NULL);
  gtk_label_set_label (self->team_label, team ? team : "");
  gtk_label_set_label (self->where_label, demo ? _("Everybody and everything here is made up. It is gone when you close the window.")
                                               : _("Everything is in one encrypted file on this laptop. Nothing is sent anywhere."));
  gtk_label_set_label (self->path_label, demo || shown == NULL ? "" : shown);
  gtk_widget_set_visible (GTK_WIDGET (self->path_label), !demo);
  show_minutes (self);
}

static void
hw_state_popover_dispose (GObject *object)
{
  HwStatePopover *self = HW_STATE_POPOVER (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_STATE_POPOVER);
  G_OBJECT_CLASS (hw_state_popover_parent_class)->dispose (object);
}

static void
hw_state_popover_class_init (HwStatePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_state_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-state-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HwStatePopover, team_label);
  gtk_widget_class_bind_template_child (widget_class, HwStatePopover, where_label);
  gtk_widget_class_bind_template_child (widget_class, HwStatePopover, path_label);
  gtk_widget_class_bind_template_child (widget_class, HwStatePopover, minutes_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, minutes_selected_cb);
}

static void
hw_state_popover_init (HwStatePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_state_popover_set_session:
 * @self: a popover
 * @session: whose workspace it tells of
 */
void
hw_state_popover_set_session (HwStatePopover *self,
                              HwSession      *session)
{
  g_return_if_fail (HW_IS_STATE_POPOVER (self));
  g_set_object (&self->session, session);
}
