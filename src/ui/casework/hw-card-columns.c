/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-card-columns.h"

/* Lays cards out in as many columns as there is room for, each card under the
 * shortest column so far: three beside each other on a desk, one on a small screen. */

#define MAX_COLUMNS  3
#define CARD_WIDTH   260
#define CARD_SPACING 12

struct _HwCardColumns
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HwCardColumns, hw_card_columns, GTK_TYPE_LAYOUT_MANAGER)

typedef void (*PlaceFunc) (GtkWidget *card,
                           int        x,
                           int        y,
                           int        width,
                           int        height);

/* Below which width no card can be laid out. */
static int
find_widest (GtkWidget *widget)
{
  int widest = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      int card_width = 0;

      if (gtk_widget_should_layout (card))
        gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &card_width, NULL, NULL, NULL);
      widest = MAX (widest, card_width);
    }
  return widest;
}

static guint
count_columns (int width,
               int widest)
{
  int card_width = MAX (CARD_WIDTH, widest);

  return CLAMP ((width + CARD_SPACING) / (card_width + CARD_SPACING), 1, MAX_COLUMNS);
}

static guint
find_shortest (const int *heights,
               guint      n_columns)
{
  guint shortest = 0;

  for (guint i = 1; i < n_columns; i++)
    if (heights[i] < heights[shortest])
      shortest = i;
  return shortest;
}

/* Returns the height of the whole. */
static int
walk_cards (GtkWidget *widget,
            int        width,
            PlaceFunc  place)
{
  int widest = find_widest (widget);
  guint n_columns = count_columns (width, widest);
  int card_width = MAX (widest, (width - (int) (n_columns - 1) * CARD_SPACING) / (int) n_columns);
  int heights[MAX_COLUMNS] = { 0 };
  int tallest = 0;

  for (GtkWidget *card = gtk_widget_get_first_child (widget); card != NULL; card = gtk_widget_get_next_sibling (card))
    {
      guint column = find_shortest (heights, n_columns);
      int height;

      if (!gtk_widget_should_layout (card))
        continue;
      gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, card_width, &height, NULL, NULL, NULL);
      if (place != NULL)
        place (card, column * (card_width + CARD_SPACING), heights[column], card_width, height);
      heights[column] += height + CARD_SPACING;
      tallest = MAX (tallest, heights[column] - CARD_SPACING);
    }
  return tallest;
}

static void
place_card (GtkWidget *card,
            int        x,
            int        y,
            int        width,
            int        height)
{
  gtk_widget_size_allocate (card, &(GtkAllocation) { x, y, width, height }, -1);
}

static GtkSizeRequestMode
hw_card_columns_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hw_card_columns_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  int widest;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = walk_cards (widget, for_size >= 0 ? for_size : MAX_COLUMNS * (CARD_WIDTH + CARD_SPACING), NULL);
      return;
    }

  widest = find_widest (widget);
  *minimum = widest;
  *natural = MAX (widest, MAX_COLUMNS * (CARD_WIDTH + CARD_SPACING));
}

static void
hw_card_columns_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  walk_cards (widget, width, place_card);
}

static void
hw_card_columns_class_init (HwCardColumnsClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = hw_card_columns_get_request_mode;
  manager_class->measure = hw_card_columns_measure;
  manager_class->allocate = hw_card_columns_allocate;
}

static void
hw_card_columns_init (HwCardColumns *self)
{
}

/**
 * hw_card_columns_new:
 *
 * Returns: (transfer full): a layout for a box of cards
 */
GtkLayoutManager *
hw_card_columns_new (void)
{
  return g_object_new (HW_TYPE_CARD_COLUMNS, NULL);
}
