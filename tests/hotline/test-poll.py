#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""homewardctl poll against a city's server of Python's own: what is taken in,
what is counted, what is remembered, and what is sent back; and against a
service of our own. The paths of homewardctl and of plant-workspace are the arguments.
"""
import datetime
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse
import urllib.request
from xml.sax.saxutils import escape

HOMEWARDCTL, PLANT = sys.argv.pop(1), sys.argv.pop(1)
PASSPHRASE = 'correct horse battery staple'
BOUND = 120
SERVICE = '00b'
OK, FAILED, USAGE = 0, 1, 2
DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def environment():
    return dict({k: v for k, v in os.environ.items() if k != 'CREDENTIALS_DIRECTORY' and not k.lower().endswith('_proxy')}, LC_ALL='C.UTF-8', TZ='UTC')


def run(*args):
    with tempfile.TemporaryFile() as secret:
        secret.write(PASSPHRASE.encode())
        secret.seek(0)
        return subprocess.run([HOMEWARDCTL, *map(str, args), '--passphrase-fd', str(secret.fileno())], pass_fds=[secret.fileno()], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=BOUND, env=environment(), start_new_session=True)


def request(number, **more):
    days = more.pop('days', 1)
    at = (NOW - datetime.timedelta(days=days)).isoformat()
    return dict({'service_request_id': number, 'status': 'open', 'service_code': SERVICE, 'service_name': 'Asleep outside', 'description': f'tent {number}',
                 'requested_datetime': at, 'address': f'Street {number}', 'lat': 55.5 + number / 1000, 'long': 12.25}, **more)


def as_xml(requests):
    fields = (''.join(f'<{name}>{escape(str(value))}</{name}>' if value is not None else f'<{name}/>' for name, value in entry.items()) for entry in requests)
    return '<?xml version="1.0" encoding="utf-8"?><service_requests>' + ''.join(f'<request>{entry}</request>' for entry in fields) + '</service_requests>'


class City(http.server.BaseHTTPRequestHandler):
    """What it answers stands in the server: requests, whether it takes updates."""

    def log_message(self, *args):
        pass

    def answer(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition('?')
        self.server.asked.append((path, dict(urllib.parse.parse_qsl(query))))
        page = int(dict(urllib.parse.parse_qsl(query)).get('page', 1))
        requests = self.server.requests if page == 1 else []
        if path == '/v2/services.xml':
            self.answer(200, 'text/xml', f'<services><service><service_code>{SERVICE}</service_code><service_name>Asleep outside</service_name></service></services>')
        elif path == '/v2/requests.xml':
            self.answer(self.server.status, 'text/xml', as_xml(requests))
        elif path == '/v2/requests.json':
            self.answer(self.server.status, 'application/json', json.dumps(requests))
        else:
            self.answer(404, 'text/plain', 'no')

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        if not self.server.takes_updates:
            self.answer(404, 'text/plain', 'no')
            return
        update = dict(urllib.parse.parse_qsl(body))
        if update['service_request_id'] in self.server.refuses:
            self.answer(400, 'text/xml', '<errors><error><code>400</code><description>It is closed</description></error></errors>')
            return
        self.server.updates.append(update)
        self.answer(200, 'text/xml', '<service_request_updates><request_update><update_id>1</update_id></request_update></service_request_updates>')


class Poll(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory(prefix='homeward-poll-')
        subprocess.run([PLANT, os.path.join(cls.made.name, 'team.homeward'), PASSPHRASE], capture_output=True, timeout=BOUND, check=True)

    @classmethod
    def tearDownClass(cls):
        cls.made.cleanup()

    def setUp(self):
        self.folder = os.path.join(self.made.name, self.id())
        os.mkdir(self.folder)
        self.workspace = os.path.join(self.folder, 'team.homeward')
        for end in '', '.key':
            shutil.copy(os.path.join(self.made.name, 'team.homeward' + end), self.workspace + end)
        self.city = http.server.ThreadingHTTPServer(('127.0.0.1', 0), City)
        self.city.requests, self.city.asked, self.city.updates, self.city.refuses = [], [], [], []
        self.city.status, self.city.takes_updates = 200, False
        self.name = f'127.0.0.1:{self.city.server_port}'
        self.url = f'http://{self.name}/v2'
        thread = threading.Thread(target=self.city.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.city.server_close)
        self.addCleanup(self.city.shutdown)

    def poll(self, *args):
        return run('poll', self.workspace, '--server', self.url, '--service', SERVICE, *args)

    def poll_json(self, *args):
        result = self.poll('--json', *args)
        self.assertEqual(result.returncode, OK, result.stderr)
        counts = json.loads(result.stdout)
        self.assertEqual(counts['requests'], counts['taken'] + counts['duplicates'] + counts['refused'] + counts['others'])
        return counts

    def export(self):
        path = os.path.join(self.folder, 'out.csv')
        result = run('export', self.workspace, '--format', 'csv', '--output', path)
        self.assertEqual(result.returncode, OK, result.stderr)
        with open(path, encoding='utf-8') as file:
            return file.read()

    def test_new_requests_are_taken_in_once_and_are_to_be_checked(self):
        self.city.requests = [request(1), request(2), request(3)]
        self.assertEqual(self.poll_json()['taken'], 3)
        again = self.poll_json()
        self.assertEqual((again['taken'], again['duplicates']), (0, 3))
        # In another format they are the same.
        self.assertEqual(self.poll_json('--format', 'json')['duplicates'], 3)
        # Nobody took them in yet: they are in no export.
        self.assertNotIn('Street 1', self.export())
        self.assertEqual(run('verify', self.workspace).returncode, OK)

    def test_what_was_not_asked_for_or_is_no_report_is_counted(self):
        self.city.requests = [request(1), request(2, status='closed'), request(3, service_code='potholes'), request(4, days=60),
                              request(5, lat=None, long=None, address=''), request(6, lat=0, long=0), request(7, requested_datetime='2090-01-01T00:00:00Z')]
        result = self.poll('--since', (NOW - datetime.timedelta(days=5)).strftime('%Y-%m-%d'))
        self.assertEqual(result.returncode, OK, result.stderr)
        self.assertIn('7 requests: 2 taken in to be checked, 0 there already, 2 refused, 3 not asked for', result.stdout)
        self.assertIn('request 5: There is no place', result.stdout)
        self.assertIn('request 7: The time is 2090-01-01', result.stdout)

    def test_the_next_poll_begins_two_days_before(self):
        def ask(*args):
            self.city.asked.clear()
            self.poll_json(*args)
            query = self.city.asked[0][1]
            self.assertEqual((query['status'], query['service_code']), ('open', SERVICE))
            return [datetime.datetime.fromisoformat(query[name].replace('Z', '+00:00')) for name in ('start_date', 'end_date')]

        begin, end = ask()
        self.assertEqual(end - begin, datetime.timedelta(days=14))
        # Another jurisdiction of the same server is asked for by itself.
        begin, other_end = ask('--jurisdiction', 'city.example')
        self.assertEqual(other_end - begin, datetime.timedelta(days=14))
        begin, _ = ask()
        self.assertEqual(end - begin, datetime.timedelta(days=2))

    def test_a_server_that_is_not_well_and_a_trial_leave_everything_as_it_was(self):
        self.city.requests = [request(1)]
        self.city.status = 500
        result = self.poll()
        self.assertEqual(result.returncode, FAILED)
        self.assertIn('500', result.stderr)
        self.city.status = 200
        self.assertEqual(self.poll_json('--dry-run')['taken'], 1)
        self.assertEqual(self.poll_json()['taken'], 1)

    def test_a_wrong_line_is_refused(self):
        for args, words in (((), '--server'), (('--server', self.url), 'service'), (('--server', 'http://city.example/v2', '--service', 'a'), 'https://'),
                            (('--server', self.url, '--service', 'a', '--format', 'csv'), 'xml or json')):
            result = run('poll', self.workspace, *args)
            self.assertEqual(result.returncode, USAGE, result.stderr)
            self.assertIn(words, result.stderr)
        self.assertEqual(self.city.asked, [])

    def test_the_services_are_listed_without_a_workspace(self):
        result = subprocess.run([HOMEWARDCTL, 'poll', '--list-services', '--server', self.url], capture_output=True, text=True, timeout=BOUND, env=environment())
        self.assertEqual((result.returncode, result.stdout), (OK, f'{SERVICE}\tAsleep outside\n'), result.stderr)

    def test_a_service_of_ours_tells_what_it_takes_and_lists_nothing(self):
        keys = json.loads(subprocess.run([HOMEWARDCTL, 'intake-key', '--json'], capture_output=True, text=True, timeout=BOUND, env=environment(), check=True).stdout)
        settings = os.path.join(self.folder, 'intake.conf')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write(f'[intake]\npublic-key={keys["public-key"]}\nspool={self.folder}/intake.spool\nlisten=127.0.0.1:0\nteam=The team\n')
        service = subprocess.Popen([HOMEWARDCTL, 'serve', '--settings', settings], stdout=subprocess.PIPE, text=True, env=environment())
        self.addCleanup(service.stdout.close)
        self.addCleanup(service.wait, BOUND)
        self.addCleanup(service.terminate)
        address = re.search(r'127\.0\.0\.1:\d+', service.stdout.readline()).group()
        discovery = f'http://{address}/open311/discovery.xml'
        listed = subprocess.run([HOMEWARDCTL, 'poll', '--list-services', '--server', discovery], capture_output=True, text=True, timeout=BOUND, env=environment())
        self.assertEqual((listed.returncode, listed.stdout), (OK, 'sleeping-outside\tSomeone sleeping outside\n'), listed.stderr)
        for kind in 'xml', 'json':
            form = urllib.parse.urlencode({'service_code': 'sleeping-outside', 'lat': 55.67612, 'long': 12.56834, 'description': f'tent {kind}'}).encode()
            with DIRECTLY.open(f'http://{address}/open311/v2/requests.{kind}', form, timeout=BOUND) as answer:
                text = answer.read().decode()
            number = json.loads(text)[0]['service_request_id'] if kind == 'json' else re.search('<service_request_id>(.*)</', text).group(1)
            with DIRECTLY.open(f'http://{address}/open311/v2/requests/{number}.{kind}', timeout=BOUND) as answer:
                text = answer.read().decode()
            self.assertIn('open', text)
            self.assertNotIn('55.6', text)
            self.assertNotIn('tent', text)
        counts = json.loads(run('poll', self.workspace, '--server', discovery, '--service', 'sleeping-outside', '--json').stdout)
        self.assertEqual((counts['requests'], counts['complete']), (0, 1))

    def import_closed(self, *numbers):
        path = os.path.join(self.folder, 'in.csv')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('id,lat,lon,time,status\n')
            for number in numbers:
                file.write(f'open311:{self.name}:{number},55.5{number:03},12.25,{NOW.isoformat()},closed\n')
        result = run('import', self.workspace, path, '--json')
        self.assertEqual(json.loads(result.stdout)['taken'], len(numbers), result.stderr)

    def test_outcomes_go_back_once_where_they_are_taken(self):
        key = os.path.join(self.folder, 'key')
        with open(key, 'w', encoding='utf-8') as file:
            file.write('secret\n')
        self.import_closed(1, 2)
        result = self.poll('--send-outcomes')
        self.assertEqual(result.returncode, FAILED)
        self.assertIn('takes no outcomes', result.stderr)
        self.city.takes_updates = True
        self.city.refuses = ['2']
        self.assertEqual(self.poll_json('--send-outcomes', '--dry-run')['outcomes_sent'], 2)
        self.assertEqual(self.city.updates, [])
        counts = self.poll_json('--send-outcomes', '--api-key-file', key)
        self.assertEqual((counts['outcomes_sent'], counts['outcomes_refused']), (1, 1))
        update = self.city.updates.pop()
        self.assertEqual((update['service_request_id'], update['status'], update['api_key']), ('1', 'CLOSED', 'secret'))
        self.assertTrue(update['description'])
        # What was told is not told again; what was refused is tried again.
        self.city.refuses = []
        self.assertEqual(self.poll_json('--send-outcomes')['outcomes_sent'], 1)
        self.assertEqual(self.city.updates.pop()['service_request_id'], '2')
        self.assertEqual(self.poll_json('--send-outcomes')['outcomes_sent'], 0)


if __name__ == '__main__':
    unittest.main()
