/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-cost.h"
#include "hw-costs-card.h"
#include "hw-record-words.h"

/* What was spent and who pays: a sum for each payer and currency, then every
 * cost. A cost is never taken away; what was wrong is taken back by a record of
 * its own. */

static char *
dup_payer (HwThemeCard *card,
           const char  *payer)
{
  HwId id;

  if (payer != NULL && hw_id_parse (payer, &id))
    return hw_record_words_dup_partner (hw_theme_card_get_session (card), payer);
  return g_strdup (hw_cost_get_payer_words (payer));
}

static void
add_sums (HwThemeCard  *card,
          const HwCase *case_,
          gint64        now)
{
  g_autoptr (GPtrArray) sums = hw_cost_sum_case (case_, HW_RECORD_PAYER, now);

  for (guint i = 0; i < sums->len; i++)
    {
      const HwCostSum *sum = sums->pdata[i];
      g_autofree char *payer = dup_payer (card, sum->who);
      g_autofree char *amount = hw_money_format (&sum->money);
      HwMoney approved = sum->money;
      g_autofree char *approved_words = NULL;
      g_autofree char *heading = g_strdup_printf ("%s: %s", payer, amount);
      g_autofree char *under = NULL;

      approved.minor = sum->approved;
      approved_words = hw_money_format (&approved);
      under = sum->approved == sum->money.minor ? g_strdup (_("all of it approved")) : g_strdup_printf (_("%s of it approved"), approved_words);
      hw_theme_card_add_line (card, sum->approved == sum->money.minor ? "object-select-symbolic" : "alarm-symbolic",
                              sum->approved == sum->money.minor ? "met" : "waiting", heading, under);
    }
}

static char *
dup_under (HwThemeCard        *card,
           const HwCaseRecord *cost,
           gboolean            standing,
           gint64              now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *approved = hw_record_words_dup_field (cost, HW_RECORD_APPROVED_ON, NULL);
  const char *reason = hw_case_record_get (cost, HW_RECORD_REASON);

  g_ptr_array_add (parts, dup_payer (card, hw_case_record_get (cost, HW_RECORD_PAYER)));
  g_ptr_array_add (parts, hw_case_words_dup_day (cost->happened_at, now));
  if (approved != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("approved %s by %s"), approved, hw_case_record_get (cost, HW_RECORD_APPROVED_BY)));
  if (reason != NULL)
    g_ptr_array_add (parts, g_strdup (reason));
  if (!standing)
    g_ptr_array_add (parts, g_strdup (_("taken back")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
add_cost (HwThemeCard        *card,
          const HwCase       *case_,
          const HwCaseRecord *cost,
          gint64              now)
{
  gboolean reversal = hw_case_record_get (cost, HW_RECORD_REVERSES) != NULL;
  gboolean standing = reversal || hw_cost_is_standing (case_, cost);
  g_autofree char *id = hw_id_to_string (&cost->id);
  g_autofree char *what = hw_record_words_dup_field (cost, HW_RECORD_WHAT, NULL);
  g_autofree char *amount = hw_record_words_dup_field (cost, HW_RECORD_AMOUNT, NULL);
  g_autofree char *heading = g_strdup_printf (reversal ? _("%s: %s taken back") : "%s: %s", what, amount);
  g_autofree char *under = dup_under (card, cost, standing, now);
  g_autofree char *name = g_strdup_printf (_("Take back: %s"), heading);
  GtkWidget *line = hw_theme_card_add_record (card, cost, reversal ? "edit-undo-symbolic" : "document-send-symbolic", NULL, heading, under);

  if (!reversal && standing)
    hw_theme_card_add_button (line, _("Take back…"), name, "case.reverse", g_variant_new_string (id));
}

/**
 * hw_costs_card_fill:
 * @card: the card
 * @case_: a case
 * @now: µs UTC
 */
void
hw_costs_card_fill (HwThemeCard  *card,
                    const HwCase *case_,
                    gint64        now)
{
  add_sums (card, case_, now);
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];

      if (record->kind == HW_CASE_RECORD_COST)
        add_cost (card, case_, record, now);
    }
}
