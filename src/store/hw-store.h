/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "hw-report.h"
#include "hw-area.h"
#include "hw-answered-by.h"
#include "hw-caller-answer.h"
#include "hw-contact.h"
#include "hw-casework.h"
#include "hw-named-place.h"
#include "hw-point-index.h"
#include "hw-site.h"
#include "hw-store-error.h"

G_BEGIN_DECLS

/**
 * HwStore: an open workspace on the thread that opened it: the encrypted file,
 * its journal and the tables that the journal is applied to. Everything that
 * happens comes in through one of the hw_store_record_ functions, each one
 * transaction: check the rules, append to the journal, apply to the tables.
 * All functions are synchronous and belong to one thread; the window uses
 * HwWorkspace, which runs them on a worker thread.
 */
#define HW_TYPE_STORE (hw_store_get_type ())
G_DECLARE_FINAL_TYPE (HwStore, hw_store, HW, STORE, GObject)

typedef enum { HW_SECRET_PASSPHRASE, HW_SECRET_RECOVERY_CODE } HwSecretKind;
/* How much work a guess costs (Argon2id): MODERATE 256 MiB; TEST only for tests and the throw-away demo. */
typedef enum { HW_KEY_STRENGTH_MODERATE, HW_KEY_STRENGTH_TEST } HwKeyStrength;

/* @path is the workspace file; the key file stands beside it as PATH.key. @recovery_code is given once and never stored. */
HwStore  *hw_store_create        (const char *path, const char *team_name, const char *author, const char *passphrase, HwKeyStrength strength, char **recovery_code, GError **error);
HwStore  *hw_store_open          (const char *path, HwSecretKind kind, const char *secret, GError **error);
gboolean  hw_store_close         (HwStore *self, GError **error);
/* Of a workspace that is still locked: only what its key file says in the clear (the team's name). */
char     *hw_store_peek_name     (const char *path, GError **error);
gboolean  hw_store_change_passphrase (HwStore *self, const char *passphrase, HwKeyStrength strength, GError **error);
const char *hw_store_get_team_name (HwStore *self);
const char *hw_store_get_path    (HwStore *self);
const char *hw_store_get_author  (HwStore *self);   /* who works at this laptop */
/* Only for the throw-away demo while it is filled: whether each recording waits for the disk. */
gboolean  hw_store_set_durable   (HwStore *self, gboolean durable, GError **error);

/* -- recording; ids and rows are given back where a pointer is passed ------------------------------------------- */
gboolean  hw_store_record_report      (HwStore *self, const HwReport *report, gint64 *row, HwId *id, GError **error);
gboolean  hw_store_record_status      (HwStore *self, gint64 report_row, HwReportStatus status, const char *outcome, const char *note, GError **error);
gboolean  hw_store_record_contact     (HwStore *self, const HwContact *contact, gint64 *row, HwId *id, GError **error);
gboolean  hw_store_record_person      (HwStore *self, const HwPerson *person, gint64 *row, HwId *id, GError **error);
gboolean  hw_store_record_case        (HwStore *self, const HwId *person, const char *wish, gint64 opened_at, gint64 *row, HwId *id, GError **error);
/* Sets fields of a case's evidence: @fields maps HW_FIELD_ names to values (an empty value clears). @happened_at µs UTC, 0: now; never to come. */
gboolean  hw_store_record_evidence    (HwStore *self, const HwId *case_id, GHashTable *fields, gint64 happened_at, GError **error);
gboolean  hw_store_record_consent     (HwStore *self, const HwId *case_id, const HwConsent *consent, HwId *id, GError **error);
/* Until the journey it pauses the case, in the same transaction. */
gboolean  hw_store_record_withdrawal  (HwStore *self, const HwId *case_id, const HwId *consent, const char *reason, gint64 happened_at, GError **error);
/* Refused with HW_STORE_ERROR_GATE, whose message lists what is open, where the gate is shut. @happened_at µs UTC. */
gboolean  hw_store_record_stage       (HwStore *self, const HwId *case_id, HwStage stage, gint64 happened_at, GError **error);

/* One thing that happened in a case; a record with an identity corrects the one that has it. Overrides are refused unless by a second person. */
gboolean  hw_store_record_case_record (HwStore *self, const HwId *case_id, const HwCaseRecord *record, HwId *id, GError **error);
/* The same of several people, (element-type HwCase): all or none, each by the rules of the own case in the same transaction. */
gboolean  hw_store_record_in_cases    (HwStore *self, GPtrArray *cases, const HwCaseRecord *record, GError **error);
/* Leaves a trace ("consent.expired") of every consent that ended by @now (µs UTC) and has none yet; opening does it too. */
gboolean  hw_store_note_expiries      (HwStore *self, gint64 now, GError **error);
gboolean  hw_store_record_partner     (HwStore *self, const HwPartner *partner, gint64 *row, HwId *id, GError **error);
/* Two people are, or are after all not, the same: reversible; the consent of linked people is the intersection. */
gboolean  hw_store_record_link        (HwStore *self, const HwId *person, const HwId *other, gboolean same, const char *reason, GError **error);
/* Who it was that was met; a nil @person takes it back. */
gboolean  hw_store_record_match       (HwStore *self, gint64 contact_row, const HwId *person, GError **error);

/* Places that the team watches by name, and parts of the town: hw-store-map.c. */
gboolean  hw_store_record_site        (HwStore *self, const HwSite *site, HwId *id, GError **error);
/* @closes_at µs UTC, past or to come; 0: it is open again. */
gboolean  hw_store_record_closure     (HwStore *self, const HwId *site, gint64 closes_at, gboolean by_authorities, const char *note, GError **error);
gboolean  hw_store_record_areas       (HwStore *self, GPtrArray *areas, HwId *first_id, GError **error);   /* (element-type HwArea), all or none */
gboolean  hw_store_record_area_removal (HwStore *self, const HwId *area, GError **error);

/* The hotline: hw-store-hotline.c. What a report had before is in the journal; a correction is a new entry. */
/* Who looks after it; %NULL: nobody. */
gboolean  hw_store_record_assignment  (HwStore *self, gint64 row, const char *to, GError **error);
/* Two reports tell, or after all do not tell, of the same people; both stay, with both callers. */
gboolean  hw_store_link_reports       (HwStore *self, gint64 row, gint64 other_row, gboolean same, const char *reason, GError **error);
/* What the caller was told, and how; the report is closed with it. */
gboolean  hw_store_record_answer      (HwStore *self, gint64 row, HwAnsweredBy how, HwCallerAnswer answer, const char *words, GError **error);
/* What may be done with many reports at once, all or nothing, in one batch: #HwReportStep. */
typedef enum { HW_MARK_AS_IS, HW_MARK_SET, HW_MARK_TAKEN_BACK } HwReportMark;
typedef struct
{
  gint64         row;
  HwReportStatus status;         /* where it goes; the status it has: it stays */
  const char    *outcome;        /* (nullable): %NULL leaves what was said before, "" clears it */
  const char    *note;           /* (nullable): words to a new status */
  gboolean       assigns;
  const char    *assigned_to;    /* (nullable): %NULL: nobody */
  HwReportMark   emergency;      /* that the emergency services were told */
  HwReportMark   answers;        /* that the caller was answered: closes the report */
  HwAnsweredBy   how;
  HwCallerAnswer answer;
  const char    *words;          /* (nullable): what the caller was told */
  gboolean       is_correction;  /* brings back what was before: no rule about what follows what */
} HwReportStep;
gboolean  hw_store_record_steps       (HwStore *self, const HwReportStep *steps, gsize n_steps, GError **error);
/* Takes in a list of places: (element-type HwNamedPlace), all or none; what is there already is counted, not recorded again. */
gboolean  hw_store_import_places      (HwStore *self, GPtrArray *places, guint *n_added, guint *n_known, GCancellable *cancellable, GError **error);

/* -- bulk: one transaction, indexes after the rows; what is already there (same id) is counted, not recorded again -- */
typedef struct _HwStoreImport HwStoreImport;
typedef enum { HW_IMPORT_TAKEN, HW_IMPORT_DUPLICATE, HW_IMPORT_ERROR } HwImportResult;
HwStoreImport *hw_store_import_begin  (HwStore *self, const char *source_name, GError **error);
/* @report->id must be set (made from the row's content). */
HwImportResult hw_store_import_report (HwStoreImport *import, const HwReport *report, GError **error);
gboolean       hw_store_import_commit (HwStoreImport *import, GError **error);   /* frees */
void           hw_store_import_cancel (HwStoreImport *import);                   /* rolls back, frees */

/* -- reading ------------------------------------------------------------------------------------------------------- */
/* Reads every point (reports with a point, contacts) as HwIndexPoint: about 0.5 µs each. */
GArray    *hw_store_load_points       (HwStore *self, GCancellable *cancellable, GError **error);
HwReport  *hw_store_get_report        (HwStore *self, gint64 row, GError **error);
/* (element-type HwReport), newest first; @statuses a bit set. */
GPtrArray *hw_store_list_reports      (HwStore *self, guint statuses, gsize limit, GError **error);
typedef gboolean (*HwReportFunc) (const HwReport *report, gpointer user_data, GError **error);
/* Those that came in from one server, whose source ids begin with @source, and were received at @since or later, wherever they stand now. */
gboolean   hw_store_foreach_taken_in  (HwStore *self, const char *source, gint64 since, HwReportFunc func, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean   hw_store_foreach_report    (HwStore *self, gint64 since, gint64 until, HwReportFunc func, gpointer user_data, GCancellable *cancellable, GError **error);
guint64    hw_store_count_reports     (HwStore *self, GError **error);
/* By words (place, appearance, worries), newest first, spelling folded. (element-type HwReport) */
GPtrArray *hw_store_search_reports    (HwStore *self, const char *words, gsize limit, GError **error);
/* By one whole word for the place and the time (µs UTC, inclusive), newest first. */
GPtrArray *hw_store_list_reports_at_place (HwStore *self, const char *word, gboolean without_point, gint64 since, gint64 until, gsize limit, GError **error);
GPtrArray *hw_store_search_people     (HwStore *self, const char *words, gsize limit, GError **error);
GPtrArray *hw_store_list_people       (HwStore *self, gsize limit, GError **error);
GPtrArray *hw_store_list_cases        (HwStore *self, GError **error);       /* (element-type HwCase), complete with evidence and consents */
HwCase    *hw_store_get_case          (HwStore *self, const HwId *id, GError **error);
/* What happened to one subject, oldest first, for the timeline. */
typedef struct { gint64 happened_at; gint64 recorded_at; char *kind; char *author; char *body; } HwEvent;
void       hw_event_free              (HwEvent *event);
GPtrArray *hw_store_list_events       (HwStore *self, const HwId *subject, GError **error);
/* Also of a site, an area, a person or a partner, by the names of their fields. Fields of a case that were given different values, and records that were corrected differently ("record:KIND", the value is JSON), at the same time; (element-type HwConflict), empty when there are none. */
typedef struct { char *field; char *value; char *author; gint64 recorded_at; HwCaseRecord *record; /* (owned) (nullable): that version of a record, to be recorded again */ } HwConflict;
void       hw_conflict_free           (HwConflict *conflict);
/* Which of them holds, for a person or a partner. */
gboolean   hw_store_settle            (HwStore *self, const HwId *id, const char *field, const char *value, GError **error);
GPtrArray *hw_store_list_conflicts    (HwStore *self, const HwId *case_id, GError **error);
/* Whether a case was moved to different stages at the same time: the less exposing one holds until somebody moves it anew. */
gboolean   hw_store_case_in_review    (HwStore *self, const HwId *case_id, gboolean *in_review, GError **error);
HwContact *hw_store_get_contact       (HwStore *self, gint64 row, GError **error);
HwPerson  *hw_store_get_person        (HwStore *self, const HwId *id, GError **error);
GPtrArray *hw_store_list_partners     (HwStore *self, GError **error);       /* (element-type HwPartner), by name */
HwPartner *hw_store_get_partner       (HwStore *self, const HwId *id, GError **error);
GArray    *hw_store_list_same_people  (HwStore *self, const HwId *person, GError **error);   /* (element-type HwId), all that are linked, also over others; without @person */
GPtrArray *hw_store_list_contacts     (HwStore *self, const HwId *person, gsize limit, GError **error);   /* (element-type HwContact), of everyone linked as the same, newest first */
HwSite    *hw_store_get_site          (HwStore *self, const HwId *id, GError **error);
GPtrArray *hw_store_list_sites        (HwStore *self, GError **error);       /* (element-type HwSite), by name */
GPtrArray *hw_store_search_sites      (HwStore *self, const char *words, gsize limit, GError **error);   /* (element-type HwSite), last noted first */
GPtrArray *hw_store_list_areas        (HwStore *self, GError **error);       /* (element-type HwArea), by name */
/* When the team was at a site: it met people there (a contact), or looked for those of a report and this came of it, or was there on a shift (row 0). */
typedef struct { gint64 at; gboolean met; gboolean bedded_down; guint people; gint64 row; /* of the contact or report */ char *outcome; /* (nullable) */ } HwSiteVisit;
void       hw_site_visit_free         (HwSiteVisit *visit);
GPtrArray *hw_store_list_site_visits  (HwStore *self, const HwSite *site, gsize limit, GError **error);   /* (element-type HwSiteVisit), newest first */
/* Where the people of a closed site were met since: (element-type HwContact), person by person. */
GPtrArray *hw_store_list_displaced    (HwStore *self, const HwSite *site, GError **error);
/* The hotline. */
typedef struct { gint64 row; char *assigned_to; /* (nullable) */ gint64 emergency_told_at; /* µs UTC; 0: not told */ gint64 answered_at; /* µs UTC; 0: never */ HwAnsweredBy how; HwCallerAnswer answer; char *words; /* (nullable) */ guint n_same; } HwReportDesk;
void       hw_report_desk_free        (HwReportDesk *desk);
HwReportDesk *hw_report_desk_copy     (const HwReportDesk *desk);
/* What the desk knows of one report beside the report itself. */
HwReportDesk *hw_store_get_report_desk (HwStore *self, gint64 row, GError **error);
/* The same of every report of the queue (@statuses a bit set) that somebody looks after or that is linked: (element-type HwReportDesk). */
GPtrArray *hw_store_list_report_desks (HwStore *self, guint statuses, GError **error);
/* Rows of the reports that are linked as telling of the same people, also over others, without @row: (element-type gint64). */
GArray    *hw_store_list_linked_reports (HwStore *self, gint64 row, GError **error);
/* Reports whose caller was answered since then (µs UTC), last answered first: (element-type HwReport). */
GPtrArray *hw_store_list_answered     (HwStore *self, gint64 since, gsize limit, GError **error);
/* Who ever worked here: authors of entries and those that reports were assigned to; (element-type utf8), by name. */
GPtrArray *hw_store_list_workers      (HwStore *self, GError **error);
/* Whether a report with this number of another system is here; its row, or 0. */
gboolean   hw_store_find_source       (HwStore *self, const char *source_id, gint64 *row, GError **error);
/* By words of the name, each may be a beginning: (element-type HwNamedPlace), those whose name begins with the words first. */
GPtrArray *hw_store_search_places     (HwStore *self, const char *words, guint limit, GCancellable *cancellable, GError **error);
/* A small place for what the window remembers inside the encrypted file (drafts of calls, map file): not journalled. */
char      *hw_store_get_setting       (HwStore *self, const char *name, GError **error);
gboolean   hw_store_read_setting      (HwStore *self, const char *name, char **value, GError **error);
GHashTable *hw_store_list_settings    (HwStore *self, GError **error);       /* name -> value, both owned */
gboolean   hw_store_set_setting       (HwStore *self, const char *name, const char *value, GError **error);

/* -- checking -------------------------------------------------------------------------------------------------------- */
typedef void (*HwProgressFunc) (guint64 done, guint64 total, gpointer user_data);
/* Chain, commitments, signatures, numbers, database integrity. (element-type utf8) what is wrong, empty when all is well. */
GPtrArray *hw_store_verify            (HwStore *self, HwProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error);
/* Empties the tables and replays the journal, in one transaction. */
gboolean   hw_store_rebuild           (HwStore *self, HwProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error);
/* Shows the tables as they were when nothing had been recorded after @as_of, and takes that back. */
typedef gboolean (*HwStorePastFunc) (HwStore *store, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean   hw_store_look_at_past      (HwStore *self, gint64 as_of, HwStorePastFunc func, gpointer func_data, HwProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error);
/* A hash over the content of every projection table: equal before and after a rebuild. */
char      *hw_store_dup_digest        (HwStore *self, GError **error);

G_END_DECLS
