/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-card.h"

#include "hw-button-name.h"

/* A card of the case panel: a heading with room for a button, and lines of an
 * icon, a heading and smaller words. Everything in it is plain text. */

struct _HwCard
{
  GtkBox parent_instance;

  GtkWidget *header;   /* child */
  GtkWidget *title;
  GtkWidget *body;     /* child */
};

G_DEFINE_FINAL_TYPE (HwCard, hw_card, GTK_TYPE_BOX)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
hw_card_class_init (HwCardClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hw_card_init (HwCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "case-card");

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->title = make_label (NULL, "heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_box_append (GTK_BOX (self->header), self->title);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self), self->header);
  gtk_box_append (GTK_BOX (self), self->body);
}

/**
 * hw_card_new:
 * @title: plain text
 *
 * Returns: (transfer floating): an empty card
 */
GtkWidget *
hw_card_new (const char *title)
{
  HwCard *self = g_object_new (HW_TYPE_CARD, NULL);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

/**
 * hw_card_add_button:
 * @self: a card
 * @label: what it says
 * @name: what a screen reader says, which knows the card as well
 *
 * Returns: (transfer none): a button at the right of the heading
 */
GtkWidget *
hw_card_add_button (HwCard     *self,
                    const char *label,
                    const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  hw_button_set_name (button, name);
  gtk_box_append (GTK_BOX (self->header), button);
  return button;
}

/**
 * hw_card_add_control:
 * @self: a card
 * @control: (transfer floating): what stands at the right of the heading
 */
void
hw_card_add_control (HwCard    *self,
                     GtkWidget *control)
{
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->header), control);
}

/**
 * hw_card_clear:
 * @self: a card
 *
 * Takes all lines away; heading and buttons stay.
 */
void
hw_card_clear (HwCard *self)
{
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (self->body)) != NULL)
    gtk_box_remove (GTK_BOX (self->body), line);
}

/**
 * hw_card_append:
 * @self: a card
 * @widget: (transfer floating): what stands below the last line
 */
void
hw_card_append (HwCard    *self,
                GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->body), widget);
}

/**
 * hw_card_add_line:
 * @self: a card
 * @icon: (nullable): name of an icon, which only repeats what the words say
 * @style: (nullable): "met", "waiting" or "overdue": the icon's colour
 * @heading: plain text
 * @under: (nullable): smaller plain text
 *
 * Returns: (transfer none): the line, a box to which a button may be appended
 */
GtkWidget *
hw_card_add_line (HwCard     *self,
                  const char *icon,
                  const char *style,
                  const char *heading,
                  const char *under)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  if (icon != NULL)
    {
      GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "valign", GTK_ALIGN_START, "margin-top", 2,
                                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      if (style != NULL)
        gtk_widget_add_css_class (image, style);
      gtk_widget_add_css_class (image, "case-icon");
      gtk_box_append (GTK_BOX (line), image);
    }

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (heading, NULL));
  if (under != NULL && *under != '\0')
    {
      GtkWidget *label = make_label (under, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (self->body), line);
  g_object_set_data (G_OBJECT (line), "words", words);
  return line;
}

/**
 * hw_card_line_add_below:
 * @line: a line of hw_card_add_line()
 * @widget: (transfer floating): a small control, which stands below the words so that they keep their room; side by side with others
 */
void
hw_card_line_add_below (GtkWidget *line,
                        GtkWidget *widget)
{
  GtkWidget *words = g_object_get_data (G_OBJECT (line), "words");
  GtkWidget *below = g_object_get_data (G_OBJECT (line), "below");

  g_return_if_fail (words != NULL);

  if (below == NULL)
    {
      below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (words), below);
      g_object_set_data (G_OBJECT (line), "below", below);
    }
  gtk_box_append (GTK_BOX (below), widget);
}
