/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-form-draft.h"
#include "hw-words.h"

/* Drafts of forms, inside the encrypted file: the time in microseconds, a line
 * break, and what the form makes of itself. */

/**
 * hw_form_draft_save:
 * @session: an open session
 * @name: of the draft
 * @typed: (nullable): what was typed; %NULL forgets the draft
 * @now: µs UTC
 */
void
hw_form_draft_save (HwSession  *session,
                    const char *name,
                    const char *typed,
                    gint64      now)
{
  g_autofree char *text = typed != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", now, typed) : NULL;

  if (text != NULL)
    hw_session_set_draft (session, name, text);
  else
    hw_session_clear_draft (session, name);
}

/**
 * hw_form_draft_dup:
 * @session: a session
 * @name: of the draft
 * @now: µs UTC
 * @words: (out): "Draft of 14:02 kept"
 *
 * Returns: (transfer full) (nullable): what was typed and not recorded
 */
char *
hw_form_draft_dup (HwSession  *session,
                   const char *name,
                   gint64      now,
                   char      **words)
{
  const char *text = hw_session_get_draft (session, name);
  g_autofree char *time = NULL;
  char *end;
  gint64 at;

  if (text == NULL)
    return NULL;
  at = g_ascii_strtoll (text, &end, 10);
  if (at <= 0 || *end != '\n')
    return NULL;
  time = hw_words_dup_time (at, now);
  /* TRANSLATORS: "Draft of 14:02 kept" */
  *words = g_strdup_printf (_("Draft of %s kept"), time);
  return g_strdup (end + 1);
}

/**
 * hw_form_draft_dup_name:
 * @case_id: a case
 * @form: which form, and of which record
 *
 * Returns: (transfer full): the name of a draft
 */
char *
hw_form_draft_dup_name (const HwId *case_id,
                        const char *form)
{
  g_autofree char *id = hw_id_to_string (case_id);

  return g_strconcat (id, "/", form, NULL);
}
