/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-area-table.h"
#include "hw-contact-table.h"
#include "hw-person-link-table.h"
#include "hw-site-closure-table.h"
#include "hw-site-table.h"
#include "hw-site-visits.h"
#include "hw-store-private.h"

/* Sites and areas: recording them (see hw-store-record.c for the way in), and what can be asked about them. */

/* How long before a closure somebody must have been met at a site to count as one of its people. */
#define PEOPLE_BEFORE  (G_GINT64_CONSTANT (180) * G_TIME_SPAN_DAY)
#define CONTACTS_LIMIT 200

static gboolean
refuse_unknown (GError **error)
{
  return hw_store_refuse (error, HW_STORE_ERROR_NOT_FOUND,
                          _("It is not in this workspace any more. Nothing was changed. Choose another one from the list."));
}

/* -- sites ----------------------------------------------------------------------------------------------------------- */

static gboolean
append_site (HwStore      *self,
             const HwSite *site,
             const HwId   *id,
             GError      **error)
{
  g_autoptr (GByteArray) parents = hw_site_table_list_heads (&self->tables, id, error);
  gint64 now = g_get_real_time ();
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_site (self->body, site);
  hw_store_fill (self, &entry, HW_KIND_SITE_NOTED, HW_COMPARTMENT_STREET, id,
                 parents->len == 0 && site->since > 0 ? MIN (site->since, now) : now);
  return hw_store_append (self, &entry, parents, error) &&
         hw_site_table_apply (&self->tables, &entry, site, error);
}

/**
 * hw_store_record_site:
 * @self: a store
 * @site: all that is known of it beside its closure; with a nil identity a new
 *   one (watched since @site->since, 0: now), else a new note about the one that has it
 * @id: (out) (optional): its identity
 * @error: return location
 *
 * Records a place that the team watches by name.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_site (HwStore      *self,
                      const HwSite *site,
                      HwId         *id,
                      GError      **error)
{
  g_autoptr (GError) rule = NULL;
  HwId new_id;

  if (!hw_site_check (site, &rule))
    return hw_store_refuse_by_rule (&rule, error);
  hw_store_choose_id (&new_id, &site->id);
  if (!hw_store_begin (self, NULL, error) ||
      !hw_store_finish (self, append_site (self, site, &new_id, error), error))
    return FALSE;
  if (id != NULL)
    *id = new_id;
  return TRUE;
}

static gboolean
append_closure (HwStore    *self,
                const HwId *site,
                gint64      closes_at,
                gboolean    by_authorities,
                const char *note,
                GError    **error)
{
  g_autoptr (GByteArray) parents = hw_site_closure_table_list_heads (&self->tables, site, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_closure (self->body, closes_at, by_authorities, note);
  hw_store_fill (self, &entry, HW_KIND_SITE_CLOSED, HW_COMPARTMENT_STREET, site, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_site_closure_table_apply (&self->tables, &entry, closes_at, by_authorities, note, error);
}

/**
 * hw_store_record_closure:
 * @self: a store
 * @site: a site
 * @closes_at: µs UTC, past or to come; 0: it is open again
 * @by_authorities: whether others than the team close it
 * @note: (nullable): words
 * @error: return location
 *
 * Records that a site is or will be closed, or is open again.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE, %HW_STORE_ERROR_NOT_FOUND and so on
 */
gboolean
hw_store_record_closure (HwStore    *self,
                         const HwId *site,
                         gint64      closes_at,
                         gboolean    by_authorities,
                         const char *note,
                         GError    **error)
{
  g_autoptr (GError) rule = NULL;
  g_autoptr (HwSite) known = NULL;

  if (!hw_site_check_closure (closes_at, note, g_get_real_time (), &rule))
    return hw_store_refuse_by_rule (&rule, error);
  known = hw_store_get_site (self, site, error);
  return known != NULL && hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_closure (self, site, closes_at, by_authorities, note, error), error);
}

static gboolean
add_last_visit (HwStore *self,
                HwSite  *site,
                GArray  *attempts,
                GError **error)
{
  g_autoptr (GPtrArray) visits = hw_site_visits_list (&self->tables, site, attempts, 1, error);

  if (visits == NULL)
    return FALSE;
  if (visits->len > 0)
    site->last_visit = ((HwSiteVisit *) g_ptr_array_index (visits, 0))->at;
  return TRUE;
}

/**
 * hw_store_get_site:
 * @self: a store
 * @id: the site
 * @error: return location
 *
 * Reads a site.
 *
 * Returns: (transfer full) (nullable): the site, or %NULL with %HW_STORE_ERROR_NOT_FOUND
 */
HwSite *
hw_store_get_site (HwStore    *self,
                   const HwId *id,
                   GError    **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (HwSite) site = hw_site_table_get (&self->tables, id, &inner);
  g_autoptr (GArray) attempts = NULL;

  if (site == NULL && inner == NULL)
    refuse_unknown (error);
  if (site == NULL)
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  attempts = hw_site_visits_load_attempts (&self->tables, error);
  if (attempts == NULL || !add_last_visit (self, site, attempts, error))
    return NULL;
  return g_steal_pointer (&site);
}

/**
 * hw_store_list_sites:
 * @self: a store
 * @error: return location
 *
 * Lists the sites.
 *
 * Returns: (transfer full) (nullable) (element-type HwSite): by name
 */
GPtrArray *
hw_store_list_sites (HwStore *self,
                     GError **error)
{
  g_autoptr (GPtrArray) sites = hw_site_table_list (&self->tables, error);
  g_autoptr (GArray) attempts = NULL;

  if (sites == NULL || sites->len == 0)
    return g_steal_pointer (&sites);
  attempts = hw_site_visits_load_attempts (&self->tables, error);
  if (attempts == NULL)
    return NULL;
  for (guint i = 0; i < sites->len; i++)
    if (!add_last_visit (self, g_ptr_array_index (sites, i), attempts, error))
      return NULL;
  return g_steal_pointer (&sites);
}

/**
 * hw_store_search_sites:
 * @self: a store
 * @words: what somebody typed; all words must be there, each may be a beginning
 * @limit: at most so many
 * @error: return location
 *
 * Finds sites by the words of name, hazards, access, lighting and notes.
 *
 * Returns: (transfer full) (nullable) (element-type HwSite): last noted first
 */
GPtrArray *
hw_store_search_sites (HwStore    *self,
                       const char *words,
                       gsize       limit,
                       GError    **error)
{
  return hw_site_table_search (&self->tables, words, limit, error);
}

/**
 * hw_site_visit_free:
 * @visit: (nullable): a visit
 *
 * Frees it.
 */
void
hw_site_visit_free (HwSiteVisit *visit)
{
  if (visit == NULL)
    return;
  g_free (visit->outcome);
  g_free (visit);
}

/**
 * hw_store_list_site_visits:
 * @self: a store
 * @site: a site, or any place with a radius
 * @limit: at most so many
 * @error: return location
 *
 * Lists when the team was there: whom it met, and for whom it looked.
 *
 * Returns: (transfer full) (nullable) (element-type HwSiteVisit): newest first
 */
GPtrArray *
hw_store_list_site_visits (HwStore      *self,
                           const HwSite *site,
                           gsize         limit,
                           GError      **error)
{
  g_autoptr (GArray) attempts = hw_site_visits_load_attempts (&self->tables, error);

  return attempts != NULL ? hw_site_visits_list (&self->tables, site, attempts, limit, error) : NULL;
}

static gboolean
is_known (GHashTable *seen,
          const HwId *person)
{
  return !g_hash_table_add (seen, hw_id_copy (person));
}

/* What @person and everyone linked as the same did since the closure; all of it in the name of @person. */
static gboolean
add_contacts_since (HwStore    *self,
                    const HwId *person,
                    gint64      since,
                    GHashTable *seen,
                    GPtrArray  *contacts,
                    GError    **error)
{
  g_autoptr (GArray) same = hw_person_link_table_list_same (&self->tables, person, error);
  g_autoptr (GPtrArray) found = same != NULL ? hw_store_list_contacts (self, person, CONTACTS_LIMIT, error) : NULL;

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < same->len; i++)
    is_known (seen, &g_array_index (same, HwId, i));
  for (guint i = 0; i < found->len; i++)
    {
      HwContact contact = *(HwContact *) g_ptr_array_index (found, i);

      if (contact.met_at < since || !hw_point_is_valid (&contact.point))
        continue;
      contact.person = *person;
      /* What was heard and said there is not a place's to tell. */
      contact.language = NULL;
      contact.note = NULL;
      g_ptr_array_add (contacts, hw_contact_new (&contact));
    }
  return TRUE;
}

/**
 * hw_store_list_displaced:
 * @self: a store
 * @site: a site that was closed
 * @error: return location
 *
 * Lists the contacts since the closure of the people who were met at the site
 * in the 180 days before it, wherever they were. Somebody known under several
 * names is one person.
 *
 * Returns: (transfer full) (nullable) (element-type HwContact): person by person, each newest first;
 *   none where the site is open
 */
GPtrArray *
hw_store_list_displaced (HwStore      *self,
                         const HwSite *site,
                         GError      **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_contact_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (hw_id_hash, hw_id_equal, g_free, NULL);
  g_autoptr (GArray) people = NULL;

  if (site->closes_at == 0)
    return g_steal_pointer (&contacts);
  people = hw_site_visits_list_people (&self->tables, site, site->closes_at - PEOPLE_BEFORE, site->closes_at, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      const HwId *person = &g_array_index (people, HwId, i);

      if (!is_known (seen, person) && !add_contacts_since (self, person, site->closes_at, seen, contacts, error))
        return NULL;
    }
  return g_steal_pointer (&contacts);
}

/* -- areas ----------------------------------------------------------------------------------------------------------- */

static gboolean
append_area (HwStore      *self,
             const HwArea *area,
             const HwId   *id,
             GError      **error)
{
  g_autoptr (GByteArray) parents = hw_area_table_list_heads (&self->tables, id, error);
  HwEntry entry;

  if (parents == NULL)
    return FALSE;
  hw_body_write_area (self->body, area);
  hw_store_fill (self, &entry, HW_KIND_AREA_NOTED, HW_COMPARTMENT_STREET, id, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_area_table_apply (&self->tables, &entry, area, error);
}

static gboolean
append_areas (HwStore   *self,
              GPtrArray *areas,
              HwId      *first_id,
              GError   **error)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const HwArea *area = g_ptr_array_index (areas, i);
      HwId id;

      hw_store_choose_id (&id, &area->id);
      if (i == 0)
        *first_id = id;
      if (!append_area (self, area, &id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_store_record_areas:
 * @self: a store
 * @areas: (element-type HwArea): with nil identities new ones, else new notes about those that have them
 * @first_id: (out) (optional): the identity of the first; nil where there are none
 * @error: return location
 *
 * Records areas of the town: all of them or none.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_RULE and so on
 */
gboolean
hw_store_record_areas (HwStore   *self,
                       GPtrArray *areas,
                       HwId      *first_id,
                       GError   **error)
{
  HwId id = { { 0 } };

  for (guint i = 0; i < areas->len; i++)
    {
      g_autoptr (GError) rule = NULL;

      if (!hw_area_check (g_ptr_array_index (areas, i), &rule))
        return hw_store_refuse_by_rule (&rule, error);
    }
  if (areas->len > 0 && (!hw_store_begin (self, NULL, error) || !hw_store_finish (self, append_areas (self, areas, &id, error), error)))
    return FALSE;
  if (first_id != NULL)
    *first_id = id;
  return TRUE;
}

static gboolean
append_removal (HwStore    *self,
                const HwId *area,
                GByteArray *parents,
                GError    **error)
{
  HwEntry entry;

  hw_body_write_nothing (self->body);
  hw_store_fill (self, &entry, HW_KIND_AREA_REMOVED, HW_COMPARTMENT_STREET, area, g_get_real_time ());
  return hw_store_append (self, &entry, parents, error) &&
         hw_area_table_apply_removal (&self->tables, &entry, error);
}

/**
 * hw_store_record_area_removal:
 * @self: a store
 * @area: an area
 * @error: return location
 *
 * Records that an area is not wanted any more.
 *
 * Returns: %FALSE with %HW_STORE_ERROR_NOT_FOUND where it is not there, and so on
 */
gboolean
hw_store_record_area_removal (HwStore    *self,
                              const HwId *area,
                              GError    **error)
{
  g_autoptr (GByteArray) parents = hw_area_table_list_heads (&self->tables, area, error);

  if (parents == NULL)
    return FALSE;
  if (parents->len == 0)
    return refuse_unknown (error);
  return hw_store_begin (self, NULL, error) &&
         hw_store_finish (self, append_removal (self, area, parents, error), error);
}

/**
 * hw_store_list_areas:
 * @self: a store
 * @error: return location
 *
 * Lists the areas.
 *
 * Returns: (transfer full) (nullable) (element-type HwArea): by name
 */
GPtrArray *
hw_store_list_areas (HwStore *self,
                     GError **error)
{
  return hw_area_table_list (&self->tables, error);
}
