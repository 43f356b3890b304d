/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <string.h>

#include "hw-beds-window.h"

#include "hw-bed-answer.h"
#include "hw-bed-dialog.h"
#include "hw-bed-words.h"
#include "hw-button-name.h"
#include "hw-date.h"
#include "hw-plain-row.h"
#include "hw-problem.h"

#include <glib/gi18n-lib.h>

/*
 * Beds for the night: what partners have tonight, and every offer of the last
 * two weeks with what came of it. The next thing to say is a button; everything
 * else, and corrections, are in a menu beside it.
 */

#define NIGHTS_BACK  14
#define NIGHTS_AHEAD 7

struct _HwBedsWindow
{
  AdwWindow parent_instance;

  HwSession    *session;       /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */
  GPtrArray    *offers;        /* (owned) (nullable) (element-type HwBedOffer): those shown */
  GtkBox       *content;       /* made anew whenever something changed */
};

G_DEFINE_FINAL_TYPE (HwBedsWindow, hw_beds_window, ADW_TYPE_WINDOW)

static void load (HwBedsWindow *self);

static const char *
get_name (const HwBedOffer *offer)
{
  return offer->person != NULL ? offer->person->alias : _("Somebody");
}

static const HwBedOffer *
find_offer (HwBedsWindow *self,
            const char   *text)
{
  HwId id;

  for (guint i = 0; hw_id_parse (text, &id) && self->offers != NULL && i < self->offers->len; i++)
    {
      const HwBedOffer *offer = self->offers->pdata[i];

      if (hw_id_equal (&offer->bed->id, &id))
        return offer;
    }
  return NULL;
}

/* -- actions -- */

static void
answered_cb (GtkWidget *widget)
{
  load (HW_BEDS_WINDOW (widget));
}

static void
answer_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HwBedsWindow *self = HW_BEDS_WINDOW (widget);
  const HwBedOffer *offer;
  HwBedState state;
  const char *id, *words;

  g_variant_get (parameter, "(&s&s)", &id, &words);
  offer = find_offer (self, id);
  if (offer != NULL && hw_bed_state_from_string (words, &state))
    hw_bed_answer_give (widget, self->session, offer, state, answered_cb);
}

static void
present_form (HwBedsWindow *self,
              const HwBed  *bed)
{
  GtkWidget *form = hw_bed_dialog_new (GTK_WIDGET (self), self->session, bed);

  g_signal_connect_object (form, "offered", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (form));
}

static void
edit_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HwBedsWindow *self = HW_BEDS_WINDOW (widget);
  const HwBedOffer *offer = find_offer (self, g_variant_get_string (parameter, NULL));

  if (offer != NULL)
    present_form (self, offer->bed);
}

/* One night at a time: the next one is another offer. */
static void
again_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HwBedsWindow *self = HW_BEDS_WINDOW (widget);
  const HwBedOffer *offer = find_offer (self, g_variant_get_string (parameter, NULL));
  g_autofree char *tonight = hw_bed_words_dup_tonight (g_get_real_time ());
  g_autofree char *next = offer != NULL ? hw_date_dup_after (offer->bed->night, 1) : NULL;
  HwBed bed;

  if (offer == NULL)
    return;
  bed = (HwBed) { .partner = offer->bed->partner, .person = offer->bed->person, .age = offer->bed->age };
  bed.night = strcmp (next, tonight) < 0 ? tonight : next;
  present_form (self, &bed);
}

static void
offer_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  present_form (HW_BEDS_WINDOW (widget), NULL);
}

/* -- one offer -- */

static const struct { HwBedState state, next[2]; } next_steps[] = {
  { HW_BED_OFFERED, { HW_BED_ACCEPTED, HW_BED_REFUSED } },
  { HW_BED_ACCEPTED, { HW_BED_STAYED, HW_BED_NOT_COME } },
};

static void
append_answer (GMenu      *menu,
               const char *id,
               HwBedState  state)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (hw_bed_state_get_words (state), NULL);

  g_menu_item_set_action_and_target (item, "beds.answer", "(ss)", id, hw_bed_state_to_string (state));
  g_menu_append_item (menu, item);
}

/* Whether somebody slept there is said once the night has begun. */
static gboolean
is_to_come (const HwBedOffer *offer,
            HwBedState        state)
{
  g_autofree char *tonight = hw_bed_words_dup_tonight (g_get_real_time ());

  return (state == HW_BED_STAYED || state == HW_BED_NOT_COME) && strcmp (offer->bed->night, tonight) > 0;
}

static GtkWidget *
make_menu (const HwBedOffer *offer,
           const char       *id)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) answers = g_menu_new ();
  g_autoptr (GMenuItem) edit = g_menu_item_new (_("Look at it or correct it…"), NULL);
  g_autofree char *name = g_strdup_printf (_("More about %s"), get_name (offer));
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_item_set_action_and_target (edit, "beds.edit", "s", id);
  g_menu_append_item (menu, edit);
  for (HwBedState state = HW_BED_ACCEPTED; state < HW_N_BED_STATES; state++)
    if (state != offer->bed->state && !is_to_come (offer, state))
      append_answer (answers, id, state);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (answers));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_next_steps (GtkWidget        *row,
                const HwBedOffer *offer,
                const char       *id)
{
  const char *name = get_name (offer);

  if (offer->bed->state == HW_BED_OFFERED && offer->to_stay->len > 0)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), hw_button_of_row_new (_("Fill in…"), name, "beds.edit", g_variant_new_string (id)));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (next_steps); i++)
    for (guint n = 0; next_steps[i].state == offer->bed->state && n < G_N_ELEMENTS (next_steps[i].next); n++)
      {
        HwBedState next = next_steps[i].next[n];

        if (!is_to_come (offer, next))
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), hw_button_of_row_new (hw_bed_state_get_words (next), name, "beds.answer",
                                                                                 g_variant_new ("(ss)", id, hw_bed_state_to_string (next))));
      }
  if (offer->bed->state == HW_BED_STAYED)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), hw_button_of_row_new (_("Another night…"), name, "beds.again", g_variant_new_string (id)));
}

static GtkWidget *
make_pill (const HwBedOffer *offer)
{
  static const char * const classes[] = {
    [HW_BED_OFFERED] = "pill-waiting", [HW_BED_ACCEPTED] = "pill-fresh", [HW_BED_REFUSED] = "pill-quiet", [HW_BED_TURNED_DOWN] = "pill-quiet",
    [HW_BED_STAYED] = "pill-met", [HW_BED_NOT_COME] = "pill-overdue",
  };
  GtkWidget *pill = gtk_label_new (hw_bed_state_get_words (offer->bed->state));

  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (pill, "pill-label");
  gtk_widget_add_css_class (pill, classes[offer->bed->state]);
  return pill;
}

static GtkWidget *
make_row (const HwBedOffer *offer)
{
  g_autofree char *id = hw_id_to_string (&offer->bed->id);
  g_autofree char *under = hw_bed_words_dup_state (offer);
  GtkWidget *row = hw_plain_row_new (get_name (offer), under);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_pill (offer));
  add_next_steps (row, offer, id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (offer, id));
  return row;
}

/* -- all of them -- */

static GtkWidget *
add_group (HwBedsWindow *self,
           const char   *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (self->content, group);
  return group;
}

/* How many go, or went, to a partner that night. */
static guint
count_taken (HwBedsWindow *self,
             const HwId   *partner,
             const char   *night)
{
  guint n_taken = 0;

  for (guint i = 0; i < self->offers->len; i++)
    {
      const HwBed *bed = ((const HwBedOffer *) self->offers->pdata[i])->bed;

      n_taken += hw_id_equal (&bed->partner, partner) && g_str_equal (bed->night, night) && (bed->state == HW_BED_ACCEPTED || bed->state == HW_BED_STAYED);
    }
  return n_taken;
}

static void
add_partners (HwBedsWindow *self)
{
  GListModel *partners = hw_session_get_partners (self->session);
  g_autofree char *tonight = hw_bed_words_dup_tonight (g_get_real_time ());
  GtkWidget *group = NULL;
  HwBedKind kind;

  for (guint i = 0; i < g_list_model_get_n_items (partners); i++)
    {
      g_autoptr (HwPartnerItem) item = g_list_model_get_item (partners, i);
      HwPartner *partner = hw_partner_item_get_partner (item);
      g_autofree char *beds = NULL;
      g_autofree char *taken = NULL;
      GtkWidget *row, *label;
      guint n_taken;

      if (!hw_bed_partner_has_beds (partner, &kind))
        continue;
      if (group == NULL)
        group = add_group (self, _("Who has beds"));
      beds = hw_bed_words_dup_beds (partner);
      n_taken = count_taken (self, &partner->id, tonight);
      taken = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u taken tonight", "%u taken tonight", n_taken), n_taken);
      row = hw_plain_row_new (partner->name, beds);
      label = gtk_label_new (taken);
      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "beds.offer", group != NULL);
  if (group == NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (add_group (self, _("Nobody has beds yet"))),
                                           _("Open the list of partners, and say of one that it has beds: with hosts or in a shelter, and until when it can be asked."));
}

static void
add_offers (HwBedsWindow *self)
{
  gint64 now = g_get_real_time ();
  const char *night = NULL;
  GtkWidget *group = NULL;

  for (guint i = 0; i < self->offers->len; i++)
    {
      const HwBedOffer *offer = self->offers->pdata[i];

      if (g_strcmp0 (offer->bed->night, night) != 0)
        {
          g_autofree char *title = hw_bed_words_dup_night (offer->bed->night, now);

          night = offer->bed->night;
          group = add_group (self, title);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (offer));
    }
}

static void
fill (HwBedsWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  add_partners (self);
  add_offers (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (HwBedsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *offers = hw_session_list_beds_finish (HW_SESSION (source), result, &error);

  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&offers, g_ptr_array_unref);
      return;
    }
  if (offers == NULL)
    {
      hw_problem_show (GTK_WIDGET (self), _("The beds could not be read"), error);
      return;
    }
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = offers;
  fill (self);
}

static void
load (HwBedsWindow *self)
{
  g_autofree char *tonight = hw_bed_words_dup_tonight (g_get_real_time ());
  g_autofree char *first = hw_date_dup_after (tonight, -NIGHTS_BACK);
  g_autofree char *last = hw_date_dup_after (tonight, NIGHTS_AHEAD);

  if (self->session != NULL)
    hw_session_list_beds_async (self->session, first, last, self->cancellable, listed_cb, g_object_ref (self));
}

/* -- object -- */

static void
hw_beds_window_dispose (GObject *object)
{
  HwBedsWindow *self = HW_BEDS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_beds_window_parent_class)->dispose (object);
}

static void
hw_beds_window_finalize (GObject *object)
{
  HwBedsWindow *self = HW_BEDS_WINDOW (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_beds_window_parent_class)->finalize (object);
}

static void
hw_beds_window_class_init (HwBedsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hw_beds_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hw_beds_window_finalize;
  gtk_widget_class_install_action (widget_class, "beds.offer", NULL, offer_action);
  gtk_widget_class_install_action (widget_class, "beds.answer", "(ss)", answer_action);
  gtk_widget_class_install_action (widget_class, "beds.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "beds.again", "s", again_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "beds.offer", NULL);
}

static void
hw_beds_window_init (HwBedsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_new (), *offer = gtk_button_new_with_mnemonic (_("_Offer a bed…"));

  self->cancellable = g_cancellable_new ();
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  g_object_set (self->content, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (offer), "beds.offer");
  gtk_widget_set_tooltip_text (offer, _("Offer a bed (Ctrl+N)"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), offer);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, 560);
  gtk_window_set_title (GTK_WINDOW (self), _("Beds for the night"));
}

/**
 * hw_beds_window_new:
 * @opener: a widget of the window it belongs to
 * @session: an open session; when it is locked, the window closes
 *
 * Returns: (transfer floating): the window, to be presented
 */
GtkWidget *
hw_beds_window_new (GtkWidget *opener,
                    HwSession *session)
{
  HwBedsWindow *self = g_object_new (HW_TYPE_BEDS_WINDOW, NULL);
  GtkRoot *root = gtk_widget_get_root (opener);

  self->session = g_object_ref (session);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  g_signal_connect_object (session, "locked", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hw_session_get_partners (session), "items-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WIDGET (self);
}
