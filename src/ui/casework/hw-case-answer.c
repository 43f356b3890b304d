/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-button-name.h"
#include "hw-case-answer.h"
#include "hw-case-words.h"

/* The one answer on top of a case: why the person cannot travel yet, each open
 * requirement with a way to mend it, or that the next stage is open.
 *
 * Signal "go-there" (code): the user wants to mend that requirement. Signal
 * "override" (code): a second person is to let it pass. */

#define MOST_ROWS 4

struct _HwCaseAnswer
{
  GtkBox parent_instance;

  GtkWidget *header;   /* child */
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *count;
  GtkWidget *move;
  GtkWidget *list;     /* child */
  HwCase    *case_;    /* (owned) (nullable) */
  gboolean   show_all;
};

enum { GO_THERE, OVERRIDE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCaseAnswer, hw_case_answer, GTK_TYPE_BOX)

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static void
row_activated_cb (HwCaseAnswer  *self,
                  GtkListBoxRow *row)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (row), "code"));

  if (code != NULL)
    {
      g_signal_emit (self, signals[GO_THERE], 0, code);
      return;
    }
  self->show_all = TRUE;
  hw_case_answer_set_case (self, self->case_, g_get_real_time ());
}

static void
override_clicked_cb (HwCaseAnswer *self,
                     GtkButton    *button)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (button), "code"));

  g_signal_emit (self, signals[OVERRIDE], 0, code);
}

static const char *
get_icon (const char *code)
{
  static const struct { const char *prefix; const char *icon; } icons[] = {
    { "receiver", "avatar-default-symbolic" }, { "key-worker", "avatar-default-symbolic" }, { "companion", "avatar-default-symbolic" },
    { "cooling-off", "alarm-symbolic" }, { "preconditions", "alarm-symbolic" }, { "travel", "alarm-symbolic" }, { "follow-up", "alarm-symbolic" },
    { "embassy", "call-start-symbolic" }, { "arrival", "user-home-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_str_has_prefix (code, icons[i].prefix))
      return icons[i].icon;
  return "x-office-document-symbolic";
}

static GtkWidget *
make_go_there (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), gtk_label_new (_("Go there")));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_add_css_class (box, "go-there");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

static GtkWidget *
make_override (HwCaseAnswer        *self,
               const HwRequirement *requirement)
{
  GtkWidget *button = gtk_button_new_with_label (_("Override…"));
  g_autofree char *name = g_strdup_printf (_("Override: %s"), requirement->words);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_tooltip_text (button, _("A second person lets it pass, with a reason and an end"));
  hw_button_set_name (button, name);
  g_object_set_data_full (G_OBJECT (button), "code", g_strdup (requirement->code), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (override_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (HwCaseAnswer        *self,
          const HwRequirement *requirement)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", get_icon (requirement->code),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *hint = make_label (requirement->hint, "caption");
  g_autofree char *name = g_strdup_printf ("%s. %s %s", requirement->words, requirement->hint, _("Go there"));

  gtk_widget_add_css_class (icon, "overdue");
  gtk_widget_add_css_class (icon, "case-icon");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (requirement->words, "heading"));
  gtk_box_append (GTK_BOX (words), hint);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  if (requirement->overridable)
    gtk_box_append (GTK_BOX (box), make_override (self, requirement));
  gtk_box_append (GTK_BOX (box), make_go_there ());
  gtk_widget_add_css_class (box, "answer-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (requirement->code), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

/* The first things to do are enough to begin with. */
static void
add_rows (HwCaseAnswer *self,
          GPtrArray    *open)
{
  guint n_shown = self->show_all || open->len <= MOST_ROWS + 1 ? open->len : MOST_ROWS;

  for (guint i = 0; i < n_shown; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, open->pdata[i]));
  if (n_shown < open->len)
    {
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u more", "Show %u more", open->len - n_shown),
                                                open->len - n_shown);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (words);

      gtk_widget_add_css_class (label, "go-there");
      gtk_widget_add_css_class (label, "answer-row");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
}

static char *
make_question (const HwCase *case_)
{
  const char *alias = case_->person->alias;

  if (case_->stage < HW_STAGE_TRAVELLED)
    return g_strdup_printf (_("Why can’t %s travel yet?"), alias);
  if (case_->stage == HW_STAGE_TRAVELLED)
    return g_strdup_printf (_("Has %s arrived?"), alias);
  return g_strdup_printf (_("How is %s?"), alias);
}

static char *
make_ending (const HwCase *case_)
{
  const char *alias = case_->person->alias;

  switch (case_->stage)
    {
    case HW_STAGE_CLOSED: return g_strdup_printf (_("%s has returned and every follow-up is written down"), alias);
    case HW_STAGE_PAUSED: return g_strdup_printf (_("Paused: %s may come back to it"), alias);
    case HW_STAGE_DECLINED: return g_strdup_printf (_("%s does not want to go"), alias);
    case HW_STAGE_WITHDRAWN: return g_strdup_printf (_("%s has withdrawn the wish"), alias);
    case HW_STAGE_REFERRED_ON: return g_strdup_printf (_("%s has been referred on"), alias);
    case HW_STAGE_WISH: case HW_STAGE_ASSESSED: case HW_STAGE_DECIDED: case HW_STAGE_PLANNED: case HW_STAGE_READY:
    case HW_STAGE_TRAVELLED: case HW_STAGE_RECEIVED: case HW_STAGE_FOLLOWED_UP: case HW_N_STAGES:
    default: g_return_val_if_reached (NULL);
    }
}

static void
set_look (HwCaseAnswer *self,
          const char   *style,
          const char   *icon)
{
  static const char * const styles[] = { "shut", "open", "ended" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), style);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon);
}

static void
show_move (HwCaseAnswer *self,
           HwStage       stage,
           const char   *words,
           gboolean      possible)
{
  gtk_widget_set_visible (self->move, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->move), words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->move), "s", hw_stage_to_string (stage));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->move), possible ? "case.move" : NULL);
  gtk_widget_set_sensitive (self->move, possible);
  gtk_widget_set_tooltip_text (self->move, possible ? NULL : _("Not before everything below is done"));
}

static void
show_ended (HwCaseAnswer *self,
            const HwCase *case_)
{
  g_autofree char *ending = make_ending (case_);

  set_look (self, "ended", case_->stage == HW_STAGE_CLOSED ? "object-select-symbolic" : "media-playback-pause-symbolic");
  gtk_label_set_label (GTK_LABEL (self->title), ending);
  gtk_label_set_label (GTK_LABEL (self->count), "");
  gtk_widget_set_visible (self->move, FALSE);
  if (case_->stage == HW_STAGE_PAUSED)
    {
      g_autofree char *words = g_strdup_printf (_("Go on from %s"), hw_case_words_stage (case_->stage_before));

      show_move (self, case_->stage_before, words, TRUE);
    }
}

static void
show_gate (HwCaseAnswer *self,
           const HwCase *case_,
           GPtrArray    *open,
           guint         total)
{
  HwStage next = hw_stage_next (case_->stage);
  g_autofree char *words = g_strdup_printf (_("Move on to %s"), hw_case_words_stage (next));
  g_autofree char *title = open->len > 0 ? make_question (case_)
                                         : g_strdup_printf (_("%s is ready for the next step"), case_->person->alias);
  g_autofree char *count = open->len > 0
    ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u requirement is open", "%u of %u requirements are open", total), open->len, total)
    : g_strdup (_("Nothing is open"));

  set_look (self, open->len > 0 ? "shut" : "open", open->len > 0 ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  show_move (self, next, words, open->len == 0);
  add_rows (self, open);
}

static void
forget_rows (HwCaseAnswer *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* Where the keyboard is: a row that was mended goes, and the next one takes its place. */
static int
get_focused_index (HwCaseAnswer *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);

  return GTK_IS_LIST_BOX_ROW (row) ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

static void
focus_index (HwCaseAnswer *self,
             int           index)
{
  GtkListBoxRow *row = NULL;

  for (; index >= 0 && row == NULL; index--)
    row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else if (gtk_widget_get_visible (self->move))
    gtk_widget_grab_focus (self->move);
}

static void
keep_case (HwCaseAnswer *self,
           HwCase       *case_)
{
  HwCase *before = g_steal_pointer (&self->case_);

  if (case_ != NULL)
    self->case_ = hw_case_ref (case_);
  /* Another case begins with the first things again; the same one stays as it was unfolded. */
  if (before == NULL || case_ == NULL || !hw_id_equal (&before->id, &case_->id))
    self->show_all = FALSE;
  g_clear_pointer (&before, hw_case_unref);
}

static void
hw_case_answer_finalize (GObject *object)
{
  g_clear_pointer (&HW_CASE_ANSWER (object)->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_case_answer_parent_class)->finalize (object);
}

static void
hw_case_answer_class_init (HwCaseAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_case_answer_finalize;
  signals[GO_THERE] = g_signal_new ("go-there", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OVERRIDE] = g_signal_new ("override", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hw_case_answer_init (HwCaseAnswer *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "case-answer");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->header, "answer-header");
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->icon, "case-icon");
  self->title = make_label (NULL, "title-4");
  self->count = make_label (NULL, "caption");
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->count);
  self->move = g_object_new (GTK_TYPE_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);
  gtk_box_append (GTK_BOX (self->header), self->icon);
  gtk_box_append (GTK_BOX (self->header), words);
  gtk_box_append (GTK_BOX (self->header), self->move);
  gtk_box_append (GTK_BOX (self), self->header);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Open requirements"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->list);
}

/**
 * hw_case_answer_new:
 *
 * Returns: (transfer floating): an answer without a case
 */
GtkWidget *
hw_case_answer_new (void)
{
  return g_object_new (HW_TYPE_CASE_ANSWER, NULL);
}

/**
 * hw_case_answer_set_case:
 * @self: an answer
 * @case_: (nullable): the case it is about; %NULL forgets the last one
 * @now: µs UTC
 *
 * Shows what @case_ still lacks for its next stage.
 */
void
hw_case_answer_set_case (HwCaseAnswer *self,
                         HwCase       *case_,
                         gint64        now)
{
  int focused;

  g_return_if_fail (HW_IS_CASE_ANSWER (self));

  focused = get_focused_index (self);
  forget_rows (self);
  keep_case (self, case_);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_label_set_label (GTK_LABEL (self->title), "");

  if (case_ != NULL && hw_stage_is_on_rail (case_->stage) && !hw_stage_is_end (case_->stage))
    {
      guint total = 0;
      g_autoptr (GPtrArray) open = hw_gate_check (case_, hw_stage_next (case_->stage), now, &total);

      show_gate (self, case_, open, total);
      gtk_widget_set_visible (self->list, open->len > 0);
    }
  else if (case_ != NULL)
    show_ended (self, case_);
  if (focused >= 0)
    focus_index (self, focused);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (GTK_LABEL (self->title)), -1);
}
