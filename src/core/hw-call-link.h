/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HW_CALL_LINK_SCHEME "homeward"

#define HW_CALL_LINK_ERROR (hw_call_link_error_quark ())
GQuark hw_call_link_error_quark (void);

typedef enum
{
  HW_CALL_LINK_ERROR_NOT_A_LINK,   /* not one of ours, or not one that is understood */
  HW_CALL_LINK_ERROR_NO_NUMBER     /* what should be a telephone number cannot be rung */
} HwCallLinkError;

gboolean hw_call_link_is_link     (const char  *text);
gboolean hw_call_link_parse       (const char  *link,
                                   char       **phone,
                                   GError     **error);
char    *hw_call_link_clean_phone (const char  *phone,
                                   GError     **error);

G_END_DECLS
