/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-choice.h"

#include "hw-button-name.h"

/*
 * A question with a handful of answers, as linked toggle buttons. It is one stop
 * of the Tab key: arrows or the digit of an answer choose, Tab goes on to the
 * next question. Every answer carries the question in its accessible name.
 */

struct _HwChoice
{
  GtkBox parent_instance;

  GPtrArray *buttons;   /* (owned) (element-type GtkToggleButton), borrowed elements */
  int selected;         /* -1: no answer yet */
  gboolean setting;
};

enum { PROP_0, PROP_SELECTED, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HwChoice, hw_choice, GTK_TYPE_BOX)

/* Only one answer takes the focus, so that Tab passes the whole question at once. */
static void
update_tab_stop (HwChoice *self)
{
  guint stop = self->selected >= 0 ? self->selected : 0;

  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_focusable (g_ptr_array_index (self->buttons, i), i == stop);
}

static void
toggled_cb (HwChoice        *self,
            GtkToggleButton *button)
{
  guint index;

  if (self->setting || !gtk_toggle_button_get_active (button))
    return;
  if (!g_ptr_array_find (self->buttons, button, &index))
    return;

  self->selected = index;
  update_tab_stop (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

static gboolean
key_pressed_cb (HwChoice       *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  int n = self->buttons->len;
  int selected = self->selected;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Right)
    selected = MIN (selected + 1, n - 1);
  else if (keyval == GDK_KEY_Left)
    selected = MAX (selected - 1, 0);
  else if (keyval >= GDK_KEY_1 && keyval < (guint) GDK_KEY_1 + n)
    selected = keyval - GDK_KEY_1;
  else if (keyval >= GDK_KEY_KP_1 && keyval < (guint) GDK_KEY_KP_1 + n)
    selected = keyval - GDK_KEY_KP_1;
  else
    return GDK_EVENT_PROPAGATE;

  hw_choice_set_selected (self, selected);
  gtk_widget_grab_focus (g_ptr_array_index (self->buttons, selected));
  return GDK_EVENT_STOP;
}

static gboolean
hw_choice_grab_focus (GtkWidget *widget)
{
  HwChoice *self = HW_CHOICE (widget);

  if (self->buttons->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, MAX (self->selected, 0)));
}

static void
hw_choice_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_int (value, HW_CHOICE (object)->selected);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_choice_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_SELECTED)
    hw_choice_set_selected (HW_CHOICE (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_choice_finalize (GObject *object)
{
  HwChoice *self = HW_CHOICE (object);

  g_ptr_array_unref (self->buttons);
  G_OBJECT_CLASS (hw_choice_parent_class)->finalize (object);
}

static void
hw_choice_class_init (HwChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hw_choice_get_property;
  object_class->set_property = hw_choice_set_property;
  object_class->finalize = hw_choice_finalize;
  widget_class->grab_focus = hw_choice_grab_focus;

  properties[PROP_SELECTED] = g_param_spec_int ("selected", NULL, NULL, -1, G_MAXINT, -1,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hw_choice_init (HwChoice *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  self->selected = -1;
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "choice");
  gtk_box_set_homogeneous (GTK_BOX (self), FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * hw_choice_new:
 *
 * Returns: (transfer floating): a question without answers
 */
GtkWidget *
hw_choice_new (void)
{
  return g_object_new (HW_TYPE_CHOICE, NULL);
}

/**
 * hw_choice_set_items:
 * @self: a choice without answers
 * @question: what is asked, translated: "How many?"
 * @words: (array zero-terminated=1): the answers, translated
 */
void
hw_choice_set_items (HwChoice           *self,
                     const char         *question,
                     const char * const *words)
{
  g_return_if_fail (HW_IS_CHOICE (self));
  g_return_if_fail (self->buttons->len == 0);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (words[i]);
      g_autofree char *name = g_strdup_printf ("%s %s", question, words[i]);

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
      gtk_widget_set_hexpand (button, TRUE);
      hw_button_set_name (button, name);
      g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self), button);
      g_ptr_array_add (self->buttons, button);
    }
  update_tab_stop (self);
}

/**
 * hw_choice_get_selected:
 * @self: a choice
 *
 * Returns: index of the answer, -1 while there is none
 */
int
hw_choice_get_selected (HwChoice *self)
{
  g_return_val_if_fail (HW_IS_CHOICE (self), -1);
  return self->selected;
}

/**
 * hw_choice_set_selected:
 * @self: a choice
 * @selected: index of an answer, -1 for none
 */
void
hw_choice_set_selected (HwChoice *self,
                        int       selected)
{
  g_return_if_fail (HW_IS_CHOICE (self));
  g_return_if_fail (selected >= -1 && selected < (int) self->buttons->len);

  if (selected == self->selected)
    return;

  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), (int) i == selected);
  self->setting = FALSE;

  self->selected = selected;
  update_tab_stop (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
