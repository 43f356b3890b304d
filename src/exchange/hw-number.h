/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * hw_number_parse:
 * @text: a decimal number with a point: "51.5155", "-12", blanks around it allowed
 * @value: (out): the number, rounded as g_ascii_strtod() would
 * @n_decimals: (out) (optional): how many digits stand behind the point
 *
 * Reads what nearly every number in a file is, several times as fast as
 * g_ascii_strtod(); exponents, infinities and hexadecimal digits are not
 * numbers here.
 *
 * Returns: whether all of @text is such a number
 */
gboolean hw_number_parse (const char *text,
                          double     *value,
                          guint      *n_decimals);

G_END_DECLS
