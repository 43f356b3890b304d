/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-call-draft.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "hw-time-words.h"

/*
 * Drafts live in the session's setting "call-drafts", inside the encrypted
 * file, as a JSON array; see hw_call_drafts_to_text(). A draft that an older or
 * newer Homeward wrote is read as far as it is understood.
 */

struct _HwCallDraft
{
  GObject parent_instance;

  gint64 started_at;                      /* µs UTC */
  char *texts[HW_N_DRAFT_TEXTS];          /* (owned) (nullable) */
  int numbers[HW_N_DRAFT_NUMBERS];
  HwPoint point;
  double precision_m;
};

/* Emitted when anything of the draft changed. */
enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwCallDraft, hw_call_draft, G_TYPE_OBJECT)

static const char * const text_names[HW_N_DRAFT_TEXTS] = { "where", "when", "appearance", "worries", "language", "caller", "phone", "same" };
static const char * const number_names[HW_N_DRAFT_NUMBERS] = { "channel", "people", "age", "knows", "usually", "answer", "concerns" };
static const int number_limits[HW_N_DRAFT_NUMBERS] = { HW_N_CHANNELS - 1, 9999, HW_N_AGES - 1, HW_ANSWER_YES, HW_N_USUALLY - 1, HW_N_REPLIES - 1, (1 << HW_N_CONCERNS) - 1 };

static void
hw_call_draft_finalize (GObject *object)
{
  HwCallDraft *self = HW_CALL_DRAFT (object);

  for (guint i = 0; i < HW_N_DRAFT_TEXTS; i++)
    g_free (self->texts[i]);
  G_OBJECT_CLASS (hw_call_draft_parent_class)->finalize (object);
}

static void
hw_call_draft_class_init (HwCallDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hw_call_draft_finalize;
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_CALL_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_call_draft_init (HwCallDraft *self)
{
  self->point = HW_POINT_UNKNOWN;
  for (guint i = 0; i < HW_N_DRAFT_NUMBERS; i++)
    self->numbers[i] = -1;
}

/**
 * hw_call_draft_new:
 * @started_at: when the call began, µs UTC
 *
 * Returns: (transfer full): an empty draft
 */
HwCallDraft *
hw_call_draft_new (gint64 started_at)
{
  HwCallDraft *self = g_object_new (HW_TYPE_CALL_DRAFT, NULL);

  self->started_at = started_at;
  return self;
}

/**
 * hw_call_draft_get_started:
 * @self: a draft
 *
 * Returns: when the call began, µs UTC
 */
gint64
hw_call_draft_get_started (HwCallDraft *self)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self), 0);
  return self->started_at;
}

/**
 * hw_call_draft_get_text:
 * @self: a draft
 * @which: which words
 *
 * Returns: (transfer none): as typed, "" for nothing
 */
const char *
hw_call_draft_get_text (HwCallDraft *self,
                        HwDraftText  which)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self) && which < HW_N_DRAFT_TEXTS, "");
  return self->texts[which] ? self->texts[which] : "";
}

/**
 * hw_call_draft_set_text:
 * @self: a draft
 * @which: which words
 * @text: (nullable): as typed
 *
 * Returns: whether that was a change
 */
gboolean
hw_call_draft_set_text (HwCallDraft *self,
                        HwDraftText  which,
                        const char  *text)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self) && which < HW_N_DRAFT_TEXTS, FALSE);

  if (strcmp (hw_call_draft_get_text (self, which), text ? text : "") == 0)
    return FALSE;
  g_free (self->texts[which]);
  self->texts[which] = g_strdup (text);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/**
 * hw_call_draft_get_number:
 * @self: a draft
 * @which: which answer
 *
 * Returns: a value of the answer's enum, how many people, or a set of #HwConcerns; -1 while there is no answer
 */
int
hw_call_draft_get_number (HwCallDraft  *self,
                          HwDraftNumber which)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self) && which < HW_N_DRAFT_NUMBERS, -1);
  return self->numbers[which];
}

/**
 * hw_call_draft_set_number:
 * @self: a draft
 * @which: which answer
 * @number: as hw_call_draft_get_number() gives it
 *
 * Returns: whether that was a change
 */
gboolean
hw_call_draft_set_number (HwCallDraft  *self,
                          HwDraftNumber which,
                          int           number)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self) && which < HW_N_DRAFT_NUMBERS, FALSE);

  number = CLAMP (number, -1, number_limits[which]);
  if (self->numbers[which] == number)
    return FALSE;
  self->numbers[which] = number;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/**
 * hw_call_draft_dup_same:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type gint64): rows of the reports of which was said that they are of the same people
 */
GArray *
hw_call_draft_dup_same (HwCallDraft *self)
{
  g_auto (GStrv) words = g_strsplit (hw_call_draft_get_text (self, HW_DRAFT_SAME), " ", -1);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++)
    {
      gint64 row = g_ascii_strtoll (words[i], NULL, 10);

      if (row > 0)
        g_array_append_val (rows, row);
    }
  return rows;
}

/**
 * hw_call_draft_set_same:
 * @self: a draft
 * @row: of a report
 * @same: whether it is of the same people
 *
 * Keeps it until the report is taken and can be linked.
 */
void
hw_call_draft_set_same (HwCallDraft *self,
                        gint64       row,
                        gboolean     same)
{
  g_autoptr (GArray) rows = hw_call_draft_dup_same (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) != row)
      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? " " : "", g_array_index (rows, gint64, i));
  if (same)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? " " : "", row);
  hw_call_draft_set_text (self, HW_DRAFT_SAME, text->str);
}

/**
 * hw_call_draft_get_point:
 * @self: a draft
 * @precision_m: (out) (optional): how far off it may be, in metres
 *
 * Returns: the point on the map, %HW_POINT_UNKNOWN while there is none
 */
HwPoint
hw_call_draft_get_point (HwCallDraft *self,
                         double      *precision_m)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self), HW_POINT_UNKNOWN);

  if (precision_m != NULL)
    *precision_m = self->precision_m;
  return self->point;
}

/**
 * hw_call_draft_set_point:
 * @self: a draft
 * @point: (nullable): a point, %NULL for none
 * @precision_m: how far off it may be, in metres
 */
void
hw_call_draft_set_point (HwCallDraft   *self,
                         const HwPoint *point,
                         double         precision_m)
{
  HwPoint unknown = HW_POINT_UNKNOWN;

  g_return_if_fail (HW_IS_CALL_DRAFT (self));

  self->point = point != NULL && hw_point_is_valid (point) ? *point : unknown;
  self->precision_m = hw_point_is_valid (&self->point) ? precision_m : 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * hw_call_draft_set_phone:
 * @self: a draft
 * @phone: the number that the telephone gave
 *
 * Fills in who calls. A number that nobody typed is kept in the report only where
 * the caller wants an answer.
 */
void
hw_call_draft_set_phone (HwCallDraft *self,
                         const char  *phone)
{
  g_return_if_fail (HW_IS_CALL_DRAFT (self) && phone != NULL);

  hw_call_draft_set_text (self, HW_DRAFT_PHONE, phone);
  hw_call_draft_set_text (self, HW_DRAFT_CALLER, phone);
}

/**
 * hw_call_draft_is_empty:
 * @self: a draft
 *
 * Returns: whether nothing was taken down yet
 */
gboolean
hw_call_draft_is_empty (HwCallDraft *self)
{
  g_return_val_if_fail (HW_IS_CALL_DRAFT (self), TRUE);

  for (guint i = 0; i < HW_N_DRAFT_TEXTS; i++)
    if (self->texts[i] != NULL && *self->texts[i] != '\0')
      return FALSE;
  for (guint i = 0; i < HW_N_DRAFT_NUMBERS; i++)
    if (self->numbers[i] > 0)
      return FALSE;
  return !hw_point_is_valid (&self->point);
}

/* -- to a report -- */

static const char *
nullify (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static gboolean
looks_like_contact (const char *text)
{
  guint digits = 0;

  if (strchr (text, '@') != NULL)
    return TRUE;
  for (const char *c = text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c) ? 1 : 0;
  return digits >= 5;
}

/* "night porter, 5550 0147" is a name and a number; either alone is what it looks like. */
static void
split_caller (const char *text,
              char      **name,
              char      **contact)
{
  const char *comma = strrchr (text, ',');

  *name = *contact = NULL;
  if (comma != NULL && looks_like_contact (comma + 1))
    {
      *name = g_strstrip (g_strndup (text, comma - text));
      *contact = g_strstrip (g_strdup (comma + 1));
    }
  else if (looks_like_contact (text))
    *contact = g_strstrip (g_strdup (text));
  else
    *name = g_strstrip (g_strdup (text));
}

/* Who calls is kept for the answer alone: not where none is wanted, nor where only the telephone said a number and nobody asked. */
static gboolean
keeps_caller (HwCallDraft *self)
{
  const char *phone = hw_call_draft_get_text (self, HW_DRAFT_PHONE);
  int wish = self->numbers[HW_DRAFT_ANSWER];

  if (wish == HW_REPLY_NO)
    return FALSE;
  return wish >= 0 || *phone == '\0' || strcmp (phone, hw_call_draft_get_text (self, HW_DRAFT_CALLER)) != 0;
}

/* Words that say no time are kept with the worries, in @kept, and the time is as rough as it gets. */
static void
understand_when (HwCallDraft *self,
                 HwReport    *report,
                 GTimeZone   *zone,
                 char       **kept)
{
  const char *when = hw_call_draft_get_text (self, HW_DRAFT_WHEN);

  /* Said while it is seen, unless the caller says otherwise. */
  report->seen_at = self->started_at;
  report->seen_precision = (gint64) 15 * 60 * G_USEC_PER_SEC;
  if (*when == '\0')
    return;
  if (!hw_time_words_parse (when, self->started_at, zone, &report->seen_at, &report->seen_precision, NULL))
    {
      report->seen_precision = (gint64) 12 * 3600 * G_USEC_PER_SEC;
      *kept = g_strdup_printf ("%s%s“%s”", report->worries ? report->worries : "", report->worries ? " " : "", when);
      report->worries = *kept;
    }
}

static int
answer_or (HwCallDraft  *self,
           HwDraftNumber which,
           int           otherwise)
{
  return self->numbers[which] >= 0 ? self->numbers[which] : otherwise;
}

/**
 * hw_call_draft_dup_report:
 * @self: a draft
 * @now: when the report is taken, µs UTC
 * @zone: the zone of the caller's "last night"
 *
 * The report as it stands. Times are understood from when the call began; words
 * that say no time are kept, and the report says that its time is rough.
 *
 * Returns: (transfer full): a report, not checked yet
 */
HwReport *
hw_call_draft_dup_report (HwCallDraft *self,
                          gint64       now,
                          GTimeZone   *zone)
{
  g_autofree char *name = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *place = g_strstrip (g_strdup (hw_call_draft_get_text (self, HW_DRAFT_WHERE)));
  HwReport report = {
    .channel = answer_or (self, HW_DRAFT_CHANNEL, HW_CHANNEL_PHONE),
    .status = HW_REPORT_NEW,
    .received_at = now,
    .point = self->point,
    .point_precision_m = self->precision_m,
    .place = nullify (place),
    .people = answer_or (self, HW_DRAFT_PEOPLE, 0),
    .age = answer_or (self, HW_DRAFT_AGE, HW_AGE_UNKNOWN),
    .usually_there = answer_or (self, HW_DRAFT_USUALLY, HW_USUALLY_UNKNOWN),
    .knows_of_call = answer_or (self, HW_DRAFT_KNOWS, HW_ANSWER_UNKNOWN),
    .reply_wish = answer_or (self, HW_DRAFT_ANSWER, HW_REPLY_NO),
    .concerns = answer_or (self, HW_DRAFT_CONCERNS, 0),
    .appearance = nullify (self->texts[HW_DRAFT_APPEARANCE]),
    .worries = nullify (self->texts[HW_DRAFT_WORRIES]),
    .language = nullify (self->texts[HW_DRAFT_LANGUAGE]),
  };

  g_return_val_if_fail (HW_IS_CALL_DRAFT (self), NULL);

  if (keeps_caller (self))
    split_caller (hw_call_draft_get_text (self, HW_DRAFT_CALLER), &name, &contact);
  report.caller_name = nullify (name);
  report.caller_contact = nullify (contact);
  understand_when (self, &report, zone, &kept);
  return hw_report_new (&report);
}

/* -- keeping -- */

static void
write_draft (JsonBuilder *builder,
             HwCallDraft *draft)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "started");
  json_builder_add_int_value (builder, draft->started_at);
  for (guint i = 0; i < HW_N_DRAFT_TEXTS; i++)
    if (draft->texts[i] != NULL && *draft->texts[i] != '\0')
      {
        json_builder_set_member_name (builder, text_names[i]);
        json_builder_add_string_value (builder, draft->texts[i]);
      }
  for (guint i = 0; i < HW_N_DRAFT_NUMBERS; i++)
    if (draft->numbers[i] >= 0)
      {
        json_builder_set_member_name (builder, number_names[i]);
        json_builder_add_int_value (builder, draft->numbers[i]);
      }
  if (hw_point_is_valid (&draft->point))
    {
      json_builder_set_member_name (builder, "latitude");
      json_builder_add_double_value (builder, draft->point.latitude);
      json_builder_set_member_name (builder, "longitude");
      json_builder_add_double_value (builder, draft->point.longitude);
      json_builder_set_member_name (builder, "precision");
      json_builder_add_double_value (builder, draft->precision_m);
    }
  json_builder_end_object (builder);
}

/**
 * hw_call_drafts_to_text:
 * @drafts: (element-type HwCallDraft): the open calls
 *
 * Returns: (transfer full) (nullable): JSON of those that hold anything, %NULL when none does
 */
char *
hw_call_drafts_to_text (GListModel *drafts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  guint n = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (drafts); i++)
    {
      g_autoptr (HwCallDraft) draft = g_list_model_get_item (drafts, i);

      if (hw_call_draft_is_empty (draft))
        continue;
      write_draft (builder, draft);
      n++;
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  return n > 0 ? json_to_string (root, FALSE) : NULL;
}

static void
read_member (JsonObject *object,
             const char *name,
             JsonNode   *node,
             gpointer    user_data)
{
  HwCallDraft *draft = user_data;
  GType type = json_node_get_value_type (node);

  for (guint i = 0; i < HW_N_DRAFT_TEXTS; i++)
    if (strcmp (name, text_names[i]) == 0 && type == G_TYPE_STRING)
      hw_call_draft_set_text (draft, i, json_node_get_string (node));
  for (guint i = 0; i < HW_N_DRAFT_NUMBERS; i++)
    if (strcmp (name, number_names[i]) == 0 && type == G_TYPE_INT64)
      hw_call_draft_set_number (draft, i, (int) CLAMP (json_node_get_int (node), -1, G_MAXINT));
}

static HwCallDraft *
read_draft (JsonObject *object)
{
  HwCallDraft *draft = hw_call_draft_new (json_object_get_int_member_with_default (object, "started", 0));
  HwPoint point;

  json_object_foreach_member (object, read_member, draft);
  if (json_object_has_member (object, "latitude") && json_object_has_member (object, "longitude"))
    {
      point.latitude = json_object_get_double_member_with_default (object, "latitude", G_MAXDOUBLE);
      point.longitude = json_object_get_double_member_with_default (object, "longitude", G_MAXDOUBLE);
      hw_call_draft_set_point (draft, &point, json_object_get_double_member_with_default (object, "precision", 0));
    }
  return draft;
}

/**
 * hw_call_drafts_from_text:
 * @text: (nullable): as hw_call_drafts_to_text() gave it
 * @drafts: (element-type HwCallDraft): where to add them
 */
void
hw_call_drafts_from_text (const char *text,
                          GListStore *drafts)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;
  JsonArray *array;

  if (text == NULL || !json_parser_load_from_data (parser, text, -1, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (HwCallDraft) draft = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      draft = read_draft (json_node_get_object (node));
      g_list_store_append (drafts, draft);
    }
}
