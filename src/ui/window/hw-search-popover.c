/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-search-popover.h"

#include "hw-actions.h"
#include "hw-place.h"
#include "hw-rank-badge.h"
#include "hw-site-words.h"
#include "hw-status-icon.h"
#include "hw-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/*
 * Finds reports, sites and people by words, places by coordinates. A report
 * opens on the hotline page, a site on the map, a person's case on the
 * reconnection page; a person without a case is told of and leads nowhere.
 *
 * Who types quickly presses Enter before anything is found: what stands first
 * is opened once it is there, and never a row that was found for other words.
 */

#define MAX_REPORTS 12
#define MAX_PEOPLE  6
#define MAX_SITES   6

struct _HwSearchPopover
{
  GtkPopover parent_instance;

  HwSession *session;          /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable) of the search under way */
  char *words;                 /* (owned) what is searched for, or was */
  gboolean found;              /* whether what stands there was found for these words */
  gboolean open_first;         /* whether Enter was pressed before that */

  GPtrArray *sites;            /* (owned) (nullable) (element-type HwSite): found, until the rest is */

  GtkSearchEntry *entry;
  GtkListBox *results;
  GtkStack *stack;
  GtkLabel *nothing_label;
};

G_DEFINE_FINAL_TYPE (HwSearchPopover, hw_search_popover, GTK_TYPE_POPOVER)

static void
cancel_search (HwSearchPopover *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
clear_results (HwSearchPopover *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    gtk_list_box_remove (self->results, row);
}

static GtkWidget *
add_row (HwSearchPopover *self,
         const char      *title,
         const char      *subtitle,
         GtkWidget       *prefix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), prefix);
  gtk_list_box_append (self->results, row);

  return row;
}

/* A row with an action of its own would not tell its list that it was activated, and the popover would stay. */
static void
set_action (GtkWidget  *row,
            const char *action,
            GVariant   *target)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
  g_object_set_data_full (G_OBJECT (row), "target", g_variant_ref_sink (target), (GDestroyNotify) g_variant_unref);
}

static void
add_report (HwSearchPopover *self,
            HwReport        *report)
{
  g_autofree char *storage = NULL;
  const char *place = hw_words_place (report, &storage);
  gint64 at = report->seen_at != 0 ? report->seen_at : report->received_at;
  g_autofree char *time = hw_words_dup_time (at, g_get_real_time ());
  g_autofree char *people = hw_words_dup_people (report->people);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", time, people, hw_words_status (report->status));
  GtkWidget *row = add_row (self, place, subtitle, hw_status_icon_new (report->status));

  set_action (row, HW_ACTION_SHOW_REPORT, g_variant_new_int64 (report->row));
}

static HwCase *
find_case (HwSearchPopover *self,
           const HwId      *person)
{
  GListModel *cases = hw_session_get_cases (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);
      HwCase *case_ = hw_case_item_get_case (item);

      if (hw_id_equal (&case_->person->id, person))
        return case_;
    }
  return NULL;
}

static void
add_person (HwSearchPopover *self,
            HwPerson        *person)
{
  HwCase *case_ = find_case (self, &person->id);
  GtkWidget *row = add_row (self, person->alias, case_ ? _("Reconnection") : _("Known to the team"), gtk_image_new_from_icon_name ("avatar-default-symbolic"));
  g_autofree char *id = case_ ? hw_id_to_string (&case_->id) : NULL;

  if (case_ == NULL)
    return;
  set_action (row, HW_ACTION_SHOW_CASE, g_variant_new_string (id));
}

/* Coordinates in any form, and codes near to what the team knows. */
static void
add_point (HwSearchPopover *self,
           const char      *text)
{
  HwPoint nearby = HW_POINT_UNKNOWN;
  HwPlace place;
  HwBox box;

  if (hw_point_index_get_extent (hw_session_get_points (self->session), &box))
    nearby = (HwPoint) { (box.south + box.north) / 2, (box.west + box.east) / 2 };
  if (hw_place_parse (text, hw_point_is_valid (&nearby) ? &nearby : NULL, &place, NULL))
    {
      g_autofree char *words = g_strdup_printf ("%.5f, %.5f", place.point.latitude, place.point.longitude);
      GtkWidget *row = add_row (self, _("Show this place on the map"), words, gtk_image_new_from_icon_name ("mark-location-symbolic"));

      set_action (row, HW_ACTION_SHOW_POINT, g_variant_new ("(dd)", place.point.latitude, place.point.longitude));
    }
}

static void
add_site (HwSearchPopover *self,
          const HwSite    *site)
{
  gint64 now = g_get_real_time ();
  g_autofree char *state = hw_words_dup_site_state (site, now);
  g_autofree char *id = hw_id_to_string (&site->id);
  GtkWidget *badge = hw_rank_badge_new (24);

  hw_rank_badge_set_site (HW_RANK_BADGE (badge), hw_site_get_closure (site, now) == HW_SITE_CLOSED);
  set_action (add_row (self, site->name, state, badge), HW_ACTION_SHOW_SITE, g_variant_new_string (id));
}

static void
open_first (HwSearchPopover *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->results));

  self->open_first = FALSE;
  if (first != NULL)
    gtk_widget_activate (first);
}

static void
show_nothing (HwSearchPopover *self,
              const char      *words)
{
  gtk_label_set_label (self->nothing_label, words);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwSearchPopover) self = user_data;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  if (!hw_session_search_finish (HW_SESSION (source), result, &reports, &people, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          self->open_first = FALSE;
          show_nothing (self, error->message);
        }
      return;
    }
  if (self->session == NULL)
    return;

  clear_results (self);
  add_point (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  for (guint i = 0; self->sites != NULL && i < self->sites->len && i < MAX_SITES; i++)
    add_site (self, g_ptr_array_index (self->sites, i));
  for (guint i = 0; people != NULL && i < people->len && i < MAX_PEOPLE; i++)
    add_person (self, g_ptr_array_index (people, i));
  for (guint i = 0; reports != NULL && i < reports->len && i < MAX_REPORTS; i++)
    add_report (self, g_ptr_array_index (reports, i));

  if (gtk_widget_get_first_child (GTK_WIDGET (self->results)) == NULL)
    show_nothing (self, _("Nothing found. Try fewer words, or part of a street's name."));
  else
    gtk_stack_set_visible_child_name (self->stack, "results");
  self->found = TRUE;
  if (self->open_first)
    open_first (self);
}

/* The sites are asked for first, and shown together with the rest: rows do not jump below the finger. */
static void
sites_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (HwSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *sites = hw_session_search_sites_finish (HW_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    {
      g_clear_pointer (&sites, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  self->sites = sites;
}

static void
search_changed_cb (HwSearchPopover *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->words) == 0 && (self->found || self->cancellable != NULL))
    return;
  g_free (self->words);
  self->words = g_strdup (text);
  self->found = FALSE;
  self->open_first = FALSE;
  cancel_search (self);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  if (self->session == NULL || *text == '\0')
    {
      clear_results (self);
      show_nothing (self, _("Reports by their place and words, sites by name, people by what they are called, places by coordinates."));
      return;
    }
  self->cancellable = g_cancellable_new ();
  hw_session_search_sites_async (self->session, text, self->cancellable, sites_found_cb, g_object_ref (self));
  hw_session_search_async (self->session, text, self->cancellable, found_cb, g_object_ref (self));
}

static void
activate_cb (HwSearchPopover *self)
{
  search_changed_cb (self);   /* the entry waits a moment before it tells of new words */
  if (self->found)
    open_first (self);
  else
    self->open_first = self->cancellable != NULL;
}

static gboolean
key_pressed_cb (HwSearchPopover *self,
                guint            keyval)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->results));

  if (keyval != GDK_KEY_Down || first == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (first);
  return GDK_EVENT_STOP;
}

static void
row_activated_cb (HwSearchPopover *self,
                  GtkListBoxRow   *row)
{
  const char *action = g_object_get_data (G_OBJECT (row), "action");
  GVariant *target = g_object_get_data (G_OBJECT (row), "target");

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

/* The entry takes Escape for itself, so that nobody would get out of the popover with the keyboard. */
static void
stopped_cb (HwSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (HwSearchPopover *self)
{
  self->open_first = FALSE;
}

/* What was found an hour ago is looked for anew. */
static void
show_cb (HwSearchPopover *self)
{
  self->found = FALSE;
  cancel_search (self);
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
hw_search_popover_dispose (GObject *object)
{
  HwSearchPopover *self = HW_SEARCH_POPOVER (object);

  cancel_search (self);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_SEARCH_POPOVER);
  G_OBJECT_CLASS (hw_search_popover_parent_class)->dispose (object);
}

static void
hw_search_popover_class_init (HwSearchPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_search_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/window/hw-search-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HwSearchPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, HwSearchPopover, results);
  gtk_widget_class_bind_template_child (widget_class, HwSearchPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, HwSearchPopover, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
hw_search_popover_init (HwSearchPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  search_changed_cb (self);
}

/**
 * hw_search_popover_set_session:
 * @self: a popover
 * @session: what to search
 */
void
hw_search_popover_set_session (HwSearchPopover *self,
                               HwSession       *session)
{
  g_return_if_fail (HW_IS_SEARCH_POPOVER (self));
  g_set_object (&self->session, session);
}
