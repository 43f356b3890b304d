/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-field-head.h"

#include "hw-problem.h"
#include "hw-session-promises.h"
#include "hw-session-route.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * What the team must know at the stop where it is: the place, what was reported,
 * what to take care of, what was promised, and which languages were heard. The
 * languages are read for this stop when it is shown, and stay on this page.
 */

struct _HwFieldHead
{
  AdwBin parent_instance;

  HwFieldTaps  *taps;          /* (owned) */
  HwId          shown;         /* the stop whose facts are read, or being read */
  GCancellable *cancellable;   /* (owned) (nullable): of that reading */

  GtkLabel     *number;        /* children */
  GtkLabel     *name;
  GtkLabel     *place;
  GtkToggleButton *arrived;
  GtkLabel     *arrived_label;
  GtkWidget    *care_card;
  GtkLabel     *care;
  GtkLabel     *languages;
  GtkBox       *promises;
};

G_DEFINE_FINAL_TYPE (HwFieldHead, hw_field_head, ADW_TYPE_BIN)

static gboolean
is_said (const char *words)
{
  return words != NULL && *words != '\0';
}

/* -- promises -- */

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwFieldHead) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_settle_promise_finish (HW_SESSION (source), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("What came of the promise was not recorded"), error);
  else if (self->taps != NULL)
    hw_field_taps_note_promised (self->taps);
}

static void
settle_cb (HwFieldHead *self,
           GtkButton   *button)
{
  const HwId *promise = g_object_get_data (G_OBJECT (button), "promise");

  hw_session_settle_promise_async (hw_field_taps_get_session (self->taps), promise, g_object_get_data (G_OBJECT (button), "kept") != NULL, NULL,
                                   settled_cb, g_object_ref (self));
}

static GtkWidget *
make_settle (HwFieldHead     *self,
             const HwPromise *promise,
             gboolean         kept)
{
  const char *words = kept ? _("Kept") : _("Not kept");
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, promise->words);

  g_object_set_data_full (G_OBJECT (button), "promise", hw_id_copy (&promise->id), g_free);
  g_object_set_data (G_OBJECT (button), "kept", kept ? button : NULL);
  gtk_widget_add_css_class (button, "field-way");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (settle_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_promise (HwFieldHead     *self,
              const HwPromise *promise)
{
  g_autofree char *due = hw_words_dup_time (promise->due_at, g_get_real_time ());
  /* TRANSLATORS: "Promised by Tue 24 Nov 23:00: bring dog food" */
  g_autofree char *words = g_strdup_printf (_("Promised by %s: %s"), due, promise->words);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row, "card");
  gtk_widget_add_css_class (row, "field-card");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), make_settle (self, promise, TRUE));
  gtk_box_append (GTK_BOX (row), make_settle (self, promise, FALSE));
  return row;
}

static void
show_promises (HwFieldHead       *self,
               const HwStopFacts *facts)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->promises))) != NULL)
    gtk_box_remove (self->promises, row);
  for (guint i = 0; facts != NULL && i < facts->promises->len; i++)
    gtk_box_append (self->promises, make_promise (self, facts->promises->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->promises), facts != NULL && facts->promises->len > 0);
}

/* -- what is known of the stop -- */

static void
show_care (HwFieldHead  *self,
           const HwSite *site)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *words = NULL;

  if (site != NULL && is_said (site->hazards))
    g_ptr_array_add (parts, site->hazards);
  if (site != NULL && is_said (site->access))
    g_ptr_array_add (parts, site->access);
  if (site != NULL && is_said (site->lighting))
    g_ptr_array_add (parts, site->lighting);
  gtk_widget_set_visible (self->care_card, parts->len > 0);
  g_ptr_array_add (parts, NULL);
  words = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->care, words);
}

static void
show_languages (HwFieldHead       *self,
                const HwStopFacts *facts)
{
  gboolean has = facts != NULL && facts->languages != NULL && facts->languages[0] != NULL;
  g_autofree char *all = has ? g_strjoinv (", ", facts->languages) : NULL;
  /* TRANSLATORS: languages that were heard at a place */
  g_autofree char *words = has ? g_strdup_printf (_("Spoken here: %s"), all) : NULL;

  gtk_label_set_label (self->languages, has ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->languages), has);
}

static void
show_place (HwFieldHead       *self,
            const HwStop      *stop,
            const HwStopFacts *facts)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = NULL;

  if (is_said (stop->place) && g_strcmp0 (stop->place, stop->name) != 0)
    g_ptr_array_add (parts, g_strdup (stop->place));
  for (guint i = 0; facts != NULL && i < MIN (facts->reports->len, 1); i++)
    {
      const HwReport *report = facts->reports->pdata[i];
      g_autofree char *time = hw_words_dup_time (report->received_at, g_get_real_time ());
      g_autofree char *people = report->people > 0 ? hw_words_dup_people (report->people) : NULL;

      /* TRANSLATORS: "reported 22:10, 2 people" */
      g_ptr_array_add (parts, people != NULL ? g_strdup_printf (_("reported %s, %s"), time, people) : g_strdup_printf (_("reported %s"), time));
      if (is_said (report->appearance))
        g_ptr_array_add (parts, g_strdup (report->appearance));
    }
  g_ptr_array_add (parts, NULL);
  words = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->place, words);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *words != '\0');
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwFieldHead) self = user_data;
  g_autoptr (HwSessionRoute) route = hw_session_load_route_finish (HW_SESSION (source), result, NULL);
  const HwStop *stop = self->taps != NULL ? hw_field_taps_get_stop (self->taps) : NULL;
  const HwStopFacts *facts = route != NULL && stop != NULL ? hw_stop_facts_find (route->facts, &stop->id) : NULL;

  /* The team has gone on meanwhile, or the place and the buttons are all there is. */
  if (facts == NULL)
    return;
  show_place (self, stop, facts);
  show_care (self, facts->site);
  show_languages (self, facts);
  show_promises (self, facts);
}

static void
load_facts (HwFieldHead *self)
{
  const HwStop *stop = hw_field_taps_get_stop (self->taps);
  g_autoptr (HwShift) alone = hw_shift_copy (hw_field_taps_get_shift (self->taps));
  HwRouteAsk ask = { .languages = TRUE };

  if (stop == NULL)
    return;
  g_ptr_array_set_size (alone->stops, 0);
  g_ptr_array_add (alone->stops, hw_stop_copy (stop));
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hw_session_load_route_async (hw_field_taps_get_session (self->taps), alone, &ask, NULL, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Of the last stop nothing stays, its languages least of all. */
static void
show_stop (HwFieldHead  *self,
           const HwStop *stop)
{
  HwSiteItem *site = stop->kind == HW_STOP_SITE ? hw_session_find_site (hw_field_taps_get_session (self->taps), &stop->subject) : NULL;
  g_autofree char *number = g_strdup_printf ("%u", hw_field_taps_get_position (self->taps));

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->name, is_said (stop->name) ? stop->name : stop->place != NULL ? stop->place : "");
  show_place (self, stop, NULL);
  show_care (self, site != NULL ? hw_site_item_get_site (site) : NULL);
  show_languages (self, NULL);
  show_promises (self, NULL);
  load_facts (self);
}

static void
update (HwFieldHead *self)
{
  const HwStop *stop = hw_field_taps_get_stop (self->taps);
  const HwTap *arrived = hw_field_taps_find (self->taps, HW_TAP_ARRIVED);
  g_autofree char *time = arrived != NULL ? hw_words_dup_time (arrived->at, g_get_real_time ()) : NULL;
  g_autofree char *words = time != NULL ? g_strdup_printf (_("Arrived %s"), time) : g_strdup (_("We are here"));

  if (stop == NULL)
    return;
  gtk_toggle_button_set_active (self->arrived, arrived != NULL);
  gtk_label_set_label (self->arrived_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->arrived), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (hw_id_equal (&self->shown, &stop->id))
    return;
  self->shown = stop->id;
  show_stop (self, stop);
}

static void
arrived_cb (HwFieldHead *self)
{
  const HwTap *arrived = hw_field_taps_find (self->taps, HW_TAP_ARRIVED);

  if (arrived != NULL)
    hw_field_taps_take_back (self->taps, arrived);
  else
    hw_field_taps_tap (self->taps, (HwTap) { .kind = HW_TAP_ARRIVED });
}

/* -- object -- */

static GtkLabel *
make_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static GtkWidget *
make_top (HwFieldHead *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->number = make_label ("field-number");
  gtk_label_set_xalign (self->number, 0.5);
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_CENTER);
  self->name = make_label ("title-2");
  self->place = make_label ("dim-label");
  self->languages = make_label ("field-languages");
  self->arrived = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  self->arrived_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (self->arrived), GTK_WIDGET (self->arrived_label));
  gtk_widget_add_css_class (GTK_WIDGET (self->arrived), "field-way");
  gtk_widget_set_valign (GTK_WIDGET (self->arrived), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->arrived, "clicked", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (text), GTK_WIDGET (self->languages));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (top), text);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->arrived));
  return top;
}

static GtkWidget *
make_care (HwFieldHead *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic"), *title = gtk_label_new (_("Take care:"));

  self->care_card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->care = make_label ("body");
  gtk_widget_add_css_class (icon, "stop-warning");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_valign (title, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->care_card, "card");
  gtk_widget_add_css_class (self->care_card, "field-card");
  gtk_widget_set_hexpand (GTK_WIDGET (self->care), TRUE);
  gtk_box_append (GTK_BOX (self->care_card), icon);
  gtk_box_append (GTK_BOX (self->care_card), title);
  gtk_box_append (GTK_BOX (self->care_card), GTK_WIDGET (self->care));
  return self->care_card;
}

static void
hw_field_head_dispose (GObject *object)
{
  HwFieldHead *self = HW_FIELD_HEAD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->taps);
  G_OBJECT_CLASS (hw_field_head_parent_class)->dispose (object);
}

static void
hw_field_head_class_init (HwFieldHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_field_head_dispose;
}

static void
hw_field_head_init (HwFieldHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->promises = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_box_append (GTK_BOX (box), make_top (self));
  gtk_box_append (GTK_BOX (box), make_care (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->promises));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * hw_field_head_new:
 * @taps: what was tapped
 *
 * Returns: (transfer floating): what is known of the stop where the page is
 */
GtkWidget *
hw_field_head_new (HwFieldTaps *taps)
{
  HwFieldHead *self = g_object_new (HW_TYPE_FIELD_HEAD, NULL);

  self->taps = g_object_ref (taps);
  g_signal_connect_object (taps, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (taps, "promised", G_CALLBACK (load_facts), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
