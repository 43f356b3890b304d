/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-session-private.h"
#include "hw-session-tracks.h"

/* The tracks of rounds, where the team keeps them. They lie among the settings
 * inside the encrypted file, in pieces of some places each, so that a step of the
 * team writes little: never in the journal, which other laptops get and which
 * forgets nothing. */

#define SETTING    "track-days"
#define PREFIX     "track/"
#define PIECE_SIZE 64u   /* places: some 2 kB */

/* (transfer full): pieces sort by their names */
static char *
make_name (const HwId *shift,
           guint       piece)
{
  g_autofree char *id = hw_id_to_string (shift);

  return g_strdup_printf (PREFIX "%s/%05u", id, piece);
}

/* The places of piece @piece; (transfer full) (nullable) */
static GArray *
read_piece (HwSession  *self,
            const HwId *shift,
            guint       piece)
{
  g_autofree char *name = make_name (shift, piece);
  const char *text = hw_session_get_setting (self, name);
  GArray *points;

  if (text == NULL)
    return NULL;
  points = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));
  hw_track_read_text (points, text);
  return points;
}

static guint
count_pieces (HwSession  *self,
              const HwId *shift)
{
  for (guint n = 0;; n++)
    {
      g_autofree char *name = make_name (shift, n);

      if (hw_session_get_setting (self, name) == NULL)
        return n;
    }
}

/**
 * hw_session_get_track_days:
 * @self: the session
 *
 * Returns: for how many days the track of a round is kept on this laptop; 0: none is
 */
guint
hw_session_get_track_days (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), 0);
  return hw_track_parse_days (hw_session_get_setting (self, SETTING));
}

/**
 * hw_session_set_track_days:
 * @self: the session
 * @days: for how many days; 0: none is kept
 * @now: the time
 *
 * Tracks that are older than that are thrown away at once.
 */
void
hw_session_set_track_days (HwSession *self,
                           guint      days,
                           gint64     now)
{
  g_autofree char *text = g_strdup_printf ("%u", MIN (days, HW_TRACK_MAX_DAYS));

  g_return_if_fail (HW_IS_SESSION (self));

  hw_session_set_setting (self, SETTING, days > 0 ? text : NULL);
  hw_session_forget_old_tracks (self, now);
}

/**
 * hw_session_keep_track:
 * @self: an open session
 * @shift: a round that is being walked
 * @point: where this laptop is
 *
 * Returns: whether @point is kept: see hw_track_keeps(), and only where the team keeps tracks
 */
gboolean
hw_session_keep_track (HwSession          *self,
                       const HwId         *shift,
                       const HwTrackPoint *point)
{
  g_autoptr (GArray) points = NULL;
  g_autofree char *name = NULL, *text = NULL;
  guint piece;

  g_return_val_if_fail (HW_IS_SESSION (self) && shift != NULL && point != NULL, FALSE);

  if (hw_session_get_track_days (self) == 0)
    return FALSE;
  piece = MAX (count_pieces (self, shift), 1) - 1;
  points = read_piece (self, shift, piece);
  if (points == NULL)
    points = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));
  if (!hw_track_keeps (points->len > 0 ? &g_array_index (points, HwTrackPoint, points->len - 1) : NULL, point))
    return FALSE;
  if (points->len >= PIECE_SIZE)
    {
      piece++;
      g_array_set_size (points, 0);
    }
  g_array_append_val (points, *point);
  name = make_name (shift, piece);
  text = hw_track_to_text ((const HwTrackPoint *) points->data, points->len);
  hw_session_set_setting (self, name, text);
  return TRUE;
}

/**
 * hw_session_list_track:
 * @self: an open session
 * @shift: a round
 * @now: the time
 *
 * Reads from memory.
 *
 * Returns: (transfer full) (element-type HwTrackPoint): where the team went; empty where nothing was kept, or no longer
 */
GArray *
hw_session_list_track (HwSession  *self,
                       const HwId *shift,
                       gint64      now)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (HwTrackPoint));
  GArray *some;

  g_return_val_if_fail (HW_IS_SESSION (self) && shift != NULL, points);

  hw_session_forget_old_tracks (self, now);
  for (guint piece = 0; (some = read_piece (self, shift, piece)) != NULL; piece++)
    {
      g_array_append_vals (points, some->data, some->len);
      g_array_unref (some);
    }
  return points;
}

/**
 * hw_session_forget_track:
 * @self: an open session
 * @shift: a round
 *
 * Throws its track away.
 */
void
hw_session_forget_track (HwSession  *self,
                         const HwId *shift)
{
  g_return_if_fail (HW_IS_SESSION (self) && shift != NULL);

  /* From the end: what a power cut leaves has no hole. */
  for (guint n = count_pieces (self, shift); n > 0; n--)
    {
      g_autofree char *name = make_name (shift, n - 1);

      hw_session_set_setting (self, name, NULL);
    }
}

/* Whether @name is the first piece of a track; then @shift is whose */
static gboolean
is_first_piece (const char *name,
                HwId       *shift)
{
  g_auto (GStrv) parts = g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, "/00000") ? g_strsplit (name, "/", 3) : NULL;

  return parts != NULL && hw_id_parse (parts[1], shift);
}

/**
 * hw_session_forget_old_tracks:
 * @self: an open session
 * @now: the time
 *
 * Throws away every track that is older than the setting says.
 */
void
hw_session_forget_old_tracks (HwSession *self,
                              gint64     now)
{
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (HwId));
  guint days = hw_session_get_track_days (self);
  GHashTableIter iter;
  gpointer name;
  HwId shift;

  g_return_if_fail (HW_IS_SESSION (self));

  g_hash_table_iter_init (&iter, self->settings);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr (GArray) points = is_first_piece (name, &shift) ? read_piece (self, &shift, 0) : NULL;

      if (points != NULL && (points->len == 0 || hw_track_is_too_old (&g_array_index (points, HwTrackPoint, 0), days, now)))
        g_array_append_val (old, shift);
    }
  for (guint i = 0; i < old->len; i++)
    hw_session_forget_track (self, &g_array_index (old, HwId, i));
}
