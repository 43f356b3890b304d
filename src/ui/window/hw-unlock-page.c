/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-unlock-page.h"
#include "hw-path-chooser.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The locked window: one entry, for the passphrase or for the recovery code.
 * What was typed leaves the entry as soon as it was handed over.
 */

struct _HwUnlockPage
{
  AdwBin parent_instance;

  HwSession *session;      /* (owned) */
  GdkDevice *keyboard;     /* (owned) (nullable) */
  HwSecretKind kind;

  GtkLabel *title_label;
  GtkLabel *reason_label;
  AdwPasswordEntryRow *secret_row;
  GtkWidget *caps_lock_box;
  GtkRevealer *problem_revealer;
  GtkLabel *problem_label;
  GtkWidget *unlock_button;
  GtkButton *kind_button;
};

G_DEFINE_FINAL_TYPE (HwUnlockPage, hw_unlock_page, ADW_TYPE_BIN)

static void
show_problem (HwUnlockPage *self,
              const char   *words)
{
  gtk_label_set_label (self->problem_label, words ? words : "");
  gtk_revealer_set_reveal_child (self->problem_revealer, words != NULL);
}

static void
show_kind (HwUnlockPage *self)
{
  gboolean recovery = self->kind == HW_SECRET_RECOVERY_CODE;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->secret_row), recovery ? _("Recovery code") : _("Passphrase"));
  gtk_button_set_label (self->kind_button, recovery ? _("Use the passphrase") : _("Use the recovery code"));
}

static void
update_caps_lock (HwUnlockPage *self)
{
  gtk_widget_set_visible (self->caps_lock_box, self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard));
}

static void
update_button (HwUnlockPage *self)
{
  const char *secret = gtk_editable_get_text (GTK_EDITABLE (self->secret_row));

  gtk_widget_set_sensitive (self->unlock_button, *secret != '\0');
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (hw_session_unlock_finish (HW_SESSION (source), result, &error))
    {
      show_problem (self, NULL);
      return;
    }
  show_problem (self, error->message);
  hw_unlock_page_focus (self);
}

static void
unlock_cb (HwUnlockPage *self)
{
  g_autofree char *secret = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->secret_row)));

  if (*secret == '\0' || hw_session_get_state (self->session) != HW_SESSION_LOCKED)
    return;

  show_problem (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), "");
  hw_session_unlock_async (self->session, self->kind, self->kind == HW_SECRET_RECOVERY_CODE ? g_strstrip (secret) : secret, NULL,
                           unlocked_cb, g_object_ref (self));
  explicit_bzero (secret, strlen (secret));
}

static void
kind_clicked_cb (HwUnlockPage *self)
{
  self->kind = self->kind == HW_SECRET_PASSPHRASE ? HW_SECRET_RECOVERY_CODE : HW_SECRET_PASSPHRASE;
  show_kind (self);
  hw_unlock_page_focus (self);
}

static void
chosen_cb (const char *path,
           gpointer    user_data)
{
  HwUnlockPage *self = user_data;

  hw_session_set_path (self->session, path);
  hw_unlock_page_prepare (self, NULL);
}

static void
other_clicked_cb (HwUnlockPage *self)
{
  hw_path_chooser_choose (GTK_WIDGET (self), HW_PATH_WORKSPACE, chosen_cb, self);
}

static void
create_clicked_cb (HwUnlockPage *self)
{
  hw_session_set_path (self->session, NULL);
}

static void
hw_unlock_page_realize (GtkWidget *widget)
{
  HwUnlockPage *self = HW_UNLOCK_PAGE (widget);
  GdkSeat *seat;

  GTK_WIDGET_CLASS (hw_unlock_page_parent_class)->realize (widget);

  seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  self->keyboard = seat ? g_object_ref (gdk_seat_get_keyboard (seat)) : NULL;
  if (self->keyboard != NULL)
    g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (update_caps_lock), self, G_CONNECT_SWAPPED);
  update_caps_lock (self);
}

static void
hw_unlock_page_unrealize (GtkWidget *widget)
{
  HwUnlockPage *self = HW_UNLOCK_PAGE (widget);

  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_data (self->keyboard, self);
  g_clear_object (&self->keyboard);
  GTK_WIDGET_CLASS (hw_unlock_page_parent_class)->unrealize (widget);
}

static void
hw_unlock_page_dispose (GObject *object)
{
  HwUnlockPage *self = HW_UNLOCK_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->keyboard);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_UNLOCK_PAGE);
  G_OBJECT_CLASS (hw_unlock_page_parent_class)->dispose (object);
}

static void
hw_unlock_page_class_init (HwUnlockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_unlock_page_dispose;
  widget_class->realize = hw_unlock_page_realize;
  widget_class->unrealize = hw_unlock_page_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, secret_row);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, caps_lock_box);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, HwUnlockPage, kind_button);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
}

static void
hw_unlock_page_init (HwUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_kind (self);
  update_button (self);
}

/**
 * hw_unlock_page_set_session:
 * @self: a page
 * @session: what to unlock
 */
void
hw_unlock_page_set_session (HwUnlockPage *self,
                            HwSession    *session)
{
  g_return_if_fail (HW_IS_UNLOCK_PAGE (self));
  g_set_object (&self->session, session);
}

/**
 * hw_unlock_page_prepare:
 * @self: a page
 * @reason: (nullable): why the workspace is locked, translated
 *
 * Shows whose workspace it is and why it is locked.
 */
void
hw_unlock_page_prepare (HwUnlockPage *self,
                        const char   *reason)
{
  const char *team = hw_session_get_team_name (self->session);
  const char *path = hw_session_get_path (self->session);
  g_autofree char *name = path ? g_path_get_basename (path) : NULL;

  gtk_label_set_label (self->title_label, team != NULL && *team != '\0' ? team : name ? name : "");
  gtk_label_set_label (self->reason_label, reason ? reason : _("Locked. Everything in it is encrypted on this laptop."));
  self->kind = HW_SECRET_PASSPHRASE;
  show_kind (self);
  show_problem (self, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->secret_row), "");
}

/**
 * hw_unlock_page_focus:
 * @self: a page
 *
 * Puts the cursor where the passphrase goes.
 */
void
hw_unlock_page_focus (HwUnlockPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->secret_row));
}
