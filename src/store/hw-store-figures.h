/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figures/hw-figure-facts.h"
#include "hw-store.h"

G_BEGIN_DECLS

HwFigureFacts *hw_store_load_figure_facts      (HwStore         *self,
                                                const HwPeriod  *reports_in,
                                                GCancellable    *cancellable,
                                                GError         **error);
HwFigureFacts *hw_store_load_past_figure_facts (HwStore         *self,
                                                const HwPeriod  *reports_in,
                                                gint64           as_of,
                                                HwProgressFunc   progress,
                                                gpointer         user_data,
                                                GCancellable    *cancellable,
                                                GError         **error);

G_END_DECLS
