/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-button-name.h"
#include "hw-card.h"
#include "hw-conflict-card.h"
#include "hw-country.h"
#include "hw-person-details.h"
#include "hw-person-dialog.h"
#include "hw-person-link.h"
#include "hw-person-match.h"
#include "hw-person-words.h"
#include "hw-problem.h"
#include "hw-words.h"

/* One person: what they are called and where from, whom they are linked with,
 * and when they were seen. What is beside the record is looked up whenever
 * another person is shown, or something about this one was recorded.
 *
 * Signals: "go-home" (they have said that they want to), "show-case" (id),
 * "show-person" (id). */

#define FEW_CONTACTS 6

struct _HwPersonDetails
{
  GtkBox parent_instance;

  HwSession    *session;       /* (owned) */
  HwPerson     *person;        /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) (nullable): of what is being looked up */
  GPtrArray    *contacts;      /* (owned) (nullable) (element-type HwContact) */
  GPtrArray    *matches;       /* (owned) (nullable) (element-type HwPersonMatch): likely the same */
  gboolean      all;           /* whether every contact is shown */

  GtkWidget    *back;          /* children */
  GtkWidget    *name;
  GtkWidget    *known;
  GtkWidget    *case_button;
  GtkWidget    *home_button;
  GtkWidget    *conflicts;
  HwCard       *facts;
  HwCard       *same;
  HwCard       *likely;
  HwCard       *seen;
  HwCard       *unmatched;
};

enum { GO_HOME, SHOW_CASE, SHOW_PERSON, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPersonDetails, hw_person_details, GTK_TYPE_BOX)

/* -- lines -- */

static guint
add_fact (HwPersonDetails *self,
          const char      *title,
          const char      *value)
{
  if (value == NULL || *value == '\0')
    return 0;
  hw_card_add_line (self->facts, NULL, NULL, value, title);
  return 1;
}

static char *
dup_country (const char *value)
{
  return g_strdup (hw_country_get_words (value));
}

static char *
dup_age (const char *value)
{
  HwAgeGroup age = HW_AGE_UNKNOWN;

  hw_age_group_from_string (value, &age);
  return g_strdup (hw_words_age (age));
}

static const HwConflictField fields[] = {
  { "alias", N_("Called") }, { "other_names", N_("Also called") }, { "language", N_("Languages") },
  { "nationality", N_("Nationality"), dup_country }, { "born", N_("Born") }, { "age", N_("Age"), dup_age },
};

static void
show_facts (HwPersonDetails *self)
{
  const HwPerson *person = self->person;
  guint n_facts;

  hw_card_clear (self->facts);
  n_facts = add_fact (self, _("Also called"), person->other_names);
  n_facts += add_fact (self, _("Languages"), person->language);
  n_facts += add_fact (self, _("Nationality"), hw_country_get_words (person->nationality));
  n_facts += add_fact (self, _("Born"), person->born);
  if (person->age != HW_AGE_UNKNOWN)
    n_facts += add_fact (self, _("Age"), hw_words_age (person->age));
  if (n_facts == 0)
    hw_card_add_line (self->facts, NULL, NULL, _("Nothing is written down yet"), NULL);
}

static GtkWidget *
add_button (GtkWidget  *line,
            const char *label,
            const char *whom)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, whom);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  hw_button_set_name (button, name);
  gtk_box_append (GTK_BOX (line), button);
  return button;
}

static void
add_person_button (GtkWidget      *line,
                   const char     *label,
                   const HwPerson *person,
                   const char     *action)
{
  GtkWidget *button = add_button (line, label, person->alias);
  g_autofree char *id = hw_id_to_string (&person->id);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
add_contact (HwCard          *card,
             const HwContact *contact,
             const char      *label,
             const char      *action)
{
  gint64 now = g_get_real_time ();
  g_autofree char *words = hw_person_words_dup_contact (contact, now);
  const char *place = contact->place != NULL && *contact->place != '\0' ? contact->place : _("Somewhere on the map");
  GtkWidget *line = hw_card_add_line (card, NULL, NULL, place, words);
  g_autofree char *time = hw_words_dup_time (contact->met_at, now);
  GtkWidget *button = add_button (line, label, time);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", contact->row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_contacts (HwPersonDetails *self)
{
  guint n_shown = self->all ? self->contacts->len : MIN (self->contacts->len, FEW_CONTACTS);

  hw_card_clear (self->seen);
  for (guint i = 0; i < n_shown; i++)
    add_contact (self->seen, self->contacts->pdata[i], _("Not them"), "person.unmatch");
  if (self->contacts->len == 0)
    hw_card_add_line (self->seen, NULL, NULL, _("No contact has their name yet"), NULL);
  if (n_shown < self->contacts->len)
    {
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more contact", "%u more contacts", self->contacts->len - n_shown),
                                                self->contacts->len - n_shown);
      GtkWidget *line = hw_card_add_line (self->seen, NULL, NULL, words, NULL);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (add_button (line, _("Show all"), _("Contacts"))), "person.show-all");
    }
}

static void
show_unmatched (HwPersonDetails *self,
                GPtrArray       *contacts)
{
  hw_card_clear (self->unmatched);
  for (guint i = 0; i < contacts->len; i++)
    add_contact (self->unmatched, contacts->pdata[i], _("It was them"), "person.match");
  gtk_widget_set_visible (GTK_WIDGET (self->unmatched), contacts->len > 0);
}

static void
show_same (HwPersonDetails *self,
           GArray          *same)
{
  gint64 now = g_get_real_time ();

  hw_card_clear (self->same);
  for (guint i = 0; i < same->len; i++)
    {
      HwPerson *other = hw_session_find_person (self->session, &g_array_index (same, HwId, i));
      g_autofree char *known = NULL;
      GtkWidget *line;

      if (other == NULL || hw_id_equal (&other->id, &self->person->id))
        continue;
      known = hw_person_words_dup_known (other, now);
      line = hw_card_add_line (self->same, "object-select-symbolic", "met", other->alias, known);
      add_person_button (line, _("Show"), other, "person.show");
      add_person_button (line, _("Not the same after all"), other, "person.not-same");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->same), same->len > 0);
}

static void
show_likely (HwPersonDetails *self)
{
  hw_card_clear (self->likely);
  for (guint i = 0; i < self->matches->len; i++)
    {
      const HwPersonMatch *match = self->matches->pdata[i];
      g_autofree char *reasons = hw_person_words_dup_reasons (match->reasons);
      GtkWidget *line = hw_card_add_line (self->likely, "dialog-question-symbolic", "waiting", match->person->alias, reasons);

      add_person_button (line, _("Show"), match->person, "person.show");
      add_person_button (line, _("Same person"), match->person, "person.same");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->likely), self->matches->len > 0);
}

/* -- looking up -- */

static gboolean
is_of_another (HwPersonDetails *self,
               GCancellable    *cancellable)
{
  return self->cancellable != cancellable || self->person == NULL;
}

typedef struct
{
  HwPersonDetails *details;       /* (owned) */
  GCancellable    *cancellable;   /* (owned) */
} Look;

static Look *
look_new (HwPersonDetails *self)
{
  Look *look = g_new (Look, 1);

  *look = (Look) { g_object_ref (self), g_object_ref (self->cancellable) };
  return look;
}

static void
look_free (Look *look)
{
  g_object_unref (look->details);
  g_object_unref (look->cancellable);
  g_free (look);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
unmatched_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GPtrArray) contacts = hw_session_find_unmatched_finish (HW_SESSION (object), result, NULL);

  /* Only an offer: where it cannot be looked for, there is none. */
  if (contacts != NULL && !is_of_another (look->details, look->cancellable))
    show_unmatched (look->details, contacts);
}

static void
likely_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GPtrArray) matches = hw_session_find_likely_same_finish (HW_SESSION (object), result, NULL);

  /* Only an offer, too. */
  if (matches == NULL || is_of_another (look->details, look->cancellable))
    return;
  g_clear_pointer (&look->details->matches, g_ptr_array_unref);
  look->details->matches = g_steal_pointer (&matches);
  show_likely (look->details);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Look) look = user_data;
  HwPersonDetails *self = look->details;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GArray) same = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found = hw_session_look_up_person_finish (HW_SESSION (object), result, &contacts, &same, &error);

  if (is_of_another (self, look->cancellable))
    return;
  if (!found)
    {
      hw_card_clear (self->seen);
      hw_card_add_line (self->seen, NULL, NULL, _("Cannot be shown now"), error->message);
      return;
    }
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  self->contacts = g_steal_pointer (&contacts);
  show_contacts (self);
  show_same (self, same);
  hw_session_find_unmatched_async (self->session, self->contacts, look->cancellable, unmatched_cb, look_new (self));
}

static void
look_up (HwPersonDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hw_session_look_up_person_async (self->session, &self->person->id, looked_up_cb, look_new (self));
  hw_session_find_likely_same_async (self->session, self->person, self->cancellable, likely_cb, look_new (self));
}

/* -- actions -- */

static void
matched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwPersonDetails) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_match_contact_finish (HW_SESSION (object), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The contact stays as it was"), error);
  else if (self->person != NULL)
    look_up (self);
}

static void
match_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (widget);
  HwId nobody = { 0 };
  gboolean match = g_str_equal (name, "person.match");

  if (self->person != NULL)
    hw_session_match_contact_async (self->session, g_variant_get_int64 (parameter), match ? &self->person->id : &nobody, matched_cb,
                                    g_object_ref (self));
}

static HwPerson *
find_target (HwPersonDetails *self,
             GVariant        *parameter)
{
  HwId id;

  if (self->person == NULL || !hw_id_parse (g_variant_get_string (parameter, NULL), &id))
    return NULL;
  return hw_session_find_person (self->session, &id);
}

/* Why it seemed likely, to begin the reason with. */
static char *
dup_reasons (HwPersonDetails *self,
             const HwPerson  *other)
{
  for (guint i = 0; self->matches != NULL && i < self->matches->len; i++)
    {
      const HwPersonMatch *match = self->matches->pdata[i];

      if (hw_id_equal (&match->person->id, &other->id))
        return hw_person_words_dup_reasons (match->reasons);
    }
  return NULL;
}

static void
link_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (widget);
  HwPerson *other = find_target (self, parameter);
  gboolean same = g_str_equal (name, "person.same");
  g_autofree char *reasons = other != NULL && same ? dup_reasons (self, other) : NULL;

  if (other != NULL)
    hw_person_link_ask (widget, self->session, self->person, other, same, reasons);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SHOW_PERSON], 0, g_variant_get_string (parameter, NULL));
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (widget);

  self->all = TRUE;
  if (self->contacts != NULL)
    show_contacts (self);
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (widget);

  if (self->person != NULL)
    gtk_window_present (GTK_WINDOW (hw_person_dialog_new (widget, self->session, self->person)));
}

/* The newest case of theirs, open or not. */
static HwCase *
find_case (HwPersonDetails *self)
{
  GListModel *cases = hw_session_get_cases (self->session);
  HwCase *newest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);
      HwCase *case_ = hw_case_item_get_case (item);

      if (hw_id_equal (&case_->person->id, &self->person->id) && (newest == NULL || case_->opened_at > newest->opened_at))
        newest = case_;
    }
  return newest;
}

static void
show_case_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (widget);
  HwCase *case_ = self->person != NULL ? find_case (self) : NULL;
  g_autofree char *id = case_ != NULL ? hw_id_to_string (&case_->id) : NULL;

  if (case_ != NULL)
    g_signal_emit (self, signals[SHOW_CASE], 0, id);
}

static void
go_home_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  if (HW_PERSON_DETAILS (widget)->person != NULL)
    g_signal_emit (widget, signals[GO_HOME], 0);
}

/* Whose case has ended may ask again: that is a new case. */
static void
update_case_buttons (HwPersonDetails *self)
{
  HwCase *case_ = find_case (self);

  gtk_widget_set_visible (self->case_button, case_ != NULL);
  gtk_widget_set_visible (self->home_button, case_ == NULL || hw_stage_is_end (case_->stage));
}

/* -- object -- */

static void
hw_person_details_dispose (GObject *object)
{
  HwPersonDetails *self = HW_PERSON_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->person, hw_person_unref);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_person_details_parent_class)->dispose (object);
}

static void
hw_person_details_class_init (HwPersonDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_person_details_dispose;
  gtk_widget_class_install_action (widget_class, "person.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "person.show-case", NULL, show_case_action);
  gtk_widget_class_install_action (widget_class, "person.go-home", NULL, go_home_action);
  gtk_widget_class_install_action (widget_class, "person.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "person.same", "s", link_action);
  gtk_widget_class_install_action (widget_class, "person.not-same", "s", link_action);
  gtk_widget_class_install_action (widget_class, "person.match", "x", match_action);
  gtk_widget_class_install_action (widget_class, "person.unmatch", "x", match_action);
  gtk_widget_class_install_action (widget_class, "person.show-all", NULL, show_all_action);
  signals[GO_HOME] = g_signal_new ("go-home", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SHOW_CASE] = g_signal_new ("show-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_PERSON] = g_signal_new ("show-person", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_back (void)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (back, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "people.back");
  gtk_widget_set_tooltip_text (back, _("Back to the list"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the list"), -1);
  return back;
}

static GtkWidget *
make_names (HwPersonDetails *self)
{
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (self->name, "title-2");
  self->known = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (self->known, "caption");
  gtk_widget_add_css_class (self->known, "dim-label");
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (names), self->name);
  gtk_box_append (GTK_BOX (names), self->known);
  return names;
}

static GtkWidget *
make_button (const char *label,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_header (HwPersonDetails *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->back = make_back ();
  self->case_button = make_button (_("Show the case"), "person.show-case");
  self->home_button = make_button (_("Wants to go home…"), "person.go-home");
  gtk_widget_add_css_class (self->home_button, "suggested-action");
  gtk_box_append (GTK_BOX (header), self->back);
  gtk_box_append (GTK_BOX (header), make_names (self));
  gtk_box_append (GTK_BOX (header), self->case_button);
  gtk_box_append (GTK_BOX (header), self->home_button);
  return header;
}

static HwCard *
add_card (HwPersonDetails *self,
          const char      *title)
{
  GtkWidget *card = hw_card_new (title);

  gtk_box_append (GTK_BOX (self), card);
  return HW_CARD (card);
}

static void
hw_person_details_init (HwPersonDetails *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "person-details");
  gtk_box_append (GTK_BOX (self), make_header (self));
  self->facts = add_card (self, _("What we know"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (hw_card_add_button (self->facts, _("Edit…"), _("Edit: What we know"))), "person.edit");
  self->same = add_card (self, _("The same person"));
  self->likely = add_card (self, _("Likely the same"));
  self->seen = add_card (self, _("Seen"));
  self->unmatched = add_card (self, _("Somebody was met near there"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* Locked, or nobody chosen: no word about anybody stays in a label. */
static void
forget (HwPersonDetails *self)
{
  HwCard *cards[] = { self->facts, self->same, self->likely, self->seen, self->unmatched };

  gtk_label_set_label (GTK_LABEL (self->name), "");
  gtk_label_set_label (GTK_LABEL (self->known), "");
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    hw_card_clear (cards[i]);
  for (guint i = 1; i < G_N_ELEMENTS (cards); i++)
    gtk_widget_set_visible (GTK_WIDGET (cards[i]), cards[i] == self->seen);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->matches, g_ptr_array_unref);
  self->all = FALSE;
}

/**
 * hw_person_details_new:
 * @session: the session
 *
 * Returns: (transfer floating): a view of nobody yet
 */
GtkWidget *
hw_person_details_new (HwSession *session)
{
  HwPersonDetails *self = g_object_new (HW_TYPE_PERSON_DETAILS, NULL);

  self->session = g_object_ref (session);
  self->conflicts = hw_conflict_card_new (session);
  gtk_box_insert_child_after (GTK_BOX (self), self->conflicts, gtk_widget_get_first_child (GTK_WIDGET (self)));
  return GTK_WIDGET (self);
}

/**
 * hw_person_details_set_person:
 * @self: a view
 * @person: (nullable): whom to show
 *
 * Shows somebody as they are known now, and looks up the rest.
 */
void
hw_person_details_set_person (HwPersonDetails *self,
                              HwPerson        *person)
{
  gboolean again;
  g_autofree char *known = NULL;

  g_return_if_fail (HW_IS_PERSON_DETAILS (self));

  again = person != NULL && self->person != NULL && hw_id_equal (&person->id, &self->person->id);
  if (person != NULL)
    hw_person_ref (person);
  g_clear_pointer (&self->person, hw_person_unref);
  self->person = person;
  if (!again)
    forget (self);
  if (person == NULL)
    hw_conflict_card_set_thing (HW_CONFLICT_CARD (self->conflicts), NULL, NULL, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), person != NULL);
  if (person == NULL)
    return;
  known = hw_person_words_dup_known (person, g_get_real_time ());
  gtk_label_set_label (GTK_LABEL (self->name), person->alias);
  gtk_label_set_label (GTK_LABEL (self->known), known);
  update_case_buttons (self);
  show_facts (self);
  hw_conflict_card_set_thing (HW_CONFLICT_CARD (self->conflicts), &person->id, fields, G_N_ELEMENTS (fields));
  look_up (self);
}

/**
 * hw_person_details_set_back:
 * @self: a view
 * @visible: whether there is a list to go back to
 *
 * Shows a button with the action "people.back", for narrow windows.
 */
void
hw_person_details_set_back (HwPersonDetails *self,
                            gboolean         visible)
{
  g_return_if_fail (HW_IS_PERSON_DETAILS (self));
  gtk_widget_set_visible (self->back, visible);
}
