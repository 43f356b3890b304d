#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An operator with a telephone at the ear and both hands on the keyboard: twenty calls through the real window, counted in
key strokes, and half-filled calls that outlive kill -9. Called by meson with the paths of homeward and homewardctl."""
import csv
import functools
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from gi.repository import Gio, GLib  # noqa: E402
from hw_driver import PRESSED, REPLY_LIMIT, App, Tree, run, wait_for  # noqa: E402

PROGRAM, CTL = sys.argv[1], sys.argv[2]
PASSPHRASE = 'seven lamps by the river'
KEY_DELAY, LETTER_DELAY = '12', '4'  # milliseconds

# Where, and how it is chosen; then the answers in the order of the conversation. A digit chooses an answer, None passes the question.
# where, chosen with Enter, when, how many, age, looks, worries (words, chips), knows, usually, caller, answer
CALLS = [
    ('51.5155, -0.1000', False, 'just now', '1', '3', 'man in a grey sleeping bag', ('', ''), '2', '2', '', None),
    ('canal y', True, 'half an hour ago', '2', '3', 'man, long dark coat, blue tent; woman with a small dog', ('she coughs a lot', '12'), '1', '2', 'night porter, 5550 0147', '2'),
    ('market arc', True, 'last night', '1', '4', 'older man, shopping trolley', ('', ''), '2', '2', '', None),
    ('9C3XGV8W+5M', False, '10 min ago', '3', '5', 'three people under the bridge', ('', ''), '3', '3', '', None),
    ('TQ 300 804', False, 'at 11', '1', '2', 'young woman, red coat', ('she is crying', '3'), '2', '1', 'Ana, 5550 0101', '3'),
    ('30U 701193 5711226', False, 'yesterday evening', '1', '3', '', ('', ''), '3', '3', '', None),
    ('quay st 14', True, 'an hour ago', '1', '5', 'somebody in the doorway', ('', ''), '2', '3', 'ana@example.org', '4'),
    ('behind the bins by the old gate', False, '3 hours ago', '1', '3', 'man with a beard', ('', ''), '2', '2', '', None),
    ('st peters', True, 'around midnight', '4', '5', 'four on the steps', ('very cold', '1'), '2', '2', '', None),
    ('abey park, bandstand', True, 'i aftes', '2', '4', 'couple, green tent', ('', ''), '1', '2', 'Bo, 5550 0102', '2'),
    ('Canal Yard', True, 'two nights ago', '2', '3', 'two men, blue tent', ('', ''), '3', '2', '', None),
    ('51.5201 -0.0934', False, '', '1', '3', 'man asleep on a bench', ('', ''), '2', '1', '', None),
    ('norregade', True, 'for en halv time siden', '1', '5', 'en mand i sovepose', ('', ''), '2', '3', '', None),
    ('market', True, 'on Tuesday', '1', '4', 'woman with a pram full of bags', ('', ''), '3', '2', 'Carl, 5550 0103', '2'),
    ('51 30 55.8 N, 0 6 0 W', False, '22:30', '1', '3', 'by the cash machine', ('', ''), '2', '3', '', None),
    ('canal yard, loading ramp', True, 'an hour and a half ago', '2', '3', 'blue tent, small dog', ('the dog limps', '5'), '1', '2', '', None),
    ('abbey pk', True, 'last night at 2', '1', '1', 'a boy of about 15, thin jacket', ('no coat', '1'), '2', '1', 'Dora, 5550 0104', '3'),
    ('quay street steps', True, 'ten minutes ago', '5', '5', 'a group, music', ('', ''), '2', '2', '', None),
    ('when the rain stopped, bus shelter', False, 'when the rain stopped', '1', '3', 'man, one shoe', ('', ''), '2', '3', '', None),
    ('St Peter', True, 'half past ten', '1', '4', 'woman, walking stick', ('she asks for a doctor', '2'), '1', '2', 'Eva, 5550 0105', '3'),
]

PLACES = '''name;kind;latitude;longitude
Canal Yard;street;51.5150;-0.1010
Market Arcade;landmark;51.5170;-0.0950
Quay Street;street;51.5120;-0.0980
Quay Street Steps;landmark;51.5125;-0.0970
St Peter's Church;landmark;51.5180;-0.1020
Abbey Park;landmark;51.5210;-0.0990
Nørregade;street;51.5140;-0.0940
'''


class Strokes:
    """The keys of one call, pressed as fast as the window takes them, and counted: of Ctrl+N two."""

    def __init__(self):
        self.commands, self.count = [], 0

    def keys(self, *names):
        self.commands.append(['key', '--delay', KEY_DELAY, '--clearmodifiers', *names])
        self.count += sum(len(name.split('+')) for name in names)

    def type(self, words):
        if words:
            self.commands.append(['type', '--delay', LETTER_DELAY, '--clearmodifiers', words])
            self.count += len(words)

    def strike(self):
        for command in self.commands:
            subprocess.run(['xdotool', *command], check=True)


def conversation(call):
    where, chosen, when, people, age, looks, (worries, chips), knows, usually, caller, answer = call
    strokes = Strokes()
    strokes.keys('ctrl+n')
    strokes.type(where)
    strokes.keys(*(['Return', 'Tab'] if chosen else ['Tab']))
    strokes.type(when)
    for digit in (people, age):
        strokes.keys('Tab', digit)
    strokes.keys('Tab')
    strokes.type(looks)
    strokes.keys('Tab')
    strokes.type(worries)
    strokes.keys('Tab', *chips)
    strokes.keys('Tab', knows, 'Tab', usually)
    if caller:
        strokes.keys('Tab')
        strokes.type(caller)
        strokes.keys('Tab', answer)
    strokes.keys('ctrl+Return')
    return strokes


def ctl(*arguments, words=PASSPHRASE):
    """Runs homewardctl with the passphrase on a descriptor of its own."""
    reading, writing = os.pipe()
    os.write(writing, words.encode() + b'\n')
    os.close(writing)
    try:
        return subprocess.run([CTL, *arguments, '--passphrase-fd', str(reading)], pass_fds=[reading], check=True, capture_output=True, text=True).stdout
    finally:
        os.close(reading)


@functools.cache
def make_first_workspace():
    """Keys are slow on purpose: they are made once, for all tests."""
    folder = tempfile.TemporaryDirectory(prefix='homeward-test-')
    path = pathlib.Path(folder.name, 'riverside.homeward')
    pathlib.Path(folder.name, 'places.csv').write_text(PLACES, encoding='utf-8')
    ctl('init', str(path), '--team', 'Riverside Outreach', '--author', 'Sofie')
    ctl('import-places', str(path), f'{folder.name}/places.csv')
    return folder


def make_workspace(home):
    """A copy, in @home."""
    for file in pathlib.Path(make_first_workspace().name).glob('riverside.homeward*'):
        shutil.copy(file, home)
    return f'{home}/riverside.homeward'


def open_workspace(home, apps, path):
    app = App(PROGRAM, home, '--workspace', path)
    apps.append(app)
    app.find(role='push button', name='Unlock')
    app.type(PASSPHRASE)
    app.keys('Return')
    app.find(name='New report', limit=60)
    return app


def count_new(app):
    """The number on the tab of the hotline: reports that wait to be looked at."""
    tabs = app.all(name='Hotline', showing=False)
    return max((int(inner.name) for tab in tabs for inner in tab.walk() if inner.role == 'label' and inner.name.isdigit()), default=0)


def answers(app, *names):
    """Which of the buttons named so are pressed."""
    nodes = {node.name: node for node in app.all(showing=False) if node.name in names}
    return {name for name, node in nodes.items() if node.has_state(PRESSED)}


def texts(app, *names):
    """What stands in the entries named so."""
    found = {}
    for node in app.all(showing=False):
        if node.name in names and 'EditableText' in node.interfaces:
            found[node.name] = node
    written = Tree(app.bus).texts(found.values())
    return {name: written.get(node.path, '') for name, node in found.items()}


def twenty_calls_are_taken_with_the_keyboard_alone(home, apps):
    path = make_workspace(home)
    app = open_workspace(home, apps, path)
    app.keys('ctrl+2')
    app.sees('Ready for the next call')
    strokes, seconds = [], []
    for number, call in enumerate(CALLS, 1):
        said = conversation(call)
        begun = time.monotonic()
        said.strike()
        wait_for(f'report {number} in the queue: {call[0]}', lambda number=number: count_new(app) == number)
        seconds.append(time.monotonic() - begun)
        strokes.append(said.count)
    print(f'# {len(CALLS)} calls: {statistics.median(strokes):.0f} key strokes in the median ({min(strokes)} to {max(strokes)}), '
          f'{statistics.median(seconds):.2f} s from the first key to the queue ({min(seconds):.2f} to {max(seconds):.2f})', flush=True)
    app.quit()

    ctl('export', path, '--format', 'csv', '--output', f'{home}/out.csv')
    with open(f'{home}/out.csv', newline='', encoding='utf-8') as file:
        rows = {row['appearance']: row for row in csv.DictReader(file)}
    assert len(rows) == len(CALLS), f'{len(rows)} different reports of {len(CALLS)} calls'
    for call in CALLS:
        check_report(rows[call[5]], call)


AGES = {'1': 'under-18', '2': '18-25', '3': '26-49', '4': '50-plus', '5': 'unknown'}


def check_report(row, call):
    where, _, when, people, age, looks, (worries, _), *_ = call
    assert row['people'] == people, (where, row)
    assert row['age_group'] == AGES[age], (where, row)
    assert worries in row['worries'], (where, row)
    # Words that say no time are kept; all others are a time.
    assert ('“' in row['worries']) == (when == 'when the rain stopped'), (where, row)
    name, point = EXPECTED.get(where, (where, (51.5, -0.1)))
    assert row['place'] == name, (where, row)
    if point is None:
        assert row['latitude'] == '', (where, row)
    else:
        assert abs(float(row['latitude']) - point[0]) < 0.03 and abs(float(row['longitude']) - point[1]) < 0.03, (where, row)


# What becomes of what was typed, where it is not the same.
EXPECTED = {
    'canal y': ('Canal Yard', (51.515, -0.101)),
    'market arc': ('Market Arcade', (51.517, -0.095)),
    'quay st 14': ('Quay Street 14', (51.512, -0.098)),
    'behind the bins by the old gate': ('behind the bins by the old gate', None),
    'st peters': ("St Peter's Church", (51.518, -0.102)),
    'abey park, bandstand': ('Abbey Park, bandstand', (51.521, -0.099)),
    'norregade': ('Nørregade', (51.514, -0.094)),
    'market': ('Market Arcade', (51.517, -0.095)),
    'canal yard, loading ramp': ('Canal Yard, loading ramp', (51.515, -0.101)),
    'abbey pk': ('Abbey Park', (51.521, -0.099)),
    'quay street steps': ('Quay Street Steps', (51.5125, -0.097)),
    'when the rain stopped, bus shelter': ('when the rain stopped, bus shelter', None),
    'St Peter': ("St Peter's Church", (51.518, -0.102)),
}


def rest(path):
    """Waits until nothing was written into the workspace for longer than a key may wait to be kept."""
    wal = pathlib.Path(path + '-wal')
    seen, since = None, time.monotonic()

    def is_still():
        nonlocal seen, since
        now = wal.stat().st_mtime_ns if wal.exists() else 0
        if now != seen:
            seen, since = now, time.monotonic()
        return time.monotonic() - since > 0.7
    wait_for('the workspace at rest', is_still)


def half_filled_calls_outlive_kill_9(home, apps):
    path = make_workspace(home)
    app = open_workspace(home, apps, path)
    first, second = Strokes(), Strokes()
    first.keys('ctrl+n')
    first.type('behind the bins')
    first.keys('Tab')
    first.type('last night')
    first.keys('Tab', '2', 'Tab', '1', 'Tab')
    first.type('grey dog')
    first.strike()
    second.keys('ctrl+n')
    second.type('Quay Street 14, by the do')
    second.strike()
    app.sees('Call 1, on hold: behind the bins')
    app.sees('Call 2, on the desk: Quay Street 14, by the do')
    rest(path)
    app.kill()

    again = open_workspace(home, apps, path)
    again.keys('ctrl+2')
    again.sees('Call 2, on hold: Quay Street 14, by the do')
    again.keys('alt+1')
    again.sees('Call 1, on the desk: behind the bins')
    kept = texts(again, 'Where?', 'When seen?', 'What do they look like, what have they with them?')
    assert list(kept.values()) == ['behind the bins', 'last night', 'grey dog'], kept
    pressed = answers(again, 'How many? 2', 'How many? 1', 'Age under 18', 'Age ?')
    assert pressed == {'How many? 2', 'Age under 18'}, pressed
    again.sees('A child: the caller rings')
    again.keys('ctrl+Next')
    again.sees('Call 2, on the desk: Quay Street 14, by the do')
    # The cursor stands where the words end: who goes on typing goes on with the sentence.
    again.type('or')
    wait_for('the whole place', lambda: texts(again, 'Where?')['Where?'] == 'Quay Street 14, by the door')
    again.quit()


def see_in_process_list(process):
    return pathlib.Path(f'/proc/{process.pid}/cmdline').read_bytes()


def a_number_that_calls_waits_for_the_passphrase_and_is_nowhere_else(home, apps):
    path = make_workspace(home)
    app = App(PROGRAM, home, '--workspace', path, '--phone', '5550 0147')
    apps.append(app)
    app.find(role='push button', name='Unlock')
    listed = see_in_process_list(app.process)
    assert path.encode() in listed and b'0147' not in listed, listed
    # A second telephone line: the program that runs is told, and the one that tells it ends.
    subprocess.run([PROGRAM, 'homeward:report?phone=%2B45%205550%200199'], env=app.environment, check=True, timeout=30, stdout=app.log, stderr=app.log)
    # And over D-Bus, as a desktop opens a link.
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    bus.call_sync('org.outreachtools.Homeward', '/org/outreachtools/Homeward', 'org.freedesktop.Application', 'Open',
                  GLib.Variant('(asa{sv})', (['homeward:report?phone=5550%200133'], {})), None, 0, REPLY_LIMIT, None)
    assert not any(number in title for title in app.titles() for number in ('0147', '0199', '0133'))
    app.type(PASSPHRASE)
    app.keys('Return')
    app.sees('Call 1, on hold: 5550 0147')
    app.sees('Call 2, on hold: +45 5550 0199')
    app.sees('Call 3, on the desk: 5550 0133')
    wait_for('the number in its field', lambda: texts(app, 'Caller') == {'Caller': '5550 0133'})
    assert app.titles() == ['Homeward'], app.titles()
    app.quit()
    log = pathlib.Path(f'{home}/app.log').read_text(errors='replace')
    assert not any(number in log for number in ('0147', '0199', '0133')), log


if __name__ == '__main__':
    sys.exit(run([
        twenty_calls_are_taken_with_the_keyboard_alone,
        half_filled_calls_outlive_kill_9,
        a_number_that_calls_waits_for_the_passphrase_and_is_nowhere_else,
    ]))
