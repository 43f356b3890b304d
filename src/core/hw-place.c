/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include "hw-place-private.h"

/* Turns what somebody typed or pasted into a point, or says why not. The call
 * desk, the search field and the import use it. Each way of writing a place has
 * a reader of its own: degrees, Open Location Codes, UTM, OS grid references. */

#define MAX_LENGTH 200   /* bytes: nothing longer is a coordinate */

G_DEFINE_QUARK (hw-place-error-quark, hw_place_error)

typedef struct
{
  gunichar from;
  char     to;
} Sign;

/* Written by keyboards, word processors, maps and telephones; the rest of Unicode is not a coordinate. */
static const Sign signs[] = {
  { 0x00b0, HW_SIGN_DEGREES }, { 0x00ba, HW_SIGN_DEGREES }, { 0x02da, HW_SIGN_DEGREES },
  { 0x2032, HW_SIGN_MINUTES }, { 0x2018, HW_SIGN_MINUTES }, { 0x2019, HW_SIGN_MINUTES }, { 0x02b9, HW_SIGN_MINUTES },
  { 0x00b4, HW_SIGN_MINUTES }, { 0x0060, HW_SIGN_MINUTES }, { 0x02bc, HW_SIGN_MINUTES },
  { 0x2033, HW_SIGN_SECONDS }, { 0x201c, HW_SIGN_SECONDS }, { 0x201d, HW_SIGN_SECONDS }, { 0x02ba, HW_SIGN_SECONDS },
  { 0x2212, '-' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' }, { 0x2013, '-' }, { 0xfe63, '-' }, { 0xff0d, '-' },
};

/* 0 for what cannot be part of a place. */
static char
normalise_character (gunichar character)
{
  if (g_unichar_isspace (character) || character == 0x202f || character == 0xfeff)
    return ' ';
  if (character > 0x20 && character < 0x7f && character != HW_SIGN_DEGREES && character != '`')
    return g_ascii_toupper ((char) character);
  if (g_unichar_isdigit (character))
    return (char) ('0' + g_unichar_digit_value (character));
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].from == character)
      return signs[i].to;
  return 0;
}

/* Two signs of minutes in a row stand for seconds. */
static void
join_primes (GString *text)
{
  char *pair;

  while ((pair = strstr (text->str, "''")) != NULL)
    {
      *pair = HW_SIGN_SECONDS;
      g_string_erase (text, pair + 1 - text->str, 1);
    }
}

HwPlaceReading
hw_place_refuse (GError       **error,
                 HwPlaceError   code,
                 const char    *format,
                 ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (HW_PLACE_ERROR, (int) code, format, arguments);
  va_end (arguments);
  return HW_PLACE_REFUSED;
}

/*
 * Upper case ASCII with single spaces and one shape of each sign.
 *
 * Returns: (transfer full) (nullable): NULL if there is a character that no place has
 */
char *
hw_place_normalise (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  if (text == NULL || strnlen (text, MAX_LENGTH + 1) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      char character = normalise_character (g_utf8_get_char (at));

      if (character == 0)
        return NULL;
      if (character != ' ' || (plain->len > 0 && plain->str[plain->len - 1] != ' '))
        g_string_append_c (plain, character);
    }
  if (plain->len > 0 && plain->str[plain->len - 1] == ' ')
    g_string_truncate (plain, plain->len - 1);
  join_primes (plain);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static gboolean
is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;
  while (g_ascii_isspace (*text))
    text++;
  return *text == '\0';
}

static HwPlaceReading
read_place (const char    *plain,
            const HwPoint *nearby,
            HwPlace       *place,
            GError       **error)
{
  HwPlaceReading reading = hw_place_read_olc (plain, nearby, place, error);

  if (reading == HW_PLACE_NO)
    reading = hw_place_read_utm (plain, place, error);
  if (reading == HW_PLACE_NO)
    reading = hw_place_read_os_grid (plain, place, error);
  if (reading == HW_PLACE_NO)
    reading = hw_place_read_degrees (plain, place, error);
  return reading;
}

/* An Open Location Code may be followed by the name of a town, in any script. */
static HwPlaceReading
read_code_before_words (const char    *text,
                        const HwPoint *nearby,
                        HwPlace       *place,
                        GError       **error)
{
  const char *space = strchr (text, ' ');
  g_autofree char *code = space != NULL ? g_strndup (text, space - text) : NULL;
  g_autofree char *plain = code != NULL ? hw_place_normalise (code) : NULL;

  return plain != NULL ? hw_place_read_olc (plain, nearby, place, error) : HW_PLACE_NO;
}

/**
 * hw_place_parse:
 * @text: what somebody wrote, UTF-8
 * @nearby: (nullable): a point in the area, against which a short Open
 *   Location Code is completed
 * @place: (out caller-allocates): the place, untouched if refused
 * @error: return location for a %HW_PLACE_ERROR
 *
 * Reads a place in one of these forms, in either case, with any of the signs
 * for degrees, minutes and seconds that keyboards have:
 *
 * - decimal degrees: `51.5155, -0.1000`, `51,5155; -0,1000`, `N51.5155 W0.1`
 * - degrees, minutes and perhaps seconds: `51°30'55.8"N 0°6'0"W`, `51 30 55.8 N 0 6 0 W`
 * - Open Location Codes: `9C3XGW8X+5M`, or short ones such as `GW8X+5M` near @nearby
 * - UTM, zone, band and metres: `30U 699375 5713970`
 * - OS grid references: `TQ 30012 80512`, with 2 to 10 digits
 *
 * A grid square or a code cell is read as its middle. The point is rounded as
 * hw_point_round() does.
 *
 * Returns: %FALSE with the reason in words if @text is none of these:
 *   %HW_PLACE_ERROR_NOT_A_PLACE if it has the look of none,
 *   %HW_PLACE_ERROR_OUT_OF_RANGE if it is beyond the earth or the grid,
 *   %HW_PLACE_ERROR_INCOMPLETE if something is missing,
 *   %HW_PLACE_ERROR_AMBIGUOUS if it can be read in two ways
 */
gboolean
hw_place_parse (const char    *text,
                const HwPoint *nearby,
                HwPlace       *place,
                GError       **error)
{
  g_autofree char *plain = NULL;
  HwPlaceReading reading = HW_PLACE_NO;
  HwPlace read;

  if (is_blank (text))
    {
      hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE, _("No place was given."));
      return FALSE;
    }
  plain = hw_place_normalise (text);
  if (plain != NULL)
    reading = read_place (plain, nearby, &read, error);
  else if (strnlen (text, MAX_LENGTH + 1) <= MAX_LENGTH && g_utf8_validate (text, -1, NULL))
    reading = read_code_before_words (text, nearby, &read, error);

  if (reading == HW_PLACE_NO)
    hw_place_refuse (error, HW_PLACE_ERROR_NOT_A_PLACE,
                     _("This is not a coordinate. Write it as 51.5155, -0.1000, as a grid reference, or as a plus code."));
  if (reading != HW_PLACE_READ)
    return FALSE;

  read.point = hw_point_round (&read.point);
  *place = read;
  return TRUE;
}

/* By far the most cells of a file hold a plain number: read it without further ado. */
static gboolean
read_plain_number (const char *text,
                   double     *number)
{
  const char *at = text;
  char *end;

  at += *at == '-' || *at == '+';
  if (!g_ascii_isdigit (*at) && *at != '.')
    return FALSE;
  for (; *at != '\0'; at++)
    if (!g_ascii_isdigit (*at) && *at != '.')
      return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && end - text <= MAX_LENGTH;
}

/**
 * hw_place_parse_angle:
 * @text: one coordinate, UTF-8
 * @is_latitude: whether it is a latitude rather than a longitude
 * @degrees: (out): degrees north or east, untouched if refused
 * @error: return location for a %HW_PLACE_ERROR
 *
 * Reads one coordinate, as a cell of a file has it: `51.5155`, `51,5155`,
 * `51 30 55.8 N`. A comma is a decimal comma.
 *
 * Returns: %FALSE with the reason, as from hw_place_parse()
 */
gboolean
hw_place_parse_angle (const char *text,
                      gboolean    is_latitude,
                      double     *degrees,
                      GError    **error)
{
  const double limit = is_latitude ? 90.0 : 180.0;
  g_autofree char *plain = NULL;
  HwPlaceReading reading = HW_PLACE_NO;
  double number;

  if (is_blank (text))
    {
      hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                       is_latitude ? _("The latitude is missing.") : _("The longitude is missing."));
      return FALSE;
    }
  if (read_plain_number (text, &number) && fabs (number) <= limit)
    {
      *degrees = number;
      return TRUE;
    }
  plain = hw_place_normalise (text);
  if (plain != NULL)
    reading = hw_place_read_angle (plain, is_latitude, degrees, error);
  if (reading == HW_PLACE_NO)
    hw_place_refuse (error, HW_PLACE_ERROR_NOT_A_PLACE,
                     is_latitude ? _("This is not a latitude. Write it as 51.5155 or 51 30 55.8 N.")
                                 : _("This is not a longitude. Write it as -0.1000 or 0 6 0 W."));
  return reading == HW_PLACE_READ;
}
