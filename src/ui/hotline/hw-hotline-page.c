/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-hotline-page.h"

#include "hw-bulk-panel.h"
#include "hw-call-desk.h"
#include "hw-call-strip.h"
#include "hw-desk-work.h"
#include "hw-message.h"
#include "hw-narrow-bin.h"
#include "hw-open-calls.h"
#include "hw-problem.h"
#include "hw-queue.h"
#include "hw-report-same.h"
#include "hw-report-view.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>

/*
 * The hotline: what waits on the left, the call being taken or the report being
 * looked at on the right, with the open calls over it.
 */

struct _HwHotlinePage
{
  AdwBin parent_instance;

  HwSession *session;     /* (owned) */
  HwOpenCalls *calls;     /* (owned) */
  HwDeskWork *work;       /* (owned) */
  HwQueue *queue;
  guint tick_id;
  guint ticks;
  gint64 shown_row;       /* of the report shown, 0 */

  HwNarrowBin *bin;
  HwCallStrip *strip;
  AdwBin *queue_bin;
  GtkStack *stack;
  HwCallDesk *desk;
  HwReportView *report_view;
  HwBulkPanel *bulk_panel;
};

G_DEFINE_FINAL_TYPE (HwHotlinePage, hw_hotline_page, ADW_TYPE_BIN)

/* -- open calls -- */

static gboolean
is_on_desk (HwHotlinePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "desk") == 0;
}

static void
update_calls (HwHotlinePage *self)
{
  HwCallDraft *current = is_on_desk (self) ? hw_call_desk_get_draft (self->desk) : NULL;
  guint position = 0;

  hw_open_calls_find (self->calls, current, &position);
  hw_call_desk_set_place (self->desk, position + 1, hw_open_calls_get_n (self->calls));
  hw_call_strip_set_current (self->strip, current);
}

/* -- what is on the right -- */

static void
update_actions (HwHotlinePage *self)
{
  gboolean on_desk = is_on_desk (self);
  gboolean has_calls = hw_open_calls_get_n (self->calls) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.take", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.hold", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.discard", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.danger", on_desk);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.next", has_calls);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.previous", has_calls);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hotline.call", has_calls);
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

static gboolean
is_on_several (HwHotlinePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "several") == 0;
}

static void
show_several (HwHotlinePage *self,
              GPtrArray     *items)
{
  self->shown_row = 0;
  hw_bulk_panel_show (self->bulk_panel, items);
  gtk_stack_set_visible_child_name (self->stack, "several");
  update_actions (self);
}

static void
queue_selected_cb (HwHotlinePage *self)
{
  g_autoptr (GPtrArray) items = hw_queue_list_selected (self->queue);

  if (items->len == 1)
    show_report_item (self, hw_report_item_get_report (items->pdata[0]));
  else if (items->len > 1)
    show_several (self, items);
}

static void
call_chosen_cb (HwHotlinePage *self,
                HwCallDraft   *draft)
{
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
    {
      g_autoptr (GPtrArray) selected = hw_queue_list_selected (self->queue);

      show_report_item (self, report);
      /* What changed stands there anew: it stays the one that is selected. */
      if (selected->len == 0)
        hw_queue_select (self->queue, report->row);
    }
}

/* A change replaces an item of the queue: what is shown of it is read again, also when it left the queue. */
static void
queue_changed_cb (HwHotlinePage *self)
{
  g_autoptr (GPtrArray) items = is_on_several (self) ? hw_queue_list_selected (self->queue) : NULL;

  if (self->shown_row != 0)
    hw_session_load_report_async (self->session, self->shown_row, NULL, loaded_cb, g_object_ref (self));
  /* What was changed is not selected any more. */
  if (items != NULL && items->len > 1)
    show_several (self, items);
  else if (items != NULL)
    show_nothing (self);
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
  g_autoptr (GArray) same = NULL;
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

  same = hw_call_draft_dup_same (taking->draft);
  hw_report_same_link (GTK_WIDGET (self), self->session, row, same);
  hw_open_calls_remove (self->calls, taking->draft);
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
    hw_open_calls_remove (self->calls, draft);
  hw_call_desk_set_draft (self->desk, NULL);
  hw_open_calls_save (self->calls);
  show_nothing (self);
}

static void
discard (HwHotlinePage *self,
         HwCallDraft   *draft)
{
  if (hw_call_desk_get_draft (self->desk) == draft)
    hw_call_desk_set_draft (self->desk, NULL);
  hw_open_calls_remove (self->calls, draft);
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

/* The call @steps further on; from no call, the first or the last. */
static void
switch_call (HwHotlinePage *self,
             int            steps)
{
  int n = (int) hw_open_calls_get_n (self->calls);
  guint position = steps > 0 ? n - 1 : 0;

  if (n == 0)
    return;
  hw_open_calls_find (self->calls, is_on_desk (self) ? hw_call_desk_get_draft (self->desk) : NULL, &position);
  put_on_desk (self, hw_open_calls_get (self->calls, ((int) position + n + steps) % n));
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  switch_call (HW_HOTLINE_PAGE (widget), 1);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  switch_call (HW_HOTLINE_PAGE (widget), -1);
}

static void
call_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwHotlinePage *self = HW_HOTLINE_PAGE (widget);
  guint number = g_variant_get_uint32 (parameter);

  if (number >= 1 && number <= hw_open_calls_get_n (self->calls))
    put_on_desk (self, hw_open_calls_get (self->calls, number - 1));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  hw_desk_work_undo (HW_HOTLINE_PAGE (widget)->work);
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
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action_variant (widget, user_data, args);
}

static void
add_shortcut (GtkShortcutController *controller,
              guint                  key,
              GdkModifierType        modifiers,
              const char            *action,
              GVariant              *parameter)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_callback_action_new (shortcut_cb, (gpointer) action, NULL));

  gtk_shortcut_set_arguments (shortcut, parameter);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_shortcuts (HwHotlinePage *self)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } shortcuts[] = {
    { GDK_KEY_F9, 0, "hotline.danger" },
    { GDK_KEY_F7, 0, "hotline.hold" },
    { GDK_KEY_F6, 0, "hotline.next" },
    { GDK_KEY_F6, GDK_SHIFT_MASK, "hotline.previous" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "hotline.next" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "hotline.previous" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "hotline.take" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "hotline.take" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the field that has the focus: Ctrl+Page Up is the largest number of one that counts. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcuts[i].key, shortcuts[i].modifiers, shortcuts[i].action, NULL);
  for (guint number = 1; number <= 9; number++)
    add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), GDK_KEY_0 + number, GDK_ALT_MASK, "hotline.call", g_variant_new_uint32 (number));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  /* After the field that has the focus, which takes back what was typed. */
  controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), GDK_KEY_z, GDK_CONTROL_MASK, "hotline.undo", NULL);
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

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HW_TYPE_HOTLINE_PAGE);
  G_OBJECT_CLASS (hw_hotline_page_parent_class)->dispose (object);
}

static void
hw_hotline_page_finalize (GObject *object)
{
  g_clear_object (&HW_HOTLINE_PAGE (object)->calls);
  g_clear_object (&HW_HOTLINE_PAGE (object)->work);
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
  g_type_ensure (HW_TYPE_BULK_PANEL);
  g_type_ensure (HW_TYPE_CALL_DESK);
  g_type_ensure (HW_TYPE_CALL_STRIP);
  g_type_ensure (HW_TYPE_REPORT_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/outreachtools/Homeward/hotline/hw-hotline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, bin);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, strip);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, queue_bin);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, desk);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, report_view);
  gtk_widget_class_bind_template_child (widget_class, HwHotlinePage, bulk_panel);
  gtk_widget_class_bind_template_callback (widget_class, call_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);

  gtk_widget_class_install_action (widget_class, "hotline.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "hotline.hold", NULL, hold_action);
  gtk_widget_class_install_action (widget_class, "hotline.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "hotline.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "hotline.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "hotline.call", "u", call_action);
  gtk_widget_class_install_action (widget_class, "hotline.danger", NULL, danger_action);
  gtk_widget_class_install_action (widget_class, "hotline.undo", NULL, undo_action);
}

static void
hw_hotline_page_init (HwHotlinePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
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
  self->work = hw_desk_work_new (session, GTK_WIDGET (self));
  hw_report_view_set_work (self->report_view, self->work);
  hw_bulk_panel_set_work (self->bulk_panel, self->work);
  self->queue = HW_QUEUE (hw_queue_new (session));
  adw_bin_set_child (self->queue_bin, GTK_WIDGET (self->queue));
  g_signal_connect_object (self->queue, "selected", G_CALLBACK (queue_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reports, "items-changed", G_CALLBACK (queue_changed_cb), self, G_CONNECT_SWAPPED);
  self->calls = hw_open_calls_new (session);
  hw_call_strip_set_calls (self->strip, self->calls);
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
  hw_hotline_page_take_call (self, NULL);
}

/**
 * hw_hotline_page_take_call:
 * @self: the page
 * @phone: (nullable): the number that calls
 *
 * As hw_hotline_page_new_report(), with the number filled in; a call that is
 * open from that number is put on the desk again.
 */
void
hw_hotline_page_take_call (HwHotlinePage *self,
                           const char    *phone)
{
  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));
  put_on_desk (self, hw_open_calls_start (self->calls, phone));
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
  hw_open_calls_save (self->calls);
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
  g_return_if_fail (HW_IS_HOTLINE_PAGE (self));

  hw_open_calls_add (self->calls, draft);
  put_on_desk (self, draft);
}
