/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-acts.h"
#include "hw-case-words.h"
#include "hw-date.h"
#include "hw-follow-up-filter.h"
#include "hw-follow-up-list.h"
#include "hw-follow-up-page.h"
#include "hw-follow-up-row.h"
#include "hw-follow-up-words.h"
#include "hw-list-export-dialog.h"
#include "hw-list-ical.h"
#include "hw-problem.h"
#include "hw-record-dialog.h"
#include "hw-save-bytes.h"

/* The Follow-up page: whom to ask how they are, by day, as a list or beside a
 * calendar. An attempt that told nothing is logged in two keys, and a day for
 * the next is proposed; what was learnt is written into its form. Built from the
 * session's list of cases whenever that changes. */

#define LATER_DAYS 60   /* further ones are in the calendar */
#define READ_S     12   /* what is offered for a moment is read and thought about, also with cold hands */

struct _HwFollowUpPage
{
  AdwBin parent_instance;

  HwSession         *session;     /* (owned) */
  GPtrArray         *entries;     /* (owned) (nullable) (element-type HwFollowUpEntry) */
  guint              n_due;       /* overdue and due today */
  guint              update_id;   /* source; 0: none */
  HwFollowUpFilter  *filter;

  AdwBin            *filter_bin;
  GtkStack          *stack;       /* "list", "calendar", "empty", "nothing" */
  GtkWidget         *list;        /* the groups, one under the other */
  GtkToggleButton   *calendar_button;
  GtkCalendar       *calendar;
  GtkLabel          *day_label;
  GtkListBox        *day_list;
};

enum { PROP_0, PROP_N_DUE, N_PROPS };
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (HwFollowUpPage, hw_follow_up_page, ADW_TYPE_BIN)

/* -- what there is -- */

static void
count_due (HwFollowUpPage *self)
{
  guint n_due = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const HwFollowUpEntry *entry = self->entries->pdata[i];

      n_due += entry->group == HW_FOLLOW_UP_GROUP_OVERDUE || entry->follow_up.state == HW_FOLLOW_UP_DUE;
    }
  if (n_due == self->n_due)
    return;
  self->n_due = n_due;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DUE]);
}

static void
read_entries (HwFollowUpPage *self,
              gint64          now)
{
  GListModel *items = hw_session_get_cases (self->session);
  guint n_items = g_list_model_get_n_items (items);
  g_autoptr (GPtrArray) cases = g_ptr_array_sized_new (n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (items, i);

      g_ptr_array_add (cases, hw_case_item_get_case (item));
    }
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = hw_follow_up_list_of ((HwCase **) cases->pdata, cases->len, now);
}

static const HwFollowUpEntry *
find_entry (HwFollowUpPage *self,
            const HwId     *case_id,
            guint           days)
{
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const HwFollowUpEntry *entry = self->entries->pdata[i];

      if (entry->follow_up.days == days && hw_id_equal (&entry->case_->id, case_id))
        return entry;
    }
  return NULL;
}

/* -- the list -- */

static gboolean
shows (HwFollowUpPage        *self,
       const HwFollowUpEntry *entry,
       gint64                 now)
{
  return (entry->group != HW_FOLLOW_UP_GROUP_LATER || entry->follow_up.due_at <= now + LATER_DAYS * HW_ONE_DAY) &&
         hw_follow_up_filter_shows (self->filter, entry);
}

static GtkWidget *
make_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static void
add_group (HwFollowUpPage  *self,
           HwFollowUpGroup  group,
           gint64           now)
{
  const char *words = hw_follow_up_words_group (group);
  GtkWidget *list = make_list (words), *heading;
  g_autofree char *title = NULL;
  guint n = 0;

  g_object_ref_sink (list);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HwFollowUpEntry *entry = self->entries->pdata[i];

      if (entry->group != group || !shows (self, entry, now))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (list), hw_follow_up_row_new (entry, now));
      n++;
    }
  if (n > 0)
    {
      title = g_strdup_printf ("%s %u", words, n);
      heading = gtk_label_new (title);
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "caption-heading");
      gtk_box_append (GTK_BOX (self->list), heading);
      gtk_box_append (GTK_BOX (self->list), list);
    }
  g_object_unref (list);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* -- the calendar -- */

static gboolean
is_on (const HwFollowUpEntry *entry,
       GDateTime             *day)
{
  g_autoptr (GDateTime) due = g_date_time_new_from_unix_utc (entry->follow_up.due_at / G_USEC_PER_SEC);

  return entry->group != HW_FOLLOW_UP_GROUP_DONE && g_date_time_get_year (due) == g_date_time_get_year (day) &&
         g_date_time_get_day_of_year (due) == g_date_time_get_day_of_year (day);
}

static void
mark_month (HwFollowUpPage *self)
{
  g_autoptr (GDateTime) shown = gtk_calendar_get_date (self->calendar);

  gtk_calendar_clear_marks (self->calendar);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HwFollowUpEntry *entry = self->entries->pdata[i];
      g_autoptr (GDateTime) due = g_date_time_new_from_unix_utc (entry->follow_up.due_at / G_USEC_PER_SEC);

      if (entry->group != HW_FOLLOW_UP_GROUP_DONE && g_date_time_get_year (due) == g_date_time_get_year (shown) &&
          g_date_time_get_month (due) == g_date_time_get_month (shown) && hw_follow_up_filter_shows (self->filter, entry))
        gtk_calendar_mark_day (self->calendar, (guint) g_date_time_get_day_of_month (due));
    }
}

static void
fill_day (HwFollowUpPage *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  /* TRANSLATORS: a day with its name, as in "Friday 18 December" */
  g_autofree char *date = g_date_time_format (day, _("%A %e %B"));
  gint64 now = g_get_real_time ();
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->day_list))) != NULL)
    gtk_list_box_remove (self->day_list, row);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const HwFollowUpEntry *entry = self->entries->pdata[i];

      if (!is_on (entry, day) || !hw_follow_up_filter_shows (self->filter, entry))
        continue;
      gtk_list_box_append (self->day_list, hw_follow_up_row_new (entry, now));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->day_list), n > 0);
  gtk_label_set_label (self->day_label, n > 0 ? date : _("Nobody is to be asked on this day"));
}

static void
day_chosen_cb (HwFollowUpPage *self)
{
  if (self->entries == NULL)
    return;
  mark_month (self);
  fill_day (self);
}

/* -- showing it -- */

static HwFollowUpRow *
get_focused_row (HwFollowUpPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus == NULL || HW_IS_FOLLOW_UP_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, HW_TYPE_FOLLOW_UP_ROW);

  return row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self)) ? HW_FOLLOW_UP_ROW (row) : NULL;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const HwId *case_id,
          guint       days)
{
  if (HW_IS_FOLLOW_UP_ROW (widget))
    return hw_follow_up_row_is_for (HW_FOLLOW_UP_ROW (widget), case_id, days) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, case_id, days);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *
choose_child (HwFollowUpPage *self)
{
  if (gtk_toggle_button_get_active (self->calendar_button))
    return "calendar";
  if (gtk_widget_get_first_child (self->list) != NULL)
    return "list";
  return self->entries->len > 0 && hw_follow_up_filter_is_set (self->filter) ? "nothing" : "empty";
}

static void
fill (HwFollowUpPage *self)
{
  gint64 now = g_get_real_time ();
  HwFollowUpRow *focused = get_focused_row (self);
  GtkWidget *row;
  HwId case_id;
  guint days = 0;

  if (focused != NULL)
    hw_follow_up_row_get_for (focused, &case_id, &days);
  clear (self->list);
  for (HwFollowUpGroup group = HW_FOLLOW_UP_GROUP_OVERDUE; group < HW_N_FOLLOW_UP_GROUPS; group++)
    add_group (self, group, now);
  mark_month (self);
  fill_day (self);
  gtk_stack_set_visible_child_name (self->stack, choose_child (self));
  /* Who works with the keyboard stays where they were. */
  if (focused != NULL && (row = find_row (gtk_stack_get_visible_child (self->stack), &case_id, days)) != NULL)
    gtk_widget_grab_focus (row);
}

static void
update (HwFollowUpPage *self)
{
  read_entries (self, g_get_real_time ());
  hw_follow_up_filter_offer (self->filter, self->entries);
  fill (self);
  count_due (self);
}

static gboolean
update_cb (gpointer user_data)
{
  HwFollowUpPage *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Cases come and change many at a time. */
static void
update_soon (HwFollowUpPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* A day may have begun since it was seen last; and who comes here by keyboard goes on with it. */
static void
map_cb (HwFollowUpPage *self)
{
  update (self);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* -- logging -- */

typedef struct
{
  HwFollowUpPage *page;      /* (owned) */
  HwId            case_id;
  guint           days;
  char           *day;       /* (owned) */
} NextTry;

static void
next_try_free (gpointer  data,
               GClosure *closure)
{
  NextTry *next = data;

  g_object_unref (next->page);
  g_free (next->day);
  g_free (next);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwFollowUpPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HwId id;

  if (!hw_session_add_record_finish (HW_SESSION (source), result, &id, &error))
    hw_problem_show (GTK_WIDGET (self), _("The day was not changed"), error);
}

static void
try_again_cb (NextTry *next)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_FOLLOW_UP_DATE, g_get_real_time ());
  g_autofree char *days = g_strdup_printf ("%u", next->days);

  hw_case_record_set (record, HW_RECORD_DAYS, days);
  hw_case_record_set (record, HW_RECORD_DUE_ON, next->day);
  hw_case_record_set (record, HW_RECORD_REASON, _("nothing learnt yet"));
  hw_session_add_record_async (next->page->session, &next->case_id, record, moved_cb, g_object_ref (next->page));
}

/* What was tried in vain is tried again: the day is proposed, not taken. */
static void
propose_next (HwFollowUpPage *self,
              const HwId     *case_id,
              guint           days)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (_("The attempt is logged"));
  const HwFollowUpEntry *entry;
  g_autofree char *day = NULL;
  gint64 now = g_get_real_time (), at;

  read_entries (self, now);
  entry = find_entry (self, case_id, days);
  day = entry != NULL ? hw_follow_up_next_try (entry, now) : NULL;
  if (day != NULL && hw_date_parse (day, &at, NULL))
    {
      NextTry *next = g_new0 (NextTry, 1);
      g_autofree char *words = hw_case_words_dup_date_of (at, now);
      /* TRANSLATORS: %s is a day, as in "Wed 25 Nov" */
      g_autofree char *label = g_strdup_printf (_("Try again %s"), words);

      *next = (NextTry) { g_object_ref (self), *case_id, days, g_steal_pointer (&day) };
      adw_toast_set_button_label (toast, label);
      adw_toast_set_timeout (toast, READ_S);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (try_again_cb), next, next_try_free, G_CONNECT_SWAPPED);
    }
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

typedef struct
{
  HwFollowUpPage *page;      /* (owned) */
  HwId            case_id;
  guint           days;
} Attempt;

static void
logged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Attempt *attempt = user_data;
  g_autoptr (HwFollowUpPage) self = attempt->page;
  g_autoptr (GError) error = NULL;
  HwId id;

  if (hw_session_add_record_finish (HW_SESSION (source), result, &id, &error))
    propose_next (self, &attempt->case_id, attempt->days);
  else
    hw_problem_show (GTK_WIDGET (self), _("The attempt was not logged"), error);
}

static void
log_attempt (HwFollowUpPage        *self,
             const HwFollowUpEntry *entry,
             const char            *outcome)
{
  g_autoptr (HwCaseRecord) record = hw_case_record_new (HW_CASE_RECORD_FOLLOW_UP, g_get_real_time ());
  g_autofree char *days = g_strdup_printf ("%u", entry->follow_up.days);
  Attempt *attempt = g_new0 (Attempt, 1);

  hw_case_record_set (record, HW_RECORD_DAYS, days);
  hw_case_record_set (record, HW_RECORD_OUTCOME, outcome);
  *attempt = (Attempt) { g_object_ref (self), entry->case_->id, entry->follow_up.days };
  hw_session_add_record_async (self->session, &entry->case_->id, record, logged_cb, attempt);
}

/* What was learnt is written down in the form, which asks for the situation. */
static void
open_attempt (HwFollowUpPage        *self,
              const HwFollowUpEntry *entry,
              const char            *outcome)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *days = g_strdup_printf ("%u", entry->follow_up.days);

  g_hash_table_insert (known, (char *) HW_RECORD_DAYS, days);
  g_hash_table_insert (known, (char *) HW_RECORD_OUTCOME, (char *) outcome);
  gtk_window_present (GTK_WINDOW (hw_record_dialog_new (GTK_WIDGET (self), self->session, entry->case_, HW_CASE_RECORD_FOLLOW_UP, known)));
}

static const HwFollowUpEntry *
find_asked (HwFollowUpPage *self,
            const char     *id,
            guint           days)
{
  HwId case_id;

  return hw_id_parse (id, &case_id) ? find_entry (self, &case_id, days) : NULL;
}

static void
attempt_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwFollowUpPage *self = HW_FOLLOW_UP_PAGE (widget);
  const HwFollowUpEntry *entry;
  const char *id, *outcome;
  guint days;

  g_variant_get (parameter, "(&su&s)", &id, &days, &outcome);
  entry = find_asked (self, id, days);
  if (entry == NULL)
    return;
  if (g_str_equal (outcome, "reached") || g_str_equal (outcome, "receiver-says"))
    open_attempt (self, entry, outcome);
  else
    log_attempt (self, entry, outcome);
}

static void
ask_day_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwFollowUpPage *self = HW_FOLLOW_UP_PAGE (widget);
  const HwFollowUpEntry *entry;
  g_autofree char *words = NULL;
  const char *id;
  guint days;

  g_variant_get (parameter, "(&su)", &id, &days);
  entry = find_asked (self, id, days);
  words = g_strdup_printf ("%u", days);
  if (entry != NULL)
    hw_case_acts_add (widget, self->session, entry->case_, HW_CASE_RECORD_FOLLOW_UP_DATE, HW_RECORD_DAYS, words);
}

static void
review_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwFollowUpPage *self = HW_FOLLOW_UP_PAGE (widget);
  const HwFollowUpEntry *entry = find_asked (self, g_variant_get_string (parameter, NULL), 0);

  if (entry != NULL)
    hw_case_acts_add (widget, self->session, entry->case_, HW_CASE_RECORD_PLAN_REVIEW, NULL, NULL);
}

static void
list_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_list_export_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), HW_FOLLOW_UP_PAGE (widget)->session)));
}

/* Days and nothing else: whose they are, the team knows. A later one takes the place of the same in the same calendar. */
static void
save_calendar_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  HwFollowUpPage *self = HW_FOLLOW_UP_PAGE (widget);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) calendar = hw_follow_ups_write_ical (self->entries, g_get_real_time (), zone, &error);
  /* Translators: the name of a file: the days of the follow-ups */
  g_autofree char *file_name = g_strdup_printf ("%s.ics", _("follow-ups"));

  if (calendar != NULL)
    hw_save_bytes (widget, _("Save as a calendar"), file_name, calendar);
  else
    hw_problem_show (widget, _("There is no calendar"), error);
}

/* -- object -- */

static void
hw_follow_up_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_uint (value, HW_FOLLOW_UP_PAGE (object)->n_due);
}

static void
hw_follow_up_page_dispose (GObject *object)
{
  HwFollowUpPage *self = HW_FOLLOW_UP_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_FOLLOW_UP_PAGE);
  G_OBJECT_CLASS (hw_follow_up_page_parent_class)->dispose (object);
}

static void
hw_follow_up_page_class_init (HwFollowUpPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hw_follow_up_page_get_property;
  object_class->dispose = hw_follow_up_page_dispose;

  /**
   * HwFollowUpPage:n-due:
   *
   * How many follow-ups are overdue or due today.
   */
  props[PROP_N_DUE] = g_param_spec_uint ("n-due", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/followup/hw-follow-up-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, filter_bin);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, list);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, calendar_button);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, day_label);
  gtk_widget_class_bind_template_child (widget_class, HwFollowUpPage, day_list);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_install_action (widget_class, "follow-up.attempt", "(sus)", attempt_action);
  gtk_widget_class_install_action (widget_class, "follow-up.ask-day", "(su)", ask_day_action);
  gtk_widget_class_install_action (widget_class, "follow-up.save-calendar", NULL, save_calendar_action);
  gtk_widget_class_install_action (widget_class, "follow-up.list", NULL, list_action);
  gtk_widget_class_install_action (widget_class, "follow-up.review", "s", review_action);
}

static void
hw_follow_up_page_init (HwFollowUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_follow_up_page_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the Follow-up page
 */
GtkWidget *
hw_follow_up_page_new (HwSession *session)
{
  HwFollowUpPage *self = g_object_new (HW_TYPE_FOLLOW_UP_PAGE, NULL);

  self->session = g_object_ref (session);
  self->filter = HW_FOLLOW_UP_FILTER (hw_follow_up_filter_new (session));
  adw_bin_set_child (self->filter_bin, GTK_WIDGET (self->filter));
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_cases (session), "items-changed", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  update (self);
  return GTK_WIDGET (self);
}
