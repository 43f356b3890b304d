/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "hw-id.h"
#include "hw-store.h"

G_BEGIN_DECLS

#define HW_WORKSPACE_KEY_LENGTH 32

/**
 * HwKeyFile:
 *
 * What stands beside a workspace as PATH.key: the team's name in the clear, and
 * slots that each hold the workspace's key, locked by one secret.
 */
typedef struct _HwKeyFile HwKeyFile;

guint8     *hw_workspace_key_new       (void);
void        hw_workspace_key_free      (guint8        *key);

HwKeyFile  *hw_key_file_new            (const char    *team_name,
                                        const HwId    *device);
HwKeyFile  *hw_key_file_load           (const char    *path,
                                        GError       **error);
gboolean    hw_key_file_save           (HwKeyFile     *self,
                                        const char    *path,
                                        gboolean       replace,
                                        GError       **error);
void        hw_key_file_free           (HwKeyFile     *self);
const char *hw_key_file_get_team_name  (HwKeyFile     *self);
void        hw_key_file_get_device     (HwKeyFile     *self,
                                        HwId          *device);
gboolean    hw_key_file_set_passphrase (HwKeyFile     *self,
                                        const guint8  *workspace_key,
                                        const char    *passphrase,
                                        HwKeyStrength  strength,
                                        GError       **error);
char       *hw_key_file_set_recovery   (HwKeyFile     *self,
                                        const guint8  *workspace_key,
                                        HwKeyStrength  strength,
                                        GError       **error);
guint8     *hw_key_file_unlock         (HwKeyFile     *self,
                                        HwSecretKind   kind,
                                        const char    *secret,
                                        GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwKeyFile, hw_key_file_free)

G_END_DECLS
