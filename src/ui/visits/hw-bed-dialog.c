/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bed-dialog.h"

#include "hw-bed-words.h"
#include "hw-date.h"
#include "hw-date-row.h"
#include "hw-form-rows.h"
#include "hw-person-field.h"
#include "hw-plain-row.h"

#include <glib/gi18n-lib.h>

/*
 * A bed for the night: whose, which night, for whom. While it is filled in, what
 * is still missing stands below: what must be so before the partner is asked,
 * and what before somebody goes there. Signal "offered" (id): it is in the journal.
 */

#define NIGHTS 3   /* to choose from */

struct _HwBedDialog
{
  HwFormDialog parent_instance;

  HwSession    *session;       /* (owned) */
  HwBed        *bed;           /* (owned): as it was when the form was opened */
  GPtrArray    *partners;      /* (owned) (element-type HwPartner): those of the choice */
  GPtrArray    *nights;        /* (owned) (element-type utf8): those of the choice */
  GCancellable *cancellable;   /* (owned) (nullable): of the question under way */

  GtkWidget    *partner;       /* children */
  GtkWidget    *night;
  GtkWidget    *asked_at;
  GtkWidget    *person;
  GtkWidget    *age;
  GtkWidget    *checked_on;
  GtkWidget    *guardian;
  GtkWidget    *social_services;
  GtkWidget    *missing;       /* the list of what is missing */
};

enum { OFFERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwBedDialog, hw_bed_dialog, HW_TYPE_FORM_DIALOG)

/* -- what is filled in -- */

static const HwPartner *
get_partner (HwBedDialog *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->partner));

  return chosen < self->partners->len ? self->partners->pdata[chosen] : NULL;
}

/* The time of today that is written; that of the offer where nothing else was. */
static gboolean
read_asked_at (HwBedDialog *self,
               gint64      *at)
{
  g_autofree char *text = hw_form_row_dup_text (self->asked_at);
  g_autoptr (GDateTime) before = g_date_time_new_from_unix_local (self->bed->offered_at / G_USEC_PER_SEC);
  g_autofree char *was = g_date_time_format (before, "%H:%M");
  g_autoptr (GDateTime) asked = NULL;
  guint minutes;

  *at = self->bed->offered_at;
  if (text == NULL || g_str_equal (text, was))
    return TRUE;
  if (!hw_bed_parse_hour (text, &minutes))
    return FALSE;
  asked = g_date_time_new_local (g_date_time_get_year (before), g_date_time_get_month (before), g_date_time_get_day_of_month (before),
                                 (int) minutes / 60, (int) minutes % 60, 0);
  *at = g_date_time_to_unix (asked) * G_USEC_PER_SEC;
  return TRUE;
}

static guint
read_age (HwBedDialog *self)
{
  g_autofree char *text = hw_form_row_dup_text (self->age);
  guint64 age = 0;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 1000, &age, NULL) ? (guint) age : 0;
}

/* (transfer full): the offer as it is filled in */
static HwBed *
make_bed (HwBedDialog *self)
{
  HwBed *bed = hw_bed_copy (self->bed);
  const HwPartner *partner = get_partner (self);
  HwPerson *person = hw_person_field_get_person (HW_PERSON_FIELD (self->person));
  guint night = adw_combo_row_get_selected (ADW_COMBO_ROW (self->night));

  bed->partner = partner != NULL ? partner->id : (HwId) { { 0 } };
  bed->person = person != NULL ? person->id : (HwId) { { 0 } };
  g_free (bed->night);
  bed->night = g_strdup (self->nights->pdata[MIN (night, self->nights->len - 1)]);
  read_asked_at (self, &bed->offered_at);
  bed->age = read_age (self);
  g_free (bed->guardian);
  g_free (bed->social_services);
  g_free (bed->checked_on);
  bed->guardian = hw_form_row_dup_text (self->guardian);
  bed->social_services = hw_form_row_dup_text (self->social_services);
  bed->checked_on = hw_form_row_dup_text (self->checked_on);
  return bed;
}

/* -- what is missing -- */

static void
clear_missing (HwBedDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->missing)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->missing), row);
  gtk_widget_set_visible (self->missing, FALSE);
}

static void
add_missing (HwBedDialog            *self,
             const HwBedRequirement *requirement,
             const char             *icon_name)
{
  GtkWidget *row = hw_plain_row_new (requirement->words, requirement->hint), *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (GTK_LIST_BOX (self->missing), row);
  gtk_widget_set_visible (self->missing, TRUE);
}

/* Somebody new whose name is typed is written down before the partner is asked. */
static gboolean
is_met_by_alias (HwBedDialog            *self,
                 const HwBedRequirement *requirement)
{
  g_autofree char *alias = hw_person_field_dup_alias (HW_PERSON_FIELD (self->person));

  return alias != NULL && g_str_equal (requirement->code, "person-missing");
}

static gboolean
is_about_child (const HwBedRequirement *requirement)
{
  return g_str_equal (requirement->code, "guardian-missing") || g_str_equal (requirement->code, "social-services-missing");
}

static void
show_missing (HwBedDialog      *self,
              const HwBedOffer *offer)
{
  gboolean child = self->bed->guardian != NULL || self->bed->social_services != NULL || offer->bed->guardian != NULL || offer->bed->social_services != NULL;

  clear_missing (self);
  for (guint i = 0; i < offer->to_offer->len; i++)
    if (!is_met_by_alias (self, offer->to_offer->pdata[i]))
      add_missing (self, offer->to_offer->pdata[i], "action-unavailable-symbolic");
  for (guint i = 0; i < offer->to_stay->len; i++)
    {
      add_missing (self, offer->to_stay->pdata[i], "emblem-important-symbolic");
      child = child || is_about_child (offer->to_stay->pdata[i]);
    }
  gtk_widget_set_visible (self->guardian, child);
  gtk_widget_set_visible (self->social_services, child);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwBedDialog) self = user_data;
  g_autoptr (HwBedOffer) offer = hw_session_check_bed_finish (HW_SESSION (source), result, NULL);

  /* Another key came meanwhile, or the form has gone. */
  if (offer != NULL && self->session != NULL && self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    show_missing (self, offer);
}

static void
ask (HwBedDialog *self)
{
  g_autoptr (HwBed) bed = NULL;
  g_autofree char *beds = NULL;
  HwBedKind kind = HW_BED_IN_SHELTER;

  if (self->session == NULL || get_partner (self) == NULL)
    return;
  beds = hw_bed_words_dup_beds (get_partner (self));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->partner), beds);
  hw_bed_partner_has_beds (get_partner (self), &kind);
  gtk_widget_set_visible (self->checked_on, kind == HW_BED_WITH_HOST);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  bed = make_bed (self);
  self->cancellable = g_cancellable_new ();
  hw_session_check_bed_async (self->session, bed, self->cancellable, checked_cb, g_object_ref (self));
}

/* -- recording -- */

static void
offered_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwBedDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HwId id;
  gboolean offered = hw_session_offer_bed_finish (HW_SESSION (source), result, &id, &error);

  /* Locked or closed meanwhile: there is nothing left to say it on. */
  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!offered)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      ask (self);
      return;
    }
  text = hw_id_to_string (&id);
  g_signal_emit (self, signals[OFFERED], 0, text);
  hw_form_dialog_finish (HW_FORM_DIALOG (self));
}

static void
offer (HwBedDialog *self,
       const HwBed *bed)
{
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), TRUE);
  hw_session_offer_bed_async (self->session, bed, offered_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (HwBedDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwBed) bed = NULL;
  HwId id;
  gboolean written = hw_session_save_person_finish (HW_SESSION (source), result, &id, &error);

  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  if (!written)
    {
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
      return;
    }
  hw_person_field_set_person (HW_PERSON_FIELD (self->person), hw_session_find_person (self->session, &id));
  bed = make_bed (self);
  offer (self, bed);
}

static void
write_down (HwBedDialog *self,
            const char  *alias)
{
  gint64 now = g_get_real_time ();
  HwPerson fresh = { .alias = alias, .known_since = now, .last_met = now };
  g_autoptr (HwPerson) person = hw_person_new (&fresh);

  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), TRUE);
  hw_session_save_person_async (self->session, person, written_cb, g_object_ref (self));
}

/* Nobody is written down for a bed that cannot be had. */
static gboolean
is_allowed (HwBedDialog      *self,
            const HwBedOffer *offer)
{
  for (guint i = 0; i < offer->to_offer->len; i++)
    if (!is_met_by_alias (self, offer->to_offer->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
may_offer_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (HwBedDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwBedOffer) asked = hw_session_check_bed_finish (HW_SESSION (source), result, &error);
  g_autofree char *alias = NULL;

  if (self->session == NULL)
    return;
  hw_form_dialog_set_busy (HW_FORM_DIALOG (self), FALSE);
  alias = hw_person_field_dup_alias (HW_PERSON_FIELD (self->person));
  if (asked == NULL)
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), error->message);
  else if (!is_allowed (self, asked))
    {
      show_missing (self, asked);
      hw_form_dialog_show_problem (HW_FORM_DIALOG (self), _("This bed cannot be had so. Nothing was recorded. What is missing stands below."));
    }
  else if (asked->person == NULL && alias != NULL)
    write_down (self, alias);
  else
    offer (self, asked->bed);
}

static gboolean
check_rows (HwBedDialog *self)
{
  g_autofree char *age = hw_form_row_dup_text (self->age);
  gint64 at;
  gboolean good_age = age == NULL || read_age (self) > 0, good_hour = read_asked_at (self, &at);

  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->age), !good_age);
  hw_entry_row_set_wrong (ADW_ENTRY_ROW (self->asked_at), !good_hour);
  if (!good_age)
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), _("The age is a number of years, 19 for instance."));
  else if (!good_hour)
    hw_form_dialog_show_problem (HW_FORM_DIALOG (self), _("When they were asked is a time of day, 15:30 for instance."));
  return good_age && good_hour;
}

static void
hw_bed_dialog_accept (HwFormDialog *form)
{
  HwBedDialog *self = HW_BED_DIALOG (form);
  g_autoptr (HwBed) bed = NULL;

  if (!check_rows (self))
    return;
  if (get_partner (self) == NULL)
    {
      hw_form_dialog_show_problem (form, _("No partner has beds yet. Write in the list of partners who has some, then offer one."));
      return;
    }
  bed = make_bed (self);
  hw_form_dialog_set_busy (form, TRUE);
  hw_session_check_bed_async (self->session, bed, NULL, may_offer_cb, g_object_ref (self));
}

/* -- object -- */

static void
hw_bed_dialog_dispose (GObject *object)
{
  HwBedDialog *self = HW_BED_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_bed_dialog_parent_class)->dispose (object);
}

static void
hw_bed_dialog_finalize (GObject *object)
{
  HwBedDialog *self = HW_BED_DIALOG (object);

  g_clear_pointer (&self->bed, hw_bed_free);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->nights, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_bed_dialog_parent_class)->finalize (object);
}

static void
hw_bed_dialog_class_init (HwBedDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_bed_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_bed_dialog_finalize;
  HW_FORM_DIALOG_CLASS (klass)->accept = hw_bed_dialog_accept;
  signals[OFFERED] = g_signal_new ("offered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hw_bed_dialog_init (HwBedDialog *self)
{
  self->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_partner_unref);
  self->nights = g_ptr_array_new_with_free_func (g_free);
}

/* -- rows -- */

static GtkWidget *
make_partner_row (HwBedDialog *self)
{
  GListModel *partners = hw_session_get_partners (self->session);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *row;
  guint chosen = 0;
  HwBedKind kind;

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      HwPartner *partner = hw_partner_item_get_partner (item);
      gboolean is_this = hw_id_equal (&partner->id, &self->bed->partner);

      if (!is_this && !hw_bed_partner_has_beds (partner, &kind))
        continue;
      if (is_this)
        chosen = self->partners->len;
      g_ptr_array_add (self->partners, hw_partner_ref (partner));
      gtk_string_list_append (words, partner->name);
    }
  row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("Whose bed"), "model", words, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  return row;
}

static GtkWidget *
make_night_row (HwBedDialog *self)
{
  gint64 now = g_get_real_time ();
  g_autofree char *tonight = hw_bed_words_dup_tonight (now);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkWidget *row;
  guint chosen = 0;

  for (int i = 0; i < NIGHTS; i++)
    g_ptr_array_add (self->nights, hw_date_dup_after (tonight, i));
  if (self->bed->night != NULL && !g_ptr_array_find_with_equal_func (self->nights, self->bed->night, g_str_equal, NULL))
    g_ptr_array_insert (self->nights, 0, g_strdup (self->bed->night));
  for (guint i = 0; i < self->nights->len; i++)
    {
      g_autofree char *line = hw_bed_words_dup_night (self->nights->pdata[i], now);

      if (g_strcmp0 (self->nights->pdata[i], self->bed->night) == 0)
        chosen = i;
      gtk_string_list_append (words, line);
    }
  row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", _("Which night"), "model", words, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  return row;
}

static GtkWidget *
add_group (HwBedDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  hw_form_dialog_add (HW_FORM_DIALOG (self), group);
  return group;
}

static GtkWidget *
add_asking (HwBedDialog *self,
            GtkWidget   *group,
            GtkWidget   *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (row, ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  return row;
}

static void
make_missing (HwBedDialog *self)
{
  self->missing = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->missing), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->missing, "boxed-list");
  gtk_widget_set_visible (self->missing, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->missing), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is missing"), -1);
  hw_form_dialog_add (HW_FORM_DIALOG (self), self->missing);
}

static void
add_rows (HwBedDialog *self)
{
  GtkWidget *group = add_group (self);

  self->partner = add_asking (self, group, make_partner_row (self));
  self->night = add_asking (self, group, make_night_row (self));
  self->asked_at = add_asking (self, group, hw_entry_row_new (_("The partner was asked at")));
  self->person = hw_person_field_new (self->session, _("For whom, any name they go by"));
  g_signal_connect_object (self->person, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  hw_form_dialog_add (HW_FORM_DIALOG (self), self->person);
  group = add_group (self);
  self->age = add_asking (self, group, hw_entry_row_new (_("Age, as they said")));
  self->checked_on = add_asking (self, group, hw_date_row_new (_("Safety check done on"), NULL));
  self->guardian = add_asking (self, group, hw_entry_row_new (_("Under 16: who consented for them, and when")));
  self->social_services = add_asking (self, group, hw_entry_row_new (_("Under 16: to whom at social services, and when")));
  make_missing (self);
}

static void
fill (HwBedDialog *self)
{
  g_autoptr (GDateTime) asked = g_date_time_new_from_unix_local (self->bed->offered_at / G_USEC_PER_SEC);
  g_autofree char *hour = g_date_time_format (asked, "%H:%M");
  g_autofree char *age = self->bed->age > 0 ? g_strdup_printf ("%u", self->bed->age) : NULL;

  hw_form_row_set_text (self->asked_at, hour);
  hw_form_row_set_text (self->age, age);
  hw_form_row_set_text (self->checked_on, self->bed->checked_on);
  hw_form_row_set_text (self->guardian, self->bed->guardian);
  hw_form_row_set_text (self->social_services, self->bed->social_services);
  hw_person_field_set_person (HW_PERSON_FIELD (self->person), hw_session_find_person (self->session, &self->bed->person));
  if (hw_id_is_nil (&self->bed->id))
    return;
  /* What was offered to whom stays; another bed is another offer. */
  gtk_widget_set_sensitive (self->partner, FALSE);
  gtk_widget_set_sensitive (self->night, FALSE);
  gtk_widget_set_sensitive (self->person, hw_id_is_nil (&self->bed->person));
}

/**
 * hw_bed_dialog_new:
 * @opener: a widget of the window it belongs to
 * @session: an open session
 * @bed: (nullable): with an identity, the offer to correct; else what is known of a new one
 *
 * Returns: (transfer floating): the form, to be presented
 */
GtkWidget *
hw_bed_dialog_new (GtkWidget   *opener,
                   HwSession   *session,
                   const HwBed *bed)
{
  HwBedDialog *self = g_object_new (HW_TYPE_BED_DIALOG, NULL);
  const HwBed none = { .offered_at = 0 };

  self->session = g_object_ref (session);
  self->bed = hw_bed_copy (bed != NULL ? bed : &none);
  if (self->bed->offered_at == 0)
    self->bed->offered_at = g_get_real_time ();
  add_rows (self);
  fill (self);
  hw_form_dialog_set_up (HW_FORM_DIALOG (self), opener, session, _("A bed for the night"), hw_id_is_nil (&self->bed->id) ? _("Offer") : _("Done"));
  ask (self);
  return GTK_WIDGET (self);
}
