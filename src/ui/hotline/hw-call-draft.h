/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwCallDraft:
 *
 * A call that is being taken: what was typed, as it was typed, so that nothing
 * of it is lost by a lock or a power cut. It becomes a report by
 * hw_call_draft_dup_report().
 */
#define HW_TYPE_CALL_DRAFT (hw_call_draft_get_type ())
G_DECLARE_FINAL_TYPE (HwCallDraft, hw_call_draft, HW, CALL_DRAFT, GObject)

/* The words that are typed. */
typedef enum { HW_DRAFT_WHERE, HW_DRAFT_WHEN, HW_DRAFT_APPEARANCE, HW_DRAFT_WORRIES, HW_DRAFT_LANGUAGE, HW_DRAFT_CALLER,
               HW_DRAFT_PHONE /* the number that the telephone gave */,
               HW_DRAFT_SAME /* rows of the reports that are of the same people */, HW_N_DRAFT_TEXTS } HwDraftText;
/* The answers that are chosen: -1 while they are not. */
typedef enum { HW_DRAFT_CHANNEL, HW_DRAFT_PEOPLE, HW_DRAFT_AGE, HW_DRAFT_KNOWS, HW_DRAFT_USUALLY, HW_DRAFT_ANSWER, HW_DRAFT_CONCERNS, HW_N_DRAFT_NUMBERS } HwDraftNumber;

HwCallDraft *hw_call_draft_new         (gint64         started_at);
gint64       hw_call_draft_get_started (HwCallDraft   *self);
const char  *hw_call_draft_get_text    (HwCallDraft   *self,
                                        HwDraftText    which);
gboolean     hw_call_draft_set_text    (HwCallDraft   *self,
                                        HwDraftText    which,
                                        const char    *text);
int          hw_call_draft_get_number  (HwCallDraft   *self,
                                        HwDraftNumber  which);
gboolean     hw_call_draft_set_number  (HwCallDraft   *self,
                                        HwDraftNumber  which,
                                        int            number);
void         hw_call_draft_set_same    (HwCallDraft   *self,
                                        gint64         row,
                                        gboolean       same);
GArray      *hw_call_draft_dup_same    (HwCallDraft   *self);
HwPoint      hw_call_draft_get_point   (HwCallDraft   *self,
                                        double        *precision_m);
void         hw_call_draft_set_point   (HwCallDraft   *self,
                                        const HwPoint *point,
                                        double         precision_m);
void         hw_call_draft_set_phone   (HwCallDraft   *self,
                                        const char    *phone);
gboolean     hw_call_draft_is_empty    (HwCallDraft   *self);
HwReport    *hw_call_draft_dup_report  (HwCallDraft   *self,
                                        gint64         now,
                                        GTimeZone     *zone);

char        *hw_call_drafts_to_text    (GListModel    *drafts);
void         hw_call_drafts_from_text  (const char    *text,
                                        GListStore    *drafts);

G_END_DECLS
