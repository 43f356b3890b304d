/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-submission.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <sodium.h>
#include <string.h>

#include "hw-json-members.h"
#include "hw-json-shape.h"
#include "hw-json-writer.h"

/*
 * What is sealed: one flat JSON object, padded (ISO 7816-4) to a number of
 * blocks, in a sealed box of libsodium. The service can make one and cannot
 * open it again. What a workspace opens may have been made by anybody who knows
 * the public half of the key: everything in it is doubted.
 */

#define VERSION      1
#define MAX_DEPTH    8
#define MAX_SEALED   (1024 * 1024)
#define TEXT(member) G_STRUCT_OFFSET (HwReport, member)

static const struct { const char *name; guint16 offset; } texts[] = {
  { "usual_time", TEXT (usual_time) }, { "place", TEXT (place) }, { "gender", TEXT (gender) }, { "appearance", TEXT (appearance) },
  { "language", TEXT (language) }, { "worries", TEXT (worries) }, { "caller_name", TEXT (caller_name) },
  { "caller_contact", TEXT (caller_contact) }, { "source_id", TEXT (source_id) },
};

static const char **
get_text (HwReport *report,
          guint     i)
{
  return G_STRUCT_MEMBER_P (report, texts[i].offset);
}

/**
 * hw_submission_new:
 * @report: what came in; where it has no time of its own, its received_at must be set
 * @locale: (nullable): the language that who sent it is answered in
 * @original: (nullable): the words as they came, where they were read by a machine
 *
 * Makes a submission with a new random identity.
 *
 * Returns: (transfer full): the submission
 */
HwSubmission *
hw_submission_new (HwReport   *report,
                   const char *locale,
                   const char *original)
{
  HwSubmission *self = g_new0 (HwSubmission, 1);

  randombytes_buf (self->id.bytes, HW_ID_LENGTH);
  self->channel = report->channel;
  self->received_at = report->received_at;
  self->locale = g_strdup (locale != NULL ? locale : "en");
  self->report = hw_report_ref (report);
  self->original = g_strdup (original);
  return self;
}

static void
wipe_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

/**
 * hw_submission_free:
 * @self: (nullable): a submission
 *
 * Wipes its words and frees it.
 */
void
hw_submission_free (HwSubmission *self)
{
  if (self == NULL)
    return;
  g_free (self->locale);
  wipe_text (self->original);
  wipe_text (self->forwarded_from);
  hw_report_unref (self->report);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/* -- sealing -- */

static gsize
count_bytes (const HwSubmission *self)
{
  gsize bytes = self->original != NULL ? strlen (self->original) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*get_text (self->report, i) != NULL)
      bytes += strlen (*get_text (self->report, i));
  return bytes;
}

static void
put_report (GString  *json,
            HwReport *report)
{
  hw_json_put_int (json, "seen_at", report->seen_at);
  hw_json_put_int (json, "seen_precision", report->seen_precision);
  hw_json_put_int (json, "usually_there", report->usually_there);
  if (report->point.latitude != HW_POINT_UNKNOWN.latitude)
    {
      hw_json_put_true (json, "has_point");
      hw_json_put_double (json, "latitude", report->point.latitude);
      hw_json_put_double (json, "longitude", report->point.longitude);
      hw_json_put_double (json, "point_precision_m", report->point_precision_m);
    }
  hw_json_put_int (json, "people", report->people);
  hw_json_put_name (json, "age", hw_age_group_to_string (report->age));
  hw_json_put_int (json, "concerns", report->concerns);
  hw_json_put_int (json, "knows_of_call", report->knows_of_call);
  hw_json_put_int (json, "reply_wish", report->reply_wish);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    hw_json_put_text (json, texts[i].name, *get_text (report, i));
}

/* Long enough from the beginning, so that no shorter copy is left behind where it grew. */
static GString *
write_json (const HwSubmission *self)
{
  GString *json = g_string_sized_new (6 * count_bytes (self) + 2048);

  hw_json_begin (json);
  hw_json_put_int (json, "version", VERSION);
  hw_json_put_id (json, "id", &self->id);
  hw_json_put_name (json, "channel", hw_channel_to_string (self->channel));
  hw_json_put_int (json, "received_at", self->received_at);
  hw_json_put_text (json, "locale", self->locale);
  hw_json_put_text (json, "original", self->original);
  hw_json_put_text (json, "forwarded_from", self->forwarded_from);
  put_report (json, self->report);
  hw_json_end (json);
  return json;
}

/**
 * hw_submission_seal:
 * @self: a submission
 * @public_key: of the team, %HW_INTAKE_KEY_LENGTH bytes
 * @error: return location
 *
 * Seals it so that only the team can open it; what was written on the way is wiped.
 *
 * Returns: (transfer full) (nullable): the sealed bytes; %NULL with %G_IO_ERROR_INVALID_ARGUMENT where @public_key is no key
 */
GBytes *
hw_submission_seal (const HwSubmission *self,
                    const guint8       *public_key,
                    GError            **error)
{
  GString *json = write_json (self);
  gsize written = json->len, length = (written / HW_SUBMISSION_BLOCK + 1) * HW_SUBMISSION_BLOCK;
  guint8 *sealed = g_malloc (length + crypto_box_SEALBYTES);
  int code;

  g_string_set_size (json, length);
  code = sodium_pad (NULL, (guint8 *) json->str, written, HW_SUBMISSION_BLOCK, length + 1);
  if (code == 0)
    code = crypto_box_seal (sealed, (const guint8 *) json->str, length, public_key);
  sodium_memzero (json->str, json->allocated_len);
  g_string_free (json, TRUE);
  if (code == 0)
    return g_bytes_new_take (sealed, length + crypto_box_SEALBYTES);
  g_free (sealed);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The intake key cannot be sealed to. Nothing was recorded: make a new one with homewardctl intake-key."));
  return NULL;
}

/* -- opening -- */

static JsonNode *
get_value (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/* Between 0 and @most; what is outside reads as 0, unknown. */
static gint64
read_int (JsonObject *object,
          const char *name,
          gint64      most)
{
  JsonNode *node = get_value (object, name);
  gint64 value = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;

  return value >= 0 && value <= most ? value : 0;
}

static double
read_double (JsonObject *object,
             const char *name)
{
  JsonNode *node = get_value (object, name);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double value = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE ? json_node_get_double (node) : 0;

  return isfinite (value) ? value : 0;
}

static HwPoint
read_point (JsonObject *object)
{
  if (get_value (object, "has_point") == NULL)
    return HW_POINT_UNKNOWN;
  return (HwPoint) { .latitude = read_double (object, "latitude"), .longitude = read_double (object, "longitude") };
}

static HwReport *
read_report (JsonObject *object)
{
  HwReport report = {
    .seen_at = read_int (object, "seen_at", G_MAXINT64),
    .seen_precision = read_int (object, "seen_precision", G_MAXINT64),
    .received_at = read_int (object, "received_at", G_MAXINT64),
    .usually_there = read_int (object, "usually_there", HW_N_USUALLY - 1),
    .point = read_point (object),
    .point_precision_m = read_double (object, "point_precision_m"),
    .people = (guint) read_int (object, "people", HW_REPORT_MAX_PEOPLE),
    .concerns = read_int (object, "concerns", (1 << HW_N_CONCERNS) - 1),
    .knows_of_call = read_int (object, "knows_of_call", HW_ANSWER_YES),
    .reply_wish = read_int (object, "reply_wish", HW_N_REPLIES - 1),
    .channel = HW_CHANNEL_WEB,
  };

  hw_channel_from_string (hw_json_get_text_member (object, "channel"), &report.channel);
  hw_age_group_from_string (hw_json_get_text_member (object, "age"), &report.age);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *get_text (&report, i) = hw_json_get_text_member (object, texts[i].name);
  return hw_report_new (&report);
}

static HwSubmission *
read_json (const char *json,
           gsize       length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (HwReport) report = NULL;
  HwSubmission *self;
  JsonObject *object;
  HwId id;

  if (!hw_json_is_modest (json, length, MAX_DEPTH, G_MAXUINT) || !json_parser_load_from_data (parser, json, (gssize) length, NULL) || json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  object = json_node_get_object (json_parser_get_root (parser));
  if (read_int (object, "version", VERSION) != VERSION || hw_json_get_text_member (object, "id") == NULL || !hw_id_parse (hw_json_get_text_member (object, "id"), &id))
    return NULL;
  report = read_report (object);
  self = hw_submission_new (report, hw_json_get_text_member (object, "locale"), hw_json_get_text_member (object, "original"));
  self->forwarded_from = g_strdup (hw_json_get_text_member (object, "forwarded_from"));
  self->id = id;
  return self;
}

static HwSubmission *
read_padded (const guint8 *padded,
             gsize         length)
{
  gsize unpadded;

  if (sodium_unpad (&unpadded, padded, length, HW_SUBMISSION_BLOCK) != 0 || !g_utf8_validate ((const char *) padded, (gssize) unpadded, NULL))
    return NULL;
  return read_json ((const char *) padded, unpadded);
}

/**
 * hw_submission_open:
 * @sealed: what hw_submission_seal() gave
 * @key: of the team, with its secret half
 * @error: return location
 *
 * Opens a submission. Whether its report may be recorded is for hw_report_check().
 *
 * Returns: (transfer full) (nullable): the submission; %NULL with %G_IO_ERROR_PERMISSION_DENIED where it is sealed to another
 *   key or was altered, and with %G_IO_ERROR_INVALID_DATA where what was sealed is no submission
 */
HwSubmission *
hw_submission_open (GBytes            *sealed,
                    const HwIntakeKey *key,
                    GError           **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (sealed, &length);
  g_autofree guint8 *opened = NULL;
  HwSubmission *self = NULL;

  if (hw_intake_key_get_secret (key) == NULL || length <= crypto_box_SEALBYTES || length > MAX_SEALED)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _("This cannot be opened with the team's intake key. It is kept by the service."));
      return NULL;
    }
  length -= crypto_box_SEALBYTES;
  opened = g_malloc (length);
  if (crypto_box_seal_open (opened, bytes, length + crypto_box_SEALBYTES, hw_intake_key_get_public (key), hw_intake_key_get_secret (key)) != 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _("This was sealed to another key than the team's intake key, or was altered. It is kept by the service."));
  else if ((self = read_padded (opened, length)) == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("This was sealed to the team's key and is no report, or one of a newer Homeward. It is kept by the service."));
  sodium_memzero (opened, length);
  return self;
}
