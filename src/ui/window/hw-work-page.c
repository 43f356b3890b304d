/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-work-page.h"

#include "hw-case-page.h"
#include "hw-figures-page.h"
#include "hw-follow-up-page.h"
#include "hw-follow-up-reminder.h"
#include "hw-hotline-page.h"
#include "hw-map-page.h"
#include "hw-narrow-bin.h"
#include "hw-problem.h"
#include "hw-search-popover.h"
#include "hw-state-popover.h"
#include "hw-visits-page.h"

#include <glib/gi18n-lib.h>

/*
 * The open workspace: the top bar and the pages under it. Above 1000 pixels the
 * bar holds the page switcher; below, it stands at the bottom.
 */

struct _HwWorkPage
{
  AdwBin parent_instance;

  HwSession *session;         /* (owned) */
  HwMapPage *map_page;
  HwHotlinePage *hotline_page;
  HwVisitsPage *visits_page;
  HwCasePage *case_page;
  HwFollowUpPage *follow_up_page;
  HwFiguresPage *figures_page;
  AdwViewStackPage *hotline_stack_page;
  AdwViewStackPage *case_stack_page;
  AdwViewStackPage *follow_up_stack_page;

  HwNarrowBin *bin;
  AdwHeaderBar *header;
  AdwToastOverlay *toasts;
  AdwViewStack *pages;
  AdwViewSwitcherTitle *switcher_title;
  GtkMenuButton *state_button;
  GtkMenuButton *search_button;
  GtkLabel *state_label;
  GtkStack *new_report_stack;
  HwSearchPopover *search_popover;
  HwStatePopover *state_popover;
};

G_DEFINE_FINAL_TYPE (HwWorkPage, hw_work_page, ADW_TYPE_BIN)

/* -- badges -- */

static void
set_badge (AdwViewStackPage *page,
           guint             number)
{
  adw_view_stack_page_set_badge_number (page, number);
  adw_view_stack_page_set_needs_attention (page, number > 0);
}

static void
update_hotline_badge (HwWorkPage *self)
{
  guint n = 0;

  g_object_get (self->session, "n-new", &n, NULL);
  set_badge (self->hotline_stack_page, n);
}

static void
update_follow_up_badge (HwWorkPage *self)
{
  guint n = 0;

  g_object_get (self->follow_up_page, "n-due", &n, NULL);
  set_badge (self->follow_up_stack_page, n);
  hw_follow_up_remind (self->session, n);
}

static void
update_title (HwWorkPage *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->pages);

  if (child != NULL)
    adw_view_switcher_title_set_title (self->switcher_title, adw_view_stack_page_get_title (adw_view_stack_get_page (self->pages, child)));
}

static void
update_state (HwWorkPage *self)
{
  gboolean demo = FALSE;

  g_object_get (self->session, "demo", &demo, NULL);
  gtk_label_set_label (self->state_label, demo ? _("Made-up town") : _("On this laptop"));
}

/* -- width -- */

static void
narrow_cb (HwWorkPage *self)
{
  gboolean narrow = hw_narrow_bin_get_narrow (self->bin);

  adw_view_switcher_title_set_view_switcher_enabled (self->switcher_title, !narrow);
  /* The pages need the room; the title does not. */
  adw_header_bar_set_centering_policy (self->header, narrow ? ADW_CENTERING_POLICY_STRICT : ADW_CENTERING_POLICY_LOOSE);
  gtk_stack_set_visible_child_name (self->new_report_stack, narrow ? "narrow" : "wide");
}

/* -- object -- */

static AdwViewStackPage *
add_page (HwWorkPage *self,
          gpointer    page,
          const char *name,
          const char *title,
          const char *icon_name)
{
  AdwViewStackPage *stack_page = adw_view_stack_add_titled (self->pages, page, name, title);

  adw_view_stack_page_set_icon_name (stack_page, icon_name);
  return stack_page;
}

static void
add_pages (HwWorkPage *self)
{
  self->map_page = HW_MAP_PAGE (hw_map_page_new (self->session));
  add_page (self, self->map_page, "map", _("Map"), "mark-location-symbolic");
  self->hotline_page = HW_HOTLINE_PAGE (hw_hotline_page_new (self->session));
  self->hotline_stack_page = add_page (self, self->hotline_page, "hotline", _("Hotline"), "call-start-symbolic");
  self->visits_page = HW_VISITS_PAGE (hw_visits_page_new (self->session));
  add_page (self, self->visits_page, "visits", _("Visits"), "weather-clear-night-symbolic");
  self->case_page = HW_CASE_PAGE (hw_case_page_new (self->session));
  self->case_stack_page = add_page (self, self->case_page, "reconnection", _("Reconnection"), "user-home-symbolic");
  self->follow_up_page = HW_FOLLOW_UP_PAGE (hw_follow_up_page_new (self->session));
  self->follow_up_stack_page = add_page (self, self->follow_up_page, "follow-up", _("Follow-up"), "task-due-symbolic");
  self->figures_page = HW_FIGURES_PAGE (hw_figures_page_new (self->session));
  add_page (self, self->figures_page, "figures", _("Figures"), "x-office-presentation-symbolic");
  g_signal_connect_object (self->follow_up_page, "notify::n-due", G_CALLBACK (update_follow_up_badge), self, G_CONNECT_SWAPPED);
  update_follow_up_badge (self);
}

static void
hw_work_page_dispose (GObject *object)
{
  HwWorkPage *self = HW_WORK_PAGE (object);

  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_WORK_PAGE);
  G_OBJECT_CLASS (hw_work_page_parent_class)->dispose (object);
}

static void
hw_work_page_class_init (HwWorkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_work_page_dispose;

  g_type_ensure (HW_TYPE_NARROW_BIN);
  g_type_ensure (HW_TYPE_SEARCH_POPOVER);
  g_type_ensure (HW_TYPE_STATE_POPOVER);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-work-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, bin);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, header);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, pages);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, switcher_title);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, state_button);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, new_report_stack);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, search_popover);
  gtk_widget_class_bind_template_child (widget_class, HwWorkPage, state_popover);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_title);
}

static void
hw_work_page_init (HwWorkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * hw_work_page_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the pages over it
 */
GtkWidget *
hw_work_page_new (HwSession *session)
{
  HwWorkPage *self = g_object_new (HW_TYPE_WORK_PAGE, NULL);

  self->session = g_object_ref (session);
  hw_search_popover_set_session (self->search_popover, session);
  hw_state_popover_set_session (self->state_popover, session);
  add_pages (self);
  g_signal_connect_object (session, "notify::n-new", G_CALLBACK (update_hotline_badge), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::demo", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_hotline_badge (self);
  update_state (self);
  update_title (self);

  return GTK_WIDGET (self);
}

/**
 * hw_work_page_show:
 * @self: the pages
 * @name: map, hotline or reconnection; another name changes nothing
 */
void
hw_work_page_show (HwWorkPage *self,
                   const char *name)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  if (adw_view_stack_get_child_by_name (self->pages, name) != NULL)
    adw_view_stack_set_visible_child_name (self->pages, name);
}

/**
 * hw_work_page_new_report:
 * @self: the pages
 *
 * Opens another call on the hotline page.
 */
void
hw_work_page_new_report (HwWorkPage *self)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  hw_work_page_show (self, "hotline");
  hw_hotline_page_new_report (self->hotline_page);
}

/**
 * hw_work_page_take_call:
 * @self: the pages
 * @phone: the number that calls
 *
 * Opens the call from that number on the hotline page.
 */
void
hw_work_page_take_call (HwWorkPage *self,
                        const char *phone)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  hw_work_page_show (self, "hotline");
  hw_hotline_page_take_call (self->hotline_page, phone);
}

/**
 * hw_work_page_show_report:
 * @self: the pages
 * @row: of a report
 */
void
hw_work_page_show_report (HwWorkPage *self,
                          gint64      row)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  hw_work_page_show (self, "hotline");
  hw_hotline_page_show_report (self->hotline_page, row);
}

/**
 * hw_work_page_show_on_map:
 * @self: the pages
 * @row: of a report
 */
void
hw_work_page_show_on_map (HwWorkPage *self,
                          gint64      row)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  hw_work_page_show (self, "map");
  hw_map_page_show_report (self->map_page, row);
}

/**
 * hw_work_page_show_point:
 * @self: the pages
 * @point: somewhere on the earth
 */
void
hw_work_page_show_point (HwWorkPage    *self,
                         const HwPoint *point)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));

  hw_work_page_show (self, "map");
  hw_map_page_show_point (self->map_page, point);
}

/**
 * hw_work_page_show_site:
 * @self: the pages
 * @site_id: the site's id, as text
 */
void
hw_work_page_show_site (HwWorkPage *self,
                        const char *site_id)
{
  HwId id;

  g_return_if_fail (HW_IS_WORK_PAGE (self));

  if (!hw_id_parse (site_id, &id))
    return;
  hw_work_page_show (self, "map");
  hw_map_page_show_site (self->map_page, &id);
}

/**
 * hw_work_page_show_case:
 * @self: the pages
 * @case_id: the case's id, as text
 */
void
hw_work_page_show_case (HwWorkPage *self,
                        const char *case_id)
{
  HwId id;

  g_return_if_fail (HW_IS_WORK_PAGE (self));

  if (!hw_id_parse (case_id, &id))
    return;
  hw_work_page_show (self, "reconnection");
  hw_case_page_show_case (self->case_page, &id);
}

/**
 * hw_work_page_search:
 * @self: the pages
 *
 * Opens the search with the cursor in it.
 */
void
hw_work_page_search (HwWorkPage *self)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));
  gtk_menu_button_popup (self->search_button);
}

/**
 * hw_work_page_save:
 * @self: the pages
 *
 * Hands what is half filled in to the session, before it locks.
 */
void
hw_work_page_save (HwWorkPage *self)
{
  g_return_if_fail (HW_IS_WORK_PAGE (self));
  hw_hotline_page_save (self->hotline_page);
}

/**
 * hw_work_page_get_map_page:
 * @self: the pages
 *
 * Returns: (transfer none): the map page
 */
GtkWidget *
hw_work_page_get_map_page (HwWorkPage *self)
{
  return GTK_WIDGET (self->map_page);
}

/**
 * hw_work_page_get_hotline_page:
 * @self: the pages
 *
 * Returns: (transfer none): the hotline page
 */
GtkWidget *
hw_work_page_get_hotline_page (HwWorkPage *self)
{
  return GTK_WIDGET (self->hotline_page);
}

/**
 * hw_work_page_get_case_page:
 * @self: the pages
 *
 * Returns: (transfer none): the reconnection page
 */
GtkWidget *
hw_work_page_get_case_page (HwWorkPage *self)
{
  return GTK_WIDGET (self->case_page);
}

/**
 * hw_work_page_get_visits_page:
 * @self: the pages
 *
 * Returns: (transfer none): the visits page
 */
GtkWidget *
hw_work_page_get_visits_page (HwWorkPage *self)
{
  return GTK_WIDGET (self->visits_page);
}

/**
 * hw_work_page_get_figures_page:
 * @self: the pages
 *
 * Returns: (transfer none): the visits page
 */
GtkWidget *
hw_work_page_get_figures_page (HwWorkPage *self)
{
  return GTK_WIDGET (self->figures_page);
}
