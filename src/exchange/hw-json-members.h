/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON that comes from elsewhere: nothing in it is what it should be until it was looked at. */
JsonNode   *hw_json_read            (GBytes      *bytes,
                                     guint        max_depth,
                                     guint        max_values);
const char *hw_json_get_text        (JsonNode    *node);
const char *hw_json_get_text_member (JsonObject  *object,
                                     const char  *name);
JsonObject *hw_json_get_object      (JsonNode    *node);
JsonArray  *hw_json_get_array       (JsonNode    *node);

G_END_DECLS
