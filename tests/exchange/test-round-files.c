/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libxml/xmlschemas.h>
#include <string.h>
#include <sys/stat.h>

#include "hw-round-geojson.h"
#include "hw-round-gpx.h"
#include "hw-track-gpx.h"

/* The round for other devices: whole by the formats' own rules, and no word about anybody. */

#define START (G_GINT64_CONSTANT (1795298400) * G_USEC_PER_SEC)   /* 2026-11-21T22:00Z */

/* Of the schema of GPX 1.1: the elements that a route may be made of, in the order that it demands. */
#define POINT_MEMBERS \
  "<xs:element name='ele' type='xs:decimal' minOccurs='0'/><xs:element name='time' type='xs:dateTime' minOccurs='0'/>" \
  "<xs:element name='name' type='xs:string' minOccurs='0'/><xs:element name='cmt' type='xs:string' minOccurs='0'/>" \
  "<xs:element name='desc' type='xs:string' minOccurs='0'/><xs:element name='src' type='xs:string' minOccurs='0'/>" \
  "<xs:element name='sym' type='xs:string' minOccurs='0'/><xs:element name='type' type='xs:string' minOccurs='0'/>"
static const char schema_text[] =
  "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='http://www.topografix.com/GPX/1/1'"
  " targetNamespace='http://www.topografix.com/GPX/1/1' elementFormDefault='qualified'>"
  "<xs:simpleType name='lat'><xs:restriction base='xs:decimal'><xs:minInclusive value='-90.0'/><xs:maxInclusive value='90.0'/></xs:restriction></xs:simpleType>"
  "<xs:simpleType name='lon'><xs:restriction base='xs:decimal'><xs:minInclusive value='-180.0'/><xs:maxExclusive value='180.0'/></xs:restriction></xs:simpleType>"
  "<xs:complexType name='wpt'><xs:sequence>" POINT_MEMBERS "</xs:sequence>"
  "<xs:attribute name='lat' type='lat' use='required'/><xs:attribute name='lon' type='lon' use='required'/></xs:complexType>"
  "<xs:element name='gpx'><xs:complexType><xs:sequence>"
  "<xs:element name='wpt' type='wpt' minOccurs='0' maxOccurs='unbounded'/>"
  "<xs:element name='rte' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:sequence>"
  "<xs:element name='name' type='xs:string' minOccurs='0'/><xs:element name='desc' type='xs:string' minOccurs='0'/>"
  "<xs:element name='rtept' type='wpt' minOccurs='0' maxOccurs='unbounded'/>"
  "</xs:sequence></xs:complexType></xs:element>"
  "<xs:element name='trk' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:sequence>"
  "<xs:element name='name' type='xs:string' minOccurs='0'/><xs:element name='desc' type='xs:string' minOccurs='0'/>"
  "<xs:element name='trkseg' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:sequence>"
  "<xs:element name='trkpt' type='wpt' minOccurs='0' maxOccurs='unbounded'/>"
  "</xs:sequence></xs:complexType></xs:element>"
  "</xs:sequence></xs:complexType></xs:element>"
  "</xs:sequence><xs:attribute name='version' type='xs:string' use='required' fixed='1.1'/>"
  "<xs:attribute name='creator' type='xs:string' use='required'/></xs:complexType></xs:element></xs:schema>";

static void
ignore_error (void       *user_data,
              const char *format,
              ...)
{
}

static gboolean
is_valid_gpx (const char *xml)
{
  xmlSchemaParserCtxtPtr parser = xmlSchemaNewMemParserCtxt (schema_text, (int) strlen (schema_text));
  xmlSchemaPtr schema = xmlSchemaParse (parser);
  xmlSchemaValidCtxtPtr validator;
  xmlDocPtr document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  gboolean valid;

  g_assert_nonnull (schema);
  validator = xmlSchemaNewValidCtxt (schema);
  xmlSchemaSetValidErrors (validator, ignore_error, ignore_error, NULL);
  valid = document != NULL && xmlSchemaValidateDoc (validator, document) == 0;
  xmlSchemaFreeValidCtxt (validator);
  xmlFreeDoc (document);
  xmlSchemaFree (schema);
  xmlSchemaFreeParserCtxt (parser);
  return valid;
}

static void
add_stop (HwShift    *shift,
          HwStopKind  kind,
          const char *name,
          const char *place)
{
  const HwVisitReason reason = { HW_VISIT_DANGER, 40, START, 3, 0 };
  HwStop *stop = hw_stop_new ();
  guint n = shift->stops->len;

  stop->kind = kind;
  stop->name = g_strdup (name);
  stop->place = g_strdup (place);
  stop->point = (HwPoint) { 51.53 + 0.001 * n, -0.124 };
  stop->arrives_at = START + n * G_TIME_SPAN_HOUR;
  stop->leaves_at = stop->arrives_at + 20 * G_TIME_SPAN_MINUTE;
  g_array_append_val (stop->reasons, reason);
  g_ptr_array_add (shift->stops, stop);
}

static HwShift *
make_shift (void)
{
  HwShift *shift = hw_shift_new ();

  shift->starts_at = START;
  shift->ends_at = START + 4 * G_TIME_SPAN_HOUR;
  shift->name = g_strdup ("Team of Amir");
  shift->note = g_strdup ("Janek is ill");
  shift->start = shift->end = (HwPoint) { 51.52, -0.12 };
  shift->start_place = g_strdup ("Riverton <Station>");
  g_ptr_array_add (shift->team, hw_team_member_new ("Amir", "ar", TRUE));
  return shift;
}

static HwShift *
make_round (void)
{
  HwShift *shift = make_shift ();

  add_stop (shift, HW_STOP_SITE, "Arches & \"wall\" \001<1>", NULL);
  add_stop (shift, HW_STOP_HOT_SPOT, "Tent of Mirela", "Tent of Mirela");
  add_stop (shift, HW_STOP_REPORT, "Janek behind the bins", "Janek sleeps behind the bins");
  add_stop (shift, HW_STOP_PLACE, "Where a promise was made", NULL);
  return shift;
}

/* -- GPX ------------------------------------------------------------------------------------------------------------ */

static void
test_gpx_is_what_its_schema_demands (void)
{
  g_autoptr (HwShift) shift = make_round (), empty = hw_shift_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *xml = hw_round_gpx_dup (shift, zone), *of_nothing = NULL;

  g_assert_false (is_valid_gpx ("<gpx xmlns='http://www.topografix.com/GPX/1/1' version='1.1' creator='x'><wpt lat='91' lon='0'/></gpx>"));
  g_assert_false (is_valid_gpx ("<gpx xmlns='http://www.topografix.com/GPX/1/1' version='1.1' creator='x'><rte/><wpt lat='1' lon='0'/></gpx>"));
  g_assert_true (is_valid_gpx (xml));
  empty->start = empty->end = HW_POINT_UNKNOWN;
  of_nothing = hw_round_gpx_dup (empty, zone);
  g_assert_true (is_valid_gpx (of_nothing));
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *c = text; (c = strstr (c, part)) != NULL; c++)
    n++;
  return n;
}

static void
test_gpx_has_a_waypoint_and_a_route_point_for_each (void)
{
  g_autoptr (HwShift) shift = make_round ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  g_autofree char *xml = hw_round_gpx_dup (shift, zone);

  g_assert_cmpuint (count (xml, "<wpt "), ==, 6);
  g_assert_cmpuint (count (xml, "<rtept "), ==, 6);
  g_assert_nonnull (strstr (xml, "<rtept lat=\"51.530000\" lon=\"-0.124000\"><name>1 Arches &amp; &quot;wall&quot; &lt;1&gt;</name><desc>23:00–23:20</desc>"));
  g_assert_nonnull (strstr (xml, "<name>Stop 2</name><desc>00:00–00:20</desc>"));
}

static void
test_gpx_of_a_track_is_read_back (void)
{
  static const char * const times[] = { "2026-11-21T22:00:00Z", "2026-11-21T22:00:12Z" };
  HwTrackPoint walked[] = { { START, { 51.53, -0.124 }, 12 }, { START + 12 * G_USEC_PER_SEC, { 51.530495, 0.1 }, 8 } };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint)), nothing = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));
  g_autofree char *xml = NULL, *of_nothing = hw_track_gpx_dup (nothing);
  xmlDocPtr document;
  xmlNodePtr segment;
  guint n = 0;

  g_array_append_vals (points, walked, G_N_ELEMENTS (walked));
  xml = hw_track_gpx_dup (points);
  g_assert_true (is_valid_gpx (xml));
  g_assert_true (is_valid_gpx (of_nothing));
  document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  segment = xmlLastElementChild (xmlFirstElementChild (xmlDocGetRootElement (document)));
  for (xmlNodePtr point = xmlFirstElementChild (segment); point != NULL; point = xmlNextElementSibling (point), n++)
    {
      xmlChar *latitude = xmlGetProp (point, (const xmlChar *) "lat"), *longitude = xmlGetProp (point, (const xmlChar *) "lon");
      xmlChar *time = xmlNodeGetContent (xmlFirstElementChild (point));

      g_assert_cmpfloat_with_epsilon (g_ascii_strtod ((const char *) latitude, NULL), walked[n].point.latitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod ((const char *) longitude, NULL), walked[n].point.longitude, 1e-6);
      g_assert_cmpstr ((const char *) time, ==, times[n]);
      xmlFree (latitude);
      xmlFree (longitude);
      xmlFree (time);
    }
  xmlFreeDoc (document);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (walked));
}

/* -- GeoJSON -------------------------------------------------------------------------------------------------------- */

static JsonArray *
get_features (JsonParser *parser,
              const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "FeatureCollection");
  return json_object_get_array_member (root, "features");
}

static void
test_geojson_is_what_rfc_7946_demands (void)
{
  g_autoptr (HwShift) shift = make_round ();
  g_autofree char *json = hw_round_geojson_dup (shift);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *features = get_features (parser, json);
  JsonArray *line = json_object_get_array_member (json_object_get_object_member (json_array_get_object_element (features, 0), "geometry"), "coordinates");

  g_assert_cmpuint (json_array_get_length (features), ==, 7);
  g_assert_cmpuint (json_array_get_length (line), ==, 6);
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonObject *feature = json_array_get_object_element (features, i);

      g_assert_cmpstr (json_object_get_string_member (feature, "type"), ==, "Feature");
      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (feature, "geometry"), "type"), ==, i == 0 ? "LineString" : "Point");
      g_assert_true (json_object_has_member (feature, "properties"));
      if (i > 0)
        {
          JsonArray *position = json_object_get_array_member (json_object_get_object_member (feature, "geometry"), "coordinates");

          /* East before north. */
          g_assert_cmpfloat_with_epsilon (json_array_get_double_element (position, 0), json_array_get_double_element (json_array_get_array_element (line, i - 1), 0), 1e-9);
          g_assert_cmpfloat (json_array_get_double_element (position, 1), >, 51);
        }
    }
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (json_array_get_object_element (features, 3), "properties"), "number"), ==, 2);
  g_assert_nonnull (strstr (json, "\"arrives_at\":\"2026-11-21T22:00:00Z\""));
}

static void
test_geojson_of_one_place_has_no_line (void)
{
  g_autoptr (HwShift) shift = hw_shift_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *json = NULL;

  shift->start = shift->end = HW_POINT_UNKNOWN;
  add_stop (shift, HW_STOP_SITE, "Arches", NULL);
  json = hw_round_geojson_dup (shift);
  g_assert_cmpuint (json_array_get_length (get_features (parser, json)), ==, 1);
  g_assert_null (strstr (json, "LineString"));
}

/* -- both ----------------------------------------------------------------------------------------------------------- */

static void
test_no_word_about_anybody_is_in_them (void)
{
  static const char * const secrets[] = { "Janek", "Mirela", "promise", "Amir", "bins", "danger", "ill", "ar\"" };
  g_autoptr (HwShift) shift = make_round ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *xml = hw_round_gpx_dup (shift, zone), *json = hw_round_geojson_dup (shift);

  g_assert_nonnull (strstr (xml, "Stop 3"));
  g_assert_nonnull (strstr (json, "Stop 3"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_assert_null (strstr (xml, secrets[i]));
      g_assert_null (strstr (json, secrets[i]));
    }
}

static void
assert_private (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
test_the_files_are_their_owners_and_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("hw-round-XXXXXX", &error);
  g_autofree char *gpx = g_build_filename (directory, "round.gpx", NULL), *json = g_build_filename (directory, "round.geojson", NULL);
  g_autoptr (HwShift) shift = make_round ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_false (hw_round_gpx_write (shift, zone, directory, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_true (hw_round_gpx_write (shift, zone, gpx, &error));
  g_assert_no_error (error);
  g_assert_true (hw_round_geojson_write (shift, json, &error));
  g_assert_no_error (error);
  assert_private (gpx);
  assert_private (json);
  g_unlink (gpx);
  g_unlink (json);
  /* Nothing else was left behind. */
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-files/gpx/is-what-its-schema-demands", test_gpx_is_what_its_schema_demands);
  g_test_add_func ("/round-files/gpx/has-a-waypoint-and-a-route-point-for-each", test_gpx_has_a_waypoint_and_a_route_point_for_each);
  g_test_add_func ("/round-files/gpx/of-a-track-it-is-read-back-as-it-was-walked", test_gpx_of_a_track_is_read_back);
  g_test_add_func ("/round-files/geojson/is-what-rfc-7946-demands", test_geojson_is_what_rfc_7946_demands);
  g_test_add_func ("/round-files/geojson/of-one-place-has-no-line", test_geojson_of_one_place_has_no_line);
  g_test_add_func ("/round-files/no-word-about-anybody-is-in-them", test_no_word_about_anybody_is_in_them);
  g_test_add_func ("/round-files/the-files-are-their-owners-and-whole", test_the_files_are_their_owners_and_whole);
  return g_test_run ();
}
