/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-open-calls.h"

/*
 * Keeps the open calls of the hotline page. They lie in one of the session's
 * settings, inside the encrypted file (hw_call_drafts_to_text()): a lock, a crash
 * and a power cut leave them as they were. The clock of saving starts with the
 * first key, so that who types without a pause is kept, too.
 */

#define SETTING       "call-drafts"
#define SAVE_DELAY_MS 300

struct _HwOpenCalls
{
  GObject parent_instance;

  HwSession *session;   /* (owned) */
  GListStore *drafts;   /* (owned) (element-type HwCallDraft) */
  guint save_id;        /* the timeout that saves, 0: nothing is unsaved */
};

static GType
get_item_type (GListModel *model)
{
  return HW_TYPE_CALL_DRAFT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (HW_OPEN_CALLS (model)->drafts));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (HW_OPEN_CALLS (model)->drafts), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

enum { EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HwOpenCalls, hw_open_calls, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
save_cb (gpointer user_data)
{
  HwOpenCalls *self = user_data;

  self->save_id = 0;
  hw_open_calls_save (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (HwOpenCalls *self)
{
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
items_changed_cb (HwOpenCalls *self,
                  guint        position,
                  guint        removed,
                  guint        added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
load (HwOpenCalls *self)
{
  g_autoptr (GListStore) kept = g_list_store_new (HW_TYPE_CALL_DRAFT);

  hw_call_drafts_from_text (hw_session_get_setting (self->session, SETTING), kept);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (kept)); i++)
    {
      g_autoptr (HwCallDraft) draft = g_list_model_get_item (G_LIST_MODEL (kept), i);

      hw_open_calls_add (self, draft);
    }
}

static void
hw_open_calls_dispose (GObject *object)
{
  HwOpenCalls *self = HW_OPEN_CALLS (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->drafts);
  G_OBJECT_CLASS (hw_open_calls_parent_class)->dispose (object);
}

static void
hw_open_calls_class_init (HwOpenCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_open_calls_dispose;
  signals[EDITED] = g_signal_new ("edited", HW_TYPE_OPEN_CALLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_open_calls_init (HwOpenCalls *self)
{
  self->drafts = g_list_store_new (HW_TYPE_CALL_DRAFT);
  g_signal_connect_object (self->drafts, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_open_calls_new:
 * @session: an open session
 *
 * Returns: (transfer full): the calls that were open when it was last
 */
HwOpenCalls *
hw_open_calls_new (HwSession *session)
{
  HwOpenCalls *self = g_object_new (HW_TYPE_OPEN_CALLS, NULL);

  self->session = g_object_ref (session);
  load (self);
  return self;
}

/* A telephone that rings twice, or is picked up by two programs, is one call. */
static HwCallDraft *
find_for_phone (HwOpenCalls *self,
                const char  *phone)
{
  for (guint i = 0; phone != NULL && i < hw_open_calls_get_n (self); i++)
    if (g_strcmp0 (hw_call_draft_get_text (hw_open_calls_get (self, i), HW_DRAFT_PHONE), phone) == 0)
      return hw_open_calls_get (self, i);
  return NULL;
}

static HwCallDraft *
find_empty (HwOpenCalls *self)
{
  for (guint i = 0; i < hw_open_calls_get_n (self); i++)
    if (hw_call_draft_is_empty (hw_open_calls_get (self, i)))
      return hw_open_calls_get (self, i);
  return NULL;
}

/**
 * hw_open_calls_start:
 * @self: the calls
 * @phone: (nullable): the number it comes from
 *
 * A call of which nothing was said yet serves as the new one.
 *
 * Returns: (transfer none): a call that begins now, or the one that is open from the same number
 */
HwCallDraft *
hw_open_calls_start (HwOpenCalls *self,
                     const char  *phone)
{
  HwCallDraft *open = find_for_phone (self, phone);
  HwCallDraft *empty;
  g_autoptr (HwCallDraft) draft = NULL;

  if (open != NULL)
    return open;
  empty = find_empty (self);
  if (empty != NULL && phone == NULL)
    return empty;
  /* Its clock began with another call. */
  if (empty != NULL)
    hw_open_calls_remove (self, empty);
  draft = hw_call_draft_new (g_get_real_time ());
  if (phone != NULL)
    hw_call_draft_set_phone (draft, phone);
  hw_open_calls_add (self, draft);
  if (phone != NULL)
    hw_open_calls_save (self);
  return draft;
}

/**
 * hw_open_calls_add:
 * @self: the calls
 * @draft: a call
 */
void
hw_open_calls_add (HwOpenCalls *self,
                   HwCallDraft *draft)
{
  if (g_list_store_find (self->drafts, draft, NULL))
    return;
  g_signal_connect_object (draft, "changed", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->drafts, draft);
}

/**
 * hw_open_calls_remove:
 * @self: the calls
 * @draft: one that was taken, or thrown away
 *
 * Saved without delay: a call that came back would be taken twice.
 */
void
hw_open_calls_remove (HwOpenCalls *self,
                      HwCallDraft *draft)
{
  guint position;

  if (!g_list_store_find (self->drafts, draft, &position))
    return;
  g_signal_handlers_disconnect_by_data (draft, self);
  g_list_store_remove (self->drafts, position);
  hw_open_calls_save (self);
}

/**
 * hw_open_calls_find:
 * @self: the calls
 * @draft: (nullable): a call
 * @position: (out): which one it is, from 0
 *
 * Returns: whether it is open
 */
gboolean
hw_open_calls_find (HwOpenCalls *self,
                    HwCallDraft *draft,
                    guint       *position)
{
  return draft != NULL && g_list_store_find (self->drafts, draft, position);
}

/**
 * hw_open_calls_get:
 * @self: the calls
 * @position: from 0
 *
 * Returns: (transfer none) (nullable): the call
 */
HwCallDraft *
hw_open_calls_get (HwOpenCalls *self,
                   guint        position)
{
  g_autoptr (HwCallDraft) draft = get_item (G_LIST_MODEL (self), position);

  return draft;   /* the list keeps it */
}

/**
 * hw_open_calls_get_n:
 * @self: the calls
 *
 * Returns: how many are open
 */
guint
hw_open_calls_get_n (HwOpenCalls *self)
{
  return get_n_items (G_LIST_MODEL (self));
}

/**
 * hw_open_calls_save:
 * @self: the calls
 *
 * Hands them to the session now; before it locks, and when one is over.
 */
void
hw_open_calls_save (HwOpenCalls *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->session == NULL || hw_session_get_state (self->session) != HW_SESSION_OPEN)
    return;
  text = hw_call_drafts_to_text (G_LIST_MODEL (self));
  hw_session_set_setting (self->session, SETTING, text);
}
