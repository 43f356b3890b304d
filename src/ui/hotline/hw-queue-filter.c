/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-queue-filter.h"

#include "hw-queue-clock.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * Over the queue: whose reports, and which. What was chosen is kept in the
 * workspace, so that a worker finds the queue as they left it.
 */

typedef enum { WHOSE_EVERYONES, WHOSE_MINE, WHOSE_NOBODYS, N_WHOSE } Whose;
/* The groups follow; urgent ones are always shown, so their place stands for what is overdue. */
typedef enum { WHICH_ALL, WHICH_OVERDUE, WHICH_FIRST_GROUP } Which;
#define N_WHICH (WHICH_FIRST_GROUP + HW_N_QUEUE_GROUPS - HW_QUEUE_NEW)

#define SETTING "queue-filter"

struct _HwQueueFilter
{
  AdwBin parent_instance;

  HwSession *session;   /* (owned) */
  GtkDropDown *whose;
  GtkDropDown *which;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwQueueFilter, hw_queue_filter, ADW_TYPE_BIN)

static const char * const whose_words[] = { N_("Everyone’s"), N_("Mine"), N_("Nobody’s"), NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (whose_words) == N_WHOSE + 1);

/* -- groups -- */

/**
 * hw_queue_group_of:
 * @item: a report of the queue
 *
 * Returns: where it stands
 */
HwQueueGroup
hw_queue_group_of (HwReportItem *item)
{
  if (hw_report_item_needs_emergency (item))
    return HW_QUEUE_URGENT;
  switch (hw_report_item_get_report (item)->status)
    {
    case HW_REPORT_NEW: return HW_QUEUE_NEW;
    case HW_REPORT_NEEDS_INFORMATION: return HW_QUEUE_NEEDS_INFORMATION;
    case HW_REPORT_SENT_OUT: return HW_QUEUE_SENT_OUT;
    case HW_REPORT_TO_BE_ANSWERED: return HW_QUEUE_TO_BE_ANSWERED;
    case HW_REPORT_TO_BE_CHECKED:
    case HW_REPORT_DISMISSED: return HW_QUEUE_TO_BE_CHECKED;
    case HW_REPORT_CLOSED: return HW_QUEUE_ANSWERED;
    case HW_N_REPORT_STATUSES:
    default: g_return_val_if_reached (HW_QUEUE_NEW);
    }
}

/**
 * hw_queue_group_words:
 * @group: a group
 *
 * Returns: (transfer none): its heading
 */
const char *
hw_queue_group_words (HwQueueGroup group)
{
  switch (group)
    {
    case HW_QUEUE_URGENT: return _("Danger: do this first");
    case HW_QUEUE_NEW: return hw_words_status (HW_REPORT_NEW);
    case HW_QUEUE_TO_BE_CHECKED: return hw_words_status (HW_REPORT_TO_BE_CHECKED);
    case HW_QUEUE_NEEDS_INFORMATION: return hw_words_status (HW_REPORT_NEEDS_INFORMATION);
    case HW_QUEUE_SENT_OUT: return hw_words_status (HW_REPORT_SENT_OUT);
    case HW_QUEUE_TO_BE_ANSWERED: return hw_words_status (HW_REPORT_TO_BE_ANSWERED);
    case HW_QUEUE_ANSWERED: return _("Answered");
    case HW_N_QUEUE_GROUPS:
    default: g_return_val_if_reached ("");
    }
}

/* -- what is let through -- */

static gboolean
is_whose (HwQueueFilter *self,
          HwReportItem  *item)
{
  const HwReportDesk *desk = hw_report_item_get_desk (item);
  const char *to = desk != NULL ? desk->assigned_to : NULL;

  switch ((Whose) gtk_drop_down_get_selected (self->whose))
    {
    case WHOSE_MINE: return to != NULL && g_strcmp0 (to, hw_session_get_author (self->session)) == 0;
    case WHOSE_NOBODYS: return to == NULL;
    case WHOSE_EVERYONES:
    case N_WHOSE:
    default: return TRUE;
    }
}

static gboolean
is_overdue (HwReportItem *item)
{
  gint64 due = hw_queue_clock_get_due (hw_report_item_get_report (item));

  return due != 0 && due < g_get_real_time ();
}

/**
 * hw_queue_filter_shows:
 * @self: the filters
 * @item: a report of the queue
 *
 * Returns: whether they let it through
 */
gboolean
hw_queue_filter_shows (HwQueueFilter *self,
                       HwReportItem  *item)
{
  guint which = gtk_drop_down_get_selected (self->which);

  if (!is_whose (self, item))
    return FALSE;
  if (which == WHICH_OVERDUE)
    return is_overdue (item);
  return which == WHICH_ALL || which >= N_WHICH || hw_queue_group_of (item) == which - WHICH_FIRST_GROUP + HW_QUEUE_NEW;
}

/* -- keeping it -- */

static void
changed_cb (HwQueueFilter *self)
{
  g_autofree char *chosen = g_strdup_printf ("%u %u", gtk_drop_down_get_selected (self->whose), gtk_drop_down_get_selected (self->which));

  hw_session_set_setting (self->session, SETTING, chosen);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
restore (HwQueueFilter *self)
{
  const char *kept = hw_session_get_setting (self->session, SETTING);
  guint whose = 0, which = 0;

  if (kept == NULL || sscanf (kept, "%u %u", &whose, &which) != 2)
    return;
  gtk_drop_down_set_selected (self->whose, whose < N_WHOSE ? whose : 0);
  gtk_drop_down_set_selected (self->which, which < N_WHICH ? which : 0);
}

/* -- object -- */

static void
hw_queue_filter_dispose (GObject *object)
{
  g_clear_object (&HW_QUEUE_FILTER (object)->session);
  G_OBJECT_CLASS (hw_queue_filter_parent_class)->dispose (object);
}

static void
hw_queue_filter_class_init (HwQueueFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_queue_filter_dispose;

  /**
   * HwQueueFilter::changed:
   *
   * Something else is let through.
   */
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_QUEUE_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_queue_filter_init (HwQueueFilter *self)
{
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 9);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
}

/* The column is narrow: what does not fit there is read in the list that opens. */
static GtkDropDown *
build_drop_down (GtkStringList *words,
                 const char    *name)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  g_autoptr (GtkListItemFactory) whole = g_object_ref (gtk_drop_down_get_factory (GTK_DROP_DOWN (drop_down)));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop_down), whole);
  gtk_widget_set_hexpand (drop_down, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (drop_down, name);
  return GTK_DROP_DOWN (drop_down);
}

static GtkStringList *
build_whose (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  for (guint i = 0; i < N_WHOSE; i++)
    gtk_string_list_append (words, _(whose_words[i]));
  return words;
}

static GtkStringList *
build_which (void)
{
  GtkStringList *words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("All"));
  gtk_string_list_append (words, _("Overdue"));
  for (guint i = HW_QUEUE_NEW; i < HW_N_QUEUE_GROUPS; i++)
    gtk_string_list_append (words, hw_queue_group_words (i));
  return words;
}

/**
 * hw_queue_filter_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the filters as they were left
 */
GtkWidget *
hw_queue_filter_new (HwSession *session)
{
  HwQueueFilter *self = g_object_new (HW_TYPE_QUEUE_FILTER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->session = g_object_ref (session);
  self->whose = build_drop_down (build_whose (), _("Whose reports"));
  self->which = build_drop_down (build_which (), _("Which reports"));
  restore (self);
  g_signal_connect_object (self->whose, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->which, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->whose));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->which));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
