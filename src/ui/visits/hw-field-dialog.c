/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-dialog.h"

/*
 * A short form of the field page. What is in it, its opener adds; signal
 * "accepted": it is filled in, and the opener closes it.
 */

struct _HwFieldDialog
{
  HwFormDialog parent_instance;
};

enum { ACCEPTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFieldDialog, hw_field_dialog, HW_TYPE_FORM_DIALOG)

static void
hw_field_dialog_accept (HwFormDialog *form)
{
  g_signal_emit (form, signals[ACCEPTED], 0);
}

static void
hw_field_dialog_class_init (HwFieldDialogClass *klass)
{
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_field_dialog_accept;
  signals[ACCEPTED] = g_signal_new ("accepted", HW_TYPE_FIELD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_field_dialog_init (HwFieldDialog *self)
{
}

/**
 * hw_field_dialog_new:
 * @opener: a widget of the window over which it stands
 * @session: an open session
 * @title: what is asked
 * @verb: on its button
 *
 * Returns: (transfer none): the dialog, which GTK keeps until it is closed
 */
GtkWidget *
hw_field_dialog_new (GtkWidget  *opener,
                     HwSession  *session,
                     const char *title,
                     const char *verb)
{
  GtkWidget *self = g_object_new (HW_TYPE_FIELD_DIALOG, NULL);

  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, title, verb);
  return self;
}
