/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-attempt-menu.h"
#include "hw-case-record.h"
#include "hw-record-words.h"

/* What came of an attempt at a follow-up, each with the figure that chooses it.
 * The outcomes are those of the record itself. */

struct _HwAttemptMenu
{
  GtkPopover parent_instance;

  HwId       case_id;
  guint      days;
  GtkWidget *box;      /* (owned by the popover) */
};

G_DEFINE_FINAL_TYPE (HwAttemptMenu, hw_attempt_menu, GTK_TYPE_POPOVER)

static const HwFieldChoice *
get_outcomes (void)
{
  return hw_case_record_find_field (HW_CASE_RECORD_FOLLOW_UP, HW_RECORD_OUTCOME)->choices;
}

/* The page does it while the popover is closed already: it may open a form. */
static void
choose (HwAttemptMenu *self,
        const char    *outcome)
{
  g_autofree char *id = hw_id_to_string (&self->case_id);
  GtkWidget *opener = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (opener, "follow-up.attempt", "(sus)", id, self->days, outcome);
}

static void
clicked_cb (HwAttemptMenu *self,
            GtkButton     *button)
{
  choose (self, g_object_get_data (G_OBJECT (button), "hw-outcome"));
}

static gboolean
key_pressed_cb (HwAttemptMenu         *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  guint32 figure = gdk_keyval_to_unicode (keyval);
  const HwFieldChoice *outcomes = get_outcomes ();

  for (guint i = 0; outcomes[i].value != NULL; i++)
    if (figure == '1' + i)
      {
        choose (self, outcomes[i].value);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
add_outcome (HwAttemptMenu       *self,
             const HwFieldChoice *outcome,
             guint                figure)
{
  GtkWidget *button = gtk_button_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_label_new (_(outcome->words)), *key = gtk_label_new (NULL);
  g_autofree char *digit = g_strdup_printf ("%u", figure);

  gtk_label_set_label (GTK_LABEL (key), digit);
  gtk_widget_add_css_class (key, "key");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), key);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(outcome->words), -1);
  g_object_set_data (G_OBJECT (button), "hw-outcome", (gpointer) outcome->value);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
hw_attempt_menu_class_init (HwAttemptMenuClass *klass)
{
}

static void
hw_attempt_menu_init (HwAttemptMenu *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  const HwFieldChoice *outcomes = get_outcomes ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  for (guint i = 0; outcomes[i].value != NULL; i++)
    add_outcome (self, &outcomes[i], i + 1);
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * hw_attempt_menu_new:
 * @case_id: whose return it is about
 * @days: which follow-up
 *
 * Returns: (transfer floating): the outcomes to choose from
 */
GtkWidget *
hw_attempt_menu_new (const HwId *case_id,
                     guint       days)
{
  HwAttemptMenu *self = g_object_new (HW_TYPE_ATTEMPT_MENU, NULL);

  self->case_id = *case_id;
  self->days = days;
  return GTK_WIDGET (self);
}
