/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-phrases.h"

G_BEGIN_DECLS

/**
 * HwWebPage:
 * @language: of the page, one that hw_web_words_get() has
 * @path: what the page is called below "/LANGUAGE/", for the link to the other languages: "", "status"
 * @team: (nullable): who reads the reports
 * @emergency: (nullable): the number to ring in danger
 * @telephone: (nullable): of the hotline
 * @map: (nullable): the file of the map in which a place can be pointed at
 * @now: µs UTC
 *
 * What every page of the intake service needs to know.
 */
typedef struct
{
  const char *language;
  const char *path;
  const char *team;
  const char *emergency;
  const char *telephone;
  const char *map;
  gint64      now;
} HwWebPage;

const HwPhrases *hw_web_words_get    (void);
const char      *hw_web_words_choose (const char       *accept_language);
void             hw_web_add          (GString          *html,
                                      const char       *format,
                                      ...) G_GNUC_PRINTF (2, 3);
const char      *hw_web_page_get     (const HwWebPage  *page,
                                      const char       *phrase);
char            *hw_web_page_say     (const HwWebPage  *page,
                                      const char       *phrase);
void             hw_web_page_add     (const HwWebPage  *page,
                                      GString          *html,
                                      const char       *element,
                                      const char       *phrase);
void             hw_web_page_add_call (const HwWebPage *page,
                                      GString          *html);
GBytes          *hw_web_page_finish  (const HwWebPage  *page,
                                      const char       *title,
                                      const char       *skip,
                                      const GString    *content);
GBytes          *hw_web_page_get_style (void);

G_END_DECLS
