#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long homewardctl takes to import 1,000,000 reports, against ogr2ogr writing a GeoPackage with its spatial index.

Both read the same file in the same run. Ours writes the encrypted journal and
all tables and indexes in one transaction. The limit: at least 1.5 times faster.
Called by meson with the path of homewardctl; the number of rows may follow.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

program = sys.argv[1]
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
LIMIT = 1.5


def write_reports(path):
    """Rows of 142 bytes: id,lat,lon,time,note."""
    chance = random.Random(20261122)
    words = 'tent bench doorway underpass blanket station stairs trolley sleeping bag church porch market bins dog'.split()
    with open(path, 'w', encoding='ascii', newline='') as out:
        out.write('id,lat,lon,time,note\n')
        for number in range(rows):
            start = f'{number},{51.3 + chance.random() * 0.4:.6f},{-0.5 + chance.random() * 0.7:.6f},' \
                    f'20{chance.randrange(15, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}T{chance.randrange(24):02}:{chance.randrange(60):02}:00Z,'
            note = ' '.join(chance.choices(words, k=16))
            out.write(start + note[:141 - len(start)].ljust(141 - len(start), '.') + '\n')


def timed(*command, **more):
    before = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    return time.monotonic() - before


with tempfile.TemporaryDirectory(prefix='homeward-bench-') as folder:
    work = pathlib.Path(folder)
    write_reports(work / 'reports.csv')
    secret = work / 'secret'
    secret.write_text('a passphrase for the bench')

    def ours(*arguments):
        with open(secret, 'rb') as passphrase:
            return timed(program, *arguments, '--passphrase-fd', str(passphrase.fileno()), pass_fds=[passphrase.fileno()])

    ours('init', str(work / 'bench.homeward'))
    import_time = ours('import', str(work / 'bench.homeward'), str(work / 'reports.csv'))
    print(f'homewardctl import: {import_time:.1f} s for {rows} rows, {os.path.getsize(work / "bench.homeward") / 1e6:.0f} MB encrypted')
    if not shutil.which('ogr2ogr'):
        print('ogr2ogr is not installed: no ratio')
        sys.exit(77)
    peer_time = timed('ogr2ogr', '-f', 'GPKG', str(work / 'peer.gpkg'), str(work / 'reports.csv'),
                      '-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat', '-a_srs', 'EPSG:4326', '-lco', 'SPATIAL_INDEX=YES')
    ratio = peer_time / import_time
    print(f'ogr2ogr -f GPKG:    {peer_time:.1f} s')
    print(f'ratio: {ratio:.2f} times as fast as ogr2ogr (limit: at least {LIMIT})')
    sys.exit(0 if ratio >= LIMIT else 1)
