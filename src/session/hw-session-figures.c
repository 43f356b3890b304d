/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-session-figures.h"
#include "hw-session-private.h"
#include "hw-store-beds.h"
#include "hw-store-figures.h"
#include "hw-store-visits.h"

/* The figures of a period, of the one before it, and of the four quarters that
 * end with it; read and counted on the workspace's thread. */

#define N_QUARTERS 4

struct _HwFigureSet
{
  GObject parent_instance;

  HwFigureFacts *facts;                  /* (owned) */
  GTimeZone     *zone;                   /* (owned) */
  HwPeriod       period;
  gint64         as_of;                  /* µs UTC; 0: now */
  gint64         now;                    /* µs UTC: until when things are known */
  GPtrArray     *figures[2];             /* (owned) (element-type HwFigure): as the team sees them, and as they may leave */
  GPtrArray     *before[2];              /* (owned) (element-type HwFigure) */
  GPtrArray     *quarters[2];            /* (owned) (element-type HwFigure): "seen", oldest first */
};

G_DEFINE_FINAL_TYPE (HwFigureSet, hw_figure_set, G_TYPE_OBJECT)

static void
hw_figure_set_finalize (GObject *object)
{
  HwFigureSet *self = HW_FIGURE_SET (object);

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&self->figures[i], g_ptr_array_unref);
      g_clear_pointer (&self->before[i], g_ptr_array_unref);
      g_clear_pointer (&self->quarters[i], g_ptr_array_unref);
    }
  g_clear_pointer (&self->facts, hw_figure_facts_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (hw_figure_set_parent_class)->finalize (object);
}

static void
hw_figure_set_class_init (HwFigureSetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_figure_set_finalize;
}

static void
hw_figure_set_init (HwFigureSet *self)
{
  self->zone = g_time_zone_new_local ();
}

static GPtrArray *
suppress_all (GPtrArray *figures)
{
  GPtrArray *leaving = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);

  for (guint i = 0; i < figures->len; i++)
    g_ptr_array_add (leaving, hw_figure_suppress (figures->pdata[i]));
  return leaving;
}

static void
count_quarters (HwFigureSet *self)
{
  const HwFigureDefinition *seen = hw_figure_find_definition ("seen", 0);
  HwPeriod quarter = hw_period_quarter_at (self->period.until - 1, self->zone);

  self->quarters[0] = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_figure_unref);
  for (guint i = 0; i < N_QUARTERS; i++)
    {
      g_ptr_array_insert (self->quarters[0], 0, hw_figures_count_one (self->facts, seen, &quarter, self->now, self->zone));
      quarter = hw_period_before (&quarter, self->zone);
    }
}

static void
count_all (HwFigureSet *self)
{
  HwPeriod before = hw_period_before (&self->period, self->zone);

  self->figures[0] = hw_figures_count (self->facts, &self->period, self->now, self->zone);
  self->before[0] = hw_figures_count (self->facts, &before, self->now, self->zone);
  count_quarters (self);
  self->figures[1] = suppress_all (self->figures[0]);
  self->before[1] = suppress_all (self->before[0]);
  self->quarters[1] = suppress_all (self->quarters[0]);
}

/**
 * hw_figure_set_load:
 * @store: a store, on its thread
 * @period: of when
 * @as_of: as they were known then, µs UTC; 0: now
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): every figure
 */
HwFigureSet *
hw_figure_set_load (HwStore         *store,
                    const HwPeriod  *period,
                    gint64           as_of,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_autoptr (HwFigureSet) self = g_object_new (HW_TYPE_FIGURE_SET, NULL);
  HwPeriod reports_in;

  self->period = *period;
  self->as_of = as_of;
  self->now = as_of != 0 ? as_of : g_get_real_time ();
  reports_in = (HwPeriod) { hw_period_before (period, self->zone).from, period->until };
  self->facts = as_of != 0 ? hw_store_load_past_figure_facts (store, &reports_in, as_of, NULL, NULL, cancellable, error)
                           : hw_store_load_figure_facts (store, &reports_in, cancellable, error);
  if (self->facts == NULL)
    return NULL;
  count_all (self);
  return g_steal_pointer (&self);
}

/**
 * hw_figure_set_get_period:
 * @self: figures
 *
 * Returns: (transfer none): of when they are
 */
const HwPeriod *
hw_figure_set_get_period (HwFigureSet *self)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return &self->period;
}

/**
 * hw_figure_set_get_as_of:
 * @self: figures
 *
 * Returns: as of when they were known, µs UTC; 0: now
 */
gint64
hw_figure_set_get_as_of (HwFigureSet *self)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), 0);
  return self->as_of;
}

/**
 * hw_figure_set_get_all:
 * @self: figures
 * @leaving: whether they may leave the team
 *
 * Returns: (transfer none) (element-type HwFigure): all, in the order of their definitions
 */
GPtrArray *
hw_figure_set_get_all (HwFigureSet *self,
                       gboolean     leaving)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return self->figures[leaving != FALSE];
}

/**
 * hw_figure_set_get:
 * @self: figures
 * @id: which
 * @leaving: whether it may leave the team
 *
 * Returns: (transfer none): the figure
 */
const HwFigure *
hw_figure_set_get (HwFigureSet *self,
                   const char  *id,
                   gboolean     leaving)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return hw_figures_find (self->figures[leaving != FALSE], id);
}

/**
 * hw_figure_set_get_before:
 * @self: figures
 * @id: which
 * @leaving: whether it may leave the team
 *
 * Returns: (transfer none): the same figure of the period before
 */
const HwFigure *
hw_figure_set_get_before (HwFigureSet *self,
                          const char  *id,
                          gboolean     leaving)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return hw_figures_find (self->before[leaving != FALSE], id);
}

/**
 * hw_figure_set_get_quarters:
 * @self: figures
 * @leaving: whether they may leave the team
 *
 * Returns: (transfer none) (element-type HwFigure): who was seen in the four quarters that end with the period, oldest first
 */
GPtrArray *
hw_figure_set_get_quarters (HwFigureSet *self,
                            gboolean     leaving)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return self->quarters[leaving != FALSE];
}

/**
 * hw_figure_set_list_subjects:
 * @self: figures
 * @id: which
 * @row: from 0
 * @column: from 0
 *
 * Only for the team's own eyes.
 *
 * Returns: (transfer full) (element-type HwFigureSubject): what the number is made of
 */
GArray *
hw_figure_set_list_subjects (HwFigureSet *self,
                             const char  *id,
                             guint        row,
                             guint        column)
{
  g_return_val_if_fail (HW_IS_FIGURE_SET (self), NULL);
  return hw_figures_list_subjects (self->facts, hw_figure_set_get (self, id, FALSE)->definition, &self->period, self->now, self->zone, row, column);
}

/* -- on the workspace's thread -------------------------------------------------------------------------------------- */

typedef struct
{
  HwPeriod period;
  gint64   as_of;
} Asked;

static gpointer
load_figures (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  const Asked *asked = pointer;

  return hw_figure_set_load (store, &asked->period, asked->as_of, cancellable, error);
}

static const HwSessionWork load_figures_work = { load_figures, NULL, g_free, g_object_unref };

/**
 * hw_session_figures_async:
 * @self: an open session
 * @period: of when
 * @as_of: as they were known then, µs UTC; 0: now. It takes as long as a rebuild
 */
void
hw_session_figures_async (HwSession           *self,
                          const HwPeriod      *period,
                          gint64               as_of,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Asked *asked;

  g_return_if_fail (HW_IS_SESSION (self) && period != NULL);

  asked = g_new0 (Asked, 1);
  *asked = (Asked) { *period, as_of };
  hw_session_run (self, &load_figures_work, asked, hw_session_figures_async, cancellable, callback, user_data);
}

/**
 * hw_session_figures_finish:
 *
 * Returns: (transfer full) (nullable): every figure
 */
HwFigureSet *
hw_session_figures_finish (HwSession     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_figures_async, error);
}

/* -- what stands behind a number ------------------------------------------------------------------------------------ */

static void
record_free (gpointer pointer)
{
  HwFigureRecord *record = pointer;

  g_free (record->title);
  g_free (record);
}

static gboolean
read_report (HwStore         *store,
             HwFigureRecord  *record,
             GError         **error)
{
  g_autoptr (HwReport) report = hw_store_get_report (store, record->subject.row, error);

  if (report == NULL)
    return FALSE;
  record->title = g_strdup (report->place != NULL ? report->place : _("A report without words about the place"));
  record->at = report->received_at;
  return TRUE;
}

static gboolean
read_contact (HwStore         *store,
              HwFigureRecord  *record,
              GError         **error)
{
  g_autoptr (HwContact) contact = hw_store_get_contact (store, record->subject.row, error);

  if (contact == NULL)
    return FALSE;
  record->title = g_strdup (contact->place != NULL ? contact->place : _("A contact without words about the place"));
  record->at = contact->met_at;
  return TRUE;
}

static gboolean
read_person (HwStore         *store,
             HwFigureRecord  *record,
             GError         **error)
{
  g_autoptr (HwPerson) person = hw_store_get_person (store, &record->subject.id, error);

  if (person == NULL)
    return FALSE;
  record->title = g_strdup (person->alias);
  record->at = person->last_met;
  return TRUE;
}

static gboolean
read_case (HwStore         *store,
           HwFigureRecord  *record,
           GError         **error)
{
  g_autoptr (HwCase) case_ = hw_store_get_case (store, &record->subject.id, error);

  if (case_ == NULL)
    return FALSE;
  record->title = g_strdup (case_->person->alias);
  record->at = case_->opened_at;
  return TRUE;
}

static gboolean
read_shift (HwStore         *store,
            HwFigureRecord  *record,
            GError         **error)
{
  g_autoptr (HwShift) shift = hw_store_get_shift (store, &record->subject.id, error);

  if (shift == NULL)
    return FALSE;
  record->title = g_strdup (shift->name != NULL ? shift->name : _("Shift"));
  record->at = shift->started_at;
  return TRUE;
}

static gboolean
read_bed (HwStore         *store,
          HwFigureRecord  *record,
          GError         **error)
{
  g_autoptr (HwBed) bed = hw_store_get_bed (store, &record->subject.id, error);
  g_autoptr (HwPartner) partner = bed != NULL ? hw_store_get_partner (store, &bed->partner, error) : NULL;
  g_autoptr (HwPerson) person = partner != NULL && !hw_id_is_nil (&bed->person) ? hw_store_get_person (store, &bed->person, NULL) : NULL;

  if (partner == NULL)
    return FALSE;
  record->title = g_strdup_printf (_("%s · %s"), person != NULL ? person->alias : _("Somebody"), partner->name);
  record->at = bed->offered_at;
  return TRUE;
}

static gboolean
read_record (HwStore         *store,
             HwFigureRecord  *record,
             GError         **error)
{
  switch (record->subject.kind)
    {
    case HW_SUBJECT_REPORT: return read_report (store, record, error);
    case HW_SUBJECT_CONTACT: return read_contact (store, record, error);
    case HW_SUBJECT_PERSON: return read_person (store, record, error);
    case HW_SUBJECT_CASE: return read_case (store, record, error);
    case HW_SUBJECT_BED: return read_bed (store, record, error);
    case HW_SUBJECT_SHIFT:
    default: return read_shift (store, record, error);
    }
}

static gpointer
load_records (HwStore       *store,
              gpointer       pointer,
              GCancellable  *cancellable,
              GError       **error)
{
  GArray *subjects = pointer;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (record_free);

  for (guint i = 0; i < subjects->len && i < HW_MOST_FIGURE_RECORDS; i++)
    {
      HwFigureRecord *record = g_new0 (HwFigureRecord, 1);

      record->subject = g_array_index (subjects, HwFigureSubject, i);
      g_ptr_array_add (records, record);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_record (store, record, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static const HwSessionWork load_records_work = { load_records, NULL, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref };

/**
 * hw_session_figure_records_async:
 * @self: an open session
 * @subjects: (element-type HwFigureSubject): of hw_figure_set_list_subjects(); the first %HW_MOST_FIGURE_RECORDS are read
 */
void
hw_session_figure_records_async (HwSession           *self,
                                 GArray              *subjects,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (HW_IS_SESSION (self) && subjects != NULL);

  hw_session_run (self, &load_records_work, g_array_ref (subjects), hw_session_figure_records_async, cancellable, callback, user_data);
}

/**
 * hw_session_figure_records_finish:
 *
 * Returns: (transfer full) (nullable) (element-type HwFigureRecord): what stands behind the number
 */
GPtrArray *
hw_session_figure_records_finish (HwSession     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return hw_session_run_finish (self, result, hw_session_figure_records_async, error);
}
