/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "hw-connection.h"
#include "hw-tile-cache.h"

/* Its key stands in the workspace, so that the file says nothing while that is
 * locked. A file that the key does not open (another workspace, a damaged file)
 * is begun anew: nothing in it cannot be fetched again. "used" counts up with
 * every use; no clock decides what goes. */

struct _HwTileCache
{
  GObject parent;

  char         *path;         /* (owned) */
  char         *source;       /* (owned) */
  guint8        key[HW_TILE_CACHE_KEY_LENGTH];
  GMutex        lock;         /* of what follows */
  HwConnection *connection;   /* (owned) (nullable): %NULL when clearing did not end well */
  gint64        limit;        /* bytes of pictures */
  gint64        size;         /* bytes of pictures */
  gint64        used;         /* the number of the last use */
};

G_DEFINE_FINAL_TYPE (HwTileCache, hw_tile_cache, G_TYPE_OBJECT)

/* When it is full this share stays, so that not every tile pushes out another. */
#define KEEP 0.9

#define TABLES \
  "CREATE TABLE IF NOT EXISTS source (template TEXT NOT NULL);" \
  "CREATE TABLE IF NOT EXISTS tile (zoom INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, used INTEGER NOT NULL, " \
  "picture BLOB NOT NULL, PRIMARY KEY (zoom, x, y));" \
  "CREATE INDEX IF NOT EXISTS tile_used ON tile (used);"

static void
hw_tile_cache_finalize (GObject *object)
{
  HwTileCache *self = HW_TILE_CACHE (object);

  g_clear_pointer (&self->connection, hw_connection_free);
  g_mutex_clear (&self->lock);
  explicit_bzero (self->key, sizeof self->key);
  g_free (self->path);
  g_free (self->source);
  G_OBJECT_CLASS (hw_tile_cache_parent_class)->finalize (object);
}

static void
hw_tile_cache_class_init (HwTileCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_tile_cache_finalize;
}

static void
hw_tile_cache_init (HwTileCache *self)
{
  g_mutex_init (&self->lock);
}

/**
 * hw_tile_cache_make_key:
 * @key: (out) (array fixed-size=32): a new key
 *
 * Makes a key that nobody can guess.
 */
void
hw_tile_cache_make_key (guint8 *key)
{
  randombytes_buf (key, HW_TILE_CACHE_KEY_LENGTH);
}

/* What belongs to one database: the file and what SQLite keeps beside it. */
static const char * const suffixes[] = { "", "-wal", "-shm", "-journal" };

/**
 * hw_tile_cache_measure:
 * @path: where a cache is, or is not
 *
 * Returns: what it takes on the disk, in bytes
 */
gint64
hw_tile_cache_measure (const char *path)
{
  gint64 size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *part = g_strconcat (path, suffixes[i], NULL);
      GStatBuf buffer;

      if (g_stat (part, &buffer) == 0)
        size += buffer.st_size;
    }
  return size;
}

/**
 * hw_tile_cache_remove:
 * @path: where a cache is, or is not
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Takes the whole cache off the disk. Nobody may have it open.
 *
 * Returns: %FALSE with @error set when something of it is still there
 */
gboolean
hw_tile_cache_remove (const char *path,
                      GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *part = g_strconcat (path, suffixes[i], NULL);

      if (g_unlink (part) != 0 && errno != ENOENT)
        {
          g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE,
                       _("What was fetched from the map service could not be removed (%s). It is encrypted. Remove the folder “%s” yourself."),
                       g_strerror (errno), path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
get_number (HwTileCache *self,
            const char  *sql,
            gint64      *number,
            GError     **error)
{
  return hw_connection_get_int (self->connection, sql, number, error);
}

/* Another service has other pictures for the same places. */
static gboolean
check_source (HwTileCache *self,
              GError     **error)
{
  HwStatement *statement = hw_connection_get (self->connection, "SELECT template FROM source", error);
  gboolean found = FALSE, same;

  if (statement == NULL || !hw_statement_step_row (statement, &found, error))
    return FALSE;
  same = found && g_strcmp0 (hw_statement_get_text (statement, 0), self->source) == 0;
  hw_statement_reset (statement);
  if (same)
    return TRUE;
  if (!hw_connection_exec (self->connection, "DELETE FROM tile; DELETE FROM source;", error))
    return FALSE;
  statement = hw_connection_get (self->connection, "INSERT INTO source (template) VALUES (?)", error);
  if (statement == NULL)
    return FALSE;
  hw_statement_bind_text (statement, 1, self->source);
  return hw_statement_run (statement, error);
}

/* Nothing here is worth waiting for the disk, or much memory. */
static gboolean
open_file (HwTileCache *self,
           GError     **error)
{
  self->connection = hw_connection_open (self->path, self->key, NULL, error);
  if (self->connection != NULL && hw_connection_exec (self->connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -2048;" TABLES, error) &&
      check_source (self, error) &&
      get_number (self, "SELECT coalesce (sum (length (picture)), 0) FROM tile", &self->size, error) &&
      get_number (self, "SELECT coalesce (max (used), 0) FROM tile", &self->used, error))
    return TRUE;
  g_clear_pointer (&self->connection, hw_connection_free);
  return FALSE;
}

/* A new file, for its owner alone. */
static gboolean
make_file (HwTileCache *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return fd >= 0 && g_close (fd, NULL);
}

static gboolean
begin_anew (HwTileCache *self,
            GError     **error)
{
  g_clear_pointer (&self->connection, hw_connection_free);
  self->size = 0;
  return hw_tile_cache_remove (self->path, error) && make_file (self) && open_file (self, error);
}

/**
 * hw_tile_cache_open:
 * @path: the file, which is made where there is none
 * @key: (array fixed-size=32): its key
 * @source: of which service: what came from another is forgotten
 * @limit: bytes of pictures that it may hold
 * @error: return location: %HW_TILES_ERROR_WRITE
 *
 * Returns: (transfer full) (nullable): the cache, %NULL with @error set when nothing can be kept there
 */
HwTileCache *
hw_tile_cache_open (const char   *path,
                    const guint8 *key,
                    const char   *source,
                    gint64        limit,
                    GError      **error)
{
  g_autoptr (HwTileCache) self = g_object_new (HW_TYPE_TILE_CACHE, NULL);
  g_autoptr (GError) failure = NULL;

  self->path = g_strdup (path);
  self->source = g_strdup (source);
  memcpy (self->key, key, sizeof self->key);
  self->limit = limit;
  if (make_file (self))
    {
      if (open_file (self, &failure))
        return g_steal_pointer (&self);
      /* another window of ours has it */
      if (!g_error_matches (failure, HW_SQLITE_ERROR, HW_SQLITE_ERROR_BUSY))
        {
          g_clear_error (&failure);
          if (begin_anew (self, &failure))
            return g_steal_pointer (&self);
        }
    }
  g_set_error (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE, _("What the map service sends cannot be kept (%s), so nothing is asked of it. The other maps are shown. Look at the room on the disk, or close the other window of Homeward."),
               failure != NULL ? failure->message : g_strerror (errno));
  return NULL;
}

/* Clearing may have left nothing open. */
static HwStatement *
get_statement (HwTileCache *self,
               const char  *sql,
               GError     **error)
{
  if (self->connection != NULL)
    return hw_connection_get (self->connection, sql, error);
  g_set_error_literal (error, HW_TILES_ERROR, HW_TILES_ERROR_WRITE, _("What the map service sends cannot be kept."));
  return NULL;
}

/**
 * hw_tile_cache_get:
 * @self: a cache
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 *
 * Returns: (transfer full) (nullable): the picture, %NULL when it is not there
 */
GBytes *
hw_tile_cache_get (HwTileCache *self,
                   guint        zoom,
                   guint        x,
                   guint        y)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  HwStatement *statement = get_statement (self, "UPDATE tile SET used = ? WHERE zoom = ? AND x = ? AND y = ? RETURNING picture", NULL);
  GBytes *picture = NULL;
  gsize length;
  gconstpointer bytes;

  if (statement == NULL)
    return NULL;
  hw_statement_bind_int (statement, 1, ++self->used);
  hw_statement_bind_int (statement, 2, zoom);
  hw_statement_bind_int (statement, 3, x);
  hw_statement_bind_int (statement, 4, y);
  while (hw_statement_step (statement, NULL) == HW_STEP_ROW)
    {
      bytes = hw_statement_get_blob (statement, 0, &length);
      g_clear_pointer (&picture, g_bytes_unref);
      picture = g_bytes_new (bytes, length);
    }
  hw_statement_reset (statement);
  return picture;
}

/* Takes out what was not used for longest until @target bytes are left. */
static gboolean
shrink (HwTileCache *self,
        gint64       target,
        GError     **error)
{
  HwStatement *statement;

  if (self->size <= target || self->connection == NULL)
    return TRUE;
  statement = hw_connection_get (self->connection,
    "DELETE FROM tile WHERE used <= (SELECT used FROM (SELECT used, sum (length (picture)) OVER (ORDER BY used DESC) AS total FROM tile) "
    "WHERE total > ? ORDER BY used DESC LIMIT 1)", error);
  if (statement == NULL)
    return FALSE;
  hw_statement_bind_int (statement, 1, target);
  return hw_statement_run (statement, error) && get_number (self, "SELECT coalesce (sum (length (picture)), 0) FROM tile", &self->size, error);
}

/**
 * hw_tile_cache_put:
 * @self: a cache
 * @zoom: the zoom
 * @x: column, from the west
 * @y: row, from the north
 * @picture: what was fetched
 * @error: return location
 *
 * Returns: %FALSE with @error set when it could not be kept
 */
gboolean
hw_tile_cache_put (HwTileCache *self,
                   guint        zoom,
                   guint        x,
                   guint        y,
                   GBytes      *picture,
                   GError     **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  HwStatement *statement = get_statement (self, "INSERT OR REPLACE INTO tile (zoom, x, y, used, picture) VALUES (?, ?, ?, ?, ?)", error);
  gsize length;
  gconstpointer bytes = g_bytes_get_data (picture, &length);

  if (statement == NULL)
    return FALSE;
  hw_statement_bind_int (statement, 1, zoom);
  hw_statement_bind_int (statement, 2, x);
  hw_statement_bind_int (statement, 3, y);
  hw_statement_bind_int (statement, 4, ++self->used);
  hw_statement_bind_blob (statement, 5, bytes, length);
  if (!hw_statement_run (statement, error))
    return FALSE;
  self->size += (gint64) length;
  return self->size <= self->limit || shrink (self, (gint64) (self->limit * KEEP), error);
}

/**
 * hw_tile_cache_get_size:
 * @self: a cache
 *
 * Returns: bytes of pictures in it
 */
gint64
hw_tile_cache_get_size (HwTileCache *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->size;
}

/**
 * hw_tile_cache_get_count:
 * @self: a cache
 *
 * Returns: how many tiles are in it
 */
guint
hw_tile_cache_get_count (HwTileCache *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gint64 count = 0;

  if (self->connection != NULL)
    get_number (self, "SELECT count (*) FROM tile", &count, NULL);
  return (guint) count;
}

/**
 * hw_tile_cache_set_limit:
 * @self: a cache
 * @limit: bytes of pictures that it may hold; what is more goes at once
 */
void
hw_tile_cache_set_limit (HwTileCache *self,
                         gint64       limit)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->limit = limit;
  shrink (self, limit, NULL);
}

/**
 * hw_tile_cache_clear:
 * @self: a cache
 * @error: return location
 *
 * Takes every tile out, and gives the room on the disk back.
 *
 * Returns: %FALSE with @error set when something is still there
 */
gboolean
hw_tile_cache_clear (HwTileCache *self,
                     GError     **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return begin_anew (self, error);
}
