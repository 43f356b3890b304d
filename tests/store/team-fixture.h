/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../support/send-own.h"
#include "fixture.h"
#include "hw-store-private.h"

/* Three laptops of one team, and how they exchange what they have. */

#define N_LAPTOPS 3

typedef struct
{
  char    *folder;
  HwStore *stores[N_LAPTOPS];
} Team;

static inline void
team_set_up (Team         *team,
             gconstpointer data)
{
  team->folder = g_dir_make_tmp ("homeward-test-XXXXXX", NULL);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.homeward", i);
      g_autofree char *path = g_build_filename (team->folder, name, NULL);

      team->stores[i] = fixture_create (path, NULL);
    }
}

static inline void
team_tear_down (Team         *team,
                gconstpointer data)
{
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      hw_store_close (team->stores[i], NULL);
      g_object_unref (team->stores[i]);
    }
  fixture_remove_folder (team->folder);
  g_free (team->folder);
}

/* Everyone gets everything: the first from its left neighbour first, the others from their right one. */
static inline void
send_all (Team *team)
{
  for (int to = 0; to < N_LAPTOPS; to++)
    {
      int first = to == 0 ? N_LAPTOPS - 1 : (to + 1) % N_LAPTOPS;

      send_own (team->stores[first], team->stores[to]);
      for (int from = 0; from < N_LAPTOPS; from++)
        if (from != to && from != first)
          send_own (team->stores[from], team->stores[to]);
    }
}

static inline void
assert_same (Team *team)
{
  g_autofree char *first = hw_store_dup_digest (team->stores[0], NULL);

  g_assert_nonnull (first);
  for (int i = 0; i < N_LAPTOPS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *digest = hw_store_dup_digest (team->stores[i], &error);
      g_autofree char *rebuilt = NULL;
      g_autoptr (GPtrArray) problems = NULL;

      g_assert_cmpstr (digest, ==, first);
      problems = hw_store_verify (team->stores[i], NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_true (hw_store_rebuild (team->stores[i], NULL, NULL, NULL, &error));
      rebuilt = hw_store_dup_digest (team->stores[i], NULL);
      g_assert_cmpstr (rebuilt, ==, first);
    }
}

#define TEAM_TEST(name, func) g_test_add (name, Team, NULL, team_set_up, func, team_tear_down)
