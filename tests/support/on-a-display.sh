#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program on a display, a bus and home folders of its own: on-a-display.sh PROGRAM [ARGUMENT...]
# What the program leaves in its folders is removed afterwards.
set -eu
home=$(mktemp -d "${TMPDIR:-/tmp}/homeward-test-XXXXXX")
trap 'rm -rf "$home"' EXIT INT TERM
mkdir -m 700 "$home/run"
HOME=$home XDG_CONFIG_HOME=$home/config XDG_CACHE_HOME=$home/cache XDG_DATA_HOME=$home/data XDG_RUNTIME_DIR=$home/run
export HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
# Only the program writes to the output, which the runner reads as TAP; what services of the bus say is for the error output.
show () {
  dbus-run-session -- sh -c 'exec "$@" >&3 3>&-' sh xvfb-run -a -s '-screen 0 1280x900x24 -nolisten tcp' "$@" 3>&1 >&2
}
if [ -z "${HW_SANITIZED:-}" ]; then
  show "$@"
  exit
fi
status=0
show "$@" 2>"$home/errors" || status=$?
cat "$home/errors" >&2
# Quick stacks end at the first library without frame pointers, so that the suppressions may not know by them what a library
# keeps. Where all that is wrong is a leak, it is looked at once more with exact ones, which take twice as long, and that counts.
if [ $status != 0 ] && grep -q 'ERROR: LeakSanitizer' "$home/errors" && ! grep -q 'ERROR: AddressSanitizer\|runtime error:' "$home/errors"; then
  status=0
  ASAN_OPTIONS=${ASAN_OPTIONS:-}:fast_unwind_on_malloc=0 show "$@" >&2 || status=$?
fi
exit $status
