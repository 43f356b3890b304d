/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-card.h"
#include "hw-case-timeline.h"
#include "hw-event-words.h"
#include "hw-words.h"

/* "What happened": the journal of one case and of its person, newest first, in
 * words: all of it, or what is about one thing. The first lines show; the others
 * on request. Uses the action "case.correct" (id). */

#define FIRST_LINES 12
#define MORE_LINES  50

struct _HwCaseTimeline
{
  GtkWidget parent_instance;

  HwSession *session;    /* (owned) */
  HwCard    *card;       /* child */
  GtkWidget *filter;
  GPtrArray *events;     /* (owned) (nullable) (element-type HwEvent): of the case, oldest first */
  GPtrArray *person;     /* (owned) (nullable) (element-type HwEvent): of its person */
  guint      n_lines;    /* how many may show */
  HwId       case_id;
};

G_DEFINE_FINAL_TYPE (HwCaseTimeline, hw_case_timeline, GTK_TYPE_WIDGET)

/* -- lines -------------------------------------------------------------------------- */

static void
add_correct_button (GtkWidget          *line,
                    const HwEventWords *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = g_strdup_printf (_("Correct: %s"), words->words);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "line-button");
  gtk_widget_set_tooltip_text (button, _("Correct…"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", words->record);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.correct");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_line (HwCaseTimeline     *self,
          const HwEvent      *event,
          const HwEventWords *words,
          gboolean            newest,
          gboolean            corrected,
          gint64              now)
{
  g_autofree char *time = hw_words_dup_time (event->happened_at, now);
  g_autofree char *heading = corrected ? g_strdup_printf (_("Corrected: %s"), words->words) : g_strdup (words->words);
  /* TRANSLATORS: who recorded it and when: "Sofie, 14 Nov, 15:02" */
  g_autofree char *under = g_strdup_printf (_("%s, %s"), event->author, time);
  GtkWidget *line = hw_card_add_line (self->card, words->icon, NULL, heading, under);

  /* What was corrected already is corrected where it says so last. */
  if (words->record != NULL && newest)
    add_correct_button (line, words);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const HwEvent *first = *(HwEvent * const *) a, *second = *(HwEvent * const *) b;

  return (first->happened_at > second->happened_at) - (first->happened_at < second->happened_at);
}

/* The journal of the case in its own order, which says what came first at one moment, and the person's between. */
static GPtrArray *
merge_events (HwCaseTimeline *self)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < self->events->len; i++)
    g_ptr_array_add (all, self->events->pdata[i]);
  for (guint i = 0; self->person != NULL && i < self->person->len; i++)
    g_ptr_array_add (all, self->person->pdata[i]);
  g_ptr_array_sort (all, compare_events);
  return all;
}

static gboolean
is_wanted (HwCaseTimeline     *self,
           const HwEventWords *words)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION || words->group == selected - 1;
}

static void
show_more_cb (HwCaseTimeline *self)
{
  self->n_lines += MORE_LINES;
  hw_case_timeline_show (self);
}

static void
add_more_button (HwCaseTimeline *self,
                 guint           n_hidden)
{
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u earlier", "Show %u earlier", n_hidden), n_hidden);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_more_cb), self, G_CONNECT_SWAPPED);
  hw_card_append (self->card, button);
}

static void
clear_words (gpointer words)
{
  hw_event_words_clear (words);
}

/* How often each record was told of before: the second time it is a correction. */
static void
count_records (GArray     *words,
               GHashTable *times)
{
  for (guint i = 0; i < words->len; i++)
    {
      const char *record = g_array_index (words, HwEventWords, i).record;

      if (record != NULL)
        g_hash_table_insert (times, (gpointer) record, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (times, record)) + 1));
    }
}

static void
add_lines (HwCaseTimeline *self,
           GPtrArray      *events,
           GArray         *words)
{
  g_autoptr (GHashTable) times = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 now = g_get_real_time ();
  guint n_shown = 0, n_hidden = 0;

  count_records (words, times);
  for (guint i = events->len; i > 0; i--)
    {
      const HwEventWords *told = &g_array_index (words, HwEventWords, i - 1);
      guint left = told->record != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (times, told->record)) : 0;
      gboolean newest = told->record != NULL && g_hash_table_add (seen, told->record);

      if (told->record != NULL)
        g_hash_table_insert (times, told->record, GUINT_TO_POINTER (left - 1));
      if (!is_wanted (self, told))
        continue;
      if (n_shown < self->n_lines)
        add_line (self, events->pdata[i - 1], told, newest, left > 1, now);
      else
        n_hidden++;
      n_shown++;
    }
  if (n_shown == 0)
    hw_card_add_line (self->card, NULL, NULL, _("Nothing of that kind yet"), NULL);
  if (n_hidden > 0)
    add_more_button (self, n_hidden);
}

static void
show_events (HwCaseTimeline *self)
{
  g_autoptr (GPtrArray) events = merge_events (self);
  g_autoptr (GArray) words = g_array_new (FALSE, TRUE, sizeof (HwEventWords));

  g_array_set_clear_func (words, clear_words);
  for (guint i = 0; i < events->len; i++)
    {
      const HwEvent *event = events->pdata[i];
      HwEventWords told;

      hw_event_words_read (&told, event->kind, event->body, self->session);
      g_array_append_val (words, told);
    }
  add_lines (self, events, words);
}

static void
filter_changed_cb (HwCaseTimeline *self)
{
  self->n_lines = FIRST_LINES;
  hw_case_timeline_show (self);
}

/* -- reading -------------------------------------------------------------------------- */

typedef struct
{
  HwCaseTimeline *self;      /* (owned) */
  HwId            case_id;
  gboolean        person;    /* the journal of the person, not of the case */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
keep_events (HwCaseTimeline *self,
             gboolean        person,
             GPtrArray      *events)
{
  GPtrArray **kept = person ? &self->person : &self->events;

  g_clear_pointer (kept, g_ptr_array_unref);
  *kept = events;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  HwCaseTimeline *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hw_session_list_events_finish (HW_SESSION (object), result, &error);

  /* Closed meanwhile, or another case is shown: nobody waits for the answer. */
  if (self->card == NULL || !hw_id_equal (&question->case_id, &self->case_id))
    return;
  if (events != NULL)
    {
      keep_events (self, question->person, g_steal_pointer (&events));
      hw_case_timeline_show (self);
      return;
    }
  hw_card_clear (self->card);
  hw_card_add_line (self->card, "dialog-warning-symbolic", "waiting", _("The journal could not be read"), error->message);
}

static void
ask (HwCaseTimeline *self,
     const HwId     *subject,
     gboolean        person)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->case_id = self->case_id;
  question->person = person;
  hw_session_list_events_async (self->session, subject, listed_cb, question);
}

/* -- the widget ------------------------------------------------------------------------- */

static void
hw_case_timeline_dispose (GObject *object)
{
  HwCaseTimeline *self = HW_CASE_TIMELINE (object);

  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->person, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_case_timeline_parent_class)->dispose (object);
}

static void
hw_case_timeline_class_init (HwCaseTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_case_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_filter (HwCaseTimeline *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkWidget *filter;

  gtk_string_list_append (words, _("Everything"));
  for (HwEventGroup group = 0; group < HW_N_EVENT_GROUPS; group++)
    gtk_string_list_append (words, hw_event_group_get_words (group));
  filter = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (filter), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show of what happened"), -1);
  g_signal_connect_object (filter, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  return filter;
}

static void
hw_case_timeline_init (HwCaseTimeline *self)
{
  self->n_lines = FIRST_LINES;
  self->card = HW_CARD (hw_card_new (_("What happened")));
  self->filter = make_filter (self);
  hw_card_add_control (self->card, self->filter);
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
}

/**
 * hw_case_timeline_new:
 * @session: the session
 *
 * Returns: (transfer floating): a timeline without a case
 */
GtkWidget *
hw_case_timeline_new (HwSession *session)
{
  HwCaseTimeline *self = g_object_new (HW_TYPE_CASE_TIMELINE, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hw_case_timeline_show:
 * @self: a timeline
 *
 * Shows again what was read.
 */
void
hw_case_timeline_show (HwCaseTimeline *self)
{
  hw_card_clear (self->card);
  if (self->events != NULL)
    show_events (self);
}

/**
 * hw_case_timeline_load:
 * @self: a timeline
 * @case_: whose journal
 *
 * Reads the journal of a case and of its person; what was shown of another one goes at once.
 */
void
hw_case_timeline_load (HwCaseTimeline *self,
                       const HwCase   *case_)
{
  g_return_if_fail (HW_IS_CASE_TIMELINE (self));

  if (!hw_id_equal (&case_->id, &self->case_id))
    {
      self->n_lines = FIRST_LINES;
      g_clear_pointer (&self->events, g_ptr_array_unref);
      g_clear_pointer (&self->person, g_ptr_array_unref);
      hw_card_clear (self->card);
    }
  self->case_id = case_->id;
  ask (self, &case_->id, FALSE);
  ask (self, &case_->person->id, TRUE);
}
