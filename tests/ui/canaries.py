#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Casework never leaves the workspace: 1,000 words that stand nowhere else are planted in every field of people, cases and
consents; then the real window is worked in, and every file that it wrote is searched for them, and its log and titles too.

Called by meson with the paths of the program and of plant-canaries.
"""
import hashlib
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import App, NotFound, run, wait_for  # noqa: E402

PROGRAM, PLANT = sys.argv[1:3]
PASSPHRASE = 'correct horse battery'


def make_canary(number):
    """Twelve letters, none like another's; plant-canaries makes the same."""
    return ''.join(chr(ord('a') + int(digit, 16)) for digit in hashlib.md5(f'canary {number}'.encode()).hexdigest()[:12])


CANARIES = [make_canary(number) for number in range(1000)]


def find_canaries(data):
    """Which of them stand in @data, in UTF-8 or UTF-16, whatever the case of the letters."""
    text = data.lower()
    return [canary for canary in CANARIES if canary.encode() in text or canary.encode('utf-16-le') in text]


def search_files(folder):
    for path in pathlib.Path(folder).rglob('*'):
        if path.is_file():
            found = find_canaries(path.read_bytes())
            if found:
                raise AssertionError(f'{len(found)} canaries, {found[0]} first, in {path.relative_to(folder)}')


def titles(app):
    return [window.get_name() or '' for window in app._windows()]


def work_in_it(app):
    """Every page, a person's case, the forms, the search of the street side, an export."""
    app.find(name='New report', limit=60)
    app.keys('ctrl+2')
    app.keys('ctrl+4')
    app.sees(CANARIES[0])  # a person's alias: casework does show it
    assert not find_canaries(' '.join(titles(app)).encode()), 'a canary stands in a title'
    app.keys('ctrl+f')
    app.type(CANARIES[5])  # that person's needs
    app.sees('Nothing found')
    app.keys('Escape')
    app.keys('ctrl+1')


def casework_never_leaves_the_workspace(home, apps):
    work = pathlib.Path(home)
    for name in ('tmp', 'workspace', 'run'):
        (work / name).mkdir(mode=0o700)
    workspace = work / 'workspace' / 'team.homeward'
    assert find_canaries(f'..{CANARIES[999].upper()}..'.encode('utf-16-le')) == [CANARIES[999]], 'the search itself'
    subprocess.run([PLANT, str(workspace)], check=True, env=dict(os.environ, TMPDIR=str(work / 'tmp')))

    app = App(PROGRAM, home, '--workspace', str(workspace),
              environment={'TMPDIR': str(work / 'tmp'), 'G_MESSAGES_DEBUG': 'all', 'XDG_STATE_HOME': f'{home}/state'})
    apps.append(app)
    app.find(role='push button', name='Unlock')
    app.type(PASSPHRASE)
    app.keys('Return')
    work_in_it(app)
    search_files(home)  # while it is open: write-ahead log, temporary files, sockets
    app.kill()          # a crash leaves no more than an orderly end
    search_files(home)

    again = App(PROGRAM, home, '--workspace', str(workspace), environment={'TMPDIR': str(work / 'tmp'), 'G_MESSAGES_DEBUG': 'all'})
    apps.append(again)
    again.find(role='push button', name='Unlock')
    again.type(PASSPHRASE)
    again.keys('Return')
    again.find(name='New report', limit=60)
    again.keys('ctrl+4')
    again.sees(CANARIES[0])
    again.keys('ctrl+l')
    again.find(role='push button', name='Unlock')
    try:
        again.find(contains=CANARIES[0], showing=False, limit=1)
        raise AssertionError('a canary is still in the locked window')
    except NotFound:
        pass
    wait_for('no canary in a title', lambda: not find_canaries(' '.join(titles(again)).encode()))
    again.quit()
    search_files(home)


if __name__ == '__main__':
    sys.exit(run([casework_never_leaves_the_workspace]))
