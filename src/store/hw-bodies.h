/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-area.h"
#include "hw-answered-by.h"
#include "hw-bed.h"
#include "hw-caller-answer.h"
#include "hw-casework.h"
#include "hw-contact.h"
#include "hw-named-place.h"
#include "hw-promise.h"
#include "hw-report.h"
#include "hw-shift.h"
#include "hw-site.h"
#include "hw-tap.h"

G_BEGIN_DECLS

#define HW_BODY_MAX_DEPTH 16   /* arrays and objects in one another; ours have six */

/**
 * HwBody:
 *
 * The body of an entry that was read. Text it gives away lives as long as it does.
 */
typedef struct _HwBody HwBody;

HwBody     *hw_body_parse             (const char       *body,
                                       gsize             length,
                                       GError          **error);
void        hw_body_free              (HwBody           *self);
const char *hw_body_get_text          (HwBody           *self,
                                       const char       *name);
gint64      hw_body_get_int           (HwBody           *self,
                                       const char       *name);
gboolean    hw_body_get_boolean       (HwBody           *self,
                                       const char       *name);
double      hw_body_get_double        (HwBody           *self,
                                       const char       *name,
                                       double            otherwise);
void        hw_body_get_point         (HwBody           *self,
                                       HwPoint          *point);
void        hw_body_put_point         (GString          *body,
                                       const HwPoint    *point);
GPtrArray  *hw_body_dup_objects       (HwBody           *self,
                                       const char       *name);
GHashTable *hw_body_dup_texts         (HwBody           *self,
                                       const char       *name);
gboolean    hw_body_get_id            (HwBody           *self,
                                       const char       *name,
                                       HwId             *id);

/* Points are kept as whole numbers of 1e-7 degrees (1 cm), in bodies and in tables alike. */
#define HW_DEGREES_TO_E7(degrees) ((gint64) ((degrees) * 1e7 + ((degrees) < 0 ? -0.5 : 0.5)))

void        hw_body_write_report      (GString          *body,
                                       const HwReport   *report);
void        hw_body_read_report       (HwBody           *self,
                                       HwReport         *report);
void        hw_body_write_status      (GString          *body,
                                       HwReportStatus    status,
                                       const char       *outcome,
                                       const char       *note,
                                       const HwId       *stop);
void        hw_body_write_contact     (GString          *body,
                                       const HwContact  *contact);
void        hw_body_read_contact      (HwBody           *self,
                                       HwContact        *contact);
void        hw_body_write_person      (GString          *body,
                                       const HwPerson   *person);
void        hw_body_read_person       (HwBody           *self,
                                       HwPerson         *person);
void        hw_body_write_case        (GString          *body,
                                       const HwId       *person,
                                       const char       *wish,
                                       const HwId       *previous);
void        hw_body_write_evidence    (GString          *body,
                                       const char       *field,
                                       const char       *value);
void        hw_body_write_move        (GString          *body,
                                       HwStage           from,
                                       HwStage           stage);
void        hw_body_write_consent     (GString          *body,
                                       const HwConsent  *consent);
void        hw_body_read_consent      (HwBody           *self,
                                       HwConsent        *consent);
void        hw_body_write_withdrawal  (GString          *body,
                                       const HwId       *consent,
                                       const char       *purpose,
                                       const char       *recipient,
                                       const char       *reason);

void        hw_body_write_expiry      (GString          *body,
                                       const HwConsent  *consent);
void        hw_body_write_case_record (GString          *body,
                                       const HwCaseRecord *record);
HwCaseRecord *hw_body_dup_case_record (HwBody           *self,
                                       HwCaseRecordKind  kind);
void        hw_body_write_partner     (GString          *body,
                                       const HwPartner  *partner);
void        hw_body_read_partner      (HwBody           *self,
                                       HwPartner        *partner);
void        hw_body_write_link        (GString          *body,
                                       const HwId       *other,
                                       gboolean          same,
                                       const char       *reason);
void        hw_body_write_match       (GString          *body,
                                       const HwId       *person);
void        hw_body_write_site        (GString          *body,
                                       const HwSite     *site);
void        hw_body_read_site         (HwBody           *self,
                                       HwSite           *site);
void        hw_body_write_closure     (GString          *body,
                                       gint64            closes_at,
                                       gboolean          by_authorities,
                                       const char       *note);
void        hw_body_write_area        (GString          *body,
                                       const HwArea     *area);
void        hw_body_read_area         (HwBody           *self,
                                       HwArea           *area);
void        hw_body_write_nothing     (GString          *body);
void        hw_body_write_assignment  (GString          *body,
                                       const char       *to);
void        hw_body_write_emergency   (GString          *body,
                                       gboolean          told);
void        hw_body_write_answer      (GString          *body,
                                       HwAnsweredBy      how,
                                       HwCallerAnswer    answer,
                                       const char       *words);
void        hw_body_write_named_place (GString          *body,
                                       const HwNamedPlace *place);
void        hw_body_read_named_place  (HwBody           *self,
                                       HwNamedPlace     *place);
void        hw_body_write_shift       (GString          *body,
                                       const HwShift    *shift);
HwShift    *hw_body_dup_shift         (HwBody           *self);
char       *hw_body_dup_team          (GPtrArray        *team);
void        hw_body_read_team         (HwBody           *self,
                                       GPtrArray        *team);
void        hw_body_write_round       (GString          *body,
                                       GPtrArray        *stops);
void        hw_body_read_round        (HwBody           *self,
                                       GPtrArray        *stops);
void        hw_body_write_shift_state (GString          *body,
                                       HwShiftState      state,
                                       gint64            at,
                                       guint             paper_minutes);
void        hw_body_write_tap         (GString          *body,
                                       const HwTap      *tap);
gboolean    hw_body_read_tap          (HwBody           *self,
                                       HwTap            *tap);
void        hw_body_write_bed         (GString          *body,
                                       const HwBed      *bed);
void        hw_body_read_bed          (HwBody           *self,
                                       HwBed            *bed);
void        hw_body_write_bed_answer  (GString          *body,
                                       HwBedState        state,
                                       const char       *reason,
                                       const char       *words);
void        hw_body_write_promise     (GString          *body,
                                       const HwPromise  *promise);
void        hw_body_read_promise      (HwBody           *self,
                                       HwPromise        *promise);
void        hw_body_write_settlement  (GString          *body,
                                       gboolean          kept,
                                       const char       *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBody, hw_body_free)

G_END_DECLS
