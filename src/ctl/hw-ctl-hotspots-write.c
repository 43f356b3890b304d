/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-csv-writer.h"
#include "hw-ctl-hotspots.h"
#include "hw-ctl-json.h"
#include "hw-report-csv-writer.h"

/* Hot-spots as text, JSON, GeoJSON and CSV. A hot-spot holds numbers, places and
 * times only: nothing of a person, a nationality or a language can be in it. */

static const char *const distances[] = { "within_50_m", "within_250_m", "within_1000_m" };
static const guint windows_days[] = { 7, 28, 60, 180 };
static const char *const directions[] = { "N", "NE", "E", "SE", "S", "SW", "W", "NW" };

gboolean
hw_ctl_spots_format_from_string (const char       *name,
                                 HwCtlSpotsFormat *format)
{
  static const char *const names[] = { "text", "json", "geojson", "csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      {
        *format = (HwCtlSpotsFormat) i;
        return TRUE;
      }
  return FALSE;
}

static const char *
name_trend (int trend)
{
  return trend < 0 ? "falling" : trend > 0 ? "rising" : "steady";
}

/* The day of a change is one of UTC. */
static char *
format_day (gint64 day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (day / G_USEC_PER_SEC);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

/* -- JSON, and the properties of GeoJSON -- */

static void
add_time (JsonBuilder *builder,
          const char  *name,
          gint64       time)
{
  g_autofree char *text = hw_format_time_utc (time);

  hw_ctl_json_add_string (builder, name, text);
}

static void
add_numbers (JsonBuilder *builder,
             const guint *numbers,
             guint        n)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    json_builder_add_int_value (builder, numbers[i]);
  json_builder_end_array (builder);
}

static void
add_change (JsonBuilder           *builder,
            const HwHotSpotChange *change)
{
  g_autofree char *day = format_day (change->day);

  json_builder_begin_object (builder);
  hw_ctl_json_add_string (builder, "day", day);
  hw_ctl_json_add_string (builder, "what", hw_hot_spot_change_kind_to_string (change->kind));
  hw_ctl_json_add_int (builder, "before", change->before);
  hw_ctl_json_add_int (builder, "now", change->now);
  if (change->kind == HW_HOT_SPOT_MOVED)
    {
      hw_ctl_json_add_double (builder, "metres", change->distance_m);
      hw_ctl_json_add_string (builder, "direction", directions[change->direction & 7]);
    }
  if (!hw_id_is_nil (&change->other))
    {
      g_autofree char *other = hw_id_to_string (&change->other);

      hw_ctl_json_add_string (builder, "other", other);
    }
  json_builder_end_object (builder);
}

static void
add_history (JsonBuilder     *builder,
             const HwHotSpot *spot)
{
  g_autofree char *identity = hw_id_to_string (&spot->identity);
  g_autofree char *born = format_day (spot->born);

  hw_ctl_json_add_string (builder, "identity", identity);
  if (spot->born != 0)
    hw_ctl_json_add_string (builder, "born", born);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; spot->changes != NULL && i < spot->changes->len; i++)
    add_change (builder, &g_array_index (spot->changes, HwHotSpotChange, i));
  json_builder_end_array (builder);
}

static void
add_counts (JsonBuilder     *builder,
            const HwHotSpot *spot)
{
  hw_ctl_json_add_double (builder, "weight", spot->weight);
  hw_ctl_json_add_double (builder, "score", spot->score);
  hw_ctl_json_add_int (builder, "reports", spot->reports);
  hw_ctl_json_add_int (builder, "contacts", spot->contacts);
  hw_ctl_json_add_int (builder, "verified", spot->verified);
  hw_ctl_json_add_int (builder, "only_reported", spot->rumoured);
  hw_ctl_json_add_int (builder, "not_looked_for", spot->unmet);
  hw_ctl_json_add_int (builder, "people_met", spot->people_met);
}

/* Counts are of 7, 28, 60 and 180 days; the rhythm is Monday to Sunday, 0 to 23 o'clock. */
static void
add_reasons (JsonBuilder     *builder,
             const HwHotSpot *spot)
{
  hw_ctl_json_add_int (builder, "last_14_days", spot->recent);
  hw_ctl_json_add_int (builder, "14_days_before", spot->before);
  hw_ctl_json_add_int (builder, "trend", spot->trend);
  hw_ctl_json_add_double (builder, "p_value", spot->p_value);
  if (spot->expected >= 0)
    {
      hw_ctl_json_add_double (builder, "expected_in_14_days", spot->expected);
      hw_ctl_json_add_double (builder, "expected_p_value", spot->past_p_value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      json_builder_set_member_name (builder, distances[i]);
      add_numbers (builder, spot->counts[i], G_N_ELEMENTS (spot->counts[i]));
    }
  json_builder_set_member_name (builder, "weeks");
  add_numbers (builder, spot->weeks, G_N_ELEMENTS (spot->weeks));
  json_builder_set_member_name (builder, "rhythm");
  json_builder_begin_array (builder);
  for (guint day = 0; day < G_N_ELEMENTS (spot->rhythm); day++)
    add_numbers (builder, spot->rhythm[day], G_N_ELEMENTS (spot->rhythm[day]));
  json_builder_end_array (builder);
}

static void
add_hot_spot (JsonBuilder     *builder,
              const HwHotSpot *spot)
{
  json_builder_begin_object (builder);
  hw_ctl_json_add_int (builder, "rank", spot->rank);
  hw_ctl_json_add_double (builder, "latitude", spot->centre.latitude);
  hw_ctl_json_add_double (builder, "longitude", spot->centre.longitude);
  add_counts (builder, spot);
  add_time (builder, "first", spot->first);
  add_time (builder, "last", spot->last);
  add_reasons (builder, spot);
  add_history (builder, spot);
  json_builder_end_object (builder);
}

static char *
finish_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_strconcat (text, "\n", NULL);
}

static char *
write_json (GPtrArray *spots)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  json_builder_set_member_name (builder, "hotspots");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spots->len; i++)
    add_hot_spot (builder, g_ptr_array_index (spots, i));
  json_builder_end_array (builder);
  return finish_json (builder);
}

/* A closed ring, counter-clockwise, as RFC 7946 has it. */
static void
add_hull (JsonBuilder  *builder,
          const GArray *hull)
{
  hw_ctl_json_add_string (builder, "type", "Polygon");
  json_builder_set_member_name (builder, "coordinates");
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  for (guint i = 0; i <= hull->len; i++)
    {
      const HwPoint *corner = &g_array_index (hull, HwPoint, i % hull->len);

      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, corner->longitude);
      json_builder_add_double_value (builder, corner->latitude);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_array (builder);
}

static char *
write_geojson (GPtrArray *spots)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  hw_ctl_json_add_string (builder, "type", "FeatureCollection");
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spots->len; i++)
    {
      const HwHotSpot *spot = g_ptr_array_index (spots, i);

      json_builder_begin_object (builder);
      hw_ctl_json_add_string (builder, "type", "Feature");
      json_builder_set_member_name (builder, "geometry");
      json_builder_begin_object (builder);
      add_hull (builder, spot->hull);
      json_builder_end_object (builder);
      json_builder_set_member_name (builder, "properties");
      add_hot_spot (builder, spot);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return finish_json (builder);
}

/* -- CSV -- */

static void
add_cell (HwCsvWriter *writer,
          const char  *format,
          double       number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  hw_csv_writer_add_plain (writer, g_ascii_formatd (text, sizeof text, format, number));
}

static void
write_csv_heading (HwCsvWriter *writer)
{
  static const char *const names[] = {
    "rank", "identity", "born", "latitude", "longitude", "score", "weight", "reports", "contacts", "verified", "only_reported",
    "not_looked_for", "people_met", "first", "last", "trend", "p_value", "last_14_days", "14_days_before"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    hw_csv_writer_add_plain (writer, names[i]);
  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    for (guint window = 0; window < G_N_ELEMENTS (windows_days); window++)
      {
        g_autofree char *name = g_strdup_printf ("%s_%u_days", distances[i], windows_days[window]);

        hw_csv_writer_add_plain (writer, name);
      }
  hw_csv_writer_end_row (writer, NULL, NULL);
}

static void
write_csv_row (HwCsvWriter     *writer,
               const HwHotSpot *spot)
{
  const guint counts[] = { spot->reports, spot->contacts, spot->verified, spot->rumoured, spot->unmet, spot->people_met };
  g_autofree char *identity = hw_id_to_string (&spot->identity);
  g_autofree char *born = spot->born != 0 ? format_day (spot->born) : g_strdup ("");
  g_autofree char *first = hw_format_time_utc (spot->first);
  g_autofree char *last = hw_format_time_utc (spot->last);

  add_cell (writer, "%.0f", spot->rank);
  hw_csv_writer_add_plain (writer, identity);
  hw_csv_writer_add_plain (writer, born);
  add_cell (writer, "%.7f", spot->centre.latitude);
  add_cell (writer, "%.7f", spot->centre.longitude);
  add_cell (writer, "%.3f", spot->score);
  add_cell (writer, "%.9g", spot->weight);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    add_cell (writer, "%.0f", counts[i]);
  hw_csv_writer_add_plain (writer, first);
  hw_csv_writer_add_plain (writer, last);
  hw_csv_writer_add_plain (writer, name_trend (spot->trend));
  add_cell (writer, "%.6g", spot->p_value);
  add_cell (writer, "%.0f", spot->recent);
  add_cell (writer, "%.0f", spot->before);
  for (guint i = 0; i < G_N_ELEMENTS (spot->counts); i++)
    for (guint window = 0; window < G_N_ELEMENTS (spot->counts[i]); window++)
      add_cell (writer, "%.0f", spot->counts[i][window]);
  hw_csv_writer_end_row (writer, NULL, NULL);
}

/* Writing into memory cannot fail. */
static char *
write_csv (GPtrArray *spots)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (HwCsvWriter) writer = hw_csv_writer_new (stream);

  write_csv_heading (writer);
  for (guint i = 0; i < spots->len; i++)
    write_csv_row (writer, g_ptr_array_index (spots, i));
  hw_csv_writer_flush (writer, NULL, NULL);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

/* -- text -- */

static const char *
translate_trend (int trend)
{
  return trend < 0 ? _("falling") : trend > 0 ? _("rising") : _("steady");
}

static char *
write_text (GPtrArray *spots)
{
  GString *text = g_string_new (NULL);

  if (spots->len == 0)
    {
      g_string_append_printf (text, "%s\n", _("No place has that many reports within that distance and time."));
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, "%4s  %22s  %7s  %8s  %8s  %-10s  %-10s  %s\n", "#", _("place"), _("score"), _("reports"), _("contacts"),
                          _("since"), _("last"), _("trend"));
  for (guint i = 0; i < spots->len; i++)
    {
      const HwHotSpot *spot = g_ptr_array_index (spots, i);
      g_autofree char *last = hw_format_time_utc (spot->last);
      g_autofree char *since = spot->born != 0 ? format_day (spot->born) : g_strdup ("");
      char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (latitude, sizeof latitude, "%.5f", spot->centre.latitude);
      g_ascii_formatd (longitude, sizeof longitude, "%.5f", spot->centre.longitude);
      g_string_append_printf (text, "%4u  %10s, %10s  %7.1f  %8u  %8u  %-10s  %.10s  %s\n", spot->rank, latitude, longitude, spot->score,
                              spot->rumoured, spot->verified, since, last, translate_trend (spot->trend));
    }
  return g_string_free (text, FALSE);
}

char *
hw_ctl_spots_write (HwCtlSpotsFormat  format,
                    GPtrArray        *spots)
{
  switch (format)
    {
    case HW_CTL_SPOTS_JSON:
      return write_json (spots);
    case HW_CTL_SPOTS_GEOJSON:
      return write_geojson (spots);
    case HW_CTL_SPOTS_CSV:
      return write_csv (spots);
    case HW_CTL_SPOTS_TEXT:
    default:
      return write_text (spots);
    }
}
