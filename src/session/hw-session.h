/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-workspace.h"
#include "hw-duplicates.h"
#include "hw-point-index.h"
#include "hw-hot-spots.h"
#include "hw-import.h"
#include "hw-area.h"
#include "hw-boundaries.h"
#include "hw-collect.h"
#include "hw-other-server.h"
#include "hw-site-trace.h"

G_BEGIN_DECLS

/**
 * HwSession: the one place that puts Homeward together. It opens and locks the
 * workspace and owns the models that the pages show; commands go down through
 * its async functions, changes come up as list models, properties and signals
 * on the main context. No GTK here.
 *
 * Properties: "state" (HwSessionState), "team-name" (string), "has-reports" (boolean), "n-new" (uint, badge of the Hotline page),
 * "map-path" (string, nullable, writable), "demo" (boolean), "hot-spot-since" and "hot-spot-until" (gint64, µs UTC: the time that the
 * hot-spots are about).
 * Signals: "locked" (reason string) after the key and all records left memory.
 */
typedef enum { HW_SESSION_NO_WORKSPACE, HW_SESSION_LOCKED, HW_SESSION_OPENING, HW_SESSION_OPEN } HwSessionState;
#define HW_TYPE_SESSION_STATE (hw_session_state_get_type ())
GType hw_session_state_get_type (void);

#define HW_TYPE_SESSION (hw_session_get_type ())
G_DECLARE_FINAL_TYPE (HwSession, hw_session, HW, SESSION, GObject)

/* Items of the list models: a GObject around a record. A change replaces the item, so a row binds once. */
#define HW_TYPE_REPORT_ITEM (hw_report_item_get_type ())
G_DECLARE_FINAL_TYPE (HwReportItem, hw_report_item, HW, REPORT_ITEM, GObject)
HwReport  *hw_report_item_get_report (HwReportItem *self);
const HwReportDesk *hw_report_item_get_desk (HwReportItem *self);   /* (nullable): what the desk did with it */
gboolean   hw_report_item_needs_emergency (HwReportItem *self);    /* danger or a child, and the emergency services were not told */
#define HW_TYPE_CASE_ITEM (hw_case_item_get_type ())
G_DECLARE_FINAL_TYPE (HwCaseItem, hw_case_item, HW, CASE_ITEM, GObject)
HwCase    *hw_case_item_get_case (HwCaseItem *self);
guint      hw_case_item_get_n_open (HwCaseItem *self);    /* requirements still open for the next stage */
#define HW_TYPE_HOT_SPOT_ITEM (hw_hot_spot_item_get_type ())
G_DECLARE_FINAL_TYPE (HwHotSpotItem, hw_hot_spot_item, HW, HOT_SPOT_ITEM, GObject)
HwHotSpot *hw_hot_spot_item_get_hot_spot (HwHotSpotItem *self);
const char *hw_hot_spot_item_get_name (HwHotSpotItem *self);  /* the commonest place words of its reports, else "Hot-spot 1" */

HwSession     *hw_session_new              (void);
HwSessionState hw_session_get_state        (HwSession *self);
const char    *hw_session_get_team_name    (HwSession *self);
const char    *hw_session_get_path         (HwSession *self);
/* The workspace to unlock; the state becomes LOCKED, or NO_WORKSPACE when @path is NULL. */
void           hw_session_set_path         (HwSession *self, const char *path);

void     hw_session_create_async   (HwSession *self, const char *path, const char *team_name, const char *author, const char *passphrase, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char    *hw_session_create_finish  (HwSession *self, GAsyncResult *result, GError **error);   /* the recovery code, to print */
void     hw_session_unlock_async   (HwSession *self, HwSecretKind kind, const char *secret, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean hw_session_unlock_finish  (HwSession *self, GAsyncResult *result, GError **error);
void     hw_session_lock_async     (HwSession *self, const char *reason, GAsyncReadyCallback callback, gpointer user_data);
gboolean hw_session_lock_finish    (HwSession *self, GAsyncResult *result, GError **error);
/* The made-up town: a throw-away workspace under @directory, filled from a seed. */
void     hw_session_open_demo_async (HwSession *self, const char *directory, guint32 seed, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean hw_session_open_demo_finish (HwSession *self, GAsyncResult *result, GError **error);

/* Models; they live as long as the session and are emptied by locking. */
HwPointIndex *hw_session_get_points      (HwSession *self);   /* everything on the map */
GListModel   *hw_session_get_queue       (HwSession *self);   /* HwReportItem: every report that waits for something, newest first */
GListModel   *hw_session_get_answered    (HwSession *self);   /* HwReportItem: those whose caller was answered in the last 14 days */
const char   *hw_session_get_author      (HwSession *self);   /* (nullable): who works at this laptop */
GListModel   *hw_session_get_cases       (HwSession *self);   /* HwCaseItem, by stage, then by who waits longest */
GListModel   *hw_session_get_people      (HwSession *self);   /* GObject items: HwPersonItem */
GListModel   *hw_session_get_hot_spots   (HwSession *self);   /* HwHotSpotItem by rank; recomputed off the main thread when points or their time filter change */
#define HW_TYPE_PERSON_ITEM (hw_person_item_get_type ())
G_DECLARE_FINAL_TYPE (HwPersonItem, hw_person_item, HW, PERSON_ITEM, GObject)
HwPerson     *hw_person_item_get_person  (HwPersonItem *self);

#define HW_TYPE_PARTNER_ITEM (hw_partner_item_get_type ())
G_DECLARE_FINAL_TYPE (HwPartnerItem, hw_partner_item, HW, PARTNER_ITEM, GObject)
HwPartner    *hw_partner_item_get_partner (HwPartnerItem *self);

/* The places that the team watches by name, and the parts of the town. */
#define HW_TYPE_SITE_ITEM (hw_site_item_get_type ())
G_DECLARE_FINAL_TYPE (HwSiteItem, hw_site_item, HW, SITE_ITEM, GObject)
const HwSite *hw_site_item_get_site      (HwSiteItem *self);
#define HW_TYPE_AREA_ITEM (hw_area_item_get_type ())
G_DECLARE_FINAL_TYPE (HwAreaItem, hw_area_item, HW, AREA_ITEM, GObject)
const HwArea *hw_area_item_get_area      (HwAreaItem *self);
GListModel   *hw_session_get_sites       (HwSession *self);   /* HwSiteItem, by name */
GListModel   *hw_session_get_areas       (HwSession *self);   /* HwAreaItem, by name */
HwSiteItem   *hw_session_find_site       (HwSession *self, const HwId *site);   /* (transfer none) (nullable): from the model, no reading */

/* Commands. */
void      hw_session_take_report_async   (HwSession *self, const HwReport *report, GAsyncReadyCallback callback, gpointer user_data);
gint64    hw_session_take_report_finish  (HwSession *self, GAsyncResult *result, GError **error);  /* row, 0 on error */
void      hw_session_set_status_async    (HwSession *self, gint64 report_row, HwReportStatus status, const char *outcome, const char *note, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_set_status_finish   (HwSession *self, GAsyncResult *result, GError **error);
/* What the desk does with one report or with many, all or nothing; @steps is copied. What brings them back is given away. */
void      hw_session_record_steps_async  (HwSession *self, const HwReportStep *steps, gsize n_steps, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_record_steps_finish (HwSession *self, GAsyncResult *result, GArray **undo, GError **error);   /* (element-type HwReportStep), to be recorded as a correction */
/* Who reports may be given to: (element-type utf8), by name. */
void      hw_session_list_workers_async  (HwSession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_list_workers_finish (HwSession *self, GAsyncResult *result, GError **error);
/* The reports that tell of the same people as this one: (element-type HwReport). */
void      hw_session_list_linked_async   (HwSession *self, gint64 row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_list_linked_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_record_contact_async (HwSession *self, const HwContact *contact, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_record_contact_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_load_report_async   (HwSession *self, gint64 row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwReport *hw_session_load_report_finish  (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_load_contact_async  (HwSession *self, gint64 row, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwContact *hw_session_load_contact_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_open_case_async     (HwSession *self, const HwPerson *person, const char *wish, GAsyncReadyCallback callback, gpointer user_data);  /* a person without an id is recorded first */
gboolean  hw_session_open_case_finish    (HwSession *self, GAsyncResult *result, HwId *case_id, GError **error);
void      hw_session_set_evidence_async  (HwSession *self, const HwId *case_id, GHashTable *fields, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_set_evidence_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_record_consent_async (HwSession *self, const HwId *case_id, const HwConsent *consent, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_record_consent_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_withdraw_consent_async (HwSession *self, const HwId *case_id, const HwId *consent, const char *reason, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_withdraw_consent_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_move_case_async     (HwSession *self, const HwId *case_id, HwStage stage, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_move_case_finish    (HwSession *self, GAsyncResult *result, GError **error);
/* One thing that happened in a case; a record with an identity corrects the one that has it. */
void      hw_session_add_record_async    (HwSession *self, const HwId *case_id, const HwCaseRecord *record, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_add_record_finish   (HwSession *self, GAsyncResult *result, HwId *id, GError **error);
void      hw_session_save_person_async   (HwSession *self, const HwPerson *person, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_save_person_finish  (HwSession *self, GAsyncResult *result, HwId *id, GError **error);
void      hw_session_save_partner_async  (HwSession *self, const HwPartner *partner, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_save_partner_finish (HwSession *self, GAsyncResult *result, HwId *id, GError **error);
/* What is known of a site beside the record, read anew. */
typedef enum { HW_SITE_DAYS_7, HW_SITE_DAYS_28, HW_SITE_DAYS_60, HW_SITE_DAYS_180, HW_SITE_N_DAYS } HwSiteDays;
typedef struct
{
  GPtrArray  *visits;       /* (element-type HwSiteVisit), newest first */
  GPtrArray  *conflicts;    /* (element-type HwConflict): what was noted differently at the same time */
  GPtrArray  *contacts;     /* (element-type HwContact): of its people since it was closed */
  GArray     *traces;       /* (element-type HwSiteTrace): where those were, the most people first */
  guint       reports[HW_SITE_N_DAYS];    /* within its radius, in the last so many days */
  guint       met[HW_SITE_N_DAYS];        /* contacts, likewise */
  gboolean    has_shift;
  HwSiteShift shift;        /* where its hot-spot went */
} HwSiteStory;
void         hw_site_story_free          (HwSiteStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSiteStory, hw_site_story_free)
void         hw_session_look_up_site_async (HwSession *self, const HwId *site, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwSiteStory *hw_session_look_up_site_finish (HwSession *self, GAsyncResult *result, GError **error);
/* Closed sites whose people were met within @radius_m of @point since: (element-type HwSiteArrival), the most people first. */
typedef struct { HwSite *site; guint n_people; } HwSiteArrival;
void         hw_site_arrival_free        (HwSiteArrival *arrival);
void         hw_session_list_arrivals_async (HwSession *self, const HwPoint *point, double radius_m, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray   *hw_session_list_arrivals_finish (HwSession *self, GAsyncResult *result, GError **error);
/* By the words of name, hazards, access, lighting and notes: (element-type HwSite), last noted first. */
void         hw_session_search_sites_async (HwSession *self, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray   *hw_session_search_sites_finish (HwSession *self, GAsyncResult *result, GError **error);
/* One with a nil identity is new, else all that is known of it now; the closure is not part of it. */
void      hw_session_save_site_async     (HwSession *self, const HwSite *site, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_save_site_finish    (HwSession *self, GAsyncResult *result, HwId *id, GError **error);
/* @closes_at µs UTC, to come or past; 0: it is open again. */
void      hw_session_close_site_async    (HwSession *self, const HwId *site, gint64 closes_at, gboolean by_authorities, const char *note, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_close_site_finish   (HwSession *self, GAsyncResult *result, GError **error);
/* (element-type HwBoundary): every one becomes a new area; all of them or, on an error, none. */
void      hw_session_import_areas_async  (HwSession *self, GPtrArray *boundaries, GAsyncReadyCallback callback, gpointer user_data);
guint     hw_session_import_areas_finish (HwSession *self, GAsyncResult *result, GError **error);   /* how many, 0 on error */
void      hw_session_save_area_async     (HwSession *self, const HwArea *area, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_save_area_finish    (HwSession *self, GAsyncResult *result, HwId *id, GError **error);
void      hw_session_remove_area_async   (HwSession *self, const HwId *area, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_remove_area_finish  (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_link_people_async   (HwSession *self, const HwId *person, const HwId *other, gboolean same, const char *reason, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_link_people_finish  (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_match_contact_async (HwSession *self, gint64 contact_row, const HwId *person, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_match_contact_finish (HwSession *self, GAsyncResult *result, GError **error);
/* What is known of one person beside the record: (element-type HwContact) newest first, (element-type HwId) linked as the same. */
void      hw_session_look_up_person_async (HwSession *self, const HwId *person, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_look_up_person_finish (HwSession *self, GAsyncResult *result, GPtrArray **contacts, GArray **same, GError **error);
/* Who is the same as whom: (element-type HwId GArray) of the HwId of the whole group. */
void      hw_session_list_groups_async   (HwSession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GHashTable *hw_session_list_groups_finish (HwSession *self, GAsyncResult *result, GError **error);
/* Contacts of which nobody has said who it was, near in place and time to @near (element-type HwContact), nearest first. */
void      hw_session_find_unmatched_async (HwSession *self, GPtrArray *near, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_find_unmatched_finish (HwSession *self, GAsyncResult *result, GError **error);  /* (element-type HwContact) */
/* People who may be the same as @person under another name, likeliest first, without those who are linked already: (element-type HwPersonMatch). */
void      hw_session_find_likely_same_async (HwSession *self, const HwPerson *person, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_find_likely_same_finish (HwSession *self, GAsyncResult *result, GError **error);
/* Fields and records of a case, and fields of a person or a partner, with two answers from two laptops: (element-type HwConflict), by field.
 * Recording one of them again settles it; of a person or a partner, choosing one. */
void      hw_session_list_conflicts_async (HwSession *self, const HwId *case_id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_list_conflicts_finish (HwSession *self, GAsyncResult *result, GError **error);
void      hw_session_settle_async        (HwSession *self, const HwId *id, const char *field, const char *value, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_settle_finish       (HwSession *self, GAsyncResult *result, GError **error);
/* What was told to whom, from the case's records: (transfer full) (element-type HwCaseRecord), oldest first. */
GPtrArray *hw_session_list_disclosures   (HwSession *self, const HwId *case_id);
GListModel *hw_session_get_partners      (HwSession *self);   /* HwPartnerItem, by name */
/* Nullable, (transfer none): from the models, no reading. */
HwCaseItem *hw_session_find_case         (HwSession *self, const HwId *case_id);
HwPartner  *hw_session_find_partner      (HwSession *self, const HwId *partner);
HwPerson   *hw_session_find_person       (HwSession *self, const HwId *person);
void      hw_session_list_events_async   (HwSession *self, const HwId *subject, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_list_events_finish (HwSession *self, GAsyncResult *result, GError **error);  /* (element-type HwEvent) */
void      hw_session_search_async        (HwSession *self, const char *words, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean  hw_session_search_finish       (HwSession *self, GAsyncResult *result, GPtrArray **reports, GPtrArray **people, GError **error);
/* Reports that are likely or perhaps of the same people, with the reasons, (element-type HwDuplicate), likeliest first. */
void      hw_session_find_duplicates_async  (HwSession *self, const HwReport *report, const GArray *same, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *hw_session_find_duplicates_finish (HwSession *self, GAsyncResult *result, GError **error);

/* Import: reads @file on the worker thread into the store in one transaction. Progress comes on the main context (0..1). */
void            hw_session_import_async  (HwSession *self, GFile *file, HwImportMapping *mapping, GFileProgressCallback progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
HwImportResultReport *hw_session_import_finish (HwSession *self, GAsyncResult *result, GError **error);
void            hw_session_export_async  (HwSession *self, GFile *file, const char *format, gint64 since, gint64 until, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        hw_session_export_finish (HwSession *self, GAsyncResult *result, guint64 *n_reports, GError **error);

/* The team's intake service: what waits there is taken in, to be checked. */
gboolean        hw_session_can_collect   (HwSession *self);   /* whether the workspace knows one */
void            hw_session_collect_async (HwSession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        hw_session_collect_finish (HwSession *self, GAsyncResult *result, HwCollected *collected, GError **error);
void            hw_session_set_up_intake_async (HwSession *self, const char *server, gboolean makes_keys, GAsyncReadyCallback callback, gpointer user_data);
gboolean        hw_session_set_up_intake_finish (HwSession *self, GAsyncResult *result, char **lines, GError **error);
const char     *hw_session_get_intake_server (HwSession *self, gboolean *has_keys);
/* The servers of others, whose requests are collected too (element-type HwOtherServer). */
GPtrArray      *hw_session_list_other_servers (HwSession *self);
void            hw_session_set_other_servers (HwSession *self, const GPtrArray *servers);
gboolean        hw_session_check_other_server (const HwOtherServer *server, GError **error);
void            hw_session_list_services_async (HwSession *self, const HwOtherServer *server, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray      *hw_session_list_services_finish (HwSession *self, GAsyncResult *result, GError **error);   /* (element-type HwOtherService) */

/* Remembered inside the encrypted file: drafts of calls, the map file. Reading is from memory once open. */
const char *hw_session_get_setting (HwSession *self, const char *name);
void        hw_session_set_setting (HwSession *self, const char *name, const char *value);
/* What was typed into a form and is not recorded yet, @name "CASE/FORM"; in the encrypted file within half a second of typing. */
const char *hw_session_get_draft   (HwSession *self, const char *name);
void        hw_session_set_draft   (HwSession *self, const char *name, const char *text);
void        hw_session_clear_draft (HwSession *self, const char *name);

G_END_DECLS
