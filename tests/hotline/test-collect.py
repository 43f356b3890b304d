#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a form on the web to the workspace and back: homewardctl serve takes and seals a report, homewardctl collect takes it
in, and whoever has the number hears how far it has come. Called by meson with the paths
of homewardctl and plant-workspace."""
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.parse
import urllib.request

CTL, PLANT = sys.argv.pop(1), sys.argv.pop(1)
PASSPHRASE = 'seven lamps by the river'
BOUND = 60
WORDS = 'behind the bins of the corner shop'


def run(*args, passphrase=PASSPHRASE):
    with tempfile.TemporaryFile() as secret:
        secret.write(passphrase.encode() + b'\n')
        secret.seek(0)
        return subprocess.run([CTL, *args, '--passphrase-fd', str(secret.fileno())], pass_fds=[secret.fileno()], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=BOUND)


def free_port():
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        return listener.getsockname()[1]


class Collect(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.workspace = os.path.join(self.directory.name, 'team.homeward')
        self.server = f'http://127.0.0.1:{free_port()}'
        self.service = None
        subprocess.run([PLANT, self.workspace, PASSPHRASE], capture_output=True, timeout=BOUND, check=True)

    def tearDown(self):
        self.stop()
        self.directory.cleanup()

    def stop(self):
        if self.service is not None:
            self.service.terminate()
            self.service.communicate(timeout=BOUND)
            self.service = None

    def start(self, lines):
        settings = os.path.join(self.directory.name, 'intake.conf')
        with open(settings, 'w', encoding='utf-8') as file:
            file.write(f'{lines}spool={self.directory.name}/spool.db\nlisten={self.server.removeprefix("http://")}\nbase-url={self.server}\n')
        self.service = subprocess.Popen([CTL, 'serve', '--settings', settings], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.assertIn('127.0.0.1', self.service.stdout.readline())

    def make_key(self):
        made = run('collect', self.workspace, '--server', self.server, '--make-key')
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertNotIn('hwsecret', made.stdout)  # the half that opens reports stays in the workspace
        return made.stdout[made.stdout.index('[intake]'):]

    def report(self, words=WORDS):
        services = json.load(urllib.request.urlopen(f'{self.server}/open311/v2/services.json', timeout=BOUND))
        body = urllib.parse.urlencode({'service_code': services[0]['service_code'], 'address_string': words, 'description': 'blue tent'}).encode()
        answer = json.load(urllib.request.urlopen(f'{self.server}/open311/v2/requests.json', body, timeout=BOUND))
        return answer[0]['service_request_id']

    def collect(self, code=0):
        collected = run('collect', self.workspace, '--json')
        self.assertEqual(collected.returncode, code, collected.stderr)
        return json.loads(collected.stdout) if code == 0 else collected.stderr

    def test_what_came_in_is_collected_once_and_counts_nowhere_before_it_is_checked(self):
        self.start(self.make_key())
        references = {self.report(), self.report('under the bridge')}
        self.assertEqual(len(references), 2)
        self.assertEqual(self.collect(), {'taken': 2, 'duplicates': 0, 'refused': 0, 'unreadable': 0, 'told': 0})
        self.assertEqual(self.collect(), {'taken': 0, 'duplicates': 0, 'refused': 0, 'unreadable': 0, 'told': 0})
        out = os.path.join(self.directory.name, 'out.csv')
        self.assertEqual(run('export', self.workspace, '--format', 'csv', '--output', out).returncode, 0)
        with open(out, encoding='utf-8') as file:
            self.assertNotIn(WORDS, file.read())
        self.assertEqual(run('verify', self.workspace).returncode, 0)
        self.assertEqual(run('rebuild', self.workspace).returncode, 0)

    def test_the_service_holds_nothing_readable(self):
        self.start(self.make_key())
        self.report()
        self.stop()
        for name in os.listdir(self.directory.name):
            with open(os.path.join(self.directory.name, name), 'rb') as file:
                self.assertNotIn(b'corner shop', file.read(), name)

    def test_what_was_sealed_to_another_key_stays_at_the_service(self):
        self.start(self.make_key())
        self.report()
        token_lines = self.make_key()  # a new pair: the workspace cannot open the old one any more
        self.stop()
        self.start(token_lines)
        self.report('by the station')
        self.assertEqual(self.collect(), {'taken': 1, 'duplicates': 0, 'refused': 0, 'unreadable': 1, 'told': 0})
        self.assertEqual(self.collect()['unreadable'], 1)

    def test_a_stranger_is_refused_and_a_silent_service_said_so(self):
        self.start(self.make_key())
        for header in ({}, {'Authorization': 'Bearer 1234'}):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(urllib.request.Request(f'{self.server}/collect?after=0', headers=header), timeout=BOUND)
            self.assertIn(refused.exception.code, (401, 403))
        self.stop()
        self.assertIn('cannot be reached', self.collect(code=1))

    def test_a_workspace_that_knows_no_service_says_how_to_begin(self):
        self.assertIn('--make-key', self.collect(code=1))
        refused = run('collect', self.workspace, '--server', 'http://reports.example.org')
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn('https://', refused.stderr)


if __name__ == '__main__':
    unittest.main()
