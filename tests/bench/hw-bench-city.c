/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "hw-bench-city.h"

/* A made-up city of 40 km: 70 % of its reports are in hot-spots that are 10 to
 * 80 m wide (a standard deviation), 30 % are anywhere. The same seed gives the
 * same city on every machine. Benchmarks and their peers share it as a CSV file
 * `id,lat,lon,time,note`; such a file may also come from elsewhere, with times
 * as ISO 8601 or as seconds since 1970. */

#define SIDE_M 40000.0
#define IN_SPOTS 0.7
#define METRES_PER_DEGREE 111195.0
#define MIDDLE_LATITUDE 51.5
#define MIDDLE_LONGITUDE (-0.1)
#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  double x, y, sigma;   /* metres from the city's middle */
} Spot;

static const char *const where[] = { "doorway", "bus shelter", "underpass", "car park", "church porch", "tent", "station", "bridge" };
static const char *const what[] = { "one person", "two people", "someone asleep", "sleeping bag", "cardboard", "with a dog", "seems cold", "seen again" };

static double
draw_normal (GRand *random)
{
  double u = 1.0 - g_rand_double (random), v = g_rand_double (random);

  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * v);
}

static double
draw_side (GRand *random)
{
  return (g_rand_double (random) - 0.5) * SIDE_M;
}

static Spot *
make_spots (GRand *random,
            guint  n_spots)
{
  Spot *spots = g_new (Spot, n_spots);

  for (guint i = 0; i < n_spots; i++)
    {
      spots[i].x = draw_side (random);
      spots[i].y = draw_side (random);
      spots[i].sigma = 10.0 + 70.0 * g_rand_double (random);
    }
  return spots;
}

static HwPoint
draw_place (GRand      *random,
            const Spot *spots,
            guint       n_spots)
{
  double x, y;
  HwPoint place;

  if (g_rand_double (random) < IN_SPOTS)
    {
      const Spot *spot = &spots[g_rand_int_range (random, 0, (gint32) n_spots)];

      x = spot->x + spot->sigma * draw_normal (random);
      y = spot->y + spot->sigma * draw_normal (random);
    }
  else
    {
      x = draw_side (random);
      y = draw_side (random);
    }
  place.latitude = MIDDLE_LATITUDE + y / METRES_PER_DEGREE;
  place.longitude = MIDDLE_LONGITUDE + x / (METRES_PER_DEGREE * cos (MIDDLE_LATITUDE * G_PI / 180.0));
  return hw_point_round (&place);
}

static HwBenchCity *
new_city (guint n_points)
{
  HwBenchCity *self = g_new0 (HwBenchCity, 1);

  self->points = g_array_sized_new (FALSE, TRUE, sizeof (HwIndexPoint), n_points);
  return self;
}

/* Two years of reports up to HW_BENCH_CITY_NOW; @n_spots: HW_BENCH_CITY_SPOTS, or HW_BENCH_CITY_DENSE_SPOTS for the dense one. */
HwBenchCity *
hw_bench_city_new (guint32 seed,
                   guint   n_points,
                   guint   n_spots)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autofree Spot *spots = make_spots (random, n_spots);
  HwBenchCity *self = new_city (n_points);

  for (guint i = 0; i < n_points; i++)
    {
      HwIndexPoint point = { .row = i + 1, .kind = HW_KIND_REPORT, .people = 1 };

      point.point = draw_place (random, spots, n_spots);
      point.time = HW_BENCH_CITY_NOW - SECOND * (gint64) (g_rand_double (random) * HW_BENCH_CITY_DAYS * 86400.0);
      point.status = (guint8) g_rand_int_range (random, 0, HW_N_COUNTED_STATUSES);
      g_array_append_val (self->points, point);
    }
  return self;
}

void
hw_bench_city_free (HwBenchCity *self)
{
  g_array_unref (self->points);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

/* -- CSV -- */

static void
write_point (FILE               *file,
             const HwIndexPoint *point,
             const char         *note)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (point->time / SECOND);
  g_autofree char *written = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  g_auto (GStrv) parts = NULL;
  g_autofree char *quoted = NULL;
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  if (note == NULL)
    quoted = g_strdup_printf ("%s, %s", what[point->row % 8], where[point->row / 8 % 8]);
  else
    {
      parts = g_strsplit (note, "\"", -1);
      quoted = g_strjoinv ("\"\"", parts);
    }
  g_ascii_formatd (latitude, sizeof latitude, "%.7f", point->point.latitude);
  g_ascii_formatd (longitude, sizeof longitude, "%.7f", point->point.longitude);
  fprintf (file, "%" G_GINT64_FORMAT ",%s,%s,%s,\"%s\"\n", point->row, latitude, longitude, written, quoted);
}

gboolean
hw_bench_city_write (const HwBenchCity  *self,
                     const char         *path,
                     GError            **error)
{
  FILE *file = fopen (path, "w");
  gboolean is_whole;

  if (file != NULL)
    {
      fputs ("id,lat,lon,time,note\n", file);
      for (guint i = 0; i < self->points->len; i++)
        write_point (file, &g_array_index (self->points, HwIndexPoint, i), self->notes != NULL ? g_ptr_array_index (self->notes, i) : NULL);
      is_whole = !ferror (file);
      if (fclose (file) == 0 && is_whole)
        return TRUE;
    }
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "The city could not be written: %s", g_strerror (errno));
  return FALSE;
}

/* Takes the next field of a CSV record; @at then is behind it and its comma or line end. Returns whether the record ends. */
static gboolean
take_field (const char **at,
            const char  *end,
            GString     *field)
{
  gboolean is_quoted = FALSE;

  g_string_truncate (field, 0);
  for (; *at < end; (*at)++)
    {
      char c = **at;

      if (c == '"' && is_quoted && *at + 1 < end && (*at)[1] == '"')
        g_string_append_c (field, *(*at)++);
      else if (c == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (c == ',' || c == '\n'))
        break;
      else if (c != '\r' || is_quoted)
        g_string_append_c (field, c);
    }
  if (*at == end)
    return TRUE;
  return *(*at)++ == '\n';
}

static gint64
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (strchr (text, '-') == NULL || strchr (text, '-') == text)
    return (gint64) (g_ascii_strtod (text, NULL) * (double) SECOND);
  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL ? g_date_time_to_unix (time) * SECOND : 0;
}

static void
take_record (HwBenchCity *self,
             const char **at,
             const char  *end,
             GString     *field)
{
  HwIndexPoint point = { .row = self->points->len + 1, .kind = HW_KIND_REPORT, .people = 1, .point = HW_POINT_UNKNOWN };
  gboolean is_over = FALSE;
  g_autofree char *note = NULL;

  for (guint column = 0; !is_over; column++)
    {
      is_over = take_field (at, end, field);
      if (column == 0)
        point.row = g_ascii_strtoll (field->str, NULL, 10);
      else if (column == 1)
        point.point.latitude = g_ascii_strtod (field->str, NULL);
      else if (column == 2)
        point.point.longitude = g_ascii_strtod (field->str, NULL);
      else if (column == 3)
        point.time = parse_time (field->str);
      else if (column == 4)
        note = g_strdup (field->str);
    }
  if (!hw_point_is_valid (&point.point))
    return;
  g_array_append_val (self->points, point);
  g_ptr_array_add (self->notes, note != NULL ? g_steal_pointer (&note) : g_strdup (""));
}

/* Reads `id,lat,lon,time,note` with a line of names on top; records without a place are left out. */
HwBenchCity *
hw_bench_city_read (const char  *path,
                    GError     **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (GString) field = g_string_new (NULL);
  HwBenchCity *self;
  const char *at, *end;

  if (file == NULL)
    return NULL;
  self = new_city (0);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  at = g_mapped_file_get_contents (file);
  end = at + g_mapped_file_get_length (file);
  while (at < end && !take_field (&at, end, field))
    continue;
  while (at < end)
    take_record (self, &at, end, field);
  return self;
}

/* What a benchmark was asked for: `PROGRAM [FILE.csv | SEED]`; seed 1 if nothing is said. Ends the program if the file cannot be read. */
HwBenchCity *
hw_bench_city_from_args (int    argc,
                         char **argv,
                         guint  n_points,
                         guint  n_spots)
{
  g_autoptr (GError) error = NULL;
  HwBenchCity *self;
  guint64 seed;

  if (argc < 2)
    return hw_bench_city_new (1, n_points, n_spots);
  if (g_ascii_string_to_unsigned (argv[1], 10, 0, G_MAXUINT32, &seed, NULL))
    return hw_bench_city_new ((guint32) seed, n_points, n_spots);
  self = hw_bench_city_read (argv[1], &error);
  if (self == NULL)
    {
      g_printerr ("The city could not be read: %s\nUsage: %s [FILE.csv | SEED]\n", error->message, argv[0]);
      exit (EXIT_FAILURE);
    }
  return self;
}
