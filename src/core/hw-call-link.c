/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-call-link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * What a softphone opens when somebody rings: homeward:report?phone=NUMBER, as
 * most of them can be told to ("open this address on an incoming call"). Anybody
 * can make such a link, so it can do no more than begin a call with a number in
 * it. No error repeats the number.
 */

G_DEFINE_QUARK (hw-call-link-error-quark, hw_call_link_error)

#define MAX_PHONE 40
#define MAX_LINK  1000

/**
 * hw_call_link_is_link:
 * @text: an argument of the command line
 *
 * Returns: whether it is meant to be a link and not, say, a file
 */
gboolean
hw_call_link_is_link (const char *text)
{
  return g_ascii_strncasecmp (text, HW_CALL_LINK_SCHEME ":", strlen (HW_CALL_LINK_SCHEME ":")) == 0;
}

/**
 * hw_call_link_clean_phone:
 * @phone: a number as a telephone gives it: "+45 70 10 11 55", "tel:+4570101155", "sip:+4570101155@exchange.example"
 * @error: return location for %HW_CALL_LINK_ERROR_NO_NUMBER
 *
 * Returns: (transfer full) (nullable): the number alone, digits grouped as they came
 */
char *
hw_call_link_clean_phone (const char  *phone,
                          GError     **error)
{
  g_autofree char *number = g_strstrip (g_strdup (phone));
  const char *start = number;
  guint digits = 0;
  gsize length;

  if (g_ascii_strncasecmp (start, "tel:", 4) == 0 || g_ascii_strncasecmp (start, "sip:", 4) == 0)
    start += 4;
  else if (g_ascii_strncasecmp (start, "sips:", 5) == 0)
    start += 5;
  length = strcspn (start, "@;");
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (start[i]))
      digits++;
    else if (strchr ("+-() ./", start[i]) == NULL)
      length = 0;
  if (digits < 3 || length < digits || length > MAX_PHONE)
    {
      g_set_error_literal (error, HW_CALL_LINK_ERROR, HW_CALL_LINK_ERROR_NO_NUMBER,
                           _("That is not a telephone number. The call begins without it."));
      return NULL;
    }
  return g_strchomp (g_strndup (start, length));
}

/* "report" of homeward:report; homeward://report and homeward:/report/ are the same to those who write them. */
static char *
dup_what (GUri *uri)
{
  g_autofree char *all = g_strconcat (g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "", g_uri_get_path (uri), NULL);
  const char *start = all + strspn (all, "/");

  return g_strndup (start, strcspn (start, "/"));
}

/**
 * hw_call_link_parse:
 * @link: a link
 * @phone: (out) (transfer full) (nullable): the number that calls, %NULL where none is given
 * @error: return location for a #HwCallLinkError
 *
 * Reads "homeward:report" and "homeward:report?phone=NUMBER", as RFC 3986 has
 * them; a plus sign is a plus sign, and other questions in it are passed over.
 *
 * Returns: whether @link asks for a call
 */
gboolean
hw_call_link_parse (const char  *link,
                    char       **phone,
                    GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GHashTable) questions = NULL;
  g_autofree char *what = NULL;
  const char *number;

  *phone = NULL;
  if (strlen (link) <= MAX_LINK)
    uri = g_uri_parse (link, G_URI_FLAGS_ENCODED_QUERY, NULL);
  what = uri != NULL ? dup_what (uri) : NULL;
  if (uri == NULL || strcmp (g_uri_get_scheme (uri), HW_CALL_LINK_SCHEME) != 0 || strcmp (what, "report") != 0)
    {
      g_set_error_literal (error, HW_CALL_LINK_ERROR, HW_CALL_LINK_ERROR_NOT_A_LINK,
                           _("That link is not understood. homeward:report?phone=NUMBER begins a call."));
      return FALSE;
    }
  if (g_uri_get_query (uri) == NULL)
    return TRUE;

  questions = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, NULL);
  number = questions != NULL ? g_hash_table_lookup (questions, "phone") : NULL;
  if (number == NULL || *number == '\0')
    return TRUE;
  *phone = hw_call_link_clean_phone (number, error);
  return *phone != NULL;
}
