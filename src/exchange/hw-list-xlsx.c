/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "hw-date.h"
#include "hw-list-xlsx.h"
#include "hw-number.h"
#include "hw-xlsx-book.h"

/* A list as a workbook: dates are dates and numbers numbers, so that they can be
 * sorted; the header stays where it is; text is text whatever it looks like. */

#define LEAST_WIDTH 8      /* characters */
#define MOST_WIDTH  60
#define MAX_DIGITS  15     /* that a number keeps exactly */
#define MAX_HEADER  255    /* bytes, of the format */

typedef struct
{
  const HwListTable *list;
  lxw_worksheet     *sheet;
  lxw_format        *header;
  lxw_format        *text;
  lxw_format        *date;
} Page;

static gsize
count_bytes (const HwListTable *list)
{
  guint n_rows = hw_list_table_get_n_rows (list), n_columns = hw_list_table_get_n_columns (list);
  gsize bytes = 0;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const char *value = hw_list_table_get (list, row, column);

        bytes += value != NULL ? strlen (value) : 0;
      }
  return bytes;
}

/* Characters of the longest line of each cell. */
static guint
measure_text (const char *text)
{
  guint longest = 0;

  while (text != NULL && *text != '\0')
    {
      const char *end = strchrnul (text, '\n');

      longest = MAX (longest, (guint) g_utf8_strlen (text, end - text));
      text = *end != '\0' ? end + 1 : end;
    }
  return longest;
}

static void
set_width (const Page *page,
           guint       column)
{
  guint n_rows = hw_list_table_get_n_rows (page->list);
  guint width = MAX (LEAST_WIDTH, measure_text (hw_list_table_get_column (page->list, column)->words));

  for (guint row = 0; row < n_rows; row++)
    width = MAX (width, measure_text (hw_list_table_get (page->list, row, column)));
  worksheet_set_column (page->sheet, (lxw_col_t) column, (lxw_col_t) column, MIN (width, MOST_WIDTH) + 2, NULL);
}

static gboolean
write_date (const Page *page,
            guint       row,
            guint       column,
            const char *value)
{
  lxw_datetime date = { 0 };

  /* Before 1900-03-01 the format counts days that there never were. */
  return hw_date_parse (value, NULL, NULL) && sscanf (value, "%d-%d-%d", &date.year, &date.month, &date.day) == 3 && date.year > 1900 &&
         worksheet_write_datetime (page->sheet, row, (lxw_col_t) column, &date, page->date) == LXW_NO_ERROR;
}

static gboolean
write_number (const Page *page,
              guint       row,
              guint       column,
              const char *value)
{
  double number;

  return strlen (value) <= MAX_DIGITS && hw_number_parse (value, &number, NULL) &&
         worksheet_write_number (page->sheet, row, (lxw_col_t) column, number, NULL) == LXW_NO_ERROR;
}

static void
write_cell (const Page *page,
            guint       row,
            guint       column)
{
  const char *value = hw_list_table_get (page->list, row, column);
  HwListType type = hw_list_table_get_column (page->list, column)->type;

  /* What is not what its column says is a text. */
  if (value == NULL ||
      (type == HW_LIST_DATE && write_date (page, row + 1, column, value)) ||
      (type == HW_LIST_NUMBER && write_number (page, row + 1, column, value)))
    return;
  hw_xlsx_write_text (page->sheet, row + 1, column, value, page->text);
}

/* On paper: an ampersand begins a code, so it is doubled. */
static void
set_printed_header (const Page *page)
{
  const char *title = hw_list_table_get_title (page->list), *recipient = hw_list_table_get_recipient (page->list);
  g_autofree char *words = recipient != NULL ? g_strdup_printf ("%s · %s", title, recipient) : g_strdup (title);
  GString *header = g_string_new ("&L");

  for (const char *c = words; *c != '\0' && header->len < MAX_HEADER - 8; c = g_utf8_next_char (c))
    {
      g_string_append_len (header, c, g_utf8_next_char (c) - c);
      if (*c == '&')
        g_string_append_c (header, '&');
    }
  worksheet_set_header (page->sheet, header->str);
  worksheet_set_footer (page->sheet, "&R&P / &N");
  g_string_free (header, TRUE);
}

static void
set_up_sheet (const Page *page)
{
  guint n_rows = hw_list_table_get_n_rows (page->list), n_columns = hw_list_table_get_n_columns (page->list);

  for (guint column = 0; column < n_columns; column++)
    {
      hw_xlsx_write_text (page->sheet, 0, column, hw_list_table_get_column (page->list, column)->words, page->header);
      set_width (page, column);
    }
  worksheet_freeze_panes (page->sheet, 1, 0);
  worksheet_repeat_rows (page->sheet, 0, 0);
  worksheet_set_landscape (page->sheet);
  worksheet_set_paper (page->sheet, 9);   /* A4 */
  worksheet_fit_to_pages (page->sheet, 1, 0);
  if (n_rows > 0 && n_columns > 0)
    worksheet_autofilter (page->sheet, 0, 0, n_rows, (lxw_col_t) (n_columns - 1));
  set_printed_header (page);
}

static void
make_formats (Page         *page,
              lxw_workbook *workbook)
{
  page->header = workbook_add_format (workbook);
  format_set_bold (page->header);
  format_set_bottom (page->header, LXW_BORDER_THIN);
  page->text = workbook_add_format (workbook);
  format_set_text_wrap (page->text);
  format_set_align (page->text, LXW_ALIGN_VERTICAL_TOP);
  page->date = workbook_add_format (workbook);
  format_set_num_format (page->date, "yyyy-mm-dd");
  format_set_align (page->date, LXW_ALIGN_LEFT);
}

/**
 * hw_list_write_xlsx:
 * @self: a list
 * @error: return location for a %G_IO_ERROR
 *
 * Writes a workbook of one sheet (Office Open XML). Nothing of it touches the disk.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_list_write_xlsx (const HwListTable  *self,
                    GError            **error)
{
  guint n_rows = hw_list_table_get_n_rows (self), n_columns = hw_list_table_get_n_columns (self);
  g_autoptr (HwXlsxBook) book = NULL;
  Page page = { .list = self };

  if (n_rows >= LXW_ROW_MAX || n_columns > LXW_COL_MAX)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("The list is longer than a sheet can be. No file was written. Save it as CSV instead."));
      return NULL;
    }
  book = hw_xlsx_book_new ((gsize) n_rows * n_columns, count_bytes (self), error);
  if (book == NULL)
    return NULL;
  page.sheet = hw_xlsx_book_add_sheet (book, hw_list_table_get_title (self));
  make_formats (&page, hw_xlsx_book_get_workbook (book));
  set_up_sheet (&page);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      write_cell (&page, row, column);
  return hw_xlsx_book_finish (book, error);
}
