/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-candidates.h"

G_BEGIN_DECLS

/* A place in a plan: in the round, at a time, or left out. It stays the same object while the plan lives. */
#define HW_TYPE_PLAN_STOP (hw_plan_stop_get_type ())
G_DECLARE_FINAL_TYPE (HwPlanStop, hw_plan_stop, HW, PLAN_STOP, GObject)

const HwCandidate *hw_plan_stop_get_candidate  (HwPlanStop        *self);
gint64             hw_plan_stop_get_arrives_at (HwPlanStop        *self);
gint64             hw_plan_stop_get_leaves_at  (HwPlanStop        *self);
guint              hw_plan_stop_get_number     (HwPlanStop        *self);
gboolean           hw_plan_stop_is_pinned      (HwPlanStop        *self);
gboolean           hw_plan_stop_is_late        (HwPlanStop        *self);
char              *hw_plan_stop_dup_words      (HwPlanStop        *self);

/* The round of one shift while it is planned: everything in memory, nothing recorded. */
#define HW_TYPE_PLAN (hw_plan_get_type ())
G_DECLARE_FINAL_TYPE (HwPlan, hw_plan, HW, PLAN, GObject)

HwPlan            *hw_plan_new                 (const HwShift     *shift,
                                                GPtrArray         *candidates,
                                                gint64             now,
                                                GTimeZone         *zone);
void               hw_plan_take_over           (HwPlan            *self,
                                                HwPlan            *before);
const HwShift     *hw_plan_get_shift           (HwPlan            *self);
GListModel        *hw_plan_get_round           (HwPlan            *self);
GListModel        *hw_plan_get_left_out        (HwPlan            *self);
guint              hw_plan_get_n_more          (HwPlan            *self);
HwPoint           *hw_plan_dup_points          (HwPlan            *self,
                                                guint             *n);
void               hw_plan_take_travel         (HwPlan            *self,
                                                double            *travel_s,
                                                const char        *note);
const char        *hw_plan_get_travel_note     (HwPlan            *self);
void               hw_plan_set_n_nowhere       (HwPlan            *self,
                                                guint              n_nowhere);
guint              hw_plan_get_n_nowhere       (HwPlan            *self);
double             hw_plan_get_travel_m        (HwPlan            *self);
gint64             hw_plan_get_ends_at         (HwPlan            *self);
gboolean           hw_plan_fits                (HwPlan            *self);
gboolean           hw_plan_keeps_promises      (HwPlan            *self);
guint              hw_plan_count_interpreters  (HwPlan            *self);
void               hw_plan_move                (HwPlan            *self,
                                                guint              from,
                                                guint              to);
void               hw_plan_set_pinned          (HwPlan            *self,
                                                HwPlanStop        *stop,
                                                gboolean           pinned);
void               hw_plan_leave_out           (HwPlan            *self,
                                                HwPlanStop        *stop);
void               hw_plan_take_in             (HwPlan            *self,
                                                HwPlanStop        *stop);
guint              hw_plan_get_cost_minutes    (HwPlan            *self,
                                                HwPlanStop        *stop);
char              *hw_plan_dup_cost_words      (HwPlan            *self,
                                                HwPlanStop        *stop);
char              *hw_plan_dup_why             (HwPlan            *self,
                                                HwPlanStop        *stop);
GPtrArray         *hw_plan_dup_stops           (HwPlan            *self);
gboolean           hw_plan_is_changed          (HwPlan            *self);
void               hw_plan_note_saved          (HwPlan            *self,
                                                GPtrArray         *stops);
void               hw_plan_propose_async       (HwPlan            *self,
                                                GCancellable      *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer           user_data);
gboolean           hw_plan_propose_finish      (HwPlan            *self,
                                                GAsyncResult      *result,
                                                GError           **error);

G_END_DECLS
