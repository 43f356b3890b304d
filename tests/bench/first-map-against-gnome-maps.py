#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the passphrase to the first painted map with a million reports, against
the start of gnome-maps on the same display with the same renderer.

first-map-against-gnome-maps.py BENCH-FIRST-MAP [REPORTS]

gnome-maps counts as painted when its window is no longer of one colour. Ours
may come 1.5 s later, with at most twice the memory. Medians of five, in turns.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5
LATER_MS = 1500
MEMORY = 2.0
PATIENCE_S = 60


def read_memory(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as status:
        for line in status:
            if line.startswith('VmRSS:'):
                return int(line.split()[1])
    return 0


def find_windows(pid):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.split()


def is_painted(window):
    picture = subprocess.run(['import', '-silent', '-window', window, '-resize', '64x64', '-format', '%k', 'info:'],
                             capture_output=True, text=True, check=False)
    return picture.stdout.strip().isdigit() and int(picture.stdout) > 8


def start_peer():
    """Milliseconds to the first painted window, and kB in memory then."""
    home = tempfile.mkdtemp(prefix='homeward-bench-home-')
    # what only our tests ask for would end it at its first warning
    clean = {name: value for name, value in os.environ.items() if name not in ('G_DEBUG', 'GTK_A11Y')}
    environment = dict(clean, HOME=home, XDG_CACHE_HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home)
    start = time.monotonic()
    with subprocess.Popen(['gnome-maps'], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as peer:
        try:
            while time.monotonic() - start < PATIENCE_S and peer.poll() is None:
                if any(is_painted(window) for window in find_windows(peer.pid)):
                    return (time.monotonic() - start) * 1000, read_memory(peer.pid)
            return None
        finally:
            peer.kill()
            peer.wait()
            shutil.rmtree(home, ignore_errors=True)


def start_ours(program, workspace):
    answer = subprocess.run([program, 'open', workspace], capture_output=True, text=True, check=True)
    ours, memory = answer.stdout.split()[-2:]
    return float(ours), int(memory)


def tell(work, ours, peer, n, limit, within):
    print(json.dumps({'work': work, 'ours': round(ours), 'peer': round(peer), 'ratio': round(ours / peer, 2), 'n': n,
                      'limit': round(limit), 'within': within}), flush=True)
    return within


def main():
    program, n = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    missing = [tool for tool in ('gnome-maps', 'xdotool', 'import') if shutil.which(tool) is None]
    if missing:
        print('first map against gnome-maps: skipped, because these are not installed: ' + ', '.join(missing))
        return 0
    folder = tempfile.mkdtemp(prefix='homeward-bench-')
    try:
        workspace = subprocess.run([program, 'make', folder, str(n)], capture_output=True, text=True, check=True).stdout.strip()
        ours, peers = [], []
        for _ in range(ROUNDS):
            peer = start_peer()
            if peer is None:
                print('first map against gnome-maps: skipped, because gnome-maps painted nothing here')
                return 0
            peers.append(peer)
            ours.append(start_ours(program, workspace))
        our_ms, our_kb = (statistics.median(values) for values in zip(*ours))
        peer_ms, peer_kb = (statistics.median(values) for values in zip(*peers))
        well = tell('unlock to the first painted map, ms, against the start of gnome-maps', our_ms, peer_ms, n,
                    peer_ms + LATER_MS, our_ms <= peer_ms + LATER_MS)
        well = tell('memory with the first painted map, kB, against gnome-maps', our_kb, peer_kb, n,
                    peer_kb * MEMORY, our_kb <= peer_kb * MEMORY) and well
        return 0 if well else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())
