/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-page.h"

#include <gio/gio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "hw-intake-resource.h"

/*
 * What the pages of the intake service have in common: their words, which come
 * from data/intake/words whatever language the service runs in, and their
 * frame. Every value goes into a page through hw_web_add(), which escapes it;
 * nothing is ever put into a script, a style or an address unescaped.
 */

#define RESOURCES "/org/outreachtools/Homeward/intake/"

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);

  return g_resource_lookup_data (hw_intake_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/**
 * hw_web_words_get:
 *
 * Returns: (transfer none): the words of the pages
 */
const HwPhrases *
hw_web_words_get (void)
{
  static gsize once = 0;
  static HwPhrases *phrases = NULL;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = load ("words");
      g_autoptr (GError) error = NULL;

      phrases = hw_phrases_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
      if (phrases == NULL)
        g_error ("The words of the web form cannot be used: %s", error->message);
      g_once_init_leave (&once, 1);
    }
  return phrases;
}

/**
 * hw_web_words_choose:
 * @accept_language: (nullable): the header of that name
 *
 * Returns: (transfer none): the language of ours that the reader likes best
 */
const char *
hw_web_words_choose (const char *accept_language)
{
  const HwPhrases *phrases = hw_web_words_get ();
  GSList *wanted = accept_language != NULL ? soup_header_parse_quality_list (accept_language, NULL) : NULL;
  const char *chosen = NULL;

  for (GSList *at = wanted; at != NULL && chosen == NULL; at = at->next)
    {
      g_autofree char *base = g_ascii_strdown (at->data, strcspn (at->data, "-"));

      if (hw_phrases_has_language (phrases, base))
        chosen = hw_phrases_pick_language (phrases, base);
    }
  g_clear_pointer (&wanted, soup_header_free_list);
  return chosen != NULL ? chosen : hw_phrases_pick_language (phrases, NULL);
}

/**
 * hw_web_add:
 * @html: a page in the making
 * @format: HTML, with printf()'s signs
 * @...: texts, which are escaped for elements and for quoted attributes
 *
 * The one way into a page.
 */
void
hw_web_add (GString    *html,
            const char *format,
            ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_markup_vprintf_escaped (format, arguments);
  va_end (arguments);
  g_string_append (html, text);
}

/**
 * hw_web_page_get:
 * @page: a page
 * @phrase: the name of a phrase
 *
 * Returns: (transfer none) (nullable): its words as they stand in the file, nothing filled in
 */
const char *
hw_web_page_get (const HwWebPage *page,
                 const char      *phrase)
{
  return hw_phrases_get (hw_web_words_get (), page->language, phrase);
}

/**
 * hw_web_page_say:
 * @page: a page
 * @phrase: the name of a phrase
 *
 * Returns: (transfer full): its words, with who and which numbers filled in; not escaped
 */
char *
hw_web_page_say (const HwWebPage *page,
                 const char      *phrase)
{
  const char *words = hw_web_page_get (page, phrase);
  const char *team = page->team != NULL ? page->team : hw_web_page_get (page, "team");
  g_autofree char *filled = hw_phrases_fill (words != NULL ? words : "", "team", team, "emergency", page->emergency, "telephone", page->telephone, NULL);
  g_autofree char *first = g_utf8_strup (filled, g_utf8_next_char (filled) - filled);

  return *filled != '\0' ? g_strconcat (first, g_utf8_next_char (filled), NULL) : g_strdup ("");
}

/**
 * hw_web_page_add:
 * @page: a page
 * @html: its content
 * @element: "p", "h1"
 * @phrase: the name of a phrase
 *
 * Adds an element with the words of @phrase.
 */
void
hw_web_page_add (const HwWebPage *page,
                 GString         *html,
                 const char      *element,
                 const char      *phrase)
{
  g_autofree char *words = hw_web_page_say (page, phrase);

  hw_web_add (html, "<%s>%s</%s>\n", element, words, element);
}

/* What a telephone dials. */
static char *
get_digits (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = number; *at != '\0'; at++)
    if (g_ascii_isdigit (*at) || (*at == '+' && digits->len == 0))
      g_string_append_c (digits, *at);
  return g_string_free (digits, FALSE);
}

/**
 * hw_web_page_add_call:
 * @page: a page
 * @html: its content
 *
 * Adds the link that rings the emergency number.
 */
void
hw_web_page_add_call (const HwWebPage *page,
                      GString         *html)
{
  g_autofree char *digits = get_digits (page->emergency != NULL ? page->emergency : "");
  g_autofree char *words = hw_web_page_say (page, "danger-ring");

  if (*digits != '\0')
    hw_web_add (html, "<p class=\"ring\"><a href=\"tel:%s\">%s</a></p>\n", digits, words);
}

static void
add_switch (const HwWebPage *page,
            GString         *html)
{
  const HwPhrases *phrases = hw_web_words_get ();
  const char * const *languages = hw_phrases_list_languages (phrases);

  hw_web_add (html, "<nav aria-label=\"%s\">", hw_web_page_get (page, "language-switch"));
  for (guint i = 0; languages[i] != NULL; i++)
    if (strcmp (languages[i], page->language) != 0)
      hw_web_add (html, "<a href=\"/%s/%s\" lang=\"%s\" hreflang=\"%s\">%s</a>", languages[i], page->path, languages[i], languages[i],
                  hw_phrases_get (phrases, languages[i], "language"));
  g_string_append (html, "</nav>\n");
}

/**
 * hw_web_page_finish:
 * @page: a page
 * @title: its title, which a screen reader says first
 * @skip: (nullable): the words of a link that leads past the head
 * @content: what stands in it, HTML
 *
 * Returns: (transfer full): the whole page
 */
GBytes *
hw_web_page_finish (const HwWebPage *page,
                    const char      *title,
                    const char      *skip,
                    const GString   *content)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n");
  g_autofree char *team = hw_web_page_say (page, "title-team");

  hw_web_add (html,
              "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n"
              "<title>%s – %s</title>\n<link rel=\"stylesheet\" href=\"/form.css\">\n</head>\n<body>\n",
              page->language, title, team);
  if (skip != NULL)
    hw_web_add (html, "<a class=\"skip\" href=\"#content\">%s</a>\n", skip);
  hw_web_add (html, "<header><div class=\"page\"><p>%s</p>\n", team);
  add_switch (page, html);
  g_string_append (html, "</div></header>\n<main class=\"page\" id=\"content\">\n");
  g_string_append_len (html, content->str, content->len);
  g_string_append (html, "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (html);
}

/**
 * hw_web_page_get_style:
 *
 * Returns: (transfer full): the style sheet of the pages
 */
GBytes *
hw_web_page_get_style (void)
{
  return load ("form.css");
}
