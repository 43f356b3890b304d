/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-debrief-page.h"

#include "hw-actions.h"
#include "hw-answered-by.h"
#include "hw-bed-answer.h"
#include "hw-bed-words.h"
#include "hw-button-name.h"
#include "hw-caller-answer.h"
#include "hw-problem.h"
#include "hw-session-debrief.h"
#include "hw-save-bytes.h"
#include "hw-session-promises.h"
#include "hw-session-shifts.h"
#include "hw-session-tracks.h"
#include "hw-shift-words.h"
#include "hw-track-gpx.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The morning after: what came of the round, what is left to be done, which
 * promises were kept, whose callers can be told something, and how many minutes
 * went to people and how many to paper. Signal "back".
 */

struct _HwDebriefPage
{
  AdwBin parent_instance;

  HwSession    *session;       /* (owned) */
  HwId          shift;
  GCancellable *cancellable;   /* (owned) */
  HwShiftStory *story;         /* (owned) (nullable) */
  GtkLabel     *title;
  GtkLabel     *subtitle;
  GtkBox       *content;       /* made anew whenever something changed */
};

enum { BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwDebriefPage, hw_debrief_page, ADW_TYPE_BIN)

static void load (HwDebriefPage *self);

/* -- parts -- */

static GtkWidget *
add_group (HwDebriefPage *self,
           const char    *title,
           const char    *description)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (self->content, group);
  return group;
}

static GtkWidget *
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_button (GtkWidget  *row,
            const char *words,
            const char *what,
            const char *action,
            GVariant   *target)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), hw_button_of_row_new (words, what, action, target));
}

/* -- figures -- */

static void
add_figure (GtkWidget  *flow,
            guint       number,
            const char *words)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *figure, *label = gtk_label_new (words);
  g_autofree char *text = hw_words_dup_number (number);

  figure = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (figure), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (figure, "title-1");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "visits-card");
  gtk_box_append (GTK_BOX (card), figure);
  gtk_box_append (GTK_BOX (card), label);
  gtk_flow_box_append (GTK_FLOW_BOX (flow), card);
}

static void
add_figures (HwDebriefPage *self)
{
  const HwDebrief *debrief = self->story->debrief;
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  add_figure (flow, debrief->visited, _("stops visited"));
  add_figure (flow, debrief->looked_for, _("looked for"));
  add_figure (flow, debrief->found, _("found"));
  add_figure (flow, debrief->bedded_down, _("people bedded down"));
  add_figure (flow, debrief->awake, _("people awake"));
  add_figure (flow, debrief->given, _("things given"));
  gtk_box_append (self->content, flow);
}

/* -- open ends -- */

static void
add_open_ends (HwDebriefPage *self)
{
  GArray *ends = self->story->debrief->open_ends;
  GtkWidget *group;

  if (ends->len == 0)
    return;
  group = add_group (self, _("Open ends"), NULL);
  for (guint i = 0; i < ends->len; i++)
    {
      const HwOpenEnd *end = &g_array_index (ends, HwOpenEnd, i);
      GtkWidget *row = add_row (group, end->stop->name, hw_open_end_kind_get_words (end->kind));
      GtkWidget *icon = gtk_image_new_from_icon_name (end->kind == HW_OPEN_END_DANGER ? "dialog-warning-symbolic" : "emblem-important-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      if (end->report != NULL)
        add_button (row, _("See"), end->stop->name, HW_ACTION_SHOW_REPORT, g_variant_new_int64 (end->report->row));
    }
}

/* -- promises -- */

static const char *
get_kept_words (const HwPromise *promise)
{
  return promise->kept == HW_PROMISE_KEPT ? _("kept") : _("not kept");
}

static void
add_promise (HwDebriefPage   *self,
             GtkWidget       *group,
             const HwPromise *promise)
{
  g_autofree char *due = hw_words_dup_time (promise->due_at, g_get_real_time ());
  g_autofree char *under = g_strdup_printf (_("promised for %s"), due);
  g_autofree char *id = hw_id_to_string (&promise->id);
  GtkWidget *row = add_row (group, promise->words, under), *pill;

  if (promise->kept == HW_PROMISE_OPEN)
    {
      add_button (row, _("Kept"), promise->words, "debrief.settle", g_variant_new ("(sb)", id, TRUE));
      add_button (row, _("Not kept"), promise->words, "debrief.settle", g_variant_new ("(sb)", id, FALSE));
      return;
    }
  pill = gtk_label_new (get_kept_words (promise));
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, promise->kept == HW_PROMISE_KEPT ? "pill-met" : "pill-overdue");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
}

static void
add_promises (HwDebriefPage *self)
{
  GtkWidget *group;

  if (self->story->promises->len == 0)
    return;
  group = add_group (self, _("Promises"), NULL);
  for (guint i = 0; i < self->story->promises->len; i++)
    add_promise (self, group, self->story->promises->pdata[i]);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwDebriefPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_settle_promise_finish (HW_SESSION (source), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The promise stays open"), error);
  else if (self->session != NULL)
    load (self);
}

static void
settle_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwDebriefPage *self = HW_DEBRIEF_PAGE (widget);
  const char *id;
  gboolean kept;
  HwId promise;

  g_variant_get (parameter, "(&sb)", &id, &kept);
  if (hw_id_parse (id, &promise))
    hw_session_settle_promise_async (self->session, &promise, kept, NULL, settled_cb, g_object_ref (self));
}

/* -- beds -- */

static void
add_bed (GtkWidget        *group,
         const HwBedOffer *offer)
{
  const char *name = offer->person != NULL ? offer->person->alias : _("Somebody");
  const HwBedState accepted[] = { HW_BED_STAYED, HW_BED_NOT_COME }, offered[] = { HW_BED_ACCEPTED, HW_BED_REFUSED };
  const HwBedState *next = offer->bed->state == HW_BED_ACCEPTED ? accepted : offered;
  g_autofree char *night = hw_bed_words_dup_night (offer->bed->night, g_get_real_time ());
  g_autofree char *state = hw_bed_words_dup_state (offer);
  g_autofree char *under = g_strdup_printf ("%s · %s · %s", night, hw_bed_state_get_words (offer->bed->state), state);
  g_autofree char *id = hw_id_to_string (&offer->bed->id);
  GtkWidget *row = add_row (group, name, under);

  for (guint i = 0; hw_bed_is_open (offer->bed) && i < G_N_ELEMENTS (accepted); i++)
    add_button (row, hw_bed_state_get_words (next[i]), name, "debrief.bed", g_variant_new ("(ss)", id, hw_bed_state_to_string (next[i])));
}

static void
add_beds (HwDebriefPage *self)
{
  GtkWidget *group;

  if (self->story->beds->len == 0)
    return;
  group = add_group (self, _("Beds that were offered"), NULL);
  for (guint i = 0; i < self->story->beds->len; i++)
    add_bed (group, self->story->beds->pdata[i]);
}

static void
bed_answered_cb (GtkWidget *widget)
{
  if (HW_DEBRIEF_PAGE (widget)->session != NULL)
    load (HW_DEBRIEF_PAGE (widget));
}

static void
bed_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwDebriefPage *self = HW_DEBRIEF_PAGE (widget);
  const char *id, *words;
  HwBedState state;
  HwId bed;

  g_variant_get (parameter, "(&s&s)", &id, &words);
  if (!hw_id_parse (id, &bed) || !hw_bed_state_from_string (words, &state))
    return;
  for (guint i = 0; i < self->story->beds->len; i++)
    {
      const HwBedOffer *offer = self->story->beds->pdata[i];

      if (hw_id_equal (&offer->bed->id, &bed))
        hw_bed_answer_give (widget, self->session, offer, state, bed_answered_cb);
    }
}

/* -- callers -- */

static void
add_callers (HwDebriefPage *self)
{
  GPtrArray *callers = self->story->debrief->callers;
  GtkWidget *group;

  if (callers->len == 0)
    return;
  group = add_group (self, _("Callers who can be told"), _("Proposed from what came of it; never who was met, nor what they said."));
  for (guint i = 0; i < callers->len; i++)
    {
      const HwReport *report = callers->pdata[i];
      g_autofree char *storage = NULL;
      const char *place = hw_words_place (report, &storage);
      GtkWidget *row = add_row (group, place, _(hw_caller_answer_get_words (hw_caller_answer_of (report->status, report->outcome))));

      add_button (row, _("Answer"), place, HW_ACTION_SHOW_REPORT, g_variant_new_int64 (report->row));
    }
}

/* -- minutes -- */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwDebriefPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!hw_session_move_shift_finish (HW_SESSION (source), result, &error))
    hw_problem_show (GTK_WIDGET (self), _("The minutes were not written down"), error);
  else if (self->session != NULL)
    load (self);
}

static void
write_down_cb (HwDebriefPage *self,
               GtkButton     *button)
{
  GtkSpinButton *minutes = g_object_get_data (G_OBJECT (button), "hw-minutes");

  hw_session_move_shift_async (self->session, &self->shift, HW_SHIFT_FINISHED, (guint) gtk_spin_button_get_value_as_int (minutes), written_cb,
                               g_object_ref (self));
}

static void
add_paper (HwDebriefPage *self,
           GtkWidget     *group)
{
  GtkWidget *row = add_row (group, _("Minutes of paper"), _("What it took to write everything down; only you know"));
  GtkWidget *spin = gtk_spin_button_new_with_range (0, HW_SHIFT_MAX_PAPER_MINUTES, 5), *button = gtk_button_new_with_label (_("Write down"));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), self->story->shift->paper_minutes);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Minutes of paper"), -1);
  g_object_set_data (G_OBJECT (button), "hw-minutes", spin);
  g_signal_connect_object (button, "clicked", G_CALLBACK (write_down_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_minutes (HwDebriefPage *self)
{
  const HwDebrief *debrief = self->story->debrief;
  GtkWidget *group = add_group (self, _("Where the time went"), NULL);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", debrief->minutes_with_people), debrief->minutes_with_people);
  g_autofree char *round = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", debrief->minutes), debrief->minutes);

  add_row (group, _("With people"), people);
  if (debrief->minutes > 0)
    add_row (group, _("The whole round"), round);
  if (self->story->shift->state == HW_SHIFT_FINISHED)
    add_paper (self, group);
}

/* -- the track -- */

static void
save_track_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwDebriefPage *self = HW_DEBRIEF_PAGE (widget);
  g_autoptr (GArray) track = hw_session_list_track (self->session, &self->shift, g_get_real_time ());
  g_autofree char *xml = hw_track_gpx_dup (track);
  /* Translators: the name of a file: the way that a team went */
  g_autofree char *file_name = g_strdup_printf ("%s.gpx", _("track"));
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  hw_save_bytes (widget, _("Save as GPX"), file_name, bytes);
}

static void
forget_track_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HwDebriefPage *self = HW_DEBRIEF_PAGE (widget);

  hw_session_forget_track (self->session, &self->shift);
  load (self);
}

static void
add_track (HwDebriefPage *self)
{
  g_autoptr (GArray) track = hw_session_list_track (self->session, &self->shift, g_get_real_time ());
  g_autofree char *under = NULL;
  guint days = hw_session_get_track_days (self->session);
  GtkWidget *group, *row;

  if (track->len == 0)
    return;
  under = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "on this laptop alone, forgotten after %u day", "on this laptop alone, forgotten after %u days", days), days);
  group = add_group (self, _("Track of the round"), _("It shows where people sleep. Whoever has the file can see it."));
  row = add_row (group, _("The way that the team went"), under);
  add_button (row, _("Save as GPX…"), _("Track of the round"), "debrief.save-track", NULL);
  add_button (row, _("Forget it now"), _("Track of the round"), "debrief.forget-track", NULL);
}

/* -- the page -- */

static void
fill (HwDebriefPage *self)
{
  g_autofree char *day = hw_shift_words_dup_day (self->story->shift, g_get_real_time ());
  g_autofree char *team = hw_shift_words_dup_team (self->story->shift);
  g_autofree char *title = g_strdup_printf ("%s · %s", self->story->shift->name, day);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, team);
  add_figures (self);
  add_open_ends (self);
  add_promises (self);
  add_beds (self);
  add_callers (self);
  add_minutes (self);
  add_track (self);
}

static void
looked_back_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HwDebriefPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HwShiftStory *story = hw_session_look_back_finish (HW_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      hw_shift_story_free (story);
      return;
    }
  if (story == NULL)
    {
      hw_problem_show (GTK_WIDGET (self), _("The shift could not be read"), error);
      return;
    }
  hw_shift_story_free (self->story);
  self->story = story;
  fill (self);
}

static void
load (HwDebriefPage *self)
{
  hw_session_look_back_async (self->session, &self->shift, self->cancellable, looked_back_cb, g_object_ref (self));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[BACK], 0);
}

/* -- object -- */

static void
hw_debrief_page_dispose (GObject *object)
{
  HwDebriefPage *self = HW_DEBRIEF_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->story, hw_shift_story_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_debrief_page_parent_class)->dispose (object);
}

static void
hw_debrief_page_class_init (HwDebriefPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_debrief_page_dispose;
  signals[BACK] = g_signal_new ("back", HW_TYPE_DEBRIEF_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "debrief.settle", "(sb)", settle_action);
  gtk_widget_class_install_action (widget_class, "debrief.bed", "(ss)", bed_action);
  gtk_widget_class_install_action (widget_class, "debrief.save-track", NULL, save_track_action);
  gtk_widget_class_install_action (widget_class, "debrief.forget-track", NULL, forget_track_action);
  gtk_widget_class_install_action (widget_class, "debrief.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "debrief.back", NULL);
}

static GtkWidget *
make_heading (HwDebriefPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *back = gtk_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "go-previous-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Back"));
  gtk_button_set_child (GTK_BUTTON (back), content);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "debrief.back");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_valign (back, GTK_ALIGN_CENTER);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_xalign (self->subtitle, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (self->subtitle, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (line), back);
  gtk_box_append (GTK_BOX (line), words);
  gtk_widget_add_css_class (line, "visits-card");
  return line;
}

static void
hw_debrief_page_init (HwDebriefPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new (), *clamp = adw_clamp_new ();

  self->cancellable = g_cancellable_new ();
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_add_css_class (GTK_WIDGET (self->content), "debrief");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), make_heading (self));
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * hw_debrief_page_new:
 * @session: an open session
 * @shift: one that was walked
 *
 * Returns: (transfer floating): what came of it
 */
GtkWidget *
hw_debrief_page_new (HwSession  *session,
                     const HwId *shift)
{
  HwDebriefPage *self = g_object_new (HW_TYPE_DEBRIEF_PAGE, NULL);

  self->session = g_object_ref (session);
  self->shift = *shift;
  g_signal_connect_object (hw_session_get_queue (session), "items-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
