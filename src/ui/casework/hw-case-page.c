/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-list.h"
#include "hw-case-page.h"
#include "hw-case-panel.h"
#include "hw-case-row.h"
#include "hw-case-words.h"
#include "hw-new-case-dialog.h"
#include "hw-partner-window.h"
#include "hw-people-window.h"

/* The Reconnection page: cases by stage on the left, one of them on the right,
 * one after the other where the window is narrow. The window makes one and keeps
 * it; what it shows comes from the session's list of cases. */

struct _HwCasePage
{
  AdwBin parent_instance;

  HwSession  *session;    /* (owned) */
  HwCaseList *cases;      /* (owned): which show, in which order */
  HwId        shown;      /* nil: none */
  gboolean    updating;
  gboolean    restored;   /* sorted as it was left, since the workspace was opened */

  GtkWidget *stack;
  GtkWidget *leaflet;
  GtkWidget *search_entry;
  GtkWidget *all_button;
  GtkWidget *list;
  GtkWidget *panel_bin;
  GtkWidget *panel;
};

G_DEFINE_FINAL_TYPE (HwCasePage, hw_case_page, ADW_TYPE_BIN)

static HwCase *
find_case (HwCasePage *self,
           const HwId *id)
{
  GListModel *cases = hw_session_get_cases (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (cases); i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (cases, i);
      HwCase *case_ = hw_case_item_get_case (item);

      if (hw_id_equal (&case_->id, id))
        return case_;
    }
  return NULL;
}

static GtkListBoxRow *
find_row (HwCasePage *self,
          const HwId *id)
{
  for (int i = 0; ; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row == NULL || hw_id_equal (&hw_case_row_get_case (HW_CASE_ROW (row))->id, id))
        return row;
    }
}

static void
show_panel (HwCasePage *self)
{
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "case");
}

static void
select_shown_row (HwCasePage *self)
{
  GtkListBoxRow *row = find_row (self, &self->shown);

  self->updating = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  self->updating = FALSE;
}

static void
set_shown (HwCasePage *self,
           const HwId *id)
{
  HwCase *case_ = id != NULL ? find_case (self, id) : NULL;

  self->shown = case_ != NULL ? case_->id : (HwId) { { 0 } };
  hw_case_panel_set_case (HW_CASE_PANEL (self->panel), case_);
  select_shown_row (self);
}

static void
row_selected_cb (HwCasePage    *self,
                 GtkListBoxRow *row)
{
  if (!self->updating && row != NULL)
    set_shown (self, &hw_case_row_get_case (HW_CASE_ROW (row))->id);
}

static void
row_activated_cb (HwCasePage    *self,
                  GtkListBoxRow *row)
{
  set_shown (self, &hw_case_row_get_case (HW_CASE_ROW (row))->id);
  show_panel (self);
}

/* A row that was replaced took the keyboard with it. */
static void
mend_focus (HwCasePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL && root != NULL && gtk_root_get_focus (root) == NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* What was shown may have moved on, or be locked away. Beside a list there is always a case to see. */
static void
cases_changed_cb (HwCasePage *self)
{
  GListModel *cases = hw_session_get_cases (self->session);
  gboolean any = g_list_model_get_n_items (cases) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), any ? "cases" : "empty");
  if (any && !self->restored)
    hw_case_list_restore (self->cases);
  self->restored = any;
  set_shown (self, &self->shown);
  if (!any)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      adw_leaflet_set_visible_child_name (ADW_LEAFLET (self->leaflet), "list");
    }
  else if (hw_id_is_nil (&self->shown) && !adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)))
    {
      g_autoptr (HwCaseItem) found = g_list_model_get_item (hw_case_list_get_model (self->cases), 0);
      g_autoptr (HwCaseItem) first = found != NULL ? g_steal_pointer (&found) : g_list_model_get_item (cases, 0);

      set_shown (self, &hw_case_item_get_case (first)->id);
    }
  mend_focus (self);
}

static void
search_changed_cb (HwCasePage *self)
{
  hw_case_list_set_words (self->cases, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  select_shown_row (self);
}

static void
list_changed_cb (HwCasePage *self)
{
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->all_button, hw_case_list_is_narrowed (self->cases));
  select_shown_row (self);
}

static void
all_clicked_cb (HwCasePage *self)
{
  hw_case_list_show_all (self->cases);
}

static void
folded_cb (HwCasePage *self)
{
  hw_case_panel_set_back (HW_CASE_PANEL (self->panel), adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
}

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  return hw_case_row_new (item);
}

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  HwCasePage *self = user_data;
  HwCase *case_ = hw_case_row_get_case (HW_CASE_ROW (row));
  g_autofree char *words = NULL;
  GtkWidget *header;

  if (before != NULL && hw_case_list_get_section (self->cases, hw_case_row_get_case (HW_CASE_ROW (before))) ==
                        hw_case_list_get_section (self->cases, case_))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = hw_case_list_dup_heading (self->cases, case_);
  header = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (header, "caption-heading");
  gtk_widget_add_css_class (header, "case-header");
  gtk_list_box_row_set_header (row, header);
}

static void
opened_cb (HwCasePage *self,
           const char *text)
{
  HwId id;

  if (hw_id_parse (text, &id))
    hw_case_page_show_case (self, &id);
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HwCasePage *self = HW_CASE_PAGE (widget);
  GtkWidget *form = hw_new_case_dialog_new (widget, self->session);

  g_signal_connect_object (form, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
people_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwCasePage *self = HW_CASE_PAGE (widget);
  GtkWidget *window = hw_people_window_new (widget, self->session);

  g_signal_connect_object (window, "show-case", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
partners_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_partner_window_new (widget, HW_CASE_PAGE (widget)->session)));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  adw_leaflet_set_visible_child_name (ADW_LEAFLET (HW_CASE_PAGE (widget)->leaflet), "list");
}

static void
hw_case_page_dispose (GObject *object)
{
  HwCasePage *self = HW_CASE_PAGE (object);

  /* AdwBin disposes of its child itself. The rows go before the model that made them. */
  if (self->cases != NULL)
    {
      gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
      gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), NULL, NULL, NULL);
    }
  g_clear_object (&self->cases);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_case_page_parent_class)->dispose (object);
}

static void
hw_case_page_class_init (HwCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_case_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/ui/casework/hw-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, all_button);
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, list);
  gtk_widget_class_bind_template_child (widget_class, HwCasePage, panel_bin);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);

  gtk_widget_class_install_action (widget_class, "cases.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "cases.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "page.people", NULL, people_action);
  gtk_widget_class_install_action (widget_class, "page.partners", NULL, partners_action);
}

static void
hw_case_page_init (HwCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
bind_cases (HwCasePage *self)
{
  GListModel *cases = hw_session_get_cases (self->session);
  GtkWidget *nobody = gtk_label_new (_("Nobody of that name"));

  self->cases = hw_case_list_new (self->session);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", hw_case_list_get_actions (self->cases));
  g_signal_connect_object (self->cases, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (nobody, "dim-label");
  gtk_widget_set_margin_top (nobody, 24);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), nobody);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), update_header_cb, self, NULL);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), hw_case_list_get_model (self->cases), make_row_cb, NULL, NULL);
  /* After the list, so that its rows are there. */
  g_signal_connect_object (cases, "items-changed", G_CALLBACK (cases_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * hw_case_page_new:
 * @session: the session
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
hw_case_page_new (HwSession *session)
{
  HwCasePage *self = g_object_new (HW_TYPE_CASE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->panel = hw_case_panel_new (session);
  adw_bin_set_child (ADW_BIN (self->panel_bin), self->panel);
  bind_cases (self);
  cases_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * hw_case_page_show_case:
 * @self: the page
 * @case_id: a case
 *
 * Shows a case, from a search, from the map, or after it was opened.
 */
void
hw_case_page_show_case (HwCasePage *self,
                        const HwId *case_id)
{
  g_return_if_fail (HW_IS_CASE_PAGE (self));
  g_return_if_fail (case_id != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  set_shown (self, case_id);
  show_panel (self);
}
