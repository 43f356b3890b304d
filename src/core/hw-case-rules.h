/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"

G_BEGIN_DECLS

#define HW_CASE_ERROR (hw_case_error_quark ())
GQuark hw_case_error_quark (void);
typedef enum { HW_CASE_ERROR_NO_CONSENT, HW_CASE_ERROR_WITHDRAWN, HW_CASE_ERROR_NOT_VOLUNTARY, HW_CASE_ERROR_NOT_HERE } HwCaseError;

gboolean hw_case_may_disclose   (const HwCase       *self,
                                 const char         *purpose,
                                 const char         *recipient,
                                 gint64              now,
                                 GError            **error);
gboolean hw_case_may_disclose_something (const HwCase *self,
                                         gint64        now,
                                         GError      **error);
gboolean hw_case_may_book       (const HwCase       *self,
                                 const char         *day,
                                 GError            **error);
gboolean hw_case_check_record   (const HwCase       *self,
                                 const HwCaseRecord *record,
                                 gint64              now,
                                 GError            **error);
gboolean hw_case_check_evidence (const HwCase       *self,
                                 GHashTable         *fields,
                                 GError            **error);

G_END_DECLS
