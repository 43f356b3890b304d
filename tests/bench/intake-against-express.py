#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports accepted, sealed and durable per second over 64 connections: homewardctl
serve, the same with one commit for each report, and express with better-sqlite3
(also sealed, synchronous=FULL), in turn, the median of three rounds each. One
line of JSON each; ends with 1 if a limit is missed.

  intake-against-express.py HOMEWARDCTL BENCH-INTAKE [SECONDS]
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


def start_ours(homewardctl, folder, in_one_commit):
    key = json.loads(subprocess.run([homewardctl, 'intake-key', '--json'], capture_output=True, check=True).stdout)
    settings = os.path.join(folder, 'intake.conf')
    with open(settings, 'w') as file:
        file.write(f'[intake]\npublic-key={key["public-key"]}\nspool={folder}/spool\nlisten=127.0.0.1:0\nteam=The team\n[limits]\nreports-per-hour={MANY}\nreports-at-once={MANY}\n'
                   f'requests-per-minute={MANY}\nwaiting={MANY}\nin-one-commit={in_one_commit}\n')
    process = subprocess.Popen([homewardctl, 'serve', '--settings', settings], stdout=subprocess.PIPE, text=True)
    return process, re.search(r':(\d+)', process.stdout.readline())[1]


def start_express(folder):
    process = subprocess.Popen(['node', os.path.join(PEERS, 'intake.mjs'), folder + '/intake.sqlite'], stdout=subprocess.PIPE, text=True)
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


def main():
    homewardctl, bench, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 10
    starts = {'homewardctl serve': lambda folder: start_ours(homewardctl, folder, 512), 'one commit each': lambda folder: start_ours(homewardctl, folder, 1),
              'express with better-sqlite3': start_express}
    results = {name: [] for name in starts}
    for _ in range(ROUNDS):
        for name, start in starts.items():
            results[name].append(measure(start, bench, seconds))
    middle = {name: sorted(rounds)[ROUNDS // 2] for name, rounds in results.items()}
    for name, (per_second, p50, p99) in middle.items():
        print(json.dumps({'what': 'intake', 'who': name, 'connections': CONNECTIONS, 'per_second': round(per_second), 'p50_ms': p50, 'p99_ms': p99}))
    good = True
    for peer, limit in LIMITS:
        ratio = middle['homewardctl serve'][0] / middle[peer][0]
        good = good and ratio >= limit
        print(json.dumps({'what': 'intake', 'against': peer, 'ratio': round(ratio, 2), 'at_least': limit, 'good': ratio >= limit}))
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
