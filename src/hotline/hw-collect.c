/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-collect.h"

#include "hw-intake-collector.h"
#include "hw-server-collector.h"

/* Everything that a workspace collects from: the team's own intake service, and the servers of others. */

static gboolean
add_servers (GPtrArray  *collectors,
             HwStore    *store,
             gint64      now,
             GError    **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) servers = NULL;

  if (!hw_store_read_setting (store, HW_OTHER_SERVERS, &text, error))
    return FALSE;
  servers = hw_other_servers_from_string (text);
  for (guint i = 0; i < servers->len; i++)
    {
      HwCollector *collector = hw_server_collector_new (g_ptr_array_index (servers, i), now, error);

      if (collector == NULL)
        return FALSE;
      g_ptr_array_add (collectors, collector);
    }
  return TRUE;
}

/**
 * hw_collect_list_collectors:
 * @store: a workspace
 * @now: µs UTC
 * @error: return location for %HW_COLLECT_ERROR_NOT_SET_UP and so on
 *
 * Returns: (transfer full) (nullable) (element-type HwCollector): one for each
 *   server that the workspace knows, at least one; %NULL where it knows none
 */
GPtrArray *
hw_collect_list_collectors (HwStore  *store,
                            gint64    now,
                            GError  **error)
{
  g_autoptr (GPtrArray) collectors = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) own_error = NULL;
  HwCollector *intake = hw_intake_collector_new (store, now, &own_error);

  if (intake != NULL)
    g_ptr_array_add (collectors, intake);
  else if (!g_error_matches (own_error, HW_COLLECT_ERROR, HW_COLLECT_ERROR_NOT_SET_UP))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }
  if (!add_servers (collectors, store, now, error))
    return NULL;
  if (collectors->len > 0)
    return g_steal_pointer (&collectors);
  g_propagate_error (error, g_steal_pointer (&own_error));
  return NULL;
}

/**
 * hw_collect_add:
 * @sum: what came of other collectors
 * @part: what came of one more, which is added
 */
void
hw_collect_add (HwCollected       *sum,
                const HwCollected *part)
{
  sum->taken += part->taken;
  sum->duplicates += part->duplicates;
  sum->unreadable += part->unreadable;
  sum->refused += part->refused;
  sum->others += part->others;
  sum->told += part->told;
  sum->not_told += part->not_told;
  sum->is_cut |= part->is_cut;
}
