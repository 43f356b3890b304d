/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-paper-dialog.h"
#include "hw-problem.h"

/* A paper before it goes out of the hand: how it looks, and three ways to give
 * it. Nothing is written until somebody says where.
 *
 * Signal "given": it was saved or printed. */

#define PREVIEW_WIDTH 520
#define PAGE_GAP      12

struct _HwPaperDialog
{
  AdwWindow parent_instance;

  HwLetter             *letter;      /* (owned) */
  char                 *file_name;   /* (owned): without its ending; says nothing about anybody */
  GtkFileChooserNative *chooser;     /* (owned) (nullable) */
  HwLetterFormat        format;      /* that the chooser is about */
  GtkWidget            *problem;     /* child */
  GtkWidget            *preview;     /* child */
};

enum { GIVEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPaperDialog, hw_paper_dialog, ADW_TYPE_WINDOW)

static void
show_problem (HwPaperDialog *self,
              const char    *words)
{
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
}

/* -- how it looks -- */

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  HwPaperDialog *self = user_data;
  double scale = width / HW_PAPER_WIDTH;
  guint n_pages = hw_letter_count_pages (self->letter);

  for (guint page = 0; page < n_pages; page++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, page * (HW_PAPER_HEIGHT * scale + PAGE_GAP));
      cairo_scale (cr, scale, scale);
      /* Paper is white, also at night. */
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_rectangle (cr, 0, 0, HW_PAPER_WIDTH, HW_PAPER_HEIGHT);
      cairo_fill (cr);
      hw_letter_draw_page (self->letter, cr, page);
      cairo_restore (cr);
    }
}

static void
show_letter (HwPaperDialog *self)
{
  guint n_pages = hw_letter_count_pages (self->letter);
  int page_height = (int) (PREVIEW_WIDTH * HW_PAPER_HEIGHT / HW_PAPER_WIDTH);
  g_autofree char *text = hw_letter_dup_text (self->letter);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->preview), PREVIEW_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->preview), n_pages * (page_height + PAGE_GAP));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->preview), draw_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* -- into a file -- */

static void
chosen_cb (HwPaperDialog *self,
           int            response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    hw_paper_dialog_save (self, path, self->format);
  else if (file != NULL)
    show_problem (self, _("It can only be saved on this computer. No file was written. Choose a folder here."));
  g_clear_object (&self->chooser);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwPaperDialog *self = HW_PAPER_DIALOG (widget);
  gboolean pdf = g_str_equal (name, "paper.save-pdf");
  g_autofree char *file_name = g_strconcat (self->file_name, pdf ? ".pdf" : ".txt", NULL);

  self->format = pdf ? HW_LETTER_PDF : HW_LETTER_TEXT;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (pdf ? _("Save as PDF") : _("Save as text"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- on paper -- */

static void
begin_print_cb (HwPaperDialog     *self,
                GtkPrintContext   *context,
                GtkPrintOperation *operation)
{
  gtk_print_operation_set_n_pages (operation, (int) hw_letter_count_pages (self->letter));
}

static void
draw_page_cb (HwPaperDialog     *self,
              GtkPrintContext   *context,
              int                page,
              GtkPrintOperation *operation)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / HW_PAPER_WIDTH, gtk_print_context_get_height (context) / HW_PAPER_HEIGHT);

  cairo_scale (cr, scale, scale);
  hw_letter_draw_page (self->letter, cr, (guint) page);
}

static void
done_cb (HwPaperDialog           *self,
         GtkPrintOperationResult  result,
         GtkPrintOperation       *operation)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      hw_problem_show (GTK_WIDGET (self), _("It was not printed"), error);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    g_signal_emit (self, signals[GIVEN], 0);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwPaperDialog *self = HW_PAPER_DIALOG (widget);
  g_autoptr (GtkPrintOperation) operation = hw_paper_dialog_make_print (self);
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    hw_problem_show (widget, _("It was not printed"), error);
}

/* -- the window -- */

static void
hw_paper_dialog_dispose (GObject *object)
{
  HwPaperDialog *self = HW_PAPER_DIALOG (object);

  g_clear_object (&self->chooser);
  if (self->preview != NULL)
    gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (g_steal_pointer (&self->preview)), NULL, NULL, NULL);
  g_clear_pointer (&self->letter, hw_letter_unref);
  G_OBJECT_CLASS (hw_paper_dialog_parent_class)->dispose (object);
}

static void
hw_paper_dialog_finalize (GObject *object)
{
  g_free (HW_PAPER_DIALOG (object)->file_name);
  G_OBJECT_CLASS (hw_paper_dialog_parent_class)->finalize (object);
}

static void
hw_paper_dialog_class_init (HwPaperDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_paper_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_paper_dialog_finalize;
  signals[GIVEN] = g_signal_new ("given", HW_TYPE_PAPER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "paper.save-pdf", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "paper.save-text", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "paper.save-pdf", NULL);
}

static GtkWidget *
make_button (const char *label,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_button (_("_Print…"), "paper.print"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_button (_("Save as _PDF…"), "paper.save-pdf"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), make_button (_("Save as _text…"), "paper.save-text"));
  return header;
}

static void
hw_paper_dialog_init (HwPaperDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (self->problem, "form-problem");
  self->preview = g_object_new (GTK_TYPE_DRAWING_AREA, "halign", GTK_ALIGN_CENTER, "margin-top", 18, "margin-bottom", 18,
                                "focusable", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->preview);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "paper-desk");
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 580);
}

/**
 * hw_paper_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: when it is locked, the paper goes with every word on it
 * @title: plain text, without a name in it
 * @file_name: offered when it is saved: without its ending, and without a name in it
 * @letter: the paper
 *
 * Returns: (transfer floating): the window, to be presented
 */
GtkWidget *
hw_paper_dialog_new (GtkWidget  *opener,
                     HwSession  *session,
                     const char *title,
                     const char *file_name,
                     HwLetter   *letter)
{
  HwPaperDialog *self = g_object_new (HW_TYPE_PAPER_DIALOG, "title", title, NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->letter = hw_letter_ref (letter);
  self->file_name = g_strdup (file_name);
  show_letter (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * hw_paper_dialog_save:
 * @self: a paper
 * @path: where to
 * @format: as what
 *
 * Writes the paper into a file that only its owner can read; says what is wrong in the window.
 *
 * Returns: whether it was written
 */
gboolean
hw_paper_dialog_save (HwPaperDialog  *self,
                      const char     *path,
                      HwLetterFormat  format)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (HW_IS_PAPER_DIALOG (self), FALSE);

  show_problem (self, NULL);
  if (!hw_letter_write (self->letter, path, format, &error))
    {
      show_problem (self, error->message);
      return FALSE;
    }
  g_signal_emit (self, signals[GIVEN], 0);
  return TRUE;
}

/**
 * hw_paper_dialog_make_print:
 * @self: a paper
 *
 * Returns: (transfer full): what prints it on A4, and emits "given" when that is done
 */
GtkPrintOperation *
hw_paper_dialog_make_print (HwPaperDialog *self)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_paper_size_free (size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* Queues show the names of jobs to everybody. */
  gtk_print_operation_set_job_name (operation, "Homeward");
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (begin_print_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  return operation;
}
