/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-window.h"

#include "hw-actions.h"
#include "hw-areas-dialog.h"
#include "hw-auto-lock.h"
#include "hw-create-page.h"
#include "hw-export-dialog.h"
#include "hw-import-dialog.h"
#include "hw-intake-dialog.h"
#include "hw-map-page.h"
#include "hw-path-chooser.h"
#include "hw-places-dialog.h"
#include "hw-preferences.h"
#include "hw-problem.h"
#include "hw-recovery-page.h"
#include "hw-unlock-page.h"
#include "hw-work-page.h"

#include <glib/gi18n-lib.h>

/*
 * The window: which of its faces is shown follows the session's state. Without a
 * workspace it makes one, locked it asks for the passphrase, open it shows the
 * work page, which is made anew each time and goes away with the key, so that
 * no record outlives the lock in a widget. Its title never says more than
 * the program's name.
 */

#define CODE_DRAFT "window/recovery-code"   /* while it is not on paper */

struct _HwWindow
{
  AdwApplicationWindow parent_instance;

  HwSession *session;          /* (owned) */
  HwAutoLock *auto_lock;       /* (owned) */
  HwWorkPage *work_page;       /* (nullable) child of the stack while the workspace is open */
  char *page_after_opening;    /* (owned) (nullable) */
  char *lock_reason;           /* (owned) (nullable) words for the unlock page */
  gboolean report_after_opening;
  GPtrArray *calls_after_opening;   /* (owned) (element-type utf8): numbers that call while the workspace is closed; in memory only */
  gboolean closing;

  GtkStack *stack;
  HwCreatePage *create_page;
  HwRecoveryPage *recovery_page;
  HwUnlockPage *unlock_page;
};

G_DEFINE_FINAL_TYPE (HwWindow, hw_window, ADW_TYPE_APPLICATION_WINDOW)

/* -- faces -- */

static void
set_open_actions_enabled (HwWindow *self,
                          gboolean  enabled)
{
  static const char * const names[] = {
    HW_ACTION_NEW_REPORT, HW_ACTION_IMPORT, HW_ACTION_COLLECT, HW_ACTION_EXPORT, HW_ACTION_CHOOSE_MAP, HW_ACTION_AREAS, HW_ACTION_PLACES,
    HW_ACTION_INTAKE_SERVICE, HW_ACTION_LOCK,
    HW_ACTION_SEARCH, HW_ACTION_PAGE, HW_ACTION_SHOW_REPORT, HW_ACTION_SHOW_ON_MAP, HW_ACTION_SHOW_POINT, HW_ACTION_SHOW_SITE, HW_ACTION_SHOW_CASE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], enabled);
}

static void
do_what_was_asked (HwWindow *self)
{
  g_autofree char *page = g_steal_pointer (&self->page_after_opening);

  if (page != NULL)
    hw_work_page_show (self->work_page, page);
  if (self->report_after_opening)
    hw_work_page_new_report (self->work_page);
  self->report_after_opening = FALSE;
  for (guint i = 0; i < self->calls_after_opening->len; i++)
    hw_work_page_take_call (self->work_page, g_ptr_array_index (self->calls_after_opening, i));
  g_ptr_array_set_size (self->calls_after_opening, 0);
}

static void
show_work (HwWindow *self)
{
  if (self->work_page == NULL)
    {
      self->work_page = HW_WORK_PAGE (hw_work_page_new (self->session));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->work_page), "work");
    }
  gtk_stack_set_visible_child_name (self->stack, "work");
  set_open_actions_enabled (self, TRUE);
  hw_auto_lock_set_armed (self->auto_lock, TRUE);
  do_what_was_asked (self);
}

/* The workspace is open already, so the clock runs while the code is written down. */
static void
show_recovery (HwWindow *self)
{
  hw_recovery_page_set_hidden (self->recovery_page, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "recovery");
  hw_auto_lock_set_armed (self->auto_lock, TRUE);
}

/* The workspace that was locked or left over its code, or another one. */
static void
show_opened (HwWindow *self)
{
  const char *code = hw_session_get_draft (self->session, CODE_DRAFT);

  hw_recovery_page_set_code (self->recovery_page, code);
  if (code != NULL)
    show_recovery (self);
  else
    show_work (self);
}

/* Windows over this one may show records too: they go with it. */
static void
close_windows_over (HwWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      gtk_window_destroy (l->data);
}

static void
drop_work (HwWindow *self)
{
  HwWorkPage *page = g_steal_pointer (&self->work_page);

  hw_auto_lock_set_armed (self->auto_lock, FALSE);
  set_open_actions_enabled (self, FALSE);
  if (page == NULL)
    return;
  close_windows_over (self);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
}

static void
remember_workspace (HwWindow *self)
{
  gboolean demo;

  g_object_get (self->session, "demo", &demo, NULL);
  if (!demo)
    hw_preferences_set_workspace (hw_session_get_path (self->session));
}

static void
state_changed_cb (HwWindow *self)
{
  switch (hw_session_get_state (self->session))
    {
    case HW_SESSION_NO_WORKSPACE:
      drop_work (self);
      gtk_stack_set_visible_child_name (self->stack, "create");
      break;

    case HW_SESSION_LOCKED:
      drop_work (self);
      hw_unlock_page_prepare (self->unlock_page, self->lock_reason);
      gtk_stack_set_visible_child_name (self->stack, "unlock");
      hw_unlock_page_focus (self->unlock_page);
      break;

    case HW_SESSION_OPENING:
      gtk_stack_set_visible_child_name (self->stack, "opening");
      break;

    case HW_SESSION_OPEN:
    default:
      g_clear_pointer (&self->lock_reason, g_free);
      remember_workspace (self);
      if (!hw_create_page_is_creating (self->create_page))
        show_opened (self);
      break;
    }
}

static void
created_cb (HwWindow   *self,
            const char *recovery_code)
{
  hw_session_set_draft (self->session, CODE_DRAFT, recovery_code);
  hw_recovery_page_set_code (self->recovery_page, recovery_code);
  show_recovery (self);
}

static void
recovery_kept_cb (HwWindow *self)
{
  hw_session_clear_draft (self->session, CODE_DRAFT);
  hw_recovery_page_set_code (self->recovery_page, NULL);
  show_work (self);
}

/* -- locking -- */

static void
locked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_lock_finish (HW_SESSION (source), result, &error))
    g_warning ("Locking: %s", error->message);
  if (self->closing)
    gtk_window_destroy (GTK_WINDOW (self));
}

/*
 * A code that is not on paper yet leaves memory too. Nothing else opens the workspace when the passphrase is forgotten, so
 * it is kept inside the encrypted file, and shown again to who has the passphrase, until it is on paper.
 */
static void
lock (HwWindow   *self,
      const char *reason)
{
  if (hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;

  if (self->work_page != NULL)
    hw_work_page_save (self->work_page);
  hw_recovery_page_set_code (self->recovery_page, NULL);
  g_free (self->lock_reason);
  self->lock_reason = g_strdup (reason);
  hw_session_lock_async (self->session, reason, locked_cb, g_object_ref (self));
}

static void
auto_lock_cb (HwWindow   *self,
              const char *reason)
{
  lock (self, reason);
}

static void
remember_size (HwWindow *self)
{
  GSettings *settings = hw_preferences_get ();
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* The workspace is closed before the window goes, so that what was typed last is in the file. */
static gboolean
hw_window_close_request (GtkWindow *window)
{
  HwWindow *self = HW_WINDOW (window);

  remember_size (self);
  if (hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return GTK_WINDOW_CLASS (hw_window_parent_class)->close_request (window);

  self->closing = TRUE;
  lock (self, NULL);
  return GDK_EVENT_STOP;
}

/* -- actions -- */

static void
new_report_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  hw_window_new_report (HW_WINDOW (widget));
}

static void
lock_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  lock (HW_WINDOW (widget), _("You locked it. Nothing was lost."));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hw_work_page_search (HW_WINDOW (widget)->work_page);
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hw_work_page_show (HW_WINDOW (widget)->work_page, g_variant_get_string (parameter, NULL));
}

static void
show_report_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  hw_work_page_show_report (HW_WINDOW (widget)->work_page, g_variant_get_int64 (parameter));
}

static void
show_on_map_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  hw_work_page_show_on_map (HW_WINDOW (widget)->work_page, g_variant_get_int64 (parameter));
}

static void
show_point_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwPoint point;

  g_variant_get (parameter, "(dd)", &point.latitude, &point.longitude);
  hw_work_page_show_point (HW_WINDOW (widget)->work_page, &point);
}

static void
show_site_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hw_work_page_show_site (HW_WINDOW (widget)->work_page, g_variant_get_string (parameter, NULL));
}

static void
show_case_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  hw_work_page_show_case (HW_WINDOW (widget)->work_page, g_variant_get_string (parameter, NULL));
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (hw_import_dialog_new (GTK_WINDOW (self), self->session)));
}

static char *
dup_collected_words (const HwCollected *collected)
{
  GString *words = g_string_new (NULL);
  guint n_left = collected->refused + collected->unreadable;

  if (collected->taken == 0)
    g_string_append (words, _("Nothing new has come in"));
  else
    g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u report has come in, to be checked",
                                                "%u reports have come in, to be checked", collected->taken), collected->taken);
  if (n_left > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u could not be taken in", "%u could not be taken in", n_left), n_left);
    }
  if (collected->is_cut)
    g_string_append_printf (words, " · %s", _("a server may hold more than it gave"));
  return g_string_free (words, FALSE);
}

static void
collected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  HwCollected collected;
  gboolean done = hw_session_collect_finish (HW_SESSION (object), result, &collected, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), HW_ACTION_COLLECT, self->work_page != NULL);
  if (self->work_page == NULL)
    return;
  words = dup_collected_words (&collected);
  if (done || collected.taken > 0)
    hw_toast_show (hw_work_page_get_map_page (self->work_page), words);
  if (!done)
    hw_problem_show (GTK_WIDGET (self->work_page), _("Not everything that came in could be collected"), error);
}

static void
intake_service_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_intake_dialog_new (GTK_WINDOW (widget), HW_WINDOW (widget)->session)));
}

/* What came in by the web form, SMS and so on, from the team's service. */
static void
collect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (!hw_session_can_collect (self->session))
    {
      gtk_widget_activate_action (widget, HW_ACTION_INTAKE_SERVICE, NULL);
      return;
    }
  gtk_widget_action_set_enabled (widget, HW_ACTION_COLLECT, FALSE);
  hw_session_collect_async (self->session, NULL, collected_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (hw_export_dialog_new (GTK_WINDOW (self), self->session)));
}

static HwMapPage *
get_map_page (HwWindow *self)
{
  return self->work_page ? HW_MAP_PAGE (hw_work_page_get_map_page (self->work_page)) : NULL;
}

static void
map_chosen_cb (const char *path,
               gpointer    user_data)
{
  HwMapPage *page = get_map_page (user_data);

  if (page != NULL)
    hw_map_page_add_map_file (page, path);
}

static void
choose_map_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwMapPage *page = get_map_page (HW_WINDOW (widget));
  const char *paths = hw_session_get_setting (HW_WINDOW (widget)->session, HW_MAP_SETTING_MAP);

  /* The first is chosen at once; with more the question is which, and in which order. */
  if (page != NULL && paths != NULL && *paths != '\0')
    gtk_widget_activate_action (GTK_WIDGET (page), "map-page.maps", NULL);
  else
    hw_path_chooser_choose (widget, HW_PATH_MAP, map_chosen_cb, widget);
}

static void
show_box_cb (HwWindow    *self,
             const HwBox *box)
{
  hw_work_page_show (self->work_page, "map");
  hw_map_view_show_box (hw_map_page_get_view (get_map_page (self)), box);
}

static void
areas_action (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  GtkWidget *dialog = hw_areas_dialog_new (widget, self->session);

  g_signal_connect_object (dialog, "area-chosen", G_CALLBACK (show_box_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
places_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_places_dialog_new (GTK_WINDOW (widget), HW_WINDOW (widget)->session)));
}

/* -- object -- */

static void
restore_size (HwWindow *self)
{
  GSettings *settings = hw_preferences_get ();
  int width = 1280, height = 800;

  if (settings != NULL)
    {
      g_settings_get (settings, "window-size", "(ii)", &width, &height);
      if (g_settings_get_boolean (settings, "window-maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 400));
}

static void
hw_window_dispose (GObject *object)
{
  HwWindow *self = HW_WINDOW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->auto_lock);
  g_clear_object (&self->session);
  g_clear_pointer (&self->page_after_opening, g_free);
  g_clear_pointer (&self->lock_reason, g_free);
  g_clear_pointer (&self->calls_after_opening, g_ptr_array_unref);
  self->work_page = NULL;
  G_OBJECT_CLASS (hw_window_parent_class)->dispose (object);
}

static void
hw_window_class_init (HwWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hw_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hw_window_close_request;

  g_type_ensure (HW_TYPE_CREATE_PAGE);
  g_type_ensure (HW_TYPE_RECOVERY_PAGE);
  g_type_ensure (HW_TYPE_UNLOCK_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, create_page);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, recovery_page);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, unlock_page);

  gtk_widget_class_install_action (widget_class, HW_ACTION_NEW_REPORT, NULL, new_report_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_LOCK, NULL, lock_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SEARCH, NULL, search_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_PAGE, "s", page_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SHOW_REPORT, "x", show_report_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SHOW_ON_MAP, "x", show_on_map_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SHOW_POINT, "(dd)", show_point_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SHOW_SITE, "s", show_site_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_SHOW_CASE, "s", show_case_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_IMPORT, NULL, import_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_COLLECT, NULL, collect_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_EXPORT, NULL, export_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_CHOOSE_MAP, NULL, choose_map_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_AREAS, NULL, areas_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_PLACES, NULL, places_action);
  gtk_widget_class_install_action (widget_class, HW_ACTION_INTAKE_SERVICE, NULL, intake_service_action);
}

static void
hw_window_init (HwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->calls_after_opening = g_ptr_array_new_with_free_func (g_free);
  self->auto_lock = hw_auto_lock_new ();
  g_signal_connect_object (self->auto_lock, "lock", G_CALLBACK (auto_lock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->create_page, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery_page, "kept", G_CALLBACK (recovery_kept_cb), self, G_CONNECT_SWAPPED);
  set_open_actions_enabled (self, FALSE);
  restore_size (self);
}

/**
 * hw_window_new:
 * @application: (type GtkApplication) (nullable): the program
 * @session: the session to show
 *
 * Returns: (transfer none): a new window, which GTK keeps until it is closed
 */
GtkWidget *
hw_window_new (gpointer   application,
               HwSession *session)
{
  HwWindow *self = g_object_new (HW_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  hw_create_page_set_session (self->create_page, session);
  hw_unlock_page_set_session (self->unlock_page, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  state_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * hw_window_show_page:
 * @self: a window
 * @name: map, hotline or reconnection
 *
 * Shows a page; does nothing while the workspace is locked.
 */
void
hw_window_show_page (HwWindow   *self,
                     const char *name)
{
  g_return_if_fail (HW_IS_WINDOW (self));

  if (self->work_page != NULL)
    hw_work_page_show (self->work_page, name);
}

/**
 * hw_window_new_report:
 * @self: a window
 *
 * Opens a new call on the hotline page; does nothing while the workspace is locked.
 */
void
hw_window_new_report (HwWindow *self)
{
  g_return_if_fail (HW_IS_WINDOW (self));

  if (self->work_page != NULL)
    hw_work_page_new_report (self->work_page);
}

/**
 * hw_window_take_call:
 * @self: a window
 * @phone: the number that calls
 *
 * Opens a call with its number filled in, once the workspace is open. Until then
 * the number is in memory only.
 */
void
hw_window_take_call (HwWindow   *self,
                     const char *phone)
{
  g_return_if_fail (HW_IS_WINDOW (self) && phone != NULL);

  g_ptr_array_add (self->calls_after_opening, g_strdup (phone));
  if (self->work_page != NULL)
    do_what_was_asked (self);
}

/**
 * hw_window_ask_after_opening:
 * @self: a window
 * @page: (nullable): the page to show
 * @new_report: whether to start a call
 *
 * What to do once the workspace is open: at once where it is already.
 */
void
hw_window_ask_after_opening (HwWindow   *self,
                             const char *page,
                             gboolean    new_report)
{
  g_return_if_fail (HW_IS_WINDOW (self));

  g_free (self->page_after_opening);
  self->page_after_opening = g_strdup (page);
  self->report_after_opening = new_report;
  if (self->work_page != NULL)
    do_what_was_asked (self);
}

/**
 * hw_window_check_auto_lock:
 * @self: a window
 * @now: µs, on the monotonic clock
 *
 * Locks if the window was not touched for as long as the preferences say by @now. It asks by itself every few seconds.
 */
void
hw_window_check_auto_lock (HwWindow *self,
                           gint64    now)
{
  g_return_if_fail (HW_IS_WINDOW (self));

  hw_auto_lock_check (self->auto_lock, now);
}

/**
 * hw_window_get_work_page:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the page with the map, the hotline and the cases, %NULL while locked
 */
GtkWidget *
hw_window_get_work_page (HwWindow *self)
{
  g_return_val_if_fail (HW_IS_WINDOW (self), NULL);
  return GTK_WIDGET (self->work_page);
}
