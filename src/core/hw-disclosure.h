/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

/**
 * HwDisclosed:
 * @recipient: who was told
 * @records: (element-type HwCaseRecord): what, when and what for, oldest first
 * @withdrawn: a consent to tell them was taken back
 * @recalled: a recall letter was prepared after they were last told something
 *
 * What one recipient knows of a person from us.
 */
typedef struct
{
  char      *recipient;   /* (owned) */
  GPtrArray *records;     /* (owned) */
  gboolean   withdrawn;
  gboolean   recalled;
} HwDisclosed;

void       hw_disclosed_free              (gpointer      disclosed);
GPtrArray *hw_disclosure_list             (const HwCase *case_);
gboolean   hw_disclosure_check_journey    (const HwCase *case_,
                                           gint64        now,
                                           GError      **error);

G_END_DECLS
