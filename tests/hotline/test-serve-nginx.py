#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""homewardctl serve behind Debian's nginx with the configuration that is shipped:
its own folder, loopback ports and a certificate of the test's own. Only what the
file says is to be changed is changed. Arguments: homewardctl, the configuration,
the unit of systemd.
"""
import os
import re
import secrets
import select
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import unittest

from hw_intake import BOUND, OPEN_LIMITS, Service, environment, head, read_answer, report

HOMEWARDCTL, CONFIGURATION, UNIT = (sys.argv.pop(1) for _ in range(3))
NGINX = shutil.which('nginx', path=os.environ.get('PATH', '') + ':/usr/sbin')
NAME = 'report.example.org'


def find_ports(count):
    held = [socket.create_server(('127.0.0.1', 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


class Proxy:
    def __init__(self, service):
        self.folder = os.path.join(service.folder, 'nginx')
        os.mkdir(self.folder)
        self.service = service
        self.plain, self.secure = find_ports(2)
        self.certificate = os.path.join(self.folder, 'certificate.pem')
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=' + NAME, '-addext', 'subjectAltName=DNS:' + NAME,
                        '-keyout', self.folder + '/key.pem', '-out', self.certificate], check=True, capture_output=True, timeout=BOUND)
        self.write()

    def write(self):
        with open(CONFIGURATION) as file:
            text = file.read()
        text = re.sub(r'/etc/letsencrypt/\S+/fullchain.pem', self.certificate, text)
        text = re.sub(r'/etc/letsencrypt/\S+/privkey.pem', self.folder + '/key.pem', text)
        text = text.replace('unix:/run/homeward-intake/intake.socket', 'unix:' + self.service.socket)
        text = re.sub(r'\n *listen \[::\].*', '', text).replace('listen 80;', f'listen 127.0.0.1:{self.plain};').replace('listen 443 ssl', f'listen 127.0.0.1:{self.secure} ssl')
        user = 'user root;\n' if os.getuid() == 0 else ''
        paths = ''.join(f'{kind}_temp_path {self.folder}/{kind};\n' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        with open(self.folder + '/nginx.conf', 'w') as file:
            file.write(f'{user}worker_processes 1;\ndaemon off;\npid {self.folder}/pid;\nerror_log {self.folder}/error.log;\nevents {{ worker_connections 256; }}\nhttp {{\n{paths}{text}\n}}\n')

    def start(self):
        self.process = subprocess.Popen([NGINX, '-p', self.folder, '-e', self.folder + '/start.log', '-c', self.folder + '/nginx.conf'], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=environment(), start_new_session=True)
        deadline = time.monotonic() + BOUND
        while True:
            try:
                socket.create_connection(('127.0.0.1', self.secure), 1).close()
                return self
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, self.read_log()
                select.select([], [], [], 0.02)

    def read_log(self):
        return ''.join(open(path).read() for path in (self.folder + '/start.log', self.folder + '/error.log') if os.path.exists(path))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(BOUND)

    def connect(self):
        context = ssl.create_default_context(cafile=self.certificate)
        return context.wrap_socket(socket.create_connection(('127.0.0.1', self.secure), BOUND), server_hostname=NAME)

    def send(self, raw):
        with self.connect() as connection:
            try:
                connection.sendall(raw)
            except (ConnectionError, ssl.SSLError):
                pass
            try:
                return read_answer(connection)
            except ssl.SSLError:
                return None

    def ask(self, method, path, body=b'', **headers):
        return self.send(head(method, path, body, **headers).replace(b'Host: localhost', b'Host: ' + NAME.encode()) + body)

    def post(self, words, **headers):
        return self.ask('POST', '/open311/v2/requests.json', report(words), **headers)


class Proxied(unittest.TestCase):
    limits = OPEN_LIMITS

    def setUp(self):
        self.assertIsNotNone(NGINX, 'nginx is not here: ./dev deps test installs it')
        self.service = Service(HOMEWARDCTL, **self.limits).start()
        self.addCleanup(self.service.remove)
        self.proxy = Proxy(self.service).start()
        self.addCleanup(self.proxy.end)


class Behind(Proxied):
    def test_a_report_goes_through_and_a_page_comes_back(self):
        page = self.proxy.ask('GET', '/')
        self.assertEqual(page.status, 200)
        self.assertIn('max-age', page.headers['strict-transport-security'])
        self.assertIn("default-src 'none'", page.headers['content-security-policy'])
        self.assertNotIn('/', page.headers['server'])
        answer = self.proxy.post('one')
        self.assertEqual(answer.status, 200)
        self.assertEqual(self.service.list_references(), [answer.reference])
        self.assertEqual(self.proxy.ask('GET', f'/en/status?reference={answer.reference}').status, 200)

    def test_a_workspace_collects_through_it(self):
        answer = self.proxy.post('one')
        page = self.proxy.ask('GET', '/collect?after=0', Authorization='Bearer ' + self.service.key['collect-token'])
        self.assertIn(answer.reference.encode(), page.body)
        self.assertEqual(self.proxy.ask('GET', '/collect?after=0').status, 403)

    def test_without_tls_one_is_sent_on(self):
        with socket.create_connection(('127.0.0.1', self.proxy.plain), BOUND) as connection:
            connection.sendall(b'GET /da/ HTTP/1.1\r\nHost: ' + NAME.encode() + b'\r\n\r\n')
            answer = read_answer(connection)
        self.assertEqual((answer.status, answer.headers['location']), (308, f'https://{NAME}/da/'))

    def test_what_is_too_long_does_not_reach_the_service(self):
        self.assertEqual(self.proxy.send(b'POST /report HTTP/1.1\r\nHost: a\r\nContent-Length: 600000000\r\n\r\n').status, 413)
        self.assertEqual(self.proxy.send(b'POST /report HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n' + (b'10000\r\n' + b'x' * 65536 + b'\r\n') * 8).status, 413)
        self.assertEqual(self.proxy.post('after').status, 200)

    def test_nothing_is_smuggled_behind_a_request(self):
        body = report('smuggled')
        inner = b'POST /open311/v2/requests.json HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n' % len(body) + body
        for lengths in (b'Content-Length: 5\r\nContent-Length: 6\r\n', b'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', b'Transfer-Encoding: chunked, identity\r\n', b'Content-Length: +5\r\n'):
            answer = self.proxy.send(b'POST /report HTTP/1.1\r\nHost: a\r\n' + lengths + b'\r\n0\r\n\r\n' + inner)
            self.assertIn(answer.status, (400, 501), lengths)
        self.assertEqual(self.service.list_references(), [])

    def test_paths_that_mean_two_things_lead_nowhere(self):
        for path in '/..%2f..%2fetc/passwd', '/collect%00', '/%2e%2e/collect', '/open311%2fv2/requests.json', '/en/..%2fcollect':
            answer = self.proxy.ask('GET', path, Authorization='Bearer ' + self.service.key['collect-token'])
            self.assertIn(answer.status, (400, 404), path)

    def test_what_is_asked_too_often_is_turned_away(self):
        statuses = [self.proxy.post(f'often-{i}').status for i in range(20)]
        self.assertEqual(set(statuses), {200, 429})
        self.assertEqual(statuses[:10], [200] * 10)
        self.assertEqual(len(self.service.list_references()), statuses.count(200))
        self.assertEqual(self.proxy.ask('GET', '/').status, 200)

    def test_what_clients_say_of_their_address_is_not_passed_on_and_nothing_is_logged(self):
        canaries = ['canary' + secrets.token_hex(8) for _ in range(8)]
        for canary in canaries:
            self.proxy.post(canary, X_Forwarded_For='203.0.113.' + str(len(canary)), User_Agent=canary)
            self.proxy.ask('GET', f'/{canary}?q={canary}')
        self.proxy.send(b'POST /report HTTP/1.1\r\nHost: a\r\nX: ' + canaries[0].encode() + b'\r\nContent-Length: 600000000\r\n\r\n')
        # In memory alone, also of a body that does not come in one piece.
        long_body = report(canaries[1]).ljust(200000, b'&')
        self.proxy.ask('POST', '/open311/v2/requests.json', long_body)
        self.proxy.end()
        self.service.end()
        for top, _, names in os.walk(self.service.folder):
            for path in (os.path.join(top, name) for name in names):
                if os.path.isfile(path):
                    with open(path, 'rb') as file:
                        content = file.read()
                    for canary in canaries:
                        self.assertNotIn(canary.encode(), content, path)
                    self.assertNotIn(b'203.0.113.', content, path)
        self.service.start()
        self.proxy.start()


class SourceQuota(Proxied):
    limits = dict(OPEN_LIMITS, **{'reports-per-hour': 1, 'reports-at-once': 2})

    def test_the_quota_is_of_the_real_address(self):
        statuses = [self.proxy.post(f'x{i}', X_Forwarded_For=f'192.0.2.{i}').status for i in range(4)]
        self.assertEqual(statuses, [200, 200, 429, 429])


class Unit(unittest.TestCase):
    @unittest.skipUnless(shutil.which('systemd-analyze'), 'systemd-analyze is not here')
    def test_the_sandbox_of_the_unit_is_as_tight_as_it_was(self):
        result = subprocess.run(['systemd-analyze', 'security', '--offline=true', '--threshold=10', '--no-pager', UNIT], capture_output=True, text=True, timeout=BOUND, env=environment())
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


if __name__ == '__main__':
    unittest.main(verbosity=1)
