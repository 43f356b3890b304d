/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-case.h"
#include "hw-emergency-numbers.h"
#include "hw-letter.h"
#include "hw-partner.h"
#include "hw-phrases.h"

G_BEGIN_DECLS

/**
 * HwJourneySheet:
 * @words: the words of the sheet
 * @language: the person's, a BCP 47 tag
 * @worker_language: the worker's
 * @numbers: whom to ring
 * @countries: (array zero-terminated=1): on the way, in that order, ISO 3166 alpha-2
 * @name: as the person chose it for this sheet
 * @phones: (nullable): telephone numbers, as they are to stand there
 * @medication: whether it stands there: whoever finds the sheet can read it
 *
 * What goes on a journey sheet beside what the case holds.
 */
typedef struct
{
  const HwPhrases          *words;
  const char               *language;
  const char               *worker_language;
  const HwEmergencyNumbers *numbers;
  const char * const       *countries;
  const char               *name;
  const char               *phones;
  gboolean                  medication;
} HwJourneySheet;

HwLetter *hw_journey_sheet_new (const HwJourneySheet *what,
                                const HwCase         *case_);
HwLetter *hw_home_contacts_new (const HwJourneySheet *what,
                                const GPtrArray      *partners);

G_END_DECLS
