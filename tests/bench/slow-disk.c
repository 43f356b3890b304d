/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Preloaded into a program, makes each of its syncs take HW_SYNC_US microseconds longer: a disk that writes what it was given
 * before it says so, which not every virtual one does. */

int fsync (int file);
int fdatasync (int file);

static void
wait_for_disk (void)
{
  const char *us = getenv ("HW_SYNC_US");
  long n = us != NULL ? atol (us) : 0;

  nanosleep (&(struct timespec) { n / 1000000, n % 1000000 * 1000 }, NULL);
}

int
fsync (int file)
{
  wait_for_disk ();
  return (int) syscall (SYS_fsync, file);
}

int
fdatasync (int file)
{
  wait_for_disk ();
  return (int) syscall (SYS_fdatasync, file);
}
