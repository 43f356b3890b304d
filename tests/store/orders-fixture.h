/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "team-fixture.h"

/*
 * What several laptops recorded at the same time, delivered to a laptop of its
 * own in every order that there is: the batches of one laptop come one after
 * the other, those of different laptops as they like, also before what they
 * answer to. Each order ends in the same tables.
 */

#define MOST_BATCHES 16

typedef void (*CheckFunc) (HwStore      *store,
                           gconstpointer data);

typedef struct
{
  Team         *team;
  GPtrArray    *batches[N_LAPTOPS];   /* (element-type HwBatch) */
  char         *expected;             /* (owned): the digest */
  CheckFunc     check;
  gconstpointer data;
  guint         order[N_LAPTOPS * MOST_BATCHES];
  guint         n_orders;
} Orders;

static inline GPtrArray *
load_batches (HwStore *store)
{
  GPtrArray *batches = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_batch_free);

  for (gint64 number = 1;; number++)
    {
      g_autoptr (GError) error = NULL;
      HwBatch *batch = hw_store_dup_batch (store, 1, number, &error);

      g_assert_no_error (error);
      if (batch == NULL)
        return batches;
      g_ptr_array_add (batches, batch);
    }
}

/* A laptop that recorded nothing itself gets everything in this order. */
static inline void
deliver (Orders *orders,
         guint   n_batches)
{
  g_autofree char *folder = g_build_filename (orders->team->folder, "order", NULL);
  g_autofree char *path = g_build_filename (folder, "team.homeward", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (HwStore) store = NULL;
  guint next[N_LAPTOPS] = { 0 };

  g_mkdir (folder, 0700);
  store = fixture_create (path, NULL);
  for (guint i = 0; i < n_batches; i++)
    {
      guint from = orders->order[i];

      g_assert_true (hw_store_receive_batch (store, orders->batches[from]->pdata[next[from]++], &error));
      g_assert_no_error (error);
    }
  digest = hw_store_dup_digest (store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (digest, ==, orders->expected);
  orders->check (store, orders->data);
  hw_store_close (store, &error);
  g_assert_no_error (error);
  fixture_remove_folder (folder);
  orders->n_orders++;
}

static inline void
go_through_orders (Orders *orders,
                   guint   place,
                   guint  *left)
{
  gboolean is_complete = TRUE;

  for (guint from = 0; from < N_LAPTOPS; from++)
    if (left[from] > 0)
      {
        is_complete = FALSE;
        left[from]--;
        orders->order[place] = from;
        go_through_orders (orders, place + 1, left);
        left[from]++;
      }
  if (is_complete)
    deliver (orders, place);
}

static inline void
assert_every_order (Team         *team,
                    guint         n_orders,
                    CheckFunc     check,
                    gconstpointer data)
{
  Orders orders = { .team = team, .check = check, .data = data };
  guint left[N_LAPTOPS];

  for (int i = 0; i < N_LAPTOPS; i++)
    {
      orders.batches[i] = load_batches (team->stores[i]);
      left[i] = orders.batches[i]->len;
      g_assert_cmpuint (left[i], <=, MOST_BATCHES);
    }
  send_all (team);
  assert_same (team);
  check (team->stores[0], data);
  orders.expected = hw_store_dup_digest (team->stores[0], NULL);
  go_through_orders (&orders, 0, left);
  g_assert_cmpuint (orders.n_orders, ==, n_orders);
  g_test_message ("%u orders", orders.n_orders);
  for (int i = 0; i < N_LAPTOPS; i++)
    g_ptr_array_unref (orders.batches[i]);
  g_free (orders.expected);
}

static inline void
share (Team *team)
{
  send_own (team->stores[0], team->stores[1]);
  send_own (team->stores[0], team->stores[2]);
}
