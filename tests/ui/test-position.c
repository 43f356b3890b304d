/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-position.h"
#include "hw-test-wait.h"

/* Where this laptop is, asked of a service on a bus of the test's own. */

#define CLIENT   "/org/freedesktop/GeoClue2/Client/1"
#define LOCATION "/org/freedesktop/GeoClue2/Client/1/Location/0"

typedef struct
{
  GTestDBus       *daemon;
  GDBusConnection *service;      /* (nullable): where there is one */
  GDBusNodeInfo   *interfaces;
  guint            name_id;
  guint            object_ids[3];
  gboolean         is_there;
  gboolean         says_no;
  guint            n_started, n_stopped;
  char            *desktop_id;
  guint32          accuracy_level;
  double           latitude;
  double           accuracy_m;
} Fixture;

static const char xml[] =
  "<node>"
  "<interface name='org.freedesktop.GeoClue2.Manager'><method name='CreateClient'><arg direction='out' type='o'/></method></interface>"
  "<interface name='org.freedesktop.GeoClue2.Client'><method name='Start'/><method name='Stop'/><property name='DesktopId' type='s' access='readwrite'/>"
  "<property name='RequestedAccuracyLevel' type='u' access='readwrite'/><signal name='LocationUpdated'><arg type='o'/><arg type='o'/></signal></interface>"
  "<interface name='org.freedesktop.GeoClue2.Location'><property name='Latitude' type='d' access='read'/><property name='Longitude' type='d' access='read'/>"
  "<property name='Accuracy' type='d' access='read'/></interface>"
  "</node>";

static void
tell (Fixture *fixture)
{
  g_dbus_connection_emit_signal (fixture->service, NULL, CLIENT, "org.freedesktop.GeoClue2.Client", "LocationUpdated", g_variant_new ("(oo)", "/", LOCATION), NULL);
}

static void
call_cb (GDBusConnection       *bus,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *arguments,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "CreateClient"))
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", CLIENT));
      return;
    }
  if (g_str_equal (method, "Start") && fixture->says_no)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.AccessDenied", "no");
      return;
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
  fixture->n_started += g_str_equal (method, "Start");
  fixture->n_stopped += g_str_equal (method, "Stop");
  if (g_str_equal (method, "Start"))
    tell (fixture);
}

static GVariant *
get_cb (GDBusConnection *bus,
        const char      *sender,
        const char      *path,
        const char      *interface,
        const char      *name,
        GError         **error,
        gpointer         user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (name, "Latitude"))
    return g_variant_new_double (fixture->latitude);
  return g_variant_new_double (g_str_equal (name, "Longitude") ? -0.125 : fixture->accuracy_m);
}

static gboolean
set_cb (GDBusConnection *bus,
        const char      *sender,
        const char      *path,
        const char      *interface,
        const char      *name,
        GVariant        *value,
        GError         **error,
        gpointer         user_data)
{
  Fixture *fixture = user_data;

  if (!g_str_equal (name, "DesktopId"))
    fixture->accuracy_level = g_variant_get_uint32 (value);
  else
    {
      g_free (fixture->desktop_id);
      fixture->desktop_id = g_variant_dup_string (value, NULL);
    }
  return TRUE;
}

static const GDBusInterfaceVTable vtable = { call_cb, get_cb, set_cb, { NULL } };

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         user_data)
{
  ((Fixture *) user_data)->is_there = TRUE;
}

static void
offer (Fixture *fixture)
{
  static const char * const paths[] = { "/org/freedesktop/GeoClue2/Manager", CLIENT, LOCATION };
  g_autoptr (GError) error = NULL;

  fixture->service = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (fixture->daemon),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      fixture->object_ids[i] = g_dbus_connection_register_object (fixture->service, paths[i], fixture->interfaces->interfaces[i], &vtable, fixture, NULL, &error);
      g_assert_no_error (error);
    }
  fixture->name_id = g_bus_own_name_on_connection (fixture->service, "org.freedesktop.GeoClue2", G_BUS_NAME_OWNER_FLAGS_NONE, named_cb, NULL, fixture, NULL);
  hw_test_wait_for (fixture->is_there);
}

static void
set_up (Fixture      *fixture,
        gconstpointer with_service)
{
  fixture->daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->daemon);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (fixture->daemon), TRUE);
  fixture->interfaces = g_dbus_node_info_new_for_xml (xml, NULL);
  fixture->latitude = 51.53;
  fixture->accuracy_m = 12;
  if (with_service != NULL)
    offer (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer with_service)
{
  g_autoptr (GDBusConnection) system_bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  /* The next test has another bus under the same name. */
  g_dbus_connection_set_exit_on_close (system_bus, FALSE);
  g_dbus_connection_close_sync (system_bus, NULL, NULL);
  if (fixture->name_id != 0)
    g_bus_unown_name (fixture->name_id);
  if (fixture->service != NULL)
    {
      /* A call that came in and was not answered yet would find this fixture gone. */
      for (guint i = 0; i < G_N_ELEMENTS (fixture->object_ids); i++)
        g_dbus_connection_unregister_object (fixture->service, fixture->object_ids[i]);
      g_dbus_connection_close_sync (fixture->service, NULL, NULL);
    }
  g_clear_object (&fixture->service);
  g_dbus_node_info_unref (fixture->interfaces);
  g_clear_object (&system_bus);
  g_test_dbus_stop (fixture->daemon);
  g_object_unref (fixture->daemon);
  g_free (fixture->desktop_id);
}

static void
test_known (Fixture      *fixture,
            gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint point;
  double accuracy_m;

  g_assert_cmpint (hw_position_get_state (position), ==, HW_POSITION_OFF);
  g_assert_false (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpuint (fixture->n_started, ==, 0);
  hw_position_start (position);
  g_assert_cmpint (hw_position_get_state (position), ==, HW_POSITION_LOOKING);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_KNOWN);
  g_assert_true (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.latitude, ==, 51.53);
  g_assert_cmpfloat (point.longitude, ==, -0.125);
  g_assert_cmpfloat (accuracy_m, ==, 12);
  g_assert_cmpstr (fixture->desktop_id, ==, HW_APPLICATION_ID);
  g_assert_cmpuint (fixture->accuracy_level, ==, 8);
}

static void
test_forgotten (Fixture      *fixture,
                gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint point;
  double accuracy_m;

  hw_position_start (position);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_KNOWN);
  hw_position_stop (position);
  g_assert_false (hw_position_get (position, &point, &accuracy_m));
  hw_test_wait_for (fixture->n_stopped == 1);
  /* And again. */
  fixture->latitude = 51.54;
  hw_position_start (position);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_KNOWN);
  g_assert_true (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.latitude, ==, 51.54);
}

/* Places that are none are not taken. */
static void
test_nonsense (Fixture      *fixture,
               gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint point;
  double accuracy_m;

  fixture->latitude = 5000;
  hw_position_start (position);
  hw_test_wait_for (fixture->n_started == 1);
  fixture->latitude = 51.55;
  tell (fixture);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_KNOWN);
  g_assert_true (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.latitude, ==, 51.55);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What somebody says holds until the laptop knows better, or the team goes on. */
static void
test_said (Fixture      *fixture,
           gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint point, said = { 51.6, -0.2 };
  double accuracy_m;
  guint n_changed = 0;

  hw_position_say (position, &said, 40);
  g_assert_true (hw_position_is_said (position));
  g_assert_true (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.latitude, ==, 51.6);
  g_assert_cmpfloat (accuracy_m, ==, 40);
  g_assert_cmpuint (fixture->n_started, ==, 0);
  hw_position_unsay (position);
  g_assert_cmpint (hw_position_get_state (position), ==, HW_POSITION_OFF);
  g_assert_false (hw_position_get (position, &point, &accuracy_m));
  hw_position_say (position, &said, 40);
  hw_position_start (position);
  hw_test_wait_for (fixture->n_started == 1 && !hw_position_is_said (position) && hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.latitude, ==, 51.53);
  /* One that is known to a part of the town does not replace it; taken back, what the laptop knew holds. */
  hw_position_say (position, &said, 40);
  fixture->accuracy_m = 25000;
  fixture->latitude = 51.7;
  g_signal_connect_swapped (position, "changed", G_CALLBACK (count_cb), &n_changed);
  tell (fixture);
  hw_test_wait_for (n_changed > 0);
  g_assert_true (hw_position_is_said (position));
  hw_position_unsay (position);
  g_assert_true (hw_position_get (position, &point, &accuracy_m));
  g_assert_cmpfloat (point.longitude, ==, -0.125);
}

/* Somebody says where they are, and goes on: that the laptop does not tell is not forgotten. */
static void
test_said_and_refused (Fixture      *fixture,
                       gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint said = { 51.6, -0.2 };

  fixture->says_no = TRUE;
  hw_position_start (position);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_REFUSED);
  hw_position_say (position, &said, 40);
  g_assert_cmpint (hw_position_get_state (position), ==, HW_POSITION_KNOWN);
  hw_position_unsay (position);
  g_assert_cmpint (hw_position_get_state (position), ==, HW_POSITION_REFUSED);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer with_service)
{
  g_autoptr (HwPosition) position = hw_position_new ();
  HwPoint point;
  double accuracy_m;

  fixture->says_no = TRUE;
  hw_position_start (position);
  hw_test_wait_for (hw_position_get_state (position) == HW_POSITION_REFUSED);
  g_assert_false (hw_position_get (position, &point, &accuracy_m));
}

#define POSITION_TEST(path, test, with_service) g_test_add (path, Fixture, with_service, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  POSITION_TEST ("/position/asked-for-and-known-with-its-accuracy", test_known, "there");
  POSITION_TEST ("/position/forgotten-when-it-is-turned-off", test_forgotten, "there");
  POSITION_TEST ("/position/what-is-no-place-is-not-taken", test_nonsense, "there");
  POSITION_TEST ("/position/somebody-says-where-until-the-laptop-knows-better", test_said, "there");
  POSITION_TEST ("/position/what-somebody-says-hides-no-refusal", test_said_and_refused, "there");
  POSITION_TEST ("/position/somebody-said-no", test_refused, "there");
  POSITION_TEST ("/position/there-is-no-such-service", test_refused, NULL);
  return g_test_run ();
}
