/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-create-page.h"
#include "hw-passphrase-advice.h"
#include "hw-path-chooser.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Makes a workspace: whose it is, who writes in it, what opens it, where it
 * lies. The recovery code that comes of it goes to the window ("created"),
 * which shows it once.
 */

struct _HwCreatePage
{
  AdwBin parent_instance;

  HwSession *session;   /* (owned) */
  char *folder;         /* (owned) */
  gboolean creating;

  AdwEntryRow *team_row;
  AdwEntryRow *author_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwPasswordEntryRow *again_row;
  GtkLevelBar *strength_bar;
  GtkLabel *advice_label;
  AdwActionRow *folder_row;
  GtkRevealer *problem_revealer;
  GtkLabel *problem_label;
  GtkWidget *create_button;
};

enum { CREATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCreatePage, hw_create_page, ADW_TYPE_BIN)

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_problem (HwCreatePage *self,
              const char   *words)
{
  gtk_label_set_label (self->problem_label, words ? words : "");
  gtk_revealer_set_reveal_child (self->problem_revealer, words != NULL);
}

static void
show_folder (HwCreatePage *self)
{
  g_autofree char *name = hw_path_suggest_name (text_of (self->team_row));
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *shown = g_filename_display_name (path);

  adw_action_row_set_subtitle (self->folder_row, shown);
}

static const char *
find_problem (HwCreatePage *self)
{
  g_autofree char *team = g_strstrip (g_strdup (text_of (self->team_row)));
  g_autofree char *author = g_strstrip (g_strdup (text_of (self->author_row)));

  if (*team == '\0')
    return _("The team has no name yet. Nothing was made. Type the name that your colleagues know.");
  if (*author == '\0')
    return _("Your name is missing. Nothing was made. Everything you record carries it.");
  if (hw_passphrase_judge (text_of (self->passphrase_row)) <= HW_PASSPHRASE_TOO_SHORT)
    return _("The passphrase is too short. Nothing was made. Add words to it.");
  if (strcmp (text_of (self->passphrase_row), text_of (self->again_row)) != 0)
    return _("The two passphrases are not the same. Nothing was made. Type the second one again.");
  return NULL;
}

static void
changed_cb (HwCreatePage *self)
{
  HwPassphraseStrength strength = hw_passphrase_judge (text_of (self->passphrase_row));

  gtk_level_bar_set_value (self->strength_bar, strength);
  gtk_label_set_label (self->advice_label, hw_passphrase_advice (strength));
  show_folder (self);
  show_problem (self, NULL);
}

static void
forget_passphrases (HwCreatePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again_row), "");
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  char *recovery_code = hw_session_create_finish (HW_SESSION (source), result, &error);

  if (recovery_code == NULL)
    {
      self->creating = FALSE;
      show_problem (self, error->message);
      return;
    }

  forget_passphrases (self);
  show_problem (self, NULL);
  g_signal_emit (self, signals[CREATED], 0, recovery_code);
  self->creating = FALSE;
  explicit_bzero (recovery_code, strlen (recovery_code));
  g_free (recovery_code);
}

static void
create_cb (HwCreatePage *self)
{
  const char *problem = find_problem (self);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *team = g_strstrip (g_strdup (text_of (self->team_row)));
  g_autofree char *author = g_strstrip (g_strdup (text_of (self->author_row)));

  if (self->creating)
    return;
  show_problem (self, problem);
  if (problem != NULL)
    return;
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      int code = errno;
      g_autofree char *words = g_strdup_printf (_("The folder could not be made: %s. Nothing was made. Choose another folder."), g_strerror (code));

      show_problem (self, words);
      return;
    }

  name = hw_path_suggest_name (team);
  path = g_build_filename (self->folder, name, NULL);
  self->creating = TRUE;
  hw_session_create_async (self->session, path, team, author, text_of (self->passphrase_row), NULL, created_cb, g_object_ref (self));
}

static void
folder_chosen_cb (const char *path,
                  gpointer    user_data)
{
  HwCreatePage *self = user_data;

  g_free (self->folder);
  self->folder = g_strdup (path);
  show_folder (self);
}

static void
folder_clicked_cb (HwCreatePage *self)
{
  hw_path_chooser_choose (GTK_WIDGET (self), HW_PATH_FOLDER, folder_chosen_cb, self);
}

static void
workspace_chosen_cb (const char *path,
                     gpointer    user_data)
{
  HwCreatePage *self = user_data;

  hw_session_set_path (self->session, path);
}

static void
other_clicked_cb (HwCreatePage *self)
{
  hw_path_chooser_choose (GTK_WIDGET (self), HW_PATH_WORKSPACE, workspace_chosen_cb, self);
}

static void
hw_create_page_dispose (GObject *object)
{
  HwCreatePage *self = HW_CREATE_PAGE (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_CREATE_PAGE);
  G_OBJECT_CLASS (hw_create_page_parent_class)->dispose (object);
}

static void
hw_create_page_finalize (GObject *object)
{
  g_free (HW_CREATE_PAGE (object)->folder);
  G_OBJECT_CLASS (hw_create_page_parent_class)->finalize (object);
}

static void
hw_create_page_class_init (HwCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_create_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_create_page_finalize;

  /**
   * HwCreatePage::created:
   * @recovery_code: to write down; it is told this once
   *
   * The workspace is there and open.
   */
  signals[CREATED] = g_signal_new ("created", HW_TYPE_CREATE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, team_row);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, author_row);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, again_row);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, strength_bar);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwCreatePage, create_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
}

static void
hw_create_page_init (HwCreatePage *self)
{
  self->folder = hw_path_suggest_folder ();
  gtk_widget_init_template (GTK_WIDGET (self));
  if (g_strcmp0 (g_get_real_name (), "Unknown") != 0 && g_strcmp0 (g_get_real_name (), "root") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->author_row), g_get_real_name ());
  changed_cb (self);
}

/**
 * hw_create_page_set_session:
 * @self: a page
 * @session: what makes the workspace
 */
void
hw_create_page_set_session (HwCreatePage *self,
                            HwSession    *session)
{
  g_return_if_fail (HW_IS_CREATE_PAGE (self));
  g_set_object (&self->session, session);
}

/**
 * hw_create_page_is_creating:
 * @self: a page
 *
 * Returns: whether a workspace is being made whose recovery code was not handed over yet
 */
gboolean
hw_create_page_is_creating (HwCreatePage *self)
{
  g_return_val_if_fail (HW_IS_CREATE_PAGE (self), FALSE);
  return self->creating;
}
