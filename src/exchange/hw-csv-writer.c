/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-csv-formula.h"
#include "hw-csv-writer.h"
#include "hw-number.h"

/* One place decides what a cell looks like, for exports and for the list of refused rows. */

#define FLUSH_AT (64 * 1024)

struct _HwCsvWriter
{
  GOutputStream *stream;   /* (owned) */
  GString       *text;     /* (owned) */
  char           separator;
  gboolean       in_row;
};

HwCsvWriter *
hw_csv_writer_new (GOutputStream *stream)
{
  HwCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_new0 (HwCsvWriter, 1);
  self->stream = g_object_ref (stream);
  self->text = g_string_new (NULL);
  self->separator = ',';
  return self;
}

void
hw_csv_writer_free (HwCsvWriter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_string_free (self->text, TRUE);
  g_free (self);
}

void
hw_csv_writer_set_separator (HwCsvWriter *self,
                             char         separator)
{
  g_return_if_fail (self != NULL && (separator == ',' || separator == ';' || separator == '\t'));

  self->separator = separator;
}

static void
begin_cell (HwCsvWriter *self)
{
  if (self->in_row)
    g_string_append_c (self->text, self->separator);
  self->in_row = TRUE;
}

/* OWASP, "CSV Injection": a spreadsheet runs what begins with one of these, as some do with their full-width
 * forms. A plain number is only a number. */
static gboolean
looks_like_formula (const char *text)
{
  static const char * const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (text, wide[i]))
      return TRUE;
  return *text != 0 && strchr ("=+-@\t\r\n", *text) != NULL && !hw_number_parse (text, &number, NULL);
}

void
hw_csv_writer_add_text (HwCsvWriter *self,
                        const char  *text)
{
  g_autofree char *defused = NULL;
  gboolean formula, quote;

  g_return_if_fail (self != NULL);

  begin_cell (self);
  if (text == NULL)
    return;
  defused = hw_csv_defuse_within (text);
  if (defused != NULL)
    text = defused;
  formula = looks_like_formula (text);
  quote = formula || strpbrk (text, ",;\"\r\n\t") != NULL || g_ascii_isspace (*text);
  if (quote)
    g_string_append_c (self->text, '"');
  if (formula)
    g_string_append_c (self->text, '\'');
  for (; *text != 0; text++)
    {
      if (*text == '"')
        g_string_append_c (self->text, '"');
      g_string_append_c (self->text, *text);
    }
  if (quote)
    g_string_append_c (self->text, '"');
}

void
hw_csv_writer_add_plain (HwCsvWriter *self,
                         const char  *text)
{
  g_return_if_fail (self != NULL && text != NULL);

  begin_cell (self);
  g_string_append (self->text, text);
}

gboolean
hw_csv_writer_flush (HwCsvWriter   *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  gboolean good;

  g_return_val_if_fail (self != NULL, FALSE);

  good = g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, cancellable, error);
  g_string_truncate (self->text, 0);
  return good;
}

gboolean
hw_csv_writer_end_row (HwCsvWriter   *self,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_string_append (self->text, "\r\n");
  self->in_row = FALSE;
  return self->text->len < FLUSH_AT || hw_csv_writer_flush (self, cancellable, error);
}
