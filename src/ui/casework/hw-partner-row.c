/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-case-words.h"
#include "hw-country.h"
#include "hw-partner-row.h"

/* A partner in the directory: everything that a worker on the telephone wants
 * to see at once. All plain text. */

struct _HwPartnerRow
{
  GtkListBoxRow parent_instance;

  HwPartner *partner;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwPartnerRow, hw_partner_row, GTK_TYPE_LIST_BOX_ROW)

static void
add_line (GtkWidget  *lines,
          GString    *name,
          const char *text,
          const char *style)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (lines), label);
  g_string_append_printf (name, "%s%s", name->len > 0 ? ". " : "", text);
}

static char *
join (const char *first,
      const char *second,
      const char *third)
{
  const char *given[] = { first, second, third };
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i] != NULL && *given[i] != '\0')
      g_ptr_array_add (parts, (char *) given[i]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
dup_agreed (const HwPartner *partner)
{
  g_autofree char *day = partner->agreed_on != NULL ? hw_case_words_dup_date (partner->agreed_on) : NULL;

  if (partner->agreed == NULL || *partner->agreed == '\0')
    return g_strdup (_("Nothing is agreed on paper yet"));
  if (day == NULL)
    return g_strdup_printf (_("Agreed, day not written down: %s"), partner->agreed);
  /* TRANSLATORS: a day, and what was agreed on it */
  return g_strdup_printf (_("Agreed %s: %s"), day, partner->agreed);
}

static void
fill_row (HwPartnerRow *self)
{
  const HwPartner *partner = self->partner;
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *what = join (hw_partner_kind_get_words (partner->kind), hw_country_get_words (partner->country), partner->languages);
  g_autofree char *reach = join (partner->phones, partner->hours, partner->address);
  g_autofree char *accepts = partner->accepts != NULL ? g_strdup_printf (_("Accepts: %s"), partner->accepts) : NULL;
  g_autofree char *agreed = dup_agreed (partner);

  add_line (lines, name, partner->name, "heading");
  add_line (lines, name, what, "caption");
  add_line (lines, name, reach, NULL);
  add_line (lines, name, accepts, NULL);
  add_line (lines, name, agreed, "dim-label");
  gtk_widget_add_css_class (lines, "partner-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
}

static void
hw_partner_row_finalize (GObject *object)
{
  g_clear_pointer (&HW_PARTNER_ROW (object)->partner, hw_partner_unref);
  G_OBJECT_CLASS (hw_partner_row_parent_class)->finalize (object);
}

static void
hw_partner_row_class_init (HwPartnerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_partner_row_finalize;
}

static void
hw_partner_row_init (HwPartnerRow *self)
{
}

/**
 * hw_partner_row_new:
 * @item: a partner of the session
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
hw_partner_row_new (HwPartnerItem *item)
{
  HwPartnerRow *self = g_object_new (HW_TYPE_PARTNER_ROW, NULL);

  self->partner = hw_partner_ref (hw_partner_item_get_partner (item));
  fill_row (self);
  return GTK_WIDGET (self);
}

/**
 * hw_partner_row_get_partner:
 * @self: a row
 *
 * Returns: (transfer none): its partner
 */
HwPartner *
hw_partner_row_get_partner (HwPartnerRow *self)
{
  g_return_val_if_fail (HW_IS_PARTNER_ROW (self), NULL);
  return self->partner;
}
