/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-outcomes.h"
#include "hw-promise.h"
#include "hw-route-sheet-private.h"
#include "hw-travel.h"
#include "hw-words.h"

/* What a route sheet says. Where it stands on the page is in hw-route-sheet-page.c. */

G_DEFINE_BOXED_TYPE (HwRouteSheet, hw_route_sheet, hw_route_sheet_ref, hw_route_sheet_unref)

/* While it is being put together. */
typedef struct
{
  const HwShift          *shift;
  const HwRouteSheetWhat *what;
} Maker;

static void
row_free (gpointer data)
{
  HwSheetRow *row = data;

  g_free (row->label);
  g_free (row->text);
  g_free (row);
}

static void
stop_free (gpointer data)
{
  HwSheetStop *stop = data;

  g_free (stop->name);
  g_free (stop->times);
  g_free (stop->place);
  g_ptr_array_unref (stop->rows);
  g_free (stop);
}

static void
add_row (GPtrArray  *rows,
         const char *label,
         const char *text,
         gboolean    strong)
{
  char *clean = hw_paper_clean (text);
  HwSheetRow *row;

  if (clean == NULL)
    return;
  row = g_new0 (HwSheetRow, 1);
  row->label = g_strdup (label);
  row->text = clean;
  row->strong = strong;
  g_ptr_array_add (rows, row);
}

static void
append (GString    *words,
        const char *between,
        const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, between);
  g_string_append (words, part);
}

/* -- times ---------------------------------------------------------------------------------------------------------- */

static char *
format (const Maker *maker,
        gint64       at,
        const char  *pattern)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, maker->what->zone) : NULL;

  return local != NULL ? g_date_time_format (local, pattern) : g_strdup (_("time not known"));
}

/* A sheet is read on another day than it was made on: the day always stands there, and the year where it is another. */
static char *
format_time (const Maker *maker,
             gint64       at)
{
  g_autofree char *year = format (maker, at, "%Y"), *this_year = format (maker, maker->what->made_at, "%Y");

  if (!g_str_equal (year, this_year))
    /* TRANSLATORS: a time in another year, as in "3 Nov 2025, 02:10" */
    return format (maker, at, _("%-e %b %Y, %H:%M"));
  /* TRANSLATORS: a time on another day, as in "Thu 13 Nov, 05:20" */
  return format (maker, at, _("%a %-e %b, %H:%M"));
}

static char *
format_span (const Maker *maker,
             gint64       since,
             gint64       until)
{
  g_autofree char *first = format (maker, since, "%H:%M"), *last = format (maker, until, "%H:%M");

  return g_strdup_printf ("%s–%s", first, last);
}

/* -- the first page ------------------------------------------------------------------------------------------------- */

static char *
list_team (const HwShift *shift)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < shift->team->len; i++)
    {
      const HwTeamMember *member = shift->team->pdata[i];
      /* Translators: %s is the name of who leads a shift */
      g_autofree char *name = member->leads ? g_strdup_printf (_("%s (leads)"), member->name) : g_strdup (member->name);

      append (words, ", ", name);
    }
  return g_string_free (words, FALSE);
}

static char *
describe_place (const char    *place,
                const HwPoint *point)
{
  if (place != NULL && *place != '\0')
    return g_strdup (place);
  return hw_point_is_valid (point) ? g_strdup_printf ("%.5f, %.5f", point->latitude, point->longitude) : NULL;
}

/* %NULL where it is the start. */
static char *
describe_end (const HwShift *shift)
{
  if (shift->end_place == NULL && (!hw_point_is_valid (&shift->end) || !hw_point_is_valid (&shift->start) || hw_point_distance (&shift->start, &shift->end) < 1))
    return NULL;
  return g_strcmp0 (shift->start_place, shift->end_place) != 0 ? describe_place (shift->end_place, &shift->end) : NULL;
}

static double
add_leg (const HwPoint **from,
         const HwPoint  *to)
{
  double metres = *from != NULL && hw_point_is_valid (to) ? hw_point_distance (*from, to) : 0;

  if (hw_point_is_valid (to))
    *from = to;
  return metres;
}

static double
measure_way (const HwShift *shift)
{
  const HwPoint *from = hw_point_is_valid (&shift->start) ? &shift->start : NULL;
  double metres = 0;

  for (guint i = 0; i < shift->stops->len; i++)
    metres += add_leg (&from, &((HwStop *) shift->stops->pdata[i])->point);
  metres += add_leg (&from, &shift->end);
  return metres * HW_TRAVEL_DETOUR;
}

static char *
describe_total (const Maker *maker)
{
  const HwShift *shift = maker->shift;
  guint n = shift->stops->len;
  g_autofree char *stops = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u stop", "%u stops", n), n);
  g_autofree char *way = g_strdup_printf (_("about %.1f km"), measure_way (shift) / 1000);
  const HwStop *last = n > 0 ? shift->stops->pdata[n - 1] : NULL;
  g_autofree char *leaves = last != NULL && last->leaves_at != 0 ? format (maker, last->leaves_at, "%H:%M") : NULL;
  /* Translators: %s is a time such as 02:35 */
  g_autofree char *end = leaves != NULL ? g_strdup_printf (_("the last visit ends at %s"), leaves) : NULL;
  GString *words = g_string_new (stops);

  if (n > 0)
    append (words, " · ", way);
  append (words, " · ", end);
  return g_string_free (words, FALSE);
}

static char *
describe_names (const HwRouteSheetWhat *what)
{
  if (what->purpose == NULL)
    return NULL;
  /* Translators: the first is a purpose such as "advice", the second who gets the sheet */
  return g_strdup_printf (_("This sheet names people who agreed to it, for “%s”, to %s."), what->purpose, what->recipient);
}

static void
add_head (HwRouteSheet *self,
          const Maker  *maker)
{
  const HwShift *shift = maker->shift;
  g_autofree char *team = list_team (shift), *total = describe_total (maker), *names = describe_names (maker->what);
  g_autofree char *start = describe_place (shift->start_place, &shift->start), *end = describe_end (shift);
  g_autofree char *day = format (maker, shift->starts_at, _("%A %-e %B %Y"));
  g_autofree char *span = format_span (maker, shift->starts_at, shift->ends_at);
  g_autofree char *when = g_strdup_printf ("%s, %s · %s", day, span, hw_shift_kind_get_words (shift->kind));
  g_autofree char *name = hw_paper_clean (shift->name);

  self->title = name != NULL ? g_strdup_printf (_("Route sheet: %s"), name) : g_strdup (_("Route sheet"));
  self->subtitle = g_steal_pointer (&when);
  add_row (self->rows, _("Emergency"), maker->what->emergency, TRUE);
  add_row (self->rows, _("Weather"), shift->severe_weather ? _("Severe weather: look for everybody, also where nobody asked") : NULL, TRUE);
  add_row (self->rows, _("Team"), team, FALSE);
  add_row (self->rows, _("Alone"), shift->alone_reason, FALSE);
  add_row (self->rows, _("Meet at"), start, FALSE);
  add_row (self->rows, _("End at"), end, FALSE);
  add_row (self->rows, _("On the way"), hw_transport_get_words (shift->transport), FALSE);
  add_row (self->rows, _("Interpreter"), shift->interpreter_booked ? _("booked") : NULL, FALSE);
  add_row (self->rows, _("Round"), total, FALSE);
  add_row (self->rows, _("Note"), shift->note, FALSE);
  add_row (self->rows, _("Names"), names, TRUE);
}

/* -- a stop --------------------------------------------------------------------------------------------------------- */

static char *
describe_reasons (const Maker  *maker,
                  const HwStop *stop)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < stop->reasons->len; i++)
    {
      g_autofree char *reason = hw_visit_reason_dup_words (&g_array_index (stop->reasons, HwVisitReason, i), maker->shift->starts_at, maker->what->zone);

      append (words, " · ", reason);
    }
  return g_string_free (words, FALSE);
}

static void
append_who (GString        *words,
            const HwReport *report)
{
  g_autofree char *people = report->people > 0 ? hw_words_dup_people (report->people) : NULL;

  append (words, ": ", people);
  if (report->age != HW_AGE_UNKNOWN)
    append (words, ", ", hw_words_age (report->age));
  append (words, ", ", report->gender);
  append (words, "; ", report->appearance);
}

/* Who called, what they can be rung at and which language they heard are not on it. */
static char *
describe_report (const Maker    *maker,
                 const HwReport *report)
{
  g_autofree char *seen = format_time (maker, report->seen_at), *concerns = hw_words_dup_concerns (report->concerns);
  GString *words = g_string_new (NULL);

  /* Translators: %s is a time such as "Thu 13 Nov, 05:20" */
  g_string_append_printf (words, _("Seen %s"), seen);
  append_who (words, report);
  append (words, "\n", report->place);
  if (report->usual_time != NULL)
    {
      /* Translators: %s is what a caller said: when somebody is usually there */
      g_autofree char *usual = g_strdup_printf (_("Usually there: %s"), report->usual_time);

      append (words, "\n", usual);
    }
  if (concerns != NULL || report->worries != NULL)
    {
      g_autofree char *worries = g_strdup_printf (_("Worry: %s"), concerns != NULL ? concerns : report->worries);

      append (words, "\n", worries);
      append (words, ": ", concerns != NULL ? report->worries : NULL);
    }
  return g_string_free (words, FALSE);
}

static void
add_reports (GPtrArray         *rows,
             const Maker       *maker,
             const HwStopFacts *facts)
{
  for (guint i = 0; i < facts->reports->len; i++)
    {
      const HwReport *report = facts->reports->pdata[i];
      g_autofree char *words = describe_report (maker, report);

      add_row (rows, i == 0 ? _("Reported") : NULL, words, hw_report_is_urgent (report));
    }
}

static void
add_site (GPtrArray         *rows,
          const Maker       *maker,
          const HwSite      *site)
{
  add_row (rows, _("Hazards"), site->hazards, TRUE);
  if (site->closes_at != 0)
    {
      g_autofree char *at = format_time (maker, site->closes_at);
      GString *words = g_string_new (NULL);

      g_string_append_printf (words, site->closes_at <= maker->shift->starts_at ? _("Closed since %s") : _("Will be closed on %s"), at);
      append (words, ". ", site->closure_note);
      add_row (rows, _("Closure"), words->str, TRUE);
      g_string_free (words, TRUE);
    }
  add_row (rows, _("Access"), site->access, FALSE);
  add_row (rows, _("Lighting"), site->lighting, FALSE);
  add_row (rows, _("Bed down"), site->bed_down, FALSE);
  add_row (rows, _("Note"), site->note, FALSE);
}

static void
add_promises (GPtrArray         *rows,
              const Maker       *maker,
              const HwStopFacts *facts)
{
  for (guint i = 0; i < facts->promises->len; i++)
    {
      const HwPromise *promise = facts->promises->pdata[i];
      g_autofree char *due = format_time (maker, promise->due_at);
      /* Translators: what was promised, and by when: "Shoes, size 43 (by Sun 23 Nov, 22:00)" */
      g_autofree char *words = g_strdup_printf (_("%s (by %s)"), promise->words, due);

      add_row (rows, i == 0 ? _("Promised") : NULL, words, FALSE);
    }
}

static void
add_last_visit (GPtrArray         *rows,
                const Maker       *maker,
                const HwStopFacts *facts)
{
  GString *words = g_string_new (NULL);

  if (facts->last_visit == 0)
    g_string_append (words, _("never, as far as is known here"));
  else
    {
      g_autofree char *at = format_time (maker, facts->last_visit);

      g_string_append (words, at);
      if (facts->last_met)
        {
          g_autofree char *met = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "met %u person", "met %u people", facts->last_people), facts->last_people);

          append (words, ": ", met);
        }
      else
        append (words, ": ", hw_outcome_words (facts->last_outcome));
    }
  add_row (rows, _("Last visit"), words->str, FALSE);
  g_string_free (words, TRUE);
}

/* The languages are there only if whoever shows them to this team read them. */
static void
add_talk (GPtrArray         *rows,
          const HwStop      *stop,
          const HwStopFacts *facts)
{
  GString *words = g_string_new (NULL);

  if (stop->talk == HW_TALK_YES)
    append (words, " · ", _("the team can talk with the people expected"));
  else if (stop->talk == HW_TALK_NO)
    append (words, " · ", _("nobody in the team speaks their language"));
  else if (stop->talk == HW_TALK_INTERPRETER_BOOKED)
    append (words, " · ", _("an interpreter is booked"));
  if (facts != NULL && facts->languages != NULL)
    {
      g_autofree char *languages = g_strjoinv (", ", facts->languages);

      append (words, " · ", languages);
    }
  add_row (rows, _("Talk"), words->str, FALSE);
  g_string_free (words, TRUE);
}

static void
add_people (GPtrArray         *rows,
            const HwStopFacts *facts)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < facts->people->len; i++)
    append (words, ", ", ((HwStopPerson *) facts->people->pdata[i])->name);
  if (facts->n_unnamed > 0)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u who did not agree to be named", "%u who did not agree to be named", facts->n_unnamed), facts->n_unnamed);

      append (words, "; ", more);
    }
  add_row (rows, _("Known here"), words->str, FALSE);
  g_string_free (words, TRUE);
}

static char *
describe_where (const HwStop *stop)
{
  g_autofree char *point = hw_point_is_valid (&stop->point) ? g_strdup_printf ("%.5f, %.5f", stop->point.latitude, stop->point.longitude) : NULL;
  GString *words = g_string_new (NULL);

  append (words, " · ", hw_stop_kind_get_words (stop->kind));
  if (g_strcmp0 (stop->place, stop->name) != 0)
    append (words, " · ", stop->place);
  append (words, " · ", point);
  return g_string_free (words, FALSE);
}

static char *
describe_times (const Maker  *maker,
                const HwStop *stop)
{
  g_autofree char *span = stop->arrives_at != 0 ? format_span (maker, stop->arrives_at, stop->leaves_at) : NULL;
  g_autofree char *minutes = stop->visit_minutes > 0 ? g_strdup_printf (_("%d min"), (int) stop->visit_minutes) : NULL;

  if (span != NULL && minutes != NULL)
    return g_strdup_printf ("%s (%s)", span, minutes);
  return span != NULL ? g_steal_pointer (&span) : g_steal_pointer (&minutes);
}

static HwSheetStop *
make_stop (const Maker       *maker,
           const HwStop      *stop,
           const HwStopFacts *facts)
{
  HwSheetStop *made = g_new0 (HwSheetStop, 1);
  g_autofree char *reasons = describe_reasons (maker, stop), *where = describe_where (stop);

  made->name = hw_paper_clean (stop->name != NULL ? stop->name : stop->place);
  if (made->name == NULL)
    made->name = g_strdup (_("A place"));
  made->times = describe_times (maker, stop);
  made->place = hw_paper_clean (where);
  made->rows = g_ptr_array_new_with_free_func (row_free);
  if (facts != NULL && facts->site != NULL)
    add_site (made->rows, maker, facts->site);
  add_row (made->rows, _("Why"), reasons, FALSE);
  if (facts != NULL)
    {
      add_reports (made->rows, maker, facts);
      add_promises (made->rows, maker, facts);
      add_last_visit (made->rows, maker, facts);
    }
  add_talk (made->rows, stop, facts);
  if (facts != NULL && maker->what->purpose != NULL)
    add_people (made->rows, facts);
  return made;
}

/* -- the sheet ------------------------------------------------------------------------------------------------------ */

/**
 * hw_route_sheet_new:
 * @shift: a shift with its round
 * @facts: (nullable) (element-type HwStopFacts): what is known of its stops
 * @what: what else goes on it; taken over are the user data of its ground
 *
 * Returns: (transfer full): the sheet, in the user's language
 */
HwRouteSheet *
hw_route_sheet_new (const HwShift          *shift,
                    GPtrArray              *facts,
                    const HwRouteSheetWhat *what)
{
  HwRouteSheet *self = g_atomic_rc_box_new0 (HwRouteSheet);
  const Maker maker = { shift, what };
  g_autofree char *made_at = NULL;

  self->shift = hw_shift_copy (shift);
  self->paper = what->paper;
  self->ground = what->ground;
  self->ground_free = what->ground_free;
  self->attribution = g_strdup (what->ground.attribution);
  self->ground.attribution = self->attribution;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->stops = g_ptr_array_new_with_free_func (stop_free);
  self->spots = g_array_new (FALSE, FALSE, sizeof (HwSheetSpot));
  made_at = format (&maker, what->made_at, _("%-e %b %Y, %H:%M"));
  /* Translators: the team's name, when the sheet was made, and by whom */
  self->made = g_strdup_printf (_("%s · made %s by %s"), what->team, made_at, what->made_by);
  add_head (self, &maker);
  for (guint i = 0; i < shift->stops->len; i++)
    {
      const HwStop *stop = shift->stops->pdata[i];

      g_ptr_array_add (self->stops, make_stop (&maker, stop, hw_stop_facts_find (facts, &stop->id)));
    }
  return self;
}

/**
 * hw_route_sheet_ref:
 * @self: a sheet
 *
 * Returns: (transfer full): @self, held once more
 */
HwRouteSheet *
hw_route_sheet_ref (HwRouteSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_sheet (gpointer data)
{
  HwRouteSheet *self = data;

  if (self->ground_free != NULL)
    self->ground_free (self->ground.user_data);
  hw_shift_free (self->shift);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->stops);
  g_array_unref (self->spots);
  g_free (self->attribution);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->made);
}

/**
 * hw_route_sheet_unref:
 * @self: (transfer full): a sheet
 */
void
hw_route_sheet_unref (HwRouteSheet *self)
{
  g_atomic_rc_box_release_full (self, clear_sheet);
}

static void
append_rows (GString   *text,
             GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HwSheetRow *row = rows->pdata[i];

      g_string_append_printf (text, "%s%s%s\n", row->label != NULL ? row->label : "", row->label != NULL ? ": " : "", row->text);
    }
}

/**
 * hw_route_sheet_dup_text:
 * @self: a sheet
 *
 * Returns: (transfer full): what it says, for who cannot see the pages
 */
char *
hw_route_sheet_dup_text (HwRouteSheet *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n", self->title, self->subtitle);
  append_rows (text, self->rows);
  for (guint i = 0; i < self->stops->len; i++)
    {
      const HwSheetStop *stop = self->stops->pdata[i];

      g_string_append_printf (text, "\n%u. %s%s%s\n%s\n", i + 1, stop->name, stop->times != NULL ? ", " : "", stop->times != NULL ? stop->times : "",
                              stop->place != NULL ? stop->place : "");
      append_rows (text, stop->rows);
    }
  return g_string_free (text, FALSE);
}

static void
draw_page (cairo_t  *cr,
           guint     page,
           gpointer  user_data)
{
  hw_route_sheet_draw_page (user_data, cr, page);
}

/**
 * hw_route_sheet_make_pdf:
 * @self: a sheet
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the sheet as PDF, in memory
 */
GBytes *
hw_route_sheet_make_pdf (HwRouteSheet  *self,
                         GError       **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  double width, height;

  hw_paper_get_size (self->paper, &width, &height);
  if (!hw_paper_write_pdf (stream, width, height, hw_route_sheet_count_pages (self), draw_page, self, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * hw_route_sheet_dup_told:
 * @pdf: of hw_route_sheet_make_pdf(), of a sheet with names
 *
 * Returns: (transfer full): what a disclosure says was told, with the hash of the file
 */
char *
hw_route_sheet_dup_told (GBytes *pdf)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, pdf);

  return g_strdup_printf (_("Name and where they sleep, on the route sheet of a shift (SHA-256 %s)"), hash);
}
