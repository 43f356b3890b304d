/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-cost.h"
#include "hw-date.h"
#include "hw-report.h"

/* What a way home costs and who pays. A cost is never changed: what was wrong is
 * taken back by a record of its own, in part or whole. */

/**
 * hw_cost_sum_free:
 * @sum: (transfer full) (nullable): a sum
 */
void
hw_cost_sum_free (HwCostSum *sum)
{
  if (sum == NULL)
    return;
  g_free (sum->who);
  g_free (sum);
}

static gboolean
is_reversal (const HwCaseRecord *cost)
{
  return hw_case_record_get (cost, HW_RECORD_REVERSES) != NULL;
}

/* How much @reversal takes back of @cost; nothing where it names another one. */
static gint64
get_taken_back (const HwCaseRecord *reversal,
                const HwCaseRecord *cost,
                const HwMoney      *money)
{
  HwMoney back;
  HwId reversed;

  if (!hw_id_parse (hw_case_record_get (reversal, HW_RECORD_REVERSES), &reversed) || !hw_id_equal (&reversed, &cost->id) ||
      !hw_money_parse (hw_case_record_get (reversal, HW_RECORD_AMOUNT), &back) || !g_str_equal (back.currency, money->currency))
    return 0;
  return back.minor;
}

/**
 * hw_cost_get_left:
 * @self: a case
 * @cost: one of its costs
 * @left: (out): the amount less everything that was taken back of it, never below nought
 *
 * Returns: whether @cost is a cost, with an amount, and no reversal
 */
gboolean
hw_cost_get_left (const HwCase       *self,
                  const HwCaseRecord *cost,
                  HwMoney            *left)
{
  const HwCaseRecord *other;

  if (cost->kind != HW_CASE_RECORD_COST || is_reversal (cost) || !hw_money_parse (hw_case_record_get (cost, HW_RECORD_AMOUNT), left))
    return FALSE;
  for (guint at = 0; (other = hw_case_next_record (self, HW_CASE_RECORD_COST, &at)) != NULL;)
    if (is_reversal (other))
      left->minor -= get_taken_back (other, cost, left);
  left->minor = MAX (left->minor, 0);
  return TRUE;
}

/**
 * hw_cost_is_standing:
 * @self: a case
 * @cost: one of its costs
 *
 * Returns: whether @cost is no reversal and was not taken back as a whole; what
 *   costs nothing stands too
 */
gboolean
hw_cost_is_standing (const HwCase       *self,
                     const HwCaseRecord *cost)
{
  HwMoney left, whole;

  return hw_cost_get_left (self, cost, &left) &&
         (left.minor > 0 || (hw_money_parse (hw_case_record_get (cost, HW_RECORD_AMOUNT), &whole) && whole.minor == 0));
}

/**
 * hw_cost_is_approved:
 * @cost: a cost
 * @now: the time that counts as now, µs UTC
 *
 * Returns: whether somebody approved it by name, on a day that has come
 */
gboolean
hw_cost_is_approved (const HwCaseRecord *cost,
                     gint64              now)
{
  return hw_case_record_get (cost, HW_RECORD_APPROVED_BY) != NULL &&
         hw_date_has_come (hw_case_record_get (cost, HW_RECORD_APPROVED_ON), now);
}

static HwCostSum *
find_sum (GPtrArray  *sums,
          const char *who,
          const char *currency)
{
  HwCostSum *sum;

  for (guint i = 0; i < sums->len; i++)
    {
      sum = sums->pdata[i];
      if (g_str_equal (sum->who, who) && g_str_equal (sum->money.currency, currency))
        return sum;
    }

  sum = g_new0 (HwCostSum, 1);
  sum->who = g_strdup (who);
  g_strlcpy (sum->money.currency, currency, sizeof sum->money.currency);
  g_ptr_array_add (sums, sum);
  return sum;
}

static void
add_case (GPtrArray    *sums,
          const HwCase *self,
          const char   *by,
          gint64        now)
{
  const HwCaseRecord *cost;
  HwMoney left;

  for (guint at = 0; (cost = hw_case_next_record (self, HW_CASE_RECORD_COST, &at)) != NULL;)
    {
      const char *who = hw_case_record_get (cost, by);
      HwCostSum *sum;

      if (who == NULL || !hw_cost_is_standing (self, cost) || !hw_cost_get_left (self, cost, &left))
        continue;
      sum = find_sum (sums, who, left.currency);
      sum->money.minor += left.minor;
      if (hw_cost_is_approved (cost, now))
        sum->approved += left.minor;
    }
}

static int
compare_sums (gconstpointer a,
              gconstpointer b)
{
  const HwCostSum *one = *(const HwCostSum * const *) a, *other = *(const HwCostSum * const *) b;
  int order = g_strcmp0 (one->who, other->who);

  return order != 0 ? order : g_strcmp0 (one->money.currency, other->money.currency);
}

/**
 * hw_cost_sum:
 * @cases: (element-type HwCase): cases
 * @by: %HW_RECORD_PAYER or %HW_RECORD_WHAT
 * @now: the time that counts as now, µs UTC
 *
 * Adds up what is left of all costs, apart for each payer (or each thing paid
 * for) and each currency; currencies are never added to one another.
 *
 * Returns: (transfer full) (element-type HwCostSum): the sums, by name and currency
 */
GPtrArray *
hw_cost_sum (GPtrArray  *cases,
             const char *by,
             gint64      now)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_cost_sum_free);

  for (guint i = 0; i < cases->len; i++)
    add_case (sums, cases->pdata[i], by, now);
  g_ptr_array_sort (sums, compare_sums);
  return sums;
}

/**
 * hw_cost_sum_case:
 * @self: a case
 * @by: %HW_RECORD_PAYER or %HW_RECORD_WHAT
 * @now: the time that counts as now, µs UTC
 *
 * Returns: (transfer full) (element-type HwCostSum): as hw_cost_sum(), of one case
 */
GPtrArray *
hw_cost_sum_case (const HwCase *self,
                  const char   *by,
                  gint64        now)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_cost_sum_free);

  add_case (sums, self, by, now);
  g_ptr_array_sort (sums, compare_sums);
  return sums;
}

/**
 * hw_cost_get_usual_payer:
 * @what: (nullable): a choice of %HW_RECORD_WHAT
 *
 * The project pays treatment and social work here and the journey; what is
 * there is the home country's to pay (DOMAIN, "Who pays").
 *
 * Returns: %HW_PAYER_PROJECT or %HW_PAYER_HOME_COUNTRY
 */
const char *
hw_cost_get_usual_payer (const char *what)
{
  return g_strcmp0 (what, "treatment-home") == 0 || g_strcmp0 (what, "housing-home") == 0 ? HW_PAYER_HOME_COUNTRY : HW_PAYER_PROJECT;
}

/**
 * hw_cost_get_payer_words:
 * @payer: who pays, as it is kept
 *
 * Returns: words for the payers that are always there; @payer itself else
 */
const char *
hw_cost_get_payer_words (const char *payer)
{
  if (g_strcmp0 (payer, HW_PAYER_PROJECT) == 0)
    return _("The project");
  if (g_strcmp0 (payer, HW_PAYER_HOME_COUNTRY) == 0)
    return _("The home country");
  return payer;
}

/**
 * hw_cost_check_reversal:
 * @self: a case
 * @reversal: what is to be recorded
 * @error: (nullable): return location for an error of %HW_REPORT_ERROR
 *
 * Returns: whether @reversal names a cost of @self of which, in that currency,
 *   as much is left
 */
gboolean
hw_cost_check_reversal (const HwCase       *self,
                        const HwCaseRecord *reversal,
                        GError            **error)
{
  const HwCaseRecord *cost = hw_case_find_record (self, HW_CASE_RECORD_COST, hw_case_record_get (reversal, HW_RECORD_REVERSES));
  HwMoney left, back;

  if (cost == NULL || !hw_cost_get_left (self, cost, &left))
    g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                         _("What is to be taken back is no cost of this person. Nothing was recorded: choose it from the list."));
  else if (!hw_money_parse (hw_case_record_get (reversal, HW_RECORD_AMOUNT), &back) || !g_str_equal (back.currency, left.currency))
    g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                 _("The cost is in %s. Nothing was recorded: take it back in the same currency."), left.currency);
  else if (back.minor > left.minor)
    {
      g_autofree char *most = hw_money_format (&left);

      g_set_error (error, HW_REPORT_ERROR, HW_REPORT_ERROR_VALUE,
                   _("Of this cost %s is left. Nothing was recorded: take back no more than that."), most);
    }
  else
    return TRUE;
  return FALSE;
}
