/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-call-strip.h"

#include <glib/gi18n-lib.h>

/*
 * The open calls side by side over the desk, each with the number that its key
 * has (Alt+1 to Alt+9) and where its caller is talking about. It hides where the
 * one call there is lies on the desk anyway.
 */

#define N_KEYS 9
#define WIDEST 22   /* characters */

struct _HwCallStrip
{
  AdwBin parent_instance;

  HwOpenCalls *calls;      /* (owned) (nullable) */
  HwCallDraft *current;    /* (owned) (nullable) on the desk */
  gboolean updating;
  GtkBox *box;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCallStrip, hw_call_strip, ADW_TYPE_BIN)

static const char *
get_words (HwCallDraft *draft)
{
  const char *where = hw_call_draft_get_text (draft, HW_DRAFT_WHERE);
  const char *phone = hw_call_draft_get_text (draft, HW_DRAFT_PHONE);

  return *where != '\0' ? where : *phone != '\0' ? phone : _("Nothing said yet");
}

static void
toggled_cb (HwCallStrip     *self,
            GtkToggleButton *button)
{
  HwCallDraft *draft = g_object_get_data (G_OBJECT (button), "call");

  if (self->updating)
    return;
  /* Who presses the call that is on the desk stays on it. */
  g_signal_emit (self, signals[CHOSEN], 0, draft);
}

static GtkWidget *
create_button (HwCallStrip *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = gtk_label_new (NULL);
  GtkWidget *words = gtk_label_new (NULL);

  gtk_widget_add_css_class (key, "key");
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (words), WIDEST);
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "call");
  /* Tab follows the conversation; the strip has its own keys. */
  gtk_widget_set_focusable (button, FALSE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
show_call (HwCallStrip *self,
           GtkWidget   *button,
           HwCallDraft *draft,
           guint        number)
{
  GtkWidget *key = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (button)));
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf (draft == self->current ? _("Call %u, on the desk: %s") : _("Call %u, on hold: %s"), number, get_words (draft));
  g_autofree char *tip = number <= N_KEYS ? g_strdup_printf (_("Alt+%u"), number) : NULL;

  gtk_label_set_label (GTK_LABEL (key), digits);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (key)), get_words (draft));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (button, tip);
  g_object_set_data_full (G_OBJECT (button), "call", g_object_ref (draft), g_object_unref);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), draft == self->current);
}

static void
update (HwCallStrip *self)
{
  guint n = self->calls != NULL ? hw_open_calls_get_n (self->calls) : 0;
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->box));

  self->updating = TRUE;
  for (guint i = 0; i < n; i++)
    {
      if (button == NULL)
        {
          button = create_button (self);
          gtk_box_append (self->box, button);
        }
      show_call (self, button, hw_open_calls_get (self->calls, i), i + 1);
      button = gtk_widget_get_next_sibling (button);
    }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (self->box, button);
      button = next;
    }
  self->updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1 || (n == 1 && self->current == NULL));
}

static void
hw_call_strip_dispose (GObject *object)
{
  HwCallStrip *self = HW_CALL_STRIP (object);

  g_clear_object (&self->calls);
  g_clear_object (&self->current);
  G_OBJECT_CLASS (hw_call_strip_parent_class)->dispose (object);
}

static void
hw_call_strip_class_init (HwCallStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_call_strip_dispose;

  /**
   * HwCallStrip::chosen:
   * @call: (type HwCallDraft): the call to put on the desk
   */
  signals[CHOSEN] = g_signal_new ("chosen", HW_TYPE_CALL_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, HW_TYPE_CALL_DRAFT);

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "callstrip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
hw_call_strip_init (HwCallStrip *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), window);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Open calls"), -1);
  update (self);
}

/**
 * hw_call_strip_set_calls:
 * @self: a strip
 * @calls: the open calls, which it follows
 */
void
hw_call_strip_set_calls (HwCallStrip *self,
                         HwOpenCalls *calls)
{
  g_return_if_fail (HW_IS_CALL_STRIP (self) && self->calls == NULL);

  self->calls = g_object_ref (calls);
  g_signal_connect_object (calls, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * hw_call_strip_set_current:
 * @self: a strip
 * @draft: (nullable): the call on the desk
 */
void
hw_call_strip_set_current (HwCallStrip *self,
                           HwCallDraft *draft)
{
  g_return_if_fail (HW_IS_CALL_STRIP (self));

  g_set_object (&self->current, draft);
  update (self);
}
