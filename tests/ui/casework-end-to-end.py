#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five people and their ways, in the real window and as a screen reader has it: one goes home, from the first wish to the
closed case; one says no; one takes a consent back after the booking; one is helped better by others; one is a child.

Called by meson with the program's path. Whatever is not about the gates is typed as a worker would, the days included.
"""
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import SENSITIVE, App, NotFound, run, wait_for  # noqa: E402

PROGRAM = sys.argv[1]
PASSPHRASE = 'seven lamps by the river'


def day(days):
    """The day that is so many days from today, as it is typed."""
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()


def dated(title):
    return f'{title} (year-month-day)'


# -- the window -----------------------------------------------------------------

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


def form(app, title, texts=None, choices=None, presses=()):
    """Fills in the form @title and accepts it with the keyboard."""
    wait_for(f'the form {title!r}', lambda: title in app.titles())
    for name, value in (texts or {}).items():
        app.fill(name, value)
    for name, answer in (choices or {}).items():
        app.choose(name, answer)
    for name in presses:
        app.press(name, window=title)
    app.keys('ctrl+Return')


def done(app, title):
    wait_for(f'the form {title!r} recorded and closed', lambda: title not in app.titles())


def fill_in(app, title, texts=None, choices=None, presses=()):
    form(app, title, texts, choices, presses)
    done(app, title)


def record(app, kind, texts=None, choices=None, presses=(), title=None):
    """Ctrl+R, what happened in a few letters, Enter, and the form."""
    app.keys('ctrl+r')
    app.find('entry', 'What happened?')
    app.type(kind)
    app.keys('Return')
    fill_in(app, title or kind, texts, choices, presses)


def go_there(app, words):
    """The row of the answer that says @words is clicked: it leads to the form that mends it."""
    app.click(app.reach('list item', contains=words))


def is_possible(app, stage):
    return app.find('push button', f'Move on to {stage}').has_state(SENSITIVE)


def gate_refuses(app, stage, *words):
    """The move cannot be made, whoever clicks, and the answer says why."""
    for expected in words:
        app.sees(expected)
    assert not is_possible(app, stage), f'the way to {stage} is open'
    app.click(app.reach('push button', f'Move on to {stage}'))
    app.sees(f'{stage}: comes next')


def move_on(app, stage):
    wait_for(f'the way to {stage} to be open', lambda: is_possible(app, stage))
    app.press(f'Move on to {stage}')
    app.sees(f'{stage}: reached')


def leave(app, item):
    app.click(app.reach('push button', 'The person; pause or end'))
    app.press(item, role='menu item')


def never_says(app, *words):
    for forbidden in words:
        found = next(app.all(contains=forbidden), None)
        assert found is None, f'{forbidden!r} is on the screen: {found.name!r}'


def open_case(app, name, wish, eu_citizen=None):
    app.keys('ctrl+3')
    app.press('Open a case')
    app.fill('Name or alias', name)
    app.fill('The wish, in their own words', wish)
    if eu_citizen is not None:
        app.choose('EU citizen', eu_citizen)
    app.press('Open', window='Open a case')
    done(app, 'Open a case')
    app.sees(f'Why can’t {name} travel yet?')
    app.sees(wish)


# -- the stages -------------------------------------------------------------------

ASSESSMENT = {'Assessed by': 'Sofie', 'Needs': 'A bed, and somebody to talk to', 'Risk': 'Sleeps rough in frost',
              'Entitled to here': 'Emergency care', 'Options offered here': 'A shelter: does not want it'}


def assess(app, eu_citizen=None):
    """The form that the first open row leads to."""
    choices = {'Signs of exploitation': 'None seen'}
    if eu_citizen is not None:
        choices['EU citizen'] = eu_citizen
    fill_in(app, 'Assessment', {**ASSESSMENT, dated('Day of the assessment'): day(-1)}, choices)


def say_born(app, name, born):
    go_there(app, f'Nobody has asked how old {name} is')
    fill_in(app, 'What we know', {'Born (year, or year-month-day)': born})


# -- a child --------------------------------------------------------------------------

def a_child_is_handed_over_and_the_stages_stay_shut(home, apps):
    app = start(home, apps)
    create_workspace(app)
    open_case(app, 'Dari', 'To my aunt', 'Yes')
    go_there(app, 'Nobody is named who assessed Dari')
    assess(app)
    say_born(app, 'Dari', str(datetime.date.today().year - 14))
    gate_refuses(app, 'Assessed', 'Dari is under 18', 'Dari is under 16')
    never_says(app, 'Override')

    go_there(app, 'Dari is under 18')
    app.sees('In danger, ring')
    fill_in(app, 'Hand over', {'Handed to': 'Night line for children'}, {'What they are': 'First responder'})
    wait_for('the hand-over in the answer', lambda: next(app.all(contains='Dari is under 18'), None) is None)
    app.sees('Night line for children')
    gate_refuses(app, 'Assessed', 'Social services take over, and the guardian agrees')
    app.quit()

    again = start(home, apps)
    unlock(again)
    again.keys('ctrl+3')
    gate_refuses(again, 'Assessed', 'Dari is under 16')
    again.sees('Night line for children')
    again.quit()


def unlock(app):
    app.find('push button', 'Unlock')
    app.type(PASSPHRASE)
    app.keys('Return')
    app.find(name='New report', limit=60)


TESTS = [a_child_is_handed_over_and_the_stages_stay_shut]

if __name__ == '__main__':
    chosen = [test for test in TESTS if all(word in test.__name__ for word in sys.argv[2:])]  # words of names, to run some
    sys.exit(run(chosen))
