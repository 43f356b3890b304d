/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-report-csv-writer.h"
#include "hw-report-geojson-writer.h"

#define FLUSH_AT (64 * 1024)

struct _HwReportGeojsonWriter
{
  GOutputStream *stream;   /* (owned) */
  GString       *text;     /* (owned) */
  gboolean       begun;
};

HwReportGeojsonWriter *
hw_report_geojson_writer_new (GOutputStream *stream)
{
  HwReportGeojsonWriter *self = g_new0 (HwReportGeojsonWriter, 1);

  self->stream = g_object_ref (stream);
  self->text = g_string_new (NULL);
  return self;
}

void
hw_report_geojson_writer_free (HwReportGeojsonWriter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_string (GString    *to,
               const char *text)
{
  g_string_append_c (to, '"');
  for (; *text != 0; text++)
    switch (*text)
      {
      case '"':
        g_string_append (to, "\\\"");
        break;
      case '\\':
        g_string_append (to, "\\\\");
        break;
      case '\n':
        g_string_append (to, "\\n");
        break;
      default:
        if ((guchar) *text < 0x20)
          g_string_append_printf (to, "\\u%04x", *text);
        else
          g_string_append_c (to, *text);
      }
  g_string_append_c (to, '"');
}

static void
append_member (GString    *to,
               const char *name,
               const char *text)
{
  if (text == NULL || *text == 0)
    return;
  if (to->str[to->len - 1] != '{')
    g_string_append_c (to, ',');
  append_string (to, name);
  g_string_append_c (to, ':');
  append_string (to, text);
}

static void
append_geometry (GString       *to,
                 const HwPoint *point)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  if (point->latitude == HW_POINT_UNKNOWN.latitude)
    {
      g_string_append (to, "null");
      return;
    }
  g_string_append_printf (to, "{\"type\":\"Point\",\"coordinates\":[%s,%s]}",
                          g_ascii_formatd (longitude, sizeof longitude, "%.7f", point->longitude),
                          g_ascii_formatd (latitude, sizeof latitude, "%.7f", point->latitude));
}

static void
append_properties (GString        *to,
                   const HwReport *report)
{
  g_autofree char *id = hw_id_to_string (&report->id);
  g_autofree char *seen_at = hw_format_time_utc (report->seen_at);

  g_string_append_c (to, '{');
  append_member (to, "homeward_id", id);
  append_member (to, "seen_at", seen_at);
  append_member (to, "place", report->place);
  if (report->people > 0)
    g_string_append_printf (to, ",\"people\":%u", report->people);
  append_member (to, "age_group", hw_age_group_to_string (report->age));
  append_member (to, "appearance", report->appearance);
  append_member (to, "worries", report->worries);
  append_member (to, "channel", hw_channel_to_string (report->channel));
  append_member (to, "status", hw_report_status_to_string (report->status));
  append_member (to, "outcome", report->outcome);
  append_member (to, "source_id", report->source_id);
  g_string_append_c (to, '}');
}

static gboolean
flush (HwReportGeojsonWriter  *self,
       GCancellable           *cancellable,
       GError                **error)
{
  gboolean good = g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, error);

  g_string_truncate (self->text, 0);
  return good;
}

static void
begin_feature (HwReportGeojsonWriter *self)
{
  g_string_append (self->text, self->begun ? ",\n" : "{\"type\":\"FeatureCollection\",\"features\":[\n");
  self->begun = TRUE;
}

gboolean
hw_report_geojson_writer_write (HwReportGeojsonWriter  *self,
                                const HwReport         *report,
                                GCancellable           *cancellable,
                                GError                **error)
{
  begin_feature (self);
  g_string_append (self->text, "{\"type\":\"Feature\",\"geometry\":");
  append_geometry (self->text, &report->point);
  g_string_append (self->text, ",\"properties\":");
  append_properties (self->text, report);
  g_string_append_c (self->text, '}');
  return self->text->len < FLUSH_AT || flush (self, cancellable, error);
}

gboolean
hw_report_geojson_writer_finish (HwReportGeojsonWriter  *self,
                                 GCancellable           *cancellable,
                                 GError                **error)
{
  if (!self->begun)
    g_string_append (self->text, "{\"type\":\"FeatureCollection\",\"features\":[");
  g_string_append (self->text, "\n]}\n");
  return flush (self, cancellable, error);
}
