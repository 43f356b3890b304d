/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-json-writer.h"

/* The bodies of beds: version 1 of each kind, as in hw-bodies.c. */

/**
 * hw_body_write_bed:
 * @body: text to replace
 * @bed: an offer
 *
 * Writes the body of "bed.offered"; what came of it is in entries of its own.
 */
void
hw_body_write_bed (GString     *body,
                   const HwBed *bed)
{
  hw_json_begin (body);
  hw_json_put_id (body, "partner", &bed->partner);
  hw_json_put_name (body, "kind", hw_bed_kind_to_string (bed->kind));
  hw_json_put_id (body, "person", &bed->person);
  hw_json_put_id (body, "shift", &bed->shift);
  hw_json_put_id (body, "stop", &bed->stop);
  hw_json_put_text (body, "night", bed->night);
  hw_json_put_int (body, "offered_at", bed->offered_at);
  hw_json_put_int (body, "age", bed->age);
  hw_json_put_text (body, "guardian", bed->guardian);
  hw_json_put_text (body, "social_services", bed->social_services);
  hw_json_put_text (body, "checked_on", bed->checked_on);
  hw_json_end (body);
}

/**
 * hw_body_read_bed:
 * @self: the body of "bed.offered"
 * @bed: (out caller-allocates): the offer without identity, not answered; text belongs to @self
 *
 * Reads what hw_body_write_bed() wrote. A kind that this Homeward does not know reads as a shelter.
 */
void
hw_body_read_bed (HwBody *self,
                  HwBed  *bed)
{
  *bed = (HwBed) {
    .night = (char *) hw_body_get_text (self, "night"),
    .offered_at = hw_body_get_int (self, "offered_at"),
    .age = (guint) CLAMP (hw_body_get_int (self, "age"), 0, G_MAXINT32),
    .guardian = (char *) hw_body_get_text (self, "guardian"),
    .social_services = (char *) hw_body_get_text (self, "social_services"),
    .checked_on = (char *) hw_body_get_text (self, "checked_on"),
    .state = HW_BED_OFFERED,
    .kind = HW_BED_IN_SHELTER,
  };
  hw_bed_kind_from_string (hw_body_get_text (self, "kind"), &bed->kind);
  hw_body_get_id (self, "partner", &bed->partner);
  hw_body_get_id (self, "person", &bed->person);
  hw_body_get_id (self, "shift", &bed->shift);
  hw_body_get_id (self, "stop", &bed->stop);
}

/**
 * hw_body_write_bed_answer:
 * @body: text to replace
 * @state: what came of the offer
 * @reason: (nullable): why not
 * @words: (nullable): what there is to say
 *
 * Writes the body of "bed.answered".
 */
void
hw_body_write_bed_answer (GString    *body,
                          HwBedState  state,
                          const char *reason,
                          const char *words)
{
  hw_json_begin (body);
  hw_json_put_name (body, "state", hw_bed_state_to_string (state));
  hw_json_put_text (body, "reason", reason);
  hw_json_put_text (body, "words", words);
  hw_json_end (body);
}
