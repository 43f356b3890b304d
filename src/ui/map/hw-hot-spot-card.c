/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hot-spot-card.h"
#include "hw-hot-spot-marks.h"
#include "hw-hot-spot-tale.h"
#include "hw-hot-spot-words.h"
#include "hw-map-card.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The reasons of one hot-spot. Nothing here is computed: the numbers come with
 * the hot-spot from core, what the team did there from the session, and this
 * file only says them.
 */

#define N_DISTANCES 3
#define N_PERIODS   4
#define MOST_CHANGES 8
#define MARKED_PERIOD 1   /* 28 days, which hot-spots are computed from by default */

struct _HwHotSpotCard
{
  GtkBox parent_instance;

  HwSession    *session;                     /* (owned) (nullable) */
  GCancellable *loading;                     /* (owned) (nullable): of the visits */
  GtkLabel  *counts[N_DISTANCES][N_PERIODS]; /* (owned by the tree) */
  GtkLabel  *in_days;                        /* (owned by the tree) */
  GtkWidget *evidence;                       /* (owned by the tree) */
  GtkLabel  *verified, *rumour;              /* (owned by the tree) */
  GtkLabel  *trend, *change, *chance, *past; /* (owned by the tree) */
  GtkWidget *rhythm;                         /* (owned by the tree) */
  GtkLabel  *busiest;                        /* (owned by the tree) */
  GtkLabel  *last_seen;                      /* (owned by the tree) */
  GtkLabel  *visit, *visit_words, *outcomes; /* (owned by the tree) */
  GtkLabel  *unmet;                          /* (owned by the tree) */
  GtkWidget *tale, *changes;                 /* (owned by the tree) */
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
  self->past = hw_map_card_add_label (card, NULL, "dim-label");
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
set_shown (GtkLabel   *label,
           const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL && *words != '\0');
}

/* "Last visit" in bold, and the rest of the line. */
static void
set_led_by (GtkLabel   *label,
            const char *first,
            const char *rest)
{
  g_autofree char *text = g_strjoin (" ", first, rest, NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = (guint) strlen (first);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (label, text);
  gtk_label_set_attributes (label, attributes);
}

/* A picture, a line, and words under it. */
static GtkWidget *
add_row (GtkWidget   *card,
         const char  *icon,
         GtkLabel   **line,
         GtkLabel   **words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *picture = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (picture, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), picture);
  *line = hw_map_card_add_label (texts, NULL, "body");
  *words = hw_map_card_add_label (texts, NULL, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (card), row);
  return texts;
}

static void
add_visits (HwHotSpotCard *self)
{
  GtkWidget *card = hw_map_card_new (), *texts;

  texts = add_row (card, "weather-clear-night-symbolic", &self->visit, &self->visit_words);
  self->outcomes = hw_map_card_add_label (texts, NULL, "dim-label");
  self->unmet = hw_map_card_add_label (texts, NULL, "body");
  self->last_seen = hw_map_card_add_label (texts, NULL, "dim-label");
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_tale (HwHotSpotCard *self)
{
  self->tale = hw_map_card_new ();
  hw_map_card_add_heading (self->tale, _("What happened to it"), NULL);
  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->tale), self->changes);
  gtk_box_append (GTK_BOX (self), self->tale);
}

static void
hw_hot_spot_card_dispose (GObject *object)
{
  HwHotSpotCard *self = HW_HOT_SPOT_CARD (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_hot_spot_card_parent_class)->dispose (object);
}

static void
hw_hot_spot_card_class_init (HwHotSpotCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_hot_spot_card_dispose;
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
  add_visits (self);
  add_tale (self);
}

/**
 * hw_hot_spot_card_new:
 * @session: (nullable): where the visits are read, and which days hot-spots are of
 *
 * Returns: (transfer floating): a card without numbers
 */
GtkWidget *
hw_hot_spot_card_new (HwSession *session)
{
  HwHotSpotCard *self = g_object_new (HW_TYPE_HOT_SPOT_CARD, NULL);

  g_set_object (&self->session, session);
  return GTK_WIDGET (self);
}

static void
show_counts (HwHotSpotCard   *self,
             const HwHotSpot *hot_spot)
{
  for (guint row = 0; row < N_DISTANCES; row++)
    for (guint i = 0; i < N_PERIODS; i++)
      {
        g_autofree char *text = g_strdup_printf ("%u", hot_spot->counts[row][i]);
        g_autofree char *name = g_strdup_printf (ngettext ("%s within %u m in %u day", "%s within %u m in %u days", periods[i]), text, distances[row], periods[i]);

        gtk_label_set_text (self->counts[row][i], text);
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->counts[row][i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      }
}

static void
show_evidence (HwHotSpotCard *self,
               HwHotSpot     *hot_spot)
{
  guint events = hw_hot_spot_events (hot_spot);
  g_autofree char *in_days = hw_words_dup_in_days (events, self->session != NULL ? hw_session_count_hot_spot_days (self->session) : 0);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person met", "%u people met", hot_spot->people_met), hot_spot->people_met);
  /* TRANSLATORS: how many contacts, and how many people were met in them */
  g_autofree char *verified = g_strdup_printf (_("%u verified, %s"), hot_spot->verified, people);
  g_autofree char *rumour = g_strdup_printf (_("%u only reported"), hot_spot->rumoured);

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
  g_autofree char *past = hw_words_dup_past (hot_spot);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->trend), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->trend), classes[CLAMP (hot_spot->trend, -1, 1) + 1]);
  gtk_label_set_text (self->trend, hw_words_trend (hot_spot));
  gtk_label_set_text (self->change, change);
  gtk_label_set_text (self->chance, chance);
  set_shown (self->past, past);
}

/* -- what the team did here -- */

static void
show_visits (HwHotSpotCard         *self,
             const HwHotSpotVisits *visits)
{
  gint64 now = g_get_real_time ();
  g_autofree char *when = visits->last_visit != 0 ? hw_words_dup_time (visits->last_visit, now) : NULL;
  g_autofree char *words = hw_tale_dup_last_visit (visits), *outcomes = hw_tale_dup_outcomes (visits);

  set_led_by (self->visit, _("Last visit"), when);
  set_shown (self->visit_words, words);
  set_shown (self->outcomes, outcomes);
}

static void
visits_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (HwHotSpotCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwHotSpotVisits) visits = hw_session_list_hot_spot_visits_finish (HW_SESSION (source), result, &error);

  if (visits != NULL)
    show_visits (self, visits);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_shown (self->visit_words, error->message);
}

/* Until they are read, nothing is said that may belong to another hot-spot. */
static void
load_visits (HwHotSpotCard   *self,
             const HwHotSpot *hot_spot)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  set_led_by (self->visit, _("Last visit"), NULL);
  set_shown (self->visit_words, NULL);
  set_shown (self->outcomes, NULL);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  self->loading = g_cancellable_new ();
  hw_session_list_hot_spot_visits_async (self->session, hot_spot, self->loading, visits_listed_cb, g_object_ref (self));
}

/* -- what happened to it -- */

static void
add_change (HwHotSpotCard         *self,
            const HwHotSpotChange *change,
            gint64                 now)
{
  g_autofree char *day = hw_tale_dup_day (change->day, now), *words = hw_tale_dup_change (change);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (GTK_WIDGET (hw_map_card_add_label (line, day, "caption")), "dim-label");
  hw_map_card_add_label (line, words, "body");
  gtk_box_append (GTK_BOX (self->changes), line);
}

static void
show_changes (HwHotSpotCard   *self,
              const HwHotSpot *hot_spot)
{
  guint n_changes = hot_spot->changes != NULL ? hot_spot->changes->len : 0;
  gint64 now = g_get_real_time ();

  hw_map_card_clear (self->changes);
  gtk_widget_set_visible (self->tale, n_changes > 0);
  for (guint i = 0; i < MIN (n_changes, MOST_CHANGES); i++)
    add_change (self, &g_array_index (hot_spot->changes, HwHotSpotChange, n_changes - 1 - i), now);
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
  g_autofree char *busiest = NULL, *when = NULL, *last_seen = NULL, *unmet = NULL;

  g_return_if_fail (HW_IS_HOT_SPOT_CARD (self));
  g_return_if_fail (hot_spot != NULL);

  show_counts (self, hot_spot);
  show_evidence (self, hot_spot);
  show_trend (self, hot_spot);
  busiest = hw_words_dup_rhythm (hot_spot);
  gtk_label_set_text (self->busiest, busiest);
  hw_hot_spot_mark_set_hot_spot (HW_HOT_SPOT_MARK (self->rhythm), hot_spot);
  when = hw_words_dup_time (hot_spot->last, g_get_real_time ());
  /* TRANSLATORS: when somebody was last reported or met here */
  last_seen = g_strdup_printf (_("Last report or contact %s"), when);
  gtk_label_set_text (self->last_seen, last_seen);
  unmet = hw_tale_dup_unmet (hot_spot);
  set_shown (self->unmet, unmet);
  load_visits (self, hot_spot);
  show_changes (self, hot_spot);
}
