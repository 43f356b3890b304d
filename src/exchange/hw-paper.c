/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-cairo-sink.h"
#include "hw-paper.h"

/* What every paper of ours has in common: its size, how text is set on it, and how its pages become a PDF. */

#define FONT "Noto Sans, DejaVu Sans, Cantarell, Sans"

/* In points. */
static const struct { const char *name; double width, height; } papers[HW_N_PAPERS] = {
  { "a4", 595.28, 841.89 },
  { "letter", 612, 792 },
};

/**
 * hw_paper_get_size:
 * @paper: a size of paper
 * @width: (out): in points
 * @height: (out): in points
 */
void
hw_paper_get_size (HwPaper  paper,
                   double  *width,
                   double  *height)
{
  g_return_if_fail (paper < HW_N_PAPERS);

  *width = papers[paper].width;
  *height = papers[paper].height;
}

/**
 * hw_paper_to_string:
 * @paper: a size of paper
 *
 * Returns: (transfer none): its stable name
 */
const char *
hw_paper_to_string (HwPaper paper)
{
  g_return_val_if_fail (paper < HW_N_PAPERS, NULL);

  return papers[paper].name;
}

/**
 * hw_paper_from_string:
 * @name: (nullable): a stable name
 * @paper: (out): its size of paper
 *
 * Returns: whether there is one of that name
 */
gboolean
hw_paper_from_string (const char *name,
                      HwPaper    *paper)
{
  for (guint i = 0; name != NULL && i < HW_N_PAPERS; i++)
    if (g_str_equal (papers[i].name, name))
      {
        *paper = (HwPaper) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hw_paper_clean:
 * @text: (nullable): what somebody wrote
 *
 * What cannot be shown is not put on paper: control characters go, lines stay.
 *
 * Returns: (transfer full) (nullable): valid UTF-8 without blanks around it; %NULL where nothing is left
 */
char *
hw_paper_clean (const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  GString *clean;

  if (valid == NULL || *g_strstrip (valid) == '\0')
    return NULL;
  clean = g_string_new (NULL);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character == '\n' || !g_unichar_iscntrl (character))
        g_string_append_unichar (clean, character);
      else if (character == '\t')
        g_string_append_c (clean, ' ');
    }
  return g_string_free (clean, FALSE);
}

static void
add_attribute (PangoAttrList  *attributes,
               PangoAttribute *attribute,
               gsize           length)
{
  attribute->start_index = 0;
  attribute->end_index = (guint) length;
  pango_attr_list_insert (attributes, attribute);
}

/* The same lines on paper, on the screen and where they are only counted: nothing is fitted to pixels. */
static PangoLayout *
create_layout (cairo_t *cr)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  return layout;
}

/**
 * hw_paper_text_new:
 * @cr: where it will be drawn
 * @heading: (nullable): in bold above @text
 * @text: (nullable): plain text; every paragraph runs as its script does
 * @bold: whether all of it is bold
 * @size: of the letters, in points
 * @width: of the lines, in points; -1: one line, however long
 *
 * Returns: (transfer full): the text, broken into lines
 */
PangoLayout *
hw_paper_text_new (cairo_t    *cr,
                   const char *heading,
                   const char *text,
                   gboolean    bold,
                   double      size,
                   double      width)
{
  PangoLayout *layout = create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  g_autofree char *words = heading != NULL && text != NULL ? g_strconcat (heading, "\n", text, NULL) : g_strdup (heading != NULL ? heading : text);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  if (bold || heading != NULL)
    add_attribute (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), bold ? strlen (words) : strlen (heading));
  /* No letter is missed in what is read back from the file. */
  add_attribute (attributes, pango_attr_font_features_new ("liga=0, clig=0"), strlen (words));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_width (layout, width < 0 ? -1 : (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, words, -1);
  return layout;
}

/**
 * hw_paper_write_pdf:
 * @stream: where to
 * @width: of a page, in points
 * @height: of a page, in points
 * @n_pages: how many there are
 * @draw: draws one of them
 * @user_data: for @draw
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: %FALSE with @error set
 */
gboolean
hw_paper_write_pdf (GOutputStream  *stream,
                    double          width,
                    double          height,
                    guint           n_pages,
                    HwPaperFunc     draw,
                    gpointer        user_data,
                    GError        **error)
{
  HwCairoSink sink = { stream, NULL };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (hw_cairo_sink_write, &sink, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  /* No title and no author: these show where a file is listed. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Homeward");
  for (guint page = 0; page < n_pages; page++)
    {
      draw (cr, page, user_data);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (sink.error != NULL)
    {
      g_propagate_error (error, sink.error);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The page cannot be drawn: %s. No file was written. Save it in another form instead."),
               cairo_status_to_string (status));
  return FALSE;
}
