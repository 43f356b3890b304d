#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Density clustering beside R's dbscan and scikit-learn's, on the same points in the same run.

A million reports of the made-up city, and its dense variant with a tenth of the
hot-spots; 50 m, 5 points. The peers get the straight-line coordinates that our
distances are of, so that clusters and noise are the same to the point. Ours is
the median of five; the peers, which take long, run once. Times are of computing,
not of waiting. One line of JSON each; ends with 1 if a limit is missed.

R needs 48 MB for the dense city: a fiftieth is less than the labels alone. What
keeps who is near whom, as scikit-learn does, needs 4 GB.

  hot-spots-against-peers.py BENCH-HOT-SPOTS [SEED|FILE.csv]
"""
import json
import os
import subprocess
import sys
import tempfile

R = r'''
points <- matrix(readBin(commandArgs(TRUE)[1], "double", 3e7), ncol = 3, byrow = TRUE)
chord <- 2 * 6371008.8 * sin(50 / (2 * 6371008.8))
suppressMessages(library(dbscan))
if (commandArgs(TRUE)[2] == "read") quit()
time <- system.time(found <- dbscan(points, eps = chord, minPts = 5))
cat(sprintf('{"ms": %f, "clusters": %d, "noise": %d}', (time[["user.self"]] + time[["sys.self"]]) * 1000, max(found$cluster), sum(found$cluster == 0)))
'''
PYTHON = r'''
import json, math, sys, time
import numpy
from sklearn.cluster import DBSCAN
points = numpy.fromfile(sys.argv[1]).reshape(-1, 3)
if sys.argv[2] == 'read':
    sys.exit()
chord = 2 * 6371008.8 * math.sin(50 / (2 * 6371008.8))
start = time.process_time()
labels = DBSCAN(eps=chord, min_samples=5, algorithm='kd_tree').fit(points).labels_
print(json.dumps({'ms': (time.process_time() - start) * 1000, 'clusters': int(labels.max()) + 1, 'noise': int((labels == -1).sum())}))
'''
# work, peer, how many times faster at least, which part of its memory at most
LIMITS = [('dbscan', 'R dbscan', 10, None), ('dbscan', 'scikit-learn', 50, None), ('dbscan dense', 'R dbscan', 500, 1 / 50),
          ('dbscan dense', 'scikit-learn', 50, 1 / 50)]
COMMANDS = {'R dbscan': ['Rscript', '-e', R], 'scikit-learn': ['/usr/bin/python3', '-c', PYTHON]}


def run(command):
    """What a program printed, and the most memory that it took, in KiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f'{command[0]} ended with {status}')
    return out, usage.ru_maxrss


def run_peer(peer, points):
    out, memory = run(COMMANDS[peer] + [points, 'cluster'])
    return json.loads(out), memory - run(COMMANDS[peer] + [points, 'read'])[1]


def main():
    bench, city = sys.argv[1], sys.argv[2:3] or ['1']
    good = True
    with tempfile.TemporaryDirectory() as directory:
        ours = {}
        for kind in ('city', 'dense'):
            points = os.path.join(directory, kind)
            row = json.loads(run([bench, kind, *city, points])[0])
            ours[row['work']] = row, points
        for work, peer, least, part in LIMITS:
            row, points = ours[work]
            theirs, memory = run_peer(peer, points)
            ratio = theirs['ms'] / row['ours_ms']
            same = (theirs['clusters'], theirs['noise']) == (row['clusters'], row['noise'])
            within = ratio >= least and same and (part is None or row['ours_kib'] <= part * memory)
            good = good and within
            print(json.dumps({'work': work, 'ours': row['ours_ms'], 'peer': f'{peer}: {theirs["ms"]:.0f}', 'ratio': round(ratio, 1), 'limit': least,
                              'memory': round(memory / max(row['ours_kib'], 1), 1), 'same': same, 'n': row['n']}) + ('' if within else '  MISSED'), flush=True)
    sys.exit(0 if good else 1)


main()
