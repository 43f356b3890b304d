/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-narrow-bin.h"

/*
 * Holds one child and knows whether there is little room for it ("narrow":
 * less than 1000 pixels wide, or than its narrow-width). Pages listen to notify::narrow and put their
 * parts elsewhere. Until its first size it is wide.
 */

#define NARROW_WIDTH 1000

struct _HwNarrowBin
{
  GtkWidget parent_instance;

  GtkWidget *child;   /* (nullable) */
  int narrow_width;   /* pixels */
  gboolean narrow;    /* as told */
  gboolean is_narrow; /* as placed */
  guint told_id;
};

enum { PROP_0, PROP_CHILD, PROP_NARROW, PROP_NARROW_WIDTH, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HwNarrowBin, hw_narrow_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
set_child (HwNarrowBin *self,
           GtkWidget   *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/* What is shown may not change while it is being placed: it is told right after. */
static gboolean
tell_cb (gpointer user_data)
{
  HwNarrowBin *self = user_data;

  self->told_id = 0;
  if (self->narrow != self->is_narrow)
    {
      self->narrow = self->is_narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }
  return G_SOURCE_REMOVE;
}

static void
hw_narrow_bin_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HwNarrowBin *self = HW_NARROW_BIN (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
  self->is_narrow = width < self->narrow_width;
  if (self->is_narrow != self->narrow && self->told_id == 0)
    self->told_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
hw_narrow_bin_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  HwNarrowBin *self = HW_NARROW_BIN (widget);

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
hw_narrow_bin_compute_expand (GtkWidget *widget,
                              gboolean  *hexpand,
                              gboolean  *vexpand)
{
  *hexpand = *vexpand = TRUE;
}

static void
hw_narrow_bin_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HwNarrowBin *self = HW_NARROW_BIN (object);

  switch (id)
    {
    case PROP_CHILD: g_value_set_object (value, self->child); break;
    case PROP_NARROW: g_value_set_boolean (value, self->narrow); break;
    case PROP_NARROW_WIDTH: g_value_set_int (value, self->narrow_width); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hw_narrow_bin_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (id == PROP_CHILD)
    set_child (HW_NARROW_BIN (object), g_value_get_object (value));
  else if (id == PROP_NARROW_WIDTH)
    HW_NARROW_BIN (object)->narrow_width = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_narrow_bin_dispose (GObject *object)
{
  HwNarrowBin *self = HW_NARROW_BIN (object);

  g_clear_handle_id (&self->told_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_narrow_bin_parent_class)->dispose (object);
}

static void
hw_narrow_bin_class_init (HwNarrowBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hw_narrow_bin_get_property;
  object_class->set_property = hw_narrow_bin_set_property;
  object_class->dispose = hw_narrow_bin_dispose;
  widget_class->size_allocate = hw_narrow_bin_size_allocate;
  widget_class->measure = hw_narrow_bin_measure;
  widget_class->compute_expand = hw_narrow_bin_compute_expand;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW_WIDTH] = g_param_spec_int ("narrow-width", NULL, NULL, 0, G_MAXINT, NARROW_WIDTH,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkBuildableIface *parent_buildable;

static void
hw_narrow_bin_add_child (GtkBuildable *buildable,
                         GtkBuilder   *builder,
                         GObject      *child,
                         const char   *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (HW_NARROW_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = hw_narrow_bin_add_child;
}

static void
hw_narrow_bin_init (HwNarrowBin *self)
{
}

/**
 * hw_narrow_bin_get_narrow:
 * @self: a bin
 *
 * Returns: whether it is less than 1000 pixels wide
 */
gboolean
hw_narrow_bin_get_narrow (HwNarrowBin *self)
{
  g_return_val_if_fail (HW_IS_NARROW_BIN (self), FALSE);
  return self->narrow;
}
