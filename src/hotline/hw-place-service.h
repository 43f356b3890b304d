/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "hw-gazetteer.h"

G_BEGIN_DECLS

#define HW_PLACE_SERVICE_ERROR (hw_place_service_error_quark ())
GQuark hw_place_service_error_quark (void);

/**
 * HwPlaceServiceError:
 * @HW_PLACE_SERVICE_ERROR_ADDRESS: no address that may be asked
 * @HW_PLACE_SERVICE_ERROR_UNREACHABLE: no connection, or no answer in time
 * @HW_PLACE_SERVICE_ERROR_REFUSED: the service says no
 * @HW_PLACE_SERVICE_ERROR_ANSWER: it answers, but not with places
 */
typedef enum
{
  HW_PLACE_SERVICE_ERROR_ADDRESS,
  HW_PLACE_SERVICE_ERROR_UNREACHABLE,
  HW_PLACE_SERVICE_ERROR_REFUSED,
  HW_PLACE_SERVICE_ERROR_ANSWER
} HwPlaceServiceError;

/* What the setting of a workspace that says whom to ask is called: the address. Without it nobody is asked. */
#define HW_PLACE_SERVICE_SETTING "place-service-address"

gboolean   hw_place_service_check_address (const char           *address,
                                           GError              **error);
GPtrArray *hw_place_service_read          (GBytes               *answer,
                                           GError              **error);
void       hw_place_service_find_async    (const char           *address,
                                           const char           *words,
                                           const HwPoint        *near,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *hw_place_service_find_finish   (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
