/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-before-card.h"
#include "hw-record-words.h"

/* Treatment that must be done before the journey: how many of its appointments
 * were kept, which is the next, who waived it. Medication, the letter for it and
 * the note that somebody is fit to travel are written down below. */

static gboolean
is_of (const HwCaseRecord *appointment,
       const char         *treatment)
{
  return appointment->kind == HW_CASE_RECORD_APPOINTMENT && g_strcmp0 (hw_case_record_get (appointment, HW_RECORD_OF), treatment) == 0;
}

static gboolean
is_attended (const HwCaseRecord *appointment,
             const char         *attendance)
{
  return g_strcmp0 (hw_case_record_get (appointment, HW_RECORD_ATTENDANCE), attendance) == 0;
}

static char *
dup_local_now (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M");
}

/* The first that is still to come. */
static const HwCaseRecord *
find_next (const HwCase *case_,
           const char   *treatment,
           gint64        now)
{
  g_autofree char *here = dup_local_now (now);
  const HwCaseRecord *next = NULL;

  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];
      const char *at = hw_case_record_get (record, HW_RECORD_AT);

      if (is_of (record, treatment) && is_attended (record, "coming") && g_strcmp0 (at, here) >= 0 &&
          (next == NULL || g_strcmp0 (at, hw_case_record_get (next, HW_RECORD_AT)) < 0))
        next = record;
    }
  return next;
}

static char *
dup_state (const HwCaseRecord *treatment,
           const char        **style)
{
  const char *state = hw_case_record_get (treatment, HW_RECORD_STATE);
  const char *by = hw_case_record_get (treatment, HW_RECORD_WAIVED_BY);
  const char *reason = hw_case_record_get (treatment, HW_RECORD_REASON);

  *style = "met";
  if (g_strcmp0 (state, "met") == 0)
    return g_strdup (_("finished"));
  if (g_strcmp0 (state, "waived") == 0)
    return g_strdup_printf (_("waived by %s: %s"), by != NULL ? by : "?", reason != NULL ? reason : "?");
  *style = "waiting";
  return g_strdup (_("not finished"));
}

static void
add_attendance (HwThemeCard  *card,
                const HwCase *case_,
                const char   *treatment,
                gint64        now)
{
  const HwCaseRecord *next = find_next (case_, treatment, now);
  guint kept = 0, total = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < case_->records->len; i++)
    if (is_of (case_->records->pdata[i], treatment) && !is_attended (case_->records->pdata[i], "cancelled"))
      {
        total++;
        kept += is_attended (case_->records->pdata[i], "kept");
      }
  if (total == 0)
    return;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u appointment kept", "%u of %u appointments kept", total), kept, total);
  hw_theme_card_add_progress (card, words, kept, total);
  if (next != NULL)
    {
      g_autofree char *at = hw_record_words_dup_field (next, HW_RECORD_AT, NULL);
      g_autofree char *both = g_strdup_printf (_("%s · next %s"), words, at);

      hw_theme_card_add_line (card, NULL, NULL, both, NULL);
    }
  else
    hw_theme_card_add_line (card, NULL, NULL, words, NULL);
}

static void
add_appointments (HwThemeCard  *card,
                  const HwCase *case_,
                  const char   *treatment,
                  gint64        now)
{
  g_autofree char *here = dup_local_now (now);

  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];
      g_autofree char *at = NULL;
      g_autofree char *attendance = NULL;
      gboolean unsaid;

      /* Those that were kept are counted above, and told in the timeline. */
      if (!is_of (record, treatment) || (treatment != NULL && is_attended (record, "kept")))
        continue;
      at = hw_record_words_dup_field (record, HW_RECORD_AT, NULL);
      attendance = hw_record_words_dup_field (record, HW_RECORD_ATTENDANCE, NULL);
      unsaid = is_attended (record, "coming") && g_strcmp0 (hw_case_record_get (record, HW_RECORD_AT), here) < 0;
      hw_theme_card_add_record (card, record, "x-office-calendar-symbolic",
                                is_attended (record, "kept") ? "met" : is_attended (record, "missed") ? "overdue" : unsaid ? "waiting" : NULL,
                                at, unsaid ? _("Was it kept? Write it down") : attendance);
    }
}

static void
add_treatment (HwThemeCard        *card,
               const HwCase       *case_,
               const HwCaseRecord *treatment,
               gint64              now)
{
  g_autofree char *id = hw_id_to_string (&treatment->id);
  g_autofree char *kind = hw_record_words_dup_field (treatment, HW_RECORD_TREATMENT, NULL);
  g_autofree char *provider = hw_record_words_dup_field (treatment, HW_RECORD_PROVIDER, hw_theme_card_get_session (card));
  g_autofree char *heading = provider != NULL ? g_strdup_printf (_("Treatment: %s · %s"), kind, provider) : g_strdup_printf (_("Treatment: %s"), kind);
  const char *style;
  g_autofree char *state = dup_state (treatment, &style);
  g_autofree char *name = g_strdup_printf (_("Appointment: %s"), heading);
  GtkWidget *line = hw_theme_card_add_record (card, treatment, g_str_equal (style, "met") ? "object-select-symbolic" : "alarm-symbolic", style, heading, state);

  hw_theme_card_add_button (line, _("Appointment…"), name, "case.add-to",
                            g_variant_new ("(sss)", hw_case_record_kind_to_string (HW_CASE_RECORD_APPOINTMENT), HW_RECORD_OF, id));
  add_attendance (card, case_, id, now);
  add_appointments (card, case_, id, now);
}

/**
 * hw_before_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_before_card_fill (HwThemeCard  *card,
                     const HwCase *case_,
                     gint64        now)
{
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (record->kind == HW_CASE_RECORD_PRECONDITION)
        add_treatment (card, case_, record, now);
    }
  /* Appointments that belong to no treatment. */
  add_appointments (card, case_, NULL, now);
}
