/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HW_OPEN311_ERROR (hw_open311_error_quark ())
GQuark hw_open311_error_quark (void);

/**
 * HwOpen311Error:
 * @HW_OPEN311_ERROR_ADDRESS: no address of a server, or one that is not encrypted on its way
 * @HW_OPEN311_ERROR_UNREACHABLE: no connection, or no answer in time
 * @HW_OPEN311_ERROR_REFUSED: the server answers with an error
 * @HW_OPEN311_ERROR_FORMAT: what it answers is not GeoReport v2
 * @HW_OPEN311_ERROR_TOO_LARGE: it answers more than we take
 * @HW_OPEN311_ERROR_UNSUPPORTED: it has no call for this
 */
typedef enum
{
  HW_OPEN311_ERROR_ADDRESS, HW_OPEN311_ERROR_UNREACHABLE, HW_OPEN311_ERROR_REFUSED, HW_OPEN311_ERROR_FORMAT,
  HW_OPEN311_ERROR_TOO_LARGE, HW_OPEN311_ERROR_UNSUPPORTED
} HwOpen311Error;

typedef enum { HW_OPEN311_XML, HW_OPEN311_JSON } HwOpen311Format;

typedef enum
{
  HW_OPEN311_NODE_OBJECT,    /* children that have names */
  HW_OPEN311_NODE_LIST,      /* children of one kind */
  HW_OPEN311_NODE_TEXT,
  HW_OPEN311_NODE_BARE,      /* a number, true or false: without quotes in JSON */
  HW_OPEN311_NODE_NOTHING    /* <name/> or null */
} HwOpen311NodeKind;

/**
 * HwOpen311Node:
 *
 * A piece of a GeoReport v2 document, the same whether it stands in XML or in
 * JSON: the specification maps one onto the other ("Spark convention"). All
 * values are text, as they were written: the identity 007 stays 007 also where
 * a server writes it as a bare number.
 */
typedef struct _HwOpen311Node
{
  HwOpen311NodeKind kind;
  char             *name;       /* (owned) (nullable): local name of the element; %NULL within a list of JSON */
  char             *text;       /* (owned) (nullable): without blanks at both ends */
  GPtrArray        *children;   /* (owned) (nullable) (element-type HwOpen311Node) */
} HwOpen311Node;

HwOpen311Node *hw_open311_node_new        (HwOpen311NodeKind    kind,
                                           const char          *name);
void           hw_open311_node_free       (HwOpen311Node       *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOpen311Node, hw_open311_node_free)

/* -- writing: each gives back the new child, which belongs to @parent -- */
HwOpen311Node *hw_open311_node_add        (HwOpen311Node       *parent,
                                           HwOpen311NodeKind    kind,
                                           const char          *name);
/* Nothing where @text is %NULL or empty. */
HwOpen311Node *hw_open311_node_add_text   (HwOpen311Node       *parent,
                                           const char          *name,
                                           const char          *text);
HwOpen311Node *hw_open311_node_add_number (HwOpen311Node       *parent,
                                           const char          *name,
                                           gint64               number);
HwOpen311Node *hw_open311_node_add_bool   (HwOpen311Node       *parent,
                                           const char          *name,
                                           gboolean             value);
GBytes        *hw_open311_write           (const HwOpen311Node *root,
                                           HwOpen311Format      format);
const char    *hw_open311_format_get_content_type (HwOpen311Format format);
const char    *hw_open311_format_to_string (HwOpen311Format     format);   /* "xml" */
gboolean       hw_open311_format_from_string (const char       *name,
                                           HwOpen311Format     *format);

/* -- reading -- */
HwOpen311Node *hw_open311_read            (GBytes              *bytes,
                                           GError             **error);
HwOpen311Node *hw_open311_node_find       (const HwOpen311Node *node,
                                           const char          *name);
const char    *hw_open311_node_get_text   (const HwOpen311Node *node,
                                           const char          *name);
GPtrArray     *hw_open311_node_collect    (const HwOpen311Node *root,
                                           const char          *name);

G_END_DECLS
