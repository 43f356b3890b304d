/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-point.h"

G_BEGIN_DECLS

/* How a place is known; of places that fit alike, an earlier kind comes first. */
typedef enum
{
  HW_GAZETTEER_SITE,       /* the team watches it by name */
  HW_GAZETTEER_EARLIER,    /* earlier reports came from there */
  HW_GAZETTEER_STREET,     /* these four: from a list that the team imported */
  HW_GAZETTEER_LANDMARK,
  HW_GAZETTEER_DISTRICT,
  HW_GAZETTEER_OTHER,
  HW_GAZETTEER_AREA        /* a part of the town with a boundary */
} HwGazetteerKind;

/**
 * HwGazetteerEntry:
 * @name: (owned): as it is written
 * @kind: how it is known
 * @point: where, in degrees
 * @precision_m: how far off who is there may be, in metres
 * @n_reports: of %HW_GAZETTEER_EARLIER: how many came from there
 *
 * A place that has a name.
 */
typedef struct
{
  char           *name;
  HwGazetteerKind kind;
  HwPoint         point;
  double          precision_m;
  guint           n_reports;
} HwGazetteerEntry;

#define HW_TYPE_GAZETTEER_ENTRY (hw_gazetteer_entry_get_type ())
GType             hw_gazetteer_entry_get_type (void);
HwGazetteerEntry *hw_gazetteer_entry_copy     (const HwGazetteerEntry *entry);
void              hw_gazetteer_entry_free     (HwGazetteerEntry       *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwGazetteerEntry, hw_gazetteer_entry_free)

/**
 * HwGazetteer:
 *
 * Finds places by what a caller calls them.
 */
typedef struct _HwGazetteer HwGazetteer;

HwGazetteer *hw_gazetteer_new       (const char        *words);
void         hw_gazetteer_free      (HwGazetteer       *self);
gboolean     hw_gazetteer_is_asking (const HwGazetteer *self);
void         hw_gazetteer_offer     (HwGazetteer       *self,
                                     const char        *name,
                                     HwGazetteerKind    kind,
                                     const HwPoint     *point,
                                     double             precision_m);
guint        hw_gazetteer_get_n_found (const HwGazetteer *self);
GPtrArray   *hw_gazetteer_list      (HwGazetteer       *self,
                                     const HwPoint     *near,
                                     guint              limit);
char        *hw_gazetteer_dup_keys  (const char        *words,
                                     gboolean           forgiving);
char        *hw_gazetteer_complete  (const char        *words,
                                     const char        *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwGazetteer, hw_gazetteer_free)

G_END_DECLS
