#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long homewardctl takes to import 1,000,000 reports, against ogr2ogr writing a GeoPackage with its spatial index.

Both read the same file in the same run. Ours writes the encrypted journal and
all tables and indexes in one transaction. The limit: at least 1.5 times faster.
Called by meson with the path of homewardctl; the number of rows and of rounds may follow.
"""
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

program = sys.argv[1]
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
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
    """Seconds of the wall, and of computing, which a busy machine changes less."""
    used, before = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    wall, now = time.monotonic() - before, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime


def run_ours(work):
    secret = work / 'secret'
    secret.write_text('a passphrase for the bench')
    workspace = str(work / 'bench.homeward')

    def homewardctl(*arguments):
        with open(secret, 'rb') as passphrase:
            return timed(program, *arguments, '--passphrase-fd', str(passphrase.fileno()), pass_fds=[passphrase.fileno()])

    homewardctl('init', workspace)
    times = homewardctl('import', workspace, str(work / 'reports.csv'))
    for file in work.glob('bench.homeward*'):
        file.unlink()
    return times


def run_peer(work):
    times = timed('ogr2ogr', '-f', 'GPKG', str(work / 'peer.gpkg'), str(work / 'reports.csv'),
                  '-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat', '-a_srs', 'EPSG:4326', '-lco', 'SPATIAL_INDEX=YES')
    (work / 'peer.gpkg').unlink()
    return times


def show(name, times):
    wall = statistics.median(time[0] for time in times)
    print(f'{name:<20} {wall:6.1f} s, median of ' + ', '.join(f'{time[0]:.1f}' for time in times)
          + f' ({statistics.median(time[1] for time in times):.1f} s of computing)', flush=True)
    return wall


with tempfile.TemporaryDirectory(prefix='homeward-bench-') as folder:
    work = pathlib.Path(folder)
    write_reports(work / 'reports.csv')
    has_peer = shutil.which('ogr2ogr') is not None
    ours, peer = [], []
    # In turns, so that a busy moment meets both.
    for _ in range(rounds):
        ours.append(run_ours(work))
        if has_peer:
            peer.append(run_peer(work))
    own_time = show('homewardctl import', ours)
    if not has_peer:
        print('ogr2ogr is not installed: no ratio')
        sys.exit(77)
    ratio = show('ogr2ogr -f GPKG', peer) / own_time
    print(f'import of {rows} rows: ratio {ratio:.2f} times as fast as ogr2ogr, limit: at least {LIMIT}{"" if ratio >= LIMIT else "  OVER"}')
    sys.exit(0 if ratio >= LIMIT else 1)
