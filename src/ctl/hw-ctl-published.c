/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl.h"
#include "hw-private-file.h"
#include "hw-published-writer.h"

/* published: what was done about the reports of a month, for everybody to read. */

#define SEEN_BEFORE (400 * G_TIME_SPAN_DAY)   /* reports are gone through by when somebody was seen */

static gboolean
gather_cb (const HwReport  *report,
           gpointer         reports,
           GError         **error)
{
  g_ptr_array_add (reports, hw_report_ref ((HwReport *) report));
  return TRUE;
}

static gboolean
count_report (HwStore           *store,
              HwPublishedMonth  *month,
              const HwReport    *report,
              gint64             now,
              GTimeZone         *zone,
              GError           **error)
{
  HwReportDesk *desk;

  if (!hw_caller_wants_answer (report))
    {
      hw_published_month_add (month, report, 0, now, zone);
      return TRUE;
    }
  desk = hw_store_get_report_desk (store, report->row, error);
  if (desk == NULL)
    return FALSE;
  hw_published_month_add (month, report, desk->answered_at, now, zone);
  hw_report_desk_free (desk);
  return TRUE;
}

static gboolean
count_reports (HwCtl             *ctl,
               HwStore           *store,
               HwPublishedMonth  *month,
               GError           **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gint64 now = g_get_real_time (), since, until;

  hw_published_month_get_range (month, zone, &since, &until);
  if (!hw_store_foreach_report (store, since - SEEN_BEFORE, until, gather_cb, reports, ctl->cancellable, error))
    return FALSE;
  for (guint i = 0; i < reports->len; i++)
    if (!count_report (store, month, reports->pdata[i], now, zone, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_month (HwCtl                   *ctl,
             const HwPublishedMonth  *month,
             gboolean                 as_csv,
             const char              *team,
             const char              *path,
             GError                 **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);
  GOutputStream *stream = file != NULL ? hw_private_file_get_stream (file) : NULL;

  return file != NULL &&
         (as_csv ? hw_published_write_csv (month, stream, ctl->cancellable, error)
                 : hw_published_write_html (month, team, stream, ctl->cancellable, error)) &&
         hw_private_file_commit (file, error);
}

gboolean
hw_ctl_published (HwCtl   *ctl,
                  GStrv    args,
                  GError **error)
{
  g_autofree char *month_text = NULL;
  g_autofree char *format = NULL;
  g_autofree char *team = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &month_text, N_("The month in which the reports came"), N_("YYYY-MM") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("html or csv"), N_("FORMAT") },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("The name of the team, for the page"), N_("NAME") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;
  HwPublishedMonth month;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --month YYYY-MM --output FILE"), _("Writes what was done about the reports of a month, in numbers that give nobody away."), entries, 1, 1, error))
    return FALSE;
  if (month_text == NULL || !hw_published_month_parse (month_text, &month))
    return hw_ctl_set_usage (error, _("--month takes a month such as 2026-10"));
  if (format != NULL && !g_str_equal (format, "html") && !g_str_equal (format, "csv"))
    return hw_ctl_set_usage (error, _("--format takes html or csv"));
  if (output == NULL || *output == '\0')
    return hw_ctl_set_usage (error, _("--output is missing"));
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && count_reports (ctl, store, &month, error) && hw_store_close (store, error) &&
         write_month (ctl, &month, g_strcmp0 (format, "csv") == 0, team, output, error);
}
