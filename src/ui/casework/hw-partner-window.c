/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-country.h"
#include "hw-partner-dialog.h"
#include "hw-partner-row.h"
#include "hw-partner-vcard.h"
#include "hw-partner-window.h"
#include "hw-save-bytes.h"

/* The directory of partners: found by any word, by what they are and by
 * country. Choosing one opens it for correction. */

struct _HwPartnerWindow
{
  AdwWindow parent_instance;

  HwSession          *session;     /* (owned) */
  GtkFilterListModel *found;       /* (owned): the partners that match */
  GtkFilter          *filter;      /* (owned) */
  GPtrArray          *countries;   /* (owned) (element-type utf8): codes, in the order of the choice, without its first line */
  char               *words;       /* (owned) (nullable): what is searched for */
  gboolean            updating;

  GtkWidget          *search;      /* children */
  GtkWidget          *kind;
  GtkWidget          *country;
  GtkWidget          *list;
  GtkWidget          *empty;
};

G_DEFINE_FINAL_TYPE (HwPartnerWindow, hw_partner_window, ADW_TYPE_WINDOW)

/* -- what is shown -- */

static gboolean
has_words (const HwPartner *partner,
           const char      *words)
{
  const char *texts[] = {
    partner->name, hw_partner_kind_get_words (partner->kind), hw_country_get_words (partner->country), partner->languages,
    partner->phones, partner->address, partner->hours, partner->accepts, partner->agreed,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && g_str_match_string (words, texts[i], TRUE))
      return TRUE;
  return FALSE;
}

static gboolean
matches_cb (gpointer item,
            gpointer user_data)
{
  HwPartnerWindow *self = user_data;
  const HwPartner *partner = hw_partner_item_get_partner (item);
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  guint country = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->country));

  if (kind != GTK_INVALID_LIST_POSITION && kind > 0 && partner->kind != (HwPartnerKind) (kind - 1))
    return FALSE;
  if (country != GTK_INVALID_LIST_POSITION && country > 0 && g_strcmp0 (partner->country, self->countries->pdata[country - 1]) != 0)
    return FALSE;
  return self->words == NULL || has_words (partner, self->words);
}

static void
filter_changed_cb (HwPartnerWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->updating || self->filter == NULL)
    return;
  g_free (self->words);
  self->words = *words != '\0' ? g_strdup (words) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static int
compare_countries (gconstpointer a,
                   gconstpointer b)
{
  return g_utf8_collate (hw_country_get_words (*(char **) a), hw_country_get_words (*(char **) b));
}

/* The countries that partners have, with the one that was chosen still chosen. */
static void
update_countries (HwPartnerWindow *self)
{
  GListModel *partners = hw_session_get_partners (self->session);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->country));
  g_autofree char *chosen = selected != GTK_INVALID_LIST_POSITION && selected > 0 ? g_strdup (self->countries->pdata[selected - 1]) : NULL;
  g_autoptr (GtkStringList) words = gtk_string_list_new ((const char *[]) { _("All countries"), NULL });

  g_ptr_array_set_size (self->countries, 0);
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      const char *country = hw_partner_item_get_partner (item)->country;

      if (country != NULL && !g_ptr_array_find_with_equal_func (self->countries, country, g_str_equal, NULL))
        g_ptr_array_add (self->countries, g_strdup (country));
    }
  g_ptr_array_sort (self->countries, compare_countries);
  selected = 0;
  for (guint i = 0; i < self->countries->len; i++)
    {
      gtk_string_list_append (words, hw_country_get_words (self->countries->pdata[i]));
      if (g_strcmp0 (chosen, self->countries->pdata[i]) == 0)
        selected = i + 1;
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->country), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->country), selected);
  self->updating = FALSE;
}

static void
partners_changed_cb (HwPartnerWindow *self)
{
  gboolean none = g_list_model_get_n_items (hw_session_get_partners (self->session)) == 0;

  update_countries (self);
  gtk_label_set_label (GTK_LABEL (self->empty), none ? _("No partner is written down yet. Add the embassy you ring most.") : _("No partner like that"));
  filter_changed_cb (self);
}

static GtkWidget *
make_row_cb (gpointer item,
             gpointer user_data)
{
  return hw_partner_row_new (item);
}

/* -- actions -- */

static void
row_activated_cb (HwPartnerWindow *self,
                  GtkListBoxRow   *row)
{
  gtk_window_present (GTK_WINDOW (hw_partner_dialog_new (GTK_WIDGET (self), self->session,
                                                         hw_partner_row_get_partner (HW_PARTNER_ROW (row)))));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_window_present (GTK_WINDOW (hw_partner_dialog_new (widget, HW_PARTNER_WINDOW (widget)->session, NULL)));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_widget_grab_focus (HW_PARTNER_WINDOW (widget)->search);
}

/* -- object -- */

static void
hw_partner_window_dispose (GObject *object)
{
  HwPartnerWindow *self = HW_PARTNER_WINDOW (object);

  /* The rows go before the model that made them. */
  if (self->found != NULL)
    gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_partner_window_parent_class)->dispose (object);
}

static void
hw_partner_window_finalize (GObject *object)
{
  HwPartnerWindow *self = HW_PARTNER_WINDOW (object);

  g_ptr_array_unref (self->countries);
  g_free (self->words);
  G_OBJECT_CLASS (hw_partner_window_parent_class)->finalize (object);
}

/* Who they are and how they are reached; nothing of anybody they were told of. */
static void
save_cards_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HwPartnerWindow *self = HW_PARTNER_WINDOW (widget);
  g_autoptr (GPtrArray) partners = g_ptr_array_new ();
  g_autoptr (GBytes) cards = NULL;
  /* Translators: the name of a file: address cards of partners */
  g_autofree char *file_name = g_strdup_printf ("%s.vcf", _("partners"));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      g_ptr_array_add (partners, hw_partner_item_get_partner (item));
    }
  cards = hw_partners_write_vcard (partners);
  hw_save_bytes (widget, _("Save as address cards"), file_name, cards);
}

static void
hw_partner_window_class_init (HwPartnerWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_partner_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_partner_window_finalize;
  gtk_widget_class_install_action (widget_class, "partners.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "partners.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "partners.find", NULL);
  gtk_widget_class_install_action (widget_class, "partners.save-cards", NULL, save_cards_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "partners.add", NULL);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_New partner…")), *save = gtk_button_new_from_icon_name ("document-save-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "partners.add");
  gtk_widget_set_tooltip_text (add, _("Add a partner (Ctrl+N)"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), add);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "partners.save-cards");
  gtk_widget_set_tooltip_text (save, _("Save those shown as address cards"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Save those shown as address cards"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  return header;
}

static GtkWidget *
make_choice (HwPartnerWindow *self,
             const char      *question)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  return choice;
}

static GtkWidget *
make_filters (HwPartnerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) kinds = gtk_string_list_new ((const char *[]) { _("All kinds"), NULL });

  for (HwPartnerKind kind = 0; kind < HW_N_PARTNER_KINDS; kind++)
    gtk_string_list_append (kinds, hw_partner_kind_get_words (kind));
  self->search = g_object_new (GTK_TYPE_SEARCH_ENTRY, "placeholder-text", _("Name, language, what they accept"), "hexpand", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a partner"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  self->kind = make_choice (self, _("What they are"));
  self->country = make_choice (self, _("Country"));
  self->updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (kinds));
  self->updating = FALSE;
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->kind);
  gtk_box_append (GTK_BOX (box), self->country);
  return box;
}

static void
make_list (HwPartnerWindow *self)
{
  self->list = gtk_list_box_new ();
  self->empty = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "margin-top", 24, "margin-bottom", 24, "margin-start", 12, "margin-end", 12, NULL);
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), self->empty);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Partners"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
hw_partner_window_init (HwPartnerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->countries = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_add_css_class (inside, "partner-body");
  gtk_box_append (GTK_BOX (inside), make_filters (self));
  make_list (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (inside), scrolled);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), inside);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 560);
  gtk_window_set_title (GTK_WINDOW (self), _("Partners"));
  gtk_window_set_focus (GTK_WINDOW (self), self->search);
}

/**
 * hw_partner_window_new:
 * @opener: a widget of the window it belongs to
 * @session: the session; when it is locked, the window closes
 *
 * Returns: (transfer floating): the window, to be presented
 */
GtkWidget *
hw_partner_window_new (GtkWidget *opener,
                       HwSession *session)
{
  HwPartnerWindow *self = g_object_new (HW_TYPE_PARTNER_WINDOW, NULL);
  GListModel *partners = hw_session_get_partners (session);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->session = g_object_ref (session);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches_cb, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (partners), g_object_ref (self->filter));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), G_LIST_MODEL (self->found), make_row_cb, NULL, NULL);
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  /* After the list, so that its rows are there. */
  g_signal_connect_object (partners, "items-changed", G_CALLBACK (partners_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  partners_changed_cb (self);
  return GTK_WIDGET (self);
}
