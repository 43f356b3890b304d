/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-column-survey.h"
#include "hw-import.h"
#include "hw-row-source.h"

G_BEGIN_DECLS

#define HW_IMPORT_PREVIEW_ROWS 20

/* The column by which an export of Homeward is known: its reports keep their identities. */
#define HW_EXPORT_ID_COLUMN "homeward_id"

struct _HwImportMapping
{
  GObject         parent_instance;

  HwFileShape     shape;             /* (owned) */
  HwColumnField  *fields;            /* (owned) (array): one for each column */
  HwColumnSurvey *surveys;           /* (owned) (array): one for each column */
  GPtrArray      *preview;           /* (owned) (element-type GStrv) */
  HwDateOrder     order;             /* what the user wants; UNKNOWN: what the column says */
  gboolean        swap;
  guint64         n_rows;
  guint64         n_geometries_beyond; /* features whose latitude can only be a longitude */
  guint64         n_geometries;
  gboolean        longitudes_beyond;
};

/* Takes over @shape. */
HwImportMapping *hw_import_mapping_new         (HwFileShape     *shape);
/* The first column of that field, -1 where there is none. */
int              hw_import_mapping_find        (HwImportMapping *self,
                                                HwColumnField    field);
void             hw_import_mapping_guess_fields (HwImportMapping *self);

G_END_DECLS
