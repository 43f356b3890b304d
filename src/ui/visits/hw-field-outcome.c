/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-outcome.h"

#include "hw-outcomes.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * What came of looking, for fingers in gloves: looked for, found, not found,
 * could not look; and under it, in which way. The first way is what is recorded
 * until another one is tapped.
 */

typedef struct
{
  HwTapKind   kind;
  const char *icon;
  const char *words;
  const char *under;
} Choice;

static const Choice choices[] = {
  { HW_TAP_LOOKED_FOR, "edit-find-symbolic", N_("Looked for"), N_("the team has looked") },
  { HW_TAP_FOUND, "avatar-default-symbolic", N_("Found"), N_("met at least one") },
  { HW_TAP_NOT_FOUND, "edit-clear-symbolic", N_("Not found"), N_("nobody here now") },
  { HW_TAP_COULD_NOT_LOOK, "action-unavailable-symbolic", N_("Could not look"), N_("closed or not safe") },
};
#define N_CHOICES  G_N_ELEMENTS (choices)
#define WAYS_A_ROW 4

/* Which of the list belong to which; what is recorded without another word comes first. */
static const struct { HwTapKind kind; const char *code; } ways[] = {
  { HW_TAP_FOUND, "found-engaging" },
  { HW_TAP_FOUND, "found-unwilling" },
  { HW_TAP_FOUND, "found-sheltered" },
  { HW_TAP_FOUND, "found-street-activity" },
  { HW_TAP_FOUND, "found-emergency-services" },
  { HW_TAP_FOUND, "found-reconnected" },
  { HW_TAP_FOUND, "found-no-entitlement" },
  { HW_TAP_NOT_FOUND, "not-found-looked" },
  { HW_TAP_NOT_FOUND, "not-found-moved-on" },
  { HW_TAP_NOT_FOUND, "not-found-no-site" },
  { HW_TAP_COULD_NOT_LOOK, "not-found-no-access" },
  { HW_TAP_COULD_NOT_LOOK, "not-found-no-service" },
  { HW_TAP_COULD_NOT_LOOK, "not-looked-known" },
  { HW_TAP_COULD_NOT_LOOK, "not-looked-street-activity" },
  { HW_TAP_COULD_NOT_LOOK, "not-looked-wrong-area" },
};

struct _HwFieldOutcome
{
  AdwBin parent_instance;

  HwFieldTaps     *taps;                /* (owned) */
  GtkToggleButton *buttons[N_CHOICES];
  GtkLabel        *unders[N_CHOICES];
  GtkGrid         *ways;
  HwTapKind        shown;               /* of the ways; HW_N_TAP_KINDS: none */
};

G_DEFINE_FINAL_TYPE (HwFieldOutcome, hw_field_outcome, ADW_TYPE_BIN)

/* -- showing -- */

static const HwTap *
find_outcome (HwFieldOutcome *self)
{
  GPtrArray *taps = hw_field_taps_get_list (self->taps);
  const HwStop *stop = hw_field_taps_get_stop (self->taps);

  return taps != NULL && stop != NULL ? hw_taps_find_outcome (taps, &stop->id) : NULL;
}

static void
show_choice (HwFieldOutcome *self,
             guint           position,
             const HwTap    *outcome)
{
  const Choice *choice = &choices[position];
  const HwTap *tap = hw_field_taps_find (self->taps, choice->kind);
  g_autofree char *time = tap != NULL ? hw_words_dup_time (tap->at, g_get_real_time ()) : NULL;
  gboolean is_on = tap != NULL && (!hw_tap_kind_is_outcome (choice->kind) || tap == outcome);

  gtk_toggle_button_set_active (self->buttons[position], is_on);
  gtk_label_set_label (self->unders[position], is_on ? time : _(choice->under));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[position]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_on ? time : _(choice->under), -1);
}

static void
way_cb (HwFieldOutcome *self,
        GtkButton      *button)
{
  const HwTap *outcome = find_outcome (self);

  if (outcome != NULL)
    hw_field_taps_tap (self->taps, (HwTap) { .kind = outcome->kind, .code = g_object_get_data (G_OBJECT (button), "code") });
}

static void
add_way (HwFieldOutcome *self,
         const char     *code,
         int             position)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (hw_outcome_words (code));
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  g_object_set_data (G_OBJECT (button), "code", (gpointer) code);
  gtk_widget_add_css_class (button, "field-way");
  g_signal_connect_object (button, "clicked", G_CALLBACK (way_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->ways, button, position % WAYS_A_ROW, position / WAYS_A_ROW, 1, 1);
}

static void
fill_ways (HwFieldOutcome *self,
           HwTapKind       kind)
{
  GtkWidget *child;
  int position = 0;

  if (self->shown == kind)
    return;
  self->shown = kind;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ways))) != NULL)
    gtk_grid_remove (self->ways, child);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].kind == kind)
      add_way (self, ways[i].code, position++);
}

static void
show_ways (HwFieldOutcome *self,
           const HwTap    *outcome)
{
  const char *code = outcome != NULL ? hw_tap_get_outcome (outcome) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ways), outcome != NULL);
  fill_ways (self, outcome != NULL ? outcome->kind : HW_N_TAP_KINDS);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->ways)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), g_strcmp0 (g_object_get_data (G_OBJECT (child), "code"), code) == 0);
}

static void
update (HwFieldOutcome *self)
{
  const HwTap *outcome = find_outcome (self);

  for (guint i = 0; i < N_CHOICES; i++)
    show_choice (self, i, outcome);
  show_ways (self, outcome);
}

/* -- tapping -- */

static void
clicked_cb (HwFieldOutcome *self,
            GtkButton      *button)
{
  for (guint i = 0; i < N_CHOICES; i++)
    {
      const HwTap *tap = hw_field_taps_find (self->taps, choices[i].kind);

      if (GTK_BUTTON (self->buttons[i]) != button)
        continue;
      if (tap != NULL)
        hw_field_taps_take_back (self->taps, tap);
      else
        hw_field_taps_tap (self->taps, (HwTap) { .kind = choices[i].kind });
    }
}

/* -- object -- */

static GtkWidget *
make_choice (HwFieldOutcome *self,
             guint           position)
{
  GtkWidget *button = gtk_toggle_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = gtk_image_new_from_icon_name (choices[position].icon), *title = gtk_label_new (_(choices[position].words));
  GtkWidget *under = gtk_label_new (NULL);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 24);
  gtk_widget_add_css_class (title, "title-4");
  gtk_widget_add_css_class (under, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (under), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), under);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "field-toggle");
  gtk_widget_add_css_class (button, "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(choices[position].words), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  self->buttons[position] = GTK_TOGGLE_BUTTON (button);
  self->unders[position] = GTK_LABEL (under);
  return button;
}

static void
hw_field_outcome_dispose (GObject *object)
{
  g_clear_object (&HW_FIELD_OUTCOME (object)->taps);
  G_OBJECT_CLASS (hw_field_outcome_parent_class)->dispose (object);
}

static void
hw_field_outcome_class_init (HwFieldOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_field_outcome_dispose;
}

static void
hw_field_outcome_init (HwFieldOutcome *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->shown = HW_N_TAP_KINDS;
  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (guint i = 0; i < N_CHOICES; i++)
    gtk_box_append (GTK_BOX (row), make_choice (self, i));
  self->ways = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->ways, TRUE);
  gtk_grid_set_column_spacing (self->ways, 6);
  gtk_grid_set_row_spacing (self->ways, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ways), GTK_ACCESSIBLE_PROPERTY_LABEL, _("In which way"), -1);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->ways));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * hw_field_outcome_new:
 * @taps: what was tapped
 *
 * Returns: (transfer floating): the buttons for what came of looking at the stop where the page is
 */
GtkWidget *
hw_field_outcome_new (HwFieldTaps *taps)
{
  HwFieldOutcome *self = g_object_new (HW_TYPE_FIELD_OUTCOME, NULL);

  self->taps = g_object_ref (taps);
  g_signal_connect_object (taps, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
