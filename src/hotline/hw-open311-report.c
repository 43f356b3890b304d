/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

#include "hw-number.h"
#include "hw-open311-answer.h"

/* A request of another system as a report. GeoReport tells when somebody wrote,
 * which is nearly when they saw; where, in either way; and what, in words. Who it was is not
 * told, and they are answered by the system they wrote to. The words are kept as
 * they came: nothing is guessed out of them. */

#define METRES_PER_DEGREE 111320.0
#define HOUR_US           (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define WRITTEN_US        (3 * HOUR_US)      /* between seeing and writing, either way */
#define UNTOLD_US         (24 * HOUR_US)     /* where the request does not say when it was made */

/* The first time by which nobody can have written to such a server. */
#define EARLIEST_US (G_GINT64_CONSTANT (631152000) * G_USEC_PER_SEC)

/**
 * hw_open311_dup_source_id:
 * @jurisdiction: the jurisdiction, or the name of the server's machine
 * @request_id: the service_request_id
 *
 * Returns: (transfer full): the number of that request in the other system, as a report keeps it
 */
char *
hw_open311_dup_source_id (const char *jurisdiction,
                          const char *request_id)
{
  return g_strdup_printf ("open311:%s:%s", jurisdiction, request_id);
}

/**
 * hw_open311_get_time:
 * @request: a request
 * @name: of the field
 * @dates: knows the zone of a time that names none
 *
 * Returns: µs UTC; 0 where it is not said or cannot be read
 */
gint64
hw_open311_get_time (const HwOpen311Node *request,
                     const char          *name,
                     HwDateReader        *dates)
{
  const char *text = hw_open311_node_get_text (request, name);
  gint64 time, precision;

  return text != NULL && hw_date_reader_read (dates, text, NULL, &time, &precision) && time >= EARLIEST_US ? time : 0;
}

static double
precision_of_decimals (guint n_decimals)
{
  return CLAMP (METRES_PER_DEGREE / 2 * pow (10, -(double) n_decimals), 1, METRES_PER_DEGREE / 2);
}

/* (0, 0) stands for "not known". */
static void
read_point (const HwOpen311Node *request,
            HwReport            *report)
{
  const char *latitude = hw_open311_node_get_text (request, "lat");
  const char *longitude = hw_open311_node_get_text (request, "long");
  guint n_latitude, n_longitude;
  HwPoint point;

  if (latitude == NULL || longitude == NULL || !hw_number_parse (latitude, &point.latitude, &n_latitude) ||
      !hw_number_parse (longitude, &point.longitude, &n_longitude))
    return;
  if (fabs (point.latitude) > 90 || fabs (point.longitude) > 180 || (point.latitude == 0 && point.longitude == 0))
    return;
  report->point = point;
  report->point_precision_m = precision_of_decimals (MIN (n_latitude, n_longitude));
}

static char *
shorten (GString *words)
{
  if (g_utf8_strlen (words->str, -1) > HW_REPORT_MAX_TEXT)
    {
      char *end = g_utf8_offset_to_pointer (words->str, HW_REPORT_MAX_TEXT - 1);

      g_string_truncate (words, end - words->str);
      g_string_append (words, "…");
    }
  return g_string_free (words, FALSE);
}

static void
add_words (GString    *words,
           const char *separator,
           const char *text)
{
  if (text == NULL)
    return;
  if (words->len > 0)
    g_string_append (words, separator);
  g_string_append (words, text);
}

static char *
dup_place (const HwOpen311Node *request)
{
  static const char *const fields[] = { "address", "address_string", "zipcode" };
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = hw_open311_node_get_text (request, fields[i]);

      if (text != NULL && strstr (words->str, text) == NULL)
        add_words (words, ", ", text);
    }
  return shorten (words);
}

/* Of the attributes and notes that some servers add: "label: value". */
static void
add_extra (const HwOpen311Node *node,
           GString             *words)
{
  const char *value = hw_open311_node_get_text (node, "value");
  const char *label = hw_open311_node_get_text (node, "label");

  if (value == NULL)
    value = hw_open311_node_get_text (node, "description");
  if (label == NULL)
    label = hw_open311_node_get_text (node, "name");
  if (value == NULL)
    return;
  add_words (words, "\n", label != NULL ? label : value);
  if (label != NULL)
    g_string_append_printf (words, ": %s", value);
}

static void
add_extras (const HwOpen311Node *request,
            const char          *name,
            GString             *words)
{
  const HwOpen311Node *extras = hw_open311_node_find (request, name);

  for (guint i = 0; extras != NULL && extras->children != NULL && i < extras->children->len; i++)
    add_extra (g_ptr_array_index (extras->children, i), words);
}

static char *
dup_words (const HwOpen311Node *request)
{
  GString *words = g_string_new (NULL);

  add_words (words, "\n", hw_open311_node_get_text (request, "service_name"));
  add_words (words, "\n", hw_open311_node_get_text (request, "description"));
  add_words (words, "\n", hw_open311_node_get_text (request, "status_notes"));
  add_extras (request, "attributes", words);
  add_extras (request, "notes", words);
  add_words (words, "\n", hw_open311_node_get_text (request, "media_url"));
  return shorten (words);
}

/* The same request is the same report on every laptop of the team that polls. */
static HwId
make_id (const char *source_id)
{
  HwId id;

  crypto_generichash (id.bytes, sizeof id.bytes, (const guint8 *) source_id, strlen (source_id), NULL, 0);
  return id;
}

/**
 * hw_open311_make_report:
 * @request: a request
 * @jurisdiction: the jurisdiction, or the name of the server's machine
 * @dates: knows the zone of a time that names none
 * @now: µs UTC
 * @error: return location: %HW_REPORT_ERROR
 *
 * Returns: (transfer full) (nullable): the report that is to be checked by somebody, or why it cannot be one
 */
HwReport *
hw_open311_make_report (const HwOpen311Node  *request,
                        const char           *jurisdiction,
                        HwDateReader         *dates,
                        gint64                now,
                        GError              **error)
{
  g_autofree char *source_id = hw_open311_dup_source_id (jurisdiction, hw_open311_node_get_text (request, "service_request_id"));
  g_autofree char *place = dup_place (request);
  g_autofree char *words = dup_words (request);
  gint64 requested_at = hw_open311_get_time (request, "requested_datetime", dates);
  HwReport report = {
    .id = make_id (source_id), .channel = HW_CHANNEL_OTHER_SYSTEM, .status = HW_REPORT_TO_BE_CHECKED,
    .received_at = requested_at != 0 ? requested_at : now, .seen_at = requested_at != 0 ? requested_at : now,
    .seen_precision = requested_at != 0 ? WRITTEN_US : UNTOLD_US, .point = HW_POINT_UNKNOWN,
    .place = *place != '\0' ? place : NULL, .worries = *words != '\0' ? words : NULL, .source_id = source_id
  };

  read_point (request, &report);
  if (!hw_report_check (&report, now, error))
    return NULL;
  return hw_report_new (&report);
}
