/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-emergency-numbers.h"
#include "hw-wording.h"

G_BEGIN_DECLS

char               *hw_team_data_dup_folder             (void);
HwWording          *hw_team_data_load_wording           (const char  *folder,
                                                         const char  *purpose,
                                                         char       **problem);
HwPhrases          *hw_team_data_load_journey_words     (const char  *folder,
                                                         char       **problem);
HwPhrases          *hw_team_data_load_indicators        (const char  *folder,
                                                         char       **problem);
HwEmergencyNumbers *hw_team_data_load_emergency_numbers (const char  *folder,
                                                         char       **problem);

G_END_DECLS
