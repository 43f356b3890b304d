/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <math.h>
#include <string.h>
#include "hw-hot-spot-lives.h"

/* What happens to one hot-spot as its days go by, and what it is called. Sizes
 * and places are compared with those of a week or longer before, or every day
 * would have something to tell. */

#define REST_DAYS  7      /* between two changes of size, or of place */
#define FACTOR     1.5    /* a change of size worth telling */
#define LEAST      4u     /* and at least so many more or fewer */
#define MOVED_M    75.0   /* a change of place worth telling */

static guint64
to_big_endian (gint64 value)
{
  return GUINT64_TO_BE ((guint64) value);
}

/**
 * hw_hot_spot_make_identity:
 * @first: the oldest report or contact of the hot-spot
 * @day: the number of its first day
 * @identity: (out): what it is called
 *
 * Makes an identity of the day and of when and where the oldest event was. Rows
 * do not come into it, which differ from laptop to laptop. Two hot-spots of one
 * day have different oldest events: equal ones always lie in the same.
 */
void
hw_hot_spot_make_identity (const HwIndexPoint *first,
                           gint64              day,
                           HwId               *identity)
{
  static const char purpose[] = "homeward hot-spot 1";
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 values[] = {
    to_big_endian (day),
    to_big_endian (first->time),
    to_big_endian (llround (first->point.latitude * 1e7)),
    to_big_endian (llround (first->point.longitude * 1e7)),
    to_big_endian (first->kind),
  };
  guint8 digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) purpose, sizeof purpose);
  g_checksum_update (checksum, (const guchar *) values, sizeof values);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (identity->bytes, digest, HW_ID_LENGTH);
}

static void
add_change (HwLiveSpot          *self,
            HwHotSpotChangeKind  kind,
            gint64               day,
            guint                before,
            const HwHotSpotChange *rest)
{
  HwHotSpotChange change = *rest;

  change.kind = kind;
  change.day = day * HW_DAY_US;
  change.before = before;
  change.now = self->life.events;
  g_array_append_val (self->life.changes, change);
}

/**
 * hw_live_spot_new:
 * @first: its oldest report or contact
 * @day: the number of its first day
 * @centre: its middle
 * @events: how many reports and contacts it has
 * @split_from: (nullable): the hot-spot that it was part of
 *
 * Returns: (transfer full): a hot-spot on its first day
 */
HwLiveSpot *
hw_live_spot_new (const HwIndexPoint *first,
                  gint64              day,
                  const HwPoint      *centre,
                  guint               events,
                  HwLiveSpot         *split_from)
{
  HwLiveSpot *self = g_new0 (HwLiveSpot, 1);
  HwHotSpotChange rest = { 0 };

  hw_hot_spot_make_identity (first, day, &self->life.identity);
  self->life.changes = g_array_new (FALSE, FALSE, sizeof (HwHotSpotChange));
  self->life.born = self->life.last = day * HW_DAY_US;
  self->life.centre = self->place = *centre;
  self->life.events = self->measured = events;
  self->first_day = self->last_day = self->measured_day = self->placed_day = day;
  if (split_from != NULL)
    rest.other = split_from->life.identity;
  add_change (self, split_from != NULL ? HW_HOT_SPOT_SPLIT_OFF : HW_HOT_SPOT_BORN, day, 0, &rest);
  return self;
}

void
hw_live_spot_free (HwLiveSpot *self)
{
  g_clear_pointer (&self->life.changes, g_array_unref);
  g_free (self);
}

/* From one place to the other: 0 is north, 2 east. */
static guint
get_direction (double x,
               double y)
{
  double eighths = atan2 (x, y) / (G_PI / 4.0);

  return (guint) ((int) floor (eighths + 0.5) & 7);
}

static void
tell_size (HwLiveSpot *self,
           gint64      day)
{
  guint now = self->life.events, before = self->measured;

  if (day - self->measured_day < REST_DAYS)
    return;
  if (now >= before * FACTOR && now - before >= LEAST)
    add_change (self, HW_HOT_SPOT_GREW, day, before, &(HwHotSpotChange) { 0 });
  else if (before >= now * FACTOR && before - now >= LEAST)
    add_change (self, HW_HOT_SPOT_SHRANK, day, before, &(HwHotSpotChange) { 0 });
  else
    return;
  self->measured = now;
  self->measured_day = day;
}

static void
tell_place (HwLiveSpot *self,
            gint64      day)
{
  HwHotSpotChange rest = { 0 };
  HwLocalFrame frame;
  double x, y;

  if (day - self->placed_day < REST_DAYS)
    return;
  hw_local_frame_init (&frame, &self->place);
  hw_local_frame_to_xy (&frame, &self->life.centre, &x, &y);
  rest.distance_m = hypot (x, y);
  if (rest.distance_m < MOVED_M)
    return;
  rest.direction = get_direction (x, y);
  add_change (self, HW_HOT_SPOT_MOVED, day, self->life.events, &rest);
  self->place = self->life.centre;
  self->placed_day = day;
}

/**
 * hw_live_spot_live_on:
 * @self: a hot-spot
 * @day: the number of a later day
 * @centre: its middle on that day
 * @events: how many reports and contacts it has
 *
 * It is still there: tells whether it grew, shrank or moved.
 */
void
hw_live_spot_live_on (HwLiveSpot    *self,
                      gint64         day,
                      const HwPoint *centre,
                      guint          events)
{
  self->last_day = day;
  self->life.last = day * HW_DAY_US;
  self->life.centre = *centre;
  self->life.events = events;
  tell_size (self, day);
  tell_place (self, day);
}

/**
 * hw_live_spot_close:
 * @self: a hot-spot that has been none for some days
 */
void
hw_live_spot_close (HwLiveSpot *self)
{
  guint before = self->life.events;

  self->is_over = TRUE;
  self->life.closed = (self->last_day + 1) * HW_DAY_US;
  self->life.events = 0;
  add_change (self, HW_HOT_SPOT_CLOSED, self->last_day + 1, before, &(HwHotSpotChange) { 0 });
}

/**
 * hw_live_spot_merge:
 * @self: a hot-spot
 * @into: the one that it became part of
 * @day: the number of the day
 */
void
hw_live_spot_merge (HwLiveSpot *self,
                    HwLiveSpot *into,
                    gint64      day)
{
  HwHotSpotChange rest = { .other = into->life.identity };
  guint before = self->life.events;

  self->is_over = TRUE;
  self->life.closed = day * HW_DAY_US;
  self->life.events = 0;
  add_change (self, HW_HOT_SPOT_MERGED, day, before, &rest);
  rest.other = self->life.identity;
  add_change (into, HW_HOT_SPOT_TOOK_IN, day, before, &rest);
}
