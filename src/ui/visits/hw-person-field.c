/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-person-field.h"

#include "hw-date-row.h"
#include "hw-person-words.h"

#include <glib/gi18n-lib.h>

/*
 * For whom: a name is typed, and people the team knows by it are offered below.
 * A name that nobody is chosen for is that of somebody new. Signal "changed".
 */

#define MOST_FOUND 4

struct _HwPersonField
{
  GtkBox parent_instance;

  HwSession    *session;       /* (owned) (nullable) */
  HwPerson     *person;        /* (owned) (nullable): chosen */
  GCancellable *cancellable;   /* (owned) (nullable): of the search under way */
  gboolean      filling;

  GtkWidget    *alias;         /* children */
  GtkListBox   *found;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPersonField, hw_person_field, GTK_TYPE_BOX)

static void
clear_found (HwPersonField *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->found, 0)) != NULL)
    gtk_list_box_remove (self->found, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->found), FALSE);
}

static void
show_found (HwPersonField *self,
            GPtrArray     *people)
{
  clear_found (self);
  for (guint i = 0; i < people->len && i < MOST_FOUND; i++)
    {
      HwPerson *person = people->pdata[i];
      g_autofree char *known = hw_person_words_dup_known (person, g_get_real_time ());
      GtkWidget *row = hw_person_row_new (person->alias, known);

      g_object_set_data_full (G_OBJECT (row), "person", hw_person_ref (person), (GDestroyNotify) hw_person_unref);
      gtk_list_box_append (self->found, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->found), people->len > 0);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPersonField) self = user_data;
  g_autoptr (GPtrArray) people = NULL;

  /* Only an offer; one that comes too late is none. */
  if (hw_session_search_finish (HW_SESSION (source), result, NULL, &people, NULL) && self->person == NULL &&
      self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    show_found (self, people);
}

static void
stop_search (HwPersonField *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Whoever types another name means another person. */
static void
alias_changed_cb (HwPersonField *self)
{
  g_autofree char *alias = hw_person_field_dup_alias (self);

  if (self->filling || self->session == NULL)
    return;
  g_clear_pointer (&self->person, hw_person_unref);
  stop_search (self);
  clear_found (self);
  if (alias != NULL)
    {
      self->cancellable = g_cancellable_new ();
      hw_session_search_async (self->session, alias, self->cancellable, found_cb, g_object_ref (self));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (HwPersonField *self,
              GtkListBoxRow *row)
{
  hw_person_field_set_person (self, g_object_get_data (G_OBJECT (row), "person"));
}

static void
hw_person_field_dispose (GObject *object)
{
  HwPersonField *self = HW_PERSON_FIELD (object);

  stop_search (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, hw_person_unref);
  G_OBJECT_CLASS (hw_person_field_parent_class)->dispose (object);
}

static void
hw_person_field_class_init (HwPersonFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_person_field_dispose;
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_PERSON_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_person_field_init (HwPersonField *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/**
 * hw_person_field_new:
 * @session: an open session
 * @title: what is asked, plain text
 *
 * Returns: (transfer floating): a field with nobody in it
 */
GtkWidget *
hw_person_field_new (HwSession  *session,
                     const char *title)
{
  HwPersonField *self = g_object_new (HW_TYPE_PERSON_FIELD, NULL);
  GtkWidget *group = adw_preferences_group_new (), *found = gtk_list_box_new ();

  self->session = g_object_ref (session);
  self->alias = hw_entry_row_new (title);
  self->found = GTK_LIST_BOX (found);
  gtk_list_box_set_selection_mode (self->found, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (found, "boxed-list");
  gtk_widget_set_visible (found, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (found), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People the team knows"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->alias);
  gtk_box_append (GTK_BOX (self), group);
  gtk_box_append (GTK_BOX (self), found);
  g_signal_connect_object (self->alias, "changed", G_CALLBACK (alias_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (found, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * hw_person_field_set_person:
 * @self: the field
 * @person: (nullable): who it is
 */
void
hw_person_field_set_person (HwPersonField *self,
                            HwPerson      *person)
{
  HwPerson *chosen = person != NULL ? hw_person_ref (person) : NULL;

  g_return_if_fail (HW_IS_PERSON_FIELD (self));

  stop_search (self);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->alias), chosen != NULL ? chosen->alias : "");
  self->filling = FALSE;
  g_clear_pointer (&self->person, hw_person_unref);
  self->person = chosen;
  clear_found (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_person_field_get_person:
 * @self: the field
 *
 * Returns: (transfer none) (nullable): who was chosen; %NULL: nobody, or somebody new
 */
HwPerson *
hw_person_field_get_person (HwPersonField *self)
{
  g_return_val_if_fail (HW_IS_PERSON_FIELD (self), NULL);
  return self->person;
}

/**
 * hw_person_field_dup_alias:
 * @self: the field
 *
 * Returns: (transfer full) (nullable): the name that is typed, without space around it
 */
char *
hw_person_field_dup_alias (HwPersonField *self)
{
  char *alias = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->alias))));

  if (*alias == '\0')
    g_clear_pointer (&alias, g_free);
  return alias;
}
