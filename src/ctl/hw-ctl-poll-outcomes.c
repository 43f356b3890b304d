/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

#include "hw-caller-answer.h"
#include "hw-ctl-poll.h"
#include "hw-open311-answer.h"
#include "hw-told.h"

/* What was done about the requests of another server goes back to it, in the
 * words that a caller would be told: never who was met or what they said. The
 * workspace remembers what each request was answered with, so that nothing is
 * sent twice; when it is, after a crash, it carries the same number. */

#define MAX_DISMISSED 100000
#define REMEMBERED_US (G_GINT64_CONSTANT (400) * 86400 * G_USEC_PER_SEC)

typedef struct
{
  HwCtl           *ctl;
  HwOpen311Client *client;
  gboolean         dry_run;
  char            *prefix;     /* (owned): of the source_id */
  JsonObject      *told;       /* (owned): request -> answer, as before */
  JsonObject      *telling;    /* (owned): the same, with what is told now; of requests that are still there */
  HwCtlOutcomes   *outcomes;
} Telling;

static void
telling_clear (Telling *self)
{
  g_free (self->prefix);
  json_object_unref (self->told);
  json_object_unref (self->telling);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Telling, telling_clear)

static gboolean
is_closed (const HwReport *report)
{
  return report->status == HW_REPORT_CLOSED || report->status == HW_REPORT_DISMISSED;
}

/* The same for the same news of the same request. */
static char *
make_update_id (const char *source_id,
                const char *news)
{
  g_autofree char *text = g_strdup_printf ("%s %s", source_id, news);
  guint8 hash[16];
  char hex[sizeof hash * 2 + 1];

  crypto_generichash (hash, sizeof hash, (const guint8 *) text, strlen (text), NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, hash, sizeof hash));
}

/* A request that the server does not take news of is counted; a server that takes none ends it. */
static gboolean
send_answer (Telling         *self,
             const HwReport  *report,
             HwCallerAnswer   answer,
             const char      *news,
             GError         **error)
{
  const char *request_id = report->source_id + strlen (self->prefix);
  g_autofree char *update_id = make_update_id (report->source_id, news);
  g_autoptr (GError) refusal = NULL;

  if (self->dry_run ||
      hw_open311_client_send_update (self->client, request_id, update_id, is_closed (report), _(hw_caller_answer_get_words (answer)),
                                     g_get_real_time (), self->ctl->cancellable, &refusal))
    {
      self->outcomes->sent++;
      json_object_set_string_member (self->telling, request_id, news);
      return TRUE;
    }
  if (g_error_matches (refusal, HW_OPEN311_ERROR, HW_OPEN311_ERROR_REFUSED))
    {
      self->outcomes->refused++;
      if (!self->ctl->json)
        g_print (_("  request %s: %s\n"), request_id, refusal->message);
      return TRUE;
    }
  if (g_error_matches (refusal, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNSUPPORTED))
    g_set_error_literal (error, HW_OPEN311_ERROR, HW_OPEN311_ERROR_UNSUPPORTED,
                         _("The server takes no outcomes: Open311 GeoReport v2 has no call for it, and this server does not know the extension (POST servicerequestupdates). "
                           "The requests themselves were taken in. Leave out --send-outcomes, and tell the city in another way."));
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
tell_report (const HwReport  *report,
             gpointer         user_data,
             GError         **error)
{
  Telling *self = user_data;
  HwCallerAnswer answer;
  g_autofree char *news = NULL;
  const char *request_id, *before;

  if (report->source_id == NULL || !g_str_has_prefix (report->source_id, self->prefix))
    return TRUE;
  request_id = report->source_id + strlen (self->prefix);
  before = json_object_get_string_member_with_default (self->told, request_id, NULL);
  if (before != NULL)
    json_object_set_string_member (self->telling, request_id, before);
  answer = hw_caller_answer_of (report->status, report->outcome);
  news = g_strconcat (hw_caller_answer_to_string (answer), is_closed (report) ? " closed" : "", NULL);
  /* That it has arrived, the server knows. */
  if (answer == HW_CALLER_ANSWER_RECEIVED || g_strcmp0 (before, news) == 0)
    return TRUE;
  return send_answer (self, report, answer, news, error);
}

/* -- all of them -- */

/* Those that were no reports go through no export, but whoever wrote them may know that somebody looked. */
static gboolean
tell_dismissed (Telling  *self,
                HwStore  *store,
                GError  **error)
{
  g_autoptr (GPtrArray) reports = hw_store_list_reports (store, 1u << HW_REPORT_DISMISSED, MAX_DISMISSED, error);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    if (!tell_report (g_ptr_array_index (reports, i), self, error))
      return FALSE;
  return reports != NULL;
}

static void
remember_cb (JsonObject *telling,
             const char *request_id,
             JsonNode   *answer,
             gpointer    told)
{
  json_object_set_string_member (told, request_id, json_node_get_string (answer));
}

gboolean
hw_ctl_send_outcomes (HwCtl            *ctl,
                      HwStore          *store,
                      HwOpen311Client  *client,
                      gboolean          dry_run,
                      HwCtlOutcomes    *outcomes,
                      GError          **error)
{
  const char *jurisdiction = hw_open311_client_get_jurisdiction (client);
  g_autofree char *name = g_strdup_printf ("open311-told:%s", jurisdiction);
  g_auto (Telling) self = { ctl, client, dry_run, hw_open311_dup_source_id (jurisdiction, ""), json_object_new (), json_object_new (), outcomes };
  JsonObject *told = hw_told_read (store, name, error);
  gint64 now = g_get_real_time ();
  gboolean good;

  if (told == NULL)
    return FALSE;
  json_object_unref (self.told);
  self.told = told;
  good = hw_store_foreach_report (store, now - REMEMBERED_US, now, tell_report, &self, ctl->cancellable, error) && tell_dismissed (&self, store, error);
  if (dry_run || outcomes->sent == 0)
    return good;
  /* What was sent before it broke off is remembered too. */
  json_object_foreach_member (self.telling, remember_cb, self.told);
  return hw_told_keep (store, name, good ? self.telling : self.told, good ? error : NULL) && good;
}
