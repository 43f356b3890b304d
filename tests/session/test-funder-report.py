#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report for a funder about the made-up town: what is in it, and what is not."""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as tree
import zipfile

PLANT, HOMEWARDCTL = sys.argv[1:3]
PASSPHRASE = 'correct horse battery staple'
BOUND = 240   # seconds: far more than it takes
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
METRES_PER_DEGREE = 111195


def read_sheets(path):
    """Every sheet by name: rows of texts and numbers."""
    with zipfile.ZipFile(path) as book:
        strings = [''.join(item.itertext()) for item in tree.fromstring(book.read('xl/sharedStrings.xml'))]
        names = [sheet.get('name') for sheet in tree.fromstring(book.read('xl/workbook.xml')).iter(SHEET + 'sheet')]
        sheets = {}
        for number, name in enumerate(names, 1):
            rows = []
            for row in tree.fromstring(book.read(f'xl/worksheets/sheet{number}.xml')).iter(SHEET + 'row'):
                cells = {}
                for cell in row:
                    value = cell.find(SHEET + 'v')
                    if value is not None:
                        cells[re.match('[A-Z]+', cell.get('r'))[0]] = strings[int(value.text)] if cell.get('t') == 's' else float(value.text)
                rows.append(cells)
            sheets[name] = rows
        return sheets


class FunderReport(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='hw-funder-'))
        subprocess.run([PLANT, str(cls.folder / 'town.homeward')], check=True, timeout=BOUND)
        today = datetime.date.today()
        cls.period = f'{today - datetime.timedelta(days=180)}..{today}'

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def figures(self, *arguments):
        with tempfile.TemporaryFile() as secret:
            secret.write(PASSPHRASE.encode())
            secret.seek(0)
            return subprocess.run([HOMEWARDCTL, 'figures', str(self.folder / 'town.homeward'), *map(str, arguments), '--passphrase-fd', str(secret.fileno())],
                                  pass_fds=[secret.fileno()], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BOUND)

    def report(self, name, *arguments):
        result = self.figures('--period', self.period, '--report', self.folder / name, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((self.folder / name).stat().st_mode & 0o777, 0o600)
        return self.folder / name

    def read_pdf(self, *arguments):
        if shutil.which('pdftotext') is None:
            if os.environ.get('CI'):
                self.fail('pdftotext is not here')
            self.skipTest('pdftotext is not here')
        done = subprocess.run(['pdftotext', '-enc', 'UTF-8', '-layout', str(self.report('report.pdf', *arguments)), '-'], capture_output=True, timeout=BOUND, check=True)
        return ' '.join(done.stdout.decode().split())

    def test_numbers_of_the_team_never_go_into_a_report(self):
        for arguments in (['--inside'], ['--csv']):
            result = self.figures('--period', self.period, '--report', self.folder / 'no.pdf', *arguments)
            self.assertEqual(result.returncode, 2, result.stderr)
        for name in 'no.doc', 'no':
            self.assertEqual(self.figures('--period', self.period, '--report', self.folder / name).returncode, 2)
        self.assertEqual(self.figures('--period', self.period, '--report', self.folder / 'no.pdf', '--figure', 'names').returncode, 2)
        self.assertEqual([path.name for path in self.folder.glob('no*')], [])

    def test_no_count_tells_of_fewer_than_five(self):
        sheets = read_sheets(self.report('report.xlsx'))
        counts = 0
        hidden = 0
        for name in 'Figures', 'Quarters':
            for row in sheets[name][1:]:
                value = row['E']
                hidden += value == 'hidden'
                if isinstance(value, float) and row['G'] not in ('attempts-per-contact', 'costs') and 'F' not in row:
                    counts += 1
                    self.assertEqual(value % 5, 0, row)
        self.assertGreater(counts, 20)
        self.assertGreater(hidden, 0)

    def test_every_figure_says_how_it_is_counted(self):
        sheets = read_sheets(self.report('report.xlsx'))
        used = {(row['G'], row['H']) for row in sheets['Figures'][1:]}
        defined = {(row['A'], row['B']): row['D'] for row in sheets['How it is counted'][1:]}
        self.assertEqual(used - set(defined), set())
        self.assertGreater(min(len(rule) for rule in defined.values()), 10)
        text = self.read_pdf()
        self.assertIn('How the numbers are counted', text)
        self.assertIn('seen 1', text)
        self.assertIn('1 to 4 are hidden', text)
        self.assertIn('Page 1 of', text)

    def test_the_map_is_coarse(self):
        sheets = read_sheets(self.report('report.xlsx'))
        squares = sheets['Public map'][1:]
        self.assertGreater(len(squares), 0)
        for square in squares:
            self.assertGreaterEqual(round((square['C'] - square['A']) * METRES_PER_DEGREE), 995)
            self.assertEqual((square['E'] >= 5, square['E'] % 5), (True, 0))
        self.assertIn('Where people sleep out', self.read_pdf())

    def test_countries_are_told_only_where_they_are_asked_for(self):
        usual = read_sheets(self.report('usual.xlsx'))
        self.assertNotIn('went-home-by-country', {row['G'] for row in usual['Figures'][1:]})
        chosen = read_sheets(self.report('chosen.xlsx', '--figure', 'reports-by-channel', '--figure', 'went-home-by-country'))
        self.assertEqual({row['G'] for row in chosen['Figures'][1:]} - {'went-home-by-country'}, {'reports-by-channel'})
        self.assertEqual({row['A'] for row in chosen['How it is counted'][1:]}, {'reports-by-channel', 'went-home-by-country'})
        self.assertNotIn('Quarters', chosen)

    def test_a_period_of_which_nothing_is_known_is_a_report_too(self):
        result = self.figures('--period', '2001-Q1', '--report', self.folder / 'empty.pdf')
        self.assertEqual(result.returncode, 0, result.stderr)


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0]] + sys.argv[3:], verbosity=2)
