/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Homeward"
#include "config.h"

#include "hw-other-server.h"

#include <sodium.h>
#include <string.h>

#include "hw-json-members.h"

/* The other servers are remembered in the encrypted file, as
 * [{"address": "https://…", "jurisdiction": "…", "services": [{"code": "…", "name": "…"}], "api-key": "…", "told": true}]. */

HwOtherService *
hw_other_service_new (const char *code,
                      const char *name)
{
  HwOtherService *self = g_new0 (HwOtherService, 1);

  self->code = g_strdup (code);
  self->name = g_strdup (name);
  return self;
}

void
hw_other_service_free (HwOtherService *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

/**
 * hw_other_server_new:
 * @address: of the server, or of its discovery document
 * @jurisdiction: (nullable): the jurisdiction_id, of a server that has several; empty is the same as none
 *
 * Returns: (transfer full): a server with no services yet
 */
HwOtherServer *
hw_other_server_new (const char *address,
                     const char *jurisdiction)
{
  HwOtherServer *self = g_new0 (HwOtherServer, 1);

  self->address = g_strdup (address);
  self->jurisdiction = jurisdiction != NULL && *jurisdiction != '\0' ? g_strdup (jurisdiction) : NULL;
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_other_service_free);
  return self;
}

/**
 * hw_other_server_copy:
 * @self: a server
 *
 * Returns: (transfer full): the same
 */
HwOtherServer *
hw_other_server_copy (const HwOtherServer *self)
{
  HwOtherServer *copy = hw_other_server_new (self->address, self->jurisdiction);

  for (guint i = 0; i < self->services->len; i++)
    {
      const HwOtherService *service = g_ptr_array_index (self->services, i);

      hw_other_server_add_service (copy, service->code, service->name);
    }
  copy->api_key = g_strdup (self->api_key);
  copy->is_told = self->is_told;
  return copy;
}

/**
 * hw_other_server_free:
 * @self: (nullable): a server
 */
void
hw_other_server_free (HwOtherServer *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->jurisdiction);
  g_ptr_array_unref (self->services);
  if (self->api_key != NULL)
    sodium_memzero (self->api_key, strlen (self->api_key));
  g_free (self->api_key);
  g_free (self);
}

/**
 * hw_other_server_add_service:
 * @self: a server
 * @code: by which it knows the service
 * @name: (nullable): what it calls it
 *
 * Has requests for this service taken in.
 */
void
hw_other_server_add_service (HwOtherServer *self,
                             const char    *code,
                             const char    *name)
{
  g_ptr_array_add (self->services, hw_other_service_new (code, name));
}

/* -- in the workspace -- */

static void
read_service (JsonArray *array,
              guint      index,
              JsonNode  *node,
              gpointer   server)
{
  JsonObject *object = hw_json_get_object (node);
  const char *code = object != NULL ? hw_json_get_text_member (object, "code") : NULL;

  if (code != NULL)
    hw_other_server_add_service (server, code, hw_json_get_text_member (object, "name"));
}

static void
read_server (JsonArray *array,
             guint      index,
             JsonNode  *node,
             gpointer   servers)
{
  JsonObject *object = hw_json_get_object (node);
  const char *address = object != NULL ? hw_json_get_text_member (object, "address") : NULL;
  JsonArray *services = object != NULL ? hw_json_get_array (json_object_get_member (object, "services")) : NULL;
  HwOtherServer *server;

  if (address == NULL)
    return;
  server = hw_other_server_new (address, hw_json_get_text_member (object, "jurisdiction"));
  server->api_key = g_strdup (hw_json_get_text_member (object, "api-key"));
  server->is_told = json_object_get_boolean_member_with_default (object, "told", FALSE);
  if (services != NULL)
    json_array_foreach_element (services, read_service, server);
  g_ptr_array_add (servers, server);
}

/**
 * hw_other_servers_from_string:
 * @text: (nullable): what the workspace remembers
 *
 * Returns: (transfer full) (element-type HwOtherServer): the servers that requests are taken in from
 */
GPtrArray *
hw_other_servers_from_string (const char *text)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_other_server_free);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  if (hw_json_get_array (node) != NULL)
    json_array_foreach_element (hw_json_get_array (node), read_server, servers);
  return servers;
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_server (JsonBuilder         *builder,
            const HwOtherServer *server)
{
  json_builder_begin_object (builder);
  add_text (builder, "address", server->address);
  add_text (builder, "jurisdiction", server->jurisdiction);
  add_text (builder, "api-key", server->api_key);
  json_builder_set_member_name (builder, "told");
  json_builder_add_boolean_value (builder, server->is_told);
  json_builder_set_member_name (builder, "services");
  json_builder_begin_array (builder);
  for (guint i = 0; i < server->services->len; i++)
    {
      const HwOtherService *service = g_ptr_array_index (server->services, i);

      json_builder_begin_object (builder);
      add_text (builder, "code", service->code);
      add_text (builder, "name", service->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * hw_other_servers_to_string:
 * @servers: (element-type HwOtherServer): servers
 *
 * Returns: (transfer full): what the workspace remembers
 */
char *
hw_other_servers_to_string (const GPtrArray *servers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < servers->len; i++)
    add_server (builder, g_ptr_array_index (servers, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
