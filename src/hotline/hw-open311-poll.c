/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-open311-answer.h"
#include "hw-open311-poll.h"

/* All requests of a time. The specification has no pages: a server may give the
 * first thousand of ninety days and stop there without a word. Many know pages,
 * each by a number of its own how long they are. So every stretch of time is
 * asked page by page until a page brings nothing new; and where a server does
 * not know pages and the list is long, each half of the stretch is asked again
 * by itself, until halves bring no more than the whole did. */

#define DAY_US       (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define STRETCH_US   (30 * DAY_US)
#define SHORTEST_US  (G_GINT64_CONSTANT (120) * G_USEC_PER_SEC)
#define LONG_LIST    50u         /* the shortest page that is in use somewhere */
#define MAX_PAGES    1000u
#define MAX_ANSWERS  5000u
#define FAR_AWAY_US  (G_GINT64_CONSTANT (20) * 365 * DAY_US)

struct _HwOpen311Poll
{
  HwOpen311Client *client;        /* (unowned) */
  HwOpen311Query   query;
  gint64           since, until;  /* what is still to be asked for */
  GHashTable      *seen;          /* (owned): identities that were found in this poll */
  GPtrArray       *documents;     /* (owned) (element-type HwOpen311Node): of this stretch */
  GPtrArray       *requests;      /* (owned) (element-type HwOpen311Node): the new ones in them */
  guint            n_answers;
  gboolean         is_cut;
  gboolean         is_asked;      /* whether it was found out that ... */
  gboolean         heeds_dates;
};

/* One page; @n_listed is what it holds, @n_new what of it was not seen before. */
static gboolean
ask_page (HwOpen311Poll  *self,
          guint          *n_listed,
          guint          *n_new,
          GCancellable   *cancellable,
          GError        **error)
{
  HwOpen311Node *document = hw_open311_client_get_requests (self->client, &self->query, cancellable, error);
  g_autoptr (GPtrArray) requests = NULL;

  if (document == NULL)
    return FALSE;
  g_ptr_array_add (self->documents, document);
  requests = hw_open311_list_requests (document, error);
  if (requests == NULL)
    return FALSE;
  self->n_answers++;
  *n_listed = *n_new = 0;
  for (guint i = 0; i < requests->len; i++)
    {
      const char *id = hw_open311_node_get_text (g_ptr_array_index (requests, i), "service_request_id");

      if (id == NULL)
        continue;
      ++*n_listed;
      if (!g_hash_table_add (self->seen, g_strdup (id)))
        continue;
      ++*n_new;
      g_ptr_array_add (self->requests, g_ptr_array_index (requests, i));
    }
  return TRUE;
}

/* @n_first: the length of the first page; @has_pages: whether the server knows pages, so that they were all. */
static gboolean
ask_pages (HwOpen311Poll  *self,
           guint          *n_first,
           gboolean       *has_pages,
           GCancellable   *cancellable,
           GError        **error)
{
  *n_first = 0;
  *has_pages = FALSE;
  for (guint page = 1; page <= MAX_PAGES; page++)
    {
      g_autoptr (GError) last = NULL;
      guint n_listed, n_more;

      self->query.page = page;
      if (!ask_page (self, &n_listed, &n_more, cancellable, &last))
        {
          guint status = hw_open311_client_get_status (self->client);

          /* Some answer a page that they do not have, or pages as such, with an error. */
          if (page > 1 && (status == 400 || status == 404))
            return TRUE;
          g_propagate_error (error, g_steal_pointer (&last));
          return FALSE;
        }
      if (page == 1)
        *n_first = n_listed;
      else if (n_listed == 0 || n_more > 0)
        *has_pages = TRUE;
      if (n_listed == 0 || (page > 1 && n_more == 0))
        return TRUE;
    }
  self->is_cut = TRUE;
  return TRUE;
}

/* Asks for a day on which nobody can have asked for anything. */
static gboolean
find_out_dates (HwOpen311Poll  *self,
                GCancellable   *cancellable,
                GError        **error)
{
  HwOpen311Query query = self->query;
  g_autoptr (HwOpen311Node) document = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  if (self->is_asked)
    return TRUE;
  query.since -= FAR_AWAY_US;
  query.until = query.since + DAY_US;
  query.page = 1;
  document = hw_open311_client_get_requests (self->client, &query, cancellable, error);
  requests = document != NULL ? hw_open311_list_requests (document, error) : NULL;
  self->is_asked = requests != NULL;
  self->heeds_dates = requests != NULL && requests->len == 0;
  return self->is_asked;
}

/* @limit: how long a list is known to be at most, 0: not known. */
static gboolean
ask_stretch (HwOpen311Poll  *self,
             gint64          since,
             gint64          until,
             guint           limit,
             GCancellable   *cancellable,
             GError        **error)
{
  gint64 middle = since + (until - since) / 2;
  gboolean has_pages;
  guint n_first;

  self->query.since = since;
  self->query.until = until;
  if (!ask_pages (self, &n_first, &has_pages, cancellable, error))
    return FALSE;
  if (has_pages || n_first < LONG_LIST || n_first < limit)
    return TRUE;
  if (!find_out_dates (self, cancellable, error))
    return FALSE;
  if (!self->heeds_dates || until - since < SHORTEST_US || self->n_answers > MAX_ANSWERS)
    {
      self->is_cut = TRUE;
      return TRUE;
    }
  return ask_stretch (self, since, middle, n_first, cancellable, error) && ask_stretch (self, middle, until, n_first, cancellable, error);
}

/**
 * hw_open311_poll_new:
 * @client: a client, which outlives the poll
 * @query: what to ask for, from when to when; its services outlive the poll
 *
 * Returns: (transfer full): a poll that asks for all requests of a time, and gives each once
 */
HwOpen311Poll *
hw_open311_poll_new (HwOpen311Client      *client,
                     const HwOpen311Query *query)
{
  HwOpen311Poll *self = g_new0 (HwOpen311Poll, 1);

  self->client = client;
  self->query = *query;
  self->since = query->since;
  self->until = query->until;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_open311_node_free);
  self->requests = g_ptr_array_new ();
  return self;
}

/**
 * hw_open311_poll_free:
 * @self: (nullable): a poll
 */
void
hw_open311_poll_free (HwOpen311Poll *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->documents);
  g_free (self);
}

/**
 * hw_open311_poll_ask:
 * @self: a poll that has more
 * @until: (out): µs UTC; all requests of earlier have been given now
 * @cancellable: (nullable): a cancellable
 * @error: return location for %HW_OPEN311_ERROR
 *
 * Asks for the next stretch of time, the oldest first.
 *
 * Returns: (transfer none) (nullable) (element-type HwOpen311Node): what it
 *   brought that was not given before, until the next is asked for
 */
GPtrArray *
hw_open311_poll_ask (HwOpen311Poll  *self,
                     gint64         *until,
                     GCancellable   *cancellable,
                     GError        **error)
{
  *until = self->query.by_update ? self->until : MIN (self->since + STRETCH_US, self->until);
  g_ptr_array_set_size (self->requests, 0);
  g_ptr_array_set_size (self->documents, 0);
  if (!ask_stretch (self, self->since, *until, 0, cancellable, error))
    return NULL;
  self->since = *until;
  return self->requests;
}

/**
 * hw_open311_poll_has_more:
 * @self: a poll
 *
 * Returns: whether there is a stretch of time that was not asked for yet
 */
gboolean
hw_open311_poll_has_more (const HwOpen311Poll *self)
{
  return self->since < self->until;
}

/**
 * hw_open311_poll_is_cut:
 * @self: a poll
 *
 * Returns: whether the server may hold something back although it was asked in every way
 */
gboolean
hw_open311_poll_is_cut (const HwOpen311Poll *self)
{
  return self->is_cut;
}
