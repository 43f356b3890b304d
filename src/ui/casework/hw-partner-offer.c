/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-partner-offer.h"
#include "hw-pick-list.h"

/* Offers the partners that a purpose is about, beside a row in which any name
 * can be typed: the embassy of the person's country for papers, advice
 * organisations for advice.
 *
 * Signal "picked" (name). */

struct _HwPartnerOffer
{
  GtkWidget parent_instance;

  HwSession *session;   /* (owned) */
  GtkWidget *button;    /* child */
  GtkWidget *list;
};

enum { PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPartnerOffer, hw_partner_offer, GTK_TYPE_WIDGET)

/* Bits of the kinds that may be told for a purpose; of the home country only where that says something. */
static const struct { const char *purpose; guint kinds; gboolean of_country; } offers[] = {
  { "identity-document", 1 << HW_PARTNER_EMBASSY, TRUE },
  { "travel", 1 << HW_PARTNER_SERVICE | 1 << HW_PARTNER_FUNDER, FALSE },
  { "treatment", 1 << HW_PARTNER_TREATMENT, FALSE },
  { "reception", 1 << HW_PARTNER_HOME_AUTHORITY | 1 << HW_PARTNER_SERVICE | 1 << HW_PARTNER_TREATMENT, TRUE },
  { "follow-up", 1 << HW_PARTNER_HOME_AUTHORITY | 1 << HW_PARTNER_SERVICE, TRUE },
  { "advice", 1 << HW_PARTNER_ADVICE, FALSE },
  { "first-responder", 1 << HW_PARTNER_FIRST_RESPONDER, FALSE },
  { "home-contacts", 1 << HW_PARTNER_HOME_AUTHORITY | 1 << HW_PARTNER_EMBASSY, TRUE },
};

/**
 * hw_partner_offer_list:
 * @session: the session
 * @purpose: what for; "home-contacts" for somebody who does not want to go
 * @country: (nullable): the person's, ISO 3166 alpha-2
 *
 * Returns: (transfer full) (element-type HwPartner): the partners it is about, by name
 */
GPtrArray *
hw_partner_offer_list (HwSession  *session,
                       const char *purpose,
                       const char *country)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_partner_unref);
  GListModel *partners = hw_session_get_partners (session);
  guint kinds = 0;
  gboolean of_country = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    if (g_strcmp0 (offers[i].purpose, purpose) == 0)
      {
        kinds = offers[i].kinds;
        of_country = offers[i].of_country;
      }
  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      HwPartner *partner = hw_partner_item_get_partner (item);

      if ((kinds & (1u << partner->kind)) != 0 &&
          (!of_country || country == NULL || partner->country == NULL || g_ascii_strcasecmp (partner->country, country) == 0))
        g_ptr_array_add (list, hw_partner_ref (partner));
    }
  return list;
}

/**
 * hw_partner_offer_find:
 * @session: the session
 * @name: (nullable): what somebody typed or picked
 *
 * Returns: (transfer none) (nullable): the partner of exactly that name
 */
HwPartner *
hw_partner_offer_find (HwSession  *session,
                       const char *name)
{
  GListModel *partners = hw_session_get_partners (session);

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);

      if (g_strcmp0 (hw_partner_item_get_partner (item)->name, name) == 0)
        return hw_partner_item_get_partner (item);
    }
  return NULL;
}

static void
picked_cb (HwPartnerOffer *self,
           const char     *name)
{
  g_signal_emit (self, signals[PICKED], 0, name);
}

static void
hw_partner_offer_dispose (GObject *object)
{
  HwPartnerOffer *self = HW_PARTNER_OFFER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_partner_offer_parent_class)->dispose (object);
}

static void
hw_partner_offer_class_init (HwPartnerOfferClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_partner_offer_dispose;
  signals[PICKED] = g_signal_new ("picked", HW_TYPE_PARTNER_OFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_partner_offer_init (HwPartnerOffer *self)
{
  const char *name = _("Choose a partner");

  self->list = hw_pick_list_new (name);
  g_signal_connect_object (self->list, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "system-users-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), hw_pick_list_make_popover (HW_PICK_LIST (self->list)));
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * hw_partner_offer_new:
 * @session: the session
 *
 * Returns: (transfer floating): a button that opens the list
 */
GtkWidget *
hw_partner_offer_new (HwSession *session)
{
  HwPartnerOffer *self = g_object_new (HW_TYPE_PARTNER_OFFER, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

/**
 * hw_partner_offer_set_purpose:
 * @self: an offer
 * @purpose: what for
 * @country: (nullable): the person's
 *
 * Shows the partners it is about; without any there is nothing to press.
 */
void
hw_partner_offer_set_purpose (GtkWidget  *self,
                              const char *purpose,
                              const char *country)
{
  HwPartnerOffer *offer = HW_PARTNER_OFFER (self);
  g_autoptr (GPtrArray) partners = hw_partner_offer_list (offer->session, purpose, country);

  hw_pick_list_clear (HW_PICK_LIST (offer->list));
  for (guint i = 0; i < partners->len; i++)
    {
      const HwPartner *partner = partners->pdata[i];

      hw_pick_list_add (HW_PICK_LIST (offer->list), partner->name, partner->name, hw_partner_kind_get_words (partner->kind), NULL);
    }
  gtk_widget_set_visible (self, partners->len > 0);
}
