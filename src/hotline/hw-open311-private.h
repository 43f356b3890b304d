/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-open311-node.h"

G_BEGIN_DECLS

/* What an answer may hold: a city's ninety days fit many times. */
#define HW_OPEN311_MAX_DEPTH 32u
#define HW_OPEN311_MAX_NODES 1000000u

/* Takes the blanks off both ends of what was read. */
void           hw_open311_node_take_text (HwOpen311Node *node,
                                          const char    *text,
                                          gsize          length);
HwOpen311Node *hw_open311_read_xml       (const char    *data,
                                          gsize          length,
                                          GError       **error);
HwOpen311Node *hw_open311_read_json      (const char    *data,
                                          gsize          length,
                                          GError       **error);
GBytes        *hw_open311_write_xml      (const HwOpen311Node *root);
GBytes        *hw_open311_write_json     (const HwOpen311Node *root);

G_END_DECLS
