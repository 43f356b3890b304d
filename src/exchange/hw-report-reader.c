/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

#include "hw-csv-formula.h"
#include "hw-number.h"
#include "hw-place.h"
#include "hw-point-cell.h"
#include "hw-report-reader.h"

/* One row, one report, or one reason why not. This runs a million times for a
 * large file, so what is common is done without allocating: coordinates in
 * decimal degrees, dates in ISO form, words that are used where they lie. */

#define OLD_REPORT_US (G_GINT64_CONSTANT (28) * 86400 * G_USEC_PER_SEC)

struct _HwReportReader
{
  HwImportMapping *mapping;                 /* (owned) */
  HwDateReader    *dates;                   /* (owned) */
  gint64           now;
  int              columns[HW_N_COLUMNS];   /* the first of each field, -1: none */
  gboolean         is_own_export;
  GString         *words[HW_N_COLUMNS];     /* (owned) (nullable): of fields from several columns */
  char            *plain[HW_N_COLUMNS];     /* (owned) (nullable): of a cell that had marks within */
  GByteArray      *canonical;               /* (owned): what the identity is made from */
};

HwReportReader *
hw_report_reader_new (HwImportMapping *mapping,
                      GTimeZone       *zone,
                      gint64           now)
{
  HwReportReader *self = g_new0 (HwReportReader, 1);

  self->mapping = g_object_ref (mapping);
  self->now = now;
  self->dates = hw_date_reader_new (hw_import_mapping_get_date_order (mapping), zone);
  self->canonical = g_byte_array_new ();
  for (guint field = 0; field < HW_N_COLUMNS; field++)
    self->columns[field] = -1;
  for (guint i = 0; i < mapping->shape.names->len; i++)
    {
      HwColumnField field = mapping->fields[i];

      if (self->columns[field] < 0)
        self->columns[field] = i;
      else if (self->words[field] == NULL)
        self->words[field] = g_string_new (NULL);
    }
  if (self->columns[HW_COLUMN_ID] >= 0)
    self->is_own_export = g_str_equal (g_ptr_array_index (mapping->shape.names, self->columns[HW_COLUMN_ID]), HW_EXPORT_ID_COLUMN);
  return self;
}

void
hw_report_reader_free (HwReportReader *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->mapping);
  g_clear_pointer (&self->dates, hw_date_reader_free);
  g_byte_array_unref (self->canonical);
  for (guint field = 0; field < HW_N_COLUMNS; field++)
    {
      if (self->words[field] != NULL)
        g_string_free (self->words[field], TRUE);
      g_free (self->plain[field]);
    }
  g_free (self);
}

/* -- cells -- */

/* Never NULL; "" where the row has no such cell. */
static const char *
get_cell (HwReportReader *self,
          const HwRow    *row,
          HwColumnField   field)
{
  int column = self->columns[field];

  return column >= 0 && (guint) column < row->n_cells ? row->cells[column] : "";
}

/* What programs write for "nothing". */
static gboolean
is_nothing (const char *cell)
{
  static const char *const words[] = { "null", "none", "n/a", "na", "nan", "unknown", "ukendt", "-", "?" };

  if (*cell == 0)
    return TRUE;
  if (strnlen (cell, 8) > 7)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (cell, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* An export of ours has a mark before what a spreadsheet would take for a formula. */
static const char *
without_marks (HwReportReader *self,
               const char     *cell,
               HwColumnField   field)
{
  if (!self->is_own_export || self->mapping->shape.is_geojson)
    return cell;
  if (cell[0] == '\'' && cell[1] != 0 && strchr ("=+-@\t\r", cell[1]) != NULL)
    cell++;
  g_free (self->plain[field]);
  self->plain[field] = hw_csv_restore_within (cell);
  return self->plain[field] != NULL ? self->plain[field] : cell;
}

static const char *
join_cells (HwReportReader *self,
            const HwRow    *row,
            HwColumnField   field)
{
  GString *words = self->words[field];
  const char *separator = field == HW_COLUMN_PLACE ? ", " : "\n";

  g_string_truncate (words, 0);
  for (guint i = 0; i < row->n_cells; i++)
    if (self->mapping->fields[i] == field && row->cells[i][0] != 0 && strstr (words->str, row->cells[i]) == NULL)
      {
        if (words->len > 0)
          g_string_append (words, separator);
        g_string_append (words, row->cells[i]);
      }
  return words->str;
}

/* NULL where nothing is said. */
static const char *
get_words (HwReportReader *self,
           const HwRow    *row,
           HwColumnField   field)
{
  const char *words;

  if (self->columns[field] < 0)
    return NULL;
  words = self->words[field] != NULL ? join_cells (self, row, field) : without_marks (self, get_cell (self, row, field), field);
  return *words != 0 ? words : NULL;
}

/* -- the place -- */

static double
precision_of_decimals (guint n_decimals)
{
  static const double metres[] = { 55660, 5566, 557, 56, 5.6, 1 };

  return metres[MIN (n_decimals, G_N_ELEMENTS (metres) - 1)];
}

static gboolean
read_angle (const char  *cell,
            gboolean     is_latitude,
            double      *degrees,
            double      *precision,
            char       **reason)
{
  g_autoptr (GError) error = NULL;
  guint n_decimals;

  if (hw_number_parse (cell, degrees, &n_decimals))
    {
      *precision = MAX (*precision, precision_of_decimals (n_decimals));
      return TRUE;
    }
  if (hw_place_parse_angle (cell, is_latitude, degrees, &error))
    {
      *precision = MAX (*precision, 1);
      return TRUE;
    }
  *reason = g_strdup_printf (is_latitude ? _("The latitude \"%.40s\" cannot be read") : _("The longitude \"%.40s\" cannot be read"), cell);
  return FALSE;
}

static gboolean
read_angles (HwReportReader  *self,
             const HwRow     *row,
             gboolean         has_words,
             HwReport        *report,
             char           **reason)
{
  const char *latitude = get_cell (self, row, HW_COLUMN_LATITUDE);
  const char *longitude = get_cell (self, row, HW_COLUMN_LONGITUDE);
  gboolean no_latitude = is_nothing (latitude), no_longitude = is_nothing (longitude);
  gboolean swap = self->mapping->swap;

  if (no_latitude && no_longitude)
    return TRUE;
  if (no_latitude || no_longitude)
    {
      if (has_words)
        return TRUE;
      *reason = g_strdup (no_latitude ? _("The longitude has no latitude beside it") : _("The latitude has no longitude beside it"));
      return FALSE;
    }
  return read_angle (latitude, !swap, &report->point.latitude, &report->point_precision_m, reason)
         && read_angle (longitude, swap, &report->point.longitude, &report->point_precision_m, reason);
}

static gboolean
read_point_cell (HwReportReader  *self,
                 const HwRow     *row,
                 HwReport        *report,
                 char           **reason)
{
  const char *cell = get_cell (self, row, HW_COLUMN_POINT);
  g_autoptr (GError) error = NULL;
  HwPlace place;

  if (is_nothing (cell))
    return TRUE;
  if (!hw_point_cell_parse (cell, &place, &error))
    {
      *reason = g_strdup (error->message);
      return FALSE;
    }
  report->point = place.point;
  report->point_precision_m = place.precision_m;
  return TRUE;
}

static void
swap_point (HwPoint *point)
{
  double latitude = point->latitude;

  point->latitude = point->longitude;
  point->longitude = latitude;
}

static gboolean
read_place (HwReportReader  *self,
            const HwRow     *row,
            HwReport        *report,
            char           **reason)
{
  gboolean was_zero;

  report->place = get_words (self, row, HW_COLUMN_PLACE);
  if (row->has_geometry && self->columns[HW_COLUMN_POINT] == 0)
    report->point = row->point;
  else if (self->columns[HW_COLUMN_LATITUDE] >= 0)
    {
      if (!read_angles (self, row, report->place != NULL, report, reason))
        return FALSE;
    }
  else if (self->columns[HW_COLUMN_POINT] >= 0 && !read_point_cell (self, row, report, reason))
    return FALSE;
  was_zero = report->point.latitude == 0 && report->point.longitude == 0;
  if (was_zero)
    {
      report->point = HW_POINT_UNKNOWN;
      report->point_precision_m = 0;
    }
  if (report->point.latitude != HW_POINT_UNKNOWN.latitude)
    {
      if (self->mapping->swap)
        swap_point (&report->point);
      return TRUE;
    }
  if (report->place != NULL)
    return TRUE;
  *reason = g_strdup (was_zero ? _("The coordinates are (0, 0), which stands for \"not known\", and there are no words for the place")
                               : _("There are no coordinates and no words for the place"));
  return FALSE;
}

/* -- the time -- */

static gboolean
read_time (HwReportReader  *self,
           const HwRow     *row,
           HwReport        *report,
           char           **reason)
{
  const char *date = get_cell (self, row, HW_COLUMN_SEEN_AT);
  const char *time = get_cell (self, row, HW_COLUMN_SEEN_TIME);

  if (is_nothing (date))
    {
      *reason = g_strdup (_("There is no time"));
      return FALSE;
    }
  if (hw_date_reader_read (self->dates, date, *time != 0 ? time : NULL, &report->seen_at, &report->seen_precision))
    return TRUE;
  if (*time != 0)
    *reason = g_strdup_printf (_("The time \"%.40s\" \"%.40s\" cannot be read"), date, time);
  else
    *reason = g_strdup_printf (_("The time \"%.40s\" cannot be read"), date);
  return FALSE;
}

/* -- the rest -- */

static void
read_people (HwReportReader *self,
             const HwRow    *row,
             HwReport       *report)
{
  const char *cell = get_cell (self, row, HW_COLUMN_PEOPLE);
  char *end;
  guint64 people;

  while (*cell != 0 && !g_ascii_isdigit (*cell))
    cell++;
  people = g_ascii_strtoull (cell, &end, 10);
  if (end != cell)
    report->people = MIN (people, G_MAXUINT);
}

static HwAgeGroup
age_of_years (guint64 years)
{
  return years == 0 || years > 120 ? HW_AGE_UNKNOWN : years < 18 ? HW_AGE_UNDER_18 : years <= 25 ? HW_AGE_18_25 : years < 50 ? HW_AGE_26_49 : HW_AGE_50_PLUS;
}

static void
read_age (HwReportReader *self,
          const HwRow    *row,
          HwReport       *report)
{
  const char *cell = get_cell (self, row, HW_COLUMN_AGE);
  char *end;
  guint64 years;

  if (*cell == 0 || hw_age_group_from_string (cell, &report->age))
    return;
  years = g_ascii_strtoull (cell, &end, 10);
  if (end != cell && (*end == 0 || *end == '+' || *end == '.'))
    report->age = age_of_years (years);
}

/* Words of other systems for "nothing more to do". */
static gboolean
is_closed_word (const char *cell)
{
  static const char *const words[] = { "closed", "close", "done", "completed", "complete", "resolved", "c", "lukket", "afsluttet" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (cell, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
read_status (HwReportReader *self,
             const HwRow    *row,
             HwReport       *report)
{
  const char *cell = get_cell (self, row, HW_COLUMN_STATUS);

  if (*cell != 0 && hw_report_status_from_string (cell, &report->status))
    return;
  /* Nobody goes out for what was seen four weeks ago, so old reports do not fill the queue of the hotline. */
  report->status = is_closed_word (cell) || report->seen_at < self->now - OLD_REPORT_US ? HW_REPORT_CLOSED : HW_REPORT_NEW;
}

static void
read_rest (HwReportReader *self,
           const HwRow    *row,
           HwReport       *report)
{
  read_people (self, row, report);
  read_age (self, row, report);
  read_status (self, row, report);
  report->channel = HW_CHANNEL_OTHER_SYSTEM;
  if (self->columns[HW_COLUMN_CHANNEL] >= 0)
    hw_channel_from_string (get_cell (self, row, HW_COLUMN_CHANNEL), &report->channel);
  report->appearance = get_words (self, row, HW_COLUMN_NOTE);
  report->worries = get_words (self, row, HW_COLUMN_WORRIES);
  report->caller_name = get_words (self, row, HW_COLUMN_CALLER_NAME);
  report->caller_contact = get_words (self, row, HW_COLUMN_CALLER_CONTACT);
  report->source_id = get_words (self, row, HW_COLUMN_ID);
}

/* -- the identity -- */

static void
add_number (HwReportReader *self,
            gint64          number)
{
  gint64 le = GINT64_TO_LE (number);

  g_byte_array_append (self->canonical, (const guint8 *) &le, sizeof le);
}

/* The length first, so that "ab" + "c" is not "a" + "bc". */
static void
add_words (HwReportReader *self,
           const char     *words)
{
  gsize length = words != NULL ? strlen (words) : 0;

  add_number (self, length);
  if (length > 0)
    g_byte_array_append (self->canonical, (const guint8 *) words, length);
}

/* What the row says, without what the status has become since: the same row of a later file is the same report. */
static void
make_id (HwReportReader *self,
         HwReport       *report,
         gint64          seen_at)
{
  gboolean has_point = report->point.latitude != HW_POINT_UNKNOWN.latitude;
  guint8 hash[32];

  if (self->is_own_export && report->source_id != NULL && hw_id_parse (report->source_id, &report->id))
    {
      report->source_id = NULL;
      return;
    }
  g_byte_array_set_size (self->canonical, 0);
  add_words (self, report->source_id);
  add_number (self, seen_at);
  add_number (self, report->seen_precision);
  add_number (self, has_point ? llround (report->point.latitude * 1e7) : G_MAXINT64);
  add_number (self, has_point ? llround (report->point.longitude * 1e7) : G_MAXINT64);
  add_number (self, report->people);
  add_number (self, report->age);
  add_number (self, report->channel);
  add_words (self, report->place);
  add_words (self, report->appearance);
  add_words (self, report->worries);
  add_words (self, report->caller_name);
  add_words (self, report->caller_contact);
  crypto_generichash (hash, sizeof hash, self->canonical->data, self->canonical->len, NULL, 0);
  memcpy (report->id.bytes, hash, HW_ID_LENGTH);
}

/* A report of today without an hour is put at noon, which may not have come yet. */
static void
keep_out_of_the_future (HwReportReader *self,
                        HwReport       *report)
{
  if (report->seen_precision > 0 && report->seen_at > self->now && report->seen_at - report->seen_precision <= self->now)
    report->seen_at = self->now;
}

gboolean
hw_report_reader_read (HwReportReader  *self,
                       const HwRow     *row,
                       HwReport        *report,
                       char           **reason)
{
  g_autoptr (GError) error = NULL;
  gint64 seen_at;

  g_return_val_if_fail (self != NULL && row != NULL && report != NULL && reason != NULL, FALSE);

  *report = (HwReport) { .point = HW_POINT_UNKNOWN };
  if (row->problem != NULL)
    {
      *reason = g_strdup (row->problem);
      return FALSE;
    }
  if (!read_place (self, row, report, reason) || !read_time (self, row, report, reason))
    return FALSE;
  read_rest (self, row, report);
  seen_at = report->seen_at;
  keep_out_of_the_future (self, report);
  /* The best that is known: the other system heard of it about when it was seen. */
  report->received_at = report->seen_at;
  if (!hw_report_check (report, self->now, &error))
    {
      *reason = g_strdup (error->message);
      return FALSE;
    }
  /* The time as the row has it, not as now has changed it: tomorrow it is still the same report. */
  make_id (self, report, seen_at);
  return TRUE;
}
