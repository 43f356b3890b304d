/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-follow-up-card.h"
#include "hw-follow-up.h"
#include "hw-record-words.h"

/* What comes after the return: the follow-ups by their day, each with its
 * attempts and the situation in three dimensions; whether somebody was seen here
 * again; and that the plan was looked at within a month. */

static const char *
get_style (HwFollowUpState state)
{
  switch (state)
    {
    case HW_FOLLOW_UP_DONE: return "met";
    case HW_FOLLOW_UP_OVERDUE: return "overdue";
    case HW_FOLLOW_UP_DUE: case HW_FOLLOW_UP_ATTEMPTED: return "waiting";
    case HW_FOLLOW_UP_WAITS: case HW_FOLLOW_UP_GIVEN_UP:
    default: return NULL;
    }
}

static const char *
get_title (guint days)
{
  const HwFieldSpec *spec = hw_case_record_find_field (HW_CASE_RECORD_FOLLOW_UP, HW_RECORD_DAYS);

  for (const HwFieldChoice *choice = spec->choices; choice->value != NULL; choice++)
    if (g_ascii_strtoull (choice->value, NULL, 10) == days)
      return _(choice->words);
  return "";
}

static char *
dup_under (const HwFollowUp *follow_up,
           gint64            now)
{
  g_autofree char *day = hw_case_words_dup_date_of (follow_up->due_at, now);
  const char *reason = follow_up->moved != NULL ? hw_case_record_get (follow_up->moved, HW_RECORD_REASON) : NULL;
  GString *under = g_string_new (NULL);

  g_string_append_printf (under, _("%s · %s"), day, hw_follow_up_state_get_words (follow_up->state));
  if (follow_up->attempts > 0)
    g_string_append_printf (under, g_dngettext (GETTEXT_PACKAGE, " · %u attempt", " · %u attempts", follow_up->attempts), follow_up->attempts);
  if (reason != NULL)
    g_string_append_printf (under, _("\nmoved: %s"), reason);
  return g_string_free (under, FALSE);
}

static void
add_buttons (GtkWidget        *line,
             const HwFollowUp *follow_up)
{
  g_autofree char *days = g_strdup_printf ("%u", follow_up->days);
  const char *title = get_title (follow_up->days);
  g_autofree char *attempt = g_strdup_printf (_("Attempt: %s"), title);
  g_autofree char *move = g_strdup_printf (_("Move to another day: %s"), title);
  GtkWidget *button;

  if (hw_follow_up_is_closed (follow_up))
    return;
  hw_theme_card_add_button (line, _("Attempt…"), attempt, "case.add-to",
                            g_variant_new ("(sss)", hw_case_record_kind_to_string (HW_CASE_RECORD_FOLLOW_UP), HW_RECORD_DAYS, days));
  button = hw_theme_card_add_button (line, NULL, move, "case.add-to",
                                     g_variant_new ("(sss)", hw_case_record_kind_to_string (HW_CASE_RECORD_FOLLOW_UP_DATE), HW_RECORD_DAYS, days));
  gtk_button_set_icon_name (GTK_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, move);
}

static void
append_situation (GString            *words,
                  const HwCaseRecord *attempt,
                  const char         *field)
{
  const HwFieldSpec *spec = hw_case_record_find_field (HW_CASE_RECORD_FOLLOW_UP, field);
  g_autofree char *value = hw_record_words_dup_field (attempt, field, NULL);

  if (value != NULL)
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? " · " : "", _(spec->words), value);
}

static void
add_attempt (HwThemeCard        *card,
             const HwCaseRecord *attempt,
             gint64              now)
{
  g_autofree char *day = hw_case_words_dup_day (attempt->happened_at, now);
  g_autofree char *outcome = hw_record_words_dup_field (attempt, HW_RECORD_OUTCOME, NULL);
  g_autofree char *payer = hw_record_words_dup_field (attempt, HW_RECORD_PAYER, hw_theme_card_get_session (card));
  g_autofree char *heading = g_strdup_printf ("%s · %s", day, outcome);
  const char *learnt = hw_case_record_get (attempt, HW_RECORD_WORDS);
  const char *reason = hw_case_record_get (attempt, HW_RECORD_REASON);
  GString *under = g_string_new (NULL);
  g_autofree char *words = NULL;

  append_situation (under, attempt, HW_RECORD_ECONOMIC);
  append_situation (under, attempt, HW_RECORD_SOCIAL);
  append_situation (under, attempt, HW_RECORD_PSYCHOSOCIAL);
  if (payer != NULL)
    g_string_append_printf (under, _("%spays: %s"), under->len > 0 ? " · " : "", payer);
  if (learnt != NULL)
    g_string_append_printf (under, "%s%s", under->len > 0 ? "\n" : "", learnt);
  if (reason != NULL)
    g_string_append_printf (under, _("%snothing more: %s"), under->len > 0 ? "\n" : "", reason);
  words = g_string_free (under, FALSE);
  hw_theme_card_add_record (card, attempt, "call-start-symbolic", NULL, heading, words);
}

static void
add_follow_up (HwThemeCard      *card,
               const HwCase     *case_,
               const HwFollowUp *follow_up,
               gint64            now)
{
  g_autofree char *under = dup_under (follow_up, now);
  const char *style = get_style (follow_up->state);
  GtkWidget *line = hw_theme_card_add_line (card, follow_up->state == HW_FOLLOW_UP_DONE ? "object-select-symbolic" : "task-due-symbolic",
                                            style, get_title (follow_up->days), under);

  add_buttons (line, follow_up);
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];

      if (record->kind == HW_CASE_RECORD_FOLLOW_UP && g_ascii_strtoull (hw_case_record_get (record, HW_RECORD_DAYS), NULL, 10) == follow_up->days)
        add_attempt (card, record, now);
    }
}

static void
add_seen_again (HwThemeCard  *card,
                const HwCase *case_,
                gint64        now)
{
  gint64 first, last;
  guint n = hw_case_seen_again (case_, &first, &last);
  g_autofree char *heading = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *under = NULL;

  if (n == 0)
    return;
  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Seen here again, %u time", "Seen here again, %u times", n), n);
  from = hw_case_words_dup_day (first, now);
  to = hw_case_words_dup_day (last, now);
  under = n == 1 ? g_strdup (from) : g_strdup_printf (_("first %s, last %s"), from, to);
  hw_theme_card_add_line (card, "weather-clear-night-symbolic", "waiting", heading, under);
}

static void
add_reviews (HwThemeCard  *card,
             const HwCase *case_,
             gint64        now)
{
  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];
      g_autofree char *day = NULL;
      g_autofree char *heading = NULL;

      if (record->kind != HW_CASE_RECORD_PLAN_REVIEW)
        continue;
      day = hw_case_words_dup_day (record->happened_at, now);
      heading = g_strdup_printf (_("Plan looked at again %s"), day);
      hw_theme_card_add_record (card, record, "object-select-symbolic", "met", heading, hw_case_record_get (record, HW_RECORD_WORDS));
    }
}

/**
 * hw_follow_up_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_follow_up_card_fill (HwThemeCard  *card,
                        const HwCase *case_,
                        gint64        now)
{
  HwFollowUp follow_ups[HW_N_FOLLOW_UPS];
  guint n = hw_follow_up_list (case_, now, follow_ups);

  add_seen_again (card, case_, now);
  for (guint i = 0; i < n; i++)
    add_follow_up (card, case_, &follow_ups[i], now);
  add_reviews (card, case_, now);
}
