/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-store.h"
#include "hw-town.h"

G_BEGIN_DECLS

/* What the demo workspace holds. */
#define HW_DEMO_REPORTS  2000
#define HW_DEMO_PEOPLE   60
#define HW_DEMO_CASES    25
#define HW_DEMO_PARTNERS 26
#define HW_DEMO_CONTACTS 379
#define HW_DEMO_SITES    3
#define HW_DEMO_AREAS    11
#define HW_DEMO_SHIFTS   4
#define HW_DEMO_PROMISES 5
#define HW_DEMO_BEDS     13

gboolean hw_demo_fill (HwStore       *store,
                       HwTown        *town,
                       guint32        seed,
                       gint64         now,
                       HwProgressFunc progress,
                       gpointer       user_data,
                       GCancellable  *cancellable,
                       GError       **error);

G_END_DECLS
