/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-bed.h"
#include "hw-conflict-card.h"
#include "hw-country-row.h"
#include "hw-country.h"
#include "hw-date-row.h"
#include "hw-date.h"
#include "hw-form-draft.h"
#include "hw-form-rows.h"
#include "hw-partner-dialog.h"
#include "hw-text-row.h"

/* One partner: how they are reached, what they accept, and what was agreed
 * with them, so that what each side expects is on paper.
 *
 * Signal "saved" (id): it is in the journal. */

struct _HwPartnerDialog
{
  HwFormDialog parent_instance;

  HwSession  *session;   /* (owned) */
  HwPartner  *partner;   /* (owned) (nullable): as it was when the form was opened */
  HwFormRows *rows;      /* (owned) */
  GtkWidget  *kind;      /* children */
  GtkWidget  *name;
  GtkWidget  *country;
  GtkWidget  *languages;
  GtkWidget  *phones;
  GtkWidget  *address;
  GtkWidget  *hours;
  GtkWidget  *accepts;
  GtkWidget  *agreed;
  GtkWidget  *agreed_on;
  GtkWidget  *beds;
  GtkWidget  *bed_count;
  GtkWidget  *last_referral;
};

enum { SAVED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPartnerDialog, hw_partner_dialog, HW_TYPE_FORM_DIALOG)

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPartnerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwId id;
  gboolean saved = hw_session_save_partner_finish (HW_SESSION (object), result, &id, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!saved)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  text = hw_id_to_string (&id);
  g_signal_emit (self, signals[SAVED], 0, text);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

/* Says what will not do, on the first row that it is about. */
static gboolean
refuse (HwPartnerDialog *self,
        GtkWidget       *row,
        const char      *words)
{
  hw_form_dialog_show_problem (HW_FORM_DIALOG (self), words);
  gtk_widget_grab_focus (row);
  return FALSE;
}

static gboolean
check (HwPartnerDialog *self,
       const char      *name,
       const char      *agreed_on,
       char           **country)
{
  gboolean good_country = hw_country_row_get_code (ADW_ENTRY_ROW (self->country), country);
  gboolean good_day = agreed_on == NULL || hw_date_parse (agreed_on, NULL, NULL);

  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->name), name == NULL);
  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->agreed_on), !good_day);
  if (name == NULL)
    return refuse (self, self->name, _("Write the partner’s name."));
  if (!good_country)
    return refuse (self, self->country, _("Write the country’s name, or its two letters such as RO."));
  if (!good_day)
    return refuse (self, self->agreed_on, _("“Agreed on” needs a day such as 2026-12-19."));
  return TRUE;
}

/* (nullable): where the beds are; the first line of the choice is that there are none */
static const char *
get_beds (HwPartnerDialog *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->beds));

  return chosen > 0 && chosen <= HW_N_BED_KINDS ? hw_bed_kind_to_string (chosen - 1) : NULL;
}

static void
set_beds (HwPartnerDialog *self,
          const char      *beds)
{
  HwBedKind kind = HW_N_BED_KINDS;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->beds), hw_bed_kind_from_string (beds, &kind) ? kind + 1 : 0);
}

static void
beds_chosen_cb (HwPartnerDialog *self)
{
  gtk_widget_set_visible (self->bed_count, get_beds (self) != NULL);
  gtk_widget_set_visible (self->last_referral, get_beds (self) != NULL);
}

static void
hw_partner_dialog_accept (HwFormDialog *form)
{
  HwPartnerDialog *self = HW_PARTNER_DIALOG (form);
  g_autofree char *name = hw_form_row_dup_text (self->name);
  g_autofree char *languages = hw_form_row_dup_text (self->languages);
  g_autofree char *phones = hw_form_row_dup_text (self->phones);
  g_autofree char *address = hw_form_row_dup_text (self->address);
  g_autofree char *hours = hw_form_row_dup_text (self->hours);
  g_autofree char *accepts = hw_form_row_dup_text (self->accepts);
  g_autofree char *agreed = hw_form_row_dup_text (self->agreed);
  g_autofree char *agreed_on = hw_form_row_dup_text (self->agreed_on);
  g_autofree char *bed_count = hw_form_row_dup_text (self->bed_count);
  g_autofree char *last_referral = hw_form_row_dup_text (self->last_referral);
  g_autofree char *country = NULL;
  g_autoptr (GError) error = NULL;
  HwPartner partner = {
    .kind = (HwPartnerKind) adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind)),
    .name = name, .languages = languages, .phones = phones, .address = address, .hours = hours, .accepts = accepts,
    .agreed = agreed, .agreed_on = agreed_on, .beds = get_beds (self),
  };

  if (!check (self, name, agreed_on, &country))
    return;
  partner.country = country;
  if (partner.beds != NULL)
    {
      partner.bed_count = bed_count;
      partner.last_referral = last_referral;
    }
  if (self->partner != NULL)
    partner.id = self->partner->id;
  if (!hw_partner_check (&partner, &error))
    {
      hw_form_dialog_show_problem (form, error->message);
      return;
    }
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_save_partner_async (self->session, &partner, saved_cb, g_object_ref (self));
}

static char *
hw_partner_dialog_dup_draft (HwFormDialog *form)
{
  return hw_form_rows_dup (HW_PARTNER_DIALOG (form)->rows);
}

static void
hw_partner_dialog_take_draft (HwFormDialog *form,
                              const char   *draft)
{
  hw_form_rows_take (HW_PARTNER_DIALOG (form)->rows, draft);
}

static void
hw_partner_dialog_dispose (GObject *object)
{
  HwPartnerDialog *self = HW_PARTNER_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->partner, hw_partner_unref);
  G_OBJECT_CLASS (hw_partner_dialog_parent_class)->dispose (object);
}

static void
hw_partner_dialog_finalize (GObject *object)
{
  hw_form_rows_free (HW_PARTNER_DIALOG (object)->rows);
  G_OBJECT_CLASS (hw_partner_dialog_parent_class)->finalize (object);
}

static void
hw_partner_dialog_class_init (HwPartnerDialogClass *klass)
{
  HwFormDialogClass *form_class = HW_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_partner_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_partner_dialog_finalize;
  form_class->accept = hw_partner_dialog_accept;
  form_class->dup_draft = hw_partner_dialog_dup_draft;
  form_class->take_draft = hw_partner_dialog_take_draft;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_kind_row (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (HwPartnerKind kind = 0; kind < HW_N_PARTNER_KINDS; kind++)
    gtk_string_list_append (words, hw_partner_kind_get_words (kind));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("What they are"), "model", words, NULL);
}

static GtkWidget *
make_beds_row (void)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new ((const char *[]) { _("None"), NULL });

  for (HwBedKind kind = 0; kind < HW_N_BED_KINDS; kind++)
    gtk_string_list_append (words, hw_bed_kind_get_words (kind));
  return g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("Beds"), "model", words, NULL);
}

static GtkWidget *
add_group (HwPartnerDialog *self,
           const char      *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  return group;
}

static void
hw_partner_dialog_init (HwPartnerDialog *self)
{
  GtkWidget *group = add_group (self, NULL);

  self->rows = hw_form_rows_new (HW_FORM_DIALOG (self));
  self->name = hw_form_rows_add (self->rows, group, "name", hw_entry_row_new (_("Name")));
  self->kind = hw_form_rows_add (self->rows, group, "kind", make_kind_row ());
  self->country = hw_form_rows_add (self->rows, group, "country", hw_country_row_new (_("Country")));
  self->languages = hw_form_rows_add (self->rows, group, "languages", hw_entry_row_new (_("Languages")));

  group = add_group (self, _("How to reach them"));
  self->phones = hw_form_rows_add (self->rows, group, "phones", hw_entry_row_new (_("Telephones")));
  self->address = hw_form_rows_add (self->rows, group, "address", hw_entry_row_new (_("Address and e-mail")));
  self->hours = hw_form_rows_add (self->rows, group, "hours", hw_entry_row_new (_("Hours")));

  group = add_group (self, _("What to expect"));
  self->accepts = hw_form_rows_add (self->rows, group, "accepts", hw_text_row_new (_("Whom and what they accept")));
  self->agreed = hw_form_rows_add (self->rows, group, "agreed", hw_text_row_new (_("Agreed: what they do, and what they do not do")));
  self->agreed_on = hw_form_rows_add (self->rows, group, "agreed-on", hw_date_row_new (_("Agreed on"), NULL));

  group = add_group (self, _("Beds for the night"));
  self->beds = hw_form_rows_add (self->rows, group, "beds", make_beds_row ());
  self->bed_count = hw_form_rows_add (self->rows, group, "bed-count", hw_entry_row_new (_("How many, on most nights")));
  self->last_referral = hw_form_rows_add (self->rows, group, "last-referral", hw_entry_row_new (_("Last referral, as 16:00")));
  g_signal_connect_object (self->beds, "notify::selected", G_CALLBACK (beds_chosen_cb), self, G_CONNECT_SWAPPED);
  beds_chosen_cb (self);
  hw_form_row_focus (self->name);
}

static char *
dup_kind (const char *value)
{
  HwPartnerKind kind = HW_PARTNER_SERVICE;

  hw_partner_kind_from_string (value, &kind);
  return g_strdup (hw_partner_kind_get_words (kind));
}

static char *
dup_country (const char *value)
{
  return g_strdup (hw_country_get_words (value));
}

static char *
dup_beds (const char *value)
{
  HwBedKind kind;

  return g_strdup (hw_bed_kind_from_string (value, &kind) ? hw_bed_kind_get_words (kind) : _("None"));
}

static const HwConflictField fields[] = {
  { "kind", N_("What they are"), dup_kind }, { "name", N_("Name") }, { "country", N_("Country"), dup_country },
  { "languages", N_("Languages") }, { "phones", N_("Telephones") }, { "address", N_("Address and e-mail") }, { "hours", N_("Hours") },
  { "accepts", N_("Whom and what they accept") }, { "agreed", N_("Agreed: what they do, and what they do not do") },
  { "agreed_on", N_("Agreed on") }, { "beds", N_("Beds"), dup_beds }, { "bed_count", N_("How many, on most nights") },
  { "last_referral", N_("Last referral, as 16:00") },
};

/* What was chosen is in the journal; what else was typed stays as it is. */
static void
settled_cb (HwPartnerDialog *self,
            const char      *field,
            const char      *value)
{
  const struct { const char *field; GtkWidget *row; } rows[] = {
    { "name", self->name }, { "languages", self->languages }, { "phones", self->phones }, { "address", self->address },
    { "hours", self->hours }, { "accepts", self->accepts }, { "agreed", self->agreed }, { "agreed_on", self->agreed_on },
    { "bed_count", self->bed_count }, { "last_referral", self->last_referral },
  };
  HwPartnerKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].field, field))
      hw_form_row_set_text (rows[i].row, value);
  if (g_str_equal (field, "country"))
    hw_country_row_set_code (ADW_ENTRY_ROW (self->country), value);
  if (g_str_equal (field, "beds"))
    set_beds (self, value);
  if (g_str_equal (field, "kind") && hw_partner_kind_from_string (value, &kind))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), kind);
}

static void
add_conflicts (HwPartnerDialog *self)
{
  GtkWidget *card = hw_conflict_card_new (self->session);

  g_signal_connect_object (card, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  hw_form_dialog_add (HW_FORM_DIALOG (self), card);
  gtk_box_reorder_child_after (GTK_BOX (gtk_widget_get_parent (card)), card, NULL);
  hw_conflict_card_set_thing (HW_CONFLICT_CARD (card), &self->partner->id, fields, G_N_ELEMENTS (fields));
}

static void
fill (HwPartnerDialog *self,
      const HwPartner *partner)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->kind), partner->kind);
  hw_form_row_set_text (self->name, partner->name);
  hw_country_row_set_code (ADW_ENTRY_ROW (self->country), partner->country);
  hw_form_row_set_text (self->languages, partner->languages);
  hw_form_row_set_text (self->phones, partner->phones);
  hw_form_row_set_text (self->address, partner->address);
  hw_form_row_set_text (self->hours, partner->hours);
  hw_form_row_set_text (self->accepts, partner->accepts);
  hw_form_row_set_text (self->agreed, partner->agreed);
  hw_form_row_set_text (self->agreed_on, partner->agreed_on);
  set_beds (self, partner->beds);
  hw_form_row_set_text (self->bed_count, partner->bed_count);
  hw_form_row_set_text (self->last_referral, partner->last_referral);
}

/**
 * hw_partner_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: the session
 * @partner: (nullable): which to correct; %NULL for a new one
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_partner_dialog_new (GtkWidget *opener,
                       HwSession *session,
                       HwPartner *partner)
{
  HwPartnerDialog *self = g_object_new (HW_TYPE_PARTNER_DIALOG, NULL);
  HwId none = { 0 };
  g_autofree char *draft = hw_form_draft_dup_name (partner != NULL ? &partner->id : &none, "partner");

  self->session = g_object_ref (session);
  if (partner != NULL)
    {
      self->partner = hw_partner_ref (partner);
      fill (self, partner);
      add_conflicts (self);
    }
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, partner != NULL ? _("Partner") : _("New partner"), _("Done"));
  hw_form_rows_begin (self->rows);
  hw_form_dialog_keep_draft (HW_FORM_DIALOG (self), draft);
  return GTK_WIDGET (self);
}
