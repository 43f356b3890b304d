/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-place-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-fold.h"
#include "hw-place.h"
#include "hw-point-cell.h"
#include "hw-row-source.h"

/*
 * Reads the list of places that the call desk knows beside its own: CSV or
 * GeoJSON, as a town's register of addresses or an extract of OpenStreetMap has
 * them. Encoding, separator, coordinates and their order are found out as for a
 * file of reports (hw-import.h); the name and the kind are found by the names of
 * their columns. A row that is no place is refused with its line and its reason,
 * and the others are read.
 */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HwFileShape, hw_file_shape_clear)

#define MAX_REFUSALS 1000
#define MAX_PLACES   2000000

/* Folded; the first that the file has counts. */
static const char * const name_columns[] = {
  "name", "navn", "street name", "streetname", "vejnavn", "gadenavn", "stednavn", "place name", "placename", "street", "vej", "gade", "road", "place",
  "sted", "landmark", "district", "bydel", "title", "titel", "label", "full name", "display name", "official name",
};
static const char * const kind_columns[] = { "kind", "type", "category", "kategori", "art", "class", "klasse", "feature class", "fclass", "amenity", "highway" };

/* What registers and OpenStreetMap call them. */
static const struct { const char *word; HwNamedPlaceKind kind; } kind_words[] = {
  { "road", HW_NAMED_PLACE_STREET }, { "vej", HW_NAMED_PLACE_STREET }, { "gade", HW_NAMED_PLACE_STREET }, { "highway", HW_NAMED_PLACE_STREET },
  { "residential", HW_NAMED_PLACE_STREET }, { "primary", HW_NAMED_PLACE_STREET }, { "secondary", HW_NAMED_PLACE_STREET }, { "tertiary", HW_NAMED_PLACE_STREET },
  { "unclassified", HW_NAMED_PLACE_STREET }, { "pedestrian", HW_NAMED_PLACE_STREET }, { "footway", HW_NAMED_PLACE_STREET }, { "square", HW_NAMED_PLACE_STREET },
  { "plads", HW_NAMED_PLACE_STREET }, { "poi", HW_NAMED_PLACE_LANDMARK }, { "station", HW_NAMED_PLACE_LANDMARK }, { "park", HW_NAMED_PLACE_LANDMARK },
  { "church", HW_NAMED_PLACE_LANDMARK }, { "kirke", HW_NAMED_PLACE_LANDMARK }, { "place of worship", HW_NAMED_PLACE_LANDMARK }, { "bridge", HW_NAMED_PLACE_LANDMARK },
  { "bro", HW_NAMED_PLACE_LANDMARK }, { "building", HW_NAMED_PLACE_LANDMARK }, { "shop", HW_NAMED_PLACE_LANDMARK }, { "suburb", HW_NAMED_PLACE_DISTRICT },
  { "quarter", HW_NAMED_PLACE_DISTRICT }, { "neighbourhood", HW_NAMED_PLACE_DISTRICT }, { "bydel", HW_NAMED_PLACE_DISTRICT }, { "kvarter", HW_NAMED_PLACE_DISTRICT },
  { "borough", HW_NAMED_PLACE_DISTRICT }, { "ward", HW_NAMED_PLACE_DISTRICT },
};

/* Which column is what; -1: none is. */
typedef struct
{
  int              name, kind, latitude, longitude, point;
  gboolean         swap;
  HwNamedPlaceKind kind_unsaid;
} Columns;

static int
find_column (HwImportMapping    *mapping,
             const char * const *names,
             gsize               n_names)
{
  for (gsize i = 0; i < n_names; i++)
    for (guint column = 0; column < hw_import_mapping_get_n_columns (mapping); column++)
      {
        g_autofree char *folded = hw_fold_name (hw_import_mapping_get_column_name (mapping, column));

        if (strcmp (folded, names[i]) == 0)
          return (int) column;
      }
  return -1;
}

static int
find_field (HwImportMapping *mapping,
            HwColumnField    field)
{
  for (guint column = 0; column < hw_import_mapping_get_n_columns (mapping); column++)
    if (hw_import_mapping_get_field (mapping, column) == field)
      return (int) column;
  return -1;
}

/* Of a list whose column of names says what they are, all are that. */
static HwNamedPlaceKind
guess_kind (HwImportMapping *mapping,
            int              column)
{
  g_autofree char *folded = hw_fold_name (hw_import_mapping_get_column_name (mapping, column));

  if (strstr (folded, "street") != NULL || strstr (folded, "vej") != NULL || strstr (folded, "gade") != NULL || strcmp (folded, "road") == 0)
    return HW_NAMED_PLACE_STREET;
  if (strcmp (folded, "landmark") == 0)
    return HW_NAMED_PLACE_LANDMARK;
  return strcmp (folded, "district") == 0 || strcmp (folded, "bydel") == 0 ? HW_NAMED_PLACE_DISTRICT : HW_NAMED_PLACE_OTHER;
}

static gboolean
find_columns (HwImportMapping  *mapping,
              Columns          *columns,
              GError          **error)
{
  columns->name = find_column (mapping, name_columns, G_N_ELEMENTS (name_columns));
  if (columns->name < 0)
    columns->name = find_field (mapping, HW_COLUMN_PLACE);
  columns->kind = find_column (mapping, kind_columns, G_N_ELEMENTS (kind_columns));
  columns->latitude = find_field (mapping, HW_COLUMN_LATITUDE);
  columns->longitude = find_field (mapping, HW_COLUMN_LONGITUDE);
  columns->point = find_field (mapping, HW_COLUMN_POINT);
  columns->swap = hw_import_mapping_get_swap (mapping);
  if (columns->name >= 0 && (columns->point >= 0 || (columns->latitude >= 0 && columns->longitude >= 0)))
    {
      columns->kind_unsaid = guess_kind (mapping, columns->name);
      return TRUE;
    }
  g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MAPPING,
                       columns->name < 0 ? _("No column holds the names. Nothing was imported. Call it “name”.")
                                         : _("No columns hold the coordinates. Nothing was imported. Call them “latitude” and “longitude”."));
  return FALSE;
}

static void
tell (GStrvBuilder    *words,
      HwImportMapping *mapping,
      const char      *what,
      int              column)
{
  g_autofree char *told = column >= 0 ? g_strdup_printf ("%s: %s", what, hw_import_mapping_get_column_name (mapping, column)) : NULL;

  if (told != NULL)
    g_strv_builder_add (words, told);
}

static GStrv
tell_columns (HwImportMapping *mapping,
              const Columns   *columns)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  tell (words, mapping, _("name"), columns->name);
  tell (words, mapping, _("kind"), columns->kind);
  tell (words, mapping, _("latitude"), columns->swap ? columns->longitude : columns->latitude);
  tell (words, mapping, _("longitude"), columns->swap ? columns->latitude : columns->longitude);
  tell (words, mapping, _("point"), columns->latitude < 0 ? columns->point : -1);
  return g_strv_builder_end (words);
}

/* -- rows -- */

static gboolean
read_coordinates (const Columns  *columns,
                  const HwRow    *row,
                  HwPoint        *point,
                  GError        **error)
{
  HwPlace place;

  if (columns->latitude >= 0)
    return hw_place_parse_angle (row->cells[columns->latitude], !columns->swap, &point->latitude, error) &&
           hw_place_parse_angle (row->cells[columns->longitude], columns->swap, &point->longitude, error);
  if (row->has_geometry && columns->point == 0)
    *point = row->point;
  else if (hw_point_cell_parse (row->cells[columns->point], &place, error))
    *point = place.point;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_point (const Columns  *columns,
            const HwRow    *row,
            HwPoint        *point,
            GError        **error)
{
  if (!read_coordinates (columns, row, point, error))
    return FALSE;
  /* Of two columns each was read as what it is. */
  if (columns->swap)
    *point = (HwPoint) { point->longitude, point->latitude };
  if (hw_point_is_valid (point) && (point->latitude != 0 || point->longitude != 0))
    return TRUE;
  g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED, _("There is no point"));
  return FALSE;
}

static HwNamedPlaceKind
read_kind (const Columns *columns,
           const HwRow   *row)
{
  HwNamedPlaceKind kind = columns->kind_unsaid;
  g_autofree char *folded = columns->kind >= 0 ? hw_fold_name (row->cells[columns->kind]) : NULL;

  if (folded == NULL || *folded == '\0' || hw_named_place_kind_from_string (folded, &kind))
    return kind;
  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (strcmp (kind_words[i].word, folded) == 0)
      return kind_words[i].kind;
  return kind;
}

static HwNamedPlace *
read_place (const Columns  *columns,
            const HwRow    *row,
            GError        **error)
{
  g_autoptr (HwNamedPlace) place = NULL;
  HwPoint point = HW_POINT_UNKNOWN;

  if (row->problem != NULL)
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED, row->problem);
      return NULL;
    }
  if (*row->cells[columns->name] == '\0')
    {
      g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED, _("There is no name"));
      return NULL;
    }
  if (!read_point (columns, row, &point, error))
    return NULL;
  place = hw_named_place_new (row->cells[columns->name], read_kind (columns, row), &point);
  return hw_named_place_check (place, error) ? g_steal_pointer (&place) : NULL;
}

static void
refusal_free (gpointer pointer)
{
  HwRefusal *refusal = pointer;

  g_free (refusal->reason);
  g_free (refusal->text);
  g_free (refusal);
}

static void
refuse (HwPlaceList   *self,
        const Columns *columns,
        const HwRow   *row,
        const GError  *error)
{
  HwRefusal *refusal;

  self->n_refused++;
  if (self->refusals->len >= MAX_REFUSALS)
    return;
  refusal = g_new0 (HwRefusal, 1);
  refusal->line = row->line;
  refusal->reason = g_strdup (error->message);
  refusal->text = (guint) columns->name < row->n_cells ? g_strdup (row->cells[columns->name]) : NULL;
  g_ptr_array_add (self->refusals, refusal);
}

static gboolean
read_rows (HwPlaceList    *self,
           GFile          *file,
           const Columns  *columns,
           GCancellable   *cancellable,
           GError        **error)
{
  g_auto (HwFileShape) shape = { NULL };
  g_autoptr (HwRowSource) source = NULL;
  const HwRow *row = NULL;

  if (!hw_file_shape_detect (file, &shape, cancellable, error))
    return FALSE;
  source = hw_row_source_new (file, &shape, TRUE, cancellable, error);
  if (source == NULL)
    return FALSE;
  while (hw_row_source_next (source, &row, cancellable, error))
    {
      g_autoptr (GError) reason = NULL;
      HwNamedPlace *place;

      if (row == NULL)
        return TRUE;
      self->n_rows++;
      place = read_place (columns, row, &reason);
      if (place != NULL)
        g_ptr_array_add (self->places, place);
      else
        refuse (self, columns, row, reason);
      if (self->places->len >= MAX_PLACES)
        {
          g_set_error_literal (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MAPPING, _("There are more than two million places. Nothing was imported. Cut the list down to your town."));
          return FALSE;
        }
    }
  return FALSE;
}

/**
 * hw_place_list_read:
 * @file: a CSV or GeoJSON file
 * @cancellable: (nullable): stops the reading
 * @error: return location for an error of %HW_IMPORT_FILE_ERROR or %G_IO_ERROR
 *
 * Reads all of a list of places. It waits for the disk: not for the main thread.
 *
 * Returns: (transfer full) (nullable): the places, and what was refused
 */
HwPlaceList *
hw_place_list_read (GFile         *file,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (HwImportMapping) mapping = hw_import_guess (file, 0, cancellable, error);
  g_autoptr (HwPlaceList) self = NULL;
  Columns columns;

  if (mapping == NULL || !find_columns (mapping, &columns, error))
    return NULL;
  self = g_new0 (HwPlaceList, 1);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_named_place_free);
  self->refusals = g_ptr_array_new_with_free_func (refusal_free);
  self->columns = tell_columns (mapping, &columns);
  return read_rows (self, file, &columns, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hw_place_list_free:
 * @self: a list
 */
void
hw_place_list_free (HwPlaceList *self)
{
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->refusals);
  g_strfreev (self->columns);
  g_free (self);
}
