/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-papers.h"
#include "hw-consent-dialog.h"
#include "hw-disclosure.h"
#include "hw-hand-over-dialog.h"
#include "hw-home-contacts-dialog.h"
#include "hw-journey-dialog.h"
#include "hw-problem.h"
#include "hw-recall-dialog.h"
#include "hw-refer-dialog.h"

/* What a case asks for that is no gate: somebody said no, somebody others can
 * help better, somebody to protect, letters to write after a withdrawal. A line
 * each, with the way to do it. Gives the panel the actions "papers.ask-consent"
 * (purpose, recipient), "papers.journey-sheet", "papers.recall",
 * "papers.home-contacts", "papers.refer-on" and "papers.hand-over". */

struct _HwCasePapers
{
  GtkBox parent_instance;

  HwSession          *session;   /* (owned) */
  HwCase             *case_;     /* (owned) (nullable) */
  GSimpleActionGroup *actions;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwCasePapers, hw_case_papers, GTK_TYPE_BOX)

static void
ask_consent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  HwCasePapers *self = user_data;
  const char *purpose, *recipient;

  g_variant_get (parameter, "(&s&s)", &purpose, &recipient);
  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_consent_dialog_new_for (GTK_WIDGET (self), self->session, self->case_, purpose, recipient)));
}

static void
journey_sheet_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  HwCasePapers *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->case_ == NULL)
    return;
  if (hw_disclosure_check_journey (self->case_, g_get_real_time (), &error))
    gtk_window_present (GTK_WINDOW (hw_journey_dialog_new (GTK_WIDGET (self), self->session, self->case_)));
  else
    hw_problem_show (GTK_WIDGET (self), _("There is no journey sheet yet"), error);
}

static void
recall_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  HwCasePapers *self = user_data;

  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_recall_dialog_new (GTK_WIDGET (self), self->session, &self->case_->id)));
}

/* A form about the case. */
typedef GtkWidget *(*NewForm) (GtkWidget *opener,
                               HwSession *session,
                               HwCase    *case_);

static void
open_form (HwCasePapers *self,
           NewForm       new_form)
{
  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (new_form (GTK_WIDGET (self), self->session, self->case_)));
}

static void
home_contacts_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  open_form (user_data, hw_home_contacts_dialog_new);
}

static void
refer_on_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  open_form (user_data, hw_refer_dialog_new);
}

static void
hand_over_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_form (user_data, hw_hand_over_dialog_new);
}

static const GActionEntry entries[] = {
  { "ask-consent", ask_consent_cb, "(ss)", NULL, NULL },
  { "journey-sheet", journey_sheet_cb, NULL, NULL, NULL },
  { "recall", recall_cb, NULL, NULL, NULL },
  { "home-contacts", home_contacts_cb, NULL, NULL, NULL },
  { "refer-on", refer_on_cb, NULL, NULL, NULL },
  { "hand-over", hand_over_cb, NULL, NULL, NULL },
};

static void
hw_case_papers_dispose (GObject *object)
{
  HwCasePapers *self = HW_CASE_PAPERS (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (hw_case_papers_parent_class)->dispose (object);
}

static void
hw_case_papers_class_init (HwCasePapersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_case_papers_dispose;
}

static void
hw_case_papers_init (HwCasePapers *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

/**
 * hw_case_papers_new:
 * @panel: the panel of the case, which gets the actions
 * @session: the session
 *
 * Returns: (transfer floating): nothing to do yet
 */
GtkWidget *
hw_case_papers_new (GtkWidget *panel,
                    HwSession *session)
{
  HwCasePapers *self = g_object_new (HW_TYPE_CASE_PAPERS, NULL);

  self->session = g_object_ref (session);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (panel, "papers", G_ACTION_GROUP (self->actions));
  return GTK_WIDGET (self);
}

/* -- what there is to do ------------------------------------------------------------ */

static void
set_enabled (HwCasePapers *self,
             const char   *name,
             gboolean      enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static void
add_line (HwCasePapers *self,
          const char   *words,
          const char   *verb,
          const char   *action)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (verb);

  gtk_box_append (GTK_BOX (line), g_object_new (GTK_TYPE_LABEL, "label", words, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "card");
  gtk_widget_add_css_class (line, "case-card");
  gtk_box_append (GTK_BOX (self), line);
}

static gboolean
has_open_letters (const HwCase *case_)
{
  g_autoptr (GPtrArray) list = hw_disclosure_list (case_);

  for (guint i = 0; i < list->len; i++)
    {
      const HwDisclosed *disclosed = list->pdata[i];

      if (disclosed->records->len > 0 && disclosed->withdrawn && !disclosed->recalled)
        return TRUE;
    }
  return FALSE;
}

static gboolean
equals (const HwCase *case_,
        const char   *field,
        const char   *value)
{
  return g_strcmp0 (hw_case_get (case_, field), value) == 0;
}

static gboolean
has_hand_over (const HwCase *case_,
               const char   *about)
{
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (record->kind == HW_CASE_RECORD_HAND_OVER && g_strcmp0 (hw_case_record_get (record, HW_RECORD_ABOUT), about) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_lines (HwCasePapers *self)
{
  const HwCase *case_ = self->case_;
  gboolean ended = hw_stage_is_end (case_->stage);

  if (!ended && hw_person_may_be_under (case_->person, HW_AGE_OF_MAJORITY, g_get_real_time ()) && !has_hand_over (case_, "child"))
    add_line (self, _("This is a child: hand over to those whose task it is."), _("Hand over…"), "papers.hand-over");
  else if (!ended && equals (case_, HW_FIELD_EXPLOITATION, "indicators") && hw_case_get (case_, HW_FIELD_HANDED_OVER_TO) == NULL)
    add_line (self, _("There are signs of exploitation."), _("Hand over…"), "papers.hand-over");
  if (!ended && equals (case_, HW_FIELD_EU_CITIZEN, "no"))
    add_line (self, _("Not an EU citizen: an advice organisation can help further."), _("Refer on…"), "papers.refer-on");
  if (!ended && equals (case_, HW_FIELD_DECISION, "no"))
    add_line (self, _("They said no. Give them the contacts at home; that is all."), _("Contacts at home…"), "papers.home-contacts");
  if (has_open_letters (case_))
    add_line (self, _("A consent was taken back, and somebody was told before."), _("Recall letters…"), "papers.recall");
}

/**
 * hw_case_papers_set_case:
 * @self: the lines
 * @case_: (nullable): a case; %NULL forgets everything
 */
void
hw_case_papers_set_case (HwCasePapers *self,
                         HwCase       *case_)
{
  GtkWidget *line;

  g_return_if_fail (HW_IS_CASE_PAPERS (self));

  if (case_ != NULL)
    hw_case_ref (case_);
  g_clear_pointer (&self->case_, hw_case_unref);
  self->case_ = case_;
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), line);
  if (case_ != NULL)
    add_lines (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
  set_enabled (self, "journey-sheet", case_ != NULL && hw_stage_is_on_rail (case_->stage) && case_->stage <= HW_STAGE_TRAVELLED);
  set_enabled (self, "ask-consent", case_ != NULL && !hw_stage_is_end (case_->stage));
}
