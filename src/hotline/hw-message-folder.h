/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-message.h"

G_BEGIN_DECLS

typedef enum
{
  HW_MESSAGE_FOLDER_SMS,    /* the inbox of Gammu's SMS daemon */
  HW_MESSAGE_FOLDER_MAIL    /* one e-mail a file, as in new/ of a Maildir; words only in *.txt */
} HwMessageFolderKind;

#define HW_MESSAGE_FOLDER_ASIDE "not-read"   /* the folder within for what is no message */

/**
 * HwMessageFolder:
 *
 * A folder into which another program puts messages.
 */
typedef struct _HwMessageFolder HwMessageFolder;

/**
 * HwMessageItem:
 *
 * One message of a folder, of one file or several, which stay until it is safe
 * elsewhere.
 */
typedef struct _HwMessageItem HwMessageItem;

typedef void (*HwMessageTake) (HwMessageItem *item,
                               gpointer       user_data);

HwMessageFolder *hw_message_folder_new        (HwMessageFolderKind   kind,
                                               const char           *path,
                                               HwMessageTake         take,
                                               gpointer              user_data);
void             hw_message_folder_free       (HwMessageFolder      *self);
gboolean         hw_message_folder_look       (HwMessageFolder      *self,
                                               gint64                now,
                                               GError              **error);
void             hw_message_folder_watch      (HwMessageFolder      *self);
const HwMessage *hw_message_item_get_message  (const HwMessageItem  *item);
GBytes          *hw_message_item_get_bytes    (const HwMessageItem  *item);
void             hw_message_item_finish       (HwMessageItem        *item,
                                               gboolean              is_safe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMessageFolder, hw_message_folder_free)

G_END_DECLS
