#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports accepted, sealed and durable per second over 64 connections: homewardctl
serve, the same with one commit for each report, and express with better-sqlite3
(also sealed, synchronous=FULL), in turn, the median of three rounds each: on the
disk that is here, and where a sync takes half a millisecond longer, as it does at
least on a disk that writes what it was given before it says so. One line of JSON
each; ends with 1 if a limit is missed.

Where a sync costs next to nothing there is little that writing together could save:
what counts then is the processor that libsoup, sealing and the writing itself need.

  intake-against-express.py HOMEWARDCTL BENCH-INTAKE SLOW-DISK [SECONDS]
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

CONNECTIONS, ROUNDS = 64, 3
# peer, how many times as many reports at least
LIMITS = [('one commit each', 3.5), ('express with better-sqlite3', 6)]
PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'peers')
MANY = 10000000
DISKS = {'here': 0, 'a sync takes 0.5 ms longer': 500}


def start_ours(homewardctl, environment, folder, in_one_commit):
    key = json.loads(subprocess.run([homewardctl, 'intake-key', '--json'], capture_output=True, check=True).stdout)
    settings = os.path.join(folder, 'intake.conf')
    with open(settings, 'w') as file:
        file.write(f'[intake]\npublic-key={key["public-key"]}\nspool={folder}/spool\nlisten=127.0.0.1:0\nteam=The team\n[limits]\nreports-per-hour={MANY}\nreports-at-once={MANY}\n'
                   f'requests-per-minute={MANY}\nwaiting={MANY}\nin-one-commit={in_one_commit}\n')
    process = subprocess.Popen([homewardctl, 'serve', '--settings', settings], stdout=subprocess.PIPE, text=True, env=environment)
    return process, re.search(r':(\d+)', process.stdout.readline())[1]


def start_express(environment, folder):
    process = subprocess.Popen(['node', os.path.join(PEERS, 'intake.mjs'), folder + '/intake.sqlite'], stdout=subprocess.PIPE, text=True, env=environment)
    return process, process.stdout.readline().strip()


def measure(start, bench, seconds):
    """Reports a second, and how long one took."""
    folder = tempfile.mkdtemp(prefix='homeward-bench-')
    process, port = start(folder)
    try:
        result = json.loads(subprocess.run([bench, port, str(CONNECTIONS), str(seconds)], stdout=subprocess.PIPE, check=True).stdout)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)
    if result['refused']:
        sys.exit(f'{result["refused"]} were refused')
    return result['accepted'] / result['seconds'], result['p50_ms'], result['p99_ms']


def compare(disk, environment, homewardctl, bench, seconds):
    """Whether no limit is missed on that disk."""
    starts = {'homewardctl serve': lambda folder: start_ours(homewardctl, environment, folder, 512),
              'one commit each': lambda folder: start_ours(homewardctl, environment, folder, 1),
              'express with better-sqlite3': lambda folder: start_express(environment, folder)}
    results = {name: [] for name in starts}
    for _ in range(ROUNDS):
        for name, start in starts.items():
            results[name].append(measure(start, bench, seconds))
    middle = {name: sorted(rounds)[ROUNDS // 2] for name, rounds in results.items()}
    for name, (per_second, p50, p99) in middle.items():
        print(json.dumps({'what': 'intake', 'disk': disk, 'who': name, 'connections': CONNECTIONS, 'per_second': round(per_second), 'p50_ms': p50, 'p99_ms': p99}), flush=True)
    good = True
    for peer, limit in LIMITS:
        ratio = middle['homewardctl serve'][0] / middle[peer][0]
        good = good and ratio >= limit
        print(json.dumps({'what': 'intake', 'disk': disk, 'against': peer, 'ratio': round(ratio, 2), 'at_least': limit, 'good': ratio >= limit}), flush=True)
    return good


def main():
    homewardctl, bench, slow_disk = sys.argv[1:4]
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 10
    good = True
    for disk, longer_us in DISKS.items():
        environment = dict(os.environ, LD_PRELOAD=slow_disk, HW_SYNC_US=str(longer_us)) if longer_us else dict(os.environ)
        good = compare(disk, environment, homewardctl, bench, seconds) and good
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
