/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-arrivals.h"
#include "hw-hot-spot-words.h"
#include "hw-map-card.h"
#include "hw-map-thing.h"
#include "hw-site-words.h"

#include <glib/gi18n-lib.h>

/*
 * Part of the panel of a hot-spot: which closed sites its people came from.
 */

struct _HwSiteArrivals
{
  GtkBox parent_instance;

  HwSession    *session;   /* (owned) (nullable) */
  GCancellable *reading;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwSiteArrivals, hw_site_arrivals, GTK_TYPE_BOX)

enum { SIGNAL_SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clicked_cb (GtkWidget *button,
            gpointer   user_data)
{
  HwSiteArrivals *self = user_data;
  HwMapThing thing = *(HwMapThing *) g_object_get_data (G_OBJECT (button), "thing");

  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, &thing);
}

static void
add_arrival (HwSiteArrivals      *self,
             const HwSiteArrival *arrival)
{
  g_autofree char *day = hw_words_dup_since (arrival->site->closes_at, g_get_real_time ());
  /* TRANSLATORS: the name of a site, and the day it was closed */
  g_autofree char *heading = g_strdup_printf (_("After the closure of %s, %s"), arrival->site->name, day);
  g_autofree char *words = hw_words_dup_arrival (arrival);
  g_autofree char *name = g_strdup_printf ("%s. %s", heading, words);
  GtkWidget *card = hw_map_card_new (), *button = gtk_button_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  HwMapThing thing;

  hw_map_thing_init_site (&thing, arrival->site);
  hw_map_card_add_label (texts, heading, "heading");
  hw_map_card_add_label (texts, words, NULL);
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "map-plain");
  gtk_widget_set_tooltip_text (button, _("Show the site"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "thing", g_memdup2 (&thing, sizeof thing), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (card), button);
  gtk_box_append (GTK_BOX (self), card);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwSiteArrivals) self = user_data;
  g_autoptr (GPtrArray) arrivals = hw_session_list_arrivals_finish (HW_SESSION (source), result, NULL);

  /* Cancelled, or nothing to be said. */
  if (arrivals == NULL)
    return;
  hw_map_card_clear (GTK_WIDGET (self));
  for (guint i = 0; i < arrivals->len; i++)
    add_arrival (self, g_ptr_array_index (arrivals, i));
  gtk_widget_set_visible (GTK_WIDGET (self), arrivals->len > 0);
}

static void
stop_reading (HwSiteArrivals *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
hw_site_arrivals_dispose (GObject *object)
{
  HwSiteArrivals *self = HW_SITE_ARRIVALS (object);

  stop_reading (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_site_arrivals_parent_class)->dispose (object);
}

static void
hw_site_arrivals_class_init (HwSiteArrivalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_site_arrivals_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_SITE_ARRIVALS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
hw_site_arrivals_init (HwSiteArrivals *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hw_site_arrivals_new:
 * @session: (nullable): where it is read
 *
 * Returns: (transfer floating): a part that is not seen
 */
GtkWidget *
hw_site_arrivals_new (HwSession *session)
{
  HwSiteArrivals *self = g_object_new (HW_TYPE_SITE_ARRIVALS, NULL);

  g_set_object (&self->session, session);
  return GTK_WIDGET (self);
}

/**
 * hw_site_arrivals_set_place:
 * @self: a part
 * @point: the middle of a hot-spot
 * @radius_m: metres around it
 */
void
hw_site_arrivals_set_place (HwSiteArrivals *self,
                            const HwPoint  *point,
                            double          radius_m)
{
  g_return_if_fail (HW_IS_SITE_ARRIVALS (self));

  stop_reading (self);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  self->reading = g_cancellable_new ();
  hw_session_list_arrivals_async (self->session, point, radius_m, self->reading, listed_cb, g_object_ref (self));
}

/**
 * hw_site_arrivals_clear:
 * @self: a part
 *
 * Nothing of what was shown stays behind.
 */
void
hw_site_arrivals_clear (HwSiteArrivals *self)
{
  g_return_if_fail (HW_IS_SITE_ARRIVALS (self));

  stop_reading (self);
  hw_map_card_clear (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
