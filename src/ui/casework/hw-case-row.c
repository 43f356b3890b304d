/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-row.h"
#include "hw-case-words.h"
#include "hw-date.h"

/* One case in the list: the name, what it waits for, and a pill that says how
 * much is open. A row belongs to one state of its case; a change brings a new one. */

struct _HwCaseRow
{
  GtkListBoxRow parent_instance;

  HwCase *case_;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwCaseRow, hw_case_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  char       *words;   /* (owned) */
  const char *style;   /* (static) */
  char       *under;   /* (owned): the line under the name */
} Standing;

static void
clear_standing (Standing *standing)
{
  g_free (standing->words);
  g_free (standing->under);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Standing, clear_standing)

static char *
describe_wish (const HwCase *case_)
{
  const char *date = hw_case_get (case_, HW_FIELD_TRAVEL_DATE);
  const char *wish = hw_case_get (case_, HW_FIELD_WISH);
  g_autofree char *day = date != NULL ? hw_case_words_dup_date (date) : NULL;

  if (day != NULL && case_->stage <= HW_STAGE_READY)
    return g_strdup_printf (_("journey on %s"), day);
  return g_strdup (wish != NULL ? wish : _("wants to go home"));
}

static gboolean
waits_only (const HwCase *case_,
            GPtrArray    *open,
            gint64        now)
{
  const HwRequirement *first = open->pdata[0];
  gint64 due;

  if (hw_gate_follow_up_due (case_, first->field, &due))
    return due > now;
  return open->len == 1 && (g_str_equal (first->code, "travel-day-not-come") ||
                            (g_str_equal (first->code, "cooling-off-open") && hw_case_get (case_, HW_FIELD_COOLING_OFF) != NULL));
}

static Standing
describe_open (const HwCase *case_,
               GPtrArray    *open,
               gint64        now)
{
  const HwRequirement *first = open->pdata[0];
  gint64 due;
  Standing standing = { .style = open->len > 2 ? "pill-overdue" : "pill-waiting", .under = g_strdup (first->words) };

  if (waits_only (case_, open, now))
    {
      g_free (standing.under);
      standing.under = g_strdup (first->hint);
      standing.words = g_strdup (C_("pill", "waits"));
      standing.style = "pill-quiet";
    }
  else if (hw_gate_follow_up_due (case_, first->field, &due))
    {
      standing.words = g_strdup (C_("pill", "overdue"));
      standing.style = "pill-overdue";
    }
  else
    standing.words = hw_case_words_dup_missing (open->len);
  return standing;
}

static Standing
describe_standing (const HwCase *case_)
{
  g_autoptr (GPtrArray) open = NULL;
  gint64 now = g_get_real_time ();

  if (!hw_stage_is_on_rail (case_->stage) || hw_stage_is_end (case_->stage))
    return (Standing) { .words = g_strdup (hw_case_words_stage (case_->stage)), .style = "pill-quiet", .under = describe_wish (case_) };

  open = hw_gate_check (case_, hw_stage_next (case_->stage), now, NULL);
  if (open->len > 0)
    return describe_open (case_, open, now);
  return (Standing) { .words = g_strdup (C_("pill", "ready")), .style = "pill-met", .under = describe_wish (case_) };
}

/* What is overdue, or due within a week, goes before what else there is to say. */
static void
put_due_first (Standing     *standing,
               const HwCase *case_)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GArray) due = hw_case_list_due (case_, now);
  const HwCaseDue *first = due->len > 0 ? &g_array_index (due, HwCaseDue, 0) : NULL;

  if (first == NULL || first->at > now + 7 * HW_ONE_DAY || first->kind == HW_DUE_COOLING_OFF)
    return;
  g_free (standing->under);
  standing->under = hw_case_words_dup_due (first, now);
}

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static void
fill_row (HwCaseRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *under, *pill;
  g_auto (Standing) standing = describe_standing (self->case_);
  g_autofree char *name = NULL;

  put_due_first (&standing, self->case_);
  name = g_strdup_printf ("%s, %s. %s", self->case_->person->alias, standing.words, standing.under);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), make_label (self->case_->person->alias, "heading"));
  under = make_label (standing.under, "caption");
  gtk_widget_add_css_class (under, "dim-label");
  gtk_box_append (GTK_BOX (lines), under);
  gtk_box_append (GTK_BOX (box), lines);

  pill = gtk_label_new (standing.words);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, standing.style);
  gtk_box_append (GTK_BOX (box), pill);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hw_case_row_finalize (GObject *object)
{
  g_clear_pointer (&HW_CASE_ROW (object)->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_case_row_parent_class)->finalize (object);
}

static void
hw_case_row_class_init (HwCaseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_case_row_finalize;
}

static void
hw_case_row_init (HwCaseRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "case-row");
}

/**
 * hw_case_row_new:
 * @item: a case of the session
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
hw_case_row_new (HwCaseItem *item)
{
  HwCaseRow *self = g_object_new (HW_TYPE_CASE_ROW, NULL);

  self->case_ = hw_case_ref (hw_case_item_get_case (item));
  fill_row (self);
  return GTK_WIDGET (self);
}

/**
 * hw_case_row_get_case:
 * @self: a row
 *
 * Returns: (transfer none): its case
 */
HwCase *
hw_case_row_get_case (HwCaseRow *self)
{
  g_return_val_if_fail (HW_IS_CASE_ROW (self), NULL);
  return self->case_;
}
