/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-place-field.h"

#include "hw-place.h"
#include "hw-session-places.h"
#include "hw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * "Where?": takes words, coordinates, an Open Location Code or a grid reference,
 * and says beside the words what it made of them. Words are looked for in what
 * the workspace knows: sites, earlier reports, the team's own list of streets,
 * parts of the town. What fits is offered under the field. Down and Enter choose,
 * Escape leaves the words as they are. Where the team has set a place service, the
 * last offer is to ask it: only then do the words leave the laptop.
 */

#define MIN_SEARCH 2
#define MIN_ASKED  4   /* characters that are worth asking a service for */

struct _HwPlaceField
{
  GtkBox parent_instance;

  HwSession *session;          /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) (nullable) */
  HwPointMap *map;             /* (unowned) (nullable): its middle is near by */
  gboolean setting;
  char *pointed;               /* (owned) (nullable) the words that the point was found by */
  gboolean choosing;           /* Enter was pressed before the places were there */
  gboolean asking;             /* the place service, which has not answered yet */

  GtkEntry *entry;
  GtkLabel *chip;
  GtkLabel *problem_label;
  GtkListBox *suggestions;     /* placed by who holds the field */
};

enum { CHANGED, POINT_FOUND, POINT_LOST, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwPlaceField, hw_place_field, GTK_TYPE_BOX)

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
  self->choosing = FALSE;
  if (self->asking)
    show_chip (self, NULL);
  self->asking = FALSE;
}

/* -- suggestions -- */

static const char *
kind_words (HwGazetteerKind kind)
{
  switch (kind)
    {
    case HW_GAZETTEER_SITE: return _("site");
    case HW_GAZETTEER_STREET: return _("street");
    case HW_GAZETTEER_LANDMARK: return _("landmark");
    case HW_GAZETTEER_DISTRICT: return _("district");
    case HW_GAZETTEER_AREA: return _("part of the town");
    case HW_GAZETTEER_EARLIER: return _("earlier place");
    case HW_GAZETTEER_OTHER:
    default: return _("place");
    }
}

/* "site · 3 earlier reports here · 900 m from the first" */
static char *
dup_detail (const HwGazetteerEntry *entry,
            const HwGazetteerEntry *first)
{
  g_autoptr (GString) words = g_string_new (entry->kind != HW_GAZETTEER_EARLIER ? kind_words (entry->kind) : NULL);
  double metres = hw_point_distance (&first->point, &entry->point);

  if (entry->n_reports > 0)
    {
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u earlier report here", "%u earlier reports here", entry->n_reports), entry->n_reports);
    }
  if (entry != first && metres >= 1)
    {
      g_string_append (words, " · ");
      if (metres < 1000)
        g_string_append_printf (words, _("%d m from the first"), (int) metres);
      else
        g_string_append_printf (words, _("%.1f km from the first"), metres / 1000);
    }
  return g_strdup (words->str);
}

static GtkWidget *
build_label (const char *words,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
build_suggestion_row (const HwGazetteerEntry *entry,
                      const HwGazetteerEntry *first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *key = gtk_label_new (entry == first ? _("Enter") : "↓");
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *detail = dup_detail (entry, first);
  g_autofree char *name = g_strdup_printf (_("%s, %s"), entry->name, detail);

  gtk_box_append (GTK_BOX (words), build_label (entry->name, "heading"));
  gtk_box_append (GTK_BOX (words), build_label (detail, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (words), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (key, "key");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("mark-location-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), key);
  gtk_widget_add_css_class (box, "suggestion");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "place", hw_gazetteer_entry_copy (entry), (GDestroyNotify) hw_gazetteer_entry_free);
  return row;
}

static void
remember_point (HwPlaceField *self,
                const char   *words)
{
  g_free (self->pointed);
  self->pointed = g_strdup (words);
}

/* Words may follow those of a place ("by the gate"); other words are another place, and the point is not theirs. */
static void
forget_point (HwPlaceField *self,
              const char   *text)
{
  if (self->pointed == NULL || g_str_has_prefix (text, self->pointed))
    return;
  g_clear_pointer (&self->pointed, g_free);
  show_chip (self, NULL);
  g_signal_emit (self, signals[POINT_LOST], 0);
}

static void
choose (HwPlaceField           *self,
        const HwGazetteerEntry *chosen)
{
  g_autoptr (HwGazetteerEntry) entry = hw_gazetteer_entry_copy (chosen);
  g_autofree char *words = hw_gazetteer_complete (hw_place_field_get_text (self), entry->name);

  hw_place_field_set_text (self, words);
  show_chip (self, kind_words (entry->kind));
  remember_point (self, entry->name);
  g_signal_emit (self, signals[CHANGED], 0);
  g_signal_emit (self, signals[POINT_FOUND], 0, entry->point.latitude, entry->point.longitude, entry->precision_m);
}

/* (nullable): the place that is offered first; asking a service is no place */
static const HwGazetteerEntry *
get_first_place (HwPlaceField *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions));

  return first != NULL && gtk_widget_get_visible (GTK_WIDGET (self->suggestions)) ? g_object_get_data (G_OBJECT (first), "place") : NULL;
}

static void
choose_first (HwPlaceField *self)
{
  const HwGazetteerEntry *first = get_first_place (self);

  self->choosing = FALSE;
  if (first != NULL)
    choose (self, first);
}

static void
show_places (HwPlaceField *self,
             GPtrArray    *places)
{
  for (guint i = 0; i < places->len; i++)
    gtk_list_box_append (self->suggestions, build_suggestion_row (g_ptr_array_index (places, i), g_ptr_array_index (places, 0)));
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), gtk_widget_get_first_child (GTK_WIDGET (self->suggestions)) != NULL);
}

/* What was cancelled too late comes all the same, and is not the answer to what was asked since. */
static gboolean
is_last (HwPlaceField *self,
         GAsyncResult *result)
{
  return self->session != NULL && self->cancellable != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable;
}

/* -- asking the team's place service -- */

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPlaceField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = hw_session_ask_place_service_finish (HW_SESSION (source), result, &error);

  if (!is_last (self, result))
    return;
  cancel_search (self);
  clear_suggestions (self);
  if (places != NULL)
    show_places (self, places);
  if (places == NULL || places->len == 0)
    show_problem (self, error != NULL ? error->message : _("The place service does not know it either. Say the place in words, or click on the map."));
}

static void
ask_service (HwPlaceField *self)
{
  HwPoint near = self->map != NULL ? hw_point_map_get_middle (self->map) : (HwPoint) HW_POINT_UNKNOWN;

  cancel_search (self);
  clear_suggestions (self);
  show_chip (self, _("asking the place service…"));
  self->asking = TRUE;
  self->cancellable = g_cancellable_new ();
  hw_session_ask_place_service_async (self->session, hw_place_field_get_text (self), &near, self->cancellable, asked_cb, g_object_ref (self));
}

static void
add_service_row (HwPlaceField *self)
{
  GtkWidget *row, *label;

  if (hw_session_get_place_service (self->session) == NULL || g_utf8_strlen (hw_place_field_get_text (self), -1) < MIN_ASKED)
    return;
  row = gtk_list_box_row_new ();
  label = build_label (_("Ask the place service: these words leave the laptop"), "suggestion");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_append (self->suggestions, row);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), TRUE);
}

/* -- what the workspace knows -- */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HwPlaceField) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = hw_session_find_places_finish (HW_SESSION (source), result, &error);

  if (!is_last (self, result))
    return;

  g_clear_object (&self->cancellable);
  clear_suggestions (self);
  if (places == NULL)
    return;
  show_places (self, places);
  add_service_row (self);
  if (self->choosing)
    choose_first (self);
}

static void
search (HwPlaceField *self,
        const char   *text)
{
  HwPoint near = HW_POINT_UNKNOWN;

  cancel_search (self);
  if (self->session == NULL || g_utf8_strlen (text, -1) < MIN_SEARCH)
    {
      clear_suggestions (self);
      return;
    }
  if (self->map != NULL)
    near = hw_point_map_get_middle (self->map);
  self->cancellable = g_cancellable_new ();
  hw_session_find_places_async (self->session, text, &near, self->cancellable, found_cb, g_object_ref (self));
}

static void
row_activated_cb (HwPlaceField  *self,
                  GtkListBoxRow *row)
{
  const HwGazetteerEntry *place = g_object_get_data (G_OBJECT (row), "place");

  if (place != NULL)
    choose (self, place);
  else
    ask_service (self);
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
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
  HwPoint near = self->map != NULL ? hw_point_map_get_middle (self->map) : (HwPoint) HW_POINT_UNKNOWN;
  HwPlace place;

  if (!hw_place_parse (text, hw_point_is_valid (&near) ? &near : NULL, &place, &error))
    {
      gboolean words = g_error_matches (error, HW_PLACE_ERROR, HW_PLACE_ERROR_NOT_A_PLACE);

      show_problem (self, words || error == NULL ? NULL : error->message);
      return FALSE;
    }

  show_problem (self, NULL);
  chip = g_strdup_printf (_("%s ± %d m"), form_words (place.form), (int) MAX (place.precision_m, 1));
  show_chip (self, chip);
  remember_point (self, text);
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
  forget_point (self, text);
  if (*text == '\0')
    show_problem (self, NULL);
  if (*text != '\0' && understand_code (self, text))
    return;
  /* Who goes on after the words of a place says where at it, and asks for no other. */
  if (self->pointed == NULL || strlen (text) <= strlen (self->pointed))
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

static gboolean
has_focus (HwPlaceField *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->suggestions)));
}

static gboolean
left_cb (gpointer user_data)
{
  HwPlaceField *self = user_data;

  if (has_focus (self) || self->choosing)
    return G_SOURCE_REMOVE;
  cancel_search (self);
  clear_suggestions (self);
  return G_SOURCE_REMOVE;
}

/* Who goes on to the next question leaves the words as they are. Where the focus went is known only when it is there. */
static void
leave_cb (HwPlaceField *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, left_cb, g_object_ref (self), g_object_unref);
}

/* Enter takes the first place offered, or the first that will be: who knows the town does not wait for the list. */
static void
activate_cb (HwPlaceField *self)
{
  if (self->cancellable != NULL)
    self->choosing = TRUE;
  else if (get_first_place (self) != NULL)
    choose_first (self);
  else
    g_signal_emit (self, signals[DONE], 0);
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
  g_clear_pointer (&self->pointed, g_free);
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
   * The words are a point, or a place was chosen.
   */
  signals[POINT_FOUND] = g_signal_new ("point-found", HW_TYPE_PLACE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                       G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  /**
   * HwPlaceField::point-lost:
   *
   * The words are of another place now, of which no point is known.
   */
  signals[POINT_LOST] = g_signal_new ("point-lost", HW_TYPE_PLACE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * HwPlaceField::done:
   *
   * Enter, where there was nothing to choose: on to the next question.
   */
  signals[DONE] = g_signal_new ("done", HW_TYPE_PLACE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_entry (HwPlaceField *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->entry, _("Street, landmark, coordinates or code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where?"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);

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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestions), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places of that name"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), FALSE);
  g_signal_connect_object (self->suggestions, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_place_field_set_session:
 * @self: a field
 * @session: whose sites, reports and lists know places
 */
void
hw_place_field_set_session (HwPlaceField *self,
                            HwSession    *session)
{
  g_return_if_fail (HW_IS_PLACE_FIELD (self));
  g_set_object (&self->session, session);
}

/**
 * hw_place_field_set_map:
 * @self: a field
 * @map: the map beside it: of places of one name, the nearest to its middle is meant
 */
void
hw_place_field_set_map (HwPlaceField *self,
                        HwPointMap   *map)
{
  g_return_if_fail (HW_IS_PLACE_FIELD (self));
  self->map = map;
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
  g_clear_pointer (&self->pointed, g_free);
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
