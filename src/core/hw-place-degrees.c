/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include "hw-place-private.h"

/* Degrees, with or without minutes and seconds. The text becomes tokens; the
 * tokens are divided into two coordinates; each coordinate is one to three
 * numbers. Two things make this longer than it looks: a comma can stand between
 * the coordinates or before decimals, and people leave out signs. Where that
 * leaves two readings we say so rather than choose. */

#define MAX_TOKENS 24

typedef enum
{
  TOKEN_NUMBER,
  TOKEN_SIGN,        /* of degrees, minutes or seconds */
  TOKEN_LETTER,      /* N, S, E, W */
  TOKEN_SEPARATOR
} TokenKind;

typedef struct
{
  TokenKind kind;
  char      character;   /* the sign or the letter */
  double    value;       /* of a number, without its sign */
  guint     n_decimals;
  gboolean  is_signed, is_negative, is_whole;
} Token;

typedef struct
{
  Token    tokens[MAX_TOKENS];
  guint    n_tokens;
} Tokens;

typedef struct
{
  double degrees;
  double precision;      /* degrees either way */
  char   letter;         /* or 0 */
  guint  n_numbers;
} Angle;

/* -- commas -- */

/* Whether the comma at @at has a digit right before and right after it. */
static gboolean
is_tight (const char *text,
          const char *at)
{
  return at > text && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]);
}

static guint
count_tight_commas (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at++)
    n += *at == ',' && is_tight (text, at);
  return n;
}

/* "51,5" and nothing else, where both halves could be whole degrees: two coordinates, or one with a decimal comma. */
static gboolean
is_one_comma_between_degrees (const char *text)
{
  char *at;
  gint64 latitude = g_ascii_strtoll (text, &at, 10);
  gint64 longitude;

  if (*at != ',' || !is_tight (text, at))
    return FALSE;
  longitude = g_ascii_strtoll (at + 1, &at, 10);
  return *at == '\0' && ABS (latitude) <= 90 && longitude <= 180;
}

/* "51,5155,0,1000": of three commas in a chain, the middle one separates. */
static gboolean
is_chain_of_commas (const char *text)
{
  return strspn (text + (*text == '-' || *text == '+'), "0123456789,") == strlen (text) - (*text == '-' || *text == '+')
         && count_tight_commas (text) > 1;
}

/*
 * Turns decimal commas into points, and separating ones into semicolons.
 * With @is_pair unset, one coordinate is expected, whose comma is decimal.
 */
static HwPlaceReading
resolve_commas (char     *text,
                gboolean  is_pair,
                GError  **error)
{
  gboolean has_point = strchr (text, '.') != NULL;
  guint n_tight = count_tight_commas (text), i = 0;
  gboolean is_chain = is_pair && is_chain_of_commas (text);

  if (is_chain && n_tight != 3)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("The commas can be read in two ways. Write decimals with a point: 51.5155, -0.1000."));
  if (is_pair && is_one_comma_between_degrees (text))
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("“%s” can be two coordinates or one with decimals. Write a space after the comma between two."),
                            text);
  for (char *at = text; *at != '\0'; at++)
    {
      if (*at == ';' || *at == '/')
        *at = ';';
      else if (*at == ',')
        {
          gboolean is_decimal = !has_point && is_tight (text, at) && !(is_chain && i == 1);

          /* is_tight() looks back at a digit, which stays one */
          i += is_tight (text, at);
          *at = is_decimal ? '.' : ';';
        }
    }
  return HW_PLACE_READ;
}

/* -- tokens -- */

static const char *
read_number (const char *at,
             Token      *token)
{
  const char *digits;

  token->kind = TOKEN_NUMBER;
  token->is_signed = *at == '-' || *at == '+';
  token->is_negative = *at == '-';
  at += token->is_signed;
  digits = at;
  at += strspn (at, "0123456789");
  token->is_whole = *at != '.';
  if (*at == '.')
    {
      gsize n = strspn (at + 1, "0123456789");

      token->n_decimals = (guint) MIN (n, 15);
      at += 1 + n;
    }
  token->value = g_ascii_strtod (digits, NULL);
  return at;
}

static gboolean
starts_number (const char *at)
{
  at += *at == '-' || *at == '+';
  return g_ascii_isdigit (*at) || (*at == '.' && g_ascii_isdigit (at[1]));
}

/* FALSE at the first character that no pair of coordinates has. */
static gboolean
tokenize (const char *text,
          Tokens     *tokens)
{
  tokens->n_tokens = 0;
  while (*text != '\0')
    {
      Token *token = &tokens->tokens[tokens->n_tokens];

      if (*text == ' ')
        {
          text++;
          continue;
        }
      if (tokens->n_tokens == MAX_TOKENS)
        return FALSE;
      *token = (Token) { .character = *text };
      if (starts_number (text))
        text = read_number (text, token);
      else if (*text == HW_SIGN_DEGREES || *text == HW_SIGN_MINUTES || *text == HW_SIGN_SECONDS)
        token->kind = TOKEN_SIGN;
      else if (*text == ';')
        token->kind = TOKEN_SEPARATOR;
      else if (strchr ("NSEW", *text) != NULL && !g_ascii_isalpha (text[1]))
        token->kind = TOKEN_LETTER;
      else
        return FALSE;
      text += token->kind != TOKEN_NUMBER;
      tokens->n_tokens++;
    }
  return tokens->n_tokens > 0;
}

static guint
count_tokens (const Tokens *tokens,
              TokenKind     kind)
{
  guint n = 0;

  for (guint i = 0; i < tokens->n_tokens; i++)
    n += tokens->tokens[i].kind == kind;
  return n;
}

/* The place of the @nth token of a kind, from 0. */
static guint
find_token (const Tokens *tokens,
            TokenKind     kind,
            guint         nth)
{
  for (guint i = 0; i < tokens->n_tokens; i++)
    if (tokens->tokens[i].kind == kind && nth-- == 0)
      return i;
  return tokens->n_tokens;
}

/* -- one coordinate -- */

static HwPlaceReading
refuse_angle (GError **error)
{
  return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                          _("A coordinate is degrees, then perhaps minutes, then perhaps seconds: 51°30'55.8\"N."));
}

/* A number's unit is its place in the row; a sign behind it must agree. */
static HwPlaceReading
add_number (Angle        *angle,
            const Token  *token,
            const Token  *sign,
            gboolean      is_last,
            GError      **error)
{
  static const char unit_signs[] = { HW_SIGN_DEGREES, HW_SIGN_MINUTES, HW_SIGN_SECONDS };
  static const double units[] = { 1.0, 60.0, 3600.0 };
  guint unit = angle->n_numbers++;

  if (unit > 2 || (sign != NULL && sign->character != unit_signs[unit]) || (unit > 0 && token->is_signed))
    return refuse_angle (error);
  if (!is_last && !token->is_whole)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("Only the last number of a coordinate can have decimals."));
  if (unit > 0 && token->value >= 60.0)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            unit == 1 ? _("Minutes must be below 60.") : _("Seconds must be below 60."));
  angle->degrees += token->value / units[unit];
  angle->precision = 0.5 * pow (10.0, -(double) token->n_decimals) / units[unit];
  return HW_PLACE_READ;
}

static HwPlaceReading
read_numbers (const Token  *tokens,
              guint         n_tokens,
              Angle        *angle,
              GError      **error)
{
  for (guint i = 0; i < n_tokens; i++)
    {
      const Token *sign = i + 1 < n_tokens && tokens[i + 1].kind == TOKEN_SIGN ? &tokens[i + 1] : NULL;
      guint next = i + (sign != NULL ? 2 : 1);
      HwPlaceReading reading;

      if (tokens[i].kind != TOKEN_NUMBER)
        return refuse_angle (error);
      reading = add_number (angle, &tokens[i], sign, next >= n_tokens, error);
      if (reading != HW_PLACE_READ)
        return reading;
      i = next - 1;
    }
  return angle->n_numbers > 0 ? HW_PLACE_READ : refuse_angle (error);
}

static HwPlaceReading
read_one (const Token  *tokens,
          guint         n_tokens,
          Angle        *angle,
          GError      **error)
{
  HwPlaceReading reading;

  *angle = (Angle) { 0 };
  if (n_tokens > 0 && tokens[0].kind == TOKEN_LETTER)
    {
      angle->letter = tokens[0].character;
      tokens++;
      n_tokens--;
    }
  else if (n_tokens > 0 && tokens[n_tokens - 1].kind == TOKEN_LETTER)
    angle->letter = tokens[--n_tokens].character;

  reading = read_numbers (tokens, n_tokens, angle, error);
  if (reading != HW_PLACE_READ)
    return reading;
  if (angle->letter != 0 && tokens[0].is_signed)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("A coordinate has either a sign or a letter for its direction, not both."));
  if (tokens[0].is_negative || angle->letter == 'S' || angle->letter == 'W')
    angle->degrees = -angle->degrees;
  return HW_PLACE_READ;
}

static gboolean
is_latitude_letter (char letter)
{
  return letter == 'N' || letter == 'S';
}

static HwPlaceReading
check_range (const Angle *angle,
             gboolean     is_latitude,
             GError     **error)
{
  if (is_latitude && !(fabs (angle->degrees) <= 90.0))
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The latitude %g lies beyond the poles: it must be from -90 to 90."), angle->degrees);
  if (!(fabs (angle->degrees) <= 180.0))
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The longitude %g is out of range: it must be from -180 to 180."), angle->degrees);
  return HW_PLACE_READ;
}

/* -- two coordinates -- */

/* Without separator, letters or signs, the count of numbers tells; 0 if it does not. */
static guint
divide_by_numbers (const Tokens *tokens)
{
  guint n_numbers = count_tokens (tokens, TOKEN_NUMBER);

  for (guint i = 1; i < n_numbers; i++)
    {
      guint at = find_token (tokens, TOKEN_NUMBER, i);

      if (tokens->tokens[at].is_signed)
        return at;
    }
  return n_numbers % 2 == 0 ? find_token (tokens, TOKEN_NUMBER, n_numbers / 2) : 0;
}

/* Where the second coordinate begins; 0 if there is but one. */
static guint
divide (const Tokens *tokens)
{
  guint n_letters = count_tokens (tokens, TOKEN_LETTER);
  guint letter = find_token (tokens, TOKEN_LETTER, 0);

  if (n_letters == 2 && letter == 0)
    return find_token (tokens, TOKEN_LETTER, 1);
  if (n_letters > 0 && letter > 0 && letter + 1 < tokens->n_tokens)
    return letter + 1;
  for (guint i = 1, n_degrees = 0; i < tokens->n_tokens; i++)
    if (tokens->tokens[i].character == HW_SIGN_DEGREES && tokens->tokens[i].kind == TOKEN_SIGN && n_degrees++ == 1)
      return i - 1;
  return divide_by_numbers (tokens);
}

/* "51 30": latitude and longitude, or degrees and minutes. */
static gboolean
is_two_whole_numbers (const Tokens *tokens)
{
  return tokens->n_tokens == 2
         && tokens->tokens[0].kind == TOKEN_NUMBER && tokens->tokens[0].is_whole
         && tokens->tokens[1].kind == TOKEN_NUMBER && tokens->tokens[1].is_whole
         && !tokens->tokens[1].is_signed && tokens->tokens[1].value < 60.0;
}

/* "51.5 W0.1": the one letter may belong to either side, unless a sign begins the other. */
static gboolean
is_one_letter_between (const Tokens *tokens)
{
  guint letter = find_token (tokens, TOKEN_LETTER, 0);

  return count_tokens (tokens, TOKEN_LETTER) == 1 && letter > 0 && letter + 1 < tokens->n_tokens
         && !tokens->tokens[letter + 1].is_signed;
}

static HwPlaceReading
refuse_lone_coordinate (GError **error)
{
  return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                          _("There is only one coordinate: a place needs latitude and longitude."));
}

static HwPlaceReading
read_two (const Tokens *tokens,
          Angle         angles[2],
          GError      **error)
{
  guint n_separators = count_tokens (tokens, TOKEN_SEPARATOR);
  guint middle = find_token (tokens, TOKEN_SEPARATOR, 0);
  guint second = n_separators == 1 ? middle + 1 : divide (tokens);
  guint first_end = n_separators == 1 ? middle : second;
  HwPlaceReading reading;

  if (n_separators > 1)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("There are more than two coordinates. Write one latitude and one longitude."));
  if (n_separators == 0 && is_two_whole_numbers (tokens))
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("This can be latitude and longitude, or degrees and minutes. Write a comma between latitude and longitude."));
  if (n_separators == 0 && is_one_letter_between (tokens))
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS,
                            _("The letter can belong to either coordinate. Give both a letter, or write a comma between them."));
  if (second == 0 || second >= tokens->n_tokens || first_end == 0)
    return refuse_lone_coordinate (error);

  reading = read_one (tokens->tokens, first_end, &angles[0], error);
  if (reading == HW_PLACE_READ)
    reading = read_one (tokens->tokens + second, tokens->n_tokens - second, &angles[1], error);
  return reading;
}

/* Latitude first, unless the letters say otherwise. */
static HwPlaceReading
order_angles (Angle    angles[2],
              GError **error)
{
  gboolean first_is_longitude = angles[0].letter != 0 && !is_latitude_letter (angles[0].letter);
  gboolean second_is_latitude = angles[1].letter != 0 && is_latitude_letter (angles[1].letter);
  Angle first = angles[0];

  if (angles[0].letter != 0 && angles[1].letter != 0 && first_is_longitude != second_is_latitude)
    return hw_place_refuse (error, HW_PLACE_ERROR_INCOMPLETE,
                            first_is_longitude ? _("Both coordinates are longitudes: the latitude is missing.")
                                               : _("Both coordinates are latitudes: the longitude is missing."));
  if (first_is_longitude || second_is_latitude)
    {
      angles[0] = angles[1];
      angles[1] = first;
    }
  if (!(fabs (angles[0].degrees) <= 90.0) && fabs (angles[0].degrees) <= 180.0 && fabs (angles[1].degrees) <= 90.0)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            _("The latitude %g lies beyond the poles. Write latitude first, then longitude."),
                            angles[0].degrees);
  return HW_PLACE_READ;
}

HwPlaceReading
hw_place_read_degrees (const char *text,
                       HwPlace    *place,
                       GError    **error)
{
  g_autofree char *resolved = g_strdup (text);
  HwPlaceReading reading;
  Angle angles[2];
  Tokens tokens;

  /* what has other characters is not degrees at all: its commas are no business of ours */
  if (strspn (text, "0123456789 .,;/+-*'\"NSEW") != strlen (text) || strcspn (text, "0123456789") == strlen (text))
    return HW_PLACE_NO;
  reading = resolve_commas (resolved, TRUE, error);
  if (reading != HW_PLACE_READ)
    return reading;
  if (!tokenize (resolved, &tokens))
    return HW_PLACE_NO;

  reading = read_two (&tokens, angles, error);
  if (reading == HW_PLACE_READ)
    reading = order_angles (angles, error);
  if (reading == HW_PLACE_READ)
    reading = check_range (&angles[0], TRUE, error);
  if (reading == HW_PLACE_READ)
    reading = check_range (&angles[1], FALSE, error);
  if (reading != HW_PLACE_READ)
    return reading;

  place->point = (HwPoint) { angles[0].degrees, angles[1].degrees };
  place->form = angles[0].n_numbers > 1 || angles[1].n_numbers > 1 ? HW_PLACE_FORM_DEGREES_MINUTES_SECONDS
                                                                   : HW_PLACE_FORM_DEGREES;
  /* the finer of the two: programs drop the zeros at the end of "-0.1000" */
  place->precision_m = HW_METRES_PER_DEGREE * MIN (angles[0].precision, angles[1].precision);
  return HW_PLACE_READ;
}

HwPlaceReading
hw_place_read_angle (const char *text,
                     gboolean    is_latitude,
                     double     *degrees,
                     GError    **error)
{
  g_autofree char *resolved = g_strdup (text);
  HwPlaceReading reading;
  Tokens tokens;
  Angle angle;

  if (strcspn (text, "0123456789") == strlen (text))
    return HW_PLACE_NO;
  reading = resolve_commas (resolved, FALSE, error);
  if (reading != HW_PLACE_READ)
    return reading;
  if (!tokenize (resolved, &tokens))
    return HW_PLACE_NO;
  if (count_tokens (&tokens, TOKEN_SEPARATOR) > 0 || count_tokens (&tokens, TOKEN_LETTER) > 1)
    return hw_place_refuse (error, HW_PLACE_ERROR_AMBIGUOUS, _("This is more than one coordinate."));

  reading = read_one (tokens.tokens, tokens.n_tokens, &angle, error);
  if (reading != HW_PLACE_READ)
    return reading;
  if (angle.letter != 0 && is_latitude_letter (angle.letter) != is_latitude)
    return hw_place_refuse (error, HW_PLACE_ERROR_OUT_OF_RANGE,
                            is_latitude ? _("This is a longitude where a latitude is due.")
                                        : _("This is a latitude where a longitude is due."));
  reading = check_range (&angle, is_latitude, error);
  if (reading == HW_PLACE_READ)
    *degrees = angle.degrees;
  return reading;
}
