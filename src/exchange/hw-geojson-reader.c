/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "hw-geojson-reader.h"
#include "hw-import.h"

/* A walk over the characters of a JSON text that knows only three things:
 * strings, depth, and the name of the member it is in. That is enough to find
 * the array "features" and to cut out one feature after the other, each of
 * which json-glib then reads. */

/* json-glib calls itself for every level, so a feature of ten thousand brackets would end the stack. */
#define DEPTH_LIMIT 64
#define NAME_LENGTH 16

typedef enum
{
  PLACE_OUTSIDE,       /* before the first object, or between two */
  PLACE_TOP,           /* in an object that may be a collection or a feature */
  PLACE_FEATURES,      /* in the array of features, between two of them */
  PLACE_FEATURE,       /* in one of them */
  PLACE_REST           /* in the object again, behind the array */
} Place;

struct _HwGeojsonReader
{
  HwTextReader    *text;                /* (owned) */
  gsize            limit;
  const char      *at, *end;            /* what is left of the block */
  gboolean         at_end;
  guint64          line;
  Place            place;
  guint            depth;               /* of brackets, from the object at the top */
  guint            feature_depth;       /* the depth that the feature ends at */
  guint            deepest;
  gboolean         in_string, after_backslash;
  char             string[NAME_LENGTH]; /* the beginning of the last string */
  guint            n_string;
  char             name[NAME_LENGTH];   /* of the member of the top object that we are in */
  GString         *captured;            /* (owned) */
  gboolean         is_too_long;
  gboolean         has_nul;
  guint64          n_features;
  guint64          feature_line;
  JsonParser      *parser;              /* (owned) */
  char            *problem;             /* (owned) (nullable) */
  HwGeojsonFeature feature;
};

HwGeojsonReader *
hw_geojson_reader_new (HwTextReader *text,
                       gsize         limit)
{
  HwGeojsonReader *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (HwGeojsonReader, 1);
  self->text = text;
  self->limit = limit;
  self->line = 1;
  self->captured = g_string_new (NULL);
  self->parser = json_parser_new_immutable ();
  return self;
}

void
hw_geojson_reader_free (HwGeojsonReader *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->text, hw_text_reader_free);
  g_string_free (self->captured, TRUE);
  g_clear_object (&self->parser);
  g_free (self->problem);
  g_free (self);
}

static gboolean
fail (HwGeojsonReader  *self,
      GError          **error)
{
  g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED,
               _("This is not GeoJSON: something unexpected stands on line %lu. Nothing was imported."), (gulong) self->line);
  return FALSE;
}

static void
begin_capture (HwGeojsonReader *self)
{
  g_string_truncate (self->captured, 0);
  self->is_too_long = FALSE;
  self->has_nul = FALSE;
  self->deepest = 0;
  self->feature_line = self->line;
}

static void
capture (HwGeojsonReader *self,
         const char      *text,
         gsize            length)
{
  if (self->captured->len + length <= self->limit)
    g_string_append_len (self->captured, text, length);
  else
    self->is_too_long = TRUE;
}

/* -- the walk; each step returns FALSE at what cannot stand there -- */

static void
step_in_string (HwGeojsonReader *self,
                char             c)
{
  if (self->after_backslash)
    self->after_backslash = FALSE;
  else if (c == '\\')
    self->after_backslash = TRUE;
  else if (c == '"')
    {
      self->in_string = FALSE;
      return;
    }
  if (self->n_string + 1 < NAME_LENGTH)
    {
      self->string[self->n_string++] = c;
      self->string[self->n_string] = 0;
    }
}

static void
begin_string (HwGeojsonReader *self)
{
  self->in_string = TRUE;
  self->after_backslash = FALSE;
  self->n_string = 0;
  self->string[0] = 0;
}

static void
open_bracket (HwGeojsonReader *self,
              char             c)
{
  self->depth++;
  self->deepest = MAX (self->deepest, self->depth);
  if (self->place == PLACE_TOP && c == '[' && self->depth == 2 && g_str_equal (self->name, "features"))
    self->place = PLACE_FEATURES;
}

static gboolean
begin_outside (HwGeojsonReader *self,
               char             c)
{
  /* RS begins each text of a sequence. */
  if (g_ascii_isspace (c) || c == '\036')
    return TRUE;
  if (c != '{')
    return FALSE;
  begin_capture (self);
  self->place = PLACE_TOP;
  self->depth = 1;
  self->name[0] = 0;
  return TRUE;
}

static gboolean
step_between_features (HwGeojsonReader *self,
                       char             c)
{
  if (g_ascii_isspace (c) || c == ',')
    return TRUE;
  if (c == ']')
    {
      self->depth--;
      self->place = PLACE_REST;
      return TRUE;
    }
  if (c != '{')
    return FALSE;
  begin_capture (self);
  self->feature_depth = self->depth++;
  self->place = PLACE_FEATURE;
  return TRUE;
}

/* In the top object, in a feature, or behind the array. */
static gboolean
step_in_object (HwGeojsonReader *self,
                char             c,
                gboolean        *complete)
{
  switch (c)
    {
    case '"':
      begin_string (self);
      break;
    case '{':
    case '[':
      open_bracket (self, c);
      break;
    case '}':
    case ']':
      self->depth--;
      if (self->place == PLACE_FEATURE && self->depth == self->feature_depth)
        {
          self->place = PLACE_FEATURES;
          *complete = TRUE;
        }
      else if (self->depth == 0)
        {
          *complete = self->place == PLACE_TOP;
          self->place = PLACE_OUTSIDE;
        }
      break;
    case ':':
      if (self->place == PLACE_TOP && self->depth == 1)
        memcpy (self->name, self->string, NAME_LENGTH);
      break;
    case ',':
      if (self->place == PLACE_TOP && self->depth == 1)
        self->name[0] = 0;
      break;
    case 0:
      self->has_nul = TRUE;
      break;
    default:
      break;
    }
  return TRUE;
}

/* Characters within an object of which none changes anything. */
static gsize
skip_dull (const char *at,
           const char *end)
{
  const char *from = at;

  while (at < end && (g_ascii_isdigit (*at) || *at == ' ' || *at == '.' || *at == '-' || g_ascii_isalpha (*at)))
    at++;
  return at - from;
}

static gboolean
step (HwGeojsonReader *self,
      gboolean        *complete)
{
  char c = *self->at;
  gboolean good = TRUE;

  *complete = FALSE;
  if (c == '\n')
    self->line++;
  if (self->in_string)
    {
      self->has_nul |= c == 0;
      step_in_string (self, c);
    }
  else if (self->place == PLACE_OUTSIDE)
    good = begin_outside (self, c);
  else if (self->place == PLACE_FEATURES)
    good = step_between_features (self, c);
  else
    {
      gsize n = skip_dull (self->at, self->end);

      if (n > 1)
        {
          if (self->place != PLACE_REST)
            capture (self, self->at, n);
          self->at += n;
          return TRUE;
        }
      good = step_in_object (self, c, complete);
    }
  if (good && (self->place == PLACE_TOP || self->place == PLACE_FEATURE || *complete))
    capture (self, self->at, 1);
  self->at++;
  return good;
}

/* -- features -- */

static void
set_problem (HwGeojsonReader *self,
             const char      *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->feature.problem = self->problem;
}

static void
parse_feature (HwGeojsonReader *self)
{
  JsonNode *root;

  self->n_features++;
  self->feature = (HwGeojsonFeature) { .line = self->feature_line, .text = self->captured->str };
  if (self->is_too_long)
    set_problem (self, _("The feature is too long to be a report"));
  else if (self->has_nul)
    set_problem (self, _("The row holds NUL characters"));
  else if (self->deepest > DEPTH_LIMIT)
    set_problem (self, _("The feature has too many brackets within brackets"));
  else if (!json_parser_load_from_data (self->parser, self->captured->str, self->captured->len, NULL)
           || (root = json_parser_get_root (self->parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    set_problem (self, _("The feature is not valid JSON"));
  else
    self->feature.object = json_node_get_object (root);
}

static gboolean
fill (HwGeojsonReader  *self,
      GCancellable     *cancellable,
      GError          **error)
{
  gssize length = hw_text_reader_read (self->text, &self->at, cancellable, error);

  if (length < 0)
    return FALSE;
  self->end = self->at + length;
  self->at_end = length == 0;
  return TRUE;
}

static gboolean
check_end (HwGeojsonReader  *self,
           GError          **error)
{
  if (self->place == PLACE_OUTSIDE)
    return TRUE;
  g_set_error (error, HW_IMPORT_FILE_ERROR, HW_IMPORT_FILE_MALFORMED,
               _("The file stops in the middle, after %lu features. Nothing was imported. Is the download complete?"), (gulong) self->n_features);
  return FALSE;
}

gboolean
hw_geojson_reader_next (HwGeojsonReader         *self,
                        const HwGeojsonFeature **feature,
                        GCancellable            *cancellable,
                        GError                 **error)
{
  g_return_val_if_fail (self != NULL && feature != NULL, FALSE);

  *feature = NULL;
  while (!self->at_end)
    {
      while (self->at < self->end)
        {
          gboolean complete;

          if (!step (self, &complete))
            return fail (self, error);
          if (complete)
            {
              parse_feature (self);
              *feature = &self->feature;
              return TRUE;
            }
        }
      if (!fill (self, cancellable, error))
        return FALSE;
    }
  return check_end (self, error);
}

gboolean
hw_geojson_is_likely (const char *text,
                      gsize       length)
{
  gsize i = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  while (i < length && (g_ascii_isspace (text[i]) || text[i] == '\036'))
    i++;
  return i < length && (text[i] == '{' || text[i] == '[');
}
