/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-travel.h"

G_BEGIN_DECLS

#define HW_STREET_TRAVEL_ERROR (hw_street_travel_error_quark ())
GQuark hw_street_travel_error_quark (void);

/**
 * HwStreetTravelError:
 * @HW_STREET_TRAVEL_ERROR_ADDRESS: no address that may be asked
 * @HW_STREET_TRAVEL_ERROR_UNREACHABLE: no connection, or no answer in time
 * @HW_STREET_TRAVEL_ERROR_REFUSED: the server says no
 * @HW_STREET_TRAVEL_ERROR_ANSWER: it answers, but not this
 */
typedef enum
{
  HW_STREET_TRAVEL_ERROR_ADDRESS,
  HW_STREET_TRAVEL_ERROR_UNREACHABLE,
  HW_STREET_TRAVEL_ERROR_REFUSED,
  HW_STREET_TRAVEL_ERROR_ANSWER
} HwStreetTravelError;

typedef enum { HW_STREET_SERVER_OSRM, HW_STREET_SERVER_VALHALLA, HW_N_STREET_SERVERS } HwStreetServer;

/* What the settings of a workspace that say whom to ask are called: "osrm" or "valhalla", and the address. */
#define HW_STREET_TRAVEL_SETTING_SERVER  "street-server"
#define HW_STREET_TRAVEL_SETTING_ADDRESS "street-server-address"

const char *hw_street_server_to_string   (HwStreetServer  server);
gboolean    hw_street_server_from_string (const char     *name,
                                          HwStreetServer *server);

/**
 * HwStreetTravel:
 *
 * A server of the team's choice that knows the streets. It is sent coordinates,
 * rounded to about 11 m, and nothing else.
 */
#define HW_TYPE_STREET_TRAVEL (hw_street_travel_get_type ())
G_DECLARE_FINAL_TYPE (HwStreetTravel, hw_street_travel, HW, STREET_TRAVEL, GObject)

gboolean        hw_street_travel_check_address  (const char           *address,
                                                 GError              **error);
HwStreetTravel *hw_street_travel_new            (HwStreetServer        server,
                                                 const char           *address,
                                                 GError              **error);
void            hw_street_travel_matrix_async   (HwStreetTravel       *self,
                                                 const HwPoint        *points,
                                                 guint                 n,
                                                 HwTransport           transport,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
double         *hw_street_travel_matrix_finish  (HwStreetTravel       *self,
                                                 GAsyncResult         *result,
                                                 guint                *n_straight,
                                                 GError              **error);
char           *hw_street_travel_dup_note       (guint                 n_straight);

G_END_DECLS
