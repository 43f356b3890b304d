/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-bodies.h"
#include "hw-json-writer.h"
#include "hw-rings.h"

/* The bodies of what is noted of sites and areas: version 1 of each kind, as in hw-bodies.c. */

/**
 * hw_body_write_site:
 * @body: text to replace
 * @site: a site
 *
 * Writes the body of "site.noted": all that is known of the site beside its closure.
 */
void
hw_body_write_site (GString      *body,
                    const HwSite *site)
{
  hw_json_begin (body);
  hw_json_put_text (body, "name", site->name);
  hw_body_put_point (body, &site->point);
  hw_json_put_double (body, "radius_m", site->radius_m);
  hw_json_put_text (body, "hazards", site->hazards);
  hw_json_put_text (body, "access", site->access);
  hw_json_put_text (body, "lighting", site->lighting);
  hw_json_put_text (body, "bed_down", site->bed_down);
  hw_json_put_text (body, "note", site->note);
  hw_json_end (body);
}

/**
 * hw_body_read_site:
 * @self: the body of "site.noted"
 * @site: (out caller-allocates): the site without identity; text belongs to @self
 *
 * Reads what hw_body_write_site() wrote.
 */
void
hw_body_read_site (HwBody *self,
                   HwSite *site)
{
  *site = (HwSite) {
    .name = (char *) hw_body_get_text (self, "name"),
    .radius_m = hw_body_get_double (self, "radius_m", HW_SITE_DEFAULT_RADIUS_M),
    .hazards = (char *) hw_body_get_text (self, "hazards"),
    .access = (char *) hw_body_get_text (self, "access"),
    .lighting = (char *) hw_body_get_text (self, "lighting"),
    .bed_down = (char *) hw_body_get_text (self, "bed_down"),
    .note = (char *) hw_body_get_text (self, "note"),
  };
  hw_body_get_point (self, &site->point);
}

/**
 * hw_body_write_closure:
 * @body: text to replace
 * @closes_at: µs UTC; 0: it is open again
 * @by_authorities: whether others than the team close it
 * @note: (nullable): words
 *
 * Writes the body of "site.closed".
 */
void
hw_body_write_closure (GString    *body,
                       gint64      closes_at,
                       gboolean    by_authorities,
                       const char *note)
{
  hw_json_begin (body);
  hw_json_put_int (body, "closes_at", closes_at);
  if (by_authorities)
    hw_json_put_true (body, "by_authorities");
  hw_json_put_text (body, "note", note);
  hw_json_end (body);
}

/**
 * hw_body_write_area:
 * @body: text to replace
 * @area: an area
 *
 * Writes the body of "area.noted".
 */
void
hw_body_write_area (GString      *body,
                    const HwArea *area)
{
  g_autofree char *rings = hw_rings_format (area->rings);

  hw_json_begin (body);
  hw_json_put_text (body, "name", area->name);
  hw_json_put_int (body, "colour", area->colour);
  hw_json_put_text (body, "covered_by", area->covered_by);
  hw_json_put_text (body, "rings", rings);
  hw_json_end (body);
}

/**
 * hw_body_read_area:
 * @self: the body of "area.noted"
 * @area: (out caller-allocates): the area without identity; text belongs to @self, its rings to the caller
 *
 * Reads what hw_body_write_area() wrote. A colour that this Homeward does not know reads as the first.
 */
void
hw_body_read_area (HwBody *self,
                   HwArea *area)
{
  gint64 colour = hw_body_get_int (self, "colour");

  *area = (HwArea) {
    .name = (char *) hw_body_get_text (self, "name"),
    .rings = hw_rings_parse (hw_body_get_text (self, "rings")),
    .colour = colour > 0 && colour < HW_AREA_N_COLOURS ? (guint8) colour : 0,
    .covered_by = (char *) hw_body_get_text (self, "covered_by"),
  };
  area->box = hw_area_measure_box (area->rings);
}

/**
 * hw_body_write_nothing:
 * @body: text to replace
 *
 * Writes the body of an entry whose kind says it all, "area.removed".
 */
void
hw_body_write_nothing (GString *body)
{
  hw_json_begin (body);
  hw_json_end (body);
}
