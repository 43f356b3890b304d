/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-choice.h"
#include "hw-cost.h"
#include "hw-country-row.h"
#include "hw-date-row.h"
#include "hw-date.h"
#include "hw-journey.h"
#include "hw-language.h"
#include "hw-money.h"
#include "hw-pick-list.h"
#include "hw-record-row.h"
#include "hw-record-words.h"
#include "hw-text-row.h"

/* One question of a form, made from the field of a record: which widget asks
 * it, and how what stands there becomes the value that is kept.
 *
 * Signal "changed": something was typed or chosen. */

#define MOST_BUTTONS   4    /* more answers than these, or longer ones, are a list to choose from */
#define MOST_LETTERS   36
#define CURRENCY_CHARS 4

struct _HwRecordRow
{
  GObject parent_instance;

  const HwFieldSpec *spec;      /* (static) */
  HwSession         *session;   /* (owned) */
  GtkWidget         *widget;    /* (owned): a row of a list */
  GtkWidget         *choice;    /* (nullable): child, where the answers are buttons */
  GtkWidget         *currency;  /* (nullable): child, beside an amount */
  GPtrArray         *values;    /* (owned) (nullable) (element-type utf8): of the answers, in their order */
  char              *partner;   /* (owned) (nullable): identity of the partner whose name stands there */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwRecordRow, hw_record_row, G_TYPE_OBJECT)

static void
changed_cb (HwRecordRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
dup_entry (HwRecordRow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget))));
}

/* -- answers -------------------------------------------------------------------- */

static gboolean
fits_on_buttons (const HwFieldSpec *spec)
{
  guint n = 0;
  glong letters = 0;

  for (const HwFieldChoice *choice = spec->choices; choice->value != NULL; choice++, n++)
    letters += g_utf8_strlen (_(choice->words), -1);
  return spec->required && n <= MOST_BUTTONS && letters <= MOST_LETTERS;
}

static void
make_buttons (HwRecordRow *self,
              const char  *title)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.0,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  for (const HwFieldChoice *choice = self->spec->choices; choice->value != NULL; choice++)
    {
      g_ptr_array_add (self->values, g_strdup (choice->value));
      g_ptr_array_add (words, (char *) _(choice->words));
    }
  g_ptr_array_add (words, NULL);
  self->choice = hw_choice_new ();
  hw_choice_set_items (HW_CHOICE (self->choice), title, (const char * const *) words->pdata);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "form-text-box");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->choice);
  self->widget = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "title", title, "child", box,
                               "activatable", FALSE, "focusable", FALSE, NULL);
}

static void
make_list (HwRecordRow   *self,
           const char    *title,
           GtkStringList *words)
{
  self->widget = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, "title-lines", 0, "model", words, NULL);
  g_signal_connect_object (self->widget, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
make_choice (HwRecordRow *self,
             const char  *title)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->values = g_ptr_array_new_with_free_func (g_free);
  if (fits_on_buttons (self->spec))
    {
      make_buttons (self, title);
      return;
    }
  gtk_string_list_append (words, self->spec->required ? _("Choose…") : _("Not written down"));
  g_ptr_array_add (self->values, g_strdup (""));
  for (const HwFieldChoice *choice = self->spec->choices; choice->value != NULL; choice++)
    {
      gtk_string_list_append (words, _(choice->words));
      g_ptr_array_add (self->values, g_strdup (choice->value));
    }
  make_list (self, title, words);
}

/* A line that names something of a list: a line of the checklist, a purpose. */
static gboolean
names_something (const HwFieldSpec *spec)
{
  return spec->type == HW_FIELD_TYPE_LINE && (g_str_equal (spec->name, HW_RECORD_ITEM) || g_str_equal (spec->name, HW_RECORD_PURPOSE));
}

static void
add_name (HwRecordRow   *self,
          GtkStringList *words,
          const char    *value)
{
  g_autofree char *text = hw_record_words_dup_value (self->spec, value, self->session);

  gtk_string_list_append (words, text);
  g_ptr_array_add (self->values, g_strdup (value));
}

static void
make_names (HwRecordRow *self,
            const char  *title)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char * const *purposes = hw_case_purposes ();
  guint n_items;
  const HwChecklistItem *items = hw_journey_checklist (&n_items);

  self->values = g_ptr_array_new_with_free_func (g_free);
  gtk_string_list_append (words, self->spec->required ? _("Choose…") : _("Not written down"));
  g_ptr_array_add (self->values, g_strdup (""));
  if (g_str_equal (self->spec->name, HW_RECORD_PURPOSE))
    for (guint i = 0; purposes[i] != NULL; i++)
      add_name (self, words, purposes[i]);
  else
    for (guint i = 0; i < n_items; i++)
      add_name (self, words, items[i].code);
  make_list (self, title, words);
}

/* Other records of the case: newest first, since these are meant most often. */
static void
make_records (HwRecordRow      *self,
              const char       *title,
              HwCaseRecordKind  kind,
              const HwCase     *case_)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  HwCaseRecordKind target;

  self->values = g_ptr_array_new_with_free_func (g_free);
  gtk_string_list_append (words, _("None"));
  g_ptr_array_add (self->values, g_strdup (""));
  for (guint i = case_->records->len; i > 0 && hw_record_words_points_to (kind, self->spec->name, &target); i--)
    {
      const HwCaseRecord *record = case_->records->pdata[i - 1];
      g_autofree char *essence = NULL;

      if (record->kind != target)
        continue;
      essence = hw_record_words_dup_essence (record, self->session);
      gtk_string_list_append (words, essence);
      g_ptr_array_add (self->values, hw_id_to_string (&record->id));
    }
  make_list (self, title, words);
}

static void
select_value (HwRecordRow *self,
              const char  *value)
{
  guint found = self->choice != NULL ? GTK_INVALID_LIST_POSITION : 0;

  /* A name from elsewhere is kept, and not lost by opening the form. */
  if (names_something (self->spec) && value != NULL && *value != '\0' &&
      !g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
    add_name (self, GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->widget))), value);
  for (guint i = 0; value != NULL && i < self->values->len; i++)
    if (g_str_equal (self->values->pdata[i], value))
      found = i;
  if (self->choice != NULL)
    hw_choice_set_selected (HW_CHOICE (self->choice), found != GTK_INVALID_LIST_POSITION ? (int) found : -1);
  else
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->widget), found);
}

static char *
dup_selected (HwRecordRow *self)
{
  int selected = self->choice != NULL ? hw_choice_get_selected (HW_CHOICE (self->choice))
                                      : (int) adw_combo_row_get_selected (ADW_COMBO_ROW (self->widget));

  return g_strdup (selected >= 0 && selected < (int) self->values->len ? self->values->pdata[selected] : "");
}

/* -- partners ------------------------------------------------------------------- */

/* Payers that are always there, and are no partners. */
static const char * const payers[] = { HW_PAYER_PROJECT, HW_PAYER_HOME_COUNTRY };

static const char *
find_payer (HwRecordRow *self,
            const char  *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (payers); i++)
    if (g_str_equal (self->spec->name, HW_RECORD_PAYER) && g_str_equal (hw_cost_get_payer_words (payers[i]), name))
      return payers[i];
  return NULL;
}

static HwPartner *
find_partner (HwRecordRow *self,
              const char  *name)
{
  GListModel *partners = hw_session_get_partners (self->session);
  g_autofree char *folded = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      HwPartner *partner = hw_partner_item_get_partner (item);
      g_autofree char *other = g_utf8_casefold (partner->name, -1);

      if (g_str_equal (folded, other))
        return partner;
    }
  return NULL;
}

static void
show_partner (HwRecordRow *self,
              const char  *value)
{
  g_autofree char *name = hw_record_words_dup_partner (self->session, value);
  HwId id;

  gtk_editable_set_text (GTK_EDITABLE (self->widget), name != NULL ? name : "");
  g_free (self->partner);
  self->partner = value != NULL && hw_id_parse (value, &id) ? g_strdup (value) : NULL;
}

/* The one that was picked, as long as the name was not written over; then whoever is called so; else the name. */
static char *
dup_partner (HwRecordRow *self)
{
  g_autofree char *name = dup_entry (self);
  g_autofree char *picked = hw_record_words_dup_partner (self->session, self->partner);
  HwPartner *partner;

  if (self->partner != NULL && g_strcmp0 (name, picked) == 0)
    return g_strdup (self->partner);
  if (find_payer (self, name) != NULL)
    return g_strdup (find_payer (self, name));
  partner = find_partner (self, name);
  return partner != NULL ? hw_id_to_string (&partner->id) : g_steal_pointer (&name);
}

static void
fill_partners (HwRecordRow *self,
               HwPickList  *list)
{
  GListModel *partners = hw_session_get_partners (self->session);

  hw_pick_list_clear (list);
  for (guint i = 0; g_str_equal (self->spec->name, HW_RECORD_PAYER) && i < G_N_ELEMENTS (payers); i++)
    hw_pick_list_add (list, payers[i], hw_cost_get_payer_words (payers[i]), NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      HwPartner *partner = hw_partner_item_get_partner (item);
      g_autofree char *id = hw_id_to_string (&partner->id);

      hw_pick_list_add (list, id, partner->name, hw_partner_kind_get_words (partner->kind), NULL);
    }
}

static void
make_partner (HwRecordRow *self,
              const char  *title)
{
  GtkWidget *list = hw_pick_list_new (title);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_("Partners: %s"), title);

  self->widget = hw_entry_row_new (title);
  fill_partners (self, HW_PICK_LIST (list));
  g_signal_connect_object (list, "picked", G_CALLBACK (show_partner), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "system-users-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), hw_pick_list_make_popover (HW_PICK_LIST (list)));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->widget), button);
}

/* -- amounts and times ------------------------------------------------------------ */

static void
make_money (HwRecordRow *self,
            const char  *title)
{
  g_autofree char *name = g_strdup_printf (_("%s: currency"), title);

  self->widget = hw_entry_row_new (title);
  self->currency = g_object_new (GTK_TYPE_ENTRY, "width-chars", CURRENCY_CHARS, "max-width-chars", CURRENCY_CHARS, "max-length", HW_CURRENCY_LENGTH,
                                 "valign", GTK_ALIGN_CENTER, "text", "EUR", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->currency), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->currency, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->widget), self->currency);
}

static void
show_money (HwRecordRow *self,
            const char  *value)
{
  HwMoney money;
  g_autofree char *words = hw_money_parse (value, &money) ? hw_money_format (&money) : g_strdup (value != NULL ? value : "");
  char *space = strrchr (words, ' ');

  if (space != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->currency), space + 1);
      *space = '\0';
    }
  gtk_editable_set_text (GTK_EDITABLE (self->widget), words);
}

static char *
dup_money (HwRecordRow *self)
{
  g_autofree char *typed = dup_entry (self);
  g_autofree char *currency = g_ascii_strup (gtk_editable_get_text (GTK_EDITABLE (self->currency)), -1);
  HwMoney money;

  if (*typed == '\0')
    return g_steal_pointer (&typed);
  return hw_money_read (typed, currency, &money) ? hw_money_to_string (&money) : g_strdup_printf ("%s %s", typed, currency);
}

static void
show_time (HwRecordRow *self,
           const char  *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (value != NULL ? value : ""), "T", ' ');

  gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
}

/* "2026-12-19 7:12" and "2026-12-19T07:12" are the same. */
static char *
dup_time (HwRecordRow *self)
{
  g_autofree char *text = dup_entry (self);
  char *space = strchr (text, ' ');
  const char *hour = space != NULL ? space + 1 : NULL;

  if (space == NULL)
    return g_steal_pointer (&text);
  *space = '\0';
  while (*hour == ' ')
    hour++;
  return g_strdup_printf ("%sT%s%s", text, g_ascii_isdigit (hour[0]) && hour[1] == ':' ? "0" : "", hour);
}

static void
show_language (HwRecordRow *self,
               const char  *value)
{
  g_autofree char *words = value != NULL ? hw_language_dup_words (value) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (self->widget), words);
}

/* A language that has a tag is kept as its tag, another one in words. */
static char *
dup_language (HwRecordRow *self)
{
  g_autofree char *words = dup_entry (self);
  const char *tag = hw_language_find (words);

  return tag != NULL ? g_strdup (tag) : g_steal_pointer (&words);
}

/* -- what will not do --------------------------------------------------------------- */

static char *
complain (HwRecordRow *self,
          const char  *value)
{
  const char *words = _(self->spec->words);

  if (*value == '\0')
    return self->spec->required ? g_strdup_printf (_("“%s” is missing: fill it in."), words) : NULL;
  switch (self->spec->type)
    {
    case HW_FIELD_TYPE_DATE:
      return hw_date_parse (value, NULL, NULL) ? NULL : g_strdup_printf (_("“%s” needs a day such as 2026-12-19."), words);
    case HW_FIELD_TYPE_TIME:
      return hw_date_parse_time (value, NULL) ? NULL : g_strdup_printf (_("“%s” needs a day and a time such as 2026-12-19 07:12."), words);
    case HW_FIELD_TYPE_MONEY:
      return hw_money_parse (value, NULL) ? NULL : g_strdup_printf (_("“%s” needs an amount such as 129.50 and a currency such as EUR."), words);
    case HW_FIELD_TYPE_COUNT:
      return strspn (value, "0123456789") == strlen (value) ? NULL : g_strdup_printf (_("“%s” needs a number."), words);
    case HW_FIELD_TYPE_LINE: case HW_FIELD_TYPE_TEXT: case HW_FIELD_TYPE_CHOICE: case HW_FIELD_TYPE_LANGUAGE:
    case HW_FIELD_TYPE_COUNTRY: case HW_FIELD_TYPE_RECORD: case HW_FIELD_TYPE_PARTNER: case HW_FIELD_TYPE_SECRET:
    default:
      return NULL;
    }
}

static char *
dup_value (HwRecordRow *self)
{
  char *code = NULL;

  if (names_something (self->spec))
    return dup_selected (self);
  switch (self->spec->type)
    {
    case HW_FIELD_TYPE_CHOICE: case HW_FIELD_TYPE_RECORD: return dup_selected (self);
    case HW_FIELD_TYPE_LANGUAGE: return dup_language (self);
    case HW_FIELD_TYPE_TEXT: return g_strstrip (hw_text_row_dup_text (HW_TEXT_ROW (self->widget)));
    case HW_FIELD_TYPE_PARTNER: return dup_partner (self);
    case HW_FIELD_TYPE_MONEY: return dup_money (self);
    case HW_FIELD_TYPE_TIME: return dup_time (self);
    case HW_FIELD_TYPE_COUNTRY:
      if (!hw_country_row_get_code (ADW_ENTRY_ROW (self->widget), &code))
        return dup_entry (self);
      return code != NULL ? code : g_strdup ("");
    case HW_FIELD_TYPE_LINE: case HW_FIELD_TYPE_DATE: case HW_FIELD_TYPE_COUNT: case HW_FIELD_TYPE_SECRET:
    default: return dup_entry (self);
    }
}

static gboolean
is_no_country (HwRecordRow *self)
{
  g_autofree char *code = NULL;

  return self->spec->type == HW_FIELD_TYPE_COUNTRY && !hw_country_row_get_code (ADW_ENTRY_ROW (self->widget), &code);
}

/* -- the object ----------------------------------------------------------------------- */

static GtkWidget *
make_time (const char *title)
{
  /* TRANSLATORS: what is asked for, and how a time is typed */
  g_autofree char *full = g_strdup_printf (_("%s (year-month-day hour:minute)"), title);

  return hw_entry_row_new (full);
}

static void
make_widget (HwRecordRow      *self,
             HwCaseRecordKind  kind,
             const HwCase     *case_)
{
  const char *title = _(self->spec->words);

  if (names_something (self->spec))
    {
      make_names (self, title);
      return;
    }
  switch (self->spec->type)
    {
    case HW_FIELD_TYPE_CHOICE: make_choice (self, title); return;
    case HW_FIELD_TYPE_RECORD: make_records (self, title, kind, case_); return;
    case HW_FIELD_TYPE_TEXT: self->widget = hw_text_row_new (title); break;
    case HW_FIELD_TYPE_DATE: self->widget = hw_date_row_new (title, NULL); break;
    case HW_FIELD_TYPE_TIME: self->widget = make_time (title); break;
    case HW_FIELD_TYPE_MONEY: make_money (self, title); break;
    case HW_FIELD_TYPE_COUNTRY: self->widget = hw_country_row_new (title); break;
    case HW_FIELD_TYPE_PARTNER: make_partner (self, title); break;
    case HW_FIELD_TYPE_SECRET:
      self->widget = g_object_new (ADW_TYPE_PASSWORD_ENTRY_ROW, "use-markup", FALSE, "title", title, NULL);
      break;
    case HW_FIELD_TYPE_LINE: case HW_FIELD_TYPE_COUNT: case HW_FIELD_TYPE_LANGUAGE:
    default: self->widget = hw_entry_row_new (title); break;
    }
  g_signal_connect_object (self->widget, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
hw_record_row_finalize (GObject *object)
{
  HwRecordRow *self = HW_RECORD_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->widget);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->partner);
  G_OBJECT_CLASS (hw_record_row_parent_class)->finalize (object);
}

static void
hw_record_row_class_init (HwRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_record_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_record_row_init (HwRecordRow *self)
{
}

/**
 * hw_record_row_new:
 * @spec: a field
 * @kind: of which kind of record
 * @session: the session, which knows the partners
 * @case_: the case, which has the records that may be pointed to
 *
 * Returns: (transfer full): an empty question
 */
HwRecordRow *
hw_record_row_new (const HwFieldSpec *spec,
                   HwCaseRecordKind   kind,
                   HwSession         *session,
                   const HwCase      *case_)
{
  HwRecordRow *self = g_object_new (HW_TYPE_RECORD_ROW, NULL);

  self->spec = spec;
  self->session = g_object_ref (session);
  make_widget (self, kind, case_);
  g_object_ref_sink (self->widget);
  return self;
}

/**
 * hw_record_row_get_spec:
 * @self: a question
 *
 * Returns: (transfer none): the field it asks for
 */
const HwFieldSpec *
hw_record_row_get_spec (HwRecordRow *self)
{
  return self->spec;
}

/**
 * hw_record_row_get_widget:
 * @self: a question
 *
 * Returns: (transfer none): a row for a list box
 */
GtkWidget *
hw_record_row_get_widget (HwRecordRow *self)
{
  return self->widget;
}

/**
 * hw_record_row_get_focus:
 * @self: a question
 *
 * Returns: (transfer none): what takes the keyboard
 */
GtkWidget *
hw_record_row_get_focus (HwRecordRow *self)
{
  if (GTK_IS_EDITABLE (self->widget))
    return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->widget)));
  return self->choice != NULL ? self->choice : self->widget;
}

/**
 * hw_record_row_set_value:
 * @self: a question
 * @value: (nullable): the value that is kept, or what hw_record_row_read() made of what stood there
 */
void
hw_record_row_set_value (HwRecordRow *self,
                         const char  *value)
{
  if (names_something (self->spec))
    {
      select_value (self, value);
      return;
    }
  switch (self->spec->type)
    {
    case HW_FIELD_TYPE_CHOICE: case HW_FIELD_TYPE_RECORD: select_value (self, value); break;
    case HW_FIELD_TYPE_TEXT: hw_text_row_set_text (HW_TEXT_ROW (self->widget), value); break;
    case HW_FIELD_TYPE_PARTNER: show_partner (self, value); break;
    case HW_FIELD_TYPE_MONEY: show_money (self, value); break;
    case HW_FIELD_TYPE_TIME: show_time (self, value); break;
    case HW_FIELD_TYPE_COUNTRY: hw_country_row_set_code (ADW_ENTRY_ROW (self->widget), value); break;
    case HW_FIELD_TYPE_LANGUAGE: show_language (self, value); break;
    case HW_FIELD_TYPE_LINE: case HW_FIELD_TYPE_DATE: case HW_FIELD_TYPE_COUNT: case HW_FIELD_TYPE_SECRET:
    default: gtk_editable_set_text (GTK_EDITABLE (self->widget), value != NULL ? value : ""); break;
    }
}

/**
 * hw_record_row_read:
 * @self: a question
 * @value: (out) (transfer full): what stands there, as it is kept; "" for nothing
 * @problem: (out) (optional) (transfer full) (nullable): why it will not do, and how to mend it
 *
 * Reads the answer, and marks the row where @problem is asked for and there is one.
 *
 * Returns: whether it will do
 */
gboolean
hw_record_row_read (HwRecordRow  *self,
                    char        **value,
                    char        **problem)
{
  g_autofree char *fault = NULL;
  gboolean good;

  *value = dup_value (self);
  fault = is_no_country (self) ? g_strdup_printf (_("“%s” needs a country or its two letters."), _(self->spec->words))
                               : complain (self, *value);
  good = fault == NULL;
  if (problem != NULL)
    {
      if (ADW_IS_ENTRY_ROW (self->widget))
        hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->widget), !good);
      *problem = g_steal_pointer (&fault);
    }
  return good;
}
