/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "hw-connection.h"
#include "hw-tiles-error.h"

G_BEGIN_DECLS

/* What opening a map found out about it. */
typedef struct
{
  const char *format;     /* (static): "png", "jpg", "webp" */
  guint       min_zoom;
  guint       max_zoom;
  gint64      modified;   /* µs UTC */
  gint64      size;       /* bytes */
  char       *warning;    /* (owned) (nullable) */
} HwMbtilesFacts;

HwConnection *hw_mbtiles_check (const char *path, HwMbtilesFacts *facts, GHashTable **metadata, GError **error);

G_END_DECLS
