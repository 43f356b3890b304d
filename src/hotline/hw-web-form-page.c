/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-form-page.h"

#include <string.h>

#include "hw-web-map.h"

/*
 * The form as a page: in the order of a conversation, the emergency number
 * before everything else. Where something has to be looked at again there is a
 * summary with links on top, the question beside its field, and all that was
 * written stays. No script is needed, and none is there.
 */

typedef enum
{
  FIELD_SECTION,   /* a heading */
  FIELD_CHOICE,    /* one of several */
  FIELD_MARKS,     /* any of several */
  FIELD_TEXT,      /* several lines */
  FIELD_LINE,
  FIELD_NUMBER,
  FIELD_DATE,
  FIELD_TIME,
  FIELD_MAP,
  FIELD_PAIR,      /* the next two stand beside each other where there is room */
} FieldKind;

typedef struct
{
  FieldKind   kind;
  const char *name;
  gboolean    has_hint;
  const char *autocomplete;   /* (nullable) */
} Field;

static const Field fields[] = {
  { FIELD_CHOICE, HW_WEB_ABOUT, FALSE, NULL },
  { FIELD_SECTION, "section-where", FALSE, NULL },
  { FIELD_TEXT, HW_WEB_PLACE, TRUE, NULL },
  { FIELD_LINE, HW_WEB_POINT, TRUE, NULL },
  { FIELD_MAP, NULL, FALSE, NULL },
  { FIELD_CHOICE, HW_WEB_WHEN, FALSE, NULL },
  { FIELD_PAIR, NULL, FALSE, NULL },
  { FIELD_DATE, HW_WEB_DATE, TRUE, NULL },
  { FIELD_TIME, HW_WEB_TIME, TRUE, NULL },
  { FIELD_CHOICE, HW_WEB_USUALLY, FALSE, NULL },
  { FIELD_LINE, HW_WEB_USUAL_TIME, TRUE, NULL },
  { FIELD_SECTION, "section-who", FALSE, NULL },
  { FIELD_NUMBER, HW_WEB_PEOPLE, FALSE, NULL },
  { FIELD_CHOICE, HW_WEB_AGE, FALSE, NULL },
  { FIELD_LINE, HW_WEB_GENDER, TRUE, NULL },
  { FIELD_TEXT, HW_WEB_APPEARANCE, TRUE, NULL },
  { FIELD_LINE, HW_WEB_HEARD, TRUE, NULL },
  { FIELD_SECTION, "section-worry", FALSE, NULL },
  { FIELD_MARKS, HW_WEB_CONCERNS, TRUE, NULL },
  { FIELD_TEXT, HW_WEB_WORRIES, TRUE, NULL },
  { FIELD_CHOICE, HW_WEB_KNOWS, FALSE, NULL },
  { FIELD_SECTION, "section-you", FALSE, NULL },
  { FIELD_CHOICE, HW_WEB_REPLY, TRUE, NULL },
  { FIELD_LINE, HW_WEB_CONTACT, TRUE, NULL },
  { FIELD_LINE, HW_WEB_NAME, FALSE, "name" },
};

static const char *
say_of (const HwWebPage *page,
        const char      *field,
        const char      *of)
{
  g_autofree char *phrase = g_strconcat (field, "-", of, NULL);

  return hw_web_page_get (page, phrase);
}

static char *
say_error (const HwWebPage  *page,
           const HwWebError *error)
{
  g_autofree char *number = g_strdup_printf ("%ld", error->number);
  const char *words = hw_web_page_get (page, error->phrase);

  return hw_phrases_fill (words != NULL ? words : error->phrase, "number", number, NULL);
}

/* Which texts a screen reader says after the name of the field. */
static char *
describe (const Field     *field,
          const HwWebForm *form)
{
  gboolean wrong = hw_web_form_get_error (form, field->name) != NULL;
  GString *ids = g_string_new (NULL);

  if (field->has_hint)
    g_string_append_printf (ids, "%s-hint", field->name);
  if (wrong)
    g_string_append_printf (ids, "%s%s-error", ids->len > 0 ? " " : "", field->name);
  if (ids->len > 0)
    {
      g_string_prepend (ids, " aria-describedby=\"");
      g_string_append_c (ids, '"');
    }
  return g_string_free (ids, FALSE);
}

static void
add_hint_and_error (const HwWebPage *page,
                    GString         *html,
                    const Field     *field,
                    const HwWebForm *form)
{
  const HwWebError *error = hw_web_form_get_error (form, field->name);

  if (field->has_hint)
    hw_web_add (html, "<p class=\"hint\" id=\"%s-hint\">%s</p>\n", field->name, say_of (page, field->name, "hint"));
  if (error != NULL)
    {
      g_autofree char *words = say_error (page, error);

      hw_web_add (html, "<p class=\"error\" id=\"%s-error\">%s %s</p>\n", field->name, hw_web_page_get (page, "error-mark"), words);
    }
}

/* The first of a group has the name of the field as its id: the summary leads there. */
static void
add_choice (const HwWebPage *page,
            GString         *html,
            const Field     *field,
            const HwWebForm *form,
            const char      *choice,
            gboolean         is_first)
{
  gboolean is_mark = field->kind == FIELD_MARKS;
  g_autofree char *id = is_first ? g_strdup (field->name) : g_strconcat (field->name, "-", choice, NULL);
  g_autofree char *name = is_mark ? g_strconcat ("concern-", choice, NULL) : g_strdup (field->name);
  const char *value = hw_web_form_get_value (form, name);
  gboolean chosen = is_mark ? *value != '\0' : strcmp (value, choice) == 0;

  hw_web_add (html, "<div class=\"choice\"><input type=\"%s\" id=\"%s\" name=\"%s\" value=\"%s\"%s><label for=\"%s\">%s</label></div>\n",
              is_mark ? "checkbox" : "radio", id, name, is_mark ? "yes" : choice, chosen ? " checked" : "", id,
              is_mark ? hw_web_page_get (page, name) : say_of (page, field->name, choice));
}

static void
add_choices (const HwWebPage *page,
             GString         *html,
             const Field     *field,
             const HwWebForm *form)
{
  g_autofree char *described = describe (field, form);
  const char * const *choices = hw_web_form_get_choices (field->name);

  g_string_append_printf (html, "<fieldset%s%s>\n", hw_web_form_get_error (form, field->name) != NULL ? " class=\"wrong\"" : "", described);
  hw_web_add (html, "<legend>%s</legend>\n", hw_web_page_get (page, field->name));
  add_hint_and_error (page, html, field, form);
  g_string_append (html, "<div class=\"choices\">\n");
  for (guint i = 0; choices[i] != NULL; i++)
    add_choice (page, html, field, form, choices[i], i == 0);
  g_string_append (html, "</div>\n</fieldset>\n");
}

static const char *
get_input (FieldKind kind)
{
  switch (kind)
    {
    case FIELD_NUMBER:
      return " type=\"text\" inputmode=\"numeric\" class=\"short\"";
    case FIELD_DATE:
      return " type=\"date\" class=\"short\"";
    case FIELD_TIME:
      return " type=\"time\" class=\"short\"";
    default:
      return " type=\"text\"";
    }
}

static void
add_box (GString         *html,
         const Field     *field,
         const HwWebForm *form)
{
  g_autofree char *described = describe (field, form);
  const char *invalid = hw_web_form_get_error (form, field->name) != NULL ? " aria-invalid=\"true\"" : "";
  const char *value = hw_web_form_get_value (form, field->name);

  /* A browser takes a first end of line in a textarea away: so here is one more. */
  if (field->kind == FIELD_TEXT)
    {
      g_string_append_printf (html, "<textarea id=\"%s\" name=\"%s\" rows=\"3\"%s%s>\n", field->name, field->name, invalid, described);
      hw_web_add (html, "%s</textarea>\n", value);
      return;
    }
  g_string_append_printf (html, "<input id=\"%s\" name=\"%s\"%s%s%s", field->name, field->name, get_input (field->kind), invalid, described);
  hw_web_add (html, " autocomplete=\"%s\" value=\"%s\">\n", field->autocomplete != NULL ? field->autocomplete : "off", value);
}

static void
add_field (const HwWebPage *page,
           GString         *html,
           const Field     *field,
           const HwWebForm *form)
{
  if (field->kind == FIELD_CHOICE || field->kind == FIELD_MARKS)
    {
      add_choices (page, html, field, form);
      return;
    }
  hw_web_add (html, "<div class=\"field%s\"><label for=\"%s\">%s</label>\n", hw_web_form_get_error (form, field->name) != NULL ? " wrong" : "",
              field->name, hw_web_page_get (page, field->name));
  add_hint_and_error (page, html, field, form);
  add_box (html, field, form);
  g_string_append (html, "</div>\n");
}

static void
add_fields (const HwWebPage *page,
            GString         *html,
            const HwWebForm *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == FIELD_SECTION)
      hw_web_page_add (page, html, "h2", fields[i].name);
    else if (fields[i].kind == FIELD_MAP)
      hw_web_map_add (page, html, form);
    else if (fields[i].kind == FIELD_PAIR)
      {
        g_string_append (html, "<div class=\"pair\">\n");
        add_field (page, html, &fields[i + 1], form);
        add_field (page, html, &fields[i + 2], form);
        g_string_append (html, "</div>\n");
        i += 2;
      }
    else
      add_field (page, html, &fields[i], form);
}

/* On top, and focused where the browser can: what was typed is kept, and here is what to look at. */
static void
add_summary (const HwWebPage *page,
             GString         *html,
             const HwWebForm *form)
{
  GPtrArray *errors = hw_web_form_get_errors (form);

  g_string_append (html, "<div class=\"panel\" role=\"alert\" aria-labelledby=\"problems\" tabindex=\"-1\" autofocus>\n");
  hw_web_add (html, "<h2 id=\"problems\">%s</h2>\n", hw_web_page_get (page, "problems-title"));
  hw_web_page_add (page, html, "p", "problems-lead");
  g_string_append (html, "<ul>\n");
  for (guint i = 0; i < errors->len; i++)
    {
      const HwWebError *error = g_ptr_array_index (errors, i);
      g_autofree char *words = say_error (page, error);

      hw_web_add (html, "<li><a href=\"#%s\">%s</a></li>\n", strcmp (error->field, HW_WEB_DECOY) == 0 ? "send" : error->field, words);
    }
  g_string_append (html, "</ul>\n</div>\n");
}

static void
add_danger (const HwWebPage *page,
            GString         *html)
{
  g_string_append (html, "<section class=\"panel\" aria-labelledby=\"danger\">\n");
  hw_web_add (html, "<h2 id=\"danger\">%s</h2>\n", hw_web_page_get (page, "danger-title"));
  hw_web_page_add (page, html, "p", "danger-text");
  hw_web_page_add_call (page, html);
  if (page->telephone != NULL)
    hw_web_page_add (page, html, "p", "telephone-text");
  g_string_append (html, "</section>\n");
}

/* The first button of a form is the one that Enter in a field presses: that is sending, not the map. */
static void
add_default (const HwWebPage *page,
             GString         *html)
{
  if (page->map != NULL)
    hw_web_add (html, "<button type=\"submit\" class=\"leave\" tabindex=\"-1\" aria-hidden=\"true\">%s</button>\n", hw_web_page_get (page, "send"));
}

/* When this page was made, as the first page of this conversation said it, and a chance number: two reports of the same words are two. */
static void
add_hidden (const HwWebPage *page,
            GString         *html,
            const HwWebForm *form)
{
  g_autofree char *opened = g_strdup (hw_web_form_get_value (form, HW_WEB_OPENED));

  if (*opened == '\0')
    {
      g_free (opened);
      opened = g_strdup_printf ("%" G_GINT64_FORMAT "-%08x%08x", page->now / G_USEC_PER_SEC, g_random_int (), g_random_int ());
    }
  hw_web_add (html, "<input type=\"hidden\" name=\"" HW_WEB_OPENED "\" value=\"%s\">\n", opened);
  hw_web_add (html, "<div class=\"leave\" aria-hidden=\"true\"><label for=\"" HW_WEB_DECOY "\">%s</label>"
              "<input type=\"text\" id=\"" HW_WEB_DECOY "\" name=\"" HW_WEB_DECOY "\" tabindex=\"-1\" autocomplete=\"off\"></div>\n",
              hw_web_page_get (page, "leave-empty"));
}

static GString *
write_content (const HwWebPage *page,
               const HwWebForm *form)
{
  GString *html = g_string_new (NULL);

  if (hw_web_form_get_errors (form)->len > 0)
    add_summary (page, html, form);
  hw_web_page_add (page, html, "h1", "form-title");
  add_danger (page, html);
  hw_web_page_add (page, html, "p", "form-lead");
  hw_web_page_add (page, html, "p", "form-needed");
  hw_web_add (html, "<form method=\"post\" action=\"/%s/report\" accept-charset=\"utf-8\" novalidate>\n", page->language);
  add_default (page, html);
  add_fields (page, html, form);
  add_hidden (page, html, form);
  hw_web_page_add (page, html, "h2", "data-title");
  hw_web_page_add (page, html, "p", "data-text");
  hw_web_add (html, "<button type=\"submit\" id=\"send\">%s</button>\n</form>\n", hw_web_page_get (page, "send"));
  hw_web_add (html, "<p><a href=\"/%s/status\">%s</a></p>\n", page->language, hw_web_page_get (page, "status-title"));
  return html;
}

/**
 * hw_web_form_page_write:
 * @page: what pages need to know
 * @form: what was filled in so far
 *
 * Returns: (transfer full): the form as a page
 */
GBytes *
hw_web_form_page_write (const HwWebPage *page,
                        const HwWebForm *form)
{
  GString *content = write_content (page, form);
  g_autofree char *title = hw_web_form_get_errors (form)->len == 0
                             ? hw_web_page_say (page, "form-title")
                             : g_strconcat (hw_web_page_get (page, "title-problem"), " ", hw_web_page_get (page, "form-title"), NULL);
  GBytes *bytes = hw_web_page_finish (page, title, hw_web_page_get (page, "skip"), content);

  g_string_free (content, TRUE);
  return bytes;
}
