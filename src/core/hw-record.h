/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * hw_record_new:
 * @template_: the record to copy
 * @size: its size in bytes
 * @strings: (array length=n_strings): offsets of the `const char *` members of the record
 * @n_strings: how many there are
 *
 * Copies a plain record and every string in it into one atomically reference
 * counted block: an import of a million reports makes a million of these and
 * no more allocations. %NULL strings stay %NULL.
 *
 * Returns: (transfer full): a copy, to be released with g_atomic_rc_box_release()
 */
gpointer hw_record_new (gconstpointer  template_,
                        gsize          size,
                        const guint16 *strings,
                        guint          n_strings);

G_END_DECLS
