/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-promise.h"
#include "hw-shift.h"
#include "hw-store.h"
#include "hw-tap.h"

G_BEGIN_DECLS

/* Shifts, their rounds, what was tapped in the field, and promises: part of HwStore, and used in the same way. */

gboolean   hw_store_record_shift       (HwStore         *self,
                                        const HwShift   *shift,
                                        HwId            *id,
                                        GError         **error);
gboolean   hw_store_record_round       (HwStore         *self,
                                        const HwId      *shift,
                                        GPtrArray       *stops,
                                        GError         **error);
gboolean   hw_store_record_shift_state (HwStore         *self,
                                        const HwId      *shift,
                                        HwShiftState     state,
                                        gint64           at,
                                        guint            paper_minutes,
                                        GError         **error);
HwShift   *hw_store_get_shift          (HwStore         *self,
                                        const HwId      *id,
                                        GError         **error);
GPtrArray *hw_store_list_shifts        (HwStore         *self,
                                        gint64           since,
                                        gint64           until,
                                        GError         **error);
gboolean   hw_store_record_tap         (HwStore         *self,
                                        const HwTap     *tap,
                                        GError         **error);
GPtrArray *hw_store_list_taps          (HwStore         *self,
                                        const HwId      *shift,
                                        GError         **error);
gboolean   hw_store_record_visit       (HwStore         *self,
                                        const HwId      *shift,
                                        const HwId      *stop,
                                        const HwContact *contacts,
                                        gsize            n_contacts,
                                        GError         **error);
GPtrArray *hw_store_list_visit_contacts (HwStore        *self,
                                        const HwId      *stop,
                                        GError         **error);
GPtrArray *hw_store_list_visit_reports (HwStore         *self,
                                        const HwStop    *stop,
                                        GError         **error);
gboolean   hw_store_record_promise     (HwStore         *self,
                                        const HwPromise *promise,
                                        HwId            *id,
                                        GError         **error);
gboolean   hw_store_settle_promise     (HwStore         *self,
                                        const HwId      *promise,
                                        gboolean         kept,
                                        const char      *outcome_words,
                                        GError         **error);
HwPromise *hw_store_get_promise        (HwStore         *self,
                                        const HwId      *id,
                                        GError         **error);
GPtrArray *hw_store_list_promises      (HwStore         *self,
                                        gboolean         open_only,
                                        GError         **error);

G_END_DECLS
