/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-message-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-mail-file.h"
#include "hw-sms-file.h"

/*
 * Takes messages out of a folder: the inbox of the SMS daemon, or the mails
 * that a mail server delivers. A file is deleted only when its message is safe
 * elsewhere, so nothing is lost between the two, and what is taken twice after
 * a crash has the same bytes. What is no message is set aside, never deleted.
 * No name of a file and nothing in it is ever written to a log: names hold
 * numbers.
 */

#define MAX_AT_ONCE   32u                                 /* messages that are being made safe */
#define SETTLE        ((gint64) 2 * G_USEC_PER_SEC)       /* the other program may still be writing */
#define WAIT_FOR_PART ((gint64) 600 * G_USEC_PER_SEC)     /* after that a message is taken with what there is of it */
#define LOOK_AGAIN    5u                                  /* seconds */
#define HOLE          " […] "                             /* stands for a part that did not come */

/* bytes of one file: a part of a text message, a mail with pictures */
static const goffset max_sizes[] = { [HW_MESSAGE_FOLDER_SMS] = 64 * 1024, [HW_MESSAGE_FOLDER_MAIL] = 16 * 1024 * 1024 };

struct _HwMessageFolder
{
  HwMessageFolderKind  kind;
  char                *path;        /* (owned) */
  HwMessageTake        take;
  gpointer             user_data;
  GHashTable          *in_work;     /* (owned) (element-type utf8): groups whose message is being made safe */
  GSource             *timer;       /* (owned) (nullable) */
  gboolean             is_gone;     /* freed by its owner; the last item takes it away */
};

struct _HwMessageItem
{
  HwMessageFolder *folder;    /* (shared) */
  char            *group;     /* (owned) */
  GPtrArray       *names;     /* (owned) (element-type utf8) in the order of the parts */
  GPtrArray       *parts;     /* (owned) (element-type guint): which part each file is */
  gint64           changed;   /* µs UTC, of the newest file */
  HwMessage       *message;   /* (owned) */
  GBytes          *bytes;     /* (owned) */
};

static void
item_free (HwMessageItem *item)
{
  g_free (item->group);
  g_ptr_array_unref (item->names);
  g_ptr_array_unref (item->parts);
  hw_message_free (item->message);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_free (item);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwMessageItem, item_free)

static HwMessageItem *
item_new (HwMessageFolder *folder,
          const char      *group)
{
  HwMessageItem *item = g_new0 (HwMessageItem, 1);

  item->folder = folder;
  item->group = g_strdup (group);
  item->names = g_ptr_array_new_with_free_func (g_free);
  item->parts = g_ptr_array_new ();
  return item;
}

/* -- which files there are --------------------------------------------------- */

static gboolean
get_group (HwMessageFolder *self,
           const char      *name,
           char           **group,
           guint           *part)
{
  g_auto (HwSmsFileName) parsed = { NULL };

  *part = 0;
  if (name[0] == '.')
    return FALSE;
  if (self->kind == HW_MESSAGE_FOLDER_MAIL)
    {
      *group = g_strdup (name);
      return TRUE;
    }
  if (!hw_sms_file_name_parse (name, &parsed))
    return FALSE;
  *group = g_steal_pointer (&parsed.group);
  *part = parsed.part;
  return TRUE;
}

/* When the file was written last, µs UTC; -1 for what is no ordinary file. */
static gint64
get_changed (HwMessageFolder *self,
             const char      *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  struct stat status;

  if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return -1;
  return (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
list_names (HwMessageFolder *self,
            GError         **error)
{
  g_autoptr (GDir) folder = g_dir_open (self->path, 0, error);
  g_autoptr (GPtrArray) names = NULL;
  const char *name;

  if (folder == NULL)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* The messages in the folder, in the order of their names; the parts of a message follow each other. */
static GPtrArray *
list_items (HwMessageFolder *self,
            GPtrArray       *names)
{
  GPtrArray *items = g_ptr_array_new ();
  HwMessageItem *item = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *group = NULL;
      const char *name = g_ptr_array_index (names, i);
      gint64 changed = get_changed (self, name);
      guint part;

      if (changed < 0 || !get_group (self, name, &group, &part))
        continue;
      if (item == NULL || strcmp (item->group, group) != 0)
        {
          item = item_new (self, group);
          g_ptr_array_add (items, item);
        }
      g_ptr_array_add (item->names, g_strdup (name));
      g_ptr_array_add (item->parts, GUINT_TO_POINTER (part));
      item->changed = MAX (item->changed, changed);
    }
  return items;
}

static gboolean
is_ready (const HwMessageItem *item,
          gint64               now)
{
  gint64 age = ABS (now - item->changed);
  gboolean is_whole = GPOINTER_TO_UINT (g_ptr_array_index (item->parts, item->parts->len - 1)) == item->parts->len - 1;

  return age >= (is_whole ? SETTLE : WAIT_FOR_PART);
}

/* -- reading ------------------------------------------------------------------ */

static GBytes *
read_all (int   fd,
          gsize size)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, TRUE);
  g_autofree char *content = g_malloc (size + 1);
  gsize length;

  /* One that grew meanwhile is looked at again later. */
  if (!g_input_stream_read_all (stream, content, size + 1, &length, NULL, NULL) || length > size)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&content), length);
}

static GBytes *
read_file (HwMessageFolder *self,
           const char      *name,
           gboolean        *is_too_large)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > max_sizes[self->kind])
    {
      *is_too_large = TRUE;
      close (fd);
      return NULL;
    }
  return read_all (fd, status.st_size);
}

static HwMessage *
parse_sms (const HwMessageItem *item,
           GPtrArray           *contents)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (HwSmsFileName) name = { NULL };
  guint next = 0;

  for (guint i = 0; i < contents->len; i++, next++)
    {
      guint part = GPOINTER_TO_UINT (g_ptr_array_index (item->parts, i));

      if (part > next)
        g_ptr_array_add (parts, g_bytes_new_static (HOLE, strlen (HOLE)));
      next = MAX (next, part);
      g_ptr_array_add (parts, g_bytes_ref (g_ptr_array_index (contents, i)));
    }
  if (!hw_sms_file_name_parse (g_ptr_array_index (item->names, 0), &name))
    return NULL;
  return hw_sms_file_read (&name, parts);
}

static HwMessage *
parse_mail (const HwMessageItem *item,
            GPtrArray           *contents)
{
  GBytes *content = g_ptr_array_index (contents, 0);

  return g_str_has_suffix (item->group, ".txt") ? hw_mail_file_read_plain (content) : hw_mail_file_read (content);
}

/*
 * What makes this message the same one when it comes again: its content, and
 * the name where that is part of what was said. A mail has an id within, and
 * its file may be given another name.
 */
static GBytes *
join_bytes (const HwMessageItem *item,
            GPtrArray           *contents)
{
  GByteArray *bytes = g_byte_array_new ();

  if (item->folder->kind == HW_MESSAGE_FOLDER_SMS || g_str_has_suffix (item->group, ".txt"))
    g_byte_array_append (bytes, (const guint8 *) item->group, strlen (item->group) + 1);
  for (guint i = 0; i < contents->len; i++)
    {
      gsize length;
      const guint8 *content = g_bytes_get_data (g_ptr_array_index (contents, i), &length);

      if (length > 0)
        g_byte_array_append (bytes, content, length);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* FALSE where a file cannot be read now; TRUE without a message where it is none. */
static gboolean
read_item (HwMessageItem *item)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *words = NULL;

  for (guint i = 0; i < item->names->len; i++)
    {
      gboolean is_too_large = FALSE;
      GBytes *content = read_file (item->folder, g_ptr_array_index (item->names, i), &is_too_large);

      if (content == NULL)
        return is_too_large;
      g_ptr_array_add (contents, content);
    }
  item->message = item->folder->kind == HW_MESSAGE_FOLDER_SMS ? parse_sms (item, contents) : parse_mail (item, contents);
  words = item->message != NULL ? hw_message_dup_words (item->message) : NULL;
  if (words == NULL || *words == '\0')
    g_clear_pointer (&item->message, hw_message_free);
  item->bytes = join_bytes (item, contents);
  return TRUE;
}

/* -- taking ------------------------------------------------------------------- */

static void
set_aside (HwMessageItem *item)
{
  g_autofree char *aside = g_build_filename (item->folder->path, HW_MESSAGE_FOLDER_ASIDE, NULL);

  if (g_mkdir (aside, 0700) != 0 && errno != EEXIST)
    {
      g_warning ("The folder for what cannot be read could not be made. The files stay where they are.");
      return;
    }
  for (guint i = 0; i < item->names->len; i++)
    {
      g_autofree char *from = g_build_filename (item->folder->path, g_ptr_array_index (item->names, i), NULL);
      g_autofree char *to = g_build_filename (aside, g_ptr_array_index (item->names, i), NULL);

      if (g_rename (from, to) != 0)
        g_warning ("A file that cannot be read could not be set aside. It stays where it is.");
    }
  g_message ("A file that is no message was set aside in " HW_MESSAGE_FOLDER_ASIDE ". Look at it and delete it.");
}

static void
take_item (HwMessageFolder *self,
           HwMessageItem   *item)
{
  g_autoptr (HwMessageItem) owned = item;

  if (!read_item (item))
    return;
  if (item->message == NULL)
    {
      set_aside (item);
      return;
    }
  g_hash_table_add (self->in_work, g_strdup (item->group));
  self->take (g_steal_pointer (&owned), self->user_data);
}

/**
 * hw_message_folder_look:
 * @self: a folder
 * @now: µs UTC, by the clock that the files are dated with
 * @error: return location for a %G_FILE_ERROR
 *
 * Takes every message that has arrived whole. One of which a part is missing
 * is waited for, but not for ever.
 *
 * Returns: whether the folder could be read
 */
gboolean
hw_message_folder_look (HwMessageFolder *self,
                        gint64           now,
                        GError         **error)
{
  g_autoptr (GPtrArray) names = list_names (self, error);
  g_autoptr (GPtrArray) items = NULL;

  if (names == NULL)
    return FALSE;
  items = list_items (self, names);
  for (guint i = 0; i < items->len; i++)
    {
      HwMessageItem *item = g_ptr_array_index (items, i);

      if (g_hash_table_size (self->in_work) < MAX_AT_ONCE && !g_hash_table_contains (self->in_work, item->group) && is_ready (item, now))
        take_item (self, item);
      else
        item_free (item);
    }
  return TRUE;
}

static gboolean
look_cb (gpointer user_data)
{
  HwMessageFolder *self = user_data;

  if (!hw_message_folder_look (self, g_get_real_time (), NULL))
    g_warning ("A folder of messages cannot be read. It is tried again.");
  return G_SOURCE_CONTINUE;
}

/**
 * hw_message_folder_watch:
 * @self: a folder
 *
 * Looks every few seconds, in the main context of the thread.
 */
void
hw_message_folder_watch (HwMessageFolder *self)
{
  GSource *source;

  if (self->timer != NULL)
    return;
  source = g_timeout_source_new_seconds (LOOK_AGAIN);
  g_source_set_callback (source, look_cb, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  self->timer = source;
}

/**
 * hw_message_folder_new:
 * @kind: whose folder it is
 * @path: where it is
 * @take: called with each message; calls hw_message_item_finish() sooner or later
 * @user_data: for @take
 *
 * Returns: (transfer full): the folder, which is not looked at yet
 */
HwMessageFolder *
hw_message_folder_new (HwMessageFolderKind kind,
                       const char         *path,
                       HwMessageTake       take,
                       gpointer            user_data)
{
  HwMessageFolder *self = g_new0 (HwMessageFolder, 1);

  self->kind = kind;
  self->path = g_strdup (path);
  self->take = take;
  self->user_data = user_data;
  self->in_work = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
free_when_done (HwMessageFolder *self)
{
  if (!self->is_gone || g_hash_table_size (self->in_work) > 0)
    return;
  g_free (self->path);
  g_hash_table_unref (self->in_work);
  g_free (self);
}

/**
 * hw_message_folder_free:
 * @self: (nullable) (transfer full): a folder; its messages that are being made safe may still be finished
 */
void
hw_message_folder_free (HwMessageFolder *self)
{
  if (self == NULL)
    return;
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  self->is_gone = TRUE;
  free_when_done (self);
}

/**
 * hw_message_item_get_message:
 * @item: a message of a folder
 *
 * Returns: (transfer none): what it says
 */
const HwMessage *
hw_message_item_get_message (const HwMessageItem *item)
{
  return item->message;
}

/**
 * hw_message_item_get_bytes:
 * @item: a message of a folder
 *
 * Returns: (transfer none): by what it is known again when it is taken twice
 */
GBytes *
hw_message_item_get_bytes (const HwMessageItem *item)
{
  return item->bytes;
}

/**
 * hw_message_item_finish:
 * @item: (transfer full): a message of a folder
 * @is_safe: whether it is on the disk elsewhere: its files are deleted; otherwise they stay and are taken again
 *
 * Has to be called once for every message, in the thread that looks.
 */
void
hw_message_item_finish (HwMessageItem *item,
                        gboolean       is_safe)
{
  HwMessageFolder *folder = item->folder;

  for (guint i = 0; is_safe && i < item->names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder->path, g_ptr_array_index (item->names, i), NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        g_warning ("A message that is safe could not be deleted from its folder: %s. It will not count twice.", g_strerror (errno));
    }
  g_hash_table_remove (folder->in_work, item->group);
  item_free (item);
  free_when_done (folder);
}
