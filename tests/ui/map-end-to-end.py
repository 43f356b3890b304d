#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The map's main job from end to end, in the real window and as a screen reader has it: find the busiest hot-spot of last
month, say why, promote it to a site, and find that again after a restart. Called by meson with the program's path."""
import csv
import datetime
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import App, run, wait_for  # noqa: E402

PROGRAM = sys.argv[1]
PASSPHRASE = 'seven lamps by the river'
BUSIEST = 'Viaduct Arches'
OTHER = 'Market Arcade'


def start(home, apps, *arguments):
    app = App(PROGRAM, home, *arguments)
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


def write_reports(path):
    """A month of reports at two places: one has more of them, the other has more last year."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    with open(path, 'w', newline='', encoding='utf-8') as file:
        rows = csv.writer(file)
        rows.writerow(['date', 'latitude', 'longitude', 'place', 'people'])
        for place, latitude, count, first_day, step in ((BUSIEST, 51.5155, 24, 1, 1), (OTHER, 51.5125, 9, 1, 2), (OTHER, 51.5125, 60, 330, 1)):
            for i in range(count):
                when = now - datetime.timedelta(days=first_day + i * step % 27, hours=i % 5)
                rows.writerow([when.strftime('%Y-%m-%dT%H:%M:%SZ'), f'{latitude + i % 4 * 0.00006:.5f}', f'{-0.1 + i % 3 * 0.00009:.5f}', place, 1 + i % 2])


def import_file(app, path):
    app.keys('ctrl+o')
    app.press('Choose a file…', window='Import reports')
    app.choose_file('Choose a file of reports', path)
    app.sees('What each column is')
    app.keys('alt+i')
    app.sees('93 reports were taken', limit=60)
    app.keys('Escape')


def the_busiest_hot_spot_of_last_month_says_why_becomes_a_site_and_is_found_after_a_restart(home, apps):
    app = start(home, apps)
    create_workspace(app)
    write_reports(f'{home}/reports.csv')
    import_file(app, f'{home}/reports.csv')
    app.keys('ctrl+1')

    # The busiest: the first of the list.
    app.find('list item', contains=f'1. {BUSIEST}', limit=60)
    app.click_for('Why is this a hot-spot?', 'list item', contains=f'1. {BUSIEST}')

    # Why.
    for words in ('Verified and rumour', 'only reported', 'Trend', 'When people are seen'):
        app.sees(words)
    app.find(contains=' within 50 m in 28 days')

    # A site, under the name that the hot-spot has.
    app.press('Make it a site')
    app.find(name='Name')
    app.fill('Lighting', 'dark below the third arch')
    app.press('Record', window='Make it a site')
    app.sees('Before you go')
    app.sees('dark below the third arch')
    app.sees('Within its reach')
    app.find(name='Sites 1')
    app.quit()

    again = start(home, apps)
    again.find(role='push button', name='Unlock')
    again.keys('ctrl+a')
    again.type(PASSPHRASE)
    again.keys('Return')
    again.find(name='New report', limit=60)
    again.keys('ctrl+1')

    # In the list, by keyboard: past "In view" into the list, and Enter.
    again.find(name='Sites 1', limit=60)
    again.click_for(f'{BUSIEST}, Not visited yet', name='Sites 1')
    again.keys('Tab', 'Tab', 'Return')
    again.sees('dark below the third arch')
    again.keys('Escape')

    # And by its words.
    again.keys('ctrl+f')
    again.type('third arch')
    again.sees('Not visited yet')
    again.keys('Return')
    again.sees('Before you go')
    wait_for('no name in the title', lambda: set(again.titles()) <= {'Homeward', ''})
    again.quit()


def a_closed_site_tells_where_its_people_went_and_so_does_the_place_they_went_to(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+1')
    app.find(name='Sites 3', limit=60)
    app.click_for('Canal Yard, Closed since', name='Sites 3')
    app.click_for('Where its people were met since', contains='Canal Yard, Closed since')
    app.find(contains='Viaduct Arches')
    app.sees('Fenced off by the council')
    app.press('Change the closure…')
    app.find(name='It is open again')
    app.keys('Escape')

    # The other way round: the hot-spot says who came, and leads back.
    app.click_for('1. Viaduct Arches', contains='Hot-spots ')
    app.click_for('After the closure of Canal Yard', contains='1. Viaduct Arches')
    app.press(app.find(contains='After the closure of Canal Yard').get_name(), showing=False)
    app.sees('Fenced off by the council')
    app.quit()


def what_is_more_than_chance_would_give_is_said_and_shown(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+1')
    app.find(contains='1. Viaduct Arches', limit=60)
    # By keyboard: under the three densities.
    app.click(app.find(name='Layers'))
    app.sees('Density of reports')  # newer GTK does not tell the words of the rows
    app.keys('Down', 'Down', 'Down', 'Return')
    app.sees('The strongest, near Viaduct Arches')
    app.press('Show it')
    app.quit()


TESTS = [the_busiest_hot_spot_of_last_month_says_why_becomes_a_site_and_is_found_after_a_restart,
         a_closed_site_tells_where_its_people_went_and_so_does_the_place_they_went_to,
         what_is_more_than_chance_would_give_is_said_and_shown]

if __name__ == '__main__':
    chosen = [test for test in TESTS if all(word in test.__name__ for word in sys.argv[2:])]  # words of names, to run some
    sys.exit(run(chosen))
