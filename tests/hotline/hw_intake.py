# SPDX-License-Identifier: GPL-3.0-or-later
"""homewardctl serve for tests: starts it in a folder of its own on a Unix socket,
and speaks to it as a proxy would, byte by byte where that is what is tested.
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile

BOUND = 60
FORM = 'application/x-www-form-urlencoded'
OPEN_LIMITS = {'reports-per-hour': 10000000, 'reports-at-once': 10000000, 'requests-per-minute': 10000000}


def environment():
    return dict(os.environ, LC_ALL='C.UTF-8', TZ='UTC', G_DEBUG='')


def report(words):
    return f'service_code=sleeping-outside&lat=55.67&long=12.56&address_string={words}'.encode()


def head(method, path, body=b'', **headers):
    lines = [f'{method} {path} HTTP/1.1', 'Host: localhost'] + [f'{name.replace("_", "-")}: {value}' for name, value in headers.items()]
    if method == 'POST':
        lines += [f'Content-Length: {len(body)}']
        lines += [] if 'Content_Type' in headers else [f'Content-Type: {FORM}']
    return '\r\n'.join(lines).encode() + b'\r\n\r\n'


class Answer:
    def __init__(self, raw):
        top, _, self.body = raw.partition(b'\r\n\r\n')
        lines = top.decode('latin-1').split('\r\n')
        self.status = int(lines[0].split()[1]) if len(lines[0].split()) > 1 else 0
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(':') for line in lines[1:])}

    @property
    def is_whole(self):
        return len(self.body) == int(self.headers.get('content-length', -1))

    @property
    def reference(self):
        return json.loads(self.body)[0]['service_request_id']


def read_answer(connection):
    """One answer; status 0 where the connection ended without one."""
    raw = b''
    while True:
        found = re.search(rb'\r\n\r\n', raw)
        length = re.search(rb'(?i)\r\ncontent-length: *(\d+)', raw[:found.start()]) if found else None
        if found and length and len(raw) >= found.end() + int(length[1]):
            return Answer(raw)
        try:
            more = connection.recv(65536)
        except ConnectionError:
            more = b''
        if not more:
            return Answer(raw)
        raw += more


class Service:
    def __init__(self, program, folder=None, **limits):
        self.program = program
        self.folder = folder or tempfile.mkdtemp(prefix='homeward-intake-')
        self.socket = os.path.join(self.folder, 'socket')
        self.spool = os.path.join(self.folder, 'spool')
        self.settings = os.path.join(self.folder, 'intake.conf')
        self.key = json.loads(subprocess.run([program, 'intake-key', '--json'], capture_output=True, check=True, timeout=BOUND, env=environment()).stdout)
        self.write_settings(**limits)
        self.process = None

    def write_settings(self, listen=None, **limits):
        with open(self.settings, 'w') as file:
            file.write(f'[intake]\npublic-key={self.key["public-key"]}\ncollect-token-hash={self.key["collect-token-hash"]}\n'
                       f'spool={self.spool}\nlisten={listen or "unix:" + self.socket}\nbase-url=https://report.example.org\nteam=The team\n\n[limits]\n')
            file.writelines(f'{name.replace("_", "-")}={value}\n' for name, value in limits.items())

    def start(self):
        self.log = open(os.path.join(self.folder, 'log'), 'a+')
        self.process = subprocess.Popen([self.program, 'serve', '--settings', self.settings], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, env=environment(),
                                        text=True, start_new_session=True)
        line = self.process.stdout.readline()
        assert 'Reports are taken at' in line, (line, self.read_log())
        return self

    def read_log(self):
        with open(os.path.join(self.folder, 'log')) as file:
            return file.read()

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        code = self.process.wait(BOUND)
        self.process.stdout.close()
        self.log.close()
        self.process = None
        return code

    def remove(self):
        if self.process is not None:
            self.end(signal.SIGKILL)
        shutil.rmtree(self.folder)

    def connect(self, seconds=BOUND):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(seconds)
        try:
            connection.connect(self.socket)
        except OSError:
            connection.close()
            raise
        return connection

    def ask(self, method, path, body=b'', **headers):
        return self.send(head(method, path, body, **headers) + body)

    def send(self, *parts):
        """Bytes as they are; whatever is answered first."""
        with self.connect() as connection:
            try:
                for part in parts:
                    connection.sendall(part)
            except ConnectionError:
                pass
            return read_answer(connection)

    def post(self, words, **headers):
        return self.ask('POST', '/open311/v2/requests.json', report(words), **headers)

    def collect(self, path='', body=None, token=None):
        headers = {'Authorization': f'Bearer {token or self.key["collect-token"]}'}
        if body is None:
            return self.ask('GET', '/collect' + path, **headers)
        return self.ask('POST', '/collect' + path, json.dumps(body).encode(), Content_Type='application/json', **headers)

    def list_references(self):
        """Of everything that waits."""
        references, last = [], 0
        while True:
            page = json.loads(self.collect(f'?after={last}').body)
            if not page['submissions']:
                return references
            references += [entry['reference'] for entry in page['submissions']]
            last = page['last']
