/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <locale.h>
#include <sodium.h>
#include <string.h>

#include "hw-list-csv.h"
#include "hw-list-ical.h"
#include "hw-list-pdf.h"
#include "hw-list-xlsx.h"
#include "hw-partner-vcard.h"
#include "hw-private-file.h"
#include "hw-sealed-file.h"

/* Writes lists of every format into a folder, for test-lists.py to open with programs of others. */

#define N_HOSTILE   100000
#define N_FEW       20000
#define N_COLUMNS   10
#define SEED        20261123

static void
save (const char *folder,
      const char *name,
      GBytes     *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  hw_private_file_write (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

/* What people have put into cells to make a spreadsheet do something, behind and between what breaks cells apart. */
static char *
make_hostile (GRand *random)
{
  static const char * const before[] = { "", "", "", "", " ", "\t", "\r", "\n", "\r\n", "'", "\"", "\"\"", ",", ";", ";\"", "\",", "\";", "\"\n", "a\n", "\xef\xbb\xbf", "\u00a0", "\u200b" };
  static const char * const begin[] = { "=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "==", "=-", "+=", "-+1+", "{=", "=+@" };
  static const char * const body[] = {
    "1+1", "SUM(1;2)", "SUM(1,2)", "HYPERLINK(\"http://127.0.0.1/\";\"x\")", "HYPERLINK(\"http://127.0.0.1/\",\"x\")", "cmd|'/c calc'!A0", "A1", "NOW()",
    "WEBSERVICE(\"http://127.0.0.1/\")", "DDE(\"soffice\";\"x\";\"y\")", "IMPORTXML(\"a\",\"b\")", "2*3", "RAND()", "1e3", "TRUE()", "\"a\"&\"b\"", "5",
  };
  static const char * const after[] = { "", "", "", "\n=2+2", "\";=2+2", "\",=2+2", ";=2+2", ",=2+2", "\t=2+2", "\r=2+2", "}", "\"" };

#define PICK(texts) texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))]
  return g_strconcat (PICK (before), PICK (begin), PICK (body), PICK (after), NULL);
#undef PICK
}

static HwListTable *
make_hostile_list (guint n_cells)
{
  g_autoptr (HwListTable) list = hw_list_table_new ("=1+1");
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_COLUMNS; i++)
    hw_list_table_add_column (list, "cell", "=1+2", (HwListType) (i % (HW_LIST_NUMBER + 1)));
  for (guint row = 0; row < n_cells / N_COLUMNS; row++)
    {
      char *values[N_COLUMNS];

      for (guint i = 0; i < N_COLUMNS; i++)
        values[i] = make_hostile (random);
      hw_list_table_add_row (list, (const char * const *) values);
      for (guint i = 0; i < N_COLUMNS; i++)
        g_free (values[i]);
    }
  return g_steal_pointer (&list);
}

static HwListTable *
make_friendly_list (void)
{
  static const char * const rows[][4] = {
    { "Anna Müller-Łęcka", "2026-12-19", "12", "a line\nand another; with \"quotes\", too" },
    { "يوسف", "2026-02-28", "-2.5", NULL },
    { "0123", "not a day", "many", "+45 12 34 56 78" },
  };
  g_autoptr (HwListTable) list = hw_list_table_new ("Follow-ups");

  hw_list_table_set_facts (list, "For who asks at home how the person is.", "Barka & Co");
  hw_list_table_add_column (list, "name", "Name", HW_LIST_TEXT);
  hw_list_table_add_column (list, "due-on", "Due on", HW_LIST_DATE);
  hw_list_table_add_column (list, "attempts", "Attempts", HW_LIST_NUMBER);
  hw_list_table_add_column (list, "note", "Note", HW_LIST_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    hw_list_table_add_row (list, rows[i]);
  return g_steal_pointer (&list);
}

static void
save_list (const char        *folder,
           const char        *name,
           const HwListTable *list)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = hw_list_write_csv (list, HW_LIST_CSV_PLAIN, &error);
  g_autoptr (GBytes) excel = hw_list_write_csv (list, HW_LIST_CSV_EXCEL, &error);
  g_autoptr (GBytes) xlsx = hw_list_write_xlsx (list, &error);
  g_autofree char *plain_name = g_strconcat (name, ".csv", NULL);
  g_autofree char *excel_name = g_strconcat (name, "-excel.csv", NULL);
  g_autofree char *xlsx_name = g_strconcat (name, ".xlsx", NULL);

  g_assert_no_error (error);
  save (folder, plain_name, plain);
  save (folder, excel_name, excel);
  save (folder, xlsx_name, xlsx);
}

/* Many pages, one row that is longer than a page, and more columns than there is room for. */
static void
save_pages (const char *folder)
{
  g_autoptr (HwListTable) list = hw_list_table_new ("Follow-ups & more");
  g_autoptr (GString) long_text = g_string_new ("BEGINS");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  hw_list_table_set_facts (list, "For who asks at home how the person is.", "Barka <Warszawa>");
  hw_list_table_add_column (list, "name", "Name", HW_LIST_TEXT);
  hw_list_table_add_column (list, "due-on", "Due on", HW_LIST_DATE);
  hw_list_table_add_column (list, "note", "Note", HW_LIST_TEXT);
  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (long_text, " word%u", i);
  g_string_append (long_text, " ENDS");
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = i == 7 ? g_strdup ("يوسف") : g_strdup_printf ("Person-%u", i);
      const char *row[] = { name, "2026-12-19", i == 150 ? long_text->str : i % 3 == 0 ? "a note\nof two lines" : NULL };

      hw_list_table_add_row (list, row);
    }
  pdf = hw_list_write_pdf (list, "Made by Lise on 21 November 2026", &error);
  g_assert_no_error (error);
  save (folder, "pages.pdf", pdf);
}

/* With a passphrase that test-lists.py knows. */
static void
save_sealed (const char *folder)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("name\r\nAnna\r\n", 12);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sealed = hw_sealed_file_seal (plain, "Anna\033[2J.csv", "correct horse battery staple", HW_SEAL_TEST, &error);

  g_assert_no_error (error);
  save (folder, "list.csv.sealed", sealed);
}

static void
save_calendars (const char *folder)
{
  const char *hard = "Ask; how, it\\goes: \"well\"\nSecond line \001 of a very long text that is much longer than a line of a calendar may be: żółć żółć żółć żółć";
  HwListEvent events[] = {
    { "one@homeward", hard, "BEGIN:VEVENT\r\nSUMMARY:more", "2026-12-19", 0, FALSE },
    { "two@homeward", "Ask how it goes", NULL, "2028-02-29", 4, TRUE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = hw_list_write_ical ("Follow-ups, ours; all", events, 2, G_GINT64_CONSTANT (1795284000000000), &error);
  g_autoptr (GBytes) later = NULL, nothing = NULL;

  events[0].date = "2026-12-21";
  events[0].sequence++;
  later = hw_list_write_ical ("Follow-ups, ours; all", events, 2, G_GINT64_CONSTANT (1795370400000000), &error);
  g_assert_no_error (error);
  save (folder, "first.ics", first);
  save (folder, "later.ics", later);
  events[0].date = "soon";
  nothing = hw_list_write_ical ("a", events, 1, 0, &error);
  g_assert_null (nothing);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
save_partners (const char *folder)
{
  g_autoptr (GPtrArray) partners = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_partner_unref);
  const HwPartner embassy = {
    .id = { { 1, 2, 3 } }, .kind = HW_PARTNER_EMBASSY, .name = "Embassy; of \"Poland\", consulate\\north", .country = "PL",
    .phones = "+45 39 46 77 00, +45 12 34 56 78", .address = "Richelieus Allé 12\n2900 Hellerup\nkonsulat@example.org", .hours = "Mon-Fri 9-12",
    .languages = "polski, English, dansk: żółć żółć żółć żółć żółć żółć żółć żółć żółć", .agreed = "SECRET SCOPE",
  };
  const HwPartner bare = { .id = { { 9 } }, .kind = HW_PARTNER_SERVICE, .name = "Barka" };
  g_autoptr (GBytes) cards = NULL;

  g_ptr_array_add (partners, hw_partner_new (&embassy));
  g_ptr_array_add (partners, hw_partner_new (&bare));
  cards = hw_partners_write_vcard (partners);
  save (folder, "partners.vcf", cards);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (HwListTable) hostile = make_hostile_list (N_HOSTILE), few = make_hostile_list (N_FEW);
  g_autoptr (HwListTable) friendly = make_friendly_list ();

  g_return_val_if_fail (argc == 2 && sodium_init () >= 0, 1);
  /* As the programs do: a comma of the user's language must not get into the numbers of a file. */
  setlocale (LC_ALL, "");
  save_list (argv[1], "hostile", hostile);
  save_list (argv[1], "few", few);
  save_list (argv[1], "friendly", friendly);
  save_pages (argv[1]);
  save_sealed (argv[1]);
  save_calendars (argv[1]);
  save_partners (argv[1]);
  return 0;
}
