/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-card.h"
#include "hw-hot-spot-marks.h"
#include "hw-hot-spot-words.h"
#include "hw-map-card.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The reasons of one hot-spot. Nothing here is computed: the numbers come with
 * the hot-spot from core, and this file only says them.
 */

#define N_DISTANCES 3
#define N_PERIODS   4
#define MARKED_PERIOD 1   /* 28 days, which hot-spots are computed from by default */

struct _HwHotSpotCard
{
  GtkBox parent_instance;

  GtkLabel  *counts[N_DISTANCES][N_PERIODS]; /* (owned by the tree) */
  GtkLabel  *in_days;                        /* (owned by the tree) */
  GtkWidget *evidence;                       /* (owned by the tree) */
  GtkLabel  *verified, *rumour;              /* (owned by the tree) */
  GtkLabel  *trend, *change, *chance;        /* (owned by the tree) */
  GtkWidget *rhythm;                         /* (owned by the tree) */
  GtkLabel  *busiest, *last_seen;            /* (owned by the tree) */
};

G_DEFINE_FINAL_TYPE (HwHotSpotCard, hw_hot_spot_card, GTK_TYPE_BOX)

static const guint periods[N_PERIODS] = { 7, 28, 60, 180 };
static const guint distances[N_DISTANCES] = { 50, 250, 1000 };

static GtkLabel *
attach_label (GtkWidget  *grid,
              const char *text,
              int         column,
              int         row,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, css_class);
  if (column == MARKED_PERIOD + 1)
    gtk_widget_add_css_class (label, "map-marked");
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
add_counts (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new (), *grid = gtk_grid_new ();

  gtk_widget_add_css_class (grid, "map-counts");
  gtk_widget_add_css_class (GTK_WIDGET (attach_label (grid, _("Reports and contacts"), 0, 0, "caption")), "dim-label");
  for (guint i = 0; i < N_PERIODS; i++)
    {
      g_autofree char *days = i == 0 ? g_strdup (_("7 days")) : g_strdup_printf ("%u", periods[i]);

      attach_label (grid, days, (int) i + 1, 0, i == MARKED_PERIOD ? "caption-heading" : "caption");
    }
  for (guint row = 0; row < N_DISTANCES; row++)
    {
      g_autofree char *within = g_strdup_printf (_("within %u m"), distances[row]);

      attach_label (grid, within, 0, (int) row + 1, "body");
      for (guint i = 0; i < N_PERIODS; i++)
        self->counts[row][i] = attach_label (grid, "0", (int) i + 1, (int) row + 1, "numeric");
    }
  gtk_box_append (GTK_BOX (card), grid);
  gtk_box_append (GTK_BOX (self), card);
}

static GtkLabel *
new_end_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return GTK_LABEL (label);
}

static void
add_evidence (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->in_days = new_end_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->in_days), "caption");
  hw_map_card_add_heading (card, _("Verified and rumour"), GTK_WIDGET (self->in_days));
  self->evidence = hw_hot_spot_mark_new (HW_MARK_EVIDENCE);
  gtk_box_append (GTK_BOX (card), self->evidence);
  self->verified = hw_map_card_add_label (line, NULL, "caption");
  gtk_widget_set_hexpand (GTK_WIDGET (self->verified), TRUE);
  self->rumour = hw_map_card_add_label (line, NULL, "caption");
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_trend (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new ();

  self->trend = new_end_label ("map-trend");
  hw_map_card_add_heading (card, _("Trend"), GTK_WIDGET (self->trend));
  self->change = hw_map_card_add_label (card, NULL, "body");
  self->chance = hw_map_card_add_label (card, NULL, "dim-label");
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_rhythm (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new ();

  self->busiest = new_end_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->busiest), "caption");
  hw_map_card_add_heading (card, _("When people are seen"), GTK_WIDGET (self->busiest));
  self->rhythm = hw_hot_spot_mark_new (HW_MARK_RHYTHM);
  gtk_box_append (GTK_BOX (card), self->rhythm);
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_last_seen (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new ();

  hw_map_card_add_heading (card, _("Last report or contact"), NULL);
  self->last_seen = hw_map_card_add_label (card, NULL, "body");
  gtk_box_append (GTK_BOX (self), card);
}

static void
hw_hot_spot_card_class_init (HwHotSpotCardClass *klass)
{
}

static void
hw_hot_spot_card_init (HwHotSpotCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  hw_map_card_add_label (GTK_WIDGET (self), _("Why is this a hot-spot?"), "heading");
  add_counts (self);
  add_evidence (self);
  add_trend (self);
  add_rhythm (self);
  add_last_seen (self);
}

/**
 * hw_hot_spot_card_new:
 *
 * Returns: (transfer floating): a card without numbers
 */
GtkWidget *
hw_hot_spot_card_new (void)
{
  return g_object_new (HW_TYPE_HOT_SPOT_CARD, NULL);
}

static void
show_counts (HwHotSpotCard   *self,
             const HwHotSpot *hot_spot)
{
  for (guint row = 0; row < N_DISTANCES; row++)
    for (guint i = 0; i < N_PERIODS; i++)
      {
        g_autofree char *text = g_strdup_printf ("%u", hot_spot->counts[row][i]);
        g_autofree char *name = g_strdup_printf (_("%s within %u m in %u days"), text, distances[row], periods[i]);

        gtk_label_set_text (self->counts[row][i], text);
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->counts[row][i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      }
}

static void
show_evidence (HwHotSpotCard *self,
               HwHotSpot     *hot_spot)
{
  guint events = hw_hot_spot_events (hot_spot);
  g_autofree char *in_days = g_strdup_printf (ngettext ("%u in these days", "%u in these days", events), events);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person met", "%u people met", hot_spot->people_met), hot_spot->people_met);
  /* TRANSLATORS: how many contacts, and how many people were met in them */
  g_autofree char *verified = g_strdup_printf (_("%u verified, %s"), hot_spot->contacts, people);
  g_autofree char *rumour = g_strdup_printf (_("%u only reported"), hot_spot->reports);

  gtk_label_set_text (self->in_days, in_days);
  gtk_label_set_text (self->verified, verified);
  gtk_label_set_text (self->rumour, rumour);
  hw_hot_spot_mark_set_hot_spot (HW_HOT_SPOT_MARK (self->evidence), hot_spot);
}

static void
show_trend (HwHotSpotCard   *self,
            const HwHotSpot *hot_spot)
{
  static const char * const classes[] = { "falling", "steady", "rising" };
  g_autofree char *change = hw_words_dup_trend (hot_spot), *chance = hw_words_dup_chance (hot_spot->p_value);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->trend), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->trend), classes[CLAMP (hot_spot->trend, -1, 1) + 1]);
  gtk_label_set_text (self->trend, hw_words_trend (hot_spot));
  gtk_label_set_text (self->change, change);
  gtk_label_set_text (self->chance, chance);
}

/**
 * hw_hot_spot_card_set_hot_spot:
 * @self: a card
 * @hot_spot: what it explains
 */
void
hw_hot_spot_card_set_hot_spot (HwHotSpotCard *self,
                               HwHotSpot     *hot_spot)
{
  g_autofree char *busiest = NULL, *last_seen = NULL;

  g_return_if_fail (HW_IS_HOT_SPOT_CARD (self));
  g_return_if_fail (hot_spot != NULL);

  show_counts (self, hot_spot);
  show_evidence (self, hot_spot);
  show_trend (self, hot_spot);
  busiest = hw_words_dup_rhythm (hot_spot);
  gtk_label_set_text (self->busiest, busiest);
  hw_hot_spot_mark_set_hot_spot (HW_HOT_SPOT_MARK (self->rhythm), hot_spot);
  last_seen = hw_words_dup_time (hot_spot->last, g_get_real_time ());
  gtk_label_set_text (self->last_seen, last_seen);
}
