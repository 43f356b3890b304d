/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwCairoSink:
 * @stream: where to write
 * @error: (owned) (nullable): the first one; cairo itself only knows that there was one
 *
 * Lets cairo write a PDF or a picture into a stream.
 */
typedef struct
{
  GOutputStream *stream;
  GError        *error;
} HwCairoSink;

/* For cairo_pdf_surface_create_for_stream() and cairo_surface_write_to_png_stream(); @closure is a #HwCairoSink. */
cairo_status_t hw_cairo_sink_write (void                *closure,
                                    const unsigned char *data,
                                    unsigned int         length);

G_END_DECLS
