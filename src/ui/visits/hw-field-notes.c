/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-notes.h"

#include "hw-bed-dialog.h"
#include "hw-emergency.h"
#include "hw-field-counter.h"
#include "hw-field-dialog.h"
#include "hw-form-rows.h"
#include "hw-message.h"
#include "hw-plain-row.h"
#include "hw-session-promises.h"
#include "hw-text-row.h"

#include <glib/gi18n-lib.h>

/* What is asked at a stop in a few words: a note, what was given, a promise, danger. */

static GtkWidget *
add_group (GtkWidget *dialog)
{
  GtkWidget *group = adw_preferences_group_new ();

  hw_form_dialog_add (HW_FORM_DIALOG (dialog), group);
  return group;
}

static HwFieldTaps *
get_taps (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "taps");
}

static GtkWidget *
get_row (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "row");
}

static GtkWidget *
open_dialog (GtkWidget   *opener,
             HwFieldTaps *taps,
             const char  *title,
             const char  *verb)
{
  GtkWidget *dialog = hw_field_dialog_new (opener, hw_field_taps_get_session (taps), title, verb);

  g_object_set_data_full (G_OBJECT (dialog), "taps", g_object_ref (taps), g_object_unref);
  return dialog;
}

static GtkWidget *
add_text (GtkWidget  *dialog,
          const char *title)
{
  GtkWidget *row = hw_text_row_new (title);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (add_group (dialog)), row);
  g_object_set_data (G_OBJECT (dialog), "row", row);
  return row;
}

/* -- a few words -- */

static void
words_cb (HwFormDialog *dialog)
{
  HwFieldTaps *taps = get_taps (dialog);
  g_autofree char *words = hw_text_row_dup_text (HW_TEXT_ROW (get_row (dialog)));
  const HwTap *before = hw_field_taps_find (taps, HW_TAP_WORDS);

  if (words != NULL)
    hw_field_taps_tap (taps, (HwTap) { .kind = HW_TAP_WORDS, .words = words });
  else if (before != NULL)
    hw_field_taps_take_back (taps, before);
  hw_form_dialog_finish (dialog);
}

/**
 * hw_field_ask_words:
 * @opener: a widget of the window
 * @taps: what was tapped
 */
void
hw_field_ask_words (GtkWidget   *opener,
                    HwFieldTaps *taps)
{
  GtkWidget *dialog = open_dialog (opener, taps, _("A few words"), _("Keep"));
  GtkWidget *row = add_text (dialog, _("What there is to say of this visit; no names"));
  const HwTap *before = hw_field_taps_find (taps, HW_TAP_WORDS);

  if (before != NULL)
    hw_text_row_set_text (HW_TEXT_ROW (row), before->words);
  g_signal_connect (dialog, "accepted", G_CALLBACK (words_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- given or offered -- */

static const struct { const char *code, *words; } things[] = {
  { "tea", N_("Tea or coffee") },
  { "food", N_("Food") },
  { "blanket", N_("Blanket") },
  { "sleeping bag", N_("Sleeping bag") },
  { "socks", N_("Socks") },
  { "clothes", N_("Clothes or shoes") },
  { "hygiene", N_("Things to wash with") },
  { "card", N_("Card with places to go") },
};

static const HwTap *
find_given (HwFieldTaps *taps,
            const char  *code)
{
  GPtrArray *list = hw_field_taps_get_list (taps);
  const HwStop *stop = hw_field_taps_get_stop (taps);

  for (guint i = 0; i < list->len; i++)
    {
      const HwTap *tap = list->pdata[i];

      if (tap->kind == HW_TAP_GIVEN && hw_id_equal (&tap->stop, &stop->id) && g_strcmp0 (tap->code, code) == 0)
        return tap;
    }
  return NULL;
}

static void
given_cb (HwFieldCounter *counter,
          HwFieldTaps    *taps)
{
  const char *code = g_object_get_data (G_OBJECT (counter), "code");
  guint count = hw_field_counter_get_value (counter);
  const HwTap *before = find_given (taps, code);

  if (count > 0)
    hw_field_taps_tap (taps, (HwTap) { .kind = HW_TAP_GIVEN, .code = (char *) code, .count = count });
  else if (before != NULL)
    hw_field_taps_take_back (taps, before);
}

/* -- a bed for the night -- */

/* A bed that was offered in words only, or the offer of a partner's. */
static const HwTap *
find_bed (HwFieldTaps *taps,
          gboolean     of_partner)
{
  GPtrArray *list = hw_field_taps_get_list (taps);
  const HwStop *stop = hw_field_taps_get_stop (taps);

  for (guint i = 0; i < list->len; i++)
    {
      const HwTap *tap = list->pdata[i];

      if (tap->kind == HW_TAP_BED_OFFERED && hw_id_equal (&tap->stop, &stop->id) && hw_id_is_nil (&tap->subject) != of_partner)
        return tap;
    }
  return NULL;
}

static void
bed_cb (GtkSwitch   *offered,
        GParamSpec  *property,
        HwFieldTaps *taps)
{
  const HwTap *before = find_bed (taps, FALSE);

  if (gtk_switch_get_active (offered))
    hw_field_taps_tap (taps, (HwTap) { .kind = HW_TAP_BED_OFFERED, .count = 1 });
  else if (before != NULL)
    hw_field_taps_take_back (taps, before);
}

static void
offered_cb (GtkWidget   *dialog,
            const char  *text,
            HwFieldTaps *taps)
{
  HwTap tap = { .kind = HW_TAP_BED_OFFERED, .count = 1 };
  const HwTap *in_words = find_bed (taps, FALSE);

  if (!hw_id_parse (text, &tap.subject))
    return;
  /* It was this one. */
  if (in_words != NULL)
    hw_field_taps_take_back (taps, in_words);
  hw_field_taps_tap (taps, tap);
}

/* For whom the team met here, where that is one. */
static void
offer_cb (HwFieldTaps   *taps,
          AdwActionRow  *row)
{
  const HwTap *met = hw_field_taps_find (taps, HW_TAP_MET_PERSON);
  HwBed bed = { .shift = hw_field_taps_get_shift (taps)->id, .stop = hw_field_taps_get_stop (taps)->id };
  GtkWidget *dialog;

  if (met != NULL)
    bed.person = met->subject;
  dialog = hw_bed_dialog_new (GTK_WIDGET (row), hw_field_taps_get_session (taps), &bed);
  g_signal_connect_object (dialog, "offered", G_CALLBACK (offered_cb), taps, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_offer_row (HwFieldTaps *taps)
{
  GtkWidget *row = hw_plain_row_new (_("Offer a bed of a partner…"), _("whose, for whom, and what is still missing"));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (offer_cb), taps, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
make_bed_row (HwFieldTaps *taps)
{
  GtkWidget *row = adw_action_row_new (), *offered = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("A bed was offered"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("also where nobody took it"));
  gtk_switch_set_active (GTK_SWITCH (offered), find_bed (taps, FALSE) != NULL || find_bed (taps, TRUE) != NULL);
  /* What came of a partner's bed is said in the list of beds. */
  gtk_widget_set_sensitive (row, find_bed (taps, TRUE) == NULL);
  gtk_widget_set_valign (offered, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), offered);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), offered);
  g_signal_connect_object (offered, "notify::active", G_CALLBACK (bed_cb), taps, 0);
  return row;
}

/**
 * hw_field_ask_given:
 * @opener: a widget of the window
 * @taps: what was tapped
 */
void
hw_field_ask_given (GtkWidget   *opener,
                    HwFieldTaps *taps)
{
  GtkWidget *dialog = open_dialog (opener, taps, _("Given or offered"), _("Done"));
  GtkWidget *group = add_group (dialog);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_bed_row (taps));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_offer_row (taps));
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      GtkWidget *counter = hw_field_counter_new (_(things[i].words), NULL);
      const HwTap *before = find_given (taps, things[i].code);

      g_object_set_data (G_OBJECT (counter), "code", (gpointer) things[i].code);
      hw_field_counter_set_value (HW_FIELD_COUNTER (counter), before != NULL ? before->count : 0);
      g_signal_connect_object (counter, "counted", G_CALLBACK (given_cb), taps, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), counter);
    }
  hw_form_dialog_hide_cancel (HW_FORM_DIALOG (dialog));
  g_signal_connect (dialog, "accepted", G_CALLBACK (hw_form_dialog_finish), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- a promise -- */

static const struct { const char *words; int days; } by_when[] = {
  { N_("Tomorrow"), 1 }, { N_("In two days"), 2 }, { N_("In three days"), 3 }, { N_("In a week"), 7 }, { N_("In two weeks"), 14 },
};

/* At the end of the evening, when teams are out. */
static gint64
get_due (guint choice)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, by_when[choice].days);
  g_autoptr (GDateTime) due = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 23, 0, 0);

  return g_date_time_to_unix (due) * G_USEC_PER_SEC;
}

static void
promised_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (HwFormDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  gboolean made = hw_session_make_promise_finish (HW_SESSION (source), result, NULL, &error);

  /* Locked or closed meanwhile. */
  if (!gtk_widget_get_realized (GTK_WIDGET (dialog)))
    return;
  hw_form_dialog_set_busy (dialog, FALSE);
  if (!made)
    {
      hw_form_dialog_show_problem (dialog, error->message);
      return;
    }
  hw_field_taps_note_promised (get_taps (dialog));
  hw_form_dialog_finish (dialog);
}

static HwPromise
make_promise (HwFieldTaps *taps,
              char        *words,
              guint        choice)
{
  const HwStop *stop = hw_field_taps_get_stop (taps);
  HwPromise promise = {
    .shift = hw_field_taps_get_shift (taps)->id, .stop = stop->id, .point = stop->point, .words = words,
    .made_at = g_get_real_time (), .due_at = get_due (choice), .kept = HW_PROMISE_OPEN,
  };

  if (stop->kind == HW_STOP_SITE)
    promise.site = stop->subject;
  return promise;
}

static void
promise_cb (HwFormDialog *dialog)
{
  HwFieldTaps *taps = get_taps (dialog);
  g_autofree char *words = hw_text_row_dup_text (HW_TEXT_ROW (get_row (dialog)));
  GtkWidget *when = g_object_get_data (G_OBJECT (dialog), "when");
  HwPromise promise;

  if (words == NULL)
    {
      hw_form_dialog_show_problem (dialog, _("Write what the team promised."));
      return;
    }
  promise = make_promise (taps, words, adw_combo_row_get_selected (ADW_COMBO_ROW (when)));
  hw_form_dialog_set_busy (dialog, TRUE);
  hw_session_make_promise_async (hw_field_taps_get_session (taps), &promise, promised_cb, g_object_ref (dialog));
}

/**
 * hw_field_ask_promise:
 * @opener: a widget of the window
 * @taps: what was tapped
 */
void
hw_field_ask_promise (GtkWidget   *opener,
                      HwFieldTaps *taps)
{
  GtkWidget *dialog = open_dialog (opener, taps, _("A promise"), _("Record"));
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget *when;

  add_text (dialog, _("What the team will do; no names"));
  for (guint i = 0; i < G_N_ELEMENTS (by_when); i++)
    gtk_string_list_append (model, _(by_when[i].words));
  when = g_object_new (ADW_TYPE_COMBO_ROW, "title", _("By when"), "model", model, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (add_group (dialog)), when);
  g_object_set_data (G_OBJECT (dialog), "when", when);
  g_signal_connect (dialog, "accepted", G_CALLBACK (promise_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- danger -- */

static void
danger_cb (HwFieldTaps *taps,
           const char  *response)
{
  const HwTap *danger = hw_field_taps_find (taps, HW_TAP_DANGER);

  if (g_str_equal (response, "over") && danger != NULL)
    hw_field_taps_take_back (taps, danger);
}

/**
 * hw_field_ask_danger:
 * @opener: a widget of the window
 * @taps: what was tapped
 *
 * Records that there is danger, and says whom to ring.
 */
void
hw_field_ask_danger (GtkWidget   *opener,
                     HwFieldTaps *taps)
{
  g_autofree char *known = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  /* 112 answers in many countries, also where we know of no number. */
  g_autofree char *heading = g_strdup_printf (_("Ring %s now"), known != NULL ? known : "112");
  AdwMessageDialog *dialog = hw_message_new (opener, heading,
                                             _("Go where all of you are safe, together. What was tapped is kept; the rest can wait."));

  if (hw_field_taps_find (taps, HW_TAP_DANGER) == NULL)
    hw_field_taps_tap (taps, (HwTap) { .kind = HW_TAP_DANGER });
  adw_message_dialog_add_responses (dialog, "over", _("There is no danger"), "told", _("We rang"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "told", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "told");
  g_signal_connect_object (dialog, "response", G_CALLBACK (danger_cb), taps, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
