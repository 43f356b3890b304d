/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-sms-door.h"

#include <sodium.h>
#include <string.h>

#include "hw-form-data.h"
#include "hw-message.h"

/*
 * The door for an SMS gateway: it posts each text message as a form and shows
 * the token of the settings, as "Authorization: Bearer TOKEN" or as ?token= in
 * the address that the gateway was given. It gets an answer without words, as
 * gateways send what they are answered to the sender, and may send the same
 * again until it has one: the same bytes are one report.
 */

#define PATH       "/sms"
#define BEARER     "Bearer "
#define HASH_BYTES 32

/* What gateways call the sender and the words, where the settings do not say: Twilio and those who do as it, Nexmo, Kannel, MessageBird, SMSEagle, Gammu's own script. */
static const char * const sender_fields[] = { "From", "from", "sender", "msisdn", "originator", "phone", "number", NULL };
static const char * const text_fields[] = { "Body", "body", "text", "message", "content", "msg", NULL };

/* Equal in a time that tells nothing of how far they are equal. */
static gboolean
is_same (const char *a,
         const char *b)
{
  guint8 key[crypto_generichash_KEYBYTES];
  guint8 hash_a[HASH_BYTES], hash_b[HASH_BYTES];

  randombytes_buf (key, sizeof key);
  crypto_generichash (hash_a, sizeof hash_a, (const guint8 *) a, strlen (a), key, sizeof key);
  crypto_generichash (hash_b, sizeof hash_b, (const guint8 *) b, strlen (b), key, sizeof key);
  return sodium_memcmp (hash_a, hash_b, sizeof hash_a) == 0;
}

static gboolean
may_enter (const HwDoorRequest *request)
{
  const char *token = hw_form_data_get (request->query, "token");

  if (request->authorization != NULL && g_ascii_strncasecmp (request->authorization, BEARER, strlen (BEARER)) == 0)
    token = request->authorization + strlen (BEARER);
  return is_same (token, request->settings->sms_token);
}

static HwDoorAnswer *
answer_words (guint       status,
              const char *words)
{
  HwDoorAnswer *answer = hw_door_answer_new (status);

  answer->content_type = g_strdup ("text/plain; charset=utf-8");
  answer->body = g_bytes_new (words, strlen (words));
  return answer;
}

static HwDoorAnswer *
answer_unread (const GError *error)
{
  guint status = g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TYPE) ? 415
                 : g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TOO_LARGE) ? 413 : 400;

  return answer_words (status, error->message);
}

/* The field of the settings, else the first of the usual ones that is there. */
static const char *
find_value (GHashTable         *values,
            const char         *field,
            const char * const *usual)
{
  if (field != NULL && *field != '\0' && g_hash_table_contains (values, field))
    return hw_form_data_get (values, field);
  for (guint i = 0; usual[i] != NULL; i++)
    if (g_hash_table_contains (values, usual[i]))
      return hw_form_data_get (values, usual[i]);
  return "";
}

static HwMessage *
read_message (const HwDoorRequest *request,
              GHashTable          *values)
{
  HwMessage *message = hw_message_new (HW_CHANNEL_SMS);

  message->sender = hw_message_clean (g_strdup (find_value (values, request->settings->sms_sender, sender_fields)));
  message->text = hw_message_clean (g_strdup (find_value (values, request->settings->sms_text, text_fields)));
  return message;
}

/* An empty answer that Twilio and those who do as it take for no answer; others look at the status only. */
static void
reply_nothing (HwDoorAnswer        *answer,
               const HwDoorRequest *request,
               const HwId          *id)
{
  static const char nothing[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response/>\n";

  answer->status = 200;
  answer->content_type = g_strdup ("text/xml; charset=utf-8");
  answer->body = g_bytes_new_static (nothing, strlen (nothing));
}

static HwDoorAnswer *
take_message (const HwDoorRequest *request,
              GHashTable          *values)
{
  g_autoptr (HwMessage) message = read_message (request, values);
  g_autoptr (HwReport) report = hw_message_make_report (message, request->now, NULL);
  g_autofree char *words = hw_message_dup_words (message);
  HwDoorAnswer *answer;

  /* Sent again it would be no better: the gateway is told that it was taken. */
  if (report == NULL)
    {
      answer = hw_door_answer_new (200);
      reply_nothing (answer, request, NULL);
      return answer;
    }
  answer = hw_door_answer_new (0);
  answer->submission = hw_submission_new (report, "en", words);
  answer->reply = reply_nothing;
  return answer;
}

/**
 * hw_sms_door:
 * @request: what a gateway sends
 *
 * Returns: (transfer full) (nullable): a report to be recorded, or why there is none; %NULL where the path belongs to another door
 */
HwDoorAnswer *
hw_sms_door (const HwDoorRequest *request)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (request->path, PATH) != 0)
    return NULL;
  if (request->settings->sms_token == NULL || *request->settings->sms_token == '\0')
    return answer_words (404, "No text messages are taken here.\n");
  if (strcmp (request->method, "POST") != 0)
    return answer_words (405, "Text messages are posted.\n");
  if (!may_enter (request))
    return answer_words (403, "The token is not the one of the settings. Nothing was recorded.\n");
  values = hw_form_data_parse (request->content_type, request->body, &error);
  return values != NULL ? take_message (request, values) : answer_unread (error);
}
