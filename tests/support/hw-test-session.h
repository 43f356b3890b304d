/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-session-private.h"

/* A session whose keys cost next to nothing: tests make a workspace each, and what a guess costs is tested where keys are. */
static inline HwSession *
hw_test_session_new (void)
{
  HwSession *session = hw_session_new ();

  hw_session_set_key_strength (session, HW_KEY_STRENGTH_TEST);
  return session;
}
