/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "hw-id.h"
#include "hw-point.h"

G_BEGIN_DECLS

typedef enum
{
  HW_CHANNEL_PHONE, HW_CHANNEL_WEB, HW_CHANNEL_SMS, HW_CHANNEL_EMAIL,
  HW_CHANNEL_OTHER_SYSTEM, HW_CHANNEL_OWN_OBSERVATION, HW_CHANNEL_SELF_REFERRAL,
  HW_N_CHANNELS
} HwChannel;

typedef enum
{
  HW_REPORT_NEW, HW_REPORT_NEEDS_INFORMATION, HW_REPORT_SENT_OUT, HW_REPORT_TO_BE_ANSWERED, HW_REPORT_CLOSED,
  HW_REPORT_TO_BE_CHECKED,   /* came in through the service; counts nowhere until a worker took it in */
  HW_REPORT_DISMISSED,       /* was no report; counts nowhere */
  HW_N_REPORT_STATUSES
} HwReportStatus;
#define HW_N_COUNTED_STATUSES HW_REPORT_TO_BE_CHECKED   /* the statuses before it are on the map, in counts and in exports */

typedef enum
{
  HW_AGE_UNKNOWN, HW_AGE_UNDER_18, HW_AGE_18_25, HW_AGE_26_49, HW_AGE_50_PLUS,
  HW_N_AGES
} HwAgeGroup;

/* A set of what the caller worries about. */
typedef enum
{
  HW_CONCERN_HEALTH = 1 << 0, HW_CONCERN_COLD = 1 << 1, HW_CONCERN_VIOLENCE = 1 << 2,
  HW_CONCERN_EXPLOITATION = 1 << 3, HW_CONCERN_ANIMAL = 1 << 4, HW_CONCERN_DANGER_NOW = 1 << 5
} HwConcerns;
#define HW_N_CONCERNS 6

typedef enum { HW_ANSWER_UNKNOWN, HW_ANSWER_NO, HW_ANSWER_YES } HwTriState;
typedef enum { HW_REPLY_NO, HW_REPLY_SMS, HW_REPLY_CALL, HW_REPLY_EMAIL, HW_N_REPLIES } HwReplyWish;
typedef enum { HW_USUALLY_UNKNOWN, HW_USUALLY_TONIGHT_ONLY, HW_USUALLY_MOST_NIGHTS, HW_N_USUALLY } HwUsually;

/**
 * HwReport:
 *
 * Somebody told the hotline that they saw someone sleeping out. What is taken
 * down is DOMAIN.md's list ("Hotline report"). A plain record: build it on the
 * stack with designated initialisers and hand it to hw_report_new(), which
 * copies every string; once built it does not change, a correction is a new
 * entry. Strings are UTF-8, %NULL where nothing was said. Times are
 * microseconds UTC, 0 where unknown.
 */
typedef struct
{
  HwId           id;                 /* nil until the store gives it one */
  gint64         row;                /* of the projection; 0 before it is recorded */
  HwChannel      channel;
  HwReportStatus status;
  gint64         received_at;
  gint64         seen_at;
  gint64         seen_precision;     /* µs either way */
  HwUsually      usually_there;
  const char    *usual_time;         /* words: "after ten" */
  HwPoint        point;              /* HW_POINT_UNKNOWN where there are only words */
  double         point_precision_m;
  const char    *place;              /* words: "behind the bins, Drummond St entrance" */
  guint          people;             /* 0: not said */
  HwAgeGroup     age;
  const char    *gender;             /* only if volunteered */
  const char    *appearance;         /* what they look like and carry */
  const char    *language;           /* heard; never on a map, in a filter or an export (DESIGN 6) */
  HwConcerns     concerns;
  const char    *worries;            /* words for the concerns */
  HwTriState     knows_of_call;
  const char    *caller_name;
  const char    *caller_contact;
  HwReplyWish    reply_wish;
  const char    *outcome;            /* code of DOMAIN.md's list once known, e.g. "found-engaging" */
  const char    *source_id;          /* the number it had in another system */
} HwReport;

#define HW_TYPE_REPORT (hw_report_get_type ())
GType          hw_report_get_type       (void);
HwReport      *hw_report_new            (const HwReport *template_);
HwReport      *hw_report_ref            (HwReport       *report);
void           hw_report_unref          (HwReport       *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwReport, hw_report_unref)

/* Stable names used in the journal, in files and on the command line: "phone", "needs-information", "26-49". */
const char    *hw_channel_to_string       (HwChannel       channel);
gboolean       hw_channel_from_string     (const char     *name, HwChannel *channel);
const char    *hw_report_status_to_string (HwReportStatus  status);
gboolean       hw_report_status_from_string (const char   *name, HwReportStatus *status);
const char    *hw_age_group_to_string     (HwAgeGroup      age);
gboolean       hw_age_group_from_string   (const char     *name, HwAgeGroup *age);

#define HW_REPORT_MAX_PEOPLE 500u   /* in one report */
#define HW_REPORT_MAX_LINE   500L   /* characters of a name or a number */
#define HW_REPORT_MAX_TEXT   10000L /* characters of what somebody tells */

/* Rules: a report needs a place (point or words) and a time that is not in the future of @now nor before 1990. */
#define HW_REPORT_ERROR (hw_report_error_quark ())
GQuark hw_report_error_quark (void);
typedef enum { HW_REPORT_ERROR_NO_PLACE, HW_REPORT_ERROR_NO_TIME, HW_REPORT_ERROR_TIME_RANGE, HW_REPORT_ERROR_POINT_RANGE, HW_REPORT_ERROR_PEOPLE, HW_REPORT_ERROR_TOO_LONG, HW_REPORT_ERROR_NOT_TEXT,
               HW_REPORT_ERROR_MISSING /* a field that must be there */, HW_REPORT_ERROR_VALUE /* a field that is not what it should be */ } HwReportError;
gboolean       hw_report_check            (const HwReport *report,
                                           gint64          now,
                                           GError        **error);
/* Whether a report in @status is on the map, in hot-spots, counts, exports and what is searched. */
gboolean       hw_report_status_counts    (HwReportStatus status);
/* Immediate danger, or a child: the emergency services come first (DOMAIN.md). */
gboolean       hw_report_is_urgent        (const HwReport *report);
/* Whether moving a report from one status to another makes sense (a closed one may be reopened by a correction). */
gboolean       hw_report_status_may_follow (HwReportStatus from,
                                           HwReportStatus  to);

G_END_DECLS
