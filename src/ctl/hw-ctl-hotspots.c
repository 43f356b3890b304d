/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-ctl-hotspots.h"
#include "hw-ctl.h"
#include "hw-hot-spot-history.h"
#include "hw-private-file.h"

/* hotspots: where reports and contacts concentrate, why, and since when. */

/* What the command line says. */
typedef struct
{
  HwHotSpotParams  params;
  int              days;
  int              limit;
  gint64           now;      /* why a place is a hot-spot is said as of then */
  HwCtlSpotsFormat format;
  const char      *output;   /* (nullable): a file */
} Options;

static GPtrArray *
find_hot_spots (const Options  *options,
                GArray         *points,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const HwIndexPoint *first = (const HwIndexPoint *) (gpointer) points->data;
  g_autoptr (GPtrArray) spots = hw_hot_spots_find (first, points->len, &options->params, zone, options->now, cancellable, error);
  g_autoptr (HwHotSpotHistory) history = NULL;

  if (spots == NULL)
    return NULL;
  history = hw_hot_spot_history_new (first, points->len, &options->params, options->now, cancellable, error);
  if (history == NULL)
    return NULL;
  hw_hot_spot_history_identify (history, spots);
  if (options->limit > 0 && spots->len > (guint) options->limit)
    g_ptr_array_set_size (spots, options->limit);
  return g_steal_pointer (&spots);
}

static gboolean
write_file (const char    *path,
            const char    *text,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);

  return file != NULL
         && g_output_stream_write_all (hw_private_file_get_stream (file), text, strlen (text), NULL, cancellable, error)
         && hw_private_file_commit (file, error);
}

static gboolean
run (HwCtl          *ctl,
     HwStore        *store,
     const Options  *options,
     GError        **error)
{
  g_autoptr (GArray) points = hw_store_load_points (store, ctl->cancellable, error);
  g_autoptr (GPtrArray) spots = NULL;
  g_autofree char *text = NULL;

  if (points == NULL || !hw_store_close (store, error))
    return FALSE;
  spots = find_hot_spots (options, points, ctl->cancellable, error);
  if (spots == NULL)
    return FALSE;
  text = hw_ctl_spots_write (options->format, spots);
  if (options->output != NULL)
    return write_file (options->output, text, ctl->cancellable, error);
  g_print ("%s", text);
  return TRUE;
}

/* Comparisons that a NaN fails too. */
static gboolean
check_options (const Options  *options,
               GError        **error)
{
  const HwHotSpotParams *params = &options->params;

  if (!(params->radius_m > 0 && params->radius_m <= 100000) || !(params->weight > 0))
    return hw_ctl_set_usage (error, _("--radius takes metres up to 100,000, and --weight a number above 0"));
  if (!(params->report_weight >= 0 && params->report_weight <= 1000) || !(params->contact_weight >= 0 && params->contact_weight <= 1000))
    return hw_ctl_set_usage (error, _("--report-weight and --contact-weight take numbers from 0 to 1000"));
  if (!(params->time_radius_days >= 0 && params->time_radius_days <= 3660))
    return hw_ctl_set_usage (error, _("--time-radius takes days up to 3660; 0 is any time"));
  if (options->days < 1 || options->days > 3660 || options->limit < 0)
    return hw_ctl_set_usage (error, _("--days takes 1 to 3660, and --limit a number from 0"));
  return TRUE;
}

/* The end is now or --until; the beginning --since, or so many days before the end. */
static gboolean
set_time (Options     *options,
          const char  *since,
          const char  *until,
          GError     **error)
{
  HwHotSpotParams *params = &options->params;

  if (until != NULL)
    {
      if (!hw_ctl_parse_time ("--until", until, TRUE, &params->until, error))
        return FALSE;
      options->now = params->until - 1;
    }
  params->since = params->until - options->days * HW_DAY_US;
  return since == NULL || hw_ctl_parse_time ("--since", since, FALSE, &params->since, error);
}

static gboolean
set_format (HwCtl       *ctl,
            Options     *options,
            const char  *name,
            GError     **error)
{
  if (name == NULL)
    options->format = ctl->json ? HW_CTL_SPOTS_JSON : HW_CTL_SPOTS_TEXT;
  else if (!hw_ctl_spots_format_from_string (name, &options->format))
    return hw_ctl_set_usage (error, _("--format takes text, json, geojson or csv"));
  return TRUE;
}

gboolean
hw_ctl_hotspots (HwCtl   *ctl,
                 GStrv    args,
                 GError **error)
{
  Options options = { .days = 28, .now = g_get_real_time () };
  HwHotSpotParams *params = &options.params;
  g_autofree char *since = NULL;
  g_autofree char *until = NULL;
  g_autofree char *format = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Count from then on (else --days before the end)"), N_("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("Count up to then (else now)"), N_("TIME") },
    { "days", 0, 0, G_OPTION_ARG_INT, &options.days, N_("Count so many days (else 28)"), N_("DAYS") },
    { "radius", 0, 0, G_OPTION_ARG_DOUBLE, &params->radius_m, N_("Metres between neighbours (else 75)"), N_("METRES") },
    { "weight", 0, 0, G_OPTION_ARG_DOUBLE, &params->weight, N_("How much must be there (else 5)"), N_("NUMBER") },
    { "report-weight", 0, 0, G_OPTION_ARG_DOUBLE, &params->report_weight, N_("What a report counts (else 1)"), N_("NUMBER") },
    { "contact-weight", 0, 0, G_OPTION_ARG_DOUBLE, &params->contact_weight, N_("What a contact counts (else 2)"), N_("NUMBER") },
    { "time-radius", 0, 0, G_OPTION_ARG_DOUBLE, &params->time_radius_days, N_("Days between neighbours (else any)"), N_("DAYS") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, N_("Only the first so many"), N_("NUMBER") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("text, json, geojson or csv"), N_("FORMAT") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write (else standard output)"), N_("FILE") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;

  hw_hot_spot_params_init (params, options.now);
  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Lists the places where reports and contacts concentrate."), entries, 1, 1, error)
      || !check_options (&options, error) || !set_format (ctl, &options, format, error) || !set_time (&options, since, until, error))
    return FALSE;
  options.output = output;
  store = hw_ctl_open (ctl, rest[1], error);
  return store != NULL && run (ctl, store, &options, error);
}
