/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-similar-list.h"

#include "hw-actions.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Reports that are likely about the same people, each with the reason in words:
 * how far, how long before, and which words both callers used. It never decides;
 * both reports are kept, and each caller still gets an answer.
 */

#define MAX_ROWS     4
#define MIN_WORD     4
#define MAX_WORDS    3
#define NEAR_M       60
#define RECENT_US    ((gint64) 12 * 3600 * G_USEC_PER_SEC)

struct _HwSimilarList
{
  AdwBin parent_instance;

  GtkListBox *list;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (HwSimilarList, hw_similar_list, ADW_TYPE_BIN)

/* Words too common in this work to say anything. */
static gboolean
is_common (const char *word)
{
  static const char * const common[] = {
    "with", "from", "they", "there", "have", "that", "this", "near", "under", "some", "their", "very", "person", "people", "sleeping", "street",
    "road", "med", "ved", "under", "over", "nogle", "person", "personer", "sover", "gade", "vej",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (strcmp (common[i], word) == 0)
      return TRUE;
  return g_utf8_strlen (word, -1) < MIN_WORD;
}

static GPtrArray *
collect_words (const HwReport *report)
{
  const char *texts[] = { report->place, report->appearance, report->worries };
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (GStrv) tokens = texts[i] ? g_str_tokenize_and_fold (texts[i], NULL, NULL) : NULL;

      for (guint j = 0; tokens != NULL && tokens[j] != NULL; j++)
        if (!is_common (tokens[j]))
          g_ptr_array_add (words, g_strdup (tokens[j]));
    }
  return words;
}

/* "blue", "tent": words that both reports have, in the order of the first. */
static char *
dup_shared_words (const HwReport *a,
                  const HwReport *b)
{
  g_autoptr (GPtrArray) ours = collect_words (a);
  g_autoptr (GPtrArray) theirs = collect_words (b);
  g_autoptr (GPtrArray) shared = g_ptr_array_new ();

  for (guint i = 0; i < ours->len && shared->len < MAX_WORDS; i++)
    {
      char *word = g_ptr_array_index (ours, i);

      if (g_ptr_array_find_with_equal_func (theirs, word, g_str_equal, NULL) && !g_ptr_array_find_with_equal_func (shared, word, g_str_equal, NULL))
        g_ptr_array_add (shared, word);
    }
  if (shared->len == 0)
    return NULL;
  g_ptr_array_add (shared, NULL);
  return g_strjoinv (" ", (char **) shared->pdata);
}

static void
append_part (GString    *words,
             const char *part)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
}

/**
 * hw_similar_dup_reason:
 * @report: the report being taken
 * @other: an earlier one
 * @very_likely: (out): whether near, recent and alike at once
 *
 * Returns: (transfer full): "42 m away · 3 h before · both say “blue tent” · 2 people, 2 people"
 */
char *
hw_similar_dup_reason (const HwReport *report,
                       const HwReport *other,
                       gboolean       *very_likely)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *shared = dup_shared_words (report, other);
  gint64 apart = ABS (report->seen_at - other->seen_at);
  gboolean placed = hw_point_is_valid (&report->point) && hw_point_is_valid (&other->point);
  double metres = placed ? hw_point_distance (&report->point, &other->point) : 0;
  g_autofree char *span = hw_words_dup_span (apart);
  g_autofree char *before = g_strdup_printf (other->seen_at <= report->seen_at ? _("%s before") : _("%s later"), span);

  if (placed)
    {
      g_autofree char *distance = hw_words_dup_distance (metres);

      append_part (words, distance);
    }
  append_part (words, before);
  if (shared != NULL)
    {
      g_autofree char *both = g_strdup_printf (_("both say “%s”"), shared);

      append_part (words, both);
    }
  if (report->people > 0 && other->people > 0)
    {
      g_autofree char *ours = hw_words_dup_people (report->people);
      g_autofree char *theirs = hw_words_dup_people (other->people);
      g_autofree char *both = g_strdup_printf ("%s, %s", ours, theirs);

      append_part (words, both);
    }

  *very_likely = placed && metres <= NEAR_M && apart <= RECENT_US && (shared != NULL || (report->people > 0 && report->people == other->people));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
build_label (const char *words,
             const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
build_pill (gboolean very_likely)
{
  GtkWidget *pill = gtk_label_new (very_likely ? _("very likely the same") : _("perhaps"));

  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, very_likely ? "pill-overdue" : "pill-quiet");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  return pill;
}

/* One under the other: a label that wraps beside another widget is measured wrongly by GTK 4.8. */
static GtkWidget *
build_row (const HwReport *report,
           const HwReport *other)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *reason_label;
  gboolean very_likely;
  g_autofree char *storage = NULL;
  g_autofree char *reason = hw_similar_dup_reason (report, other, &very_likely);

  reason_label = build_label (reason, "caption");
  gtk_widget_add_css_class (reason_label, "dim-label");
  gtk_box_append (GTK_BOX (lines), build_label (hw_words_place (other, &storage), "heading"));
  gtk_box_append (GTK_BOX (lines), reason_label);
  gtk_box_append (GTK_BOX (lines), build_pill (very_likely));
  gtk_widget_add_css_class (lines, "similar");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", other->row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), HW_ACTION_SHOW_REPORT);

  return row;
}

static void
hw_similar_list_class_init (HwSimilarListClass *klass)
{
}

static void
hw_similar_list_init (HwSimilarList *self)
{
  GtkWidget *heading = gtk_label_new (_("Likely the same"));
  GtkWidget *note = gtk_label_new (_("Both are kept: each caller still gets an answer."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Likely the same"), -1);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), note);
  gtk_widget_set_visible (self->box, FALSE);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * hw_similar_list_show:
 * @self: a list
 * @report: (nullable): the report being taken
 * @similar: (nullable) (element-type HwReport): earlier ones, likeliest first
 */
void
hw_similar_list_show (HwSimilarList  *self,
                      const HwReport *report,
                      GPtrArray      *similar)
{
  GtkWidget *row;
  guint n = report != NULL && similar != NULL ? MIN (similar->len, MAX_ROWS) : 0;

  g_return_if_fail (HW_IS_SIMILAR_LIST (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, build_row (report, g_ptr_array_index (similar, i)));
  gtk_widget_set_visible (self->box, n > 0);
}
