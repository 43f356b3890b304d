/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hotline-page.h"

#include "hw-call-desk.h"
#include "hw-message.h"
#include "hw-narrow-bin.h"
#include "hw-problem.h"
#include "hw-queue.h"
#include "hw-report-view.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The hotline: what waits on the left, the call being taken or the report being
 * looked at on the right. Open calls are drafts; they are kept in the session's
 * settings, inside the encrypted file, a moment after each key.
 */

#define DRAFTS_SETTING "call-drafts"
#define SAVE_DELAY_MS  400

struct _HwHotlinePage
{
  AdwBin parent_instance;

  HwSession *session;     /* (owned) */
  GListStore *drafts;     /* (owned) HwCallDraft: the open calls */
  HwQueue *queue;
  guint save_id;
  guint tick_id;
  guint ticks;
  gint64 shown_row;       /* of the report shown, 0 */

  HwNarrowBin *bin;
  GtkWidget *calls_box;
  GtkListBox *calls_list;
  AdwBin *queue_bin;
  GtkStack *stack;
  HwCallDesk *desk;
  HwReportView *report_view;
};

G_DEFINE_FINAL_TYPE (HwHotlinePage, hw_hotline_page, ADW_TYPE_BIN)

/* -- drafts -- */

static void
save_drafts (HwHotlinePage *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  text = hw_call_drafts_to_text (G_LIST_MODEL (self->drafts));
  hw_session_set_setting (self->session, DRAFTS_SETTING, text);
}

static gboolean
save_cb (gpointer user_data)
{
  HwHotlinePage *self = user_data;

  self->save_id = 0;
  save_drafts (self);
  return G_SOURCE_REMOVE;
}

static char *
dup_call_words (HwCallDraft *draft)
{
  const char *where = hw_call_draft_get_text (draft, HW_DRAFT_WHERE);

  return g_strdup (*where != '\0' ? where : _("Nothing said yet"));
}

/* The list of open calls shows only where there is more than the one on the desk. */
static void
update_calls (HwHotlinePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));
  gboolean on_desk = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "desk") == 0;
  HwCallDraft *current = hw_call_desk_get_draft (self->desk);
  guint position = 0;

  gtk_widget_set_visible (self->calls_box, n > 1 || (n == 1 && !on_desk));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwCallDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->calls_list, i);
      g_autofree char *words = dup_call_words (draft);

      if (draft == current)
        position = i;
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), draft == current && on_desk ? _("on the desk") : _("on hold"));
    }
  hw_call_desk_set_place (self->desk, position + 1, n);
}

static void
draft_changed_cb (HwHotlinePage *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
  update_calls (self);
}

static GtkWidget *
create_call_row (gpointer item,
                 gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
add_draft (HwHotlinePage *self,
           HwCallDraft   *draft)
{
  g_list_store_append (self->drafts, draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
remove_draft (HwHotlinePage *self,
              HwCallDraft   *draft)
{
  guint position;

  if (g_list_store_find (self->drafts, draft, &position))
    g_list_store_remove (self->drafts, position);
  g_signal_handlers_disconnect_by_data (draft, self);
}

static void
load_drafts (HwHotlinePage *self)
{
  g_autoptr (GListStore) kept = g_list_store_new (HW_TYPE_CALL_DRAFT);

  hw_call_drafts_from_text (hw_session_get_setting (self->session, DRAFTS_SETTING), kept);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (kept)); i++)
    {
      g_autoptr (HwCallDraft) draft = g_list_model_get_item (G_LIST_MODEL (kept), i);

      add_draft (self, draft);
    }
}

/* -- what is on the right -- */

static void
update_actions (HwHotlinePage *self)
{
  gboolean on_desk = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "desk") == 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.take", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.hold", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.discard", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.danger", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.next", g_list_model_get_n_items (G_LIST_MODEL (self->drafts)) > 0);
  update_calls (self);
}

static void
show_nothing (HwHotlinePage *self)
{
  self->shown_row = 0;
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  update_actions (self);
}

static void
put_on_desk (HwHotlinePage *self,
             HwCallDraft   *draft)
{
  self->shown_row = 0;
  hw_queue_select (self->queue, 0);
  gtk_stack_set_visible_child_name (self->stack, "desk");
  hw_call_desk_set_draft (self->desk, draft);
  update_actions (self);
}

static void
show_report_item (HwHotlinePage *self,
                  HwReport      *report)
{
  self->shown_row = report->row;
  hw_report_view_show (self->report_view, report);
  gtk_stack_set_visible_child_name (self->stack, "report");
  update_actions (self);
}

static void
queue_selected_cb (HwHotlinePage *self)
{
  HwReportItem *item = hw_queue_get_selected (self->queue);

  if (item != NULL)
    show_report_item (self, hw_report_item_get_report (item));
}

static void
call_activated_cb (HwHotlinePage *self,
                   GtkListBoxRow *row)
{
  g_autoptr (HwCallDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), gtk_list_box_row_get_index (row));

  if (draft != NULL)
    put_on_desk (self, draft);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwHotlinePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwReport) report = hw_session_load_report_finish (HW_SESSION (source), result, &error);

  /* Locking empties the queue, and nothing is read any more. */
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  if (report == NULL)
    hw_problem_show (GTK_WIDGET (self), _("The report could not be read"), error);
  else if (report->row == self->shown_row)
    show_report_item (self, report);
}

/* A change replaces an item of the queue: what is shown of it is read again, also when it left the queue. */
static void
queue_changed_cb (HwHotlinePage *self)
{
  if (self->shown_row != 0)
    hw_session_load_report_async (self->session, self->shown_row, NULL, loaded_cb, g_object_ref (self));
}

/* -- taking -- */

typedef struct
{
  HwHotlinePage *self;   /* (owned) */
  HwCallDraft *draft;    /* (owned) */
} Taking;

static void
taking_free (Taking *taking)
{
  g_object_unref (taking->self);
  g_object_unref (taking->draft);
  g_free (taking);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Taking, taking_free)

static void
taken_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Taking) taking = user_data;
  g_autoptr (GError) error = NULL;
  HwHotlinePage *self = taking->self;
  gint64 row = hw_session_take_report_finish (HW_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (row == 0)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.take", TRUE);
      hw_call_desk_show_problem (self->desk, error->message);
      return;
    }

  remove_draft (self, taking->draft);
  save_drafts (self);
  hw_toast_show (GTK_WIDGET (self), _("Report taken"));
  if (hw_call_desk_get_draft (self->desk) == taking->draft)
    {
      hw_call_desk_set_draft (self->desk, NULL);
      hw_hotline_page_show_report (self, row);
    }
  update_actions (self);
}

static void
take_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);
  HwCallDraft *draft = hw_call_desk_get_draft (self->desk);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (HwReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now = g_get_real_time ();
  Taking *taking;

  if (draft == NULL)
    return;
  report = hw_call_draft_dup_report (draft, now, zone);
  if (!hw_report_check (report, now, &error))
    {
      hw_call_desk_show_problem (self->desk, error->message);
      return;
    }

  taking = g_new0 (Taking, 1);
  taking->self = g_object_ref (self);
  taking->draft = g_object_ref (draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.take", FALSE);
  hw_session_take_report_async (self->session, report, taken_cb, taking);
}

static void
hold_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);
  HwCallDraft *draft = hw_call_desk_get_draft (self->desk);

  if (draft != NULL && hw_call_draft_is_empty (draft))
    remove_draft (self, draft);
  hw_call_desk_set_draft (self->desk, NULL);
  save_drafts (self);
  show_nothing (self);
}

static void
discard (HwHotlinePage *self,
         HwCallDraft   *draft)
{
  remove_draft (self, draft);
  if (hw_call_desk_get_draft (self->desk) == draft)
    hw_call_desk_set_draft (self->desk, NULL);
  save_drafts (self);
  show_nothing (self);
}

static void
discard_response_cb (HwHotlinePage *self,
                     const char    *response)
{
  HwCallDraft *draft = hw_call_desk_get_draft (self->desk);

  if (g_str_equal (response, "discard") && draft != NULL)
    discard (self, draft);
}

static void
discard_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);
  HwCallDraft *draft = hw_call_desk_get_draft (self->desk);
  AdwMessageDialog *dialog;

  if (draft == NULL)
    return;
  if (hw_call_draft_is_empty (draft))
    {
      discard (self, draft);
      return;
    }
  dialog = hw_message_new (widget, _("Throw this call away?"), _("What was taken down of it is gone then. Hold keeps it."));
  adw_message_dialog_add_responses (dialog, "keep", _("_Keep"), "discard", _("_Throw Away"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->drafts));
  guint position = 0;
  gpointer current = hw_call_desk_get_draft (self->desk);
  g_autoptr (HwCallDraft) draft = NULL;

  if (n == 0)
    return;
  if (current != NULL && g_list_store_find (self->drafts, current, &position))
    position = (position + 1) % n;
  draft = g_list_model_get_item (G_LIST_MODEL (self->drafts), position);
  put_on_desk (self, draft);
}

static void
danger_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  hw_call_desk_toggle_danger (HW_HOTLINE_PAGE (widget)->desk);
}

/* -- keys -- */

/* Wherever the focus is in the window, as long as this page is in sight: accelerators of the application do not reach a page's actions. */
static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, user_data, NULL);
}

static void
add_shortcuts (HwHotlinePage *self)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } shortcuts[] = {
    { GDK_KEY_F9, 0, "hotline.danger" },
    { GDK_KEY_F7, 0, "hotline.hold" },
    { GDK_KEY_F6, 0, "hotline.next" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "hotline.take" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "hotline.take" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (shortcuts[i].key, shortcuts[i].modifiers),
                                                            gtk_callback_action_new (shortcut_cb, (gpointer) shortcuts[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* -- clocks and width -- */

static gboolean
tick_cb (gpointer user_data)
{
  HwHotlinePage *self = user_data;

  hw_call_desk_tick (self->desk);
  if (++self->ticks % 20 == 0)
    hw_queue_tick (self->queue);
  return G_SOURCE_CONTINUE;
}

static void
hw_hotline_page_map (GtkWidget *widget)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);

  GTK_WIDGET_CLASS (hw_hotline_page_parent_class)->map (widget);
  hw_queue_tick (self->queue);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
}

static void
hw_hotline_page_unmap (GtkWidget *widget)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (hw_hotline_page_parent_class)->unmap (widget);
}

static void
narrow_cb (HwHotlinePage *self)
{
  hw_call_desk_set_narrow (self->desk, hw_narrow_bin_get_narrow (self->bin));
}

/* -- object -- */

static void
hw_hotline_page_dispose (GObject *object)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_HOTLINE_PAGE);
  G_OBJECT_CLASS (hw_hotline_page_parent_class)->dispose (object);
}

static void
hw_hotline_page_finalize (GObject *object)
{
  g_clear_object (&HW_HOTLINE_PAGE (object)->drafts);
  G_OBJECT_CLASS (hw_hotline_page_parent_class)->finalize (object);
}

static void
hw_hotline_page_class_init (HwHotlinePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_hotline_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_hotline_page_finalize;
  widget_class->map = hw_hotline_page_map;
  widget_class->unmap = hw_hotline_page_unmap;

  g_type_ensure (HW_TYPE_NARROW_BIN);
  g_type_ensure (HW_TYPE_CALL_DESK);
  g_type_ensure (HW_TYPE_REPORT_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-hotline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, bin);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, calls_box);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, calls_list);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, queue_bin);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, desk);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, report_view);
  gtk_widget_class_bind_template_callback (widget_class, call_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);

  gtk_widget_class_install_action (widget_class, "hotline.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "hotline.hold", NULL, hold_action);
  gtk_widget_class_install_action (widget_class, "hotline.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "hotline.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "hotline.danger", NULL, danger_action);
}

static void
hw_hotline_page_init (HwHotlinePage *self)
{
  self->drafts = g_list_store_new (HW_TYPE_CALL_DRAFT);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
  gtk_list_box_bind_model (self->calls_list, G_LIST_MODEL (self->drafts), create_call_row, NULL, NULL);
}

/**
 * hw_hotline_page_new:
 * @session: an open session
 *
 * Returns: (transfer floating): the page over its queue, with the calls that were open when it locked
 */
GtkWidget *
hw_hotline_page_new (HwSession *session)
{
  HwHotlinePage *self = g_object_new (HW_TYPE_HOTLINE_PAGE, NULL);
  GListModel *reports = hw_session_get_queue (session);

  self->session = g_object_ref (session);
  hw_call_desk_set_session (self->desk, session);
  hw_report_view_set_session (self->report_view, session);
  self->queue = HW_QUEUE (hw_queue_new (reports));
  adw_bin_set_child (self->queue_bin, GTK_WIDGET (self->queue));
  g_signal_connect_object (self->queue, "selected", G_CALLBACK (queue_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reports, "items-changed", G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  load_drafts (self);
  show_nothing (self);

  return GTK_WIDGET (self);
}

/**
 * hw_hotline_page_new_report:
 * @self: the page
 *
 * Puts a new call on the desk; the one that is there is held. A call of which
 * nothing was said yet serves as the new one.
 */
void
hw_hotline_page_new_report (HwHotlinePage *self)
{
  g_autoptr (HwCallDraft) draft = NULL;
  HwCallDraft *current;

  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));

  current = hw_call_desk_get_draft (self->desk);
  if (current != NULL && hw_call_draft_is_empty (current))
    {
      put_on_desk (self, current);
      return;
    }
  draft = hw_call_draft_new (g_get_real_time ());
  add_draft (self, draft);
  put_on_desk (self, draft);
}

/**
 * hw_hotline_page_show_report:
 * @self: the page
 * @row: of a report, in the queue or not
 */
void
hw_hotline_page_show_report (HwHotlinePage *self,
                             gint64         row)
{
  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));

  self->shown_row = row;
  hw_queue_select (self->queue, row);
  hw_session_load_report_async (self->session, row, NULL, loaded_cb, g_object_ref (self));
}

/**
 * hw_hotline_page_save:
 * @self: the page
 *
 * Hands the open calls to the session now, before it locks.
 */
void
hw_hotline_page_save (HwHotlinePage *self)
{
  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));
  save_drafts (self);
}

/**
 * hw_hotline_page_get_draft:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the call on the desk
 */
HwCallDraft *
hw_hotline_page_get_draft (HwHotlinePage *self)
{
  g_return_val_if_fail (HW_IS_HOTLINE_PAGE (self), NULL);
  return hw_call_desk_get_draft (self->desk);
}

/**
 * hw_hotline_page_show_draft:
 * @self: the page
 * @draft: a call, which is opened where it is not yet
 */
void
hw_hotline_page_show_draft (HwHotlinePage *self,
                            HwCallDraft   *draft)
{
  guint position;

  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));

  if (!g_list_store_find (self->drafts, draft, &position))
    add_draft (self, draft);
  put_on_desk (self, draft);
}
