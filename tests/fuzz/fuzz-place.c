/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <math.h>

#include "hw-number.h"
#include "hw-place.h"

/* Any text as a place, as one angle and as a number: what is read lies on the earth. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *text = g_utf8_make_valid (bytes, -1);
  const HwPoint nearby = { 51.5, -0.1 };
  HwPlace place;
  double degrees, number;
  g_autoptr (GError) error = NULL;

  if (hw_place_parse (text, NULL, &place, &error))
    g_assert_true (hw_point_is_valid (&place.point));
  else
    g_assert_nonnull (error);
  if (hw_place_parse (text, &nearby, &place, NULL))
    g_assert_true (hw_point_is_valid (&place.point));
  hw_place_parse_angle (text, TRUE, &degrees, NULL);
  hw_place_parse_angle (text, FALSE, &degrees, NULL);
  if (hw_number_parse (text, &number, NULL))
    g_assert_true (size > 300 || number == g_ascii_strtod (text, NULL));
  return 0;
}
