/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How every file of GPX 1.1 begins; it ends with "</gpx>". */
#define HW_GPX_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<gpx version=\"1.1\" creator=\"Homeward\" xmlns=\"http://www.topografix.com/GPX/1/1\"" \
  " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" \
  " xsi:schemaLocation=\"http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd\">\n"
