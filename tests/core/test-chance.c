/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include "hw-chance.h"

/* The p-values are those of R 4.2.2, printed with 17 digits. */

#define TOLERANCE 1e-9

static void
test_rates_are_those_of_r (void)
{
  /* poisson.test (c (count, past), c (days, past_days))$p.value */
  static const struct { guint count; double days; guint past; double past_days, p_value; } cases[] = {
    { 18, 14, 40, 166, 2.3199993537139080e-07 },
    { 2, 14, 60, 166, 2.3679870322828928e-01 },
    { 0, 14, 30, 100, 4.4640503569038238e-02 },
    { 7, 14, 81, 166, 8.4311003432230680e-01 },
    { 5, 14, 0, 20, 1.1837107539702938e-02 },
    { 1, 14, 0, 14, 1.0000000000000000e+00 },
    { 0, 14, 1, 166, 1.0000000000000000e+00 },
    { 1, 14, 1, 166, 1.4950617283950621e-01 },
    { 3, 14, 3, 14, 1.0000000000000000e+00 },
    { 10, 14, 100, 166, 5.9125709508034519e-01 },
    { 25, 14, 100, 166, 1.0841997793575974e-05 },
    { 9, 14, 100, 166, 8.5713773577245922e-01 },
    { 50, 14, 200, 166, 6.4787337631739638e-10 },
    { 0, 14, 200, 166, 1.8512552275980711e-07 },
    { 120, 14, 1000, 166, 4.2952852805206571e-04 },
    { 60, 14, 1000, 166, 8.3106022123030487e-03 },
    { 300, 14, 2000, 166, 4.3110267332195258e-18 },
    { 1000, 14, 10000, 166, 5.1008286349136221e-07 },
    { 850, 14, 10000, 166, 8.1577617110175615e-01 },
    { 4, 7, 12, 28, 5.4260316284518439e-01 },
    { 40, 7, 12, 28, 1.6813865085369245e-18 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double p_value = hw_rate_p_value (cases[i].count, cases[i].days, cases[i].past, cases[i].past_days);

      g_assert_cmpfloat (fabs (p_value / cases[i].p_value - 1.0), <, TOLERANCE);
    }
}

static void
test_halves_are_those_of_r (void)
{
  /* binom.test (recent, recent + before)$p.value */
  static const struct { guint recent, before; double p_value; } cases[] = {
    { 0, 5, 6.2500000000000000e-02 },
    { 5, 0, 6.2500000000000000e-02 },
    { 0, 6, 3.1250000000000007e-02 },
    { 9, 1, 2.1484375000000014e-02 },
    { 3, 5, 7.2656250000000033e-01 },
    { 60, 40, 5.6887933640980867e-02 },
    { 1, 1, 1.0000000000000000e+00 },
    { 2, 7, 1.7968750000000006e-01 },
    { 12, 2, 1.2939453125000003e-02 },
    { 14, 30, 2.2628841205914827e-02 },
    { 100, 140, 1.1664092317677675e-02 },
    { 1000, 1100, 3.0720707864242414e-02 },
    { 5000, 5300, 3.2158196736452368e-03 },
    { 0, 40, 1.8189894035458589e-12 },
    { 300, 100, 2.5918869069720227e-24 },
    { 20000, 20500, 1.3153825113143829e-02 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double p_value = hw_binomial_p_value (cases[i].recent, cases[i].before);

      g_assert_cmpfloat (fabs (p_value / cases[i].p_value - 1.0), <, TOLERANCE);
    }
}

static void
test_nothing_is_no_surprise (void)
{
  g_assert_cmpfloat (hw_rate_p_value (0, 14, 0, 166), ==, 1.0);
  g_assert_cmpfloat (hw_binomial_p_value (0, 0), ==, 1.0);
}

static void
test_both_tests_agree_on_equal_times (void)
{
  for (guint recent = 0; recent < 40; recent++)
    for (guint before = 0; before < 40; before++)
      g_assert_cmpfloat_with_epsilon (hw_rate_p_value (recent, 14, before, 14), hw_binomial_p_value (recent, before), 1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chance/rates-are-those-of-r", test_rates_are_those_of_r);
  g_test_add_func ("/chance/halves-are-those-of-r", test_halves_are_those_of_r);
  g_test_add_func ("/chance/nothing-is-no-surprise", test_nothing_is_no_surprise);
  g_test_add_func ("/chance/both-tests-agree-on-equal-times", test_both_tests_agree_on_equal_times);
  return g_test_run ();
}
