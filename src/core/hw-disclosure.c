/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "hw-case-rules.h"
#include "hw-date.h"
#include "hw-disclosure.h"

/* Who was told what about a person, and whether a journey may go on paper now.
 * Whether somebody may be told is hw_case_may_disclose(). */

/**
 * hw_disclosed_free:
 * @disclosed: (transfer full) (type HwDisclosed): what a recipient knows
 */
void
hw_disclosed_free (gpointer disclosed)
{
  HwDisclosed *self = disclosed;

  g_free (self->recipient);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static HwDisclosed *
find_recipient (GPtrArray  *list,
                const char *recipient)
{
  HwDisclosed *disclosed;

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((HwDisclosed *) list->pdata[i])->recipient, recipient))
      return list->pdata[i];
  disclosed = g_new0 (HwDisclosed, 1);
  disclosed->recipient = g_strdup (recipient);
  disclosed->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_case_record_unref);
  g_ptr_array_add (list, disclosed);
  return disclosed;
}

static gboolean
is_withdrawn (const HwCase *case_,
              const char   *recipient)
{
  for (guint i = 0; i < case_->consents->len; i++)
    {
      const HwConsent *consent = case_->consents->pdata[i];

      if (!consent->superseded && consent->withdrawn_at != 0 && g_strcmp0 (consent->recipient, recipient) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
take_record (GPtrArray    *list,
             HwCaseRecord *record)
{
  const char *recipient = hw_case_record_get (record, HW_RECORD_RECIPIENT);

  if (recipient == NULL)
    return;
  if (record->kind == HW_CASE_RECORD_DISCLOSURE)
    {
      HwDisclosed *disclosed = find_recipient (list, recipient);

      g_ptr_array_add (disclosed->records, hw_case_record_ref (record));
      /* What is told after a letter needs another letter. */
      disclosed->recalled = FALSE;
    }
  else if (record->kind == HW_CASE_RECORD_RECALL)
    find_recipient (list, recipient)->recalled = TRUE;
}

/**
 * hw_disclosure_list:
 * @case_: a case
 *
 * Returns: (transfer full) (element-type HwDisclosed): one for each recipient, in the order in which they were first told
 */
GPtrArray *
hw_disclosure_list (const HwCase *case_)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (hw_disclosed_free);

  for (guint i = 0; i < case_->records->len; i++)
    take_record (list, case_->records->pdata[i]);
  for (guint i = 0; i < list->len; i++)
    {
      HwDisclosed *disclosed = list->pdata[i];

      disclosed->withdrawn = is_withdrawn (case_, disclosed->recipient);
    }
  return list;
}

/* The day of travel as evidence or, without it, that of the last leg. */
static gboolean
find_travel_day (const HwCase *case_,
                 gint64       *end)
{
  if (hw_date_parse_in (hw_case_get (case_, HW_FIELD_TRAVEL_DATE), case_->zone, NULL, end))
    return TRUE;
  for (guint i = case_->records->len; i > 0; i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];
      const char *at = hw_case_record_get (record, HW_RECORD_AT);

      if (record->kind == HW_CASE_RECORD_LEG && at != NULL)
        {
          g_autofree char *day = g_strndup (at, 10);

          return hw_date_parse_in (day, case_->zone, NULL, end);
        }
    }
  return FALSE;
}

/**
 * hw_disclosure_check_journey:
 * @case_: a case
 * @now: µs UTC
 * @error: return location for a %G_IO_ERROR_PERMISSION_DENIED
 *
 * A journey is put on paper only while something may be told to somebody, today
 * and on the day of travel: hw_case_may_disclose_something() decides.
 *
 * Returns: whether a journey sheet may be made now
 */
gboolean
hw_disclosure_check_journey (const HwCase  *case_,
                             gint64         now,
                             GError       **error)
{
  g_autoptr (GError) today = NULL;
  const char *words = NULL;
  gint64 end;

  hw_case_may_disclose_something (case_, now, &today);
  if (g_error_matches (today, HW_CASE_ERROR, HW_CASE_ERROR_WITHDRAWN))
    words = _("A consent was taken back. No journey sheet was made. Ask what they want now and record the answer.");
  else if (today != NULL)
    words = _("No consent holds today. No journey sheet was made. Ask for one first.");
  else if (!find_travel_day (case_, &end))
    words = _("There is no day of travel yet. No journey sheet was made. Record the day or the first leg of the journey.");
  else if (!hw_case_may_disclose_something (case_, MAX (end, now), NULL))
    words = _("No consent holds on the day of travel. No journey sheet was made. Ask for one that lasts until then.");
  if (words == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, words);
  return FALSE;
}
