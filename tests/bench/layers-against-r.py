#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers for coordinators beside R, on the same numbers in the same run.

Gi* of the made-up city's million reports in cells of 200 m, against spdep's
localG() once its neighbours and weights are built: with the eight cells that
touch, with all within 450 m, and each with p-values too. The density on 400 x 400
cells of 95 m with a Gaussian of 1.7 of them, against KernSmooth's bkde2D(). Times
are of computing, medians of five on both sides. One line of JSON each; ends with 1
if a limit is missed or values differ: by more than 1e-9 of one for Gi*; by more
than a tenth of the highest density, as ours counts whole cells where bkde2D()
shares a point out to four corners.

The map keeps its points sorted, and so may say how densely they lie in any
rectangle of any zoom; bkde2D() begins with the points each time. How long sorting
takes, once for each change of the filter, is printed as sort_ms.

  layers-against-r.py BENCH-LAYERS [SEED|FILE.csv]
"""
import json
import shutil
import subprocess
import sys
import tempfile

R = r'''
arguments <- commandArgs(TRUE)
suppressMessages({ library(spdep); library(KernSmooth) })
read <- function(name, n = 3e7) readBin(file.path(arguments[1], name), "double", n)
measure <- function(work) median(sapply(1:5, function(i) { gc(FALSE); time <- system.time(work()); (time[["user.self"]] + time[["sys.self"]]) * 1000 }))
say <- function(work, ms, differs) cat(sprintf('{"work": "%s", "ms": %f, "differs": %g}\n', work, ms, differs))
columns <- as.integer(arguments[2]); rows <- as.integer(arguments[3]); distance <- as.numeric(arguments[4]); side <- as.numeric(arguments[5])

cells <- read("cells")
middles <- cbind(rep(seq_len(columns), rows), rep(seq_len(rows), each = columns)) * side
for (kind in c("queen", "near")) {
  reach <- if (kind == "queen") 1.5 * side else distance
  weights <- nb2listw(include.self(dnearneigh(middles, 0, reach)), style = "B")
  ms <- measure(function() scores <<- localG(cells, weights))
  say(paste("gi-star", kind), ms, max(abs(as.numeric(scores) - read(kind))))
  ms <- measure(function() scores <<- localG(cells, weights, return_internals = TRUE))
  say(paste("gi-star", kind, "with p"), ms, max(abs(as.numeric(scores) - read(kind))))
}
grid <- as.integer(arguments[6]); bandwidth <- as.numeric(arguments[7])
points <- matrix(read("points"), ncol = 2, byrow = TRUE)
middles <- c(0.5, grid - 0.5)
ms <- measure(function() found <<- bkde2D(points, bandwidth, c(grid, grid), list(middles, middles))$fhat)
ours <- matrix(read("density"), nrow = grid) / nrow(points)
# Beside the edge ours counts what lies beyond it, and bkde2D() does not.
within <- 7:(grid - 6)
say("density", ms, max(abs(found - ours)[within, within]) / max(found))
'''
LEAST = {'gi-star': 100, 'density': 30}
TOLERANCE = {'gi-star': 1e-9, 'density': 0.1}


def read_lines(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith(b'{')]


def main():
    bench, city = sys.argv[1], sys.argv[2:3] or ['1']
    if shutil.which('Rscript') is None:
        print('R is not installed: no ratio')
        sys.exit(77)
    good = True
    with tempfile.TemporaryDirectory(prefix='homeward-bench-') as directory:
        rows = {row['work']: row for row in read_lines([bench, directory, *city])}
        near, density = rows['gi-star near'], rows['density']
        times = {work: row['ours_ms'] for work, row in rows.items()}
        times.update({f'{work} with p': row['with_p_ms'] for work, row in rows.items() if 'with_p_ms' in row})
        options = [near['columns'], near['rows'], near['distance_m'], near['side_m'], density['grid'], density['bandwidth']]
        for peer in read_lines(['Rscript', '-e', R, directory, *map(str, options)]):
            work = peer['work']
            least, tolerance = LEAST[work.split()[0]], TOLERANCE[work.split()[0]]
            ratio = peer['ms'] / times[work]
            within = ratio >= least and peer['differs'] <= tolerance
            good = good and within
            name = 'KernSmooth bkde2D' if work == 'density' else 'spdep localG'
            print(json.dumps({'work': work, 'unit': 'ms', 'ours': times[work], 'peer': round(peer['ms'], 1), 'peer_name': name, 'ratio': round(ratio, 1),
                              'least': least, 'differs': peer['differs'], 'n': rows[work.removesuffix(' with p')]['n'],
                              **{name: value for name, value in rows[work.removesuffix(' with p')].items() if name == 'sort_ms'}, 'ok': within}), flush=True)
    sys.exit(0 if good else 1)


main()
