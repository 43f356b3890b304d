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
#include "hw-site-arrivals.h"
#include "hw-site-card.h"
#include "hw-site-dialog.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/*
 * A heading, one of four bodies (hot-spot, site, report or contact, cluster) and the
 * one blue button of the page. A report is loaded when it is selected, and again
 * when the points change, because somebody may have moved it on.
 */

#define MOST_MEMBERS 500
#define ROUND_HULL_M 30.0   /* what counts as at a hot-spot beyond the last report */

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
  HwSiteArrivals *arrivals;      /* (owned by the tree) */
  HwSiteCard    *site_card;      /* (owned by the tree) */
  GtkLabel      *members_note;   /* (owned by the tree) */
  HwPointList   *members;        /* (owned by the tree) */
  GtkWidget     *zoom_button;    /* (owned by the tree) */
  GtkWidget     *contact_button; /* (owned by the tree) */
  GtkWidget     *site_button;    /* (owned by the tree) */
  double         radius_m;       /* of the hot-spot */
  GCancellable  *loading;        /* (owned) (nullable) */
  char          *place;          /* (owned) (nullable): words for a contact made here */
  guint          reload_source;
};

G_DEFINE_FINAL_TYPE (HwMapPanel, hw_map_panel, GTK_TYPE_BOX)

enum { SIGNAL_SELECTED, SIGNAL_ZOOM, SIGNAL_CLOSED, SIGNAL_SHOW_PLACE, N_SIGNALS };
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

static double
measure_radius (const HwHotSpot *hot_spot)
{
  double radius = 0;

  for (guint i = 0; i < hot_spot->hull->len; i++)
    radius = MAX (radius, hw_point_distance (&hot_spot->centre, &g_array_index (hot_spot->hull, HwPoint, i)));
  return radius;
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
  self->radius_m = measure_radius (hot_spot);
  hw_site_arrivals_set_place (self->arrivals, &hot_spot->centre, self->radius_m + ROUND_HULL_M);
  gtk_stack_set_visible_child_name (self->stack, "hot-spot");
}

/* A site that is where the hot-spot is. */
static HwSiteItem *
dup_site_here (HwMapPanel *self)
{
  GListModel *sites = self->session != NULL ? hw_session_get_sites (self->session) : NULL;

  for (guint i = 0; sites != NULL && i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (sites, i);

      if (hw_site_contains (hw_site_item_get_site (item), &self->thing.point))
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Once it is one, the button leads to it. */
static void
show_site_button (HwMapPanel *self)
{
  g_autoptr (HwSiteItem) item = self->thing.kind == HW_MAP_HOT_SPOT ? dup_site_here (self) : NULL;

  gtk_widget_set_visible (self->site_button, self->thing.kind == HW_MAP_HOT_SPOT);
  gtk_button_set_label (GTK_BUTTON (self->site_button), item != NULL ? _("Show the site") : _("Make it a site"));
}

static void
show_site (HwMapPanel   *self,
           const HwSite *site)
{
  g_autofree char *day = hw_words_dup_since (site->since, g_get_real_time ());
  /* TRANSLATORS: the day since which the team watches a place */
  g_autofree char *since = g_strdup_printf (_("Site since %s"), day);

  hw_rank_badge_set_site (HW_RANK_BADGE (self->badge), hw_site_get_closure (site, g_get_real_time ()) == HW_SITE_CLOSED);
  set_heading (self, site->name, since);
  set_place (self, site->name);
  hw_site_card_set_site (self->site_card, site);
  gtk_stack_set_visible_child_name (self->stack, "site");
}

static char *
dup_statuses (const HwCluster *cluster)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < HW_N_COUNTED_STATUSES; i++)
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
  hw_site_card_clear (self->site_card);
  hw_site_arrivals_clear (self->arrivals);
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

static void
place_wanted_cb (HwMapPanel *self,
                 HwPoint    *point)
{
  g_signal_emit (self, signals[SIGNAL_SHOW_PLACE], 0, point);
}

static void
site_clicked_cb (HwMapPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (HwSiteItem) item = dup_site_here (self);
  HwSite site = { .name = self->place, .point = self->thing.point };
  HwMapThing thing;
  GtkWidget *dialog;

  if (self->session == NULL || self->thing.kind != HW_MAP_HOT_SPOT)
    return;
  if (item != NULL)
    {
      hw_map_thing_init_site (&thing, hw_site_item_get_site (item));
      member_selected_cb (self, &thing);
      return;
    }
  /* To five metres, so that the number reads as one that somebody chose. */
  site.radius_m = CLAMP (ceil (self->radius_m / 5) * 5, HW_SITE_DEFAULT_RADIUS_M, HW_SITE_MAX_RADIUS_M);
  dialog = hw_site_dialog_new (self->session, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &site);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (member_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What is done at a place, below what is known of it. */
static GtkWidget *
build_buttons (HwMapPanel *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  self->contact_button = gtk_button_new_with_label (_("Log a contact here"));
  gtk_widget_add_css_class (self->contact_button, "suggested-action");
  g_signal_connect_object (self->contact_button, "clicked", G_CALLBACK (contact_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->contact_button);
  self->site_button = gtk_button_new_with_label (_("Make it a site"));
  gtk_widget_set_visible (self->site_button, FALSE);
  g_signal_connect_object (self->site_button, "clicked", G_CALLBACK (site_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (buttons), self->site_button);
  return buttons;
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

static GtkWidget *
build_hot_spot_page (HwMapPanel *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->hot_spot_card));
  self->arrivals = HW_SITE_ARRIVALS (hw_site_arrivals_new (self->session));
  g_signal_connect_object (self->arrivals, "selected", G_CALLBACK (member_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->arrivals));
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
  signals[SIGNAL_SHOW_PLACE] = g_signal_new ("show-place", HW_TYPE_MAP_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
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
  gtk_stack_add_named (self->stack, wrap_scrolled (build_hot_spot_page (self)), "hot-spot");
  self->site_card = HW_SITE_CARD (hw_site_card_new (session));
  g_signal_connect_object (self->site_card, "show-place", G_CALLBACK (place_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, wrap_scrolled (GTK_WIDGET (self->site_card)), "site");
  gtk_stack_add_named (self->stack, wrap_scrolled (GTK_WIDGET (self->report_card)), "report");
  gtk_stack_add_named (self->stack, build_cluster_page (self), "cluster");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), build_buttons (self));
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
  HwSiteItem *site = thing->kind == HW_MAP_SITE && self->session != NULL ? hw_session_find_site (self->session, &thing->site) : NULL;

  g_return_if_fail (HW_IS_MAP_PANEL (self));

  self->thing = *thing;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (thing->kind == HW_MAP_HOT_SPOT && hot_spot != NULL)
    {
      if (!same)
        hw_site_arrivals_clear (self->arrivals);
      show_hot_spot (self, hot_spot, name);
    }
  else if (site != NULL)
    {
      show_site (self, hw_site_item_get_site (site));
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
  show_site_button (self);
}
