/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-before-card.h"
#include "hw-button-name.h"
#include "hw-card.h"
#include "hw-costs-card.h"
#include "hw-decision-card.h"
#include "hw-documents-card.h"
#include "hw-evidence-field.h"
#include "hw-follow-up-card.h"
#include "hw-journey-card.h"
#include "hw-overrides-card.h"
#include "hw-partners-card.h"
#include "hw-safeguarding-card.h"
#include "hw-theme-card.h"

/* A card of a case about one theme: what happened, then what is written down,
 * with a button for the next thing that may happen. It shows when it has
 * something to show, or when the next gate asks about it. Every line of a record
 * has a button to correct it. Uses the actions "case.add" (kind), "case.record"
 * (theme) and "case.correct" (id). */

typedef struct
{
  HwCaseRecordKind  kind;     /* of the button */
  const char       *button;   /* (nullable): to be translated */
  void            (*fill) (HwThemeCard *self, const HwCase *case_, gint64 now);
} Theme;

static const Theme themes[HW_N_THEMES] = {
  [HW_THEME_PARTNERS] = { HW_CASE_RECORD_PARTNER_CONTACT, N_("Log a call"), hw_partners_card_fill },
  [HW_THEME_DOCUMENTS] = { HW_CASE_RECORD_DOCUMENT, N_("Add…"), hw_documents_card_fill },
  [HW_THEME_BEFORE] = { HW_CASE_RECORD_PRECONDITION, N_("Treatment…"), hw_before_card_fill },
  [HW_THEME_JOURNEY] = { HW_CASE_RECORD_LEG, N_("Leg…"), hw_journey_card_fill },
  [HW_THEME_FOLLOW_UP] = { HW_CASE_RECORD_FOLLOW_UP, N_("Attempt…"), hw_follow_up_card_fill },
  [HW_THEME_COSTS] = { HW_CASE_RECORD_COST, N_("Add…"), hw_costs_card_fill },
  [HW_THEME_SAFEGUARDING] = { HW_CASE_RECORD_HAND_OVER, N_("Hand over…"), hw_safeguarding_card_fill },
  [HW_THEME_OVERRIDES] = { HW_CASE_RECORD_OVERRIDE, NULL, hw_overrides_card_fill },
  [HW_THEME_PLAN] = { HW_CASE_RECORD_NOTE, NULL, NULL },
  [HW_THEME_DECISION] = { HW_CASE_RECORD_INTERVIEW, N_("Talk…"), hw_decision_card_fill },
  [HW_THEME_ASSESSMENT] = { HW_CASE_RECORD_NOTE, NULL, NULL },
};

struct _HwThemeCard
{
  GtkWidget parent_instance;

  HwCaseTheme  theme;
  HwSession   *session;    /* (owned) */
  HwCard      *card;       /* child */
  HwId         shown;      /* the document whose number is to be seen just now; nil: none */
  guint        n_lines;    /* that say something */
};

G_DEFINE_FINAL_TYPE (HwThemeCard, hw_theme_card, GTK_TYPE_WIDGET)

static gboolean
has_fields (HwCaseTheme theme)
{
  guint n_fields;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].theme == theme)
      return TRUE;
  return FALSE;
}

static void
add_evidence (HwThemeCard  *self,
              const HwCase *case_)
{
  guint n_fields;
  const HwEvidenceField *fields = hw_evidence_fields (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *value = hw_case_get (case_, fields[i].field);
      g_autofree char *words = NULL;

      if (fields[i].theme != self->theme || value == NULL)
        continue;
      words = hw_evidence_dup_words (&fields[i], value);
      hw_theme_card_add_line (self, NULL, NULL, words, _(fields[i].title));
    }
}

/* Whether an open requirement is mended on this card. */
static gboolean
is_asked_for (HwThemeCard *self,
              GPtrArray   *open)
{
  for (guint i = 0; i < open->len; i++)
    {
      const HwRequirement *requirement = open->pdata[i];
      const HwEvidenceField *field = hw_evidence_field_find (requirement->field);
      HwCaseRecordKind kind;
      HwCaseTheme theme;

      if (field != NULL && field->theme == self->theme)
        return TRUE;
      if (g_str_has_prefix (requirement->field, "record:") &&
          hw_case_record_kind_from_string (requirement->field + strlen ("record:"), &kind) &&
          hw_case_theme_of_kind (kind, &theme) && theme == self->theme)
        return TRUE;
    }
  return FALSE;
}

static void
add_add_button (HwThemeCard *self)
{
  const Theme *theme = &themes[self->theme];
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (theme->button == NULL)
    return;
  name = g_strdup_printf (_("%s: record"), hw_case_record_kind_get_words (theme->kind));
  button = hw_card_add_button (self->card, _(theme->button), name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hw_case_record_kind_to_string (theme->kind));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.add");
}

static void
set_up_edit (HwThemeCard *self,
             GtkWidget   *button)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hw_case_theme_to_string (self->theme));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "case.record");
}

static char *
dup_edit_name (HwThemeCard *self)
{
  return g_strdup_printf (_("Edit: %s"), hw_case_theme_get_title (self->theme));
}

static void
add_edit_button (HwThemeCard *self)
{
  g_autofree char *name = dup_edit_name (self);

  if (has_fields (self->theme) && themes[self->theme].button == NULL)
    set_up_edit (self, hw_card_add_button (self->card, _("Edit…"), name));
}

/* Where the heading has a button for what happens, what is written down has its own further down. */
static void
add_edit_line (HwThemeCard *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _("Written down"), "xalign", 0.0, "hexpand", TRUE, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *name = dup_edit_name (self);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "line-button");
  gtk_widget_set_tooltip_text (button, name);
  hw_button_set_name (button, name);
  set_up_edit (self, button);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), button);
  hw_card_append (self->card, line);
}

static void
hw_theme_card_dispose (GObject *object)
{
  HwThemeCard *self = HW_THEME_CARD (object);

  if (self->card != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->card)));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_theme_card_parent_class)->dispose (object);
}

static void
hw_theme_card_class_init (HwThemeCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_theme_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hw_theme_card_init (HwThemeCard *self)
{
}

/**
 * hw_theme_card_new:
 * @theme: what it is about
 * @session: the session, which knows the partners
 *
 * Returns: (transfer floating): a card without a case
 */
GtkWidget *
hw_theme_card_new (HwCaseTheme  theme,
                   HwSession   *session)
{
  HwThemeCard *self = g_object_new (HW_TYPE_THEME_CARD, NULL);

  self->theme = theme;
  self->session = session != NULL ? g_object_ref (session) : NULL;
  self->card = HW_CARD (hw_card_new (hw_case_theme_get_title (theme)));
  add_add_button (self);
  add_edit_button (self);
  gtk_widget_set_parent (GTK_WIDGET (self->card), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * hw_theme_card_get_theme:
 * @self: a card
 *
 * Returns: what it is about
 */
HwCaseTheme
hw_theme_card_get_theme (HwThemeCard *self)
{
  return self->theme;
}

/**
 * hw_theme_card_set_shown:
 * @self: a card
 * @document: (nullable): the document whose number may be seen from now on
 */
void
hw_theme_card_set_shown (HwThemeCard *self,
                         const HwId  *document)
{
  self->shown = document != NULL ? *document : (HwId) { { 0 } };
}

/**
 * hw_theme_card_set_case:
 * @self: a card
 * @case_: a case
 * @open: (element-type HwRequirement): what its next gate still asks for
 * @now: µs UTC
 *
 * Shows what @case_ holds about the card's theme.
 */
void
hw_theme_card_set_case (HwThemeCard  *self,
                        const HwCase *case_,
                        GPtrArray    *open,
                        gint64        now)
{
  g_return_if_fail (HW_IS_THEME_CARD (self));

  hw_card_clear (self->card);
  self->n_lines = 0;
  if (themes[self->theme].fill != NULL)
    themes[self->theme].fill (self, case_, now);
  if (has_fields (self->theme) && themes[self->theme].button != NULL)
    add_edit_line (self);
  add_evidence (self, case_);
  if (self->n_lines == 0)
    hw_card_add_line (self->card, NULL, NULL, _("Nothing is written down yet"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_lines > 0 || is_asked_for (self, open));
}

/**
 * hw_theme_card_get_session:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the session
 */
HwSession *
hw_theme_card_get_session (HwThemeCard *self)
{
  return self->session;
}

/**
 * hw_theme_card_shows_number:
 * @self: a card
 * @document: a document
 *
 * Returns: whether its number may be seen just now
 */
gboolean
hw_theme_card_shows_number (HwThemeCard        *self,
                            const HwCaseRecord *document)
{
  return !hw_id_is_nil (&self->shown) && hw_id_equal (&self->shown, &document->id);
}

/**
 * hw_theme_card_add_line:
 * @self: a card
 * @icon: (nullable): name of an icon
 * @style: (nullable): "met", "waiting" or "overdue"
 * @heading: plain text
 * @under: (nullable): smaller plain text
 *
 * Returns: (transfer none): the line
 */
GtkWidget *
hw_theme_card_add_line (HwThemeCard *self,
                        const char  *icon,
                        const char  *style,
                        const char  *heading,
                        const char  *under)
{
  self->n_lines++;
  return hw_card_add_line (self->card, icon, style, heading, under);
}

/**
 * hw_theme_card_add_record:
 * @self: a card
 * @record: what the line is about
 * @icon: (nullable): name of an icon
 * @style: (nullable): "met", "waiting" or "overdue"
 * @heading: plain text
 * @under: (nullable): smaller plain text
 *
 * Returns: (transfer none): the line, with a button to correct @record
 */
GtkWidget *
hw_theme_card_add_record (HwThemeCard        *self,
                          const HwCaseRecord *record,
                          const char         *icon,
                          const char         *style,
                          const char         *heading,
                          const char         *under)
{
  GtkWidget *line = hw_theme_card_add_line (self, icon, style, heading, under);
  g_autofree char *id = hw_id_to_string (&record->id);
  g_autofree char *name = g_strdup_printf (_("Correct: %s"), heading);
  GtkWidget *button = hw_theme_card_add_button (line, NULL, name, "case.correct", g_variant_new_string (id));

  gtk_button_set_icon_name (GTK_BUTTON (button), "document-edit-symbolic");
  gtk_widget_set_tooltip_text (button, _("Correct…"));
  return line;
}

/**
 * hw_theme_card_add_button:
 * @line: a line of a card
 * @label: (nullable): what it says
 * @name: what a screen reader says
 * @action: name of an action
 * @target: (transfer floating) (nullable): for the action
 *
 * Returns: (transfer none): a small button below the words of the line, or at its end where it is only a picture
 */
GtkWidget *
hw_theme_card_add_button (GtkWidget  *line,
                          const char *label,
                          const char *name,
                          const char *action,
                          GVariant   *target)
{
  GtkWidget *button = label != NULL ? gtk_button_new_with_label (label) : gtk_button_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  if (label == NULL)
    gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_add_css_class (button, "line-button");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  hw_button_set_name (button, name);
  /* Words keep their room beside a picture, not beside other words. */
  if (label != NULL && g_object_get_data (G_OBJECT (line), "words") != NULL)
    hw_card_line_add_below (line, button);
  else
    gtk_box_append (GTK_BOX (line), button);
  return button;
}

/**
 * hw_theme_card_add_progress:
 * @self: a card
 * @name: what a screen reader says: the words beside it say the same
 * @done: how many steps are done
 * @total: of how many, above 0
 */
void
hw_theme_card_add_progress (HwThemeCard *self,
                            const char  *name,
                            guint        done,
                            guint        total)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), (double) MIN (done, total) / MAX (total, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  hw_card_append (self->card, bar);
}

/**
 * hw_theme_card_add_heading:
 * @self: a card
 * @words: plain text: what the next lines are
 */
void
hw_theme_card_add_heading (HwThemeCard *self,
                           const char  *words)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  hw_card_append (self->card, label);
}

/**
 * hw_theme_card_append:
 * @self: a card
 * @widget: (transfer floating): anything, which counts as something to show
 */
void
hw_theme_card_append (HwThemeCard *self,
                      GtkWidget   *widget)
{
  self->n_lines++;
  hw_card_append (self->card, widget);
}
