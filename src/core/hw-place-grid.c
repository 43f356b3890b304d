/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "hw-place-private.h"
#include "hw-transverse-mercator.h"

/* Places in metres: UTM ("30U 699375 5713970") and the letters and digits of
 * the British National Grid ("TQ 30012 80512"). */

#define BANDS "CDEFGHJKLMNPQRSTUVWX"   /* 8° each from 80° south; the last has 12° */
#define BAND_SLACK 0.5                 /* degrees: people keep the band of the next square */
#define MIN_EASTING_DIGITS 5           /* fewer are degrees: "33 S 151 E" */
#define GRID_LETTERS "ABCDEFGHJKLMNOPQRSTUVWXYZ"
#define SQUARE_M 100000.0
#define MAX_GRID_DIGITS 10
#define DATUM_PRECISION_M 5.0          /* of the Helmert transformation of the OS */

/* -- UTM -- */

typedef struct
{
  int    zone;
  char   band;
  double easting, northing;
  guint  n_decimals;
} Utm;

static const char *
skip_separators (const char *at)
{
  while (*at == ' ' || *at == ',')
    at++;
  return at;
}

/* Metres, perhaps with "mE" or "m N" behind them. */
static const char *
read_metres (const char *at,
             gsize       n_least,
             char        letter,
             double     *metres,
             guint      *n_decimals)
{
  const char *start = at;
  gsize n_digits = strspn (at, "0123456789");

  if (n_digits < n_least || n_digits > 9)
    return NULL;
  at += n_digits;
  if (*at == '.')
    {
      gsize n = strspn (at + 1, "0123456789");

      *n_decimals = MAX (*n_decimals, (guint) MIN (n, 9));
      at += 1 + n;
    }
  *metres = g_ascii_strtod (start, NULL);
  at += *at == ' ' && (at[1] == 'M' || at[1] == letter);
  at += *at == 'M';
  at += *at == ' ' && at[1] == letter;
  at += *at == letter;
  return at;
}

/* Whether @text has the form of a UTM coordinate, as far as its numbers. */
static gboolean
split_utm (const char *text,
           Utm        *utm,
           gboolean   *has_northing)
{
  const char *at = text;
  gsize n_digits = strspn (at, "0123456789");

  if (n_digits < 1 || n_digits > 3)
    return FALSE;
  utm->zone = atoi (at);
  at += n_digits;
  at += *at == ' ';
  if (!g_ascii_isalpha (*at) || g_ascii_isalpha (at[1]))
    return FALSE;
  utm->band = *at;
  utm->n_decimals = 0;
  at = read_metres (skip_separators (at + 1), MIN_EASTING_DIGITS, 'E', &utm->easting, &utm->n_decimals);
  if (at == NULL)
    return FALSE;
  at = skip_separators (at);
  *has_northing = *at != '\0';
  if (!*has_northing)
    return TRUE;
  at = read_metres (at, 1, 'N', &utm->northing, &utm->n_decimals);
  return at != NULL && *at == '\0';
}

static HwPlaceReading
check_utm (const Utm *utm,
           gboolean   has_northing,
           GError   **error)
{
  if (utm->zone < 1 || utm->zone > 60)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("There is no UTM zone %d: zones go from 1 to 60."), utm->zone);
  if (strchr (BANDS, utm->band) == NULL)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("There is no UTM band %c: bands go from C to X, without I and O."), utm->band);
  if (!has_northing)
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("The northing is missing: a UTM coordinate has two numbers after its zone."));
  if (utm->easting < 100000.0 || utm->easting > 900000.0)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The easting lies outside the zone: it must be from 100000 to 900000."));
  if (utm->northing > 10000000.0)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The northing is too large: it must be below 10000000."));
  return HW_PLACE_READ;
}

static gboolean
band_holds (char    band,
            HwPoint point)
{
  double south = -80.0 + 8.0 * (double) (strchr (BANDS, band) - BANDS);
  double north = band == 'X' ? 84.0 : south + 8.0;

  return point.latitude >= south - BAND_SLACK && point.latitude <= north + BAND_SLACK;
}

/* Some write the hemisphere, N or S, where the band should stand: where that is what the northing fits, so be it. */
static gboolean
convert_utm (const Utm *utm,
             HwPoint   *point)
{
  HwGrid grid = hw_grid_utm ((guint) utm->zone, utm->band < 'N');

  *point = hw_grid_to_point (&grid, utm->easting, utm->northing);
  if (band_holds (utm->band, *point))
    return TRUE;
  if (utm->band == 'S')
    {
      grid = hw_grid_utm ((guint) utm->zone, TRUE);
      *point = hw_grid_to_point (&grid, utm->easting, utm->northing);
      return point->latitude >= -80.0 - BAND_SLACK && point->latitude <= 0.0;
    }
  return utm->band == 'N' && point->latitude >= 0.0 && point->latitude <= 84.0 + BAND_SLACK;
}

HwPlaceReading
hw_place_read_utm (const char *text,
                   HwPlace    *place,
                   GError    **error)
{
  gboolean has_northing;
  Utm utm;

  if (!split_utm (text, &utm, &has_northing))
    return HW_PLACE_NO;
  if (check_utm (&utm, has_northing, error) != HW_PLACE_READ)
    return HW_PLACE_REFUSED;
  if (!convert_utm (&utm, &place->point) || !hw_point_is_valid (&place->point))
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The northing does not lie in band %c: one of the two is wrong."), utm.band);
  place->form = HW_PLACE_FORM_UTM;
  place->precision_m = 0.5 * pow (10.0, -(double) utm.n_decimals);
  return HW_PLACE_READ;
}

/* -- OS grid references -- */

typedef struct
{
  char     letters[2];
  char     digits[32];
  gsize    n_digits, n_first;   /* in all; in the first of two groups, or 0 */
  gboolean has_space;
} OsReference;

static gboolean
split_os_reference (const char  *text,
                    OsReference *reference)
{
  if (!g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return FALSE;
  *reference = (OsReference) { .letters = { text[0], text[1] } };
  for (const char *at = text + 2; *at != '\0'; at++)
    {
      if (*at == ' ' || *at == ',')
        {
          reference->has_space = TRUE;
          if (reference->n_digits > 0 && at[-1] != ' ' && at[-1] != ',')
            {
              if (reference->n_first > 0)
                return FALSE;
              reference->n_first = reference->n_digits;
            }
        }
      else if (!g_ascii_isdigit (*at) || reference->n_digits + 1 >= sizeof reference->digits)
        return FALSE;
      else
        reference->digits[reference->n_digits++] = *at;
    }
  return reference->n_digits > 0;
}

/* The south-west corner of a 100 km square; FALSE where no square of the grid has these letters. */
static gboolean
locate_square (const char letters[2],
               double    *easting,
               double    *northing)
{
  const char *first = strchr (GRID_LETTERS, letters[0]), *second = strchr (GRID_LETTERS, letters[1]);
  int large, small, east, north;

  if (first == NULL || second == NULL)
    return FALSE;
  large = (int) (first - GRID_LETTERS);
  small = (int) (second - GRID_LETTERS);
  /* 5 by 5 letters from the north-west; S is the 500 km square at the false origin */
  east = (large % 5 - 2) * 5 + small % 5;
  north = (3 - large / 5) * 5 + 4 - small / 5;
  *easting = east * SQUARE_M;
  *northing = north * SQUARE_M;
  return east >= 0 && east < 7 && north >= 0 && north < 13;
}

/* A postcode's first half ("SW19", "E8") must not send a team to Cornwall. */
static HwPlaceReading
check_os_reference (const OsReference *reference,
                    GError           **error)
{
  double easting, northing;

  if (reference->n_digits == 1)
    return HW_PLACE_NO;
  if (!locate_square (reference->letters, &easting, &northing))
    return reference->n_digits < 4 ? HW_PLACE_NO
           : hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                              _("There is no square %c%c in the OS national grid."),
                              reference->letters[0], reference->letters[1]);
  if (reference->n_digits == 2 && !reference->has_space)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("“%c%c%s” can be a postcode or a grid square of 10 km. Write more digits, or the street."),
                            reference->letters[0], reference->letters[1], reference->digits);
  if (reference->n_digits > MAX_GRID_DIGITS)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("A grid reference has at most 10 digits; this one has %d."), (int) reference->n_digits);
  if (reference->n_digits % 2 != 0
      || (reference->n_first > 0 && reference->n_first != reference->n_digits
          && reference->n_first != reference->n_digits / 2))
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            _("A digit is missing: a grid reference has as many digits for east as for north."));
  return HW_PLACE_READ;
}

HwPlaceReading
hw_place_read_os_grid (const char *text,
                       HwPlace    *place,
                       GError    **error)
{
  HwGrid grid = hw_grid_os ();
  OsReference reference;
  HwPlaceReading reading;
  double easting, northing, side;
  char half[MAX_GRID_DIGITS];
  gsize n_half;
  HwPoint osgb36;

  if (!split_os_reference (text, &reference))
    return HW_PLACE_NO;
  reading = check_os_reference (&reference, error);
  if (reading != HW_PLACE_READ)
    return reading;

  n_half = reference.n_digits / 2;
  side = SQUARE_M / pow (10.0, (double) n_half);
  locate_square (reference.letters, &easting, &northing);
  g_strlcpy (half, reference.digits, n_half + 1);
  easting += (atoi (half) + 0.5) * side;
  northing += (atoi (reference.digits + n_half) + 0.5) * side;

  osgb36 = hw_grid_to_point (&grid, easting, northing);
  place->point = hw_point_from_osgb36 (&osgb36);
  place->form = HW_PLACE_FORM_OS_GRID;
  place->precision_m = DATUM_PRECISION_M + side / 2.0;
  return HW_PLACE_READ;
}
