#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web form of the intake service as people use it, in headless Chromium: with the keyboard, without scripts, at 200 %
and on a small telephone, in the dark, and what it says when something is missing. The argument is homewardctl. With HW_PICTURES there are screenshots in that folder.
"""
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_browser import Browser  # noqa: E402

PATIENCE = 60
STYLE = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'intake' / 'form.css'
REFERENCE = re.compile(r'reference=([0-9A-Z-]+)')


def make_picture(side, colour):
    """A PNG of one colour with a darker edge."""
    edge = bytes(part // 2 for part in colour)
    rows = b''.join(b'\0' + (edge * side if y in (0, side - 1) else edge + bytes(colour) * (side - 2) + edge) for y in range(side))
    chunks = ((b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 2, 0, 0, 0)), (b'IDAT', zlib.compress(rows)), (b'IEND', b''))
    return b'\x89PNG\r\n\x1a\n' + b''.join(struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data)) for name, data in chunks)


def make_map(path):
    """A map of Copenhagen in shades of green, from zoom 10 to 13."""
    with sqlite3.connect(path) as file:
        file.execute('PRAGMA application_id = 0x4d504258')
        file.execute('CREATE TABLE metadata (name text, value text)')
        file.execute('CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)')
        file.execute('CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)')
        file.executemany('INSERT INTO metadata VALUES (?, ?)', {'name': 'Town', 'format': 'png', 'bounds': '12.40,55.60,12.70,55.75', 'attribution': 'The mapmakers'}.items())
        for zoom in range(10, 14):
            scale = 1 << (zoom - 10)
            for x in range(547 * scale, 549 * scale):
                for y in range(320 * scale, 322 * scale):
                    file.execute('INSERT INTO tiles VALUES (?, ?, ?, ?)', (zoom, x, (1 << zoom) - 1 - y, make_picture(256, (150 + x % 4 * 20, 200, 150 + y % 4 * 20))))
    file.close()


class Service:
    """homewardctl serve on a port of the loopback, with a spool in a folder of its own."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp(prefix='homeward-web-')
        with socket.socket() as probe:
            probe.bind(('127.0.0.1', 0))
            port = probe.getsockname()[1]
        self.address = f'http://127.0.0.1:{port}'
        keys = subprocess.run([program, 'intake-key'], check=True, capture_output=True, text=True).stdout
        key = re.search(r'hwintake1\S+', keys).group()
        settings = pathlib.Path(self.folder, 'intake.conf')
        make_map(f'{self.folder}/town.mbtiles')
        settings.write_text('[intake]\n' f'public-key={key}\nspool={self.folder}/spool\nlisten=127.0.0.1:{port}\nbase-url={self.address}\n'
                            f'team=Street Team\nemergency=112\ntelephone=+45 12 34 56 78\nmap={self.folder}/town.mbtiles\n[limits]\nreports-at-once=1000\n', encoding='utf-8')
        self.process = subprocess.Popen([program, 'serve', '--settings', settings], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.open('/form.css')
                return
            except OSError:
                if time.monotonic() > until or self.process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.05)

    def open(self, path, body=None):
        return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(self.address + path, body, timeout=PATIENCE)

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


def picture(browser, name):
    if 'HW_PICTURES' in os.environ:
        browser.picture(os.path.join(os.environ['HW_PICTURES'], f'web-{name}.png'))


def heading(browser):
    return next((name for role, name, properties in browser.tree() if role == 'heading' and properties.get('level') == 1), None)


def get_reference(browser):
    return REFERENCE.search(browser.address()).group(1)


def post(service, body):
    """Sends a form without a browser; the reference of the page that it leads to."""
    with service.open('/en/report', body) as answer:
        return REFERENCE.search(answer.url).group(1)


def check(condition, words):
    if not condition:
        raise AssertionError(words)


# -- what people do ------------------------------------------------------------


def test_keyboard(browser, service):
    """The whole form with Tab, letters, space and arrows; on top is the number to ring."""
    browser.go(service.address + '/en/')
    browser.key('Tab')
    check(browser.focus()[1] == 'Skip to the form', 'the first stop skips the head')
    check(browser.tab_to('Ring 112')[0] == 'link', 'the emergency number comes before the form')
    browser.tab_to('Where is it?', 'textbox')
    browser.type('Behind the <bins> & the “bench”')
    browser.tab_to('Just now', 'radio')
    browser.key(' ')
    browser.key('ArrowDown')
    check(browser.focus_on('Tonight')[1] == 'Tonight', 'arrows move within the choice')
    browser.tab_to('The cold or the wet', 'checkbox')
    browser.key(' ')
    opened = int(browser.get('input[name=opened]')['value'].split('-')[0])
    time.sleep(max(0, opened + 3 - time.time()))   # as long as anybody needs to write this
    browser.tab_to('Send the report', 'button')
    browser.key_and_load('Enter')
    check('/en/thanks?reference=' in browser.address(), f'the report is taken, not {browser.address()}')
    check(heading(browser) == 'Thank you. Your report has arrived', 'and thanked for')
    picture(browser, 'thanks')


def test_again(browser, service):
    """What was sent stays one report, whatever is loaded again or sent twice."""
    first = get_reference(browser)
    browser.reload()
    check(get_reference(browser) == first, 'loading the thanks again sends nothing')
    body = f'opened={int(time.time()) - 60}-12345&place=bench&when=now'.encode()
    twice = [post(service, body) for _ in range(2)]
    check(twice[0] == twice[1], 'a button pressed twice sends one report')
    check(twice[0] != first, 'which is another than the first')


def test_status(browser, service):
    """From the thanks to what was done, and by a number that is typed as people type."""
    reference = get_reference(browser)
    browser.tab_to('See what was done', 'link')
    browser.key_and_load('Enter')
    check('Nobody has looked at it yet.' in browser.html(), 'a new report has arrived')
    picture(browser, 'status')
    browser.go(service.address + '/da/status')
    browser.tab_to('Dit nummer', 'textbox')
    browser.type(reference.replace('-', ' ').lower().replace('0', 'o').replace('1', 'l'))
    browser.key_and_load('Enter')
    check('Ingen har set på det endnu.' in browser.html(), 'letters that look like digits are read as these')
    browser.go(service.address + '/en/status?reference=' + ('Z' if reference[0] != '7' else 'Y').join(['', reference[1:]]))
    focus = browser.focus_on('The number of the report')
    check(focus[1] == 'The number of the report' and focus[2].get('invalid') == 'true', 'the number is to be looked at again')
    picture(browser, 'status-unknown')


def test_errors(browser, service):
    """Questions stand beside their fields, a summary leads to them, and what was typed stays."""
    browser.go(service.address + '/en/')
    browser.tab_to('Do you know the exact point?', 'textbox')
    browser.type('near <b>here</b>')
    browser.tab_to('How many people?', 'textbox')
    browser.type('a few')
    browser.tab_to('What do they look like', 'textbox')
    browser.type('blue tent')
    browser.tab_to('Send the report', 'button')
    browser.key_and_load('Enter')
    check(browser.focus_on('One more look')[:2] == ('alert', 'One more look, please'), 'the summary has the focus')
    picture(browser, 'errors')
    browser.tab_to('This point is not understood', 'link')
    browser.key('Enter')
    focus = browser.focus_on('Do you know the exact point?')
    check(focus[1] == 'Do you know the exact point?', f'the link leads to the field, not to {focus[1]}')
    check(focus[2]['value'] == 'near <b>here</b>', 'what was typed is there')
    check(focus[2].get('invalid') == 'true' and 'This point is not understood' in focus[2]['description'], 'the question is read with the field')
    values = [properties['value'] for role, name, properties in browser.tree() if role == 'textbox']
    check('a few' in values and 'blue tent' in values, 'everything else that was typed is there')
    group = browser.get('fieldset.wrong')
    check(group['aria-describedby'] == 'when-error', 'a group of choices says what is missing')


def test_map(browser, service):
    """The map shows to who asks for it; a key on it takes the middle, a click what is clicked at, and the rest stays."""
    browser.go(service.address + '/en/')
    browser.tab_to('Where is it?', 'textbox')
    browser.type('by the church')
    browser.tab_to('Show a map', 'button')
    browser.key_and_load('Enter')
    browser.tab_to('Map: takes the point at the cross', 'button')
    browser.key_and_load('Enter')
    middle = browser.get('#point')['value']
    check(re.fullmatch(r'55\.67\d{3}, 12\.55\d{3}', middle), f'the middle is at {middle}')
    browser.click_and_load('input.map', 244, 120)
    clicked = browser.get('#point')['value']
    check(clicked.split(', ')[0] == middle.split(', ')[0] and clicked > middle, f'a click to the east is at {clicked}')
    check('by the church' in browser.html('#place'), 'what was written stays')
    browser.tab_to('Closer', 'button')
    browser.key_and_load('Enter')
    picture(browser, 'map')
    browser.window(320, 640, mobile=True)
    check(not browser.is_too_wide(), 'the map fits on a telephone')
    browser.window(1280)


def test_language(browser, service):
    browser.go(service.address + '/en/')
    browser.tab_to('Dansk', 'link')
    browser.key_and_load('Enter')
    check(browser.get('html')['lang'] == 'da', 'the switch leads to Danish')
    check(heading(browser) == 'Fortæl os om en, der sover udenfor', 'which speaks Danish')


# -- how it can be seen ----------------------------------------------------------


def test_names(browser, service):
    for path in '/en/', '/da/', '/da/status':
        browser.go(service.address + path)
        for role, name, properties in browser.tree():
            if role in ('textbox', 'radio', 'checkbox', 'button', 'link', 'group', 'Date', 'InputTime'):
                check(name or role == 'group', f'a {role} without a name on {path}')


def test_width(browser, service):
    for name, size in (('200', {'width': 1280, 'zoom': 2}), ('phone', {'width': 320, 'height': 640, 'mobile': True})):
        browser.window(**size)
        for path in '/en/', '/da/', '/da/report?', '/en/status', '/en/nowhere':
            browser.go(service.address + path)
            check(not browser.is_too_wide(), f'{path} is wider than the window of {name}')
        browser.go(service.address + '/da/')
        picture(browser, name)
    browser.window(1280)


def test_looks(browser, service):
    for name, features in (('dark', {'prefers_color_scheme': 'dark'}), ('forced-colours', {'forced_colors': 'active'})):
        browser.prefer(**features)
        browser.go(service.address + '/en/')
        picture(browser, name)
    browser.prefer(prefers_color_scheme='light')


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast(browser, service):
    """WCAG 2.2, 1.4.3 and 1.4.11, of both palettes."""
    style = STYLE.read_text(encoding='utf-8')
    palettes = [dict(re.findall(r'--([a-z-]+): (#[0-9a-f]{6})', block)) for block in re.findall(r':root \{(.*?)\}', style, re.S)]
    palettes[1] = {**palettes[0], **palettes[1]}
    for palette in palettes:
        for front, ground, least in (('text', 'ground', 4.5), ('dim', 'ground', 4.5), ('link', 'ground', 4.5), ('text', 'card', 4.5), ('danger', 'ground', 4.5),
                                     ('text', 'danger-ground', 4.5), ('link', 'danger-ground', 4.5), ('text', 'good-ground', 4.5), ('link', 'good-ground', 4.5),
                                     ('button-text', 'button', 4.5), ('line', 'card', 3), ('danger', 'danger-ground', 3), ('good', 'good-ground', 3)):
            dark, light = sorted((luminance(palette[front]), luminance(palette[ground])))
            ratio = (light + 0.05) / (dark + 0.05)
            check(ratio >= least, f'{front} on {ground} is {ratio:.2f}')


# -- what it does not do ---------------------------------------------------------


def test_elsewhere(browser, service):
    others = [address for address in browser.requests if not address.startswith((service.address + '/', 'data:'))]
    check(not others, f'asked for {others[:1]}')
    check(browser.ask('Network.getCookies')['cookies'] == [], 'a cookie was set')


def test_headers(browser, service):
    for path, status in (('/', 200), ('/da/status', 200), ('/en/nowhere', 404)):
        try:
            answer = service.open(path)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            headers = answer.headers
            check(answer.status == status, f'{path} is {answer.status}')
        policy = headers['Content-Security-Policy'] or ''
        check("default-src 'none'" in policy and "style-src 'self'" in policy, f'the policy of {path} is {policy}')
        check('script' not in policy and 'unsafe' not in policy, 'nothing may run')
        check(headers['Referrer-Policy'] == 'no-referrer', 'addresses with numbers are not told')
        check('no-store' in (headers['Cache-Control'] or ''), 'nothing is kept on a shared computer')
        check(headers['X-Content-Type-Options'] == 'nosniff', 'a page is what it says')
        check(headers['Set-Cookie'] is None, 'no cookies')


TESTS = [
    ('a report can be sent with the keyboard and without scripts', test_keyboard),
    ('what was sent stays one report', test_again),
    ('the status page says what was done', test_status),
    ('errors stand beside the fields and lead there', test_errors),
    ('a place can be pointed at on a map without scripts', test_map),
    ('the language can be switched', test_language),
    ('every control has a name', test_names),
    ('nothing is wider than the window at 200 % and on a telephone', test_width),
    ('it opens in the dark and with the colours of the reader', test_looks),
    ('colours can be told apart', test_contrast),
    ('nothing is asked of anybody else, and no cookie is set', test_elsewhere),
    ('the headers forbid what the page does not need', test_headers),
]


def main():
    if shutil.which('chromium') is None:
        print('1..0 # SKIP chromium is not here')
        return 0
    print(f'1..{len(TESTS)}')
    service = Service(sys.argv[1])
    bad = 0
    try:
        with Browser() as browser:
            browser.scripts(False)
            browser.window(1280)
            for number, (name, test) in enumerate(TESTS, 1):
                try:
                    test(browser, service)
                    print(f'ok {number} - {name}', flush=True)
                except Exception as error:  # a test that cannot go on says why, and the next one begins
                    bad += 1
                    print(f'not ok {number} - {name}\n# {type(error).__name__}: {error}', flush=True)
                    picture(browser, f'not-ok-{number}')
    finally:
        service.stop()
    return bad > 0


sys.exit(main())
