#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists that leave the team, opened with the programs in which others will open them."""

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
TABLE = '{urn:oasis:names:tc:opendocument:xmlns:table:1.0}'
OFFICE = '{urn:oasis:names:tc:opendocument:xmlns:office:1.0}'
TEXT = '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}'

# Separator, quote, UTF-8, from the first line; the last says that formulas are to be evaluated, which is the worst that a user can choose.
COMMA = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true'
SEMICOLON = 'CSV:59,34,76,1,,0,false,true,false,false,false,0,true'


# The few are opened with the separator of the others.
OPENED = [(COMMA, ['bare.csv', 'hostile.csv', 'few-excel.csv']), (SEMICOLON, ['hostile-excel.csv', 'few.csv']), (None, ['hostile.xlsx', 'friendly.xlsx'])]


class Cell:
    def __init__(self, element):
        self.type = element.get(OFFICE + 'value-type')
        self.date = element.get(OFFICE + 'date-value')
        self.value = element.get(OFFICE + 'value')
        self.formula = element.get(TABLE + 'formula')
        self.text = '\n'.join(''.join(paragraph.itertext()) for paragraph in element.findall(TEXT + 'p'))


def read_rows(path):
    """The cells of the first sheet of a flat OpenDocument file."""
    for row in tree.parse(path).getroot().iter(TABLE + 'table-row'):
        cells = []
        for element in row.findall(TABLE + 'table-cell'):
            repeated = int(element.get(TABLE + 'number-columns-repeated', '1'))
            cells += [Cell(element)] * (repeated if repeated < 100 else 0)
        if cells:
            yield cells


class Lists(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='hw-lists-'))
        # A language that writes 2.5 as 2,5.
        locales = cls.folder / 'locales'
        locales.mkdir()
        made = shutil.which('localedef') and subprocess.run(['localedef', '-i', 'da_DK', '-f', 'UTF-8', str(locales / 'da_DK.UTF-8')],
                                                            timeout=BOUND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cls.is_danish = bool(made) and made.returncode == 0
        environment = dict(os.environ, LOCPATH=str(locales), LC_ALL='da_DK.UTF-8') if cls.is_danish else None
        subprocess.run([PLANT, str(cls.folder)], check=True, timeout=BOUND, env=environment)
        (cls.folder / 'bare.csv').write_text('=1+1,a\r\n"=2+2",b\r\n', encoding='utf-8')

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def need(self, program):
        if shutil.which(program) is None:
            if os.environ.get('CI'):
                self.fail(f'{program} is not here')
            self.skipTest(f'{program} is not here')

    def open_with_libreoffice(self, name):
        """What LibreOffice made of a file; all that are opened in the same way are opened at once."""
        self.need('soffice')
        if os.environ.get('HW_SANITIZED'):
            self.skipTest('LibreOffice reads the same files in the build without sanitizers')
        out = self.folder / 'opened'
        how, names = next((how, names) for how, names in OPENED if name in names)
        opened = out / (pathlib.Path(name).stem + '.fods')
        if not opened.exists():
            profile = (self.folder / 'profile').as_uri()
            argv = ['soffice', f'-env:UserInstallation={profile}', '--headless', '--norestore'] + ([f'--infilter={how}'] if how else [])
            environment = {key: value for key, value in os.environ.items() if key not in ('LD_PRELOAD', 'ASAN_OPTIONS', 'DISPLAY')}
            environment['HOME'] = str(self.folder)
            subprocess.run(argv + ['--convert-to', 'fods', '--outdir', str(out)] + [str(self.folder / name) for name in names],
                           env=environment, check=True, timeout=BOUND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return opened

    def count_formulas(self, path):
        cells = [cell for row in read_rows(path) for cell in row]
        return len(cells), sum(cell.formula is not None for cell in cells)

    def test_a_formula_that_is_not_defused_would_be_seen(self):
        self.assertEqual(self.count_formulas(self.open_with_libreoffice('bare.csv')), (4, 2))

    def test_no_formula_of_a_hundred_thousand_comes_alive_in_csv(self):
        n_cells, n_formulas = self.count_formulas(self.open_with_libreoffice('hostile.csv'))
        self.assertEqual((n_cells >= 100_000, n_formulas), (True, 0))

    def test_no_formula_of_a_hundred_thousand_comes_alive_in_csv_for_excel(self):
        n_cells, n_formulas = self.count_formulas(self.open_with_libreoffice('hostile-excel.csv'))
        self.assertEqual((n_cells >= 100_000, n_formulas), (True, 0))

    def test_no_formula_comes_alive_where_the_wrong_separator_is_chosen(self):
        for name in 'few.csv', 'few-excel.csv':
            n_cells, n_formulas = self.count_formulas(self.open_with_libreoffice(name))
            self.assertEqual((n_cells >= 10_000, n_formulas), (True, 0), name)

    def test_no_formula_of_a_hundred_thousand_comes_alive_in_a_workbook(self):
        cells = [cell for row in read_rows(self.open_with_libreoffice('hostile.xlsx')) for cell in row]
        self.assertGreaterEqual(len(cells), 100_000)
        self.assertEqual([cell.formula for cell in cells if cell.formula is not None], [])
        # "-5" and the like may be numbers, where the column says so.
        self.assertEqual({cell.type for cell in cells} - {'string', 'float'}, set())

    def test_a_workbook_says_dates_as_dates_and_text_as_it_is(self):
        rows = list(read_rows(self.open_with_libreoffice('friendly.xlsx')))
        self.assertEqual([cell.text for cell in rows[0]][:4], ['Name', 'Due on', 'Attempts', 'Note'])
        self.assertEqual((rows[1][0].text, rows[1][1].type, rows[1][1].date), ('Anna Müller-Łęcka', 'date', '2026-12-19'))
        self.assertEqual((rows[1][2].type, rows[1][2].value), ('float', '12'))
        self.assertEqual(rows[1][3].text, 'a line\nand another; with "quotes", too')
        self.assertEqual((rows[2][0].text, rows[2][1].date, rows[2][2].value), ('يوسف', '2026-02-28', '-2.5'))
        self.assertEqual([cell.text for cell in rows[3]][:4], ['0123', 'not a day', 'many', '+45 12 34 56 78'])
        self.assertEqual({cell.type for cell in rows[3][:4]}, {'string'})

    def test_numbers_are_numbers_in_a_language_that_writes_them_with_a_comma(self):
        if not self.is_danish:
            if os.environ.get('CI'):
                self.fail('localedef is not here')
            self.skipTest('localedef is not here')
        with zipfile.ZipFile(self.folder / 'friendly.xlsx') as book:
            sheet = book.read('xl/worksheets/sheet1.xml').decode()
        self.assertIn('<v>-2.5</v>', sheet)
        self.assertIsNone(re.search(r'(<v>|width=")-?[0-9]+,', sheet))

    def read_pages(self, name):
        self.need('pdftotext')
        done = subprocess.run(['pdftotext', '-enc', 'UTF-8', '-layout', str(self.folder / name), '-'], capture_output=True, timeout=BOUND, check=True)
        return done.stdout.decode().split('\f')[:-1]

    def test_every_page_says_what_it_is_and_for_whom(self):
        pages = self.read_pages('pages.pdf')
        self.assertGreater(len(pages), 5)
        for number, page in enumerate(pages, 1):
            self.assertIn('Follow-ups & more · for Barka <Warszawa>', page)
            self.assertIn('Made by Lise on 21 November 2026', page)
            self.assertIn(f'Page {number} of {len(pages)}', page)
            self.assertIn('Due on', page)
        self.assertIn('For who asks at home how the person is.', pages[0])

    def test_nothing_of_a_list_is_lost_between_pages(self):
        words = ' '.join(self.read_pages('pages.pdf')).split()
        for number in range(300):
            if number != 7:
                self.assertEqual(words.count(f'Person-{number}'), 1)
        self.assertEqual([word for word in words if word.startswith('word')], [f'word{number}' for number in range(1500)])
        self.assertEqual((words.count('BEGINS'), words.count('ENDS')), (1, 1))

    def open_sealed(self, name, output, passphrase=PASSPHRASE):
        with tempfile.TemporaryFile() as secret:
            secret.write(passphrase.encode())
            secret.seek(0)
            return subprocess.run([HOMEWARDCTL, 'open', str(self.folder / name), '-o', str(self.folder / output), '--passphrase-fd', str(secret.fileno())],
                                  pass_fds=[secret.fileno()], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BOUND)

    def assert_not_opened(self, code, words, *args):
        before = sorted(os.listdir(self.folder))
        result = self.open_sealed(*args)
        self.assertEqual(result.returncode, code, result.stderr)
        self.assertIn(words, result.stderr)
        self.assertEqual(result.stdout, '')
        self.assertEqual(sorted(os.listdir(self.folder)), before)

    def test_a_sealed_file_is_opened_whole_or_not_at_all(self):
        sealed = (self.folder / 'list.csv.sealed').read_bytes()
        (self.folder / 'cut').write_bytes(sealed[:-5])
        (self.folder / 'changed').write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        (self.folder / 'other').write_bytes(b'PK\x03\x04 and so on')
        (self.folder / 'there.csv').write_text('mine')
        os.symlink('nowhere', self.folder / 'link.csv')
        self.assert_not_opened(3, 'not the right passphrase', 'list.csv.sealed', 'out.csv', 'wrong horse')
        self.assert_not_opened(5, 'cut short', 'cut', 'out.csv')
        self.assert_not_opened(5, 'changed', 'changed', 'out.csv')
        self.assert_not_opened(5, 'not a sealed file', 'other', 'out.csv')
        self.assert_not_opened(1, 'Nothing was written', 'no-such-file', 'out.csv')
        self.assert_not_opened(1, 'already', 'list.csv.sealed', 'there.csv')
        self.assert_not_opened(1, 'already', 'list.csv.sealed', 'link.csv')
        self.assertEqual((self.folder / 'there.csv').read_text(), 'mine')
        result = self.open_sealed('list.csv.sealed', 'out.csv')
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((self.folder / 'out.csv').read_bytes(), b'name\r\nAnna\r\n')
        self.assertEqual((self.folder / 'out.csv').stat().st_mode & 0o777, 0o600)
        self.assertIn('Anna_[2J.csv', result.stdout)

    def test_what_is_no_sealed_file_is_asked_no_passphrase_for(self):
        (self.folder / 'page').write_bytes(b'%PDF-1.5')
        result = subprocess.run([HOMEWARDCTL, 'open', str(self.folder / 'page'), '-o', str(self.folder / 'out')], stdin=subprocess.DEVNULL,
                                capture_output=True, text=True, timeout=BOUND, start_new_session=True)
        self.assertEqual(result.returncode, 5, result.stderr)
        result = subprocess.run([HOMEWARDCTL, 'open', str(self.folder / 'page')], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=BOUND)
        self.assertEqual(result.returncode, 2, result.stderr)

    def read_calendar(self, name):
        try:
            import icalendar
        except ModuleNotFoundError:
            if os.environ.get('CI'):
                self.fail('python3-icalendar is not here')
            self.skipTest('python3-icalendar is not here')
        calendar = icalendar.Calendar.from_ical((self.folder / name).read_bytes())
        return calendar, {str(event['UID']): event for event in calendar.walk('VEVENT')}

    def assert_folded(self, name):
        text = (self.folder / name).read_bytes()
        self.assertTrue(text.endswith(b'\r\n'))
        for line in text[:-2].split(b'\r\n'):
            self.assertLessEqual(len(line), 75)
            self.assertNotIn(b'\n', line)
            line.decode()

    def test_a_calendar_is_read_as_it_was_meant(self):
        self.assert_folded('first.ics')
        calendar, events = self.read_calendar('first.ics')
        self.assertEqual((str(calendar['VERSION']), str(calendar['METHOD'])), ('2.0', 'PUBLISH'))
        self.assertEqual(set(events), {'one@homeward', 'two@homeward'})
        one = events['one@homeward']
        self.assertEqual(str(one['SUMMARY']), 'Ask; how, it\\goes: "well"\nSecond line  of a very long text that is much longer '
                                              'than a line of a calendar may be: ' + ' '.join(['żółć'] * 4))
        self.assertEqual(one['DTSTART'].dt.isoformat(), '2026-12-19')
        self.assertEqual(one['DTSTART'].params['VALUE'], 'DATE')
        self.assertIn('SUMMARY:more', str(one['DESCRIPTION']))
        self.assertEqual((str(one['STATUS']), one['SEQUENCE'], str(one['CLASS'])), ('CONFIRMED', 0, 'PRIVATE'))
        self.assertEqual((str(events['two@homeward']['STATUS']), events['two@homeward']['SEQUENCE']), ('CANCELLED', 4))

    def test_a_later_calendar_takes_the_place_of_the_earlier(self):
        _, first = self.read_calendar('first.ics')
        _, later = self.read_calendar('later.ics')
        self.assertEqual(set(first), set(later))
        self.assertGreater(later['one@homeward']['SEQUENCE'], first['one@homeward']['SEQUENCE'])
        self.assertEqual(later['one@homeward']['DTSTART'].dt.isoformat(), '2026-12-21')
        self.assertGreater(later['one@homeward']['DTSTAMP'].dt, first['one@homeward']['DTSTAMP'].dt)
        self.assertEqual(later['two@homeward']['SEQUENCE'], first['two@homeward']['SEQUENCE'])

    def test_partners_are_cards_for_an_address_book(self):
        self.assert_folded('partners.vcf')
        text = (self.folder / 'partners.vcf').read_bytes().decode().replace('\r\n ', '')
        cards = [card.split('\r\n') for card in text.split('END:VCARD\r\n')[:-1]]
        self.assertEqual(len(cards), 2)
        self.assertEqual(cards[0][:3], ['BEGIN:VCARD', 'VERSION:4.0', 'KIND:org'])
        self.assertIn('FN:Embassy\\; of "Poland"\\, consulate\\\\north', cards[0])
        self.assertEqual([line for line in cards[0] if line.startswith('TEL')], ['TEL;VALUE=text:+45 39 46 77 00', 'TEL;VALUE=text:+45 12 34 56 78'])
        self.assertIn('EMAIL:konsulat@example.org', cards[0])
        self.assertIn('ADR:;;Richelieus Allé 12\\n2900 Hellerup\\nkonsulat@example.org;;;;PL', cards[0])
        self.assertIn('Languages: polski\\, English', [line for line in cards[0] if line.startswith('NOTE')][0])
        self.assertNotIn('SECRET', text)
        self.assertEqual([line for line in cards[1] if line.startswith(('TEL', 'ADR', 'NOTE', 'EMAIL'))], [])


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0]] + sys.argv[3:], verbosity=2)
