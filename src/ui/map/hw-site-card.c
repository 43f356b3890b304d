/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-site-card.h"
#include "hw-map-card.h"
#include "hw-map-thing.h"
#include "hw-site-close-dialog.h"
#include "hw-site-dialog.h"
#include "hw-site-words.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The record of the site is shown at once; what has to be read (visits, counts,
 * where its people went) comes a moment later. The card is built anew for every
 * site: it is a page of text, not a form.
 */

#define MOST_VISITS 6
#define MOST_TRACES 3

static const guint periods[HW_SITE_N_DAYS] = { 7, 28, 60, 180 };

struct _HwSiteCard
{
  GtkBox parent_instance;

  HwSession    *session;   /* (owned) (nullable) */
  HwSite       *site;      /* (owned) (nullable) */
  HwSiteStory  *story;     /* (owned) (nullable) */
  GCancellable *reading;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwSiteCard, hw_site_card, GTK_TYPE_BOX)

enum { SIGNAL_SHOW_PLACE, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
add_card (HwSiteCard *self,
          const char *heading,
          GtkWidget  *at_end)
{
  GtkWidget *card = hw_map_card_new ();

  hw_map_card_add_heading (card, heading, at_end);
  gtk_box_append (GTK_BOX (self), card);
  return card;
}

static GtkWindow *
get_window (HwSiteCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
edit_cb (HwSiteCard *self)
{
  if (self->session != NULL && self->site != NULL)
    gtk_window_present (GTK_WINDOW (hw_site_dialog_new (self->session, get_window (self), self->site)));
}

static void
close_cb (HwSiteCard *self)
{
  if (self->session != NULL && self->site != NULL)
    gtk_window_present (GTK_WINDOW (hw_site_close_dialog_new (self->session, get_window (self), self->site)));
}

/* -- what was noted differently -- */

static void
add_conflicts (HwSiteCard *self)
{
  GPtrArray *conflicts = self->story != NULL ? self->story->conflicts : NULL;
  GtkWidget *card;

  if (conflicts == NULL || conflicts->len == 0)
    return;
  card = add_card (self, _("Noted differently at the same time"), NULL);
  gtk_widget_add_css_class (card, "warning");
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HwConflict *conflict = g_ptr_array_index (conflicts, i);
      /* TRANSLATORS: a field of a site, and who noted it */
      g_autofree char *what = g_strdup_printf (_("%s, noted by %s"), hw_words_site_field (conflict->field), conflict->author);

      g_autofree char *words = hw_words_dup_site_value (conflict->field, conflict->value);

      hw_map_card_add_fact (card, what, words);
    }
  hw_map_card_add_label (card, _("Both are kept. Record what holds with Edit or with the closure, and it is settled for all."), "dim-label");
}

/* -- the closure, and where the people went -- */

static void
trace_clicked_cb (GtkWidget *button,
                  gpointer   user_data)
{
  HwSiteCard *self = user_data;
  HwPoint *point = g_object_get_data (G_OBJECT (button), "point");

  g_signal_emit (self, signals[SIGNAL_SHOW_PLACE], 0, point);
}

static void
add_trace (HwSiteCard        *self,
           GtkWidget         *card,
           const HwSiteTrace *trace)
{
  g_autofree char *words = hw_words_dup_trace (trace, g_get_real_time ());
  GtkWidget *button = gtk_button_new (), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_strdup_printf ("%s. %s", trace->place != NULL ? trace->place : _("Place not known by name"), words);

  if (trace->place != NULL)
    hw_map_card_add_label (texts, trace->place, "heading");
  hw_map_card_add_label (texts, words, NULL);
  gtk_button_set_child (GTK_BUTTON (button), texts);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "map-plain");
  gtk_widget_set_tooltip_text (button, _("Show it on the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "point", g_memdup2 (&trace->point, sizeof trace->point), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (trace_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (card), button);
}

static void
add_traces (HwSiteCard *self,
            GtkWidget  *card)
{
  GArray *traces = self->story->traces;

  hw_map_card_add_label (card, _("Where its people were met since"), "caption-heading");
  if (traces == NULL || traces->len == 0)
    hw_map_card_add_label (card, _("Nobody who was met here has been met since."), "dim-label");
  for (guint i = 0; traces != NULL && i < MIN (traces->len, MOST_TRACES); i++)
    add_trace (self, card, &g_array_index (traces, HwSiteTrace, i));
  if (traces != NULL && traces->len > MOST_TRACES)
    {
      guint n_more = traces->len - MOST_TRACES;
      g_autofree char *more = g_strdup_printf (ngettext ("and at %u other place", "and at %u other places", n_more), n_more);

      hw_map_card_add_label (card, more, "dim-label");
    }
  if (self->story->has_shift)
    {
      g_autofree char *shift = hw_words_dup_shift (&self->story->shift);

      hw_map_card_add_label (card, shift, NULL);
    }
}

static GtkWidget *
new_button (HwSiteCard *self,
            const char *label,
            GCallback   clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "map-pill");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_closure (HwSiteCard *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *closure = hw_words_dup_closure (self->site, now);
  GtkWidget *card;

  if (closure == NULL)
    return;
  card = add_card (self, closure, NULL);
  gtk_widget_add_css_class (card, "map-closure");
  if (self->site->closure_note != NULL)
    hw_map_card_add_label (card, self->site->closure_note, NULL);
  if (self->story != NULL && hw_site_get_closure (self->site, now) == HW_SITE_CLOSED)
    add_traces (self, card);
}

/* -- what is known -- */

static void
add_facts (HwSiteCard *self)
{
  const HwSite *site = self->site;
  GtkWidget *card = add_card (self, _("Before you go"), new_button (self, _("Edit…"), G_CALLBACK (edit_cb)));
  g_autofree char *metres = hw_words_dup_metres (site->radius_m);

  if (site->hazards == NULL && site->access == NULL && site->lighting == NULL && site->bed_down == NULL && site->note == NULL)
    hw_map_card_add_label (card, _("Nothing noted yet: hazards, how to get in, whether it is dark."), "dim-label");
  hw_map_card_add_fact (card, _("Hazards"), site->hazards);
  hw_map_card_add_fact (card, _("Access"), site->access);
  hw_map_card_add_fact (card, _("Lighting"), site->lighting);
  hw_map_card_add_fact (card, _("When people lie down"), site->bed_down);
  hw_map_card_add_fact (card, _("Note"), site->note);
  hw_map_card_add_fact (card, _("Reaches"), metres);
}

static void
attach (GtkWidget  *grid,
        const char *text,
        int         column,
        int         row,
        const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (GTK_GRID (grid), label, column, row, 1, 1);
}

static void
attach_counts (GtkWidget   *grid,
               const char  *what,
               const guint *counts,
               int          row)
{
  attach (grid, what, 0, row, "body");
  for (guint i = 0; i < HW_SITE_N_DAYS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", counts[i]);

      attach (grid, text, (int) i + 1, row, "numeric");
    }
}

/* The grid for the eye, one sentence for the ear. */
static char *
dup_reports_and_contacts (guint reports,
                          guint contacts)
{
  g_autofree char *reported = g_strdup_printf (ngettext ("%u report", "%u reports", reports), reports);
  g_autofree char *met = g_strdup_printf (ngettext ("%u contact", "%u contacts", contacts), contacts);

  /* TRANSLATORS: "3 reports", "1 contact" */
  return g_strdup_printf (_("%s and %s"), reported, met);
}

static char *
dup_counts_words (const HwSiteStory *story)
{
  g_autofree char *month = dup_reports_and_contacts (story->reports[HW_SITE_DAYS_28], story->met[HW_SITE_DAYS_28]);
  g_autofree char *half_year = dup_reports_and_contacts (story->reports[HW_SITE_DAYS_180], story->met[HW_SITE_DAYS_180]);

  /* TRANSLATORS: what a screen reader says of the counts of a site: "3 reports and 1 contact" twice */
  return g_strdup_printf (_("%s in 28 days, %s in 180 days"), month, half_year);
}

static void
add_counts (HwSiteCard *self)
{
  GtkWidget *card, *grid = gtk_grid_new ();
  g_autofree char *name = NULL;

  card = add_card (self, _("Within its reach"), NULL);
  gtk_widget_add_css_class (grid, "map-counts");
  for (guint i = 0; i < HW_SITE_N_DAYS; i++)
    {
      g_autofree char *days = i == 0 ? g_strdup (_("7 days")) : g_strdup_printf ("%u", periods[i]);

      attach (grid, days, (int) i + 1, 0, "caption");
    }
  attach_counts (grid, _("Reports"), self->story->reports, 1);
  attach_counts (grid, _("Contacts"), self->story->met, 2);
  name = dup_counts_words (self->story);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (card), grid);
}

static void
add_visits (HwSiteCard *self)
{
  GPtrArray *visits = self->story->visits;
  GtkWidget *card = add_card (self, _("Last visits"), NULL);

  if (visits->len == 0)
    hw_map_card_add_label (card, _("Nobody of the team has been here yet."), "dim-label");
  for (guint i = 0; i < MIN (visits->len, MOST_VISITS); i++)
    {
      const HwSiteVisit *visit = g_ptr_array_index (visits, i);
      g_autofree char *when = hw_words_dup_time (visit->at, g_get_real_time ());
      g_autofree char *words = hw_words_dup_visit (visit);

      hw_map_card_add_fact (card, when, words);
    }
}

static void
add_closing (HwSiteCard *self)
{
  GtkWidget *button = gtk_button_new_with_label (self->site->closes_at == 0 ? _("Close this site…") : _("Change the closure…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static void
build (HwSiteCard *self)
{
  hw_map_card_clear (GTK_WIDGET (self));
  if (self->site == NULL)
    return;
  add_conflicts (self);
  add_closure (self);
  add_facts (self);
  if (self->story != NULL)
    {
      add_counts (self);
      add_visits (self);
    }
  add_closing (self);
}

/* -- reading -- */

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwSiteCard) self = user_data;
  g_autoptr (GError) error = NULL;
  HwSiteStory *story = hw_session_look_up_site_finish (HW_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->site == NULL)
    {
      hw_site_story_free (story);
      return;
    }
  g_clear_pointer (&self->story, hw_site_story_free);
  self->story = story;
  build (self);
  if (story == NULL)
    hw_map_card_add_label (GTK_WIDGET (self), error->message, "error");
}

static void
stop_reading (HwSiteCard *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
hw_site_card_dispose (GObject *object)
{
  HwSiteCard *self = HW_SITE_CARD (object);

  stop_reading (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->site, hw_site_free);
  g_clear_pointer (&self->story, hw_site_story_free);
  G_OBJECT_CLASS (hw_site_card_parent_class)->dispose (object);
}

static void
hw_site_card_class_init (HwSiteCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_site_card_dispose;
  signals[SIGNAL_SHOW_PLACE] = g_signal_new ("show-place", HW_TYPE_SITE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
hw_site_card_init (HwSiteCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

/**
 * hw_site_card_new:
 * @session: (nullable): where what is known comes from
 *
 * Returns: (transfer floating): a card without a site
 */
GtkWidget *
hw_site_card_new (HwSession *session)
{
  HwSiteCard *self = g_object_new (HW_TYPE_SITE_CARD, NULL);

  g_set_object (&self->session, session);
  return GTK_WIDGET (self);
}

/**
 * hw_site_card_set_site:
 * @self: a card
 * @site: what it tells of
 */
void
hw_site_card_set_site (HwSiteCard   *self,
                       const HwSite *site)
{
  gboolean same;

  g_return_if_fail (HW_IS_SITE_CARD (self) && site != NULL);

  same = self->site != NULL && hw_id_equal (&self->site->id, &site->id);
  stop_reading (self);
  g_clear_pointer (&self->site, hw_site_free);
  self->site = hw_site_copy (site);
  /* What was read of the same site stays until it is read again: nothing jumps. */
  if (!same)
    g_clear_pointer (&self->story, hw_site_story_free);
  build (self);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  self->reading = g_cancellable_new ();
  hw_session_look_up_site_async (self->session, &site->id, self->reading, looked_up_cb, g_object_ref (self));
}

/**
 * hw_site_card_clear:
 * @self: a card
 *
 * Nothing of what was shown stays behind: the workspace may be locked next.
 */
void
hw_site_card_clear (HwSiteCard *self)
{
  g_return_if_fail (HW_IS_SITE_CARD (self));

  stop_reading (self);
  g_clear_pointer (&self->site, hw_site_free);
  g_clear_pointer (&self->story, hw_site_story_free);
  build (self);
}
