/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bodies.h"
#include "hw-journal.h"
#include "hw-key-file.h"
#include "hw-store.h"
#include "hw-tables.h"

G_BEGIN_DECLS

struct _HwStore
{
  GObject       parent_instance;

  char         *path;           /* (owned) */
  HwKeyFile    *key_file;       /* (owned) */
  guint8       *key;            /* (owned): guarded memory; for a new passphrase */
  HwConnection *connection;     /* (owned) (nullable): %NULL once closed */
  HwJournal    *journal;        /* (owned) (nullable) */
  HwTables      tables;
  GString      *body;           /* (owned): used again for every body */
};

void     hw_store_make_id  (HwId        *id);
gboolean hw_store_begin    (HwStore     *self,
                            const char  *source,
                            GError     **error);
gboolean hw_store_commit   (HwStore     *self,
                            GError     **error);
void     hw_store_rollback (HwStore     *self);
/* Puts the body that was written to self->body into an entry. */
void     hw_store_fill     (HwStore     *self,
                            HwEntry     *entry,
                            const char  *kind,
                            const char  *compartment,
                            const HwId  *subject,
                            gint64       happened_at);
gboolean hw_store_append   (HwStore     *self,
                            HwEntry     *entry,
                            GByteArray  *parents,
                            GError     **error);
gboolean hw_store_finish   (HwStore     *self,
                            gboolean     done,
                            GError     **error);
void     hw_store_choose_id (HwId       *chosen,
                            const HwId  *given);
gboolean hw_store_check_text (HwStore   *self,
                            GError     **error);
gboolean hw_store_refuse   (GError     **error,
                            HwStoreError code,
                            const char  *words);
gboolean hw_store_refuse_by_rule (GError **rule,
                            GError     **error);

G_END_DECLS
