/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-door.h"

/* A door is a group of paths of the intake service and the function that answers them. */

/**
 * hw_door_answer_new:
 * @status: of HTTP; 0 where the reply will say
 *
 * Returns: (transfer full): an answer to fill
 */
HwDoorAnswer *
hw_door_answer_new (guint status)
{
  HwDoorAnswer *self = g_new0 (HwDoorAnswer, 1);

  self->status = status;
  return self;
}

/**
 * hw_door_answer_free:
 * @self: (nullable): an answer
 *
 * Frees it, and wipes the submission in it.
 */
void
hw_door_answer_free (HwDoorAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->location);
  hw_submission_free (self->submission);
  if (self->reply_free != NULL)
    self->reply_free (self->reply_data);
  g_free (self);
}
