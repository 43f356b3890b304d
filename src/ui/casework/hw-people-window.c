/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-new-case-dialog.h"
#include "hw-people-window.h"
#include "hw-person-details.h"
#include "hw-person-dialog.h"
#include "hw-person-words.h"

/* Everybody the team knows, with a case or without: found by any name however
 * it is spelt, looked at, corrected, linked, and helped on when they say that
 * they want to go home.
 *
 * Signal "show-case" (id): that case is wanted; the window has gone. */

#define MOST_SHOWN 200

struct _HwPeopleWindow
{
  AdwWindow parent_instance;

  HwSession    *session;       /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable): of the search under way */
  GPtrArray    *found;         /* (owned) (element-type HwPerson): whom the list shows, before those linked with them */
  GHashTable   *groups;        /* (owned) (nullable) (element-type HwId GArray): who is the same as whom */
  HwId          shown;         /* nil: nobody */
  gboolean      updating;

  GtkWidget    *leaflet;       /* children */
  GtkWidget    *search;
  GtkWidget    *list;
  GtkWidget    *more;
  GtkWidget    *details;
};

enum { SHOW_CASE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPeopleWindow, hw_people_window, ADW_TYPE_WINDOW)

/* -- the list -- */

static HwPerson *
get_row_person (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "person");
}

static void
add_row (HwPeopleWindow *self,
         HwPerson       *person,
         HwPerson       *same_as)
{
  g_autofree char *known = hw_person_words_dup_known (person, g_get_real_time ());
  /* TRANSLATORS: one name of somebody who has several records; what else is known follows */
  g_autofree char *linked = same_as != NULL ? g_strdup_printf (_("the same as %s · %s"), same_as->alias, known) : NULL;
  GtkWidget *row = hw_person_row_new (person->alias, linked != NULL ? linked : known);

  if (same_as != NULL)
    gtk_widget_add_css_class (row, "linked-person");
  g_object_set_data_full (G_OBJECT (row), "person", hw_person_ref (person), (GDestroyNotify) hw_person_unref);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
clear_list (HwPeopleWindow *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
}

static void
select_shown_row (HwPeopleWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (hw_id_equal (&get_row_person (row)->id, &self->shown))
      break;
  self->updating = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  self->updating = FALSE;
}

/* Those linked with @person come right after, whatever was searched for. */
static guint
add_person (HwPeopleWindow *self,
            HwPerson       *person,
            GHashTable     *added)
{
  GArray *group = self->groups != NULL ? g_hash_table_lookup (self->groups, &person->id) : NULL;
  guint n_rows = 1;

  if (!g_hash_table_add (added, &person->id))
    return 0;
  add_row (self, person, NULL);
  for (guint i = 0; group != NULL && i < group->len; i++)
    {
      HwPerson *other = hw_session_find_person (self->session, &g_array_index (group, HwId, i));

      if (other == NULL || !g_hash_table_add (added, &g_array_index (group, HwId, i)))
        continue;
      add_row (self, other, person);
      n_rows++;
    }
  return n_rows;
}

static void
show_people (HwPeopleWindow *self)
{
  g_autoptr (GHashTable) added = g_hash_table_new (hw_id_hash, hw_id_equal);
  guint n_rows = 0;
  guint i;

  self->updating = TRUE;
  clear_list (self);
  for (i = 0; i < self->found->len && n_rows < MOST_SHOWN; i++)
    n_rows += add_person (self, self->found->pdata[i], added);
  self->updating = FALSE;
  gtk_widget_set_visible (self->more, i < self->found->len);
  select_shown_row (self);
}

static void
take_found (HwPeopleWindow *self,
            GPtrArray      *people)
{
  g_ptr_array_unref (self->found);
  self->found = g_ptr_array_ref (people);
  show_people (self);
}

static GPtrArray *
list_everybody (HwPeopleWindow *self)
{
  GListModel *model = hw_session_get_people (self->session);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (HwPersonItem) item = g_list_model_get_item (model, i);

      g_ptr_array_add (people, hw_person_ref (hw_person_item_get_person (item)));
    }
  return people;
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPeopleWindow) self = user_data;
  g_autoptr (GPtrArray) people = NULL;

  /* What comes after the search was emptied comes too late. */
  if (hw_session_search_finish (HW_SESSION (object), result, NULL, &people, NULL) && self->cancellable != NULL)
    take_found (self, people);
}

static void
fill_list (HwPeopleWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GPtrArray) everybody = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*words == '\0')
    {
      everybody = list_everybody (self);
      take_found (self, everybody);
      return;
    }
  self->cancellable = g_cancellable_new ();
  hw_session_search_async (self->session, words, self->cancellable, found_cb, g_object_ref (self));
}

static void
groups_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwPeopleWindow) self = user_data;
  g_autoptr (GHashTable) groups = hw_session_list_groups_finish (HW_SESSION (object), result, NULL);

  /* Where it cannot be read, everybody stands alone. */
  if (groups == NULL || self->session == NULL)
    return;
  g_clear_pointer (&self->groups, g_hash_table_unref);
  self->groups = g_steal_pointer (&groups);
  show_people (self);
}

/* -- who is shown -- */

static void
set_shown (HwPeopleWindow *self,
           const HwId     *id)
{
  HwPerson *person = hw_session_find_person (self->session, id);

  self->shown = person != NULL ? person->id : (HwId) { { 0 } };
  hw_person_details_set_person (HW_PERSON_DETAILS (self->details), person);
}

static void
row_selected_cb (HwPeopleWindow *self,
                 GtkListBoxRow  *row)
{
  if (!self->updating && row != NULL)
    set_shown (self, &get_row_person (row)->id);
}

static void
row_activated_cb (HwPeopleWindow *self,
                  GtkListBoxRow  *row)
{
  set_shown (self, &get_row_person (row)->id);
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "person");
}

/* What is recorded replaces the whole list, and whom it is about. */
static void
people_changed_cb (HwPeopleWindow *self)
{
  if (hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  hw_session_list_groups_async (self->session, NULL, groups_cb, g_object_ref (self));
  fill_list (self);
  if (!hw_id_is_nil (&self->shown))
    set_shown (self, &self->shown);
}

static void
search_activated_cb (HwPeopleWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (HwPeopleWindow *self,
                guint           keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

/* -- going on from here -- */

static void
show_case_cb (HwPeopleWindow *self,
              const char     *id)
{
  g_object_ref (self);
  g_signal_emit (self, signals[SHOW_CASE], 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
go_home_cb (HwPeopleWindow *self)
{
  HwPerson *person = hw_session_find_person (self->session, &self->shown);
  GtkWidget *form;

  if (person == NULL)
    return;
  form = hw_new_case_dialog_new (GTK_WIDGET (self), self->session);
  hw_new_case_dialog_choose (HW_NEW_CASE_DIALOG (form), person);
  g_signal_connect_object (form, "opened", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
show_person_cb (HwPeopleWindow *self,
                const char     *text)
{
  HwId id;

  if (hw_id_parse (text, &id))
    hw_people_window_show_person (self, &id);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwPeopleWindow *self = HW_PEOPLE_WINDOW (widget);
  GtkWidget *form = hw_person_dialog_new (widget, self->session, NULL);

  g_signal_connect_object (form, "saved", G_CALLBACK (show_person_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPeopleWindow *self = HW_PEOPLE_WINDOW (widget);

  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "list");
  gtk_widget_grab_focus (self->search);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (HW_PEOPLE_WINDOW (widget)->leaflet), "list");
}

static void
folded_cb (HwPeopleWindow *self)
{
  hw_person_details_set_back (HW_PERSON_DETAILS (self->details), adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
}

/* -- object -- */

static void
hw_people_window_dispose (GObject *object)
{
  HwPeopleWindow *self = HW_PEOPLE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_people_window_parent_class)->dispose (object);
}

static void
hw_people_window_finalize (GObject *object)
{
  HwPeopleWindow *self = HW_PEOPLE_WINDOW (object);

  g_ptr_array_unref (self->found);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  G_OBJECT_CLASS (hw_people_window_parent_class)->finalize (object);
}

static void
hw_people_window_class_init (HwPeopleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_people_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_people_window_finalize;
  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "people.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "people.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "people.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "people.add", NULL);
  signals[SHOW_CASE] = g_signal_new ("show-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Somebody new…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "people.add");
  gtk_widget_set_tooltip_text (add, _("Write down somebody new (Ctrl+N)"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), add);
  return header;
}

static void
make_search (HwPeopleWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = g_object_new (GTK_TYPE_SEARCH_ENTRY, "placeholder-text", _("Any name they go by"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find somebody by any name they go by"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (fill_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_start (self->search, 12);
  gtk_widget_set_margin_end (self->search, 12);
  gtk_widget_set_margin_top (self->search, 12);
  gtk_widget_set_margin_bottom (self->search, 6);
}

static void
make_list (HwPeopleWindow *self)
{
  GtkWidget *nobody = gtk_label_new (_("Nobody of that name"));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->list, "people-list");
  gtk_widget_add_css_class (nobody, "dim-label");
  gtk_widget_set_margin_top (nobody, 24);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nobody);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("People the team knows"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_side (HwPeopleWindow *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  make_search (self);
  make_list (self);
  self->more = g_object_new (GTK_TYPE_LABEL, "label", _("Type a name to find the others."), "visible", FALSE,
                             "margin-top", 6, "margin-bottom", 6, NULL);
  gtk_widget_add_css_class (self->more, "dim-label");
  gtk_widget_add_css_class (side, "case-side");
  gtk_widget_set_size_request (side, 270, -1);
  gtk_widget_set_hexpand (side, FALSE);
  gtk_box_append (GTK_BOX (side), self->search);
  gtk_box_append (GTK_BOX (side), make_scrolled (self->list));
  gtk_box_append (GTK_BOX (side), self->more);
  return side;
}

static void
add_pages (HwPeopleWindow *self)
{
  GtkWidget *person = make_scrolled (self->details);
  AdwLeafletPage *page;

  page = adw_leaflet_append (ADW_LEAFLET (self->leaflet), make_side (self));
  adw_leaflet_page_set_name (page, "list");
  page = adw_leaflet_append (ADW_LEAFLET (self->leaflet), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_leaflet_page_set_navigatable (page, FALSE);
  gtk_widget_set_hexpand (person, TRUE);
  gtk_widget_set_size_request (person, 420, -1);
  page = adw_leaflet_append (ADW_LEAFLET (self->leaflet), person);
  adw_leaflet_page_set_name (page, "person");
}

static void
hw_people_window_init (HwPeopleWindow *self)
{
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_person_unref);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 560);
  gtk_window_set_title (GTK_WINDOW (self), _("People"));
}

static void
build (HwPeopleWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->details = hw_person_details_new (self->session);
  g_signal_connect_object (self->details, "go-home", G_CALLBACK (go_home_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "show-case", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "show-person", G_CALLBACK (show_person_cb), self, G_CONNECT_SWAPPED);
  self->leaflet = g_object_new (ADW_TYPE_LEAFLET, "can-navigate-back", TRUE, "vexpand", TRUE, NULL);
  add_pages (self);
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), self->leaflet);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_focus (GTK_WINDOW (self), self->search);
}

/**
 * hw_people_window_new:
 * @opener: a widget of the window it belongs to
 * @session: the session; when it is locked, the window closes with every word in it
 *
 * Returns: (transfer floating): the window, to be presented
 */
GtkWidget *
hw_people_window_new (GtkWidget *opener,
                      HwSession *session)
{
  HwPeopleWindow *self = g_object_new (HW_TYPE_PEOPLE_WINDOW, NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->session = g_object_ref (session);
  build (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_people (session), "items-changed", G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  people_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * hw_people_window_show_person:
 * @self: the window
 * @person: who
 *
 * Shows somebody, whatever was searched for.
 */
void
hw_people_window_show_person (HwPeopleWindow *self,
                              const HwId     *person)
{
  HwId id;

  g_return_if_fail (HW_IS_PEOPLE_WINDOW (self));
  g_return_if_fail (person != NULL);

  id = *person;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill_list (self);
  set_shown (self, &id);
  select_shown_row (self);
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "person");
}
