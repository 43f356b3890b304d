/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-case-rules.h"
#include "hw-case-words.h"
#include "hw-emergency.h"
#include "hw-maps.h"
#include "hw-map-tiles.h"
#include "hw-plain-row.h"
#include "hw-private-file.h"
#include "hw-problem.h"
#include "hw-round-geojson.h"
#include "hw-round-gpx.h"
#include "hw-route-sheet-print.h"
#include "hw-session-route.h"

/* What is shown is what leaves. The sheet is read and set anew when something
 * else is to stand on it; a sheet with names is recorded in the cases of those
 * who are named before it is printed or written. It goes with the workspace's lock. */

#define PREVIEW_WIDTH 470
#define PAGE_GAP      12
#define SIDE_WIDTH    330

/* Somebody agreed to be named to somebody for something. */
typedef struct
{
  char *purpose;     /* (owned) */
  char *recipient;   /* (owned) */
} Naming;

struct _HwRouteSheetPrint
{
  AdwWindow parent_instance;

  HwSession            *session;      /* (owned) (nullable) */
  HwShift              *shift;        /* (owned) */
  HwRouteSheet         *sheet;        /* (owned) (nullable): while it is read there is none */
  GPtrArray            *facts;        /* (owned) (nullable) (element-type HwStopFacts): of that sheet */
  GPtrArray            *namings;      /* (owned) (element-type Naming) */
  GCancellable         *loading;      /* (owned) (nullable) */
  GtkFileChooserNative *chooser;      /* (owned) (nullable) */
  HwRouteFile           kind;         /* that the chooser is about */

  GtkWidget            *pages;        /* (owned by the tree): a drawing area for each page */
  GtkWidget            *problem;      /* (owned by the tree) */
  GtkWidget            *paper;        /* (owned by the tree) */
  GtkWidget            *languages;    /* (owned by the tree) */
  GtkWidget            *names;        /* (owned by the tree) */
};

enum { READY, GIVEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwRouteSheetPrint, hw_route_sheet_print, ADW_TYPE_WINDOW)

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_free (naming->purpose);
  g_free (naming->recipient);
  g_free (naming);
}

static void
show_problem (HwRouteSheetPrint *self,
              const char        *words)
{
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
}

/* (nullable): %NULL where nobody is to be named */
static const Naming *
get_naming (HwRouteSheetPrint *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->names));

  return selected > 0 && selected <= self->namings->len ? self->namings->pdata[selected - 1] : NULL;
}

static HwRouteAsk
get_ask (HwRouteSheetPrint *self)
{
  const Naming *naming = get_naming (self);

  return (HwRouteAsk) {
    gtk_switch_get_active (GTK_SWITCH (self->languages)), naming != NULL ? naming->purpose : NULL, naming != NULL ? naming->recipient : NULL,
  };
}

/* -- how it looks --------------------------------------------------------------------------------------------------- */

static void
draw_page_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        user_data)
{
  HwRouteSheetPrint *self = user_data;
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double page_width, page_height;

  if (self->sheet == NULL)
    return;
  hw_route_sheet_get_size (self->sheet, &page_width, &page_height);
  /* Paper is white, also at night. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / page_width, height / page_height);
  hw_route_sheet_draw_page (self->sheet, cr, page);
}

static void
clear_pages (HwRouteSheetPrint *self)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (self->pages)) != NULL)
    {
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (page), NULL, NULL, NULL);
      gtk_box_remove (GTK_BOX (self->pages), page);
    }
}

static void
show_pages (HwRouteSheetPrint *self)
{
  guint n_pages = hw_route_sheet_count_pages (self->sheet);
  g_autofree char *text = hw_route_sheet_dup_text (self->sheet);
  double width, height;

  clear_pages (self);
  hw_route_sheet_get_size (self->sheet, &width, &height);
  for (guint page = 0; page < n_pages; page++)
    {
      GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "halign", GTK_ALIGN_CENTER, "focusable", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

      g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (page));
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PREVIEW_WIDTH);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) (PREVIEW_WIDTH * height / width));
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page_cb, self, NULL);
      gtk_widget_add_css_class (area, "card");
      gtk_box_append (GTK_BOX (self->pages), area);
    }
  /* All of it at the first: a screen reader reads on from there. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->pages)), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
set_can_give (HwRouteSheetPrint *self,
              gboolean           can_give)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "route.print", can_give);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "route.save-pdf", can_give);
}

/* -- making it ------------------------------------------------------------------------------------------------------ */

static HwRouteSheet *
make_sheet (HwRouteSheetPrint *self,
            HwSessionRoute    *route)
{
  const Naming *naming = get_naming (self);
  HwTileStack *maps = hw_maps_get_stack (hw_maps_get_for_session (self->session));
  g_autofree char *attribution = route->picture != NULL ? hw_map_tiles_dup_attribution (maps) : NULL;
  g_autofree char *emergency = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  HwRouteSheetWhat what = {
    .paper = adw_combo_row_get_selected (ADW_COMBO_ROW (self->paper)) == 0 ? HW_PAPER_A4 : HW_PAPER_LETTER,
    .team = hw_session_get_team_name (self->session), .made_by = hw_session_get_author (self->session), .made_at = g_get_real_time (),
    .zone = zone, .emergency = emergency,
    .purpose = naming != NULL ? hw_case_words_purpose (naming->purpose) : NULL, .recipient = naming != NULL ? naming->recipient : NULL,
  };

  if (route->picture != NULL)
    {
      what.ground = (HwRouteGround) { hw_route_picture_draw, g_steal_pointer (&route->picture), attribution };
      what.ground_free = (GDestroyNotify) hw_route_picture_free;
    }
  return hw_route_sheet_new (self->shift, route->facts, &what);
}

static void
take_route (HwRouteSheetPrint *self,
            HwSessionRoute    *route)
{
  gboolean nobody = get_naming (self) != NULL && hw_stop_facts_count_people (route->facts) == 0;

  self->sheet = make_sheet (self, route);
  self->facts = g_ptr_array_ref (route->facts);
  show_pages (self);
  set_can_give (self, !nobody);
  show_problem (self, nobody ? _("Nobody who was met on this round agreed to be named to them for this. Leave the names out.") : NULL);
  g_signal_emit (self, signals[READY], 0);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwRouteSheetPrint) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSessionRoute) route = hw_session_load_route_finish (HW_SESSION (object), result, &error);

  /* Closed, or something else was chosen meanwhile: that one comes. */
  if (self->session == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (route == NULL)
    show_problem (self, error->message);
  else
    take_route (self, route);
}

static void
make_anew (HwRouteSheetPrint *self)
{
  HwRouteAsk ask = get_ask (self);

  if (self->session == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  g_clear_pointer (&self->sheet, hw_route_sheet_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  set_can_give (self, FALSE);
  hw_session_load_route_async (self->session, self->shift, &ask, hw_maps_get_stack (hw_maps_get_for_session (self->session)), self->loading,
                               loaded_cb, g_object_ref (self));
}

/* -- giving it away ------------------------------------------------------------------------------------------------- */

typedef struct
{
  HwRouteSheetPrint *self;    /* (owned) */
  GBytes            *pdf;     /* (owned) */
  char              *path;    /* (owned) (nullable): %NULL: to be printed */
} Giving;

static void
giving_free (Giving *giving)
{
  g_object_unref (giving->self);
  g_bytes_unref (giving->pdf);
  g_free (giving->path);
  g_free (giving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Giving, giving_free)

static void
run_print (HwRouteSheetPrint *self)
{
  g_autoptr (GtkPrintOperation) operation = hw_route_sheet_print_make_operation (self);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    hw_problem_show (GTK_WIDGET (self), _("It was not printed"), error);
}

/* @error: (nullable): why it was not */
static void
tell_saved (HwRouteSheetPrint *self,
            const GError      *error)
{
  show_problem (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    g_signal_emit (self, signals[GIVEN], 0);
}

static void
give (Giving *giving)
{
  g_autoptr (GError) error = NULL;

  if (giving->path == NULL)
    {
      run_print (giving->self);
      return;
    }
  hw_private_file_write (giving->path, g_bytes_get_data (giving->pdf, NULL), g_bytes_get_size (giving->pdf), &error);
  tell_saved (giving->self, error);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Giving) giving = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = hw_session_record_route_names_finish (HW_SESSION (object), result, &error);

  if (giving->self->session == NULL)
    return;
  set_can_give (giving->self, TRUE);
  if (recorded)
    give (giving);
  else
    show_problem (giving->self, error->message);
}

/* Whoever is named must be told of in their case before the sheet is anywhere. */
static void
begin_giving (HwRouteSheetPrint *self,
              const char        *path)
{
  HwRouteAsk ask = get_ask (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (Giving) giving = NULL;
  g_autofree char *told = NULL;
  GBytes *pdf = self->sheet != NULL ? hw_route_sheet_make_pdf (self->sheet, &error) : NULL;

  if (pdf == NULL)
    {
      show_problem (self, error != NULL ? error->message : NULL);
      return;
    }
  giving = g_new0 (Giving, 1);
  giving->self = g_object_ref (self);
  giving->pdf = pdf;
  giving->path = g_strdup (path);
  if (ask.purpose == NULL)
    {
      give (giving);
      return;
    }
  told = hw_route_sheet_dup_told (pdf);
  set_can_give (self, FALSE);
  hw_session_record_route_names_async (self->session, self->facts, &ask, told, recorded_cb, g_steal_pointer (&giving));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  begin_giving (HW_ROUTE_SHEET_PRINT (widget), NULL);
}

static void
chosen_cb (HwRouteSheetPrint *self,
           int                response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    hw_route_sheet_print_save (self, path, self->kind);
  else if (file != NULL)
    show_problem (self, _("It can only be saved on this computer. No file was written. Choose a folder here."));
  g_clear_object (&self->chooser);
}

static const struct { const char *action, *title, *ending; } files[HW_N_ROUTE_FILES] = {
  { "route.save-pdf", N_("Save as PDF"), "pdf" },
  { "route.save-gpx", N_("Save as GPX"), "gpx" },
  { "route.save-geojson", N_("Save as GeoJSON"), "geojson" },
};

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwRouteSheetPrint *self = HW_ROUTE_SHEET_PRINT (widget);
  g_autofree char *file_name = NULL;

  for (guint i = 0; i < HW_N_ROUTE_FILES; i++)
    if (g_str_equal (files[i].action, name))
      self->kind = (HwRouteFile) i;
  /* Translators: the name of a file: the round of a shift */
  file_name = g_strdup_printf ("%s.%s", _("round"), files[self->kind].ending);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_(files[self->kind].title), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- on paper ------------------------------------------------------------------------------------------------------- */

/* The sheet that is printed stays the one that was shown. */
static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                gpointer           sheet)
{
  gtk_print_operation_set_n_pages (operation, (int) hw_route_sheet_count_pages (sheet));
}

static void
print_page_cb (GtkPrintOperation *operation,
               GtkPrintContext   *context,
               int                page,
               gpointer           sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width, height, scale;

  hw_route_sheet_get_size (sheet, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width, gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  hw_route_sheet_draw_page (sheet, cr, (guint) page);
}

static void
printed_cb (HwRouteSheetPrint       *self,
            GtkPrintOperationResult  result,
            GtkPrintOperation       *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      hw_problem_show (GTK_WIDGET (self), _("It was not printed"), error);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_signal_emit (self, signals[GIVEN], 0);
}

/**
 * hw_route_sheet_print_make_operation:
 * @self: a sheet that is ready, see hw_route_sheet_print_get_sheet()
 *
 * Returns: (transfer full): what prints it, and emits "given" when that is done
 */
GtkPrintOperation *
hw_route_sheet_print_make_operation (HwRouteSheetPrint *self)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size;
  double width, height;

  g_return_val_if_fail (HW_IS_ROUTE_SHEET_PRINT (self) && self->sheet != NULL, NULL);

  operation = gtk_print_operation_new ();
  hw_route_sheet_get_size (self->sheet, &width, &height);
  size = gtk_paper_size_new (width < 600 ? GTK_PAPER_NAME_A4 : GTK_PAPER_NAME_LETTER);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* Queues show the names of jobs to everybody. */
  gtk_print_operation_set_job_name (operation, "Homeward");
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb), hw_route_sheet_ref (self->sheet), (GClosureNotify) (void (*) (void)) hw_route_sheet_unref, 0);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (print_page_cb), hw_route_sheet_ref (self->sheet), (GClosureNotify) (void (*) (void)) hw_route_sheet_unref, 0);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  return operation;
}

/* -- the window ----------------------------------------------------------------------------------------------------- */

static void
hw_route_sheet_print_dispose (GObject *object)
{
  HwRouteSheetPrint *self = HW_ROUTE_SHEET_PRINT (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->chooser);
  if (self->pages != NULL)
    clear_pages (self);
  self->pages = NULL;
  g_clear_pointer (&self->sheet, hw_route_sheet_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_route_sheet_print_parent_class)->dispose (object);
}

static void
hw_route_sheet_print_finalize (GObject *object)
{
  HwRouteSheetPrint *self = HW_ROUTE_SHEET_PRINT (object);

  hw_shift_free (self->shift);
  g_ptr_array_unref (self->namings);
  G_OBJECT_CLASS (hw_route_sheet_print_parent_class)->finalize (object);
}

static void
hw_route_sheet_print_class_init (HwRouteSheetPrintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_route_sheet_print_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_route_sheet_print_finalize;
  signals[READY] = g_signal_new ("ready", HW_TYPE_ROUTE_SHEET_PRINT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GIVEN] = g_signal_new ("given", HW_TYPE_ROUTE_SHEET_PRINT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "route.print", NULL, print_action);
  for (guint i = 0; i < HW_N_ROUTE_FILES; i++)
    gtk_widget_class_install_action (widget_class, files[i].action, NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "route.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "route.save-pdf", NULL);
}

static GtkWidget *
make_button (const char *label,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (_("_Print…"), "route.print"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_button (_("Save as _PDF…"), "route.save-pdf"));
  return header;
}

static GtkWidget *
make_combo (const char         *title,
            const char * const *choices)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  return row;
}

static GtkWidget *
make_sheet_group (HwRouteSheetPrint *self)
{
  const char * const papers[] = { _("A4"), _("Letter"), NULL };
  const char * const names[] = { _("No names"), NULL };
  GtkWidget *group = adw_preferences_group_new (), *row = hw_plain_row_new (_("Languages heard"), _("Only for the team of this shift"));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("On the sheet"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Where people sleep and what was reported of them, but no caller. Names are of who agreed to it, and it is recorded in their cases. "
                                           "Give it to this team only, and destroy it after the round."));
  self->paper = make_combo (_("Paper"), papers);
  self->languages = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->languages);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->languages);
  self->names = make_combo (_("Names"), names);
  /* A purpose and a recipient need the room. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->names), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->paper);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->names);
  return group;
}

static GtkWidget *
make_device_group (void)
{
  GtkWidget *group = adw_preferences_group_new (), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("For other devices"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("Start, stops and end by number and time, sites by name, exactly where they are. Nothing about people. "
                                           "A device may show it to others, or send it on."));
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  gtk_box_append (GTK_BOX (buttons), make_button (_("Save as _GPX…"), "route.save-gpx"));
  gtk_box_append (GTK_BOX (buttons), make_button (_("Save as Geo_JSON…"), "route.save-geojson"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), buttons);
  return group;
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_body (HwRouteSheetPrint *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *preview, *settings;

  self->pages = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", PAGE_GAP, "margin-top", PAGE_GAP, "margin-bottom", PAGE_GAP,
                              "margin-start", PAGE_GAP, "margin-end", PAGE_GAP, NULL);
  preview = make_scrolled (self->pages);
  gtk_widget_set_hexpand (preview, TRUE);
  g_object_set (side, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  gtk_box_append (GTK_BOX (side), make_sheet_group (self));
  gtk_box_append (GTK_BOX (side), make_device_group ());
  settings = make_scrolled (side);
  gtk_widget_set_size_request (settings, SIDE_WIDTH, -1);
  gtk_box_append (GTK_BOX (body), preview);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), settings);
  return body;
}

static void
hw_route_sheet_print_init (HwRouteSheetPrint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->namings = g_ptr_array_new_with_free_func (naming_free);
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (self->problem, "form-problem");
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), make_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Route sheet"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 580);
  set_can_give (self, FALSE);
}

static gboolean
is_listed (GPtrArray       *namings,
           const HwConsent *consent)
{
  for (guint i = 0; i < namings->len; i++)
    {
      const Naming *naming = namings->pdata[i];

      if (g_str_equal (naming->purpose, consent->purpose) && g_str_equal (naming->recipient, consent->recipient))
        return TRUE;
    }
  return FALSE;
}

static void
add_namings (GPtrArray    *namings,
             const HwCase *case_,
             gint64        now)
{
  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];
      Naming *naming;

      if (is_listed (namings, consent) || !hw_case_may_disclose (case_, consent->purpose, consent->recipient, now, NULL))
        continue;
      naming = g_new0 (Naming, 1);
      naming->purpose = g_strdup (consent->purpose);
      naming->recipient = g_strdup (consent->recipient);
      g_ptr_array_add (namings, naming);
    }
}

static int
compare_namings (gconstpointer a,
                 gconstpointer b)
{
  const Naming *first = *(Naming **) a, *second = *(Naming **) b;
  int order = g_strcmp0 (first->purpose, second->purpose);

  return order != 0 ? order : g_utf8_collate (first->recipient, second->recipient);
}

/* What anybody agreed to; who of them is met on this round, the sheet says. */
static void
list_namings (HwRouteSheetPrint *self)
{
  GListModel *cases = hw_session_get_cases (self->session);
  GtkStringList *words = GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->names)));

  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);

      add_namings (self->namings, hw_case_item_get_case (item), g_get_real_time ());
    }
  g_ptr_array_sort (self->namings, compare_namings);
  for (guint i = 0; i < self->namings->len; i++)
    {
      const Naming *naming = self->namings->pdata[i];
      g_autofree char *one = g_strdup_printf ("%s: %s", hw_case_words_purpose (naming->purpose), naming->recipient);

      gtk_string_list_append (words, one);
    }
}

/**
 * hw_route_sheet_print_new:
 * @opener: a widget of the window it belongs to
 * @session: an open session; when it is locked, the sheet goes with every word on it
 * @shift: a shift with its round; copied
 *
 * Returns: (transfer floating): the window, to be presented; "ready" says that the sheet is there
 */
GtkWidget *
hw_route_sheet_print_new (GtkWidget     *opener,
                          HwSession     *session,
                          const HwShift *shift)
{
  HwRouteSheetPrint *self = g_object_new (HW_TYPE_ROUTE_SHEET_PRINT, NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->session = g_object_ref (session);
  self->shift = hw_shift_copy (shift);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  list_namings (self);
  g_signal_connect_object (self->paper, "notify::selected", G_CALLBACK (make_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->names, "notify::selected", G_CALLBACK (make_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->languages, "notify::active", G_CALLBACK (make_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  make_anew (self);
  return GTK_WIDGET (self);
}

/**
 * hw_route_sheet_print_get_sheet:
 * @self: a sheet in its window
 *
 * Returns: (transfer none) (nullable): what is shown; %NULL while it is being made
 */
HwRouteSheet *
hw_route_sheet_print_get_sheet (HwRouteSheetPrint *self)
{
  g_return_val_if_fail (HW_IS_ROUTE_SHEET_PRINT (self), NULL);

  return self->sheet;
}

/**
 * hw_route_sheet_print_save:
 * @self: a sheet that is ready
 * @path: where to
 * @kind: as what
 *
 * Writes the sheet, or the round, into a file that only its owner can read; emits
 * "given" when it is there, and says what is wrong in the window.
 */
void
hw_route_sheet_print_save (HwRouteSheetPrint *self,
                           const char        *path,
                           HwRouteFile        kind)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;

  g_return_if_fail (HW_IS_ROUTE_SHEET_PRINT (self) && self->session != NULL);

  show_problem (self, NULL);
  if (kind == HW_ROUTE_PDF)
    {
      begin_giving (self, path);
      return;
    }
  if (kind == HW_ROUTE_GPX)
    hw_round_gpx_write (self->shift, zone, path, &error);
  else
    hw_round_geojson_write (self->shift, path, &error);
  tell_saved (self, error);
}
