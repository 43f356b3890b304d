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

typedef struct
{
  HwOpen311Client     *client;
  HwOpen311Query       query;
  GHashTable          *seen;        /* (owned): identities that were found in this poll */
  GPtrArray           *documents;   /* (owned) (element-type HwOpen311Node): of this stretch */
  GPtrArray           *requests;    /* (owned) (element-type HwOpen311Node): the new ones in them */
  HwOpen311PollResult *result;
  GCancellable        *cancellable;
  gboolean             is_asked;     /* whether it was found out that ... */
  gboolean             heeds_dates;
} Poll;

static void
poll_clear (Poll *self)
{
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->documents);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Poll, poll_clear)

/* One page; @n_listed is what it holds, @n_new what of it was not seen before. */
static gboolean
ask_page (Poll    *self,
          guint   *n_listed,
          guint   *n_new,
          GError **error)
{
  HwOpen311Node *document = hw_open311_client_get_requests (self->client, &self->query, self->cancellable, error);
  g_autoptr (GPtrArray) requests = NULL;

  if (document == NULL)
    return FALSE;
  g_ptr_array_add (self->documents, document);
  requests = hw_open311_list_requests (document, error);
  if (requests == NULL)
    return FALSE;
  self->result->n_answers++;
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
ask_pages (Poll      *self,
           guint     *n_first,
           gboolean  *has_pages,
           GError   **error)
{
  *n_first = 0;
  *has_pages = FALSE;
  for (guint page = 1; page <= MAX_PAGES; page++)
    {
      g_autoptr (GError) last = NULL;
      guint n_listed, n_more;

      self->query.page = page;
      if (!ask_page (self, &n_listed, &n_more, &last))
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
  self->result->is_cut = TRUE;
  return TRUE;
}

/* Asks for a day on which nobody can have asked for anything. */
static gboolean
find_out_dates (Poll    *self,
                GError **error)
{
  HwOpen311Query query = self->query;
  g_autoptr (HwOpen311Node) document = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  if (self->is_asked)
    return TRUE;
  query.since -= FAR_AWAY_US;
  query.until = query.since + DAY_US;
  query.page = 1;
  document = hw_open311_client_get_requests (self->client, &query, self->cancellable, error);
  requests = document != NULL ? hw_open311_list_requests (document, error) : NULL;
  self->is_asked = requests != NULL;
  self->heeds_dates = requests != NULL && requests->len == 0;
  return self->is_asked;
}

/* @limit: how long a list is known to be at most, 0: not known. */
static gboolean
ask_stretch (Poll    *self,
             gint64   since,
             gint64   until,
             guint    limit,
             GError **error)
{
  gint64 middle = since + (until - since) / 2;
  gboolean has_pages;
  guint n_first;

  self->query.since = since;
  self->query.until = until;
  if (!ask_pages (self, &n_first, &has_pages, error))
    return FALSE;
  if (has_pages || n_first < LONG_LIST || n_first < limit)
    return TRUE;
  if (!find_out_dates (self, error))
    return FALSE;
  if (!self->heeds_dates || until - since < SHORTEST_US || self->result->n_answers > MAX_ANSWERS)
    {
      self->result->is_cut = TRUE;
      return TRUE;
    }
  return ask_stretch (self, since, middle, n_first, error) && ask_stretch (self, middle, until, n_first, error);
}

/**
 * hw_open311_poll:
 * @client: a client
 * @query: what to ask for, from when to when
 * @func: (scope call): called for each stretch of time, the oldest first
 * @user_data: for @func
 * @result: (out caller-allocates): how it went
 * @cancellable: (nullable): a cancellable
 * @error: return location: %HW_OPEN311_ERROR, or the error of @func
 *
 * Asks for all requests of a time, and gives each once. When it stops half-way,
 * what @func has taken stays taken.
 *
 * Returns: %FALSE with @error set when not all were asked for
 */
gboolean
hw_open311_poll (HwOpen311Client       *client,
                 const HwOpen311Query  *query,
                 HwOpen311PollFunc      func,
                 gpointer               user_data,
                 HwOpen311PollResult   *result,
                 GCancellable          *cancellable,
                 GError               **error)
{
  g_auto (Poll) self = {
    client, *query, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    g_ptr_array_new_with_free_func ((GDestroyNotify) hw_open311_node_free), g_ptr_array_new (), result, cancellable
  };
  gint64 since = query->since, until;

  *result = (HwOpen311PollResult) { 0 };
  do
    {
      until = query->by_update ? query->until : MIN (since + STRETCH_US, query->until);
      if (!ask_stretch (&self, since, until, 0, error) || !func (self.requests, until, user_data, error))
        return FALSE;
      g_ptr_array_set_size (self.requests, 0);
      g_ptr_array_set_size (self.documents, 0);
      since = until;
    }
  while (since < query->until);
  return TRUE;
}
