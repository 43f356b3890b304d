/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-card-columns.h"
#include "hw-language.h"
#include "hw-wording-view.h"

/* The words of a consent in the person's language and beside it in the worker's,
 * sentence by sentence in the same order; one below the other where it is narrow. */

struct _HwWordingView
{
  GtkBox parent_instance;

  GtkWidget *sides[2];                          /* children */
  GtkWidget *headings[2];
  GtkWidget *sentences[2][HW_N_SENTENCES];
};

G_DEFINE_FINAL_TYPE (HwWordingView, hw_wording_view, GTK_TYPE_BOX)

static GtkWidget *
make_side (HwWordingView *self,
           guint          side)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "case-card");
  self->headings[side] = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->headings[side], "heading");
  gtk_box_append (GTK_BOX (box), self->headings[side]);
  for (HwSentence i = 0; i < HW_N_SENTENCES; i++)
    {
      self->sentences[side][i] = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable", TRUE, NULL);
      gtk_box_append (GTK_BOX (box), self->sentences[side][i]);
    }
  return box;
}

static void
hw_wording_view_class_init (HwWordingViewClass *klass)
{
}

static void
hw_wording_view_init (HwWordingView *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), g_object_new (HW_TYPE_CARD_COLUMNS, NULL));
  for (guint side = 0; side < 2; side++)
    {
      self->sides[side] = make_side (self, side);
      gtk_box_append (GTK_BOX (self), self->sides[side]);
    }
}

/**
 * hw_wording_view_new:
 *
 * Returns: (transfer floating): a view without words
 */
GtkWidget *
hw_wording_view_new (void)
{
  return g_object_new (HW_TYPE_WORDING_VIEW, NULL);
}

static void
show_side (HwWordingView   *self,
           guint            side,
           const HwWording *wording,
           const char      *language,
           const char      *recipient,
           const char      *until)
{
  g_autofree char *heading = g_strdup_printf ("%s · %s", hw_language_get_name (language), hw_wording_get_title (wording, language));

  gtk_label_set_label (GTK_LABEL (self->headings[side]), heading);
  for (HwSentence i = 0; i < HW_N_SENTENCES; i++)
    {
      g_autofree char *sentence = hw_wording_dup_sentence (wording, language, i, recipient, until);

      gtk_label_set_label (GTK_LABEL (self->sentences[side][i]), sentence);
    }
}

/**
 * hw_wording_view_set:
 * @self: a view
 * @wording: the words
 * @language: (nullable): the person's; %NULL or one that the words lack: an interpreter says what stands in the worker's
 * @worker_language: the worker's
 * @recipient: (nullable): who would be told
 * @until: (nullable): the last day, in figures
 */
void
hw_wording_view_set (HwWordingView   *self,
                     const HwWording *wording,
                     const char      *language,
                     const char      *worker_language,
                     const char      *recipient,
                     const char      *until)
{
  const char *worker, *own;

  g_return_if_fail (HW_IS_WORDING_VIEW (self));

  worker = hw_wording_pick_language (wording, worker_language);
  own = language != NULL ? hw_wording_pick_language (wording, language) : worker;
  show_side (self, 0, wording, own, recipient, until);
  show_side (self, 1, wording, worker, recipient, until);
  gtk_widget_set_visible (self->sides[1], !g_str_equal (own, worker));
}
