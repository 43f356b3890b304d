/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-place-field.h"

#include "hw-place.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * "Where?": takes words, coordinates, an Open Location Code or a grid reference,
 * and says beside the words what it made of them. Words are looked for in
 * earlier reports; each place found there is offered under the field with its
 * point. Down and Enter choose, Escape leaves the words as they are.
 */

#define MAX_SUGGESTIONS 4
#define MIN_SEARCH      3
#define EARLIER_PRECISION_M 40

struct _HwPlaceField
{
  GtkBox parent_instance;

  HwSession *session;          /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) (nullable) */
  gboolean setting;

  GtkEntry *entry;
  GtkLabel *chip;
  GtkLabel *problem_label;
  GtkListBox *suggestions;     /* placed by who holds the field */
};

enum { CHANGED, POINT_FOUND, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPlaceField, hw_place_field, GTK_TYPE_BOX)

/* A place that earlier reports named, with its newest point. */
typedef struct
{
  char *place;
  HwPoint point;
  guint reports;
} Suggestion;

static void
suggestion_free (gpointer data)
{
  Suggestion *suggestion = data;

  g_free (suggestion->place);
  g_free (suggestion);
}

static void
show_chip (HwPlaceField *self,
           const char   *words)
{
  gtk_label_set_label (self->chip, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->chip), words != NULL);
}

static void
show_problem (HwPlaceField *self,
              const char   *words)
{
  gtk_label_set_label (self->problem_label, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL);
}

static void
clear_suggestions (HwPlaceField *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_list_box_remove (self->suggestions, row);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), FALSE);
}

static void
cancel_search (HwPlaceField *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* -- suggestions -- */

static Suggestion *
find_suggestion (GPtrArray  *suggestions,
                 const char *place)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      Suggestion *suggestion = g_ptr_array_index (suggestions, i);

      if (g_utf8_collate (suggestion->place, place) == 0)
        return suggestion;
    }
  return NULL;
}

static int
compare_suggestions (gconstpointer a,
                     gconstpointer b)
{
  const Suggestion *first = *(Suggestion * const *) a;
  const Suggestion *second = *(Suggestion * const *) b;

  return (int) second->reports - (int) first->reports;
}

static GPtrArray *
gather_suggestions (GPtrArray *reports)
{
  GPtrArray *suggestions = g_ptr_array_new_with_free_func (suggestion_free);

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const HwReport *report = g_ptr_array_index (reports, i);
      Suggestion *suggestion;

      if (report->place == NULL || !hw_point_is_valid (&report->point))
        continue;
      suggestion = find_suggestion (suggestions, report->place);
      if (suggestion == NULL)
        {
          suggestion = g_new0 (Suggestion, 1);
          suggestion->place = g_strdup (report->place);
          suggestion->point = report->point;
          g_ptr_array_add (suggestions, suggestion);
        }
      suggestion->reports++;
    }
  g_ptr_array_sort (suggestions, compare_suggestions);
  return suggestions;
}

static GtkWidget *
build_suggestion_row (const Suggestion *suggestion,
                      const Suggestion *first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *place = gtk_label_new (suggestion->place);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *detail_label;
  g_autofree char *detail = g_strdup_printf (ngettext ("%u earlier report here", "%u earlier reports here", suggestion->reports), suggestion->reports);
  g_autofree char *away = NULL;

  if (suggestion != first)
    {
      double metres = hw_point_distance (&first->point, &suggestion->point);
      g_autofree char *counted = g_steal_pointer (&detail);

      away = metres < 1000 ? g_strdup_printf (_("%d m from the first"), (int) metres) : g_strdup_printf (_("%.1f km from the first"), metres / 1000);
      detail = g_strdup_printf ("%s · %s", counted, away);
    }
  detail_label = gtk_label_new (detail);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_xalign (GTK_LABEL (detail_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "heading");
  gtk_widget_add_css_class (detail_label, "caption");
  gtk_widget_add_css_class (detail_label, "dim-label");
  gtk_box_append (GTK_BOX (words), place);
  gtk_box_append (GTK_BOX (words), detail_label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("mark-location-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPlaceField) self = user_data;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;

  if (!hw_session_search_finish (HW_SESSION (source), result, &reports, &people, NULL) || self->session == NULL)
    return;

  clear_suggestions (self);
  suggestions = gather_suggestions (reports);
  for (guint i = 0; i < suggestions->len && i < MAX_SUGGESTIONS; i++)
    {
      Suggestion *suggestion = g_ptr_array_index (suggestions, i);
      GtkWidget *row = build_suggestion_row (suggestion, g_ptr_array_index (suggestions, 0));
      Suggestion *kept = g_new0 (Suggestion, 1);

      kept->place = g_strdup (suggestion->place);
      kept->point = suggestion->point;
      kept->reports = suggestion->reports;
      g_object_set_data_full (G_OBJECT (row), "suggestion", kept, suggestion_free);
      gtk_list_box_append (self->suggestions, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), suggestions->len > 0);
}

static void
search (HwPlaceField *self,
        const char   *text)
{
  cancel_search (self);
  if (self->session == NULL || g_utf8_strlen (text, -1) < MIN_SEARCH)
    {
      clear_suggestions (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  hw_session_search_async (self->session, text, self->cancellable, found_cb, g_object_ref (self));
}

static void
choose (HwPlaceField     *self,
        const Suggestion *suggestion)
{
  HwPoint point = suggestion->point;

  cancel_search (self);
  hw_place_field_set_text (self, suggestion->place);
  show_chip (self, _("place of an earlier report"));
  clear_suggestions (self);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[POINT_FOUND], 0, point.latitude, point.longitude, (double) EARLIER_PRECISION_M);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
row_activated_cb (HwPlaceField  *self,
                  GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "suggestion"));
}

/* -- understanding -- */

static const char *
form_words (HwPlaceForm form)
{
  switch (form)
    {
    case HW_PLACE_FORM_OPEN_LOCATION_CODE: return _("location code");
    case HW_PLACE_FORM_UTM: return _("UTM reference");
    case HW_PLACE_FORM_OS_GRID: return _("grid reference");
    case HW_PLACE_FORM_DEGREES:
    case HW_PLACE_FORM_DEGREES_MINUTES_SECONDS:
    default: return _("coordinates");
    }
}

/* Words are not a problem; a code that is wrong is. */
static gboolean
understand_code (HwPlaceField *self,
                 const char   *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *chip = NULL;
  HwPlace place;

  if (!hw_place_parse (text, NULL, &place, &error))
    {
      gboolean words = g_error_matches (error, HW_PLACE_ERROR, HW_PLACE_ERROR_NOT_A_PLACE);

      show_problem (self, words || error == NULL ? NULL : error->message);
      return FALSE;
    }

  show_problem (self, NULL);
  chip = g_strdup_printf (_("%s ± %d m"), form_words (place.form), (int) MAX (place.precision_m, 1));
  show_chip (self, chip);
  clear_suggestions (self);
  g_signal_emit (self, signals[POINT_FOUND], 0, place.point.latitude, place.point.longitude, place.precision_m);
  return TRUE;
}

static void
text_changed_cb (HwPlaceField *self)
{
  const char *text = hw_place_field_get_text (self);

  if (self->setting)
    return;
  g_signal_emit (self, signals[CHANGED], 0);
  show_chip (self, NULL);
  if (*text == '\0')
    show_problem (self, NULL);
  if (*text == '\0' || !understand_code (self, text))
    search (self, text);
}

static gboolean
key_pressed_cb (HwPlaceField *self,
                guint         keyval)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions));

  if (first == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down)
    {
      gtk_widget_grab_focus (first);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Escape)
    {
      clear_suggestions (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* Enter takes the first place offered. */
static void
activate_cb (HwPlaceField *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions));

  if (first != NULL && gtk_widget_get_visible (GTK_WIDGET (self->suggestions)))
    choose (self, g_object_get_data (G_OBJECT (first), "suggestion"));
}

/* -- object -- */

static gboolean
hw_place_field_grab_focus (GtkWidget *widget)
{
  /* Selecting would let the next key wipe what was typed before a call was held. */
  return gtk_entry_grab_focus_without_selecting (HW_PLACE_FIELD (widget)->entry);
}

static void
hw_place_field_dispose (GObject *object)
{
  HwPlaceField *self = HW_PLACE_FIELD (object);

  cancel_search (self);
  g_clear_object (&self->session);
  g_clear_object (&self->suggestions);
  G_OBJECT_CLASS (hw_place_field_parent_class)->dispose (object);
}

static void
hw_place_field_class_init (HwPlaceFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_place_field_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = hw_place_field_grab_focus;

  /**
   * HwPlaceField::changed:
   *
   * The user changed the words.
   */
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_PLACE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HwPlaceField::point-found:
   * @latitude: degrees
   * @longitude: degrees
   * @precision_m: how far off it may be
   *
   * The words are a point, or an earlier report knows theirs.
   */
  signals[POINT_FOUND] = g_signal_new ("point-found", HW_TYPE_PLACE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                       G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static GtkWidget *
build_entry (HwPlaceField *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Street, landmark, coordinates or code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where?"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  self->chip = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), "pill-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), "pill-fresh");
  gtk_widget_set_halign (GTK_WIDGET (self->chip), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->chip), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (GTK_WIDGET (self->chip), 6);
  gtk_widget_set_can_target (GTK_WIDGET (self->chip), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->entry));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->chip));

  return overlay;
}

static void
hw_place_field_init (HwPlaceField *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_box_append (GTK_BOX (self), build_entry (self));

  self->problem_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem_label, TRUE);
  gtk_label_set_xalign (self->problem_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "problem-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem_label));

  self->suggestions = g_object_ref_sink (GTK_LIST_BOX (gtk_list_box_new ()));
  gtk_list_box_set_selection_mode (self->suggestions, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->suggestions), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestions), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places of earlier reports"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), FALSE);
  g_signal_connect_object (self->suggestions, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_place_field_set_session:
 * @self: a field
 * @session: whose earlier reports know places
 */
void
hw_place_field_set_session (HwPlaceField *self,
                            HwSession    *session)
{
  g_return_if_fail (HW_IS_PLACE_FIELD (self));
  g_set_object (&self->session, session);
}

/**
 * hw_place_field_get_text:
 * @self: a field
 *
 * Returns: (transfer none): the words in it
 */
const char *
hw_place_field_get_text (HwPlaceField *self)
{
  g_return_val_if_fail (HW_IS_PLACE_FIELD (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * hw_place_field_set_text:
 * @self: a field
 * @text: words, which are shown and not looked up
 */
void
hw_place_field_set_text (HwPlaceField *self,
                         const char   *text)
{
  g_return_if_fail (HW_IS_PLACE_FIELD (self));

  cancel_search (self);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
  show_chip (self, NULL);
  show_problem (self, NULL);
  clear_suggestions (self);
}

/**
 * hw_place_field_get_suggestions:
 * @self: a field
 *
 * Returns: (transfer none): the list of places offered, to be placed under the row in which the field stands
 */
GtkWidget *
hw_place_field_get_suggestions (HwPlaceField *self)
{
  g_return_val_if_fail (HW_IS_PLACE_FIELD (self), NULL);
  return GTK_WIDGET (self->suggestions);
}
