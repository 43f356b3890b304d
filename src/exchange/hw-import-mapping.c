/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-column-guess.h"
#include "hw-import-mapping-private.h"

/* How a file becomes reports. hw_import_guess() fills it, the mapping page of
 * the import dialogue and --column change it, hw_import_run() uses it. */

G_DEFINE_FINAL_TYPE (HwImportMapping, hw_import_mapping, G_TYPE_OBJECT)

static const char *const field_names[HW_N_COLUMNS] = {
  "ignored", "id", "latitude", "longitude", "point", "seen-at", "seen-time", "place", "people", "note",
  "worries", "caller-name", "caller-contact", "channel", "status", "age"
};

static void
hw_import_mapping_finalize (GObject *object)
{
  HwImportMapping *self = HW_IMPORT_MAPPING (object);

  hw_file_shape_clear (&self->shape);
  g_free (self->fields);
  g_free (self->surveys);
  g_clear_pointer (&self->preview, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_import_mapping_parent_class)->finalize (object);
}

static void
hw_import_mapping_class_init (HwImportMappingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_import_mapping_finalize;
}

static void
hw_import_mapping_init (HwImportMapping *self)
{
  self->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

HwImportMapping *
hw_import_mapping_new (HwFileShape *shape)
{
  HwImportMapping *self = g_object_new (HW_TYPE_IMPORT_MAPPING, NULL);

  self->shape = *shape;
  memset (shape, 0, sizeof *shape);
  return self;
}

int
hw_import_mapping_find (HwImportMapping *self,
                        HwColumnField    field)
{
  for (guint i = 0; i < self->shape.names->len; i++)
    if (self->fields[i] == field)
      return i;
  return -1;
}

static gboolean
guess_swap (HwImportMapping *self)
{
  int latitude = hw_import_mapping_find (self, HW_COLUMN_LATITUDE);
  int longitude = hw_import_mapping_find (self, HW_COLUMN_LONGITUDE);

  if (self->shape.is_geojson && self->fields[0] == HW_COLUMN_POINT)
    return self->n_geometries_beyond >= 3 && self->n_geometries_beyond * 10 >= self->n_geometries * 9 && !self->longitudes_beyond;
  return latitude >= 0 && longitude >= 0 && hw_column_guess_swap (&self->surveys[latitude], &self->surveys[longitude]);
}

void
hw_import_mapping_guess_fields (HwImportMapping *self)
{
  hw_column_guess (self->shape.names, self->surveys, self->shape.is_geojson, self->fields);
  self->swap = guess_swap (self);
}

/**
 * hw_column_field_to_string:
 * @field: a field
 *
 * Returns: its name as `--column` and the documentation have it
 */
const char *
hw_column_field_to_string (HwColumnField field)
{
  g_return_val_if_fail (field < HW_N_COLUMNS, NULL);

  return field_names[field];
}

/**
 * hw_column_field_from_string:
 * @name: a name such as "seen-at"
 * @field: (out): the field
 *
 * Returns: whether there is a field of that name
 */
gboolean
hw_column_field_from_string (const char    *name,
                             HwColumnField *field)
{
  g_return_val_if_fail (name != NULL && field != NULL, FALSE);

  for (guint i = 0; i < HW_N_COLUMNS; i++)
    if (g_str_equal (name, field_names[i]))
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
hw_import_mapping_is_geojson (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), FALSE);

  return self->shape.is_geojson;
}

/**
 * hw_import_mapping_get_encoding:
 * @self: a mapping
 *
 * Returns: (transfer none): "UTF-8", "WINDOWS-1252", "UTF-16LE" or "UTF-16BE"
 */
const char *
hw_import_mapping_get_encoding (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), NULL);

  return self->shape.encoding;
}

/**
 * hw_import_mapping_get_separator:
 * @self: a mapping
 *
 * Returns: the separator of the cells; 0 for GeoJSON
 */
char
hw_import_mapping_get_separator (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), 0);

  return self->shape.separator;
}

guint
hw_import_mapping_get_n_columns (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), 0);

  return self->shape.names->len;
}

/**
 * hw_import_mapping_get_n_rows:
 * @self: a mapping
 *
 * Returns: how many rows the file had when it was looked at
 */
guint64
hw_import_mapping_get_n_rows (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), 0);

  return self->n_rows;
}

const char *
hw_import_mapping_get_column_name (HwImportMapping *self,
                                   guint            column)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), NULL);
  g_return_val_if_fail (column < self->shape.names->len, NULL);

  return g_ptr_array_index (self->shape.names, column);
}

/**
 * hw_import_mapping_find_column:
 * @self: a mapping
 * @name: a column's name
 *
 * Returns: the first column of that name, without regard to capitals where
 *   none is written just so; -1 where there is none
 */
int
hw_import_mapping_find_column (HwImportMapping *self,
                               const char      *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self) && name != NULL, -1);

  for (guint i = 0; i < self->shape.names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->shape.names, i), name))
      return i;
  folded = g_utf8_casefold (name, -1);
  for (guint i = 0; i < self->shape.names->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (g_ptr_array_index (self->shape.names, i), -1);

      if (g_str_equal (folded, other))
        return i;
    }
  return -1;
}

HwColumnField
hw_import_mapping_get_field (HwImportMapping *self,
                             guint            column)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), HW_COLUMN_IGNORED);
  g_return_val_if_fail (column < self->shape.names->len, HW_COLUMN_IGNORED);

  return self->fields[column];
}

/**
 * hw_import_mapping_set_field:
 * @self: a mapping
 * @column: a column, from 0
 * @field: what it holds
 *
 * Says what a column holds. A field that a report has once is taken away from
 * the column that had it; place, note and worries may come from several
 * columns, whose words are joined. Whether coordinates are swapped is guessed
 * again when one of their columns changes.
 */
void
hw_import_mapping_set_field (HwImportMapping *self,
                             guint            column,
                             HwColumnField    field)
{
  g_return_if_fail (HW_IS_IMPORT_MAPPING (self));
  g_return_if_fail (column < self->shape.names->len && field < HW_N_COLUMNS);

  if (self->fields[column] == field)
    return;
  for (guint i = 0; i < self->shape.names->len; i++)
    if (self->fields[i] == field && !hw_column_field_may_repeat (field))
      self->fields[i] = HW_COLUMN_IGNORED;
  self->fields[column] = field;
  if (field == HW_COLUMN_LATITUDE || field == HW_COLUMN_LONGITUDE || field == HW_COLUMN_POINT)
    self->swap = guess_swap (self);
}

static gboolean
decide_date_order (HwImportMapping  *self,
                   HwDateOrder      *order,
                   char            **why)
{
  int column = hw_import_mapping_find (self, HW_COLUMN_SEEN_AT);

  if (column < 0)
    {
      *order = HW_DATE_ORDER_UNKNOWN;
      if (why != NULL)
        *why = g_strdup (_("No column holds the time."));
      return FALSE;
    }
  return hw_date_survey_decide (&self->surveys[column].dates, hw_date_order_of_locale (), order, why);
}

/**
 * hw_import_mapping_get_date_order:
 * @self: a mapping
 *
 * Returns: the order that the user set, or else the one that the whole column
 *   of the time shows, or else the one of the locale
 */
HwDateOrder
hw_import_mapping_get_date_order (HwImportMapping *self)
{
  HwDateOrder order;

  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), HW_DATE_ORDER_UNKNOWN);

  if (self->order != HW_DATE_ORDER_UNKNOWN)
    return self->order;
  decide_date_order (self, &order, NULL);
  return order;
}

/**
 * hw_import_mapping_date_order_is_certain:
 * @self: a mapping
 * @why: (out) (optional) (transfer full): the reason, translated, for the user
 *
 * Returns: %FALSE where the column could be read in two ways, or must be in part
 */
gboolean
hw_import_mapping_date_order_is_certain (HwImportMapping  *self,
                                         char            **why)
{
  HwDateOrder order;

  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), FALSE);

  if (self->order == HW_DATE_ORDER_UNKNOWN)
    return decide_date_order (self, &order, why);
  if (why != NULL)
    *why = g_strdup (_("You chose the order."));
  return TRUE;
}

void
hw_import_mapping_set_date_order (HwImportMapping *self,
                                  HwDateOrder      order)
{
  g_return_if_fail (HW_IS_IMPORT_MAPPING (self));

  self->order = order;
}

gboolean
hw_import_mapping_get_swap (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), FALSE);

  return self->swap;
}

void
hw_import_mapping_set_swap (HwImportMapping *self,
                            gboolean         swap)
{
  g_return_if_fail (HW_IS_IMPORT_MAPPING (self));

  self->swap = swap;
}

/**
 * hw_import_mapping_get_preview:
 * @self: a mapping
 *
 * Returns: (transfer none) (element-type GStrv): the first rows as they stand,
 *   at most 20, each with a cell for every column
 */
GPtrArray *
hw_import_mapping_get_preview (HwImportMapping *self)
{
  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), NULL);

  return self->preview;
}

/**
 * hw_import_mapping_dup_problem:
 * @self: a mapping
 *
 * Returns: (transfer full) (nullable): what is missing, translated; %NULL when
 *   the mapping can be used
 */
char *
hw_import_mapping_dup_problem (HwImportMapping *self)
{
  gboolean latitude, longitude;

  g_return_val_if_fail (HW_IS_IMPORT_MAPPING (self), NULL);

  latitude = hw_import_mapping_find (self, HW_COLUMN_LATITUDE) >= 0;
  longitude = hw_import_mapping_find (self, HW_COLUMN_LONGITUDE) >= 0;
  if (latitude != longitude)
    return g_strdup (latitude ? _("Say which column holds the longitude.") : _("Say which column holds the latitude."));
  if (!latitude && hw_import_mapping_find (self, HW_COLUMN_POINT) < 0 && hw_import_mapping_find (self, HW_COLUMN_PLACE) < 0)
    return g_strdup (_("Say which columns hold the place: coordinates or words."));
  if (hw_import_mapping_find (self, HW_COLUMN_SEEN_AT) < 0)
    return g_strdup (_("Say which column holds the time."));
  return NULL;
}
