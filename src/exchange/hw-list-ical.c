/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <gio/gio.h>
#include <libical/ical.h>

#include "hw-list-ical.h"
#include "hw-paper.h"

/* Days for the calendar of a telephone: RFC 5545. No name is in them, as
 * calendars go to servers and show themselves on locked screens. */

#define PRODUCT "-//Homeward//Homeward " HW_VERSION "//EN"

/* What cannot be shown is not written; libical escapes the rest. */
static void
add_text (icalcomponent  *component,
          icalproperty *(*new_property) (const char *),
          const char     *text)
{
  g_autofree char *clean = hw_paper_clean (text);

  if (clean != NULL)
    icalcomponent_add_property (component, new_property (clean));
}

static icalcomponent *
make_event (const HwListEvent      *event,
            struct icaltimetype     stamp,
            GError                **error)
{
  struct icaltimetype day = icaltime_null_date ();
  icalcomponent *component;

  if (sscanf (event->date, "%4d-%2d-%2d", &day.year, &day.month, &day.day) != 3)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s is no day", event->date);
      return NULL;
    }
  component = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  icalcomponent_add_property (component, icalproperty_new_uid (event->uid));
  icalcomponent_add_property (component, icalproperty_new_dtstamp (stamp));
  icalcomponent_add_property (component, icalproperty_new_sequence ((int) event->sequence));
  icalcomponent_add_property (component, icalproperty_new_dtstart (day));
  add_text (component, icalproperty_new_summary, event->summary);
  add_text (component, icalproperty_new_description, event->description);
  icalcomponent_add_property (component, icalproperty_new_status (event->cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
  /* It takes no time of the day, and is nobody else's business. */
  icalcomponent_add_property (component, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  icalcomponent_add_property (component, icalproperty_new_class (ICAL_CLASS_PRIVATE));
  return component;
}

static icalcomponent *
make_calendar (const char *name)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  icalproperty *calendar_name;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  icalcomponent_add_property (calendar, icalproperty_new_calscale ("GREGORIAN"));
  icalcomponent_add_property (calendar, icalproperty_new_method (ICAL_METHOD_PUBLISH));
  calendar_name = icalproperty_new_x (name);
  icalproperty_set_x_name (calendar_name, "X-WR-CALNAME");
  icalcomponent_add_property (calendar, calendar_name);
  return calendar;
}

/**
 * hw_list_write_ical:
 * @calendar_name: what programs call it
 * @events: (array length=n_events): its days
 * @n_events: how many
 * @stamp: when it was made, µs UTC
 * @error: return location for a %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
hw_list_write_ical (const char         *calendar_name,
                    const HwListEvent  *events,
                    guint               n_events,
                    gint64              stamp,
                    GError            **error)
{
  struct icaltimetype time = icaltime_from_timet_with_zone ((time_t) (stamp / G_USEC_PER_SEC), 0, icaltimezone_get_utc_timezone ());
  icalcomponent *calendar = make_calendar (calendar_name);
  GBytes *bytes = NULL;
  gboolean good = TRUE;

  for (guint i = 0; good && i < n_events; i++)
    {
      icalcomponent *event = make_event (&events[i], time, error);

      good = event != NULL;
      if (good)
        icalcomponent_add_component (calendar, event);
    }
  if (good)
    {
      char *text = icalcomponent_as_ical_string_r (calendar);

      bytes = g_bytes_new (text, strlen (text));
      icalmemory_free_buffer (text);
    }
  icalcomponent_free (calendar);
  return bytes;
}
