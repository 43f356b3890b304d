/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-column-guess.h"

/* Every column gets a score for every field: how well its name fits, unless
 * what is in it cannot be that. The best pair is settled first, then the next. */

typedef struct
{
  const char   *words;    /* words of a name, lower case, separated by blanks */
  HwColumnField field;
  int           score;    /* of a name that is just that; a name that has it among others gets a little less */
} Synonym;

static const Synonym synonyms[] = {
  { "homeward id", HW_COLUMN_ID, 120 },
  { "id", HW_COLUMN_ID, 90 }, { "case id", HW_COLUMN_ID, 95 }, { "report id", HW_COLUMN_ID, 100 }, { "reference", HW_COLUMN_ID, 80 },
  { "ref", HW_COLUMN_ID, 80 }, { "report number", HW_COLUMN_ID, 95 }, { "case number", HW_COLUMN_ID, 95 }, { "ticket", HW_COLUMN_ID, 70 },
  { "number", HW_COLUMN_ID, 40 }, { "nummer", HW_COLUMN_ID, 50 }, { "sagsnummer", HW_COLUMN_ID, 95 }, { "sagsnr", HW_COLUMN_ID, 95 },
  { "objectid", HW_COLUMN_ID, 60 }, { "globalid", HW_COLUMN_ID, 70 }, { "uuid", HW_COLUMN_ID, 80 }, { "guid", HW_COLUMN_ID, 80 },

  { "latitude", HW_COLUMN_LATITUDE, 100 }, { "lat", HW_COLUMN_LATITUDE, 100 }, { "breddegrad", HW_COLUMN_LATITUDE, 100 },
  { "bredde", HW_COLUMN_LATITUDE, 70 }, { "y", HW_COLUMN_LATITUDE, 60 },
  { "longitude", HW_COLUMN_LONGITUDE, 100 }, { "lon", HW_COLUMN_LONGITUDE, 100 }, { "lng", HW_COLUMN_LONGITUDE, 100 },
  { "long", HW_COLUMN_LONGITUDE, 90 }, { "l\303\246ngdegrad", HW_COLUMN_LONGITUDE, 100 }, { "laengdegrad", HW_COLUMN_LONGITUDE, 100 },
  { "l\303\246ngde", HW_COLUMN_LONGITUDE, 70 }, { "x", HW_COLUMN_LONGITUDE, 60 },
  { "coordinates", HW_COLUMN_POINT, 90 }, { "coords", HW_COLUMN_POINT, 90 }, { "koordinater", HW_COLUMN_POINT, 90 },
  { "position", HW_COLUMN_POINT, 70 }, { "point", HW_COLUMN_POINT, 80 }, { "punkt", HW_COLUMN_POINT, 80 }, { "location", HW_COLUMN_POINT, 70 },
  { "lat lon", HW_COLUMN_POINT, 110 }, { "lat lng", HW_COLUMN_POINT, 110 }, { "latlon", HW_COLUMN_POINT, 100 }, { "latlng", HW_COLUMN_POINT, 100 },
  { "grid reference", HW_COLUMN_POINT, 100 }, { "grid ref", HW_COLUMN_POINT, 100 }, { "plus code", HW_COLUMN_POINT, 100 }, { "utm", HW_COLUMN_POINT, 90 },
  { "gps", HW_COLUMN_POINT, 80 },

  { "seen at", HW_COLUMN_SEEN_AT, 105 }, { "seen", HW_COLUMN_SEEN_AT, 100 }, { "date seen", HW_COLUMN_SEEN_AT, 102 }, { "set", HW_COLUMN_SEEN_AT, 90 },
  { "observed", HW_COLUMN_SEEN_AT, 98 }, { "observeret", HW_COLUMN_SEEN_AT, 98 }, { "sighting", HW_COLUMN_SEEN_AT, 95 },
  { "last complaint", HW_COLUMN_SEEN_AT, 85 }, { "complaint", HW_COLUMN_SEEN_AT, 75 }, { "reported", HW_COLUMN_SEEN_AT, 80 },
  { "received", HW_COLUMN_SEEN_AT, 80 }, { "modtaget", HW_COLUMN_SEEN_AT, 80 }, { "anmeldt", HW_COLUMN_SEEN_AT, 80 },
  { "incident", HW_COLUMN_SEEN_AT, 80 }, { "requested", HW_COLUMN_SEEN_AT, 78 }, { "open", HW_COLUMN_SEEN_AT, 75 }, { "opened", HW_COLUMN_SEEN_AT, 75 },
  { "created", HW_COLUMN_SEEN_AT, 72 }, { "oprettet", HW_COLUMN_SEEN_AT, 72 }, { "tidspunkt", HW_COLUMN_SEEN_AT, 88 },
  { "time", HW_COLUMN_SEEN_AT, 70 }, { "datetime", HW_COLUMN_SEEN_AT, 85 }, { "timestamp", HW_COLUMN_SEEN_AT, 80 },
  { "date", HW_COLUMN_SEEN_AT, 70 }, { "dato", HW_COLUMN_SEEN_AT, 70 }, { "tid", HW_COLUMN_SEEN_AT, 68 }, { "when", HW_COLUMN_SEEN_AT, 80 },
  { "hvorn\303\245r", HW_COLUMN_SEEN_AT, 80 },
  { "time", HW_COLUMN_SEEN_TIME, 90 }, { "tid", HW_COLUMN_SEEN_TIME, 90 }, { "klokkesl\303\246t", HW_COLUMN_SEEN_TIME, 100 },
  { "kl", HW_COLUMN_SEEN_TIME, 90 }, { "clock", HW_COLUMN_SEEN_TIME, 90 }, { "hour", HW_COLUMN_SEEN_TIME, 80 },

  { "place", HW_COLUMN_PLACE, 100 }, { "sted", HW_COLUMN_PLACE, 100 }, { "address", HW_COLUMN_PLACE, 90 }, { "adresse", HW_COLUMN_PLACE, 90 },
  { "location", HW_COLUMN_PLACE, 80 }, { "street", HW_COLUMN_PLACE, 70 }, { "gade", HW_COLUMN_PLACE, 80 }, { "vej", HW_COLUMN_PLACE, 70 },
  { "sitename", HW_COLUMN_PLACE, 90 }, { "site name", HW_COLUMN_PLACE, 90 }, { "site", HW_COLUMN_PLACE, 50 }, { "where", HW_COLUMN_PLACE, 90 },
  { "hvor", HW_COLUMN_PLACE, 90 }, { "landmark", HW_COLUMN_PLACE, 80 }, { "lokalitet", HW_COLUMN_PLACE, 90 },

  { "people", HW_COLUMN_PEOPLE, 100 }, { "persons", HW_COLUMN_PEOPLE, 100 }, { "number of people", HW_COLUMN_PEOPLE, 110 },
  { "antal", HW_COLUMN_PEOPLE, 90 }, { "antal personer", HW_COLUMN_PEOPLE, 110 }, { "personer", HW_COLUMN_PEOPLE, 100 },
  { "headcount", HW_COLUMN_PEOPLE, 100 }, { "count", HW_COLUMN_PEOPLE, 60 },

  { "note", HW_COLUMN_NOTE, 100 }, { "notes", HW_COLUMN_NOTE, 100 }, { "comment", HW_COLUMN_NOTE, 90 }, { "comments", HW_COLUMN_NOTE, 90 },
  { "description", HW_COLUMN_NOTE, 95 }, { "appearance", HW_COLUMN_NOTE, 105 }, { "details", HW_COLUMN_NOTE, 85 }, { "remarks", HW_COLUMN_NOTE, 90 },
  { "beskrivelse", HW_COLUMN_NOTE, 95 }, { "bem\303\246rkning", HW_COLUMN_NOTE, 95 }, { "bem\303\246rkninger", HW_COLUMN_NOTE, 95 },
  { "udseende", HW_COLUMN_NOTE, 105 }, { "kommentar", HW_COLUMN_NOTE, 90 }, { "noter", HW_COLUMN_NOTE, 95 }, { "text", HW_COLUMN_NOTE, 60 }, { "condition", HW_COLUMN_NOTE, 60 },

  { "worries", HW_COLUMN_WORRIES, 100 }, { "concerns", HW_COLUMN_WORRIES, 100 }, { "concern", HW_COLUMN_WORRIES, 95 },
  { "bekymring", HW_COLUMN_WORRIES, 100 }, { "bekymringer", HW_COLUMN_WORRIES, 100 },

  { "caller", HW_COLUMN_CALLER_NAME, 90 }, { "caller name", HW_COLUMN_CALLER_NAME, 100 }, { "reporter", HW_COLUMN_CALLER_NAME, 90 },
  { "reporter name", HW_COLUMN_CALLER_NAME, 100 }, { "reported by", HW_COLUMN_CALLER_NAME, 90 }, { "anmelder", HW_COLUMN_CALLER_NAME, 90 },
  { "contact name", HW_COLUMN_CALLER_NAME, 90 },
  { "caller contact", HW_COLUMN_CALLER_CONTACT, 105 }, { "caller phone", HW_COLUMN_CALLER_CONTACT, 105 }, { "phone", HW_COLUMN_CALLER_CONTACT, 90 },
  { "telephone", HW_COLUMN_CALLER_CONTACT, 90 }, { "telefon", HW_COLUMN_CALLER_CONTACT, 90 }, { "email", HW_COLUMN_CALLER_CONTACT, 85 },
  { "e mail", HW_COLUMN_CALLER_CONTACT, 85 }, { "mobile", HW_COLUMN_CALLER_CONTACT, 80 }, { "call back", HW_COLUMN_CALLER_CONTACT, 90 },
  { "kontakt", HW_COLUMN_CALLER_CONTACT, 80 },

  { "channel", HW_COLUMN_CHANNEL, 100 }, { "kanal", HW_COLUMN_CHANNEL, 100 }, { "source", HW_COLUMN_CHANNEL, 80 }, { "kilde", HW_COLUMN_CHANNEL, 80 },
  { "status", HW_COLUMN_STATUS, 90 }, { "case status", HW_COLUMN_STATUS, 100 }, { "tilstand", HW_COLUMN_STATUS, 80 },
  { "age", HW_COLUMN_AGE, 100 }, { "age group", HW_COLUMN_AGE, 110 }, { "alder", HW_COLUMN_AGE, 100 }, { "aldersgruppe", HW_COLUMN_AGE, 110 },
};

/* Times of what was done about a report, or to the row that holds it. */
static const char *const later_words[] = { "edited", "edit", "modified", "updated", "closed", "target", "due", "scheduled", "completed", "complete", "deleted", "end" };

/* "firstComplaint", "created_date", "Seen At" become " first complaint ", " created date ", " seen at ". */
static char *
words_of_name (const char *name)
{
  g_autoptr (GString) words = g_string_new (" ");
  gboolean was_lower = FALSE;

  for (const char *at = name; *at != 0; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c))
        {
          if (words->str[words->len - 1] != ' ')
            g_string_append_c (words, ' ');
          was_lower = FALSE;
          continue;
        }
      if (was_lower && g_unichar_isupper (c))
        g_string_append_c (words, ' ');
      was_lower = g_unichar_islower (c);
      g_string_append_unichar (words, g_unichar_tolower (c));
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static int
score_name (const char    *words,
            HwColumnField  field)
{
  int best = 0;

  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    {
      g_autofree char *wanted = NULL;
      int score;

      if (synonyms[i].field != field)
        continue;
      wanted = g_strconcat (" ", synonyms[i].words, " ", NULL);
      if (g_str_equal (words, wanted))
        score = synonyms[i].score;
      else if (strlen (wanted) > 3 && strstr (words, wanted) != NULL)
        score = synonyms[i].score - 20;
      else
        continue;
      best = MAX (best, score);
    }
  return best;
}

static gboolean
is_mostly (guint64 part,
           guint64 whole)
{
  return whole > 0 && part * 10 >= whole * 6;
}

static int
score_seen_at (const char           *words,
               const HwColumnSurvey *survey)
{
  guint64 n_dates = hw_date_survey_count_dates (&survey->dates);
  int score;

  if (survey->n > 0 && !is_mostly (n_dates, survey->n))
    return 0;
  score = score_name (words, HW_COLUMN_SEEN_AT);
  /* A column of dates without a name that we know is better than none. */
  if (n_dates > 0)
    score = MAX (score, 20) + (strstr (words, " date ") != NULL || strstr (words, " dt ") != NULL ? 5 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (later_words); i++)
    {
      g_autofree char *word = g_strconcat (" ", later_words[i], " ", NULL);

      if (strstr (words, word) != NULL)
        return n_dates > 0 ? 5 : 0;
    }
  return score;
}

static int
score_point (const char           *words,
             const HwColumnSurvey *survey)
{
  int score = score_name (words, HW_COLUMN_POINT);

  if (!is_mostly (survey->n_points, survey->n_point_tries) || hw_date_survey_count_dates (&survey->dates) > 0)
    return 0;
  return MAX (score, 30);
}

static int
score (HwColumnField         field,
       const char           *words,
       const HwColumnSurvey *survey)
{
  gboolean is_empty = survey->n == 0;

  switch (field)
    {
    case HW_COLUMN_SEEN_AT:
      return score_seen_at (words, survey);
    case HW_COLUMN_POINT:
      return score_point (words, survey);
    case HW_COLUMN_LATITUDE:
    case HW_COLUMN_LONGITUDE:
      return is_empty || is_mostly (survey->n_angles, survey->n) ? score_name (words, field) : 0;
    case HW_COLUMN_SEEN_TIME:
      return is_mostly (survey->dates.counts[HW_DATE_FORM_TIME], survey->n) ? MAX (score_name (words, field), 10) : 0;
    case HW_COLUMN_PEOPLE:
      return survey->n_numbers == 0 || (is_mostly (survey->n_integers, survey->n) && survey->largest < 10000) ? score_name (words, field) : 0;
    case HW_COLUMN_PLACE:
      /* Words, not coordinates and not a post code. */
      return is_mostly (survey->n_numbers, survey->n) || is_mostly (survey->n_points, survey->n_point_tries)
             || strstr (words, " zip") != NULL || strstr (words, " id ") != NULL ? 0 : score_name (words, field);
    case HW_COLUMN_CALLER_CONTACT:
    case HW_COLUMN_ID:
      return hw_date_survey_count_dates (&survey->dates) * 2 > survey->n && field != HW_COLUMN_ID ? 0 : score_name (words, field);
    case HW_COLUMN_NOTE:
    case HW_COLUMN_WORRIES:
    case HW_COLUMN_CALLER_NAME:
    case HW_COLUMN_CHANNEL:
    case HW_COLUMN_STATUS:
      return hw_date_survey_count_dates (&survey->dates) * 2 > survey->n || is_mostly (survey->n_numbers, survey->n) ? 0 : score_name (words, field);
    case HW_COLUMN_AGE:
      return score_name (words, field);
    default:
      return 0;
    }
}

gboolean
hw_column_field_may_repeat (HwColumnField field)
{
  return field == HW_COLUMN_PLACE || field == HW_COLUMN_NOTE || field == HW_COLUMN_WORRIES || field == HW_COLUMN_IGNORED;
}

/* The best pair that is still free; FALSE when there is none. */
static gboolean
find_best (const int           *scores,
           guint                n_columns,
           const HwColumnField *fields,
           guint                taken,
           guint               *column,
           HwColumnField       *field)
{
  int best = 0;

  for (guint i = 0; i < n_columns; i++)
    for (HwColumnField f = HW_COLUMN_ID; fields[i] == HW_COLUMN_IGNORED && f < HW_N_COLUMNS; f++)
      if (scores[i * HW_N_COLUMNS + f] > best && (!(taken & 1u << f) || hw_column_field_may_repeat (f)))
        {
          best = scores[i * HW_N_COLUMNS + f];
          *column = i;
          *field = f;
        }
  return best > 0;
}

/* A point needs both coordinates, and one cell that holds both makes the two others needless. */
static void
settle_coordinates (HwColumnField *fields,
                    guint          n_columns,
                    guint          taken)
{
  gboolean both = (taken & 1u << HW_COLUMN_LATITUDE) && (taken & 1u << HW_COLUMN_LONGITUDE);

  for (guint i = 0; i < n_columns; i++)
    if (both ? fields[i] == HW_COLUMN_POINT
             : (taken & 1u << HW_COLUMN_POINT) && (fields[i] == HW_COLUMN_LATITUDE || fields[i] == HW_COLUMN_LONGITUDE))
      fields[i] = HW_COLUMN_IGNORED;
}

void
hw_column_guess (GPtrArray            *names,
                 const HwColumnSurvey *surveys,
                 gboolean              is_geojson,
                 HwColumnField        *fields)
{
  g_autofree int *scores = g_new0 (int, names->len * HW_N_COLUMNS);
  guint taken = 0, column = 0;
  HwColumnField field = HW_COLUMN_IGNORED;

  memset (fields, 0, names->len * sizeof *fields);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *words = words_of_name (g_ptr_array_index (names, i));

      for (HwColumnField f = HW_COLUMN_ID; f < HW_N_COLUMNS; f++)
        scores[i * HW_N_COLUMNS + f] = score (f, words, &surveys[i]);
    }
  if (is_geojson)
    {
      fields[0] = HW_COLUMN_POINT;
      taken = 1u << HW_COLUMN_POINT | 1u << HW_COLUMN_LATITUDE | 1u << HW_COLUMN_LONGITUDE;
    }
  while (find_best (scores, names->len, fields, taken, &column, &field))
    {
      fields[column] = field;
      taken |= 1u << field;
    }
  if (!is_geojson)
    settle_coordinates (fields, names->len, taken);
}

gboolean
hw_column_guess_swap (const HwColumnSurvey *latitude,
                      const HwColumnSurvey *longitude)
{
  /* One or two impossible latitudes are mistakes; nine of ten are a swap. */
  return latitude->n_beyond_90 >= 3 && latitude->n_beyond_90 * 10 >= latitude->n_angles * 9 && latitude->n_beyond_180 == 0 && longitude->n_beyond_90 == 0;
}
