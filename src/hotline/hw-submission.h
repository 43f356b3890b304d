/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-key.h"
#include "hw-report.h"

G_BEGIN_DECLS

#define HW_SUBMISSION_BLOCK 512   /* bytes: sealed ones are as long as a number of these, so that lengths tell little */

/**
 * HwSubmission:
 *
 * A report as it came through a door of the intake service: sealed before
 * anything of it is written down, opened by a workspace, where it is to be
 * checked before it counts.
 */
typedef struct
{
  HwId       id;               /* given by the service: the reference of who sent it */
  HwChannel  channel;
  gint64     received_at;      /* µs UTC */
  char      *locale;           /* (owned): "en", "da": what they are answered in */
  HwReport  *report;           /* (owned) */
  char      *original;         /* (owned) (nullable): the words as they came */
  char      *forwarded_from;   /* (owned) (nullable): which system passed it on */
} HwSubmission;

HwSubmission *hw_submission_new  (HwReport           *report,
                                  const char         *locale,
                                  const char         *original);
void          hw_submission_free (HwSubmission       *self);
GBytes       *hw_submission_seal (const HwSubmission *self,
                                  const guint8       *public_key,
                                  GError            **error);
HwSubmission *hw_submission_open (GBytes             *sealed,
                                  const HwIntakeKey  *key,
                                  GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSubmission, hw_submission_free)

G_END_DECLS
