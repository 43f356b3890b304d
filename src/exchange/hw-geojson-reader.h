/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "hw-text-reader.h"

G_BEGIN_DECLS

/**
 * HwGeojsonFeature:
 * @line: the line that it begins on, 1 is the first
 * @object: (nullable): the feature; %NULL where it cannot be read
 * @problem: (nullable): why not, translated
 * @text: its text, or the beginning of it
 *
 * One feature of a GeoJSON file (RFC 7946). It belongs to the reader and is
 * good until the next is read.
 */
typedef struct
{
  guint64     line;
  JsonObject *object;
  const char *problem;
  const char *text;
} HwGeojsonFeature;

/**
 * HwGeojsonReader:
 *
 * Reads the features of a collection one by one, so that only one of them is
 * ever in memory; also a single feature, and features one after the other as
 * in GeoJSON text sequences (RFC 8142).
 */
typedef struct _HwGeojsonReader HwGeojsonReader;

/**
 * hw_geojson_reader_new:
 * @text: (transfer full): the text of the file
 * @limit: how many bytes a feature may have; a longer one is given with a problem
 *
 * Returns: (transfer full): a reader
 */
HwGeojsonReader *hw_geojson_reader_new  (HwTextReader            *text,
                                         gsize                    limit);
void             hw_geojson_reader_free (HwGeojsonReader         *self);

/**
 * hw_geojson_reader_next:
 * @self: a reader
 * @feature: (out) (transfer none) (nullable): the next feature, %NULL at the end
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Returns: %FALSE with @error set: %HW_IMPORT_FILE_MALFORMED where the file is
 *   no GeoJSON or stops in the middle, or an error of reading
 */
gboolean         hw_geojson_reader_next (HwGeojsonReader         *self,
                                         const HwGeojsonFeature **feature,
                                         GCancellable            *cancellable,
                                         GError                 **error);

/* Whether a text that begins so is JSON rather than rows of cells. */
gboolean         hw_geojson_is_likely   (const char              *text,
                                         gsize                    length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwGeojsonReader, hw_geojson_reader_free)

G_END_DECLS
