/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-chart-view.h"
#include "hw-figure-card.h"
#include "hw-figure-records.h"
#include "hw-figures-page.h"
#include "hw-funder-report-dialog.h"
#include "hw-period-choice.h"
#include "hw-problem.h"
#include "hw-session-figures.h"
#include "hw-session-shifts.h"

/* The Figures page: the numbers of a period with the rule of each beside it, as
 * they may leave the team or, for its own eyes, as they are, with the records
 * behind them. Counted on the workspace's thread when the page is looked at. */

#define CHART_HEIGHT 210

enum { CHART_WEEKS, CHART_QUARTERS, CHART_HOURS, CHART_NEW, N_CHARTS };

struct _HwFiguresPage
{
  AdwBin parent_instance;

  HwSession      *session;         /* (owned) */
  HwFigureSet    *set;             /* (owned) (nullable) */
  GCancellable   *loading;         /* (owned) (nullable) */
  gint64          as_of;           /* µs UTC; 0: now */
  gboolean        is_stale;        /* something happened since they were counted */

  GtkLabel       *as_of_label;
  GtkSpinner     *spinner;
  GtkPopover     *as_of_popover;
  GtkCalendar    *as_of_calendar;
  HwPeriodChoice *period;
  GtkSwitch      *leaving_switch;
  GtkLabel       *leaving_label;
  GtkFlowBox     *cards;
  GtkFlowBox     *charts;
  GtkWidget      *views[N_CHARTS];
  GtkBox         *groups;
};

G_DEFINE_FINAL_TYPE (HwFiguresPage, hw_figures_page, ADW_TYPE_BIN)

/* -- cards ---------------------------------------------------------------------------------------------------------- */

/* -1: all rows together. */
static const struct { const char *id; int row; } cards[] = { { "seen", -1 }, { "seen", 0 }, { "reports-found", -1 }, { "went-home", -1 }, { "seen-again", -1 } };

static void
clear_flow (GtkFlowBox *flow)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (flow))) != NULL)
    gtk_flow_box_remove (flow, child);
}

static void
show_cards (HwFiguresPage *self,
            gboolean       leaving,
            GTimeZone     *zone)
{
  HwPeriod before = hw_period_before (hw_figure_set_get_period (self->set), zone);
  g_autofree char *before_words = hw_period_dup_words (&before, zone);

  clear_flow (self->cards);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      GtkWidget *card = hw_figure_card_new (self->set, cards[i].id, cards[i].row, leaving, before_words);

      gtk_flow_box_append (self->cards, card);
      /* The card is read, not pressed. */
      gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
    }
}

/* -- charts --------------------------------------------------------------------------------------------------------- */

G_STATIC_ASSERT ((int) HW_FIGURE_HIDDEN == (int) HW_CHART_HIDDEN);

/* The week that is not over would look like a fall: it stands in no line. */
static double *
copy_weeks_over (HwFiguresPage  *self,
                 const HwFigure *figure,
                 const gint64   *mondays)
{
  gint64 until = self->as_of != 0 ? self->as_of : g_get_real_time ();
  double *values = g_memdup2 (figure->values, sizeof (double) * figure->n_rows * figure->n_columns);

  for (guint row = 0; row < figure->n_rows; row++)
    for (guint column = 0; column < figure->n_columns && mondays[row] + 7 * G_TIME_SPAN_DAY > until; column++)
      values[row * figure->n_columns + column] = HW_CHART_NOTHING;
  return values;
}

static HwChart *
make_weeks (HwFiguresPage *self,
            gboolean       leaving)
{
  const HwFigure *figure = hw_figure_set_get (self->set, "weeks", leaving);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint64 *mondays = g_new0 (gint64, figure->n_rows);
  g_autofree double *values = NULL;

  for (guint row = 0; row < figure->n_rows; row++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *midnight = g_strconcat (figure->rows[row], "T00:00:00", NULL);
      g_autoptr (GDateTime) monday = g_date_time_new_from_iso8601 (midnight, zone);

      mondays[row] = g_date_time_to_unix (monday) * G_USEC_PER_SEC;
      /* TRANSLATORS: a day and a month on the scale of a chart, as in "5 Oct" */
      g_ptr_array_add (names, g_date_time_format (monday, _("%-e %b")));
    }
  g_ptr_array_add (names, NULL);
  values = copy_weeks_over (self, figure, mondays);
  return hw_chart_new (HW_CHART_TREND, _(figure->definition->title), (const char * const *) names->pdata, (const char * const *) figure->columns, values);
}

static HwChart *
make_quarters (HwFiguresPage *self,
               gboolean       leaving,
               GTimeZone     *zone)
{
  GPtrArray *quarters = hw_figure_set_get_quarters (self->set, leaving);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double)), sums = g_array_new (FALSE, FALSE, sizeof (double));
  HwChart *chart;

  for (guint i = 0; i < quarters->len; i++)
    {
      const HwFigure *figure = quarters->pdata[i];
      double sum = hw_figure_get_sum (figure);

      g_ptr_array_add (names, hw_period_dup_words (&figure->period, zone));
      g_array_append_vals (values, figure->values, figure->n_rows);
      g_array_append_val (sums, sum);
    }
  g_ptr_array_add (names, NULL);
  chart = hw_chart_new (HW_CHART_BARS, _("People seen sleeping rough"), (const char * const *) names->pdata,
                        (const char * const *) ((const HwFigure *) quarters->pdata[0])->rows, (const double *) (gpointer) values->data);
  hw_chart_set_sums (chart, (const double *) (gpointer) sums->data);
  return chart;
}

static HwChart *
make_hours (HwFiguresPage *self,
            gboolean       leaving)
{
  const HwFigure *figure = hw_figure_set_get (self->set, "reports-by-hour", leaving);

  return hw_chart_new (HW_CHART_HEAT, _(figure->definition->title), (const char * const *) figure->rows, (const char * const *) figure->columns, figure->values);
}

/* One bar for each way of being new. */
static HwChart *
make_new (HwFiguresPage *self,
          gboolean       leaving)
{
  const HwFigure *figure = hw_figure_set_get (self->set, "new-split", leaving);
  const char * const columns[] = { _("new on the street"), NULL };

  return hw_chart_new (HW_CHART_BARS, _(figure->definition->title), (const char * const *) figure->rows, columns, figure->values);
}

static void
show_chart (HwFiguresPage *self,
            guint          number,
            HwChart       *chart)
{
  hw_chart_view_set_chart (HW_CHART_VIEW (self->views[number]), chart);
  hw_chart_unref (chart);
}

/* -- everything else ------------------------------------------------------------------------------------------------ */

static void
clear_groups (HwFiguresPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

static void
show_groups (HwFiguresPage *self,
             gboolean       leaving)
{
  GPtrArray *figures = hw_figure_set_get_all (self->set, leaving);
  GtkWidget *group = NULL;
  int last = -1;

  clear_groups (self);
  for (guint i = 0; i < figures->len; i++)
    {
      const HwFigure *figure = figures->pdata[i];

      /* These are charts. */
      if (g_str_equal (figure->definition->id, "weeks") || g_str_equal (figure->definition->id, "reports-by-hour"))
        continue;
      if ((int) figure->definition->group != last)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), hw_figure_group_get_words (figure->definition->group));
          gtk_box_append (self->groups, group);
          last = (int) figure->definition->group;
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), hw_figure_card_new_rows (self->set, figure, leaving));
    }
}

static void
show_as_of (HwFiguresPage *self)
{
  g_autofree char *day = self->as_of != 0 ? hw_case_words_dup_date_of (self->as_of, g_get_real_time ()) : NULL;
  /* TRANSLATORS: figures as they were known on a day: "as known on 3 Nov" */
  g_autofree char *words = day != NULL ? g_strdup_printf (_("as known on %s"), day) : g_strdup (_("as known now"));

  gtk_label_set_label (self->as_of_label, words);
}

static void
show_figures (HwFiguresPage *self)
{
  gboolean leaving = gtk_switch_get_active (self->leaving_switch);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (self->set == NULL)
    return;
  show_as_of (self);
  gtk_label_set_label (self->leaving_label, leaving ? _("Numbers from 1 to 4 are hidden, the others rounded to 5.")
                                                    : _("These are the numbers as they are: for the team alone."));
  show_cards (self, leaving, zone);
  show_chart (self, CHART_WEEKS, make_weeks (self, leaving));
  show_chart (self, CHART_QUARTERS, make_quarters (self, leaving, zone));
  show_chart (self, CHART_HOURS, make_hours (self, leaving));
  show_chart (self, CHART_NEW, make_new (self, leaving));
  show_groups (self, leaving);
}

/* -- counting ------------------------------------------------------------------------------------------------------- */

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFigureSet) set = hw_session_figures_finish (HW_SESSION (source), result, &error);

  /* Another period was chosen meanwhile, or the page is gone. */
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (set == NULL)
    {
      hw_problem_show (GTK_WIDGET (self), _("The figures were not counted"), error);
      return;
    }
  g_set_object (&self->set, set);
  show_figures (self);
}

static void
count (HwFiguresPage *self)
{
  HwPeriod period = hw_period_choice_get (self->period);

  if (self->session == NULL)
    return;
  self->is_stale = FALSE;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  hw_session_figures_async (self->session, &period, self->as_of, self->loading, counted_cb, g_object_ref (self));
}

static void
map_cb (HwFiguresPage *self)
{
  if (self->set == NULL || self->is_stale)
    count (self);
}

/* They are counted anew when somebody looks at them. */
static void
changed_cb (HwFiguresPage *self)
{
  self->is_stale = TRUE;
}

static void
as_of_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwFiguresPage *self = HW_FIGURES_PAGE (widget);
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->as_of_calendar);
  g_autoptr (GDateTime) evening = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 23, 59, 59);
  gint64 at = g_date_time_to_unix (evening) * G_USEC_PER_SEC;

  self->as_of = g_str_equal (name, "figures.as-of") && at < g_get_real_time () ? at : 0;
  gtk_popover_popdown (self->as_of_popover);
  count (self);
}

/* -- behind a number ------------------------------------------------------------------------------------------------ */

static void
show_records_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwFiguresPage *self = HW_FIGURES_PAGE (widget);
  g_autoptr (GArray) subjects = NULL;
  const char *id;
  guint row, column;

  g_variant_get (parameter, "(&suu)", &id, &row, &column);
  /* As it was known on another day there may be records that nobody has any more. */
  if (self->set == NULL || gtk_switch_get_active (self->leaving_switch))
    return;
  subjects = hw_figure_set_list_subjects (self->set, id, row, column);
  gtk_window_present (GTK_WINDOW (hw_figure_records_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                                                         _(hw_figure_set_get (self->set, id, FALSE)->definition->title), subjects)));
}

static void
report_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwFiguresPage *self = HW_FIGURES_PAGE (widget);
  HwPeriod period = hw_period_choice_get (self->period);

  if (self->session != NULL)
    gtk_window_present (GTK_WINDOW (hw_funder_report_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, &period, self->as_of)));
}

/* -- object --------------------------------------------------------------------------------------------------------- */

static void
hw_figures_page_dispose (GObject *object)
{
  HwFiguresPage *self = HW_FIGURES_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->set);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_FIGURES_PAGE);
  G_OBJECT_CLASS (hw_figures_page_parent_class)->dispose (object);
}

static void
hw_figures_page_class_init (HwFiguresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_figures_page_dispose;
  g_type_ensure (HW_TYPE_PERIOD_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/figures/hw-figures-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, as_of_label);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, as_of_popover);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, as_of_calendar);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, period);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, leaving_switch);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, leaving_label);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, cards);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, charts);
  gtk_widget_class_bind_template_child (widget_class, HwFiguresPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, show_figures);
  gtk_widget_class_install_action (widget_class, "figures.as-of", NULL, as_of_action);
  gtk_widget_class_install_action (widget_class, "figures.now", NULL, as_of_action);
  gtk_widget_class_install_action (widget_class, "figures.report", NULL, report_action);
  gtk_widget_class_install_action (widget_class, "figures.show-records", "(suu)", show_records_action);
}

static void
hw_figures_page_init (HwFiguresPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_CHARTS; i++)
    {
      self->views[i] = hw_chart_view_new (CHART_HEIGHT);
      gtk_flow_box_append (self->charts, self->views[i]);
      gtk_widget_set_focusable (gtk_widget_get_parent (self->views[i]), FALSE);
    }
}

/**
 * hw_figures_page_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the Figures page
 */
GtkWidget *
hw_figures_page_new (HwSession *session)
{
  HwFiguresPage *self = g_object_new (HW_TYPE_FIGURES_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (self->period, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_cases (session), "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_shifts (session), "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_people (session), "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_queue (session), "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  return GTK_WIDGET (self);
}

/**
 * hw_figures_page_is_counted:
 * @self: the Figures page
 *
 * Returns: whether it shows figures
 */
gboolean
hw_figures_page_is_counted (HwFiguresPage *self)
{
  g_return_val_if_fail (HW_IS_FIGURES_PAGE (self), FALSE);
  return self->set != NULL;
}

/**
 * hw_figures_page_set_leaving:
 * @self: the Figures page
 * @leaving: whether it shows them as they may leave the team
 */
void
hw_figures_page_set_leaving (HwFiguresPage *self,
                             gboolean       leaving)
{
  g_return_if_fail (HW_IS_FIGURES_PAGE (self));
  gtk_switch_set_active (self->leaving_switch, leaving);
}
