/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-head.h"

#include <string.h>

#include "hw-form-data.h"

/*
 * What is said about a request before its body is read. Whatever two programs
 * could read in two ways (two lengths, a length and chunks, an escaped slash) is
 * refused rather than read in one: that is how one request is smuggled inside
 * another past a proxy.
 */

#define LONGEST_PATH   512
#define LONGEST_NUMBER 9

G_STATIC_ASSERT (HW_INTAKE_MAX_BODY == HW_FORM_DATA_MAX_BYTES);

static gboolean
is_plain_path (const char *path)
{
  gsize length = strnlen (path, LONGEST_PATH + 1);

  if (path[0] != '/' || length > LONGEST_PATH)
    return FALSE;
  for (const char *c = path; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("/._~-", *c) == NULL)
      return FALSE;
  return strstr (path, "//") == NULL && strstr (path, "/.") == NULL;
}

static gboolean
is_number (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= LONGEST_NUMBER && strspn (text, "0123456789") == length;
}

static guint
refuse (guint        status,
        const char  *refused,
        const char **words)
{
  *words = refused;
  return status;
}

static guint
check_length (gboolean     has_body,
              const char  *length,
              const char  *transfer,
              const char **words)
{
  if (transfer != NULL && (length != NULL || g_ascii_strcasecmp (transfer, "chunked") != 0))
    return refuse (400, "The request says its length in two ways, or in one that is not known here. Nothing was recorded.", words);
  if (length != NULL && !is_number (length))
    return refuse (400, "The length of the request is not one number. Nothing was recorded.", words);
  if (!has_body)
    return transfer != NULL || (length != NULL && strspn (length, "0") != strlen (length)) ? refuse (400, "A question has no body here.\n", words) : 0;
  if (length == NULL && transfer == NULL)
    return refuse (411, "The request does not say how long it is. Nothing was recorded.", words);
  if (length != NULL && atol (length) > HW_INTAKE_MAX_BODY)
    return refuse (413, "This is longer than 256 KiB, which is the most that is taken here. Nothing was recorded: send the words alone.", words);
  return 0;
}

/**
 * hw_intake_head_check:
 * @method: of the request
 * @path: as it came, not decoded
 * @headers: of the request
 * @words: (out): why it is refused, plain text
 *
 * Looks at the head of a request.
 *
 * Returns: 0 where its body may be read, or the status it is refused with
 */
guint
hw_intake_head_check (const char          *method,
                      const char          *path,
                      SoupMessageHeaders  *headers,
                      const char         **words)
{
  gboolean has_body = strcmp (method, "POST") == 0;
  guint status = check_length (has_body, soup_message_headers_get_list (headers, "Content-Length"), soup_message_headers_get_list (headers, "Transfer-Encoding"), words);

  if (status != 0)
    return status;
  if (!has_body && strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0)
    return refuse (405, "GET, HEAD and POST are understood here.", words);
  if (!is_plain_path (path))
    return refuse (404, "There is nothing at this address.", words);
  if (soup_message_headers_get_list (headers, "Content-Encoding") != NULL)
    return refuse (415, "The body is packed. Send it as it is. Nothing was recorded.", words);
  return 0;
}
