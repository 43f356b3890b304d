/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-import.h"
#include "hw-named-place.h"

G_BEGIN_DECLS

/**
 * HwPlaceList:
 * @places: (element-type HwNamedPlace): the places, in the order of the file
 * @n_rows: how many rows the file has; places->len + @n_refused
 * @n_refused: how many rows are no place
 * @refusals: (element-type HwRefusal): why, the first 1,000 of them
 * @columns: what the columns were taken for, in words: "name: vejnavn"
 *
 * A list of places as a team gets it from its town: streets, landmarks, districts.
 */
typedef struct
{
  GPtrArray *places;
  guint64    n_rows, n_refused;
  GPtrArray *refusals;
  GStrv      columns;
} HwPlaceList;

HwPlaceList *hw_place_list_read (GFile         *file,
                                 GCancellable  *cancellable,
                                 GError       **error);
void         hw_place_list_free (HwPlaceList   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPlaceList, hw_place_list_free)

G_END_DECLS
