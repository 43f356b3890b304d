/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-key.h"

G_BEGIN_DECLS

/**
 * HwIntakeSettings:
 *
 * What the intake service is told by its settings file (a key file, groups
 * [intake] and [limits]): nothing in it opens a report.
 */
typedef struct
{
  HwIntakeKey *public_key;           /* (owned): what reports are sealed to */
  char        *spool;                /* (owned): the file they lie in until they are collected */
  char        *listen;               /* (owned): "127.0.0.1:PORT", "[::1]:PORT" or "unix:PATH" */
  char        *base_url;             /* (owned) (nullable): as people see it, without a slash at its end */
  char        *team;                 /* (owned) (nullable): who reads the reports */
  char        *telephone;            /* (owned) (nullable): of the hotline */
  char        *emergency;            /* (owned) (nullable): the number to ring in danger */
  char        *jurisdiction;         /* (owned) (nullable): jurisdiction_id of Open311 */
  char        *open311_key;          /* (owned) (nullable): api_key that posting through Open311 needs */
  char        *sms_token;            /* (owned) (nullable): of the SMS gateway; without one that door is closed */
  char        *sms_sender;           /* (owned) (nullable): the field with the sender */
  char        *sms_text;             /* (owned) (nullable): the field with the words */
  char        *sms_folder;           /* (owned) (nullable): the inbox of Gammu's SMS daemon */
  char        *mail_folder;          /* (owned) (nullable): where e-mails are put, one a file */
  char        *map;                  /* (owned) (nullable): a file of map tiles, in which the web form lets people point */
  char        *collect_token_hash;   /* (owned) (nullable): of the workspace's token, 64 hexadecimal digits; without one nothing is collected */
  guint        reports_per_hour;     /* of one source, on the average */
  guint        reports_at_once;      /* of one source */
  guint        requests_per_minute;  /* of one source, on the average, of any kind */
  guint        gateway_per_minute;   /* reports through a door that asks for a token */
  guint        connections;          /* at the same time */
  guint        seconds;              /* that a request may take to arrive, and an answer to be taken */
  guint        waiting;              /* reports that may wait to be collected */
  guint        in_one_commit;        /* reports that are written together */
} HwIntakeSettings;

HwIntakeSettings *hw_intake_settings_load (const char        *path,
                                           GError           **error);
void              hw_intake_settings_free (HwIntakeSettings  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwIntakeSettings, hw_intake_settings_free)

G_END_DECLS
