/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-form-door.h"

#include <string.h>

#include "hw-form-data.h"
#include "hw-intake-settings.h"
#include "hw-intake-spool.h"
#include "hw-reference.h"
#include "hw-web-form-page.h"
#include "hw-web-map.h"
#include "hw-web-status-page.h"

/*
 * The door for people with a browser: which page stands at which path. "/" is
 * the form in the language that the browser asks for, "/da/" in Danish. What is
 * posted is sealed and on the disk before the browser is sent on to the page
 * that says thanks, which can be loaded again without sending anything twice.
 */

#define HTML      "text/html; charset=utf-8"
#define EMERGENCY "112"   /* answers in the whole of the European Union and in more countries */

typedef struct
{
  const HwDoorRequest *request;
  HwWebPage            page;
} Visit;

static HwDoorAnswer *
answer_page (guint   status,
             GBytes *body)
{
  HwDoorAnswer *answer = hw_door_answer_new (status);

  answer->content_type = g_strdup (HTML);
  answer->body = body;
  return answer;
}

static HwDoorAnswer *
answer_problem (const Visit *visit,
                guint        status,
                const char  *phrase)
{
  return answer_page (status, hw_web_problem_page_write (&visit->page, phrase));
}

static HwDoorAnswer *
answer_elsewhere (char *location)
{
  HwDoorAnswer *answer = hw_door_answer_new (303);

  answer->location = location;
  return answer;
}

/* "team=" in the settings is none. */
static const char *
get_setting (const char *text,
             const char *otherwise)
{
  return text != NULL && *text != '\0' ? text : otherwise;
}

/* "/da/status" is "status" in Danish; without a language the browser is asked. */
static const char *
choose_language (const HwDoorRequest *request,
                 const char         **rest)
{
  const char * const *languages = hw_phrases_list_languages (hw_web_words_get ());

  for (guint i = 0; languages[i] != NULL; i++)
    {
      gsize length = strlen (languages[i]);

      if (strncmp (request->path + 1, languages[i], length) == 0 && request->path[length + 1] == '/')
        {
          *rest = request->path + length + 2;
          return languages[i];
        }
    }
  *rest = request->path + 1;
  return hw_web_words_choose (request->accept_language);
}

static gboolean
is_get (const HwDoorRequest *request)
{
  return strcmp (request->method, "GET") == 0 || strcmp (request->method, "HEAD") == 0;
}

/* -- the form -------------------------------------------------------------- */

static HwDoorAnswer *
open_form (const Visit *visit)
{
  g_autoptr (HwWebForm) form = hw_web_form_new (NULL, visit->request->now, NULL, NULL);

  return answer_page (200, hw_web_form_page_write (&visit->page, form));
}

typedef struct
{
  char     *language;   /* (owned) */
  gboolean  is_urgent;
} Thanks;

static void
thanks_free (gpointer data)
{
  Thanks *thanks = data;

  g_free (thanks->language);
  g_free (thanks);
}

/* Once the report is on the disk. */
static void
reply_thanks (HwDoorAnswer        *answer,
              const HwDoorRequest *request,
              const HwId          *id)
{
  const Thanks *thanks = answer->reply_data;
  g_autofree char *reference = hw_reference_to_string (id);

  answer->status = 303;
  answer->location = g_strdup_printf ("/%s/thanks?reference=%s%s", thanks->language, reference, thanks->is_urgent ? "&urgent=yes" : "");
}

static HwDoorAnswer *
take_report (const Visit     *visit,
             const HwWebForm *form)
{
  HwDoorAnswer *answer = hw_door_answer_new (0);
  Thanks *thanks = g_new0 (Thanks, 1);
  g_autoptr (HwReport) report = hw_report_new (hw_web_form_get_report (form));

  thanks->language = g_strdup (visit->page.language);
  thanks->is_urgent = hw_web_form_is_urgent (form);
  answer->submission = hw_submission_new (report, visit->page.language, NULL);
  answer->reply = reply_thanks;
  answer->reply_data = thanks;
  answer->reply_free = thanks_free;
  return answer;
}

static HwDoorAnswer *
answer_unread (const Visit  *visit,
               const GError *error)
{
  if (g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TYPE))
    return answer_problem (visit, 415, "problem-type");
  if (g_error_matches (error, HW_FORM_DATA_ERROR, HW_FORM_DATA_ERROR_TOO_LARGE))
    return answer_problem (visit, 413, "problem-large");
  return answer_problem (visit, 400, "problem-text");
}

static HwDoorAnswer *
post_report (const Visit *visit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = hw_form_data_parse (visit->request->content_type, visit->request->body, &error);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (HwWebForm) form = NULL;

  if (values == NULL)
    return answer_unread (visit, error);
  form = hw_web_form_new (values, visit->request->now, zone, NULL);
  if (!hw_web_form_is_sound (form))
    return answer_page (422, hw_web_form_page_write (&visit->page, form));
  return take_report (visit, form);
}

/* The map was clicked, or moved: the form comes back as far as it is filled in. A path of its own, which is not counted as a report. */
static HwDoorAnswer *
post_map (const Visit *visit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = hw_form_data_parse (visit->request->content_type, visit->request->body, &error);
  g_autoptr (HwWebForm) form = NULL;

  if (values == NULL)
    return answer_unread (visit, error);
  hw_web_map_use (values, visit->page.map);
  form = hw_web_form_new_draft (values);
  return answer_page (200, hw_web_form_page_write (&visit->page, form));
}

/* -- afterwards ------------------------------------------------------------ */

static HwDoorAnswer *
open_thanks (const Visit *visit)
{
  const char *typed = hw_form_data_get (visit->request->query, "reference");
  g_autofree char *reference = NULL;
  HwId id;

  if (!hw_reference_from_string (typed, &id))
    return answer_elsewhere (g_strdup_printf ("/%s/status", visit->page.language));
  reference = hw_reference_to_string (&id);
  return answer_page (200, hw_web_thanks_page_write (&visit->page, reference, *hw_form_data_get (visit->request->query, "urgent") != '\0'));
}

static HwDoorAnswer *
open_status (const Visit *visit)
{
  const char *typed = hw_form_data_get (visit->request->query, "reference");
  HwWebStatus status = { .reference = *typed != '\0' ? typed : NULL };
  g_autofree char *reference = NULL;
  HwCallerAnswer answer;
  HwId id;

  status.is_reference = status.reference != NULL && hw_reference_from_string (typed, &id);
  if (status.is_reference)
    status.reference = reference = hw_reference_to_string (&id);
  if (status.is_reference && hw_intake_spool_get_status (visit->request->spool, &id, &answer, &status.answered_at))
    status.answer = hw_caller_answer_to_string (answer);
  return answer_page (status.reference != NULL && status.answer == NULL ? 404 : 200, hw_web_status_page_write (&visit->page, &status));
}

static HwDoorAnswer *
open_style (void)
{
  HwDoorAnswer *answer = hw_door_answer_new (200);

  answer->content_type = g_strdup ("text/css; charset=utf-8");
  answer->body = hw_web_page_get_style ();
  return answer;
}

/* -- which page ------------------------------------------------------------ */

static const struct
{
  const char   *path;
  gboolean      is_post;
  HwDoorAnswer *(*open) (const Visit *visit);
} pages[] = {
  { "", FALSE, open_form },
  { "report", TRUE, post_report },
  { "map", TRUE, post_map },
  { "thanks", FALSE, open_thanks },
  { "status", FALSE, open_status },
};

static HwDoorAnswer *
open_page (Visit      *visit,
           const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (strcmp (pages[i].path, path) != 0)
        continue;
      visit->page.path = pages[i].is_post ? "" : pages[i].path;
      if (pages[i].is_post && is_get (visit->request))
        return answer_elsewhere (g_strdup_printf ("/%s/", visit->page.language));
      if (pages[i].is_post ? strcmp (visit->request->method, "POST") != 0 : !is_get (visit->request))
        return answer_problem (visit, 405, "problem-method");
      return pages[i].open (visit);
    }
  return NULL;
}

/**
 * hw_web_form_door:
 * @request: what a browser asks
 *
 * Returns: (transfer full) (nullable): a page, or a report to be recorded; %NULL where the path belongs to another door
 */
HwDoorAnswer *
hw_web_form_door (const HwDoorRequest *request)
{
  Visit visit = { .request = request };
  HwDoorAnswer *answer;
  const char *rest;

  if (request->path[0] != '/')
    return NULL;
  if (strcmp (request->path, "/form.css") == 0 && is_get (request))
    return open_style ();
  visit.page.language = choose_language (request, &rest);
  visit.page.path = "";
  visit.page.team = get_setting (request->settings->team, NULL);
  visit.page.emergency = get_setting (request->settings->emergency, EMERGENCY);
  visit.page.telephone = get_setting (request->settings->telephone, NULL);
  visit.page.map = get_setting (request->settings->map, NULL);
  visit.page.now = request->now;
  answer = open_page (&visit, rest);
  if (answer == NULL && rest != request->path + 1)
    answer = answer_problem (&visit, 404, "problem-not-found");
  return answer;
}
