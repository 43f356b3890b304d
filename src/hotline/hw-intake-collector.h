/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-collector.h"

G_BEGIN_DECLS

/* What the workspace remembers of its service, as encrypted as everything else. */
#define HW_COLLECT_SERVER "intake-server"       /* "https://reports.example.org" */
#define HW_COLLECT_KEY    "intake-secret-key"   /* the half that opens what came in */
#define HW_COLLECT_TOKEN  "intake-token"        /* which the service knows by its hash */

#define HW_COLLECT_ERROR (hw_collect_error_quark ())
GQuark hw_collect_error_quark (void);

typedef enum
{
  HW_COLLECT_ERROR_NOT_SET_UP,    /* the workspace knows no service, or has no key */
  HW_COLLECT_ERROR_ADDRESS,       /* not an address that may be asked */
  HW_COLLECT_ERROR_UNREACHABLE,
  HW_COLLECT_ERROR_REFUSED,       /* the service does not know this workspace */
  HW_COLLECT_ERROR_ANSWER         /* it answers something else than an intake service does */
} HwCollectError;

#define HW_TYPE_INTAKE_COLLECTOR (hw_intake_collector_get_type ())
G_DECLARE_FINAL_TYPE (HwIntakeCollector, hw_intake_collector, HW, INTAKE_COLLECTOR, HwCollector)

gboolean     hw_collect_check_server  (const char  *server,
                                       GError     **error);
char        *hw_collect_make_key      (HwStore     *store,
                                       GError     **error);
HwCollector *hw_intake_collector_new  (HwStore     *store,
                                       gint64       now,
                                       GError     **error);

G_END_DECLS
