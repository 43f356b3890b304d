/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-actions.h"
#include "hw-card-columns.h"
#include "hw-case-acts.h"
#include "hw-case-answer.h"
#include "hw-case-moves.h"
#include "hw-case-panel.h"
#include "hw-case-papers.h"
#include "hw-case-timeline.h"
#include "hw-case-words.h"
#include "hw-conflict-card.h"
#include "hw-consent-card.h"
#include "hw-consent-dialog.h"
#include "hw-evidence-field.h"
#include "hw-new-case-dialog.h"
#include "hw-number-peek.h"
#include "hw-people-window.h"
#include "hw-person-dialog.h"
#include "hw-pick-list.h"
#include "hw-record-words.h"
#include "hw-stage-rail.h"
#include "hw-theme-card.h"

/* One case: who it is, the rail, the one answer, and what is written down. Shown
 * on the Reconnection page and beside the map. It reads one state of the case;
 * whoever owns it hands in the next when the session has one. */

struct _HwCasePanel
{
  AdwBin parent_instance;

  HwSession    *session;   /* (owned) */
  HwCase       *case_;     /* (owned) (nullable) */
  HwNumberPeek *peek;      /* (owned) */

  GtkWidget *back_button;
  GtkWidget *avatar;
  GtkWidget *name_label;
  GtkWidget *known_label;
  GtkWidget *record_button;
  GtkWidget *leave_button;
  GtkWidget *rail;
  GtkWidget *answer;
  GtkWidget *wish_label;
  GtkWidget *previous_button;
  GtkWidget *cards;
  GtkWidget *conflicts;
  GtkWidget *papers;
  GtkWidget *consent;
  GtkWidget *timeline;
  GtkWidget *themes[HW_N_THEMES];
};

G_DEFINE_FINAL_TYPE (HwCasePanel, hw_case_panel, ADW_TYPE_BIN)

static void
ask_consent_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_consent_dialog_new (widget, self->session, self->case_)));
}

static GPtrArray *
list_open (HwCasePanel *self,
           gint64       now)
{
  return hw_gate_check (self->case_, hw_stage_next (self->case_->stage), now, NULL);
}

typedef void (*Act) (GtkWidget *widget, HwSession *session, HwCase *case_, const HwRequirement *requirement);

static void
act_on (HwCasePanel *self,
        const char  *code,
        Act          act)
{
  g_autoptr (GPtrArray) open = list_open (self, g_get_real_time ());

  for (guint i = 0; i < open->len; i++)
    {
      const HwRequirement *requirement = open->pdata[i];

      if (g_str_equal (requirement->code, code))
        {
          act (GTK_WIDGET (self), self->session, self->case_, requirement);
          return;
        }
    }
}

static void
go_there_cb (HwCasePanel *self,
             const char  *code)
{
  act_on (self, code, hw_case_acts_mend);
}

static void
override_cb (HwCasePanel *self,
             const char  *code)
{
  act_on (self, code, hw_case_acts_override);
}

static void
record_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwCaseTheme theme;

  if (self->case_ != NULL && hw_case_theme_from_string (g_variant_get_string (parameter, NULL), &theme))
    hw_case_acts_write (widget, self->session, self->case_, theme, NULL);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwCaseRecordKind kind;

  if (self->case_ == NULL || !hw_case_record_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    return;
  /* Handing over needs more than a form: whom to ring, and what they may be told. */
  if (kind == HW_CASE_RECORD_HAND_OVER)
    gtk_widget_activate_action (widget, "papers.hand-over", NULL);
  else
    hw_case_acts_add (widget, self->session, self->case_, kind, NULL, NULL);
}

static void
add_to_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  const char *kind_name, *field, *value;
  HwCaseRecordKind kind;

  g_variant_get (parameter, "(&s&s&s)", &kind_name, &field, &value);
  if (self->case_ != NULL && hw_case_record_kind_from_string (kind_name, &kind))
    hw_case_acts_add (widget, self->session, self->case_, kind, field, value);
}

static void
correct_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    hw_case_acts_correct (widget, self->session, self->case_, g_variant_get_string (parameter, NULL));
}

static void
reverse_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    hw_case_acts_reverse (widget, self->session, self->case_, g_variant_get_string (parameter, NULL));
}

static void
tick_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  const char *item;
  gboolean done;

  g_variant_get (parameter, "(&sb)", &item, &done);
  if (self->case_ != NULL)
    hw_case_acts_tick (widget, self->session, self->case_, item, done);
}

static void
show_number_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    hw_number_peek_ask (self->peek, widget, self->case_, g_variant_get_string (parameter, NULL));
}

static void
record_menu_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (HW_CASE_PANEL (widget)->record_button));
}

/* "record:KIND", "form:THEME" or "consent" */
static void
picked_cb (HwCasePanel *self,
           const char  *value)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (g_str_has_prefix (value, "record:"))
    gtk_widget_activate_action (widget, "case.add", "s", value + strlen ("record:"));
  else if (g_str_has_prefix (value, "form:"))
    gtk_widget_activate_action (widget, "case.record", "s", value + strlen ("form:"));
  else
    gtk_widget_activate_action (widget, "case.ask-consent", NULL);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwStage stage;

  if (self->case_ != NULL && hw_stage_from_string (g_variant_get_string (parameter, NULL), &stage))
    hw_case_moves_go (widget, self->session, self->case_, stage);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwStage stage;

  if (self->case_ != NULL && hw_stage_from_string (g_variant_get_string (parameter, NULL), &stage) &&
      hw_stage_may_move (self->case_->stage, self->case_->stage_before, stage))
    hw_case_moves_leave (widget, self->session, self->case_, stage);
}

static void
withdraw_consent_action (GtkWidget  *widget,
                         const char *name,
                         GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  HwId id;

  if (self->case_ == NULL || !hw_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  for (guint i = 0; i < self->case_->consents->len; i++)
    {
      const HwConsent *consent = self->case_->consents->pdata[i];

      if (hw_id_equal (&consent->id, &id))
        {
          hw_case_moves_withdraw (widget, self->session, self->case_, consent);
          return;
        }
    }
}

static void
edit_person_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);

  if (self->case_ != NULL)
    gtk_window_present (GTK_WINDOW (hw_person_dialog_new (widget, self->session, self->case_->person)));
}

static void
show_case_cb (HwCasePanel *self,
              const char  *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), HW_ACTION_SHOW_CASE, "s", id);
}

static void
show_person_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  GtkWidget *window;

  if (self->case_ == NULL)
    return;
  window = hw_people_window_new (widget, self->session);
  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &self->case_->person->id);
  g_signal_connect_object (window, "show-case", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* Whoever asks again begins anew; the earlier case stays as it ended. */
static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  GtkWidget *form;

  if (self->case_ == NULL)
    return;
  form = hw_new_case_dialog_new (widget, self->session);
  hw_new_case_dialog_choose (HW_NEW_CASE_DIALOG (form), self->case_->person);
  g_signal_connect_object (form, "opened", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
show_previous_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  HwCasePanel *self = HW_CASE_PANEL (widget);
  g_autofree char *id = NULL;

  if (self->case_ == NULL || hw_id_is_nil (&self->case_->previous))
    return;
  id = hw_id_to_string (&self->case_->previous);
  show_case_cb (self, id);
}

static void
hw_case_panel_dispose (GObject *object)
{
  HwCasePanel *self = HW_CASE_PANEL (object);

  g_clear_object (&self->peek);
  g_clear_object (&self->session);
  g_clear_pointer (&self->case_, hw_case_unref);
  G_OBJECT_CLASS (hw_case_panel_parent_class)->dispose (object);
}

static void
hw_case_panel_class_init (HwCasePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_case_panel_dispose;

  g_type_ensure (HW_TYPE_STAGE_RAIL);
  g_type_ensure (HW_TYPE_CASE_ANSWER);
  g_type_ensure (HW_TYPE_CARD_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/casework/hw-case-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, back_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, avatar);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, known_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, record_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, leave_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, rail);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, answer);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, wish_label);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, previous_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePanel, cards);
  gtk_widget_class_bind_template_callback (widget_class, go_there_cb);
  gtk_widget_class_bind_template_callback (widget_class, override_cb);

  gtk_widget_class_install_action (widget_class, "case.edit-person", NULL, edit_person_action);
  gtk_widget_class_install_action (widget_class, "case.show-person", NULL, show_person_action);
  gtk_widget_class_install_action (widget_class, "case.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "case.show-previous", NULL, show_previous_action);
  gtk_widget_class_install_action (widget_class, "case.record", "s", record_action);
  gtk_widget_class_install_action (widget_class, "case.record-menu", NULL, record_menu_action);
  gtk_widget_class_install_action (widget_class, "case.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "case.add-to", "(sss)", add_to_action);
  gtk_widget_class_install_action (widget_class, "case.correct", "s", correct_action);
  gtk_widget_class_install_action (widget_class, "case.reverse", "s", reverse_action);
  gtk_widget_class_install_action (widget_class, "case.tick", "(sb)", tick_action);
  gtk_widget_class_install_action (widget_class, "case.show-number", "s", show_number_action);
  gtk_widget_class_install_action (widget_class, "case.ask-consent", NULL, ask_consent_action);
  gtk_widget_class_install_action (widget_class, "case.withdraw-consent", "s", withdraw_consent_action);
  gtk_widget_class_install_action (widget_class, "case.move", "s", move_action);
  gtk_widget_class_install_action (widget_class, "case.leave", "s", leave_action);
}

static gboolean
record_shortcut_cb (GtkWidget *widget,
                    GVariant  *arguments,
                    gpointer   user_data)
{
  /* Another page is in front, or nobody is shown. */
  if (!gtk_widget_get_mapped (widget) || HW_CASE_PANEL (widget)->case_ == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_menu_button_popup (GTK_MENU_BUTTON (HW_CASE_PANEL (widget)->record_button));
  return GDK_EVENT_STOP;
}

/* Wherever the keyboard is on this page. */
static void
add_shortcuts (HwCasePanel *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_r, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (record_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
hw_case_panel_init (HwCasePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

/* What happened, then what is written down, in the order of the work. */
static void
fill_record_menu (HwCasePanel *self)
{
  static const HwCaseTheme forms[] = {
    HW_THEME_ASSESSMENT, HW_THEME_DECISION, HW_THEME_PLAN, HW_THEME_BEFORE, HW_THEME_JOURNEY,
  };
  GtkWidget *list = hw_pick_list_new (_("What happened?"));

  for (guint i = 0; i < HW_N_CASE_RECORD_KINDS; i++)
    if (hw_record_words_hint (i) != NULL)
      {
        g_autofree char *value = g_strconcat ("record:", hw_case_record_kind_to_string (i), NULL);

        hw_pick_list_add (HW_PICK_LIST (list), value, hw_case_record_kind_get_words (i), hw_record_words_hint (i), hw_record_words_icon (i));
      }
  hw_pick_list_add (HW_PICK_LIST (list), "consent", _("Consent"), _("What they say to telling somebody something"), "object-select-symbolic");
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *value = g_strconcat ("form:", hw_case_theme_to_string (forms[i]), NULL);

      hw_pick_list_add (HW_PICK_LIST (list), value, hw_case_theme_get_title (forms[i]), _("Write it down"), "document-edit-symbolic");
    }
  g_signal_connect_object (list, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->record_button), hw_pick_list_make_popover (HW_PICK_LIST (list)));
}

static void
add_cards (HwCasePanel *self)
{
  self->consent = hw_consent_card_new ();
  self->timeline = hw_case_timeline_new (self->session);
  gtk_box_append (GTK_BOX (self->cards), self->consent);
  for (guint i = 0; i < HW_N_THEMES; i++)
    {
      self->themes[i] = hw_theme_card_new (i, self->session);
      gtk_box_append (GTK_BOX (self->cards), self->themes[i]);
      /* Third, so that the long one has a column of its own where there is room. */
      if (i == HW_THEME_PARTNERS)
        gtk_box_append (GTK_BOX (self->cards), self->timeline);
    }
}

/* After the return, what is due then stands beside the consents; before it, what the journey needs. */
static void
order_cards (HwCasePanel *self)
{
  gboolean after = self->case_->stage >= HW_STAGE_RECEIVED && hw_stage_is_on_rail (self->case_->stage);

  gtk_box_reorder_child_after (GTK_BOX (self->cards), self->themes[HW_THEME_FOLLOW_UP],
                               after ? self->consent : self->themes[HW_THEME_JOURNEY]);
  if (after)
    gtk_box_reorder_child_after (GTK_BOX (self->cards), self->timeline, self->themes[HW_THEME_FOLLOW_UP]);
  else
    gtk_box_reorder_child_after (GTK_BOX (self->cards), self->timeline, self->themes[HW_THEME_PARTNERS]);
}

static void
fill_cards (HwCasePanel *self,
            gint64       now)
{
  g_autoptr (GPtrArray) open = list_open (self, now);

  for (guint i = 0; i < HW_N_THEMES; i++)
    {
      hw_theme_card_set_shown (HW_THEME_CARD (self->themes[i]), hw_number_peek_get_shown (self->peek));
      hw_theme_card_set_case (HW_THEME_CARD (self->themes[i]), self->case_, open, now);
    }
}

static void
peek_changed_cb (HwCasePanel *self)
{
  if (self->case_ != NULL)
    fill_cards (self, g_get_real_time ());
}

/* Locked: no word about anybody stays in a label. */
static void
forget_case (HwCasePanel *self)
{
  GtkWidget *card;

  while ((card = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), card);
  add_cards (self);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), NULL);
  gtk_label_set_label (GTK_LABEL (self->name_label), "");
  gtk_label_set_label (GTK_LABEL (self->known_label), "");
  gtk_label_set_label (GTK_LABEL (self->wish_label), "");
  hw_case_answer_set_case (HW_CASE_ANSWER (self->answer), NULL, 0);
}

static void
show_previous (HwCasePanel *self)
{
  HwCaseItem *item = hw_id_is_nil (&self->case_->previous) ? NULL : hw_session_find_case (self->session, &self->case_->previous);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->previous_button, item != NULL);
  if (item == NULL)
    return;
  words = hw_case_words_dup_earlier (hw_case_item_get_case (item), g_get_real_time ());
  gtk_button_set_label (GTK_BUTTON (self->previous_button), words);
}

static void
show_person (HwCasePanel *self)
{
  g_autofree char *known = hw_case_words_dup_known (self->case_, g_get_real_time ());
  const char *wish = hw_case_get (self->case_, HW_FIELD_WISH);
  g_autofree char *quoted = wish != NULL ? hw_case_words_dup_quoted (wish) : NULL;

  adw_avatar_set_text (ADW_AVATAR (self->avatar), self->case_->person->alias);
  gtk_label_set_label (GTK_LABEL (self->name_label), self->case_->person->alias);
  gtk_label_set_label (GTK_LABEL (self->known_label), known);
  gtk_widget_set_visible (self->known_label, *known != '\0');
  gtk_label_set_label (GTK_LABEL (self->wish_label), quoted != NULL ? quoted : "");
  gtk_widget_set_visible (self->wish_label, quoted != NULL);
}

/**
 * hw_case_panel_new:
 * @session: the session
 *
 * Returns: (transfer floating): a panel without a case
 */
GtkWidget *
hw_case_panel_new (HwSession *session)
{
  HwCasePanel *self = g_object_new (HW_TYPE_CASE_PANEL, NULL);

  self->session = g_object_ref (session);
  self->peek = hw_number_peek_new (session);
  g_signal_connect_object (self->peek, "changed", G_CALLBACK (peek_changed_cb), self, G_CONNECT_SWAPPED);
  fill_record_menu (self);
  self->conflicts = hw_conflict_card_new (session);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->answer)), self->conflicts, gtk_widget_get_prev_sibling (self->answer));
  self->papers = hw_case_papers_new (GTK_WIDGET (self), session);
  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (self->answer)), self->papers, self->answer);
  add_cards (self);
  return GTK_WIDGET (self);
}

/**
 * hw_case_panel_set_case:
 * @self: a panel
 * @case_: (nullable): the case to show; %NULL empties the panel of every word
 *
 * Shows one state of a case.
 */
void
hw_case_panel_set_case (HwCasePanel *self,
                        HwCase      *case_)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GPtrArray) open = NULL;
  gboolean ended;

  g_return_if_fail (HW_IS_CASE_PANEL (self));

  if (case_ != NULL)
    hw_case_ref (case_);
  g_clear_pointer (&self->case_, hw_case_unref);
  self->case_ = case_;
  gtk_widget_set_visible (GTK_WIDGET (self), case_ != NULL);
  hw_case_papers_set_case (HW_CASE_PAPERS (self->papers), case_);
  hw_conflict_card_set_case (HW_CONFLICT_CARD (self->conflicts), case_);
  if (case_ == NULL)
    {
      forget_case (self);
      return;
    }

  ended = hw_stage_is_end (case_->stage);
  open = list_open (self, now);
  show_person (self);
  show_previous (self);
  hw_stage_rail_set_case (HW_STAGE_RAIL (self->rail), case_, open->len);
  hw_case_answer_set_case (HW_CASE_ANSWER (self->answer), case_, now);
  hw_consent_card_set_case (HW_CONSENT_CARD (self->consent), case_, now);
  order_cards (self);
  fill_cards (self, now);
  hw_case_timeline_load (HW_CASE_TIMELINE (self->timeline), case_);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.leave", !ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.again", ended);
  /* What was written down can be corrected later; nobody is asked for anything any more. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.ask-consent", !ended);
}

/**
 * hw_case_panel_set_back:
 * @self: a panel
 * @visible: whether there is a list to go back to
 *
 * Shows a button with the action "cases.back", for narrow windows.
 */
void
hw_case_panel_set_back (HwCasePanel *self,
                        gboolean     visible)
{
  g_return_if_fail (HW_IS_CASE_PANEL (self));
  gtk_widget_set_visible (self->back_button, visible);
}
