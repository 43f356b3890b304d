/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"

#include "config.h"

#include "hw-open311-answer.h"

/* Any bytes as the answer of a GeoReport server: what is read of it is text. */

#define NOW (G_GINT64_CONSTANT (1763850000) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_node (const HwOpen311Node *node)
{
  g_assert_true (node->text == NULL || (*node->text != '\0' && g_utf8_validate (node->text, -1, NULL)));
  g_assert_true (node->name == NULL || g_utf8_validate (node->name, -1, NULL));
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    check_node (g_ptr_array_index (node->children, i));
}

static void
read_records (const HwOpen311Node *root)
{
  g_autoptr (GPtrArray) requests = hw_open311_list_requests (root, NULL);
  g_autoptr (GPtrArray) services = hw_open311_list_services (root, NULL);
  g_autoptr (GPtrArray) attributes = hw_open311_list_attributes (root, NULL);
  HwOpen311Format format;
  g_autofree char *endpoint = hw_open311_find_endpoint (root, &format, NULL);
  g_autofree char *refusal = hw_open311_dup_refusal (root);

  g_assert_true (refusal == NULL || g_utf8_validate (refusal, -1, NULL));
}

/* Every request is a report, or says why not. */
static void
make_reports (const HwOpen311Node *root)
{
  g_autoptr (GPtrArray) requests = hw_open311_node_collect (root, "service_request_id");
  g_autoptr (HwDateReader) dates = hw_date_reader_new (HW_DATE_ORDER_YMD, NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HwReport) report = hw_open311_make_report (g_ptr_array_index (requests, i), "city.example", dates, NOW, &error);

      g_assert_true ((report == NULL) == (error != NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (HwOpen311Node) root = hw_open311_read (bytes, NULL);

  if (root == NULL)
    return 0;
  check_node (root);
  read_records (root);
  make_reports (root);
  return 0;
}
