/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-route-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  char     *label;    /* (owned) */
  char     *text;     /* (owned) */
  gboolean  strong;   /* what must not be missed */
} HwSheetRow;

typedef struct
{
  char      *name;    /* (owned) */
  char      *times;   /* (owned) (nullable) */
  char      *place;   /* (owned) (nullable) */
  GPtrArray *rows;    /* (owned) (element-type HwSheetRow) */
} HwSheetStop;

/* Where the walk over the pages is. */
typedef struct
{
  guint  page;
  double y;
} HwSheetSpot;

struct _HwRouteSheet
{
  HwShift        *shift;         /* (owned) */
  HwPaper         paper;
  HwRouteGround   ground;
  char           *attribution;   /* (owned) (nullable): of the ground */
  GDestroyNotify  ground_free;
  char           *title;         /* (owned) */
  char           *subtitle;      /* (owned) */
  GPtrArray      *rows;          /* (owned) (element-type HwSheetRow): of the first page */
  GPtrArray      *stops;         /* (owned) (element-type HwSheetStop) */
  char           *made;          /* (owned): by whom and when */
  GArray         *spots;         /* (owned) (element-type HwSheetSpot): where each stop begins, and where the last ends; empty: not found yet */
};

G_END_DECLS
