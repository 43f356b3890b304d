/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-collector.h"

typedef struct { HwCollected result; } HwCollectorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwCollector, hw_collector, G_TYPE_OBJECT)

static void
hw_collector_class_init (HwCollectorClass *klass)
{
}

static void
hw_collector_init (HwCollector *self)
{
}

/**
 * hw_collector_get_step:
 * @self: a collector
 *
 * Returns: what is to be done next
 */
HwCollectStep
hw_collector_get_step (HwCollector *self)
{
  return HW_COLLECTOR_GET_CLASS (self)->get_step (self);
}

/**
 * hw_collector_ask:
 * @self: a collector whose next step is %HW_COLLECT_ASK
 * @cancellable: (nullable): to stop it
 * @error: return location for an error of %HW_COLLECT_ERROR or %HW_OPEN311_ERROR
 *
 * Asks the server. May be called from any thread.
 *
 * Returns: %FALSE with @error set when it broke off
 */
gboolean
hw_collector_ask (HwCollector   *self,
                  GCancellable  *cancellable,
                  GError       **error)
{
  return HW_COLLECTOR_GET_CLASS (self)->ask (self, cancellable, error);
}

/**
 * hw_collector_use:
 * @self: a collector whose next step is %HW_COLLECT_USE
 * @store: the workspace
 * @error: return location for an error of %HW_STORE_ERROR
 *
 * Reads from or records in the workspace, in one transaction.
 *
 * Returns: %FALSE with @error set when nothing of this step was recorded
 */
gboolean
hw_collector_use (HwCollector  *self,
                  HwStore      *store,
                  GError      **error)
{
  return HW_COLLECTOR_GET_CLASS (self)->use (self, store, error);
}

/**
 * hw_collector_run:
 * @self: a collector
 * @store: the workspace
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Does all steps one after the other, for a program that has nothing else to do.
 *
 * Returns: %FALSE with @error set when it broke off
 */
gboolean
hw_collector_run (HwCollector   *self,
                  HwStore       *store,
                  GCancellable  *cancellable,
                  GError       **error)
{
  HwCollectStep step;

  while ((step = hw_collector_get_step (self)) != HW_COLLECT_DONE)
    if (!(step == HW_COLLECT_ASK ? hw_collector_ask (self, cancellable, error) : hw_collector_use (self, store, error)))
      return FALSE;
  return TRUE;
}

/**
 * hw_collector_get_result:
 * @self: a collector
 *
 * Returns: (transfer none): what came of it so far; kinds of collectors count in it
 */
HwCollected *
hw_collector_get_result (HwCollector *self)
{
  HwCollectorPrivate *private = hw_collector_get_instance_private (self);

  return &private->result;
}
