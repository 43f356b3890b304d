/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-demo.h"

G_BEGIN_DECLS

#define HW_DEMO_HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define HW_DEMO_DAY  (24 * HW_DEMO_HOUR)
#define HW_DEMO_DAYS 730   /* how far back the demo goes */

/* What the parts of the demo share while it is filled. */
typedef struct
{
  HwStore       *store;
  HwTown        *town;
  GRand         *dice;
  gint64         now;           /* µs UTC */
  HwProgressFunc progress;      /* (nullable) */
  gpointer       user_data;
  GCancellable  *cancellable;   /* (nullable) */
  guint64        done;
  double         turn;          /* 0 to 1: which place comes next */
  HwId           people[HW_DEMO_PEOPLE];
  HwId           partners[HW_DEMO_PARTNERS];
  HwId           sites[HW_DEMO_SITES];
} HwDemo;

/* A case of the demo. */
typedef struct
{
  HwStage     stage;      /* where it stands */
  guint       person;     /* of hw-demo-people.c */
  guint       days;       /* since it was opened */
  const char *wish;
  const char *needs;
  const char *goals;
  const char *receiver;
  const char *treatment;  /* (nullable): what had to be done before the journey */
  /* (nullable) where given, the next gate is half met: its evidence but for these, as "field=value;..."; an empty value leaves it out, "@-3" is a day */
  const char *changes;
  const char *leaves;     /* (nullable): tags of the steps in hw-demo-records.c that have not happened */
} HwDemoCase;

/* A case on its way. */
typedef struct
{
  HwDemo           *demo;
  const HwDemoCase *facts;
  guint             index;
  HwId              id;
  HwId              consent;   /* the last one asked for */
  gint64            opened_at;
  GHashTable       *kept;      /* (owned) name -> identity of a record, in words; both owned strings */
} HwDemoWork;

typedef struct
{
  HwPoint     point;
  const char *words;
} HwDemoSpot;

/* -- hw-demo.c -- */
gboolean    hw_demo_step           (HwDemo *demo, guint n, GError **error);
guint       hw_demo_pick           (HwDemo *demo, const double *weights, guint n_weights);
gboolean    hw_demo_chance         (HwDemo *demo, double probability);
double      hw_demo_normal         (HwDemo *demo);
#define     hw_demo_choose(demo, words) ((words)[g_rand_int_range ((demo)->dice, 0, G_N_ELEMENTS (words))])

/* -- hw-demo-places.c: when and where -- */
double      hw_demo_day_weight     (const HwDemo *demo, double days_ago);
gint64      hw_demo_pick_hour      (HwDemo *demo, gint64 day_start, gboolean team);
void        hw_demo_pick_spot      (HwDemo *demo, double days_ago, HwDemoSpot *spot);

/* -- the parts, in the order in which they are recorded -- */
gboolean    hw_demo_fill_reports   (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_partners  (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_people    (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_cases     (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_map       (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_shifts    (HwDemo *demo, GError **error);
gboolean    hw_demo_fill_beds      (HwDemo *demo, GError **error);
HwPoint     hw_demo_find_point     (HwDemo *demo, const char *place, double east, double north);
#define     HW_DEMO_SHIFT_CONTACTS 7   /* told in hw-demo-shifts.c */
#define     HW_DEMO_MOVED_CONTACTS 12   /* told in hw-demo-map.c */
#define     HW_DEMO_CLOSED_DAYS_AGO 50  /* Canal Yard */
const char *hw_demo_person_alias   (guint person);
const char *hw_demo_person_language (guint person);
const char *hw_demo_person_nationality (guint person);
const char *hw_demo_person_home    (guint person);

/* -- hw-demo-partners.c: who else has a part in it -- */
typedef enum { HW_DEMO_CLINIC, HW_DEMO_FUNDER, HW_DEMO_LAW_CENTRE, HW_DEMO_FIRST_RESPONDER, HW_DEMO_CHILDREN, HW_DEMO_TRAVEL_DESK, HW_DEMO_RECOVERY, HW_DEMO_HOSTS,
  HW_DEMO_SHELTER } HwDemoPartner;
const HwPartner *hw_demo_get_embassy (const char *country, guint *partner);
const HwPartner *hw_demo_get_partner (HwDemoPartner which, guint *partner);

/* -- hw-demo-records.c and hw-demo-stories.c: what happens in a case on its way to a stage -- */

/* One thing that happens in a case. */
typedef struct
{
  HwStage           before;   /* on the way to this stage */
  int               day;      /* after the opening */
  HwCaseRecordKind  kind;
  const char       *keeps;    /* (nullable): a name for the record; the second of that name corrects the first */
  const char       *tag;      /* (nullable): a case may leave it out */
  gboolean        (*applies) (const HwDemoWork *work);   /* (nullable): always */
  const char       *fields;   /* "field=value|field=value" */
} HwDemoStep;

gboolean    hw_demo_tell           (HwDemoWork *work, HwStage before, GError **error);
gboolean    hw_demo_tell_story     (HwDemoWork *work, HwStage before, GError **error);
gboolean    hw_demo_record_step    (HwDemoWork *work, const HwDemoStep *step, GError **error);
gboolean    hw_demo_step_happens   (const HwDemoWork *work, const HwDemoStep *step);
gboolean    hw_demo_is_left        (const HwDemoWork *work, const char *tag);
gboolean    hw_demo_lost_papers    (const HwDemoWork *work);

/* -- hw-demo-evidence.c -- */
extern const guint hw_demo_stage_days[HW_STAGE_CLOSED + 1];
void        hw_demo_prepare        (const HwDemoWork *work, HwStage stage, GHashTable *fields);
void        hw_demo_apply_changes  (const HwDemoWork *work, GHashTable *fields);
char       *hw_demo_format_day     (gint64 time);
const char *hw_demo_get_worker     (const HwDemoWork *work);
const char *hw_demo_get_interpreter (const HwDemoWork *work);
const char *hw_demo_get_capacity   (const HwDemoWork *work);

/* -- hw-demo-cases.c -- */
gboolean    hw_demo_has_left       (const HwDemo *demo, guint person, gint64 time);

G_END_DECLS
