/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include <string.h>

/* A city's GeoReport server on the loopback, on a thread of its own because the
 * client waits for its answers. It has requests once every so many minutes, and
 * each of the manners that servers have. */

typedef struct
{
  guint       n_requests;      /* one every ten minutes, the last one at @end */
  gint64      end;             /* seconds since 1970 */
  guint       page_size;       /* 0: knows no pages */
  guint       limit;           /* 0: gives all */
  gboolean    heeds_no_dates;
  gboolean    only_json;
  gboolean    newest_first;
  guint       status;          /* 0: 200 */
  guint       fail_on_page;    /* 0: on none */
  const char *text;            /* (nullable): answers with this in place of a list */
  gsize       size;            /* answers with so many blanks */
  const char *content_type;    /* (nullable) */
  const char *location;        /* (nullable) */
  gboolean    breaks_off;
} CityManners;

typedef struct
{
  CityManners   manners;       /* changed only while nothing is asked */
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  GMutex        mutex;
  GCond         listening;
  char         *address;
  guint         n_asked;
  char         *last_query;    /* of the last call */
  char         *last_path;
  char         *last_body;
} City;

static inline gint64
city_parse_time (GHashTable *query,
                 const char *name,
                 gint64      otherwise)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : otherwise;
}

static inline void
city_add_request (GString  *out,
                  gboolean  json,
                  guint     number,
                  gint64    at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S+00:00");

  if (json)
    g_string_append_printf (out, "%s{\"service_request_id\":%u,\"status\":\"open\",\"requested_datetime\":\"%s\",\"lat\":55.5,\"long\":12.25}", out->len > 1 ? "," : "", number, text);
  else
    g_string_append_printf (out, "<request><service_request_id>%u</service_request_id><status>open</status><requested_datetime>%s</requested_datetime><lat>55.5</lat><long>12.25</long></request>", number, text);
}

static inline char *
city_list (City       *city,
           gboolean    json,
           GHashTable *query)
{
  const CityManners *manners = &city->manners;
  gint64 since = manners->heeds_no_dates ? 0 : city_parse_time (query, "start_date", 0);
  gint64 until = manners->heeds_no_dates ? G_MAXINT64 : city_parse_time (query, "end_date", G_MAXINT64);
  const char *page_text = query != NULL ? g_hash_table_lookup (query, "page") : NULL;
  guint page = page_text != NULL ? atoi (page_text) : 1;
  guint first = manners->page_size > 0 ? (page - 1) * manners->page_size : 0;
  guint most = manners->page_size > 0 ? manners->page_size : manners->limit > 0 ? manners->limit : G_MAXUINT;
  GString *out = g_string_new (json ? "[" : "<service_requests>");
  guint n = 0;

  for (guint i = 0; i < manners->n_requests; i++)
    {
      guint number = manners->newest_first ? manners->n_requests - 1 - i : i;
      gint64 at = manners->end - (gint64) (manners->n_requests - 1 - number) * 600;

      if (at < since || at > until || n++ < first || n - first > most)
        continue;
      city_add_request (out, json, number, at);
    }
  g_string_append (out, json ? "]" : "</service_requests>");
  return g_string_free (out, FALSE);
}

static inline void
city_answer (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  City *city = user_data;
  const CityManners *manners = &city->manners;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *page = query != NULL ? g_hash_table_lookup (query, "page") : NULL;
  gboolean json = g_str_has_suffix (path, ".json");
  guint status = manners->status > 0 ? manners->status : 200;
  char *text;

  city->n_asked++;
  g_free (city->last_query);
  city->last_query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  g_free (city->last_path);
  city->last_path = g_strdup (path);
  g_free (city->last_body);
  city->last_body = g_strndup (body->data != NULL ? body->data : "", body->length);
  if (manners->fail_on_page > 0 && (page != NULL ? (guint) atoi (page) : 1) != manners->fail_on_page)
    status = 200;
  if (manners->only_json && !json)
    status = 404;
  if (manners->location != NULL && !g_str_has_prefix (path, "/led"))
    {
      status = 302;
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", manners->location);
    }
  if (manners->breaks_off)
    soup_message_headers_set_content_length (soup_server_message_get_response_headers (message), 1000000);
  text = manners->size > 0 ? g_strnfill (manners->size, ' ') : manners->text != NULL ? g_strdup (manners->text) : city_list (city, json, query);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, manners->content_type != NULL ? manners->content_type : json ? "application/json" : "text/xml",
                                    SOUP_MEMORY_TAKE, text, strlen (text));
  if (manners->breaks_off)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static inline gpointer
city_run (gpointer user_data)
{
  City *city = user_data;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (city->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, city_answer, city, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  g_mutex_lock (&city->mutex);
  city->address = g_strdup_printf ("http://127.0.0.1:%d/open311/v2", g_uri_get_port (uris->data));
  g_cond_signal (&city->listening);
  g_mutex_unlock (&city->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (city->loop);
  soup_server_disconnect (server);
  g_clear_object (&server);
  while (g_main_context_iteration (city->context, FALSE))
    ;
  g_main_context_pop_thread_default (city->context);
  return NULL;
}

static inline void
city_open (City *city)
{
  *city = (City) { .context = g_main_context_new () };
  city->loop = g_main_loop_new (city->context, FALSE);
  g_mutex_init (&city->mutex);
  g_cond_init (&city->listening);
  city->thread = g_thread_new ("city", city_run, city);
  g_mutex_lock (&city->mutex);
  while (city->address == NULL)
    g_cond_wait (&city->listening, &city->mutex);
  g_mutex_unlock (&city->mutex);
}

/* On its own thread: before the loop runs there is nothing to quit. */
static inline gboolean
city_quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static inline void
city_close (City *city)
{
  g_main_context_invoke (city->context, city_quit_cb, city->loop);
  g_thread_join (city->thread);
  g_main_loop_unref (city->loop);
  g_main_context_unref (city->context);
  g_mutex_clear (&city->mutex);
  g_cond_clear (&city->listening);
  g_free (city->address);
  g_free (city->last_query);
  g_free (city->last_path);
  g_free (city->last_body);
}
