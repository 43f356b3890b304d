/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-paper.h"
#include "hw-partner-vcard.h"

/* Partners as cards for the address book of a telephone: vCard 4.0 (RFC 6350). A
 * partner is an organisation; what was agreed with it stays here. */

#define LINE_BYTES 75   /* without the line break */

/* RFC 6350, 3.2: no line is longer than 75 bytes; ours do not break within a character. */
static void
add_folded (GString    *cards,
            const char *line)
{
  gsize room = LINE_BYTES;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gsize length = (gsize) (g_utf8_next_char (c) - c);

      if (length > room)
        {
          g_string_append (cards, "\r\n ");
          room = LINE_BYTES - 1;
        }
      g_string_append_len (cards, c, (gssize) length);
      room -= length;
    }
  g_string_append (cards, "\r\n");
}

/* RFC 6350, 3.4. A semicolon parts the fields of an address and has to be told from one in the text. */
static void
add_property (GString    *cards,
              const char *name,
              const char *text,
              const char *after)
{
  g_autofree char *clean = hw_paper_clean (text);
  g_autoptr (GString) line = g_string_new (name);

  if (clean == NULL)
    return;
  for (const char *c = clean; *c != '\0'; c++)
    switch (*c)
      {
      case '\\': case ',': case ';':
        g_string_append_c (line, '\\');
        g_string_append_c (line, *c);
        break;
      case '\n':
        g_string_append (line, "\\n");
        break;
      default:
        g_string_append_c (line, *c);
      }
  g_string_append (line, after);
  add_folded (cards, line->str);
}

/* What was written in one line may be several numbers. */
static void
add_telephones (GString    *cards,
                const char *phones)
{
  g_auto (GStrv) parts = g_strsplit_set (phones != NULL ? phones : "", ",;\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    add_property (cards, "TEL;VALUE=text:", parts[i], "");
}

static gboolean
is_mail (const char *word)
{
  const char *at = strchr (word, '@');

  return at != NULL && at > word && strchr (at, '.') != NULL && strchr (at + 1, '@') == NULL;
}

/* The address is words, e-mail too. */
static void
add_mails (GString    *cards,
           const char *address)
{
  g_auto (GStrv) words = g_strsplit_set (address != NULL ? address : "", " ,;\n\t<>()", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (is_mail (words[i]))
      add_property (cards, "EMAIL:", words[i], "");
}

/* All of it in the field of the street: RFC 6350, 6.3.1. */
static void
add_address (GString         *cards,
             const HwPartner *partner)
{
  g_autofree char *country = g_strdup_printf (";;;;%s", partner->country != NULL ? partner->country : "");

  if (partner->address != NULL)
    add_property (cards, "ADR:;;", partner->address, country);
}

static void
add_note (GString         *cards,
          const HwPartner *partner)
{
  g_autoptr (GString) note = g_string_new (NULL);
  const struct { const char *words, *text; } parts[] = {
    { _("Hours: %s"), partner->hours }, { _("Languages: %s"), partner->languages }, { _("Takes on: %s"), partner->accepts },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].text != NULL)
      {
        g_auto (GStrv) around = g_strsplit (parts[i].words, "%s", 2);

        g_string_append_printf (note, "%s%s%s%s", note->len > 0 ? "\n" : "", around[0], parts[i].text, around[1] != NULL ? around[1] : "");
      }
  add_property (cards, "NOTE:", note->str, "");
}

static void
add_card (GString         *cards,
          const HwPartner *partner)
{
  g_autofree char *id = hw_id_to_string (&partner->id);
  g_autofree char *uid = g_strdup_printf ("UID:urn:uuid:%s", id);

  g_string_append (cards, "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n");
  add_folded (cards, uid);
  add_property (cards, "FN:", partner->name, "");
  add_property (cards, "ORG:", partner->name, "");
  add_property (cards, "CATEGORIES:", hw_partner_kind_get_words (partner->kind), "");
  add_telephones (cards, partner->phones);
  add_mails (cards, partner->address);
  add_address (cards, partner);
  add_note (cards, partner);
  g_string_append (cards, "END:VCARD\r\n");
}

/**
 * hw_partners_write_vcard:
 * @partners: (element-type HwPartner): embassies, services and so on
 *
 * Returns: (transfer full): a card for each; what was agreed is in none
 */
GBytes *
hw_partners_write_vcard (GPtrArray *partners)
{
  GString *cards = g_string_new (NULL);

  for (guint i = 0; i < partners->len; i++)
    add_card (cards, partners->pdata[i]);
  return g_string_free_to_bytes (cards);
}
