/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-due.h"
#include "hw-case-list.h"
#include "hw-case-words.h"
#include "hw-date.h"

/* Which cases are in the list and in which order: by stage, or by what is due
 * first. Both are remembered inside the encrypted file. Gives the page the
 * actions "sort" ("stage", "due") and "show" ("all", "under-way", "due",
 * "overdue").
 *
 * Signal "changed": headings may stand elsewhere. */

#define SORT_SETTING "cases-sort"
#define SHOW_SETTING "cases-show"
#define NEVER        G_MAXINT64
#define SOON         (7 * HW_ONE_DAY)

struct _HwCaseList
{
  GObject parent_instance;

  HwSession          *session;   /* (owned) */
  GtkSortListModel   *sorted;    /* (owned) */
  GtkFilterListModel *found;     /* (owned) */
  GtkFilter          *filter;    /* (owned) */
  GSimpleActionGroup *actions;   /* (owned) */
  char               *words;     /* (owned) (nullable): what is searched for */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCaseList, hw_case_list, G_TYPE_OBJECT)

static gint64
get_due (const HwCase *case_,
         gboolean     *overdue)
{
  g_autoptr (GArray) due = hw_case_list_due (case_, g_get_real_time ());
  const HwCaseDue *first = due->len > 0 ? &g_array_index (due, HwCaseDue, 0) : NULL;

  *overdue = first != NULL && first->overdue;
  return first != NULL ? first->at : NEVER;
}

static gint64
get_due_of_item (HwCaseItem *item,
                 gpointer    user_data)
{
  gboolean overdue;

  return get_due (hw_case_item_get_case (item), &overdue);
}

static gboolean
is_state (HwCaseList *self,
          const char *action,
          const char *state)
{
  g_autoptr (GVariant) value = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), action);

  return g_str_equal (g_variant_get_string (value, NULL), state);
}

/* -- which ------------------------------------------------------------------------------- */

static gboolean
is_shown (HwCaseList   *self,
          const HwCase *case_)
{
  gboolean overdue;
  gint64 due;

  if (is_state (self, "show", "all"))
    return TRUE;
  if (is_state (self, "show", "under-way"))
    return !hw_stage_is_end (case_->stage);
  due = get_due (case_, &overdue);
  return overdue || (is_state (self, "show", "due") && due <= g_get_real_time () + SOON);
}

static gboolean
is_called (HwCaseList     *self,
           const HwPerson *person)
{
  return self->words == NULL || g_str_match_string (self->words, person->alias, TRUE) ||
         (person->other_names != NULL && g_str_match_string (self->words, person->other_names, TRUE));
}

/* Who is looked for by name is found wherever they stand. */
static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  HwCaseList *self = user_data;
  const HwCase *case_ = hw_case_item_get_case (item);

  return self->words != NULL ? is_called (self, case_->person) : is_shown (self, case_);
}

static GtkSorter *
make_sorter (HwCaseList *self)
{
  if (is_state (self, "sort", "stage"))
    return NULL;
  return GTK_SORTER (gtk_numeric_sorter_new (gtk_cclosure_expression_new (G_TYPE_INT64, NULL, 0, NULL, G_CALLBACK (get_due_of_item), NULL, NULL)));
}

static void
apply (HwCaseList *self)
{
  g_autoptr (GtkSorter) sorter = make_sorter (self);

  gtk_sort_list_model_set_sorter (self->sorted, sorter);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change_state_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       user_data)
{
  HwCaseList *self = user_data;
  gboolean sort = g_str_equal (g_action_get_name (G_ACTION (action)), "sort");

  g_simple_action_set_state (action, value);
  if (hw_session_get_state (self->session) == HW_SESSION_OPEN)
    hw_session_set_setting (self->session, sort ? SORT_SETTING : SHOW_SETTING, g_variant_get_string (value, NULL));
  apply (self);
}

static void
set_state (HwCaseList *self,
           const char *name,
           const char *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (state));
}

static const char *
pick_known (const char         *state,
            const char * const *known)
{
  return state != NULL && g_strv_contains (known, state) ? state : known[0];
}

/* -- the object --------------------------------------------------------------------------- */

static void
hw_case_list_dispose (GObject *object)
{
  HwCaseList *self = HW_CASE_LIST (object);

  g_clear_object (&self->found);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (hw_case_list_parent_class)->dispose (object);
}

static void
hw_case_list_class_init (HwCaseListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_case_list_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_case_list_init (HwCaseList *self)
{
  static const GActionEntry entries[] = {
    { "sort", NULL, "s", "'stage'", change_state_cb, { 0 } },
    { "show", NULL, "s", "'all'", change_state_cb, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * hw_case_list_new:
 * @session: the session
 *
 * Returns: (transfer full): the cases of the session
 */
HwCaseList *
hw_case_list_new (HwSession *session)
{
  HwCaseList *self = g_object_new (HW_TYPE_CASE_LIST, NULL);

  self->session = g_object_ref (session);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->sorted = gtk_sort_list_model_new (g_object_ref (hw_session_get_cases (session)), NULL);
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->sorted)), g_object_ref (self->filter));
  return self;
}

/**
 * hw_case_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none): (element-type HwCaseItem): those that show, in their order
 */
GListModel *
hw_case_list_get_model (HwCaseList *self)
{
  return G_LIST_MODEL (self->found);
}

/**
 * hw_case_list_get_actions:
 * @self: a list
 *
 * Returns: (transfer none): "sort" and "show"
 */
GActionGroup *
hw_case_list_get_actions (HwCaseList *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * hw_case_list_set_words:
 * @self: a list
 * @words: a name or the beginning of one; "" for all
 */
void
hw_case_list_set_words (HwCaseList *self,
                        const char *words)
{
  g_free (self->words);
  self->words = *words != '\0' ? g_strdup (words) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_case_list_is_narrowed:
 * @self: a list
 *
 * Returns: whether some cases do not show, other than by a search
 */
gboolean
hw_case_list_is_narrowed (HwCaseList *self)
{
  return !is_state (self, "show", "all");
}

/**
 * hw_case_list_show_all:
 * @self: a list
 *
 * Shows every case.
 */
void
hw_case_list_show_all (HwCaseList *self)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "show", g_variant_new_string ("all"));
}

/**
 * hw_case_list_restore:
 * @self: a list
 *
 * Sorts and shows as it was left the last time, once the workspace is open.
 */
void
hw_case_list_restore (HwCaseList *self)
{
  static const char * const sorts[] = { "stage", "due", NULL };
  static const char * const shows[] = { "all", "under-way", "due", "overdue", NULL };

  set_state (self, "sort", pick_known (hw_session_get_setting (self->session, SORT_SETTING), sorts));
  set_state (self, "show", pick_known (hw_session_get_setting (self->session, SHOW_SETTING), shows));
  apply (self);
}

/**
 * hw_case_list_get_section:
 * @self: a list
 * @case_: a case
 *
 * Returns: a number that cases under the same heading have in common
 */
guint
hw_case_list_get_section (HwCaseList   *self,
                          const HwCase *case_)
{
  gint64 now = g_get_real_time ();
  gboolean overdue;
  gint64 due;

  if (is_state (self, "sort", "stage"))
    return case_->stage;
  due = get_due (case_, &overdue);
  if (overdue)
    return 0;
  return due <= now ? 1 : due <= now + SOON ? 2 : due < NEVER ? 3 : 4;
}

static guint
count_section (HwCaseList *self,
               guint       section)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      n += hw_case_list_get_section (self, hw_case_item_get_case (item)) == section;
    }
  return n;
}

/**
 * hw_case_list_dup_heading:
 * @self: a list
 * @case_: the first case of a section
 *
 * Returns: (transfer full): what the section is called and how many it has: "Decided 2"
 */
char *
hw_case_list_dup_heading (HwCaseList   *self,
                          const HwCase *case_)
{
  static const char * const sections[] = { N_("Overdue"), N_("Today"), N_("Within a week"), N_("Later"), N_("Nothing is due") };
  guint section = hw_case_list_get_section (self, case_);
  const char *words = is_state (self, "sort", "stage") ? hw_case_words_stage (case_->stage) : _(sections[MIN (section, G_N_ELEMENTS (sections) - 1)]);

  /* TRANSLATORS: a stage or a time, and how many cases stand there: "Decided 2" */
  return g_strdup_printf (C_("section", "%s %u"), words, count_section (self, section));
}
