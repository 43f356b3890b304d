/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "hw-report.h"

G_BEGIN_DECLS

/**
 * HwContact: an outreach worker met someone; bedded down or not. A plain record in the manner of HwReport.
 */
typedef struct
{
  HwId        id;
  gint64      row;
  gint64      met_at;
  HwPoint     point;
  const char *place;
  gboolean    bedded_down;   /* "seen sleeping rough" counts only these (DOMAIN.md) */
  guint       people;
  HwId        person;        /* nil: not known who */
  const char *language;      /* as on HwReport */
  const char *note;
  HwId        stop;          /* of the shift on which they were met; nil: none */
  gboolean    withdrawn;     /* a correction: nobody was met after all */
} HwContact;

#define HW_TYPE_CONTACT (hw_contact_get_type ())
GType      hw_contact_get_type (void);
HwContact *hw_contact_new      (const HwContact *template_);
HwContact *hw_contact_ref      (HwContact *contact);
void       hw_contact_unref    (HwContact *contact);
gboolean   hw_contact_check    (const HwContact *contact, gint64 now, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwContact, hw_contact_unref)

G_END_DECLS
