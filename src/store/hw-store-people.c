/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-contact-match-table.h"
#include "hw-notes.h"
#include "hw-partner-table.h"
#include "hw-person-link-table.h"
#include "hw-person-table.h"
#include "hw-store-private.h"

/* Recording partners, who is the same person, and who it was that was met. See hw-store-record.c for the way in. */

static gboolean
append_partner (HwStore         *self,
                const HwPartner *partner,
                const HwId      *id,
                gint64          *row,
                GError         **error)
{
  g_autoptr (GByteArray) parents = hw_partner_table_list_heads (&self->tables, id, error);
  g_autoptr (HwPartner) shown = NULL;
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_partner (self->body, partner);
  hw_store_fill (self, &entry, HW_KIND_PARTNER_NOTED, HW_COMPARTMENT_CASEWORK, id, g_get_real_time ());
  if (!hw_store_append (self, &entry, parents, error) ||
      !hw_partner_table_apply (&self->tables, &entry, error))
    return FALSE;
  shown = hw_store_get_partner (self, id, error);
  if (shown == NULL)
    return FALSE;
  *row = shown->row;
  return TRUE;
}

/**
 * hw_store_record_partner:
 * @self: a store
 * @partner: all that is known of it; with a nil identity a new one, else a new note about who has it
 * @row: (out) (optional): its row
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records an embassy, a home authority, a service and so on.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_partner (HwStore         *self,
                         const HwPartner *partner,
                         gint64          *row,
                         HwId            *id,
                         GError         **error)
{
  g_autoptr (GError) rule = NULL;
  gint64 new_row = 0;
  HwId new_id;

  if (!hw_partner_check (partner, &rule))
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &partner->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_partner (self, partner, &new_id, &new_row, error), error))
    return FALSE;
  if (row != NULL)
    *row = new_row;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
append_settled (HwStore    *self,
                const char *kind,
                HwNotes    *notes,
                const HwId *id,
                const char *field,
                const char *value,
                GError    **error)
{
  gboolean is_person = g_str_equal (kind, HW_KIND_PERSON_NOTED);
  g_autoptr (GByteArray) parents = is_person ? hw_person_table_list_heads (&self->tables, id, error)
                                             : hw_partner_table_list_heads (&self->tables, id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_notes_settle (notes, self->body, field, value);
  hw_store_fill (self, &entry, kind, HW_COMPARTMENT_CASEWORK, id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         (is_person ? hw_person_table_apply (&self->tables, &entry, error) : hw_partner_table_apply (&self->tables, &entry, error));
}

static gboolean
has_answer (GPtrArray  *conflicts,
            const char *field,
            const char *value)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const HwConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_str_equal (conflict->field, field) && g_str_equal (conflict->value, value))
        return TRUE;
    }
  return FALSE;
}

/**
 * hw_store_settle:
 * @self: a store
 * @id: a person or a partner
 * @field: of which different values were noted at the same time
 * @value: one of them
 * @error: return location
 *
 * Records which of the answers of hw_store_list_conflicts() holds.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND where there is no such answer any more, and so on
 */
gboolean
hw_store_settle (HwStore    *self,
                 const HwId *id,
                 const char *field,
                 const char *value,
                 GError    **error)
{
  const char *kinds[] = { HW_KIND_PERSON_NOTED, HW_KIND_PARTNER_NOTED };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_conflict_free);
      g_autoptr (GError) inner = NULL;
      g_autoptr (HwNotes) notes = hw_notes_read (&self->tables, kinds[i], id, &inner);

      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return FALSE;
        }
      if (notes == NULL)
        continue;
      hw_notes_add_conflicts (notes, conflicts);
      if (has_answer (conflicts, field, value))
        return hw_store_begin (self, NULL, error) &&
               hw_store_finish (self, append_settled (self, kinds[i], notes, id, field, value, error), error);
    }
  return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND, _("This answer is not open any more. Nothing was recorded. Look at what is shown now."));
}

static gboolean
append_link (HwStore    *self,
             const HwId *person,
             const HwId *other,
             gboolean    same,
             const char *reason,
             GError    **error)
{
  g_autoptr (GByteArray) parents = hw_person_link_table_list_heads (&self->tables, person, other, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_link (self->body, other, same, reason);
  hw_store_fill (self, &entry, HW_KIND_PERSON_LINKED, HW_COMPARTMENT_CASEWORK, person, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_person_link_table_apply (&self->tables, &entry, other, same, reason, error);
}

/**
 * hw_store_record_link:
 * @self: a store
 * @person: a person
 * @other: another; which of the two comes first makes no difference
 * @same: whether they are one and the same
 * @reason: (nullable): how it is known
 * @error: return location
 *
 * Records that two people are one and the same, or after all not.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_link (HwStore    *self,
                      const HwId *person,
                      const HwId *other,
                      gboolean    same,
                      const char *reason,
                      GError    **error)
{
  gboolean in_order = hw_id_compare (person, other) < 0;
  g_autoptr (HwPerson) first = hw_store_get_person (self, person, error);
  g_autoptr (HwPerson) second = first != NULL ? hw_store_get_person (self, other, error) : NULL;

  if (second == NULL)
    return FALSE;
  if (hw_id_equal (person, other))
    return hw_store_refuse (error, HW_STORE_ERROR_RULE, _("This is the same entry twice. Nothing was recorded. Choose two people."));
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_link (self, in_order ? person : other, in_order ? other : person, same, reason, error), error);
}

static gboolean
append_match (HwStore         *self,
              const HwContact *contact,
              const HwId      *person,
              GError         **error)
{
  g_autoptr (GByteArray) parents = hw_contact_match_table_list_heads (&self->tables, &contact->id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_match (self->body, person);
  hw_store_fill (self, &entry, HW_KIND_CONTACT_MATCHED, HW_COMPARTMENT_CASEWORK, &contact->id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_contact_match_table_apply (&self->tables, &entry, person, error);
}

/**
 * hw_store_record_match:
 * @self: a store
 * @contact_row: of a contact
 * @person: who it was; nil: after all nobody known
 * @error: return location
 *
 * Records who it was that was met.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_match (HwStore    *self,
                       gint64      contact_row,
                       const HwId *person,
                       GError    **error)
{
  g_autoptr (HwContact) contact = hw_store_get_contact (self, contact_row, error);
  g_autoptr (HwPerson) known = NULL;

  if (contact == NULL)
    return FALSE;
  if (!hw_id_is_nil (person))
    {
      known = hw_store_get_person (self, person, error);
      if (known == NULL)
        return FALSE;
    }
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_match (self, contact, person, error), error);
}
