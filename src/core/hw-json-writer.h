/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "hw-id.h"

G_BEGIN_DECLS

/* Writes one flat JSON object into a text that is used again and again. @name is always a literal that needs no escapes. */
void hw_json_begin      (GString    *json);
void hw_json_end        (GString    *json);
void hw_json_put_name   (GString    *json,
                         const char *name,
                         const char *value);
void hw_json_put_text   (GString    *json,
                         const char *name,
                         const char *text);
void hw_json_put_int    (GString    *json,
                         const char *name,
                         gint64      value);
void hw_json_put_double (GString    *json,
                         const char *name,
                         double      value);
void hw_json_put_e7     (GString    *json,
                         const char *name,
                         gint64      value);
void hw_json_put_true   (GString    *json,
                         const char *name);
void hw_json_put_id     (GString    *json,
                         const char *name,
                         const HwId *id);
void hw_json_put_raw    (GString    *json,
                         const char *name,
                         const char *value);
void hw_json_put_texts  (GString    *json,
                         const char *name,
                         GHashTable *texts);
void hw_json_add_texts  (GString    *json,
                         GHashTable *texts);

G_END_DECLS
