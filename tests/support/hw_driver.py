# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as its user would: through AT-SPI, the keyboard and the pointer.

Runs inside a private D-Bus and a virtual display (tests/ui/meson.build). Every
wait is bound to a condition and has a limit; nothing sleeps for its own sake.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

# A warning of the accessibility bus must not end the one who drives.
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# What AT-SPI remembers of a window that is still being built is not true later.
Atspi.get_desktop(0).set_cache_mask(getattr(Atspi.Cache, 'NONE'))

LIMIT = float(os.environ.get('HW_WAIT', '30'))


class NotFound(AssertionError):
    pass


def wait_for(what, condition, limit=LIMIT):
    """Iterates the main context until @condition gives something, and returns that."""
    until = time.monotonic() + limit
    context = GLib.MainContext.default()
    while True:
        try:
            result = condition()
        except GLib.Error:  # the object went away while we looked at it
            result = None
        if result:
            return result
        if time.monotonic() > until:
            raise NotFound(f'not within {limit:.0f} s: {what}')
        GLib.timeout_add(50, lambda: False)
        context.iteration(True)


def walk(accessible, hidden=True):
    """@accessible and all below it; with @hidden false, nothing below what was never laid out."""
    yield accessible
    try:
        if not hidden and has_no_size(accessible):
            return
        count = accessible.get_child_count()
    except GLib.Error:  # it went away while we walked
        return
    for index in range(count):
        try:
            child = accessible.get_child_at_index(index)
        except GLib.Error:
            continue
        if child is not None:
            yield from walk(child, hidden)


def has_no_size(accessible):
    if 'Component' not in accessible.get_interfaces():
        return False
    box = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
    return box.width <= 0 or box.height <= 0


def is_showing(accessible):
    """GTK 4.8 gives the state SHOWING to windows only; a widget that was never laid out has no size."""
    states = accessible.get_state_set()
    if states.contains(Atspi.StateType.SHOWING):
        return True
    return states.contains(Atspi.StateType.VISIBLE) and 'Component' in accessible.get_interfaces() and not has_no_size(accessible)


def text_of(accessible):
    """What an accessible says: its name, and its text where it has one."""
    words = accessible.get_name() or ''
    if 'Text' in accessible.get_interfaces():
        words += '\n' + Atspi.Text.get_text(accessible, 0, Atspi.Text.get_character_count(accessible))
    return words


def role_of(accessible):
    """The name of its role as Debian 12 has it; later AT-SPI says "button" for short."""
    role = accessible.get_role_name()
    return 'push button' if role == 'button' else role


class App:
    def __init__(self, program, home, *arguments, environment=None):
        self.environment = dict(os.environ, HOME=home, XDG_DATA_HOME=f'{home}/data', XDG_CONFIG_HOME=f'{home}/config',
                                XDG_CACHE_HOME=f'{home}/cache', GSETTINGS_BACKEND='keyfile', GTK_A11Y='atspi',
                                GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable', NO_AT_BRIDGE='0',
                                LC_ALL='C.UTF-8', TZ='Europe/London', **(environment or {}))
        self.log = open(f'{home}/app.log', 'ab')
        self.process = subprocess.Popen([program, *arguments], env=self.environment, stdout=self.log, stderr=self.log)
        self.root = wait_for('the application on the accessibility bus', self._find_root)
        self.window = wait_for('its window', lambda: self.root.get_child_count() and self.root.get_child_at_index(0))

    def _find_root(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the app ended with {self.process.returncode} while starting')
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    # -- looking -------------------------------------------------------------

    def _window(self, name):
        return wait_for(f'a window {name!r}', lambda: next((child for child in self._windows() if child.get_name() == name), None))

    def _windows(self):
        for index in range(self.root.get_child_count()):
            yield self.root.get_child_at_index(index)

    def all(self, role=None, name=None, contains=None, showing=True, window=None):
        for accessible in walk(self._window(window) if window else self.root, hidden=not showing):
            try:
                if role and role_of(accessible) != role:
                    continue
                if name is not None and (accessible.get_name() or '') != name:
                    continue
                if contains is not None and contains not in text_of(accessible):
                    continue
                if showing and not is_showing(accessible):
                    continue
            except GLib.Error:
                continue
            yield accessible

    def find(self, role=None, name=None, contains=None, showing=True, limit=LIMIT):
        def first():
            self.alive()
            return next(self.all(role, name, contains, showing), None)
        return wait_for(f'{role or "something"} {name or contains or ""!r}', first, limit)

    def sees(self, words, limit=LIMIT):
        return self.find(contains=words, limit=limit)

    def alive(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the app ended with {self.process.returncode}')

    def dump(self, out=sys.stderr):
        """The tree as a screen reader has it, for whoever reads a failure."""
        def line(accessible, depth):
            if is_showing(accessible):
                print('#', '  ' * depth + accessible.get_role_name(), repr(text_of(accessible))[:90], file=out)
            for index in range(accessible.get_child_count()):
                child = accessible.get_child_at_index(index)
                if child is not None:
                    line(child, depth + 1)
        line(self.root, 0)

    # -- doing ---------------------------------------------------------------

    def press(self, name, role=None, window=None, showing=True, limit=LIMIT):
        """Does what a click on the button named @name does."""
        def act():
            for accessible in self.all(role, name, showing=showing, window=window):
                if accessible.get_role_name() != 'label' and 'Action' in accessible.get_interfaces() and accessible.get_state_set().contains(Atspi.StateType.SENSITIVE):
                    return Atspi.Action.do_action(accessible, 0)
            return False
        wait_for(f'a button {name!r} to press', act, limit)

    def fill(self, name, value):
        def write():
            for accessible in self.all(name=name):
                for inner in walk(accessible):
                    if 'EditableText' in inner.get_interfaces():
                        return Atspi.EditableText.set_text_contents(inner, value)
            return False
        wait_for(f'an entry {name!r} to fill', write)

    def keys(self, *names):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '30', *names], check=True)

    def type(self, words):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '15', words], check=True)

    def click(self, accessible):
        box = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
        subprocess.run(['xdotool', 'mousemove', str(box.x + box.width // 2), str(box.y + box.height // 2), 'click', '1'], check=True)

    def picture(self, path):
        subprocess.run(['import', '-window', 'root', path], check=True)

    def quit(self):
        self.keys('ctrl+q')
        try:
            self.process.wait(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError('the app did not quit on Ctrl+Q')
        assert self.process.returncode == 0, f'the app ended with {self.process.returncode}'
        self.log.close()

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def run(tests):
    """Runs the functions, each with an empty home of its own, and speaks TAP."""
    failed = 0
    print(f'1..{len(tests)}', flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        home = tempfile.mkdtemp(prefix='homeward-test-')
        apps = []
        try:
            skip = test(home, apps)
            print(f'ok {number} - {name}' + (f' # SKIP {skip}' if skip else ''), flush=True)
        except Exception as error:  # a test that fails says why and lets the next one run
            failed += 1
            print(f'not ok {number} - {name}\n# {type(error).__name__}: {error}', flush=True)
            for app in apps:
                if app.process.poll() is None:
                    app.dump(sys.stdout)
                    if os.environ.get('HW_PICTURES'):
                        app.picture(os.path.join(os.environ['HW_PICTURES'], f'failed-{number}.png'))
            with open(f'{home}/app.log', errors='replace') as log:
                for line in log.read().splitlines()[-20:]:
                    print('# log:', line)
        finally:
            for app in apps:
                app.kill()
            shutil.rmtree(home, ignore_errors=True)
    sys.stdout.flush()
    return 1 if failed else 0
