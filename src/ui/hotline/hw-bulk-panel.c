/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bulk-panel.h"

#include "hw-answer-dialog.h"
#include "hw-assign-button.h"
#include "hw-outcome-dialog.h"

#include <glib/gi18n-lib.h>

/*
 * What can be done with several reports at once. Each button says for how many
 * of them it makes sense; those in danger of which nobody noted that the
 * emergency services were told are left out of all but the names.
 */

typedef enum { DO_TAKE_IN, DO_SEND_OUT, DO_OUTCOME, DO_ANSWER, N_DOINGS } Doing;

struct _HwBulkPanel
{
  AdwBin parent_instance;

  HwDeskWork *work;                /* (owned) (nullable) */
  GPtrArray *reports[N_DOINGS];    /* (owned) (element-type HwReport): with which each can be done */

  AdwStatusPage *page;
  HwAssignButton *assign;
  GtkWidget *buttons[N_DOINGS];
};

G_DEFINE_FINAL_TYPE (HwBulkPanel, hw_bulk_panel, ADW_TYPE_BIN)

/* -- doing -- */

static void
take_in_cb (HwBulkPanel *self)
{
  hw_desk_work_move (self->work, self->reports[DO_TAKE_IN], HW_REPORT_NEW);
}

static void
send_cb (HwBulkPanel *self)
{
  hw_desk_work_move (self->work, self->reports[DO_SEND_OUT], HW_REPORT_SENT_OUT);
}

static void
recorded_cb (HwOutcomeDialog *dialog,
             const char      *code,
             const char      *note,
             gpointer         user_data)
{
  HwBulkPanel *self = user_data;
  GPtrArray *reports = g_object_get_data (G_OBJECT (dialog), "reports");

  if (self->work != NULL)
    hw_desk_work_close (self->work, reports, code, note);
}

static void
outcome_cb (HwBulkPanel *self)
{
  GtkWidget *dialog = hw_outcome_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  /* What is selected may change while somebody chooses. */
  g_object_set_data_full (G_OBJECT (dialog), "reports", g_ptr_array_ref (self->reports[DO_OUTCOME]), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "recorded", G_CALLBACK (recorded_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
answer_cb (HwBulkPanel *self)
{
  gtk_window_present (GTK_WINDOW (hw_answer_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->work, self->reports[DO_ANSWER])));
}

/* -- showing -- */

static gboolean
makes_sense (Doing           doing,
             HwReportStatus  status)
{
  switch (doing)
    {
    case DO_TAKE_IN: return status == HW_REPORT_TO_BE_CHECKED;
    case DO_SEND_OUT: return status == HW_REPORT_NEW || status == HW_REPORT_NEEDS_INFORMATION;
    case DO_OUTCOME: return status == HW_REPORT_NEW || status == HW_REPORT_NEEDS_INFORMATION || status == HW_REPORT_SENT_OUT;
    case DO_ANSWER: return status == HW_REPORT_TO_BE_ANSWERED;
    case N_DOINGS:
    default: g_return_val_if_reached (FALSE);
    }
}

static const char *
doing_words (Doing doing)
{
  switch (doing)
    {
    case DO_TAKE_IN: return _("Take in");
    case DO_SEND_OUT: return _("Send out");
    case DO_OUTCOME: return _("Record what happened");
    case DO_ANSWER: return _("Answer the callers");
    case N_DOINGS:
    default: g_return_val_if_reached ("");
    }
}

static void
show_button (HwBulkPanel *self,
             Doing        doing,
             guint        n_all)
{
  guint n = self->reports[doing]->len;
  g_autofree char *words = n == n_all ? g_strdup (doing_words (doing)) : g_strdup_printf ("%s (%u)", doing_words (doing), n);

  gtk_button_set_label (GTK_BUTTON (self->buttons[doing]), words);
  gtk_widget_set_visible (self->buttons[doing], n > 0);
}

static void
show_words (HwBulkPanel *self,
            guint        n,
            guint        n_urgent)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u report selected", "%u reports selected", n), n);
  g_autofree char *words = NULL;

  if (n_urgent > 0)
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of them tells of danger or of a child and has to be looked at by itself: it is left out here.",
                                          "%u of them tell of danger or of a child and have to be looked at by themselves: they are left out here.", n_urgent), n_urgent);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, words);
}

/**
 * hw_bulk_panel_show:
 * @self: a panel
 * @items: (element-type HwReportItem): what is selected
 */
void
hw_bulk_panel_show (HwBulkPanel *self,
                    GPtrArray   *items)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
  guint n_urgent = 0;

  g_return_if_fail (HW_IS_BULK_PANEL (self));

  for (guint i = 0; i < N_DOINGS; i++)
    {
      g_clear_pointer (&self->reports[i], g_ptr_array_unref);
      self->reports[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_report_unref);
    }
  for (guint i = 0; i < items->len; i++)
    {
      HwReport *report = hw_report_item_get_report (items->pdata[i]);
      gboolean urgent = hw_report_item_needs_emergency (items->pdata[i]);

      g_ptr_array_add (all, hw_report_ref (report));
      n_urgent += urgent;
      for (guint doing = 0; doing < N_DOINGS; doing++)
        if (!urgent && makes_sense (doing, report->status))
          g_ptr_array_add (self->reports[doing], hw_report_ref (report));
    }
  show_words (self, items->len, n_urgent);
  for (guint i = 0; i < N_DOINGS; i++)
    show_button (self, i, items->len);
  hw_assign_button_set_reports (self->assign, all, NULL);
}

/* -- object -- */

static void
hw_bulk_panel_dispose (GObject *object)
{
  HwBulkPanel *self = HW_BULK_PANEL (object);

  g_clear_object (&self->work);
  for (guint i = 0; i < N_DOINGS; i++)
    g_clear_pointer (&self->reports[i], g_ptr_array_unref);
  G_OBJECT_CLASS (hw_bulk_panel_parent_class)->dispose (object);
}

static void
hw_bulk_panel_class_init (HwBulkPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_bulk_panel_dispose;
}

static void
hw_bulk_panel_init (HwBulkPanel *self)
{
  static const GCallback callbacks[N_DOINGS] = { G_CALLBACK (take_in_cb), G_CALLBACK (send_cb), G_CALLBACK (outcome_cb), G_CALLBACK (answer_cb) };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->assign = HW_ASSIGN_BUTTON (hw_assign_button_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->assign));
  for (guint i = 0; i < N_DOINGS; i++)
    {
      self->buttons[i] = gtk_button_new ();
      g_signal_connect_object (self->buttons[i], "clicked", callbacks[i], self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), self->buttons[i]);
    }
  self->page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_child (self->page, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

/**
 * hw_bulk_panel_set_work:
 * @self: a panel
 * @work: where it is recorded
 */
void
hw_bulk_panel_set_work (HwBulkPanel *self,
                        HwDeskWork  *work)
{
  g_return_if_fail (HW_IS_BULK_PANEL (self));
  g_set_object (&self->work, work);
  hw_assign_button_set_work (self->assign, work);
}
