/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the workspace remembers the other servers in. */
#define HW_OTHER_SERVERS "other-servers"

/**
 * HwOtherService:
 * @code: by which its server knows it
 * @name: (nullable): what its server calls it
 *
 * What another server takes requests for.
 */
typedef struct
{
  char *code;   /* (owned) */
  char *name;   /* (owned) (nullable) */
} HwOtherService;

HwOtherService *hw_other_service_new  (const char     *code,
                                       const char     *name);
void            hw_other_service_free (HwOtherService *self);

/**
 * HwOtherServer:
 * @address: of the server, or of its discovery document
 * @jurisdiction: (nullable): the jurisdiction_id, of a server that has several
 * @services: (element-type HwOtherService): whose requests are taken in
 * @api_key: (nullable): which it wants before it takes news
 * @is_told: whether it is told what was done about its requests
 *
 * Another GeoReport v2 server, a city's, whose requests the team takes in.
 */
typedef struct
{
  char      *address;        /* (owned) */
  char      *jurisdiction;   /* (owned) (nullable) */
  GPtrArray *services;       /* (owned) */
  char      *api_key;        /* (owned) (nullable) */
  gboolean   is_told;
} HwOtherServer;

HwOtherServer *hw_other_server_new          (const char          *address,
                                             const char          *jurisdiction);
HwOtherServer *hw_other_server_copy         (const HwOtherServer *self);
void           hw_other_server_free         (HwOtherServer       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwOtherServer, hw_other_server_free)

void           hw_other_server_add_service  (HwOtherServer       *self,
                                             const char          *code,
                                             const char          *name);
GPtrArray     *hw_other_servers_from_string (const char          *text);
char          *hw_other_servers_to_string   (const GPtrArray     *servers);

G_END_DECLS
