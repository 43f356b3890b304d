/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-adjust.h"
#include "hw-session-hot-spots.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * A popover at the list of hot-spots. Every change goes to the session, which
 * stops what it computes and begins anew; what comes of it is counted here, too.
 */

#define USUAL_DAYS        28   /* proposed where the days of the map are not to count */
#define USUAL_TIME_RADIUS 7

struct _HwHotSpotAdjust
{
  GtkPopover parent_instance;

  HwSession      *session;       /* (owned) */
  GtkSpinButton  *radius;        /* (owned by the tree) */
  GtkSpinButton  *weight;        /* (owned by the tree) */
  GtkSpinButton  *contact;       /* (owned by the tree) */
  GtkCheckButton *own_days;      /* (owned by the tree) */
  GtkSpinButton  *days;          /* (owned by the tree) */
  GtkCheckButton *in_time;       /* (owned by the tree) */
  GtkSpinButton  *time_radius;   /* (owned by the tree) */
  GtkLabel       *found;         /* (owned by the tree) */
  GtkWidget      *usual;         /* (owned by the tree) */
  gboolean        is_filling;    /* the widgets follow the session, not the user */
};

G_DEFINE_FINAL_TYPE (HwHotSpotAdjust, hw_hot_spot_adjust, GTK_TYPE_POPOVER)

static void
show_state (HwHotSpotAdjust *self)
{
  HwHotSpotSettings settings, usual;

  hw_session_get_hot_spot_settings (self->session, &settings);
  hw_hot_spot_settings_init (&usual);
  gtk_widget_set_sensitive (self->usual, !hw_hot_spot_settings_equal (&settings, &usual));
  gtk_widget_set_sensitive (GTK_WIDGET (self->days), gtk_check_button_get_active (self->own_days));
  gtk_widget_set_sensitive (GTK_WIDGET (self->time_radius), gtk_check_button_get_active (self->in_time));
}

static void
count_cb (HwHotSpotAdjust *self)
{
  guint n = g_list_model_get_n_items (hw_session_get_hot_spots (self->session));
  g_autofree char *words = g_strdup_printf (ngettext ("%u hot-spot like this", "%u hot-spots like this", n), n);

  gtk_label_set_text (self->found, words);
}

/* The widgets show what counts now. */
static void
fill (HwHotSpotAdjust *self)
{
  HwHotSpotSettings settings;

  hw_session_get_hot_spot_settings (self->session, &settings);
  self->is_filling = TRUE;
  gtk_spin_button_set_value (self->radius, settings.radius_m);
  gtk_spin_button_set_value (self->weight, settings.weight);
  gtk_spin_button_set_value (self->contact, settings.contact_weight);
  gtk_check_button_set_active (self->own_days, settings.days > 0);
  gtk_spin_button_set_value (self->days, settings.days > 0 ? settings.days : USUAL_DAYS);
  gtk_check_button_set_active (self->in_time, settings.time_radius_days > 0);
  gtk_spin_button_set_value (self->time_radius, settings.time_radius_days > 0 ? settings.time_radius_days : USUAL_TIME_RADIUS);
  self->is_filling = FALSE;
  show_state (self);
  count_cb (self);
}

static void
changed_cb (HwHotSpotAdjust *self)
{
  HwHotSpotSettings settings = {
    .radius_m = gtk_spin_button_get_value (self->radius),
    .weight = gtk_spin_button_get_value (self->weight),
    .contact_weight = gtk_spin_button_get_value (self->contact),
    .time_radius_days = gtk_check_button_get_active (self->in_time) ? gtk_spin_button_get_value (self->time_radius) : 0,
    .days = gtk_check_button_get_active (self->own_days) ? (guint) lround (gtk_spin_button_get_value (self->days)) : 0,
  };

  if (self->is_filling)
    return;
  hw_session_set_hot_spot_settings (self->session, &settings);
  show_state (self);
}

static void
usual_cb (HwHotSpotAdjust *self)
{
  HwHotSpotSettings usual;

  hw_hot_spot_settings_init (&usual);
  hw_session_set_hot_spot_settings (self->session, &usual);
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->radius));
}

static void
closed_cb (HwHotSpotAdjust *self)
{
  hw_session_remember_hot_spot_settings (self->session);
}

/* -- the widgets -- */

static GtkSpinButton *
new_spin (HwHotSpotAdjust *self,
          double           least,
          double           most,
          double           step)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, step);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_SPIN_BUTTON (spin);
}

static GtkSpinButton *
add_spin (HwHotSpotAdjust *self,
          GtkWidget       *grid,
          int              row,
          const char      *words,
          double           least,
          double           most,
          double           step)
{
  GtkSpinButton *spin = new_spin (self, least, most, step);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (spin), 1, row, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return spin;
}

static GtkCheckButton *
add_check (HwHotSpotAdjust  *self,
           GtkWidget        *grid,
           int               row,
           const char       *words,
           const char       *spin_name,
           double            most,
           GtkSpinButton   **spin)
{
  GtkWidget *check = gtk_check_button_new_with_label (words);

  *spin = new_spin (self, 1, most, 1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (grid), check, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (*spin), 1, row, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*spin), GTK_ACCESSIBLE_PROPERTY_LABEL, spin_name, -1);
  return GTK_CHECK_BUTTON (check);
}

static GtkWidget *
build_grid (HwHotSpotAdjust *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->radius = add_spin (self, grid, 0, _("Metres between neighbours"), HW_HOT_SPOT_MIN_RADIUS_M, HW_HOT_SPOT_MAX_RADIUS_M, 5);
  self->weight = add_spin (self, grid, 1, _("Reports there must be at least"), 1, HW_HOT_SPOT_MAX_WEIGHT, 1);
  self->contact = add_spin (self, grid, 2, _("Reports that a contact counts for"), 1, HW_HOT_SPOT_MAX_CONTACT_WEIGHT, 0.5);
  gtk_spin_button_set_digits (self->contact, 1);
  self->own_days = add_check (self, grid, 3, _("Days, whatever the map shows"), _("Days"), HW_HOT_SPOT_MAX_DAYS, &self->days);
  self->in_time = add_check (self, grid, 4, _("Days between neighbours at most"), _("Days between neighbours"), HW_HOT_SPOT_MAX_DAYS, &self->time_radius);
  return grid;
}

static GtkWidget *
build_note (void)
{
  GtkWidget *note = gtk_label_new (_("They are ranked by how many people, how lately, and whether anybody has looked for them."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 40);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  return note;
}

static GtkWidget *
build_end (HwHotSpotAdjust *self)
{
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *found = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (found), 0);
  gtk_widget_add_css_class (found, "dim-label");
  gtk_widget_set_hexpand (found, TRUE);
  gtk_box_append (GTK_BOX (end), found);
  self->found = GTK_LABEL (found);
  self->usual = gtk_button_new_with_label (_("Back to usual"));
  g_signal_connect_object (self->usual, "clicked", G_CALLBACK (usual_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (end), self->usual);
  return end;
}

static void
hw_hot_spot_adjust_dispose (GObject *object)
{
  g_clear_object (&HW_HOT_SPOT_ADJUST (object)->session);
  G_OBJECT_CLASS (hw_hot_spot_adjust_parent_class)->dispose (object);
}

static void
hw_hot_spot_adjust_class_init (HwHotSpotAdjustClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_hot_spot_adjust_dispose;
}

static void
hw_hot_spot_adjust_init (HwHotSpotAdjust *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *title = gtk_label_new (_("What makes a hot-spot"));

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), build_grid (self));
  gtk_box_append (GTK_BOX (box), build_note ());
  gtk_box_append (GTK_BOX (box), build_end (self));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What makes a hot-spot"), -1);
  g_signal_connect (self, "show", G_CALLBACK (fill), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * hw_hot_spot_adjust_new:
 * @session: whose hot-spots are adjusted
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
hw_hot_spot_adjust_new (HwSession *session)
{
  HwHotSpotAdjust *self = g_object_new (HW_TYPE_HOT_SPOT_ADJUST, NULL);

  g_set_object (&self->session, session);
  g_signal_connect_object (hw_session_get_hot_spots (session), "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
