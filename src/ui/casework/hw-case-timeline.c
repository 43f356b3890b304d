/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "hw-card.h"
#include "hw-case-timeline.h"
#include "hw-case-words.h"
#include "hw-evidence-field.h"
#include "hw-words.h"

/* "What happened": the journal of one case, newest first, in words. */

#define MOST_LINES 60

struct _HwCaseTimeline
{
  GtkWidget parent_instance;

  HwSession *session;   /* (owned) */
  HwCard    *card;      /* child */
  HwId       case_id;
};

G_DEFINE_FINAL_TYPE (HwCaseTimeline, hw_case_timeline, GTK_TYPE_WIDGET)

static const char *
get_text (JsonObject *body,
          const char *member)
{
  JsonNode *node = body != NULL ? json_object_get_member (body, member) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static char *
describe_evidence (JsonObject *body)
{
  const char *value = get_text (body, "value");
  const HwEvidenceField *field = hw_evidence_field_find (get_text (body, "field"));
  g_autofree char *words = NULL;

  if (field == NULL)
    return g_strdup (_("Something was written down"));
  if (value == NULL || *value == '\0')
    return g_strdup_printf (_("%s: taken back"), _(field->title));
  words = hw_evidence_dup_words (field, value);
  return g_strdup_printf ("%s: %s", _(field->title), words);
}

static char *
describe_consent (JsonObject *body,
                  const char *said)
{
  const char *recipient = get_text (body, "recipient");
  g_autofree char *what = g_strdup_printf ("%s · %s", recipient != NULL ? recipient : "?", hw_case_words_purpose (get_text (body, "purpose")));

  return g_strconcat (said, ": ", what, NULL);
}

static char *
describe_opening (JsonObject *body)
{
  const char *wish = get_text (body, "wish");
  g_autofree char *quoted = wish != NULL && *wish != '\0' ? hw_case_words_dup_quoted (wish) : NULL;

  return quoted != NULL ? g_strdup_printf (_("Asked about going home: %s"), quoted) : g_strdup (_("Asked about going home"));
}

static char *
describe_move (JsonObject *body)
{
  HwStage stage;

  if (!hw_stage_from_string (get_text (body, "stage"), &stage))
    return g_strdup (_("Moved on"));
  return g_strdup_printf (_("Moved on to %s"), hw_case_words_stage (stage));
}

static JsonNode *
parse_body (const char *body)
{
  /* A body that was erased, or that cannot be read, still happened. */
  JsonNode *node = body != NULL ? json_from_string (body, NULL) : NULL;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_clear_pointer (&node, json_node_unref);
  return node;
}

/**
 * hw_case_timeline_dup_words:
 * @kind: of an entry: "case.moved"
 * @body: (nullable): its JSON; %NULL once erased
 * @icon: (out): (transfer none): name of an icon
 *
 * Returns: (transfer full): what happened, in plain words
 */
char *
hw_case_timeline_dup_words (const char  *kind,
                            const char  *body,
                            const char **icon)
{
  g_autoptr (JsonNode) node = parse_body (body);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  *icon = "document-edit-symbolic";
  if (g_str_equal (kind, "case.evidence-set"))
    return describe_evidence (object);

  *icon = "emblem-ok-symbolic";
  if (g_str_equal (kind, "case.moved"))
    return describe_move (object);
  if (g_str_equal (kind, "consent.granted"))
    return describe_consent (object, _("Said yes"));

  *icon = "action-unavailable-symbolic";
  if (g_str_equal (kind, "consent.refused"))
    return describe_consent (object, _("Said no"));
  if (g_str_equal (kind, "consent.withdrawn"))
    return describe_consent (object, _("Withdrew the consent"));

  *icon = "weather-clear-night-symbolic";
  if (g_str_equal (kind, "case.opened"))
    return describe_opening (object);
  return g_strdup (_("Something that a newer Homeward knows about"));
}

static void
add_event (HwCaseTimeline *self,
           const HwEvent  *event,
           gint64          now)
{
  const char *icon;
  g_autofree char *words = hw_case_timeline_dup_words (event->kind, event->body, &icon);
  g_autofree char *time = hw_words_dup_time (event->happened_at, now);
  /* TRANSLATORS: who recorded it and when: "Sofie, 14 Nov, 15:02" */
  g_autofree char *under = g_strdup_printf (_("%s, %s"), event->author, time);

  hw_card_add_line (self->card, icon, NULL, words, under);
}

static void
show_events (HwCaseTimeline *self,
             GPtrArray      *events,
             const GError   *error)
{
  gint64 now = g_get_real_time ();

  hw_card_clear (self->card);
  if (events == NULL)
    {
      hw_card_add_line (self->card, "dialog-warning-symbolic", "waiting", _("The journal could not be read"), error->message);
      return;
    }
  for (guint i = events->len; i > 0 && events->len - i < MOST_LINES; i--)
    add_event (self, events->pdata[i - 1], now);
}

typedef struct
{
  HwCaseTimeline *self;   /* (owned) */
  HwId            case_id;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hw_session_list_events_finish (HW_SESSION (object), result, &error);

  /* Closed meanwhile, or another case is shown: nobody waits for the answer. */
  if (question->self->card != NULL && hw_id_equal (&question->case_id, &question->self->case_id))
    show_events (question->self, events, error);
}

static void
hw_case_timeline_dispose (GObject *object)
{
  HwCaseTimeline *self = HW_CASE_TIMELINE (object);

  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_case_timeline_parent_class)->dispose (object);
}

static void
hw_case_timeline_class_init (HwCaseTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_case_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_case_timeline_init (HwCaseTimeline *self)
{
  self->card = HW_CARD (hw_card_new (_("What happened")));
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
 * hw_case_timeline_load:
 * @self: a timeline
 * @case_id: whose journal
 *
 * Reads the journal of a case; what was shown of another one goes at once.
 */
void
hw_case_timeline_load (HwCaseTimeline *self,
                       const HwId     *case_id)
{
  Question *question;

  g_return_if_fail (HW_IS_CASE_TIMELINE (self));

  if (!hw_id_equal (case_id, &self->case_id))
    hw_card_clear (self->card);
  self->case_id = *case_id;
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->case_id = *case_id;
  hw_session_list_events_async (self->session, case_id, listed_cb, question);
}
