/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-screenshots.h"

#include "hw-case-page.h"
#include "hw-demo-folder.h"
#include "hw-figures-page.h"
#include "hw-hotline-page.h"
#include "hw-map-page.h"
#include "hw-session-shifts.h"
#include "hw-visits-page.h"
#include "hw-work-page.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/*
 * Walks the pages with made-up data and writes a picture of each, for README
 * and for looking at a change without a display of one's own. Everything is in
 * a throw-away folder: first a fresh workspace (empty, then locked), then the
 * made-up town.
 *
 * A step prepares the window; its picture is taken once the step's condition
 * holds and the window was quiet for a moment, or after a bound.
 */

#define QUIET_MS 1500
#define BOUND_MS 20000
#define POLL_MS  50
#define MAX_FITS 3

typedef struct _Walk Walk;

typedef struct
{
  const char *name;                   /* of the picture, NULL for a step without one */
  int width, height;
  void (*prepare) (Walk *walk);
  gboolean (*is_ready) (Walk *walk);  /* NULL: at once */
} Step;

struct _Walk
{
  HwWindow *window;        /* (owned) */
  HwSession *session;      /* (owned) */
  HwDemoFolder *folder;    /* (owned) */
  char *directory;         /* (owned) */
  guint step;
  guint waited_ms;
  guint quiet_ms;
  guint fits;
};

static void
walk_free (Walk *walk)
{
  g_object_unref (walk->window);
  g_object_unref (walk->session);
  g_clear_object (&walk->folder);
  g_free (walk->directory);
  g_free (walk);
}

/* -- steps -- */

static HwWorkPage *
get_pages (Walk *walk)
{
  return HW_WORK_PAGE (hw_window_get_work_page (walk->window));
}

static gboolean
is_open (Walk *walk)
{
  return hw_session_get_state (walk->session) == HW_SESSION_OPEN && hw_window_get_work_page (walk->window) != NULL;
}

static gboolean
is_locked (Walk *walk)
{
  return hw_session_get_state (walk->session) == HW_SESSION_LOCKED;
}

static gboolean
has_hot_spots (Walk *walk)
{
  return is_open (walk) && g_list_model_get_n_items (hw_session_get_hot_spots (walk->session)) > 0;
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hw_session_create_finish (HW_SESSION (source), result, &error);

  if (code == NULL)
    g_printerr ("%s\n", error->message);
}

static void
prepare_empty (Walk *walk)
{
  g_autofree char *path = g_build_filename (hw_demo_folder_get_path (walk->folder), "fresh.homeward", NULL);
  g_autofree char *passphrase = g_uuid_string_random ();

  hw_session_create_async (walk->session, path, "Riverton Outreach", "Riverton", passphrase, NULL, created_cb, NULL);
}

static void
prepare_locked (Walk *walk)
{
  gtk_widget_activate_action (GTK_WIDGET (walk->window), "win.lock", NULL);
}

static void
demo_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!hw_session_open_demo_finish (HW_SESSION (source), result, &error))
    g_printerr ("%s\n", error->message);
}

static void
prepare_demo (Walk *walk)
{
  g_autofree char *directory = g_build_filename (hw_demo_folder_get_path (walk->folder), "town", NULL);

  g_mkdir (directory, 0700);
  hw_session_open_demo_async (walk->session, directory, HW_DEMO_SEED, NULL, demo_cb, NULL);
}

static void
prepare_map (Walk *walk)
{
  hw_work_page_show (get_pages (walk), "map");
}

static void
prepare_hot_spot (Walk *walk)
{
  g_autoptr (HwHotSpotItem) first = g_list_model_get_item (hw_session_get_hot_spots (walk->session), 0);
  HwMapThing thing;

  if (first == NULL)
    return;
  hw_map_thing_init_hot_spot (&thing, 1, &hw_hot_spot_item_get_hot_spot (first)->centre);
  hw_map_page_select (HW_MAP_PAGE (hw_work_page_get_map_page (get_pages (walk))), &thing);
}

/* The site that was closed: its card has the most to say. */
static void
prepare_site (Walk *walk)
{
  GListModel *sites = hw_session_get_sites (walk->session);

  hw_work_page_show (get_pages (walk), "map");
  for (guint i = 0; i < g_list_model_get_n_items (sites); i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (sites, i);

      if (hw_site_item_get_site (item)->closes_at != 0)
        hw_map_page_show_site (HW_MAP_PAGE (hw_work_page_get_map_page (get_pages (walk))), &hw_site_item_get_site (item)->id);
    }
}

static void
prepare_dark (Walk *walk)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
}

/* A report of the town: the pictured call is about the same people. */
static HwReport *
find_placed_report (Walk *walk)
{
  GListModel *queue = hw_session_get_queue (walk->session);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (HwReportItem) item = g_list_model_get_item (queue, i);
      HwReport *report = hw_report_item_get_report (item);

      if (report->place != NULL && report->appearance != NULL && report->people > 0 && hw_point_is_valid (&report->point))
        return report;
    }
  return NULL;
}

static void
prepare_call (Walk *walk)
{
  HwHotlinePage *page = HW_HOTLINE_PAGE (hw_work_page_get_hotline_page (get_pages (walk)));
  HwReport *report = find_placed_report (walk);
  g_autoptr (HwCallDraft) draft = hw_call_draft_new (g_get_real_time () - 21 * G_USEC_PER_SEC);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  hw_work_page_show (get_pages (walk), "hotline");
  if (report != NULL)
    {
      hw_call_draft_set_text (draft, HW_DRAFT_WHERE, report->place);
      hw_call_draft_set_point (draft, &report->point, 40);
      hw_call_draft_set_text (draft, HW_DRAFT_APPEARANCE, report->appearance);
      hw_call_draft_set_number (draft, HW_DRAFT_PEOPLE, (int) report->people);
      hw_call_draft_set_number (draft, HW_DRAFT_AGE, (int) report->age);
    }
  hw_call_draft_set_text (draft, HW_DRAFT_WHEN, _("half an hour ago"));
  hw_call_draft_set_text (draft, HW_DRAFT_WORRIES, _("It is minus two, and a cough."));
  hw_call_draft_set_text (draft, HW_DRAFT_CALLER, _("night porter, 5550 0147"));
  hw_call_draft_set_number (draft, HW_DRAFT_CONCERNS, HW_CONCERN_COLD | HW_CONCERN_HEALTH);
  hw_call_draft_set_number (draft, HW_DRAFT_KNOWS, HW_ANSWER_YES);
  hw_call_draft_set_number (draft, HW_DRAFT_USUALLY, HW_USUALLY_MOST_NIGHTS);
  hw_call_draft_set_number (draft, HW_DRAFT_ANSWER, HW_REPLY_SMS);
  hw_hotline_page_show_draft (page, draft);
}

/* A case that cannot go on yet: the answer on top has something to say. */
static void
prepare_case (Walk *walk)
{
  HwCasePage *page = HW_CASE_PAGE (hw_work_page_get_case_page (get_pages (walk)));
  GListModel *cases = hw_session_get_cases (walk->session);
  HwId id = { 0 };
  guint most = 0;

  hw_work_page_show (get_pages (walk), "reconnection");
  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);
      HwCase *case_ = hw_case_item_get_case (item);

      if (case_->stage == HW_STAGE_PLANNED && hw_case_item_get_n_open (item) >= most)
        {
          most = hw_case_item_get_n_open (item);
          id = case_->id;
        }
    }
  if (!hw_id_is_nil (&id))
    hw_case_page_show_case (page, &id);
}

static void
prepare_visits (Walk *walk)
{
  hw_work_page_show (get_pages (walk), "visits");
}

/* The last shift that is over. */
static void
prepare_debrief (Walk *walk)
{
  HwVisitsPage *page = HW_VISITS_PAGE (hw_work_page_get_visits_page (get_pages (walk)));
  GListModel *shifts = hw_session_get_shifts (walk->session);

  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (HwShiftItem) item = g_list_model_get_item (shifts, i);
      const HwShift *shift = hw_shift_item_get_shift (item);

      if (shift->state != HW_SHIFT_FINISHED)
        continue;
      hw_visits_page_show_debrief (page, &shift->id);
      return;
    }
}

static gboolean
has_round (Walk *walk)
{
  return hw_visits_page_is_planned (HW_VISITS_PAGE (hw_work_page_get_visits_page (get_pages (walk))));
}

static void
prepare_follow_up (Walk *walk)
{
  hw_work_page_show (get_pages (walk), "follow-up");
}

static void
prepare_figures (Walk *walk)
{
  hw_work_page_show (get_pages (walk), "figures");
}

static void
prepare_figures_inside (Walk *walk)
{
  hw_work_page_show (get_pages (walk), "figures");
  hw_figures_page_set_leaving (HW_FIGURES_PAGE (hw_work_page_get_figures_page (get_pages (walk))), FALSE);
}

static gboolean
has_figures (Walk *walk)
{
  return hw_figures_page_is_counted (HW_FIGURES_PAGE (hw_work_page_get_figures_page (get_pages (walk))));
}

static const Step steps[] = {
  { "empty", 900, 600, prepare_empty, is_open },
  { "unlock", 900, 600, prepare_locked, is_locked },
  { "map", 1280, 800, prepare_demo, has_hot_spots },
  { "map-hot-spot", 1280, 800, prepare_hot_spot, NULL },
  { "map-dark", 1280, 800, prepare_dark, NULL },
  { "calldesk", 1280, 800, prepare_call, NULL },
  { "visits", 1280, 800, prepare_visits, has_round },
  { "visits-narrow", 900, 600, prepare_visits, has_round },
  { "debrief", 1280, 800, prepare_debrief, NULL },
  { "reconnection", 1280, 800, prepare_case, NULL },
  { "followup", 1280, 800, prepare_follow_up, NULL },
  { "followup-narrow", 900, 600, prepare_follow_up, NULL },
  { "figures", 1280, 800, prepare_figures, has_figures },
  { "figures-narrow", 900, 600, prepare_figures_inside, has_figures },
  { "map-narrow", 900, 600, prepare_map, NULL },
  { "map-site", 1280, 800, prepare_site, NULL },
  { "map-site-narrow", 900, 600, prepare_site, NULL },
};

/* -- pictures -- */

/* Where the content stands in the window: without a compositor a border is drawn around it. */
static graphene_rect_t
get_content_bounds (HwWindow *window)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (content, GTK_WIDGET (window), &bounds))
    bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (window)), gtk_widget_get_height (GTK_WIDGET (window)));
  return bounds;
}

static GdkTexture *
render (HwWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  graphene_rect_t bounds = get_content_bounds (window);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GskRenderNode *node;
  GdkTexture *texture;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  bounds.origin.x = (int) (width - bounds.size.width) / 2;
  bounds.origin.y = (int) (height - bounds.size.height) / 2;
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return NULL;
  texture = gsk_renderer_render_texture (renderer, node, &bounds);
  gsk_render_node_unref (node);
  return texture;
}

/* FALSE while the window is being laid out and has no picture of itself. */
static gboolean
write_picture (Walk       *walk,
               const char *name)
{
  g_autofree char *file_name = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (walk->directory, file_name, NULL);
  g_autoptr (GdkTexture) texture = render (walk->window);

  if (texture == NULL)
    return FALSE;
  if (!gdk_texture_save_to_png (texture, path))
    g_printerr (_("The picture %s could not be written.\n"), path);
  return TRUE;
}

/* -- walking -- */

/* The border and the window's own idea of its size differ between systems: what is missing is added until the content fits. */
static gboolean
fit_content (Walk *walk)
{
  const Step *step = &steps[walk->step];
  graphene_rect_t bounds = get_content_bounds (walk->window);
  int missing_width = step->width - (int) bounds.size.width;
  int missing_height = step->height - (int) bounds.size.height;
  int width, height;

  if ((missing_width == 0 && missing_height == 0) || walk->fits == MAX_FITS)
    return FALSE;
  walk->fits++;
  gtk_window_get_default_size (GTK_WINDOW (walk->window), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (walk->window), width + missing_width, height + missing_height);
  return TRUE;
}

static void
start_step (Walk *walk)
{
  const Step *step = &steps[walk->step];

  walk->waited_ms = walk->quiet_ms = walk->fits = 0;
  gtk_window_set_default_size (GTK_WINDOW (walk->window), step->width, step->height);
  if (is_open (walk) || step->is_ready != NULL)
    step->prepare (walk);
}

static gboolean
walk_cb (gpointer user_data)
{
  Walk *walk = user_data;
  const Step *step = &steps[walk->step];
  gboolean ready = step->is_ready == NULL || step->is_ready (walk);

  walk->waited_ms += POLL_MS;
  walk->quiet_ms = ready ? walk->quiet_ms + POLL_MS : 0;
  if (walk->waited_ms < BOUND_MS)
    {
      if (walk->quiet_ms < QUIET_MS)
        return G_SOURCE_CONTINUE;
      if (fit_content (walk))
        {
          walk->quiet_ms = 0;
          return G_SOURCE_CONTINUE;
        }
      if (!write_picture (walk, step->name))
        return G_SOURCE_CONTINUE;
    }
  else
    g_printerr (_("%s was not ready in time; no picture of it.\n"), step->name);

  if (++walk->step == G_N_ELEMENTS (steps))
    {
      gtk_window_close (GTK_WINDOW (walk->window));
      walk_free (walk);
      return G_SOURCE_REMOVE;
    }
  start_step (walk);
  return G_SOURCE_CONTINUE;
}

/**
 * hw_screenshots_walk:
 * @window: a window that is shown
 * @session: its session, with nothing open
 * @directory: where the pictures go; made where it is not there
 *
 * Walks the pages, writes "empty.png", "unlock.png", "map.png" and so on, then
 * closes the window.
 */
void
hw_screenshots_walk (HwWindow   *window,
                     HwSession  *session,
                     const char *directory)
{
  g_autoptr (GError) error = NULL;
  Walk *walk = g_new0 (Walk, 1);

  walk->window = g_object_ref (window);
  walk->session = g_object_ref (session);
  walk->directory = g_strdup (directory);
  walk->folder = hw_demo_folder_new (&error);
  if (walk->folder == NULL || g_mkdir_with_parents (directory, 0755) != 0)
    {
      g_printerr ("%s\n", error ? error->message : _("The folder for the pictures could not be made. Nothing was written."));
      gtk_window_close (GTK_WINDOW (window));
      walk_free (walk);
      return;
    }

  start_step (walk);
  g_timeout_add (POLL_MS, walk_cb, walk);
}
