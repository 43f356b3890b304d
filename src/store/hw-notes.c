/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "hw-json-shape.h"
#include "hw-notes.h"
#include "hw-store.h"

/*
 * Merging of notes that each say all that is known of a person or a partner
 * (DESIGN, section 5, rule 2). A note *says* a field where its value is another
 * than what its parents show together, and where it settles the field by name;
 * everything else in it is only carried along. Of what was said of a field,
 * that holds which no later note has said anew: one value, or several that
 * were said at the same time, of which the greatest stamp is shown meanwhile.
 * All of it follows from the set of notes, in whatever order they came.
 *
 * Numbers (when somebody was met) are carried by the same rule but are no
 * question to anybody, and so never a conflict.
 */

#define SETTLES "settles"   /* the field that a note answers with the value it carries */

typedef struct
{
  HwStamp     stamp;
  char       *author;        /* (owned) */
  gint64      recorded_at;
  JsonObject *fields;        /* (owned) */
  char       *settles;       /* (owned) (nullable) */
  guint8     *before;        /* (owned): for each earlier note whether this one knew of it */
  GArray     *parents;       /* (owned) (element-type guint): those that are here */
  GHashTable *said;          /* (owned) (element-type utf8 GArray): by field, the notes whose word holds here, in the order of their stamps */
} Note;

struct _HwNotes
{
  GPtrArray  *notes;    /* (owned) (element-type Note), in the order of their stamps: parents first */
  GPtrArray  *names;    /* (owned) (element-type utf8): every field that any of them has */
  GHashTable *said;     /* (owned) (element-type utf8 GArray): as in a note that had all heads as its parents */
};

static void
note_free (gpointer pointer)
{
  Note *note = pointer;

  g_free (note->author);
  g_clear_pointer (&note->fields, json_object_unref);
  g_free (note->settles);
  g_free (note->before);
  g_array_unref (note->parents);
  g_hash_table_unref (note->said);
  g_free (note);
}

/**
 * hw_notes_free:
 * @self: (nullable): notes
 *
 * Frees them.
 */
void
hw_notes_free (HwNotes *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->said, g_hash_table_unref);
  g_free (self);
}

/* -- reading ------------------------------------------------------------------------------------------------------- */

static const Note *
get_note (HwNotes *self,
          guint    position)
{
  return g_ptr_array_index (self->notes, position);
}

static void
add_parent (HwNotes      *self,
            Note         *note,
            const guint8 *ref)
{
  gint64 number;
  HwId device;

  hw_entry_ref_read (ref, &device, &number);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *earlier = get_note (self, i);

      if (earlier->stamp.number != number || !hw_id_equal (&earlier->stamp.device, &device))
        continue;
      g_array_append_val (note->parents, i);
      note->before[i] = 1;
      for (guint n = 0; n < i; n++)
        note->before[n] |= earlier->before[n];
    }
}

/* What cannot be read says nothing; verify tells of it. */
static JsonObject *
read_fields (const char *body)
{
  g_autoptr (JsonNode) root = hw_json_is_modest (body, strlen (body), HW_BODY_MAX_DEPTH, G_MAXUINT) ? json_from_string (body, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : json_object_new ();
}

static void
add_names (HwNotes    *self,
           JsonObject *fields)
{
  JsonObjectIter members;
  const char *name;

  json_object_iter_init (&members, fields);
  while (json_object_iter_next (&members, &name, NULL))
    if (!g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL))
      g_ptr_array_add (self->names, g_strdup (name));
}

static void
add_note (HwNotes     *self,
          HwStatement *row)
{
  Note *note = g_new0 (Note, 1);
  gsize length = 0;
  const guint8 *parents;

  hw_get_stamp (row, 0, &note->stamp);
  note->author = g_strdup (hw_statement_get_text (row, 3));
  note->recorded_at = hw_statement_get_int (row, 4);
  note->fields = read_fields (hw_statement_get_text (row, 5));
  note->settles = g_strdup (json_object_get_string_member_with_default (note->fields, SETTLES, NULL));
  json_object_remove_member (note->fields, SETTLES);
  note->before = g_new0 (guint8, self->notes->len + 1);
  note->parents = g_array_new (FALSE, FALSE, sizeof (guint));
  note->said = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  parents = hw_statement_get_blob (row, 6, &length);
  for (gsize i = 0; i + HW_ENTRY_REF_LENGTH <= length; i += HW_ENTRY_REF_LENGTH)
    add_parent (self, note, parents + i);
  add_names (self, note->fields);
  g_ptr_array_add (self->notes, note);
}

/* -- merging ------------------------------------------------------------------------------------------------------- */

/* The value that @note has of a field; %NULL where it has none. */
static JsonNode *
get_value (const Note *note,
           const char *name)
{
  return json_object_get_member (note->fields, name);
}

static gboolean
is_same_value (JsonNode *a,
               JsonNode *b)
{
  return a == b || (a != NULL && b != NULL && json_node_equal (a, b));
}

static void
add_said (GArray *said,
          guint   note)
{
  guint at = 0;

  while (at < said->len && g_array_index (said, guint, at) < note)
    at++;
  if (at == said->len || g_array_index (said, guint, at) != note)
    g_array_insert_val (said, at, note);
}

/* What holds where all of @notes are known: what each of them holds, less what another one knew when it said the field anew. */
static GArray *
join_said (HwNotes    *self,
           GArray     *notes,
           const char *name)
{
  GArray *said = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < notes->len; i++)
    {
      GArray *of_one = g_hash_table_lookup (get_note (self, g_array_index (notes, guint, i))->said, name);

      for (guint n = 0; of_one != NULL && n < of_one->len; n++)
        add_said (said, g_array_index (of_one, guint, n));
    }
  for (guint i = said->len; i > 0; i--)
    for (guint n = i; n < said->len; n++)
      if (get_note (self, g_array_index (said, guint, n))->before[g_array_index (said, guint, i - 1)])
        {
          g_array_remove_index (said, i - 1);
          break;
        }
  return said;
}

static JsonNode *
get_shown (HwNotes    *self,
           GArray     *said,
           const char *name)
{
  return said->len == 0 ? NULL : get_value (get_note (self, g_array_index (said, guint, said->len - 1)), name);
}

static void
find_said (HwNotes *self,
           guint    position)
{
  const Note *note = get_note (self, position);

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      GArray *said = join_said (self, note->parents, name);

      if (g_strcmp0 (note->settles, name) == 0 || !is_same_value (get_value (note, name), get_shown (self, said, name)))
        {
          g_array_set_size (said, 0);
          g_array_append_val (said, position);
        }
      g_hash_table_insert (note->said, self->names->pdata[i], said);
    }
}

static void
merge (HwNotes *self)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->notes->len; i++)
    {
      gboolean is_head = TRUE;

      find_said (self, i);
      for (guint n = i + 1; n < self->notes->len && is_head; n++)
        is_head = !get_note (self, n)->before[i];
      if (is_head)
        g_array_append_val (heads, i);
    }
  for (guint i = 0; i < self->names->len; i++)
    g_hash_table_insert (self->said, self->names->pdata[i], join_said (self, heads, self->names->pdata[i]));
}

/**
 * hw_notes_read:
 * @tables: the tables
 * @kind: "person.noted" or "partner.noted"
 * @subject: whom or what they are about
 * @error: return location
 *
 * Reads every note about one thing that the journal has, and merges them.
 * Erased ones say nothing.
 *
 * Returns: (transfer full) (nullable): at least one note; %NULL with @error set, or without where there is none
 */
HwNotes *
hw_notes_read (HwTables    *tables,
               const char  *kind,
               const HwId  *subject,
               GError     **error)
{
  HwStatement *list = hw_connection_get (tables->connection,
    "SELECT e.lamport, d.device, e.number, e.author, e.recorded_at, e.body, e.parents FROM entry e JOIN device d ON d.id = e.device"
    " WHERE e.subject = ? AND e.kind = ? AND e.kind <> 'report.received' AND e.body IS NOT NULL ORDER BY e.lamport, d.device, e.number", error);
  g_autoptr (HwNotes) self = NULL;
  gboolean found;

  if (list == NULL)
    return NULL;
  self = g_new0 (HwNotes, 1);
  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  hw_bind_id (list, 1, subject);
  hw_statement_bind_text (list, 2, kind);
  while (hw_statement_step_row (list, &found, error))
    {
      if (found)
        {
          add_note (self, list);
          continue;
        }
      if (self->notes->len == 0)
        return NULL;
      merge (self);
      return g_steal_pointer (&self);
    }
  return NULL;
}

/* -- what came of it ----------------------------------------------------------------------------------------------- */

/**
 * hw_notes_get_stamp:
 * @self: notes
 *
 * Returns: (transfer none): the greatest stamp of all of them
 */
const HwStamp *
hw_notes_get_stamp (HwNotes *self)
{
  return &get_note (self, self->notes->len - 1)->stamp;
}

static JsonObject *
make_shown (HwNotes *self)
{
  JsonObject *shown = json_object_new ();

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      JsonNode *value = get_shown (self, g_hash_table_lookup (self->said, name), name);

      if (value != NULL)
        json_object_set_member (shown, name, json_node_copy (value));
    }
  return shown;
}

static char *
write_object (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

/**
 * hw_notes_dup_merged:
 * @self: notes
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the body of a note that says what is shown
 */
HwBody *
hw_notes_dup_merged (HwNotes *self,
                     GError **error)
{
  g_autoptr (JsonObject) shown = make_shown (self);
  g_autofree char *text = write_object (shown);

  return hw_body_parse (text, strlen (text), error);
}

/**
 * hw_notes_settle:
 * @self: notes
 * @body: text to replace
 * @field: of which different values were said
 * @value: the one that holds; "" for none
 *
 * Writes the body of a note that carries on everything else and settles @field.
 */
void
hw_notes_settle (HwNotes    *self,
                 GString    *body,
                 const char *field,
                 const char *value)
{
  g_autoptr (JsonObject) shown = make_shown (self);
  g_autofree char *text = NULL;

  json_object_remove_member (shown, field);
  if (*value != '\0')
    json_object_set_string_member (shown, field, value);
  json_object_set_string_member (shown, SETTLES, field);
  text = write_object (shown);
  g_string_assign (body, text);
}

static const char *
get_words (JsonNode *value)
{
  return value != NULL && json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : "";
}

static gboolean
is_number (JsonNode *value)
{
  return value != NULL && json_node_get_value_type (value) != G_TYPE_STRING;
}

static gboolean
is_agreed (HwNotes    *self,
           GArray     *said,
           const char *name)
{
  JsonNode *shown = get_shown (self, said, name);

  for (guint i = 0; i < said->len; i++)
    {
      JsonNode *value = get_value (get_note (self, g_array_index (said, guint, i)), name);

      if (is_number (value))
        return TRUE;
      if (!is_same_value (value, shown))
        return FALSE;
    }
  return TRUE;
}

/**
 * hw_notes_add_conflicts:
 * @self: notes
 * @conflicts: (element-type HwConflict): where to add
 *
 * Adds every value of a field of which different ones were said at the same
 * time; the last of each field is the one that is shown.
 */
void
hw_notes_add_conflicts (HwNotes   *self,
                        GPtrArray *conflicts)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = self->names->pdata[i];
      GArray *said = g_hash_table_lookup (self->said, name);

      if (is_agreed (self, said, name))
        continue;
      for (guint n = 0; n < said->len; n++)
        {
          const Note *note = get_note (self, g_array_index (said, guint, n));
          HwConflict *conflict = g_new0 (HwConflict, 1);

          conflict->field = g_strdup (name);
          conflict->value = g_strdup (get_words (get_value (note, name)));
          conflict->author = g_strdup (note->author);
          conflict->recorded_at = note->recorded_at;
          g_ptr_array_add (conflicts, conflict);
        }
    }
}
