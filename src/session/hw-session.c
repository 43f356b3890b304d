/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <sodium.h>
#include <string.h>

#include "hw-session-private.h"

/* The session itself: its properties, its models, what the workspace remembers
 * for the window. Opening and locking, the commands, import and export, and how
 * the models are kept are in the files beside this one. */

enum
{
  PROP_0,
  PROP_STATE,
  PROP_TEAM_NAME,
  PROP_HAS_REPORTS,
  PROP_N_NEW,
  PROP_MAP_PATH,
  PROP_DEMO,
  PROP_HOT_SPOT_SINCE,
  PROP_HOT_SPOT_UNTIL,
  N_PROPS
};

enum { SIGNAL_LOCKED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

#define SETTING_MAP_PATH "map-path"

G_DEFINE_FINAL_TYPE (HwSession, hw_session, G_TYPE_OBJECT)

GType
hw_session_state_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { HW_SESSION_NO_WORKSPACE, "HW_SESSION_NO_WORKSPACE", "no-workspace" },
        { HW_SESSION_LOCKED, "HW_SESSION_LOCKED", "locked" },
        { HW_SESSION_OPENING, "HW_SESSION_OPENING", "opening" },
        { HW_SESSION_OPEN, "HW_SESSION_OPEN", "open" },
        { 0, NULL, NULL }
      };

      g_once_init_leave (&type, g_enum_register_static ("HwSessionState", values));
    }
  return type;
}

/* -- what the workspace remembers for the window -- */

void
hw_session_wipe_text (gpointer text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
  g_free (text);
}

void
hw_session_apply_settings (HwSession  *self,
                           GHashTable *settings)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_remove_all (self->settings);
  g_hash_table_iter_init (&iter, settings);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      /* Taken, not copied: they are wiped where they end. */
      g_hash_table_iter_steal (&iter);
      g_hash_table_insert (self->settings, name, value);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAP_PATH]);
}

typedef struct
{
  char *name;    /* (owned) */
  char *value;   /* (owned) (nullable) */
} Setting;

static void
setting_free (gpointer pointer)
{
  Setting *setting = pointer;

  g_free (setting->name);
  hw_session_wipe_text (setting->value);
  g_free (setting);
}

static gpointer
write_setting (HwStore       *store,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Setting *setting = data;

  return GINT_TO_POINTER (hw_store_set_setting (store, setting->name, setting->value, error));
}

static void
setting_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  hw_workspace_run_finish (HW_WORKSPACE (source), result, &error);
  if (error != NULL)
    g_warning ("A setting was not kept: %s", error->message);
}

/**
 * hw_session_get_setting:
 * @self: the session
 * @name: what was set
 *
 * Reads from memory.
 *
 * Returns: (nullable): the value; %NULL where there is none, or no workspace is open
 */
const char *
hw_session_get_setting (HwSession  *self,
                        const char *name)
{
  g_return_val_if_fail (HW_IS_SESSION (self) && name != NULL, NULL);

  return g_hash_table_lookup (self->settings, name);
}

/**
 * hw_session_set_setting:
 * @self: the session
 * @name: what to set: "call-drafts", "map-path"
 * @value: (nullable): a value; %NULL to forget it
 *
 * Remembers something inside the encrypted file. It can be read back at once
 * and is written before a lock that is asked for later. Does nothing while no
 * workspace is open: there is nowhere to keep it.
 */
void
hw_session_set_setting (HwSession  *self,
                        const char *name,
                        const char *value)
{
  Setting *setting;

  g_return_if_fail (HW_IS_SESSION (self) && name != NULL);

  if (self->workspace == NULL || g_strcmp0 (g_hash_table_lookup (self->settings, name), value) == 0)
    return;
  setting = g_new0 (Setting, 1);
  setting->name = g_strdup (name);
  setting->value = g_strdup (value);
  if (value != NULL)
    g_hash_table_insert (self->settings, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->settings, name);
  hw_workspace_run_async (self->workspace, hw_session_set_setting, write_setting, setting, setting_free, NULL, NULL,
                          setting_written_cb, NULL);
  if (g_str_equal (setting->name, SETTING_MAP_PATH))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAP_PATH]);
}

/* -- the object -- */

void
hw_session_set_state (HwSession      *self,
                      HwSessionState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
hw_session_set_team_name (HwSession  *self,
                          const char *team_name)
{
  if (g_strcmp0 (self->team_name, team_name) == 0)
    return;
  g_free (self->team_name);
  self->team_name = g_strdup (team_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEAM_NAME]);
}

void
hw_session_set_demo (HwSession *self,
                     gboolean   demo)
{
  if (self->demo == demo)
    return;
  self->demo = demo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO]);
}

void
hw_session_emit_locked (HwSession  *self,
                        const char *reason)
{
  g_signal_emit (self, signals[SIGNAL_LOCKED], 0, reason);
}

void
hw_session_set_key_strength (HwSession     *self,
                             HwKeyStrength  strength)
{
  self->strength = strength;
}

static void
hot_spot_time_changed_cb (HwSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOT_SPOT_SINCE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOT_SPOT_UNTIL]);
}

static void
hw_session_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  HwSession *self = HW_SESSION (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TEAM_NAME:
      g_value_set_string (value, self->team_name);
      break;
    case PROP_HAS_REPORTS:
      g_value_set_boolean (value, self->has_reports);
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    case PROP_MAP_PATH:
      g_value_set_string (value, hw_session_get_setting (self, SETTING_MAP_PATH));
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, self->demo);
      break;
    case PROP_HOT_SPOT_SINCE:
      g_value_set_int64 (value, hw_hot_spot_model_get_since (self->hot_spots));
      break;
    case PROP_HOT_SPOT_UNTIL:
      g_value_set_int64 (value, hw_hot_spot_model_get_until (self->hot_spots));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
hw_session_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  HwSession *self = HW_SESSION (object);

  switch (property_id)
    {
    case PROP_MAP_PATH:
      hw_session_set_setting (self, SETTING_MAP_PATH, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Without hw_session_lock_async() the workspace still closes on its thread, and wipes its key. */
static void
hw_session_dispose (GObject *object)
{
  HwSession *self = HW_SESSION (object);

  if (self->jobs != NULL)
    g_cancellable_cancel (self->jobs);
  g_clear_object (&self->jobs);
  if (self->hot_spots != NULL)
    hw_hot_spot_model_stop (self->hot_spots);
  g_clear_object (&self->hot_spots);
  hw_session_unwatch_expiries (self);
  hw_session_save_drafts (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->points);
  g_clear_object (&self->queue);
  g_clear_object (&self->answered);
  g_clear_pointer (&self->author, g_free);
  g_clear_object (&self->cases);
  g_clear_object (&self->people);
  g_clear_object (&self->partners);
  g_clear_object (&self->sites);
  g_clear_object (&self->areas);
  g_clear_object (&self->shifts);

  G_OBJECT_CLASS (hw_session_parent_class)->dispose (object);
}

static void
hw_session_finalize (GObject *object)
{
  HwSession *self = HW_SESSION (object);

  if (self->demo_directory != NULL)
    hw_session_demo_discard (self->demo_directory);
  g_clear_pointer (&self->demo_directory, g_free);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_clear_pointer (&self->words, hw_session_words_unref);
  g_clear_pointer (&self->unsaved, g_hash_table_unref);
  g_clear_pointer (&self->lock_tasks, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->team_name, g_free);

  G_OBJECT_CLASS (hw_session_parent_class)->finalize (object);
}

static void
hw_session_class_init (HwSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = hw_session_dispose;
  object_class->finalize = hw_session_finalize;
  object_class->get_property = hw_session_get_property;
  object_class->set_property = hw_session_set_property;

  /**
   * HwSession:state:
   *
   * Whether there is a workspace, and whether it is open.
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, HW_TYPE_SESSION_STATE, HW_SESSION_NO_WORKSPACE, readable);
  /**
   * HwSession:team-name: (nullable)
   *
   * The team whose workspace it is; known while it is locked, too.
   */
  properties[PROP_TEAM_NAME] = g_param_spec_string ("team-name", NULL, NULL, NULL, readable);
  /**
   * HwSession:has-reports:
   *
   * Whether the workspace holds any report.
   */
  properties[PROP_HAS_REPORTS] = g_param_spec_boolean ("has-reports", NULL, NULL, FALSE, readable);
  /**
   * HwSession:n-new:
   *
   * How many reports nobody has looked at yet.
   */
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, readable);
  /**
   * HwSession:map-path: (nullable)
   *
   * The MBTiles file of the map, remembered inside the workspace.
   */
  properties[PROP_MAP_PATH] = g_param_spec_string ("map-path", NULL, NULL, NULL, writable);
  /**
   * HwSession:demo:
   *
   * Whether the workspace is the made-up town.
   */
  properties[PROP_DEMO] = g_param_spec_boolean ("demo", NULL, NULL, FALSE, readable);
  /**
   * HwSession:hot-spot-since:
   *
   * Since when things count for the hot-spots, microseconds UTC: what the time
   * filter of the points says when it is at most 180 days wide, else 28 days
   * before #HwSession:hot-spot-until.
   */
  properties[PROP_HOT_SPOT_SINCE] = g_param_spec_int64 ("hot-spot-since", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  /**
   * HwSession:hot-spot-until:
   *
   * Until when: now, or the newest point when that is more than 28 days old.
   */
  properties[PROP_HOT_SPOT_UNTIL] = g_param_spec_int64 ("hot-spot-until", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HwSession::locked:
   * @self: the session
   * @reason: (nullable): why, in words
   *
   * The key and all records have left memory.
   */
  signals[SIGNAL_LOCKED] =
    g_signal_new ("locked", HW_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hw_session_init (HwSession *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  self->strength = HW_KEY_STRENGTH_MODERATE;
  self->points = hw_point_index_new ();
  hw_point_index_set_zone (self->points, zone);
  self->queue = g_list_store_new (HW_TYPE_REPORT_ITEM);
  self->answered = g_list_store_new (HW_TYPE_REPORT_ITEM);
  self->cases = g_list_store_new (HW_TYPE_CASE_ITEM);
  self->people = g_list_store_new (HW_TYPE_PERSON_ITEM);
  self->partners = g_list_store_new (HW_TYPE_PARTNER_ITEM);
  self->sites = g_list_store_new (HW_TYPE_SITE_ITEM);
  self->areas = g_list_store_new (HW_TYPE_AREA_ITEM);
  self->shifts = hw_session_new_shifts ();
  self->hot_spots = hw_hot_spot_model_new (self->points);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hw_session_wipe_text);
  g_signal_connect_object (self->hot_spots, "notify::until", G_CALLBACK (hot_spot_time_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * hw_session_new:
 *
 * Returns: (transfer full): a session without a workspace
 */
HwSession *
hw_session_new (void)
{
  return g_object_new (HW_TYPE_SESSION, NULL);
}

/**
 * hw_session_get_state:
 * @self: the session
 *
 * Returns: whether there is a workspace, and whether it is open
 */
HwSessionState
hw_session_get_state (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), HW_SESSION_NO_WORKSPACE);

  return self->state;
}

/**
 * hw_session_get_team_name:
 * @self: the session
 *
 * Returns: (nullable): the team whose workspace it is
 */
const char *
hw_session_get_team_name (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return self->team_name;
}

/**
 * hw_session_get_path:
 * @self: the session
 *
 * Returns: (nullable) (type filename): the workspace file
 */
const char *
hw_session_get_path (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return self->path;
}

/**
 * hw_session_get_points:
 * @self: the session
 *
 * Returns: (transfer none): everything on the map; the same object as long as the session lives
 */
HwPointIndex *
hw_session_get_points (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return self->points;
}

/**
 * hw_session_get_queue:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwReportItem that are not closed, newest first
 */
GListModel *
hw_session_get_queue (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->queue);
}

/**
 * hw_session_get_answered:
 * @self: the session
 *
 * Returns: (transfer none): #HwReportItem of the reports whose caller was answered lately, newest first
 */
GListModel *
hw_session_get_answered (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->answered);
}

/**
 * hw_session_get_author:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): who works at this laptop; %NULL while it is locked
 */
const char *
hw_session_get_author (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return self->author;
}

/**
 * hw_session_get_cases:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwCaseItem, by stage, then by who waits longest
 */
GListModel *
hw_session_get_cases (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->cases);
}

/**
 * hw_session_get_people:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwPersonItem
 */
GListModel *
hw_session_get_people (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->people);
}

/**
 * hw_session_get_hot_spots:
 * @self: the session
 *
 * Returns: (transfer none): a model of #HwHotSpotItem, by rank; follows the points and their time filter
 */
GListModel *
hw_session_get_hot_spots (HwSession *self)
{
  g_return_val_if_fail (HW_IS_SESSION (self), NULL);

  return hw_hot_spot_model_get_items (self->hot_spots);
}
