/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include "hw-place-private.h"

/* Open Location Codes ("plus codes"), as the specification has them:
 * https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md
 *
 * Five pairs of digits to base 20 divide the earth into cells of a 8000th of a
 * degree; up to five more digits divide a cell into 4 columns and 5 rows each.
 * The plus sign stands after the eighth digit. A short code leaves out pairs in
 * front, which a place nearby gives back. */

#define ALPHABET        "23456789CFGHJMPQRVWX"
#define BASE            20
#define N_PAIR_DIGITS   10
#define N_MAX_DIGITS    15
#define PLUS_POSITION   8
#define CELLS_PER_DEGREE 8000
#define GRID_COLUMNS    4
#define GRID_ROWS       5

/* Cells counted from 90° south, 180° west, and how large a code's cell is, in degrees. */
typedef struct
{
  double south, west;
  double height, width;
} Area;

static int
get_digit (char character)
{
  const char *at = character != '\0' ? strchr (ALPHABET, character) : NULL;

  return at != NULL ? (int) (at - ALPHABET) : -1;
}

/* Whether @code has the outer form of a code: letters and digits around one plus sign. */
static gboolean
looks_like_code (const char *code)
{
  const char *plus = strchr (code, '+');
  gboolean has_letter = FALSE, is_strange = FALSE;

  if (plus == NULL || strchr (plus + 1, '+') != NULL || plus - code > PLUS_POSITION || strlen (code) < 3)
    return FALSE;
  for (const char *at = code; *at != '\0'; at++)
    {
      if (at != plus && !g_ascii_isalnum (*at))
        return FALSE;
      has_letter |= g_ascii_isalpha (*at);
      is_strange |= at != plus && *at != '0' && get_digit (*at) < 0;
    }
  /* "+51" is a number, "Mary+John" are words; "8FWC2345+GU" is a code with a slip */
  return (has_letter || plus - code >= 2) && (!is_strange || (g_ascii_isdigit (*code) && has_letter));
}

/* A full code of which only the plus sign was left out. */
static gboolean
looks_like_code_without_plus (const char *code)
{
  guint n_letters = 0, n_digits = 0;

  for (const char *at = code; *at != '\0'; at++)
    {
      if (get_digit (*at) < 0)
        return FALSE;
      if (g_ascii_isalpha (*at))
        n_letters++;
      else
        n_digits++;
    }
  return n_letters >= 2 && n_digits >= 2 && n_letters + n_digits >= PLUS_POSITION
         && n_letters + n_digits <= N_MAX_DIGITS;
}

static HwPlaceReading
check_digits (const char *code,
              GError    **error)
{
  for (const char *at = code; *at != '\0'; at++)
    if (*at != '+' && *at != '0' && get_digit (*at) < 0)
      return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                              _("A plus code has no “%c”: look at it again."), *at);
  return HW_PLACE_READ;
}

/* Zeros fill a full code up to its plus sign, in pairs, and nothing follows. */
static HwPlaceReading
check_padding (const char *code,
               gsize       plus,
               GError    **error)
{
  const char *zero = strchr (code, '0');
  gsize first;

  if (zero == NULL)
    return HW_PLACE_READ;
  first = zero - code;
  if (plus != PLUS_POSITION || first == 0 || first % 2 != 0
      || strspn (zero, "0") != plus - first || code[plus + 1] != '\0')
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("In a plus code, zeros only stand in pairs right before the plus sign."));
  return HW_PLACE_READ;
}

static HwPlaceReading
check_code (const char *code,
            GError    **error)
{
  gsize plus = strchr (code, '+') - code;
  HwPlaceReading reading = check_digits (code, error);

  if (reading == HW_PLACE_READ)
    reading = check_padding (code, plus, error);
  if (reading != HW_PLACE_READ)
    return reading;
  if (plus % 2 != 0)
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("A character is missing: a plus code has 2, 4, 6 or 8 before its plus sign."));
  if (strlen (code + plus + 1) == 1)
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("A character is missing: a plus code has none or at least 2 after its plus sign."));
  if (plus == PLUS_POSITION && (get_digit (code[0]) * BASE >= 180 || get_digit (code[1]) * BASE >= 360))
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE, _("This plus code lies beyond the earth."));
  return HW_PLACE_READ;
}

/* @code is full and valid. Counted in whole steps of the finest grid, so that no digit is lost to rounding. */
static Area
decode (const char *code)
{
  gint64 south = 0, west = 0, height = 0, width = 0;
  gint64 rows = CELLS_PER_DEGREE, columns = CELLS_PER_DEGREE;
  guint n_digits = 0;

  for (guint i = N_PAIR_DIGITS; i < N_MAX_DIGITS; i++)
    {
      rows *= GRID_ROWS;
      columns *= GRID_COLUMNS;
    }
  height = rows * BASE * BASE;
  width = columns * BASE * BASE;
  for (; *code != '\0' && *code != '0' && n_digits < N_MAX_DIGITS; code++)
    {
      int digit = get_digit (*code);

      if (*code == '+')
        continue;
      if (n_digits >= N_PAIR_DIGITS)
        {
          height /= GRID_ROWS;
          width /= GRID_COLUMNS;
          south += digit / GRID_COLUMNS * height;
          west += digit % GRID_COLUMNS * width;
        }
      else if (n_digits % 2 == 0)
        {
          height /= BASE;
          south += digit * height;
        }
      else
        {
          width /= BASE;
          west += digit * width;
        }
      n_digits++;
    }
  return (Area) {
    (double) south / (double) rows - 90.0, (double) west / (double) columns - 180.0,
    (double) height / (double) rows, (double) width / (double) columns,
  };
}

/* The ten digits of the cell that @point lies in. */
static void
encode (const HwPoint *point,
        char           digits[N_PAIR_DIGITS])
{
  gint64 north = (gint64) floor ((point->latitude + 90.0) * CELLS_PER_DEGREE);
  gint64 east = (gint64) floor ((point->longitude + 180.0) * CELLS_PER_DEGREE);

  north = CLAMP (north, 0, 180 * CELLS_PER_DEGREE - 1);
  east %= 360 * CELLS_PER_DEGREE;
  for (int i = N_PAIR_DIGITS - 2; i >= 0; i -= 2)
    {
      digits[i] = ALPHABET[north % BASE];
      digits[i + 1] = ALPHABET[east % BASE];
      north /= BASE;
      east /= BASE;
    }
}

/* Gives a short code the digits of @nearby, then moves it by one cell of what was left out if that is nearer. */
static Area
decode_short (const char    *code,
              gsize          plus,
              const HwPoint *nearby)
{
  const gsize n_missing = PLUS_POSITION - plus;
  const double step = pow (BASE, 2.0 - (double) n_missing / 2.0);
  char full[N_PAIR_DIGITS + 1] = { 0 };
  g_autofree char *completed = NULL;
  double latitude, longitude;
  Area area;

  encode (nearby, full);
  full[n_missing] = '\0';
  completed = g_strconcat (full, code, NULL);
  area = decode (completed);
  latitude = area.south + area.height / 2.0;
  longitude = area.west + area.width / 2.0;

  if (nearby->latitude + step / 2.0 < latitude && latitude - step >= -90.0)
    area.south -= step;
  else if (nearby->latitude - step / 2.0 > latitude && latitude + step <= 90.0)
    area.south += step;
  if (nearby->longitude + step / 2.0 < longitude)
    area.west -= step;
  else if (nearby->longitude - step / 2.0 > longitude)
    area.west += step;
  return area;
}

HwPlaceReading
hw_place_read_olc (const char    *text,
                   const HwPoint *nearby,
                   HwPlace       *place,
                   GError       **error)
{
  g_autofree char *code = g_strndup (text, strcspn (text, " ,"));
  gsize plus;
  Area area;

  if (looks_like_code_without_plus (text))
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("The plus sign is missing: it stands after the eighth character of a plus code."));
  if (!looks_like_code (code))
    return HW_PLACE_NO;
  if (check_code (code, error) != HW_PLACE_READ)
    return HW_PLACE_REFUSED;

  plus = strchr (code, '+') - code;
  if (plus == PLUS_POSITION)
    area = decode (code);
  else if (nearby != NULL && hw_point_is_valid (nearby))
    area = decode_short (code, plus, nearby);
  else
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("This plus code is short and could be in many places. Move the map to the town, or write the full code."));

  place->point.latitude = area.south + area.height / 2.0;
  place->point.longitude = remainder (area.west + area.width / 2.0, 360.0);
  place->form = HW_PLACE_FORM_OPEN_LOCATION_CODE;
  place->precision_m = MAX (area.height, area.width) / 2.0 * HW_METRES_PER_DEGREE;
  return HW_PLACE_READ;
}
