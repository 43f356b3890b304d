/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store.h"

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

/**
 * HwCollected:
 * @taken: reports that are to be checked now
 * @duplicates: that were here already
 * @unreadable: sealed to another key or damaged; the service keeps them
 * @refused: that no rule takes; they are forgotten
 * @told: reports whose status the service was told
 */
typedef struct { guint taken, duplicates, unreadable, refused, told; } HwCollected;

/**
 * HwCollector:
 *
 * One collecting, in steps that either ask the service or use the workspace, so
 * that nobody waits for the network while holding the workspace:
 * ask and take until there is nothing more, then gather, tell and keep.
 */
typedef struct _HwCollector HwCollector;

gboolean           hw_collect_check_server (const char    *server,
                                            GError       **error);
char              *hw_collect_make_key     (HwStore       *store,
                                            GError       **error);
HwCollector       *hw_collector_new        (HwStore       *store,
                                            gint64         now,
                                            GError       **error);
void               hw_collector_free       (HwCollector   *self);
gboolean           hw_collector_ask        (HwCollector   *self,
                                            GCancellable  *cancellable,
                                            GError       **error);
gboolean           hw_collector_has_some   (HwCollector   *self);
gboolean           hw_collector_take       (HwCollector   *self,
                                            HwStore       *store,
                                            GError       **error);
gboolean           hw_collector_gather     (HwCollector   *self,
                                            HwStore       *store,
                                            GError       **error);
gboolean           hw_collector_tell       (HwCollector   *self,
                                            GCancellable  *cancellable,
                                            GError       **error);
gboolean           hw_collector_keep       (HwCollector   *self,
                                            HwStore       *store,
                                            GError       **error);
const HwCollected *hw_collector_get_result (HwCollector   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCollector, hw_collector_free)

G_END_DECLS
