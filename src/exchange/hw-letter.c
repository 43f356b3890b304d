/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-letter-private.h"
#include "hw-paper.h"
#include "hw-private-file.h"

/* What a letter says, and how it comes into a file that only its owner can read.
 * Where the lines stand on the page is in hw-letter-page.c. */

#define RULE "────────────────────────────────────────"

G_DEFINE_BOXED_TYPE (HwLetter, hw_letter, hw_letter_ref, hw_letter_unref)

static void
item_free (gpointer data)
{
  HwLetterItem *item = data;

  for (guint i = 0; i < 2; i++)
    {
      g_free (item->headings[i]);
      g_free (item->texts[i]);
    }
  g_free (item);
}

static void
clear_letter (gpointer data)
{
  g_ptr_array_unref (((HwLetter *) data)->items);
}

static HwLetterItem *
add_item (HwLetter         *self,
          HwLetterItemKind  kind,
          const char       *heading,
          const char       *text)
{
  HwLetterItem *item = g_new0 (HwLetterItem, 1);

  item->kind = kind;
  item->headings[0] = hw_paper_clean (heading);
  item->texts[0] = hw_paper_clean (text);
  g_ptr_array_add (self->items, item);
  return item;
}

/**
 * hw_letter_new:
 *
 * Returns: (transfer full): an empty letter
 */
HwLetter *
hw_letter_new (void)
{
  HwLetter *self = g_atomic_rc_box_new0 (HwLetter);

  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

/**
 * hw_letter_ref:
 * @self: a letter
 *
 * Returns: (transfer full): @self, held once more
 */
HwLetter *
hw_letter_ref (HwLetter *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * hw_letter_unref:
 * @self: (transfer full): a letter
 */
void
hw_letter_unref (HwLetter *self)
{
  g_atomic_rc_box_release_full (self, clear_letter);
}

/**
 * hw_letter_set_one_page:
 * @self: a letter that is still being built
 * @one_page: whether smaller print is better than a second sheet; what can still be read is the limit
 */
void
hw_letter_set_one_page (HwLetter *self,
                        gboolean  one_page)
{
  self->one_page = one_page;
}

/**
 * hw_letter_add_title:
 * @self: a letter that is still being built
 * @text: plain text
 */
void
hw_letter_add_title (HwLetter   *self,
                     const char *text)
{
  add_item (self, HW_LETTER_TITLE, NULL, text);
}

/**
 * hw_letter_add_heading:
 * @self: a letter that is still being built
 * @text: plain text
 */
void
hw_letter_add_heading (HwLetter   *self,
                       const char *text)
{
  add_item (self, HW_LETTER_HEADING, NULL, text);
}

/**
 * hw_letter_add_paragraph:
 * @self: a letter that is still being built
 * @text: plain text; line breaks are kept
 */
void
hw_letter_add_paragraph (HwLetter   *self,
                         const char *text)
{
  add_item (self, HW_LETTER_PARAGRAPH, NULL, text);
}

/**
 * hw_letter_add_pair:
 * @self: a letter that is still being built
 * @left_heading: (nullable): plain text
 * @left: (nullable): plain text, in the reader's language
 * @right_heading: (nullable): plain text
 * @right: (nullable): the same in another language; both %NULL where the two are one
 */
void
hw_letter_add_pair (HwLetter   *self,
                    const char *left_heading,
                    const char *left,
                    const char *right_heading,
                    const char *right)
{
  HwLetterItem *item = add_item (self, HW_LETTER_PAIR, left_heading, left);

  item->headings[1] = hw_paper_clean (right_heading);
  item->texts[1] = hw_paper_clean (right);
}

/* -- as plain text ---------------------------------------------------------------- */

static void
append_block (GString    *text,
              const char *heading,
              const char *words)
{
  if (heading != NULL)
    g_string_append_printf (text, "%s\n", heading);
  if (words != NULL)
    g_string_append_printf (text, "%s\n", words);
  if (heading != NULL || words != NULL)
    g_string_append_c (text, '\n');
}

/* Beside each other on paper is one after the other in a text: all of one language, then all of the other. */
static guint
append_pairs (GString   *text,
              GPtrArray *items,
              guint      first)
{
  guint end = first;

  for (; end < items->len && ((HwLetterItem *) items->pdata[end])->kind == HW_LETTER_PAIR; end++)
    {
      const HwLetterItem *item = items->pdata[end];

      append_block (text, item->headings[0], item->texts[0]);
    }
  g_string_append (text, RULE "\n\n");
  for (guint i = first; i < end; i++)
    {
      const HwLetterItem *item = items->pdata[i];

      append_block (text, item->headings[1], item->texts[1]);
    }
  return end;
}

/**
 * hw_letter_dup_text:
 * @self: a letter
 *
 * Returns: (transfer full): what it says, as plain text
 */
char *
hw_letter_dup_text (HwLetter *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->items->len;)
    {
      const HwLetterItem *item = self->items->pdata[i];

      if (item->kind == HW_LETTER_PAIR && item->texts[1] == NULL && item->headings[1] == NULL)
        append_block (text, item->headings[0], item->texts[0]);
      else if (item->kind == HW_LETTER_PAIR)
        {
          i = append_pairs (text, self->items, i);
          continue;
        }
      else
        append_block (text, NULL, item->texts[0]);
      i++;
    }
  /* One line break at the end. */
  while (text->len > 1 && text->str[text->len - 1] == '\n' && text->str[text->len - 2] == '\n')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* -- into a file -------------------------------------------------------------------- */

static void
draw_page (cairo_t  *cr,
           guint     page,
           gpointer  user_data)
{
  hw_letter_draw_page (user_data, cr, page);
}

static gboolean
write_pdf (HwLetter       *self,
           GOutputStream  *stream,
           GError        **error)
{
  return hw_paper_write_pdf (stream, HW_PAPER_WIDTH, HW_PAPER_HEIGHT, hw_letter_count_pages (self), draw_page, self, error);
}

static gboolean
write_text (HwLetter       *self,
            GOutputStream  *stream,
            GError        **error)
{
  g_autofree char *text = hw_letter_dup_text (self);

  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

/**
 * hw_letter_write:
 * @self: a letter
 * @path: where to; what is there already stays until the new one is whole
 * @format: PDF or text
 * @error: return location for a %G_IO_ERROR
 *
 * Writes the letter into a file that only its owner can read.
 *
 * Returns: %FALSE with @error set, and then what was there before is still there
 */
gboolean
hw_letter_write (HwLetter        *self,
                 const char      *path,
                 HwLetterFormat   format,
                 GError         **error)
{
  g_autoptr (HwPrivateFile) file = hw_private_file_create (path, error);
  GOutputStream *stream;

  if (file == NULL)
    return FALSE;
  stream = hw_private_file_get_stream (file);
  if (!(format == HW_LETTER_PDF ? write_pdf (self, stream, error) : write_text (self, stream, error)))
    return FALSE;
  return hw_private_file_commit (file, error);
}
