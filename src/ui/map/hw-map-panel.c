/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-map-panel.h"
#include "hw-hot-spot-card.h"
#include "hw-hot-spot-tale.h"
#include "hw-hot-spot-words.h"
#include "hw-log-contact.h"
#include "hw-map-card.h"
#include "hw-point-list.h"
#include "hw-problem.h"
#include "hw-rank-badge.h"
#include "hw-report-card.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * A heading, one of three bodies (hot-spot, report or contact, cluster) and the
 * one blue button of the page. A report is loaded when it is selected, and again
 * when the points change, because somebody may have moved it on.
 */

#define MOST_MEMBERS 500

struct _HwMapPanel
{
  GtkBox parent_instance;

  HwSession     *session;        /* (owned) (nullable) */
  HwMapThing     thing;
  GtkWidget     *badge;          /* (owned by the tree) */
  GtkLabel      *title;          /* (owned by the tree) */
  GtkLabel      *subtitle;       /* (owned by the tree) */
  GtkStack      *stack;          /* (owned by the tree) */
  HwHotSpotCard *hot_spot_card;  /* (owned by the tree) */
  HwReportCard  *report_card;    /* (owned by the tree) */
  GtkLabel      *members_note;   /* (owned by the tree) */
  HwPointList   *members;        /* (owned by the tree) */
  GtkWidget     *zoom_button;    /* (owned by the tree) */
  GtkWidget     *contact_button; /* (owned by the tree) */
  GCancellable  *loading;        /* (owned) (nullable) */
  char          *place;          /* (owned) (nullable): words for a contact made here */
  guint          reload_source;
};

G_DEFINE_FINAL_TYPE (HwMapPanel, hw_map_panel, GTK_TYPE_BOX)

enum { SIGNAL_SELECTED, SIGNAL_ZOOM, SIGNAL_CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_heading (HwMapPanel *self,
             const char *title,
             const char *subtitle)
{
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
}

static void
set_place (HwMapPanel *self,
           const char *place)
{
  g_free (self->place);
  self->place = g_strdup (place);
}

static void
report_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (HwMapPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) report = hw_session_load_report_finish (HW_SESSION (source), result, &error);
  g_autofree char *storage = NULL, *ago = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL)
    {
      set_heading (self, _("This report cannot be shown"), error->message);
      return;
    }
  ago = hw_words_dup_ago (g_get_real_time () - (report->seen_at > 0 ? report->seen_at : report->received_at));
  set_heading (self, hw_words_place (report, &storage), ago);
  set_place (self, report->place);
  hw_report_card_set_report (self->report_card, report);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
contact_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (HwMapPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwContact) contact = hw_session_load_contact_finish (HW_SESSION (source), result, &error);
  g_autofree char *ago = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (contact == NULL)
    {
      set_heading (self, _("This contact cannot be shown"), error->message);
      return;
    }
  ago = hw_words_dup_ago (g_get_real_time () - contact->met_at);
  set_heading (self, contact->place ? contact->place : _("Contact"), ago);
  set_place (self, contact->place);
  hw_report_card_set_contact (self->report_card, contact);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
load_record (HwMapPanel *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  self->loading = g_cancellable_new ();
  if (self->thing.kind == HW_MAP_REPORT)
    hw_session_load_report_async (self->session, self->thing.row, self->loading, report_loaded_cb, g_object_ref (self));
  else if (self->thing.kind == HW_MAP_CONTACT)
    hw_session_load_contact_async (self->session, self->thing.row, self->loading, contact_loaded_cb, g_object_ref (self));
}

static void
show_record (HwMapPanel *self)
{
  HwIndexPoint point = { .kind = self->thing.kind == HW_MAP_CONTACT ? HW_KIND_CONTACT : HW_KIND_REPORT };

  if (self->session != NULL)
    hw_point_index_lookup (hw_session_get_points (self->session), point.kind, self->thing.row, &point);
  hw_rank_badge_set_point (HW_RANK_BADGE (self->badge), point.kind, point.status);
  load_record (self);
}

static void
show_hot_spot (HwMapPanel *self,
               HwHotSpot  *hot_spot,
               const char *name)
{
  gint64 now = g_get_real_time ();
  g_autofree char *first = hot_spot->born != 0 ? hw_tale_dup_day (hot_spot->born, now) : hw_words_dup_since (hot_spot->first, now);
  /* TRANSLATORS: the day on which it became a hot-spot */
  g_autofree char *since = g_strdup_printf (_("Hot-spot since %s"), first);

  hw_rank_badge_set_rank (HW_RANK_BADGE (self->badge), hot_spot->rank);
  set_heading (self, name, since);
  set_place (self, name);
  hw_hot_spot_card_set_hot_spot (self->hot_spot_card, hot_spot);
  gtk_stack_set_visible_child_name (self->stack, "hot-spot");
}

static char *
dup_statuses (const HwCluster *cluster)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < HW_N_REPORT_STATUSES; i++)
    if (cluster->counts[i] > 0)
      g_string_append_printf (words, "%s%s %u", words->len > 0 ? " · " : "", hw_words_status (i), cluster->counts[i]);
  if (cluster->contacts > 0)
    g_string_append_printf (words, "%s%s %u", words->len > 0 ? " · " : "", _("Contacts"), cluster->contacts);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_cluster (HwMapPanel *self)
{
  g_autoptr (GArray) members = NULL;
  g_autofree char *title = NULL, *statuses = dup_statuses (&self->thing.cluster), *note = NULL;
  guint count = self->thing.cluster.count;

  if (self->session != NULL)
    members = hw_point_index_get_members (hw_session_get_points (self->session), &self->thing.cluster, self->thing.zoom, MOST_MEMBERS);
  else
    members = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));
  title = g_strdup_printf (ngettext ("%u here", "%u here", count), count);
  if (members->len < count)
    note = g_strdup_printf (ngettext ("The newest %u are listed.", "The newest %u are listed.", members->len), members->len);
  set_heading (self, title, statuses);
  set_place (self, NULL);
  hw_rank_badge_set_point (HW_RANK_BADGE (self->badge), self->thing.cluster.kind, self->thing.cluster.status);
  gtk_label_set_text (self->members_note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->members_note), note != NULL);
  hw_point_list_set_points (self->members, members);
  gtk_stack_set_visible_child_name (self->stack, "cluster");
}

/* Nothing of what was shown stays behind: the workspace may be locked next. */
static void
forget (HwMapPanel *self)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (HwIndexPoint));

  gtk_stack_set_visible_child_name (self->stack, "empty");
  set_heading (self, "…", NULL);
  set_place (self, NULL);
  hw_report_card_clear (self->report_card);
  hw_point_list_set_points (self->members, nobody);
}

static gboolean
reload_cb (gpointer user_data)
{
  HwMapPanel *self = user_data;

  self->reload_source = 0;
  if (self->thing.kind == HW_MAP_REPORT || self->thing.kind == HW_MAP_CONTACT)
    show_record (self);
  return G_SOURCE_REMOVE;
}

static void
points_changed_cb (HwMapPanel *self)
{
  if (self->reload_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_source = g_idle_add (reload_cb, self);
}

static void
member_selected_cb (HwMapPanel *self,
                    HwMapThing *thing)
{
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, thing);
}

static void
zoom_clicked_cb (HwMapPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_ZOOM], 0, &self->thing);
}

static void
close_clicked_cb (HwMapPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
contact_clicked_cb (HwMapPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session == NULL || self->thing.kind == HW_MAP_NOTHING)
    return;
  gtk_window_present (GTK_WINDOW (hw_log_contact_new (self->session, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                      &self->thing.point, self->place)));
}

static GtkWidget *
build_header (HwMapPanel *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->badge = hw_rank_badge_new (30);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (header), self->badge);
  self->title = hw_map_card_add_label (texts, NULL, "title-3");
  gtk_label_set_max_width_chars (self->title, 18);
  gtk_label_set_lines (self->title, 3);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  self->subtitle = hw_map_card_add_label (texts, NULL, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (header), texts);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (close, _("Close (Esc)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  g_signal_connect_object (close, "clicked", G_CALLBACK (close_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (header), close);
  return header;
}

static GtkWidget *
wrap_scrolled (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (child, "map-panel-body");
  return scroller;
}

static GtkWidget *
build_cluster_page (HwMapPanel *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->zoom_button = gtk_button_new_with_label (_("Look closer"));
  g_signal_connect_object (self->zoom_button, "clicked", G_CALLBACK (zoom_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), self->zoom_button);
  self->members_note = hw_map_card_add_label (page, NULL, "dim-label");
  self->members = HW_POINT_LIST (hw_point_list_new (self->session, _("Reports and contacts here")));
  gtk_widget_set_vexpand (GTK_WIDGET (self->members), TRUE);
  g_signal_connect_object (self->members, "selected", G_CALLBACK (member_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->members));
  gtk_widget_add_css_class (page, "map-panel-body");
  return page;
}

static void
hw_map_panel_dispose (GObject *object)
{
  HwMapPanel *self = HW_MAP_PANEL (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->session);
  g_clear_pointer (&self->place, g_free);
  G_OBJECT_CLASS (hw_map_panel_parent_class)->dispose (object);
}

static void
hw_map_panel_class_init (HwMapPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_map_panel_dispose;
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", HW_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_ZOOM] = g_signal_new ("zoom", HW_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", HW_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_map_panel_init (HwMapPanel *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-panel");
  gtk_widget_set_size_request (GTK_WIDGET (self), 344, -1);
}

/**
 * hw_map_panel_new:
 * @session: (nullable): where records are loaded from and moves go to
 *
 * Returns: (transfer floating): a panel without anything selected
 */
GtkWidget *
hw_map_panel_new (HwSession *session)
{
  HwMapPanel *self = g_object_new (HW_TYPE_MAP_PANEL, NULL);

  g_set_object (&self->session, session);
  gtk_box_append (GTK_BOX (self), build_header (self));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->hot_spot_card = HW_HOT_SPOT_CARD (hw_hot_spot_card_new (session));
  self->report_card = HW_REPORT_CARD (hw_report_card_new (session));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "empty");
  gtk_stack_add_named (self->stack, wrap_scrolled (GTK_WIDGET (self->hot_spot_card)), "hot-spot");
  gtk_stack_add_named (self->stack, wrap_scrolled (GTK_WIDGET (self->report_card)), "report");
  gtk_stack_add_named (self->stack, build_cluster_page (self), "cluster");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  self->contact_button = gtk_button_new_with_label (_("Log a contact here"));
  gtk_widget_add_css_class (self->contact_button, "suggested-action");
  g_signal_connect_object (self->contact_button, "clicked", G_CALLBACK (contact_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->contact_button);
  if (session != NULL)
    g_signal_connect_object (hw_session_get_points (session), "changed", G_CALLBACK (points_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * hw_map_panel_show:
 * @self: a panel
 * @thing: what is selected
 * @hot_spot: (nullable): the hot-spot, when it is one
 * @name: (nullable): the name of the hot-spot
 */
void
hw_map_panel_show (HwMapPanel       *self,
                   const HwMapThing *thing,
                   HwHotSpot        *hot_spot,
                   const char       *name)
{
  gboolean same = hw_map_thing_equal (&self->thing, thing);

  g_return_if_fail (HW_IS_MAP_PANEL (self));

  self->thing = *thing;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (thing->kind == HW_MAP_HOT_SPOT && hot_spot != NULL)
    {
      show_hot_spot (self, hot_spot, name);
    }
  else if (thing->kind == HW_MAP_CLUSTER)
    {
      show_cluster (self);
    }
  else
    {
      if (!same || thing->kind == HW_MAP_NOTHING)
        forget (self);
      if (thing->kind != HW_MAP_NOTHING)
        show_record (self);
    }
}
