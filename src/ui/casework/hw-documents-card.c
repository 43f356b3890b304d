/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date.h"
#include "hw-documents-card.h"
#include "hw-record-words.h"

/* Identity documents: whether they are valid on the day of the journey, how far
 * an emergency document has come, and the number, which is masked until somebody
 * asks for it; that is recorded before it is seen. */

static const char * const steps[] = { "reported", "applied", "fetched", "in-hand" };

static gboolean
is_emergency (const HwCaseRecord *document)
{
  return g_strcmp0 (hw_case_record_get (document, HW_RECORD_DOCUMENT_KIND), "emergency-document") == 0;
}

/* Steps of an emergency document are records of their own: the last one says how far it is. */
static gboolean
is_earlier_step (const HwCase       *case_,
                 const HwCaseRecord *document,
                 guint               index)
{
  if (!is_emergency (document))
    return FALSE;
  for (guint i = index + 1; i < case_->records->len; i++)
    {
      const HwCaseRecord *later = case_->records->pdata[i];

      if (later->kind == HW_CASE_RECORD_DOCUMENT && is_emergency (later))
        return TRUE;
    }
  return FALSE;
}

static gboolean
ends_before (const char *valid_until,
             const char *travel_date)
{
  gint64 end, travel;

  return hw_date_parse (valid_until, &end, NULL) && hw_date_parse (travel_date, &travel, NULL) && end < travel;
}

static char *
dup_validity (const HwCase       *case_,
              const HwCaseRecord *document,
              const char        **style,
              gint64              now)
{
  const char *until = hw_case_record_get (document, HW_RECORD_VALID_UNTIL);
  const char *travel = hw_case_get (case_, HW_FIELD_TRAVEL_DATE);
  g_autofree char *until_words = hw_record_words_dup_field (document, HW_RECORD_VALID_UNTIL, NULL);

  *style = "waiting";
  if (until == NULL)
    return g_strdup (_("nobody knows how long it is valid"));
  *style = "overdue";
  if (hw_date_is_over (until, now))
    return g_strdup_printf (_("ended %s"), until_words);
  if (ends_before (until, travel))
    return g_strdup_printf (_("valid until %s: ends before the journey"), until_words);
  *style = "met";
  return g_strdup_printf (travel != NULL ? _("valid until %s, on the day of the journey as well") : _("valid until %s"), until_words);
}

static char *
dup_heading (HwThemeCard        *card,
             const HwCaseRecord *document)
{
  const char *number = hw_case_record_get (document, HW_RECORD_NUMBER);
  g_autofree char *kind = hw_record_words_dup_field (document, HW_RECORD_DOCUMENT_KIND, NULL);
  g_autofree char *mask = number != NULL ? hw_record_words_dup_mask (number) : NULL;

  if (number == NULL)
    return g_steal_pointer (&kind);
  return g_strdup_printf ("%s · %s", kind, hw_theme_card_shows_number (card, document) ? number : mask);
}

static char *
dup_under (const HwCaseRecord *document,
           const char         *validity)
{
  g_autofree char *country = hw_record_words_dup_field (document, HW_RECORD_COUNTRY, NULL);
  const char *words = hw_case_record_get (document, HW_RECORD_WORDS);
  GString *under = g_string_new (validity);

  if (country != NULL)
    g_string_append_printf (under, " · %s", country);
  if (words != NULL)
    g_string_append_printf (under, "\n%s", words);
  return g_string_free (under, FALSE);
}

static void
add_show_button (HwThemeCard        *card,
                 GtkWidget          *line,
                 const HwCaseRecord *document)
{
  g_autofree char *id = hw_id_to_string (&document->id);
  g_autofree char *kind = hw_record_words_dup_field (document, HW_RECORD_DOCUMENT_KIND, NULL);
  g_autofree char *name = g_strdup_printf (_("Show the number: %s"), kind);
  GtkWidget *button;

  if (hw_case_record_get (document, HW_RECORD_NUMBER) == NULL || hw_theme_card_shows_number (card, document))
    return;
  button = hw_theme_card_add_button (line, _("Show"), name, "case.show-number", g_variant_new_string (id));
  gtk_widget_set_tooltip_text (button, _("Shows the number for half a minute; that it was shown is recorded"));
}

static guint
count_steps (const HwCaseRecord *document)
{
  const char *step = hw_case_record_get (document, HW_RECORD_STEP);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (step, steps[i]) == 0)
      return i + 1;
  return 0;
}

static void
add_steps (HwThemeCard        *card,
           const HwCaseRecord *document)
{
  guint done = count_steps (document);
  g_autofree char *step = hw_record_words_dup_field (document, HW_RECORD_STEP, NULL);
  g_autofree char *words = NULL;

  if (step == NULL)
    return;
  words = g_strdup_printf (_("%s: step %u of %u"), step, done, (guint) G_N_ELEMENTS (steps));
  hw_theme_card_add_progress (card, words, done, G_N_ELEMENTS (steps));
  hw_theme_card_add_line (card, NULL, NULL, words, NULL);
}

static void
add_document (HwThemeCard        *card,
              const HwCase       *case_,
              const HwCaseRecord *document,
              gint64              now)
{
  const char *style = NULL;
  gboolean issued = !is_emergency (document) || count_steps (document) == G_N_ELEMENTS (steps);
  g_autofree char *validity = issued ? dup_validity (case_, document, &style, now) : g_strdup (_("not in hand yet"));
  g_autofree char *heading = dup_heading (card, document);
  g_autofree char *under = dup_under (document, validity);
  GtkWidget *line = hw_theme_card_add_record (card, document, "x-office-document-symbolic", issued ? style : "waiting", heading, under);

  add_show_button (card, line, document);
  if (is_emergency (document))
    add_steps (card, document);
}

/**
 * hw_documents_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_documents_card_fill (HwThemeCard  *card,
                        const HwCase *case_,
                        gint64        now)
{
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_DOCUMENT && !is_earlier_step (case_, record, i - 1))
        add_document (card, case_, record, now);
    }
}
