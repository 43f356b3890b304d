/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-site-visits.h"
#include "hw-tap.h"

/*
 * When the team was at a site, and whom it met there. No table of its own: a
 * visit is a contact within the site's radius, that somebody looked for the
 * people of a report within it, or a stop within it of a shift.
 */

static void
clear_attempt (gpointer pointer)
{
  g_free (((HwSiteAttempt *) pointer)->outcome);
}

static gboolean
add_looked_for (HwTables *tables,
                GArray   *attempts,
                GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT e.happened_at, r.row, r.latitude, r.longitude, r.people, s.outcome FROM report_status s"
    " JOIN report r ON r.id = s.report JOIN device d ON d.device = s.device JOIN entry e ON e.device = d.id AND e.number = s.number"
    " WHERE (s.outcome LIKE 'found-%' OR s.outcome LIKE 'not-found-%') AND r.latitude IS NOT NULL"
    " ORDER BY e.happened_at DESC, r.id, s.lamport DESC, s.device, s.number DESC", error);
  gboolean found;

  while (list != NULL && hw_statement_step_row (list, &found, error))
    {
      HwSiteAttempt attempt;

      if (!found)
        return TRUE;
      attempt = (HwSiteAttempt) {
        .at = hw_statement_get_int (list, 0),
        .row = hw_statement_get_int (list, 1),
        .people = (guint) hw_statement_get_int (list, 4),
        .outcome = g_strdup (hw_statement_get_text (list, 5)),
      };
      hw_get_point (list, 2, &attempt.point);
      g_array_append_val (attempts, attempt);
    }
  return FALSE;
}

/* A stop where the team was and of which no contact and no report tells. Of what was tapped there an outcome says more. */
#define SELECT_STOPS \
  "SELECT t.stop, t.at, s.latitude, s.longitude, t.kind, t.code FROM tap t JOIN stop s ON s.id = t.stop" \
  " WHERE t.head = 1 AND t.taken_back = 0 AND t.kind <= 4 AND NOT EXISTS" \
  " (SELECT 1 FROM tap g WHERE g.stop = t.stop AND g.name = t.name AND g.head = 1 AND (g.lamport, g.device, g.number) > (t.lamport, t.device, t.number))" \
  " AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.stop = t.stop AND c.withdrawn = 0)" \
  " AND NOT EXISTS (SELECT 1 FROM report_status r WHERE r.stop = t.stop)" \
  " ORDER BY t.stop, t.kind >= 2, t.lamport, t.device, t.number"
G_STATIC_ASSERT (HW_TAP_ARRIVED == 0 && HW_TAP_LOOKED_FOR == 1 && HW_TAP_FOUND == 2 && HW_TAP_NOT_FOUND == 3 && HW_TAP_COULD_NOT_LOOK == 4);

static void
read_stop (HwStatement   *row,
           HwSiteAttempt *attempt)
{
  HwTap tap = { .kind = (HwTapKind) hw_statement_get_int (row, 4), .code = (char *) hw_statement_get_text (row, 5) };

  *attempt = (HwSiteAttempt) { .at = hw_statement_get_int (row, 1), .outcome = g_strdup (hw_tap_get_outcome (&tap)) };
  hw_get_point (row, 2, &attempt->point);
}

static gboolean
add_stops (HwTables *tables,
           GArray   *attempts,
           GError  **error)
{
  HwStatement *list = hw_connection_get (tables->connection, SELECT_STOPS, error);
  HwId last = { { 0 } };
  gboolean found;

  while (list != NULL && hw_statement_step_row (list, &found, error))
    {
      HwSiteAttempt attempt;
      HwId stop;

      if (!found)
        return TRUE;
      hw_get_id (list, 0, &stop);
      if (hw_id_equal (&stop, &last))
        g_array_set_size (attempts, attempts->len - 1);
      last = stop;
      read_stop (list, &attempt);
      g_array_append_val (attempts, attempt);
    }
  return FALSE;
}

static int
compare_attempts (gconstpointer a,
                  gconstpointer b)
{
  const HwSiteAttempt *first = a, *second = b;

  return first->at > second->at ? -1 : first->at < second->at;
}

/**
 * hw_site_visits_load_attempts:
 * @tables: the tables
 * @error: return location
 *
 * Reads every time that somebody looked for the people of a report, as what came
 * of it says so, and every stop of a shift where the team was and met nobody.
 *
 * Returns: (transfer full) (nullable) (element-type HwSiteAttempt): newest first
 */
GArray *
hw_site_visits_load_attempts (HwTables *tables,
                              GError  **error)
{
  g_autoptr (GArray) attempts = g_array_new (FALSE, FALSE, sizeof (HwSiteAttempt));

  g_array_set_clear_func (attempts, clear_attempt);
  if (!add_looked_for (tables, attempts, error) || !add_stops (tables, attempts, error))
    return NULL;
  g_array_sort (attempts, compare_attempts);
  return g_steal_pointer (&attempts);
}

static HwStatement *
find_contacts (HwTables     *tables,
               const HwSite *site,
               const char   *sql,
               GError      **error)
{
  HwStatement *list = hw_connection_get (tables->connection, sql, error);
  HwBox box = hw_site_get_box (site);

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 1, HW_DEGREES_TO_E7 (box.south));
  hw_statement_bind_int (list, 2, HW_DEGREES_TO_E7 (box.north));
  return list;
}

static gboolean
is_here (HwStatement  *row,
         const HwSite *site)
{
  HwPoint point = { hw_statement_get_int (row, 0) / 1e7, hw_statement_get_int (row, 1) / 1e7 };

  return hw_site_contains (site, &point);
}

static gboolean
add_contacts (HwTables     *tables,
              const HwSite *site,
              gsize         limit,
              GPtrArray    *visits,
              GError      **error)
{
  HwStatement *list = find_contacts (tables, site,
    "SELECT latitude, longitude, met_at, row, people, bedded_down FROM contact WHERE withdrawn = 0 AND latitude BETWEEN ? AND ?"
    " ORDER BY met_at DESC, id", error);
  gboolean found;

  while (list != NULL && hw_statement_step_row (list, &found, error))
    {
      HwSiteVisit *visit;

      if (!found)
        return TRUE;
      if (!is_here (list, site))
        continue;
      visit = g_new0 (HwSiteVisit, 1);
      visit->at = hw_statement_get_int (list, 2);
      visit->met = TRUE;
      visit->row = hw_statement_get_int (list, 3);
      visit->people = (guint) hw_statement_get_int (list, 4);
      visit->bedded_down = hw_statement_get_int (list, 5) != 0;
      g_ptr_array_add (visits, visit);
      if (visits->len >= limit)
        {
          hw_statement_reset (list);
          return TRUE;
        }
    }
  return FALSE;
}

static void
add_attempts (const HwSite *site,
              GArray       *attempts,
              gsize         limit,
              GPtrArray    *visits)
{
  gsize left = limit;

  for (guint i = 0; i < attempts->len && left > 0; i++)
    {
      HwSiteAttempt *attempt = &g_array_index (attempts, HwSiteAttempt, i);
      HwSiteVisit *visit;

      if (!hw_site_contains (site, &attempt->point))
        continue;
      visit = g_new0 (HwSiteVisit, 1);
      visit->at = attempt->at;
      visit->row = attempt->row;
      visit->people = attempt->people;
      visit->outcome = g_strdup (attempt->outcome);
      g_ptr_array_add (visits, visit);
      left--;
    }
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const HwSiteVisit *first = *(HwSiteVisit * const *) a;
  const HwSiteVisit *second = *(HwSiteVisit * const *) b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  if (first->met != second->met)
    return first->met ? -1 : 1;
  return first->row > second->row ? -1 : first->row < second->row;
}

/**
 * hw_site_visits_list:
 * @tables: the tables
 * @site: a site
 * @attempts: (element-type HwSiteAttempt): of everywhere, newest first
 * @limit: at most so many
 * @error: return location
 *
 * Lists when the team was there.
 *
 * Returns: (transfer full) (nullable) (element-type HwSiteVisit): newest first
 */
GPtrArray *
hw_site_visits_list (HwTables     *tables,
                     const HwSite *site,
                     GArray       *attempts,
                     gsize         limit,
                     GError      **error)
{
  g_autoptr (GPtrArray) visits = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_site_visit_free);

  if (limit > 0 && !add_contacts (tables, site, limit, visits, error))
    return NULL;
  add_attempts (site, attempts, limit, visits);
  g_ptr_array_sort (visits, compare_newest_first);
  if (visits->len > limit)
    g_ptr_array_set_size (visits, (int) limit);
  return g_steal_pointer (&visits);
}

static void
add_person (GArray     *people,
            const HwId *person)
{
  for (guint i = 0; i < people->len; i++)
    if (hw_id_equal (&g_array_index (people, HwId, i), person))
      return;
  g_array_append_vals (people, person, 1);
}

/**
 * hw_site_visits_list_people:
 * @tables: the tables
 * @site: a site
 * @since: µs UTC, inclusive
 * @until: µs UTC, exclusive
 * @error: return location
 *
 * Lists who was met at the site and is known.
 *
 * Returns: (transfer full) (nullable) (element-type HwId): each once, who was met first first
 */
GArray *
hw_site_visits_list_people (HwTables     *tables,
                            const HwSite *site,
                            gint64        since,
                            gint64        until,
                            GError      **error)
{
  HwStatement *list = find_contacts (tables, site,
    "SELECT latitude, longitude, person FROM contact WHERE withdrawn = 0 AND latitude BETWEEN ? AND ? AND met_at >= ? AND met_at < ? AND person IS NOT NULL"
    " ORDER BY met_at, id", error);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (HwId));
  gboolean found;

  if (list == NULL)
    return NULL;
  hw_statement_bind_int (list, 3, since);
  hw_statement_bind_int (list, 4, until);
  while (hw_statement_step_row (list, &found, error))
    {
      HwId person;

      if (!found)
        return g_steal_pointer (&people);
      hw_get_id (list, 2, &person);
      if (is_here (list, site))
        add_person (people, &person);
    }
  return NULL;
}
