/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-similar-list.h"

#include "hw-actions.h"
#include "hw-button-name.h"
#include "hw-similar-words.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Reports that may be about the same people, each with what speaks for it and
 * against it, in words. It never decides: a worker says which is the same, both
 * reports are kept, and each caller still gets an answer.
 */

#define MAX_ROWS 4

struct _HwSimilarList
{
  AdwBin parent_instance;

  GCancellable *cancellable;   /* (owned) (nullable): of the look that is under way */
  GPtrArray *duplicates;       /* (owned) (nullable) (element-type HwDuplicate): what is shown */
  GArray *same;                /* (owned) (element-type gint64): rows of those that are said to be the same as what is being taken */

  GtkListBox *list;
  GtkWidget *box;
};

enum { SAME, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwSimilarList, hw_similar_list, ADW_TYPE_BIN)

/* -- one of them -- */

static gboolean
is_chosen (HwSimilarList *self,
           gint64         row)
{
  for (guint i = 0; i < self->same->len; i++)
    if (g_array_index (self->same, gint64, i) == row)
      return TRUE;
  return FALSE;
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

static void
append_reason (GtkWidget *lines,
               char      *words)
{
  GtkWidget *label;

  if (words == NULL)
    return;
  label = build_label (words, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (lines), label);
  g_free (words);
}

static GtkWidget *
build_pill (const HwDuplicate *duplicate,
            gboolean           same)
{
  GtkWidget *pill = gtk_label_new (same ? _("the same") : hw_similar_words_band (duplicate->band));
  g_autofree char *score = hw_similar_words_dup_score (duplicate);

  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, same ? "pill-met" : duplicate->band == HW_DUPLICATE_LIKELY ? "pill-waiting" : "pill-quiet");
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_hexpand (pill, TRUE);
  gtk_widget_set_tooltip_text (pill, score);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pill), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, score, -1);
  return pill;
}

static void
same_cb (HwSimilarList *self,
         GtkButton     *button)
{
  g_signal_emit (self, signals[SAME], 0, g_object_get_data (G_OBJECT (button), "report"), g_object_get_data (G_OBJECT (button), "same") == NULL);
}

/* Named with the place, because a screen reader meets the same words on every row. */
static GtkWidget *
build_button (HwSimilarList *self,
              HwReport      *report,
              gboolean       same)
{
  GtkWidget *button = gtk_button_new_with_label (same ? _("Not the same after all") : _("Link as the same"));
  g_autofree char *storage = NULL;
  g_autofree char *name = g_strdup_printf (same ? _("Not the same after all: %s") : _("Link as the same: %s"), hw_words_place (report, &storage));

  hw_button_set_name (button, name);
  gtk_widget_add_css_class (button, "caption");
  g_object_set_data_full (G_OBJECT (button), "report", hw_report_ref (report), (GDestroyNotify) hw_report_unref);
  g_object_set_data (G_OBJECT (button), "same", GINT_TO_POINTER (same));
  g_signal_connect_object (button, "clicked", G_CALLBACK (same_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* One under the other: a label that wraps beside another widget is measured wrongly by GTK 4.8. */
static GtkWidget *
build_row (HwSimilarList     *self,
           const HwDuplicate *duplicate)
{
  gboolean same = duplicate->linked || is_chosen (self, duplicate->report->row);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *storage = NULL;

  gtk_box_append (GTK_BOX (lines), build_label (hw_words_place (duplicate->report, &storage), "heading"));
  append_reason (lines, hw_similar_words_dup_for (duplicate));
  append_reason (lines, hw_similar_words_dup_against (duplicate));
  gtk_box_append (GTK_BOX (last), build_pill (duplicate, same));
  gtk_box_append (GTK_BOX (last), build_button (self, duplicate->report, same));
  gtk_box_append (GTK_BOX (lines), last);
  gtk_widget_add_css_class (lines, "similar");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), lines);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", duplicate->report->row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), HW_ACTION_SHOW_REPORT);
  return row;
}

static void
update (HwSimilarList *self)
{
  guint n = self->duplicates != NULL ? self->duplicates->len : 0, n_shown = 0;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < n; i++)
    {
      const HwDuplicate *duplicate = g_ptr_array_index (self->duplicates, i);

      if (!duplicate->linked && n_shown >= MAX_ROWS)
        break;
      gtk_list_box_append (self->list, build_row (self, duplicate));
      n_shown += !duplicate->linked;
    }
  gtk_widget_set_visible (self->box, n > 0);
}

/* -- looking -- */

typedef struct
{
  HwSimilarList *self;         /* (owned) */
  GCancellable  *cancellable;  /* (owned) */
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->self);
  g_object_unref (look->cancellable);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

/* What was asked before something else was typed is of no use any more, also where it came too late to be stopped. */
static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GPtrArray) duplicates = hw_session_find_duplicates_finish (HW_SESSION (source), result, NULL);

  if (duplicates != NULL && !g_cancellable_is_cancelled (look->cancellable))
    hw_similar_list_show (look->self, duplicates);
}

static void
stop_looking (HwSimilarList *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* -- object -- */

static void
hw_similar_list_dispose (GObject *object)
{
  stop_looking (HW_SIMILAR_LIST (object));
  G_OBJECT_CLASS (hw_similar_list_parent_class)->dispose (object);
}

static void
hw_similar_list_finalize (GObject *object)
{
  HwSimilarList *self = HW_SIMILAR_LIST (object);

  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_array_unref (self->same);
  G_OBJECT_CLASS (hw_similar_list_parent_class)->finalize (object);
}

static void
hw_similar_list_class_init (HwSimilarListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hw_similar_list_dispose;
  object_class->finalize = hw_similar_list_finalize;
  signals[SAME] = g_signal_new ("same", HW_TYPE_SIMILAR_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, HW_TYPE_REPORT, G_TYPE_BOOLEAN);
}

static void
hw_similar_list_init (HwSimilarList *self)
{
  GtkWidget *heading = gtk_label_new (_("The same people?"));
  GtkWidget *note = gtk_label_new (_("Both are kept: each caller still gets an answer."));

  self->same = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The same people?"), -1);
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
 * hw_similar_list_ask:
 * @self: a list
 * @session: (nullable): an open session
 * @report: (nullable): a report being taken, or taken; %NULL shows nothing
 *
 * Looks for reports that may be about the same people as @report and shows them.
 * What was asked before is given up; what it found stays until there is more to show.
 */
void
hw_similar_list_ask (HwSimilarList  *self,
                     HwSession      *session,
                     const HwReport *report)
{
  Look *look;

  g_return_if_fail (HW_IS_SIMILAR_LIST (self));

  stop_looking (self);
  if (session == NULL || report == NULL || (!hw_point_is_valid (&report->point) && report->place == NULL))
    {
      hw_similar_list_show (self, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  look = g_new0 (Look, 1);
  look->self = g_object_ref (self);
  look->cancellable = g_object_ref (self->cancellable);
  hw_session_find_duplicates_async (session, report, self->same, self->cancellable, found_cb, look);
}

/**
 * hw_similar_list_show:
 * @self: a list
 * @duplicates: (nullable) (element-type HwDuplicate): what to show, likeliest first
 */
void
hw_similar_list_show (HwSimilarList *self,
                      GPtrArray     *duplicates)
{
  g_return_if_fail (HW_IS_SIMILAR_LIST (self));

  if (duplicates != NULL)
    g_ptr_array_ref (duplicates);
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  self->duplicates = duplicates;
  update (self);
}

/**
 * hw_similar_list_set_same:
 * @self: a list
 * @rows: (nullable) (element-type gint64): rows of the reports that are said to be the same as what is being taken
 *
 * They are kept in the list even if what is typed later speaks against them.
 */
void
hw_similar_list_set_same (HwSimilarList *self,
                          const GArray  *rows)
{
  g_return_if_fail (HW_IS_SIMILAR_LIST (self));

  g_array_set_size (self->same, 0);
  if (rows != NULL)
    g_array_append_vals (self->same, rows->data, rows->len);
  update (self);
}
