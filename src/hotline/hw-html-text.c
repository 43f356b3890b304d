/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-html-text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/*
 * The words of a mail that came as HTML only. Nothing is fetched, drawn or run:
 * libxml2 makes a tree of it, and the texts of the tree are written down, with
 * the addresses of links, since a telephone sends a place as a link to a map.
 */

#define MAX_SIZE (1024 * 1024)

static const char * const hidden[] = { "head", "script", "style", "title", "template", "noscript", "object", "svg", NULL };
static const char * const blocks[] = { "p", "div", "br", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre", "section", "article",
                                       "header", "footer", "dd", "dt", NULL };

static gboolean
is_one_of (const xmlNode      *node,
           const char * const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

/* White space is one space, and none stands at the beginning of a line. */
static void
add_text (GString    *words,
          const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (words, *text);
    else if (words->len > 0 && words->str[words->len - 1] != ' ' && words->str[words->len - 1] != '\n')
      g_string_append_c (words, ' ');
}

static void
end_line (GString *words)
{
  while (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
  if (words->len > 0 && words->str[words->len - 1] != '\n')
    g_string_append_c (words, '\n');
}

static void
add_link (GString *words,
          xmlNode *node)
{
  xmlChar *address = xmlGetProp (node, (const xmlChar *) "href");

  if (address != NULL && (g_str_has_prefix ((char *) address, "http") || g_str_has_prefix ((char *) address, "geo:")) &&
      g_utf8_validate ((char *) address, -1, NULL) && strstr (words->str, (char *) address) == NULL)
    {
      g_string_append (words, " <");
      add_text (words, (char *) address);
      g_string_append (words, "> ");
    }
  g_clear_pointer (&address, xmlFree);
}

static void
leave (GString *words,
       xmlNode *node)
{
  if (is_one_of (node, blocks))
    end_line (words);
  else if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, "a") == 0)
    add_link (words, node);
}

/* Where to go on after @node and what is in it; what is left on the way ends. */
static xmlNode *
go_on (GString *words,
       xmlNode *node)
{
  while (node != NULL)
    {
      leave (words, node);
      if (node->next != NULL)
        return node->next;
      node = node->parent != NULL && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
    }
  return NULL;
}

static void
write_tree (GString *words,
            xmlNode *root)
{
  for (xmlNode *node = root; node != NULL;)
    {
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        add_text (words, (const char *) node->content);
      else if (is_one_of (node, blocks))
        end_line (words);
      node = node->type == XML_ELEMENT_NODE && node->children != NULL && !is_one_of (node, hidden) ? node->children : go_on (words, node);
    }
}

/**
 * hw_html_text_strip:
 * @html: HTML, valid UTF-8
 *
 * Returns: (transfer full): its words
 */
char *
hw_html_text_strip (const char *html)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gsize length = strlen (html);
  htmlDocPtr document = NULL;

  if (length <= MAX_SIZE)
    document = htmlReadMemory (html, (int) length, NULL, "UTF-8", HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED);
  if (document == NULL)
    return g_strdup ("");
  write_tree (words, xmlDocGetRootElement (document));
  xmlFreeDoc (document);
  return g_utf8_make_valid (g_strstrip (words->str), -1);
}
