/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "hw-case-theme.h"
#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_THEME_CARD (hw_theme_card_get_type ())
G_DECLARE_FINAL_TYPE (HwThemeCard, hw_theme_card, HW, THEME_CARD, GtkWidget)

GtkWidget   *hw_theme_card_new          (HwCaseTheme         theme,
                                         HwSession          *session);
HwCaseTheme  hw_theme_card_get_theme    (HwThemeCard        *self);
void         hw_theme_card_set_shown    (HwThemeCard        *self,
                                         const HwId         *document);
void         hw_theme_card_set_case     (HwThemeCard        *self,
                                         const HwCase       *case_,
                                         GPtrArray          *open,
                                         gint64              now);

/* For those who fill a card. */
HwSession   *hw_theme_card_get_session  (HwThemeCard        *self);
gboolean     hw_theme_card_shows_number (HwThemeCard        *self,
                                         const HwCaseRecord *document);
GtkWidget   *hw_theme_card_add_line     (HwThemeCard        *self,
                                         const char         *icon,
                                         const char         *style,
                                         const char         *heading,
                                         const char         *under);
GtkWidget   *hw_theme_card_add_record   (HwThemeCard        *self,
                                         const HwCaseRecord *record,
                                         const char         *icon,
                                         const char         *style,
                                         const char         *heading,
                                         const char         *under);
void         hw_theme_card_add_progress (HwThemeCard        *self,
                                         const char         *name,
                                         guint               done,
                                         guint               total);
void         hw_theme_card_add_heading  (HwThemeCard        *self,
                                         const char         *words);
GtkWidget   *hw_theme_card_add_button   (GtkWidget          *line,
                                         const char         *label,
                                         const char         *name,
                                         const char         *action,
                                         GVariant           *target);
void         hw_theme_card_append       (HwThemeCard        *self,
                                         GtkWidget          *widget);

G_END_DECLS
