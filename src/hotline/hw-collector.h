/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store.h"

G_BEGIN_DECLS

/**
 * HwCollectStep:
 * @HW_COLLECT_ASK: asks a server, on any thread
 * @HW_COLLECT_USE: uses the workspace, on its thread
 * @HW_COLLECT_DONE: everything was collected
 */
typedef enum { HW_COLLECT_ASK, HW_COLLECT_USE, HW_COLLECT_DONE } HwCollectStep;

/**
 * HwCollected:
 * @taken: reports that are to be checked now
 * @duplicates: that were here already
 * @unreadable: sealed to another key or damaged; the service keeps them
 * @refused: that no rule takes
 * @others: that were given but not asked for
 * @told: reports of which the server was told how far they have come
 * @not_told: of which it takes no news
 * @is_cut: whether the server may hold more than it gave
 */
typedef struct
{
  guint    taken, duplicates, unreadable, refused, others, told, not_told;
  gboolean is_cut;
} HwCollected;

/**
 * HwCollector:
 *
 * One collecting of reports from one server, in steps that either ask the
 * server or use the workspace, so that nobody waits for the network while
 * holding the workspace. What was taken in before it breaks off is kept.
 */
#define HW_TYPE_COLLECTOR (hw_collector_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwCollector, hw_collector, HW, COLLECTOR, GObject)

struct _HwCollectorClass
{
  GObjectClass parent_class;

  HwCollectStep (*get_step) (HwCollector *self);
  gboolean      (*ask)      (HwCollector *self, GCancellable *cancellable, GError **error);
  gboolean      (*use)      (HwCollector *self, HwStore *store, GError **error);
};

HwCollectStep hw_collector_get_step   (HwCollector   *self);
gboolean      hw_collector_ask        (HwCollector   *self,
                                       GCancellable  *cancellable,
                                       GError       **error);
gboolean      hw_collector_use        (HwCollector   *self,
                                       HwStore       *store,
                                       GError       **error);
gboolean      hw_collector_run        (HwCollector   *self,
                                       HwStore       *store,
                                       GCancellable  *cancellable,
                                       GError       **error);
HwCollected  *hw_collector_get_result (HwCollector   *self);

G_END_DECLS
