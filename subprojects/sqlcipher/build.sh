#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds SQLCipher as a static library where the system has none that is new
# enough. Called by `./dev deps`, and by hand with
#
#     subprojects/sqlcipher/build.sh DIRECTORY
#
# DIRECTORY then holds include/sqlite3.h and lib/libhw-sqlcipher.a, and meson
# is told of it with -Dsqlcipher=DIRECTORY. The source is the amalgamation that
# an npm package carries; its integrity is pinned below and nothing of it is
# kept in this repository.
set -eu

package=@journeyapps/sqlcipher
version=6.0.0
integrity=sha512-YmWSQIR4cnv+5L38lYJoS/dIF/+bEZBaACATbeTyq4XKjMHcxdIlFnElBLiIqa9rwseOIimIYjudgOOCovud3Q==

target=${1:?usage: build.sh DIRECTORY}
here=$(cd "$(dirname "$0")" && pwd)

refuse () {
  printf 'homeward: SQLCipher could not be built: %s\n' "$1" >&2
  printf '  What was kept: nothing was changed in %s.\n' "$target" >&2
  printf '  What to do: %s\n' "$2" >&2
  exit 1
}

command -v npm >/dev/null || refuse 'npm is not installed' 'install the Debian package npm, then run ./dev deps again.'
command -v cc >/dev/null || refuse 'there is no C compiler' 'install the Debian package build-essential, then run ./dev deps again.'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack "$package@$version" --silent >/dev/null 2>npm.log ||
  refuse "the package $package $version could not be fetched ($(tail -n 1 npm.log))" \
         'check the network and the npm configuration, then run ./dev deps again. Where there is no network, build SQLCipher 4.6 or newer yourself and pass -Dsqlcipher=DIRECTORY to meson.'
archive=$(ls ./*.tgz)
found=sha512-$(openssl dgst -sha512 -binary "$archive" | base64 -w 0)
[ "$found" = "$integrity" ] ||
  refuse "the package that came is not the one we trust (its hash is $found)" \
         'do not use it. Try from another network, and tell the maintainers if it happens again.'

tar -xzf "$archive" package/deps
source=$(find package/deps/sqlcipher-amalgamation -name sqlite3.c | head -n 1)
[ -n "$source" ] || refuse 'the package holds no amalgamation' 'tell the maintainers.'

cc -O2 -g -fPIC -fvisibility=hidden -w -D_GNU_SOURCE -include stdint.h \
  -DSQLITE_HAS_CODEC -DSQLCIPHER_CRYPTO_OPENSSL -DSQLITE_TEMP_STORE=2 \
  -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_FTS5 -DSQLITE_THREADSAFE=1 \
  -DSQLITE_EXTRA_INIT=sqlcipher_extra_init -DSQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown \
  -DSQLITE_DQS=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_DEFAULT_FOREIGN_KEYS=1 \
  -c "$source" -o sqlite3.o || refuse 'the compiler stopped' 'install libssl-dev and run ./dev deps again.'
ar rcs libhw-sqlcipher.a sqlite3.o

mkdir -p "$target/lib" "$target/include"
cp "$(dirname "$source")/sqlite3.h" "$target/include/"
cp libhw-sqlcipher.a "$target/lib/.new"
mv "$target/lib/.new" "$target/lib/libhw-sqlcipher.a"
sha256sum "$here/build.sh" | cut -d ' ' -f 1 > "$target/stamp"
