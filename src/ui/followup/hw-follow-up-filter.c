/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country.h"
#include "hw-follow-up-filter.h"
#include "hw-record-words.h"

/* Which follow-ups show: how they stand, who looks after the person, where they
 * live now, which partner knows them. Only what stands in the list is offered. */

typedef enum { STATE, WORKER, COUNTRY, PARTNER, N_QUESTIONS } Question;

/* The first answer of each lets everything through. */
static const char * const everything[N_QUESTIONS] = { N_("However it stands"), N_("Everyone’s"), N_("All countries"), N_("All partners") };
static const char * const names[N_QUESTIONS] = { N_("How it stands"), N_("Who looks after them"), N_("Country"), N_("Partner") };

typedef enum { STATE_ANY, STATE_OVERDUE, STATE_DUE, STATE_ATTEMPTED, STATE_DONE, N_STATES } State;
static const char * const state_words[] = { N_("However it stands"), N_("Overdue"), N_("Due today"), N_("Tried, nothing learnt yet"), N_("Done"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (state_words) == N_STATES + 1);

struct _HwFollowUpFilter
{
  AdwBin parent_instance;

  HwSession   *session;                /* (owned) */
  GtkDropDown *questions[N_QUESTIONS];
  gboolean     is_offering;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwFollowUpFilter, hw_follow_up_filter, ADW_TYPE_BIN)

/* -- what a follow-up answers -- */

/* Every partner who stands in a record of the case. */
static GPtrArray *
list_partners (HwFollowUpFilter *self,
               const HwCase     *case_)
{
  GPtrArray *partners = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < case_->records->len; i++)
    {
      const HwCaseRecord *record = case_->records->pdata[i];
      guint n_fields;
      const HwFieldSpec *specs = hw_case_record_list_fields (record->kind, &n_fields);

      for (guint j = 0; j < n_fields; j++)
        {
          const char *value = specs[j].type == HW_FIELD_TYPE_PARTNER ? hw_case_record_get (record, specs[j].name) : NULL;

          if (value != NULL)
            g_ptr_array_add (partners, hw_record_words_dup_partner (self->session, value));
        }
    }
  return partners;
}

static GPtrArray *
list_answers (HwFollowUpFilter *self,
              Question          question,
              const HwCase     *case_)
{
  GPtrArray *answers;
  const char *answer;

  if (question == PARTNER)
    return list_partners (self, case_);
  answers = g_ptr_array_new_with_free_func (g_free);
  answer = question == WORKER ? hw_case_get (case_, HW_FIELD_KEY_WORKER)
                              : case_->person->nationality != NULL ? hw_country_get_words (case_->person->nationality) : NULL;
  if (answer != NULL)
    g_ptr_array_add (answers, g_strdup (answer));
  return answers;
}

static gboolean
is_state (const HwFollowUpEntry *entry,
          State                  state)
{
  switch (state)
    {
    case STATE_OVERDUE: return entry->group == HW_FOLLOW_UP_GROUP_OVERDUE;
    case STATE_DUE: return entry->follow_up.state == HW_FOLLOW_UP_DUE;
    case STATE_ATTEMPTED: return entry->follow_up.state == HW_FOLLOW_UP_ATTEMPTED;
    case STATE_DONE: return entry->group == HW_FOLLOW_UP_GROUP_DONE;
    case STATE_ANY:
    case N_STATES:
    default: return TRUE;
    }
}

static const char *
get_chosen (HwFollowUpFilter *self,
            Question          question)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->questions[question]);

  return chosen != NULL && gtk_drop_down_get_selected (self->questions[question]) > 0 ? gtk_string_object_get_string (chosen) : NULL;
}

static gboolean
answers (HwFollowUpFilter *self,
         Question          question,
         const HwCase     *case_)
{
  const char *chosen = get_chosen (self, question);
  g_autoptr (GPtrArray) found = NULL;

  if (chosen == NULL)
    return TRUE;
  found = list_answers (self, question, case_);
  return g_ptr_array_find_with_equal_func (found, chosen, g_str_equal, NULL);
}

/* -- what is offered -- */

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
collect_answers (HwFollowUpFilter *self,
                 Question          question,
                 GPtrArray        *entries)
{
  GPtrArray *offered = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const HwFollowUpEntry *entry = entries->pdata[i];
      g_autoptr (GPtrArray) found = NULL;

      /* The follow-ups of one person stand for the same answers. */
      if (i > 0 && ((const HwFollowUpEntry *) entries->pdata[i - 1])->case_ == entry->case_)
        continue;
      found = list_answers (self, question, entry->case_);
      for (guint j = 0; j < found->len; j++)
        if (!g_ptr_array_find_with_equal_func (offered, found->pdata[j], g_str_equal, NULL))
          g_ptr_array_add (offered, g_strdup (found->pdata[j]));
    }
  g_ptr_array_sort (offered, compare_words);
  return offered;
}

static void
offer (HwFollowUpFilter *self,
       Question          question,
       GPtrArray        *entries)
{
  g_autoptr (GPtrArray) offered = collect_answers (self, question, entries);
  g_autofree char *chosen = g_strdup (get_chosen (self, question));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (words, _(everything[question]));
  for (guint i = 0; i < offered->len; i++)
    {
      gtk_string_list_append (words, offered->pdata[i]);
      if (g_strcmp0 (offered->pdata[i], chosen) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->questions[question], G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->questions[question], selected);
}

static void
chosen_cb (HwFollowUpFilter *self)
{
  if (!self->is_offering)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* -- object -- */

static void
hw_follow_up_filter_dispose (GObject *object)
{
  HwFollowUpFilter *self = HW_FOLLOW_UP_FILTER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_follow_up_filter_parent_class)->dispose (object);
}

static void
hw_follow_up_filter_class_init (HwFollowUpFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_follow_up_filter_dispose;

  /**
   * HwFollowUpFilter::changed:
   *
   * Other follow-ups are to be shown.
   */
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_FOLLOW_UP_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_question (HwFollowUpFilter *self,
              GtkWidget        *box,
              Question          question)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  self->questions[question] = GTK_DROP_DOWN (drop_down);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _(names[question]), -1);
  gtk_widget_set_tooltip_text (drop_down, _(names[question]));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), drop_down);
}

static void
hw_follow_up_filter_init (HwFollowUpFilter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);

  self->is_offering = TRUE;
  for (Question question = STATE; question < N_QUESTIONS; question++)
    add_question (self, box, question);
  for (guint i = 0; i < N_STATES; i++)
    gtk_string_list_append (states, _(state_words[i]));
  gtk_drop_down_set_model (self->questions[STATE], G_LIST_MODEL (states));
  self->is_offering = FALSE;
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * hw_follow_up_filter_new:
 * @session: an open session
 *
 * Returns: (transfer floating): filters that let everything through
 */
GtkWidget *
hw_follow_up_filter_new (HwSession *session)
{
  HwFollowUpFilter *self = g_object_new (HW_TYPE_FOLLOW_UP_FILTER, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hw_follow_up_filter_offer:
 * @self: the filters
 * @entries: (element-type HwFollowUpEntry): all follow-ups
 *
 * Offers who and what stands in the list; what was chosen stays where it is still there.
 */
void
hw_follow_up_filter_offer (HwFollowUpFilter *self,
                           GPtrArray        *entries)
{
  g_return_if_fail (HW_IS_FOLLOW_UP_FILTER (self) && entries != NULL);

  self->is_offering = TRUE;
  for (Question question = WORKER; question < N_QUESTIONS; question++)
    offer (self, question, entries);
  self->is_offering = FALSE;
}

/**
 * hw_follow_up_filter_shows:
 * @self: the filters
 * @entry: a follow-up
 *
 * Returns: whether they let it through
 */
gboolean
hw_follow_up_filter_shows (HwFollowUpFilter      *self,
                           const HwFollowUpEntry *entry)
{
  g_return_val_if_fail (HW_IS_FOLLOW_UP_FILTER (self) && entry != NULL, TRUE);

  if (!is_state (entry, (State) gtk_drop_down_get_selected (self->questions[STATE])))
    return FALSE;
  return answers (self, WORKER, entry->case_) && answers (self, COUNTRY, entry->case_) && answers (self, PARTNER, entry->case_);
}

/**
 * hw_follow_up_filter_is_set:
 * @self: the filters
 *
 * Returns: whether they may keep anything back
 */
gboolean
hw_follow_up_filter_is_set (HwFollowUpFilter *self)
{
  g_return_val_if_fail (HW_IS_FOLLOW_UP_FILTER (self), FALSE);

  for (Question question = STATE; question < N_QUESTIONS; question++)
    if (gtk_drop_down_get_selected (self->questions[question]) > 0)
      return TRUE;
  return FALSE;
}
