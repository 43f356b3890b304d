/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-team-list.h"

#include "hw-language.h"
#include "hw-report.h"

#include <glib/gi18n-lib.h>

/* Who goes: a line for each, with the languages they speak and who leads. There
 * is always an empty line to write into. Signal "changed". */

struct _HwTeamList
{
  GtkBox parent_instance;

  GtkWidget *list;    /* child: of the lines */
  GtkWidget *first;   /* (nullable): the check button whose group the others are in */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwTeamList, hw_team_list, GTK_TYPE_BOX)

/* A line and its fields. */
#define NAME      "hw-name"
#define LANGUAGES "hw-languages"
#define LEADS     "hw-leads"

static const char *
get_text (GtkWidget  *line,
          const char *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (line), field)));
}

static gboolean
is_empty (GtkWidget *line)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (line, NAME)));
  g_autofree char *languages = g_strstrip (g_strdup (get_text (line, LANGUAGES)));

  return *name == '\0' && *languages == '\0';
}

static GtkWidget *add_line (HwTeamList *self);

static void
changed_cb (HwTeamList *self)
{
  GtkWidget *last = gtk_widget_get_last_child (self->list);

  if (last == NULL || !is_empty (last))
    add_line (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (HwTeamList *self,
           GtkButton  *button)
{
  GtkWidget *line = gtk_widget_get_parent (GTK_WIDGET (button));

  gtk_editable_set_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (line), NAME)), "");
  gtk_editable_set_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (line), LANGUAGES)), "");
  gtk_widget_set_visible (line, line == gtk_widget_get_last_child (self->list));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_entry (HwTeamList *self,
           GtkWidget  *line,
           const char *field,
           const char *words,
           const char *example)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), example);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data (G_OBJECT (line), field, entry);
  gtk_box_append (GTK_BOX (line), entry);
  return entry;
}

static GtkWidget *
add_line (HwTeamList *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *leads = gtk_check_button_new_with_label (_("leads")), *remove;

  add_entry (self, line, NAME, _("Name"), _("Name"));
  add_entry (self, line, LANGUAGES, _("Languages"), _("Languages: English, Polish"));
  if (self->first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (leads), GTK_CHECK_BUTTON (self->first));
  else
    {
      self->first = leads;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (leads), TRUE);
    }
  g_object_set_data (G_OBJECT (line), LEADS, leads);
  gtk_box_append (GTK_BOX (line), leads);
  remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_tooltip_text (remove, _("Take out of the team"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take out of the team"), -1);
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (self->list), line);
  return line;
}

static void
hw_team_list_class_init (HwTeamListClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_TEAM_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_team_list_init (HwTeamList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self), self->list);
  add_line (self);
}

/**
 * hw_team_list_new:
 *
 * Returns: (transfer floating): a team of nobody yet
 */
GtkWidget *
hw_team_list_new (void)
{
  return g_object_new (HW_TYPE_TEAM_LIST, NULL);
}

static char *
dup_language_words (const char *tags)
{
  g_auto (GStrv) parts = g_strsplit (tags, " ", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (words, hw_language_dup_words (parts[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/**
 * hw_team_list_set_team:
 * @self: a list that nobody has written into yet
 * @team: (element-type HwTeamMember): who goes
 */
void
hw_team_list_set_team (HwTeamList *self,
                       GPtrArray  *team)
{
  g_return_if_fail (HW_IS_TEAM_LIST (self) && team != NULL);

  for (guint i = 0; i < team->len; i++)
    {
      const HwTeamMember *member = team->pdata[i];
      GtkWidget *line = gtk_widget_get_last_child (self->list);
      g_autofree char *languages = member->languages != NULL ? dup_language_words (member->languages) : NULL;

      gtk_check_button_set_active (GTK_CHECK_BUTTON (g_object_get_data (G_OBJECT (line), LEADS)), member->leads);
      gtk_editable_set_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (line), LANGUAGES)), languages != NULL ? languages : "");
      gtk_editable_set_text (GTK_EDITABLE (g_object_get_data (G_OBJECT (line), NAME)), member->name);
    }
}

/* "English, polsk" as tags. */
static gboolean
read_languages (const char  *words,
                char       **tags,
                GError     **error)
{
  g_auto (GStrv) parts = g_strsplit_set (words, ",;", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *tag;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      tag = hw_language_find (parts[i]);
      if (tag == NULL)
        {
          g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE, _("“%s” is no language that Homeward knows. Write it in full, with a comma after each."), parts[i]);
          return FALSE;
        }
      g_ptr_array_add (found, (char *) tag);
    }
  g_ptr_array_add (found, NULL);
  *tags = found->len > 1 ? g_strjoinv (" ", (char **) found->pdata) : NULL;
  return TRUE;
}

/**
 * hw_team_list_dup_team:
 * @self: a list
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HwTeamMember): who goes; %NULL where a language is not known
 */
GPtrArray *
hw_team_list_dup_team (HwTeamList  *self,
                       GError     **error)
{
  g_autoptr (GPtrArray) team = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_team_member_free);

  g_return_val_if_fail (HW_IS_TEAM_LIST (self), NULL);

  for (GtkWidget *line = gtk_widget_get_first_child (self->list); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      g_autofree char *name = g_strstrip (g_strdup (get_text (line, NAME)));
      g_autofree char *tags = NULL;

      if (is_empty (line))
        continue;
      if (!read_languages (get_text (line, LANGUAGES), &tags, error))
        return NULL;
      g_ptr_array_add (team, hw_team_member_new (name, tags, gtk_check_button_get_active (GTK_CHECK_BUTTON (g_object_get_data (G_OBJECT (line), LEADS)))));
    }
  return g_steal_pointer (&team);
}
