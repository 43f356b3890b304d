/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-date-reader.h"
#include "hw-open311-node.h"
#include "hw-report.h"

G_BEGIN_DECLS

/* What the answers of a GeoReport v2 server say. Records are nodes of the document, read with hw_open311_node_get_text() by the names of the specification. */
GPtrArray *hw_open311_list_requests   (const HwOpen311Node  *root,
                                       GError              **error);
GPtrArray *hw_open311_list_services   (const HwOpen311Node  *root,
                                       GError              **error);
GPtrArray *hw_open311_list_attributes (const HwOpen311Node  *root,
                                       GError              **error);
char      *hw_open311_find_endpoint   (const HwOpen311Node  *root,
                                       HwOpen311Format      *format,
                                       GError              **error);
char      *hw_open311_dup_refusal     (const HwOpen311Node  *root);
/* Every field and note of a request that its record has no place of its own for, a line each. */
HwReport  *hw_open311_make_report     (const HwOpen311Node  *request,
                                       const char           *jurisdiction,
                                       HwDateReader         *dates,
                                       gint64                now,
                                       GError              **error);
gint64     hw_open311_get_time        (const HwOpen311Node  *request,
                                       const char           *name,
                                       HwDateReader         *dates);
char      *hw_open311_dup_source_id   (const char           *jurisdiction,
                                       const char           *request_id);

G_END_DECLS
