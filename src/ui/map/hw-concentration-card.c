/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-concentration-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * The squares on the map in words, for those who listen and for those who want
 * to know how much "unusual" is: what is there, and what chance would put there.
 */

#define NAME_REACH_M 500.0   /* what lies so near says where a place is */
#define SIDE_M       600     /* of a square and those around it */

struct _HwConcentrationCard
{
  AdwBin parent_instance;

  HwConcentrationLayer *layer;    /* (owned) */
  HwSession            *session;  /* (owned) */
  GtkLabel             *title;    /* (owned by the tree) */
  GtkLabel             *words;    /* (owned by the tree) */
  GtkWidget            *button;   /* (owned by the tree) */
};

enum { SIGNAL_SHOW_PLACE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwConcentrationCard, hw_concentration_card, ADW_TYPE_BIN)

static const HwConcentration *
get_strongest (HwConcentrationCard *self)
{
  const HwConcentrations *found = hw_concentration_layer_get_found (self->layer);

  return found != NULL && found->places->len > 0 ? &g_array_index (found->places, HwConcentration, 0) : NULL;
}

/* The site or the hot-spot that lies nearest, as the lists call it. */
static const char *
find_name (HwConcentrationCard *self,
           const HwPoint       *middle)
{
  GListModel *sites = hw_session_get_sites (self->session), *hot_spots = hw_session_get_hot_spots (self->session);
  double nearest = NAME_REACH_M;
  const char *name = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (sites, i);
      const HwSite *site = hw_site_item_get_site (item);
      double distance = hw_point_distance (middle, &site->point);

      if (distance >= nearest)
        continue;
      nearest = distance;
      name = site->name;
    }
  for (guint i = 0; i < g_list_model_get_n_items (hot_spots); i++)
    {
      g_autoptr (HwHotSpotItem) item = g_list_model_get_item (hot_spots, i);
      double distance = hw_point_distance (middle, &hw_hot_spot_item_get_hot_spot (item)->centre);

      if (distance >= nearest)
        continue;
      nearest = distance;
      name = hw_hot_spot_item_get_name (item);
    }
  return name;
}

static void
show_words (HwConcentrationCard *self)
{
  const HwConcentrations *found = hw_concentration_layer_get_found (self->layer);
  const HwConcentration *strongest = get_strongest (self);
  g_autofree char *title = NULL, *words = NULL;

  title = found != NULL ? hw_words_dup_concentrations (found) : g_strdup (_("Unusual concentrations"));
  words = strongest != NULL ? hw_words_dup_concentration (strongest, find_name (self, &strongest->middle)) : NULL;
  if (found != NULL && found->n_far > 0)
    {
      g_autofree char *near = words;

      words = g_strdup_printf (ngettext ("%s\n%u lies too far from the others to be looked at.", "%s\n%u lie too far from the others to be looked at.", found->n_far),
                               near != NULL ? near : "", found->n_far);
      g_strstrip (words);
    }
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL);
  gtk_widget_set_visible (self->button, strongest != NULL);
}

static void
clicked_cb (HwConcentrationCard *self)
{
  const HwConcentration *strongest = get_strongest (self);
  HwPoint middle;

  if (strongest == NULL)
    return;
  middle = strongest->middle;
  g_signal_emit (self, signals[SIGNAL_SHOW_PLACE], 0, &middle);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
hw_concentration_card_dispose (GObject *object)
{
  HwConcentrationCard *self = HW_CONCENTRATION_CARD (object);

  g_clear_object (&self->layer);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_concentration_card_parent_class)->dispose (object);
}

static void
hw_concentration_card_class_init (HwConcentrationCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_concentration_card_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_SHOW_PLACE] = g_signal_new ("show-place", HW_TYPE_CONCENTRATION_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
hw_concentration_card_init (HwConcentrationCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (GTK_WIDGET (self), "map-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-words");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Unusual concentrations"), -1);
  self->title = add_label (box, "heading");
  self->words = add_label (box, "caption");
  gtk_box_append (GTK_BOX (row), box);
  self->button = gtk_button_new_with_label (_("Show it"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->words, NULL, -1);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (row), self->button);
  adw_bin_set_child (ADW_BIN (self), row);
}

/**
 * hw_concentration_card_new:
 * @layer: what is said in words, while it is visible
 * @session: whose sites and hot-spots say where a place is
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
hw_concentration_card_new (HwConcentrationLayer *layer,
                           HwSession            *session)
{
  HwConcentrationCard *self = g_object_new (HW_TYPE_CONCENTRATION_CARD, NULL);

  self->layer = g_object_ref (layer);
  self->session = g_object_ref (session);
  g_object_bind_property (layer, "visible", self, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (layer, "changed", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_hot_spots (session), "items-changed", G_CALLBACK (show_words), self, G_CONNECT_SWAPPED);
  show_words (self);
  return GTK_WIDGET (self);
}

/**
 * hw_words_dup_concentrations:
 * @found: where more lies close together than chance would put there
 *
 * Returns: (transfer full): how many such places there are
 */
char *
hw_words_dup_concentrations (const HwConcentrations *found)
{
  if (found->places->len == 0)
    return g_strdup (_("Nowhere are there more close together than chance would give"));
  return g_strdup_printf (ngettext ("%u place with more than chance would give",
                                    "%u places with more than chance would give", found->places->len), found->places->len);
}

/**
 * hw_words_dup_concentration:
 * @place: the most unusual place
 * @name: (nullable): what lies near it
 *
 * Returns: (transfer full): how unusual it is, as a coordinator would say it
 */
char *
hw_words_dup_concentration (const HwConcentration *place,
                            const char            *name)
{
  guint expected = (guint) lround (place->expected);
  g_autofree char *counts = NULL;

  /* TRANSLATORS: how many reports and contacts lie in a square of so many metres, and how many chance would put there */
  if (expected == 0)
    counts = g_strdup_printf (ngettext ("%u report or contact in %d by %d m, where chance would give less than one",
                                        "%u reports and contacts in %d by %d m, where chance would give less than one", place->seen), place->seen, SIDE_M, SIDE_M);
  else
    counts = g_strdup_printf (ngettext ("%u report or contact in %d by %d m, where chance would give about %u",
                                        "%u reports and contacts in %d by %d m, where chance would give about %u", place->seen), place->seen, SIDE_M, SIDE_M, expected);
  if (name != NULL)
    /* TRANSLATORS: a name, and "24 reports and contacts in 600 by 600 m, where chance would give about 2" */
    return g_strdup_printf (_("The strongest, near %s: %s."), name, counts);
  return g_strdup_printf (_("The strongest: %s."), counts);
}
