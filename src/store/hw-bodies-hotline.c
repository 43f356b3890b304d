/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-json-writer.h"

/* The bodies of what the hotline's desk does, and of named places: version 1 of each kind, as in hw-bodies.c. */

/**
 * hw_body_write_assignment:
 * @body: text to replace
 * @to: (nullable): who looks after the report
 *
 * Writes the body of "report.assigned".
 */
void
hw_body_write_assignment (GString    *body,
                          const char *to)
{
  hw_json_begin (body);
  hw_json_put_text (body, "to", to);
  hw_json_end (body);
}

/**
 * hw_body_write_emergency:
 * @body: text to replace
 * @told: %FALSE: it is taken back
 *
 * Writes the body of "report.emergency-told".
 */
void
hw_body_write_emergency (GString *body,
                         gboolean told)
{
  hw_json_begin (body);
  if (told)
    hw_json_put_true (body, "told");
  hw_json_end (body);
}

/**
 * hw_body_write_answer:
 * @body: text to replace
 * @how: how the caller was answered; %HW_N_ANSWERED_BY: it is taken back
 * @answer: what of
 * @words: (nullable): what they were told
 *
 * Writes the body of "report.answered".
 */
void
hw_body_write_answer (GString       *body,
                      HwAnsweredBy   how,
                      HwCallerAnswer answer,
                      const char    *words)
{
  hw_json_begin (body);
  if (how < HW_N_ANSWERED_BY)
    {
      hw_json_put_name (body, "how", hw_answered_by_to_string (how));
      hw_json_put_name (body, "answer", hw_caller_answer_to_string (answer));
      hw_json_put_text (body, "words", words);
    }
  hw_json_end (body);
}

/**
 * hw_body_write_named_place:
 * @body: text to replace
 * @place: a place
 *
 * Writes the body of "place.named".
 */
void
hw_body_write_named_place (GString            *body,
                           const HwNamedPlace *place)
{
  hw_json_begin (body);
  hw_json_put_text (body, "name", place->name);
  hw_json_put_name (body, "kind", hw_named_place_kind_to_string (place->kind));
  hw_body_put_point (body, &place->point);
  hw_json_end (body);
}

/**
 * hw_body_read_named_place:
 * @self: the body of "place.named"
 * @place: (out caller-allocates): the place; text belongs to @self
 *
 * Reads what hw_body_write_named_place() wrote. A kind that this Homeward does not know reads as "other".
 */
void
hw_body_read_named_place (HwBody       *self,
                          HwNamedPlace *place)
{
  *place = (HwNamedPlace) { .name = (char *) hw_body_get_text (self, "name"), .kind = HW_NAMED_PLACE_OTHER };
  hw_named_place_kind_from_string (hw_body_get_text (self, "kind"), &place->kind);
  hw_body_get_point (self, &place->point);
}
