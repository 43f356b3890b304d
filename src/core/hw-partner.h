/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"

G_BEGIN_DECLS

typedef enum
{
  HW_PARTNER_EMBASSY, HW_PARTNER_HOME_AUTHORITY, HW_PARTNER_SERVICE, HW_PARTNER_TREATMENT, HW_PARTNER_FUNDER, HW_PARTNER_ADVICE,
  HW_PARTNER_FIRST_RESPONDER, HW_N_PARTNER_KINDS
} HwPartnerKind;

/**
 * HwPartner:
 * @id: nil until the store gives it one
 * @row: of the projection; 0 before it is recorded
 * @kind: what it is
 * @name: never empty
 * @country: (nullable): ISO 3166 alpha-2: whose embassy, where it is
 * @languages: (nullable): words
 * @phones: (nullable): words
 * @address: (nullable): words, e-mail too
 * @hours: (nullable): words
 * @accepts: (nullable): what they take on
 * @agreed: (nullable): the agreed scope: what they do and what they do not do, on paper
 * @agreed_on: (nullable): date of that agreement, ISO 8601
 * @beds: (nullable): "host" or "shelter": where its beds are; %NULL: it has none
 * @bed_count: (nullable): how many it has on most nights, "3"
 * @last_referral: (nullable): until when it can be asked for a bed for the night, "16:00" where the team is
 *
 * An embassy, home authority, service, treatment provider, funder, advice
 * organisation or first responder. Immutable, reference counted.
 */
typedef struct
{
  HwId           id;
  gint64         row;
  HwPartnerKind  kind;
  const char    *name;
  const char    *country;
  const char    *languages;
  const char    *phones;
  const char    *address;
  const char    *hours;
  const char    *accepts;
  const char    *agreed;
  const char    *agreed_on;
  const char    *beds;
  const char    *bed_count;
  const char    *last_referral;
} HwPartner;

#define HW_TYPE_PARTNER (hw_partner_get_type ())
GType       hw_partner_get_type         (void);
HwPartner  *hw_partner_new              (const HwPartner *template_);
HwPartner  *hw_partner_ref              (HwPartner       *partner);
void        hw_partner_unref            (HwPartner       *partner);
gboolean    hw_partner_check            (const HwPartner *partner,
                                         GError         **error);
const char *hw_partner_kind_to_string   (HwPartnerKind    kind);
gboolean    hw_partner_kind_from_string (const char      *name,
                                         HwPartnerKind   *kind);
const char *hw_partner_kind_get_words   (HwPartnerKind    kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPartner, hw_partner_unref)

G_END_DECLS
