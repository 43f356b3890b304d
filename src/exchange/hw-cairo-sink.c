/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-cairo-sink.h"

cairo_status_t
hw_cairo_sink_write (void                *closure,
                     const unsigned char *data,
                     unsigned int         length)
{
  HwCairoSink *self = closure;

  if (self->error == NULL && g_output_stream_write_all (self->stream, data, length, NULL, NULL, &self->error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}
