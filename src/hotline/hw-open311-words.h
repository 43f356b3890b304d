/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-caller-answer.h"
#include "hw-open311-node.h"
#include "hw-web-page.h"

G_BEGIN_DECLS

/* The one service that can be asked for. */
#define HW_OPEN311_SERVICE "sleeping-outside"

/**
 * HwOpen311Place:
 * @base_url: (nullable): what the addresses of this service begin with
 * @needs_key: whether a key is asked for
 *
 * What the documents of the server say of itself.
 */
typedef struct
{
  const char *base_url;
  gboolean    needs_key;
} HwOpen311Place;

/* The documents of our server. None of them has a place for a point or for words of a report. */
HwOpen311Node *hw_open311_make_discovery  (const HwWebPage      *page,
                                           const HwOpen311Place *place);
HwOpen311Node *hw_open311_make_services   (const HwWebPage      *page);
HwOpen311Node *hw_open311_make_definition (const HwWebPage      *page);
HwOpen311Node *hw_open311_make_taken      (const HwWebPage      *page,
                                           const char           *reference,
                                           gboolean              urgent);
HwOpen311Node *hw_open311_make_requests   (void);
void           hw_open311_add_request     (HwOpen311Node        *requests,
                                           const HwWebPage      *page,
                                           const char           *reference,
                                           HwCallerAnswer        answer,
                                           gint64                day);
HwOpen311Node *hw_open311_make_token      (const char           *reference);
HwOpen311Node *hw_open311_make_errors     (void);
void           hw_open311_add_error       (HwOpen311Node        *errors,
                                           guint                 code,
                                           const char           *words);

G_END_DECLS
