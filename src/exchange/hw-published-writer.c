/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-csv-writer.h"
#include "hw-published-writer.h"
#include "hw-small-numbers.h"

/*
 * The page "what was done about reports", as HTML that stands alone and as CSV.
 * Every number goes through hw_small_numbers_protect() here, so that no caller
 * can forget it.
 */

#define MAX_ROWS 16

static const char * const channel_words[HW_N_CHANNELS] = {
  N_("By telephone"), N_("By the web form"), N_("By SMS"), N_("By e-mail"), N_("From another system"), N_("Seen by the team"), N_("From people themselves"),
};

/* Told of the past, and of many. */
static const char * const answer_words[HW_N_CALLER_ANSWERS] = {
  [HW_CALLER_ANSWER_RECEIVED] = N_("Not looked at yet"),
  [HW_CALLER_ANSWER_LOOKED_AT] = N_("Looked at"),
  [HW_CALLER_ANSWER_TEAM_WENT_OUT] = N_("A team is going there"),
  [HW_CALLER_ANSWER_MET] = N_("A team met somebody there"),
  [HW_CALLER_ANSWER_LOOKED_FOR_NOT_FOUND] = N_("A team went there and met nobody"),
  [HW_CALLER_ANSWER_PLACE_NOT_FOUND] = N_("The place could not be found or reached"),
  [HW_CALLER_ANSWER_KNOWN_TO_US] = N_("Known to the team already"),
  [HW_CALLER_ANSWER_PASSED_ON] = N_("Passed on to other services"),
  [HW_CALLER_ANSWER_NOT_OUR_AREA] = N_("Not in our area"),
  [HW_CALLER_ANSWER_NEEDS_INFORMATION] = N_("More had to be asked"),
};

static const char * const told_words[HW_N_TOLD] = {
  N_("Answered within ten working days"), N_("Answered later"), N_("Not answered yet, in time"), N_("Not answered, overdue"),
};

typedef struct
{
  const char         *title;      /* (static): untranslated */
  const char * const *words;
  const guint        *counts;
  guint               n_counts;
} Table;

static void
get_tables (const HwPublishedMonth *month,
            Table                   tables[3])
{
  tables[0] = (Table) { N_("What was done"), answer_words, month->by_answer, HW_N_CALLER_ANSWERS };
  tables[1] = (Table) { N_("How reports came"), channel_words, month->by_channel, HW_N_CHANNELS };
  tables[2] = (Table) { N_("Callers who wanted an answer"), told_words, month->told, HW_N_TOLD };
}

G_STATIC_ASSERT (HW_N_CALLER_ANSWERS < MAX_ROWS && HW_N_CHANNELS < MAX_ROWS);

/* @shown: the numbers and, last, their sum. */
static void
protect (const Table *table,
         int         *shown)
{
  int all[2 * (MAX_ROWS + 1)];

  hw_small_numbers_protect (table->counts, 1, table->n_counts, all);
  memcpy (shown, all, (table->n_counts + 1) * sizeof *shown);
}

static char *
dup_number (int number)
{
  return number == HW_SMALL_NUMBER_HIDDEN ? g_strdup (_("not told")) : g_strdup_printf ("%d", number);
}

static char *
dup_month (const HwPublishedMonth *month)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc ((int) month->year, (int) month->month, 1, 0, 0, 0);

  /* TRANSLATORS: a month and its year, as g_date_time_format() writes them */
  return g_date_time_format (first, _("%B %Y"));
}

/* -- HTML -- */

static void
add_row (GString    *html,
         const char *tag,
         const char *words,
         int         number)
{
  g_autofree char *text = dup_number (number);
  g_autofree char *row = g_markup_printf_escaped ("<tr><%s scope=\"row\">%s</%s><td>%s</td></tr>\n", tag, words, tag, text);

  g_string_append (html, row);
}

static void
add_table (GString     *html,
           const Table *table)
{
  g_autofree char *caption = g_markup_printf_escaped ("<table>\n<caption>%s</caption>\n", _(table->title));
  int shown[MAX_ROWS + 1];

  protect (table, shown);
  g_string_append (html, caption);
  for (guint i = 0; i < table->n_counts; i++)
    if (shown[i] != 0)
      add_row (html, "th", _(table->words[i]), shown[i]);
  add_row (html, "th", _("All together"), shown[table->n_counts]);
  g_string_append (html, "</table>\n");
}

static GString *
make_page (const HwPublishedMonth *month,
           const char             *team)
{
  GString *html = g_string_new (NULL);
  g_autofree char *when = dup_month (month);
  g_autofree char *title = g_strdup_printf (_("What was done about reports, %s"), when);
  /* TRANSLATORS: the code of your language, for the lang attribute of HTML */
  g_autofree char *head = g_markup_printf_escaped ("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n", C_("language", "en"), title);
  g_autofree char *top = g_markup_printf_escaped ("<main>\n<h1>%s</h1>\n<p>%s</p>\n", title, team != NULL ? team : "");
  g_autofree char *rule = g_markup_printf_escaped ("<p>%s</p>\n</main>\n</body>\n</html>\n",
    _("Numbers are rounded to five. Fewer than five are not told, nor what would give them away, so that nobody can be recognised. A report is counted in the month in which it came."));
  Table tables[3];

  g_string_append (html, head);
  g_string_append (html, "<style>body{font:1.1rem/1.5 sans-serif;color-scheme:light dark;margin:0 auto;max-width:40rem;padding:1rem}"
                         "table{border-collapse:collapse;width:100%;margin:2rem 0}caption{font-weight:bold;text-align:start}"
                         "th{font-weight:normal;text-align:start}td{text-align:end;font-variant-numeric:tabular-nums}"
                         "th,td{padding:.4rem 0;border-bottom:1px solid}</style>\n</head>\n<body>\n");
  g_string_append (html, top);
  get_tables (month, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_table (html, &tables[i]);
  g_string_append (html, rule);
  return html;
}

/**
 * hw_published_write_html:
 * @month: a month
 * @team: (nullable): whose reports they were
 * @stream: where to write
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Writes a page that needs nothing else, in the language of the program.
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_published_write_html (const HwPublishedMonth *month,
                         const char             *team,
                         GOutputStream          *stream,
                         GCancellable           *cancellable,
                         GError                **error)
{
  GString *html = make_page (month, team);
  gboolean written = g_output_stream_write_all (stream, html->str, html->len, NULL, cancellable, error);

  g_string_free (html, TRUE);
  return written;
}

/* -- CSV -- */

static gboolean
write_row (HwCsvWriter   *writer,
           const char    *table,
           const char    *words,
           int            number,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *text = number == HW_SMALL_NUMBER_HIDDEN ? g_strdup ("") : g_strdup_printf ("%d", number);

  hw_csv_writer_add_text (writer, table);
  hw_csv_writer_add_text (writer, words);
  hw_csv_writer_add_plain (writer, text);
  hw_csv_writer_add_plain (writer, number == HW_SMALL_NUMBER_HIDDEN ? "hidden" : "rounded");
  return hw_csv_writer_end_row (writer, cancellable, error);
}

static gboolean
write_table (HwCsvWriter   *writer,
             const Table   *table,
             GCancellable  *cancellable,
             GError       **error)
{
  int shown[MAX_ROWS + 1];

  protect (table, shown);
  for (guint i = 0; i < table->n_counts; i++)
    if (!write_row (writer, _(table->title), _(table->words[i]), shown[i], cancellable, error))
      return FALSE;
  return write_row (writer, _(table->title), _("All together"), shown[table->n_counts], cancellable, error);
}

/**
 * hw_published_write_csv:
 * @month: a month
 * @stream: where to write
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Writes the columns table, what, number and rule ("rounded", or "hidden" with an empty number).
 *
 * Returns: %FALSE with @error set when it failed
 */
gboolean
hw_published_write_csv (const HwPublishedMonth *month,
                        GOutputStream          *stream,
                        GCancellable           *cancellable,
                        GError                **error)
{
  g_autoptr (HwCsvWriter) writer = hw_csv_writer_new (stream);
  static const char * const columns[] = { "table", "what", "number", "rule" };
  Table tables[3];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    hw_csv_writer_add_plain (writer, columns[i]);
  if (!hw_csv_writer_end_row (writer, cancellable, error))
    return FALSE;
  get_tables (month, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!write_table (writer, &tables[i], cancellable, error))
      return FALSE;
  return hw_csv_writer_flush (writer, cancellable, error);
}
