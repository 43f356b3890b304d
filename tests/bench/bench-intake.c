/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/*
 * Posts reports as Open311 clients do, over so many connections at the same
 * time, each with the next as soon as the last was answered; where the server
 * ends a connection after its answer, another is opened. No two are the same.
 *
 *   bench-intake PORT CONNECTIONS SECONDS
 *
 * prints {"accepted": .., "refused": .., "seconds": .., "p50_ms": .., "p99_ms": ..}. It uses
 * little of the machine: one thread, no allocation per request.
 */

#define MOST_CONNECTIONS 1024
#define MOST_TIMES       4000000

typedef struct
{
  int    file;
  char   out[1024];
  size_t out_length, out_sent;
  char   in[4096];
  size_t in_length;
  double sent_at;
} Connection;

static Connection connections[MOST_CONNECTIONS];
static float *times;
static size_t n_accepted, n_refused;
static uint64_t counter;
static uint16_t port;
static int events_of;

static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
stop (const char *what)
{
  perror (what);
  exit (1);
}

static void
make_request (Connection *self)
{
  char body[512];
  int length = snprintf (body, sizeof body,
                         "service_code=sleeping-outside&lat=55.6%05u&long=12.5%05u&address_string=Behind+the+bins+at+number+%llu"
                         "&description=One+person+in+a+blue+sleeping+bag+with+a+brown+dog,+seems+cold&first_name=Caller&last_name=%llu&phone=%08llu",
                         (unsigned) (counter * 7919 % 100000), (unsigned) (counter * 104729 % 100000), (unsigned long long) counter, (unsigned long long) counter, (unsigned long long) counter);

  counter++;
  self->out_length = (size_t) snprintf (self->out, sizeof self->out,
                                        "POST /open311/v2/requests.json HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\n"
                                        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s", length, body);
  self->out_sent = 0;
  self->in_length = 0;
  self->sent_at = get_time ();
}

static void
send_more (Connection *self)
{
  while (self->out_sent < self->out_length)
    {
      ssize_t n = send (self->file, self->out + self->out_sent, self->out_length - self->out_sent, MSG_NOSIGNAL);

      if (n < 0 && errno == EAGAIN)
        return;
      if (n < 0)
        stop ("send");
      self->out_sent += (size_t) n;
    }
}

/* Whether all of an answer is here. */
static bool
is_answered (Connection *self)
{
  const char *end, *length;

  self->in[self->in_length] = '\0';
  end = strstr (self->in, "\r\n\r\n");
  length = strcasestr (self->in, "\r\ncontent-length:");
  return end != NULL && length != NULL && length < end && self->in_length >= (size_t) (end + 4 - self->in) + strtoul (length + 17, NULL, 10);
}

static void
open_connection (Connection *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port), .sin_addr = { htonl (INADDR_LOOPBACK) } };
  struct epoll_event event = { .events = EPOLLIN, .data = { .ptr = self } };
  int one = 1;

  self->file = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (self->file < 0 || connect (self->file, (struct sockaddr *) &address, sizeof address) != 0)
    stop ("connect");
  setsockopt (self->file, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl (self->file, F_SETFL, O_NONBLOCK);
  if (epoll_ctl (events_of, EPOLL_CTL_ADD, self->file, &event) != 0)
    stop ("epoll_ctl");
}

static void
receive_more (Connection *self)
{
  bool is_last;
  ssize_t n = recv (self->file, self->in + self->in_length, sizeof self->in - 1 - self->in_length, 0);

  if (n < 0 && errno == EAGAIN)
    return;
  if (n <= 0)
    stop ("the server ended a connection");
  self->in_length += (size_t) n;
  if (!is_answered (self))
    return;
  if (strncmp (self->in, "HTTP/1.1 200", 12) != 0)
    n_refused++;
  else if (n_accepted < MOST_TIMES)
    times[n_accepted++] = (float) (get_time () - self->sent_at);
  is_last = strcasestr (self->in, "\r\nconnection: close") != NULL;
  make_request (self);
  if (is_last)
    {
      close (self->file);
      open_connection (self);
    }
  send_more (self);
}

static int
compare (const void *a,
         const void *b)
{
  return (*(const float *) a > *(const float *) b) - (*(const float *) a < *(const float *) b);
}

int
main (int    argc,
      char **argv)
{
  int n_connections = argc > 3 ? atoi (argv[2]) : 0;
  double seconds = argc > 3 ? atof (argv[3]) : 0, start = get_time (), now;
  struct epoll_event events[MOST_CONNECTIONS];

  port = argc > 3 ? (uint16_t) atoi (argv[1]) : 0;
  events_of = epoll_create1 (EPOLL_CLOEXEC);
  if (port == 0 || n_connections < 1 || n_connections > MOST_CONNECTIONS)
    {
      fprintf (stderr, "bench-intake PORT CONNECTIONS SECONDS\n");
      return 2;
    }
  times = malloc (MOST_TIMES * sizeof *times);
  counter = (uint64_t) (start * 1e6);
  for (int i = 0; i < n_connections; i++)
    {
      open_connection (&connections[i]);
      make_request (&connections[i]);
      send_more (&connections[i]);
    }
  while ((now = get_time ()) < start + seconds)
    for (int i = epoll_wait (events_of, events, MOST_CONNECTIONS, 100) - 1; i >= 0; i--)
      receive_more (events[i].data.ptr);
  qsort (times, n_accepted, sizeof *times, compare);
  printf ("{\"accepted\": %zu, \"refused\": %zu, \"seconds\": %.3f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n", n_accepted, n_refused, now - start,
          n_accepted > 0 ? times[n_accepted / 2] * 1e3 : 0, n_accepted > 0 ? times[n_accepted * 99 / 100] * 1e3 : 0);
  return 0;
}
