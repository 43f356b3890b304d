/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-list-pdf.h"
#include "hw-paper-flow.h"
#include "hw-paper.h"

/* A list on paper: every page says what it is, what for and for whom, so that a
 * page that lies about alone says whose it is and goes back. */

#define LEAST_SHARE 5     /* characters */
#define MOST_SHARE  36

/* The longest value in characters; a column of long texts gets less than them, as they break into lines. */
static double
choose_share (const HwListTable *list,
              guint              column)
{
  guint n_rows = hw_list_table_get_n_rows (list);
  glong longest = g_utf8_strlen (hw_list_table_get_column (list, column)->words, -1);

  for (guint row = 0; row < n_rows; row++)
    {
      const char *value = hw_list_table_get (list, row, column);

      longest = MAX (longest, value != NULL ? g_utf8_strlen (value, -1) : 0);
    }
  return CLAMP ((double) longest, LEAST_SHARE, MOST_SHARE);
}

static void
add_table (HwPaperFlow       *flow,
           const HwListTable *list)
{
  guint n_rows = hw_list_table_get_n_rows (list), n_columns = hw_list_table_get_n_columns (list);
  g_autofree HwPaperColumn *columns = g_new0 (HwPaperColumn, n_columns);
  g_autoptr (GPtrArray) cells = g_ptr_array_sized_new (n_rows * n_columns);

  for (guint i = 0; i < n_columns; i++)
    columns[i] = (HwPaperColumn) { hw_list_table_get_column (list, i)->words, choose_share (list, i), FALSE };
  for (guint row = 0; row < n_rows; row++)
    for (guint i = 0; i < n_columns; i++)
      g_ptr_array_add (cells, (char *) hw_list_table_get (list, row, i));
  hw_paper_flow_add_table (flow, columns, n_columns, cells);
}

static char *
dup_head (const HwListTable *list)
{
  const char *title = hw_list_table_get_title (list), *recipient = hw_list_table_get_recipient (list);

  /* Translators: on top of each page of a list: what it is, and who gets it */
  return recipient != NULL ? g_strdup_printf (_("%s · for %s"), title, recipient) : g_strdup (title);
}

/**
 * hw_list_write_pdf:
 * @self: a list
 * @made: who made it and when, in words
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file, A4, across
 */
GBytes *
hw_list_write_pdf (const HwListTable  *self,
                   const char         *made,
                   GError            **error)
{
  g_autofree char *head = dup_head (self);
  g_autoptr (HwPaperFlow) flow = NULL;
  double width, height;

  hw_paper_get_size (HW_PAPER_A4, &width, &height);
  flow = hw_paper_flow_new (height, width, head, made);
  hw_paper_flow_add_title (flow, hw_list_table_get_title (self));
  if (hw_list_table_get_recipient (self) != NULL)
    {
      g_autofree char *recipient = g_strdup_printf (_("For: %s"), hw_list_table_get_recipient (self));

      hw_paper_flow_add_paragraph (flow, recipient);
    }
  if (hw_list_table_get_purpose (self) != NULL)
    hw_paper_flow_add_paragraph (flow, hw_list_table_get_purpose (self));
  /* Where it is read first, and never alone on a last page. */
  hw_paper_flow_add_note (flow, _("This list tells of people. Do not pass it on; destroy it when you have done what it is for."));
  add_table (flow, self);
  if (hw_list_table_get_n_rows (self) == 0)
    hw_paper_flow_add_paragraph (flow, _("Nobody stands on this list."));
  return hw_paper_flow_make_pdf (flow, error);
}
