/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* Drafts: what somebody typed into a form and has not recorded yet. They are
 * kept inside the encrypted file, beside the other settings and outside the
 * journal, and are written soon after typing, so that no more than half a second
 * of it is lost when the power goes. */

#define SAVE_AFTER_MS 400

static char *
make_key (const char *name)
{
  return g_strconcat ("draft/", name, NULL);
}

typedef struct
{
  char *name;    /* (owned) */
  char *value;   /* (owned) (nullable): %NULL forgets it */
} Draft;

static void
draft_free (gpointer pointer)
{
  Draft *draft = pointer;

  g_free (draft->name);
  hw_session_wipe_text (draft->value);
  g_free (draft);
}

static gpointer
write_drafts (HwStore       *store,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  GPtrArray *drafts = data;

  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (drafts, i);

      if (!hw_store_set_setting (store, draft->name, draft->value, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);
  if (error != NULL)
    g_warning ("A draft was not kept: %s", error->message);
}

/* Takes the unsaved drafts as they are now. */
static GPtrArray *
collect_unsaved (HwSession *self)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (draft_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->unsaved);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      Draft *draft = g_new0 (Draft, 1);

      draft->name = g_strdup (name);
      draft->value = g_strdup (g_hash_table_lookup (self->settings, name));
      g_ptr_array_add (drafts, draft);
    }
  g_hash_table_remove_all (self->unsaved);
  return drafts;
}

void
hw_session_save_drafts (HwSession *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->workspace == NULL || self->unsaved == NULL || g_hash_table_size (self->unsaved) == 0)
    return;
  hw_workspace_run_async (self->workspace, hw_session_save_drafts, write_drafts, collect_unsaved (self),
                          (GDestroyNotify) g_ptr_array_unref, NULL, NULL, written_cb, NULL);
}

static gboolean
save_cb (gpointer user_data)
{
  HwSession *self = user_data;

  self->save_id = 0;
  hw_session_save_drafts (self);
  return G_SOURCE_REMOVE;
}

/* The first key pressed starts the clock, not the last: who types without a pause is kept, too. */
static void
remember (HwSession  *self,
          const char *key)
{
  if (self->unsaved == NULL)
    self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->unsaved, g_strdup (key));
  if (self->save_id == 0)
    self->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

/**
 * hw_session_get_draft:
 * @self: the session
 * @name: of the draft: "CASE/FORM"
 *
 * Reads from memory.
 *
 * Returns: (nullable): what was typed; %NULL where there is no draft, or no workspace is open
 */
const char *
hw_session_get_draft (HwSession  *self,
                      const char *name)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (HW_IS_SESSION (self) && name != NULL, NULL);

  key = make_key (name);
  return hw_session_get_setting (self, key);
}

/**
 * hw_session_set_draft:
 * @self: the session
 * @name: of the draft: "CASE/FORM"
 * @text: (nullable): what is in the form, as the form writes it; nothing clears the draft
 *
 * Keeps what was typed. It can be read back at once, is in the encrypted file
 * within half a second and before a lock that is asked for later, and outlives a
 * crash. Does nothing while no workspace is open.
 */
void
hw_session_set_draft (HwSession  *self,
                      const char *name,
                      const char *text)
{
  g_autofree char *key = NULL;

  g_return_if_fail (HW_IS_SESSION (self) && name != NULL);

  if (text == NULL || *text == '\0')
    {
      hw_session_clear_draft (self, name);
      return;
    }
  key = make_key (name);
  if (self->workspace == NULL || g_strcmp0 (hw_session_get_setting (self, key), text) == 0)
    return;
  g_hash_table_insert (self->settings, g_strdup (key), g_strdup (text));
  remember (self, key);
}

/**
 * hw_session_clear_draft:
 * @self: the session
 * @name: of the draft
 *
 * Forgets a draft, because what it said was recorded or thrown away. It is
 * written without delay: a draft that came back would be recorded twice.
 */
void
hw_session_clear_draft (HwSession  *self,
                        const char *name)
{
  g_autofree char *key = NULL;

  g_return_if_fail (HW_IS_SESSION (self) && name != NULL);

  key = make_key (name);
  if (self->workspace == NULL || !g_hash_table_remove (self->settings, key))
    return;
  remember (self, key);
  hw_session_save_drafts (self);
}
