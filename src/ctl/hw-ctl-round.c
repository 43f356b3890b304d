/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-ctl-json.h"
#include "hw-ctl.h"
#include "hw-emergency.h"
#include "hw-private-file.h"
#include "hw-report-csv-writer.h"
#include "hw-round-geojson.h"
#include "hw-round-gpx.h"
#include "hw-route-sheet.h"
#include "hw-store-route.h"
#include "hw-store-visits.h"
#include "hw-wording.h"

/* round: the shifts of a team, and the round of one as a route sheet or for another device. */

typedef enum { FORMAT_PDF, FORMAT_GPX, FORMAT_GEOJSON } Format;

static const char * const formats[] = { "pdf", "gpx", "geojson", NULL };

/* What the command line says. */
typedef struct
{
  gboolean    lists;
  gint64      since;
  gint64      until;
  HwId        shift;
  Format      format;
  HwPaper     paper;
  HwRouteAsk  ask;
  const char *output;
} Options;

/* -- the list ------------------------------------------------------------------------------------------------------- */

static void
print_json (GPtrArray *shifts)
{
  g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

  json_builder_set_member_name (builder, "shifts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < shifts->len; i++)
    {
      const HwShift *shift = shifts->pdata[i];
      g_autofree char *id = hw_id_to_string (&shift->id), *starts = hw_format_time_utc (shift->starts_at), *ends = hw_format_time_utc (shift->ends_at);

      json_builder_begin_object (builder);
      hw_ctl_json_add_string (builder, "id", id);
      hw_ctl_json_add_string (builder, "name", shift->name != NULL ? shift->name : "");
      hw_ctl_json_add_string (builder, "kind", hw_shift_kind_to_string (shift->kind));
      hw_ctl_json_add_string (builder, "state", hw_shift_state_to_string (shift->state));
      hw_ctl_json_add_string (builder, "starts_at", starts);
      hw_ctl_json_add_string (builder, "ends_at", ends);
      hw_ctl_json_add_int (builder, "stops", shift->stops->len);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  hw_ctl_json_print (builder);
}

static void
print_text (GPtrArray *shifts)
{
  if (shifts->len == 0)
    g_print ("%s\n", _("There is no shift in that time."));
  for (guint i = 0; i < shifts->len; i++)
    {
      const HwShift *shift = shifts->pdata[i];
      g_autofree char *id = hw_id_to_string (&shift->id);
      g_autoptr (GDateTime) starts = g_date_time_new_from_unix_local (shift->starts_at / G_USEC_PER_SEC);
      g_autofree char *time = g_date_time_format (starts, "%Y-%m-%d %H:%M");
      g_autofree char *stops = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u stop", "%u stops", shift->stops->len), shift->stops->len);

      g_print ("%s  %s  %-12s  %-9s  %s\n", id, time, hw_shift_state_get_words (shift->state), stops, shift->name != NULL ? shift->name : "");
    }
}

static gboolean
list_shifts (HwCtl          *ctl,
             HwStore        *store,
             const Options  *options,
             GError        **error)
{
  g_autoptr (GPtrArray) shifts = hw_store_list_shifts (store, options->since, options->until, error);

  if (shifts == NULL || !hw_store_close (store, error))
    return FALSE;
  if (ctl->json)
    print_json (shifts);
  else
    print_text (shifts);
  return TRUE;
}

/* -- the round of one ----------------------------------------------------------------------------------------------- */

static GBytes *
make_pdf (HwStore        *store,
          const HwShift  *shift,
          GPtrArray      *facts,
          const Options  *options,
          GTimeZone      *zone,
          GError        **error)
{
  g_autofree char *emergency = hw_emergency_dup_number (HW_EMERGENCY_GENERAL);
  const HwRouteSheetWhat what = {
    .paper = options->paper, .team = hw_store_get_team_name (store), .made_by = hw_store_get_author (store), .made_at = g_get_real_time (),
    .zone = zone, .emergency = emergency, .purpose = options->ask.purpose, .recipient = options->ask.recipient,
  };
  g_autoptr (HwRouteSheet) sheet = hw_route_sheet_new (shift, facts, &what);

  return hw_route_sheet_make_pdf (sheet, error);
}

/* That names were given is recorded before there is a file with them. */
static gboolean
record_names (HwStore        *store,
              GPtrArray      *facts,
              GBytes         *pdf,
              const Options  *options,
              GError        **error)
{
  g_autofree char *told = NULL;

  if (options->ask.purpose == NULL)
    return TRUE;
  told = hw_route_sheet_dup_told (pdf);
  return hw_store_record_route_names (store, facts, &options->ask, told, error);
}

static gboolean
check_names (GPtrArray      *facts,
             const Options  *options,
             GError        **error)
{
  if (options->ask.purpose == NULL || hw_stop_facts_count_people (facts) > 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("Nobody who was met on this round agreed to be named to that recipient for that purpose. No file was written: leave the names out."));
  return FALSE;
}

static gboolean
write_sheet (HwStore        *store,
             const HwShift  *shift,
             const Options  *options,
             GTimeZone      *zone,
             GError        **error)
{
  g_autoptr (GPtrArray) facts = hw_store_load_route (store, shift, &options->ask, g_get_real_time (), error);
  g_autoptr (GBytes) pdf = NULL;

  if (facts == NULL || !check_names (facts, options, error))
    return FALSE;
  pdf = make_pdf (store, shift, facts, options, zone, error);
  return pdf != NULL
         && record_names (store, facts, pdf, options, error)
         && hw_private_file_write (options->output, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), error);
}

static gboolean
write_round (HwCtl          *ctl,
             HwStore        *store,
             const Options  *options,
             GError        **error)
{
  g_autoptr (HwShift) shift = hw_store_get_shift (store, &options->shift, error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  gboolean done;

  if (shift == NULL || g_cancellable_set_error_if_cancelled (ctl->cancellable, error))
    return FALSE;
  if (options->format == FORMAT_PDF)
    done = write_sheet (store, shift, options, zone, error);
  else if (options->format == FORMAT_GPX)
    done = hw_round_gpx_write (shift, zone, options->output, error);
  else
    done = hw_round_geojson_write (shift, options->output, error);
  if (!done || !hw_store_close (store, error))
    return FALSE;
  if (ctl->json)
    {
      g_autoptr (JsonBuilder) builder = hw_ctl_json_begin ();

      hw_ctl_json_add_int (builder, "stops", shift->stops->len);
      hw_ctl_json_print (builder);
    }
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u stop written\n", "%u stops written\n", shift->stops->len), shift->stops->len);
  return TRUE;
}

/* -- the command line ----------------------------------------------------------------------------------------------- */

static gboolean
set_format (Options     *options,
            const char  *format,
            const char  *paper,
            GError     **error)
{
  guint i = 0;

  while (formats[i] != NULL && g_strcmp0 (formats[i], format) != 0)
    i++;
  if (formats[i] == NULL)
    return hw_ctl_set_usage (error, _("--format takes pdf, gpx or geojson"));
  options->format = (Format) i;
  if (paper != NULL && !hw_paper_from_string (paper, &options->paper))
    return hw_ctl_set_usage (error, _("--paper takes a4 or letter"));
  return TRUE;
}

static gboolean
check_ask (const Options  *options,
           GError        **error)
{
  if ((options->ask.purpose == NULL) != (options->ask.recipient == NULL))
    return hw_ctl_set_usage (error, _("--names-for and --recipient belong together"));
  if (options->ask.purpose != NULL && !g_strv_contains (hw_wording_list_purposes (), options->ask.purpose))
    {
      g_autofree char *purposes = g_strjoinv (", ", (char **) hw_wording_list_purposes ());

      return hw_ctl_set_usage (error, _("--names-for takes one of: %s"), purposes);
    }
  if (options->format != FORMAT_PDF && (options->ask.purpose != NULL || options->ask.languages))
    return hw_ctl_set_usage (error, _("Names and languages go on a route sheet only: --format pdf"));
  return TRUE;
}

static gboolean
set_shift (Options     *options,
           const char  *shift,
           const char  *format,
           const char  *paper,
           GError     **error)
{
  options->lists = shift == NULL;
  if (options->lists)
    return format == NULL && options->output == NULL
           ? TRUE : hw_ctl_set_usage (error, _("--shift is missing: without it the shifts are listed"));
  if (!hw_id_parse (shift, &options->shift))
    return hw_ctl_set_usage (error, _("--shift takes the identity of a shift, as the list has it"));
  if (options->output == NULL || *options->output == '\0')
    return hw_ctl_set_usage (error, _("--output is missing"));
  return set_format (options, format, paper, error) && check_ask (options, error);
}

gboolean
hw_ctl_round (HwCtl   *ctl,
              GStrv    args,
              GError **error)
{
  g_autofree char *since = NULL, *until = NULL, *shift = NULL, *format = NULL, *output = NULL, *paper = NULL, *purpose = NULL, *recipient = NULL;
  Options options = { .since = g_get_real_time () - 28 * G_TIME_SPAN_DAY, .until = G_MAXINT64 };
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("List shifts from then on (else of the last 28 days)"), N_("TIME") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_("List shifts up to then"), N_("TIME") },
    { "shift", 0, 0, G_OPTION_ARG_STRING, &shift, N_("Write the round of this shift"), N_("ID") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("pdf, gpx or geojson"), N_("FORMAT") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write"), N_("FILE") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &paper, N_("a4 or letter (else a4)"), N_("PAPER") },
    { "languages", 0, 0, G_OPTION_ARG_NONE, &options.ask.languages, N_("Say what language was heard at a stop: for the team of the shift only"), NULL },
    { "names-for", 0, 0, G_OPTION_ARG_STRING, &purpose, N_("Name people who agreed to it for this purpose; it is recorded"), N_("PURPOSE") },
    { "recipient", 0, 0, G_OPTION_ARG_STRING, &recipient, N_("Who gets the names, as in the consents"), N_("WHO") },
    { NULL }
  };
  g_auto (GStrv) rest = g_strdupv (args);
  g_autoptr (HwStore) store = NULL;

  if (!hw_ctl_parse (ctl, &rest, _("WORKSPACE"), _("Lists shifts, or writes the round of one as a route sheet or for another device."), entries, 1, 1, error))
    return FALSE;
  options.output = output;
  options.ask.purpose = purpose;
  options.ask.recipient = recipient;
  if ((since != NULL && !hw_ctl_parse_time ("--since", since, FALSE, &options.since, error))
      || (until != NULL && !hw_ctl_parse_time ("--until", until, TRUE, &options.until, error))
      || !set_shift (&options, shift, format, paper, error))
    return FALSE;
  store = hw_ctl_open (ctl, rest[1], error);
  if (store == NULL)
    return FALSE;
  return options.lists ? list_shifts (ctl, store, &options, error) : write_round (ctl, store, &options, error);
}
