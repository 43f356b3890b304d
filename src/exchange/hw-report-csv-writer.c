/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-csv-writer.h"
#include "hw-report-csv-writer.h"

/* The columns have names that the import knows, so that an export can be read
 * again; by "homeward_id" a report that is there already is known. */

static const char *const columns[] = {
  "homeward_id", "seen_at", "latitude", "longitude", "place", "people", "age_group", "appearance", "worries", "channel", "status", "outcome", "source_id"
};

struct _HwReportCsvWriter
{
  HwCsvWriter *csv;        /* (owned) */
  gboolean     has_header;
};

HwReportCsvWriter *
hw_report_csv_writer_new (GOutputStream *stream)
{
  HwReportCsvWriter *self = g_new0 (HwReportCsvWriter, 1);

  self->csv = hw_csv_writer_new (stream);
  return self;
}

void
hw_report_csv_writer_free (HwReportCsvWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->csv, hw_csv_writer_free);
  g_free (self);
}

char *
hw_format_time_utc (gint64 time)
{
  g_autoptr (GDateTime) seconds = NULL;
  g_autofree char *text = NULL;
  gint64 fraction = ((time % G_USEC_PER_SEC) + G_USEC_PER_SEC) % G_USEC_PER_SEC;

  if (time == 0)
    return g_strdup ("");
  seconds = g_date_time_new_from_unix_utc ((time - fraction) / G_USEC_PER_SEC);
  if (seconds == NULL)
    return g_strdup ("");
  text = g_date_time_format (seconds, "%Y-%m-%dT%H:%M:%S");
  if (fraction != 0)
    return g_strdup_printf ("%s.%06dZ", text, (int) fraction);
  return g_strconcat (text, "Z", NULL);
}

static void
add_coordinate (HwReportCsvWriter *self,
                double             degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (degrees == HW_POINT_UNKNOWN.latitude)
    hw_csv_writer_add_plain (self->csv, "");
  else
    hw_csv_writer_add_plain (self->csv, g_ascii_formatd (text, sizeof text, "%.7f", degrees));
}

static void
add_people (HwReportCsvWriter *self,
            guint              people)
{
  g_autofree char *text = people > 0 ? g_strdup_printf ("%u", people) : g_strdup ("");

  hw_csv_writer_add_plain (self->csv, text);
}

static gboolean
ensure_header (HwReportCsvWriter  *self,
               GCancellable       *cancellable,
               GError            **error)
{
  if (self->has_header)
    return TRUE;
  self->has_header = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    hw_csv_writer_add_plain (self->csv, columns[i]);
  return hw_csv_writer_end_row (self->csv, cancellable, error);
}

gboolean
hw_report_csv_writer_write (HwReportCsvWriter  *self,
                            const HwReport     *report,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autofree char *id = hw_id_to_string (&report->id);
  g_autofree char *seen_at = hw_format_time_utc (report->seen_at);

  if (!ensure_header (self, cancellable, error))
    return FALSE;
  hw_csv_writer_add_plain (self->csv, id);
  hw_csv_writer_add_plain (self->csv, seen_at);
  add_coordinate (self, report->point.latitude);
  add_coordinate (self, report->point.longitude);
  hw_csv_writer_add_text (self->csv, report->place);
  add_people (self, report->people);
  hw_csv_writer_add_plain (self->csv, hw_age_group_to_string (report->age));
  hw_csv_writer_add_text (self->csv, report->appearance);
  hw_csv_writer_add_text (self->csv, report->worries);
  hw_csv_writer_add_plain (self->csv, hw_channel_to_string (report->channel));
  hw_csv_writer_add_plain (self->csv, hw_report_status_to_string (report->status));
  hw_csv_writer_add_text (self->csv, report->outcome);
  hw_csv_writer_add_text (self->csv, report->source_id);
  return hw_csv_writer_end_row (self->csv, cancellable, error);
}

gboolean
hw_report_csv_writer_finish (HwReportCsvWriter  *self,
                             GCancellable       *cancellable,
                             GError            **error)
{
  return ensure_header (self, cancellable, error) && hw_csv_writer_flush (self->csv, cancellable, error);
}
