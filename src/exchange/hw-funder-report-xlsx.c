/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "hw-funder-report-private.h"
#include "hw-money.h"
#include "hw-xlsx-book.h"

/* The report for a funder as a workbook: one number to a line, to be put into
 * tables of their own; how each is counted; the map as squares. */

typedef struct
{
  HwFunderReport *report;
  HwXlsxBook     *book;
  lxw_format     *bold;
  lxw_format     *wrap;
  lxw_worksheet  *sheet;
  guint           row;
} Page;

static void
begin_sheet (Page               *page,
             const char         *name,
             const char * const *columns,
             const double       *widths,
             guint               n_columns)
{
  page->sheet = hw_xlsx_book_add_sheet (page->book, name);
  page->row = 1;
  for (guint i = 0; i < n_columns; i++)
    {
      hw_xlsx_write_text (page->sheet, 0, i, columns[i], page->bold);
      worksheet_set_column (page->sheet, (lxw_col_t) i, (lxw_col_t) i, widths[i], NULL);
    }
  worksheet_freeze_panes (page->sheet, 1, 0);
  worksheet_repeat_rows (page->sheet, 0, 0);
  worksheet_set_paper (page->sheet, 9);   /* A4 */
  worksheet_fit_to_pages (page->sheet, 1, 0);
  worksheet_set_footer (page->sheet, "&R&P / &N");
}

static const char *
get_unit (const HwFigure *figure,
          guint           column)
{
  switch (figure->definition->unit)
    {
    case HW_FIGURE_UNIT_PERCENT: return "%";
    case HW_FIGURE_UNIT_DAYS: return _("days");
    case HW_FIGURE_UNIT_MINUTES: return _("minutes");
    case HW_FIGURE_UNIT_MONEY: return figure->columns[column];
    case HW_FIGURE_UNIT_COUNT:
    case HW_FIGURE_UNIT_RATIO:
    default: return NULL;
    }
}

/* What is hidden is a word, so that nobody adds it up. */
static void
write_value (Page           *page,
             const HwFigure *figure,
             guint           row,
             guint           column)
{
  double value = hw_figure_get (figure, row, column);
  g_autofree char *words = value < 0 ? hw_figure_dup_value (figure, row, column) : NULL;

  if (figure->definition->unit == HW_FIGURE_UNIT_MONEY)
    value /= pow (10, hw_money_get_digits (figure->columns[column]));
  if (words != NULL)
    hw_xlsx_write_text (page->sheet, page->row, 4, words, NULL);
  else
    worksheet_write_number (page->sheet, page->row, 4, value, NULL);
}

static void
write_figure (Page           *page,
              const HwFigure *figure,
              const char     *period)
{
  g_autofree char *name = hw_funder_report_dup_name (figure->definition);

  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns; column++)
      {
        hw_xlsx_write_text (page->sheet, page->row, 0, hw_figure_group_get_words (figure->definition->group), page->wrap);
        hw_xlsx_write_text (page->sheet, page->row, 1, name, page->wrap);
        hw_xlsx_write_text (page->sheet, page->row, 2, figure->rows[row], page->wrap);
        hw_xlsx_write_text (page->sheet, page->row, 3, period != NULL ? period : figure->columns[column], page->wrap);
        write_value (page, figure, row, column);
        hw_xlsx_write_text (page->sheet, page->row, 5, get_unit (figure, column), NULL);
        hw_xlsx_write_text (page->sheet, page->row, 6, figure->definition->id, NULL);
        worksheet_write_number (page->sheet, page->row, 7, figure->definition->version, NULL);
        page->row++;
      }
}

static void
write_figures (Page *page)
{
  const char *columns[] = { _("About"), _("Figure"), _("Row"), _("Column"), _("Number"), _("Unit"), _("Definition"), _("Version") };
  const double widths[] = { 14, 44, 34, 20, 12, 10, 26, 8 };
  HwFunderReport *report = page->report;

  begin_sheet (page, _("Figures"), columns, widths, G_N_ELEMENTS (columns));
  for (guint i = 0; i < report->figures->len; i++)
    write_figure (page, report->figures->pdata[i], NULL);
  if (page->row > 1)
    worksheet_autofilter (page->sheet, 0, 0, page->row - 1, G_N_ELEMENTS (columns) - 1);
  if (report->quarters->len == 0)
    return;
  begin_sheet (page, _("Quarters"), columns, widths, G_N_ELEMENTS (columns));
  for (guint i = 0; i < report->quarters->len; i++)
    write_figure (page, report->quarters->pdata[i], report->quarter_names[i]);
}

static void
write_definitions (Page *page)
{
  const char *columns[] = { _("Definition"), _("Version"), _("Figure"), _("How it is counted") };
  const double widths[] = { 26, 8, 44, 90 };

  begin_sheet (page, _("How it is counted"), columns, widths, G_N_ELEMENTS (columns));
  for (guint i = 0; i < page->report->figures->len; i++, page->row++)
    {
      const HwFigureDefinition *definition = ((const HwFigure *) page->report->figures->pdata[i])->definition;
      g_autofree char *name = hw_funder_report_dup_name (definition);

      hw_xlsx_write_text (page->sheet, page->row, 0, definition->id, NULL);
      worksheet_write_number (page->sheet, page->row, 1, definition->version, NULL);
      hw_xlsx_write_text (page->sheet, page->row, 2, name, page->wrap);
      hw_xlsx_write_text (page->sheet, page->row, 3, _(definition->rule), page->wrap);
    }
}

static void
write_map (Page *page)
{
  const char *columns[] = { _("South"), _("West"), _("North"), _("East"), _("People") };
  const double widths[] = { 12, 12, 12, 12, 10 };
  GArray *cells = page->report->cells;

  if (cells == NULL)
    return;
  begin_sheet (page, _("Public map"), columns, widths, G_N_ELEMENTS (columns));
  for (guint i = 0; i < cells->len; i++, page->row++)
    {
      const HwCoarseCell *cell = &g_array_index (cells, HwCoarseCell, i);
      const double numbers[] = { cell->box.south, cell->box.west, cell->box.north, cell->box.east, cell->people };

      for (guint column = 0; column < G_N_ELEMENTS (numbers); column++)
        worksheet_write_number (page->sheet, page->row, (lxw_col_t) column, column < 4 ? round (numbers[column] * 1e5) / 1e5 : numbers[column], NULL);
    }
}

static void
write_about (Page *page)
{
  const char *lines[] = { page->report->made, hw_funder_report_get_rules (), page->report->cells != NULL ? hw_funder_report_get_map_rules () : NULL };

  page->sheet = hw_xlsx_book_add_sheet (page->book, _("About"));
  worksheet_set_column (page->sheet, 0, 0, 100, NULL);
  hw_xlsx_write_text (page->sheet, 0, 0, page->report->title, page->bold);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    hw_xlsx_write_text (page->sheet, i + 1, 0, lines[i], page->wrap);
}

GBytes *
hw_funder_report_write_xlsx (HwFunderReport  *self,
                             GError         **error)
{
  /* There are a few hundred numbers and words. */
  g_autoptr (HwXlsxBook) book = hw_xlsx_book_new (10000, 100000, error);
  Page page = { .report = self, .book = book };

  if (book == NULL)
    return NULL;
  page.bold = workbook_add_format (hw_xlsx_book_get_workbook (book));
  format_set_bold (page.bold);
  page.wrap = workbook_add_format (hw_xlsx_book_get_workbook (book));
  format_set_text_wrap (page.wrap);
  format_set_align (page.wrap, LXW_ALIGN_VERTICAL_TOP);
  write_about (&page);
  write_figures (&page);
  write_definitions (&page);
  write_map (&page);
  return hw_xlsx_book_finish (book, error);
}
