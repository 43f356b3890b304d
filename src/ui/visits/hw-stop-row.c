/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-stop-row.h"

#include <glib/gi18n-lib.h>

/*
 * A stop of the round: its number, name and time, the reasons, and why it is
 * there. It is dragged to another place in the round, or moved with Alt and the
 * arrows; P pins it, Delete leaves it out. The page does it (its actions
 * "visits.move", "visits.pin" and "visits.leave-out", by number).
 */

struct _HwStopRow
{
  GtkListBoxRow parent_instance;

  HwPlan     *plan;   /* (owned) */
  HwPlanStop *stop;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwStopRow, hw_stop_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_clock (gint64 at)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return g_date_time_format (local, _("%H:%M"));
}

static guint
get_number (HwStopRow *self)
{
  return hw_plan_stop_get_number (self->stop);
}

/* -- building it -- */

static GtkWidget *
make_label (const char *words,
            const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_why (HwStopRow *self)
{
  const HwStop *stop = hw_plan_stop_get_candidate (self->stop)->stop;
  g_autofree char *words = g_strdup_printf (get_number (self) == 1 ? _("Why is this first? · %u min") : _("Why is this here? · %u min"), stop->visit_minutes);
  g_autofree char *why = hw_plan_dup_why (self->plan, self->stop);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, stop->name);
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *label = make_label (why, NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), words);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "stop-why");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_text (HwStopRow *self)
{
  const HwStop *stop = hw_plan_stop_get_candidate (self->stop)->stop;
  g_autofree char *words = hw_plan_stop_dup_words (self->stop);
  g_autofree char *arrives = dup_clock (hw_plan_stop_get_arrives_at (self->stop));
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_label (stop->name, "heading"), *time = make_label (arrives, "heading");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (time, "numeric");
  if (hw_plan_stop_is_late (self->stop))
    {
      gtk_widget_add_css_class (time, "error");
      gtk_widget_set_tooltip_text (time, _("Too late: the visit does not fit the shift, or its time"));
    }
  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_widget_set_valign (time, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (top), name);
  gtk_box_append (GTK_BOX (top), time);
  gtk_box_append (GTK_BOX (text), top);
  if (*words != '\0')
    gtk_box_append (GTK_BOX (text), make_label (words, "dim-label"));
  if (stop->talk == HW_TALK_NO)
    gtk_box_append (GTK_BOX (text), make_label (_("the team needs an interpreter here"), "stop-warning"));
  gtk_box_append (GTK_BOX (text), make_why (self));
  gtk_widget_set_hexpand (text, TRUE);
  return text;
}

static GtkWidget *
make_button (HwStopRow  *self,
             const char *icon,
             const char *words,
             const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, hw_plan_stop_get_candidate (self->stop)->stop->name);

  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", get_number (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
make_buttons (HwStopRow *self)
{
  gboolean pinned = hw_plan_stop_is_pinned (self->stop);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *pin = make_button (self, "view-pin-symbolic", pinned ? _("Take the pin away (P)") : _("Pin (P): every proposal has it"), "visits.pin");

  if (pinned)
    gtk_widget_add_css_class (pin, "stop-pinned");
  gtk_widget_set_tooltip_text (handle, _("Drag it to another place, or move it with Alt and the arrows"));
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_accessible_update_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_widget_set_margin_top (handle, 3);
  gtk_box_append (GTK_BOX (buttons), handle);
  gtk_box_append (GTK_BOX (buttons), pin);
  gtk_box_append (GTK_BOX (buttons), make_button (self, "list-remove-symbolic", _("Leave it out (Delete)"), "visits.leave-out"));
  return buttons;
}

static void
fill (HwStopRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *number = g_strdup_printf ("%u", get_number (self));
  g_autofree char *arrives = dup_clock (hw_plan_stop_get_arrives_at (self->stop));
  g_autofree char *cost = hw_plan_dup_cost_words (self->plan, self->stop);
  /* TRANSLATORS: for a screen reader: "2: Market Arcade, 23:40" */
  g_autofree char *name = g_strdup_printf (_("%s: %s, %s"), number, hw_plan_stop_get_candidate (self->stop)->stop->name, arrives);
  GtkWidget *badge = make_label (number, "stop-number");

  gtk_label_set_xalign (GTK_LABEL (badge), 0.5);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "stop-row");
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), make_text (self));
  gtk_box_append (GTK_BOX (box), make_buttons (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, cost, -1);
}

/* -- dragging -- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            HwStopRow     *self)
{
  return gdk_content_provider_new_typed (HW_TYPE_STOP_ROW, self);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               HwStopRow     *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 20, 20);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         HwStopRow     *self)
{
  HwStopRow *dragged = g_value_get_object (value);
  guint from = dragged != NULL ? get_number (dragged) : 0, to = get_number (self);

  if (from == 0 || dragged->plan != self->plan || from == to)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "visits.move", "(uu)", from, to);
  return TRUE;
}

static void
add_dragging (HwStopRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (HW_TYPE_STOP_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* -- keys -- */

static gboolean
move_key_cb (GtkWidget *widget,
             GVariant  *steps,
             gpointer   user_data)
{
  HwStopRow *self = HW_STOP_ROW (widget);
  guint n = g_list_model_get_n_items (hw_plan_get_round (self->plan)), from = get_number (self);
  int to = (int) from + g_variant_get_int32 (steps);

  if (to >= 1 && (guint) to <= n)
    gtk_widget_activate_action (widget, "visits.move", "(uu)", from, (guint) to);
  return GDK_EVENT_STOP;
}

static gboolean
number_key_cb (GtkWidget *widget,
               GVariant  *action,
               gpointer   user_data)
{
  return gtk_widget_activate_action (widget, g_variant_get_string (action, NULL), "u", get_number (HW_STOP_ROW (widget)));
}

/* -- object -- */

static void
hw_stop_row_dispose (GObject *object)
{
  HwStopRow *self = HW_STOP_ROW (object);

  g_clear_object (&self->plan);
  g_clear_object (&self->stop);
  G_OBJECT_CLASS (hw_stop_row_parent_class)->dispose (object);
}

static void
hw_stop_row_class_init (HwStopRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_stop_row_dispose;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_p, 0, number_key_cb, "s", "visits.pin");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, number_key_cb, "s", "visits.leave-out");
}

static void
hw_stop_row_init (HwStopRow *self)
{
}

/**
 * hw_stop_row_new:
 * @plan: a plan
 * @stop: a stop of its round
 *
 * Returns: (transfer floating): a row that shows the stop as it is now
 */
GtkWidget *
hw_stop_row_new (HwPlan     *plan,
                 HwPlanStop *stop)
{
  HwStopRow *self = g_object_new (HW_TYPE_STOP_ROW, NULL);

  self->plan = g_object_ref (plan);
  self->stop = g_object_ref (stop);
  fill (self);
  add_dragging (self);
  return GTK_WIDGET (self);
}

/**
 * hw_stop_row_get_stop:
 * @self: a row
 *
 * Returns: (transfer none): its stop
 */
HwPlanStop *
hw_stop_row_get_stop (HwStopRow *self)
{
  g_return_val_if_fail (HW_IS_STOP_ROW (self), NULL);
  return self->stop;
}
