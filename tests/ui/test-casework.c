/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "hw-case-answer.h"
#include "hw-case-words.h"
#include "hw-event-words.h"
#include "hw-evidence-field.h"
#include "hw-journey.h"
#include "hw-record-words.h"
#include "hw-stage-rail.h"
#include "hw-theme-card.h"

/* The parts of the Reconnection page that need no session. */

#define NASTY "A & <b>B</b> %s"

static HwCase *
make_case (HwStage stage)
{
  HwPerson template_ = { .alias = NASTY, .other_names = "C & D" };
  g_autoptr (HwPerson) person = hw_person_new (&template_);

  return hw_case_new (NULL, person, stage, G_GINT64_CONSTANT (1790000000) * G_USEC_PER_SEC);
}

static void
find_label (GtkWidget  *widget,
            const char *text,
            guint      *n_found)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    (*n_found)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_label (child, text, n_found);
}

static guint
count_labels (GtkWidget  *widget,
              const char *text)
{
  guint n_found = 0;

  find_label (widget, text, &n_found);
  return n_found;
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_every_requirement_has_an_editor (void)
{
  static const struct { const char *field, *value; } variants[] = {
    { HW_FIELD_EXPLOITATION, "indicators" }, { HW_FIELD_DECISION, "no" }, { HW_FIELD_CAPACITY, "concern" },
    { HW_FIELD_RECEIVER, "x" }, { HW_FIELD_ESCORTS, "1" }, { HW_FIELD_EU_CITIZEN, "no" },
  };
  g_autoptr (HwCase) self = make_case (HW_STAGE_WISH);

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    hw_case_set (self, variants[i].field, variants[i].value);
  for (HwStage stage = 0; stage < HW_N_STAGES; stage++)
    {
      g_autoptr (GPtrArray) open = hw_gate_check (self, stage, 1, NULL);

      for (guint i = 0; i < open->len; i++)
        {
          const HwRequirement *requirement = open->pdata[i];
          const HwEvidenceField *field = hw_evidence_field_find (requirement->field);

          HwCaseRecordKind kind;
          HwCaseTheme theme;

          if (g_str_equal (requirement->field, HW_FIELD_CONSENT) || g_str_equal (requirement->field, HW_FIELD_PERSON))
            continue;
          if (g_str_has_prefix (requirement->field, HW_FIELD_RECORD_PREFIX))
            {
              g_assert_true (hw_case_record_kind_from_string (requirement->field + strlen (HW_FIELD_RECORD_PREFIX), &kind));
              g_assert_true (hw_case_theme_of_kind (kind, &theme));
              continue;
            }
          g_assert_nonnull (field);
          g_assert_cmpuint (field->theme, <, HW_N_THEMES);
        }
    }
}

static void
test_choices_go_there_and_back (void)
{
  guint n_fields;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields[i].values) && fields[i].values[j] != NULL; j++)
      {
        g_autofree char *words = hw_evidence_dup_words (&fields[i], fields[i].values[j]);
        g_autofree char *value = hw_evidence_dup_value (&fields[i], words);

        g_assert_cmpstr (value, ==, fields[i].values[j]);
      }
}

static void
test_rail_says_where_it_stands (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_ASSESSED);
  g_autoptr (GtkWidget) rail = g_object_ref_sink (hw_stage_rail_new ());
  g_autofree char *day = hw_case_words_dup_day (self->opened_at, g_get_real_time ());
  g_autofree char *reached = g_strconcat ("Wish: reached ", day, NULL);
  GtkWidget *step;

  self->stage_since[HW_STAGE_ASSESSED] = self->opened_at;
  hw_stage_rail_set_case (HW_STAGE_RAIL (rail), self, 3);
  gtk_test_accessible_assert_role (rail, GTK_ACCESSIBLE_ROLE_LIST);
  step = gtk_widget_get_first_child (rail);
  gtk_test_accessible_assert_role (step, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL, reached);
  step = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (step));
  gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL, "Decided: comes next. 3 missing");
  step = gtk_widget_get_next_sibling (step);
  gtk_test_accessible_assert_property (step, GTK_ACCESSIBLE_PROPERTY_LABEL, "Planned: not reached");
}

static void
go_there_cb (HwCaseAnswer *answer,
             const char   *code,
             char        **went)
{
  g_free (*went);
  *went = g_strdup (code);
}

static void
test_answer_leads_to_the_editor (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_WISH);
  g_autoptr (GtkWidget) answer = g_object_ref_sink (hw_case_answer_new ());
  g_autofree char *went = NULL;
  GtkWidget *list;

  g_signal_connect (answer, "go-there", G_CALLBACK (go_there_cb), &went);
  hw_case_answer_set_case (HW_CASE_ANSWER (answer), self, 1);
  g_assert_cmpuint (count_labels (answer, "9 of 9 requirements are open"), ==, 1);
  list = find_type (answer, GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (went, ==, "assessor-missing");

  /* The last row unfolds the rest. */
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 5));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 4));
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 7));
}

static void
test_move_only_when_the_gate_is_open (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_RECEIVED);
  g_autoptr (GtkWidget) answer = g_object_ref_sink (hw_case_answer_new ());
  GtkWidget *move;

  hw_case_answer_set_case (HW_CASE_ANSWER (answer), self, 1);
  move = find_type (answer, GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (move));
  g_assert_null (gtk_actionable_get_action_name (GTK_ACTIONABLE (move)));

  hw_case_set (self, HW_FIELD_FOLLOW_UP_7, "at work");
  hw_case_answer_set_case (HW_CASE_ANSWER (answer), self, 1);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (move)), ==, "case.move");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (move)), ==, "Move on to Followed up");
}

static void
test_user_text_is_no_markup (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_WISH);
  g_autoptr (GtkWidget) answer = g_object_ref_sink (hw_case_answer_new ());
  g_autoptr (GtkWidget) card = g_object_ref_sink (hw_theme_card_new (HW_THEME_ASSESSMENT, NULL));
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  hw_case_set (self, HW_FIELD_NEEDS, NASTY);
  hw_case_answer_set_case (HW_CASE_ANSWER (answer), self, 1);
  hw_theme_card_set_case (HW_THEME_CARD (card), self, open, 1);
  g_assert_cmpuint (count_labels (answer, "Why can’t " NASTY " travel yet?"), ==, 1);
  g_assert_cmpuint (count_labels (card, NASTY), ==, 1);
}

static void
test_forgets_when_locked (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_WISH);
  g_autoptr (GtkWidget) answer = g_object_ref_sink (hw_case_answer_new ());
  GtkWidget *list;

  hw_case_answer_set_case (HW_CASE_ANSWER (answer), self, 1);
  hw_case_answer_set_case (HW_CASE_ANSWER (answer), NULL, 0);
  list = find_type (answer, GTK_TYPE_LIST_BOX);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpuint (count_labels (answer, "Why can’t " NASTY " travel yet?"), ==, 0);
}

static void
assert_told (const char *kind,
             const char *body,
             const char *expected)
{
  g_auto (HwEventWords) told = { 0 };

  hw_event_words_read (&told, kind, body, NULL);
  g_assert_cmpstr (told.words, ==, expected);
  g_assert_nonnull (told.icon);
}

static void
test_timeline_words (void)
{
  assert_told ("case.opened", "{\"wish\":\"home\"}", "Asked about going home: “home”");
  assert_told ("case.opened", "{\"wish\":\"“home”\"}", "Asked about going home: “home”");
  assert_told ("case.moved", "{\"from\":\"wish\",\"stage\":\"followed-up\"}", "Moved on to Followed up");
  assert_told ("case.evidence-set", "{\"field\":\"eu-citizen\",\"value\":\"yes\"}", "EU citizen: Yes");
  assert_told ("case.evidence-set", "{\"field\":\"needs\",\"value\":\"\"}", "Needs: taken back");
  assert_told ("consent.granted", "{\"recipient\":\"consulate\",\"purpose\":\"family\"}", "Said yes: consulate · telling the family");

  /* Erased, damaged or from the future: it happened all the same. */
  assert_told ("case.moved", NULL, "Moved on");
  assert_told ("case.evidence-set", "[1]", "Something was written down");
  assert_told ("case.evidence-set", "{\"field\":7,\"value\":{}}", "Something was written down");
  assert_told ("consent.withdrawn", "{", "Withdrew the consent: ? · purpose not said");
  assert_told ("case.overridden", "{}", "Something that a newer Homeward knows about");
  assert_told ("case.note-added", NULL, "Note");
  assert_told ("case.note-added", "{\"fields\":7}", "Note");
}

/* -- no code leaks ------------------------------------------------------------------ */

/* The value that a code would have, and another thing for what has no list. */
static void
assert_words (const char *words,
              const char *value)
{
  g_assert_nonnull (words);
  g_assert_cmpstr (words, !=, "");
  g_assert_cmpstr (words, !=, value);
}

static void
assert_field_has_words (HwCaseRecordKind   kind,
                        const HwFieldSpec *spec,
                        const char        *value)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (kind, 1);
  const char * const fields[] = { spec->name, NULL };
  g_autofree char *words = NULL;
  g_autofree char *list = NULL;

  hw_case_record_set (record, spec->name, value);
  words = hw_record_words_dup_field (record, spec->name, NULL);
  assert_words (words, value);
  /* In a timeline and on a card too. */
  list = hw_record_words_dup_list (record, fields, " · ", NULL);
  g_assert_true (g_str_has_suffix (list, words));
}

static void
test_choices_of_records_are_words (void)
{
  for (HwCaseRecordKind kind = 0; kind < HW_N_CASE_RECORD_KINDS; kind++)
    {
      guint n_fields;
      const HwFieldSpec *fields = hw_case_record_list_fields (kind, &n_fields);

      for (guint i = 0; i < n_fields; i++)
        {
          for (const HwFieldChoice *choice = fields[i].choices; choice != NULL && choice->value != NULL; choice++)
            assert_field_has_words (kind, &fields[i], choice->value);
          /* ... and what is not in the list of this version. */
          if (fields[i].type == HW_FIELD_TYPE_CHOICE)
            assert_field_has_words (kind, &fields[i], "of-2031");
          if (fields[i].type == HW_FIELD_TYPE_LANGUAGE)
            assert_field_has_words (kind, &fields[i], "ro");
          if (fields[i].type == HW_FIELD_TYPE_COUNTRY)
            assert_field_has_words (kind, &fields[i], "RO");
          if (fields[i].type == HW_FIELD_TYPE_DATE)
            assert_field_has_words (kind, &fields[i], "2026-12-19");
          if (fields[i].type == HW_FIELD_TYPE_RECORD || fields[i].type == HW_FIELD_TYPE_PARTNER)
            assert_field_has_words (kind, &fields[i], "00000000-0000-4000-8000-000000000001");
          if (g_str_equal (fields[i].name, HW_RECORD_PAYER))
            assert_field_has_words (kind, &fields[i], HW_PAYER_HOME_COUNTRY);
        }
    }
}

static void
test_lists_of_records_are_words (void)
{
  const char * const *purposes = hw_case_purposes ();
  guint n_items;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"fields\":{\"item\":\"%s\",\"state\":\"done\"}}", items[i].code);
      g_autofree char *expected = g_strdup_printf ("Line of the journey checklist: %s", items[i].words);

      assert_told ("case.item-checked", body, expected);
    }
  for (guint i = 0; purposes[i] != NULL; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"fields\":{\"recipient\":\"Clinic\",\"purpose\":\"%s\"}}", purposes[i]);
      g_autofree char *expected = g_strdup_printf ("Told to somebody: Clinic · %s", hw_case_words_purpose (purposes[i]));

      assert_told ("case.disclosure-made", body, expected);
      assert_field_has_words (HW_CASE_RECORD_RECALL, hw_case_record_find_field (HW_CASE_RECORD_RECALL, HW_RECORD_PURPOSE), purposes[i]);
    }
  assert_told ("case.item-checked", "{\"fields\":{\"item\":\"of-2031\"}}", "Line of the journey checklist: something that a newer Homeward knows about");
}

static void
test_what_was_let_pass_is_words (void)
{
  g_autoptr (HwCase) self = make_case (HW_STAGE_WISH);
  guint n_seen = 0;

  for (HwStage stage = 0; stage < HW_N_STAGES; stage++)
    {
      g_autoptr (GPtrArray) open = hw_gate_check (self, stage, 1, NULL);

      for (guint i = 0; i < open->len; i++)
        {
          const HwRequirement *requirement = open->pdata[i];
          g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_OVERRIDE, 1);
          g_autofree char *words = NULL;

          if (!requirement->overridable)
            continue;
          hw_case_record_set (record, HW_RECORD_STAGE, hw_stage_to_string (stage));
          hw_case_record_set (record, HW_RECORD_CODE, requirement->code);
          words = hw_record_words_dup_field (record, HW_RECORD_CODE, NULL);
          assert_words (words, requirement->code);
          g_assert_cmpstr (words, !=, "something that a newer Homeward knows about");
          n_seen++;
        }
    }
  g_assert_cmpuint (n_seen, >, 20);
}

static void
test_evidence_is_words (void)
{
  guint n_fields;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (fields[i].values) && fields[i].values[j] != NULL; j++)
        {
          g_autofree char *words = hw_evidence_dup_words (&fields[i], fields[i].values[j]);

          assert_words (words, fields[i].values[j]);
        }
      if (fields[i].kind == HW_EVIDENCE_CHOICE)
        {
          g_autofree char *words = hw_evidence_dup_words (&fields[i], "of-2031");

          assert_words (words, "of-2031");
        }
    }
  assert_told ("case.evidence-set", "{\"field\":\"decision-language\",\"value\":\"ro\"}", "Language of the talk: Romanian");
  assert_told ("case.evidence-set", "{\"field\":\"interpreter\",\"value\":\"not needed\"}",
               "Interpreter, or that none was needed: Not needed");
}

/* What is typed in the words of the form is kept as it was before: opening a form changes nothing. */
static void
test_language_is_kept_as_a_tag (void)
{
  const HwEvidenceField *field = hw_evidence_field_find (HW_FIELD_DECISION_LANGUAGE);
  g_autofree char *known = hw_evidence_dup_value (field, "Romanian ");
  g_autofree char *unknown = hw_evidence_dup_value (field, "Sardinian");

  g_assert_cmpstr (known, ==, "ro");
  g_assert_cmpstr (unknown, ==, "Sardinian");
}

static void
test_language_of_a_consent_is_a_word (void)
{
  HwConsent template_ = { .purpose = "travel", .recipient = "Clinic", .language = "ro", .granted_at = 1, .expires_at = 2 };
  g_autoptr (HwConsent) consent = hw_consent_new (&template_);
  g_autofree char *words = hw_case_words_dup_consent (consent, HW_CONSENT_LIVE, 1);

  g_assert_nonnull (strstr (words, ", Romanian"));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/casework/evidence/every-requirement-has-an-editor", test_every_requirement_has_an_editor);
  g_test_add_func ("/casework/evidence/choices-go-there-and-back", test_choices_go_there_and_back);
  g_test_add_func ("/casework/rail/says-where-the-case-stands", test_rail_says_where_it_stands);
  g_test_add_func ("/casework/answer/leads-to-the-editor", test_answer_leads_to_the_editor);
  g_test_add_func ("/casework/answer/moves-on-only-when-the-gate-is-open", test_move_only_when_the_gate_is_open);
  g_test_add_func ("/casework/answer/forgets-when-locked", test_forgets_when_locked);
  g_test_add_func ("/casework/user-text-is-no-markup", test_user_text_is_no_markup);
  g_test_add_func ("/casework/timeline/says-what-happened", test_timeline_words);
  g_test_add_func ("/casework/words/every-choice-of-a-record-is-words", test_choices_of_records_are_words);
  g_test_add_func ("/casework/words/a-line-of-the-checklist-and-a-purpose-are-words", test_lists_of_records_are_words);
  g_test_add_func ("/casework/words/what-was-let-pass-is-words", test_what_was_let_pass_is_words);
  g_test_add_func ("/casework/words/evidence-is-words", test_evidence_is_words);
  g_test_add_func ("/casework/words/a-language-is-typed-in-words-and-kept-as-a-tag", test_language_is_kept_as_a_tag);
  g_test_add_func ("/casework/words/the-language-of-a-consent-is-a-word", test_language_of_a_consent_is_a_word);
  return g_test_run ();
}
