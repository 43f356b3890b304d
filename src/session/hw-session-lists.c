/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-private-file.h"
#include "hw-session-lists.h"
#include "hw-session-private.h"

/* A list of people that leaves the team: looked at first, then written, and told
 * of in the case of everybody who stands on it, before the file is in its place. */

/**
 * hw_list_preview_free:
 * @preview: (nullable) (transfer full): a preview
 */
void
hw_list_preview_free (HwListPreview *preview)
{
  if (preview == NULL)
    return;
  hw_export_list_free (preview->list);
  hw_list_table_unref (preview->table);
  g_free (preview->digest);
  g_free (preview);
}

static HwListPreview *
preview_new (GPtrArray         *cases,
             const HwExportAsk *ask,
             gint64             now)
{
  HwListPreview *preview = g_new0 (HwListPreview, 1);

  preview->list = hw_export_list_new ((HwCase **) cases->pdata, cases->len, ask, now);
  preview->table = hw_export_make_table (preview->list, ask);
  preview->digest = hw_list_table_dup_digest (preview->table);
  return preview;
}

/* (transfer container) (element-type HwCase): as the models show them */
static GPtrArray *
get_cases (HwSession *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  GPtrArray *cases = g_ptr_array_sized_new (n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->cases), i);

      g_ptr_array_add (cases, hw_case_item_get_case (item));
    }
  return cases;
}

/**
 * hw_session_list_recipients:
 * @self: an open session
 * @purpose: what for
 *
 * Returns: (transfer full) (element-type utf8): whom somebody was asked about for it, sorted
 */
GPtrArray *
hw_session_list_recipients (HwSession  *self,
                            const char *purpose)
{
  g_autoptr (GPtrArray) cases = get_cases (self);

  return hw_export_list_recipients ((HwCase **) cases->pdata, cases->len, purpose);
}

/**
 * hw_session_preview_list:
 * @self: an open session
 * @ask: what is to leave
 * @now: µs UTC
 *
 * Returns: (transfer full): exactly what will leave, and who does not
 */
HwListPreview *
hw_session_preview_list (HwSession         *self,
                         const HwExportAsk *ask,
                         gint64             now)
{
  g_autoptr (GPtrArray) cases = get_cases (self);

  return preview_new (cases, ask, now);
}

/* -- writing it ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  char           *purpose;         /* (owned) */
  char           *recipient;       /* (owned) */
  char           *second_person;   /* (owned) (nullable) */
  guint           fields;
  gint64          until;
  HwExportFormat  format;
  HwSealStrength  strength;
  char           *path;            /* (owned) */
  char           *passphrase;      /* (owned) (nullable): wiped */
  char           *digest;          /* (owned) */
} Writing;

static void
writing_free (gpointer pointer)
{
  Writing *writing = pointer;

  g_free (writing->purpose);
  g_free (writing->recipient);
  g_free (writing->second_person);
  g_free (writing->path);
  hw_session_wipe_text (writing->passphrase);
  g_free (writing->digest);
  g_free (writing);
}

static gboolean
refuse (GError     **error,
        const char  *words)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, words);
  return FALSE;
}

static gboolean
check_preview (const HwListPreview  *preview,
               const char           *digest,
               GError              **error)
{
  if (digest != NULL && !g_str_equal (preview->digest, digest))
    return refuse (error, _("Something changed since you looked at the list. No file was written. Look at it again."));
  return preview->list->cases->len > 0 || refuse (error, _("Nobody stands on this list. No file was written."));
}

static GBytes *
make_file (const HwListPreview  *preview,
           const HwListFile     *file,
           GError              **error)
{
  g_autoptr (GBytes) plain = hw_export_write (preview->table, file->format, error);
  g_autofree char *name = NULL;

  if (plain == NULL || file->passphrase == NULL)
    return g_steal_pointer (&plain);
  name = g_strdup_printf ("list.%s", hw_export_format_get_ending (file->format));
  return hw_sealed_file_seal (plain, name, file->passphrase, file->strength, error);
}

/* The file waits under another name until the cases say that it was given. */
static gboolean
give (HwStore              *store,
      const HwListPreview  *preview,
      const HwExportAsk    *ask,
      const HwListFile     *file,
      GError              **error)
{
  g_autoptr (GBytes) bytes = make_file (preview, file, error);
  g_autoptr (HwPrivateFile) private_file = NULL;
  g_autoptr (HwCaseRecord) record = NULL;

  if (bytes == NULL)
    return FALSE;
  private_file = hw_private_file_create (file->path, error);
  if (private_file == NULL ||
      !g_output_stream_write_all (hw_private_file_get_stream (private_file), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, error))
    return FALSE;
  record = hw_export_make_record (ask, bytes);
  return hw_store_record_in_cases (store, preview->list->cases, record, error) && hw_private_file_commit (private_file, error);
}

/**
 * hw_list_write:
 * @store: a store, on its thread
 * @ask: what is to leave
 * @file: how and where to
 * @digest: (nullable): of the preview that was looked at; %NULL: nobody looked
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Writes a list. Each person's consent is asked again in the transaction that
 * records, in the case of everybody on the list, that it was given; the file
 * comes to its place after that, whole or not at all.
 *
 * Returns: (transfer full) (nullable) (element-type HwCase): who is told of, as they were before
 */
GPtrArray *
hw_list_write (HwStore            *store,
               const HwExportAsk  *ask,
               const HwListFile   *file,
               const char         *digest,
               GCancellable       *cancellable,
               GError            **error)
{
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (HwListPreview) preview = NULL;

  if (!hw_export_check (ask, hw_store_get_author (store), error))
    return NULL;
  cases = hw_store_list_cases (store, error);
  if (cases == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  preview = preview_new (cases, ask, g_get_real_time ());
  if (!check_preview (preview, digest, error) || !give (store, preview, ask, file, error))
    return NULL;
  return g_ptr_array_ref (preview->list->cases);
}

static gboolean
read_again (HwSessionChange  *change,
            HwStore          *store,
            GPtrArray        *cases,
            GError          **error)
{
  change->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_unref);
  for (guint i = 0; i < cases->len; i++)
    {
      HwCase *case_ = hw_store_get_case (store, &((const HwCase *) cases->pdata[i])->id, error);

      if (case_ == NULL)
        return FALSE;
      g_ptr_array_add (change->cases, case_);
    }
  change->n = cases->len;
  return TRUE;
}

static gpointer
write_list (HwStore       *store,
            gpointer       pointer,
            GCancellable  *cancellable,
            GError       **error)
{
  const Writing *writing = pointer;
  const HwExportAsk ask = { writing->purpose, writing->recipient, writing->fields, writing->until, writing->second_person };
  const HwListFile file = { writing->format, writing->path, writing->passphrase, writing->strength };
  g_autoptr (GPtrArray) told = hw_list_write (store, &ask, &file, writing->digest, cancellable, error);
  HwSessionChange *change;

  if (told == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  if (read_again (change, store, told, error))
    return change;
  hw_session_change_free (change);
  return NULL;
}

static const HwSessionWork write_list_work = { write_list, hw_session_apply_change, writing_free, hw_session_change_free };

/**
 * hw_session_write_list_async:
 * @self: an open session
 * @ask: what is to leave; copied
 * @format: how
 * @path: where to
 * @passphrase: (nullable): the file is sealed with it; copied, and wiped
 * @digest: of the preview that was looked at
 *
 * Writes a list, as hw_list_write() does.
 */
void
hw_session_write_list_async (HwSession           *self,
                             const HwExportAsk   *ask,
                             HwExportFormat       format,
                             const char          *path,
                             const char          *passphrase,
                             const char          *digest,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Writing *writing;

  g_return_if_fail (HW_IS_SESSION (self) && ask != NULL && path != NULL && digest != NULL);

  writing = g_new0 (Writing, 1);
  *writing = (Writing) {
    g_strdup (ask->purpose), g_strdup (ask->recipient), g_strdup (ask->second_person), ask->fields, ask->until, format,
    self->strength == HW_KEY_STRENGTH_TEST ? HW_SEAL_TEST : HW_SEAL_MODERATE, g_strdup (path), g_strdup (passphrase), g_strdup (digest),
  };
  hw_session_run (self, &write_list_work, writing, hw_session_write_list_async, cancellable, callback, user_data);
}

/**
 * hw_session_write_list_finish:
 * @n_people: (out) (optional): how many people it tells of
 *
 * Returns: %FALSE where no file was written and nothing was recorded
 */
gboolean
hw_session_write_list_finish (HwSession     *self,
                              GAsyncResult  *result,
                              guint         *n_people,
                              GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_write_list_async, error);

  if (change == NULL)
    return FALSE;
  if (n_people != NULL)
    *n_people = change->n;
  hw_session_change_free (change);
  return TRUE;
}
