#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A team walks its round in the real window and as a screen reader has it; the laptop dies in the middle, and no tap is lost.
Called by meson with the paths of the program and of plant-round."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import CHECKED, PRESSED, App, run, wait_for  # noqa: E402

PROGRAM, PLANT_ROUND = sys.argv[1:3]
PASSPHRASE = 'seven lamps by the river'


def start(home, apps):
    app = App(PROGRAM, home)
    apps.append(app)
    return app


def create_workspace(app):
    app.fill('Team name', 'Riverside Outreach')
    app.fill('Your name', 'Sofie')
    app.fill('Passphrase', PASSPHRASE)
    app.fill('Passphrase again', PASSPHRASE)
    app.press('Make the workspace')
    app.sees('Write down the recovery code', limit=60)
    app.press('The code is on paper')
    app.press('Continue')
    app.find(name='New report')


def unlock(app):
    app.find(role='push button', name='Unlock')
    app.keys('ctrl+a')
    app.type(PASSPHRASE)
    app.keys('Return')
    app.find(name='New report', limit=60)


def plant_round(home):
    workspace = next(pathlib.Path(home).rglob('*.homeward'))
    subprocess.run([PLANT_ROUND, str(workspace), PASSPHRASE], check=True, env=dict(os.environ, TMPDIR=home))


def shows(app, name):
    """Waits until a button is pressed in, and the page says that the disk has it."""
    wait_for(f'{name!r} to be chosen', lambda: any(node.has_state(CHECKED) or node.has_state(PRESSED) for node in app.all(name=name)))
    app.find(contains='every tap is kept')


def tap(app, name):
    app.press(name)
    shows(app, name)


def count(app, what, number):
    app.press(f'One more: {what}')
    app.sees(f'{what}: {number}')
    app.find(contains='every tap is kept')


def answer(app, question, words):
    """A button of a message: older GTK says its words twice."""
    wait_for(f'{words!r} to answer {question!r}',
             lambda: any(node.do_action() for node in app.all('push button', contains=words, window=question) if 'Action' in node.interfaces))


def a_round_is_walked_and_a_dead_laptop_loses_no_tap(home, apps):
    app = start(home, apps)
    create_workspace(app)
    app.quit()
    plant_round(home)

    app = start(home, apps)
    unlock(app)
    app.keys('ctrl+3')
    app.press('Start the shift', limit=60)

    # The first stop: its hazard, and a visit that found nobody.
    app.sees('Stop 1 of 3', limit=60)
    app.sees('wet steps')
    tap(app, 'Not found')
    app.sees('Looked for, nobody there')
    tap(app, 'No longer sleeping there')
    app.press('Save, next stop')

    # The second: what is spoken is said here, and nowhere else.
    app.sees('Stop 2 of 3')
    app.sees('Spoken here: Polish')
    tap(app, 'Found')
    app.sees('Engaging with services')
    count(app, 'People met, bedded down', 1)
    count(app, 'People met, bedded down', 2)
    count(app, 'People met, not bedded down', 1)
    tap(app, 'Does not want to engage')

    # The laptop dies.
    app.kill()

    # The same stop, with every tap.
    app = start(home, apps)
    unlock(app)
    app.keys('ctrl+3')
    app.press('Go on with the round', limit=60)
    app.sees('Stop 2 of 3', limit=60)
    app.sees('People met, bedded down: 2')
    app.sees('People met, not bedded down: 1')
    shows(app, 'Does not want to engage')
    app.press('Save, next stop')

    # The last stop, and the end.
    app.sees('Stop 3 of 3')
    assert not list(app.all(contains='Spoken here')), 'the language of another stop is still there'
    tap(app, 'Could not look')
    app.sees('The place could not be reached')
    app.press('Finish the shift')
    answer(app, 'Finish the shift?', 'Finish')
    app.find(name='Debrief', limit=60)
    app.quit()


sys.exit(run([a_round_is_walked_and_a_dead_laptop_loses_no_tap]))
