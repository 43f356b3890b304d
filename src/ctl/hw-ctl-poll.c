/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-server-collector.h"

/* poll: takes new requests of another Open311 server in as reports that are to
 * be checked, and tells it what was done, see hw-server-collector.c. */

#define MAX_KEY 4096

typedef struct
{
  HwCtl     *ctl;
  char      *address;         /* (owned) (nullable) */
  char      *jurisdiction;    /* (owned) (nullable) */
  char     **services;        /* (owned) (nullable) */
  char      *since_text;      /* (owned) (nullable) */
  char      *format_text;     /* (owned) (nullable) */
  char      *key_path;        /* (owned) (nullable) */
  gboolean   by_update, dry_run, send_outcomes, list_services;
} Poll;

static void
poll_clear (Poll *self)
{
  g_free (self->address);
  g_free (self->jurisdiction);
  g_strfreev (self->services);
  g_free (self->since_text);
  g_free (self->format_text);
  g_free (self->key_path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Poll, poll_clear)

/* -- the result -- */

static guint
count_requests (const HwCollected *result)
{
  return result->taken + result->duplicates + result->refused + result->others;
}

static void
print_refusals (HwServerCollector *collector,
                guint              n_refused)
{
  const GPtrArray *refusals = hw_server_collector_get_refusals (collector);

  for (guint i = 0; i < refusals->len; i++)
    g_print ("  %s\n", (const char *) g_ptr_array_index (refusals, i));
  if (n_refused > refusals->len)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  and %u more was refused\n", "  and %u more were refused\n", n_refused - refusals->len), n_refused - refusals->len);
}

static void
print_words (Poll              *self,
             HwServerCollector *collector,
             const HwCollected *result)
{
  g_print (g_dngettext (GETTEXT_PACKAGE, "  %u request: %u taken in to be checked, %u there already, %u refused, %u not asked for\n",
                        "  %u requests: %u taken in to be checked, %u there already, %u refused, %u not asked for\n", count_requests (result)),
           count_requests (result), result->taken, result->duplicates, result->refused, result->others);
  print_refusals (collector, result->refused + result->not_told);
  if (self->send_outcomes)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  %u outcome sent, %u not taken by the server\n", "  %u outcomes sent, %u not taken by the server\n", result->told),
             result->told, result->not_told);
  if (self->dry_run)
    g_print ("  %s\n", _("This was a trial: nothing was recorded and nothing sent."));
}

static void
print_json (const HwCollected *result)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  hw_ctl_json_add_int (builder, "requests", count_requests (result));
  hw_ctl_json_add_int (builder, "taken", result->taken);
  hw_ctl_json_add_int (builder, "duplicates", result->duplicates);
  hw_ctl_json_add_int (builder, "refused", result->refused);
  hw_ctl_json_add_int (builder, "others", result->others);
  hw_ctl_json_add_int (builder, "complete", !result->is_cut);
  hw_ctl_json_add_int (builder, "outcomes_sent", result->told);
  hw_ctl_json_add_int (builder, "outcomes_refused", result->not_told);
  hw_ctl_json_print (builder);
}

static void
print_result (Poll              *self,
              HwServerCollector *collector)
{
  const HwCollected *result = hw_collector_get_result (HW_COLLECTOR (collector));

  if (self->ctl->json)
    print_json (result);
  else
    print_words (self, collector, result);
  if (result->is_cut)
    g_printerr ("%s\n", _("homewardctl: The server may hold more than it gave: it cuts its lists, and heeds neither pages nor dates. Ask for one service at a time, or more often."));
}

static gboolean
print_services (Poll                 *self,
                const HwOtherServer  *server,
                GError              **error)
{
  g_autoptr (GPtrArray) services = hw_server_list_services (server, self->ctl->cancellable, error);

  for (guint i = 0; services != NULL && i < services->len; i++)
    {
      const HwOtherService *service = g_ptr_array_index (services, i);

      g_print ("%s\t%s\n", service->code, service->name != NULL ? service->name : "");
    }
  return services != NULL;
}

/* -- the command -- */

static gboolean
read_key (Poll           *self,
          HwOtherServer  *server,
          GError        **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (self->key_path == NULL)
    return TRUE;
  if (!g_file_get_contents (self->key_path, &text, &length, error))
    return FALSE;
  if (length > MAX_KEY)
    return hw_ctl_set_usage (error, _("--api-key-file takes a file with the key alone in it"));
  server->api_key = g_strdup (g_strstrip (text));
  return TRUE;
}

static HwOtherServer *
read_server (Poll    *self,
             GError **error)
{
  g_autoptr (HwOtherServer) server = NULL;

  if (self->address == NULL)
    {
      hw_ctl_set_usage (error, _("Say which server to ask: --server https://city.example.org/open311/v2"));
      return NULL;
    }
  server = hw_other_server_new (self->address, self->jurisdiction);
  for (guint i = 0; self->services != NULL && self->services[i] != NULL; i++)
    hw_other_server_add_service (server, self->services[i], NULL);
  server->is_told = self->send_outcomes;
  return read_key (self, server, error) ? g_steal_pointer (&server) : NULL;
}

static HwCollector *
make_collector (Poll                 *self,
                const HwOtherServer  *server,
                GError              **error)
{
  g_autoptr (GError) own_error = NULL;
  g_autoptr (HwCollector) collector = hw_server_collector_new (server, g_get_real_time (), &own_error);
  HwServerCollector *asking = (HwServerCollector *) collector;
  HwOpen311Format format;
  gint64 since;

  if (collector == NULL)
    {
      hw_ctl_set_usage (error, "%s", own_error->message);
      return NULL;
    }
  if (self->format_text != NULL && !hw_open311_format_from_string (self->format_text, &format))
    {
      hw_ctl_set_usage (error, _("--format takes xml or json"));
      return NULL;
    }
  if (self->format_text != NULL)
    hw_server_collector_set_format (asking, format);
  if (self->since_text != NULL && !hw_ctl_parse_time ("--since", self->since_text, FALSE, &since, error))
    return NULL;
  if (self->since_text != NULL)
    hw_server_collector_set_since (asking, since);
  hw_server_collector_set_by_update (asking, self->by_update);
  hw_server_collector_set_trial (asking, self->dry_run);
  return g_steal_pointer (&collector);
}

static gboolean
collect (Poll         *self,
         HwCollector  *collector,
         const char   *path,
         GError      **error)
{
  g_autoptr (HwStore) store = hw_ctl_open (self->ctl, path, error);
  gboolean good;

  if (store == NULL)
    return FALSE;
  good = hw_collector_run (collector, store, self->ctl->cancellable, error);
  /* What came before it broke off is in, and is counted. */
  if (good || count_requests (hw_collector_get_result (collector)) > 0)
    print_result (self, HW_SERVER_COLLECTOR (collector));
  return hw_store_close (store, good ? error : NULL) && good;
}

gboolean
hw_ctl_poll (HwCtl   *ctl,
             GStrv    args,
             GError **error)
{
  g_auto (Poll) self = { .ctl = ctl };
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &self.address, N_("The address of the server, or of its discovery document"), N_("URL") },
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
  g_autoptr (HwOtherServer) server = NULL;
  g_autoptr (HwCollector) collector = NULL;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --server URL --service CODE..."), _("Takes new requests of another Open311 server in as reports that are to be checked."), entries, 0, 1, error))
    return FALSE;
  server = read_server (&self, error);
  collector = server != NULL ? make_collector (&self, server, error) : NULL;
  if (collector == NULL)
    return FALSE;
  if (self.list_services)
    return print_services (&self, server, error);
  if (rest[1] == NULL || self.services == NULL)
    return hw_ctl_set_usage (error, _("Say which workspace, and which service to take requests of: --list-services lists them"));
  return collect (&self, collector, rest[1], error);
}
