/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-date.h"
#include "hw-session-lists.h"

/* export-list: a list of people for one recipient and one purpose, as the window writes it. */

static char *
dup_purposes (void)
{
  guint n_purposes;
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n_purposes; i++)
    g_ptr_array_add (names, (gpointer) purposes[i].id);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
dup_fields (guint bits)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (bits & HW_EXPORT_BIT (field))
      g_ptr_array_add (names, (gpointer) hw_export_field_to_string (field));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (",", (char **) names->pdata);
}

/* Without a choice, what is usually needed. */
static gboolean
set_fields (HwExportAsk           *ask,
            const HwExportPurpose *purpose,
            const char            *text,
            GError               **error)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", -1);

  ask->fields = text == NULL ? purpose->proposed : 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      HwExportField field;

      if (!hw_export_field_from_string (names[i], &field) || (purpose->allowed & HW_EXPORT_BIT (field)) == 0)
        {
          g_autofree char *allowed = dup_fields (purpose->allowed);

          return hw_ctl_set_usage (error, _("--fields takes, for this purpose: %s"), allowed);
        }
      ask->fields |= HW_EXPORT_BIT (field);
    }
  return TRUE;
}

static gboolean
set_ask (HwExportAsk  *ask,
         const char   *fields,
         int           due_within,
         GError      **error)
{
  const HwExportPurpose *purpose = hw_export_find_purpose (ask->purpose);

  if (purpose == NULL)
    {
      g_autofree char *purposes = dup_purposes ();

      return hw_ctl_set_usage (error, _("--purpose takes one of: %s"), purposes);
    }
  if (ask->recipient == NULL || *ask->recipient == '\0')
    return hw_ctl_set_usage (error, _("--recipient is missing: who gets the list, as the consents write it"));
  if (due_within >= 0)
    ask->until = g_get_real_time () + due_within * HW_ONE_DAY;
  return set_fields (ask, purpose, fields, error);
}

static void
print_count (HwCtl *ctl,
             guint  n)
{
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      hw_ctl_json_add_int (builder, "people", n);
      hw_ctl_json_print (builder);
      return;
    }
  g_print (g_dngettext (GETTEXT_PACKAGE, "The list tells of %u person; their record says so\n", "The list tells of %u people; their records say so\n", n), n);
}

static gboolean
write_list (HwCtl             *ctl,
            HwStore           *store,
            const HwExportAsk *ask,
            HwListFile        *file,
            int                seal_fd,
            GError           **error)
{
  HwCtl sealing = { .passphrase_fd = seal_fd, .cancellable = ctl->cancellable };
  /* Of the file, not of the workspace. */
  char *passphrase = seal_fd >= 0 ? hw_ctl_read_passphrase (&sealing, FALSE, error) : NULL;
  GPtrArray *told = NULL;
  guint n = 0;

  if (seal_fd >= 0 && passphrase == NULL)
    return FALSE;
  file->passphrase = passphrase;
  told = hw_list_write (store, ask, file, NULL, ctl->cancellable, error);
  hw_ctl_free_passphrase (passphrase);
  if (told == NULL)
    return FALSE;
  n = told->len;
  g_ptr_array_unref (told);
  if (!hw_store_close (store, error))
    return FALSE;
  print_count (ctl, n);
  return TRUE;
}

gboolean
hw_ctl_export_list (HwCtl   *ctl,
                    GStrv    args,
                    GError **error)
{
  g_autofree char *purpose = NULL, *recipient = NULL, *fields = NULL, *format = NULL, *second = NULL, *output = NULL;
  int due_within = -1, seal_fd = -1;
  const GOptionEntry entries[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &purpose, N_("What for, as in the consents"), N_("PURPOSE") },
    { "recipient", 0, 0, G_OPTION_ARG_STRING, &recipient, N_("Who gets it, as in the consents"), N_("NAME") },
    { "fields", 0, 0, G_OPTION_ARG_STRING, &fields, N_("What stands on it, separated by commas"), N_("FIELDS") },
    { "due-within", 0, 0, G_OPTION_ARG_INT, &due_within, N_("Only follow-ups that are due within so many days"), N_("DAYS") },
    { "second-person", 0, 0, G_OPTION_ARG_STRING, &second, N_("Who else looked at it"), N_("NAME") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv, csv-excel, xlsx or pdf"), N_("FORMAT") },
    { "seal-fd", 0, 0, G_OPTION_ARG_INT, &seal_fd, N_("Seal the file with the passphrase of its own that is read from this file descriptor"), "N" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;
  HwListFile file = { .strength = HW_SEAL_MODERATE };
  HwExportAsk ask;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE --purpose PURPOSE --recipient NAME --format FORMAT --output FILE"),
                     _("Writes a list of the people who agreed that this recipient is told of them for this purpose, and records it in the case of each."), entries, 1, 1, error))
    return FALSE;
  ask = (HwExportAsk) { purpose, recipient, 0, G_MAXINT64, second };
  if (!set_ask (&ask, fields, due_within, error))
    return FALSE;
  if (!hw_export_format_from_string (format, &file.format))
    return hw_ctl_set_usage (error, _("--format takes csv, csv-excel, xlsx or pdf"));
  if (output == NULL || *output == '\0')
    return hw_ctl_set_usage (error, _("--output is missing"));
  file.path = output;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && write_list (ctl, store, &ask, &file, seal_fd, error);
}
