/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* What the models begin with, read on the workspace's thread in one piece of work. */

#define ANSWERED_LIMIT 500
#define ANSWERED_US  (14 * G_TIME_SPAN_DAY)
#define PEOPLE_LIMIT 10000
#define QUEUE_STATUSES (1u << HW_REPORT_NEW | 1u << HW_REPORT_NEEDS_INFORMATION | 1u << HW_REPORT_SENT_OUT | 1u << HW_REPORT_TO_BE_ANSWERED | 1u << HW_REPORT_TO_BE_CHECKED)

void
hw_session_load_free (gpointer pointer)
{
  HwSessionLoad *load = pointer;

  if (load == NULL)
    return;
  g_clear_pointer (&load->team_name, g_free);
  g_clear_pointer (&load->points, g_array_unref);
  g_clear_pointer (&load->queue, g_ptr_array_unref);
  g_clear_pointer (&load->answered, g_ptr_array_unref);
  g_clear_pointer (&load->desks, g_ptr_array_unref);
  g_clear_pointer (&load->author, g_free);
  g_clear_pointer (&load->cases, g_ptr_array_unref);
  g_clear_pointer (&load->people, g_ptr_array_unref);
  g_clear_pointer (&load->partners, g_ptr_array_unref);
  g_clear_pointer (&load->sites, g_ptr_array_unref);
  g_clear_pointer (&load->shifts, g_ptr_array_unref);
  g_clear_pointer (&load->areas, g_ptr_array_unref);
  g_clear_pointer (&load->settings, g_hash_table_unref);
  g_free (load);
}

/* Everybody whom the team knows. */
GPtrArray *
hw_session_load_people (HwStore  *store,
                        GError  **error)
{
  return hw_store_list_people (store, PEOPLE_LIMIT, error);
}

static gboolean
count_reports (HwStore   *store,
               gboolean  *has_reports,
               GError   **error)
{
  g_autoptr (GError) own_error = NULL;

  *has_reports = hw_store_count_reports (store, &own_error) > 0;
  if (own_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

/* The map and the queue: what an import changes. */
HwSessionLoad *
hw_session_load_reports (HwStore       *store,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (HwSessionLoad) load = g_new0 (HwSessionLoad, 1);

  load->points = hw_store_load_points (store, cancellable, error);
  if (load->points == NULL)
    return NULL;
  /* All of them: what nobody sees, nobody answers. Ten thousand take 14 ms, a hundred thousand 230 ms. */
  load->queue = hw_store_list_reports (store, QUEUE_STATUSES, G_MAXSIZE, error);
  if (load->queue == NULL || !count_reports (store, &load->has_reports, error))
    return NULL;
  load->answered = hw_store_list_answered (store, g_get_real_time () - ANSWERED_US, ANSWERED_LIMIT, error);
  if (load->answered == NULL)
    return NULL;
  load->desks = hw_store_list_report_desks (store, QUEUE_STATUSES | 1u << HW_REPORT_CLOSED, error);
  if (load->desks == NULL)
    return NULL;
  load->author = g_strdup (hw_store_get_author (store));
  return g_steal_pointer (&load);
}

/* All that the models and the window begin with. */
HwSessionLoad *
hw_session_load_everything (HwStore       *store,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (HwSessionLoad) load = hw_session_load_reports (store, cancellable, error);

  if (load == NULL)
    return NULL;
  load->team_name = g_strdup (hw_store_get_team_name (store));
  load->cases = hw_store_list_cases (store, error);
  if (load->cases == NULL)
    return NULL;
  load->people = hw_session_load_people (store, error);
  if (load->people == NULL)
    return NULL;
  load->partners = hw_store_list_partners (store, error);
  if (load->partners == NULL)
    return NULL;
  load->sites = hw_store_list_sites (store, error);
  if (load->sites == NULL)
    return NULL;
  load->shifts = hw_session_load_shifts (store, error);
  if (load->shifts == NULL)
    return NULL;
  load->areas = hw_store_list_areas (store, error);
  if (load->areas == NULL)
    return NULL;
  load->settings = hw_store_list_settings (store, error);
  if (load->settings == NULL)
    return NULL;
  return g_steal_pointer (&load);
}
