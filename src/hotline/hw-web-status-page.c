/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-status-page.h"

/*
 * The pages after the form: thanks with the number of the report, what was done
 * about it, and what to do where something did not work. What was done is one
 * of ten sentences; who was met is not among them.
 */

static GBytes *
finish (const HwWebPage *page,
        const char      *title,
        GString         *content)
{
  g_autofree char *words = hw_web_page_say (page, title);
  GBytes *bytes = hw_web_page_finish (page, words, NULL, content);

  g_string_free (content, TRUE);
  return bytes;
}

/* "23 November 2026", as the language of the page says it. */
static char *
say_day (const HwWebPage *page,
         gint64           at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_auto (GStrv) months = g_strsplit (hw_web_page_get (page, "months"), ";", 12);
  g_autofree char *number = NULL;
  g_autofree char *year = NULL;

  if (moment == NULL || g_strv_length (months) < 12)
    return g_strdup ("");
  number = g_strdup_printf ("%d", g_date_time_get_day_of_month (moment));
  year = g_strdup_printf ("%d", g_date_time_get_year (moment));
  return hw_phrases_fill (hw_web_page_get (page, "day"), "number", number, "month", months[g_date_time_get_month (moment) - 1], "year", year, NULL);
}

static void
add_answer (const HwWebPage   *page,
            GString           *html,
            const HwWebStatus *status)
{
  g_autofree char *phrase = g_strconcat ("answer-", status->answer, NULL);
  g_autofree char *day = status->answered_at != 0 ? say_day (page, status->answered_at) : NULL;

  g_string_append (html, "<div class=\"panel good\">\n");
  hw_web_add (html, "<p>%s <span class=\"reference\">%s</span></p>\n", hw_web_page_get (page, "status-of"), status->reference);
  hw_web_page_add (page, html, "h2", phrase);
  if (day != NULL)
    {
      g_autofree char *words = hw_phrases_fill (hw_web_page_get (page, "status-day"), "date", day, NULL);

      hw_web_add (html, "<p>%s</p>\n", words);
    }
  g_string_append (html, "</div>\n");
}

static void
add_question (const HwWebPage   *page,
              GString           *html,
              const HwWebStatus *status)
{
  const char *problem = status->reference == NULL ? NULL : !status->is_reference ? "status-bad" : status->answer == NULL ? "status-unknown" : NULL;

  hw_web_add (html, "<form method=\"get\" action=\"/%s/status\">\n<div class=\"field%s\"><label for=\"reference\">%s</label>\n", page->language,
              problem != NULL ? " wrong" : "", hw_web_page_get (page, "status-reference"));
  hw_web_add (html, "<p class=\"hint\" id=\"reference-hint\">%s</p>\n", hw_web_page_get (page, "status-reference-hint"));
  if (problem != NULL)
    hw_web_add (html, "<p class=\"error\" id=\"reference-error\">%s %s</p>\n", hw_web_page_get (page, "error-mark"), hw_web_page_get (page, problem));
  hw_web_add (html, "<input type=\"text\" id=\"reference\" name=\"reference\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"%s "
              "aria-describedby=\"reference-hint%s\" value=\"%s\"></div>\n", problem != NULL ? " aria-invalid=true autofocus" : "",
              problem != NULL ? " reference-error" : "", status->reference != NULL && status->answer == NULL ? status->reference : "");
  hw_web_add (html, "<button type=\"submit\">%s</button>\n</form>\n", hw_web_page_get (page, "status-show"));
}

/**
 * hw_web_status_page_write:
 * @page: what pages need to know
 * @status: what was asked, and what is known
 *
 * Returns: (transfer full): what was done about a report, and a field to ask about another
 */
GBytes *
hw_web_status_page_write (const HwWebPage   *page,
                          const HwWebStatus *status)
{
  GString *html = g_string_new (NULL);

  hw_web_page_add (page, html, "h1", "status-title");
  if (status->answer != NULL)
    add_answer (page, html, status);
  hw_web_page_add (page, html, "p", "status-later");
  add_question (page, html, status);
  hw_web_add (html, "<p><a href=\"/%s/\">%s</a></p>\n", page->language, hw_web_page_get (page, "home"));
  return finish (page, "status-title", html);
}

/**
 * hw_web_thanks_page_write:
 * @page: what pages need to know
 * @reference: the number of the report
 * @is_urgent: whether it told of danger or of a child
 *
 * Returns: (transfer full): the page after a report was taken, which can be loaded again
 */
GBytes *
hw_web_thanks_page_write (const HwWebPage *page,
                          const char      *reference,
                          gboolean         is_urgent)
{
  GString *html = g_string_new (NULL);

  if (is_urgent)
    {
      g_string_append (html, "<div class=\"panel\" role=\"alert\">\n");
      hw_web_page_add (page, html, "p", "thanks-urgent");
      hw_web_page_add_call (page, html);
      g_string_append (html, "</div>\n");
    }
  hw_web_page_add (page, html, "h1", "thanks-title");
  hw_web_add (html, "<div class=\"panel good\">\n<p>%s</p>\n<p class=\"reference\">%s</p>\n<p><a href=\"/%s/status?reference=%s\">%s</a></p>\n</div>\n",
              hw_web_page_get (page, "thanks-reference"), reference, page->language, reference, hw_web_page_get (page, "thanks-link"));
  hw_web_page_add (page, html, "p", "thanks-keep");
  hw_web_page_add (page, html, "h2", "thanks-next");
  hw_web_page_add (page, html, "p", "thanks-next-text");
  hw_web_add (html, "<p><a href=\"/%s/\">%s</a></p>\n", page->language, hw_web_page_get (page, "thanks-another"));
  return finish (page, "thanks-title", html);
}

/**
 * hw_web_problem_page_write:
 * @page: what pages need to know
 * @phrase: what happened, was kept and can be done: a name in data/intake/words
 *
 * Returns: (transfer full): the page for what cannot be taken
 */
GBytes *
hw_web_problem_page_write (const HwWebPage *page,
                           const char      *phrase)
{
  GString *html = g_string_new (NULL);

  hw_web_page_add (page, html, "h1", "problem-title");
  g_string_append (html, "<div class=\"panel\" role=\"alert\">\n");
  hw_web_page_add (page, html, "p", phrase);
  g_string_append (html, "</div>\n");
  hw_web_add (html, "<p><a href=\"/%s/\">%s</a></p>\n", page->language, hw_web_page_get (page, "problem-again"));
  return finish (page, "problem-title", html);
}
