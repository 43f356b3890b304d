/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-date.h"
#include "hw-list-export-dialog.h"
#include "hw-list-preview.h"
#include "hw-plain-row.h"
#include "hw-problem.h"

/* A list of people that leaves the team: what for, to whom, what stands on it.
 * Beside it is exactly what will leave, and who does not and why. It is written
 * and recorded by the session, which asks every consent again. */

#define SIDE_WIDTH 340

/* Which follow-ups. */
static const struct { const char *words; int days; } dues[] = { { N_("Every open follow-up"), -1 }, { N_("Due within 30 days"), 30 }, { N_("Due by today"), 0 } };

struct _HwListExportDialog
{
  AdwWindow parent_instance;

  HwSession            *session;         /* (owned) (nullable) */
  HwListPreview        *preview;         /* (owned) (nullable) */
  GPtrArray            *recipients;      /* (owned) (nullable) (element-type utf8) */
  GtkFileChooserNative *chooser;         /* (owned) (nullable) */
  GCancellable         *cancellable;     /* (owned) */
  GtkWidget            *checks[HW_N_EXPORT_FIELDS];
  gboolean              is_filling;
  gboolean              is_writing;

  GtkWidget            *problem;
  GtkWidget            *summary;
  GtkWidget            *table;
  AdwPreferencesGroup  *group;
  AdwComboRow          *purpose;
  AdwComboRow          *recipient;
  AdwComboRow          *due;
  AdwComboRow          *format;
  AdwExpanderRow       *fields;
  AdwEntryRow          *second;
  AdwEntryRow          *passphrase;
  AdwPreferencesGroup  *left_out;
  GPtrArray            *left_out_rows;   /* (owned) (element-type GtkWidget) */
};

enum { GIVEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwListExportDialog, hw_list_export_dialog, ADW_TYPE_WINDOW)

/* -- what is asked for ---------------------------------------------------------------------------------------------- */

static const HwExportPurpose *
get_purpose (HwListExportDialog *self)
{
  guint n_purposes;
  const HwExportPurpose *purposes = hw_export_purposes (&n_purposes);

  return &purposes[MIN (adw_combo_row_get_selected (self->purpose), n_purposes - 1)];
}

static guint
get_fields (HwListExportDialog *self)
{
  guint fields = 0;

  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (self->checks[field] != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[field])))
      fields |= HW_EXPORT_BIT (field);
  return fields;
}

static gint64
get_until (HwListExportDialog *self,
           gint64              now)
{
  guint chosen = adw_combo_row_get_selected (self->due);

  if (!get_purpose (self)->by_follow_up || chosen >= G_N_ELEMENTS (dues) || dues[chosen].days < 0)
    return G_MAXINT64;
  return now + dues[chosen].days * HW_ONE_DAY;
}

static HwExportAsk
get_ask (HwListExportDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->recipient);
  const char *recipient = self->recipients != NULL && chosen < self->recipients->len ? self->recipients->pdata[chosen] : NULL;

  return (HwExportAsk) {
    get_purpose (self)->id, recipient, get_fields (self), get_until (self, g_get_real_time ()),
    get_purpose (self)->needs_second ? gtk_editable_get_text (GTK_EDITABLE (self->second)) : NULL,
  };
}

/* (nullable): the file is sealed only where one is written */
static const char *
get_passphrase (HwListExportDialog *self)
{
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  return *passphrase != '\0' ? passphrase : NULL;
}

/* -- what is shown -------------------------------------------------------------------------------------------------- */

static void
show_problem (HwListExportDialog *self,
              const char         *words)
{
  gtk_label_set_label (GTK_LABEL (self->problem), words != NULL ? words : "");
  gtk_widget_set_visible (self->problem, words != NULL);
}

static void
show_left_out (HwListExportDialog *self)
{
  GPtrArray *left_out = self->preview->list->left_out;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->left_out_rows->len; i++)
    adw_preferences_group_remove (self->left_out, self->left_out_rows->pdata[i]);
  g_ptr_array_set_size (self->left_out_rows, 0);
  for (guint i = 0; i < left_out->len; i++)
    {
      const HwExportLeftOut *one = left_out->pdata[i];
      GtkWidget *row = hw_plain_row_new (one->case_->person->alias, hw_export_get_why (one));

      adw_preferences_group_add (self->left_out, row);
      g_ptr_array_add (self->left_out_rows, row);
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person left out", "%u people left out", left_out->len), left_out->len);
  adw_preferences_group_set_title (self->left_out, title);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), left_out->len > 0);
}

static void
show_summary (HwListExportDialog *self)
{
  guint n_people = self->preview->list->cases->len, n_rows = self->preview->list->rows->len;
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n_people), n_people);
  g_autofree char *lines = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line", "%u lines", n_rows), n_rows);
  /* TRANSLATORS: "4 people, 12 lines. This is exactly what will leave." */
  g_autofree char *words = g_strdup_printf (_("%s, %s. This is exactly what will leave."), people, lines);

  gtk_label_set_label (GTK_LABEL (self->summary), n_people > 0 ? words : _("Nobody stands on this list."));
}

/* What is still missing is said at once, not when it is to be saved. */
static void
check (HwListExportDialog *self)
{
  HwExportAsk ask = get_ask (self);
  g_autoptr (GError) error = NULL;
  gboolean good = hw_export_check (&ask, hw_session_get_author (self->session), &error) &&
                  (get_passphrase (self) == NULL || hw_sealed_file_check_passphrase (get_passphrase (self), &error));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.save", good && !self->is_writing && self->preview != NULL && self->preview->list->cases->len > 0);
}

static void
update (HwListExportDialog *self)
{
  HwExportAsk ask;

  if (self->is_filling || self->session == NULL)
    return;
  ask = get_ask (self);
  g_clear_pointer (&self->preview, hw_list_preview_free);
  self->preview = hw_session_preview_list (self->session, &ask, g_get_real_time ());
  hw_list_preview_widget_show (HW_LIST_PREVIEW_WIDGET (self->table), self->preview->table);
  show_left_out (self);
  show_summary (self);
  show_problem (self, self->recipients->len == 0 ? _("Nobody was asked yet whether anybody may be told this. Ask for a consent first: then the recipient stands here.") : NULL);
  check (self);
}

static GtkWidget *
make_check (HwListExportDialog *self,
            HwExportField       field,
            gboolean            active)
{
  GtkWidget *row = hw_plain_row_new (hw_export_field_get_words (field), NULL), *button = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->checks[field] = button;
  return row;
}

static void
offer_fields (HwListExportDialog *self)
{
  const HwExportPurpose *purpose = get_purpose (self);

  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    {
      GtkWidget *row = self->checks[field] != NULL ? gtk_widget_get_ancestor (self->checks[field], ADW_TYPE_ACTION_ROW) : NULL;

      if (row != NULL)
        adw_expander_row_remove (self->fields, row);
      self->checks[field] = NULL;
    }
  for (guint field = 0; field < HW_N_EXPORT_FIELDS; field++)
    if (purpose->allowed & HW_EXPORT_BIT (field))
      adw_expander_row_add_row (self->fields, make_check (self, field, (purpose->proposed & HW_EXPORT_BIT (field)) != 0));
}

static void
offer_recipients (HwListExportDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  self->recipients = hw_session_list_recipients (self->session, get_purpose (self)->id);
  for (guint i = 0; i < self->recipients->len; i++)
    gtk_string_list_append (words, self->recipients->pdata[i]);
  adw_combo_row_set_model (self->recipient, G_LIST_MODEL (words));
}

/* Whoever may be told of somebody now comes before whom nobody agreed to any more. */
static void
choose_recipient (HwListExportDialog *self)
{
  for (guint i = 0; i < self->recipients->len; i++)
    {
      HwExportAsk ask = { get_purpose (self)->id, self->recipients->pdata[i], get_purpose (self)->proposed, G_MAXINT64, NULL };
      g_autoptr (HwListPreview) preview = hw_session_preview_list (self->session, &ask, g_get_real_time ());

      if (preview->list->cases->len > 0)
        {
          adw_combo_row_set_selected (self->recipient, i);
          return;
        }
    }
}

static void
purpose_chosen_cb (HwListExportDialog *self)
{
  const HwExportPurpose *purpose = get_purpose (self);

  if (self->session == NULL)
    return;
  self->is_filling = TRUE;
  adw_preferences_group_set_description (self->group, _(purpose->rule));
  offer_recipients (self);
  choose_recipient (self);
  offer_fields (self);
  gtk_widget_set_visible (GTK_WIDGET (self->due), purpose->by_follow_up);
  gtk_widget_set_visible (GTK_WIDGET (self->second), purpose->needs_second);
  self->is_filling = FALSE;
  update (self);
}

/* -- giving it away ------------------------------------------------------------------------------------------------- */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwListExportDialog) self = user_data;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint n_people;

  self->is_writing = FALSE;
  if (!hw_session_write_list_finish (HW_SESSION (source), result, &n_people, &error))
    {
      update (self);
      show_problem (self, error->message);
      return;
    }
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The list is written. It says so in the record of %u person.", "The list is written. It says so in the records of %u people.", n_people), n_people);
  if (parent != NULL)
    hw_toast_show (gtk_window_get_child (parent), words);
  g_signal_emit (self, signals[GIVEN], 0);
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * hw_list_export_dialog_save:
 * @self: a dialog whose list may leave
 * @path: where to
 *
 * Writes what is shown.
 */
void
hw_list_export_dialog_save (HwListExportDialog *self,
                            const char         *path)
{
  HwExportAsk ask = get_ask (self);

  g_return_if_fail (HW_IS_LIST_EXPORT_DIALOG (self) && self->preview != NULL);

  self->is_writing = TRUE;
  check (self);
  show_problem (self, NULL);
  hw_session_write_list_async (self->session, &ask, (HwExportFormat) adw_combo_row_get_selected (self->format), path, get_passphrase (self),
                               self->preview->digest, self->cancellable, written_cb, g_object_ref (self));
}

static void
chosen_cb (HwListExportDialog *self,
           int                 response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    hw_list_export_dialog_save (self, path);
  else if (file != NULL)
    show_problem (self, _("It can only be saved on this computer. No file was written. Choose a folder here."));
  g_clear_object (&self->chooser);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwListExportDialog *self = HW_LIST_EXPORT_DIALOG (widget);
  const char *ending = get_passphrase (self) != NULL ? "sealed" : hw_export_format_get_ending ((HwExportFormat) adw_combo_row_get_selected (self->format));
  /* Translators: the name of a file: a list of people; nothing of them stands in the name */
  g_autofree char *file_name = g_strdup_printf ("%s.%s", _("list"), ending);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Save the list"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* -- the window ----------------------------------------------------------------------------------------------------- */

static gboolean
hw_list_export_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HW_LIST_EXPORT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (hw_list_export_dialog_parent_class)->close_request (window);
}

static void
hw_list_export_dialog_dispose (GObject *object)
{
  HwListExportDialog *self = HW_LIST_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->preview, hw_list_preview_free);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_list_export_dialog_parent_class)->dispose (object);
}

static void
hw_list_export_dialog_finalize (GObject *object)
{
  HwListExportDialog *self = HW_LIST_EXPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->left_out_rows);
  G_OBJECT_CLASS (hw_list_export_dialog_parent_class)->finalize (object);
}

static void
hw_list_export_dialog_class_init (HwListExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_list_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_list_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hw_list_export_dialog_close_request;
  /**
   * HwListExportDialog::given:
   *
   * The list is written and recorded.
   */
  signals[GIVEN] = g_signal_new ("given", HW_TYPE_LIST_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "list.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "list.save", NULL);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group,
           const char          *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static void
fill_combos (HwListExportDialog *self)
{
  g_autoptr (GtkStringList) purposes = gtk_string_list_new (NULL), due = gtk_string_list_new (NULL), formats = gtk_string_list_new (NULL);
  guint n_purposes;
  const HwExportPurpose *list = hw_export_purposes (&n_purposes);

  for (guint i = 0; i < n_purposes; i++)
    gtk_string_list_append (purposes, _(list[i].words));
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    gtk_string_list_append (due, _(dues[i].words));
  for (guint i = 0; i < HW_N_EXPORT_FORMATS; i++)
    gtk_string_list_append (formats, hw_export_format_get_words ((HwExportFormat) i));
  adw_combo_row_set_model (self->purpose, G_LIST_MODEL (purposes));
  adw_combo_row_set_model (self->due, G_LIST_MODEL (due));
  adw_combo_row_set_model (self->format, G_LIST_MODEL (formats));
}

static GtkWidget *
make_side (HwListExportDialog *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->group = group;
  self->purpose = add_combo (group, _("What for"));
  self->recipient = add_combo (group, _("Who gets it"));
  self->due = add_combo (group, _("Which follow-ups"));
  self->fields = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fields), _("What stands on it"));
  adw_expander_row_set_subtitle (self->fields, _("Only what they need for this"));
  adw_preferences_group_add (group, GTK_WIDGET (self->fields));
  self->format = add_combo (group, _("File"));
  self->second = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->second), _("Second person who looked at it"));
  adw_preferences_group_add (group, GTK_WIDGET (self->second));
  self->passphrase = ADW_ENTRY_ROW (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->passphrase), _("Seal with a passphrase"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->passphrase), _("Tell it to the recipient by telephone. They open the file with “homewardctl open”."));
  adw_preferences_group_add (group, GTK_WIDGET (self->passphrase));
  self->left_out = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_object_set (side, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->left_out));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), SIDE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), side);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_hexpand (scrolled, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, SIDE_WIDTH, -1);
  return scrolled;
}

static GtkWidget *
make_body (HwListExportDialog *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->summary = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "margin-top", 18, "margin-start", 12, "margin-end", 12, NULL);
  gtk_widget_add_css_class (self->summary, "heading");
  self->table = hw_list_preview_widget_new ();
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (left), self->summary);
  gtk_box_append (GTK_BOX (left), self->table);
  gtk_box_append (GTK_BOX (body), left);
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), make_side (self));
  gtk_widget_set_vexpand (body, TRUE);
  return body;
}

static void
hw_list_export_dialog_init (HwListExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new (), *save = gtk_button_new_with_label (_("Save the list…"));

  self->cancellable = g_cancellable_new ();
  self->left_out_rows = g_ptr_array_new ();
  self->problem = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  gtk_widget_add_css_class (self->problem, "form-problem");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "list.save");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), make_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("A list for others"));
  gtk_window_set_default_size (GTK_WINDOW (self), 880, 600);
}

/**
 * hw_list_export_dialog_new:
 * @parent: the window it stands in front of
 * @session: an open session
 *
 * Returns: (transfer none): what makes a list of people that leaves the team
 */
GtkWidget *
hw_list_export_dialog_new (GtkWindow *parent,
                           HwSession *session)
{
  HwListExportDialog *self = g_object_new (HW_TYPE_LIST_EXPORT_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  fill_combos (self);
  g_signal_connect_object (self->purpose, "notify::selected", G_CALLBACK (purpose_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recipient, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->due, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "changed", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  /* What somebody agrees to or takes back while the list is looked at. */
  g_signal_connect_object (hw_session_get_cases (session), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  purpose_chosen_cb (self);
  return GTK_WIDGET (self);
}
