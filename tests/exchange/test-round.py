#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The round of a shift from a workspace into files with homewardctl, and what
stands in these files. The paths of homewardctl and plant-round are the arguments.
"""
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

HOMEWARDCTL, PLANT = sys.argv.pop(1), sys.argv.pop(1)
PASSPHRASE = 'correct horse battery staple'
BOUND = 120
OK, FAILED, USAGE = 0, 1, 2


def environment():
    env = {k: v for k, v in os.environ.items() if k not in ('CREDENTIALS_DIRECTORY', 'TZ')}
    return dict(env, LC_ALL='C.UTF-8', TZ='UTC')


def run(*args):
    with tempfile.TemporaryFile() as secret:
        secret.write(PASSPHRASE.encode())
        secret.seek(0)
        return subprocess.run([HOMEWARDCTL, 'round', *map(str, args), '--passphrase-fd', str(secret.fileno())], pass_fds=[secret.fileno()],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BOUND, env=environment())


def plant(path, what):
    done = subprocess.run([PLANT, path, PASSPHRASE, what], capture_output=True, text=True, timeout=BOUND, env=environment(), check=True)
    return done.stdout.strip()


def read_pdf(path):
    done = subprocess.run(['pdftotext', '-enc', 'UTF-8', '-layout', path, '-'], capture_output=True, timeout=BOUND, check=True)
    return done.stdout.decode()


class Round(unittest.TestCase):
    def setUp(self):
        self.made = tempfile.TemporaryDirectory(prefix='homeward-test-')
        self.workspace = os.path.join(self.made.name, 'team.homeward')
        self.shift = plant(self.workspace, 'plant')

    def tearDown(self):
        self.made.cleanup()

    def write(self, name, *options):
        path = os.path.join(self.made.name, name)
        return path, run(self.workspace, '--shift', self.shift, '--output', path, *options)

    def need_pdftotext(self):
        if shutil.which('pdftotext') is None:
            self.skipTest('pdftotext is not here')

    def test_shifts_are_listed(self):
        listed = run(self.workspace)
        self.assertEqual(listed.returncode, OK, listed.stderr)
        self.assertIn(self.shift, listed.stdout)
        self.assertIn('Team North', listed.stdout)
        listed = json.loads(run(self.workspace, '--json').stdout)['shifts']
        self.assertEqual([(s['id'], s['state'], s['stops']) for s in listed], [(self.shift, 'planned', 3)])
        self.assertEqual(json.loads(run(self.workspace, '--json', '--until', '2020-01-01').stdout)['shifts'], [])

    def test_what_makes_no_sense_is_refused(self):
        for options in (['--output', 'x'], ['--shift', 'tonight', '--format', 'pdf', '--output', 'x'], ['--shift', self.shift, '--format', 'doc', '--output', 'x'],
                        ['--shift', self.shift, '--format', 'pdf'], ['--shift', self.shift, '--format', 'pdf', '--output', 'x', '--paper', 'a5'],
                        ['--shift', self.shift, '--format', 'pdf', '--output', 'x', '--names-for', 'advice'],
                        ['--shift', self.shift, '--format', 'pdf', '--output', 'x', '--names-for', 'fun', '--recipient', 'me'],
                        ['--shift', self.shift, '--format', 'gpx', '--output', 'x', '--languages']):
            self.assertEqual(run(self.workspace, *options).returncode, USAGE, options)
        self.assertFalse(os.path.exists('x'))

    def test_a_shift_that_is_not_there_writes_nothing(self):
        path = os.path.join(self.made.name, 'round.gpx')
        done = run(self.workspace, '--shift', '0' * 8 + '-0000-4000-8000-' + '0' * 12, '--format', 'gpx', '--output', path)
        self.assertEqual(done.returncode, FAILED, done.stderr)
        self.assertFalse(os.path.exists(path))

    def test_the_sheet_says_what_the_team_must_know_and_names_nobody(self):
        self.need_pdftotext()
        path, done = self.write('sheet.pdf', '--format', 'pdf')
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o600)
        text = read_pdf(path)
        for words in ('Route sheet: Team North', 'Amir (leads), Lise', 'Riverton Station', 'Needles by the wall', 'Gate code 4711', 'Pod mostem, Łódzka',
                      'красная палатка', 'Could not look', 'met 1 person', 'by Lise'):
            self.assertIn(words, text)
        self.assertIn('الجسر', ''.join(text.split()))   # pdftotext puts blanks between the letters of some fonts
        for words in ('Janek', 'Mirela', 'Tomasz', 'Winter', '7946', 'Polish', 'Known here'):
            self.assertNotIn(words, text)
        self.assertLess(text.index('Viaduct Arches'), text.index('Pod mostem'))
        self.assertEqual(plant(self.workspace, 'told'), '')

    def test_the_language_stands_there_for_the_team_alone(self):
        self.need_pdftotext()
        path, done = self.write('sheet.pdf', '--format', 'pdf', '--languages', '--paper', 'letter')
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(read_pdf(path).count('Polish'), 1)

    def test_who_agreed_is_named_and_it_is_recorded_with_the_hash(self):
        self.need_pdftotext()
        path, done = self.write('sheet.pdf', '--format', 'pdf', '--names-for', 'advice', '--recipient', 'Law centre')
        self.assertEqual(done.returncode, OK, done.stderr)
        text = read_pdf(path)
        self.assertIn('Janek; 2 who did not agree to be named', text)
        self.assertNotIn('Mirela', text)
        self.assertNotIn('Tomasz', text)
        with open(path, 'rb') as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        told = plant(self.workspace, 'told').split('\n')
        self.assertEqual(len(told), 1)
        self.assertTrue(told[0].startswith('Janek|advice|Law centre|'))
        self.assertIn(digest, told[0])

    def test_without_anybody_to_name_there_is_no_sheet(self):
        path, done = self.write('sheet.pdf', '--format', 'pdf', '--names-for', 'treatment', '--recipient', 'Law centre')
        self.assertEqual(done.returncode, FAILED, done.stderr)
        self.assertFalse(os.path.exists(path))
        self.assertEqual(plant(self.workspace, 'told'), '')

    def test_other_devices_get_places_and_nothing_of_people(self):
        path, done = self.write('round.gpx', '--format', 'gpx')
        self.assertEqual(done.returncode, OK, done.stderr)
        space = {'g': 'http://www.topografix.com/GPX/1/1'}
        names = [p.find('g:name', space).text for p in ElementTree.parse(path).findall('g:rte/g:rtept', space)]
        self.assertEqual(names, ['Start: Riverton Station', '1 Viaduct Arches', 'Stop 2', 'Stop 3', 'End'])
        other, done = self.write('round.geojson', '--format', 'geojson', '--json')
        self.assertEqual(done.returncode, OK, done.stderr)
        self.assertEqual(json.loads(done.stdout)['stops'], 3)
        with open(other, encoding='utf-8') as file:
            features = json.load(file)['features']
        self.assertEqual([f['geometry']['type'] for f in features], ['LineString'] + ['Point'] * 5)
        for name in (path, other):
            self.assertEqual(stat.S_IMODE(os.stat(name).st_mode), 0o600)
            with open(name, encoding='utf-8') as file:
                text = file.read()
            for words in ('Janek', 'Winter', 'mostem', 'الجسر', 'палатка', 'Needles', 'Amir', '"pl"'):
                self.assertNotIn(words, text)


if __name__ == '__main__':
    unittest.main(verbosity=2)
