/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The actions of the window, for buttons and menus of every page
 * (gtk_widget_activate_action (), action-name in a template). Pages ask for
 * what they need by name and do not know the window.
 */
#define HW_ACTION_NEW_REPORT        "win.new-report"
#define HW_ACTION_IMPORT            "win.import"
#define HW_ACTION_COLLECT           "win.collect"
#define HW_ACTION_EXPORT            "win.export"
#define HW_ACTION_CHOOSE_MAP        "win.choose-map"
#define HW_ACTION_AREAS             "win.areas"
#define HW_ACTION_PLACES            "win.places"
#define HW_ACTION_INTAKE_SERVICE    "win.intake-service"
#define HW_ACTION_LOCK              "win.lock"
#define HW_ACTION_SEARCH            "win.search"
#define HW_ACTION_PAGE              "win.page"           /* "s": map, hotline, reconnection */
#define HW_ACTION_SHOW_REPORT       "win.show-report"    /* "x": row; opens it on the hotline page */
#define HW_ACTION_SHOW_ON_MAP       "win.show-on-map"    /* "x": row of a report */
#define HW_ACTION_SHOW_POINT        "win.show-point"     /* "(dd)": latitude and longitude */
#define HW_ACTION_SHOW_SITE         "win.show-site"      /* "s": the site's id; shows it on the map */
#define HW_ACTION_SHOW_CASE         "win.show-case"      /* "s": the case's id */
#define HW_ACTION_DEMO              "app.demo"
