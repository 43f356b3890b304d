/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-heat-maker.h"
#include "hw-point-columns.h"

/*
 * The index belongs to the main thread, and the density is made on others. So
 * the places are copied here, a slice at a time while nothing else is to do, and
 * from the start again when something changed meanwhile; then the copy goes to a
 * thread. Nobody locks anything, and the window waits for at most one slice.
 */

#define SLICE 20000   /* points: about two milliseconds */

struct _HwHeatMaker
{
  GObject parent_instance;

  HwPointIndex *points;       /* (owned) (nullable) */
  HwHeat       *heat;         /* (owned) (nullable): the last that was made */
  GArray       *places;       /* (owned) (nullable) (element-type guint64): the copy, as far as it is */
  gsize         next;         /* the point to be copied next */
  guint         source;       /* of the next slice */
  GCancellable *cancellable;  /* (owned) (nullable): of what a thread makes */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwHeatMaker, hw_heat_maker, G_TYPE_OBJECT)

static void
take_heat (HwHeatMaker *self,
           HwHeat      *heat)
{
  if (self->heat == NULL && heat == NULL)
    return;
  g_clear_pointer (&self->heat, hw_heat_unref);
  self->heat = heat;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
make_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GArray *places = task_data;
  gsize n_places;
  gpointer codes;

  if (g_task_return_error_if_cancelled (task))
    return;
  codes = g_array_steal (places, &n_places);
  g_task_return_pointer (task, hw_heat_new_take (codes, n_places), (GDestroyNotify) hw_heat_unref);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  HwHeat *heat = g_task_propagate_pointer (G_TASK (result), NULL);

  /* without one it was cancelled: something newer is on its way */
  if (heat != NULL)
    take_heat (HW_HEAT_MAKER (source), heat);
}

static void
start_making (HwHeatMaker *self)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, made_cb, NULL);
  g_task_set_source_tag (task, make_thread);
  g_task_set_task_data (task, g_steal_pointer (&self->places), (GDestroyNotify) g_array_unref);
  g_task_run_in_thread (task, make_thread);
}

static gboolean
copy_slice_cb (gpointer user_data)
{
  HwHeatMaker *self = user_data;
  gsize size = hw_point_index_get_size (self->points), end = MIN (self->next + SLICE, size);

  for (; self->next < end; self->next++)
    {
      HwIndexPoint point;

      if (hw_point_index_get_point (self->points, self->next, &point) && hw_point_index_is_shown (self->points, self->next))
        {
          guint64 code = hw_heat_encode (&point.point);

          g_array_append_val (self->places, code);
        }
    }
  if (self->next < size)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  start_making (self);
  return G_SOURCE_REMOVE;
}

static void
stop (HwHeatMaker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->places, g_array_unref);
}

static void
restart (HwHeatMaker *self)
{
  stop (self);
  if (self->points == NULL || hw_point_index_get_size (self->points) == 0)
    {
      take_heat (self, NULL);
      return;
    }
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (guint64), (guint) hw_point_index_get_size (self->points));
  self->next = 0;
  self->source = g_idle_add (copy_slice_cb, self);
}

static void
hw_heat_maker_dispose (GObject *object)
{
  HwHeatMaker *self = HW_HEAT_MAKER (object);

  stop (self);
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_data (self->points, self);
  g_clear_object (&self->points);
  g_clear_pointer (&self->heat, hw_heat_unref);
  G_OBJECT_CLASS (hw_heat_maker_parent_class)->dispose (object);
}

static void
hw_heat_maker_class_init (HwHeatMakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_heat_maker_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HW_TYPE_HEAT_MAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_heat_maker_init (HwHeatMaker *self)
{
}

/**
 * hw_heat_maker_new:
 *
 * Returns: (transfer full): a maker without points
 */
HwHeatMaker *
hw_heat_maker_new (void)
{
  return g_object_new (HW_TYPE_HEAT_MAKER, NULL);
}

/**
 * hw_heat_maker_set_points:
 * @self: a maker
 * @points: (nullable): what to follow; with %NULL there is no density
 */
void
hw_heat_maker_set_points (HwHeatMaker  *self,
                          HwPointIndex *points)
{
  g_return_if_fail (HW_IS_HEAT_MAKER (self));

  if (self->points == points)
    return;
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_data (self->points, self);
  g_set_object (&self->points, points);
  if (points != NULL)
    g_signal_connect_object (points, "changed", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  restart (self);
}

/**
 * hw_heat_maker_get_heat:
 * @self: a maker
 *
 * Returns: (transfer none) (nullable): the density as it was made last
 */
HwHeat *
hw_heat_maker_get_heat (HwHeatMaker *self)
{
  g_return_val_if_fail (HW_IS_HEAT_MAKER (self), NULL);

  return self->heat;
}
