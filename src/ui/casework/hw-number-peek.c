/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "hw-number-peek.h"
#include "hw-problem.h"
#include "hw-record-words.h"

/* Lets the number of a document be seen for half a minute. That it was asked for
 * is recorded first; where that does not work, nothing is seen.
 *
 * Signal "changed": another number may be seen, or none any more. */

#define SECONDS_SHOWN 30

struct _HwNumberPeek
{
  GObject parent_instance;

  HwSession *session;    /* (owned) */
  HwId       shown;      /* nil: none */
  guint      hide_id;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwNumberPeek, hw_number_peek, G_TYPE_OBJECT)

typedef struct
{
  HwNumberPeek *self;       /* (owned) */
  GtkWidget    *widget;     /* (owned): to say a problem beside */
  HwId          document;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->self);
  g_object_unref (request->widget);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
hide_cb (gpointer user_data)
{
  HwNumberPeek *self = user_data;

  self->hide_id = 0;
  hw_number_peek_forget (self);
  return G_SOURCE_REMOVE;
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Request) request = user_data;
  HwNumberPeek *self = request->self;
  g_autoptr (GError) error = NULL;

  if (!hw_session_add_record_finish (HW_SESSION (object), result, NULL, &error))
    {
      hw_problem_show (request->widget, _("The number stays hidden"), error);
      return;
    }
  if (gtk_widget_get_root (request->widget) == NULL)
    return;
  self->shown = request->document;
  g_clear_handle_id (&self->hide_id, g_source_remove);
  self->hide_id = g_timeout_add_seconds (SECONDS_SHOWN, hide_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hw_number_peek_dispose (GObject *object)
{
  HwNumberPeek *self = HW_NUMBER_PEEK (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_number_peek_parent_class)->dispose (object);
}

static void
hw_number_peek_class_init (HwNumberPeekClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hw_number_peek_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hw_number_peek_init (HwNumberPeek *self)
{
}

/**
 * hw_number_peek_new:
 * @session: the session
 *
 * Returns: (transfer full): with no number to be seen
 */
HwNumberPeek *
hw_number_peek_new (HwSession *session)
{
  HwNumberPeek *self = g_object_new (HW_TYPE_NUMBER_PEEK, NULL);

  self->session = g_object_ref (session);
  return self;
}

/**
 * hw_number_peek_ask:
 * @self: a peek
 * @widget: a widget of the window
 * @case_: a case
 * @document: the identity of one of its documents
 *
 * Records that the number is shown; "changed" says when it is.
 */
void
hw_number_peek_ask (HwNumberPeek *self,
                    GtkWidget    *widget,
                    const HwCase *case_,
                    const char   *document)
{
  HwCaseRecord *found = hw_record_words_find (case_, document);
  g_autoptr (HwCaseRecord) record = NULL;
  Request *request;

  if (found == NULL || found->kind != HW_CASE_RECORD_DOCUMENT)
    return;
  record = hw_case_record_new (HW_CASE_RECORD_NUMBER_SHOWN, g_get_real_time ());
  hw_case_record_set (record, HW_RECORD_OF, document);
  request = g_new0 (Request, 1);
  request->self = g_object_ref (self);
  request->widget = g_object_ref (widget);
  request->document = found->id;
  hw_session_add_record_async (self->session, &case_->id, record, recorded_cb, request);
}

/**
 * hw_number_peek_get_shown:
 * @self: a peek
 *
 * Returns: (transfer none) (nullable): the document whose number may be seen
 */
const HwId *
hw_number_peek_get_shown (HwNumberPeek *self)
{
  return hw_id_is_nil (&self->shown) ? NULL : &self->shown;
}

/**
 * hw_number_peek_forget:
 * @self: a peek
 *
 * Nothing may be seen any more.
 */
void
hw_number_peek_forget (HwNumberPeek *self)
{
  if (hw_id_is_nil (&self->shown))
    return;
  self->shown = (HwId) { { 0 } };
  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
}
