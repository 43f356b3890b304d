/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-time-words.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/*
 * Reads a time as people say it on the telephone: "half an hour ago", "last
 * night", "22:30", "Friday about 3 am", "i aftes". English and Danish words are
 * both understood, always: the caller speaks as they speak, whatever language
 * the window has. The call desk shows beside the words what it understood.
 *
 * Words are read one by one into a Reading; what the parts mean together is
 * worked out at the end. A word that is not known makes the whole not
 * understood: half a meaning would be a wrong time.
 */

G_DEFINE_QUARK (hw-time-words-error-quark, hw_time_words_error)

#define MINUTE_US ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR_US   (60 * MINUTE_US)
#define DAY_US    (24 * HOUR_US)
#define MAX_TEXT  200
#define NO_DAY    G_MININT

typedef enum { PART_NONE, PART_MORNING, PART_NOON, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_MIDNIGHT } Part;

typedef struct
{
  double number;         /* read, and not used by a unit yet */
  gboolean has_number;
  double base;           /* "two" of "two and a half" */
  gboolean halv;         /* Danish "halv elleve" is half an hour before eleven */
  gint64 span;           /* µs of "half an hour" */
  gboolean has_span;
  int unit;              /* minutes of the last unit, 0: none yet */
  int past;              /* minutes of "half past ten", -1 not said */
  double nights;         /* "two nights ago", 0 not said */
  gboolean ago;
  gboolean now;
  int day;               /* 0 today, -1 yesterday, NO_DAY not said */
  int weekday;           /* 1 Monday .. 7, 0 not said */
  int date_day, date_month, date_year;   /* 0 not said */
  Part part;
  gboolean last;         /* "last night", "last Friday" */
  gboolean until;        /* "natten til lørdag" is Friday's night */
  int hour, minute;      /* -1 not said */
  gboolean either_half;  /* of the day: "at 11" */
  gboolean pm, am;
  gboolean roughly;
} Reading;

typedef enum { WORD_FILLER, WORD_NUMBER, WORD_UNIT, WORD_AGO, WORD_NOW, WORD_DAY, WORD_WEEKDAY, WORD_MONTH, WORD_PART, WORD_LAST, WORD_ROUGHLY, WORD_AM, WORD_PM, WORD_TONIGHT, WORD_AND, WORD_PAST,
               WORD_NIGHTS, WORD_LAST_EVENING, WORD_LAST_WEEKDAY, WORD_UNTIL, WORD_HALV } WordKind;

/* value: minutes for a unit, tenths for a number, days for a day */
static const struct { const char *word; WordKind kind; int value; } vocabulary[] = {
  { "at", WORD_FILLER, 0 }, { "on", WORD_FILLER, 0 }, { "the", WORD_FILLER, 0 }, { "of", WORD_FILLER, 0 }, { "in", WORD_FILLER, 0 },
  { "this", WORD_FILLER, 0 }, { "o'clock", WORD_FILLER, 0 }, { "clock", WORD_FILLER, 0 }, { "just", WORD_FILLER, 0 }, { "and", WORD_AND, 0 },
  { "earlier", WORD_FILLER, 0 }, { "early", WORD_FILLER, 0 }, { "late", WORD_FILLER, 0 }, { "tidligt", WORD_FILLER, 0 }, { "sent", WORD_FILLER, 0 },
  { "tidligere", WORD_FILLER, 0 }, { "på", WORD_FILLER, 0 }, { "only", WORD_FILLER, 0 }, { "kun", WORD_FILLER, 0 }, { "til", WORD_UNTIL, 0 },
  { "kl", WORD_FILLER, 0 }, { "klokken", WORD_FILLER, 0 }, { "for", WORD_FILLER, 0 }, { "i", WORD_FILLER, 0 }, { "om", WORD_FILLER, 0 },
  { "den", WORD_FILLER, 0 }, { "her", WORD_FILLER, 0 }, { "lige", WORD_FILLER, 0 }, { "og", WORD_AND, 0 }, { "right", WORD_FILLER, 0 },
  { "about", WORD_ROUGHLY, 0 }, { "around", WORD_ROUGHLY, 0 }, { "roughly", WORD_ROUGHLY, 0 }, { "maybe", WORD_ROUGHLY, 0 },
  { "some", WORD_ROUGHLY, 0 }, { "ca", WORD_ROUGHLY, 0 }, { "cirka", WORD_ROUGHLY, 0 }, { "omkring", WORD_ROUGHLY, 0 }, { "~", WORD_ROUGHLY, 0 },
  { "almost", WORD_ROUGHLY, 0 }, { "nearly", WORD_ROUGHLY, 0 }, { "næsten", WORD_ROUGHLY, 0 }, { "måske", WORD_ROUGHLY, 0 }, { "ved", WORD_ROUGHLY, 0 }, { "tiden", WORD_FILLER, 0 },
  { "a", WORD_NUMBER, 10 }, { "an", WORD_NUMBER, 10 }, { "one", WORD_NUMBER, 10 }, { "two", WORD_NUMBER, 20 }, { "three", WORD_NUMBER, 30 },
  { "four", WORD_NUMBER, 40 }, { "five", WORD_NUMBER, 50 }, { "six", WORD_NUMBER, 60 }, { "seven", WORD_NUMBER, 70 }, { "eight", WORD_NUMBER, 80 },
  { "nine", WORD_NUMBER, 90 }, { "ten", WORD_NUMBER, 100 }, { "eleven", WORD_NUMBER, 110 }, { "twelve", WORD_NUMBER, 120 },
  { "fifteen", WORD_NUMBER, 150 }, { "twenty", WORD_NUMBER, 200 }, { "thirty", WORD_NUMBER, 300 }, { "couple", WORD_NUMBER, 20 }, { "few", WORD_NUMBER, 30 },
  { "half", WORD_NUMBER, 5 }, { "en", WORD_NUMBER, 10 }, { "et", WORD_NUMBER, 10 }, { "to", WORD_NUMBER, 20 }, { "tre", WORD_NUMBER, 30 },
  { "fire", WORD_NUMBER, 40 }, { "fem", WORD_NUMBER, 50 }, { "seks", WORD_NUMBER, 60 }, { "syv", WORD_NUMBER, 70 }, { "otte", WORD_NUMBER, 80 },
  { "ni", WORD_NUMBER, 90 }, { "ti", WORD_NUMBER, 100 }, { "tyve", WORD_NUMBER, 200 }, { "halv", WORD_HALV, 5 }, { "halvt", WORD_NUMBER, 5 }, { "elleve", WORD_NUMBER, 110 }, { "tolv", WORD_NUMBER, 120 }, { "femten", WORD_NUMBER, 150 },
  { "tredive", WORD_NUMBER, 300 }, { "forty", WORD_NUMBER, 400 }, { "fyrre", WORD_NUMBER, 400 }, { "halvanden", WORD_NUMBER, 15 }, { "halvandet", WORD_NUMBER, 15 },
  { "par", WORD_NUMBER, 20 },
  { "m", WORD_UNIT, 1 }, { "min", WORD_UNIT, 1 }, { "mins", WORD_UNIT, 1 }, { "minute", WORD_UNIT, 1 }, { "minutes", WORD_UNIT, 1 },
  { "minut", WORD_UNIT, 1 }, { "minutter", WORD_UNIT, 1 }, { "quarter", WORD_UNIT, 15 }, { "quarters", WORD_UNIT, 15 }, { "kvarter", WORD_UNIT, 15 },
  { "kvart", WORD_UNIT, 15 }, { "trekvart", WORD_UNIT, 45 }, { "moment", WORD_UNIT, 1 }, { "moments", WORD_UNIT, 1 }, { "øjeblik", WORD_UNIT, 1 },
  { "h", WORD_UNIT, 60 }, { "hr", WORD_UNIT, 60 }, { "hrs", WORD_UNIT, 60 }, { "hour", WORD_UNIT, 60 }, { "hours", WORD_UNIT, 60 },
  { "time", WORD_UNIT, 60 }, { "timer", WORD_UNIT, 60 }, { "t", WORD_UNIT, 60 },
  { "day", WORD_UNIT, 1440 }, { "days", WORD_UNIT, 1440 }, { "dag", WORD_UNIT, 1440 }, { "dage", WORD_UNIT, 1440 }, { "week", WORD_UNIT, 10080 },
  { "weeks", WORD_UNIT, 10080 }, { "uge", WORD_UNIT, 10080 }, { "uger", WORD_UNIT, 10080 }, { "night", WORD_PART, PART_NIGHT }, { "nights", WORD_NIGHTS, 0 }, { "nætter", WORD_NIGHTS, 0 },
  { "past", WORD_PAST, 0 }, { "over", WORD_PAST, 0 }, { "ago", WORD_AGO, 0 }, { "siden", WORD_AGO, 0 }, { "back", WORD_AGO, 0 }, { "now", WORD_NOW, 0 }, { "nu", WORD_NOW, 0 },
  { "today", WORD_DAY, 0 }, { "yesterday", WORD_DAY, -1 }, { "går", WORD_DAY, -1 }, { "forgårs", WORD_DAY, -2 },
  { "morges", WORD_PART, PART_MORNING }, { "formiddags", WORD_PART, PART_MORNING }, { "morning", WORD_PART, PART_MORNING }, { "morgen", WORD_PART, PART_MORNING },
  { "dawn", WORD_PART, PART_MORNING }, { "noon", WORD_PART, PART_NOON }, { "midday", WORD_PART, PART_NOON }, { "middag", WORD_PART, PART_NOON },
  { "afternoon", WORD_PART, PART_AFTERNOON }, { "eftermiddag", WORD_PART, PART_AFTERNOON }, { "eftermiddags", WORD_PART, PART_AFTERNOON },
  { "evening", WORD_PART, PART_EVENING }, { "aften", WORD_PART, PART_EVENING }, { "aftes", WORD_LAST_EVENING, 0 }, { "aftenen", WORD_PART, PART_EVENING },
  { "nat", WORD_PART, PART_NIGHT }, { "natten", WORD_PART, PART_NIGHT }, { "nattens", WORD_PART, PART_NIGHT }, { "midnight", WORD_PART, PART_MIDNIGHT }, { "midnat", WORD_PART, PART_MIDNIGHT }, { "midnatstid", WORD_PART, PART_MIDNIGHT },
  { "tonight", WORD_TONIGHT, 0 }, { "last", WORD_LAST, 0 }, { "sidste", WORD_LAST, 0 }, { "forrige", WORD_LAST, 0 }, { "am", WORD_AM, 0 }, { "pm", WORD_PM, 0 },
  { "monday", WORD_WEEKDAY, 1 }, { "tuesday", WORD_WEEKDAY, 2 }, { "wednesday", WORD_WEEKDAY, 3 }, { "thursday", WORD_WEEKDAY, 4 },
  { "friday", WORD_WEEKDAY, 5 }, { "saturday", WORD_WEEKDAY, 6 }, { "sunday", WORD_WEEKDAY, 7 }, { "mon", WORD_WEEKDAY, 1 }, { "tue", WORD_WEEKDAY, 2 },
  { "tues", WORD_WEEKDAY, 2 }, { "wed", WORD_WEEKDAY, 3 }, { "weds", WORD_WEEKDAY, 3 }, { "thu", WORD_WEEKDAY, 4 }, { "thur", WORD_WEEKDAY, 4 }, { "thurs", WORD_WEEKDAY, 4 }, { "fri", WORD_WEEKDAY, 5 }, { "sat", WORD_WEEKDAY, 6 }, { "sun", WORD_WEEKDAY, 7 },
  { "mandag", WORD_WEEKDAY, 1 }, { "tirsdag", WORD_WEEKDAY, 2 }, { "onsdag", WORD_WEEKDAY, 3 }, { "torsdag", WORD_WEEKDAY, 4 },
  { "fredag", WORD_WEEKDAY, 5 }, { "lørdag", WORD_WEEKDAY, 6 }, { "søndag", WORD_WEEKDAY, 7 },
  { "mandags", WORD_LAST_WEEKDAY, 1 }, { "tirsdags", WORD_LAST_WEEKDAY, 2 }, { "onsdags", WORD_LAST_WEEKDAY, 3 }, { "torsdags", WORD_LAST_WEEKDAY, 4 },
  { "fredags", WORD_LAST_WEEKDAY, 5 }, { "lørdags", WORD_LAST_WEEKDAY, 6 }, { "søndags", WORD_LAST_WEEKDAY, 7 },
  { "jan", WORD_MONTH, 1 }, { "january", WORD_MONTH, 1 }, { "januar", WORD_MONTH, 1 }, { "feb", WORD_MONTH, 2 }, { "february", WORD_MONTH, 2 },
  { "februar", WORD_MONTH, 2 }, { "mar", WORD_MONTH, 3 }, { "march", WORD_MONTH, 3 }, { "marts", WORD_MONTH, 3 }, { "apr", WORD_MONTH, 4 },
  { "april", WORD_MONTH, 4 }, { "may", WORD_MONTH, 5 }, { "maj", WORD_MONTH, 5 }, { "jun", WORD_MONTH, 6 }, { "june", WORD_MONTH, 6 },
  { "juni", WORD_MONTH, 6 }, { "jul", WORD_MONTH, 7 }, { "july", WORD_MONTH, 7 }, { "juli", WORD_MONTH, 7 }, { "aug", WORD_MONTH, 8 },
  { "august", WORD_MONTH, 8 }, { "sep", WORD_MONTH, 9 }, { "sept", WORD_MONTH, 9 }, { "september", WORD_MONTH, 9 }, { "oct", WORD_MONTH, 10 },
  { "october", WORD_MONTH, 10 }, { "okt", WORD_MONTH, 10 }, { "oktober", WORD_MONTH, 10 }, { "nov", WORD_MONTH, 11 }, { "november", WORD_MONTH, 11 },
  { "dec", WORD_MONTH, 12 }, { "december", WORD_MONTH, 12 },
};

static gboolean
take_part (Reading *reading,
           Part     part)
{
  if (reading->part != PART_NONE)
    return FALSE;
  reading->part = part;
  return TRUE;
}

static gboolean
take_unit (Reading *reading,
           int      minutes)
{
  double number = reading->base + (reading->has_number ? reading->number : reading->base > 0 ? 0 : 1);

  /* "three quarters of an hour": the hour adds nothing; "half a minute" */
  if (minutes == 60 && (reading->unit == 15 || reading->unit == 45))
    minutes = 0;
  if (number * minutes > 525600.0 * 10)
    return FALSE;
  reading->span += (gint64) (number * minutes * MINUTE_US);
  reading->has_span = TRUE;
  reading->has_number = reading->halv = FALSE;
  reading->base = 0;
  reading->unit = minutes;
  return TRUE;
}

static gboolean
take_number (Reading *reading,
             int      tenths)
{
  double number = tenths / 10.0;

  /* "half an hour", "a couple", "to og halv": the second word scales the first only where one of them is a half. */
  if (reading->has_number && reading->number == 0.5)
    number = number == 1 ? 0.5 : number + 0.5;
  else if (reading->has_number && number != 0.5 && reading->number != 1)
    return FALSE;
  reading->number = number;
  reading->has_number = TRUE;
  return TRUE;
}

/* "two and a half": what was said before waits for what follows. */
static void
take_and (Reading *reading)
{
  if (!reading->has_number)
    return;
  reading->base += reading->number;
  reading->has_number = FALSE;
}

/* "half past ten", "kvart over ti", "ten past three" */
static gboolean
take_past (Reading *reading)
{
  double minutes = reading->has_span ? (double) reading->span / MINUTE_US : reading->number == 0.5 ? 30 : reading->number;

  if (reading->past >= 0 || (!reading->has_span && !reading->has_number) || minutes < 1 || minutes > 59)
    return FALSE;
  reading->past = (int) minutes;
  reading->has_span = reading->has_number = reading->halv = FALSE;
  reading->span = 0;
  return TRUE;
}

/* "two nights ago" */
static gboolean
take_nights (Reading *reading)
{
  if (!reading->has_number || reading->number < 1 || reading->number > 3650)
    return FALSE;
  reading->nights = reading->number;
  reading->has_number = FALSE;
  return take_part (reading, PART_NIGHT);
}

/* A weekday that is said beside a day ("yesterday, Monday") adds nothing. */
static gboolean
take_word (Reading    *reading,
           const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vocabulary); i++)
    {
      int value = vocabulary[i].value;

      if (strcmp (vocabulary[i].word, word) != 0)
        continue;
      switch (vocabulary[i].kind)
        {
        case WORD_FILLER: return TRUE;
        case WORD_ROUGHLY: reading->roughly = TRUE; return TRUE;
        case WORD_NUMBER: return take_number (reading, value);
        case WORD_UNIT: return take_unit (reading, value);
        case WORD_AGO: reading->ago = TRUE; return TRUE;
        case WORD_NOW: reading->now = TRUE; return TRUE;
        case WORD_DAY: reading->day = value; return TRUE;
        case WORD_WEEKDAY: reading->weekday = value; return TRUE;
        case WORD_MONTH: reading->date_month = value; return TRUE;
        case WORD_PART: return take_part (reading, value);
        case WORD_AND: take_and (reading); return TRUE;
        case WORD_PAST: return take_past (reading);
        case WORD_NIGHTS: return take_nights (reading);
        case WORD_LAST_EVENING: reading->last = TRUE; return take_part (reading, PART_EVENING);
        case WORD_LAST_WEEKDAY: reading->weekday = value; reading->last = TRUE; return TRUE;
        case WORD_UNTIL: reading->until = TRUE; return TRUE;
        case WORD_HALV: reading->halv = !reading->has_number; return take_number (reading, value);
        case WORD_TONIGHT: reading->day = 0; return take_part (reading, PART_NIGHT);
        case WORD_LAST: reading->last = TRUE; return TRUE;
        case WORD_AM: reading->am = TRUE; return TRUE;
        case WORD_PM: reading->pm = TRUE; return TRUE;
        default: g_return_val_if_reached (FALSE);
        }
    }
  return FALSE;
}

/* "22:30", "22.30", "2230" */
static gboolean
take_clock (Reading *reading,
            int      hour,
            int      minute)
{
  if (reading->hour >= 0 || hour > 24 || minute > 59 || (hour == 24 && minute > 0))
    return FALSE;
  reading->hour = hour % 24;
  reading->minute = minute;
  return TRUE;
}

static gboolean
take_date (Reading *reading,
           int      year,
           int      month,
           int      day)
{
  if (reading->date_day != 0 || month < 1 || month > 12 || day < 1 || day > 31)
    return FALSE;
  if (year != 0 && year < 100)
    year += 2000;
  reading->date_year = year;
  reading->date_month = month;
  reading->date_day = day;
  return TRUE;
}

/* A word that begins with a digit: a clock, a date, or a number for what follows. */
static gboolean
take_digits (Reading    *reading,
             const char *word)
{
  char *rest;
  long a = strtol (word, &rest, 10), b, c;

  if (a < 0 || a > 100000)
    return FALSE;
  if (*rest == '\0')
    {
      if (reading->has_number)
        return FALSE;
      if (strlen (word) == 4 && a >= 1000 && a % 100 < 60 && a < 2400)
        return take_clock (reading, a / 100, a % 100);
      reading->number = a;
      reading->has_number = TRUE;
      return TRUE;
    }
  if (*rest == ':' || *rest == '.' || *rest == '/' || *rest == '-')
    {
      char mark = *rest;

      if (!g_ascii_isdigit (rest[1]))
        return mark == '.' && rest[1] == '\0' ? take_number (reading, a * 10) : FALSE;
      b = strtol (rest + 1, &rest, 10);
      if (b > 100)
        return FALSE;
      if (*rest == mark && g_ascii_isdigit (rest[1]))
        {
          c = strtol (rest + 1, &rest, 10);
          if (*rest != '\0' || c > 9999 || mark == ':')
            return FALSE;
          return mark == '-' && a > 31 ? take_date (reading, a, b, c) : take_date (reading, c, b, a);
        }
      if (mark == '/')
        return *rest == '\0' && take_date (reading, 0, b, a);
      if (mark == '-' || !take_clock (reading, a, b))
        return FALSE;
      return *rest == '\0' || take_word (reading, rest);
    }

  /* "10pm", "30min", "3rd" */
  reading->number = a;
  reading->has_number = TRUE;
  if (strcmp (rest, "st") == 0 || strcmp (rest, "nd") == 0 || strcmp (rest, "rd") == 0 || strcmp (rest, "th") == 0)
    return TRUE;
  return take_word (reading, rest);
}

static gboolean
read_words (Reading    *reading,
            const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = NULL;
  gboolean any = FALSE;

  g_strdelimit (lower, ",;\t\n", ' ');
  words = g_strsplit (lower, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (length == 0 || strcmp (words[i], "-") == 0)
        continue;
      if (length > 1 && words[i][length - 1] == '.')
        words[i][length - 1] = '\0';
      if (!(g_ascii_isdigit (words[i][0]) ? take_digits (reading, words[i]) : take_word (reading, words[i])))
        return FALSE;
      any = TRUE;
    }
  return any;
}

/* Whether morning or evening is open: "at 11" is the last eleven there was. */
static gboolean
is_hour_of_either_half (const Reading *reading)
{
  return reading->hour >= 1 && reading->hour <= 12 && !reading->am && !reading->pm && reading->part == PART_NONE;
}

/* A number that no unit took is a day of a month or an hour. */
static gboolean
use_left_number (Reading *reading)
{
  int number = (int) reading->number;

  if (!reading->has_number)
    return reading->base == 0 && reading->past < 0;
  if (reading->base > 0)
    return FALSE;
  if (reading->halv && reading->number == number + 0.5 && number >= 1)
    {
      reading->has_number = FALSE;
      if (!take_clock (reading, number - 1, 30))
        return FALSE;
      reading->either_half = is_hour_of_either_half (reading);
      return TRUE;
    }
  if (reading->number != number)
    return FALSE;
  reading->has_number = FALSE;
  if (reading->date_month != 0 && reading->date_day == 0)
    {
      reading->date_day = number;
      return number >= 1 && number <= 31;
    }
  if (!take_clock (reading, number, MAX (reading->past, 0)))
    return FALSE;
  reading->either_half = is_hour_of_either_half (reading);
  return TRUE;
}

static void
apply_half_of_day (Reading *reading)
{
  if (reading->hour < 0)
    return;
  if (reading->pm && reading->hour < 12)
    reading->hour += 12;
  else if (reading->am && reading->hour == 12)
    reading->hour = 0;
  else if (!reading->am && (reading->part == PART_EVENING || reading->part == PART_AFTERNOON) && reading->hour < 12)
    reading->hour += 12;
  else if (!reading->am && reading->part == PART_NIGHT && reading->hour >= 7 && reading->hour < 12)
    reading->hour += 12;
}

/* The day that is meant, as local midnight at @days from today. */
static GDateTime *
find_day (const Reading *reading,
          GDateTime     *today)
{
  if (reading->date_day != 0)
    {
      int year = reading->date_year != 0 ? reading->date_year : g_date_time_get_year (today);
      GTimeZone *zone = g_date_time_get_timezone (today);
      g_autoptr (GDateTime) day = g_date_time_new (zone, year, reading->date_month, reading->date_day, 0, 0, 0);

      if (day == NULL)
        return NULL;
      /* "13 Dec", said in January, was last year. */
      if (reading->date_year == 0 && g_date_time_compare (day, today) > 0)
        return g_date_time_add_years (day, -1);
      return g_steal_pointer (&day);
    }
  if (reading->day != NO_DAY)
    return g_date_time_add_days (today, reading->day);
  if (reading->weekday != 0)
    {
      int back = (g_date_time_get_day_of_week (today) - reading->weekday + 7) % 7;

      if (back == 0 && reading->last)
        back = 7;
      return g_date_time_add_days (today, reading->until && reading->part == PART_NIGHT ? -back - 1 : -back);
    }
  return g_date_time_ref (today);
}

static gint64
to_us (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* From and to which hour of its day a part runs; a night runs into the next day. */
static void
get_part_hours (Part    part,
                double *from,
                double *to)
{
  static const double hours[][2] = {
    [PART_NONE] = { 0, 24 }, [PART_MORNING] = { 5, 11 }, [PART_NOON] = { 11.5, 12.5 }, [PART_AFTERNOON] = { 12, 18 },
    [PART_EVENING] = { 18, 23 }, [PART_NIGHT] = { 22, 29 }, [PART_MIDNIGHT] = { 23.5, 24.5 },
  };

  *from = hours[part][0];
  *to = hours[part][1];
}

/* Whether the part belongs to the evening before: the night that a morning or an afternoon speaks of began yesterday. */
static int
get_night_offset (const Reading *reading,
                  GDateTime     *now)
{
  gboolean day_said = reading->day != NO_DAY || reading->weekday != 0 || reading->date_day != 0;
  int hour = g_date_time_get_hour (now);

  if (reading->nights > 0)
    return (hour < 5 ? -1 : 0) - (int) reading->nights;
  if (reading->part == PART_EVENING && reading->last && !day_said)
    return -1;
  if (reading->part != PART_NIGHT && reading->part != PART_MIDNIGHT)
    return 0;
  if (reading->day == 0)
    return hour < 12 ? -1 : 0;                        /* tonight */
  if (day_said)
    return 0;
  if (reading->last)
    return hour < 5 ? -2 : -1;
  /* The night or the midnight that was, where the next has not come yet. */
  if (reading->part == PART_MIDNIGHT)
    return hour == 23 && g_date_time_get_minute (now) >= 30 ? 0 : -1;
  return hour < 22 ? -1 : 0;
}

/* The clock on the day; a night's small hours are on the day after. */
static gint64
place_clock (const Reading *reading,
             GDateTime     *day,
             int            offset)
{
  int days = offset;
  g_autoptr (GDateTime) shifted = NULL;
  g_autoptr (GDateTime) at = NULL;
  GTimeZone *zone = g_date_time_get_timezone (day);

  if (reading->part == PART_NIGHT && reading->hour < 12)
    days++;
  shifted = g_date_time_add_days (day, days);
  at = g_date_time_new (zone, g_date_time_get_year (shifted), g_date_time_get_month (shifted), g_date_time_get_day_of_month (shifted),
                        reading->hour, reading->minute, 0);
  return at ? to_us (at) : to_us (shifted);
}

static void
resolve_clock (const Reading *reading,
               GDateTime     *day,
               GDateTime     *now,
               gboolean       day_said,
               gint64        *at,
               gint64        *precision)
{
  gint64 now_us = to_us (now);

  *at = place_clock (reading, day, get_night_offset (reading, now));
  /* A clock alone that is still to come was yesterday's. */
  if (!day_said && *at > now_us + 2 * MINUTE_US)
    {
      g_autoptr (GDateTime) before = g_date_time_add_days (day, -1);

      *at = place_clock (reading, before, get_night_offset (reading, now));
    }
  if (!day_said && reading->either_half && *at + 12 * HOUR_US <= now_us + 2 * MINUTE_US)
    *at += 12 * HOUR_US;
  *precision = (reading->roughly ? 30 : reading->minute == 0 ? 15 : 5) * MINUTE_US;
}

static void
resolve_part (const Reading *reading,
              GDateTime     *day,
              GDateTime     *now,
              gint64        *at,
              gint64        *precision)
{
  double from, to;
  gint64 start, end;
  g_autoptr (GDateTime) shifted = g_date_time_add_days (day, get_night_offset (reading, now));

  get_part_hours (reading->part, &from, &to);
  /* Said at four, "this morning" has begun. */
  if (reading->part == PART_MORNING && reading->day == NO_DAY && reading->weekday == 0 && reading->date_day == 0 && g_date_time_get_hour (now) < from)
    from = 0;
  start = to_us (shifted) + (gint64) (from * HOUR_US);
  end = MIN (to_us (shifted) + (gint64) (to * HOUR_US), to_us (now));
  if (end < start)
    {
      *at = start;
      *precision = HOUR_US;
      return;
    }
  *at = start + (end - start) / 2;
  *precision = MAX ((end - start) / 2, 5 * MINUTE_US);
}

static void
resolve_ago (const Reading *reading,
             gint64         now,
             gint64        *at,
             gint64        *precision)
{
  *at = now - reading->span;
  *precision = MAX (reading->span / (reading->roughly ? 3 : 6), 5 * MINUTE_US);
}

/* Returns FALSE where the parts have no meaning together. */
static gboolean
resolve (Reading   *reading,
         GDateTime *now,
         gint64     now_us,
         gint64    *at,
         gint64    *precision)
{
  gboolean day_said = reading->day != NO_DAY || reading->weekday != 0 || reading->date_day != 0 || reading->date_month != 0;
  g_autoptr (GDateTime) today = g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (now), g_date_time_get_month (now),
                                                 g_date_time_get_day_of_month (now), 0, 0, 0);
  g_autoptr (GDateTime) day = NULL;

  if (reading->has_span)
    {
      /* "an hour and a half" */
      if (reading->has_number && reading->number == 0.5)
        reading->span += (gint64) reading->unit * MINUTE_US / 2;
      else if (reading->has_number || reading->base > 0)
        return FALSE;
      if (day_said || reading->hour >= 0 || reading->part != PART_NONE || !(reading->ago || reading->last || reading->roughly))
        return FALSE;
      resolve_ago (reading, now_us, at, precision);
      return TRUE;
    }
  if (reading->ago != (reading->nights > 0))
    return FALSE;
  if (reading->now)
    {
      *at = now_us;
      *precision = 5 * MINUTE_US;
      return !day_said && reading->hour < 0;
    }
  if (!use_left_number (reading) || (reading->date_month != 0) != (reading->date_day != 0))
    return FALSE;
  apply_half_of_day (reading);

  day = find_day (reading, today);
  if (day == NULL)
    return FALSE;
  if (reading->hour >= 0)
    resolve_clock (reading, day, now, day_said, at, precision);
  else if (day_said || reading->part != PART_NONE)
    resolve_part (reading, day, now, at, precision);
  else
    return FALSE;
  return TRUE;
}

/**
 * hw_time_words_parse:
 * @text: (nullable): what the caller said, UTF-8
 * @now: when it was said, µs UTC
 * @zone: where it was said
 * @at: (out): the time meant, µs UTC; the middle where a span is meant
 * @precision: (out) (optional): µs either way
 * @error: return location for a #HwTimeWordsError
 *
 * Reads a time as people say it, in English or Danish words.
 *
 * Returns: whether it was understood and is not still to come
 */
gboolean
hw_time_words_parse (const char *text,
                     gint64      now,
                     GTimeZone  *zone,
                     gint64     *at,
                     gint64     *precision,
                     GError    **error)
{
  Reading reading = { .day = NO_DAY, .hour = -1, .past = -1 };
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  gint64 meant = 0, width = 0;

  if (text == NULL || strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL) ||
      !read_words (&reading, text) || !resolve (&reading, local, now, &meant, &width))
    {
      g_set_error_literal (error, HW_TIME_WORDS_ERROR, HW_TIME_WORDS_ERROR_NOT_UNDERSTOOD,
                           _("Say it as “half an hour ago”, “last night” or “22:30”."));
      return FALSE;
    }
  if (meant > now + 5 * MINUTE_US)
    {
      g_set_error_literal (error, HW_TIME_WORDS_ERROR, HW_TIME_WORDS_ERROR_FUTURE,
                           _("That is still to come. When were they seen?"));
      return FALSE;
    }

  *at = MIN (meant, now);
  if (precision != NULL)
    *precision = width;
  return TRUE;
}
