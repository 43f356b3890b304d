/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-hot-spot-model.h"
#include "hw-session-items.h"
#include "hw-shift.h"

G_BEGIN_DECLS

/* What the files of the session share; nobody above it sees this. */

typedef struct _HwSessionWords HwSessionWords;

struct _HwSession
{
  GObject         parent_instance;

  HwSessionState  state;
  char           *path;             /* (owned) (nullable) */
  char           *team_name;        /* (owned) (nullable) */
  HwWorkspace    *workspace;        /* (owned) (nullable): while it is open */
  HwKeyStrength   strength;         /* of workspaces that are created */
  gboolean        demo;
  char           *demo_directory;   /* (owned) (nullable): thrown away when the demo is locked */
  gboolean        opening_stopped;  /* locked before it was open */
  gboolean        has_reports;
  guint           n_new;

  HwPointIndex   *points;           /* (owned) */
  GListStore     *queue;            /* (owned) */
  GListStore     *answered;         /* (owned) */
  char           *author;           /* (owned) (nullable): who works at this laptop */
  GListStore     *cases;            /* (owned) */
  GListStore     *people;           /* (owned) */
  GListStore     *partners;         /* (owned) */
  GListStore     *sites;            /* (owned) */
  GListStore     *shifts;           /* (owned) */
  GListStore     *areas;            /* (owned) */
  HwHotSpotModel *hot_spots;        /* (owned) */
  HwSessionWords *words;            /* (owned) (nullable): how common words are in reports */
  GHashTable     *settings;         /* (owned) name -> value, both owned strings */
  GHashTable     *unsaved;          /* (owned) (nullable): names of the drafts that are still to be written */
  guint           save_id;          /* the timeout that writes them, 0: none */
  gint64          expiries_noted_at; /* µs UTC: until when ended consents are noted */
  guint           expiries_id;      /* the timeout that looks for more, 0: none */

  GCancellable   *jobs;             /* (owned) (nullable): stops long work when the workspace is locked */
  GPtrArray      *lock_tasks;       /* (owned) (nullable) (element-type GTask): who waits for the lock */
};

/* -- work on the workspace's thread -- */

/**
 * HwSessionWork:
 * @func: what to do on the workspace's thread with the data
 * @apply: (nullable): brings the result into the models, on the main thread; work that
 *   records something has one, work that only reads has none
 * @data_free: (nullable): frees the data
 * @result_free: (nullable): frees a result that nobody fetched
 */
typedef struct
{
  HwWorkspaceFunc func;
  void          (*apply) (HwSession *self, gpointer result);
  GDestroyNotify  data_free;
  GDestroyNotify  result_free;
} HwSessionWork;

void     hw_session_run        (HwSession            *self,
                                const HwSessionWork  *work,
                                gpointer              data,
                                gpointer              source_tag,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gpointer hw_session_run_finish (HwSession            *self,
                                GAsyncResult         *result,
                                gpointer              source_tag,
                                GError              **error);

/* -- what one command changed -- */

/**
 * HwSessionChange:
 *
 * The records that a command changed, read again in the same piece of work.
 */
typedef struct
{
  HwReport  *report;   /* (owned) (nullable) */
  HwReportDesk *desk;  /* (owned) (nullable): of that report */
  GPtrArray *reports;  /* (owned) (nullable) (element-type HwReport): of a command for several */
  GPtrArray *desks;    /* (owned) (nullable) (element-type HwReportDesk): of those, one for each */
  GArray    *undo;     /* (owned) (nullable) (element-type HwReportStep): what brings them back */
  HwContact *contact;  /* (owned) (nullable) */
  GPtrArray *contacts; /* (owned) (nullable) (element-type HwContact): of a command for several */
  GArray    *gone;     /* (owned) (nullable) (element-type gint64): rows of contacts that are withdrawn */
  GPtrArray *taps;     /* (owned) (nullable) (element-type HwTap): of the shift of the command, those that hold */
  HwCase    *case_;    /* (owned) (nullable): of which the command was */
  GPtrArray *cases;    /* (owned) (nullable) (element-type HwCase): others that look different now */
  GPtrArray *people;   /* (owned) (nullable) (element-type HwPerson): all of them */
  HwPartner *partner;  /* (owned) (nullable) */
  HwSite    *site;     /* (owned) (nullable) */
  HwShift   *shift;    /* (owned) (nullable) */
  GPtrArray *areas;    /* (owned) (nullable) (element-type HwArea): all of them */
  guint      n;        /* how many were recorded, of a command that records several */
  HwId       id;       /* what was recorded; nil where a command has nothing to name */
} HwSessionChange;

void     hw_session_change_free  (gpointer          change);
HwSessionChange *hw_session_change_new_for_case (HwStore    *store,
                                  const HwId       *case_id,
                                  GError          **error);
gboolean hw_session_change_add_cases (HwSessionChange *change,
                                  HwStore          *store,
                                  const HwId       *person,
                                  GError          **error);
gboolean hw_session_change_add_linked (HwSessionChange *change,
                                  HwStore          *store,
                                  GError          **error);
gboolean hw_session_change_add_people (HwSessionChange *change,
                                  HwStore          *store,
                                  GError          **error);
void     hw_session_apply_change (HwSession        *self,
                                  gpointer          change);
/* For the _finish() of a command that returns nothing but whether it was recorded. */
gboolean hw_session_change_finish (HwSession       *self,
                                  GAsyncResult     *result,
                                  gpointer          source_tag,
                                  GError          **error);
/* The same, of a command that names what it recorded. */
gboolean hw_session_change_finish_with_id (HwSession *self,
                                  GAsyncResult     *result,
                                  gpointer          source_tag,
                                  HwId             *id,
                                  GError          **error);

/* Frees a text that may hold a secret, and leaves nothing of it in memory. */
void     hw_session_wipe_text      (gpointer             text);

/* -- what is read when a workspace opens, and after an import -- */

typedef struct
{
  char       *team_name;   /* (owned) (nullable) */
  GArray     *points;      /* (owned) (element-type HwIndexPoint) */
  GPtrArray  *queue;       /* (owned) (element-type HwReport) */
  GPtrArray  *answered;    /* (owned) (element-type HwReport) */
  GPtrArray  *desks;       /* (owned) (element-type HwReportDesk): of reports in either */
  char       *author;      /* (owned) (nullable) */
  GPtrArray  *cases;       /* (owned) (nullable) (element-type HwCase) */
  GPtrArray  *people;      /* (owned) (nullable) (element-type HwPerson) */
  GPtrArray  *partners;    /* (owned) (nullable) (element-type HwPartner) */
  GPtrArray  *sites;       /* (owned) (nullable) (element-type HwSite) */
  GPtrArray  *shifts;      /* (owned) (nullable) (element-type HwShift) */
  GPtrArray  *areas;       /* (owned) (nullable) (element-type HwArea) */
  GHashTable *settings;    /* (owned) (nullable) */
  gboolean    has_reports;
} HwSessionLoad;

HwSessionLoad *hw_session_load_reports    (HwStore        *store,
                                           GCancellable   *cancellable,
                                           GError        **error);
HwSessionLoad *hw_session_load_everything (HwStore        *store,
                                           GCancellable   *cancellable,
                                           GError        **error);
void           hw_session_load_free       (gpointer        load);
void           hw_session_apply_load      (HwSession      *self,
                                           HwSessionLoad  *load);
GPtrArray     *hw_session_load_people     (HwStore        *store,
                                           GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSessionLoad, hw_session_load_free)

/* -- opening and locking -- */

void     hw_session_set_state     (HwSession           *self,
                                   HwSessionState       state);
void     hw_session_set_demo      (HwSession           *self,
                                   gboolean             demo);
void     hw_session_set_team_name (HwSession           *self,
                                   const char          *team_name);
void     hw_session_emit_locked   (HwSession           *self,
                                   const char          *reason);
void     hw_session_apply_settings (HwSession          *self,
                                   GHashTable          *settings);
void     hw_session_forget        (HwSession           *self);
void     hw_session_start_hot_spots (HwSession         *self);

/* -- consents that end while the workspace is open -- */

void     hw_session_note_expiries    (HwSession        *self);
void     hw_session_watch_expiries   (HwSession        *self);
void     hw_session_unwatch_expiries (HwSession        *self);

/* -- shifts -- */

GListStore *hw_session_new_shifts (void);
GPtrArray *hw_session_load_shifts (HwStore             *store,
                                   GError             **error);
void     hw_session_fill_shifts   (HwSession           *self,
                                   GPtrArray           *shifts);
void     hw_session_put_shift     (HwSession           *self,
                                   const HwShift       *shift);

/* -- duplicates of reports -- */

void     hw_session_words_unref   (HwSessionWords      *words);

/* -- drafts -- */

/* Hands every draft that is not written yet to the workspace's thread, now. */
void     hw_session_save_drafts   (HwSession           *self);

/* For the tests and the benchmark: how much work a guess costs in workspaces that are created. */
void     hw_session_set_key_strength (HwSession        *self,
                                   HwKeyStrength        strength);

/* Begins to open something; NULL, and @callback is told, when something is open already. */
GTask   *hw_session_begin_opening (HwSession           *self,
                                   const char          *path,
                                   gpointer             source_tag,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
/* What hw_session_begin_opening() has begun. */
typedef struct
{
  char        *path;           /* (owned) */
  HwWorkspace *workspace;      /* (owned) (nullable) */
  char        *recovery_code;  /* (owned) (nullable) */
  char        *demo_directory; /* (owned) (nullable) */
  GError      *error;          /* (owned) (nullable): why it is being given up */
} HwSessionOpening;

/* Both take @task. */
void     hw_session_load_opening  (GTask               *task,
                                   HwWorkspace         *workspace);
void     hw_session_fail_opening  (GTask               *task,
                                   GError              *error);

void     hw_session_demo_discard  (const char          *directory);

G_END_DECLS
