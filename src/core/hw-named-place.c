/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-named-place.h"
#include "hw-report-private.h"

/* A place of an imported list, and what must be known of it. */

static const char * const kind_names[] = { "street", "landmark", "district", "other" };
G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == HW_N_NAMED_PLACES);

G_DEFINE_BOXED_TYPE (HwNamedPlace, hw_named_place, hw_named_place_copy, hw_named_place_free)

/**
 * hw_named_place_new:
 * @name: as it is written
 * @kind: what it is
 * @point: where, in degrees
 *
 * Makes a place. It is not checked: see hw_named_place_check().
 *
 * Returns: (transfer full): the place
 */
HwNamedPlace *
hw_named_place_new (const char       *name,
                    HwNamedPlaceKind  kind,
                    const HwPoint    *point)
{
  HwNamedPlace *place = g_new (HwNamedPlace, 1);

  *place = (HwNamedPlace) { g_strdup (name), kind, *point };
  return place;
}

/**
 * hw_named_place_copy:
 * @place: a place
 *
 * Returns: (transfer full): another one that is equal
 */
HwNamedPlace *
hw_named_place_copy (const HwNamedPlace *place)
{
  return hw_named_place_new (place->name, place->kind, &place->point);
}

/**
 * hw_named_place_free:
 * @place: (transfer full): a place
 *
 * Lets go of it.
 */
void
hw_named_place_free (HwNamedPlace *place)
{
  g_free (place->name);
  g_free (place);
}

/**
 * hw_named_place_kind_to_string:
 * @kind: what a place is
 *
 * Returns: its stable name, "street" for instance; never translated
 */
const char *
hw_named_place_kind_to_string (HwNamedPlaceKind kind)
{
  g_return_val_if_fail ((guint) kind < HW_N_NAMED_PLACES, NULL);
  return kind_names[kind];
}

/**
 * hw_named_place_kind_from_string:
 * @name: (nullable): a stable name
 * @kind: (out): the kind; untouched where the name is unknown
 *
 * Returns: whether @name is the name of a kind
 */
gboolean
hw_named_place_kind_from_string (const char       *name,
                                 HwNamedPlaceKind *kind)
{
  for (guint i = 0; name != NULL && i < HW_N_NAMED_PLACES; i++)
    if (g_str_equal (name, kind_names[i]))
      {
        *kind = (HwNamedPlaceKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_named_place_check:
 * @place: a place
 * @error: return location for an error of %HW_REPORT_ERROR
 *
 * The rules for a place of a list: a name that is text, and a point on the earth.
 *
 * Returns: whether it may be recorded
 */
gboolean
hw_named_place_check (const HwNamedPlace *place,
                      GError            **error)
{
  if (place->name == NULL || *place->name == '\0' || (guint) place->kind >= HW_N_NAMED_PLACES)
    {
      g_set_error_literal (error, HW_REPORT_ERROR, HW_REPORT_ERROR_MISSING, _("A place of the list has no name."));
      return FALSE;
    }
  return hw_check_text (place->name, HW_NAMED_PLACE_MAX_NAME, _("The name of the place"), error) &&
         hw_check_point (&place->point, NULL, error);
}
