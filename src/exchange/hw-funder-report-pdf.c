/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-coarse-picture.h"
#include "hw-funder-report-private.h"
#include "hw-paper-flow.h"
#include "hw-paper.h"

/* The report for a funder on paper. */

#define MAP_HEIGHT  320.0   /* points */
#define CHART_HEIGHT 150.0
#define CHART_SIZE  8.0
#define NAME_SHARE  34      /* of the columns; a number has NUMBER_SHARE */
#define NUMBER_SHARE 10
#define RULE_SHARE  52
#define VERSION_SHARE 22

static gboolean
is_plain (const HwFigure *figure)
{
  return figure->n_rows == 1 && figure->n_columns == 1 && *figure->rows[0] == '\0' && *figure->columns[0] == '\0';
}

static gboolean
is_of (const HwFigure *figure,
       guint           group)
{
  return figure->definition->group == group;
}

/* Figures of one number stand in one table. */
static void
add_plain (HwPaperFlow    *flow,
           HwFunderReport *self,
           guint           group)
{
  const HwPaperColumn columns[] = { { _("Figure"), NAME_SHARE, FALSE }, { _("Number"), NUMBER_SHARE, TRUE } };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->figures->len; i++)
    {
      const HwFigure *figure = self->figures->pdata[i];

      if (!is_of (figure, group) || !is_plain (figure))
        continue;
      g_ptr_array_add (cells, hw_funder_report_dup_name (figure->definition));
      g_ptr_array_add (cells, hw_figure_dup_value (figure, 0, 0));
    }
  if (cells->len > 0)
    hw_paper_flow_add_table (flow, columns, G_N_ELEMENTS (columns), cells);
}

static void
add_table (HwPaperFlow    *flow,
           const HwFigure *figure)
{
  g_autofree char *name = hw_funder_report_dup_name (figure->definition);
  g_autofree HwPaperColumn *columns = g_new0 (HwPaperColumn, figure->n_columns + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  columns[0] = (HwPaperColumn) { name, NAME_SHARE, FALSE };
  for (guint i = 0; i < figure->n_columns; i++)
    columns[i + 1] = (HwPaperColumn) { *figure->columns[i] != '\0' ? figure->columns[i] : _("Number"), NUMBER_SHARE, TRUE };
  for (guint row = 0; row < figure->n_rows; row++)
    {
      g_ptr_array_add (cells, g_strdup (figure->rows[row]));
      for (guint i = 0; i < figure->n_columns; i++)
        g_ptr_array_add (cells, hw_figure_dup_value (figure, row, i));
    }
  if (figure->n_columns == 0 || figure->n_rows == 0)
    {
      columns[0].share = 1;
      g_ptr_array_set_size (cells, 0);
      g_ptr_array_add (cells, g_strdup ("–"));
    }
  hw_paper_flow_add_table (flow, columns, figure->n_rows == 0 ? 1 : figure->n_columns + 1, cells);
}

/* The last four quarters beside each other. */
static void
add_quarters (HwPaperFlow    *flow,
              HwFunderReport *self)
{
  const HwFigure *first = self->quarters->pdata[0];
  g_autofree char *name = g_strdup_printf (_("%s, by quarter"), _(first->definition->title));
  g_autofree HwPaperColumn *columns = g_new0 (HwPaperColumn, self->quarters->len + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  columns[0] = (HwPaperColumn) { name, NAME_SHARE, FALSE };
  for (guint i = 0; i < self->quarters->len; i++)
    columns[i + 1] = (HwPaperColumn) { self->quarter_names[i], NUMBER_SHARE, TRUE };
  for (guint row = 0; row < first->n_rows; row++)
    {
      g_ptr_array_add (cells, g_strdup (first->rows[row]));
      for (guint i = 0; i < self->quarters->len; i++)
        g_ptr_array_add (cells, hw_figure_dup_value (self->quarters->pdata[i], row, 0));
    }
  hw_paper_flow_add_table (flow, columns, self->quarters->len + 1, cells);
}

static void
draw_chart (cairo_t  *cr,
            double    width,
            double    height,
            gpointer  chart)
{
  const HwChartStyle print = { .size = CHART_SIZE };

  hw_chart_draw (chart, cr, width, height, &print);
}

static void
add_chart (HwPaperFlow *flow,
           HwChart     *chart)
{
  hw_paper_flow_add_room (flow, CHART_HEIGHT + 30);
  hw_paper_flow_add_strong (flow, hw_chart_get_title (chart));
  hw_paper_flow_add_drawing (flow, CHART_HEIGHT, draw_chart, chart, (GDestroyNotify) hw_chart_unref);
}

/* A chart where there is one to see, otherwise a table. */
static void
add_figure (HwPaperFlow    *flow,
            const HwFigure *figure)
{
  HwChart *chart = hw_funder_report_make_chart (figure);

  if (chart != NULL)
    add_chart (flow, chart);
  else
    add_table (flow, figure);
}

static gboolean
has_group (HwFunderReport *self,
           guint           group)
{
  for (guint i = 0; i < self->figures->len; i++)
    if (is_of (self->figures->pdata[i], group))
      return TRUE;
  return FALSE;
}

static void
add_group (HwPaperFlow    *flow,
           HwFunderReport *self,
           guint           group)
{
  if (!has_group (self, group))
    return;
  hw_paper_flow_add_heading (flow, hw_figure_group_get_words ((HwFigureGroup) group));
  add_plain (flow, self, group);
  for (guint i = 0; i < self->figures->len; i++)
    if (is_of (self->figures->pdata[i], group) && !is_plain (self->figures->pdata[i]))
      add_figure (flow, self->figures->pdata[i]);
  if (group != HW_FIGURE_GROUP_PEOPLE || self->quarters->len == 0)
    return;
  add_quarters (flow, self);
  add_chart (flow, hw_funder_report_make_quarters (self));
}

static void
draw_map (cairo_t  *cr,
          double    width,
          double    height,
          gpointer  user_data)
{
  HwFunderReport *self = user_data;

  hw_coarse_picture_draw (cr, self->cells, width, height, &self->ground);
}

/* With a point in every language, as maps take them. */
static char *
dup_corner (double latitude,
            double longitude)
{
  char digits[2][G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits[0], sizeof digits[0], "%.4f", latitude);
  g_ascii_formatd (digits[1], sizeof digits[1], "%.4f", longitude);
  return g_strdup_printf ("%s, %s", digits[0], digits[1]);
}

/* Where streets are missing below it, it can still be found. */
static void
add_corners (HwPaperFlow *flow,
             GArray      *cells)
{
  const HwBox box = hw_coarse_picture_get_box (cells);
  g_autofree char *first = dup_corner (box.south, box.west), *last = dup_corner (box.north, box.east);
  g_autofree char *words = g_strdup_printf (_("The squares lie between %s in the south-west and %s in the north-east (latitude, longitude)."), first, last);

  hw_paper_flow_add_note (flow, words);
}

static void
add_map (HwPaperFlow    *flow,
         HwFunderReport *self)
{
  if (self->cells == NULL)
    return;
  if (self->cells->len > 0)
    hw_paper_flow_add_room (flow, MAP_HEIGHT + 110);
  hw_paper_flow_add_heading (flow, _("Where people sleep out"));
  hw_paper_flow_add_paragraph (flow, hw_funder_report_get_map_rules ());
  if (self->cells->len == 0)
    {
      hw_paper_flow_add_paragraph (flow, _("In this period there was no such square."));
      return;
    }
  hw_paper_flow_add_drawing (flow, MAP_HEIGHT, draw_map, self, NULL);
  add_corners (flow, self->cells);
}

static void
add_rules (HwPaperFlow    *flow,
           HwFunderReport *self)
{
  const HwPaperColumn columns[] = { { _("Figure"), NAME_SHARE, FALSE }, { _("How it is counted"), RULE_SHARE, FALSE }, { _("Version"), VERSION_SHARE, FALSE } };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->figures->len; i++)
    {
      const HwFigureDefinition *definition = ((const HwFigure *) self->figures->pdata[i])->definition;

      g_ptr_array_add (cells, hw_funder_report_dup_name (definition));
      g_ptr_array_add (cells, g_strdup (_(definition->rule)));
      g_ptr_array_add (cells, g_strdup_printf ("%s %u", definition->id, definition->version));
    }
  hw_paper_flow_add_heading (flow, _("How the numbers are counted"));
  hw_paper_flow_add_paragraph (flow, _("A rule that changes gets another version, from a day on; what was told of earlier periods stays as it was."));
  hw_paper_flow_add_table (flow, columns, G_N_ELEMENTS (columns), cells);
}

GBytes *
hw_funder_report_write_pdf (HwFunderReport  *self,
                            GError         **error)
{
  g_autoptr (HwPaperFlow) flow = NULL;
  double width, height;

  hw_paper_get_size (HW_PAPER_A4, &width, &height);
  flow = hw_paper_flow_new (width, height, self->title, self->made);
  hw_paper_flow_add_title (flow, self->title);
  hw_paper_flow_add_paragraph (flow, hw_funder_report_get_rules ());
  for (guint group = 0; group < HW_N_FIGURE_GROUPS; group++)
    add_group (flow, self, group);
  add_map (flow, self);
  add_rules (flow, self);
  return hw_paper_flow_make_pdf (flow, error);
}
