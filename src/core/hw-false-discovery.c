/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <stdlib.h>
#include "hw-false-discovery.h"

/* Of forty thousand cells, two thousand are "significant at 5 %" when there is
 * nothing to see. Who looks at many at once must ask for more of each. */

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/**
 * hw_false_discovery_limit:
 * @p_values: (array length=n_p_values): of tests that were made together
 * @n_p_values: how many
 * @rate: which share of what is found may be found by chance, 0 to 1
 *
 * Says which of many tests found something, so that of those found at most
 * @rate are expected to be false: the step-up procedure of Y. Benjamini and
 * Y. Hochberg, "Controlling the False Discovery Rate: a Practical and Powerful
 * Approach to Multiple Testing", Journal of the Royal Statistical Society B 57,
 * 1995: the largest p with p(k) <= k / n * @rate, the values in order. It also
 * holds for tests that go along with each other, as those of neighbours do
 * (Y. Benjamini and D. Yekutieli, Annals of Statistics 29, 2001).
 *
 * Returns: the largest p-value that found something; below zero where none did
 */
double
hw_false_discovery_limit (const double *p_values,
                          gsize         n_p_values,
                          double        rate)
{
  g_autofree double *small = g_new (double, MAX (n_p_values, 1));
  gsize n_small = 0;

  /* none above the rate can be among them */
  for (gsize i = 0; i < n_p_values; i++)
    if (p_values[i] <= rate)
      small[n_small++] = p_values[i];
  qsort (small, n_small, sizeof *small, compare);
  for (gsize k = n_small; k > 0; k--)
    if (small[k - 1] <= (double) k / (double) n_p_values * rate)
      return small[k - 1];
  return -1.0;
}
