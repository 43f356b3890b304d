/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_PMTILES_HEADER_LENGTH 127

/* What is more than this, unpacked, is no directory or description that a map needs, in bytes. */
#define HW_PMTILES_MAX_DIRECTORY (1024 * 1024)
#define HW_PMTILES_MAX_METADATA  (64 * 1024)
#define HW_PMTILES_MAX_TILE      (4 * 1024 * 1024)
/* Directories below directories, the root included. */
#define HW_PMTILES_MAX_DEPTH     4

typedef enum { HW_PMTILES_PACKED_UNKNOWN, HW_PMTILES_PACKED_NOT, HW_PMTILES_PACKED_GZIP } HwPmtilesPacking;
typedef enum { HW_PMTILES_UNKNOWN, HW_PMTILES_VECTOR, HW_PMTILES_PNG, HW_PMTILES_JPEG, HW_PMTILES_WEBP, HW_PMTILES_AVIF } HwPmtilesKind;

/* A part of the file, in bytes. */
typedef struct { guint64 offset, length; } HwPmtilesPart;

typedef struct
{
  HwPmtilesPart root, metadata, leaves, tiles;   /* all within the file, none longer than it may be */
  guint8        version;
  guint8        inner_packing;                   /* HwPmtilesPacking, or one that we do not know */
  guint8        tile_packing;
  guint8        kind;                            /* HwPmtilesKind, or one that we do not know */
  guint         min_zoom, max_zoom;
  double        west, south, east, north;        /* degrees, as they stand there */
} HwPmtilesHeader;

/* One line of a directory: @run tiles from @id on look the same; run 0 is a directory below, from @id on. */
typedef struct
{
  guint64 id;
  guint64 offset;   /* within the tiles, or the leaves */
  guint32 run;
  guint32 length;
} HwPmtilesEntry;

gboolean              hw_pmtiles_read_header     (const guint8 *bytes, gsize length, guint64 file_length, HwPmtilesHeader *header);
GArray               *hw_pmtiles_read_directory  (const guint8 *bytes, gsize length);
const HwPmtilesEntry *hw_pmtiles_find            (GArray *directory, guint64 id);
gboolean              hw_pmtiles_locate          (const HwPmtilesPart *part, const HwPmtilesEntry *entry, HwPmtilesPart *found);
guint64               hw_pmtiles_get_id          (guint zoom, guint x, guint y);
GBytes               *hw_pmtiles_unpack          (const guint8 *bytes, gsize length, gsize most);

G_END_DECLS
