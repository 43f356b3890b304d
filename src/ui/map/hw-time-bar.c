/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-time-bar.h"
#include "hw-button-name.h"
#include "hw-hour-brush.h"
#include "hw-time-player.h"

#include <glib/gi18n-lib.h>

/*
 * The header over the histogram and the histogram itself. The buttons follow
 * the brush: the one whose days are chosen is down, and none is while the days
 * are others. The title opens the choices that are made once and stay.
 */

#define N_CHOICES 5
#define ALL 0

static const guint choices[N_CHOICES] = { 7, 28, 60, 180, ALL };

struct _HwTimeBar
{
  GtkBox parent_instance;

  HwPointIndex *points;             /* (owned) (nullable) */
  HwHistogram  *histogram;          /* (owned by the tree) */
  GtkWidget    *title;              /* (owned by the tree) */
  GtkLabel     *words;              /* (owned by the tree) */
  GtkLabel     *comparison;         /* (owned by the tree): shown while comparing */
  HwHourBrush  *hours;              /* (owned by the tree) */
  GtkStack     *stack;              /* (owned by the tree): days or hours */
  GtkWidget    *buttons[N_CHOICES]; /* (owned by the tree) */
  gboolean      following;          /* the buttons are being set, not pressed */
};

G_DEFINE_FINAL_TYPE (HwTimeBar, hw_time_bar, GTK_TYPE_BOX)

static gboolean
shows_hours (HwTimeBar *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->hours);
}

/* The days in words, and the hours if not all are shown: a filter that nobody sees is a trap. */
static char *
dup_words (HwTimeBar *self)
{
  g_autofree char *days = hw_histogram_dup_words (self->histogram);
  guint from, n_hours;

  if (shows_hours (self))
    return hw_hour_brush_dup_words (self->hours);
  if (!hw_hour_brush_get_selection (self->hours, &from, &n_hours))
    return g_steal_pointer (&days);
  /* TRANSLATORS: only these hours are shown, and then the days */
  return g_strdup_printf (_("only %02u–%02u · %s"), from, (from + n_hours) % HW_HOURS_OF_DAY, days);
}

/* What a bar counts depends on what is shown, and how many days go into one. */
static char *
dup_title (HwTimeBar *self)
{
  guint days = hw_histogram_get_bin_days (self->histogram);
  HwPointFilter filter = HW_POINT_FILTER_ALL;

  if (self->points != NULL)
    hw_point_index_get_filter (self->points, &filter);
  if (filter.kinds & (1u << HW_KIND_REPORT))
    return days == 1 ? g_strdup (_("Reports per day")) : g_strdup_printf (ngettext ("Reports per %u day", "Reports per %u days", days), days);
  return days == 1 ? g_strdup (_("Contacts per day")) : g_strdup_printf (ngettext ("Contacts per %u day", "Contacts per %u days", days), days);
}

static void
follow_histogram_cb (HwTimeBar *self)
{
  guint days = hw_histogram_get_last_days (self->histogram);
  g_autofree char *words = dup_words (self);
  g_autofree char *title = shows_hours (self) ? g_strdup (_("By hour of the day")) : dup_title (self);
  g_autofree char *comparison = hw_histogram_dup_comparison (self->histogram);
  guint32 first, last;
  gboolean all = !hw_histogram_get_selection (self->histogram, &first, &last);

  self->following = TRUE;
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->comparison, comparison);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->title), title);
  for (guint i = 0; i < N_CHOICES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), choices[i] == ALL ? all : !all && days == choices[i]);
  self->following = FALSE;
}

static void
toggled_cb (HwTimeBar       *self,
            GtkToggleButton *button)
{
  if (self->following)
    return;
  for (guint i = 0; i < N_CHOICES; i++)
    {
      if (GTK_WIDGET (button) != self->buttons[i])
        continue;
      if (choices[i] == ALL)
        hw_histogram_select_all (self->histogram);
      else
        hw_histogram_select_last (self->histogram, choices[i]);
    }
}

static GtkWidget *
add_choice (HwTimeBar *self,
            guint      days)
{
  g_autofree char *label = days == ALL ? g_strdup (_("All")) : days == 180 ? g_strdup (_("180 days")) : g_strdup_printf ("%u", days);
  g_autofree char *name = days == ALL ? g_strdup (_("All days")) : g_strdup_printf (ngettext ("Last %u day", "Last %u days", days), days);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (button, "map-pill");
  gtk_widget_set_tooltip_text (button, name);
  hw_button_set_name (button, name);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
unit_cb (GSimpleAction *action,
         GVariant      *value,
         gpointer       user_data)
{
  HwTimeBar *self = user_data;

  const char *unit = g_variant_get_string (value, NULL);

  g_simple_action_set_state (action, value);
  gtk_stack_set_visible_child (self->stack, g_str_equal (unit, "hours") ? GTK_WIDGET (self->hours) : GTK_WIDGET (self->histogram));
  hw_histogram_set_least_bin (self->histogram, g_str_equal (unit, "weeks") ? 7 : 1);
}

static void
compare_cb (GSimpleAction *action,
            GVariant      *value,
            gpointer       user_data)
{
  HwTimeBar *self = user_data;

  g_simple_action_set_state (action, value);
  gtk_widget_set_visible (GTK_WIDGET (self->comparison), g_variant_get_boolean (value));
  hw_histogram_set_comparing (self->histogram, g_variant_get_boolean (value));
}

static const GActionEntry actions[] = {
  { .name = "unit", .parameter_type = "s", .state = "'days'", .change_state = unit_cb },
  { .name = "compare", .state = "false", .change_state = compare_cb },
};

static GMenuModel *
build_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) units = g_menu_new (), others = g_menu_new ();

  g_menu_append (units, _("_Days"), "time.unit::days");
  g_menu_append (units, _("_Weeks"), "time.unit::weeks");
  g_menu_append (units, _("_Hours of the Day"), "time.unit::hours");
  g_menu_append (others, _("_Compare With the Time Before"), "time.compare");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (units));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

static GtkWidget *
build_title (HwTimeBar *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = build_menu ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "time", G_ACTION_GROUP (group));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _("How the bars count"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "map-title");
  return button;
}

static GtkWidget *
build_header (HwTimeBar *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->title = build_title (self);
  gtk_box_append (GTK_BOX (header), self->title);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (header), hw_time_player_new (self->histogram));
  for (guint i = 0; i < N_CHOICES; i++)
    {
      self->buttons[i] = add_choice (self, choices[i]);
      gtk_box_append (GTK_BOX (header), self->buttons[i]);
    }
  return header;
}

static void
hw_time_bar_dispose (GObject *object)
{
  HwTimeBar *self = HW_TIME_BAR (object);

  g_clear_object (&self->points);
  G_OBJECT_CLASS (hw_time_bar_parent_class)->dispose (object);
}

static void
hw_time_bar_class_init (HwTimeBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_time_bar_dispose;
}

static void
hw_time_bar_init (HwTimeBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-time-bar");
  self->histogram = HW_HISTOGRAM (hw_histogram_new ());
  gtk_box_append (GTK_BOX (self), build_header (self));
  self->comparison = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->comparison, TRUE);
  gtk_label_set_xalign (self->comparison, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->comparison), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->comparison));
  self->hours = HW_HOUR_BRUSH (hw_hour_brush_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->histogram));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->hours));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect_object (self->hours, "selection-changed", G_CALLBACK (follow_histogram_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->histogram, "selection-changed", G_CALLBACK (follow_histogram_cb), self, G_CONNECT_SWAPPED);
  follow_histogram_cb (self);
}

/**
 * hw_time_bar_new:
 *
 * Returns: (transfer floating): a bar without points
 */
GtkWidget *
hw_time_bar_new (void)
{
  return g_object_new (HW_TYPE_TIME_BAR, NULL);
}

/**
 * hw_time_bar_set_points:
 * @self: a bar
 * @points: (nullable): what is counted and filtered
 */
void
hw_time_bar_set_points (HwTimeBar    *self,
                        HwPointIndex *points)
{
  g_return_if_fail (HW_IS_TIME_BAR (self));

  g_set_object (&self->points, points);
  hw_histogram_set_points (self->histogram, points);
  hw_hour_brush_set_points (self->hours, points);
}

/**
 * hw_time_bar_get_histogram:
 * @self: a bar
 *
 * Returns: (transfer none): its histogram
 */
HwHistogram *
hw_time_bar_get_histogram (HwTimeBar *self)
{
  g_return_val_if_fail (HW_IS_TIME_BAR (self), NULL);

  return self->histogram;
}

/**
 * hw_time_bar_get_hours:
 * @self: a bar
 *
 * Returns: (transfer none): its brush over the hours of the day
 */
HwHourBrush *
hw_time_bar_get_hours (HwTimeBar *self)
{
  g_return_val_if_fail (HW_IS_TIME_BAR (self), NULL);

  return self->hours;
}
