/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The same seed, the same town: pictures and tests can be compared. */
#define HW_DEMO_SEED 20261122

#define HW_TYPE_DEMO_FOLDER (hw_demo_folder_get_type ())
G_DECLARE_FINAL_TYPE (HwDemoFolder, hw_demo_folder, HW, DEMO_FOLDER, GObject)

HwDemoFolder *hw_demo_folder_new      (GError      **error);
const char   *hw_demo_folder_get_path (HwDemoFolder *self);

G_END_DECLS
