/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-pick-list.h"

/* A list to pick one thing from, with a search above it: kinds of things that
 * happen, partners, languages. Typing searches, Down goes into the list, Enter
 * takes the first that is left.
 *
 * Signal "picked" (value). */

#define LIST_HEIGHT 330

struct _HwPickList
{
  GtkBox parent_instance;

  GtkWidget *search;   /* child */
  GtkWidget *list;
  char      *words;    /* (owned): what is searched for */
};

enum { PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPickList, hw_pick_list, GTK_TYPE_BOX)

static gboolean
matches_cb (GtkListBoxRow *row,
            gpointer       user_data)
{
  HwPickList *self = user_data;

  return *self->words == '\0' || g_str_match_string (self->words, g_object_get_data (G_OBJECT (row), "searched"), TRUE);
}

static void
search_changed_cb (HwPickList *self)
{
  g_free (self->words);
  self->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static GtkListBoxRow *
find_first (HwPickList *self)
{
  for (int i = 0; ; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row == NULL || gtk_widget_get_child_visible (GTK_WIDGET (row)))
        return row;
    }
}

static void
row_activated_cb (HwPickList    *self,
                  GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "value"));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, signals[PICKED], 0, value);
}

static void
search_activated_cb (HwPickList *self)
{
  GtkListBoxRow *row;

  /* The search waits for a moment; Enter does not. */
  search_changed_cb (self);
  row = find_first (self);
  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (HwPickList      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkListBoxRow *row;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search_changed_cb (self);
  row = find_first (self);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
shown_cb (HwPickList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  gtk_widget_grab_focus (self->search);
}

static gboolean
hw_pick_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HW_PICK_LIST (widget)->search);
}

static void
hw_pick_list_finalize (GObject *object)
{
  g_free (HW_PICK_LIST (object)->words);
  G_OBJECT_CLASS (hw_pick_list_parent_class)->finalize (object);
}

static void
hw_pick_list_class_init (HwPickListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_pick_list_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hw_pick_list_grab_focus;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_list (HwPickList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_("Nothing of that name"));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), matches_cb, self, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nothing);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_add_css_class (self->list, "pick-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  return scrolled;
}

static void
hw_pick_list_init (HwPickList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->words = g_strdup ("");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, -1);
  self->search = gtk_search_entry_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->search);
  gtk_box_append (GTK_BOX (self), make_list (self));
}

/**
 * hw_pick_list_new:
 * @question: what is picked, for a screen reader: "What happened?"
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *
hw_pick_list_new (const char *question)
{
  HwPickList *self = g_object_new (HW_TYPE_PICK_LIST, NULL);

  g_object_set (self->search, "placeholder-text", question, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  return GTK_WIDGET (self);
}

/**
 * hw_pick_list_add:
 * @self: a list
 * @value: what picking it gives
 * @words: plain text
 * @under: (nullable): smaller plain text, searched as well
 * @icon: (nullable): name of an icon
 */
void
hw_pick_list_add (HwPickList *self,
                  const char *value,
                  const char *words,
                  const char *under,
                  const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = under != NULL ? g_strdup_printf ("%s. %s", words, under) : g_strdup (words);

  if (icon != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon,
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (lines), g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, NULL));
  if (under != NULL)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", under, "xalign", 0.0, "wrap", TRUE, NULL);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_object_set_data_full (G_OBJECT (row), "searched", g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/**
 * hw_pick_list_clear:
 * @self: a list
 */
void
hw_pick_list_clear (HwPickList *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

/**
 * hw_pick_list_make_popover:
 * @self: a list without a parent
 *
 * Returns: (transfer floating): a popover with the list, whose search is empty and has the focus whenever it opens
 */
GtkWidget *
hw_pick_list_make_popover (HwPickList *self)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self));
  g_signal_connect_object (popover, "map", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return popover;
}
