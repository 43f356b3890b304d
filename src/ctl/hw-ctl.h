/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hw-store.h"

G_BEGIN_DECLS

/* What homewardctl ends with; the man page lists them. */
typedef enum
{
  HW_CTL_OK          = 0,
  HW_CTL_FAILED      = 1,
  HW_CTL_USAGE       = 2,
  HW_CTL_SECRET      = 3,    /* no passphrase, or not the right one */
  HW_CTL_LOCKED      = 4,    /* another program has the workspace open */
  HW_CTL_DAMAGED     = 5,    /* not a workspace of ours, or something is wrong with it */
  HW_CTL_INPUT       = 6,    /* a file to import is not one that can be */
  HW_CTL_INTERRUPTED = 130
} HwCtlExit;

#define HW_CTL_ERROR (hw_ctl_error_quark ())
GQuark hw_ctl_error_quark (void);
typedef enum { HW_CTL_ERROR_USAGE, HW_CTL_ERROR_NO_PASSPHRASE, HW_CTL_ERROR_VERIFY } HwCtlError;

/**
 * HwCtl: what every command is given: the options that all of them have, and
 * the cancellable that SIGINT, SIGTERM and SIGHUP cancel.
 */
typedef struct
{
  int           passphrase_fd;   /* -1: ask, or read the credential */
  gboolean      json;
  GCancellable *cancellable;     /* (owned) */
} HwCtl;

/* A command takes its own options out of @args, whose first is its name, and the rest is its arguments. */
typedef gboolean (*HwCtlFunc) (HwCtl *ctl, GStrv args, GError **error);

/* -- commands -- */
gboolean  hw_ctl_init      (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_import    (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_import_places (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_export    (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_export_list (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_figures   (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_hotspots  (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_poll      (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_import_places (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_collect   (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_published (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_round     (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_open_sealed (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_verify    (HwCtl *ctl, GStrv args, GError **error);
gboolean  hw_ctl_rebuild   (HwCtl *ctl, GStrv args, GError **error);

/* -- what they share -- */
/* Parses @entries and the common options, and sees that there are as many arguments as are due (@most 0: any number). */
gboolean  hw_ctl_parse     (HwCtl *ctl, GStrv *args, const char *arguments, const char *summary, const GOptionEntry *entries, guint least, guint most, GError **error);
HwStore  *hw_ctl_open      (HwCtl *ctl, const char *path, GError **error);
/* A time of the command line, in the local zone; of a day alone the first moment, or with @end the last. µs UTC. */
gboolean  hw_ctl_parse_time (const char *option, const char *text, gboolean end, gint64 *time, GError **error);
HwCtlExit hw_ctl_exit_code (const GError *error);
gboolean  hw_ctl_set_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Prints "12 %" and the like over itself, where standard error is a terminal. */
void      hw_ctl_progress  (guint64 done, guint64 total, gpointer ctl);
void      hw_ctl_end_progress (HwCtl *ctl);

/* -- the passphrase; wiped by hw_ctl_free_passphrase() -- */
char     *hw_ctl_read_passphrase (HwCtl *ctl, gboolean twice, GError **error);
void      hw_ctl_free_passphrase (char *passphrase);

G_END_DECLS
