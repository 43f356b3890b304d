/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-place-list.h"

/* import-places: the list of places that the call desk knows beside its own. */

#define SHOWN_REFUSALS 10

static void
print_list (const HwPlaceList *list)
{
  for (guint i = 0; list->columns[i] != NULL; i++)
    g_print ("  %s\n", list->columns[i]);
  for (guint i = 0; i < MIN (list->refusals->len, SHOWN_REFUSALS); i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (list->refusals, i);

      g_print (_("  line %lu: %s\n"), (gulong) refusal->line, refusal->reason);
    }
  if (list->n_refused > SHOWN_REFUSALS)
    g_print (_("  and %lu more\n"), (gulong) (list->n_refused - SHOWN_REFUSALS));
}

static void
print_totals (HwCtl             *ctl,
              const HwPlaceList *list,
              guint              n_added,
              guint              n_known)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!ctl->json)
    {
      g_print (_("  %lu rows: %u added, %u there already, %lu refused\n"), (gulong) list->n_rows, n_added, n_known, (gulong) list->n_refused);
      return;
    }
  builder = hw_ctl_json_begin ();
  hw_ctl_json_add_int (builder, "rows", list->n_rows);
  hw_ctl_json_add_int (builder, "added", n_added);
  hw_ctl_json_add_int (builder, "known", n_known);
  hw_ctl_json_add_int (builder, "refused", list->n_refused);
  hw_ctl_json_print (builder);
}

/* The error names the file, which its reader does not know. */
static HwPlaceList *
read_list (HwCtl       *ctl,
           const char  *path,
           GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  HwPlaceList *list = hw_place_list_read (file, ctl->cancellable, error);

  if (list == NULL)
    g_prefix_error (error, "%s: ", path);
  return list;
}

gboolean
hw_ctl_import_places (HwCtl   *ctl,
                      GStrv    args,
                      GError **error)
{
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwPlaceList) list = NULL;
  HwStore *store;
  guint n_added = 0, n_known = 0;
  gboolean good;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE FILE"), _("Imports streets, landmarks and districts from a CSV or GeoJSON file, so that the call desk finds them."), NULL, 2, 2, error))
    return FALSE;
  list = read_list (ctl, rest[2], error);
  if (list == NULL)
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  if (store == NULL)
    return FALSE;
  if (!ctl->json)
    print_list (list);
  good = hw_store_import_places (store, list->places, &n_added, &n_known, ctl->cancellable, error);
  if (good)
    print_totals (ctl, list, n_added, n_known);
  return hw_store_close (store, good ? error : NULL) && good;
}
