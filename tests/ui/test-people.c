/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "hw-case-page.h"
#include "hw-conflict-card.h"
#include "hw-country.h"
#include "hw-new-case-dialog.h"
#include "hw-partner-dialog.h"
#include "hw-partner-row.h"
#include "hw-partner-window.h"
#include "hw-people-window.h"
#include "hw-person-details.h"
#include "hw-person-dialog.h"
#include "hw-search-popover.h"
#include "hw-test-session.h"
#include "hw-test-wait.h"
#include "send-own.h"

/* People and partners over a real workspace: written down, found, linked, matched and helped on. */

#define NASTY "Marek & <b>Co</b>"

typedef struct
{
  char       *directory;   /* (owned) */
  HwSession  *session;     /* (owned) */
  GtkWidget  *window;
  GtkWidget  *page;
  gboolean    done;
  HwId        id;
  GType       type;        /* what is waited for */
  const char *words;
} Fixture;

static gboolean
is_done (Fixture *fixture)
{
  return fixture->done;
}

/* -- looking at widgets -- */

static gboolean
shows_text (GtkWidget  *widget,
            const char *part)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_strstr_len (gtk_label_get_text (GTK_LABEL (widget)), -1, part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, part))
      return TRUE;
  return FALSE;
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

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, title);

      if (row != NULL)
        return row;
    }
  return NULL;
}

/* A button that is shown and says @label; the first one. */
static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
click (GtkWidget  *widget,
       const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static gboolean
has_window (Fixture *fixture)
{
  return find_window (fixture->type) != NULL;
}

static gboolean
has_no_window (Fixture *fixture)
{
  return find_window (fixture->type) == NULL;
}

static GtkWidget *
wait_for_window (Fixture *fixture,
                 GType    type)
{
  fixture->type = type;
  hw_test_wait_for (has_window (fixture));
  return find_window (type);
}

static void
wait_for_no_window (Fixture *fixture,
                    GType    type)
{
  fixture->type = type;
  hw_test_wait_for (has_no_window (fixture));
}

static gboolean
window_shows_words (Fixture *fixture)
{
  GtkWidget *window = find_window (fixture->type);

  return window != NULL && shows_text (window, fixture->words);
}

static gboolean
window_shows_no_words (Fixture *fixture)
{
  return !window_shows_words (fixture);
}

static void
wait_for_words (Fixture    *fixture,
                GType       type,
                const char *words)
{
  fixture->type = type;
  fixture->words = words;
  hw_test_wait_for (window_shows_words (fixture));
}

static void
wait_for_no_words (Fixture    *fixture,
                   GType       type,
                   const char *words)
{
  fixture->type = type;
  fixture->words = words;
  hw_test_wait_for (window_shows_no_words (fixture));
}

static void
type_into (GtkWidget  *dialog,
           const char *title,
           const char *text)
{
  GtkWidget *row = find_row (dialog, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
accept (GtkWidget *form)
{
  g_assert_true (gtk_widget_activate_action (form, "form.accept", NULL));
}

/* As a click on the button does: answer, and go. */
static void
answer (Fixture    *fixture,
        const char *response)
{
  GtkWidget *dialog = wait_for_window (fixture, ADW_TYPE_MESSAGE_DIALOG);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* -- the fixture -- */

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (object), result, &error);

  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("hw-people-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->directory, "team.homeward", NULL);
  fixture->session = hw_test_session_new ();
  hw_session_create_async (fixture->session, path, "Team", "Sofie", "seven lamps by the river", NULL, created_cb, fixture);
  hw_test_wait_for (is_done (fixture));

  fixture->page = hw_case_page_new (fixture->session);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
locked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_lock_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
lock (Fixture *fixture)
{
  fixture->done = FALSE;
  hw_session_lock_async (fixture->session, "test", locked_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (hw_session_get_state (fixture->session) == HW_SESSION_OPEN)
    lock (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* Whoever was looking something up learns that it is over. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->session);
  remove_directory (fixture->directory);
  g_free (fixture->directory);
}

/* -- what is known beforehand -- */

static void
person_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_save_person_finish (HW_SESSION (object), result, &fixture->id, &error);
  g_assert_no_error (error);
  fixture->done = TRUE;
}

static HwId
add_person (Fixture    *fixture,
            const char *alias,
            const char *other_names)
{
  HwPerson person = { .alias = alias, .other_names = other_names, .language = "ro", .nationality = "RO", .born = "1984",
                      .known_since = g_get_real_time () };

  fixture->done = FALSE;
  hw_session_save_person_async (fixture->session, &person, person_cb, fixture);
  hw_test_wait_for (is_done (fixture));
  return fixture->id;
}

static void
contact_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_record_contact_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static void
add_contact (Fixture    *fixture,
             const char *place,
             double      longitude,
             const HwId *person)
{
  HwContact contact = { .met_at = g_get_real_time () - G_USEC_PER_SEC, .point = { 51.5, longitude }, .place = place, .people = 1 };

  if (person != NULL)
    contact.person = *person;
  fixture->done = FALSE;
  hw_session_record_contact_async (fixture->session, &contact, contact_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static HwPerson *
find_by_alias (Fixture    *fixture,
               const char *alias)
{
  GListModel *people = hw_session_get_people (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (people, i);

      if (g_str_equal (hw_person_item_get_person (item)->alias, alias))
        return hw_person_item_get_person (item);
    }
  return NULL;
}

static GtkWidget *
open_people (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->page, "page.people", NULL);
  return wait_for_window (fixture, HW_TYPE_PEOPLE_WINDOW);
}

/* -- people -- */

static void
test_form_needs_only_a_name (Fixture       *fixture,
                             gconstpointer  data)
{
  GtkWidget *window = open_people (fixture);
  GtkWidget *form;
  HwPerson *person;

  gtk_widget_activate_action (window, "people.add", NULL);
  form = wait_for_window (fixture, HW_TYPE_PERSON_DIALOG);
  accept (form);
  g_assert_true (shows_text (form, "Write a name: any name they go by will do."));
  type_into (form, "Name or alias", "  " NASTY " ");
  type_into (form, "Nationality", "Ruritania");
  accept (form);
  g_assert_true (shows_text (form, "Write the country’s name"));
  type_into (form, "Nationality", "romania");
  type_into (form, "Born", "next year");
  accept (form);
  g_assert_true (shows_text (form, "The birth is no year or day of the past"));

  type_into (form, "Born", "1984");
  type_into (form, "Languages", "Romanian, some English");
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PERSON_DIALOG);
  person = find_by_alias (fixture, NASTY);
  g_assert_nonnull (person);
  g_assert_cmpstr (person->nationality, ==, "RO");
  g_assert_cmpstr (person->born, ==, "1984");
  g_assert_true (shows_text (window, NASTY));
  g_assert_true (shows_text (window, "Romania"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "People");
}

static void
test_form_corrects (Fixture       *fixture,
                    gconstpointer  data)
{
  HwId id = add_person (fixture, "Marek", "Long Coat");
  GtkWidget *window = open_people (fixture);
  GtkWidget *form;

  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  click (find_type (window, HW_TYPE_PERSON_DETAILS), "Edit…");
  form = wait_for_window (fixture, HW_TYPE_PERSON_DIALOG);
  type_into (form, "Name or alias", "Mariusz");
  type_into (form, "Born", "");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "Age")), HW_AGE_26_49);
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PERSON_DIALOG);
  g_assert_null (find_by_alias (fixture, "Marek"));
  g_assert_nonnull (find_by_alias (fixture, "Mariusz"));
  g_assert_null (find_by_alias (fixture, "Mariusz")->born);
  g_assert_cmpuint (find_by_alias (fixture, "Mariusz")->age, ==, HW_AGE_26_49);
  g_assert_true (hw_id_equal (&find_by_alias (fixture, "Mariusz")->id, &id));
  g_assert_true (shows_text (window, "26–49"));
}

static void
test_form_keeps_a_draft (Fixture       *fixture,
                         gconstpointer  data)
{
  GtkWidget *window = open_people (fixture);
  GtkWidget *form;

  gtk_widget_activate_action (window, "people.add", NULL);
  form = wait_for_window (fixture, HW_TYPE_PERSON_DIALOG);
  type_into (form, "Name or alias", "Half a na");
  gtk_window_close (GTK_WINDOW (form));
  wait_for_no_window (fixture, HW_TYPE_PERSON_DIALOG);
  g_assert_null (find_by_alias (fixture, "Half a na"));

  gtk_widget_activate_action (window, "people.add", NULL);
  form = wait_for_window (fixture, HW_TYPE_PERSON_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Name or alias"))), ==, "Half a na");
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PERSON_DIALOG);
  gtk_widget_activate_action (window, "people.add", NULL);
  form = wait_for_window (fixture, HW_TYPE_PERSON_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Name or alias"))), ==, "");
}

static gboolean
list_has_one (Fixture *fixture)
{
  GtkWidget *list = find_type (find_window (HW_TYPE_PEOPLE_WINDOW), GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1) == NULL;
}

static gboolean
list_has_nobody (Fixture *fixture)
{
  GtkWidget *list = find_type (find_window (HW_TYPE_PEOPLE_WINDOW), GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) == NULL;
}

static void
test_finds_by_any_name (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char * const spellings[] = { "lukasz", "Łukasz", "dlugi", "lukas" };
  GtkWidget *window, *search;

  add_person (fixture, "Łukasz", "Długi Płaszcz");
  add_person (fixture, "Grace", NULL);
  window = open_people (fixture);
  search = find_type (window, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody like that");
  hw_test_wait_for (list_has_nobody (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (search), spellings[i]);
      hw_test_wait_for (list_has_one (fixture));
      g_assert_true (shows_text (find_type (window, GTK_TYPE_LIST_BOX), "Łukasz"));
    }
}

static void
test_links_and_takes_it_back (Fixture       *fixture,
                              gconstpointer  data)
{
  HwId id = add_person (fixture, "Tomasz", "Blue Hat");
  GtkWidget *window, *details;

  add_person (fixture, "Tomash", "Blue Hat");
  window = open_people (fixture);
  details = find_type (window, HW_TYPE_PERSON_DETAILS);
  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  wait_for_words (fixture, HW_TYPE_PEOPLE_WINDOW, "Likely the same");
  click (details, "Same person");
  answer (fixture, "cancel");
  g_assert_false (shows_text (window, "the same as Tomasz"));

  click (details, "Same person");
  g_assert_true (shows_text (wait_for_window (fixture, ADW_TYPE_MESSAGE_DIALOG), "Are “Tomasz” and “Tomash” the same person?"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (find_window (ADW_TYPE_MESSAGE_DIALOG), "How do we know?"))), !=, "");
  answer (fixture, "link");
  wait_for_words (fixture, HW_TYPE_PEOPLE_WINDOW, "The same person");
  /* They stand together in the list, and nobody offers the link again. */
  wait_for_words (fixture, HW_TYPE_PEOPLE_WINDOW, "the same as Tom");
  wait_for_no_words (fixture, HW_TYPE_PEOPLE_WINDOW, "Likely the same");

  click (details, "Not the same after all");
  answer (fixture, "link");
  wait_for_no_words (fixture, HW_TYPE_PEOPLE_WINDOW, "the same as Tom");
  wait_for_no_words (fixture, HW_TYPE_PEOPLE_WINDOW, "The same person");
}

static void
test_matches_contacts (Fixture       *fixture,
                       gconstpointer  data)
{
  HwId id = add_person (fixture, NASTY, NULL);
  GtkWidget *window, *details;

  add_contact (fixture, "Under the bridge", -0.1, &id);
  add_contact (fixture, "Beside the bridge", -0.101, NULL);
  add_contact (fixture, "In another town", 1.5, NULL);
  window = open_people (fixture);
  details = find_type (window, HW_TYPE_PERSON_DETAILS);
  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  wait_for_words (fixture, HW_TYPE_PEOPLE_WINDOW, "Beside the bridge");
  g_assert_true (shows_text (details, "Under the bridge"));
  g_assert_false (shows_text (details, "In another town"));

  click (details, "It was them");
  wait_for_no_words (fixture, HW_TYPE_PEOPLE_WINDOW, "Somebody was met near there");
  g_assert_true (shows_text (details, "Beside the bridge"));
  click (details, "Not them");
  wait_for_words (fixture, HW_TYPE_PEOPLE_WINDOW, "Somebody was met near there");
  g_assert_nonnull (find_button (details, "It was them"));
}

static gboolean
page_shows_words (Fixture *fixture)
{
  return shows_text (fixture->page, fixture->words);
}

static void
wait_for_page (Fixture    *fixture,
               const char *words)
{
  fixture->words = words;
  hw_test_wait_for (page_shows_words (fixture));
}

static void
test_opens_a_case (Fixture       *fixture,
                   gconstpointer  data)
{
  HwId id = add_person (fixture, NASTY, NULL);
  GtkWidget *window = open_people (fixture);
  GtkWidget *form;

  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  click (window, "Wants to go home…");
  form = wait_for_window (fixture, HW_TYPE_NEW_CASE_DIALOG);
  type_into (form, "The wish", "To my sister");
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PEOPLE_WINDOW);
  wait_for_page (fixture, "“To my sister”");
  g_assert_cmpuint (g_list_model_get_n_items (hw_session_get_people (fixture->session)), ==, 1);

  /* From now on the person leads to their case. */
  window = open_people (fixture);
  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  g_assert_null (find_button (window, "Wants to go home…"));
  click (window, "Show the case");
  wait_for_no_window (fixture, HW_TYPE_PEOPLE_WINDOW);
}

static void
test_new_case_offers_those_known (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *form, *list;

  add_person (fixture, "Tomasz", "Blue Hat");
  gtk_widget_activate_action (fixture->page, "cases.new", NULL);
  form = wait_for_window (fixture, HW_TYPE_NEW_CASE_DIALOG);
  type_into (form, "Name or alias", "Tomash");
  type_into (form, "Also called", "blue hat");
  accept (form);
  wait_for_words (fixture, HW_TYPE_NEW_CASE_DIALOG, "Likely the same:");
  g_assert_true (shows_text (form, "press Open once more for somebody new"));
  g_assert_true (shows_text (form, "the same name, “Blue Hat”"));
  g_assert_cmpuint (g_list_model_get_n_items (hw_session_get_cases (fixture->session)), ==, 0);

  list = gtk_widget_get_ancestor (find_row (form, "Tomasz"), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", find_row (form, "Tomasz"));
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_NEW_CASE_DIALOG);
  g_assert_cmpuint (g_list_model_get_n_items (hw_session_get_people (fixture->session)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (hw_session_get_cases (fixture->session)), ==, 1);
}

static HwCase *
get_first_case (Fixture *fixture)
{
  g_autoptr (HwCaseItem) item = g_list_model_get_item (hw_session_get_cases (fixture->session), 0);

  g_assert_nonnull (item);
  return hw_case_item_get_case (item);
}

static void
open_case_of (Fixture    *fixture,
              const char *alias,
              guint       eu_citizen)
{
  GtkWidget *form;

  gtk_widget_activate_action (fixture->page, "cases.new", NULL);
  form = wait_for_window (fixture, HW_TYPE_NEW_CASE_DIALOG);
  type_into (form, "Name or alias", alias);
  type_into (form, "Nationality", "PL");
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (form, "EU citizen")), eu_citizen);
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_NEW_CASE_DIALOG);
}

static void
test_citizenship_is_not_guessed (Fixture       *fixture,
                                 gconstpointer  data)
{
  open_case_of (fixture, "Zofia", 0);
  g_assert_cmpstr (get_first_case (fixture)->person->nationality, ==, "PL");
  g_assert_null (hw_case_get (get_first_case (fixture), HW_FIELD_EU_CITIZEN));
}

static void
test_citizenship_is_recorded (Fixture       *fixture,
                              gconstpointer  data)
{
  open_case_of (fixture, "Zofia", 2);
  g_assert_cmpstr (hw_case_get (get_first_case (fixture), HW_FIELD_EU_CITIZEN), ==, "no");
}

static void
test_closes_when_locked (Fixture       *fixture,
                         gconstpointer  data)
{
  HwId id = add_person (fixture, NASTY, NULL);
  GtkWidget *window = open_people (fixture);

  hw_people_window_show_person (HW_PEOPLE_WINDOW (window), &id);
  click (window, "Edit…");
  gtk_widget_activate_action (fixture->page, "page.partners", NULL);
  wait_for_window (fixture, HW_TYPE_PARTNER_WINDOW);
  lock (fixture);
  g_assert_null (find_window (HW_TYPE_PEOPLE_WINDOW));
  g_assert_null (find_window (HW_TYPE_PERSON_DIALOG));
  g_assert_null (find_window (HW_TYPE_PARTNER_WINDOW));
}

/* -- partners -- */

static gboolean
has_partner_row (Fixture *fixture)
{
  return find_type (find_window (HW_TYPE_PARTNER_WINDOW), HW_TYPE_PARTNER_ROW) != NULL;
}

static gboolean
has_no_partner_row (Fixture *fixture)
{
  return !has_partner_row (fixture);
}

static GtkWidget *
add_partner (Fixture *fixture)
{
  GtkWidget *window, *form;

  gtk_widget_activate_action (fixture->page, "page.partners", NULL);
  window = wait_for_window (fixture, HW_TYPE_PARTNER_WINDOW);
  gtk_widget_activate_action (window, "partners.add", NULL);
  form = wait_for_window (fixture, HW_TYPE_PARTNER_DIALOG);
  accept (form);
  g_assert_true (shows_text (form, "Write the partner’s name."));
  type_into (form, "Name", "Consulate & <i>Sons</i>");
  type_into (form, "Country", "Romania");
  type_into (form, "Telephones", "020 0000 0000");
  type_into (form, "Agreed on", "soon");
  accept (form);
  g_assert_true (shows_text (form, "“Agreed on” needs a day"));
  type_into (form, "Agreed on", "2026-03-04");
  g_object_set (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_type (find_row (form, "Agreed: what"), GTK_TYPE_TEXT_VIEW))),
                "text", "Papers within a week; no lodging", NULL);
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PARTNER_DIALOG);
  hw_test_wait_for (has_partner_row (fixture));
  return window;
}

static void
test_partner_is_written_down (Fixture       *fixture,
                              gconstpointer  data)
{
  GtkWidget *window = add_partner (fixture);
  GtkWidget *row, *form;

  g_assert_true (shows_text (window, "Consulate & <i>Sons</i>"));
  g_assert_true (shows_text (window, "020 0000 0000"));
  g_assert_true (shows_text (window, "4 Mar"));
  g_assert_true (shows_text (window, "Papers within a week; no lodging"));

  row = find_type (window, HW_TYPE_PARTNER_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  form = wait_for_window (fixture, HW_TYPE_PARTNER_DIALOG);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (form, "Country"))), ==, "Romania");
  type_into (form, "Telephones", "020 1111 1111");
  accept (form);
  wait_for_no_window (fixture, HW_TYPE_PARTNER_DIALOG);
  wait_for_words (fixture, HW_TYPE_PARTNER_WINDOW, "020 1111 1111");
  g_assert_cmpuint (g_list_model_get_n_items (hw_session_get_partners (fixture->session)), ==, 1);
}

static void
test_partners_are_filtered (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *window = add_partner (fixture);
  GtkWidget *search = find_type (window, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *kind = gtk_widget_get_next_sibling (search);
  GtkWidget *country = gtk_widget_get_next_sibling (kind);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), HW_PARTNER_FUNDER + 1);
  hw_test_wait_for (has_no_partner_row (fixture));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kind), HW_PARTNER_EMBASSY + 1);
  hw_test_wait_for (has_partner_row (fixture));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (country), 1);
  g_assert_true (has_partner_row (fixture));
  gtk_editable_set_text (GTK_EDITABLE (search), "lodging");
  g_assert_true (has_partner_row (fixture));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such words");
  hw_test_wait_for (has_no_partner_row (fixture));
}

/* -- privacy -- */

static void
search_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  hw_session_search_finish (HW_SESSION (object), result, &reports, &people, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, fixture->words != NULL ? 0 : 1);
  g_assert_cmpuint (reports->len, ==, 0);
  fixture->done = TRUE;
}

static void
search (Fixture    *fixture,
        const char *words,
        gboolean    found)
{
  fixture->done = FALSE;
  fixture->words = found ? NULL : words;
  hw_session_search_async (fixture->session, words, NULL, search_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static void
report_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hw_session_take_report_finish (HW_SESSION (object), result, &error), >, 0);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

/* A language heard somewhere is nationality by another name. */
static void
add_report (Fixture *fixture)
{
  gint64 now = g_get_real_time ();
  HwReport report = { .received_at = now, .seen_at = now, .point = { 51.5, -0.1 }, .place = "Library steps", .people = 1,
                      .language = "Romanian" };

  fixture->done = FALSE;
  hw_session_take_report_async (fixture->session, &report, report_cb, fixture);
  hw_test_wait_for (is_done (fixture));
}

static gboolean
popover_shows_person (Fixture *fixture)
{
  return shows_text (fixture->page, "Kestrel");
}

/* Where somebody is from, what they speak and when they were born stay in casework. */
static void
test_street_side_search (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char * const secrets[] = { "RO", "ro", "Romania", "1984", "Romanian" };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button = gtk_menu_button_new ();
  HwSearchPopover *popover = g_object_new (HW_TYPE_SEARCH_POPOVER, NULL);

  add_person (fixture, "Kestrel", "Sparrow");
  add_report (fixture);
  search (fixture, "kestrel", TRUE);
  search (fixture, "sparrow", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    search (fixture, secrets[i], FALSE);

  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (popover));
  hw_search_popover_set_session (popover, fixture->session);
  gtk_editable_set_text (GTK_EDITABLE (find_type (GTK_WIDGET (popover), GTK_TYPE_SEARCH_ENTRY)), "kestrel");
  fixture->page = gtk_popover_get_child (GTK_POPOVER (popover));
  hw_test_wait_for (popover_shows_person (fixture));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strlen (secrets[i]) > 2)
      g_assert_false (shows_text (fixture->page, secrets[i]));
  g_assert_true (shows_text (fixture->page, "Known to the team"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- from two laptops -- */

static void
note_language (HwStore    *store,
               const HwId *id,
               const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPerson) person = hw_store_get_person (store, id, &error);
  HwPerson note = *person;

  note.language = language;
  g_assert_true (hw_store_record_person (store, &note, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
note_differently (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->directory, "team.homeward", NULL);
  g_autofree char *other_path = g_build_filename (fixture->directory, "other.homeward", NULL);
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  HwStore *here = hw_store_open (path, HW_SECRET_PASSPHRASE, "seven lamps by the river", &error);
  HwStore *there;

  g_assert_no_error (error);
  there = hw_store_create (other_path, "Team", "Jan", "seven lamps by the river", HW_KEY_STRENGTH_TEST, &code, &error);
  g_assert_no_error (error);
  send_own (here, there);
  note_language (here, &fixture->id, "Latvian");
  note_language (there, &fixture->id, "Lithuanian");
  send_own (there, here);
  close_store (here);
  close_store (there);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_session_unlock_finish (HW_SESSION (object), result, &error);
  g_assert_no_error (error);
  ((Fixture *) user_data)->done = TRUE;
}

static gboolean
asks_which_language (Fixture *fixture)
{
  return shows_text (fixture->page, "Two answers differ") && shows_text (fixture->page, "Latvian") && shows_text (fixture->page, "Lithuanian");
}

static gboolean
asks_no_more (Fixture *fixture)
{
  HwPerson *person = hw_session_find_person (fixture->session, &fixture->id);

  return !gtk_widget_get_visible (find_type (fixture->page, HW_TYPE_CONFLICT_CARD)) && g_strcmp0 (person->language, fixture->words) == 0;
}

/* The losing note of two laptops is not hidden. */
static void
test_two_notes_are_settled (Fixture       *fixture,
                            gconstpointer  data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *details = hw_person_details_new (fixture->session);
  HwPerson *person;

  add_person (fixture, "Kestrel", NULL);
  lock (fixture);
  note_differently (fixture);
  fixture->done = FALSE;
  hw_session_unlock_async (fixture->session, HW_SECRET_PASSPHRASE, "seven lamps by the river", NULL, unlocked_cb, fixture);
  hw_test_wait_for (is_done (fixture));

  gtk_window_set_child (GTK_WINDOW (window), details);
  gtk_window_present (GTK_WINDOW (window));
  fixture->page = details;
  person = hw_session_find_person (fixture->session, &fixture->id);
  fixture->words = g_strcmp0 (person->language, "Latvian") == 0 ? "Lithuanian" : "Latvian";   /* the one that is not shown */
  hw_person_details_set_person (HW_PERSON_DETAILS (details), person);
  hw_test_wait_for (asks_which_language (fixture));
  g_assert_true (shows_text (details, "Jan, "));
  g_assert_true (gtk_widget_activate_action (find_type (details, HW_TYPE_CONFLICT_CARD), "conflict.use", "u", 0));
  hw_test_wait_for (asks_no_more (fixture));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- countries -- */

static void
assert_country (const char *text,
                const char *code)
{
  g_autofree char *found = hw_country_dup_code (text);

  g_assert_cmpstr (found, ==, code);
}

static void
test_countries (void)
{
  assert_country ("", NULL);
  assert_country ("Ruritania", NULL);
  assert_country ("R0", NULL);
  assert_country (" romania ", "RO");
  assert_country ("ro", "RO");
  assert_country ("uk", "GB");
  assert_country ("jp", "JP");
  g_assert_cmpstr (hw_country_get_words ("RO"), ==, "Romania");
  g_assert_cmpstr (hw_country_get_words ("JP"), ==, "JP");
  g_assert_null (hw_country_get_words (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/people/a-country-is-a-name-or-two-letters", test_countries);
  g_test_add ("/people/two-notes-from-two-laptops-are-settled", Fixture, NULL, set_up, test_two_notes_are_settled, tear_down);
  g_test_add ("/people/form/needs-only-a-name", Fixture, NULL, set_up, test_form_needs_only_a_name, tear_down);
  g_test_add ("/people/form/corrects-what-was-known", Fixture, NULL, set_up, test_form_corrects, tear_down);
  g_test_add ("/people/form/keeps-a-draft-until-it-is-recorded", Fixture, NULL, set_up, test_form_keeps_a_draft, tear_down);
  g_test_add ("/people/list/finds-by-any-name-however-spelt", Fixture, NULL, set_up, test_finds_by_any_name, tear_down);
  g_test_add ("/people/links/are-made-with-a-reason-and-taken-back", Fixture, NULL, set_up, test_links_and_takes_it_back, tear_down);
  g_test_add ("/people/contacts/are-matched-and-taken-back", Fixture, NULL, set_up, test_matches_contacts, tear_down);
  g_test_add ("/people/list/opens-a-case", Fixture, NULL, set_up, test_opens_a_case, tear_down);
  g_test_add ("/people/new-case/offers-those-likely-the-same-first", Fixture, NULL, set_up, test_new_case_offers_those_known, tear_down);
  g_test_add ("/people/new-case/guesses-no-citizenship", Fixture, NULL, set_up, test_citizenship_is_not_guessed, tear_down);
  g_test_add ("/people/new-case/records-citizenship-as-answered", Fixture, NULL, set_up, test_citizenship_is_recorded, tear_down);
  g_test_add ("/people/windows-close-when-locked", Fixture, NULL, set_up, test_closes_when_locked, tear_down);
  g_test_add ("/people/search-of-the-street-side-knows-no-nationality", Fixture, NULL, set_up, test_street_side_search, tear_down);
  g_test_add ("/partners/are-written-down-with-what-was-agreed", Fixture, NULL, set_up, test_partner_is_written_down, tear_down);
  g_test_add ("/partners/are-found-by-kind-country-and-words", Fixture, NULL, set_up, test_partners_are_filtered, tear_down);
  return g_test_run ();
}
