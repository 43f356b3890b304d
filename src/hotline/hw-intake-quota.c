/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-intake-quota.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>

/*
 * Token buckets: one for each source and kind, which fills slowly and is taken
 * from with each request. A source is an IPv4 address or the /64 network of an
 * IPv6 address, since one household has all of that.
 */

#define MOST_SOURCES    65536u
#define LONGEST_FORWARD 4096
#define HASH_KEY_LENGTH crypto_shorthash_KEYBYTES

G_STATIC_ASSERT (sizeof (guint64) == crypto_shorthash_BYTES);

typedef struct
{
  guint64 source;
  gint64  at;                    /* µs, of the clock that is given */
  double  tokens[HW_N_QUOTAS];
} Bucket;

struct _HwIntakeQuota
{
  GHashTable *buckets;           /* (owned) (element-type guint64 Bucket) */
  double      most[HW_N_QUOTAS];
  double      per_second[HW_N_QUOTAS];
  guint8      key[HASH_KEY_LENGTH];
};

/**
 * hw_intake_quota_new:
 * @settings: how much may come
 *
 * Returns: (transfer full): quotas of which nothing was taken yet
 */
HwIntakeQuota *
hw_intake_quota_new (const HwIntakeSettings *settings)
{
  HwIntakeQuota *self = g_new0 (HwIntakeQuota, 1);

  self->buckets = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->most[HW_QUOTA_REQUESTS] = settings->requests_per_minute;
  self->per_second[HW_QUOTA_REQUESTS] = settings->requests_per_minute / 60.0;
  self->most[HW_QUOTA_REPORTS] = settings->reports_at_once;
  self->per_second[HW_QUOTA_REPORTS] = settings->reports_per_hour / 3600.0;
  self->most[HW_QUOTA_GATEWAY] = settings->gateway_per_minute;
  self->per_second[HW_QUOTA_GATEWAY] = settings->gateway_per_minute / 60.0;
  crypto_shorthash_keygen (self->key);
  return self;
}

/**
 * hw_intake_quota_free:
 * @self: (nullable): quotas
 *
 * Wipes and frees them.
 */
void
hw_intake_quota_free (HwIntakeQuota *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->buckets);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/* What nginx wrote is the last of the list; what stands before it anybody can have written. */
static char *
dup_last (const char *forwarded_for)
{
  const char *comma = strrchr (forwarded_for, ',');

  return g_strstrip (g_strdup (comma != NULL ? comma + 1 : forwarded_for));
}

/**
 * hw_intake_quota_source:
 * @self: quotas
 * @forwarded_for: (nullable): the X-Forwarded-For of the proxy in front
 *
 * Returns: a number for the source, which says nothing about it and changes with every start; all without an address have the same
 */
guint64
hw_intake_quota_source (HwIntakeQuota *self,
                        const char    *forwarded_for)
{
  g_autofree char *text = NULL;
  g_autoptr (GInetAddress) address = NULL;
  guint8 hash[crypto_shorthash_BYTES];
  guint64 source;
  gsize length;

  if (forwarded_for != NULL && strnlen (forwarded_for, LONGEST_FORWARD) < LONGEST_FORWARD)
    {
      text = dup_last (forwarded_for);
      address = g_inet_address_new_from_string (text);
    }
  if (address == NULL)
    return 0;
  length = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? 8 : g_inet_address_get_native_size (address);
  crypto_shorthash (hash, g_inet_address_to_bytes (address), length, self->key);
  memcpy (&source, hash, sizeof source);
  return source;
}

static void
fill (HwIntakeQuota *self,
      Bucket        *bucket,
      gint64         time)
{
  double seconds = (double) MAX (time - bucket->at, 0) / G_USEC_PER_SEC;

  for (guint i = 0; i < HW_N_QUOTAS; i++)
    bucket->tokens[i] = MIN (bucket->tokens[i] + seconds * self->per_second[i], self->most[i]);
  bucket->at = time;
}

static gboolean
is_full_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  const struct { HwIntakeQuota *self; gint64 time; } *look = user_data;
  Bucket *bucket = value;

  fill (look->self, bucket, look->time);
  for (guint i = 0; i < HW_N_QUOTAS; i++)
    if (bucket->tokens[i] < look->self->most[i])
      return FALSE;
  return TRUE;
}

/* A full bucket is no different from none. Where there are too many that are not full, all that are new share one. */
static Bucket *
find_bucket (HwIntakeQuota *self,
             guint64        source,
             gint64         time)
{
  struct { HwIntakeQuota *self; gint64 time; } look = { self, time };
  Bucket *bucket = g_hash_table_lookup (self->buckets, &source);

  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (self->buckets) >= MOST_SOURCES && g_hash_table_foreach_remove (self->buckets, is_full_cb, &look) == 0 && source != 0)
    return find_bucket (self, 0, time);
  bucket = g_new0 (Bucket, 1);
  bucket->source = source;
  bucket->at = time;
  memcpy (bucket->tokens, self->most, sizeof bucket->tokens);
  g_hash_table_insert (self->buckets, &bucket->source, bucket);
  return bucket;
}

/**
 * hw_intake_quota_take:
 * @self: quotas
 * @kind: of what
 * @source: of hw_intake_quota_source(); not looked at for %HW_QUOTA_GATEWAY
 * @time: monotonic, µs
 *
 * Takes one.
 *
 * Returns: whether there was one left
 */
gboolean
hw_intake_quota_take (HwIntakeQuota *self,
                      HwQuotaKind    kind,
                      guint64        source,
                      gint64         time)
{
  Bucket *bucket = find_bucket (self, kind == HW_QUOTA_GATEWAY ? 0 : source, time);

  fill (self, bucket, time);
  if (bucket->tokens[kind] < 1)
    return FALSE;
  bucket->tokens[kind] -= 1;
  return TRUE;
}
