/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-auto-lock.h"
#include "hw-preferences.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

/*
 * Says when to lock: after some minutes without a touch of its windows, and
 * before the laptop sleeps. For the second it asks logind to wait a moment (a
 * delay inhibitor) until the key is out of memory; a system without logind has
 * the first only. The window listens to "lock" and does it.
 */

#define CHECK_SECONDS 5

struct _HwAutoLock
{
  GObject parent_instance;

  GDBusConnection *system_bus;  /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) */
  guint sleep_id;
  guint timeout_id;
  int inhibitor;                /* -1: none */
  gint64 touched_at;            /* µs, monotonic */
  gboolean armed;
};

enum { LOCK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwAutoLock, hw_auto_lock, G_TYPE_OBJECT)

static void
release_inhibitor (HwAutoLock *self)
{
  if (self->inhibitor >= 0)
    close (self->inhibitor);
  self->inhibitor = -1;
}

static void
inhibited_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwAutoLock) self = user_data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result, NULL);

  if (reply == NULL || fds == NULL)
    return;
  release_inhibitor (self);
  if (self->armed)
    self->inhibitor = g_unix_fd_list_get (fds, 0, NULL);
}

/* The reason is seen by whoever asks logind who delays sleep: it says nothing but what this is. */
static void
take_inhibitor (HwAutoLock *self)
{
  if (self->system_bus == NULL || self->inhibitor >= 0)
    return;
  g_dbus_connection_call_with_unix_fd_list (self->system_bus, "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
                                            "Inhibit", g_variant_new ("(ssss)", "sleep", "Homeward", _("Locks the workspace"), "delay"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, 5000, NULL, self->cancellable,
                                            inhibited_cb, g_object_ref (self));
}

static void
prepare_for_sleep_cb (GDBusConnection *connection,
                      const char      *sender,
                      const char      *path,
                      const char      *interface,
                      const char      *signal,
                      GVariant        *parameters,
                      gpointer         user_data)
{
  HwAutoLock *self = user_data;
  gboolean going = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &going);
  if (going && self->armed)
    g_signal_emit (self, signals[LOCK], 0, _("Locked because the laptop slept. Nothing was lost."));
}

static void
system_bus_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (HwAutoLock) self = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->system_bus = g_steal_pointer (&bus);
  self->sleep_id = g_dbus_connection_signal_subscribe (self->system_bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager",
                                                       "PrepareForSleep", "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                       prepare_for_sleep_cb, self, NULL);
  if (self->armed)
    take_inhibitor (self);
}

static gboolean
touched_cb (HwAutoLock *self)
{
  self->touched_at = g_get_monotonic_time ();
  return GDK_EVENT_PROPAGATE;
}

/* Every window of the program counts: dialogs stand over the main one. */
static void
windows_changed_cb (HwAutoLock *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *windows)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkEventController *touches = gtk_event_controller_legacy_new ();

      gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
      g_signal_connect_object (touches, "event", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (window, touches);
    }
  touched_cb (self);
}

static gboolean
check_cb (gpointer user_data)
{
  hw_auto_lock_check (user_data, g_get_monotonic_time ());
  return G_SOURCE_CONTINUE;
}

static void
hw_auto_lock_dispose (GObject *object)
{
  HwAutoLock *self = HW_AUTO_LOCK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->sleep_id != 0)
    g_dbus_connection_signal_unsubscribe (self->system_bus, self->sleep_id);
  self->sleep_id = 0;
  release_inhibitor (self);
  g_clear_object (&self->system_bus);
  G_OBJECT_CLASS (hw_auto_lock_parent_class)->dispose (object);
}

static void
hw_auto_lock_finalize (GObject *object)
{
  HwAutoLock *self = HW_AUTO_LOCK (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (hw_auto_lock_parent_class)->finalize (object);
}

static void
hw_auto_lock_class_init (HwAutoLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_auto_lock_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_auto_lock_finalize;

  /**
   * HwAutoLock::lock:
   * @reason: words for the unlock page, translated
   *
   * It is time to lock.
   */
  signals[LOCK] = g_signal_new ("lock", HW_TYPE_AUTO_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hw_auto_lock_init (HwAutoLock *self)
{
  self->inhibitor = -1;
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
}

/**
 * hw_auto_lock_new:
 *
 * Returns: (transfer full): a watch that is not armed yet
 */
HwAutoLock *
hw_auto_lock_new (void)
{
  HwAutoLock *self = g_object_new (HW_TYPE_AUTO_LOCK, NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_SWAPPED);
  windows_changed_cb (self, 0, 0, g_list_model_get_n_items (windows), windows);

  return self;
}

/**
 * hw_auto_lock_set_armed:
 * @self: a watch
 * @armed: whether there is something open to lock
 */
void
hw_auto_lock_set_armed (HwAutoLock *self,
                        gboolean    armed)
{
  g_return_if_fail (HW_IS_AUTO_LOCK (self));

  if (self->armed == armed)
    return;
  self->armed = armed;
  self->touched_at = g_get_monotonic_time ();
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (armed)
    {
      self->timeout_id = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
      take_inhibitor (self);
    }
  else
    release_inhibitor (self);
}

/**
 * hw_auto_lock_check:
 * @self: a watch
 * @now: µs, on the monotonic clock
 *
 * Emits #HwAutoLock::lock when the window was not touched for as long as the
 * preferences say. The watch asks by itself every few seconds.
 */
void
hw_auto_lock_check (HwAutoLock *self,
                    gint64      now)
{
  guint minutes = hw_preferences_get_auto_lock_minutes ();
  g_autofree char *reason = NULL;

  g_return_if_fail (HW_IS_AUTO_LOCK (self));

  if (!self->armed || minutes == 0 || now - self->touched_at < (gint64) minutes * 60 * G_USEC_PER_SEC)
    return;

  reason = g_strdup_printf (ngettext ("Locked after %u minute without a touch. Nothing was lost.",
                                      "Locked after %u minutes without a touch. Nothing was lost.", minutes), minutes);
  g_signal_emit (self, signals[LOCK], 0, reason);
}
