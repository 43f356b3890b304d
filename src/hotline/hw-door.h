/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-intake-settings.h"
#include "hw-intake-spool.h"
#include "hw-submission.h"

G_BEGIN_DECLS

/**
 * HwDoorRequest:
 *
 * What somebody asks of the intake service, read and within its limits. The
 * address of who asks is not in it: no door needs it.
 */
typedef struct
{
  const char             *method;            /* "GET", "HEAD", "POST" or another */
  const char             *path;              /* begins with "/"; letters, digits and -._~/ only, no empty part, "." or ".." */
  GHashTable             *query;             /* (element-type utf8 utf8): decoded, as hw_form_data_parse() does */
  const char             *content_type;      /* (nullable) */
  GBytes                 *body;              /* (nullable) */
  const char             *accept;            /* (nullable) */
  const char             *accept_language;   /* (nullable) */
  const char             *authorization;     /* (nullable) */
  gint64                  now;               /* µs UTC */
  HwIntakeSpool          *spool;
  const HwIntakeSettings *settings;
} HwDoorRequest;

typedef struct _HwDoorAnswer HwDoorAnswer;

/**
 * HwDoorReply:
 * @answer: what the door gave
 * @request: what was asked
 * @id: of the submission, which is on the disk; of the earlier one where the same bytes came before
 *
 * Fills the status, the content type and the body of @answer.
 */
typedef void (*HwDoorReply) (HwDoorAnswer        *answer,
                             const HwDoorRequest *request,
                             const HwId          *id);

/**
 * HwDoorAnswer:
 *
 * What a door answers: either all of it, or a submission that is to be recorded
 * first and a function that fills the rest once it is on the disk.
 */
struct _HwDoorAnswer
{
  guint          status;
  char          *content_type;   /* (owned) (nullable) */
  GBytes        *body;           /* (owned) (nullable) */
  char          *location;       /* (owned) (nullable): where a browser is sent on to */
  HwSubmission  *submission;     /* (owned) (nullable) */
  HwDoorReply    reply;          /* (nullable): there where there is a submission */
  gpointer       reply_data;     /* (owned) (nullable) */
  GDestroyNotify reply_free;     /* (nullable) */
};

/**
 * HwDoorOpen:
 * @request: what somebody asks
 *
 * Returns: (transfer full) (nullable): the answer; %NULL where the path belongs to another door
 */
typedef HwDoorAnswer *(*HwDoorOpen) (const HwDoorRequest *request);

HwDoorAnswer *hw_door_answer_new  (guint         status);
void          hw_door_answer_free (HwDoorAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDoorAnswer, hw_door_answer_free)

G_END_DECLS
