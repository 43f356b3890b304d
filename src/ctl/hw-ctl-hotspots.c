/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-hot-spots.h"
#include "hw-report-csv-writer.h"

/* hotspots: where reports and contacts concentrate, and why. */

static void
add_hot_spot (JsonBuilder     *builder,
              const HwHotSpot *spot)
{
  static const char *const distances[] = { "within_50_m", "within_250_m", "within_1000_m" };
  g_autofree char *first = hw_format_time_utc (spot->first);
  g_autofree char *last = hw_format_time_utc (spot->last);

  json_builder_begin_object (builder);
  hw_ctl_json_add_int (builder, "rank", spot->rank);
  hw_ctl_json_add_double (builder, "latitude", spot->centre.latitude);
  hw_ctl_json_add_double (builder, "longitude", spot->centre.longitude);
  hw_ctl_json_add_double (builder, "weight", spot->weight);
  hw_ctl_json_add_int (builder, "reports", spot->reports);
  hw_ctl_json_add_int (builder, "contacts", spot->contacts);
  hw_ctl_json_add_int (builder, "people_met", spot->people_met);
  hw_ctl_json_add_string (builder, "first", first);
  hw_ctl_json_add_string (builder, "last", last);
  hw_ctl_json_add_int (builder, "trend", spot->trend);
  hw_ctl_json_add_double (builder, "p_value", spot->p_value);
  /* In 7, 28, 60 and 180 days. */
  for (guint i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      json_builder_set_member_name (builder, distances[i]);
      json_builder_begin_array (builder);
      for (guint j = 0; j < 4; j++)
        json_builder_add_int_value (builder, spot->counts[i][j]);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *spots)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  json_builder_set_member_name (builder, "hotspots");
  json_builder_begin_array (builder);
  for (guint i = 0; i < spots->len; i++)
    add_hot_spot (builder, g_ptr_array_index (spots, i));
  json_builder_end_array (builder);
  hw_ctl_json_print (builder);
}

static const char *
name_trend (int trend)
{
  return trend < 0 ? _("falling") : trend > 0 ? _("rising") : _("steady");
}

static void
print_table (GPtrArray *spots)
{
  if (spots->len == 0)
    {
      g_print ("%s\n", _("No place has that many reports within that distance and time."));
      return;
    }
  g_print ("%4s  %22s  %7s  %8s  %8s  %-10s  %s\n", "#", _("place"), _("weight"), _("reports"), _("contacts"), _("last"), _("trend"));
  for (guint i = 0; i < spots->len; i++)
    {
      const HwHotSpot *spot = g_ptr_array_index (spots, i);
      g_autofree char *last = hw_format_time_utc (spot->last);
      char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (latitude, sizeof latitude, "%.5f", spot->centre.latitude);
      g_ascii_formatd (longitude, sizeof longitude, "%.5f", spot->centre.longitude);
      g_print ("%4u  %10s, %10s  %7.0f  %8u  %8u  %.10s  %s\n", spot->rank, latitude, longitude, spot->weight, spot->reports, spot->contacts, last, name_trend (spot->trend));
    }
}

static gboolean
find_hot_spots (HwCtl                  *ctl,
                HwStore                *store,
                const HwHotSpotParams  *params,
                gint64                  now,
                GError                **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GArray) points = hw_store_load_points (store, ctl->cancellable, error);
  g_autoptr (GPtrArray) spots = NULL;

  if (points == NULL || !hw_store_close (store, error))
    return FALSE;
  spots = hw_hot_spots_find ((const HwIndexPoint *) (gpointer) points->data, points->len, params, zone, now, ctl->cancellable, error);
  if (spots == NULL)
    return FALSE;
  if (ctl->json)
    print_json (spots);
  else
    print_table (spots);
  return TRUE;
}

gboolean
hw_ctl_hotspots (HwCtl   *ctl,
                 GStrv    args,
                 GError **error)
{
  gint64 now = g_get_real_time ();
  HwHotSpotParams params;
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Count from then on (else the 28 days before the end)"), N_("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("Count up to then (else now)"), N_("TIME") },
    { "radius", 0, 0, G_OPTION_ARG_DOUBLE, &params.radius_m, N_("Metres between neighbours (else 75)"), N_("METRES") },
    { "weight", 0, 0, G_OPTION_ARG_DOUBLE, &params.weight, N_("How much must be there (else 5; a report counts 1, a contact 2)"), N_("NUMBER") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;

  hw_hot_spot_params_init (&params, now);
  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Lists the places where reports and contacts concentrate."), entries, 1, 1, error))
    return FALSE;
  if (!(params.radius_m > 0 && params.radius_m <= 100000) || !(params.weight > 0))
    return hw_ctl_set_usage (error, _("--radius takes metres up to 100,000, and --weight a number above 0"));
  if (until != NULL && !hw_ctl_parse_time ("--until", until, TRUE, &params.until, error))
    return FALSE;
  /* Why a place is a hot-spot is said as of the end of that time, not of today. */
  if (until != NULL)
    {
      now = params.until;
      params.since = params.until - 28 * HW_DAY_US;
    }
  if (since != NULL && !hw_ctl_parse_time ("--since", since, FALSE, &params.since, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && find_hot_spots (ctl, store, &params, now, error);
}
