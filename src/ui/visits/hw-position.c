/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-position.h"

/*
 * Where this laptop is, from GeoClue over the system bus: only while somebody
 * asked for it, and only the last place, in memory. What the team has switched
 * off in the settings of the laptop stays off. Somebody can also say where it is;
 * that holds until the laptop knows better, or it is taken back.
 *
 * Signal "changed": the state or the place.
 */

#define SERVICE  "org.freedesktop.GeoClue2"
#define MANAGER  "/org/freedesktop/GeoClue2/Manager"
#define EXACT    8u   /* GClueAccuracyLevel: a doorway is what matters */
#define WAIT_MS  20000
#define BETTER_M 100.0 /* what the laptop knows no better than this does not replace what somebody says */

struct _HwPosition
{
  GObject parent_instance;

  HwPositionState  state;
  GDBusConnection *bus;             /* (owned) (nullable) */
  GCancellable    *cancellable;     /* (owned) (nullable): while it is asked for */
  char            *client;          /* (owned) (nullable): our object there */
  guint            subscription;
  HwPoint          point;
  double           accuracy_m;
  gboolean         is_said;         /* by somebody, on the map */
  HwPoint          said_point;
  double           said_accuracy_m;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPosition, hw_position, G_TYPE_OBJECT)

static void
set_state (HwPosition      *self,
           HwPositionState  state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
call (HwPosition          *self,
      const char          *path,
      const char          *interface,
      const char          *method,
      GVariant            *arguments,
      const char          *answer,
      GAsyncReadyCallback  callback)
{
  g_dbus_connection_call (self->bus, SERVICE, path, interface, method, arguments, answer != NULL ? G_VARIANT_TYPE (answer) : NULL, G_DBUS_CALL_FLAGS_NONE,
                          WAIT_MS, self->cancellable, callback, g_object_ref (self));
}

/* (transfer full) (nullable): %NULL where it failed; then the state says so, unless it was stopped */
static GVariant *
finish (HwPosition   *self,
        GObject      *source,
        GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_state (self, HW_POSITION_REFUSED);
  return answer;
}

/* -- a new place ---------------------------------------------------------------------------------------------------- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HwPosition) self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);
  g_autoptr (GVariant) values = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;
  HwPoint point;
  double accuracy_m;

  if (values == NULL || self->cancellable == NULL || !g_variant_lookup (values, "Latitude", "d", &point.latitude) ||
      !g_variant_lookup (values, "Longitude", "d", &point.longitude) || !g_variant_lookup (values, "Accuracy", "d", &accuracy_m) ||
      !hw_point_is_valid (&point) || !(accuracy_m >= 0))
    return;
  self->point = point;
  self->accuracy_m = accuracy_m;
  if (accuracy_m <= BETTER_M)
    self->is_said = FALSE;
  set_state (self, HW_POSITION_KNOWN);
}

static void
updated_cb (GDBusConnection *bus,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *signal,
            GVariant        *arguments,
            gpointer         user_data)
{
  HwPosition *self = user_data;
  const char *location;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(oo)")))
    return;
  g_variant_get (arguments, "(&o&o)", NULL, &location);
  call (self, location, "org.freedesktop.DBus.Properties", "GetAll", g_variant_new ("(s)", SERVICE ".Location"), "(a{sv})", read_cb);
}

/* -- asking --------------------------------------------------------------------------------------------------------- */

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HwPosition) self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);
}

static void
set_property (HwPosition *self,
              const char *name,
              GVariant   *value)
{
  call (self, self->client, "org.freedesktop.DBus.Properties", "Set", g_variant_new ("(ssv)", SERVICE ".Client", name, value), NULL, done_cb);
}

static void
client_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwPosition) self = user_data;
  g_autoptr (GVariant) answer = finish (self, source, result);

  if (answer == NULL || self->cancellable == NULL)
    return;
  g_variant_get (answer, "(o)", &self->client);
  self->subscription = g_dbus_connection_signal_subscribe (self->bus, SERVICE, SERVICE ".Client", "LocationUpdated", self->client, NULL,
                                                           G_DBUS_SIGNAL_FLAGS_NONE, updated_cb, self, NULL);
  set_property (self, "DesktopId", g_variant_new_string (HW_APPLICATION_ID));
  set_property (self, "RequestedAccuracyLevel", g_variant_new_uint32 (EXACT));
  call (self, self->client, SERVICE ".Client", "Start", NULL, NULL, done_cb);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (HwPosition) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (bus == NULL)
    {
      set_state (self, HW_POSITION_REFUSED);
      return;
    }
  g_set_object (&self->bus, bus);
  call (self, MANAGER, SERVICE ".Manager", "CreateClient", NULL, "(o)", client_cb);
}

/**
 * hw_position_start:
 * @self: a position
 *
 * Asks where this laptop is, until hw_position_stop().
 */
void
hw_position_start (HwPosition *self)
{
  g_return_if_fail (HW_IS_POSITION (self));

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  set_state (self, HW_POSITION_LOOKING);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, g_object_ref (self));
}

static void
forget (HwPosition *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  if (self->client != NULL)
    g_dbus_connection_call (self->bus, SERVICE, self->client, SERVICE ".Client", "Stop", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, WAIT_MS, NULL, NULL, NULL);
  g_clear_pointer (&self->client, g_free);
  self->point = HW_POINT_UNKNOWN;
  self->accuracy_m = 0;
  self->is_said = FALSE;
}

/**
 * hw_position_say:
 * @self: a position
 * @point: where this laptop is, as somebody says
 * @accuracy_m: to how many metres that can be meant
 */
void
hw_position_say (HwPosition    *self,
                 const HwPoint *point,
                 double         accuracy_m)
{
  g_return_if_fail (HW_IS_POSITION (self) && hw_point_is_valid (point));

  self->said_point = *point;
  self->said_accuracy_m = accuracy_m;
  self->is_said = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_position_unsay:
 * @self: a position
 *
 * The team goes on: what somebody said does not hold any more.
 */
void
hw_position_unsay (HwPosition *self)
{
  g_return_if_fail (HW_IS_POSITION (self));

  if (!self->is_said)
    return;
  self->is_said = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_position_is_said:
 * @self: a position
 *
 * Returns: whether it is known because somebody said so
 */
gboolean
hw_position_is_said (HwPosition *self)
{
  g_return_val_if_fail (HW_IS_POSITION (self), FALSE);

  return self->is_said;
}

/**
 * hw_position_stop:
 * @self: a position
 *
 * Asks no more, and forgets where it was.
 */
void
hw_position_stop (HwPosition *self)
{
  g_return_if_fail (HW_IS_POSITION (self));

  forget (self);
  set_state (self, HW_POSITION_OFF);
}

/**
 * hw_position_get_state:
 * @self: a position
 *
 * Returns: what is known
 */
HwPositionState
hw_position_get_state (HwPosition *self)
{
  g_return_val_if_fail (HW_IS_POSITION (self), HW_POSITION_OFF);
  return self->is_said ? HW_POSITION_KNOWN : self->state;
}

/**
 * hw_position_get:
 * @self: a position
 * @point: (out): where this laptop is
 * @accuracy_m: (out): to how many metres
 *
 * Returns: whether it is known
 */
gboolean
hw_position_get (HwPosition *self,
                 HwPoint    *point,
                 double     *accuracy_m)
{
  g_return_val_if_fail (HW_IS_POSITION (self), FALSE);

  if (hw_position_get_state (self) != HW_POSITION_KNOWN)
    return FALSE;
  *point = self->is_said ? self->said_point : self->point;
  *accuracy_m = self->is_said ? self->said_accuracy_m : self->accuracy_m;
  return TRUE;
}

static void
hw_position_dispose (GObject *object)
{
  HwPosition *self = HW_POSITION (object);

  forget (self);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (hw_position_parent_class)->dispose (object);
}

static void
hw_position_class_init (HwPositionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_position_dispose;
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_POSITION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_position_init (HwPosition *self)
{
  self->point = HW_POINT_UNKNOWN;
}

/**
 * hw_position_new:
 *
 * Returns: (transfer full): a position that nobody asked for yet
 */
HwPosition *
hw_position_new (void)
{
  return g_object_new (HW_TYPE_POSITION, NULL);
}
