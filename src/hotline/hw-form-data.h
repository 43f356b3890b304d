/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HW_FORM_DATA_ERROR (hw_form_data_error_quark ())
GQuark hw_form_data_error_quark (void);

typedef enum
{
  HW_FORM_DATA_ERROR_TYPE,        /* not a form, or in an encoding that is not taken */
  HW_FORM_DATA_ERROR_TOO_LARGE,   /* longer, or of more fields, than any form of ours */
  HW_FORM_DATA_ERROR_NOT_TEXT     /* bytes that are not text in the encoding they came in */
} HwFormDataError;

#define HW_FORM_DATA_MAX_BYTES  (256 * 1024)
#define HW_FORM_DATA_MAX_FIELDS 200u

GHashTable *hw_form_data_parse     (const char  *content_type,
                                    GBytes      *body,
                                    GError     **error);
const char *hw_form_data_get       (GHashTable  *values,
                                    const char  *name);

G_END_DECLS
