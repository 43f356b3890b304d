/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-session-items.h"

/* The items of the sites and of the areas, sorted by name as the language of the window sorts. See hw-session-items.c. */

static char *
make_key (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_utf8_collate_key (folded, -1);
}

static int
compare_keys (const char *first_key,
              const HwId *first,
              const char *second_key,
              const HwId *second)
{
  int order = strcmp (first_key, second_key);

  return order != 0 ? order : hw_id_compare (first, second);
}

/* -- a site -- */

struct _HwSiteItem
{
  GObject  parent_instance;
  HwSite  *site;              /* (owned) */
  char    *key;               /* (owned): the name as it is sorted */
};

G_DEFINE_FINAL_TYPE (HwSiteItem, hw_site_item, G_TYPE_OBJECT)

static void
hw_site_item_finalize (GObject *object)
{
  HwSiteItem *self = HW_SITE_ITEM (object);

  g_clear_pointer (&self->site, hw_site_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (hw_site_item_parent_class)->finalize (object);
}

static void
hw_site_item_class_init (HwSiteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_site_item_finalize;
}

static void
hw_site_item_init (HwSiteItem *self)
{
}

HwSiteItem *
hw_site_item_new (const HwSite *site)
{
  HwSiteItem *self = g_object_new (HW_TYPE_SITE_ITEM, NULL);

  self->site = hw_site_copy (site);
  self->key = make_key (site->name);
  return self;
}

/**
 * hw_site_item_get_site:
 * @self: an item of the sites
 *
 * Returns: (transfer none): its site
 */
const HwSite *
hw_site_item_get_site (HwSiteItem *self)
{
  g_return_val_if_fail (HW_IS_SITE_ITEM (self), NULL);

  return self->site;
}

int
hw_site_item_compare (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  const HwSiteItem *first = a;
  const HwSiteItem *second = b;

  return compare_keys (first->key, &first->site->id, second->key, &second->site->id);
}

/* -- an area -- */

struct _HwAreaItem
{
  GObject  parent_instance;
  HwArea  *area;              /* (owned) */
  char    *key;               /* (owned): the name as it is sorted */
};

G_DEFINE_FINAL_TYPE (HwAreaItem, hw_area_item, G_TYPE_OBJECT)

static void
hw_area_item_finalize (GObject *object)
{
  HwAreaItem *self = HW_AREA_ITEM (object);

  g_clear_pointer (&self->area, hw_area_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (hw_area_item_parent_class)->finalize (object);
}

static void
hw_area_item_class_init (HwAreaItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_area_item_finalize;
}

static void
hw_area_item_init (HwAreaItem *self)
{
}

HwAreaItem *
hw_area_item_new (const HwArea *area)
{
  HwAreaItem *self = g_object_new (HW_TYPE_AREA_ITEM, NULL);

  self->area = hw_area_copy (area);
  self->key = make_key (area->name);
  return self;
}

/**
 * hw_area_item_get_area:
 * @self: an item of the areas
 *
 * Returns: (transfer none): its area
 */
const HwArea *
hw_area_item_get_area (HwAreaItem *self)
{
  g_return_val_if_fail (HW_IS_AREA_ITEM (self), NULL);

  return self->area;
}

int
hw_area_item_compare (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  const HwAreaItem *first = a;
  const HwAreaItem *second = b;

  return compare_keys (first->key, &first->area->id, second->key, &second->area->id);
}
