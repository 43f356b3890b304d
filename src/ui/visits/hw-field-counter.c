/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-counter.h"

#include <glib/gi18n-lib.h>

/*
 * A number that goes up and down by one, with buttons that a glove hits.
 * Signal "counted": somebody pressed one; the value is the new one.
 */

#define MOST 500u

struct _HwFieldCounter
{
  GtkBox    parent_instance;

  guint     value;
  GtkLabel *title;    /* children */
  GtkLabel *under;
  GtkLabel *number;
  GtkWidget *less;
  GtkWidget *more;
};

enum { COUNTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFieldCounter, hw_field_counter, GTK_TYPE_BOX)

static void
step_cb (HwFieldCounter *self,
         GtkButton      *button)
{
  hw_field_counter_set_value (self, GTK_WIDGET (button) == self->more ? self->value + 1 : self->value - 1);
  g_signal_emit (self, signals[COUNTED], 0);
}

static GtkWidget *
make_button (HwFieldCounter *self,
             const char     *icon)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "field-step");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkLabel *
make_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static void
hw_field_counter_class_init (HwFieldCounterClass *klass)
{
  signals[COUNTED] = g_signal_new ("counted", HW_TYPE_FIELD_COUNTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_field_counter_init (HwFieldCounter *self)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-counter");
  self->title = make_label ("heading");
  self->under = make_label ("dim-label");
  self->number = make_label ("title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_label_set_xalign (self->number, 0.5);
  gtk_label_set_width_chars (self->number, 3);
  self->less = make_button (self, "list-remove-symbolic");
  self->more = make_button (self, "list-add-symbolic");
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->under));
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (self), text);
  gtk_box_append (GTK_BOX (self), self->less);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (self), self->more);
}

/**
 * hw_field_counter_new:
 * @title: what is counted
 * @under: (nullable): more about it
 *
 * Returns: (transfer floating): a counter that stands at 0
 */
GtkWidget *
hw_field_counter_new (const char *title,
                      const char *under)
{
  HwFieldCounter *self = g_object_new (HW_TYPE_FIELD_COUNTER, NULL);
  /* TRANSLATORS: for a screen reader, on the buttons + and -; %s is what is counted */
  g_autofree char *more = g_strdup_printf (_("One more: %s"), title);
  g_autofree char *less = g_strdup_printf (_("One fewer: %s"), title);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->under, under != NULL ? under : "");
  gtk_widget_set_visible (GTK_WIDGET (self->under), under != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->less), GTK_ACCESSIBLE_PROPERTY_LABEL, less, -1);
  hw_field_counter_set_value (self, 0);
  return GTK_WIDGET (self);
}

guint
hw_field_counter_get_value (HwFieldCounter *self)
{
  return self->value;
}

/**
 * hw_field_counter_set_value:
 * @self: a counter
 * @value: how many; says nothing to who listens
 */
void
hw_field_counter_set_value (HwFieldCounter *self,
                            guint           value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", gtk_label_get_label (self->title), text);

  g_return_if_fail (HW_IS_FIELD_COUNTER (self));

  self->value = value;
  gtk_label_set_label (self->number, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_sensitive (self->less, value > 0);
  gtk_widget_set_sensitive (self->more, value < MOST);
}
