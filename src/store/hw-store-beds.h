/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-bed.h"
#include "hw-store.h"

G_BEGIN_DECLS

gboolean   hw_store_record_bed        (HwStore     *self,
                                       const HwBed *bed,
                                       HwId        *id,
                                       GError     **error);
gboolean   hw_store_answer_bed        (HwStore     *self,
                                       const HwId  *bed,
                                       HwBedState   state,
                                       const char  *reason,
                                       const char  *words,
                                       GError     **error);
HwBed     *hw_store_get_bed           (HwStore     *self,
                                       const HwId  *id,
                                       GError     **error);
GPtrArray *hw_store_list_beds         (HwStore     *self,
                                       const char  *first_night,
                                       const char  *last_night,
                                       GError     **error);
GPtrArray *hw_store_list_beds_of      (HwStore     *self,
                                       const HwId  *person,
                                       GError     **error);
gboolean   hw_store_check_bed         (HwStore     *self,
                                       const HwBed *bed,
                                       GPtrArray  **to_offer,
                                       GPtrArray  **to_stay,
                                       GError     **error);

G_END_DECLS
