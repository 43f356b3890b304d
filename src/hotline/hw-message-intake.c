/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-message-intake.h"

#include <string.h>

#include "hw-message-folder.h"
#include "hw-submission.h"

/*
 * Text messages and e-mails on their way into the spool: each becomes a
 * submission, is sealed to the team's key, and its file is deleted once the
 * spool has it on the disk.
 */

#define LOCALE "en"   /* nobody says in which language they want to be answered */

struct _HwMessageIntake
{
  guint8           public_key[HW_INTAKE_KEY_LENGTH];
  HwIntakeSpool   *spool;     /* (not owned): outlives this */
  HwMessageFolder *folders[2];   /* (owned) (nullable) */
};

typedef struct
{
  HwIntakeSpool *spool;   /* (not owned) */
  HwMessageItem *item;    /* (owned) */
} Taking;

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Taking *taking = user_data;
  g_autoptr (GError) error = NULL;
  HwId id;
  gboolean is_safe = hw_intake_spool_add_finish (taking->spool, result, &id, &error);

  if (!is_safe)
    g_warning ("A message could not be kept: %s", error->message);
  hw_message_item_finish (taking->item, is_safe);
  g_free (taking);
}

static void
take_cb (HwMessageItem *item,
         gpointer       user_data)
{
  HwMessageIntake *self = user_data;
  const HwMessage *message = hw_message_item_get_message (item);
  gint64 now = g_get_real_time ();
  g_autoptr (HwReport) report = hw_message_make_report (message, now, NULL);
  g_autofree char *words = hw_message_dup_words (message);
  g_autoptr (HwSubmission) submission = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  Taking *taking;

  submission = report != NULL ? hw_submission_new (report, LOCALE, words) : NULL;
  sealed = submission != NULL ? hw_submission_seal (submission, self->public_key, &error) : NULL;
  if (sealed == NULL)
    {
      g_warning ("A message could not be sealed. It stays where it is.");
      hw_message_item_finish (item, FALSE);
      return;
    }
  taking = g_new (Taking, 1);
  taking->spool = self->spool;
  taking->item = item;
  hw_intake_spool_add_async (self->spool, &submission->id, sealed, hw_message_item_get_bytes (item), now, added_cb, taking);
}

/**
 * hw_message_intake_new:
 * @settings: where the folders are, and the key
 * @spool: where the messages go; stays open until the last of them is there
 *
 * Looks into the folders of the settings every few seconds, in the main context
 * of the thread.
 *
 * Returns: (transfer full): what does so until it is freed
 */
HwMessageIntake *
hw_message_intake_new (const HwIntakeSettings *settings,
                       HwIntakeSpool          *spool)
{
  const struct { HwMessageFolderKind kind; const char *path; } folders[] = {
    { HW_MESSAGE_FOLDER_SMS, settings->sms_folder }, { HW_MESSAGE_FOLDER_MAIL, settings->mail_folder },
  };
  HwMessageIntake *self = g_new0 (HwMessageIntake, 1);

  memcpy (self->public_key, hw_intake_key_get_public (settings->public_key), sizeof self->public_key);
  self->spool = spool;
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    if (folders[i].path != NULL && *folders[i].path != '\0')
      {
        self->folders[i] = hw_message_folder_new (folders[i].kind, folders[i].path, take_cb, self);
        hw_message_folder_watch (self->folders[i]);
      }
  return self;
}

/**
 * hw_message_intake_look:
 * @self: an intake of messages
 * @now: µs UTC, by the clock that the files are dated with
 * @error: return location for a %G_FILE_ERROR
 *
 * Looks now, not only when it is time again.
 *
 * Returns: whether the folders could be read
 */
gboolean
hw_message_intake_look (HwMessageIntake *self,
                        gint64           now,
                        GError         **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->folders); i++)
    if (self->folders[i] != NULL && !hw_message_folder_look (self->folders[i], now, error))
      return FALSE;
  return TRUE;
}

/**
 * hw_message_intake_free:
 * @self: (nullable) (transfer full): an intake of messages; those on their way still arrive
 */
void
hw_message_intake_free (HwMessageIntake *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->folders); i++)
    hw_message_folder_free (self->folders[i]);
  g_free (self);
}
