/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-call-desk.h"

#include "hw-choice.h"
#include "hw-emergency.h"
#include "hw-place-field.h"
#include "hw-point-map.h"
#include "hw-similar-list.h"
#include "hw-time-words.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The form that is filled in while listening. It shows one draft and writes
 * into it at every key; what becomes of the draft is the hotline page's
 * business. Tab follows the conversation.
 */

#define SIMILAR_DELAY_MS 250
#define MORE_THAN        5

struct _HwCallDesk
{
  AdwBin parent_instance;

  HwSession *session;          /* (owned) */
  HwCallDraft *draft;          /* (owned) (nullable) */
  guint similar_id;
  gboolean showing;            /* a draft is being shown: nothing is written back */
  gboolean narrow;
  char *emergency;             /* (owned) whom to ring first where the team works */

  GtkLabel *call_label;
  GtkLabel *timer_label;
  GtkWidget *title_box;
  GtkWidget *danger_bar;
  GtkLabel *danger_label;
  GtkToggleButton *danger_button;
  HwPlaceField *place_field;
  GtkBox *suggestions_box;
  GtkEntry *when_entry;
  GtkLabel *when_chip;
  HwChoice *people_choice;
  GtkSpinButton *people_spin;
  HwChoice *age_choice;
  GtkEntry *appearance_entry;
  GtkEntry *worries_entry;
  GtkBox *concerns_box;
  HwChoice *knows_choice;
  HwChoice *usually_choice;
  GtkEntry *language_entry;
  GtkEntry *caller_entry;
  HwChoice *answer_choice;
  GtkLabel *problem_label;
  GtkRevealer *problem_revealer;
  GtkWidget *side;
  AdwClamp *side_home;
  GtkBox *side_below;
  HwPointMap *point_map;
  GtkLabel *point_label;
  HwSimilarList *similar_list;
};

G_DEFINE_FINAL_TYPE (HwCallDesk, hw_call_desk, ADW_TYPE_BIN)

static const HwConcerns chip_concerns[] = { HW_CONCERN_COLD, HW_CONCERN_HEALTH, HW_CONCERN_VIOLENCE, HW_CONCERN_EXPLOITATION, HW_CONCERN_ANIMAL };

/* Which choice answers which number of the draft, and the value of each of its buttons in order. */
typedef struct
{
  HwDraftNumber number;
  gsize offset;
  int values[6];
  guint n_values;
} ChoiceBinding;

#define CHOICE(member) G_STRUCT_OFFSET (HwCallDesk, member)

static const ChoiceBinding choice_bindings[] = {
  { HW_DRAFT_AGE, CHOICE (age_choice), { HW_AGE_UNDER_18, HW_AGE_18_25, HW_AGE_26_49, HW_AGE_50_PLUS, HW_AGE_UNKNOWN }, 5 },
  { HW_DRAFT_KNOWS, CHOICE (knows_choice), { HW_ANSWER_YES, HW_ANSWER_NO, HW_ANSWER_UNKNOWN }, 3 },
  { HW_DRAFT_USUALLY, CHOICE (usually_choice), { HW_USUALLY_TONIGHT_ONLY, HW_USUALLY_MOST_NIGHTS, HW_USUALLY_UNKNOWN }, 3 },
  { HW_DRAFT_ANSWER, CHOICE (answer_choice), { HW_REPLY_NO, HW_REPLY_SMS, HW_REPLY_CALL, HW_REPLY_EMAIL }, 4 },
};

static HwChoice *
get_choice (HwCallDesk          *self,
            const ChoiceBinding *binding)
{
  return G_STRUCT_MEMBER (HwChoice *, self, binding->offset);
}

/* -- likely the same -- */

static void
cancel_similar (HwCallDesk *self)
{
  g_clear_handle_id (&self->similar_id, g_source_remove);
  hw_similar_list_ask (self->similar_list, NULL, NULL);
}

static HwReport *
dup_report (HwCallDesk *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return hw_call_draft_dup_report (self->draft, g_get_real_time (), zone);
}

static gboolean
look_for_similar_cb (gpointer user_data)
{
  HwCallDesk *self = user_data;
  g_autoptr (HwReport) report = self->draft != NULL ? dup_report (self) : NULL;

  self->similar_id = 0;
  hw_similar_list_ask (self->similar_list, self->session, report);
  return G_SOURCE_REMOVE;
}

static void
show_same (HwCallDesk *self)
{
  g_autoptr (GArray) same = self->draft != NULL ? hw_call_draft_dup_same (self->draft) : NULL;

  hw_similar_list_set_same (self->similar_list, same);
}

/* It is linked when the report is taken. */
static void
same_cb (HwCallDesk *self,
         HwReport   *report,
         gboolean    same)
{
  if (self->draft == NULL)
    return;
  hw_call_draft_set_same (self->draft, report->row, same);
  show_same (self);
}

static void
queue_similar (HwCallDesk *self)
{
  g_clear_handle_id (&self->similar_id, g_source_remove);
  self->similar_id = g_timeout_add (SIMILAR_DELAY_MS, look_for_similar_cb, self);
}

/* -- what the form says back -- */

static void
show_when_chip (HwCallDesk *self)
{
  const char *when = gtk_editable_get_text (GTK_EDITABLE (self->when_entry));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean understood;
  gint64 now = g_get_real_time ();
  gint64 at = 0;

  gtk_widget_set_visible (GTK_WIDGET (self->when_chip), *when != '\0');
  if (*when == '\0' || self->draft == NULL)
    return;
  understood = hw_time_words_parse (when, hw_call_draft_get_started (self->draft), zone, &at, NULL, &error);
  words = understood ? hw_words_dup_time (at, now)
          : g_error_matches (error, HW_TIME_WORDS_ERROR, HW_TIME_WORDS_ERROR_FUTURE) ? g_strdup (_("still to come"))
          : g_strdup (_("kept as said"));
  gtk_label_set_label (self->when_chip, words);
  gtk_widget_set_css_classes (GTK_WIDGET (self->when_chip), (const char *[]) { "pill-label", understood ? "pill-met" : "pill-waiting", "numeric", NULL });
}

/* The line grows loud where it is needed: the caller rings first, and the report goes on after it. */
static void
show_danger (HwCallDesk *self)
{
  int concerns = hw_call_draft_get_number (self->draft, HW_DRAFT_CONCERNS);
  gboolean danger = concerns > 0 && (concerns & HW_CONCERN_DANGER_NOW);
  gboolean child = hw_call_draft_get_number (self->draft, HW_DRAFT_AGE) == HW_AGE_UNDER_18;
  g_autofree char *words = g_strdup_printf (danger ? _("Danger now: the caller rings %s first. Then go on here.")
                                            : child ? _("A child: the caller rings %s first. Then go on here.")
                                            : _("Danger now, or a child? Ask the caller to ring %s first."), self->emergency);

  gtk_label_set_label (self->danger_label, words);
  if (danger || child)
    gtk_widget_add_css_class (self->danger_bar, "active");
  else
    gtk_widget_remove_css_class (self->danger_bar, "active");
}

static void
show_point (HwCallDesk *self)
{
  double precision;
  HwPoint point = hw_call_draft_get_point (self->draft, &precision);
  g_autofree char *words = NULL;

  hw_point_map_set_point (self->point_map, &point, precision);
  if (hw_point_is_valid (&point))
    words = g_strdup_printf (_("Click to move the point · within about %d m"), (int) MAX (precision, 1));
  gtk_label_set_label (self->point_label, words ? words : _("Click the map to set the point"));
}

/* -- from the form into the draft -- */

static void
text_changed_cb (HwCallDesk *self)
{
  if (self->showing || self->draft == NULL)
    return;
  hw_call_draft_set_text (self->draft, HW_DRAFT_WHEN, gtk_editable_get_text (GTK_EDITABLE (self->when_entry)));
  hw_call_draft_set_text (self->draft, HW_DRAFT_APPEARANCE, gtk_editable_get_text (GTK_EDITABLE (self->appearance_entry)));
  hw_call_draft_set_text (self->draft, HW_DRAFT_WORRIES, gtk_editable_get_text (GTK_EDITABLE (self->worries_entry)));
  hw_call_draft_set_text (self->draft, HW_DRAFT_LANGUAGE, gtk_editable_get_text (GTK_EDITABLE (self->language_entry)));
  hw_call_draft_set_text (self->draft, HW_DRAFT_CALLER, gtk_editable_get_text (GTK_EDITABLE (self->caller_entry)));
  show_when_chip (self);
  hw_call_desk_show_problem (self, NULL);
  queue_similar (self);
}

static void
place_changed_cb (HwCallDesk *self)
{
  if (self->showing || self->draft == NULL)
    return;
  hw_call_draft_set_text (self->draft, HW_DRAFT_WHERE, hw_place_field_get_text (self->place_field));
  hw_call_desk_show_problem (self, NULL);
  queue_similar (self);
}

static void
point_found_cb (HwCallDesk *self,
                double      latitude,
                double      longitude,
                double      precision_m)
{
  HwPoint point = { latitude, longitude };

  if (self->draft == NULL)
    return;
  hw_call_draft_set_point (self->draft, &point, precision_m);
  show_point (self);
  hw_call_desk_show_problem (self, NULL);
  queue_similar (self);
}

static void
point_lost_cb (HwCallDesk *self)
{
  if (self->draft == NULL)
    return;
  hw_call_draft_set_point (self->draft, NULL, 0);
  show_point (self);
  queue_similar (self);
}

/* Enter goes on to the next question, as Tab does. */
static void
next_cb (HwCallDesk *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
people_cb (HwCallDesk *self)
{
  int selected = hw_choice_get_selected (self->people_choice);
  gboolean more = selected >= MORE_THAN;

  gtk_widget_set_visible (GTK_WIDGET (self->people_spin), more);
  if (self->showing || self->draft == NULL)
    return;
  hw_call_draft_set_number (self->draft, HW_DRAFT_PEOPLE, more ? gtk_spin_button_get_value_as_int (self->people_spin) : selected + 1);
  queue_similar (self);
}

static void
choice_cb (HwCallDesk *self)
{
  if (self->showing || self->draft == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (choice_bindings); i++)
    {
      int selected = hw_choice_get_selected (get_choice (self, &choice_bindings[i]));

      hw_call_draft_set_number (self->draft, choice_bindings[i].number, selected >= 0 ? choice_bindings[i].values[selected] : -1);
    }
  show_danger (self);
  queue_similar (self);
}

static void
concern_cb (HwCallDesk *self)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->concerns_box));
  int concerns = 0;

  if (self->showing || self->draft == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (chip_concerns); i++, chip = gtk_widget_get_next_sibling (chip))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)))
      concerns |= chip_concerns[i];
  if (gtk_toggle_button_get_active (self->danger_button))
    concerns |= HW_CONCERN_DANGER_NOW;
  hw_call_draft_set_number (self->draft, HW_DRAFT_CONCERNS, concerns);
  show_danger (self);
}

/* One stop of Tab for all worries: arrows walk, Space and a digit choose. */
static gboolean
chip_key_cb (HwCallDesk *self,
             guint       keyval,
             guint       keycode,
             GdkModifierType state)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->concerns_box));
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->concerns_box));
  GtkWidget *to = NULL;

  if (focus == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (keyval >= GDK_KEY_1 && keyval < GDK_KEY_1 + G_N_ELEMENTS (chip_concerns))
    {
      for (guint i = keyval - GDK_KEY_1; i > 0; i--)
        chip = gtk_widget_get_next_sibling (chip);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Left)
    to = gtk_widget_get_prev_sibling (focus);
  else if (keyval == GDK_KEY_Right)
    to = gtk_widget_get_next_sibling (focus);
  else
    return GDK_EVENT_PROPAGATE;
  if (to != NULL)
    {
      gtk_widget_set_focusable (to, TRUE);
      gtk_widget_grab_focus (to);
      gtk_widget_set_focusable (focus, FALSE);
    }
  return GDK_EVENT_STOP;
}

/* -- from the draft into the form -- */

static void
show_texts (HwCallDesk *self)
{
  hw_place_field_set_text (self->place_field, hw_call_draft_get_text (self->draft, HW_DRAFT_WHERE));
  gtk_editable_set_text (GTK_EDITABLE (self->when_entry), hw_call_draft_get_text (self->draft, HW_DRAFT_WHEN));
  gtk_editable_set_text (GTK_EDITABLE (self->appearance_entry), hw_call_draft_get_text (self->draft, HW_DRAFT_APPEARANCE));
  gtk_editable_set_text (GTK_EDITABLE (self->worries_entry), hw_call_draft_get_text (self->draft, HW_DRAFT_WORRIES));
  gtk_editable_set_text (GTK_EDITABLE (self->language_entry), hw_call_draft_get_text (self->draft, HW_DRAFT_LANGUAGE));
  gtk_editable_set_text (GTK_EDITABLE (self->caller_entry), hw_call_draft_get_text (self->draft, HW_DRAFT_CALLER));
}

static void
show_numbers (HwCallDesk *self)
{
  int people = hw_call_draft_get_number (self->draft, HW_DRAFT_PEOPLE);
  int concerns = MAX (hw_call_draft_get_number (self->draft, HW_DRAFT_CONCERNS), 0);
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->concerns_box));

  if (people > MORE_THAN)
    gtk_spin_button_set_value (self->people_spin, people);
  hw_choice_set_selected (self->people_choice, people <= 0 ? -1 : MIN (people - 1, MORE_THAN));
  gtk_widget_set_visible (GTK_WIDGET (self->people_spin), people > MORE_THAN);

  for (gsize i = 0; i < G_N_ELEMENTS (choice_bindings); i++)
    {
      int number = hw_call_draft_get_number (self->draft, choice_bindings[i].number);
      int selected = -1;

      for (guint j = 0; j < choice_bindings[i].n_values; j++)
        if (choice_bindings[i].values[j] == number)
          selected = j;
      hw_choice_set_selected (get_choice (self, &choice_bindings[i]), selected);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (chip_concerns); i++, chip = gtk_widget_get_next_sibling (chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), (concerns & chip_concerns[i]) != 0);
  gtk_toggle_button_set_active (self->danger_button, (concerns & HW_CONCERN_DANGER_NOW) != 0);
}

/* -- object -- */

static void
fill_choices (HwCallDesk *self)
{
  const char *people[] = { "1", "2", "3", "4", "5", _("more"), NULL };
  const char *ages[] = { _("under 18"), _("18–25"), _("26–49"), _("50+"), "?", NULL };
  const char *knows[] = { _("yes"), _("no"), "?", NULL };
  const char *usually[] = { _("tonight only"), _("most nights"), "?", NULL };
  const char *answers[] = { _("no"), _("SMS"), _("call"), _("e-mail"), NULL };

  hw_choice_set_items (self->people_choice, _("How many?"), people);
  hw_choice_set_items (self->age_choice, _("Age"), ages);
  hw_choice_set_items (self->knows_choice, _("Do they know you are calling?"), knows);
  hw_choice_set_items (self->usually_choice, _("Usually there?"), usually);
  hw_choice_set_items (self->answer_choice, _("Answer"), answers);
}

static void
fill_concerns (HwCallDesk *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (chip_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->concerns_box), keys);
  for (gsize i = 0; i < G_N_ELEMENTS (chip_concerns); i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (hw_words_concern (chip_concerns[i]));

      gtk_widget_set_focusable (chip, i == 0);
      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip, "toggled", G_CALLBACK (concern_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->concerns_box, chip);
    }
}

/* A mnemonic makes its label a second name of the field, which would be read out twice. */
static void
keep_own_names (HwCallDesk *self)
{
  gpointer fields[] = {
    self->place_field, self->when_entry, self->people_choice, self->age_choice, self->appearance_entry, self->worries_entry,
    self->knows_choice, self->usually_choice, self->caller_entry, self->answer_choice, self->language_entry,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (fields[i]), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
hw_call_desk_dispose (GObject *object)
{
  HwCallDesk *self = HW_CALL_DESK (object);

  g_clear_handle_id (&self->similar_id, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->emergency, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_CALL_DESK);
  G_OBJECT_CLASS (hw_call_desk_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, call_label);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, timer_label);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, title_box);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, danger_bar);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, danger_label);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, danger_button);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, place_field);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, suggestions_box);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, when_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, when_chip);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, people_choice);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, people_spin);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, age_choice);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, appearance_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, worries_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, concerns_box);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, knows_choice);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, usually_choice);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, language_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, caller_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, answer_choice);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, problem_label);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, side);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, side_home);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, side_below);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, point_map);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, point_label);
  gtk_widget_class_bind_template_child (widget_class, HwCallDesk, similar_list);
}

static void
hw_call_desk_class_init (HwCallDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_call_desk_dispose;

  g_type_ensure (HW_TYPE_CHOICE);
  g_type_ensure (HW_TYPE_PLACE_FIELD);
  g_type_ensure (HW_TYPE_POINT_MAP);
  g_type_ensure (HW_TYPE_SIMILAR_LIST);

  gtk_widget_class_set_css_name (widget_class, "calldesk");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-call-desk.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_found_cb);
  gtk_widget_class_bind_template_callback (widget_class, point_lost_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, people_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, concern_cb);
  gtk_widget_class_bind_template_callback (widget_class, same_cb);
}

static void
hw_call_desk_init (HwCallDesk *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->emergency = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  if (self->emergency == NULL)
    self->emergency = g_strdup ("112");   /* answers in many countries, also where we know of no number */
  fill_choices (self);
  fill_concerns (self);
  hw_place_field_set_map (self->place_field, self->point_map);
  keep_own_names (self);
  gtk_box_append (self->suggestions_box, hw_place_field_get_suggestions (self->place_field));
  g_object_bind_property (hw_place_field_get_suggestions (self->place_field), "visible", self->suggestions_box, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * hw_call_desk_set_session:
 * @self: a desk
 * @session: an open session
 */
void
hw_call_desk_set_session (HwCallDesk *self,
                          HwSession  *session)
{
  g_return_if_fail (HW_IS_CALL_DESK (self));

  g_set_object (&self->session, session);
  hw_place_field_set_session (self->place_field, session);
  hw_point_map_set_session (self->point_map, session);
}

/**
 * hw_call_desk_set_draft:
 * @self: a desk
 * @draft: the call to show, and to write into from now on
 *
 * Shows a call and puts the cursor on its first question.
 */
void
hw_call_desk_set_draft (HwCallDesk  *self,
                        HwCallDraft *draft)
{
  g_return_if_fail (HW_IS_CALL_DESK (self));

  g_set_object (&self->draft, draft);
  cancel_similar (self);
  hw_call_desk_show_problem (self, NULL);
  if (draft == NULL)
    return;

  self->showing = TRUE;
  show_texts (self);
  show_numbers (self);
  self->showing = FALSE;
  show_when_chip (self);
  show_danger (self);
  show_point (self);
  show_same (self);
  queue_similar (self);
  hw_call_desk_tick (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->place_field));
}

/**
 * hw_call_desk_get_draft:
 * @self: a desk
 *
 * Returns: (transfer none) (nullable): the call shown
 */
HwCallDraft *
hw_call_desk_get_draft (HwCallDesk *self)
{
  g_return_val_if_fail (HW_IS_CALL_DESK (self), NULL);
  return self->draft;
}

/**
 * hw_call_desk_set_place:
 * @self: a desk
 * @number: of the call shown, from 1
 * @of: how many calls are open
 */
void
hw_call_desk_set_place (HwCallDesk *self,
                        guint       number,
                        guint       of)
{
  g_autofree char *words = of > 1 ? g_strdup_printf (_("Call %u of %u open · kept as you type"), number, of) : g_strdup (_("Kept as you type"));

  g_return_if_fail (HW_IS_CALL_DESK (self));
  gtk_label_set_label (self->call_label, words);
}

/**
 * hw_call_desk_show_problem:
 * @self: a desk
 * @words: (nullable): why the report was not taken, %NULL to take that away
 */
void
hw_call_desk_show_problem (HwCallDesk *self,
                           const char *words)
{
  g_return_if_fail (HW_IS_CALL_DESK (self));

  gtk_label_set_label (self->problem_label, words ? words : "");
  gtk_revealer_set_reveal_child (self->problem_revealer, words != NULL);
}

/**
 * hw_call_desk_toggle_danger:
 * @self: a desk
 *
 * Says that somebody is in danger now, or takes that back.
 */
void
hw_call_desk_toggle_danger (HwCallDesk *self)
{
  g_return_if_fail (HW_IS_CALL_DESK (self));
  gtk_toggle_button_set_active (self->danger_button, !gtk_toggle_button_get_active (self->danger_button));
}

/**
 * hw_call_desk_tick:
 * @self: a desk
 *
 * Sets the call's clock; to be called every second.
 */
void
hw_call_desk_tick (HwCallDesk *self)
{
  g_autofree char *words = NULL;
  gint64 seconds;

  g_return_if_fail (HW_IS_CALL_DESK (self));

  if (self->draft == NULL)
    return;
  seconds = MAX ((g_get_real_time () - hw_call_draft_get_started (self->draft)) / G_USEC_PER_SEC, 0);
  if (seconds < 3600)
    words = g_strdup_printf ("%02d:%02d", (int) (seconds / 60), (int) (seconds % 60));
  else
    words = hw_words_dup_span (seconds * G_USEC_PER_SEC);
  gtk_label_set_label (self->timer_label, words);
}

/**
 * hw_call_desk_set_narrow:
 * @self: a desk
 * @narrow: whether map and likely duplicates stand under the form instead of beside it
 */
void
hw_call_desk_set_narrow (HwCallDesk *self,
                         gboolean    narrow)
{
  g_return_if_fail (HW_IS_CALL_DESK (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  g_object_ref (self->side);
  if (narrow)
    {
      adw_clamp_set_child (self->side_home, NULL);
      gtk_box_append (self->side_below, self->side);
    }
  else
    {
      gtk_box_remove (self->side_below, self->side);
      adw_clamp_set_child (self->side_home, self->side);
    }
  g_object_unref (self->side);
  gtk_widget_set_visible (GTK_WIDGET (self->side_home), !narrow);
  /* The danger line stays; a title can be done without where there is little room. */
  gtk_widget_set_visible (self->title_box, !narrow);
}
