/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-filter.h"
#include "hw-rank-badge.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The upper part of the sidebar. The numbers are of the chosen days, whatever is
 * checked, so that one sees what checking would bring. Closed reports are not
 * shown at first: the map is for what is open.
 */

#define CONTACTS HW_N_COUNTED_STATUSES   /* the row after the statuses */
#define N_ROWS   (HW_N_COUNTED_STATUSES + 1)

struct _HwMapFilter
{
  GtkBox parent_instance;

  HwPointIndex   *points;           /* (owned) (nullable) */
  GtkLabel       *numbers[N_ROWS];  /* (owned by the tree) */
  GtkCheckButton *checks[N_ROWS];   /* (owned by the tree) */
  GtkSwitch      *verified;         /* (owned by the tree) */
  guint           counts[N_ROWS];
  guint           count_source;
};

G_DEFINE_FINAL_TYPE (HwMapFilter, hw_map_filter, GTK_TYPE_BOX)

static void
apply (HwMapFilter *self)
{
  gboolean verified = gtk_switch_get_active (self->verified);
  HwPointFilter filter;

  for (guint i = 0; i < N_ROWS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->checks[i]), !verified);
  if (self->points == NULL)
    return;
  hw_point_index_get_filter (self->points, &filter);
  filter.statuses = 0;
  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      filter.statuses |= 1u << i;
  filter.kinds = verified ? 1u << HW_KIND_CONTACT : 1u << HW_KIND_REPORT;
  if (!verified && gtk_check_button_get_active (self->checks[CONTACTS]))
    filter.kinds |= 1u << HW_KIND_CONTACT;
  hw_point_index_set_filter (self->points, &filter);
}

static void
show_numbers (HwMapFilter *self)
{
  if (self->points != NULL)
    hw_point_index_count_statuses (self->points, self->counts, &self->counts[CONTACTS]);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", self->counts[i]);

      gtk_label_set_text (self->numbers[i], text);
    }
}

static gboolean
count_cb (gpointer user_data)
{
  HwMapFilter *self = user_data;

  self->count_source = 0;
  show_numbers (self);
  return G_SOURCE_REMOVE;
}

static void
points_changed_cb (HwMapFilter *self)
{
  if (self->count_source == 0)
    self->count_source = g_idle_add (count_cb, self);
}

static const char *
row_words (guint row)
{
  return row == CONTACTS ? _("Contacts") : hw_words_status (row);
}

static GtkWidget *
new_label (const char *text,
           gboolean    expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expand);
  return label;
}

static GtkWidget *
new_row (GtkWidget *box,
         GtkWidget *activated)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (box, "map-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "hw-activated", activated);
  return row;
}

static GtkWidget *
build_status_row (HwMapFilter *self,
                  guint        i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *badge = hw_rank_badge_new (18), *label = new_label (row_words (i), TRUE);

  hw_rank_badge_set_point (HW_RANK_BADGE (badge), i == CONTACTS ? HW_KIND_CONTACT : HW_KIND_REPORT, MIN (i, HW_REPORT_CLOSED));
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), label);
  self->numbers[i] = GTK_LABEL (gtk_label_new ("0"));
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[i]), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers[i]), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->numbers[i]));
  self->checks[i] = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (self->checks[i], i != HW_REPORT_CLOSED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->checks[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, row_words (i), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->checks[i]), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->numbers[i], NULL, -1);
  g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->checks[i]));
  return new_row (box, GTK_WIDGET (self->checks[i]));
}

static GtkWidget *
build_verified_row (HwMapFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_box_append (GTK_BOX (box), new_label (_("Verified only"), TRUE));
  self->verified = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->verified), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verified), _("Only where the team met somebody"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->verified), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Verified only"), -1);
  g_signal_connect_object (self->verified, "notify::active", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->verified));
  return new_row (box, GTK_WIDGET (self->verified));
}

static void
row_activated_cb (HwMapFilter   *self,
                  GtkListBoxRow *row)
{
  GtkWidget *activated = g_object_get_data (G_OBJECT (row), "hw-activated");

  if (gtk_widget_is_sensitive (activated))
    gtk_widget_activate (activated);
}

static GtkWidget *
add_list (HwMapFilter *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), list);
  return list;
}

static void
hw_map_filter_dispose (GObject *object)
{
  HwMapFilter *self = HW_MAP_FILTER (object);

  g_clear_handle_id (&self->count_source, g_source_remove);
  hw_map_filter_set_points (self, NULL);
  G_OBJECT_CLASS (hw_map_filter_parent_class)->dispose (object);
}

static void
hw_map_filter_class_init (HwMapFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_map_filter_dispose;
}

static void
hw_map_filter_init (HwMapFilter *self)
{
  GtkWidget *list;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  list = add_list (self);
  for (guint i = 0; i < N_ROWS; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), build_status_row (self, i));
  gtk_list_box_append (GTK_LIST_BOX (add_list (self)), build_verified_row (self));
}

/**
 * hw_map_filter_new:
 *
 * Returns: (transfer floating): the switches, everything but closed reports on
 */
GtkWidget *
hw_map_filter_new (void)
{
  return g_object_new (HW_TYPE_MAP_FILTER, NULL);
}

/**
 * hw_map_filter_set_points:
 * @self: the switches
 * @points: (nullable): what is counted and filtered
 */
void
hw_map_filter_set_points (HwMapFilter  *self,
                          HwPointIndex *points)
{
  g_return_if_fail (HW_IS_MAP_FILTER (self));

  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_func (self->points, points_changed_cb, self);
  g_set_object (&self->points, points);
  if (points == NULL)
    return;
  g_signal_connect_object (points, "changed", G_CALLBACK (points_changed_cb), self, G_CONNECT_SWAPPED);
  apply (self);
  show_numbers (self);
}

/**
 * hw_map_filter_get_count:
 * @self: the switches
 * @status: a status
 *
 * Returns: the number shown beside it
 */
guint
hw_map_filter_get_count (HwMapFilter   *self,
                         HwReportStatus status)
{
  g_return_val_if_fail (HW_IS_MAP_FILTER (self), 0);
  g_return_val_if_fail (status < HW_N_COUNTED_STATUSES, 0);

  return self->counts[status];
}

/**
 * hw_map_filter_set_shown:
 * @self: the switches
 * @status: a status
 * @shown: whether the map shows it
 */
void
hw_map_filter_set_shown (HwMapFilter   *self,
                         HwReportStatus status,
                         gboolean       shown)
{
  g_return_if_fail (HW_IS_MAP_FILTER (self));
  g_return_if_fail (status < HW_N_COUNTED_STATUSES);

  gtk_check_button_set_active (self->checks[status], shown);
}

/**
 * hw_map_filter_get_verified:
 * @self: the switches
 *
 * Returns: whether only contacts are shown
 */
gboolean
hw_map_filter_get_verified (HwMapFilter *self)
{
  g_return_val_if_fail (HW_IS_MAP_FILTER (self), FALSE);

  return gtk_switch_get_active (self->verified);
}

/**
 * hw_map_filter_set_verified:
 * @self: the switches
 * @verified: whether only contacts are shown
 */
void
hw_map_filter_set_verified (HwMapFilter *self,
                            gboolean     verified)
{
  g_return_if_fail (HW_IS_MAP_FILTER (self));

  gtk_switch_set_active (self->verified, verified);
}
