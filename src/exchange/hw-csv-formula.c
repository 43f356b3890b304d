/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-formula.h"

/* A file with commas may be opened with semicolons, as the spreadsheets of half
 * of Europe do: then a cell begins within a text of ours, where none was meant
 * to. So a formula is defused wherever a cell could begin, and given back as it
 * was when a file of ours is read again. The beginning of a cell itself is not
 * looked at here: the writer and the reader have a mark for it. */

/* How many bytes of what a spreadsheet passes over stand here; a mark is one of them, so that one more can be taken off again. */
static gsize
measure_blank (const char *text)
{
  static const char * const wide[] = { "\u00a0", "\u200b", "\ufeff" };

  if (*text == ' ' || *text == '\'' || *text == '\v' || *text == '\f')
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return strlen (wide[i]);
  return 0;
}

/* Whatever a program may break cells at. */
static gboolean
may_end_cell (char c)
{
  return c != '\0' && strchr (",;\t\r\n\"", c) != NULL;
}

static gboolean
begins_formula (const char *text)
{
  static const char * const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };

  if (*text != '\0' && strchr ("=+-@", *text) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return FALSE;
}

/* Telephone numbers and numbers, of which lists are full: a sign, and digits up to where a cell may end. */
static gboolean
is_only_number (const char *text)
{
  const char *end = text + 1;

  if (*text != '+' && *text != '-')
    return FALSE;
  while (g_ascii_isdigit (*end) || *end == ' ' || *end == '.')
    end++;
  return *end == '\0' || may_end_cell (*end);
}

/* (nullable): the next place at which a cell could begin with a formula; @from is where a cell does not begin */
static const char *
find_formula (const char *from)
{
  gboolean may_begin = FALSE;

  for (const char *c = from; *c != '\0';)
    {
      gsize blank = may_begin ? measure_blank (c) : 0;

      if (may_begin && begins_formula (c))
        return c;
      may_begin = blank > 0 || may_end_cell (*c);
      c += MAX (blank, 1);
    }
  return NULL;
}

/**
 * hw_csv_defuse_within:
 * @text: the text of a cell
 *
 * Returns: (transfer full) (nullable): the text with a mark before every formula within it; %NULL where there is none
 */
char *
hw_csv_defuse_within (const char *text)
{
  const char *from = text, *found = find_formula (text);
  GString *defused;

  if (found == NULL)
    return NULL;
  defused = g_string_new (NULL);
  for (; found != NULL; from = found, found = find_formula (found))
    {
      g_string_append_len (defused, from, found - from);
      if (found[-1] == '\'' || !is_only_number (found))
        g_string_append_c (defused, '\'');
    }
  g_string_append (defused, from);
  return g_string_free (defused, FALSE);
}

/**
 * hw_csv_restore_within:
 * @text: the text of a cell as hw_csv_defuse_within() left it
 *
 * Returns: (transfer full) (nullable): the text without these marks; %NULL where there is none
 */
char *
hw_csv_restore_within (const char *text)
{
  const char *from = text, *found = find_formula (text);
  GString *restored;

  if (found == NULL)
    return NULL;
  restored = g_string_new (NULL);
  for (; found != NULL; from = found, found = find_formula (found))
    g_string_append_len (restored, from, found - from - (found[-1] == '\'' ? 1 : 0));
  g_string_append (restored, from);
  return g_string_free (restored, FALSE);
}
