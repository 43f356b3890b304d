/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-collect.h"
#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-intake-collector.h"

/* collect: takes in what waits at the team's intake service and at the other
 * servers that the workspace knows, to be checked, and tells them how far its
 * reports have come. With --make-key it makes the
 * keys first, and prints what the service needs of them. */

static void
print_json (const HwCollected *collected)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  hw_ctl_json_add_int (builder, "taken", collected->taken);
  hw_ctl_json_add_int (builder, "duplicates", collected->duplicates);
  hw_ctl_json_add_int (builder, "refused", collected->refused);
  hw_ctl_json_add_int (builder, "unreadable", collected->unreadable);
  hw_ctl_json_add_int (builder, "told", collected->told);
  hw_ctl_json_print (builder);
}

static void
print_words (const HwCollected *collected)
{
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u report was taken in to be checked, %u were here already.\n",
                        "%u reports were taken in to be checked, %u were here already.\n", collected->taken), collected->taken, collected->duplicates);
  if (collected->refused > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u says nothing that a report can be made of, and was left out.\n",
                          "%u say nothing that a report can be made of, and were left out.\n", collected->refused), collected->refused);
  if (collected->unreadable > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u cannot be opened with the key of this workspace and stays at the service.\n",
                          "%u cannot be opened with the key of this workspace and stay at the service.\n", collected->unreadable), collected->unreadable);
  if (collected->told > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "The service can now tell how far %u report has come.\n",
                          "The service can now tell how far %u reports have come.\n", collected->told), collected->told);
}

static gboolean
make_key (HwStore  *store,
          GError  **error)
{
  g_autofree char *lines = hw_collect_make_key (store, error);

  if (lines != NULL)
    g_print ("%s\n\n%s", _("Put these lines into the settings of the service. The other halves stay in this workspace."), lines);
  return lines != NULL;
}

static void
print_result (HwCtl             *ctl,
              const HwCollected *result)
{
  if (ctl->json)
    print_json (result);
  else
    print_words (result);
}

/* A server that does not answer keeps nobody from the next one. */
static gboolean
collect (HwCtl    *ctl,
         HwStore  *store,
         GError  **error)
{
  g_autoptr (GPtrArray) collectors = hw_collect_list_collectors (store, g_get_real_time (), error);
  g_autoptr (GError) first = NULL;
  HwCollected result = { 0 };

  for (guint i = 0; collectors != NULL && i < collectors->len; i++)
    {
      HwCollector *collector = g_ptr_array_index (collectors, i);

      hw_collector_run (collector, store, ctl->cancellable, first == NULL ? &first : NULL);
      hw_collect_add (&result, hw_collector_get_result (collector));
    }
  /* What came before it broke off is in, and is counted. */
  if (collectors != NULL && (first == NULL || result.taken > 0))
    print_result (ctl, &result);
  if (first == NULL)
    return collectors != NULL;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

gboolean
hw_ctl_collect (HwCtl   *ctl,
                GStrv    args,
                GError **error)
{
  g_autofree char *server = NULL;
  gboolean makes_key = FALSE;
  const GOptionEntry entries[] = {
    { "server", 0, 0, G_OPTION_ARG_STRING, &server, N_("Where the service is; remembered"), N_("URL") },
    { "make-key", 0, 0, G_OPTION_ARG_NONE, &makes_key, N_("Make the key to which reports are sealed, and print what the service needs of it"), NULL },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;
  gboolean good;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE [--server URL]"), _("Takes in what waits at the team's intake service and at the other servers that the workspace knows, to be checked."), entries, 1, 1, error))
    return FALSE;
  if (server != NULL && !hw_collect_check_server (server, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  if (store == NULL)
    return FALSE;
  good = server == NULL || hw_store_set_setting (store, HW_COLLECT_SERVER, server, error);
  if (good)
    good = makes_key ? make_key (store, error) : collect (ctl, store, error);
  return hw_store_close (store, good ? error : NULL) && good;
}
