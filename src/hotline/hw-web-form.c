/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-web-form.h"

#include <string.h>

#include "hw-form-data.h"
#include "hw-place.h"
#include "hw-web-map.h"
#include "hw-web-time.h"

/*
 * Makes a report of what was posted from the web form, and finds what to ask
 * again: every field is looked at, so that all questions come back at once,
 * each with the name of its words (data/intake/words). The form asks only for
 * a place and a time; whoever stands in the rain leaves the rest out.
 */

#define MAX_OPENED 60   /* bytes of the hidden field of ours */

struct _HwWebForm
{
  GHashTable *values;    /* (owned) (element-type utf8 utf8) */
  GPtrArray  *errors;    /* (owned) (element-type HwWebError) in the order of the page */
  HwReport    report;    /* strings borrowed from the values */
  gint64      now;
  gboolean    is_sent;   /* rather than still being filled in */
};

static const char * const about_choices[] = { "other", "me", NULL };
static const char * const when_choices[] = { "now", "tonight", "last-night", "another", NULL };
static const char * const usually_choices[] = { "unknown", "tonight", "most", NULL };
static const char * const age_choices[] = { "unknown", "under-18", "18-25", "26-49", "50-plus", NULL };
static const char * const knows_choices[] = { "unknown", "no", "yes", NULL };
static const char * const reply_choices[] = { "no", "sms", "call", "email", NULL };
static const char * const concern_choices[] = { "danger", "health", "cold", "violence", "exploitation", "animal", NULL };
static const HwConcerns concerns[] = { HW_CONCERN_DANGER_NOW, HW_CONCERN_HEALTH, HW_CONCERN_COLD, HW_CONCERN_VIOLENCE, HW_CONCERN_EXPLOITATION, HW_CONCERN_ANIMAL };
G_STATIC_ASSERT (G_N_ELEMENTS (concern_choices) == G_N_ELEMENTS (concerns) + 1 && G_N_ELEMENTS (concerns) == HW_N_CONCERNS);

/* Those that are numbers of the report stand in its order. */
static const struct { const char *field; const char * const *choices; } choices[] = {
  { HW_WEB_ABOUT, about_choices }, { HW_WEB_WHEN, when_choices }, { HW_WEB_USUALLY, usually_choices }, { HW_WEB_AGE, age_choices },
  { HW_WEB_KNOWS, knows_choices }, { HW_WEB_REPLY, reply_choices }, { HW_WEB_CONCERNS, concern_choices },
};

/**
 * hw_web_form_get_choices:
 * @field: the name of a field
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what can be chosen; %NULL where one writes
 */
const char * const *
hw_web_form_get_choices (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (strcmp (choices[i].field, field) == 0)
      return choices[i].choices;
  return NULL;
}

static void
complain_number (HwWebForm  *self,
                 const char *field,
                 const char *phrase,
                 glong       number)
{
  HwWebError *error;

  if (hw_web_form_get_error (self, field) != NULL)
    return;
  error = g_new0 (HwWebError, 1);
  error->field = field;
  error->phrase = phrase;
  error->number = number;
  g_ptr_array_add (self->errors, error);
}

static void
complain (HwWebForm  *self,
          const char *field,
          const char *phrase)
{
  complain_number (self, field, phrase, 0);
}

/* What was written, NULL where nothing was. */
static const char *
read_text (HwWebForm  *self,
           const char *field,
           glong       longest)
{
  const char *text = hw_form_data_get (self->values, field);

  if (*text == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) > longest)
    complain_number (self, field, "error-long", longest);
  return text;
}

/* The number of what was chosen, 0 where nothing was. */
static guint
read_choice (HwWebForm  *self,
             const char *field,
             gboolean   *chosen)
{
  const char *value = hw_form_data_get (self->values, field);
  const char * const *names = hw_web_form_get_choices (field);

  *chosen = FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], value) == 0)
      {
        *chosen = TRUE;
        return i;
      }
  if (*value != '\0')
    complain (self, field, "error-choice");
  return 0;
}

static void
read_place (HwWebForm     *self,
            const HwPoint *nearby)
{
  const char *point = read_text (self, HW_WEB_POINT, HW_REPORT_MAX_LINE);
  HwPlace place;

  self->report.place = read_text (self, HW_WEB_PLACE, HW_REPORT_MAX_TEXT);
  if (point != NULL && !hw_place_parse (point, nearby, &place, NULL))
    complain (self, HW_WEB_POINT, "error-point");
  else if (point != NULL)
    {
      self->report.point = place.point;
      self->report.point_precision_m = MAX (place.precision_m, hw_web_map_get_precision (self->values, place.point.latitude));
    }
  else if (self->report.place == NULL)
    complain (self, HW_WEB_PLACE, "error-where");
}

static void
read_when (HwWebForm *self,
           GTimeZone *zone)
{
  HwWebTime time = {
    .date = read_text (self, HW_WEB_DATE, HW_REPORT_MAX_LINE),
    .clock = read_text (self, HW_WEB_TIME, HW_REPORT_MAX_LINE),
  };
  const char *field = HW_WEB_WHEN, *phrase;
  gboolean chosen;

  time.when = (HwWebWhen) read_choice (self, HW_WEB_WHEN, &chosen);
  if (!chosen && time.date == NULL && time.clock == NULL)
    {
      complain (self, HW_WEB_WHEN, "error-when");
      return;
    }
  if (!chosen || time.date != NULL)
    time.when = HW_WEB_WHEN_ANOTHER;
  phrase = hw_web_time_read (&time, self->now, zone, &self->report.seen_at, &self->report.seen_precision, &field);
  if (phrase != NULL)
    complain (self, field, phrase);
}

static void
read_usually (HwWebForm *self)
{
  gboolean chosen;

  self->report.usually_there = (HwUsually) read_choice (self, HW_WEB_USUALLY, &chosen);
  self->report.usual_time = read_text (self, HW_WEB_USUAL_TIME, HW_REPORT_MAX_LINE);
}

static void
read_people (HwWebForm *self)
{
  g_autofree char *text = g_strstrip (g_strdup (hw_form_data_get (self->values, HW_WEB_PEOPLE)));
  guint64 people;

  if (*text == '\0')
    return;
  if (g_ascii_string_to_unsigned (text, 10, 1, HW_REPORT_MAX_PEOPLE, &people, NULL))
    self->report.people = (guint) people;
  else
    complain (self, HW_WEB_PEOPLE, "error-people");
}

static void
read_who (HwWebForm *self)
{
  gboolean chosen;

  read_people (self);
  self->report.age = (HwAgeGroup) read_choice (self, HW_WEB_AGE, &chosen);
  self->report.gender = read_text (self, HW_WEB_GENDER, HW_REPORT_MAX_LINE);
  self->report.appearance = read_text (self, HW_WEB_APPEARANCE, HW_REPORT_MAX_TEXT);
  self->report.language = read_text (self, HW_WEB_HEARD, HW_REPORT_MAX_LINE);
}

static void
read_worries (HwWebForm *self)
{
  gboolean chosen;

  for (guint i = 0; concern_choices[i] != NULL; i++)
    {
      g_autofree char *field = g_strconcat ("concern-", concern_choices[i], NULL);

      if (*hw_form_data_get (self->values, field) != '\0')
        self->report.concerns |= concerns[i];
    }
  self->report.worries = read_text (self, HW_WEB_WORRIES, HW_REPORT_MAX_TEXT);
  self->report.knows_of_call = (HwTriState) read_choice (self, HW_WEB_KNOWS, &chosen);
}

static gboolean
can_be_rung (const char *contact)
{
  guint digits = 0;

  for (const char *at = contact; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) != 0;
  return digits >= 5;
}

static gboolean
can_be_written_to (const char *contact)
{
  const char *at = strchr (contact, '@');

  return at != NULL && at > contact && at[1] != '\0' && strchr (at + 1, '@') == NULL;
}

/* A number is kept only where an answer is wanted. */
static void
read_caller (HwWebForm *self)
{
  gboolean chosen;
  const char *contact = read_text (self, HW_WEB_CONTACT, HW_REPORT_MAX_LINE);
  const char *name = read_text (self, HW_WEB_NAME, HW_REPORT_MAX_LINE);
  HwReplyWish wish = (HwReplyWish) read_choice (self, HW_WEB_REPLY, &chosen);

  if (!chosen && contact != NULL)
    complain (self, HW_WEB_REPLY, "error-reply");
  if (wish == HW_REPLY_NO)
    return;
  if (contact == NULL)
    complain (self, HW_WEB_CONTACT, "error-contact");
  else if (wish == HW_REPLY_EMAIL ? !can_be_written_to (contact) : !can_be_rung (contact))
    complain (self, HW_WEB_CONTACT, wish == HW_REPLY_EMAIL ? "error-contact-email" : "error-contact-number");
  self->report.reply_wish = wish;
  self->report.caller_contact = contact;
  self->report.caller_name = name;
}

/*
 * A program fills in everything, at once. Nothing is thrown away for that: a
 * person whose browser filled in the field sends the same page again.
 */
static void
look_for_programs (HwWebForm *self)
{
  const char *opened = hw_form_data_get (self->values, HW_WEB_OPENED);
  g_autofree char *digits = g_strndup (opened, strspn (opened, "0123456789"));
  guint64 at = 0;

  if (strlen (opened) > MAX_OPENED || !g_ascii_string_to_unsigned (digits, 10, 1, self->now / G_USEC_PER_SEC, &at, NULL))
    {
      at = G_MAXINT64 - HW_WEB_LEAST_SECONDS;
      g_hash_table_remove (self->values, HW_WEB_OPENED);   /* the next page gets a new one */
    }
  if (*hw_form_data_get (self->values, HW_WEB_DECOY) != '\0')
    {
      complain (self, HW_WEB_DECOY, "error-program");
      g_hash_table_remove (self->values, HW_WEB_DECOY);
    }
  else if (self->errors->len == 0 && self->now / G_USEC_PER_SEC < (gint64) at + HW_WEB_LEAST_SECONDS)
    complain (self, HW_WEB_DECOY, "error-quick");
}

static void
read_all (HwWebForm     *self,
          GTimeZone     *zone,
          const HwPoint *nearby)
{
  gboolean chosen;

  self->report.received_at = self->now;
  self->report.point = HW_POINT_UNKNOWN;
  self->report.channel = read_choice (self, HW_WEB_ABOUT, &chosen) == 1 ? HW_CHANNEL_SELF_REFERRAL : HW_CHANNEL_WEB;
  read_place (self, nearby);
  read_when (self, zone);
  read_usually (self);
  read_who (self);
  read_worries (self);
  read_caller (self);
  if (self->errors->len == 0 && !hw_report_check (&self->report, self->now, NULL))
    complain (self, HW_WEB_PLACE, "error-report");
  look_for_programs (self);
}

static gboolean
strip_value_cb (gpointer key,
                gpointer value,
                gpointer user_data)
{
  g_strstrip (value);
  return FALSE;
}

/**
 * hw_web_form_new:
 * @values: (nullable) (element-type utf8 utf8): what was posted, from hw_form_data_parse(); %NULL: a form to be filled in
 * @now: when it came, µs UTC
 * @zone: where the team works: what "tonight" means
 * @nearby: (nullable): a point in the area, for short plus codes
 *
 * Reads the form. One that is not filled in yet has neither a report nor errors.
 *
 * Returns: (transfer full): the form
 */
HwWebForm *
hw_web_form_new (GHashTable    *values,
                 gint64         now,
                 GTimeZone     *zone,
                 const HwPoint *nearby)
{
  HwWebForm *self = g_new0 (HwWebForm, 1);

  self->now = now;
  self->errors = g_ptr_array_new_with_free_func (g_free);
  if (values != NULL)
    {
      self->values = g_hash_table_ref (values);
      self->is_sent = TRUE;
      g_hash_table_foreach_remove (self->values, strip_value_cb, NULL);
      read_all (self, zone, nearby);
    }
  return self;
}

/**
 * hw_web_form_new_draft:
 * @values: (element-type utf8 utf8): what was written so far
 *
 * Returns: (transfer full): a form that is still being filled in: it has no errors yet and makes no report
 */
HwWebForm *
hw_web_form_new_draft (GHashTable *values)
{
  HwWebForm *self = hw_web_form_new (NULL, 0, NULL, NULL);

  self->values = g_hash_table_ref (values);
  return self;
}

/**
 * hw_web_form_free:
 * @self: (nullable) (transfer full): a form
 */
void
hw_web_form_free (HwWebForm *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_ptr_array_unref (self->errors);
  g_free (self);
}

/**
 * hw_web_form_get_value:
 * @self: a form
 * @field: the name of a field
 *
 * Returns: (transfer none): what was written or chosen, "" where nothing was
 */
const char *
hw_web_form_get_value (const HwWebForm *self,
                       const char      *field)
{
  return hw_form_data_get (self->values, field);
}

/**
 * hw_web_form_get_values:
 * @self: a form
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): all that was posted
 */
GHashTable *
hw_web_form_get_values (const HwWebForm *self)
{
  return self->values;
}

/**
 * hw_web_form_is_sound:
 * @self: a form
 *
 * Returns: whether it was filled in and makes a report
 */
gboolean
hw_web_form_is_sound (const HwWebForm *self)
{
  return self->is_sent && self->errors->len == 0;
}

/**
 * hw_web_form_get_error:
 * @self: a form
 * @field: the name of a field
 *
 * Returns: (transfer none) (nullable): what to look at again in @field
 */
const HwWebError *
hw_web_form_get_error (const HwWebForm *self,
                       const char      *field)
{
  for (guint i = 0; i < self->errors->len; i++)
    {
      const HwWebError *error = g_ptr_array_index (self->errors, i);

      if (strcmp (error->field, field) == 0)
        return error;
    }
  return NULL;
}

/**
 * hw_web_form_get_errors:
 * @self: a form
 *
 * Returns: (transfer none) (element-type HwWebError): what to look at again, in the order of the page
 */
GPtrArray *
hw_web_form_get_errors (const HwWebForm *self)
{
  return self->errors;
}

/**
 * hw_web_form_get_report:
 * @self: a form that is sound
 *
 * Returns: (transfer none): the report, without an id; its texts live as long as the form
 */
const HwReport *
hw_web_form_get_report (const HwWebForm *self)
{
  g_return_val_if_fail (hw_web_form_is_sound (self), NULL);

  return &self->report;
}

/**
 * hw_web_form_is_urgent:
 * @self: a form
 *
 * Returns: whether it tells of danger or of a child: whoever sent it is asked to ring
 */
gboolean
hw_web_form_is_urgent (const HwWebForm *self)
{
  return (self->report.concerns & HW_CONCERN_DANGER_NOW) != 0 || self->report.age == HW_AGE_UNDER_18;
}
