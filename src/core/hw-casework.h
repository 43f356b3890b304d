/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Everything about a reconnection case. */
#include "hw-case.h"
#include "hw-case-record.h"
#include "hw-case-rules.h"
#include "hw-consent.h"
#include "hw-cost.h"
#include "hw-follow-up.h"
#include "hw-gate.h"
#include "hw-journey.h"
#include "hw-money.h"
#include "hw-partner.h"
#include "hw-person.h"
#include "hw-person-match.h"
#include "hw-stage.h"
