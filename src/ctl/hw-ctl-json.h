/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One JSON object on one line of standard output. */
JsonBuilder *hw_ctl_json_begin      (void);
void         hw_ctl_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void         hw_ctl_json_add_int    (JsonBuilder *builder, const char *name, gint64 value);
void         hw_ctl_json_add_double (JsonBuilder *builder, const char *name, double value);
void         hw_ctl_json_print      (JsonBuilder *builder);   /* ends the object */

G_END_DECLS
