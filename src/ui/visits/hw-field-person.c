/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-person.h"

#include "hw-date-row.h"
#include "hw-field-dialog.h"
#include "hw-new-case-dialog.h"
#include "hw-person-words.h"
#include "hw-plain-row.h"
#include "hw-visit.h"

#include <glib/gi18n-lib.h>

/*
 * Who it was, only where they said so: people the team knows, by any name, or
 * somebody new by the name they gave. Each is a tap, recorded as it is chosen.
 * And who wants to go home, for whom a case is opened.
 */

#define MOST_FOUND 6

typedef struct
{
  HwFieldTaps  *taps;          /* (owned) */
  GtkWidget    *dialog;        /* (unowned) (nullable): NULL once it is closed */
  GtkWidget    *name;          /* children */
  GtkListBox   *found;
  GtkListBox   *met;
  GCancellable *cancellable;   /* (owned) (nullable): of the search under way */
  gatomicrefcount references;
} Asking;

static Asking *
asking_ref (Asking *asking)
{
  g_atomic_ref_count_inc (&asking->references);
  return asking;
}

static void
asking_unref (Asking *asking)
{
  if (!g_atomic_ref_count_dec (&asking->references))
    return;
  g_clear_object (&asking->taps);
  g_clear_object (&asking->cancellable);
  g_free (asking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_unref)

static HwSession *
get_session (Asking *asking)
{
  return hw_field_taps_get_session (asking->taps);
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
}

/* -- whom the team met here -- */

static gboolean
is_met_here (HwFieldTaps *taps,
             const HwTap *tap)
{
  return tap->kind == HW_TAP_MET_PERSON && hw_id_equal (&tap->stop, &hw_field_taps_get_stop (taps)->id);
}

static const HwTap *
find_met (HwFieldTaps *taps,
          const HwId  *person)
{
  GPtrArray *list = hw_field_taps_get_list (taps);

  for (guint i = 0; i < list->len; i++)
    if (is_met_here (taps, list->pdata[i]) && hw_id_equal (&((const HwTap *) list->pdata[i])->subject, person))
      return list->pdata[i];
  return NULL;
}

static const HwId *
get_person_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "person");
}

static void
set_person_of (gpointer    widget,
               const HwId *person)
{
  g_object_set_data_full (G_OBJECT (widget), "person", hw_id_copy (person), g_free);
}

static void
remove_cb (Asking    *asking,
           GtkButton *button)
{
  const HwTap *tap = find_met (asking->taps, get_person_of (button));

  if (tap != NULL)
    hw_field_taps_take_back (asking->taps, tap);
}

static void
lay_cb (GtkToggleButton *button,
        Asking          *asking)
{
  HwTap tap = { .kind = HW_TAP_MET_PERSON, .subject = *get_person_of (button) };

  tap.code = (char *) (gtk_toggle_button_get_active (button) ? HW_MET_BEDDED_DOWN : HW_MET_AWAKE);
  hw_field_taps_tap (asking->taps, tap);
}

static GtkWidget *
make_met_row (Asking      *asking,
              const HwTap *tap)
{
  HwPerson *person = hw_session_find_person (get_session (asking), &tap->subject);
  const char *alias = person != NULL ? person->alias : _("Somebody the team knows");
  GtkWidget *row = hw_plain_row_new (alias, NULL), *lay = gtk_toggle_button_new_with_label (_("Bedded down"));
  GtkWidget *gone = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *words = g_strdup_printf (_("Not met: %s"), alias);

  set_person_of (lay, &tap->subject);
  set_person_of (gone, &tap->subject);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (lay), g_strcmp0 (tap->code, HW_MET_AWAKE) != 0);
  gtk_widget_set_valign (lay, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (gone, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (lay, "field-way");
  gtk_widget_set_tooltip_text (gone, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gone), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), lay);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gone);
  g_signal_connect (lay, "clicked", G_CALLBACK (lay_cb), asking);
  g_signal_connect_swapped (gone, "clicked", G_CALLBACK (remove_cb), asking);
  return row;
}

static void
show_met (Asking *asking)
{
  GPtrArray *list = hw_field_taps_get_list (asking->taps);

  clear_list (asking->met);
  for (guint i = 0; i < list->len; i++)
    if (is_met_here (asking->taps, list->pdata[i]))
      {
        gtk_list_box_append (asking->met, make_met_row (asking, list->pdata[i]));
        gtk_widget_set_visible (GTK_WIDGET (asking->met), TRUE);
      }
}

/* -- choosing -- */

/* Most whom a team finds at night have lain down; where nobody was counted so, they were up. */
static const char *
guess_how (HwFieldTaps *taps)
{
  return hw_field_taps_get_count (taps, HW_TAP_BEDDED_DOWN) == 0 && hw_field_taps_get_count (taps, HW_TAP_AWAKE) > 0 ? HW_MET_AWAKE : HW_MET_BEDDED_DOWN;
}

static void
choose (Asking     *asking,
        const HwId *person)
{
  if (find_met (asking->taps, person) == NULL)
    hw_field_taps_tap (asking->taps, (HwTap) { .kind = HW_TAP_MET_PERSON, .subject = *person, .code = (char *) guess_how (asking->taps) });
  gtk_editable_set_text (GTK_EDITABLE (asking->name), "");
  clear_list (asking->found);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  HwId person;
  gboolean written = hw_session_save_person_finish (HW_SESSION (source), result, &person, &error);

  if (asking->dialog == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (asking->dialog), FALSE);
  if (written)
    choose (asking, &person);
  else
    hw_form_dialog_show_problem (HW_FORM_DIALOG (asking->dialog), error->message);
}

static void
write_down (Asking     *asking,
            const char *alias)
{
  gint64 now = g_get_real_time ();
  HwPerson fresh = { .alias = alias, .known_since = now, .last_met = now };
  g_autoptr (HwPerson) person = hw_person_new (&fresh);

  hw_form_dialog_set_busy (HW_FORM_DIALOG (asking->dialog), TRUE);
  hw_session_save_person_async (get_session (asking), person, written_cb, asking_ref (asking));
}

static void
activated_cb (Asking        *asking,
              GtkListBoxRow *row)
{
  const HwId *person = get_person_of (row);
  g_autofree char *alias = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (asking->name))));

  if (person != NULL)
    choose (asking, person);
  else if (*alias != '\0')
    write_down (asking, alias);
}

static void
show_found (Asking    *asking,
            GPtrArray *people)
{
  const char *alias = gtk_editable_get_text (GTK_EDITABLE (asking->name));
  g_autofree char *fresh = g_strdup_printf (_("Somebody new: “%s”"), alias);
  GtkWidget *row;

  clear_list (asking->found);
  for (guint i = 0; i < people->len && i < MOST_FOUND; i++)
    {
      const HwPerson *person = people->pdata[i];
      g_autofree char *known = hw_person_words_dup_known (person, g_get_real_time ());

      row = hw_person_row_new (person->alias, known);
      set_person_of (row, &person->id);
      gtk_list_box_append (asking->found, row);
    }
  row = hw_person_row_new (fresh, _("the team does not know them yet"));
  gtk_list_box_append (asking->found, row);
  gtk_widget_set_visible (GTK_WIDGET (asking->found), TRUE);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GPtrArray) people = NULL;

  /* Only an offer; one that comes too late is none. */
  if (hw_session_search_finish (HW_SESSION (source), result, NULL, &people, NULL) && asking->dialog != NULL &&
      *gtk_editable_get_text (GTK_EDITABLE (asking->name)) != '\0')
    show_found (asking, people);
}

static void
name_changed_cb (Asking *asking)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (asking->name))));

  g_cancellable_cancel (asking->cancellable);
  g_clear_object (&asking->cancellable);
  if (*words == '\0')
    {
      clear_list (asking->found);
      return;
    }
  asking->cancellable = g_cancellable_new ();
  hw_session_search_async (get_session (asking), words, asking->cancellable, found_cb, asking_ref (asking));
}

/* -- the dialog -- */

static void
closed_cb (gpointer  data,
           GObject  *dialog)
{
  Asking *asking = data;

  asking->dialog = NULL;
  g_cancellable_cancel (asking->cancellable);
  g_signal_handlers_disconnect_by_data (asking->taps, asking);
  asking_unref (asking);
}

static GtkListBox *
add_list (GtkWidget  *dialog,
          const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_visible (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  hw_form_dialog_add (HW_FORM_DIALOG (dialog), list);
  return GTK_LIST_BOX (list);
}

/**
 * hw_field_ask_person:
 * @opener: a widget of the window
 * @taps: what was tapped
 *
 * Asks who it was.
 */
void
hw_field_ask_person (GtkWidget   *opener,
                     HwFieldTaps *taps)
{
  Asking *asking = g_new0 (Asking, 1);
  GtkWidget *group = adw_preferences_group_new ();

  g_atomic_ref_count_init (&asking->references);
  asking->taps = g_object_ref (taps);
  asking->dialog = hw_field_dialog_new (opener, hw_field_taps_get_session (taps), _("Who was it?"), _("Done"));
  asking->name = hw_entry_row_new (_("A name they told you, any name"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Only if they told you."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), asking->name);
  hw_form_dialog_add (HW_FORM_DIALOG (asking->dialog), group);
  asking->found = add_list (asking->dialog, _("People the team knows"));
  asking->met = add_list (asking->dialog, _("Met here"));
  g_signal_connect_swapped (asking->name, "changed", G_CALLBACK (name_changed_cb), asking);
  g_signal_connect_swapped (asking->found, "row-activated", G_CALLBACK (activated_cb), asking);
  g_signal_connect_swapped (taps, "changed", G_CALLBACK (show_met), asking);
  hw_form_dialog_hide_cancel (HW_FORM_DIALOG (asking->dialog));
  g_signal_connect (asking->dialog, "accepted", G_CALLBACK (hw_form_dialog_finish), NULL);
  g_object_weak_ref (G_OBJECT (asking->dialog), closed_cb, asking);
  show_met (asking);
  gtk_window_present (GTK_WINDOW (asking->dialog));
}

/**
 * hw_field_dup_who:
 * @taps: what was tapped
 *
 * Returns: (transfer full): who was met at this stop, as far as they said, for the page
 */
char *
hw_field_dup_who (HwFieldTaps *taps)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GPtrArray *list = hw_field_taps_get_list (taps);

  for (guint i = 0; i < list->len; i++)
    if (is_met_here (taps, list->pdata[i]))
      {
        HwPerson *person = hw_session_find_person (hw_field_taps_get_session (taps), &((const HwTap *) list->pdata[i])->subject);

        g_ptr_array_add (names, (gpointer) (person != NULL ? person->alias : "…"));
      }
  if (names->len == 0)
    return g_strdup (_("only if they told you"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* -- who wants to go home -- */

static void
opened_cb (HwNewCaseDialog *dialog,
           const char      *text,
           HwFieldTaps     *taps)
{
  HwId id;
  HwCaseItem *item = hw_id_parse (text, &id) ? hw_session_find_case (hw_field_taps_get_session (taps), &id) : NULL;
  HwTap tap = { .kind = HW_TAP_WISH_HOME };

  if (item != NULL)
    tap.subject = hw_case_item_get_case (item)->person->id;
  hw_field_taps_tap (taps, tap);
}

/**
 * hw_field_ask_wish:
 * @opener: a widget of the window
 * @taps: what was tapped
 *
 * Opens a case for somebody who wants to go home: for the one whom the team met
 * here, or whoever is chosen.
 */
void
hw_field_ask_wish (GtkWidget   *opener,
                   HwFieldTaps *taps)
{
  HwSession *session = hw_field_taps_get_session (taps);
  GtkWidget *dialog = hw_new_case_dialog_new (opener, session);
  const HwTap *met = hw_field_taps_find (taps, HW_TAP_MET_PERSON);
  HwPerson *person = met != NULL ? hw_session_find_person (session, &met->subject) : NULL;

  if (person != NULL)
    hw_new_case_dialog_choose (HW_NEW_CASE_DIALOG (dialog), person);
  g_signal_connect_object (dialog, "opened", G_CALLBACK (opened_cb), taps, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
