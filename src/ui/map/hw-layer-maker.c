/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-layer-maker.h"
#include "hw-concentrations.h"
#include "hw-heat.h"

/*
 * The index belongs to the main thread, and what is made of it is made on others. So
 * the places are copied here, a slice at a time while nothing else is to do, and
 * from the start again when something changed meanwhile; then the copy goes to a
 * thread. Nobody locks anything, and the window waits for at most one slice.
 */

#define SLICE 20000   /* points: about two milliseconds */

/* What is made of the places. */
typedef struct
{
  gsize          size;                            /* of what is kept of a place, in bytes */
  void         (*keep) (const HwPoint *place,
                        gpointer       kept);
  gpointer     (*make) (gpointer       kept,      /* (transfer full): of all places; on a thread */
                        gsize          n_places);
  GDestroyNotify unref;
} Recipe;

struct _HwLayerMaker
{
  GObject parent_instance;

  const Recipe *recipe;
  HwPointIndex *points;       /* (owned) (nullable) */
  gpointer      made;         /* (owned) (nullable): the last that was made */
  GArray       *places;       /* (owned) (nullable): the copy, as far as it is */
  gsize         next;         /* the point to be copied next */
  guint         source;       /* of the next slice */
  GCancellable *cancellable;  /* (owned) (nullable): of what a thread makes */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwLayerMaker, hw_layer_maker, G_TYPE_OBJECT)

static void
take (HwLayerMaker *self,
      gpointer      made)
{
  if (self->made == NULL && made == NULL)
    return;
  g_clear_pointer (&self->made, self->recipe->unref);
  self->made = made;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
make_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Recipe *recipe = HW_LAYER_MAKER (source_object)->recipe;
  GArray *places = task_data;
  gsize n_places;
  gpointer kept;

  if (g_task_return_error_if_cancelled (task))
    return;
  kept = g_array_steal (places, &n_places);
  g_task_return_pointer (task, recipe->make (kept, n_places), recipe->unref);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  gpointer made = g_task_propagate_pointer (G_TASK (result), NULL);

  /* without one it was cancelled: something newer is on its way */
  if (made != NULL)
    take (HW_LAYER_MAKER (source), made);
}

static void
start_making (HwLayerMaker *self)
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
  HwLayerMaker *self = user_data;
  gsize size = hw_point_index_get_size (self->points), end = MIN (self->next + SLICE, size);

  for (; self->next < end; self->next++)
    {
      HwIndexPoint point;

      if (hw_point_index_get_point (self->points, self->next, &point) && hw_point_index_is_shown (self->points, self->next))
        {
          g_array_set_size (self->places, self->places->len + 1);
          self->recipe->keep (&point.point, self->places->data + (self->places->len - 1) * self->recipe->size);
        }
    }
  if (self->next < size)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  start_making (self);
  return G_SOURCE_REMOVE;
}

static void
stop (HwLayerMaker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->places, g_array_unref);
}

static void
restart (HwLayerMaker *self)
{
  stop (self);
  if (self->points == NULL || hw_point_index_get_size (self->points) == 0)
    {
      take (self, NULL);
      return;
    }
  self->places = g_array_sized_new (FALSE, FALSE, (guint) self->recipe->size, (guint) hw_point_index_get_size (self->points));
  self->next = 0;
  self->source = g_idle_add (copy_slice_cb, self);
}

static void
hw_layer_maker_dispose (GObject *object)
{
  HwLayerMaker *self = HW_LAYER_MAKER (object);

  stop (self);
  if (self->points != NULL)
    g_signal_handlers_disconnect_by_data (self->points, self);
  g_clear_object (&self->points);
  g_clear_pointer (&self->made, self->recipe->unref);
  G_OBJECT_CLASS (hw_layer_maker_parent_class)->dispose (object);
}

static void
hw_layer_maker_class_init (HwLayerMakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_layer_maker_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", HW_TYPE_LAYER_MAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_layer_maker_init (HwLayerMaker *self)
{
}

/* -- what can be made -- */

static void
keep_code (const HwPoint *place,
           gpointer       kept)
{
  *(guint64 *) kept = hw_heat_encode (place);
}

static gpointer
make_density (gpointer kept,
              gsize    n_places)
{
  return hw_heat_new_take (kept, n_places);
}

static void
keep_place (const HwPoint *place,
            gpointer       kept)
{
  *(HwPoint *) kept = *place;
}

static gpointer
make_concentrations (gpointer kept,
                     gsize    n_places)
{
  g_autofree HwPoint *places = kept;

  return hw_concentrations_new (places, n_places);
}

static const Recipe density = { sizeof (guint64), keep_code, make_density, (GDestroyNotify) hw_heat_unref };
static const Recipe concentrations = { sizeof (HwPoint), keep_place, make_concentrations, (GDestroyNotify) hw_concentrations_unref };

/**
 * hw_layer_maker_new_density:
 *
 * Returns: (transfer full): a maker of #HwHeat, without points
 */
HwLayerMaker *
hw_layer_maker_new_density (void)
{
  HwLayerMaker *self = g_object_new (HW_TYPE_LAYER_MAKER, NULL);

  self->recipe = &density;
  return self;
}

/**
 * hw_layer_maker_new_concentrations:
 *
 * Returns: (transfer full): a maker of #HwConcentrations, without points
 */
HwLayerMaker *
hw_layer_maker_new_concentrations (void)
{
  HwLayerMaker *self = g_object_new (HW_TYPE_LAYER_MAKER, NULL);

  self->recipe = &concentrations;
  return self;
}

/**
 * hw_layer_maker_set_points:
 * @self: a maker
 * @points: (nullable): what to follow; with %NULL nothing is made
 */
void
hw_layer_maker_set_points (HwLayerMaker *self,
                           HwPointIndex *points)
{
  g_return_if_fail (HW_IS_LAYER_MAKER (self));

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
 * hw_layer_maker_get_made:
 * @self: a maker
 *
 * Returns: (transfer none) (nullable): what was made last
 */
gpointer
hw_layer_maker_get_made (HwLayerMaker *self)
{
  g_return_val_if_fail (HW_IS_LAYER_MAKER (self), NULL);

  return self->made;
}
