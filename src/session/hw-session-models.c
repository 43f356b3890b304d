/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"

/* What the pages show: how the models are filled when a workspace opens, changed
 * where a record changed, and emptied when it is locked. */

/* -- what one command changed; what that is, see hw-session-changes.c -- */

static void
update_n_new (HwSession *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  guint n_new = 0;

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwReportItem) item = g_list_model_get_item (G_LIST_MODEL (self->queue), i);

      n_new += hw_report_item_get_report (item)->status == HW_REPORT_NEW;
    }
  if (n_new == self->n_new)
    return;
  self->n_new = n_new;
  g_object_notify (G_OBJECT (self), "n-new");
}

static void
set_has_reports (HwSession *self,
                 gboolean   has_reports)
{
  if (self->has_reports == has_reports)
    return;
  self->has_reports = has_reports;
  g_object_notify (G_OBJECT (self), "has-reports");
}

/* The position of a report in @store; G_MAXUINT: it is not there. */
static guint
find_row (GListStore *store,
          gint64      row)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwReportItem) other = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (hw_report_item_get_report (other)->row == row)
        return i;
    }
  return G_MAXUINT;
}

static void
put_in_queue (HwSession    *self,
              HwReport     *report,
              HwReportDesk *desk)
{
  gboolean waits = report->status != HW_REPORT_CLOSED && report->status != HW_REPORT_DISMISSED;
  gboolean answered = report->status == HW_REPORT_CLOSED && desk != NULL && desk->answered_at != 0;
  g_autoptr (HwReportItem) item = waits || answered ? hw_report_item_new (report) : NULL;

  if (item != NULL && desk != NULL)
    hw_report_item_take_desk (item, hw_report_desk_copy (desk));
  hw_item_store_put (self->queue, find_row (self->queue, report->row), waits ? item : NULL, hw_report_item_compare);
  hw_item_store_put (self->answered, find_row (self->answered, report->row), answered ? item : NULL, hw_report_item_compare);
  update_n_new (self);
}

static void
put_report_on_map (HwSession *self,
                   HwReport  *report)
{
  HwIndexPoint point = { report->row, report->seen_at, report->point, HW_KIND_REPORT, (guint8) report->status,
                         (guint16) MIN (report->people, G_MAXUINT16) };

  hw_hot_spot_model_invalidate (self->hot_spots);
  if (hw_report_status_counts (report->status))
    hw_point_index_put (self->points, &point);
  else
    hw_point_index_remove (self->points, HW_KIND_REPORT, report->row);
}

static void
put_contact_on_map (HwSession *self,
                    HwContact *contact)
{
  HwIndexPoint point = { contact->row, contact->met_at, contact->point, HW_KIND_CONTACT, HW_REPORT_CLOSED,
                         (guint16) MIN (contact->people, G_MAXUINT16) };

  hw_hot_spot_model_invalidate (self->hot_spots);
  hw_point_index_put (self->points, &point);
}

static void
take_contact_off_map (HwSession *self,
                      gint64     row)
{
  hw_hot_spot_model_invalidate (self->hot_spots);
  hw_point_index_remove (self->points, HW_KIND_CONTACT, row);
}

static void
put_case (HwSession *self,
          HwCase    *case_)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->cases));
  g_autoptr (HwCaseItem) item = hw_case_item_new (case_);
  guint position = G_MAXUINT;

  for (guint i = 0; i < n_items && position == G_MAXUINT; i++)
    {
      g_autoptr (HwCaseItem) other = g_list_model_get_item (G_LIST_MODEL (self->cases), i);

      if (hw_id_equal (&hw_case_item_get_case (other)->id, &case_->id))
        position = i;
    }
  hw_item_store_put (self->cases, position, item, hw_case_item_compare);
}

static void
put_partner (HwSession *self,
             HwPartner *partner)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->partners));
  g_autoptr (HwPartnerItem) item = hw_partner_item_new (partner);
  guint position = G_MAXUINT;

  for (guint i = 0; i < n_items && position == G_MAXUINT; i++)
    {
      g_autoptr (HwPartnerItem) other = g_list_model_get_item (G_LIST_MODEL (self->partners), i);

      if (hw_id_equal (&hw_partner_item_get_partner (other)->id, &partner->id))
        position = i;
    }
  hw_item_store_put (self->partners, position, item, hw_partner_item_compare);
}

static void
put_site (HwSession *self,
          HwSite    *site)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->sites));
  g_autoptr (HwSiteItem) item = hw_site_item_new (site);
  guint position = G_MAXUINT;

  for (guint i = 0; i < n_items && position == G_MAXUINT; i++)
    {
      g_autoptr (HwSiteItem) other = g_list_model_get_item (G_LIST_MODEL (self->sites), i);

      if (hw_id_equal (&hw_site_item_get_site (other)->id, &site->id))
        position = i;
    }
  hw_item_store_put (self->sites, position, item, hw_site_item_compare);
}

/* Somebody was at @point: so they were at the sites around it. */
static void
note_visit (HwSession     *self,
            const HwPoint *point,
            gint64         at)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->sites));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (HwSiteItem) item = g_list_model_get_item (G_LIST_MODEL (self->sites), i);
      HwSite site = *hw_site_item_get_site (item);
      g_autoptr (HwSiteItem) visited = NULL;

      if (at <= site.last_visit || !hw_site_contains (&site, point))
        continue;
      site.last_visit = at;
      visited = hw_site_item_new (&site);
      hw_item_store_put (self->sites, i, visited, hw_site_item_compare);
    }
}

/* What came of a report says that somebody looked. */
static gboolean
was_looked_for (const HwReport *report)
{
  return report->outcome != NULL && (g_str_has_prefix (report->outcome, "found-") || g_str_has_prefix (report->outcome, "not-found-"));
}

static void
apply_report (HwSession    *self,
              HwReport     *report,
              HwReportDesk *desk)
{
  put_in_queue (self, report, desk);
  put_report_on_map (self, report);
  set_has_reports (self, TRUE);
  if (was_looked_for (report))
    note_visit (self, &report->point, g_get_real_time ());
}

/* Brings what a command changed into the models, where each record stands. */
void
hw_session_apply_change (HwSession *self,
                         gpointer   pointer)
{
  HwSessionChange *change = pointer;

  if (change->report != NULL)
    apply_report (self, change->report, change->desk);
  for (guint i = 0; change->reports != NULL && i < change->reports->len; i++)
    apply_report (self, g_ptr_array_index (change->reports, i), g_ptr_array_index (change->desks, i));
  if (change->contact != NULL)
    {
      put_contact_on_map (self, change->contact);
      note_visit (self, &change->contact->point, change->contact->met_at);
    }
  for (guint i = 0; change->contacts != NULL && i < change->contacts->len; i++)
    put_contact_on_map (self, g_ptr_array_index (change->contacts, i));
  for (guint i = 0; change->gone != NULL && i < change->gone->len; i++)
    take_contact_off_map (self, g_array_index (change->gone, gint64, i));
  if (change->case_ != NULL)
    put_case (self, change->case_);
  for (guint i = 0; change->cases != NULL && i < change->cases->len; i++)
    put_case (self, g_ptr_array_index (change->cases, i));
  if (change->partner != NULL)
    put_partner (self, change->partner);
  if (change->site != NULL)
    put_site (self, change->site);
  if (change->shift != NULL)
    hw_session_put_shift (self, change->shift);
  if (change->areas != NULL)
    hw_item_store_fill (self->areas, change->areas, (HwItemNewFunc) hw_area_item_new, hw_area_item_compare);
  if (change->people != NULL)
    hw_item_store_fill (self->people, change->people, (HwItemNewFunc) hw_person_item_new, NULL);
}

/* -- all models at once -- */

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return hw_report_item_compare (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

static void
fill_reports (GListStore *store,
              GPtrArray  *reports,
              GHashTable *desks)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (reports->len, g_object_unref);

  for (guint i = 0; i < reports->len; i++)
    {
      HwReport *report = g_ptr_array_index (reports, i);
      HwReportItem *item = hw_report_item_new (report);
      const HwReportDesk *desk = g_hash_table_lookup (desks, &report->row);

      if (desk != NULL)
        hw_report_item_take_desk (item, hw_report_desk_copy (desk));
      g_ptr_array_add (items, item);
    }
  g_ptr_array_sort (items, compare_items);
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

static void
apply_queue (HwSession     *self,
             HwSessionLoad *load)
{
  g_autoptr (GHashTable) desks = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < load->desks->len; i++)
    {
      HwReportDesk *desk = g_ptr_array_index (load->desks, i);

      g_hash_table_insert (desks, &desk->row, desk);
    }
  fill_reports (self->queue, load->queue, desks);
  fill_reports (self->answered, load->answered, desks);
  g_free (self->author);
  self->author = g_strdup (load->author);
}

/* Puts what was read into the models; what was not read stays as it is. */
void
hw_session_apply_load (HwSession     *self,
                       HwSessionLoad *load)
{
  hw_hot_spot_model_invalidate (self->hot_spots);
  if (hw_point_index_get_size (self->points) > 0)
    hw_point_index_clear (self->points);
  hw_point_index_append (self->points, (const HwIndexPoint *) load->points->data, load->points->len);
  apply_queue (self, load);
  update_n_new (self);
  set_has_reports (self, load->has_reports);
  if (load->cases != NULL)
    hw_item_store_fill (self->cases, load->cases, (HwItemNewFunc) hw_case_item_new, hw_case_item_compare);
  if (load->people != NULL)
    hw_item_store_fill (self->people, load->people, (HwItemNewFunc) hw_person_item_new, NULL);
  if (load->partners != NULL)
    hw_item_store_fill (self->partners, load->partners, (HwItemNewFunc) hw_partner_item_new, hw_partner_item_compare);
  if (load->sites != NULL)
    hw_item_store_fill (self->sites, load->sites, (HwItemNewFunc) hw_site_item_new, hw_site_item_compare);
  if (load->shifts != NULL)
    hw_session_fill_shifts (self, load->shifts);
  if (load->areas != NULL)
    hw_item_store_fill (self->areas, load->areas, (HwItemNewFunc) hw_area_item_new, hw_area_item_compare);
  if (load->settings != NULL)
    hw_session_apply_settings (self, load->settings);
}

/* Every record leaves memory; the models stay, empty, because the pages hold them. */
void
hw_session_forget (HwSession *self)
{
  hw_hot_spot_model_stop (self->hot_spots);
  hw_point_index_clear (self->points);
  g_list_store_remove_all (self->queue);
  g_list_store_remove_all (self->answered);
  g_clear_pointer (&self->author, g_free);
  g_list_store_remove_all (self->cases);
  g_list_store_remove_all (self->people);
  g_list_store_remove_all (self->partners);
  g_list_store_remove_all (self->sites);
  g_list_store_remove_all (self->shifts);
  g_list_store_remove_all (self->areas);
  g_clear_pointer (&self->words, hw_session_words_unref);
  g_hash_table_remove_all (self->settings);
  update_n_new (self);
  set_has_reports (self, FALSE);
  g_object_notify (G_OBJECT (self), "map-path");
}
