/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-journey-card.h"
#include "hw-journey.h"
#include "hw-record-words.h"

/* Who waits at home and how the person gets there: what kind of journey it is,
 * named as what it is; the receiver with housing, care and income; the legs; and
 * the checklist. */

static void
add_kind (HwThemeCard  *card,
          const HwCase *case_,
          gint64        now)
{
  HwJourneyKind kind = hw_journey_get_kind (case_, now);

  if (kind != HW_JOURNEY_NOT_SET)
    hw_theme_card_add_line (card, kind == HW_JOURNEY_TICKET_ONLY ? "dialog-warning-symbolic" : "mark-location-symbolic",
                            kind == HW_JOURNEY_TICKET_ONLY ? "overdue" : NULL, hw_journey_kind_get_words (kind), NULL);
}

static const char * const fields[] = {
  HW_RECORD_ACCEPTED_ON, HW_RECORD_ACCEPTED_BY, HW_RECORD_ACCEPTED_HOW, HW_RECORD_HOUSING, HW_RECORD_CARE, HW_RECORD_INCOME, NULL
};

static void
add_reception (HwThemeCard        *card,
               const HwCaseRecord *record)
{
  const char *state = hw_case_record_get (record, HW_RECORD_STATE);
  gboolean accepted = g_strcmp0 (state, "accepted") == 0;
  gboolean declined = g_strcmp0 (state, "declined") == 0;
  g_autofree char *state_words = hw_record_words_dup_field (record, HW_RECORD_STATE, NULL);
  g_autofree char *heading = g_strdup_printf ("%s: %s", hw_case_record_get (record, HW_RECORD_RECEIVER), state_words);
  g_autofree char *words = hw_record_words_dup_list (record, fields, "\n", NULL);

  hw_theme_card_add_record (card, record, accepted ? "object-select-symbolic" : declined ? "action-unavailable-symbolic" : "alarm-symbolic",
                            accepted ? "met" : declined ? "overdue" : "waiting", heading, words);
}

static void
add_leg (HwThemeCard        *card,
         const HwCaseRecord *record)
{
  g_autofree char *by = hw_record_words_dup_field (record, HW_RECORD_BY, NULL);
  g_autofree char *at = hw_record_words_dup_field (record, HW_RECORD_AT, NULL);
  g_autofree char *arrives = hw_record_words_dup_field (record, HW_RECORD_ARRIVES_AT, NULL);
  g_autofree char *booked = hw_record_words_dup_field (record, HW_RECORD_BOOKED_ON, NULL);
  const char *ticket = hw_case_record_get (record, HW_RECORD_TICKET);
  g_autofree char *heading = g_strdup_printf ("%s · %s → %s", by, hw_case_record_get (record, HW_RECORD_FROM), hw_case_record_get (record, HW_RECORD_TO));
  GString *under = g_string_new (at);
  g_autofree char *words = NULL;

  if (arrives != NULL)
    g_string_append_printf (under, " – %s", arrives);
  if (booked != NULL)
    g_string_append_printf (under, _(" · booked %s"), booked);
  if (ticket != NULL)
    g_string_append_printf (under, _(" · ticket: %s"), ticket);
  words = g_string_free (under, FALSE);
  hw_theme_card_add_record (card, record, "mark-location-symbolic", booked != NULL ? "met" : "waiting", heading, words);
}

/* -- the checklist ---------------------------------------------------------------- */

static void
toggled_cb (GtkCheckButton *check)
{
  const char *code = g_object_get_data (G_OBJECT (check), "code");

  gtk_widget_activate_action (GTK_WIDGET (check), "case.tick", "(sb)", code, gtk_check_button_get_active (check));
}

static GtkWidget *
make_check (const HwCase          *case_,
            const HwChecklistItem *item,
            HwCheckState           state)
{
  const HwCaseRecord *record = hw_journey_find_check (case_, item->code);
  const char *note = record != NULL ? hw_case_record_get (record, HW_RECORD_WORDS) : NULL;
  g_autofree char *said = state == HW_CHECK_NOT_NEEDED ? g_strdup_printf (_("%s (not needed)"), _(item->words)) : g_strdup (_(item->words));
  g_autofree char *words = note != NULL ? g_strdup_printf ("%s: %s", said, note) : g_strdup (said);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), state != HW_CHECK_OPEN);
  gtk_widget_set_hexpand (check, TRUE);
  /* What the case itself answers is changed there. */
  gtk_widget_set_sensitive (check, state != HW_CHECK_ANSWERED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (check), "code", (gpointer) item->code);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), NULL);
  return check;
}

static void
add_check (HwThemeCard           *card,
           const HwCase          *case_,
           const HwChecklistItem *item,
           gint64                 now)
{
  HwCheckState state = hw_journey_get_check (case_, item->code, now);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_strdup_printf (_("Not needed, or a note: %s"), _(item->words));
  GtkWidget *button;

  gtk_box_append (GTK_BOX (line), make_check (case_, item, state));
  button = hw_theme_card_add_button (line, NULL, name, "case.add-to",
                                     g_variant_new ("(sss)", hw_case_record_kind_to_string (HW_CASE_RECORD_CHECK), HW_RECORD_ITEM, item->code));
  gtk_button_set_icon_name (GTK_BUTTON (button), "document-edit-symbolic");
  gtk_widget_set_tooltip_text (button, _("Not needed, or a note…"));
  hw_theme_card_append (card, line);
}

static void
add_checklist (HwThemeCard  *card,
               const HwCase *case_,
               gint64        now)
{
  guint n_items, done = 0;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);
  g_autofree char *words = NULL;

  for (guint i = 0; i < n_items; i++)
    done += hw_journey_get_check (case_, items[i].code, now) != HW_CHECK_OPEN;
  words = g_strdup_printf (_("Checklist: %u of %u"), done, n_items);
  hw_theme_card_add_heading (card, words);
  hw_theme_card_add_progress (card, words, done, n_items);
  for (guint i = 0; i < n_items; i++)
    add_check (card, case_, &items[i], now);
}

/**
 * hw_journey_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_journey_card_fill (HwThemeCard  *card,
                      const HwCase *case_,
                      gint64        now)
{
  add_kind (card, case_, now);
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (record->kind == HW_CASE_RECORD_RECEPTION)
        add_reception (card, record);
    }
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (record->kind == HW_CASE_RECORD_LEG)
        add_leg (card, record);
    }
  if (case_->stage == HW_STAGE_PLANNED || case_->stage == HW_STAGE_READY)
    add_checklist (card, case_, now);
}
