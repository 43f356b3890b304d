/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <string.h>

#include "hw-session-items.h"

/* The items of the session's list models: each a GObject around one record,
 * because a GListModel holds objects. And how a list store of them is filled
 * and kept in order when one record changes. */

/* -- a report -- */

struct _HwReportItem
{
  GObject   parent_instance;
  HwReport *report;           /* (owned) */
  HwReportDesk *desk;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HwReportItem, hw_report_item, G_TYPE_OBJECT)

static void
hw_report_item_finalize (GObject *object)
{
  g_clear_pointer (&HW_REPORT_ITEM (object)->report, hw_report_unref);
  g_clear_pointer (&HW_REPORT_ITEM (object)->desk, hw_report_desk_free);

  G_OBJECT_CLASS (hw_report_item_parent_class)->finalize (object);
}

static void
hw_report_item_class_init (HwReportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_report_item_finalize;
}

static void
hw_report_item_init (HwReportItem *self)
{
}

HwReportItem *
hw_report_item_new (HwReport *report)
{
  HwReportItem *self = g_object_new (HW_TYPE_REPORT_ITEM, NULL);

  self->report = hw_report_ref (report);
  return self;
}

/**
 * hw_report_item_get_report:
 * @self: an item of the queue
 *
 * Returns: (transfer none): its report
 */
HwReport *
hw_report_item_get_report (HwReportItem *self)
{
  g_return_val_if_fail (HW_IS_REPORT_ITEM (self), NULL);

  return self->report;
}

/* Before the item is in a model: it does not change there. */
void
hw_report_item_take_desk (HwReportItem *self,
                          HwReportDesk *desk)
{
  g_clear_pointer (&self->desk, hw_report_desk_free);
  self->desk = desk;
}

/**
 * hw_report_item_get_desk:
 * @self: an item of the queue
 *
 * Returns: (transfer none) (nullable): what the desk did with it; %NULL: nothing
 */
const HwReportDesk *
hw_report_item_get_desk (HwReportItem *self)
{
  g_return_val_if_fail (HW_IS_REPORT_ITEM (self), NULL);

  return self->desk;
}

/**
 * hw_report_item_needs_emergency:
 * @self: an item of the queue
 *
 * Returns: whether it tells of immediate danger or of a child and nobody noted
 *   that the emergency services were told
 */
gboolean
hw_report_item_needs_emergency (HwReportItem *self)
{
  g_return_val_if_fail (HW_IS_REPORT_ITEM (self), FALSE);

  return hw_report_is_urgent (self->report) && self->report->status != HW_REPORT_TO_BE_ANSWERED && self->report->status != HW_REPORT_CLOSED &&
         (self->desk == NULL || self->desk->emergency_told_at == 0);
}

/* Newest first. */
int
hw_report_item_compare (gconstpointer a,
                        gconstpointer b,
                        gpointer      user_data)
{
  const HwReport *first = ((const HwReportItem *) a)->report;
  const HwReport *second = ((const HwReportItem *) b)->report;

  if (first->received_at != second->received_at)
    return first->received_at > second->received_at ? -1 : 1;
  return first->row > second->row ? -1 : first->row < second->row;
}

/* -- a case -- */

struct _HwCaseItem
{
  GObject  parent_instance;
  HwCase  *case_;            /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwCaseItem, hw_case_item, G_TYPE_OBJECT)

static void
hw_case_item_finalize (GObject *object)
{
  g_clear_pointer (&HW_CASE_ITEM (object)->case_, hw_case_unref);

  G_OBJECT_CLASS (hw_case_item_parent_class)->finalize (object);
}

static void
hw_case_item_class_init (HwCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_case_item_finalize;
}

static void
hw_case_item_init (HwCaseItem *self)
{
}

HwCaseItem *
hw_case_item_new (HwCase *case_)
{
  HwCaseItem *self = g_object_new (HW_TYPE_CASE_ITEM, NULL);

  self->case_ = hw_case_ref (case_);
  return self;
}

/**
 * hw_case_item_get_case:
 * @self: an item of the cases
 *
 * Returns: (transfer none): its case
 */
HwCase *
hw_case_item_get_case (HwCaseItem *self)
{
  g_return_val_if_fail (HW_IS_CASE_ITEM (self), NULL);

  return self->case_;
}

/**
 * hw_case_item_get_n_open:
 * @self: an item of the cases
 *
 * Asks the gate at every call, because a consent may have run out since.
 *
 * Returns: how many requirements are still open for the next stage
 */
guint
hw_case_item_get_n_open (HwCaseItem *self)
{
  g_autoptr (GPtrArray) open = NULL;
  HwStage stage;

  g_return_val_if_fail (HW_IS_CASE_ITEM (self), 0);

  stage = self->case_->stage;
  if (!hw_stage_is_on_rail (stage) || hw_stage_is_end (stage))
    return 0;
  open = hw_gate_check (self->case_, hw_stage_next (stage), g_get_real_time (), NULL);
  return open != NULL ? open->len : 0;
}

/* By stage, then who has waited longest. */
int
hw_case_item_compare (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  const HwCase *first = ((const HwCaseItem *) a)->case_;
  const HwCase *second = ((const HwCaseItem *) b)->case_;
  gint64 waits_since = first->stage_since[first->stage];
  gint64 other_since = second->stage_since[second->stage];

  if (first->stage != second->stage)
    return first->stage < second->stage ? -1 : 1;
  if (waits_since != other_since)
    return waits_since < other_since ? -1 : 1;
  return first->row < second->row ? -1 : first->row > second->row;
}

/* -- a person -- */

struct _HwPersonItem
{
  GObject   parent_instance;
  HwPerson *person;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwPersonItem, hw_person_item, G_TYPE_OBJECT)

static void
hw_person_item_finalize (GObject *object)
{
  g_clear_pointer (&HW_PERSON_ITEM (object)->person, hw_person_unref);

  G_OBJECT_CLASS (hw_person_item_parent_class)->finalize (object);
}

static void
hw_person_item_class_init (HwPersonItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_person_item_finalize;
}

static void
hw_person_item_init (HwPersonItem *self)
{
}

HwPersonItem *
hw_person_item_new (HwPerson *person)
{
  HwPersonItem *self = g_object_new (HW_TYPE_PERSON_ITEM, NULL);

  self->person = hw_person_ref (person);
  return self;
}

/**
 * hw_person_item_get_person:
 * @self: an item of the people
 *
 * Returns: (transfer none): the person
 */
HwPerson *
hw_person_item_get_person (HwPersonItem *self)
{
  g_return_val_if_fail (HW_IS_PERSON_ITEM (self), NULL);

  return self->person;
}

/* -- a partner -- */

struct _HwPartnerItem
{
  GObject    parent_instance;
  HwPartner *partner;         /* (owned) */
  char      *key;             /* (owned): the name as it is sorted */
};

G_DEFINE_FINAL_TYPE (HwPartnerItem, hw_partner_item, G_TYPE_OBJECT)

static void
hw_partner_item_finalize (GObject *object)
{
  HwPartnerItem *self = HW_PARTNER_ITEM (object);

  g_clear_pointer (&self->partner, hw_partner_unref);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (hw_partner_item_parent_class)->finalize (object);
}

static void
hw_partner_item_class_init (HwPartnerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_partner_item_finalize;
}

static void
hw_partner_item_init (HwPartnerItem *self)
{
}

HwPartnerItem *
hw_partner_item_new (HwPartner *partner)
{
  HwPartnerItem *self = g_object_new (HW_TYPE_PARTNER_ITEM, NULL);
  g_autofree char *folded = g_utf8_casefold (partner->name, -1);

  self->partner = hw_partner_ref (partner);
  self->key = g_utf8_collate_key (folded, -1);
  return self;
}

/**
 * hw_partner_item_get_partner:
 * @self: an item of the partners
 *
 * Returns: (transfer none): the partner
 */
HwPartner *
hw_partner_item_get_partner (HwPartnerItem *self)
{
  g_return_val_if_fail (HW_IS_PARTNER_ITEM (self), NULL);

  return self->partner;
}

/* By name, as the language of the window sorts. */
int
hw_partner_item_compare (gconstpointer a,
                         gconstpointer b,
                         gpointer      user_data)
{
  const HwPartnerItem *first = a;
  const HwPartnerItem *second = b;
  int order = strcmp (first->key, second->key);

  if (order != 0)
    return order;
  return first->partner->row < second->partner->row ? -1 : first->partner->row > second->partner->row;
}

/* -- a hot-spot -- */

struct _HwHotSpotItem
{
  GObject    parent_instance;
  HwHotSpot *hot_spot;        /* (owned) */
  char      *name;            /* (owned) */
};

G_DEFINE_FINAL_TYPE (HwHotSpotItem, hw_hot_spot_item, G_TYPE_OBJECT)

static void
hw_hot_spot_item_finalize (GObject *object)
{
  HwHotSpotItem *self = HW_HOT_SPOT_ITEM (object);

  g_clear_pointer (&self->hot_spot, hw_hot_spot_unref);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (hw_hot_spot_item_parent_class)->finalize (object);
}

static void
hw_hot_spot_item_class_init (HwHotSpotItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_hot_spot_item_finalize;
}

static void
hw_hot_spot_item_init (HwHotSpotItem *self)
{
}

HwHotSpotItem *
hw_hot_spot_item_new (HwHotSpot  *hot_spot,
                      const char *name)
{
  HwHotSpotItem *self = g_object_new (HW_TYPE_HOT_SPOT_ITEM, NULL);

  self->hot_spot = hw_hot_spot_ref (hot_spot);
  self->name = g_strdup (name);
  return self;
}

/**
 * hw_hot_spot_item_get_hot_spot:
 * @self: an item of the hot-spots
 *
 * Returns: (transfer none): the hot-spot
 */
HwHotSpot *
hw_hot_spot_item_get_hot_spot (HwHotSpotItem *self)
{
  g_return_val_if_fail (HW_IS_HOT_SPOT_ITEM (self), NULL);

  return self->hot_spot;
}

/**
 * hw_hot_spot_item_get_name:
 * @self: an item of the hot-spots
 *
 * Returns: the place that its reports name most often, else "Hot-spot 1" by its rank
 */
const char *
hw_hot_spot_item_get_name (HwHotSpotItem *self)
{
  g_return_val_if_fail (HW_IS_HOT_SPOT_ITEM (self), NULL);

  return self->name;
}

/* -- lists of them -- */

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      order)
{
  return ((GCompareDataFunc) order) (*(gpointer const *) a, *(gpointer const *) b, NULL);
}

/**
 * hw_item_store_fill:
 * @store: a model
 * @records: what it shall hold from now on
 * @make: makes an item of a record
 * @order: (nullable): how the items stand; %NULL: as the records do
 *
 * Replaces all of a model in one change.
 */
void
hw_item_store_fill (GListStore       *store,
                    GPtrArray        *records,
                    HwItemNewFunc     make,
                    GCompareDataFunc  order)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (records->len, g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (items, make (g_ptr_array_index (records, i)));
  if (order != NULL)
    g_ptr_array_sort_with_data (items, compare_items, (gpointer) order);
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

static gboolean
stands_right (GListStore       *store,
              guint             position,
              gpointer          item,
              GCompareDataFunc  order)
{
  g_autoptr (GObject) before = position > 0 ? g_list_model_get_item (G_LIST_MODEL (store), position - 1) : NULL;
  g_autoptr (GObject) after = g_list_model_get_item (G_LIST_MODEL (store), position + 1);

  return (before == NULL || order (before, item, NULL) <= 0) && (after == NULL || order (item, after, NULL) <= 0);
}

/**
 * hw_item_store_put:
 * @store: a model in @order
 * @position: where the item of the same record stands, %G_MAXUINT where it is new
 * @item: (transfer none) (nullable): the new item; %NULL takes the old one away
 * @order: how the items stand
 *
 * Puts a changed record into a model, with as small a change as will do.
 */
void
hw_item_store_put (GListStore       *store,
                   guint             position,
                   gpointer          item,
                   GCompareDataFunc  order)
{
  if (position != G_MAXUINT && item != NULL && stands_right (store, position, item, order))
    {
      g_list_store_splice (store, position, 1, &item, 1);
      return;
    }
  if (position != G_MAXUINT)
    g_list_store_remove (store, position);
  if (item != NULL)
    g_list_store_insert_sorted (store, item, order, NULL);
}
