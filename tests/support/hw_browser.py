# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a headless Chromium over the DevTools protocol through a pipe, with nothing but Python's own library.

What is asked of a page here works without the page's scripts: keys go in as a keyboard sends them, and what came of them
is read from the DOM and from the accessibility tree.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 60   # seconds until a page must be there; a loaded machine is slow

KEYS = {'Tab': 9, 'Enter': 13, 'Escape': 27, 'ArrowLeft': 37, 'ArrowUp': 38, 'ArrowRight': 39, 'ArrowDown': 40, ' ': 32, 'Backspace': 8}


class Browser:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='homeward-browser-')
        to_read, self.to = os.pipe()
        self.from_, to_write = os.pipe()
        self.process = subprocess.Popen(
            ['/bin/sh', '-c', f'exec 3<&{to_read} 4>&{to_write}; exec "$@"', 'sh',
             'chromium', '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', '--no-first-run', '--disable-extensions',
             '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage', '--lang=en', f'--user-data-dir={self.folder}', 'about:blank'],
            pass_fds=(to_read, to_write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={'PATH': os.environ['PATH'], 'HOME': self.folder, 'LC_ALL': 'C.UTF-8'}, start_new_session=True)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b''
        self.number = 0
        self.session = None
        self.events = []
        self.requests = []
        targets = self.ask('Target.getTargets')['targetInfos']
        page = next(target for target in targets if target['type'] == 'page')
        self.session = self.ask('Target.attachToTarget', targetId=page['targetId'], flatten=True)['sessionId']
        for domain in 'Page', 'DOM', 'Network', 'Accessibility':
            self.ask(domain + '.enable')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to)
        os.close(self.from_)
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- the protocol ----------------------------------------------------------

    def _read(self, until):
        while b'\0' not in self.buffer:
            ready, _, _ = select.select([self.from_], [], [], max(0, until - time.monotonic()))
            if not ready:
                raise TimeoutError('the browser did not answer')
            more = os.read(self.from_, 1 << 20)
            if not more:
                raise EOFError('the browser is gone')
            self.buffer += more
        message, self.buffer = self.buffer.split(b'\0', 1)
        return json.loads(message)

    def _note(self, message):
        if message.get('method') == 'Network.requestWillBeSent':
            self.requests.append(message['params']['request']['url'])
        self.events.append(message.get('method'))

    def ask(self, method, **parameters):
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': parameters}
        if self.session:
            message['sessionId'] = self.session
        os.write(self.to, json.dumps(message).encode() + b'\0')
        until = time.monotonic() + PATIENCE
        while True:
            answer = self._read(until)
            if answer.get('id') == self.number:
                if 'error' in answer:
                    raise RuntimeError(f'{method}: {answer["error"]["message"]}')
                return answer['result']
            self._note(answer)

    def wait_for(self, event):
        until = time.monotonic() + PATIENCE
        while event not in self.events:
            self._note(self._read(until))

    # -- what a reader does ------------------------------------------------------

    def go(self, address):
        self.events.clear()
        problem = self.ask('Page.navigate', url=address).get('errorText')
        if problem:
            raise RuntimeError(problem)
        self.wait_for('Page.loadEventFired')

    def reload(self):
        self.events.clear()
        self.ask('Page.reload')
        self.wait_for('Page.loadEventFired')

    def key(self, key, shift=False):
        code = KEYS[key]
        common = {'key': key, 'code': 'Space' if key == ' ' else key, 'windowsVirtualKeyCode': code, 'modifiers': 8 if shift else 0}
        text = {'Enter': '\r', ' ': ' '}.get(key)
        self.ask('Input.dispatchKeyEvent', type='keyDown' if text else 'rawKeyDown', **common, **({'text': text} if text else {}))
        self.ask('Input.dispatchKeyEvent', type='keyUp', **common)

    def type(self, text):
        self.ask('Input.insertText', text=text)

    def key_and_load(self, key):
        """Presses a key that leads to another page, and waits for that."""
        self.events.clear()
        self.key(key)
        self.wait_for('Page.loadEventFired')

    def click_and_load(self, selector, x, y):
        """Clicks so many pixels right of and below the corner of a picture that leads to another page."""
        node = self.select(selector)
        self.ask('DOM.scrollIntoViewIfNeeded', nodeId=node)
        corner = self.ask('DOM.getBoxModel', nodeId=node)['model']['content']
        place = {'x': corner[0] + x, 'y': corner[1] + y, 'button': 'left', 'clickCount': 1}
        self.events.clear()
        self.ask('Input.dispatchMouseEvent', type='mousePressed', **place)
        self.ask('Input.dispatchMouseEvent', type='mouseReleased', **place)
        self.wait_for('Page.loadEventFired')

    # -- what a reader sees ------------------------------------------------------

    def select(self, selector):
        """The node, or None."""
        root = self.ask('DOM.getDocument')['root']['nodeId']
        return self.ask('DOM.querySelector', nodeId=root, selector=selector)['nodeId'] or None

    def select_all(self, selector):
        root = self.ask('DOM.getDocument')['root']['nodeId']
        return self.ask('DOM.querySelectorAll', nodeId=root, selector=selector)['nodeIds']

    def get(self, selector):
        """Its attributes."""
        node = self.select(selector)
        if node is None:
            raise LookupError(selector)
        pairs = self.ask('DOM.getAttributes', nodeId=node)['attributes']
        return dict(zip(pairs[::2], pairs[1::2]))

    def html(self, selector='html'):
        return self.ask('DOM.getOuterHTML', nodeId=self.select(selector))['outerHTML']

    def address(self):
        history = self.ask('Page.getNavigationHistory')
        return history['entries'][history['currentIndex']]['url']

    def tree(self):
        """The accessibility tree: (role, name, properties) of what is not ignored."""
        nodes = []
        for node in self.ask('Accessibility.getFullAXTree')['nodes']:
            if not node.get('ignored'):
                properties = {item['name']: item['value'].get('value') for item in node.get('properties', [])}
                properties['value'] = node.get('value', {}).get('value')
                properties['description'] = node.get('description', {}).get('value')
                nodes.append((node['role']['value'], node.get('name', {}).get('value') or '', properties))
        return nodes

    def focus(self):
        """(role, name, properties) of what has the focus."""
        return next((node for node in self.tree() if node[2].get('focused') and node[0] != 'RootWebArea'), ('', '', {}))

    def focus_on(self, name):
        """What has the focus, once that is what is called so: a page moves it only after it was drawn."""
        until = time.monotonic() + PATIENCE
        while True:
            focus = self.focus()
            if focus[1].startswith(name) or time.monotonic() > until:
                return focus
            time.sleep(0.02)

    def tab_to(self, name, role=None):
        """Presses Tab until what is called so has the focus."""
        for _ in range(80):
            self.key('Tab')
            focus = self.focus()
            if focus[1].startswith(name) and role in (None, focus[0]):
                return focus
        raise LookupError(f'Tab does not lead to {name}')

    # -- how a reader looks at it -------------------------------------------------

    def window(self, width, height=900, zoom=1.0, mobile=False):
        """A window of so many CSS pixels; at a zoom of 2 half as many are seen of it."""
        self.ask('Emulation.setDeviceMetricsOverride', width=int(width / zoom), height=int(height / zoom), deviceScaleFactor=zoom, mobile=mobile)

    def prefer(self, **features):
        """prefer (prefers_color_scheme='dark')"""
        self.ask('Emulation.setEmulatedMedia', features=[{'name': name.replace('_', '-'), 'value': value} for name, value in features.items()])

    def scripts(self, enabled):
        self.ask('Emulation.setScriptExecutionDisabled', value=not enabled)

    def is_too_wide(self):
        metrics = self.ask('Page.getLayoutMetrics')
        return metrics['cssContentSize']['width'] > metrics['cssLayoutViewport']['clientWidth']

    def picture(self, path):
        data = self.ask('Page.captureScreenshot', format='png', captureBeyondViewport=True)['data']
        with open(path, 'wb') as file:
            file.write(base64.b64decode(data))
