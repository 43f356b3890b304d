# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as its user would: through AT-SPI, the keyboard and the pointer.

Runs inside a private D-Bus and a virtual display (tests/ui/meson.build). Every
wait is bound to a condition and has a limit; nothing sleeps for its own sake.

It speaks AT-SPI over D-Bus itself: GTK gives the whole tree, with names, roles
and states, in one answer (org.a11y.atspi.Cache.GetItems), where libatspi asks
five questions about every widget. A dialog with forty rows is read in tens of
milliseconds instead of minutes.
"""
import ast
import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

LIMIT = float(os.environ.get('HW_WAIT', '30'))
HEADER, EDGE = 60, 20  # of a window, in pixels: where nothing of its page is in sight
PADDING = 6  # in pixels, of all that lies around a widget: what newer GTK leaves out
ZONE = os.environ['TZ'] = 'Europe/London'  # of the app, and of the days that a test counts
time.tzset()
REPLY_LIMIT = 10_000  # milliseconds in which the app must answer the bus

ATSPI = 'org.a11y.atspi.'
ROOT = '/org/a11y/atspi/accessible/root'
CACHE = '/org/a11y/atspi/cache'
WINDOW_COORDINATES = 1
TO_THE_END = 1 << 30  # GTK takes a negative end of a text for nothing at all
ROLES = {16: 'dialog', 23: 'frame', 27: 'image', 29: 'label', 31: 'list', 32: 'list item', 39: 'panel', 43: 'push button', 44: 'radio button',
         7: 'check box', 11: 'combo box', 35: 'menu item', 79: 'entry', 61: 'text', 62: 'toggle button', 69: 'window'}
ACTIVE, CHECKED, FOCUSED, PRESSED, SENSITIVE, SHOWING, VISIBLE = 1, 4, 12, 20, 24, 25, 30  # bits of a state set


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
        GLib.timeout_add(20, lambda: False)
        context.iteration(True)


# A widget of org.a11y.atspi.Cache.GetItems: ((so)(so)(so)iiassusau)
WORD = r"""(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
PAIR = rf'\({WORD}, \'([^\']*)\'\)'  # of a bus and a path, which holds no quote
OTHER = rf'\({WORD}, {WORD}\)'
ITEM = re.compile(rf'\({PAIR}, {OTHER}, {PAIR}, (-?\d+), (-?\d+), \[([^\]]*)\], ({WORD}), (\d+), {WORD}, \[(\d+), (\d+)\]\)')


def read_word(text):
    return ast.literal_eval(text) if '\\' in text else text[1:-1]


@functools.lru_cache(maxsize=None)
def read_interfaces(text):
    return frozenset(word[1:-1].removeprefix(ATSPI) for word in text.split(', ') if word)


class Bus:
    """The accessibility bus, and one application on it."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, REPLY_LIMIT, None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.name = None

    def ask(self, interface, method, arguments=None, name='org.freedesktop.DBus', path='/'):
        return self.connection.call_sync(name, path, interface, method, arguments, None, 0, REPLY_LIMIT, None).unpack()

    def find_process(self, pid):
        """Whether the process @pid is on the bus with its tree; remembers it. Only the registry is asked who is there:
        GLib does not bear to be called by somebody before its own connection is complete."""
        for name, _ in self.ask(ATSPI + 'Accessible', 'GetChildren', None, ATSPI + 'Registry', ROOT)[0]:
            if self._get_pid(name) == pid:
                self.name = name
                return len(self.items()) > 1
        return False

    def _get_pid(self, name):
        """None for a program that has just ended, and of which the registry does not know it yet."""
        try:
            return self.ask('org.freedesktop.DBus', 'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0]
        except GLib.Error:
            return None

    def call(self, path, interface, method, arguments=None):
        return self.ask(ATSPI + interface, method, arguments, self.name, path)

    def call_all(self, paths, interface, method, arguments=None):
        """Asks all of @paths at once; who is gone by now is left out of the answer."""
        answers, waiting = {}, len(paths)

        def answered(connection, result, path):
            nonlocal waiting
            waiting -= 1
            try:
                answers[path] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for path in paths:
            self.connection.call(self.name, path, ATSPI + interface, method, arguments, None, 0, REPLY_LIMIT, None, answered, path)
        while waiting:
            GLib.MainContext.default().iteration(True)
        return answers

    def items(self):
        """Every widget. GLib.Variant.unpack() takes a tenth of a second for a full window, and its text is read in a third of that."""
        answer = self.connection.call_sync(self.name, CACHE, ATSPI + 'Cache', 'GetItems', None, None, 0, REPLY_LIMIT, None)
        items = ITEM.findall(answer.print_(False))
        assert len(items) == answer.get_child_value(0).n_children(), 'an item that was not understood'
        return items


class Node:
    """A widget as a screen reader has it, at the time of one Tree."""

    def __init__(self, bus, item):
        self.bus = bus
        self.path, self.parent_path, index, count, interfaces, name, role, low, high = item
        self.index, self.count = int(index), int(count)
        self.interfaces = read_interfaces(interfaces)
        self.name = read_word(name)
        self.role = ROLES.get(int(role), role)
        self.states = int(low) | int(high) << 32
        self.parent = None
        self.children = []
        self.is_forgotten = False  # by its parent, which tells of others: the page of a stack that is not the one in front
        self._extents = None

    def get_name(self):
        return self.name

    def has_state(self, state):
        return bool(self.states >> state & 1)

    @property
    def extents(self):
        """(x, y, width, height) in its window."""
        if self._extents is None:
            self._extents = self.bus.call(self.path, 'Component', 'GetExtents', GLib.Variant('(u)', (WINDOW_COORDINATES,)))[0]
        return self._extents

    def is_still_there(self):
        """Looks for its place once more."""
        self._extents = None
        try:
            return bool(self.extents)
        except GLib.Error:
            return False

    @property
    def middle(self):
        """(x, y) in its window. Newer GTK adds up places without the edges around them: the window's is known, the others are small."""
        x, y, width, height = self.extents
        edge_x, edge_y, _, _ = self.window.extents
        left_out_x, left_out_y = (PADDING - 2 * edge for edge in (edge_x, edge_y)) if edge_x < 0 else (0, 0)
        return x + left_out_x + width // 2, y + left_out_y + height // 2

    @property
    def has_no_size(self):
        return 'Component' in self.interfaces and (self.extents[2] <= 0 or self.extents[3] <= 0)

    @property
    def is_showing(self):
        """GTK 4.8 gives the state SHOWING to windows only, but a widget that was never laid out has no size there, nor what is in it.
        Newer GTK gives it to all that is not hidden by itself, and sizes to anything."""
        line = list(self.line())
        if any(node.is_forgotten or not node.has_state(VISIBLE) for node in line):
            return False
        if self.has_state(SHOWING):
            return True
        self._measure(line)
        return 'Component' in self.interfaces and not any(node.has_no_size for node in line)

    def _measure(self, nodes):
        """Asks for the places of all of @nodes at once."""
        unmeasured = {node.path: node for node in nodes if node._extents is None and 'Component' in node.interfaces}
        for path, answer in self.bus.call_all(unmeasured, 'Component', 'GetExtents', GLib.Variant('(u)', (WINDOW_COORDINATES,))).items():
            unmeasured[path]._extents = answer[0]

    def line(self):
        """This and all that it is in, up to the window."""
        node = self
        while node is not None and node.path != ROOT:
            yield node
            node = node.parent

    def is_open_in(self, outer):
        """Whether nothing between this and @outer is hidden: what a closed popover holds may keep its size."""
        node = self
        while node is not outer:
            if not node.is_showing:
                return False
            node = node.parent
        return True

    @property
    def window(self):
        return list(self.line())[-1]

    def walk(self):
        """This and all that is in it, in the order of the window."""
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(reversed(node.children))

    def do_action(self):
        """Whether it did anything: what only holds the button that does, as a menu button may, has no action."""
        try:
            return self.bus.call(self.path, 'Action', 'DoAction', GLib.Variant('(i)', (0,)))[0]
        except GLib.Error:
            return False

    def text(self):
        return self.bus.call(self.path, 'Text', 'GetText', GLib.Variant('(ii)', (0, TO_THE_END)))[0]

    def set_text(self, value):
        return self.bus.call(self.path, 'EditableText', 'SetTextContents', GLib.Variant('(s)', (value,)))[0]


class Tree:
    """All that the application tells a screen reader, at one moment."""

    def __init__(self, bus):
        self.bus = bus
        self._read()
        told = self._make_known()
        if any(child not in self.nodes for children in told.values() for child in children):
            self._read()
        self._adopt(told)
        self._mark_forgotten()

    def _read(self):
        nodes = {node.path: node for node in (Node(self.bus, item) for item in self.bus.items())}
        for node in nodes.values():
            node.parent = nodes.get(node.parent_path)
            if node.parent is not None:
                node.parent.children.append(node)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.index)
        self.nodes, self.root = nodes, nodes[ROOT]

    def _ask_for_children(self, paths):
        answers = self.bus.call_all(paths, 'Accessible', 'GetChildren')
        return {path: [child for _, child in answer[0]] for path, answer in answers.items()}

    def _make_known(self):
        """GTK tells of a widget only after somebody asked its parent for it: asks where children are missing, level by level."""
        known, told = set(self.nodes), {}
        asked = [node.path for node in self.root.walk() if len(node.children) < node.count or node is self.root]
        while asked:
            answers = self._ask_for_children(asked)
            told.update(answers)
            found = {child for children in answers.values() for child in children}
            asked = list(found - known)
            known |= found
        return told

    def _adopt(self, told):
        """Children go to who counts them: those of a stack's page may say that another is their parent."""
        for path, children in told.items():
            node = self.nodes.get(path)
            for child in [self.nodes[child] for child in children if node is not None and child in self.nodes]:
                if child.parent is not node:
                    if child.parent is not None:
                        child.parent.children.remove(child)
                    child.parent = node
                    node.children.append(child)

    def _mark_forgotten(self):
        """What GTK once told of and its parent does not count any more."""
        doubtful = [node for node in self.root.walk() if len(node.children) > node.count and node is not self.root]
        counted = self._ask_for_children([node.path for node in doubtful if node.count])
        for node in doubtful:
            for child in node.children:
                child.is_forgotten = child.path not in counted.get(node.path, [])

    @property
    def windows(self):
        return self.root.children

    def texts(self, nodes):
        """What stands in those of @nodes that have a text: a dictionary by path."""
        paths = [node.path for node in nodes if 'Text' in node.interfaces]
        return {path: answer[0] for path, answer in self.bus.call_all(paths, 'Text', 'GetText', GLib.Variant('(ii)', (0, TO_THE_END))).items()}


class App:
    def __init__(self, program, home, *arguments, environment=None):
        self.environment = dict(os.environ, HOME=home, XDG_DATA_HOME=f'{home}/data', XDG_CONFIG_HOME=f'{home}/config',
                                XDG_CACHE_HOME=f'{home}/cache', GSETTINGS_BACKEND='keyfile', GTK_A11Y='atspi',
                                GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable', NO_AT_BRIDGE='0',
                                LC_ALL='C.UTF-8', TZ=ZONE, **(environment or {}))
        self.log = open(f'{home}/app.log', 'ab')
        self.bus = Bus()
        self.process = subprocess.Popen([program, *arguments], env=self.environment, stdout=self.log, stderr=self.log)
        wait_for('the application on the accessibility bus', self._is_on_the_bus)
        wait_for('its window', self.titles)

    def _is_on_the_bus(self):
        self.alive()
        return self.bus.find_process(self.process.pid)

    # -- looking -------------------------------------------------------------

    def _windows(self):
        return Tree(self.bus).windows

    def titles(self):
        """Of the windows that are open, without a look into them."""
        names = GLib.Variant('(ss)', (ATSPI + 'Accessible', 'Name'))
        paths = [path for _, path in self.bus.call(ROOT, 'Accessible', 'GetChildren')[0]]
        return [self.bus.ask('org.freedesktop.DBus.Properties', 'Get', names, self.bus.name, path)[0] for path in paths]

    def all(self, role=None, name=None, contains=None, showing=True, window=None):
        """What fits, in the order of the window: the first is found without a look at the rest."""
        tree = Tree(self.bus)
        tops = tree.windows if window is None else [top for top in tree.windows if top.name == window]
        fitting = [node for top in tops for node in top.walk() if (not role or node.role == role) and (name is None or node.name == name)]
        if contains is None:
            yield from self._shown(fitting, showing)
            return
        named = [node for node in fitting if contains in node.name]
        yield from self._shown(named, showing)
        # Most words are names as well: the texts are asked for only by who looks further.
        others = [node for node in fitting if contains not in node.name]
        texts = tree.texts(others)
        yield from self._shown([node for node in others if contains in texts.get(node.path, '')], showing)

    @staticmethod
    def _shown(nodes, showing):
        for node in nodes:
            try:
                if not showing or node.is_showing:
                    yield node
            except GLib.Error:  # it went away while we looked
                continue

    def find(self, role=None, name=None, contains=None, showing=True, limit=LIMIT, window=None):
        def first():
            self.alive()
            return next(self.all(role, name, contains, showing, window), None)
        return wait_for(f'{role or "something"} {name or contains or ""!r}', first, limit)

    def sees(self, words, limit=LIMIT):
        return self.find(contains=words, limit=limit)

    def alive(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the app ended with {self.process.returncode}')

    def dump(self, out=sys.stderr):
        """The tree as a screen reader has it, for whoever reads a failure."""
        tree = Tree(self.bus)
        texts = tree.texts(tree.root.walk())

        def line(node, depth):
            if node.is_showing:
                words = node.name + '\n' + texts.get(node.path, '')
                print('#', '  ' * depth + node.role, repr(words.strip())[:90], file=out)
            for child in node.children:
                line(child, depth + 1)
        line(tree.root, 0)

    # -- doing ---------------------------------------------------------------

    def press(self, name, role=None, window=None, showing=True, limit=LIMIT):
        """Does what a click on the button named @name does."""
        def act():
            for node in self.all(role, name, showing=showing, window=window):
                if node.role != 'label' and 'Action' in node.interfaces and node.has_state(SENSITIVE) and node.do_action():
                    return True
            return False
        wait_for(f'a button {name!r} to press', act, limit)

    def fill(self, name, value, window=None):
        def write():
            for node in self.all(name=name, window=window):
                for inner in node.walk():
                    if 'EditableText' in inner.interfaces:
                        return inner.set_text(value)
            return False
        wait_for(f'an entry {name!r} to fill', write)

    def reach(self, role=None, name=None, contains=None, window=None):
        """Turns the wheel until what fits is in sight; returns it as it lies then."""
        node, has_rolled = self.find(role, name, contains, window=window), False
        for _ in range(40):
            place, top = node.extents, node.window.extents
            _, y = node.middle
            in_sight = top[1] + HEADER < y < top[1] + top[3] - EDGE
            if not in_sight:
                self._turn(top, 5 if y > top[1] + HEADER else 4)
                has_rolled = True
            if has_rolled or not node.is_still_there():
                node = self.find(role, name, contains, window=window)
            if in_sight and node.extents == place:  # nothing rolls on from the last turn
                return node
        raise NotFound(f'{name or contains!r} does not come into sight')

    def _turn(self, extents, button):
        x, y, width, height = extents
        subprocess.run(['xdotool', 'mousemove', str(x + width // 2), str(y + height // 2), 'click', str(button)], check=True)

    def choose(self, name, answer, window=None):
        """Chooses @answer in the row @name that opens a list."""
        def opens():
            self.click(self.reach('combo box', name, window=window))  # once more where the rows moved under the pointer
            try:
                return wait_for('a list', lambda: self._answers(name, window), limit=3)
            except NotFound:
                return None
        answers = wait_for(f'the answers to {name!r}', opens)
        if answer not in answers:
            raise NotFound(f'{answer!r} is none of {answers}')
        self.keys('Home', *['Down'] * answers.index(answer), 'Return')
        wait_for(f'{answer!r} chosen in {name!r}', lambda: self._chosen(name, window) == answer)

    def answer(self, name, window=None):
        """Presses the answer @name, one of several buttons side by side, and waits until it counts."""
        self.press(name, window=window)

        def counts():
            return any(node.has_state(CHECKED) or node.has_state(PRESSED) for node in self.all(name=name, window=window))
        wait_for(f'{name!r} to be the answer', counts)

    def _answers(self, name, window):
        row = next(self.all('combo box', name, window=window))
        _, *others = [inner for inner in row.walk() if inner.role == 'list']  # the first holds the answer that stands
        opened = next((inner for inner in others if inner.is_open_in(row)), None)
        return [label.name for label in opened.walk() if label.role == 'label'] if opened else None

    def _chosen(self, name, window):
        row = next(self.all('combo box', name, window=window))
        first = next(inner for inner in row.walk() if inner.role == 'list')
        return next((label.name for label in first.walk() if label.role == 'label'), None)

    def fill_all(self, values, window=None):
        """Fills entries by their names, with one look at the window while all of them are there."""
        left = dict(values)

        def write():
            for node in self.all(window=window, showing=False):
                if node.name in left and 'EditableText' in node.interfaces and node.is_showing and node.set_text(left[node.name]):
                    del left[node.name]
            return not left
        wait_for(f'entries to fill: {", ".join(left)}', write)

    def choose_file(self, window, path):
        """Names the file @path in the file chooser @window. It completes what is typed, and that fast only sometimes: it is written at once."""
        def place():
            return next((node for node in self.all(window=window) if 'EditableText' in node.interfaces), None)

        def opened():
            self.keys('ctrl+l')  # opens and closes the entry for a path
            try:
                return wait_for('the entry for a path', place, limit=3)
            except NotFound:
                return None
        wait_for(f'the window {window!r}', lambda: window in self.titles())
        entry = place() or wait_for(f'the entry for a path in {window!r}', opened)
        entry.set_text(str(path))
        wait_for(f'{path} in the entry', lambda: place().text() == str(path))
        self.keys('Return')

    def save_file(self, window, path):
        """Names the file @path in the file chooser @window that asks where to, and takes it."""
        def named():
            entry = next((node for node in self.all(window=window) if 'EditableText' in node.interfaces), None)
            return entry is not None and (entry.text() == str(path) or (entry.set_text(str(path)) and False))
        wait_for(f'{path} in {window!r}', named)
        wait_for(f'{window!r} to take it', lambda: any(node.has_state(SENSITIVE) and node.do_action() for node in self.all('push button', contains='Save', window=window)))

    def keys(self, *names):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '30', *names], check=True)

    def type(self, words):
        wait_for(f'a window to type {words!r} into', self._is_active)
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '15', words], check=True)

    def click(self, node):
        x, y = node.middle
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '1'], check=True)

    def _is_active(self):
        """Whether one of the windows gets the keys."""
        states = [self.bus.call(path, 'Accessible', 'GetState')[0][0] for _, path in self.bus.call(ROOT, 'Accessible', 'GetChildren')[0]]
        return any(state >> ACTIVE & 1 for state in states)

    def wait_for_focus(self):
        """Waits until an entry has the focus: older GTK does not say so of the rows that are entries."""
        wait_for('an entry with the focus', lambda: any(node.has_state(FOCUSED) and 'EditableText' in node.interfaces for node in self.all()))

    def click_for(self, wanted, role=None, name=None, contains=None):
        """Clicks on what fits until the words @wanted are on the screen: once more where it moved under the pointer."""
        def shows():
            self.click(self.find(role, name, contains))
            try:
                return self.sees(wanted, limit=5)
            except NotFound:
                return None
        return wait_for(f'{wanted!r} after a click on {name or contains!r}', shows)

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
        begun = time.monotonic()
        try:
            skip = test(home, apps)
            print(f'ok {number} - {name}' + (f' # SKIP {skip}' if skip else ''), flush=True)
            print(f'# {time.monotonic() - begun:.1f} s', flush=True)
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
