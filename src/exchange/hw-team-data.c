/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "hw-team-data-resource.h"
#include "hw-team-data.h"

/* What comes with Homeward and a team may write anew: the wordings of a consent,
 * the words of the papers, emergency numbers. A file of the same name in the
 * team's folder counts instead; one that cannot be read is said, never half used. */

#define PREFIX "/org/outreachtools/Homeward/data/"

/* Parses the content of a file; @edited where it is the team's. */
typedef gpointer (*Parse) (const char  *text,
                           gsize        length,
                           gboolean     edited,
                           gconstpointer expected,
                           GError     **error);

static gpointer
parse_own (const char    *name,
           Parse          parse,
           gconstpointer  expected)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (hw_team_data_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  gpointer parsed = NULL;

  if (bytes != NULL)
    parsed = parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), FALSE, expected, &error);
  /* A test reads every one of them. */
  if (parsed == NULL)
    g_critical ("A file that Homeward brings along cannot be read");
  return parsed;
}

/* Sets @problem where there is a file of the team's that will not do. */
static gpointer
load (const char     *folder,
      const char     *name,
      Parse           parse,
      gconstpointer   expected,
      char          **problem)
{
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (problem != NULL)
    *problem = NULL;
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    return parse_own (name, parse, expected);
  if (g_file_get_contents (path, &text, &length, &error))
    {
      gpointer parsed = parse (text, length, TRUE, expected, &error);

      if (parsed != NULL)
        return parsed;
    }
  if (problem != NULL)
    *problem = g_strdup_printf (_("Your own “%s” is not used: %s Homeward’s is used instead."), name, error->message);
  return parse_own (name, parse, expected);
}

static gpointer
parse_wording (const char     *text,
               gsize           length,
               gboolean        edited,
               gconstpointer   expected,
               GError        **error)
{
  g_autoptr (HwWording) wording = hw_wording_parse (text, length, edited, error);

  if (wording == NULL || g_str_equal (hw_wording_get_purpose (wording), expected))
    return g_steal_pointer (&wording);
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       _("The words are for another purpose than the name of the file says. They are not used. Rename the file."));
  return NULL;
}

static gpointer
parse_phrases (const char     *text,
               gsize           length,
               gboolean        edited,
               gconstpointer   expected,
               GError        **error)
{
  return hw_phrases_parse (text, length, expected, error);
}

static gpointer
parse_numbers (const char     *text,
               gsize           length,
               gboolean        edited,
               gconstpointer   expected,
               GError        **error)
{
  return hw_emergency_numbers_parse (text, length, error);
}

/**
 * hw_team_data_dup_folder:
 *
 * Returns: (transfer full): where a team keeps what it wrote anew
 */
char *
hw_team_data_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "homeward", NULL);
}

/**
 * hw_team_data_load_wording:
 * @folder: (nullable): the team's folder
 * @purpose: one of hw_wording_list_purposes()
 * @problem: (out) (optional) (nullable): what is wrong with the team's own file, in words
 *
 * Returns: (transfer full) (nullable): the words to read when asking for a consent; %NULL where @purpose is unknown
 */
HwWording *
hw_team_data_load_wording (const char  *folder,
                           const char  *purpose,
                           char       **problem)
{
  g_autofree char *name = NULL;

  if (problem != NULL)
    *problem = NULL;
  if (!g_strv_contains (hw_wording_list_purposes (), purpose))
    return NULL;
  name = g_strconcat ("wordings/", purpose, ".wording", NULL);
  return load (folder, name, parse_wording, purpose, problem);
}

/* What the papers and the forms ask for by name: a team's file must have these. */
static const char * const journey_names[] = {
  "title", "name", "day", "way", "by-walk", "by-car", "by-bus", "by-train", "by-ferry", "by-flight", "departs", "arrives", "ticket",
  "companion", "meets", "housing", "phones", "worker", "medication", "letter", "letter-ready", "emergency", "emergency-unknown",
  "choice", "home", "home-choice", "languages", "hours", "address", NULL
};

/**
 * hw_team_data_load_journey_words:
 * @folder: (nullable): the team's folder
 * @problem: (out) (optional) (nullable): what is wrong with the team's own file, in words
 *
 * Returns: (transfer full): the words of the journey sheet and of the contacts at home
 */
HwPhrases *
hw_team_data_load_journey_words (const char  *folder,
                                 char       **problem)
{
  return load (folder, "journey-words", parse_phrases, journey_names, problem);
}

/**
 * hw_team_data_load_indicators:
 * @folder: (nullable): the team's folder
 * @problem: (out) (optional) (nullable): what is wrong with the team's own file, in words
 *
 * Returns: (transfer full): signs of forced labour and trafficking; a team may have its own list of them
 */
HwPhrases *
hw_team_data_load_indicators (const char  *folder,
                              char       **problem)
{
  return load (folder, "indicators", parse_phrases, NULL, problem);
}

/**
 * hw_team_data_load_emergency_numbers:
 * @folder: (nullable): the team's folder
 * @problem: (out) (optional) (nullable): what is wrong with the team's own file, in words
 *
 * Returns: (transfer full): whom to ring in which country
 */
HwEmergencyNumbers *
hw_team_data_load_emergency_numbers (const char  *folder,
                                     char       **problem)
{
  return load (folder, "emergency-numbers", parse_numbers, NULL, problem);
}
