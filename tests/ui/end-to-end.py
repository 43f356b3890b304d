#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end, in the real window: make a workspace, take a report with the keyboard, import a real
file, see it on the map, open a case, quit, start again and find everything. Called by meson with the program's path."""
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import App, run, wait_for  # noqa: E402

PROGRAM = sys.argv[1]
DATA = pathlib.Path(os.environ.get('HW_SHARED_DATA', '/nonexistent'))
PASSPHRASE = 'seven lamps by the river'


def start(home, apps, *arguments):
    app = App(PROGRAM, home, *arguments)
    apps.append(app)
    return app


def create_workspace(app, home):
    app.press('Create a workspace')
    app.fill('Team', 'Riverside Outreach')
    app.fill('Your name', 'Sofie')
    app.fill('Passphrase', PASSPHRASE)
    app.fill('Passphrase again', PASSPHRASE)
    app.press('Create')
    app.sees('recovery code')
    app.press('I have written it down')


def unlock(app, passphrase=PASSPHRASE):
    app.fill('Passphrase', passphrase)
    app.press('Unlock')
