/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-date-reader.h"

/* Any text as a date in every order, its second half as the time of day. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static GTimeZone *zone = NULL;
  g_autofree char *whole = g_strndup ((const char *) data, size);
  g_autofree char *date = g_strndup ((const char *) data, size / 2);
  g_autofree char *time_of_day = g_strndup ((const char *) data + size / 2, size - size / 2);
  HwDateForm form = hw_date_form_of (whole);
  gboolean readable = FALSE;

  if (zone == NULL)
    zone = g_time_zone_new_identifier ("Europe/Copenhagen");
  for (HwDateOrder order = HW_DATE_ORDER_UNKNOWN; order <= HW_DATE_ORDER_YMD; order++)
    {
      g_autoptr (HwDateReader) reader = hw_date_reader_new (order, order == HW_DATE_ORDER_MDY ? NULL : zone);
      gint64 time, precision;

      readable |= hw_date_reader_read (reader, whole, NULL, &time, &precision);
      hw_date_reader_read (reader, date, time_of_day, &time, &precision);
    }
  /* What is said to have a form can be read in some order. */
  g_assert_true (readable || form == HW_DATE_FORM_NONE || form == HW_DATE_FORM_TIME);
  return 0;
}
