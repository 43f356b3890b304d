/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-date-reader.h"

/* Dates as people and programs write them. A date is cut into its parts first,
 * without deciding which number is the day; hw_date_form_of() judges the parts
 * for the survey of a column, and the reader puts them together in the order
 * that was decided on. */

#define SECOND_US G_GINT64_CONSTANT (1000000)
#define DAY_S     G_GINT64_CONSTANT (86400)
#define N_CACHED  512

/* What a text is made of. */
typedef struct
{
  int      numbers[3];     /* in the order of the text; a month's name is its number */
  int      n_digits[3];
  int      named_month;    /* which of the three was a name, -1: none */
  gboolean is_epoch;
  gboolean has_date;
  gboolean has_time;
  gboolean has_seconds;
  gboolean has_zone;
  int      hour, minute, second, micro;
  int      zone_s;
  gint64   epoch;          /* µs */
} Parts;

/* One local day whose offset from UTC does not change within it. */
typedef struct { gint64 day; gint32 offset; gboolean valid; } CachedDay;

struct _HwDateReader
{
  HwDateOrder order;
  GTimeZone  *zone;        /* (owned) (nullable) */
  CachedDay   cache[N_CACHED];
};

/* -- words -- */

static const char *const month_stems[12][3] = {
  { "jan" }, { "feb" }, { "mar", "m\303\244r" }, { "apr" }, { "may", "maj", "mai" }, { "jun" },
  { "jul" }, { "aug" }, { "sep" }, { "oct", "okt" }, { "nov" }, { "dec", "dez" }
};

static const char *const weekday_stems[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", "man", "tir", "ons", "tor", "fre", "l\303\270r", "s\303\270n" };

static gsize
count_letters (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalpha (text[n]) || (text[n] & 0x80) != 0)
    n++;
  return n;
}

static int
find_month (const char *word,
            gsize       length)
{
  if (length < 3)
    return 0;
  for (int month = 0; month < 12; month++)
    for (int i = 0; i < 3 && month_stems[month][i] != NULL; i++)
      if (g_ascii_strncasecmp (word, month_stems[month][i], strlen (month_stems[month][i])) == 0)
        return month + 1;
  return 0;
}

static gboolean
is_weekday (const char *word,
            gsize       length)
{
  if (length < 3)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (weekday_stems); i++)
    if (g_ascii_strncasecmp (word, weekday_stems[i], strlen (weekday_stems[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_word (const char *word,
         gsize       length,
         const char *expected)
{
  return length == strlen (expected) && g_ascii_strncasecmp (word, expected, length) == 0;
}

/* -- numbers -- */

/* Reads up to nine digits; gives how many there were. */
static int
read_digits (const char **at,
             int         *number)
{
  int n = 0;

  *number = 0;
  while (n < 9 && g_ascii_isdigit (**at))
    {
      *number = *number * 10 + (*(*at)++ - '0');
      n++;
    }
  return n;
}

static void
skip_blanks (const char **at)
{
  while (g_ascii_isspace (**at))
    (*at)++;
}

static int
read_two (const char *at)
{
  if (!g_ascii_isdigit (at[0]) || !g_ascii_isdigit (at[1]))
    return -1;
  return (at[0] - '0') * 10 + at[1] - '0';
}

/* -- a time of day -- */

static void
read_fraction (const char **at,
               Parts       *parts)
{
  int scale = 100000;

  if ((**at != '.' && **at != ',') || !g_ascii_isdigit ((*at)[1]))
    return;
  for ((*at)++; g_ascii_isdigit (**at); (*at)++, scale /= 10)
    parts->micro += (**at - '0') * scale;
}

/* "PM", "p.m."; TRUE also where there is nothing of the kind. */
static gboolean
read_half_of_day (const char **at,
                  Parts       *parts)
{
  const char *from = *at;
  char half;

  skip_blanks (&from);
  half = g_ascii_tolower (*from);
  if (half != 'a' && half != 'p')
    return TRUE;
  from++;
  if (*from == '.')
    from++;
  if (g_ascii_tolower (*from) != 'm')
    return TRUE;
  from++;
  if (*from == '.')
    from++;
  if (g_ascii_isalpha (*from))
    return TRUE;
  if (parts->hour < 1 || parts->hour > 12)
    return FALSE;
  parts->hour = parts->hour % 12 + (half == 'p' ? 12 : 0);
  *at = from;
  return TRUE;
}

/* "Z", "UTC", "+01:00", "+0100", "+01". Other abbreviations mean different zones in different countries. */
static gboolean
read_zone (const char **at,
           Parts       *parts)
{
  const char *from = *at;
  gsize n_letters;
  int hours, minutes = 0, sign;

  skip_blanks (&from);
  n_letters = count_letters (from);
  if (n_letters > 0)
    {
      if (!is_word (from, n_letters, "Z") && !is_word (from, n_letters, "UTC") && !is_word (from, n_letters, "GMT"))
        return FALSE;
      from += n_letters;
      parts->has_zone = TRUE;
    }
  if (*from == '+' || *from == '-')
    {
      sign = *from++ == '-' ? -1 : 1;
      hours = read_two (from);
      if (hours < 0 || hours > 14)
        return FALSE;
      from += 2;
      if (*from == ':')
        from++;
      if (g_ascii_isdigit (*from))
        {
          minutes = read_two (from);
          if (minutes < 0 || minutes > 59)
            return FALSE;
          from += 2;
        }
      parts->zone_s = sign * (hours * 3600 + minutes * 60);
      parts->has_zone = TRUE;
    }
  if (parts->has_zone)
    *at = from;
  return TRUE;
}

/* "22:15", "22.15.07", "10 PM", to the end of the text. */
static gboolean
read_time (const char *at,
           Parts      *parts)
{
  int n, number;
  gboolean has_minutes = FALSE;
  const char *before_half;

  n = read_digits (&at, &parts->hour);
  if (n < 1 || n > 2)
    return FALSE;
  if ((*at == ':' || *at == '.') && (number = read_two (at + 1)) >= 0)
    {
      parts->minute = number;
      at += 3;
      has_minutes = TRUE;
      if ((*at == ':' || *at == '.') && (number = read_two (at + 1)) >= 0)
        {
          parts->second = number;
          parts->has_seconds = TRUE;
          at += 3;
          read_fraction (&at, parts);
        }
    }
  before_half = at;
  if (!read_half_of_day (&at, parts) || (!has_minutes && at == before_half))
    return FALSE;
  if (!read_zone (&at, parts))
    return FALSE;
  skip_blanks (&at);
  parts->has_time = TRUE;
  /* 60 is a leap second, and 24:00 the end of a day. */
  return *at == 0 && parts->minute <= 59 && parts->second <= 60
         && (parts->hour <= 23 || (parts->hour == 24 && parts->minute == 0 && parts->second == 0));
}

static gboolean
read_time_after_date (const char *at,
                      Parts      *parts)
{
  gsize n_letters;

  while (g_ascii_isspace (*at) || *at == ',')
    at++;
  n_letters = count_letters (at);
  if (is_word (at, n_letters, "T") || is_word (at, n_letters, "at") || is_word (at, n_letters, "kl"))
    at += n_letters;
  while (g_ascii_isspace (*at) || *at == '.')
    at++;
  return *at == 0 || read_time (at, parts);
}

/* -- a date -- */

/* The commonest form by far, in a few steps: 2019-03-04, 2019-03-04T22:15:00... */
static gboolean
read_iso (const char *text,
          Parts      *parts)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3])
      || text[4] != '-' || read_two (text + 5) < 0 || text[7] != '-' || read_two (text + 8) < 0 || g_ascii_isdigit (text[10]))
    return FALSE;
  parts->numbers[0] = read_two (text) * 100 + read_two (text + 2);
  parts->numbers[1] = read_two (text + 5);
  parts->numbers[2] = read_two (text + 8);
  parts->n_digits[0] = 4;
  parts->n_digits[1] = parts->n_digits[2] = 2;
  parts->has_date = TRUE;
  return read_time_after_date (text + 10, parts);
}

/* Digits alone: 20190304, 20190304221500, or a count since 1970. */
static gboolean
read_plain_number (const char *text,
                   gsize       n_digits,
                   Parts      *parts)
{
  gint64 number;

  if (n_digits == 8 || n_digits == 12 || n_digits == 14)
    {
      parts->numbers[0] = read_two (text) * 100 + read_two (text + 2);
      parts->numbers[1] = read_two (text + 4);
      parts->numbers[2] = read_two (text + 6);
      parts->n_digits[0] = 4;
      parts->n_digits[1] = parts->n_digits[2] = 2;
      parts->has_date = TRUE;
      parts->has_time = n_digits > 8;
      parts->has_seconds = n_digits == 14;
      parts->hour = n_digits > 8 ? read_two (text + 8) : 0;
      parts->minute = n_digits > 8 ? read_two (text + 10) : 0;
      parts->second = n_digits == 14 ? read_two (text + 12) : 0;
      return parts->hour <= 23 && parts->minute <= 59 && parts->second <= 60;
    }
  if (n_digits != 9 && n_digits != 10 && n_digits != 13 && n_digits != 16)
    return FALSE;
  number = g_ascii_strtoll (text, NULL, 10);
  parts->is_epoch = TRUE;
  parts->epoch = n_digits == 16 ? number : n_digits == 13 ? number * 1000 : number * SECOND_US;
  return TRUE;
}

/* "1551737700.5", "1.5517377E12" are what some programs make of a number; "20190304T221500Z" is ISO's basic form. */
static gboolean
read_after_number (const char *text,
                   gsize       n_digits,
                   Parts      *parts)
{
  const char *rest = text + n_digits;

  if (*rest == 0)
    return read_plain_number (text, n_digits, parts);
  if (*rest == '.' && n_digits >= 9)
    {
      gsize n_fraction = strspn (rest + 1, "0123456789");

      return rest[1 + n_fraction] == 0 && read_plain_number (text, n_digits, parts);
    }
  if (n_digits == 8 && (*rest == 'T' || *rest == 't' || *rest == ' ') && read_two (rest + 1) >= 0 && read_two (rest + 3) >= 0)
    {
      char spread[32];
      gsize n = strspn (rest + 1, "0123456789");

      if (!read_plain_number (text, 8, parts) || (n != 4 && n != 6) || strlen (rest + 1 + n) > 12)
        return FALSE;
      g_snprintf (spread, sizeof spread, n == 4 ? "%.2s:%.2s%.0s%s" : "%.2s:%.2s:%.2s%s", rest + 1, rest + 3, rest + 5, rest + 1 + n);
      return read_time (spread, parts);
    }
  return FALSE;
}

/* One of the three parts of a date: a number, or the name of a month. */
static gboolean
read_part (const char **at,
           int          i,
           Parts       *parts)
{
  gsize n_letters = count_letters (*at);

  if (n_letters > 0)
    {
      parts->numbers[i] = find_month (*at, n_letters);
      if (parts->numbers[i] == 0 || parts->named_month >= 0)
        return FALSE;
      parts->named_month = i;
      *at += n_letters;
      return TRUE;
    }
  parts->n_digits[i] = read_digits (at, &parts->numbers[i]);
  if (parts->n_digits[i] < 1 || parts->n_digits[i] > 4 || parts->n_digits[i] == 3)
    return FALSE;
  /* "March 4th". */
  n_letters = count_letters (*at);
  if (is_word (*at, n_letters, "st") || is_word (*at, n_letters, "nd") || is_word (*at, n_letters, "rd") || is_word (*at, n_letters, "th"))
    *at += n_letters;
  return TRUE;
}

static gboolean
read_three_parts (const char *at,
                  Parts      *parts)
{
  gsize n_letters = count_letters (at);

  if (n_letters > 0 && find_month (at, n_letters) == 0)
    {
      if (!is_weekday (at, n_letters))
        return FALSE;
      at += n_letters;
      while (g_ascii_isspace (*at) || *at == ',' || *at == '.')
        at++;
    }
  for (int i = 0; i < 3; i++)
    {
      if (!read_part (&at, i, parts))
        return FALSE;
      if (i == 2)
        break;
      if (strchr ("/-., ", *at) == NULL || *at == 0)
        return FALSE;
      while (*at != 0 && strchr ("/-., ", *at) != NULL)
        at++;
    }
  parts->has_date = TRUE;
  return read_time_after_date (at, parts);
}

static gboolean
take_apart (const char *text,
            Parts      *parts)
{
  gsize n_digits;

  memset (parts, 0, sizeof *parts);
  parts->named_month = -1;
  skip_blanks (&text);
  /* Nothing that is a date is longer, and most of what is no date starts with something else. */
  if (strnlen (text, 64) == 64)
    return FALSE;
  if (!g_ascii_isdigit (*text) && count_letters (text) == 0)
    return FALSE;
  if (read_iso (text, parts))
    return TRUE;
  memset (parts, 0, sizeof *parts);
  parts->named_month = -1;
  n_digits = strspn (text, "0123456789");
  if (n_digits >= 8)
    return read_after_number (text, n_digits, parts);
  return read_three_parts (text, parts);
}

/* -- putting it together -- */

static int
full_year (int year,
           int n_digits)
{
  if (n_digits > 2)
    return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/* Days since 1970-01-01 in the Gregorian calendar: the algorithm of Howard Hinnant, "chrono-compatible low-level date algorithms". */
static gint64
days_from_civil (int year,
                 int month,
                 int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static gboolean
is_day_of_calendar (int year,
                    int month,
                    int day)
{
  static const int lengths[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
    return FALSE;
  return !(month == 2 && day == 29) || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

/* Which of the three numbers is the year, the month and the day. */
static gboolean
assign_parts (const Parts *parts,
              HwDateOrder  order,
              int         *year,
              int         *month,
              int         *day)
{
  const int *n = parts->numbers;

  if (parts->n_digits[0] == 4 || (parts->named_month < 0 && order == HW_DATE_ORDER_YMD))
    {
      *year = full_year (n[0], parts->n_digits[0]);
      *month = n[1];
      *day = n[2];
    }
  else if (parts->named_month == 0 || (parts->named_month < 0 && order == HW_DATE_ORDER_MDY))
    {
      *month = n[0];
      *day = n[1];
      *year = full_year (n[2], parts->n_digits[2]);
    }
  else
    {
      *day = n[0];
      *month = n[1];
      *year = full_year (n[2], parts->n_digits[2]);
    }
  return is_day_of_calendar (*year, *month, *day);
}

static gint32
offset_at (GTimeZone *zone,
           gint64     local_s)
{
  gint64 adjusted = local_s;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &adjusted);

  /* In the hour that spring leaves out the zone moves the time to the next one that exists. */
  return g_time_zone_get_offset (zone, interval) - (gint32) (adjusted - local_s);
}

static gint64
local_to_utc (HwDateReader *self,
              gint64        day,
              gint64        second)
{
  gint64 local = day * DAY_S + second;
  CachedDay *cached = &self->cache[(guint64) day % N_CACHED];

  if (self->zone == NULL)
    return local;
  if (cached->valid && cached->day == day)
    return local - cached->offset;
  cached->offset = offset_at (self->zone, day * DAY_S);
  cached->day = day;
  cached->valid = cached->offset == offset_at (self->zone, (day + 1) * DAY_S);
  return local - (cached->valid ? cached->offset : offset_at (self->zone, local));
}

static gboolean
put_together (HwDateReader *self,
              const Parts  *parts,
              gint64       *time,
              gint64       *precision)
{
  int year, month, day;
  gint64 days, second;

  if (!assign_parts (parts, self->order, &year, &month, &day))
    return FALSE;
  days = days_from_civil (year, month, day);
  second = parts->has_time ? parts->hour * 3600 + parts->minute * 60 + parts->second : DAY_S / 2;
  if (parts->has_zone)
    *time = (days * DAY_S + second - parts->zone_s) * SECOND_US + parts->micro;
  else
    *time = local_to_utc (self, days, second) * SECOND_US + parts->micro;
  *precision = !parts->has_time ? DAY_S / 2 * SECOND_US : parts->has_seconds ? 0 : 30 * SECOND_US;
  return TRUE;
}

HwDateReader *
hw_date_reader_new (HwDateOrder  order,
                    GTimeZone   *zone)
{
  HwDateReader *self = g_new0 (HwDateReader, 1);

  self->order = order;
  self->zone = zone != NULL ? g_time_zone_ref (zone) : NULL;
  return self;
}

void
hw_date_reader_free (HwDateReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

static gboolean
take_time_of_day (const char *text,
                  Parts      *parts)
{
  Parts other = { .named_month = -1 };
  gsize n_letters;

  skip_blanks (&text);
  n_letters = count_letters (text);
  if (is_word (text, n_letters, "kl") || is_word (text, n_letters, "T"))
    for (text += n_letters; g_ascii_isspace (*text) || *text == '.';)
      text++;
  if (*text == 0)
    return TRUE;
  if (!read_time (text, &other))
    return FALSE;
  other.numbers[0] = parts->numbers[0];
  other.numbers[1] = parts->numbers[1];
  other.numbers[2] = parts->numbers[2];
  memcpy (other.n_digits, parts->n_digits, sizeof other.n_digits);
  other.named_month = parts->named_month;
  other.has_date = TRUE;
  *parts = other;
  return TRUE;
}

gboolean
hw_date_reader_read (HwDateReader *self,
                     const char   *date,
                     const char   *time_of_day,
                     gint64       *time,
                     gint64       *precision)
{
  Parts parts;

  g_return_val_if_fail (self != NULL && date != NULL && time != NULL && precision != NULL, FALSE);

  if (!take_apart (date, &parts))
    return FALSE;
  if (parts.is_epoch)
    {
      *time = parts.epoch;
      *precision = 0;
      return TRUE;
    }
  if (time_of_day != NULL && !take_time_of_day (time_of_day, &parts))
    return FALSE;
  return put_together (self, &parts, time, precision);
}

/* -- what a cell says about its column -- */

static HwDateForm
form_of_numbers (const Parts *parts)
{
  int year, month, day;
  gboolean dmy = assign_parts (parts, HW_DATE_ORDER_DMY, &year, &month, &day);
  gboolean mdy = assign_parts (parts, HW_DATE_ORDER_MDY, &year, &month, &day);

  if (dmy && mdy)
    /* The fourth of the fourth tells nothing, and needs to tell nothing. */
    return HW_DATE_FORM_EITHER;
  if (dmy)
    return HW_DATE_FORM_DMY;
  if (mdy)
    return HW_DATE_FORM_MDY;
  /* 99-03-14: no day and no month is 99. */
  return assign_parts (parts, HW_DATE_ORDER_YMD, &year, &month, &day) ? HW_DATE_FORM_YEAR_FIRST : HW_DATE_FORM_NONE;
}

HwDateForm
hw_date_form_of (const char *text)
{
  Parts parts;
  int year, month, day;

  g_return_val_if_fail (text != NULL, HW_DATE_FORM_NONE);

  if (!take_apart (text, &parts))
    {
      Parts time = { .named_month = -1 };

      return strnlen (text, 20) < 20 && *text != 0 && take_time_of_day (text, &time) && time.has_time ? HW_DATE_FORM_TIME : HW_DATE_FORM_NONE;
    }
  if (parts.is_epoch)
    return HW_DATE_FORM_EPOCH;
  if (parts.named_month < 0 && parts.n_digits[0] != 4)
    return form_of_numbers (&parts);
  if (!assign_parts (&parts, HW_DATE_ORDER_DMY, &year, &month, &day))
    return HW_DATE_FORM_NONE;
  return parts.named_month >= 0 ? HW_DATE_FORM_MONTH_NAME : HW_DATE_FORM_YEAR_FIRST;
}
