/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-chance.h"

/* Whether a change is more than ups and downs: exact tests of counts, without
 * the normal approximation, which is wrong for the small numbers of one place. */

/* ln of n choose k, halved n times: the probability of k heads. lgamma() would write a global. */
static double
get_log_probability (guint n,
                     guint k)
{
  int sign;

  return lgamma_r (n + 1.0, &sign) - lgamma_r (k + 1.0, &sign) - lgamma_r (n - k + 1.0, &sign) - n * G_LN2;
}

/**
 * hw_binomial_p_value:
 * @recent: how many in the later time
 * @before: how many in an earlier time as long
 *
 * The exact two-sided binomial test of "as likely now as before": how probable
 * it is that chance alone divides @recent + @before at least as unevenly.
 *
 * Returns: 0 to 1; 1 if there is nothing
 */
double
hw_binomial_p_value (guint recent,
                     guint before)
{
  guint n = recent + before, few = MIN (recent, before);
  double term, sum = 0.0;

  if (recent == before)
    return 1.0;
  term = exp (get_log_probability (n, few));
  for (guint k = few; ; k--)
    {
      sum += term;
      if (k == 0 || term < sum * 1e-17)
        break;
      term *= (double) k / (n - k + 1.0);
    }
  return MIN (2.0 * sum, 1.0);
}

/* Where the probability of @k in @n is as small as or smaller than @limit, both ways. */
static double
sum_unlikely (guint  n,
              double probability,
              double limit)
{
  double sum = 0.0, log_odds = log (probability) - log1p (-probability);
  int sign;
  double log_rest = lgamma_r (n + 1.0, &sign) + n * log1p (-probability);

  for (guint k = 0; k <= n; k++)
    {
      double term = exp (log_rest + k * log_odds - lgamma_r (k + 1.0, &sign) - lgamma_r (n - k + 1.0, &sign));

      if (term <= limit)
        sum += term;
    }
  return MIN (sum, 1.0);
}

/**
 * hw_rate_p_value:
 * @count: how many in a time
 * @days: how long that is, above zero
 * @past_count: how many in another time
 * @past_days: how long that is, above zero
 *
 * The exact two-sided test of "as often as in the past" for two Poisson counts:
 * given their sum, the first is binomial (J. Przyborowski and H. Wilenski,
 * "Homogeneity of results in testing samples from Poisson series", 1940). Both
 * tails hold what is no likelier than what was seen, as R's poisson.test() does.
 *
 * Returns: 0 to 1; 1 if there is nothing
 */
double
hw_rate_p_value (guint  count,
                 double days,
                 guint  past_count,
                 double past_days)
{
  guint n = count + past_count;
  double probability = days / (days + past_days), seen;
  int sign;

  if (n == 0)
    return 1.0;
  seen = exp (lgamma_r (n + 1.0, &sign) - lgamma_r (count + 1.0, &sign) - lgamma_r (past_count + 1.0, &sign)
              + count * log (probability) + past_count * log1p (-probability));
  return sum_unlikely (n, probability, seen * (1.0 + 1e-7));
}
