/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-card.h"

#define WIDTH_CHARS 32   /* that a text would like to have: the panel stays narrow and the map wide */

/*
 * The pieces that the cards of the panel are put together from.
 */

/**
 * hw_map_card_new:
 *
 * Returns: (transfer floating): a vertical box that looks like a card
 */
GtkWidget *
hw_map_card_new (void)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "map-panel-card");
  return card;
}

/**
 * hw_map_card_add_label:
 * @box: where to put it
 * @text: (nullable): plain text
 * @css_class: (nullable): how it looks
 *
 * Returns: (transfer none): a label that wraps and can be selected
 */
GtkLabel *
hw_map_card_add_label (GtkWidget  *box,
                       const char *text,
                       const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/**
 * hw_map_card_add_heading:
 * @card: a card
 * @text: its heading
 * @at_end: (nullable): what stands on the same line
 *
 * Returns: (transfer none): the heading
 */
GtkLabel *
hw_map_card_add_heading (GtkWidget  *card,
                         const char *text,
                         GtkWidget  *at_end)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *heading = hw_map_card_add_label (line, text, "heading");

  gtk_widget_set_hexpand (GTK_WIDGET (heading), TRUE);
  if (at_end != NULL)
    gtk_box_append (GTK_BOX (line), at_end);
  gtk_box_append (GTK_BOX (card), line);
  return heading;
}

/**
 * hw_map_card_clear:
 * @box: a box
 *
 * Takes everything out of it.
 */
void
hw_map_card_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/**
 * hw_map_card_add_fact:
 * @list: a card
 * @what: what it is about
 * @words: (nullable): what was said; nothing is added where nothing was said
 */
void
hw_map_card_add_fact (GtkWidget  *list,
                      const char *what,
                      const char *words)
{
  GtkWidget *line;
  GtkLabel *caption, *text;

  if (words == NULL || *words == '\0')
    return;
  line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  caption = hw_map_card_add_label (line, what, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (caption), "dim-label");
  text = hw_map_card_add_label (line, words, NULL);
  gtk_label_set_selectable (text, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
  gtk_box_append (GTK_BOX (list), line);
}
