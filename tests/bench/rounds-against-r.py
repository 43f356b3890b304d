#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The planner of rounds beside R, on the same ways in the same run.

Rounds without time windows through 50, 100 and 200 stops, against the package
TSP's solve_TSP(), method two_opt, the best of 10 starts: ours are to be 3 % shorter
at least, taken together, in no more time. Then what the planner is held to by
itself: a round of 100 stops with time windows, and proposals from 100 candidates.
Times are of computing, medians. One line of JSON each; ends with 1 if a limit is
missed.

  rounds-against-r.py BENCH-ROUNDS [SEED]
"""
import collections
import json
import shutil
import subprocess
import sys
import tempfile

R = r'''
arguments <- commandArgs(TRUE)
suppressMessages({ library(TSP); foreach::registerDoSEQ() })
for (name in arguments[-1]) {
  ways <- readBin(file.path(arguments[1], name), "double", 1e6)
  cities <- TSP(matrix(ways, nrow = sqrt(length(ways))))
  set.seed(1)
  solve <- function() { gc(FALSE); time <- system.time(tour <<- solve_TSP(cities, method = "two_opt", control = list(rep = 10))); (time[["user.self"]] + time[["sys.self"]]) * 1000 }
  ms <- median(sapply(1:3, function(i) solve()))
  cat(sprintf('{"name": "%s", "ms": %f, "length_s": %f}\n', name, ms, tour_length(tour)))
}
'''
LEAST_SHORTER = 3.0


def read_lines(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith(b'{')]


def compare(n, tours, peers):
    ours_s, peer_s = sum(tour['length_s'] for tour in tours), sum(peer['length_s'] for peer in peers)
    ours_ms, peer_ms = (sum(row[name] for row in rows) / len(rows) for rows, name in ((tours, 'ours_ms'), (peers, 'ms')))
    shorter = 100.0 * (peer_s - ours_s) / peer_s
    good = shorter >= LEAST_SHORTER and ours_ms <= peer_ms
    print(json.dumps({'work': f'round through {n} stops', 'unit': 'ms', 'ours': round(ours_ms, 2), 'peer': round(peer_ms, 2), 'peer_name': 'TSP two_opt, 10 starts',
                      'ratio': round(peer_ms / ours_ms, 2), 'least': 1, 'shorter_percent': round(shorter, 2), 'least_shorter_percent': LEAST_SHORTER,
                      'n': len(tours), 'ok': good}), flush=True)
    return good


def main():
    bench, seed = sys.argv[1], sys.argv[2:3]
    good = True
    with tempfile.TemporaryDirectory(prefix='homeward-bench-') as directory:
        rows = read_lines([bench, directory, *seed])
        sizes = collections.defaultdict(list)
        for row in rows:
            if row['work'] == 'tour':
                sizes[row['n']].append(row)
            else:
                print(json.dumps(row), flush=True)
                good = good and row['ok']
        if shutil.which('Rscript') is None:
            print('R is not installed: no ratio')
            sys.exit(77 if good else 1)
        for n, tours in sizes.items():
            names = [f'tour-{n}-{tour["instance"]}' for tour in tours]
            good = compare(n, tours, read_lines(['Rscript', '-e', R, directory, *names])) and good
    sys.exit(0 if good else 1)


main()
