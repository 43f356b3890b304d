#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built homewardctl as a script or a person would: every command,
every exit code, the bad input that the wild has, a passphrase at a terminal,
and Ctrl+C in the middle of an import. The paths of homewardctl and of
plant-workspace are the arguments.
"""
import csv
import json
import os
import pty
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time
import unittest

HOMEWARDCTL, PLANT = sys.argv.pop(1), sys.argv.pop(1)
PASSPHRASE = 'correct horse battery staple'
HEADER = 'id,lat,lon,time,note\n'
ROW = '{0},51.5{0:03},-0.1,2026-03-04T22:15:00Z,tent {0}\n'
BOUND = 120

OK, FAILED, USAGE, SECRET, LOCKED, DAMAGED, INPUT, INTERRUPTED = 0, 1, 2, 3, 4, 5, 6, 130


def environment(**more):
    env = {k: v for k, v in os.environ.items() if k not in ('CREDENTIALS_DIRECTORY', 'TZ')}
    return dict(env, LC_ALL='C.UTF-8', TZ='UTC', **more)


def run(*args, passphrase=PASSPHRASE, env=None):
    """Runs a command with the passphrase on a file descriptor of its own."""
    args = [HOMEWARDCTL, *map(str, args)]
    if passphrase is None:
        return subprocess.run(args, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BOUND, env=env or environment(), start_new_session=True)
    with tempfile.TemporaryFile() as secret:
        secret.write(passphrase.encode())
        secret.seek(0)
        return subprocess.run([*args, '--passphrase-fd', str(secret.fileno())], pass_fds=[secret.fileno()], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=BOUND, env=env or environment(), start_new_session=True)


def plant(workspace):
    """What init makes, with keys that take no time."""
    subprocess.run([PLANT, workspace, PASSPHRASE], capture_output=True, timeout=BOUND, check=True)


def read_until(fd, words):
    """What the terminal shows, up to and with the words."""
    shown, end = b'', time.monotonic() + BOUND
    while words not in shown:
        ready, _, _ = select.select([fd], [], [], max(0, end - time.monotonic()))
        if not ready:
            raise AssertionError(f'{words!r} never came, only {shown!r}')
        try:
            more = os.read(fd, 4096)
        except OSError:
            more = b''
        if not more:
            raise AssertionError(f'{words!r} never came, only {shown!r}')
        shown += more
    return shown


class Command(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory(prefix='homeward-test-')
        cls.folder = cls.made.name
        cls.workspace = cls.path('team.homeward')
        plant(cls.workspace)

    @classmethod
    def tearDownClass(cls):
        cls.made.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder, name)

    def write(self, name, content):
        path = self.path(name)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def assert_refused(self, result, code, words=''):
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertIn(words, result.stderr)
        self.assertNotIn(PASSPHRASE, result.stderr + result.stdout)

    def import_json(self, *args):
        result = run('import', self.workspace, *args, '--json')
        self.assertEqual(result.returncode, OK, result.stderr)
        counts = json.loads(result.stdout)
        self.assertEqual(list(counts), ['rows', 'taken', 'duplicates', 'refused'])
        self.assertEqual(counts['rows'], counts['taken'] + counts['duplicates'] + counts['refused'])
        return counts

    # -- the command line

    def test_help_says_how_and_a_wrong_line_is_refused(self):
        self.assertEqual(run('--help', passphrase=None).returncode, OK)
        self.assertIn('homewardctl', run('--version', passphrase=None).stdout)
        for command in 'init', 'import', 'export', 'hotspots', 'poll', 'collect', 'published', 'verify', 'rebuild':
            result = run(command, '--help', passphrase=None)
            self.assertEqual(result.returncode, OK)
            self.assertIn('--passphrase-fd', result.stdout)
            self.assertIn('--json', result.stdout)
            self.assert_refused(run(command, passphrase=None), USAGE)
        self.assert_refused(run(passphrase=None), USAGE)
        self.assert_refused(run('explode', passphrase=None), USAGE)
        self.assert_refused(run('verify', self.workspace, 'another'), USAGE)
        self.assert_refused(run('verify', self.workspace, '--explode'), USAGE)
        self.assert_refused(run('import', self.workspace), USAGE)
        self.assert_refused(run('export', self.workspace, '--format', 'pdf', '--output', self.path('x')), USAGE)
        self.assert_refused(run('export', self.workspace, '--format', 'csv'), USAGE)
        self.assert_refused(run('export', self.workspace, '--format', 'csv', '--output', self.path('x'), '--since', 'soon'), USAGE)
        self.assert_refused(run('hotspots', self.workspace, '--radius', '-5'), USAGE)
        file = self.write('usage.csv', HEADER + ROW.format(1))
        self.assert_refused(run('import', self.workspace, file, '--date-order', 'ydm'), USAGE)
        self.assert_refused(run('import', self.workspace, file, '--column', 'seen-at=Nothing'), USAGE)
        self.assert_refused(run('import', self.workspace, file, '--column', 'colour=note'), USAGE)

    # -- secrets

    def test_passphrase_wrong_missing_or_endless_is_refused(self):
        self.assert_refused(run('verify', self.workspace, passphrase='wrong horse'), SECRET)
        self.assert_refused(run('verify', self.workspace, passphrase=''), SECRET)
        self.assert_refused(run('verify', self.workspace, passphrase=None), SECRET, '--passphrase-fd')
        self.assert_refused(run('verify', self.workspace, passphrase='x' * 10000), SECRET)
        self.assert_refused(run('verify', self.workspace, passphrase='x' * 100000), SECRET)
        self.assert_refused(run('init', self.path('long.homeward'), passphrase='x' * 100000), SECRET)
        self.assertFalse(os.path.exists(self.path('long.homeward')))
        self.assert_refused(run('verify', self.workspace, '--passphrase-fd', '77', passphrase=None), SECRET)

    def test_passphrase_is_read_from_the_credentials_of_a_service(self):
        folder = self.path('credentials')
        os.mkdir(folder)
        env = environment(CREDENTIALS_DIRECTORY=folder)
        self.assert_refused(run('verify', self.workspace, passphrase=None, env=env), SECRET, 'homeward-passphrase')
        self.write('credentials/homeward-passphrase', PASSPHRASE + '\n')
        self.assertEqual(run('verify', self.workspace, passphrase=None, env=env).returncode, OK)

    def at_terminal(self, *args):
        pid, fd = pty.fork()
        if pid == 0:
            os.execvpe(HOMEWARDCTL, [HOMEWARDCTL, *args], environment())
        self.addCleanup(os.close, fd)
        return pid, fd

    def exit_of(self, pid):
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    def test_passphrase_is_asked_at_a_terminal_without_showing_it(self):
        pid, fd = self.at_terminal('verify', self.workspace)
        read_until(fd, b'Passphrase: ')
        os.write(fd, PASSPHRASE.encode() + b'\n')
        shown = read_until(fd, b'whole')
        self.assertNotIn(b'horse', shown)
        self.assertEqual(self.exit_of(pid), OK)

    def test_new_passphrase_is_asked_twice(self):
        pid, fd = self.at_terminal('init', self.path('twice.homeward'))
        read_until(fd, b'New passphrase: ')
        os.write(fd, b'one thing and more\n')
        read_until(fd, b'again: ')
        os.write(fd, b'another thing and more\n')
        read_until(fd, b'not the same')
        self.assertEqual(self.exit_of(pid), SECRET)
        self.assertFalse(os.path.exists(self.path('twice.homeward')))

    def test_interrupt_at_the_question_stops(self):
        pid, fd = self.at_terminal('verify', self.workspace)
        read_until(fd, b'Passphrase: ')
        os.kill(pid, signal.SIGINT)
        read_until(fd, b'Stopped')
        self.assertEqual(self.exit_of(pid), INTERRUPTED)

    # -- workspaces

    def test_init_leaves_what_is_there(self):
        self.assert_refused(run('init', self.workspace), FAILED, 'left as it is')
        self.assert_refused(run('init', '/nowhere/at/all.homeward'), FAILED)

    def test_init_makes_a_workspace_that_opens_and_is_nobody_elses_to_read(self):
        workspace = self.path('made.homeward')
        made = run('init', workspace, '--team', 'Test', '--json')
        self.assertEqual(made.returncode, OK, made.stderr)
        self.assertGreater(len(json.loads(made.stdout)['recovery_code']), 20)
        for file in workspace, workspace + '.key':
            self.assertEqual(stat.S_IMODE(os.stat(file).st_mode), 0o600)
        self.assertEqual(run('verify', workspace).returncode, OK)

    def test_what_is_no_workspace_is_refused(self):
        self.assert_refused(run('verify', self.path('missing.homeward')), DAMAGED)
        self.assert_refused(run('verify', self.folder), DAMAGED)
        self.assert_refused(run('verify', self.write('plain.homeward', 'hello')), DAMAGED)

    def test_truncated_workspace_is_refused(self):
        with open(self.workspace, 'rb') as file:
            whole = file.read()
        with open(self.workspace + '.key', 'rb') as file:
            self.write('cut.homeward.key', file.read())
        for length in (0, 10, 5000, len(whole) // 2, len(whole) - 4096):
            cut = self.write('cut.homeward', whole[:length])
            result = run('verify', cut)
            self.assertIn(result.returncode, (DAMAGED, SECRET), f'{length}: {result.stderr}')

    def test_second_program_is_locked_out(self):
        workspace = self.path('held.homeward')
        plant(workspace)
        pid, fd, writer = self.start_import(workspace, self.large_file('held.csv'))
        try:
            self.assert_refused(run('verify', workspace), LOCKED)
        finally:
            os.kill(pid, signal.SIGINT)
            self.drain(fd)
            os.waitpid(pid, 0)

    # -- import

    def test_import_counts_and_importing_again_adds_nothing(self):
        file = self.write('twice.csv', HEADER + ''.join(ROW.format(i) for i in range(10)) + ROW.format(3) + 'x,91,0,2026-03-04,\n')
        self.assertEqual(self.import_json(file, '--dry-run'), {'rows': 12, 'taken': 10, 'duplicates': 1, 'refused': 1})
        self.assertEqual(self.import_json(file), {'rows': 12, 'taken': 10, 'duplicates': 1, 'refused': 1})
        self.assertEqual(self.import_json(file, file), {'rows': 24, 'taken': 0, 'duplicates': 22, 'refused': 2})
        words = run('import', self.workspace, file)
        self.assertEqual(words.returncode, OK)
        self.assertIn('line 13: The latitude is 91', words.stdout)

    def test_refused_rows_are_saved_formula_proof_and_private(self):
        file = self.write('bad.csv', HEADER + '=cmd(),91,-0.1,2026-03-04,a\nb,51.5,-0.1,1602-03-04,b\nc,51.5,-0.1,2999-01-01,c\nd,0,0,2026-03-04,d\n')
        out = self.path('refused.csv')
        self.assertEqual(self.import_json(file, '--refused', out), {'rows': 4, 'taken': 0, 'duplicates': 0, 'refused': 4})
        with open(out, newline='') as saved:
            rows = list(csv.reader(saved))
        self.assertEqual(rows[0], ['line', 'reason', 'id', 'lat', 'lon', 'time', 'note'])
        self.assertEqual([row[0] for row in rows[1:]], ['2', '3', '4', '5'])
        self.assertEqual(rows[1][2], "'=cmd()")
        for row, words in zip(rows[1:], ('latitude is 91', '1602', '2999', '(0, 0)')):
            self.assertIn(words, row[1])
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600)

    def test_columns_and_date_order_can_be_said(self):
        file = self.write('odd.csv', 'alpha;beta;gamma\nunder the arch;03/04/2026;1\nby the river;04/05/2026;2\n')
        self.assert_refused(run('import', self.workspace, file, '--column', 'ignored=beta'), INPUT, 'which column')
        self.assertEqual(self.import_json(file, '--column', 'place=alpha', '--column', 'people=gamma', '--date-order', 'mdy')['taken'], 2)
        out = self.path('odd-out.csv')
        self.assertEqual(run('export', self.workspace, '--format', 'csv', '--output', out, '--since', '2026-03-04', '--until', '2026-03-04').returncode, OK)
        with open(out, newline='') as saved:
            rows = [row for row in csv.DictReader(saved) if row['place'] == 'under the arch']
        self.assertEqual([(row['seen_at'], row['people']) for row in rows], [('2026-03-04T12:00:00Z', '1')])

    def test_files_that_are_none_are_refused_by_name(self):
        long_line = self.path('long.csv')
        with open(long_line, 'wb') as file:
            file.write(HEADER.encode() + b'x' * (2 << 20))
            file.seek(1 << 30)
            file.write(b'x\n')
        bad = [
            self.write('empty.csv', ''), self.folder, long_line, self.write('one.csv', 'place\nhere\nthere\n'),
            self.write('zeroes.csv', bytes(5000)), self.write('cut.geojson', '{"type":"FeatureCollection","features":[{'),
            self.write('list.geojson', '[1,2,3]'), self.write('sheet.xlsx', b'PK\3\4' + bytes(range(200))),
            self.write('names.csv', HEADER), self.write('colours.csv', 'colour,shape\nred,round\n'),
        ]
        for path in bad:
            self.assert_refused(run('import', self.workspace, path), INPUT, path)
        self.assert_refused(run('import', self.workspace, self.path('missing.csv')), FAILED, 'missing.csv')

    def test_rows_that_are_none_are_refused_by_line(self):
        geojson = self.write('polygon.geojson', '{"type":"FeatureCollection","features":[\n{"type":"Feature","properties":{"date":"2026-03-04"},'
                             '"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}')
        result = run('import', self.workspace, geojson)
        self.assertEqual(result.returncode, OK, result.stderr)
        self.assertIn('line 2: A polygon where a point is due', result.stdout)
        nul = self.write('nul.csv', HEADER.encode() + b'1,51.5,-0.1,2026-03-04,a\0b\n' + ROW.format(77).encode() * 3)
        result = run('import', self.workspace, nul)
        self.assertIn('line 2: The row holds NUL characters', result.stdout)

    def test_second_file_that_fails_leaves_the_first(self):
        good = self.write('first.csv', HEADER + ROW.format(501))
        result = run('import', self.workspace, good, self.path('missing.csv'), '--json')
        self.assert_refused(result, FAILED, 'missing.csv')
        self.assertEqual(json.loads(result.stdout)['taken'], 1)
        self.assertEqual(self.import_json(good)['duplicates'], 1)

    def test_places_are_imported_once_and_refused_by_line(self):
        self.assert_refused(run('import-places', self.workspace), USAGE)
        nameless = self.write('nameless.csv', 'latitude,longitude\n51.5,-0.1\n51.6,-0.2\n')
        self.assert_refused(run('import-places', self.workspace, nameless), INPUT, 'nameless.csv')
        places = self.write('places.csv', 'name,kind,latitude,longitude\nCanal Yard,street,51.5,-0.1\n,street,51.5,-0.1\nAbbey Park,park,51.6,-0.2\n')
        first, second = (run('import-places', self.workspace, places, '--json') for _ in range(2))
        self.assertEqual(json.loads(first.stdout), {'rows': 3, 'added': 2, 'known': 0, 'refused': 1})
        self.assertEqual(json.loads(second.stdout), {'rows': 3, 'added': 0, 'known': 2, 'refused': 1})
        self.assertIn('line 3: There is no name', run('import-places', self.workspace, places).stdout)

    def large_file(self, name):
        return self.write(name, HEADER + ''.join(f'{i},51.5,-0.1,2026-03-04T22:15:00Z,a tent beside the river and a bag {i}\n' for i in range(300000)))

    def start_import(self, workspace, file, *more):
        """Starts an import whose progress is shown at a terminal, and waits until it is under way."""
        reader, writer = os.pipe()
        os.write(writer, PASSPHRASE.encode() + b'\n')
        os.set_inheritable(reader, True)
        pid, fd = self.at_terminal('import', workspace, file, '--passphrase-fd', str(reader), *more)
        os.close(reader)
        os.close(writer)
        read_until(fd, b' 10 %')
        return pid, fd, writer

    def drain(self, fd):
        shown = b''
        try:
            while more := os.read(fd, 4096):
                shown += more
        except OSError:
            pass
        return shown

    def test_interrupted_import_leaves_nothing(self):
        workspace = self.path('stopped.homeward')
        plant(workspace)
        file = self.large_file('stopped.csv')
        before = set(os.listdir(self.folder))
        pid, fd, _ = self.start_import(workspace, file, '--refused', self.path('stopped-refused.csv'))
        os.kill(pid, signal.SIGINT)
        self.assertIn(b'Stopped', self.drain(fd))
        self.assertEqual(self.exit_of(pid), INTERRUPTED)
        self.assertEqual(set(os.listdir(self.folder)), before)
        out = self.path('stopped-out.csv')
        result = run('export', workspace, '--format', 'csv', '--output', out, '--json')
        self.assertEqual(json.loads(result.stdout), {'reports': 0}, result.stderr)
        self.assertEqual(run('verify', workspace).returncode, OK)

    # -- export, hot-spots, checks

    def test_export_is_whole_private_and_can_be_imported(self):
        self.import_json(self.write('out.csv', HEADER + ''.join(ROW.format(i) for i in range(600, 605))))
        for kind in 'csv', 'geojson':
            out = self.path('export.' + kind)
            self.write('export.' + kind, 'what was here before')
            result = run('export', self.workspace, '--format', kind, '--output', out, '--json')
            self.assertEqual(result.returncode, OK, result.stderr)
            n = json.loads(result.stdout)['reports']
            self.assertGreaterEqual(n, 5)
            self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600)
            self.assertEqual(self.import_json(out), {'rows': n, 'taken': 0, 'duplicates': n, 'refused': 0})
        result = run('export', self.workspace, '--format', 'csv', '--output', out, '--since', '2031-01-01', '--json')
        self.assertEqual(json.loads(result.stdout), {'reports': 0})
        self.assert_refused(run('export', self.workspace, '--format', 'csv', '--output', '/nowhere/at/all.csv'), FAILED)
        self.assert_refused(run('export', self.workspace, '--format', 'csv', '--output', self.folder), FAILED)

    def test_published_page_tells_no_small_number(self):
        rows = ''.join(f'p{i},51.5,-0.1,2025-03-{i % 27 + 1:02d}T22:00:00Z,behind the bins\n' for i in range(23))
        self.import_json(self.write('published.csv', 'id,lat,lon,time,note\n' + rows))
        page = self.path('published.html')
        result = run('published', self.workspace, '--month', '2025-03', '--team', 'A & B', '--output', page)
        self.assertEqual(result.returncode, OK, result.stderr)
        with open(page, encoding='utf-8') as file:
            html = file.read()
        self.assertIn('<td>25</td>', html)
        self.assertIn('A &amp; B', html)
        self.assertNotIn('>23<', html)
        self.assertNotIn('bins', html)
        self.assert_refused(run('published', self.workspace, '--month', 'March', '--output', page), USAGE)

    def figures(self, *options):
        result = run('figures', self.workspace, '--period', '2022-Q2', *options)
        self.assertEqual(result.returncode, OK, result.stderr)
        return result.stdout

    def test_figures_are_told_as_they_may_leave_and_inside_as_they_are(self):
        rows = ''.join(f'f{i},51.5,-0.1,2022-0{4 + i % 2}-{i % 27 + 1:02d}T22:00:00Z,x\n' for i in range(23))
        edges = 'e1,51.5,-0.1,2022-03-31T23:59:59Z,x\ne2,51.5,-0.1,2022-04-01T00:00:00Z,x\ne3,51.5,-0.1,2022-07-01T00:00:00Z,x\n'
        self.import_json(self.write('figures.csv', HEADER + rows + edges))

        def came_from_another_system(text):
            figure = next(figure for figure in json.loads(text)['figures'] if figure['id'] == 'reports-by-channel')
            return next(value for value in figure['values'] if value['row'] == 'From another system')
        self.assertEqual(came_from_another_system(self.figures('--json')), {'row': 'From another system', 'column': '', 'value': 25.0, 'hidden': False})
        self.assertEqual(came_from_another_system(self.figures('--json', '--inside'))['value'], 24.0)
        # Before they were imported nothing was known of them.
        self.assertEqual(came_from_another_system(self.figures('--json', '--as-of', '2023-01-01'))['value'], 0.0)
        text = self.figures()
        self.assertIn('Seen sleeping rough (as CHAIN counts, version 1)', text)
        self.assertIn('New in the area (England’s framework, version 1)', text)
        rows = list(csv.DictReader(self.figures('--csv').splitlines()))
        self.assertIn(('reports-by-channel', '1', '25'), {(row['figure'], row['version'], row['value']) for row in rows})
        one = json.loads(self.figures('--json', '--figure', 'seen'))['figures']
        self.assertEqual([figure['id'] for figure in one], ['seen'])
        self.assert_refused(run('figures', self.workspace, '--period', '2022-Q5'), USAGE)
        self.assert_refused(run('figures', self.workspace), USAGE)

    def test_list_of_people_is_refused_without_a_consent(self):
        out = self.path('list.csv')
        right = ['export-list', self.workspace, '--purpose', 'advice', '--recipient', 'Law centre', '--format', 'csv', '--output', out]
        self.assert_refused(run(*right), FAILED)
        self.assertFalse(os.path.exists(out))
        for wrong in (['--purpose', 'curiosity'], ['--recipient', ''], ['--format', 'doc'], ['--fields', 'name,nationality'], ['--fields', 'treatment'], ['--output', '']):
            self.assert_refused(run(*right, *wrong), USAGE)
        # A purpose that needs a second person refuses before anybody is looked for.
        self.assert_refused(run(*right, '--purpose', 'treatment'), FAILED)
        self.assertFalse(os.path.exists(out))

    def test_hotspots_are_found_and_described(self):
        rows = ''.join(f'{i},55.676{i % 3},12.5683,2025-06-{10 + i % 15}T23:00:00Z,x\n' for i in range(700, 712))
        self.import_json(self.write('hot.csv', HEADER + rows))
        found = run('hotspots', self.workspace, '--until', '2025-06-30', '--json')
        self.assertEqual(found.returncode, OK, found.stderr)
        spots = json.loads(found.stdout)['hotspots']
        self.assertEqual([spot['reports'] for spot in spots], [12])
        self.assertAlmostEqual(spots[0]['latitude'], 55.6761, 3)
        self.assertEqual(spots[0]['rank'], 1)
        none = run('hotspots', self.workspace, '--until', '2025-06-30', '--weight', '50', '--json')
        self.assertEqual(json.loads(none.stdout), {'hotspots': []})
        self.assertIn('55.676', run('hotspots', self.workspace, '--since', '2025-06-01', '--until', '2025-06-30').stdout)

    def import_two_hotspots(self):
        rows = [f'{i},55.676{i % 3},12.5683,2025-06-{10 + i % 15}T23:00:00Z,x' for i in range(700, 712)]
        rows += [f'{i},55.7,12.6,2025-06-{26 + i % 4}T01:00:00Z,x' for i in range(720, 740)]
        self.import_json(self.write('two.csv', HEADER + '\n'.join(rows) + '\n'))

    def hotspots(self, *args):
        found = run('hotspots', self.workspace, '--until', '2025-06-30', '--format', 'json', *args)
        self.assertEqual(found.returncode, OK, found.stderr)
        return json.loads(found.stdout)['hotspots']

    def test_hotspots_take_every_parameter(self):
        self.import_two_hotspots()
        for wrong in (('--days', '0'), ('--report-weight', '-1'), ('--contact-weight', 'nan'), ('--time-radius', '-1'), ('--limit', '-1'),
                      ('--radius', '0'), ('--weight', 'nan'), ('--format', 'pdf'), ('--since', 'soon')):
            self.assert_refused(run('hotspots', self.workspace, *wrong), USAGE)
        self.assertEqual([spot['reports'] for spot in self.hotspots()], [20, 12])
        self.assertEqual([spot['reports'] for spot in self.hotspots('--limit', '1')], [20])
        self.assertEqual([spot['reports'] for spot in self.hotspots('--days', '8')], [20])
        self.assertEqual([spot['weight'] for spot in self.hotspots('--report-weight', '3')], [60, 36])
        self.assertEqual(self.hotspots('--report-weight', '0', '--contact-weight', '9'), [])
        self.assertEqual([spot['reports'] for spot in self.hotspots('--radius', '5')], [20])
        self.assertEqual(len(self.hotspots('--since', '2025-06-29')), 1)
        # Near in time too: what was there on the 10th to 16th and on the 20th to 24th is two.
        self.assertEqual(sorted(spot['reports'] for spot in self.hotspots('--time-radius', '2')), [5, 7, 20])

    def test_hotspots_keep_their_identity_from_day_to_day(self):
        self.import_two_hotspots()
        today, later = self.hotspots(), self.hotspots('--until', '2025-07-03')
        self.assertEqual({spot['identity'] for spot in today}, {spot['identity'] for spot in later})
        self.assertEqual([spot['born'] for spot in today], ['2025-06-26', '2025-06-14'])
        self.assertEqual(today[1]['changes'][0]['what'], 'born')
        gone = self.hotspots('--until', '2025-07-30')
        self.assertNotIn(today[1]['identity'], [spot['identity'] for spot in gone])

    def test_hotspots_come_as_text_geojson_and_csv(self):
        self.import_two_hotspots()
        command = 'hotspots', self.workspace, '--until', '2025-06-30'
        text = run(*command).stdout.splitlines()
        self.assertEqual(len(text), 3)
        self.assertIn('55.70000,   12.60000', text[1])
        self.assertIn('2025-06-26', text[1])

        shapes = json.loads(run(*command, '--format', 'geojson').stdout)
        self.assertEqual(shapes['type'], 'FeatureCollection')
        for feature in shapes['features']:
            ring, = feature['geometry']['coordinates']
            self.assertEqual(ring[0], ring[-1])
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
            self.assertGreater(area, 0, 'RFC 7946: counter-clockwise')
        self.assertEqual([feature['properties']['rank'] for feature in shapes['features']], [1, 2])

        file = self.path('hot-spots.csv')
        written = run(*command, '--format', 'csv', '--output', file)
        self.assertEqual((written.returncode, written.stdout), (OK, ''), written.stderr)
        self.assertEqual(os.stat(file).st_mode & 0o777, 0o600)
        with open(file, encoding='utf-8', newline='') as lines:
            rows = list(csv.DictReader(lines))
        self.assertEqual([row['reports'] for row in rows], ['20', '12'])
        self.assertEqual(rows[0]['identity'], self.hotspots()[0]['identity'])
        self.assertEqual(rows[0]['within_250_m_28_days'], '20')
        self.assert_refused(run(*command, '--output', '/nowhere/at/all.csv'), FAILED)

    def test_hotspots_hold_nothing_of_a_person(self):
        self.import_two_hotspots()
        for form in 'text', 'json', 'geojson', 'csv':
            found = run('hotspots', self.workspace, '--until', '2025-06-30', '--format', form).stdout.lower()
            for word in 'nationality', 'language', 'health', 'immigration', 'caller', 'gender', 'name"':
                self.assertNotIn(word, found)

    def test_verify_and_rebuild_find_all_well(self):
        result = run('verify', self.workspace, '--json')
        self.assertEqual(json.loads(result.stdout), {'ok': True, 'problems': []}, result.stderr)
        result = run('rebuild', self.workspace, '--json')
        self.assertEqual(result.returncode, OK, result.stderr)
        self.assertFalse(json.loads(result.stdout)['changed'])


if __name__ == '__main__':
    unittest.main(verbosity=2)
