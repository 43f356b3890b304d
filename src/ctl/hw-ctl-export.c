/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-private-file.h"
#include "hw-report-writer.h"

/* export: reports in order of time, straight from the store to the file. */

typedef struct
{
  HwReportWriter *writer;
  GCancellable   *cancellable;
} Target;

static gboolean
write_report (const HwReport  *report,
              gpointer         user_data,
              GError         **error)
{
  Target *target = user_data;

  return hw_report_writer_write (target->writer, report, target->cancellable, error);
}

static gboolean
write_reports (HwCtl           *ctl,
               HwStore         *store,
               HwReportWriter  *writer,
               gint64           since,
               gint64           until,
               GError         **error)
{
  Target target = { writer, ctl->cancellable };

  return hw_store_foreach_report (store, since, until, write_report, &target, ctl->cancellable, error)
         && hw_report_writer_finish (writer, ctl->cancellable, error);
}

static void
print_count (HwCtl   *ctl,
             guint64  n)
{
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      hw_ctl_json_add_int (builder, "reports", n);
      hw_ctl_json_print (builder);
      return;
    }
  g_print (g_dngettext (GETTEXT_PACKAGE, "%lu report written\n", "%lu reports written\n", (gulong) n), (gulong) n);
}

static gboolean
export_to (HwCtl           *ctl,
           HwStore         *store,
           HwReportFormat   format,
           const char      *path,
           gint64           since,
           gint64           until,
           GError         **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);
  g_autoptr (HwReportWriter) writer = NULL;

  if (file == NULL)
    return FALSE;
  writer = hw_report_writer_new (format, hw_private_file_get_stream (file));
  if (!write_reports (ctl, store, writer, since, until, error) || g_cancellable_set_error_if_cancelled (ctl->cancellable, error))
    return FALSE;
  if (!hw_private_file_commit (file, error) || !hw_store_close (store, error))
    return FALSE;
  print_count (ctl, hw_report_writer_get_n_reports (writer));
  return TRUE;
}

gboolean
hw_ctl_export (HwCtl   *ctl,
               GStrv    args,
               GError **error)
{
  g_autofree char *format_name = NULL;
  g_autofree char *since_text = NULL;
  g_autofree char *until_text = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_name, N_("csv or geojson"), N_("FORMAT") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since_text, N_("Only what was seen from then on"), N_("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until_text, N_("Only what was seen up to then"), N_("TIME") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  gint64 since = G_MININT64, until = G_MAXINT64;
  g_autoptr (HwStore) store = NULL;
  HwReportFormat format;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --format csv|geojson --output FILE"), _("Writes reports to a file. Callers and languages are left out."), entries, 1, 1, error))
    return FALSE;
  if (!hw_report_format_from_string (format_name, &format))
    return hw_ctl_set_usage (error, _("--format takes csv or geojson"));
  if (output == NULL || *output == 0)
    return hw_ctl_set_usage (error, _("--output is missing"));
  if ((since_text != NULL && !hw_ctl_parse_time ("--since", since_text, FALSE, &since, error))
      || (until_text != NULL && !hw_ctl_parse_time ("--until", until_text, TRUE, &until, error)))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && export_to (ctl, store, format, output, since, until, error);
}
