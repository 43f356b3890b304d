/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-rank-badge.h"
#include "hw-map-style.h"
#include "hw-site-marks.h"
#include "hw-status-icon.h"

/*
 * The same marks as on the map, drawn by the same functions, so that a row and
 * its place on the map are seen to belong together.
 */

struct _HwRankBadge
{
  GtkWidget parent_instance;

  int            size;
  guint          rank;     /* 0: a report or contact */
  gboolean       is_site;
  gboolean       closed;   /* of a site */
  HwPointKind    kind;
  HwReportStatus status;
};

G_DEFINE_FINAL_TYPE (HwRankBadge, hw_rank_badge, GTK_TYPE_WIDGET)

static void
hw_rank_badge_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  HwRankBadge *self = HW_RANK_BADGE (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  if (self->is_site)
    hw_map_draw_flag (cr, hw_map_is_dark (), self->closed, width / 2 - 5, height / 2 + self->size * 0.34, self->size * 0.68);
  else if (self->rank > 0)
    hw_map_draw_badge (cr, self->rank, hw_map_is_dark (), width / 2, height / 2, self->size);
  else if (self->kind == HW_KIND_CONTACT)
    hw_map_draw_contact (cr, hw_map_is_dark (), width / 2, height / 2, MIN (self->size, 15));
  else
    hw_status_draw (cr, self->status, hw_map_is_dark (), width / 2, height / 2, MIN (self->size, 13));
  cairo_destroy (cr);
}

static void
hw_rank_badge_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = HW_RANK_BADGE (widget)->size;
}

static void
hw_rank_badge_class_init (HwRankBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = hw_rank_badge_snapshot;
  widget_class->measure = hw_rank_badge_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hw_rank_badge_init (HwRankBadge *self)
{
  self->size = 26;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  hw_map_watch_style (GTK_WIDGET (self), G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * hw_rank_badge_new:
 * @size: across, in pixels
 *
 * Returns: (transfer floating): a mark that shows a new report until told otherwise
 */
GtkWidget *
hw_rank_badge_new (int size)
{
  HwRankBadge *self = g_object_new (HW_TYPE_RANK_BADGE, NULL);

  self->size = size;
  return GTK_WIDGET (self);
}

/**
 * hw_rank_badge_set_rank:
 * @self: a mark
 * @rank: of a hot-spot
 */
void
hw_rank_badge_set_rank (HwRankBadge *self,
                        guint        rank)
{
  g_return_if_fail (HW_IS_RANK_BADGE (self));

  self->rank = rank;
  self->is_site = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_rank_badge_set_site:
 * @self: a mark
 * @closed: whether the site is closed
 */
void
hw_rank_badge_set_site (HwRankBadge *self,
                        gboolean     closed)
{
  g_return_if_fail (HW_IS_RANK_BADGE (self));

  self->is_site = TRUE;
  self->closed = closed;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * hw_rank_badge_set_point:
 * @self: a mark
 * @kind: report or contact
 * @status: of the report
 */
void
hw_rank_badge_set_point (HwRankBadge   *self,
                         HwPointKind    kind,
                         HwReportStatus status)
{
  g_return_if_fail (HW_IS_RANK_BADGE (self));

  self->rank = 0;
  self->is_site = FALSE;
  self->kind = kind;
  self->status = MIN (status, HW_REPORT_CLOSED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
