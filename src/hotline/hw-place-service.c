/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-place-service.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-json-members.h"
#include "hw-web-address.h"
#include "hw-web-answer.h"

/* Asks a service of the team's choice where a place is, by its name: one that
 * speaks as Nominatim does ("search", format jsonv2). Only what somebody asked
 * for on purpose goes out, and around which town, to a tenth of a degree: no name,
 * no time, no cookie and no referrer. */

#define USER_AGENT  "Homeward/" HW_VERSION " (outreach)"
#define SILENCE     10                                          /* seconds without a byte */
#define LONGEST_US  (20 * G_TIME_SPAN_SECOND)
#define MAX_ANSWER  (1024 * 1024)
#define MAX_DEPTH   8
#define MAX_VALUES  100000
#define MOST_FOUND  5
#define MAX_WORDS   200                                         /* characters that are asked for */
#define NAME_PARTS  3                                           /* of "Drummond Street, Euston, London, ..." */
#define TOWN        0.3                                         /* degrees around, in which places come first */
#define LEAST_PRECISION_M 10

G_DEFINE_QUARK (hw-place-service-error-quark, hw_place_service_error)

/* -- the address -- */

/**
 * hw_place_service_check_address:
 * @address: what the user typed
 * @error: return location: %HW_PLACE_SERVICE_ERROR_ADDRESS
 *
 * The address of a service is what stands before "/search". It is encrypted on
 * its way, unless it is on this laptop itself.
 *
 * Returns: %FALSE with @error set when nothing can be asked there
 */
gboolean
hw_place_service_check_address (const char *address,
                                GError    **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL)
    g_set_error_literal (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_ADDRESS,
                         _("The address of the service is written as in https://places.example.org"));
  else if (!hw_web_address_is_private (uri))
    g_set_error_literal (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_ADDRESS,
                         _("The address must begin with https://, so that nobody on the way sees what you ask for."));
  else
    return TRUE;
  return FALSE;
}

/* -- what comes -- */

/* Services write numbers as text. */
static gboolean
read_degrees (JsonNode *node,
              double    most,
              double   *degrees)
{
  const char *text;
  char *end = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    *degrees = json_node_get_double (node);
  else
    {
      text = json_node_get_string (node);
      *degrees = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return FALSE;
    }
  return *degrees >= -most && *degrees <= most;
}

static HwGazetteerKind
read_kind (JsonObject *object)
{
  static const struct { const char *category; HwGazetteerKind kind; } kinds[] = {
    { "highway", HW_GAZETTEER_STREET }, { "place", HW_GAZETTEER_DISTRICT }, { "boundary", HW_GAZETTEER_DISTRICT },
    { "amenity", HW_GAZETTEER_LANDMARK }, { "building", HW_GAZETTEER_LANDMARK }, { "historic", HW_GAZETTEER_LANDMARK },
    { "leisure", HW_GAZETTEER_LANDMARK }, { "railway", HW_GAZETTEER_LANDMARK }, { "shop", HW_GAZETTEER_LANDMARK },
    { "tourism", HW_GAZETTEER_LANDMARK },
  };
  const char *category = hw_json_get_text_member (object, "category");

  for (guint i = 0; category != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (category, kinds[i].category))
      return kinds[i].kind;
  return HW_GAZETTEER_OTHER;
}

/* (transfer full) (nullable): the first parts of a long name */
static char *
read_name (JsonObject *object)
{
  const char *full = hw_json_get_text_member (object, "display_name");
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;

  if (full == NULL || !g_utf8_validate (full, -1, NULL))
    return NULL;
  parts = g_strsplit (full, ", ", NAME_PARTS + 1);
  if (g_strv_length (parts) > NAME_PARTS)
    g_clear_pointer (&parts[NAME_PARTS], g_free);
  name = g_strstrip (g_strjoinv (", ", parts));
  return *name != '\0' ? g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MAX_WORDS)) : NULL;
}

/* Half of how far the place reaches. */
static double
read_precision (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "boundingbox");
  JsonArray *box = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  HwPoint low, high;

  if (box == NULL || json_array_get_length (box) != 4 || !read_degrees (json_array_get_element (box, 0), 90, &low.latitude) ||
      !read_degrees (json_array_get_element (box, 1), 90, &high.latitude) || !read_degrees (json_array_get_element (box, 2), 180, &low.longitude) ||
      !read_degrees (json_array_get_element (box, 3), 180, &high.longitude))
    return LEAST_PRECISION_M;
  return MAX (hw_point_distance (&low, &high) / 2, LEAST_PRECISION_M);
}

static HwGazetteerEntry *
read_place (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  HwGazetteerEntry entry = { .n_reports = 0 };
  g_autofree char *name = NULL;

  if (object == NULL || !read_degrees (json_object_get_member (object, "lat"), 90, &entry.point.latitude) ||
      !read_degrees (json_object_get_member (object, "lon"), 180, &entry.point.longitude))
    return NULL;
  name = read_name (object);
  if (name == NULL)
    return NULL;
  entry.name = name;
  entry.kind = read_kind (object);
  entry.precision_m = read_precision (object);
  return hw_gazetteer_entry_copy (&entry);
}

/**
 * hw_place_service_read:
 * @answer: of the service
 * @error: return location: %HW_PLACE_SERVICE_ERROR_ANSWER
 *
 * Reads places; one that has no name or is nowhere is left out.
 *
 * Returns: (transfer full) (nullable) (element-type HwGazetteerEntry): as the service has them
 */
GPtrArray *
hw_place_service_read (GBytes  *answer,
                       GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_gazetteer_entry_free);
  g_autoptr (JsonNode) root = hw_json_read (answer, MAX_DEPTH, MAX_VALUES);
  JsonArray *array = hw_json_get_array (root);

  if (array == NULL)
    {
      g_set_error_literal (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_ANSWER,
                           _("What the place service answers is no list of places. Look at its address, or say the place in words."));
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array) && places->len < MOST_FOUND; i++)
    {
      HwGazetteerEntry *place = read_place (json_array_get_element (array, i));

      if (place != NULL)
        g_ptr_array_add (places, place);
    }
  return g_steal_pointer (&places);
}

/* -- what is asked -- */

static void
add_degrees (GString *text,
             double   degrees)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (number, sizeof number, "%.1f", degrees));
}

/* (transfer full): what is asked, all of it in the address */
static char *
make_question (const char    *address,
               const char    *words,
               const HwPoint *near)
{
  g_autofree char *first = g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), MAX_WORDS));
  g_autofree char *escaped = g_uri_escape_string (first, NULL, FALSE);
  gsize length = strlen (address);
  GString *text;

  while (length > 0 && address[length - 1] == '/')
    length--;
  text = g_string_new_len (address, (gssize) length);
  g_string_append_printf (text, "/search?format=jsonv2&limit=%d&q=%s", MOST_FOUND, escaped);
  if (hw_point_is_valid (near))
    {
      const double corners[] = { near->longitude - TOWN, near->latitude + TOWN, near->longitude + TOWN, near->latitude - TOWN };

      for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
        {
          g_string_append (text, i == 0 ? "&viewbox=" : ",");
          add_degrees (text, corners[i]);
        }
    }
  return g_string_free (text, FALSE);
}

static void
set_unreachable (GError       **error,
                 const GError  *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_UNREACHABLE,
                 _("The place service cannot be reached (%s). Say the place in words, or look at the connection."), cause->message);
}

/* With a session of its own, on a thread of its own. */
static GBytes *
ask (const char    *question,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", SILENCE, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, question);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;
  GBytes *answer;

  /* Led elsewhere, somebody would be told who was not agreed to. */
  soup_message_add_flags (message, SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE | SOUP_MESSAGE_NO_REDIRECT);
  stream = soup_session_send (session, message, cancellable, &cause);
  if (stream != NULL && soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      g_set_error (error, HW_PLACE_SERVICE_ERROR, HW_PLACE_SERVICE_ERROR_REFUSED,
                   _("The place service refuses (%u). Say the place in words, or look at the address of the service."), soup_message_get_status (message));
      return NULL;
    }
  answer = stream != NULL ? hw_web_answer_read (stream, MAX_ANSWER, LONGEST_US, cancellable, &cause) : NULL;
  if (answer == NULL)
    set_unreachable (error, cause);
  return answer;
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      question,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = ask (question, cancellable, &error);
  GPtrArray *places = answer != NULL ? hw_place_service_read (answer, &error) : NULL;

  if (places != NULL)
    g_task_return_pointer (task, places, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * hw_place_service_find_async:
 * @address: of a service, as hw_place_service_check_address() takes it
 * @words: what somebody calls the place
 * @near: where places come first, or %HW_POINT_UNKNOWN
 * @cancellable: (nullable): to stop it
 *
 * Asks where it is.
 */
void
hw_place_service_find_async (const char          *address,
                             const char          *words,
                             const HwPoint       *near,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (address != NULL && words != NULL && near != NULL);

  g_task_set_source_tag (task, hw_place_service_find_async);
  g_task_set_return_on_cancel (task, TRUE);
  if (!hw_place_service_check_address (address, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, make_question (address, words, near), g_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * hw_place_service_find_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type HwGazetteerEntry): what the service knows, at most five
 */
GPtrArray *
hw_place_service_find_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
