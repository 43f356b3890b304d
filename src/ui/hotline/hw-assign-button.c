/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-assign-button.h"

#include <glib/gi18n-lib.h>

/*
 * Says who looks after reports, and gives them to somebody else: to me, to one
 * whom the journal knows, to a name that is typed, or to nobody.
 */

struct _HwAssignButton
{
  AdwBin parent_instance;

  HwDeskWork *work;       /* (owned) (nullable) */
  GPtrArray *reports;     /* (owned) (nullable) (element-type HwReport) */
  gboolean is_assigned;

  GtkMenuButton *button;
  GtkBox *names;
  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (HwAssignButton, hw_assign_button, ADW_TYPE_BIN)

static void
give (HwAssignButton *self,
      const char     *to)
{
  gtk_menu_button_popdown (self->button);
  if (self->work != NULL && self->reports != NULL && self->reports->len > 0)
    hw_desk_work_assign (self->work, self->reports, to);
}

static void
name_cb (HwAssignButton *self,
         GtkWidget      *row)
{
  give (self, g_object_get_data (G_OBJECT (row), "name"));
}

static void
entry_cb (HwAssignButton *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name != '\0')
    give (self, name);
}

static void
add_choice (HwAssignButton *self,
            const char     *words,
            const char     *name)
{
  GtkWidget *row = gtk_button_new_with_label (words);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (row));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row, "flat");
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (name_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->names, row);
}

static void
workers_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwAssignButton) self = user_data;
  g_autoptr (GPtrArray) workers = hw_session_list_workers_finish (HW_SESSION (source), result, NULL);
  const char *me;
  GtkWidget *child;

  if (self->work == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->names))) != NULL)
    gtk_box_remove (self->names, child);
  me = hw_session_get_author (HW_SESSION (source));
  if (me != NULL)
    add_choice (self, _("To me"), me);
  for (guint i = 0; workers != NULL && i < workers->len; i++)
    if (g_strcmp0 (workers->pdata[i], me) != 0)
      add_choice (self, workers->pdata[i], workers->pdata[i]);
  if (self->is_assigned)
    add_choice (self, _("To nobody"), NULL);
  child = gtk_widget_get_first_child (GTK_WIDGET (self->names));
  if (child != NULL && gtk_widget_get_mapped (child))
    gtk_widget_grab_focus (child);
}

static void
shown_cb (HwAssignButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->work != NULL)
    hw_session_list_workers_async (hw_desk_work_get_session (self->work), NULL, workers_cb, g_object_ref (self));
}

static void
hw_assign_button_dispose (GObject *object)
{
  HwAssignButton *self = HW_ASSIGN_BUTTON (object);

  g_clear_object (&self->work);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_assign_button_parent_class)->dispose (object);
}

static void
hw_assign_button_class_init (HwAssignButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_assign_button_dispose;
}

static void
hw_assign_button_init (HwAssignButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();

  self->names = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->names));
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Another name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Another name"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _("Give to"));
  gtk_menu_button_set_popover (self->button, popover);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * hw_assign_button_new:
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
hw_assign_button_new (void)
{
  return g_object_new (HW_TYPE_ASSIGN_BUTTON, NULL);
}

/**
 * hw_assign_button_set_work:
 * @self: a button
 * @work: where it is recorded
 */
void
hw_assign_button_set_work (HwAssignButton *self,
                           HwDeskWork     *work)
{
  g_return_if_fail (HW_IS_ASSIGN_BUTTON (self));
  g_set_object (&self->work, work);
}

/**
 * hw_assign_button_set_reports:
 * @self: a button
 * @reports: (element-type HwReport): which are given
 * @assigned_to: (nullable): who looks after them
 */
void
hw_assign_button_set_reports (HwAssignButton *self,
                              GPtrArray      *reports,
                              const char     *assigned_to)
{
  g_autofree char *words = NULL;

  g_return_if_fail (HW_IS_ASSIGN_BUTTON (self));

  g_ptr_array_ref (reports);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  self->reports = reports;
  self->is_assigned = assigned_to != NULL || reports->len > 1;
  /* TRANSLATORS: a button; %s is the name of the worker who looks after the report */
  words = assigned_to != NULL ? g_strdup_printf (_("With %s"), assigned_to) : g_strdup (_("Give to"));
  gtk_menu_button_set_label (self->button, words);
}

/**
 * hw_assign_button_open:
 * @self: a button
 *
 * Opens the list of names.
 */
void
hw_assign_button_open (HwAssignButton *self)
{
  g_return_if_fail (HW_IS_ASSIGN_BUTTON (self));
  gtk_menu_button_popup (self->button);
}
