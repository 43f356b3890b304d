/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-card.h"
#include "hw-case-words.h"
#include "hw-conflict-card.h"
#include "hw-evidence-field.h"
#include "hw-problem.h"
#include "hw-record-words.h"
#include "hw-theme-card.h"
#include "hw-words.h"

/* What two laptops recorded differently before they knew of each other: every
 * answer, from whom and when, each with a button that records it again and so
 * settles it for all. And whether somebody must look at where the person stands.
 * Not to be seen where there is nothing of the kind. What is known of a person
 * or a partner is asked for in the same way.
 *
 * Signal "settled" (field, value): of a person or a partner. */

struct _HwConflictCard
{
  GtkWidget parent_instance;

  HwSession    *session;       /* (owned) (nullable) */
  HwId          id;            /* of the case, or of the thing */
  const HwConflictField *fields;   /* (static) (nullable): of a thing; NULL for a case */
  guint         n_fields;
  GPtrArray    *conflicts;     /* (owned) (nullable) (element-type HwConflict) */
  GCancellable *reading;       /* (owned) (nullable) */
  HwStage       stage;         /* where it stands */
  char         *review;        /* (owned) (nullable): what to say of where it stands */
  HwCard       *card;          /* child */
};

enum { SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwConflictCard, hw_conflict_card, GTK_TYPE_WIDGET)

/* -- words ---------------------------------------------------------------------- */

/* Everything that is written in a version of a record, because any of it may differ. */
static char *
dup_record_words (HwConflictCard     *self,
                  const HwCaseRecord *record)
{
  guint n_fields;
  const HwFieldSpec *fields = hw_case_record_list_fields (record->kind, &n_fields);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *day = hw_case_words_dup_day (record->happened_at, g_get_real_time ());
  g_autofree char *written = NULL;

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type != HW_FIELD_TYPE_RECORD)
      g_ptr_array_add (names, (gpointer) fields[i].name);
  g_ptr_array_add (names, NULL);
  written = hw_record_words_dup_list (record, (const char * const *) names->pdata, " · ", self->session);
  return g_strdup_printf ("%s · %s", day, written);
}

static const HwConflictField *
find_field (HwConflictCard *self,
            const char     *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].name, name))
      return &self->fields[i];
  return NULL;
}

static char *
dup_thing_answer (HwConflictCard   *self,
                  const HwConflict *conflict)
{
  const HwConflictField *field = find_field (self, conflict->field);

  return field != NULL && field->dup_words != NULL ? field->dup_words (conflict->value) : g_strdup (conflict->value);
}

static char *
dup_answer (HwConflictCard   *self,
            const HwConflict *conflict)
{
  const HwEvidenceField *field = hw_evidence_field_find (conflict->field);

  if (conflict->record != NULL)
    return dup_record_words (self, conflict->record);
  if (*conflict->value == '\0')
    return g_strdup (_("nothing: it was cleared"));
  if (self->fields != NULL)
    return dup_thing_answer (self, conflict);
  return field != NULL ? hw_evidence_dup_words (field, conflict->value) : g_strdup (conflict->value);
}

static const char *
get_title (HwConflictCard   *self,
           const HwConflict *conflict)
{
  const HwEvidenceField *field = hw_evidence_field_find (conflict->field);
  const HwConflictField *of_thing = find_field (self, conflict->field);

  if (conflict->record != NULL)
    return hw_case_record_kind_get_words (conflict->record->kind);
  if (of_thing != NULL)
    return _(of_thing->title);
  return field != NULL ? _(field->title) : conflict->field;
}

static gboolean
is_same_question (const HwConflict *a,
                  const HwConflict *b)
{
  return g_str_equal (a->field, b->field) &&
         (a->record == NULL || b->record == NULL || hw_id_equal (&a->record->id, &b->record->id));
}

static char *
dup_review (const HwCase *case_)
{
  const char *stage = hw_case_words_stage (case_->stage);

  if (!case_->in_review)
    return NULL;
  if (hw_stage_is_end (case_->stage))
    return g_strdup_printf (_("“%s” holds, because it exposes them less. Ask them, then say that it stays so; if they want to go on, open a new way home."), stage);
  return g_strdup_printf (_("“%s” holds, because it exposes them less. Ask them, then move it to where it belongs."), stage);
}

/* -- showing --------------------------------------------------------------------- */

static void
add_answer (HwConflictCard *self,
            guint           position)
{
  const HwConflict *conflict = self->conflicts->pdata[position];
  const HwConflict *next = position + 1 < self->conflicts->len ? self->conflicts->pdata[position + 1] : NULL;
  gboolean shown = next == NULL || !is_same_question (conflict, next);
  g_autofree char *words = dup_answer (self, conflict);
  g_autofree char *time = hw_words_dup_time (conflict->recorded_at, g_get_real_time ());
  /* TRANSLATORS: who recorded an answer, and when */
  g_autofree char *under = g_strdup_printf (shown ? _("%s, %s · shown until somebody chooses") : _("%s, %s"), conflict->author, time);
  g_autofree char *name = g_strdup_printf (_("Use this one: %s"), words);
  GtkWidget *line = hw_card_add_line (self->card, NULL, NULL, words, under);

  hw_theme_card_add_button (line, _("Use this one"), name, "conflict.use", g_variant_new_uint32 (position));
}

static void
add_review (HwConflictCard *self)
{
  GtkWidget *line = hw_card_add_line (self->card, "dialog-warning-symbolic", "waiting", _("Moved at the same time on two laptops"), self->review);

  /* What has not ended is settled by moving it. */
  if (hw_stage_is_end (self->stage))
    hw_theme_card_add_button (line, _("It stays so"), _("It stays so: the two laptops agree"), "conflict.keep-stage", NULL);
}

static void
show (HwConflictCard *self)
{
  guint n_answers = self->conflicts != NULL ? self->conflicts->len : 0;

  hw_card_clear (self->card);
  if (self->review != NULL)
    add_review (self);
  for (guint i = 0; i < n_answers; i++)
    {
      const HwConflict *conflict = self->conflicts->pdata[i];

      if (i == 0 || !is_same_question (self->conflicts->pdata[i - 1], conflict))
        hw_card_add_line (self->card, "dialog-warning-symbolic", "waiting", get_title (self, conflict), _("Two answers differ: which one holds?"));
      add_answer (self, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->review != NULL || n_answers > 0);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwConflictCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) conflicts = hw_session_list_conflicts_finish (HW_SESSION (object), result, &error);

  /* Closed, locked, or another case is shown: nobody waits for the answer. */
  if (self->card == NULL || g_task_get_cancellable (G_TASK (result)) != self->reading)
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  self->conflicts = g_steal_pointer (&conflicts);
  show (self);
  if (error == NULL)
    return;
  hw_card_add_line (self->card, "dialog-warning-symbolic", "waiting", _("Whether answers differ could not be read"), error->message);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
stop_reading (HwConflictCard *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_conflicts (HwConflictCard *self)
{
  stop_reading (self);
  self->reading = g_cancellable_new ();
  hw_session_list_conflicts_async (self->session, &self->id, self->reading, listed_cb, g_object_ref (self));
}

/* -- settling --------------------------------------------------------------------- */

static void
settled (HwConflictCard *self,
         const GError   *error)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.use", TRUE);
  if (error != NULL && self->card != NULL)
    hw_problem_show (GTK_WIDGET (self), _("The answers still differ"), error);
}

static void
field_settled_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (HwConflictCard) self = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_set_evidence_finish (HW_SESSION (object), result, &error);
  settled (self, error);
}

static void
record_settled_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HwConflictCard) self = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error);
  settled (self, error);
}

typedef struct
{
  HwConflictCard *card;    /* (owned) */
  char           *field;   /* (owned) */
  char           *value;   /* (owned) */
} Choice;

static void
thing_settled_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (HwConflictCard) self = choice->card;
  g_autofree char *field = choice->field;
  g_autofree char *value = choice->value;
  g_autoptr (GError) error = NULL;

  if (hw_session_settle_finish (HW_SESSION (object), result, &error) && self->card != NULL)
    {
      read_conflicts (self);
      g_signal_emit (self, signals[SETTLED], 0, field, value);
    }
  settled (self, error);
}

static void
settle_thing (HwConflictCard   *self,
              const HwConflict *chosen)
{
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice) { g_object_ref (self), g_strdup (chosen->field), g_strdup (chosen->value) };
  hw_session_settle_async (self->session, &self->id, chosen->field, chosen->value, thing_settled_cb, choice);
}

static void
stage_kept_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (HwConflictCard) self = user_data;
  g_autoptr (GError) error = NULL;

  hw_session_move_case_finish (HW_SESSION (object), result, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "conflict.keep-stage", TRUE);
  if (error != NULL && self->card != NULL)
    hw_problem_show (GTK_WIDGET (self), _("Where it stands is still to be settled"), error);
}

static void
keep_stage_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwConflictCard *self = HW_CONFLICT_CARD (widget);

  gtk_widget_action_set_enabled (widget, "conflict.keep-stage", FALSE);
  hw_session_move_case_async (self->session, &self->id, self->stage, stage_kept_cb, g_object_ref (self));
}

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwConflictCard *self = HW_CONFLICT_CARD (widget);
  guint position = g_variant_get_uint32 (parameter);
  g_autoptr (GHashTable) fields = NULL;
  const HwConflict *chosen;

  if (self->conflicts == NULL || position >= self->conflicts->len)
    return;
  chosen = self->conflicts->pdata[position];
  gtk_widget_action_set_enabled (widget, "conflict.use", FALSE);
  if (self->fields != NULL)
    {
      settle_thing (self, chosen);
      return;
    }
  if (chosen->record != NULL)
    {
      hw_session_add_record_async (self->session, &self->id, chosen->record, record_settled_cb, g_object_ref (self));
      return;
    }
  fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (fields, chosen->field, chosen->value);
  hw_session_set_evidence_async (self->session, &self->id, fields, field_settled_cb, g_object_ref (self));
}

/* -- the widget -------------------------------------------------------------------- */

static void
forget (HwConflictCard *self)
{
  stop_reading (self);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->review, g_free);
}

static void
hw_conflict_card_dispose (GObject *object)
{
  HwConflictCard *self = HW_CONFLICT_CARD (object);

  forget (self);
  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_conflict_card_parent_class)->dispose (object);
}

static void
hw_conflict_card_class_init (HwConflictCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_conflict_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "conflict.use", "u", use_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "conflict.keep-stage", NULL, keep_stage_action);
}

static void
hw_conflict_card_init (HwConflictCard *self)
{
  self->card = HW_CARD (hw_card_new (_("From two laptops")));
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * hw_conflict_card_new:
 * @session: the session
 *
 * Returns: (transfer floating): a card without a case, which is not to be seen
 */
GtkWidget *
hw_conflict_card_new (HwSession *session)
{
  HwConflictCard *self = g_object_new (HW_TYPE_CONFLICT_CARD, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hw_conflict_card_set_case:
 * @self: a card
 * @case_: (nullable): one state of a case; %NULL empties the card of every word
 *
 * Reads where the answers of two laptops differ, and shows the card where they do.
 */
void
hw_conflict_card_set_case (HwConflictCard *self,
                           const HwCase   *case_)
{
  g_return_if_fail (HW_IS_CONFLICT_CARD (self));

  if (case_ == NULL || !hw_id_equal (&case_->id, &self->id))
    forget (self);
  stop_reading (self);
  g_clear_pointer (&self->review, g_free);
  self->fields = NULL;
  self->n_fields = 0;
  if (case_ != NULL)
    {
      self->id = case_->id;
      self->stage = case_->stage;
      self->review = dup_review (case_);
      read_conflicts (self);
    }
  show (self);
}

/**
 * hw_conflict_card_set_thing:
 * @self: a card
 * @id: (nullable): a person or a partner; %NULL empties the card of every word
 * @fields: (array length=n_fields): what it has; they outlive the card
 * @n_fields: how many
 *
 * Reads where the notes of two laptops differ, and shows the card where they do.
 */
void
hw_conflict_card_set_thing (HwConflictCard        *self,
                            const HwId            *id,
                            const HwConflictField *fields,
                            guint                  n_fields)
{
  g_return_if_fail (HW_IS_CONFLICT_CARD (self));

  if (id == NULL || !hw_id_equal (id, &self->id))
    forget (self);
  self->fields = fields;
  self->n_fields = n_fields;
  if (id != NULL)
    {
      self->id = *id;
      read_conflicts (self);
    }
  show (self);
}
