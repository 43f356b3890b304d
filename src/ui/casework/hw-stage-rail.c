/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-stage-rail.h"

/* The nine stages of a case as a rail: behind, here, ahead. Drawn in shape as
 * well as in colour, and every step says in its accessible name where it stands. */

#define N_STEPS  (HW_STAGE_CLOSED + 1)
#define DOT_SIZE 24

typedef enum { STEP_BEHIND, STEP_NEXT, STEP_AHEAD } StepState;

typedef struct
{
  GtkWidget *box;
  GtkWidget *dot;      /* a place; the rail draws it */
  GtkWidget *check;
  GtkWidget *title;
  GtkWidget *note;
  StepState  state;
} Step;

struct _HwStageRail
{
  GtkWidget parent_instance;

  Step steps[N_STEPS];  /* children */
};

G_DEFINE_FINAL_TYPE (HwStageRail, hw_stage_rail, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
make_step (HwStageRail *self,
           HwStage      stage)
{
  Step *step = &self->steps[stage];

  step->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "hexpand", TRUE, NULL);
  step->dot = g_object_new (GTK_TYPE_BOX, "width-request", DOT_SIZE, "height-request", DOT_SIZE,
                            "halign", GTK_ALIGN_CENTER, "margin-bottom", 3, NULL);
  step->check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "pixel-size", 12, "hexpand", TRUE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (step->check, "rail-check");
  gtk_box_append (GTK_BOX (step->dot), step->check);
  step->title = make_label ("caption");
  gtk_label_set_label (GTK_LABEL (step->title), hw_case_words_stage (stage));
  step->note = make_label ("caption");
  gtk_widget_add_css_class (step->note, "dim-label");
  gtk_box_append (GTK_BOX (step->box), step->dot);
  gtk_box_append (GTK_BOX (step->box), step->title);
  gtk_box_append (GTK_BOX (step->box), step->note);
  gtk_widget_set_parent (step->box, GTK_WIDGET (self));
}

static char *
make_note (const HwCase *case_,
           HwStage       stage,
           HwStage       here,
           guint         n_open)
{
  if (stage <= here && case_->stage_since[stage] != 0)
    return hw_case_words_dup_day (case_->stage_since[stage], g_get_real_time ());
  if (stage == here + 1 && hw_stage_is_on_rail (case_->stage) && n_open > 0)
    return hw_case_words_dup_missing (n_open);
  return g_strdup ("");
}

static void
label_step (Step       *step,
            HwStage     stage,
            const char *note)
{
  const char *title = hw_case_words_stage (stage);
  g_autofree char *name = NULL;

  if (step->state == STEP_BEHIND)
    /* TRANSLATORS: a stage and its day, for a screen reader: "Assessed: reached 21 Oct" */
    name = g_strdup_printf (_("%s: reached %s"), title, note);
  else if (step->state == STEP_NEXT)
    /* TRANSLATORS: a stage and what it lacks, for a screen reader: "Planned: comes next. 3 missing" */
    name = g_strdup_printf (_("%s: comes next. %s"), title, note);
  else
    name = g_strdup_printf (_("%s: not reached"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (step->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
get_centre (HwStageRail      *self,
            const Step       *step,
            graphene_point_t *centre)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (step->dot, GTK_WIDGET (self), &bounds))
    return FALSE;
  graphene_rect_get_center (&bounds, centre);
  return TRUE;
}

static void
get_colours (GdkRGBA *accent,
             GdkRGBA *faint)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gdk_rgba_parse (accent, dark ? "#3584e4" : "#1c71d8");
  gdk_rgba_parse (faint, dark ? "rgba(255,255,255,0.18)" : "rgba(0,0,0,0.12)");
}

static void
draw_line (GtkSnapshot            *snapshot,
           const graphene_point_t *from,
           const graphene_point_t *to,
           const GdkRGBA          *colour)
{
  float left = MIN (from->x, to->x) + DOT_SIZE / 2 + 3, right = MAX (from->x, to->x) - DOT_SIZE / 2 - 3;

  if (right > left)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (left, from->y - 1.5, right - left, 3));
}

static void
draw_dot (GtkSnapshot            *snapshot,
          const graphene_point_t *centre,
          StepState               state,
          const GdkRGBA          *accent,
          const GdkRGBA          *faint)
{
  GskRoundedRect outline;
  float width = state == STEP_NEXT ? 3 : DOT_SIZE / 2;
  const GdkRGBA *colour = state == STEP_AHEAD ? faint : accent;

  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (centre->x - DOT_SIZE / 2, centre->y - DOT_SIZE / 2, DOT_SIZE, DOT_SIZE),
                                   DOT_SIZE / 2);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *colour, *colour, *colour, *colour });
}

static void
hw_stage_rail_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HwStageRail *self = HW_STAGE_RAIL (widget);
  graphene_point_t before = { 0 };
  GdkRGBA accent, faint;

  get_colours (&accent, &faint);
  for (guint i = 0; i < N_STEPS; i++)
    {
      graphene_point_t centre;

      if (!get_centre (self, &self->steps[i], &centre))
        continue;
      if (i > 0)
        draw_line (snapshot, &before, &centre, self->steps[i].state == STEP_AHEAD ? &faint : &accent);
      draw_dot (snapshot, &centre, self->steps[i].state, &accent, &faint);
      before = centre;
    }
  GTK_WIDGET_CLASS (hw_stage_rail_parent_class)->snapshot (widget, snapshot);
}

static void
hw_stage_rail_dispose (GObject *object)
{
  HwStageRail *self = HW_STAGE_RAIL (object);

  for (guint i = 0; i < N_STEPS; i++)
    g_clear_pointer (&self->steps[i].box, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_stage_rail_parent_class)->dispose (object);
}

static void
hw_stage_rail_class_init (HwStageRailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_stage_rail_dispose;
  widget_class->snapshot = hw_stage_rail_snapshot;
  gtk_widget_class_set_css_name (widget_class, "stagerail");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
hw_stage_rail_init (HwStageRail *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_homogeneous (layout, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Stages"), -1);
  for (HwStage stage = 0; stage < N_STEPS; stage++)
    make_step (self, stage);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * hw_stage_rail_new:
 *
 * Returns: (transfer floating): a rail on which nothing is reached
 */
GtkWidget *
hw_stage_rail_new (void)
{
  return g_object_new (HW_TYPE_STAGE_RAIL, NULL);
}

/**
 * hw_stage_rail_set_case:
 * @self: a rail
 * @case_: the case to show
 * @n_open: requirements open for its next stage
 *
 * Shows where a case stands. Off the rail it stands where it left it.
 */
void
hw_stage_rail_set_case (HwStageRail  *self,
                        const HwCase *case_,
                        guint         n_open)
{
  HwStage here = hw_stage_is_on_rail (case_->stage) ? case_->stage : case_->stage_before;

  g_return_if_fail (HW_IS_STAGE_RAIL (self));

  for (HwStage stage = 0; stage < N_STEPS; stage++)
    {
      Step *step = &self->steps[stage];
      g_autofree char *note = make_note (case_, stage, here, n_open);

      if (stage <= here)
        step->state = STEP_BEHIND;
      else
        step->state = stage == here + 1 && hw_stage_is_on_rail (case_->stage) ? STEP_NEXT : STEP_AHEAD;
      gtk_widget_set_visible (step->check, step->state == STEP_BEHIND);
      gtk_label_set_label (GTK_LABEL (step->note), note);
      if (step->state == STEP_AHEAD)
        gtk_widget_add_css_class (step->title, "dim-label");
      else
        gtk_widget_remove_css_class (step->title, "dim-label");
      label_step (step, stage, note);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
