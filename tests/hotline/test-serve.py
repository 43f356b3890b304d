#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""homewardctl serve as a stranger meets it: honest, hostile, slow and in crowds;
and what is on the disk afterwards. The path of homewardctl is the argument.

HW_KILLS: how often it is killed while clients post (20). HW_SECONDS: how long 64
connections post (3).
"""
import glob
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

from hw_intake import BOUND, FORM, OPEN_LIMITS, Service, environment, head, report

HOMEWARDCTL = sys.argv.pop(1) if len(sys.argv) > 1 and not sys.argv[1].startswith('-') else 'homewardctl'
KILLS = int(os.environ.get('HW_KILLS', 20))
SECONDS = float(os.environ.get('HW_SECONDS', 3))
POST = b'POST /open311/v2/requests.json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n'


class ServeCase(unittest.TestCase):
    limits = OPEN_LIMITS

    def setUp(self):
        self.service = Service(HOMEWARDCTL, **self.limits).start()
        self.addCleanup(self.service.remove)


class Settings(unittest.TestCase):
    def setUp(self):
        self.service = Service(HOMEWARDCTL)
        self.addCleanup(self.service.remove)

    def check(self):
        return subprocess.run([HOMEWARDCTL, 'serve', '--settings', self.service.settings, '--check'], capture_output=True, text=True, timeout=BOUND, env=environment())

    def test_nothing_but_loopback_and_unix_sockets_is_listened_on(self):
        for listen in '0.0.0.0:80', '192.0.2.1:80', '[::]:80', 'localhost:80', '127.0.0.1', 'unix:relative':
            self.service.write_settings(listen=listen)
            result = self.check()
            self.assertEqual(result.returncode, 1, listen)
            self.assertIn('Nothing was started', result.stderr)
        for listen in '127.0.0.1:8311', '[::1]:8311', 'unix:/run/x':
            self.service.write_settings(listen=listen)
            self.assertEqual(self.check().returncode, 0, listen)

    def test_settings_that_are_not_sound_are_said(self):
        self.service.write_settings(waitting=5)
        self.assertIn('waitting', self.check().stderr)
        self.service.write_settings(connections=0)
        self.assertIn('connections', self.check().stderr)
        self.service.key['public-key'] = self.service.key['secret-key']
        self.service.write_settings()
        self.assertIn('secret half', self.check().stderr)
        self.service.key['public-key'] = 'hwintake1abc'
        self.service.write_settings()
        self.assertIn('intake key', self.check().stderr)


class Honest(ServeCase):
    def test_what_is_answered_is_collected_and_then_forgotten(self):
        first, second = self.service.post('one'), self.service.post('two')
        self.assertEqual((first.status, second.status), (200, 200))
        self.assertEqual(self.service.list_references(), [first.reference, second.reference])
        result = self.service.collect('/forget', {'references': [first.reference]})
        self.assertEqual(json.loads(result.body), {'forgotten': 1})
        self.assertEqual(self.service.list_references(), [second.reference])

    def test_what_was_done_is_told_to_who_has_the_number(self):
        reference = self.service.post('one').reference
        before = self.service.ask('GET', f'/en/status?reference={reference}')
        self.assertEqual(before.status, 200)
        self.service.collect('/forget', {'references': [reference]})
        known = self.service.collect('/status', {'statuses': [{'reference': reference, 'answer': 'team-went-out', 'at': 1763800000000000}]})
        self.assertEqual(json.loads(known.body), {'known': 1})
        after = self.service.ask('GET', f'/en/status?reference={reference.lower().replace("-", "")}')
        self.assertEqual(after.status, 200)
        self.assertNotEqual(before.body, after.body)
        self.assertEqual(self.service.ask('GET', f'/en/status?reference={"0" * 26}').status, 404)

    def test_the_same_bytes_are_one_report_also_after_a_restart(self):
        first = self.service.post('same')
        self.assertEqual(self.service.post('same').reference, first.reference)
        self.assertNotEqual(self.service.post('other').reference, first.reference)
        self.assertEqual(self.service.end(), 0)
        self.service.start()
        self.assertEqual(self.service.post('same').reference, first.reference)
        self.assertEqual(len(self.service.list_references()), 2)

    def test_without_the_token_nothing_is_collected(self):
        self.service.post('one')
        for token in 'wrong', self.service.key['collect-token'][:-1], self.service.key['collect-token'] + '0', self.service.key['collect-token-hash']:
            answer = self.service.collect(token=token)
            self.assertEqual(answer.status, 403)
            self.assertNotIn(b'sealed', answer.body)
        self.assertEqual(self.service.ask('GET', '/collect?after=0').status, 403)
        self.assertEqual(self.service.ask('POST', '/collect/forget', b'{}').status, 403)

    def test_what_a_workspace_says_wrongly_changes_nothing(self):
        reference = self.service.post('one').reference
        for body in {}, [], {'references': 'x'}, {'references': [1]}, {'references': [reference, 'x']}:
            self.assertEqual(self.service.collect('/forget', body).status, 400)
        for body in {'statuses': [{}]}, {'statuses': [{'reference': reference, 'answer': 'lost', 'at': 1}]}, {'statuses': [None]}:
            self.assertEqual(self.service.collect('/status', body).status, 400)
        self.assertEqual(self.service.list_references(), [reference])

    def test_pages_ask_browsers_to_keep_nothing(self):
        answer = self.service.ask('GET', '/')
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers['cache-control'], 'no-store')
        self.assertEqual(answer.headers['referrer-policy'], 'no-referrer')
        self.assertIn("default-src 'none'", answer.headers['content-security-policy'])


class Hostile(ServeCase):
    limits = dict(OPEN_LIMITS, seconds=2, connections=24)

    def assert_alive(self):
        """Once the connections before it are gone."""
        deadline = time.monotonic() + BOUND
        while (status := self.service.post(secrets.token_hex(8)).status) == 0 and time.monotonic() < deadline:
            pass
        self.assertEqual(status, 200)

    def test_requests_of_two_lengths_are_turned_away_with_what_follows(self):
        smuggled = POST + b'Content-Length: %d\r\n\r\n' % len(report('smuggled')) + report('smuggled')
        for lengths in (b'Content-Length: 5\r\nContent-Length: 6\r\n', b'Content-Length: 5, 5\r\n', b'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
                        b'Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', b'Transfer-Encoding: xchunked\r\n', b'Transfer-Encoding: chunked, chunked\r\n',
                        b'Content-Length: -5\r\n', b'Content-Length: +5\r\n', b'Content-Length: 0x5\r\n', b'Content-Length: 99999999999999999999\r\n', b'Content-Length : 5\r\n',
                        b'Content-Length: \r\n', b''):
            with self.subTest(lengths):
                answer = self.service.send(POST + lengths + b'\r\n0\r\n\r\n' + smuggled)
                self.assertIn(answer.status, (400, 411, 501))
                self.assertEqual(self.service.list_references(), [])
        self.assertIn(self.service.send(b'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello').status, (400,))
        self.assert_alive()

    def test_what_is_longer_than_256_kib_is_turned_away_before_it_ends(self):
        self.assertEqual(self.service.send(POST + b'Content-Length: 600000000\r\n\r\n').status, 413)
        self.assertEqual(self.service.send(POST + b'Content-Length: 600000000\r\nExpect: 100-continue\r\n\r\n').status, 413)
        self.assertEqual(self.service.send(POST + b'Content-Length: 262145\r\n\r\n', b'x' * 262145).status, 413)
        self.assertEqual(self.service.send(POST + b'Transfer-Encoding: chunked\r\n\r\n', *[b'10000\r\n' + b'x' * 65536 + b'\r\n'] * 200).status, 413)
        most = report('x').ljust(262144, b'&')
        self.assertNotEqual(self.service.ask('POST', '/open311/v2/requests.json', most).status, 413)
        self.assert_alive()

    def test_who_sends_slowly_is_dropped_however_often_a_byte_comes(self):
        for beginning in b'', b'GET / HT', POST, POST + b'Content-Length: 200\r\n\r\nservice_code':
            with self.subTest(beginning), self.service.connect() as connection:
                connection.sendall(beginning)
                start = time.monotonic()
                while not select.select([connection], [], [], 0.2)[0]:
                    self.assertLess(time.monotonic() - start, BOUND)
                    try:
                        connection.sendall(b'x')
                    except ConnectionError:
                        break
                try:
                    self.assertNotIn(b'200 OK', connection.recv(4096))
                except ConnectionError:
                    pass
        self.assert_alive()

    def test_more_connections_than_allowed_are_ended_at_once_and_the_others_served(self):
        idle = [self.service.connect() for _ in range(100)]
        ended = 0
        deadline = time.monotonic() + BOUND
        while ended < 76 and time.monotonic() < deadline:
            ended = 0
            for connection in select.select(idle, [], [], 1)[0]:
                try:
                    ended += connection.recv(1, socket.MSG_PEEK) == b''
                except ConnectionError:
                    ended += 1
        self.assertGreaterEqual(ended, 76)
        for connection in idle:
            connection.close()
        self.assert_alive()

    def test_paths_that_mean_two_things_lead_nowhere(self):
        for path in ('/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '//collect', '/open311//v2/requests.json', '/collect%00', '/%00', '/da/..%2fcollect', '/COLLECT', '/collect/',
                     '/collect/../collect', '/en/..;/collect', '/\\collect', '/en/%c0%ae%c0%ae/collect', '/' + 'a' * 5000):
            with self.subTest(path[:40]):
                answer = self.service.send(f'GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'.encode())
                self.assertIn(answer.status, (400, 403, 404, 0))
                self.assertNotIn(b'submissions', answer.body)
        self.assert_alive()

    def test_what_is_no_request_ends_the_connection(self):
        for raw in (b'\x16\x03\x01\x02\x00\x01\x00', b'\x00' * 4096, b'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n', b'GET\r\n\r\n', b'X' * 300000, b'DELETE / HTTP/1.1\r\nHost: a\r\n\r\n',
                    b'CONNECT x:1 HTTP/1.1\r\nHost: a\r\n\r\n', b'TRACE / HTTP/1.1\r\nHost: a\r\n\r\n', b'GET / HTTP/1.1\r\nHost: a\r\nX: ' + b'y' * 200000 + b'\r\n\r\n'):
            with self.subTest(raw[:20]):
                self.assertNotIn(self.service.send(raw).status, (200, 500))
        self.assert_alive()

    def test_bytes_that_are_no_text_are_not_recorded(self):
        for body, kind in ((b'service_code=sleeping-outside&address_string=%ff%fe', FORM), (b'service_code=sleeping-outside&address_string=\xff\xfe', FORM),
                           (b'service_code=sleeping-outside&address_string=%00', FORM), (report('x'), FORM + '; charset=utf-7'), (report('x'), FORM + '; charset=utf-16'),
                           (b'\x1f\x8b\x08\x00', 'application/gzip'), (b'{}', 'application/json'), (b'<x/>', 'text/xml'), (b'', FORM)):
            with self.subTest(body):
                self.assertIn(self.service.ask('POST', '/open311/v2/requests.json', body, Content_Type=kind).status, (400, 404, 413, 415, 422))
        self.assertEqual(self.service.ask('POST', '/open311/v2/requests.json', report('x'), Content_Encoding='gzip').status, 415)
        self.assertEqual(self.service.list_references(), [])

    def test_no_question_lists_what_came(self):
        reference = self.service.post('listed').reference
        for path in ('/open311/v2/requests.json', '/open311/v2/requests.xml?status=open', '/open311/v2/requests.json?start_date=2000-01-01T00:00:00Z&page_size=1000', '/status', '/report', '/sms', '/collect', '/collect/forget'):
            self.assertNotIn(reference.encode(), self.service.ask('GET', path).body)

    def test_clients_that_leave_before_their_answer_harm_nobody(self):
        for i in range(50):
            with self.service.connect() as connection:
                body = report(f'left-{i}')
                try:
                    connection.sendall(head('POST', '/open311/v2/requests.json', body) + body)
                except ConnectionError:
                    pass
        self.assert_alive()
        self.assertEqual(self.service.end(), 0)


class Quotas(ServeCase):
    limits = {'reports-per-hour': 1, 'reports-at-once': 3, 'requests-per-minute': 30}

    def test_each_source_has_its_own_and_cannot_take_on_another(self):
        statuses = [self.service.post(f'a{i}', X_Forwarded_For='192.0.2.1').status for i in range(4)]
        self.assertEqual(statuses, [200, 200, 200, 429])
        self.assertEqual(self.service.post('b', X_Forwarded_For='203.0.113.9, 192.0.2.1').status, 429)
        self.assertEqual(self.service.post('c', X_Forwarded_For='192.0.2.2').status, 200)
        statuses = [self.service.post(f'd{i}', X_Forwarded_For=f'2001:db8:1:2::{i}').status for i in range(1, 5)]
        self.assertEqual(statuses, [200, 200, 200, 429])
        self.assertEqual(self.service.post('e', X_Forwarded_For='2001:db8:1:3::1').status, 200)
        self.assertEqual(len(self.service.list_references()), 8)

    def test_asking_without_end_is_turned_away_too(self):
        statuses = {self.service.ask('GET', '/form.css', X_Forwarded_For='192.0.2.3').status for _ in range(40)}
        self.assertEqual(statuses, {200, 429})

    def test_no_address_is_in_what_is_kept(self):
        self.service.post('f', X_Forwarded_For='198.51.100.77')
        self.assertEqual(self.service.end(), 0)
        for path in glob.glob(self.service.folder + '/*'):
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    self.assertNotIn(b'198.51.100', file.read())


class Disk(ServeCase):
    def read_all(self):
        content = {}
        for path in glob.glob(self.service.folder + '/*'):
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    content[path] = file.read()
        return content

    def assert_nothing_readable(self, canaries):
        content = self.read_all()
        self.assertIn(self.service.spool, content)
        for path, data in content.items():
            for word in canaries:
                for form in (word.encode(), word.upper().encode(), word.encode('utf-16-le'), word.encode('utf-16-be')):
                    self.assertNotIn(form, data, path)

    def test_of_200_words_none_can_be_read_on_the_disk(self):
        canaries = ['canary' + secrets.token_hex(8) for _ in range(200)]
        for i in range(0, 200, 5):
            place, looks, name, line, worry = canaries[i:i + 5]
            body = urllib.parse.urlencode({'service_code': 'sleeping-outside', 'lat': '55.6', 'long': '12.5', 'address_string': place, 'description': looks, 'first_name': name,
                                           'email': line + '@example.org', 'attribute[worries]': worry})
            self.assertEqual(self.service.ask('POST', '/open311/v2/requests.json', body.encode(), User_Agent=place, X_Forwarded_For='192.0.2.1').status, 200)
            # What is refused, too.
            self.service.ask('POST', '/open311/v2/requests.json', f'service_code={looks}&lat={name}'.encode())
            self.service.ask('GET', f'/{place}?q={looks}')
            self.service.send(f'GET /{place} {name}\r\n{worry}: {line}\r\n\r\n'.encode())
        self.assert_nothing_readable(canaries)
        self.assertTrue(os.path.getsize(self.service.spool + '-wal') > 0)
        self.service.end(signal.SIGKILL)
        self.assert_nothing_readable(canaries)
        self.service.start()
        self.assertEqual(len(self.service.list_references()), 40)
        self.assertEqual(self.service.end(), 0)
        self.assert_nothing_readable(canaries)
        self.assertEqual(oct(os.stat(self.service.spool).st_mode & 0o777), '0o600')


class Crowd(ServeCase):
    """Each client remembers what it was told was taken, and sends the next."""

    def run_client(self, name, over, acknowledged, failures):
        number = 0
        while not over.is_set():
            try:
                answer = self.service.post(f'{name}-{number}')
            except (ConnectionError, FileNotFoundError):
                failures.append(0)
                over.wait(0.01)
                continue
            if answer.status == 200 and answer.is_whole:
                acknowledged.append(answer.reference)
                number += 1
            else:
                failures.append(answer.status)

    def start_clients(self, count):
        self.over = threading.Event()
        self.acknowledged, self.failures = [], []
        self.clients = [threading.Thread(target=self.run_client, args=(f'{count}-{i}', self.over, self.acknowledged, self.failures), daemon=True) for i in range(count)]
        for client in self.clients:
            client.start()

    def end_clients(self):
        self.over.set()
        for client in self.clients:
            client.join(BOUND)
            self.assertFalse(client.is_alive())

    def test_64_connections_are_all_served(self):
        self.start_clients(64)
        threading.Event().wait(SECONDS)
        self.end_clients()
        self.assertEqual(self.failures, [])
        self.assertGreater(len(self.acknowledged), 64)
        self.assertEqual(sorted(self.service.list_references()), sorted(self.acknowledged))
        print(f'64 connections for {SECONDS:g} s: {len(self.acknowledged)} reports', file=sys.stderr)

    def test_nothing_acknowledged_is_lost_when_it_is_killed(self):
        self.start_clients(8)
        for i in range(KILLS):
            known = len(self.acknowledged)
            deadline = time.monotonic() + BOUND
            while len(self.acknowledged) < known + 1 + i % 40 and time.monotonic() < deadline:
                self.over.wait(0.002)
            self.assertGreater(len(self.acknowledged), known)
            self.service.end(signal.SIGKILL)
            self.service.start()
        self.end_clients()
        references = self.service.list_references()
        self.assertEqual(set(self.acknowledged) - set(references), set())
        self.assertEqual(len(references), len(set(references)))
        print(f'{KILLS} kills: {len(set(self.acknowledged))} acknowledged, {len(references)} on the disk', file=sys.stderr)


if __name__ == '__main__':
    unittest.main(verbosity=1)
