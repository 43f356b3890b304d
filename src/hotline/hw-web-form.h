/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-report.h"

G_BEGIN_DECLS

/* The fields of the form, by the names they are posted under. */
#define HW_WEB_ABOUT      "about"
#define HW_WEB_PLACE      "place"
#define HW_WEB_POINT      "point"
#define HW_WEB_WHEN       "when"
#define HW_WEB_DATE       "date"
#define HW_WEB_TIME       "time"
#define HW_WEB_USUALLY    "usually"
#define HW_WEB_USUAL_TIME "usual-time"
#define HW_WEB_PEOPLE     "people"
#define HW_WEB_AGE        "age"
#define HW_WEB_GENDER     "gender"
#define HW_WEB_APPEARANCE "appearance"
#define HW_WEB_HEARD      "heard"
#define HW_WEB_CONCERNS   "concerns"   /* each is a field of its own: "concern-cold" */
#define HW_WEB_WORRIES    "worries"
#define HW_WEB_KNOWS      "knows"
#define HW_WEB_REPLY      "reply"
#define HW_WEB_CONTACT    "contact"
#define HW_WEB_NAME       "name"
#define HW_WEB_OPENED     "opened"     /* hidden: when the page was made, and a chance number */
#define HW_WEB_DECOY      "website"    /* seen and filled in by programs only */

#define HW_WEB_LEAST_SECONDS 3   /* between opening the page and sending it */

typedef struct
{
  const char *field;
  const char *phrase;   /* what to say, a name in data/intake/words */
  glong       number;   /* for "{number}" */
} HwWebError;

/**
 * HwWebForm:
 *
 * What somebody wrote into the form, as they wrote it, the report it makes, and
 * what has to be looked at again.
 */
typedef struct _HwWebForm HwWebForm;

HwWebForm        *hw_web_form_new          (GHashTable       *values,
                                            gint64            now,
                                            GTimeZone        *zone,
                                            const HwPoint    *nearby);
HwWebForm        *hw_web_form_new_draft    (GHashTable       *values);
void              hw_web_form_free         (HwWebForm        *self);
const char       *hw_web_form_get_value    (const HwWebForm  *self,
                                            const char       *field);
GHashTable       *hw_web_form_get_values   (const HwWebForm  *self);
gboolean          hw_web_form_is_sound     (const HwWebForm  *self);
const HwWebError *hw_web_form_get_error    (const HwWebForm  *self,
                                            const char       *field);
GPtrArray        *hw_web_form_get_errors   (const HwWebForm  *self);
const HwReport   *hw_web_form_get_report   (const HwWebForm  *self);
gboolean          hw_web_form_is_urgent    (const HwWebForm  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwWebForm, hw_web_form_free)

/* The choices of a field with choices, and the marks of concerns, in the order of the page; %NULL ends them. */
const char * const *hw_web_form_get_choices (const char      *field);

G_END_DECLS
