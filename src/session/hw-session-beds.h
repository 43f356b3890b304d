/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bed.h"
#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwBedOffer:
 * @bed: (owned): the offer
 * @partner: (owned): whose bed it is
 * @person: (owned) (nullable): for whom
 * @to_offer: (owned) (element-type HwBedRequirement): what is missing before the partner may be asked
 * @to_stay: (owned) (element-type HwBedRequirement): what is missing before the person may go there
 *
 * An offer with everything that a list says of it.
 */
typedef struct
{
  HwBed     *bed;
  HwPartner *partner;
  HwPerson  *person;
  GPtrArray *to_offer;
  GPtrArray *to_stay;
} HwBedOffer;

void        hw_bed_offer_free              (HwBedOffer          *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwBedOffer, hw_bed_offer_free)

void        hw_session_list_beds_async     (HwSession           *self,
                                            const char          *first_night,
                                            const char          *last_night,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GPtrArray  *hw_session_list_beds_finish    (HwSession           *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void        hw_session_check_bed_async     (HwSession           *self,
                                            const HwBed         *bed,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
HwBedOffer *hw_session_check_bed_finish    (HwSession           *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void        hw_session_offer_bed_async     (HwSession           *self,
                                            const HwBed         *bed,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean    hw_session_offer_bed_finish    (HwSession           *self,
                                            GAsyncResult        *result,
                                            HwId                *id,
                                            GError             **error);
void        hw_session_answer_bed_async    (HwSession           *self,
                                            const HwId          *bed,
                                            HwBedState           state,
                                            const char          *reason,
                                            const char          *words,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean    hw_session_answer_bed_finish   (HwSession           *self,
                                            GAsyncResult        *result,
                                            GError             **error);

GPtrArray  *hw_beds_read                   (HwStore             *store,
                                            const char          *first_night,
                                            const char          *last_night,
                                            GCancellable        *cancellable,
                                            GError             **error);

G_END_DECLS
