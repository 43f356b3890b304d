/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-actions.h"
#include "hw-case-words.h"
#include "hw-figure-records.h"
#include "hw-plain-row.h"

/* The records behind a number: a report or a way home opens from here. */

struct _HwFigureRecords
{
  AdwWindow parent_instance;

  HwSession           *session;       /* (owned) (nullable) */
  GCancellable        *cancellable;   /* (owned) */
  guint                n_subjects;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (HwFigureRecords, hw_figure_records, ADW_TYPE_WINDOW)

static void
row_activated_cb (HwFigureRecords *self,
                  AdwActionRow    *row)
{
  const HwFigureRecord *record = g_object_get_data (G_OBJECT (row), "record");
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *id = hw_id_to_string (&record->subject.id);

  if (parent != NULL && record->subject.kind == HW_SUBJECT_REPORT)
    gtk_widget_activate_action (GTK_WIDGET (parent), HW_ACTION_SHOW_REPORT, "x", record->subject.row);
  else if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), HW_ACTION_SHOW_CASE, "s", id);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_row (HwFigureRecords      *self,
          const HwFigureRecord *record,
          gint64                now)
{
  g_autofree char *when = record->at != 0 ? hw_case_words_dup_date_of (record->at, now) : NULL;
  GtkWidget *row = hw_plain_row_new (record->title, when);

  if (record->subject.kind != HW_SUBJECT_REPORT && record->subject.kind != HW_SUBJECT_CASE)
    return row;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "record", (gpointer) record);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwFigureRecords) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = hw_session_figure_records_finish (HW_SESSION (source), result, &error);
  gint64 now = g_get_real_time ();

  if (self->session == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (records == NULL)
    {
      adw_preferences_group_set_description (self->group, error->message);
      return;
    }
  for (guint i = 0; i < records->len; i++)
    adw_preferences_group_add (self->group, make_row (self, records->pdata[i], now));
  if (records->len < self->n_subjects)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more is not shown", "%u more are not shown", self->n_subjects - records->len),
                                               self->n_subjects - records->len);

      adw_preferences_group_set_description (self->group, more);
    }
  /* The rows point into it. */
  g_object_set_data_full (G_OBJECT (self), "records", g_steal_pointer (&records), (GDestroyNotify) g_ptr_array_unref);
}

static void
hw_figure_records_dispose (GObject *object)
{
  HwFigureRecords *self = HW_FIGURE_RECORDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_figure_records_parent_class)->dispose (object);
}

static void
hw_figure_records_finalize (GObject *object)
{
  g_object_unref (HW_FIGURE_RECORDS (object)->cancellable);
  G_OBJECT_CLASS (hw_figure_records_parent_class)->finalize (object);
}

static void
hw_figure_records_class_init (HwFigureRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_figure_records_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_figure_records_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_figure_records_init (HwFigureRecords *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_preferences_page_new ();

  self->cancellable = g_cancellable_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), self->group);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("Behind the number"));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 560);
}

/**
 * hw_figure_records_new:
 * @parent: the window it stands in front of
 * @session: an open session
 * @title: which number, in words
 * @subjects: (element-type HwFigureSubject): what it is made of
 *
 * Returns: (transfer none): the list of what stands behind a number
 */
GtkWidget *
hw_figure_records_new (GtkWindow  *parent,
                       HwSession  *session,
                       const char *title,
                       GArray     *subjects)
{
  HwFigureRecords *self = g_object_new (HW_TYPE_FIGURE_RECORDS, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->n_subjects = subjects->len;
  adw_preferences_group_set_title (self->group, title);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  hw_session_figure_records_async (session, subjects, self->cancellable, loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
