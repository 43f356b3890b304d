/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-ctl-json.h"
#include "hw-ctl-poll.h"
#include "hw-open311-answer.h"
#include "hw-open311-poll.h"

/* poll: takes new requests of another Open311 server in as reports that are to
 * be checked. Each stretch of time is one transaction, and then the workspace
 * remembers how far it has come; the next poll begins two days before, for
 * requests that the server shows late. */

#define DAY_US         (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define OVERLAP_US     (2 * DAY_US)
#define FIRST_US       (14 * DAY_US)
#define SHOWN_REFUSALS 10
#define MAX_KEY        4096

typedef struct
{
  HwCtl            *ctl;
  char             *server;          /* (owned) (nullable) */
  char             *jurisdiction;    /* (owned) (nullable) */
  char            **services;        /* (owned) (nullable) */
  char             *since_text;      /* (owned) (nullable) */
  char             *format_text;     /* (owned) (nullable) */
  char             *key_path;        /* (owned) (nullable) */
  gboolean          by_update, dry_run, send_outcomes, list_services;
  HwOpen311Client  *client;          /* (owned) */
  HwStore          *store;           /* (owned) */
  HwDateReader     *dates;           /* (owned) */
  gint64            now, since;
  guint64           requests, taken, duplicates, refused, others;
  HwOpen311PollResult result;
  HwCtlOutcomes     outcomes;
} Poll;

static void
poll_clear (Poll *self)
{
  g_free (self->server);
  g_free (self->jurisdiction);
  g_strfreev (self->services);
  g_free (self->since_text);
  g_free (self->format_text);
  g_free (self->key_path);
  hw_open311_client_free (self->client);
  g_clear_object (&self->store);
  g_clear_pointer (&self->dates, hw_date_reader_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Poll, poll_clear)

/* -- how far it has come -- */

static char *
dup_cursor_name (Poll *self)
{
  return g_strdup_printf ("open311-cursor:%s", hw_open311_client_get_jurisdiction (self->client));
}

static gboolean
find_since (Poll    *self,
            GError **error)
{
  g_autofree char *name = dup_cursor_name (self);
  g_autofree char *cursor = NULL;
  g_autoptr (GError) own_error = NULL;

  if (self->since_text != NULL)
    return hw_ctl_parse_time ("--since", self->since_text, FALSE, &self->since, error);
  cursor = hw_store_get_setting (self->store, name, &own_error);
  if (own_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  self->since = self->now - FIRST_US;
  if (cursor != NULL)
    self->since = MIN (g_ascii_strtoll (cursor, NULL, 10), self->now) - OVERLAP_US;
  return TRUE;
}

static gboolean
keep_cursor (Poll    *self,
             gint64   until,
             GError **error)
{
  g_autofree char *name = dup_cursor_name (self);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, until);

  return self->dry_run || hw_store_set_setting (self->store, name, value, error);
}

/* -- one request -- */

static const char *
without_zeros (const char *code)
{
  while (code[0] == '0' && code[1] != '\0')
    code++;
  return code;
}

/* Some servers write 001 as a number: 1. */
static gboolean
is_asked_service (Poll       *self,
                  const char *code)
{
  for (guint i = 0; code != NULL && self->services[i] != NULL; i++)
    if (strcmp (without_zeros (code), without_zeros (self->services[i])) == 0)
      return TRUE;
  return code == NULL;
}

/* Not all servers heed what they are asked for. */
static gboolean
is_asked (Poll                *self,
          const HwOpen311Node *request)
{
  const char *status = hw_open311_node_get_text (request, "status");
  gint64 requested_at = hw_open311_get_time (request, "requested_datetime", self->dates);

  return (status == NULL || g_ascii_strcasecmp (status, "closed") != 0) &&
         is_asked_service (self, hw_open311_node_get_text (request, "service_code")) &&
         (self->by_update || requested_at == 0 || requested_at >= self->since - DAY_US);
}

static void
refuse (Poll                *self,
        const HwOpen311Node *request,
        const GError        *reason)
{
  self->refused++;
  if (!self->ctl->json && self->refused <= SHOWN_REFUSALS)
    g_print (_("  request %s: %s\n"), hw_open311_node_get_text (request, "service_request_id"), reason->message);
}

static gboolean
take_request (Poll                *self,
              HwStoreImport       *import,
              const HwOpen311Node *request,
              GError             **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (HwReport) report = NULL;

  self->requests++;
  if (!is_asked (self, request))
    {
      self->others++;
      return TRUE;
    }
  report = hw_open311_make_report (request, hw_open311_client_get_jurisdiction (self->client), self->dates, self->now, &reason);
  if (report == NULL)
    {
      refuse (self, request, reason);
      return TRUE;
    }
  switch (hw_store_import_report (import, report, error))
    {
    case HW_IMPORT_TAKEN:
      self->taken++;
      return TRUE;
    case HW_IMPORT_DUPLICATE:
      self->duplicates++;
      return TRUE;
    default:
      return FALSE;
    }
}

/* -- one stretch of time -- */

static gboolean
take_requests (Poll       *self,
               GPtrArray  *requests,
               GError    **error)
{
  g_autofree char *source = g_strdup_printf ("open311:%s", hw_open311_client_get_jurisdiction (self->client));
  HwStoreImport *import = hw_store_import_begin (self->store, source, error);

  if (import == NULL)
    return FALSE;
  for (guint i = 0; i < requests->len; i++)
    if (!take_request (self, import, g_ptr_array_index (requests, i), error))
      {
        hw_store_import_cancel (import);
        return FALSE;
      }
  if (!self->dry_run)
    return hw_store_import_commit (import, error);
  hw_store_import_cancel (import);
  return TRUE;
}

static gboolean
take_stretch (GPtrArray  *requests,
              gint64      until,
              gpointer    user_data,
              GError    **error)
{
  Poll *self = user_data;

  return !g_cancellable_set_error_if_cancelled (self->ctl->cancellable, error) &&
         (requests->len == 0 || take_requests (self, requests, error)) &&
         keep_cursor (self, until, error);
}

static gboolean
poll_requests (Poll    *self,
               GError **error)
{
  HwOpen311Query query = { (const char * const *) self->services, 0, self->now, self->by_update, 1 };

  if (!find_since (self, error))
    return FALSE;
  query.since = self->since;
  return hw_open311_poll (self->client, &query, take_stretch, self, &self->result, self->ctl->cancellable, error);
}

/* -- the result -- */

static void
print_words (Poll *self)
{
  g_print (g_dngettext (GETTEXT_PACKAGE, "  %lu request: %lu taken in to be checked, %lu there already, %lu refused, %lu not asked for\n",
                        "  %lu requests: %lu taken in to be checked, %lu there already, %lu refused, %lu not asked for\n", (gulong) self->requests),
           (gulong) self->requests, (gulong) self->taken, (gulong) self->duplicates, (gulong) self->refused, (gulong) self->others);
  if (self->refused > SHOWN_REFUSALS)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  and %lu more was refused\n", "  and %lu more were refused\n",
                          (gulong) (self->refused - SHOWN_REFUSALS)), (gulong) (self->refused - SHOWN_REFUSALS));
  if (self->send_outcomes)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  %lu outcome sent, %lu not taken by the server\n", "  %lu outcomes sent, %lu not taken by the server\n",
                          (gulong) self->outcomes.sent), (gulong) self->outcomes.sent, (gulong) self->outcomes.refused);
  if (self->dry_run)
    g_print ("  %s\n", _("This was a trial: nothing was recorded and nothing sent."));
}

static void
print_json (Poll *self)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  hw_ctl_json_add_int (builder, "requests", self->requests);
  hw_ctl_json_add_int (builder, "taken", self->taken);
  hw_ctl_json_add_int (builder, "duplicates", self->duplicates);
  hw_ctl_json_add_int (builder, "refused", self->refused);
  hw_ctl_json_add_int (builder, "others", self->others);
  hw_ctl_json_add_int (builder, "complete", !self->result.is_cut);
  hw_ctl_json_add_int (builder, "outcomes_sent", self->outcomes.sent);
  hw_ctl_json_add_int (builder, "outcomes_refused", self->outcomes.refused);
  hw_ctl_json_print (builder);
}

static void
print_result (Poll *self)
{
  if (self->ctl->json)
    print_json (self);
  else
    print_words (self);
  if (self->result.is_cut)
    g_printerr ("%s\n", _("homewardctl: The server may hold more than it gave: it cuts its lists, and heeds neither pages nor dates. Ask for one service at a time, or more often."));
}

/* -- the services -- */

static gboolean
print_services (Poll    *self,
                GError **error)
{
  g_autoptr (HwOpen311Node) root = NULL;
  g_autoptr (GPtrArray) services = NULL;

  if (!hw_open311_client_discover (self->client, self->ctl->cancellable, error))
    return FALSE;
  root = hw_open311_client_get_services (self->client, self->ctl->cancellable, error);
  services = root != NULL ? hw_open311_list_services (root, error) : NULL;

  for (guint i = 0; services != NULL && i < services->len; i++)
    {
      const HwOpen311Node *service = g_ptr_array_index (services, i);
      const char *name = hw_open311_node_get_text (service, "service_name");

      g_print ("%s\t%s\n", hw_open311_node_get_text (service, "service_code"), name != NULL ? name : "");
    }
  return services != NULL;
}

/* -- the command -- */

static gboolean
read_key (Poll    *self,
          GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (self->key_path == NULL)
    return TRUE;
  if (!g_file_get_contents (self->key_path, &text, &length, error))
    return FALSE;
  if (length > MAX_KEY)
    return hw_ctl_set_usage (error, _("--api-key-file takes a file with the key alone in it"));
  hw_open311_client_set_api_key (self->client, g_strstrip (text));
  return TRUE;
}

static gboolean
make_client (Poll    *self,
             GError **error)
{
  g_autoptr (GError) own_error = NULL;
  HwOpen311Format format;

  if (self->server == NULL)
    return hw_ctl_set_usage (error, _("Say which server to ask: --server https://city.example.org/open311/v2"));
  if (self->format_text != NULL && !hw_open311_format_from_string (self->format_text, &format))
    return hw_ctl_set_usage (error, _("--format takes xml or json"));
  self->client = hw_open311_client_new (self->server, self->jurisdiction, &own_error);
  if (self->client == NULL)
    return hw_ctl_set_usage (error, "%s", own_error->message);
  if (self->format_text != NULL)
    hw_open311_client_set_format (self->client, format);
  return read_key (self, error);
}

static gboolean
poll_and_send (Poll    *self,
               GError **error)
{
  gboolean good = hw_open311_client_discover (self->client, self->ctl->cancellable, error) && poll_requests (self, error);

  if (good && self->send_outcomes)
    good = hw_ctl_send_outcomes (self->ctl, self->store, self->client, self->dry_run, &self->outcomes, error);
  /* What came before it broke off is in, and is counted. */
  if (good || self->requests > 0)
    print_result (self);
  return hw_store_close (self->store, good ? error : NULL) && good;
}

gboolean
hw_ctl_poll (HwCtl   *ctl,
             GStrv    args,
             GError **error)
{
  g_auto (Poll) self = { .ctl = ctl, .now = g_get_real_time () };
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &self.server, N_("The address of the server, or of its discovery document"), N_("URL") },
    { "jurisdiction", 0, 0, G_OPTION_ARG_STRING, &self.jurisdiction, N_("The jurisdiction_id, of a server that has several"), N_("ID") },
    { "service", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.services, N_("Take requests for this service; may be given several times"), N_("CODE") },
    { "list-services", 0, 0, G_OPTION_ARG_NONE, &self.list_services, N_("Only list the services of the server; needs no workspace"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &self.since_text, N_("From this time on, in place of two days before the last poll"), N_("TIME") },
    { "by-update", 0, 0, G_OPTION_ARG_NONE, &self.by_update, N_("Ask for what was changed since, where the server understands updated_after"), NULL },
    { "format", 0, 0, G_OPTION_ARG_STRING, &self.format_text, N_("Ask in xml or json"), N_("FORMAT") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self.dry_run, N_("Only say what would be taken in"), NULL },
    { "send-outcomes", 0, 0, G_OPTION_ARG_NONE, &self.send_outcomes, N_("Tell the server what was done, where it takes POST servicerequestupdates"), NULL },
    { "api-key-file", 0, 0, G_OPTION_ARG_FILENAME, &self.key_path, N_("The key of the server stands in this file"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --server URL --service CODE..."), _("Takes new requests of another Open311 server in as reports that are to be checked."), entries, 0, 1, error) ||
      !make_client (&self, error))
    return FALSE;
  if (self.list_services)
    return print_services (&self, error);
  if (rest[1] == NULL || self.services == NULL)
    return hw_ctl_set_usage (error, _("Say which workspace, and which service to take requests of: --list-services lists them"));
  self.store = hw_ctl_open (ctl, rest[1], error);
  self.dates = hw_date_reader_new (HW_DATE_ORDER_YMD, zone);
  return self.store != NULL && poll_and_send (&self, error);
}
