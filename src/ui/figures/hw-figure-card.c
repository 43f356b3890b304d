/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country.h"
#include "hw-figure-card.h"
#include "hw-plain-row.h"

/* A figure with its rule beside it: a card of one number, or an expander whose
 * rows lead to the records behind each number, for the team's own eyes. */

#define ALL_ROWS   (-1)
#define CARD_CHARS 14
#define RULE_CHARS 36
#define RULE_LINES 4
#define VALUE_CHARS 9

/* -- cards ---------------------------------------------------------------------------------------------------------- */

static char *
dup_number (const HwFigure *figure,
            int             row)
{
  if (row == ALL_ROWS && figure->definition->adds_up)
    return hw_figure_dup_words (figure->definition->unit, hw_figure_get_sum (figure), NULL);
  return hw_figure_dup_value (figure, row == ALL_ROWS ? 0 : (guint) row, 0);
}

static GtkWidget *
make_label (const char *words,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, "max-width-chars", CARD_CHARS, NULL);

  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Names of rows begin small: they stand in legends too. */
static char *
dup_capitalised (const char *words)
{
  const char *rest = g_utf8_next_char (words);
  g_autofree char *first = g_utf8_strup (words, rest - words);

  return g_strconcat (first, rest, NULL);
}

/* Which version of whose rule: "as CHAIN counts, version 1". */
static char *
dup_scheme (const HwFigureDefinition *definition)
{
  /* TRANSLATORS: whose counting rule it is and its version, as in "as CHAIN counts, version 1" */
  return g_strdup_printf (_("%s, version %u"), hw_figure_scheme_get_words (definition->scheme), definition->version);
}

/* The whole rule, for who wants to know exactly: on the card there is room for its beginning only. */
static GtkWidget *
make_rule_button (const HwFigureDefinition *definition,
                  const char               *title)
{
  g_autofree char *scheme = dup_scheme (definition), *name = NULL;
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rule = make_label (_(definition->rule), "body");

  /* TRANSLATORS: what a button is called for a screen reader, as in "Went home: how this is counted" */
  name = g_strdup_printf (_("%s: how this is counted"), title);
  gtk_label_set_max_width_chars (GTK_LABEL (rule), RULE_CHARS);
  gtk_box_append (GTK_BOX (box), make_label (_("How this is counted"), "heading"));
  gtk_box_append (GTK_BOX (box), rule);
  gtk_box_append (GTK_BOX (box), make_label (scheme, "dim-label"));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "help-about-symbolic");
  gtk_widget_set_tooltip_text (button, _("How this is counted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_number (const char *number)
{
  GtkWidget *label = make_label (number, "title-1");

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/**
 * hw_figure_card_new:
 * @set: the figures
 * @id: which
 * @row: which of its rows; -1: all together
 * @leaving: as it may leave the team
 * @before_words: the period before, in words
 *
 * Returns: (transfer floating): a card: the number, the one before, what it is and how it is counted
 */
GtkWidget *
hw_figure_card_new (HwFigureSet *set,
                    const char  *id,
                    int          row,
                    gboolean     leaving,
                    const char  *before_words)
{
  const HwFigure *figure = hw_figure_set_get (set, id, leaving), *before = hw_figure_set_get_before (set, id, leaving);
  g_autofree char *number = dup_number (figure, row), *earlier = dup_number (before, row);
  g_autofree char *before_number = g_strdup_printf ("%s: %s", before_words, earlier);
  g_autofree char *title = row == ALL_ROWS ? g_strdup (_(figure->definition->title)) : dup_capitalised (figure->rows[row]);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *then = make_label (before_number, "dim-label");
  GtkWidget *rule = make_label (_(figure->definition->rule), "caption");

  gtk_widget_add_css_class (then, "caption");
  gtk_label_set_lines (GTK_LABEL (rule), RULE_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (rule), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (top), make_number (number));
  gtk_box_append (GTK_BOX (top), make_rule_button (figure->definition, title));
  gtk_box_append (GTK_BOX (card), top);
  gtk_box_append (GTK_BOX (card), then);
  gtk_box_append (GTK_BOX (card), make_label (title, "heading"));
  gtk_box_append (GTK_BOX (card), rule);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "figure-card");
  return card;
}

/* -- rows ----------------------------------------------------------------------------------------------------------- */

/* Numbers stand under each other. */
static GtkWidget *
make_value (const char *words,
            const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 1.0, "width-chars", VALUE_CHARS, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* "Q3 2026: 12" */
static GtkWidget *
make_earlier (const HwFigure *before,
              guint           row,
              guint           column)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *period = hw_period_dup_words (&before->period, zone), *value = hw_figure_dup_value (before, row, column);
  g_autofree char *words = g_strdup_printf ("%s: %s", period, value);

  return make_value (words, "dim-label");
}

static char *
dup_row_title (const HwFigure *figure,
               guint           row,
               guint           column)
{
  const char *name = figure->rows[row], *country = figure->definition->casework ? hw_country_get_words (name) : NULL;
  const char *between = *name != '\0' && *figure->columns[column] != '\0' ? " · " : "";

  return g_strconcat (country != NULL ? country : name, between, figure->columns[column], NULL);
}

static GtkWidget *
make_row (HwFigureSet    *set,
          const HwFigure *figure,
          guint           row,
          guint           column,
          gboolean        leaving)
{
  const HwFigure *before = hw_figure_set_get_before (set, figure->definition->id, leaving);
  g_autofree char *title = dup_row_title (figure, row, column), *value = hw_figure_dup_value (figure, row, column);
  GtkWidget *line = hw_plain_row_new (*title != '\0' ? title : _(figure->definition->title), NULL);
  gboolean same_rows = before->n_rows == figure->n_rows && before->n_columns == figure->n_columns && figure->definition->row_words != NULL;

  if (same_rows || (figure->n_rows == 1 && figure->n_columns == 1 && before->n_columns == 1))
    adw_action_row_add_suffix (ADW_ACTION_ROW (line), make_earlier (before, row, column));
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), make_value (value, "heading"));
  if (!leaving && hw_figure_get (figure, row, column) > 0)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (line), "figures.show-records");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (line), "(suu)", figure->definition->id, row, column);
      gtk_widget_set_tooltip_text (line, _("Show the records behind this number"));
    }
  return line;
}

/**
 * hw_figure_card_new_rows:
 * @set: the figures
 * @figure: one of them
 * @leaving: as it may leave the team
 *
 * Returns: (transfer floating): an expander with a row for each number, beside it the one of the period before
 */
GtkWidget *
hw_figure_card_new_rows (HwFigureSet    *set,
                         const HwFigure *figure,
                         gboolean        leaving)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *scheme = dup_scheme (figure->definition);
  g_autofree char *subtitle = g_strdup_printf ("%s (%s)", _(figure->definition->rule), scheme);
  gboolean is_one = figure->n_rows == 1 && figure->n_columns == 1;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (expander), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), _(figure->definition->title));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), subtitle);
  if (is_one || (figure->definition->adds_up && figure->definition->unit == HW_FIGURE_UNIT_COUNT))
    {
      g_autofree char *number = dup_number (figure, ALL_ROWS);

      adw_expander_row_add_action (ADW_EXPANDER_ROW (expander), make_value (number, "heading"));
    }
  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), make_row (set, figure, row, column, leaving));
  return expander;
}
