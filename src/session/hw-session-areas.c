/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-session-private.h"

/* The areas: parts of the town, read from a file of boundaries and kept in the workspace, with the team that covers each. */

static HwSessionChange *
change_of_areas (HwStore     *store,
                 const HwId  *id,
                 guint        n,
                 GError     **error)
{
  GPtrArray *areas = hw_store_list_areas (store, error);
  HwSessionChange *change;

  if (areas == NULL)
    return NULL;
  change = g_new0 (HwSessionChange, 1);
  change->areas = areas;
  change->id = *id;
  change->n = n;
  return change;
}

/* Of one area, or of all of a file. */
static gpointer
save_areas (HwStore       *store,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  GPtrArray *areas = data;
  HwId first;

  return hw_store_record_areas (store, areas, &first, error) ? change_of_areas (store, &first, areas->len, error) : NULL;
}

static const HwSessionWork save_areas_work = { save_areas, hw_session_apply_change, (GDestroyNotify) g_ptr_array_unref, hw_session_change_free };

static GPtrArray *
new_areas (guint n_areas)
{
  return g_ptr_array_new_full (n_areas, (GDestroyNotify) hw_area_free);
}

/* -- a file of boundaries -- */

/* Neighbours of a file get different colours; one without a name gets its number. */
static HwArea *
make_area (HwBoundary *boundary,
           guint       number)
{
  g_autofree char *name = NULL;
  HwArea area = { .rings = boundary->rings, .box = boundary->box, .colour = (guint8) (number % HW_AREA_N_COLOURS) };

  /* Translators: an area of the town without a name, by its number in the file. */
  name = boundary->name != NULL && boundary->name[0] != '\0' ? g_strdup (boundary->name) : g_strdup_printf (_("Area %u"), number + 1);
  area.name = name;
  return hw_area_copy (&area);
}

/**
 * hw_session_import_areas_async:
 * @self: the session
 * @boundaries: (element-type HwBoundary): what hw_boundaries_read() gave; their rings are shared, not copied
 *
 * Makes a new area of every boundary; no team covers them yet.
 */
void
hw_session_import_areas_async (HwSession           *self,
                               GPtrArray           *boundaries,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GPtrArray *areas;

  g_return_if_fail (HW_IS_SESSION (self) && boundaries != NULL);

  areas = new_areas (boundaries->len);
  for (guint i = 0; i < boundaries->len; i++)
    g_ptr_array_add (areas, make_area (g_ptr_array_index (boundaries, i), i));
  hw_session_run (self, &save_areas_work, areas, hw_session_import_areas_async, NULL, callback, user_data);
}

/**
 * hw_session_import_areas_finish:
 *
 * Returns: how many areas were recorded; 0 with @error set when none was
 */
guint
hw_session_import_areas_finish (HwSession     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  HwSessionChange *change = hw_session_run_finish (self, result, hw_session_import_areas_async, error);
  guint n = change != NULL ? change->n : 0;

  hw_session_change_free (change);
  return n;
}

/* -- one area -- */

/**
 * hw_session_save_area_async:
 * @self: the session
 * @area: all that is known of it; its rings are shared, not copied. One with an identity takes the place of what was known before
 */
void
hw_session_save_area_async (HwSession           *self,
                            const HwArea        *area,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GPtrArray *areas;

  g_return_if_fail (HW_IS_SESSION (self) && area != NULL);

  areas = new_areas (1);
  g_ptr_array_add (areas, hw_area_copy (area));
  hw_session_run (self, &save_areas_work, areas, hw_session_save_area_async, NULL, callback, user_data);
}

/**
 * hw_session_save_area_finish:
 * @id: (out) (optional): the area
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_save_area_finish (HwSession     *self,
                             GAsyncResult  *result,
                             HwId          *id,
                             GError       **error)
{
  return hw_session_change_finish_with_id (self, result, hw_session_save_area_async, id, error);
}

static gpointer
remove_area (HwStore       *store,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const HwId *area = data;

  return hw_store_record_area_removal (store, area, error) ? change_of_areas (store, area, 0, error) : NULL;
}

static const HwSessionWork remove_area_work = { remove_area, hw_session_apply_change, g_free, hw_session_change_free };

/**
 * hw_session_remove_area_async:
 * @self: the session
 * @area: which one
 */
void
hw_session_remove_area_async (HwSession           *self,
                              const HwId          *area,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && area != NULL);

  hw_session_run (self, &remove_area_work, hw_id_copy (area), hw_session_remove_area_async, NULL, callback, user_data);
}

/**
 * hw_session_remove_area_finish:
 *
 * Returns: %FALSE with @error set when nothing was recorded
 */
gboolean
hw_session_remove_area_finish (HwSession     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return hw_session_change_finish (self, result, hw_session_remove_area_async, error);
}

/**
 * hw_session_get_areas:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwAreaItem, by name
 */
GListModel *
hw_session_get_areas (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->areas);
}
