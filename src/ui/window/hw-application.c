/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-application.h"
#include "hw-call-link.h"
#include "hw-demo-folder.h"
#include "hw-preferences.h"
#include "hw-problem.h"
#include "hw-screenshots.h"
#include "hw-window.h"

#include <glib/gi18n-lib.h>

/*
 * The program: one session, one window, what the command line asks for. main()
 * makes it. No name and no place ever goes through the command line; the path
 * of a workspace does, because files are opened that way, and so may the number of
 * a caller, because telephones start programs that way: main() wipes it from the
 * list of processes. A link that is opened over D-Bus (hw_application_open()) never
 * is in that list.
 */

struct _HwApplication
{
  AdwApplication parent_instance;

  HwSession *session;         /* (owned) */
  HwDemoFolder *demo_folder;  /* (owned) (nullable) while the made-up town is open */
  char *page;                 /* (owned) (nullable) page asked for on the command line */
  char *screenshots;          /* (owned) (nullable) where to write pictures of the pages */
  gboolean wants_demo;
  gboolean wants_new_report;
};

G_DEFINE_FINAL_TYPE (HwApplication, hw_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a throw-away workspace on a made-up town"), NULL },
  { "workspace", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this workspace"), N_("PATH") },
  { "new-report", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start taking a report"), NULL },
  { "phone", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Start taking a report from this number"), N_("NUMBER") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show this page first: map, hotline or reconnection"), N_("NAME") },
  { "screenshots", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Walk the pages of the made-up town, write a picture of each, and quit"), N_("DIRECTORY") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Say which version this is"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[homeward:report?phone=NUMBER]") },
  { NULL }
};

static HwWindow *
ensure_window (HwApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !HW_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (window == NULL)
    window = GTK_WINDOW (hw_window_new (self, self->session));

  return HW_WINDOW (window);
}

static void
demo_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HwApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (!hw_session_open_demo_finish (HW_SESSION (source), result, &error))
    {
      hw_problem_show (GTK_WIDGET (ensure_window (self)), _("The made-up town did not open"), error);
      return;
    }
  if (self->page != NULL)
    hw_window_show_page (ensure_window (self), self->page);
  if (self->wants_new_report)
    hw_window_new_report (ensure_window (self));
}

/* A second made-up town would be the same town: the folder of the first is taken away first. */
static void
open_demo (HwApplication *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->demo_folder);
  self->demo_folder = hw_demo_folder_new (&error);
  if (self->demo_folder == NULL)
    {
      hw_problem_show (GTK_WIDGET (ensure_window (self)), _("The made-up town did not open"), error);
      return;
    }

  g_application_hold (G_APPLICATION (self));
  hw_session_open_demo_async (self->session, hw_demo_folder_get_path (self->demo_folder), HW_DEMO_SEED, NULL,
                              demo_opened_cb, g_object_ref (self));
}

static void
demo_activate_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  HwApplication *self = user_data;

  if (hw_session_get_state (self->session) != HW_SESSION_OPENING && hw_session_get_state (self->session) != HW_SESSION_OPEN)
    open_demo (self);
}

static void
new_report_activate_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  HwApplication *self = user_data;

  self->wants_new_report = TRUE;
  g_application_activate (G_APPLICATION (self));
  self->wants_new_report = FALSE;
}

static void
quit_activate_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  while (window != NULL && gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (user_data);
}

static void
about_activate_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GtkWidget *about = adw_about_window_new ();

  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (about), _("Homeward"));
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (about), HW_APPLICATION_ID);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (about), HW_VERSION);
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (about), GTK_LICENSE_GPL_3_0);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (about), _("The Homeward authors"));
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (about),
                                 _("Reports of people sleeping out, where they gather, and the way home for those who wish it."));
  gtk_window_set_transient_for (GTK_WINDOW (about), gtk_application_get_active_window (user_data));
  gtk_window_present (GTK_WINDOW (about));
}

static const GActionEntry actions[] = {
  { .name = "demo", .activate = demo_activate_cb },
  { .name = "new-report", .activate = new_report_activate_cb },
  { .name = "quit", .activate = quit_activate_cb },
  { .name = "about", .activate = about_activate_cb },
};

static void
set_accelerators (HwApplication *self)
{
  static const struct { const char *action; const char *keys[3]; } accelerators[] = {
    { "app.quit", { "<Control>q" } },
    { "win.show-help-overlay", { "F1", "<Control>question" } },
    { "win.new-report", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.lock", { "<Control>l" } },
    { "win.import", { "<Control>o" } },
    { "win.export", { "<Control>e" } },
    { "win.page::map", { "<Control>1" } },
    { "win.page::hotline", { "<Control>2" } },
    { "win.page::visits", { "<Control>3" } },
    { "win.page::reconnection", { "<Control>4" } },
    { "win.page::follow-up", { "<Control>5" } },
    { "win.page::figures", { "<Control>6" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action, (const char **) accelerators[i].keys);
}

static int
hw_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("Homeward %s\n", HW_VERSION);
      return 0;
    }
  /* A walk for pictures, or a made-up town, never joins a program that has somebody's workspace open. */
  if (g_variant_dict_contains (dict, "demo") || g_variant_dict_contains (dict, "screenshots"))
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

/* A call whose number cannot be read is a call all the same. */
static void
take_call (HwApplication *self,
           const char    *phone)
{
  if (phone != NULL)
    hw_window_take_call (ensure_window (self), phone);
  else
    hw_window_ask_after_opening (ensure_window (self), NULL, TRUE);
}

static void
take_number (HwApplication           *self,
             GApplicationCommandLine *command_line,
             const char              *number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *phone = hw_call_link_clean_phone (number, &error);

  if (error != NULL)
    g_application_command_line_printerr (command_line, "homeward: %s\n", error->message);
  take_call (self, phone);
}

/* Returns whether it is one that begins a call. */
static gboolean
take_link (HwApplication  *self,
           const char     *link,
           GError        **error)
{
  g_autoptr (GError) own_error = NULL;
  g_autofree char *phone = NULL;

  if (!hw_call_link_parse (link, &phone, &own_error) && g_error_matches (own_error, HW_CALL_LINK_ERROR, HW_CALL_LINK_ERROR_NOT_A_LINK))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  take_call (self, phone);
  return TRUE;
}

static int
take_links (HwApplication           *self,
            GApplicationCommandLine *command_line,
            const char * const      *links)
{
  int status = 0;

  for (guint i = 0; links[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (take_link (self, links[i], &error))
        continue;
      g_application_command_line_printerr (command_line, "homeward: %s\n", error->message);
      status = 1;
    }
  return status;
}

/* What a desktop or a telephone opens over D-Bus. */
static void
hw_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  g_application_activate (application);
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *link = g_file_get_uri (files[i]);
      g_autoptr (GError) error = NULL;

      if (!take_link (HW_APPLICATION (application), link, &error))
        g_message ("%s", error->message);
    }
}

static int
hw_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  HwApplication *self = HW_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  const char *workspace = NULL;
  const char *number = NULL;
  g_autofree const char **links = NULL;
  gboolean closed = hw_session_get_state (self->session) == HW_SESSION_NO_WORKSPACE || hw_session_get_state (self->session) == HW_SESSION_LOCKED;

  g_clear_pointer (&self->page, g_free);
  g_variant_dict_lookup (dict, "page", "s", &self->page);
  g_variant_dict_lookup (dict, "screenshots", "^ay", &self->screenshots);
  self->wants_new_report = g_variant_dict_contains (dict, "new-report") && !g_variant_dict_contains (dict, "phone");
  self->wants_demo = g_variant_dict_contains (dict, "demo");

  if (g_variant_dict_lookup (dict, "workspace", "^&ay", &workspace) && closed)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, workspace);

      hw_session_set_path (self->session, g_file_peek_path (file));
    }

  g_application_activate (application);
  if (g_variant_dict_lookup (dict, "phone", "&s", &number))
    take_number (self, command_line, number);
  return g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &links) ? take_links (self, command_line, links) : 0;
}

static void
hw_application_activate (GApplication *application)
{
  HwApplication *self = HW_APPLICATION (application);
  HwWindow *window = ensure_window (self);

  gtk_window_present (GTK_WINDOW (window));
  if (self->screenshots != NULL)
    {
      hw_screenshots_walk (window, self->session, self->screenshots);
      return;
    }
  if (self->wants_demo)
    {
      self->wants_demo = FALSE;
      if (hw_session_get_state (self->session) != HW_SESSION_OPEN)
        open_demo (self);
      return;
    }
  hw_window_ask_after_opening (window, self->page, self->wants_new_report);
}

/* The workspace opened last; one that is no longer there is not offered. */
static void
offer_last_workspace (HwApplication *self)
{
  g_autofree char *path = hw_preferences_dup_workspace ();

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    hw_session_set_path (self->session, path);
}

static void
hw_application_startup (GApplication *application)
{
  HwApplication *self = HW_APPLICATION (application);

  G_APPLICATION_CLASS (hw_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (HW_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accelerators (self);
  offer_last_workspace (self);
}

static void
hw_application_shutdown (GApplication *application)
{
  HwApplication *self = HW_APPLICATION (application);

  G_APPLICATION_CLASS (hw_application_parent_class)->shutdown (application);
  g_clear_object (&self->session);
  g_clear_object (&self->demo_folder);
}

static void
hw_application_finalize (GObject *object)
{
  HwApplication *self = HW_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->demo_folder);
  g_free (self->page);
  g_free (self->screenshots);
  G_OBJECT_CLASS (hw_application_parent_class)->finalize (object);
}

static void
hw_application_class_init (HwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hw_application_finalize;
  application_class->handle_local_options = hw_application_handle_local_options;
  application_class->command_line = hw_application_command_line;
  application_class->activate = hw_application_activate;
  application_class->open = hw_application_open;
  application_class->startup = hw_application_startup;
  application_class->shutdown = hw_application_shutdown;
}

static void
hw_application_init (HwApplication *self)
{
  self->session = hw_session_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * hw_application_new:
 *
 * Returns: (transfer full): the program, with a session that has no workspace yet
 */
HwApplication *
hw_application_new (void)
{
  return g_object_new (HW_TYPE_APPLICATION,
                       "application-id", HW_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/outreachtools/Homeward",
                       NULL);
}

/**
 * hw_application_get_session:
 * @self: the program
 *
 * Returns: (transfer none): its one session
 */
HwSession *
hw_application_get_session (HwApplication *self)
{
  g_return_val_if_fail (HW_IS_APPLICATION (self), NULL);
  return self->session;
}
