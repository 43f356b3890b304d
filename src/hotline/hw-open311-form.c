/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-open311-form.h"

#include <math.h>
#include <string.h>

#include "hw-date-reader.h"
#include "hw-form-data.h"
#include "hw-number.h"
#include "hw-web-form.h"

/*
 * A posted service request as a report. Its arguments are put under the names
 * of the web form, and the rules of the form do the rest: what is asked there
 * is asked here, and refused with the same words.
 */

/* What is asked under another name than the attribute's own. */
static const char * const attribute_fields[] = {
  HW_WEB_ABOUT, HW_WEB_USUALLY, HW_WEB_USUAL_TIME, HW_WEB_PEOPLE, HW_WEB_AGE, HW_WEB_GENDER, HW_WEB_APPEARANCE, HW_WEB_HEARD, HW_WEB_KNOWS, HW_WEB_REPLY,
};

typedef struct
{
  GHashTable      *posted;
  const HwWebPage *page;
  GHashTable      *values;     /* (owned): of the web form */
  GPtrArray       *problems;   /* (owned) (element-type utf8) */
} Reading;

static void
reading_clear (Reading *self)
{
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->problems);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
set_value (Reading    *self,
           const char *field,
           const char *value)
{
  if (*value != '\0')
    g_hash_table_insert (self->values, g_strdup (field), g_strdup (value));
}

static const char *
get_attribute (Reading    *self,
               const char *code,
               const char *end)
{
  g_autofree char *name = g_strdup_printf ("attribute[%s]%s", code, end);

  return hw_form_data_get (self->posted, name);
}

/* @argument is the one that has to be looked at again; a description is for people, and names it. */
static void
complain (Reading    *self,
          const char *argument,
          const char *phrase,
          glong       number)
{
  g_autofree char *said = hw_web_page_say (self->page, phrase);
  g_autofree char *figure = g_strdup_printf ("%ld", number);
  g_autofree char *words = hw_phrases_fill (said, "number", figure, NULL);
  g_autofree char *last = hw_web_page_say (self->page, "open311-error-recorded");

  g_ptr_array_add (self->problems, argument != NULL ? g_strdup_printf ("%s: %s %s", argument, words, last) : g_strdup (words));
}

/* (0, 0) stands for "not known". */
static void
read_place (Reading *self)
{
  const char *latitude = hw_form_data_get (self->posted, "lat"), *longitude = hw_form_data_get (self->posted, "long");
  const char *address = hw_form_data_get (self->posted, "address_string");
  g_autofree char *point = g_strdup_printf ("%s, %s", latitude, longitude);
  double north, east;

  set_value (self, HW_WEB_PLACE, address);
  if (*latitude == '\0' && *longitude == '\0')
    {
      if (*address == '\0')
        complain (self, NULL, "open311-error-place", 0);
      return;
    }
  if (!hw_number_parse (latitude, &north, NULL) || !hw_number_parse (longitude, &east, NULL) || fabs (north) > 90 || fabs (east) > 180)
    complain (self, "lat, long", "error-point", 0);
  else if (north != 0 || east != 0)
    set_value (self, HW_WEB_POINT, point);
  else if (*address == '\0')
    complain (self, NULL, "open311-error-place", 0);
}

/* A number is kept only where an answer is wanted; who gives one, and does not say, wants one. */
static void
read_caller (Reading *self)
{
  const char *email = hw_form_data_get (self->posted, "email"), *phone = hw_form_data_get (self->posted, "phone");
  const char *reply = get_attribute (self, HW_WEB_REPLY, "");
  g_autofree char *name = g_strdup_printf ("%s %s", hw_form_data_get (self->posted, "first_name"), hw_form_data_get (self->posted, "last_name"));

  if (*reply == '\0')
    reply = *email != '\0' ? "email" : *phone != '\0' ? "call" : "no";
  set_value (self, HW_WEB_REPLY, reply);
  set_value (self, HW_WEB_CONTACT, strcmp (reply, "email") == 0 ? email : phone);
  set_value (self, HW_WEB_NAME, g_strstrip (name));
}

static void
read_concerns (Reading *self)
{
  const char *several = get_attribute (self, HW_WEB_CONCERNS, "[]"), *one = get_attribute (self, HW_WEB_CONCERNS, "");
  g_auto (GStrv) chosen = g_strsplit_set (*several != '\0' ? several : one, "\n,", -1);

  for (guint i = 0; chosen[i] != NULL; i++)
    {
      const char *name = g_strstrip (chosen[i]);
      g_autofree char *field = g_strconcat ("concern-", name, NULL);

      if (g_strv_contains (hw_web_form_get_choices (HW_WEB_CONCERNS), name))
        set_value (self, field, "yes");
      else if (*name != '\0')
        complain (self, "attribute[" HW_WEB_CONCERNS "]", "error-choice", 0);
    }
}

static void
read_words (Reading *self)
{
  const char *media = hw_form_data_get (self->posted, "media_url");
  g_autofree char *words = g_strdup_printf ("%s%s%s", hw_form_data_get (self->posted, "description"), *media != '\0' ? "\n" : "", media);

  set_value (self, HW_WEB_WORRIES, g_strstrip (words));
  for (guint i = 0; i < G_N_ELEMENTS (attribute_fields); i++)
    set_value (self, attribute_fields[i], get_attribute (self, attribute_fields[i], ""));
}

/* The time is told with its zone, which the form has no field for. */
static void
read_time (Reading   *self,
           GTimeZone *zone,
           HwReport  *report)
{
  const char *seen_at = get_attribute (self, "seen-at", "");
  g_autoptr (HwDateReader) dates = hw_date_reader_new (HW_DATE_ORDER_YMD, zone);

  if (*seen_at == '\0')
    return;
  if (!hw_date_reader_read (dates, seen_at, NULL, &report->seen_at, &report->seen_precision))
    complain (self, "attribute[seen-at]", "open311-seen-at-hint", 0);
  else if (!hw_report_check (report, self->page->now, NULL))
    complain (self, "attribute[seen-at]", report->seen_at > self->page->now ? "error-future" : "error-past", 0);
}

static void
read_all (Reading *self)
{
  g_autofree char *opened = g_strdup_printf ("%" G_GINT64_FORMAT, self->page->now / G_USEC_PER_SEC - HW_WEB_LEAST_SECONDS);

  read_place (self);
  read_words (self);
  read_caller (self);
  read_concerns (self);
  set_value (self, HW_WEB_WHEN, "now");
  /* Those who post here are programs, and may be as quick as they like. */
  set_value (self, HW_WEB_OPENED, opened);
}

/* The name of the argument for a field of the form. */
static char *
dup_argument (const char *field)
{
  if (strcmp (field, HW_WEB_PLACE) == 0)
    return g_strdup ("address_string");
  if (strcmp (field, HW_WEB_CONTACT) == 0)
    return g_strdup ("phone, email");
  if (strcmp (field, HW_WEB_NAME) == 0)
    return g_strdup ("first_name, last_name");
  if (strcmp (field, HW_WEB_WORRIES) == 0)
    return g_strdup ("description");
  if (strcmp (field, HW_WEB_POINT) == 0)
    return g_strdup ("lat, long");
  return g_strdup_printf ("attribute[%s]", field);
}

static void
take_errors (Reading         *self,
             const HwWebForm *form)
{
  GPtrArray *errors = hw_web_form_get_errors ((HwWebForm *) form);

  for (guint i = 0; i < errors->len; i++)
    {
      const HwWebError *error = g_ptr_array_index (errors, i);
      g_autofree char *argument = dup_argument (error->field);

      complain (self, argument, error->phrase, error->number);
    }
}

/**
 * hw_open311_form_read:
 * @posted: (element-type utf8 utf8): the arguments, from hw_form_data_parse()
 * @page: whose language to speak, and what time it is
 * @zone: where the team works: of a time that names no zone
 * @nearby: (nullable): a point in the area
 * @problems: (out) (transfer full) (element-type utf8): where there is no report, why, one sentence each
 *
 * Returns: (transfer full) (nullable): the report
 */
HwReport *
hw_open311_form_read (GHashTable      *posted,
                      const HwWebPage *page,
                      GTimeZone       *zone,
                      const HwPoint   *nearby,
                      GPtrArray      **problems)
{
  g_auto (Reading) self = {
    posted, page, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), g_ptr_array_new_with_free_func (g_free)
  };
  g_autoptr (HwWebForm) form = NULL;
  HwReport report;

  *problems = NULL;
  read_all (&self);
  if (self.problems->len == 0)
    {
      form = hw_web_form_new (self.values, page->now, zone, nearby);
      take_errors (&self, form);
    }
  if (self.problems->len == 0)
    {
      report = *hw_web_form_get_report (form);
      if (report.channel == HW_CHANNEL_WEB)
        report.channel = HW_CHANNEL_OTHER_SYSTEM;
      read_time (&self, zone, &report);
    }
  if (self.problems->len == 0)
    return hw_report_new (&report);
  *problems = g_steal_pointer (&self.problems);
  self.problems = g_ptr_array_new ();
  return NULL;
}
