/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-bed-table.h"
#include "hw-partner-table.h"
#include "hw-person-table.h"
#include "hw-report-private.h"
#include "hw-store-beds.h"
#include "hw-store-private.h"

/* Beds that were offered. See hw-store-record.c for the way in, core/hw-bed-rules.c for when somebody may have one. */

/* -- what the rules look at ------------------------------------------------------------------------------------------ */

typedef struct
{
  HwBed      bed;       /* (unowned): the offer; its kind as the partner says where it is new */
  HwPartner *partner;   /* (owned) */
  HwPerson  *person;    /* (owned) (nullable) */
  GPtrArray *others;    /* (owned) */
  GTimeZone *zone;      /* (owned) */
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->partner, hw_partner_unref);
  g_clear_pointer (&known->person, hw_person_unref);
  g_clear_pointer (&known->others, g_ptr_array_unref);
  g_clear_pointer (&known->zone, g_time_zone_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
read_others (HwStore     *self,
             const HwBed *bed,
             Known       *known,
             GError     **error)
{
  known->others = hw_id_is_nil (&bed->person) ? g_ptr_array_new () : hw_bed_table_list_of (&self->tables, &bed->person, error);
  for (guint i = 0; known->others != NULL && i < known->others->len; i++)
    if (hw_id_equal (&((const HwBed *) known->others->pdata[i])->id, &bed->id))
      g_ptr_array_remove_index (known->others, i--);
  return known->others != NULL;
}

static gboolean
read_known (HwStore     *self,
            const HwBed *bed,
            Known       *known,
            GError     **error)
{
  *known = (Known) { .bed = *bed, .partner = hw_store_get_partner (self, &bed->partner, error), .zone = g_time_zone_new_local () };
  if (known->partner == NULL)
    return FALSE;
  if (hw_id_is_nil (&bed->id))
    hw_bed_partner_has_beds (known->partner, &known->bed.kind);
  if (!hw_id_is_nil (&bed->person))
    {
      known->person = hw_store_get_person (self, &bed->person, error);
      if (known->person == NULL)
        return FALSE;
    }
  return read_others (self, bed, known, error);
}

static GPtrArray *
check (const Known *known,
       GPtrArray *(*rules) (const HwBedCase *))
{
  HwBedCase asked = { &known->bed, known->partner, known->person, known->others, known->zone };

  return rules (&asked);
}

static gboolean
refuse_missing (GPtrArray *missing,
                GError   **error)
{
  g_autofree char *words = NULL;

  if (missing->len == 0)
    return TRUE;
  words = hw_bed_requirements_dup_words (missing);
  g_set_error (error, HW_STORE_ERROR, HW_STORE_ERROR_RULE, _("This bed cannot be had so. Nothing was recorded.\n%s"), words);
  return FALSE;
}

/**
 * hw_store_check_bed:
 * @self: a store
 * @bed: an offer, recorded or not
 * @to_offer: (out) (optional) (transfer full) (element-type HwBedRequirement): what is missing before the partner may be asked
 * @to_stay: (out) (optional) (transfer full) (element-type HwBedRequirement): what is missing before the person may go there
 * @error: return location
 *
 * Asks the rules.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_check_bed (HwStore     *self,
                    const HwBed *bed,
                    GPtrArray  **to_offer,
                    GPtrArray  **to_stay,
                    GError     **error)
{
  g_auto (Known) known = { .partner = NULL };

  if (!read_known (self, bed, &known, error))
    return FALSE;
  if (to_offer != NULL)
    *to_offer = check (&known, hw_bed_check_offer);
  if (to_stay != NULL)
    *to_stay = check (&known, hw_bed_check_stay);
  return TRUE;
}

/* -- offers ---------------------------------------------------------------------------------------------------------- */

static gboolean
append_bed (HwStore     *self,
            const HwBed *bed,
            const HwId  *id,
            GError     **error)
{
  g_autoptr (GByteArray) parents = hw_bed_table_list_heads (&self->tables, HW_KIND_BED_OFFERED, id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_bed (self->body, bed);
  hw_store_fill (self, &entry, HW_KIND_BED_OFFERED, HW_COMPARTMENT_CASEWORK, id, bed->offered_at);
  return hw_store_append (self, &entry, parents, error) && hw_bed_table_apply (&self->tables, &entry, bed, error);
}

static gboolean
check_offer (const Known  *known,
             GError      **error)
{
  g_autoptr (GError) rule = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  HwBedKind kind;

  if (!hw_bed_partner_has_beds (known->partner, &kind))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE,
                            _("This partner has no beds. Nothing was recorded. Choose another one, or say in the list of partners that it has some."));
  if (!hw_bed_check (&known->bed, g_get_real_time (), known->zone, &rule))
    return hw_store_refuse_by_rule (&rule, error);
  missing = check (known, hw_bed_check_offer);
  return refuse_missing (missing, error);
}

/**
 * hw_store_record_bed:
 * @self: a store
 * @bed: all that is known of the offer; with a nil identity a new one, else a
 *   correction. What came of it is recorded by itself
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records that a bed was offered, where hw_bed_check_offer() finds nothing missing.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on; its message has everything that is missing
 */
gboolean
hw_store_record_bed (HwStore     *self,
                     const HwBed *bed,
                     HwId        *id,
                     GError     **error)
{
  g_auto (Known) known = { .partner = NULL };
  HwId new_id;

  if (!read_known (self, bed, &known, error) || !check_offer (&known, error))
    return FALSE;
  hw_store_choose_id (&new_id, &bed->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_bed (self, &known.bed, &new_id, error), error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

/* -- answers --------------------------------------------------------------------------------------------------------- */

static gboolean
append_answer (HwStore    *self,
               const HwId *bed,
               HwBedState  state,
               const char *reason,
               const char *words,
               GError    **error)
{
  g_autoptr (GByteArray) parents = hw_bed_table_list_heads (&self->tables, HW_KIND_BED_ANSWERED, bed, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_bed_answer (self->body, state, reason, words);
  hw_store_fill (self, &entry, HW_KIND_BED_ANSWERED, HW_COMPARTMENT_CASEWORK, bed, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_bed_table_apply_answer (&self->tables, &entry, state, reason, words, error);
}

/* Who said yes was let in by the rules; that they slept there is then a fact. */
static gboolean
needs_the_rules (const HwBed *bed,
                 HwBedState   state)
{
  return state == HW_BED_ACCEPTED || (state == HW_BED_STAYED && bed->state != HW_BED_ACCEPTED && bed->state != HW_BED_NOT_COME);
}

static gboolean
check_answer (HwStore     *self,
              const HwBed *bed,
              HwBedState   state,
              const char  *reason,
              const char  *words,
              GError     **error)
{
  g_auto (Known) known = { .partner = NULL };
  g_autoptr (GError) rule = NULL;
  g_autoptr (GPtrArray) missing = NULL;

  if (!read_known (self, bed, &known, error))
    return FALSE;
  if (!hw_bed_check_answer (bed, state, reason, words, &rule))
    return hw_store_refuse_by_rule (&rule, error);
  if (!needs_the_rules (bed, state))
    return TRUE;
  missing = check (&known, hw_bed_check_stay);
  return refuse_missing (missing, error);
}

/**
 * hw_store_answer_bed:
 * @self: a store
 * @bed: an offer
 * @state: what came of it
 * @reason: (nullable): why not: one of hw_bed_list_reasons()
 * @words: (nullable): what there is to say
 * @error: return location
 *
 * Records what came of an offer; once more corrects it. Somebody goes there
 * only where hw_bed_check_stay() finds nothing missing.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND, %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_answer_bed (HwStore    *self,
                     const HwId *bed,
                     HwBedState  state,
                     const char *reason,
                     const char *words,
                     GError    **error)
{
  g_autoptr (HwBed) known = hw_store_get_bed (self, bed, error);

  return known != NULL && check_answer (self, known, state, reason, words, error) && hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_answer (self, bed, state, reason, words, error), error);
}

/* -- reading --------------------------------------------------------------------------------------------------------- */

/**
 * hw_store_get_bed:
 * @self: a store
 * @id: an offer
 * @error: return location
 *
 * Reads one offer with what came of it.
 *
 * Returns: (transfer full) (nullable): the offer, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwBed *
hw_store_get_bed (HwStore    *self,
                  const HwId *id,
                  GError    **error)
{
  g_autoptr (GError) inner = NULL;
  HwBed *bed = hw_bed_table_get (&self->tables, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (bed == NULL)
    hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND,
                     _("It is not in this workspace any more. Nothing was changed. Choose another one from the list."));
  return bed;
}

/**
 * hw_store_list_beds:
 * @self: a store
 * @first_night: ISO 8601
 * @last_night: ISO 8601
 * @error: return location
 *
 * Lists the offers of some nights.
 *
 * Returns: (transfer full) (nullable) (element-type HwBed): the latest night first
 */
GPtrArray *
hw_store_list_beds (HwStore    *self,
                    const char *first_night,
                    const char *last_night,
                    GError    **error)
{
  return hw_bed_table_list (&self->tables, first_night, last_night, error);
}

/**
 * hw_store_list_beds_of:
 * @self: a store
 * @person: somebody
 * @error: return location
 *
 * Lists every offer to them, and to whoever is linked as the same.
 *
 * Returns: (transfer full) (nullable) (element-type HwBed): the latest night first
 */
GPtrArray *
hw_store_list_beds_of (HwStore    *self,
                       const HwId *person,
                       GError    **error)
{
  return hw_bed_table_list_of (&self->tables, person, error);
}
