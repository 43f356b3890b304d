/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-date-reader.h"
#include "hw-import.h"
#include "hw-private-file.h"

/* import: each file is one transaction. */

#define SHOWN_REFUSALS 10

typedef struct
{
  HwCtl         *ctl;
  char         **columns;        /* (owned) (nullable): "field=NAME" */
  char          *date_order;     /* (owned) (nullable) */
  gboolean       dry_run;
  char          *refused_path;   /* (owned) (nullable) */
  HwPrivateFile *refused;        /* (owned) (nullable) */
  HwStore       *store;          /* (owned) */
  guint64        rows, taken, duplicates, n_refused;
} Import;

static void
import_clear (Import *self)
{
  g_strfreev (self->columns);
  g_free (self->date_order);
  g_free (self->refused_path);
  g_clear_pointer (&self->refused, hw_private_file_free);
  g_clear_object (&self->store);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

/* -- the mapping -- */

static gboolean
set_column (HwImportMapping  *mapping,
            const char       *argument,
            GError          **error)
{
  const char *equals = strchr (argument, '=');
  g_autofree char *name = equals != NULL ? g_strndup (argument, equals - argument) : NULL;
  HwColumnField field;
  int column;

  if (name == NULL || !hw_column_field_from_string (name, &field))
    return hw_ctl_set_usage (error, _("--column takes field=NAME, where the field is one of id, latitude, longitude, point, seen-at, seen-time, place, people, note, worries, caller-name, caller-contact, channel, status, age, ignored"));
  column = hw_import_mapping_find_column (mapping, equals + 1);
  if (column < 0)
    return hw_ctl_set_usage (error, _("The file has no column named \"%s\""), equals + 1);
  hw_import_mapping_set_field (mapping, column, field);
  return TRUE;
}

static gboolean
correct_mapping (Import           *self,
                 HwImportMapping  *mapping,
                 GError          **error)
{
  HwDateOrder order;

  for (guint i = 0; self->columns != NULL && self->columns[i] != NULL; i++)
    if (!set_column (mapping, self->columns[i], error))
      return FALSE;
  if (self->date_order == NULL)
    return TRUE;
  if (!hw_date_order_from_string (self->date_order, &order))
    return hw_ctl_set_usage (error, _("--date-order takes dmy, mdy or ymd"));
  hw_import_mapping_set_date_order (mapping, order);
  return TRUE;
}

/* What was made of the file, so that a wrong guess is seen. */
static void
print_mapping (HwImportMapping *mapping)
{
  g_autofree char *why = NULL;

  for (guint i = 0; i < hw_import_mapping_get_n_columns (mapping); i++)
    if (hw_import_mapping_get_field (mapping, i) != HW_COLUMN_IGNORED)
      g_print ("  %-15s %s\n", hw_column_field_to_string (hw_import_mapping_get_field (mapping, i)), hw_import_mapping_get_column_name (mapping, i));
  hw_import_mapping_date_order_is_certain (mapping, &why);
  g_print ("  %s\n", why);
  if (hw_import_mapping_get_swap (mapping))
    g_print ("  %s\n", _("Latitude and longitude are the wrong way round in this file, and are put right."));
}

/* -- the result -- */

static void
print_result (Import               *self,
              HwImportResultReport *result)
{
  guint n = MIN (result->refusals->len, SHOWN_REFUSALS);

  g_print (g_dngettext (GETTEXT_PACKAGE, "  %lu row: %lu taken, %lu there already, %lu refused\n",
                        "  %lu rows: %lu taken, %lu there already, %lu refused\n", (gulong) result->rows),
           (gulong) result->rows, (gulong) result->taken, (gulong) result->duplicates, (gulong) result->refused);
  for (guint i = 0; i < n; i++)
    {
      HwRefusal *refusal = g_ptr_array_index (result->refusals, i);

      g_print (_("  line %lu: %s\n"), (gulong) refusal->line, refusal->reason);
    }
  if (result->refused > n)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  and %lu more; --refused FILE writes them all\n",
                          "  and %lu more; --refused FILE writes them all\n", (gulong) (result->refused - n)), (gulong) (result->refused - n));
  if (self->dry_run)
    g_print ("  %s\n", _("This was a trial: nothing was imported."));
}

static void
print_totals (Import *self)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  hw_ctl_json_add_int (builder, "rows", self->rows);
  hw_ctl_json_add_int (builder, "taken", self->taken);
  hw_ctl_json_add_int (builder, "duplicates", self->duplicates);
  hw_ctl_json_add_int (builder, "refused", self->n_refused);
  hw_ctl_json_print (builder);
}

/* -- one file -- */

static HwImportRow
store_report (const HwReport  *report,
              gpointer         user_data,
              GError         **error)
{
  switch (hw_store_import_report (user_data, report, error))
    {
    case HW_IMPORT_TAKEN:
      return HW_IMPORT_ROW_TAKEN;
    case HW_IMPORT_DUPLICATE:
      return HW_IMPORT_ROW_DUPLICATE;
    default:
      return HW_IMPORT_ROW_STOP;
    }
}

static void
progress_cb (goffset  done,
             goffset  total,
             gpointer user_data)
{
  hw_ctl_progress (done, total, user_data);
}

/* Takes the rows within a transaction that is undone on a failure, a signal or a trial. */
static HwImportResultReport *
import_rows (Import           *self,
             GFile            *file,
             HwImportMapping  *mapping,
             GError          **error)
{
  g_autofree char *name = g_file_get_basename (file);
  HwStoreImport *import = hw_store_import_begin (self->store, name, error);
  g_autoptr (HwImportResultReport) result = NULL;
  GOutputStream *refused = self->refused != NULL ? hw_private_file_get_stream (self->refused) : NULL;

  if (import == NULL)
    return NULL;
  result = hw_import_run (file, mapping, g_get_real_time (), store_report, import, refused, progress_cb, self->ctl, self->ctl->cancellable, error);
  hw_ctl_end_progress (self->ctl);
  if (result != NULL && g_cancellable_set_error_if_cancelled (self->ctl->cancellable, error))
    g_clear_pointer (&result, hw_import_result_report_free);
  if (result == NULL || self->dry_run)
    hw_store_import_cancel (import);
  else if (!hw_store_import_commit (import, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gboolean
import_file (Import      *self,
             const char  *path,
             GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (HwImportMapping) mapping = NULL;
  g_autoptr (HwImportResultReport) result = NULL;

  mapping = hw_import_guess (file, g_get_real_time (), self->ctl->cancellable, error);
  if (mapping == NULL || !correct_mapping (self, mapping, error))
    return FALSE;
  if (!self->ctl->json)
    {
      g_print ("%s\n", path);
      print_mapping (mapping);
    }
  result = import_rows (self, file, mapping, error);
  if (result == NULL)
    return FALSE;
  self->rows += result->rows;
  self->taken += result->taken;
  self->duplicates += result->duplicates;
  self->n_refused += result->refused;
  if (!self->ctl->json)
    print_result (self, result);
  return TRUE;
}

/* The error names the file, which its reader does not know. */
static gboolean
import_files (Import  *self,
              GStrv    paths,
              GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (!import_file (self, paths[i], error))
      {
        g_prefix_error (error, "%s: ", paths[i]);
        return FALSE;
      }
  return self->refused == NULL || hw_private_file_commit (self->refused, error);
}

gboolean
hw_ctl_import (HwCtl   *ctl,
               GStrv    args,
               GError **error)
{
  g_auto (Import) self = { .ctl = ctl };
  const GOptionEntry entries[] = {
    { "column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self.columns, N_("The column of that name holds this field"), N_("FIELD=NAME") },
    { "date-order", 0, 0, G_OPTION_ARG_STRING, &self.date_order, N_("Read dates as dmy, mdy or ymd"), N_("ORDER") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self.dry_run, N_("Only say what would be imported"), NULL },
    { "refused", 0, 0, G_OPTION_ARG_FILENAME, &self.refused_path, N_("Write the refused rows and the reasons to this file"), N_("OUT.csv") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  gboolean good;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE FILE..."), _("Imports reports from CSV or GeoJSON files. What is there already is not imported again."), entries, 2, 0, error))
    return FALSE;
  self.store = hw_ctl_open (ctl, rest[1], error);
  if (self.store == NULL)
    return FALSE;
  if (self.refused_path != NULL && (self.refused = hw_private_file_create (self.refused_path, error)) == NULL)
    return FALSE;
  good = import_files (&self, rest + 2, error);
  /* Files before one that failed are in, and are counted. */
  if (ctl->json && (good || self.rows > 0))
    print_totals (&self);
  return hw_store_close (self.store, good ? error : NULL) && good;
}
