/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "hw-route-sheet.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwRouteFile:
 * @HW_ROUTE_PDF: the route sheet
 * @HW_ROUTE_GPX: the round for a device that shows the way
 * @HW_ROUTE_GEOJSON: the round for other map programs
 *
 * As what a round can be saved.
 */
typedef enum { HW_ROUTE_PDF, HW_ROUTE_GPX, HW_ROUTE_GEOJSON, HW_N_ROUTE_FILES } HwRouteFile;

/**
 * HwRouteSheetPrint:
 *
 * The route sheet of a shift before it goes out of the hand: how it looks, what
 * leaves with it, and the ways to give it: print, PDF, GPX, GeoJSON.
 *
 * Signals: "ready" (the sheet, made anew, is shown), "given" (it was printed or saved).
 */
#define HW_TYPE_ROUTE_SHEET_PRINT (hw_route_sheet_print_get_type ())
G_DECLARE_FINAL_TYPE (HwRouteSheetPrint, hw_route_sheet_print, HW, ROUTE_SHEET_PRINT, AdwWindow)

GtkWidget         *hw_route_sheet_print_new            (GtkWidget          *opener,
                                                        HwSession          *session,
                                                        const HwShift      *shift);
HwRouteSheet      *hw_route_sheet_print_get_sheet      (HwRouteSheetPrint  *self);
void               hw_route_sheet_print_save           (HwRouteSheetPrint  *self,
                                                        const char         *path,
                                                        HwRouteFile         kind);
GtkPrintOperation *hw_route_sheet_print_make_operation (HwRouteSheetPrint  *self);

G_END_DECLS
