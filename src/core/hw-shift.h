/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "hw-id.h"
#include "hw-point.h"
#include "hw-stop.h"

G_BEGIN_DECLS

typedef enum { HW_SHIFT_NIGHT, HW_SHIFT_EARLY_MORNING, HW_SHIFT_DAY, HW_N_SHIFT_KINDS } HwShiftKind;
typedef enum { HW_TRANSPORT_FOOT, HW_TRANSPORT_BICYCLE, HW_TRANSPORT_CAR, HW_N_TRANSPORTS } HwTransport;
typedef enum { HW_SHIFT_PLANNED, HW_SHIFT_STARTED, HW_SHIFT_FINISHED, HW_SHIFT_CALLED_OFF, HW_N_SHIFT_STATES } HwShiftState;

#define HW_SHIFT_MAX_LENGTH        (16 * G_TIME_SPAN_HOUR)
#define HW_SHIFT_MAX_TEAM          50u
#define HW_SHIFT_MAX_STOPS         500u
#define HW_SHIFT_MAX_PAPER_MINUTES 1440u

/**
 * HwTeamMember:
 * @name: (owned): never empty
 * @languages: (owned) (nullable): what they speak: BCP 47 tags, separated by spaces
 * @leads: whether they lead the shift
 *
 * Somebody who goes along.
 */
typedef struct
{
  char     *name;
  char     *languages;
  gboolean  leads;
} HwTeamMember;

/**
 * HwShift:
 * @id: nil until the store gives it one
 * @name: (owned) (nullable): what the team calls it
 * @kind: when it is
 * @starts_at: as planned, µs UTC
 * @ends_at: as planned, µs UTC
 * @start: where it starts
 * @end: where it ends
 * @start_place: (owned) (nullable): words
 * @end_place: (owned) (nullable): words
 * @transport: how the team gets from stop to stop
 * @severe_weather: whether more is urgent than on other nights
 * @team: (owned) (element-type HwTeamMember): who goes
 * @alone_reason: (owned) (nullable): why one may go alone after dark
 * @note: (owned) (nullable): words
 * @state: how far it has come
 * @started_at: µs UTC; 0: not yet
 * @finished_at: µs UTC; 0: not yet
 * @paper_minutes: minutes of paper, as said in the debrief
 * @interpreter_booked: whether an interpreter comes along or waits for a call
 * @stops: (owned) (element-type HwStop): the round, in its order
 *
 * A team goes out.
 */
typedef struct
{
  HwId          id;
  char         *name;
  HwShiftKind   kind;
  gint64        starts_at;
  gint64        ends_at;
  HwPoint       start;
  HwPoint       end;
  char         *start_place;
  char         *end_place;
  HwTransport   transport;
  gboolean      severe_weather;
  GPtrArray    *team;
  char         *alone_reason;
  char         *note;
  HwShiftState  state;
  gint64        started_at;
  gint64        finished_at;
  guint         paper_minutes;
  gboolean      interpreter_booked;
  GPtrArray    *stops;
} HwShift;

#define HW_TYPE_TEAM_MEMBER (hw_team_member_get_type ())
GType         hw_team_member_get_type      (void);
HwTeamMember *hw_team_member_new           (const char         *name,
                                            const char         *languages,
                                            gboolean            leads);
HwTeamMember *hw_team_member_copy          (const HwTeamMember *member);
void          hw_team_member_free          (HwTeamMember       *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTeamMember, hw_team_member_free)

#define HW_TYPE_SHIFT (hw_shift_get_type ())
GType         hw_shift_get_type            (void);
HwShift      *hw_shift_new                 (void);
HwShift      *hw_shift_copy                (const HwShift      *shift);
void          hw_shift_free                (HwShift            *shift);
const HwStop *hw_shift_find_stop           (const HwShift      *shift,
                                            const HwId         *stop);
const HwTeamMember *hw_shift_get_leader    (const HwShift      *shift);
gboolean      hw_shift_check               (const HwShift      *shift,
                                            GError            **error);
gboolean      hw_shift_check_plan          (const HwShift      *shift,
                                            GError            **error);
gboolean      hw_shift_check_stops         (GPtrArray          *stops,
                                            GError            **error);
gboolean      hw_shift_check_state         (const HwShift      *shift,
                                            HwShiftState        state,
                                            GError            **error);
const char   *hw_shift_kind_to_string      (HwShiftKind         kind);
gboolean      hw_shift_kind_from_string    (const char         *name,
                                            HwShiftKind        *kind);
const char   *hw_shift_kind_get_words      (HwShiftKind         kind);
const char   *hw_transport_to_string       (HwTransport         transport);
gboolean      hw_transport_from_string     (const char         *name,
                                            HwTransport        *transport);
const char   *hw_transport_get_words       (HwTransport         transport);
const char   *hw_shift_state_to_string     (HwShiftState        state);
gboolean      hw_shift_state_from_string   (const char         *name,
                                            HwShiftState       *state);
const char   *hw_shift_state_get_words     (HwShiftState        state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwShift, hw_shift_free)

G_END_DECLS
