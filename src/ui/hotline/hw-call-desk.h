/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "hw-call-draft.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CALL_DESK (hw_call_desk_get_type ())
G_DECLARE_FINAL_TYPE (HwCallDesk, hw_call_desk, HW, CALL_DESK, AdwBin)

void         hw_call_desk_set_session   (HwCallDesk  *self,
                                         HwSession   *session);
void         hw_call_desk_set_draft     (HwCallDesk  *self,
                                         HwCallDraft *draft);
HwCallDraft *hw_call_desk_get_draft     (HwCallDesk  *self);
void         hw_call_desk_set_place     (HwCallDesk  *self,
                                         guint        number,
                                         guint        of);
void         hw_call_desk_show_problem  (HwCallDesk  *self,
                                         const char  *words);
void         hw_call_desk_toggle_danger (HwCallDesk  *self);
void         hw_call_desk_tick          (HwCallDesk  *self);
void         hw_call_desk_set_narrow    (HwCallDesk  *self,
                                         gboolean     narrow);

G_END_DECLS
