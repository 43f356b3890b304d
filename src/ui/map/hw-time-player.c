/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-time-player.h"

#include <glib/gi18n-lib.h>

/*
 * Steps follow the frame clock, so that a slow machine leaves out frames and not
 * days. Who has asked for no animations gets a slow change of pictures instead.
 */

#define STEP_US      (150 * 1000)
#define CALM_STEP_US (1200 * 1000)
#define WINDOW_DAYS  28    /* what is shown at a time where all days were chosen */

struct _HwTimePlayer
{
  GtkButton parent_instance;

  HwHistogram *histogram;       /* (owned) */
  guint        tick;            /* 0: it does not play */
  gint64       next_step;       /* µs of the frame clock */
  guint32      first, last;     /* what we chose ourselves */
};

G_DEFINE_FINAL_TYPE (HwTimePlayer, hw_time_player, GTK_TYPE_BUTTON)

static void
show_state (HwTimePlayer *self)
{
  const char *words = self->tick != 0 ? _("Stop") : _("Play through time");

  gtk_button_set_icon_name (GTK_BUTTON (self), self->tick != 0 ? "media-playback-stop-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static gint64
get_step_us (HwTimePlayer *self)
{
  gboolean lively = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &lively, NULL);
  return lively ? STEP_US : CALM_STEP_US;
}

static gboolean
was_chosen_by_hand (HwTimePlayer *self)
{
  guint32 first, last;

  return !hw_histogram_get_selection (self->histogram, &first, &last) || first != self->first || last != self->last;
}

/* FALSE at the end. */
static gboolean
go_on (HwTimePlayer *self)
{
  gboolean moved = hw_histogram_move (self->histogram, (int) hw_histogram_get_bin_days (self->histogram), TRUE, TRUE);

  hw_histogram_get_selection (self->histogram, &self->first, &self->last);
  return moved;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  HwTimePlayer *self = HW_TIME_PLAYER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (now < self->next_step)
    return G_SOURCE_CONTINUE;
  self->next_step = now + get_step_us (self);
  if (!was_chosen_by_hand (self) && go_on (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  show_state (self);
  return G_SOURCE_REMOVE;
}

/* From the left edge, unless the chosen days stand in the middle already. */
static void
go_to_start (HwTimePlayer *self)
{
  guint32 first, last, earliest, latest;
  gboolean all = !hw_histogram_get_selection (self->histogram, &first, &last);

  hw_histogram_get_counted (self->histogram, &earliest, &latest);
  if (all)
    hw_histogram_select (self->histogram, earliest, earliest + WINDOW_DAYS - 1);
  else if (last >= latest)
    hw_histogram_move (self->histogram, (int) ((gint64) MAX (hw_histogram_get_shown (self->histogram), earliest) - first), TRUE, TRUE);
  hw_histogram_get_selection (self->histogram, &self->first, &self->last);
}

static void
hw_time_player_clicked (GtkButton *button)
{
  HwTimePlayer *self = HW_TIME_PLAYER (button);

  if (self->tick != 0)
    {
      hw_time_player_stop (self);
      return;
    }
  go_to_start (self);
  self->next_step = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  show_state (self);
}

static void
hw_time_player_unmap (GtkWidget *widget)
{
  hw_time_player_stop (HW_TIME_PLAYER (widget));
  GTK_WIDGET_CLASS (hw_time_player_parent_class)->unmap (widget);
}

static void
hw_time_player_dispose (GObject *object)
{
  HwTimePlayer *self = HW_TIME_PLAYER (object);

  hw_time_player_stop (self);
  g_clear_object (&self->histogram);
  G_OBJECT_CLASS (hw_time_player_parent_class)->dispose (object);
}

static void
hw_time_player_class_init (HwTimePlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_time_player_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = hw_time_player_unmap;
  GTK_BUTTON_CLASS (klass)->clicked = hw_time_player_clicked;
}

static void
hw_time_player_init (HwTimePlayer *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "map-pill");
  show_state (self);
}

/**
 * hw_time_player_new:
 * @histogram: whose days to play
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
hw_time_player_new (HwHistogram *histogram)
{
  HwTimePlayer *self = g_object_new (HW_TYPE_TIME_PLAYER, NULL);

  self->histogram = g_object_ref (histogram);
  return GTK_WIDGET (self);
}

/**
 * hw_time_player_is_playing:
 * @self: a player
 *
 * Returns: whether it plays
 */
gboolean
hw_time_player_is_playing (HwTimePlayer *self)
{
  g_return_val_if_fail (HW_IS_TIME_PLAYER (self), FALSE);

  return self->tick != 0;
}

/**
 * hw_time_player_stop:
 * @self: a player
 *
 * Stops where it is.
 */
void
hw_time_player_stop (HwTimePlayer *self)
{
  g_return_if_fail (HW_IS_TIME_PLAYER (self));

  if (self->tick == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  show_state (self);
}
