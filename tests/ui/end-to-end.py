#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job from end to end, in the real window: make a workspace, take a report with the keyboard, import a real
file, see it on the map, open a case, quit, start again and find everything. Called by meson with the program's path."""
import os
import pathlib
import subprocess
import sys

from gi.repository import Gio, GLib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_city import City  # noqa: E402
from hw_driver import SENSITIVE, App, NotFound, run, wait_for  # noqa: E402

PROGRAM = sys.argv[1]
DATA = pathlib.Path(os.environ.get('HW_SHARED_DATA', '/nonexistent'))
PASSPHRASE = 'seven lamps by the river'


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


def unlock(app, passphrase=PASSPHRASE):
    """The entry has the focus: type and Enter."""
    app.find(role='push button', name='Unlock')
    app.keys('ctrl+a')
    app.type(passphrase)
    app.keys('Return')


def take_report_with_the_keyboard(app, place):
    """Ctrl+N, then as the conversation goes, and Ctrl+Enter."""
    app.keys('ctrl+n')
    app.find(name='Take report')
    app.wait_for_focus()
    app.type(f'{place}')
    app.keys('Tab')
    app.type('half an hour ago')
    app.keys('ctrl+Return')


def import_file(app, path):
    app.keys('ctrl+o')
    app.press('Choose a file…', window='Import reports')
    app.choose_file('Choose a file of reports', path)
    app.sees('What each column is')
    app.keys('alt+i')


def a_team_takes_a_report_by_keyboard_opens_a_case_and_finds_both_after_a_restart(home, apps):
    app = start(home, apps)
    create_workspace(app)
    take_report_with_the_keyboard(app, '51.5155, -0.1000')
    app.sees('Send out')  # what can be done with the report that was taken
    open_a_case(app, 'Marek')
    app.quit()

    again = start(home, apps)
    unlock(again)
    again.find(name='New report', limit=60)
    again.keys('ctrl+2')
    again.sees('51.5155')
    again.keys('ctrl+4')
    again.sees('Why can’t Marek')
    again.quit()


def open_a_case(app, name):
    app.keys('ctrl+4')
    app.press('Open a case')
    app.fill('Name or alias', name)
    app.press('Open', window='Open a case')
    app.sees(f'Why can’t {name}')


def see_all_days_on_the_map(app, points):
    app.keys('ctrl+1')
    app.press('All days')  # the reports are of 2016 to 2018
    app.sees(points)


def a_day_with_a_real_file_is_all_found_after_a_restart(home, apps):
    seattle = DATA / 'reports' / 'seattle_2016-2018_seris.csv'
    if not seattle.exists():
        return 'HW_SHARED_DATA does not name the real reports'
    app = start(home, apps)
    create_workspace(app)
    take_report_with_the_keyboard(app, '47.6062, -122.3321')
    app.sees('Send out')
    import_file(app, seattle)
    app.sees('860 reports were taken', limit=120)
    app.sees('Line 800:')  # the one that was refused, and why
    app.keys('Escape')
    see_all_days_on_the_map(app, '860')  # one row of the file has no place; the report by telephone has
    open_a_case(app, 'Marek')
    app.quit()

    again = start(home, apps)
    unlock(again)
    again.find(name='New report', limit=60)
    see_all_days_on_the_map(again, '860')
    again.keys('ctrl+2')
    again.sees('47.6062')
    again.keys('ctrl+4')
    again.sees('Why can’t Marek')
    again.quit()


def a_wrong_passphrase_says_so_and_keeps_everything(home, apps):
    app = start(home, apps)
    create_workspace(app)
    app.keys('ctrl+l')
    app.find(name='Unlock')
    unlock(app, 'not the passphrase')
    app.sees('does not open')
    unlock(app)
    app.find(name='New report', limit=60)
    app.quit()


def locking_takes_every_report_off_the_screen_and_keeps_a_half_filled_call(home, apps):
    app = start(home, apps)
    create_workspace(app)
    app.keys('ctrl+n')
    app.find(name='Take report')
    app.wait_for_focus()
    app.type('behind the bins')
    app.sees('behind the bins')
    app.keys('ctrl+l')
    app.find(name='Unlock')
    try:
        app.find(contains='behind the bins', showing=False, limit=1)
        raise AssertionError('the call is still in the locked window')
    except NotFound:
        pass
    unlock(app)
    app.find(name='New report', limit=60)
    app.keys('ctrl+2')
    app.sees('behind the bins')
    app.quit()


def the_made_up_town_shows_reports_hot_spots_and_cases(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.sees('Hot-spots')
    app.keys('ctrl+2')
    app.find('list', 'Reports that wait')
    app.keys('ctrl+4')
    app.sees('Why can’t')
    app.keys('ctrl+f')
    app.type('qwxkqwxkqw')
    app.sees('Nothing found')
    app.keys('Escape', 'ctrl+1')  # the keyboard gets out of the search again
    app.sees('Hot-spots')
    app.keys('ctrl+f')
    app.type('Petra')
    app.keys('Return')  # who types quickly waits for nothing
    app.sees('Why can’t Petra travel yet?')
    app.keys('ctrl+2')  # and what was found takes the search away
    app.find('list', 'Reports that wait')
    wait_for('no name in the title', lambda: set(app.titles()) <= {'Homeward', ''})
    app.quit()


def the_busiest_hot_spot_says_why_and_what_makes_one_is_adjusted(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.find('list item', contains='1. ', limit=60)
    app.click_for('Why is this a hot-spot?', 'list item', contains='1. ')  # the first of the list
    for words in ('Hot-spot since ', 'only reported', 'in the last 14 days', 'most ', 'Last visit ',
                  'Looked for ', 'What happened to it', 'Became a hot-spot'):
        app.sees(words)
    app.press('Adjust')
    app.sees('What makes a hot-spot')
    before = app.find(contains='like this').get_name()
    app.keys('ctrl+a')  # the distance has the focus
    app.type('400')
    app.keys('Tab')
    wait_for('other hot-spots', lambda: app.find(contains='like this').get_name() != before)
    app.press('Back to usual')
    wait_for('the same hot-spots as before', lambda: app.find(contains='like this').get_name() == before)
    app.keys('Escape')
    app.sees('Why is this a hot-spot?')
    app.quit()


def the_intake_service_is_set_up_before_anything_is_collected(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.press('Menu')
    app.press('Collect Reports', role='menu item')
    app.sees('It can read none of them')
    app.sees('There are none yet')
    address = 'Address, as in https://reports.example.org'
    app.fill(address, 'http://reports.example.org')
    app.press('Make keys')
    app.sees('must begin with https://')
    app.sees('There are none yet')
    app.fill(address, 'https://reports.example.org')
    app.press('Make keys')
    app.sees('public-key=hwintake1')
    app.sees('This workspace has them')
    app.press('Make new keys…')
    app.sees('cannot be opened with new keys')
    app.press('_Cancel Cancel')
    app.press('Close', window='Intake service')
    wait_for('the dialog to go', lambda: 'Intake service' not in app.titles())
    app.quit()


def requests_of_a_city_are_collected_and_are_to_be_checked(home, apps):
    app = start(home, apps)
    create_workspace(app)
    with City({'00b': 'Asleep outside', '7': 'Potholes'}, [('00b', 'A tent under the bridge', 51.51, -0.1), ('00b', 'Two people at the church', 51.52, -0.11), ('00b', 'Somewhere', '', '')]) as city:
        app.press('Menu')
        app.press('Collect Reports', role='menu item')
        app.press('Add a server of others')
        address = 'Address, as in https://city.example.org/open311/v2'
        app.fill(address, 'http://city.example.org/v2')
        app.press('Ask what it takes requests for')
        app.sees('must begin with https://')
        app.fill(address, city.address)
        app.press('Ask what it takes requests for')
        app.find(role='check box', name='Potholes')
        app.press('Asleep outside', role='check box')
        app.press('Save')
        app.sees('Take in no more from it')
        app.press('Collect reports', window='Intake service')
        app.sees('2 reports have come in, to be checked · 1 could not be taken in', limit=60)
        assert any('service_code=00b' in asked for asked in city.asked), city.asked
        # What is collected once is not collected again.
        app.press('Menu')
        app.press('Collect Reports', role='menu item')
        app.sees('Nothing new has come in', limit=60)
    app.quit()
    # The server is remembered, and says so when it does not answer.
    again = start(home, apps)
    unlock(again)
    again.find(name='New report', limit=60)
    again.press('Menu')
    again.press('Collect Reports', role='menu item')
    again.sees('The server cannot be reached', limit=60)
    again.press('_Close Close')
    wait_for('the message to go', lambda: len(again.titles()) == 1)
    again.quit()


class Notifications:
    """Stands for the desktop that shows notifications, and remembers their words."""
    INTERFACE = """<node><interface name='org.freedesktop.Notifications'>
      <method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
        <arg type='s' direction='in'/><arg type='as' direction='in'/><arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>
      <method name='GetCapabilities'><arg type='as' direction='out'/></method>
      <method name='CloseNotification'><arg type='u' direction='in'/></method></interface></node>"""

    def __init__(self):
        self.said = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        self.bus.register_object('/org/freedesktop/Notifications', interface, self._answer, None, None)
        Gio.bus_own_name_on_connection(self.bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, None, None)

    def _answer(self, bus, sender, path, interface, method, arguments, invocation):
        if method == 'Notify':
            self.said.append(' '.join(arguments.unpack()[3:5]))
            invocation.return_value(GLib.Variant('(u)', (1,)))
        else:
            invocation.return_value(GLib.Variant('(as)', (['body'],)) if method == 'GetCapabilities' else None)

    def has_said(self, words):
        return any(words in said for said in self.said)


def an_attempt_is_logged_in_two_keys_and_another_day_is_proposed(home, apps):
    notifications = Notifications()
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    wait_for('the reminder', lambda: notifications.has_said('1 follow-up is due'))
    assert not notifications.has_said('Rasa'), 'a notification names somebody'
    app.keys('ctrl+5')
    app.sees('Overdue 1')
    app.sees('1 attempt · No answer')
    app.keys('a')  # the first has the focus
    app.sees('The receiver told us')
    app.keys('3')
    app.sees('2 attempts · No answer')
    app.keys('a')  # and keeps it
    app.sees('Has moved on')
    app.keys('4')
    app.sees('3 attempts · Has moved on')
    app.sees('The attempt is logged')
    app.press(app.find('push button', contains='Try again').get_name())
    app.sees('moved: nothing learnt yet')
    app.quit()


def a_round_is_planned_and_changed_with_the_keyboard(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+3')
    app.sees('all promises kept')
    first = app.find('list item', contains='1: ').get_name().split(': ')[1].rsplit(', ', 1)[0]
    app.click(app.find('list item', contains=f'1: {first}'))
    app.sees('Leaving out stop 1 would end the round at ')
    app.keys('alt+Down')
    app.find('list item', contains=f'2: {first}')
    app.keys('alt+Up')
    app.find('list item', contains=f'1: {first}')
    app.keys('Delete')
    app.find('push button', contains=f'Take in: {first}')
    app.press('Propose again')  # does without it

    def is_back():  # the lists are made anew under the pointer when the proposal comes
        if not app.all('list item', contains=f': {first}, '):
            app.press(f'Take in: {first}', limit=5)
        return app.all('list item', contains=f': {first}, ')
    wait_for('the stop to be back in the round', is_back)
    app.quit()


def the_morning_after_settles_promises_and_says_who_can_be_told(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+3')
    app.sees('all promises kept')
    app.click(app.find('push button', contains='onight, ') if app.all('push button', contains='onight, ') else app.find(name='Other shifts'))
    app.click(app.find('list item', contains='Arches and station'))
    app.press('Debrief')
    app.sees('Callers who can be told')
    app.sees('Nobody said what came of the visit')
    kept = app.find('push button', contains='Kept: ').get_name()
    app.press(kept)
    app.find('label', name='kept')
    app.press('Back')
    app.find('push button', name='Debrief')
    app.quit()


def a_new_shift_is_like_the_last_one_and_needs_somebody_who_leads(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+3')
    app.sees('all promises kept')
    app.click_for('New shift…', contains='onight, ')
    app.press('New shift…')
    app.sees('Day on which it begins')
    app.fill('Name of the round or the team', 'Late round')
    app.press('Done', window='New shift')
    app.sees('Late round: Sofie (leads), Imran')
    app.press('Change the shift')
    app.find('push button', name='Take out of the team', showing=False)
    app.press('Take out of the team', showing=False)
    app.press('Done', window='Shift')
    app.sees('Nobody leads the shift')
    app.press('_Cancel Cancel', window='Shift')
    wait_for('the dialog to go', lambda: 'Shift' not in app.titles())
    app.click(app.find('push button', name='New report New report'))
    app.quit()


def number_of_stops(app):
    return int(app.find('label', contains='Stop 1 of ').get_name().split()[3])


def a_round_goes_from_the_plan_over_paper_and_street_to_the_morning_after(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+3')
    app.sees('all promises kept')

    # On paper: every stop and nobody's name.
    app.press('Route sheet')
    app.sees('Only for the team of this shift')
    sheet = pathlib.Path(home) / 'round.pdf'
    wait_for('the sheet to be saved', lambda: any(node.has_state(SENSITIVE) and node.do_action()
                                                for node in app.all('push button', contains='PDF…', window='Route sheet')))
    app.save_file('Save as PDF', sheet)
    wait_for('the file', sheet.exists)
    paper = subprocess.run(['pdftotext', '-layout', sheet, '-'], capture_output=True, text=True, check=True).stdout
    assert 'Viaduct Arches' in paper and 'Riverton Station' in paper, paper
    assert not any(name in paper for name in ('Rasa', 'Ilie', 'Giulia')), 'somebody is named'
    app.keys('Escape')
    wait_for('the sheet to go', lambda: 'Route sheet' not in app.titles())

    # In the street: somebody at the first stop, nobody at the others.
    app.press('Start the shift')
    app.sees('Stop 1 of ')
    last = number_of_stops(app)
    app.press('Where the team is, and its track')
    app.press('Say on the map where you are…')
    app.press('Here', window='Where are you?')
    app.sees('as you said')
    app.press('Found')
    app.press('One more: People met, bedded down')
    app.sees('People met, bedded down: 1')
    for number in range(2, last + 1):
        app.press('Save, next stop')
        app.sees(f'Stop {number} of {last}')
        app.press('Not found')
        app.sees('Looked for, nobody there')
    app.press('Finish the shift')
    wait_for('the answer', lambda: any(node.do_action() for node in app.all('push button', contains='Finish', window='Finish the shift?')
                                       if 'Action' in node.interfaces))

    # The morning after: what the taps say.
    app.press('Debrief', limit=60)
    app.sees('stops visited')
    assert any(app.all('label', name=str(last))), 'not every stop counts as visited'
    app.sees('Still looked for')  # where nobody was there; whose callers can be told depends on the hour at which the test runs
    app.quit()


def a_bed_is_offered_by_the_rules_and_its_night_counts(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+3')
    app.press('Beds')
    app.sees('Who has beds')
    tomorrow = app.find(contains='Tomorrow night, ').name

    # Last night: a young man slept there, and the next night is another offer.
    app.press('Slept there: Scout')
    app.find(name='Another night…: Scout')

    # Somebody new: too old for a host, and nobody is written down for it.
    wait_for('the form', lambda: any(node.do_action() for node in app.all('push button', contains='Offer a bed') if 'Action' in node.interfaces))
    app.choose('Whose bed', 'Riverton Nightstop', window='A bed for the night')
    app.choose('Which night', tomorrow, window='A bed for the night')
    app.fill('For whom, any name they go by', 'Sparrow')
    app.fill('Age, as they said', '30')
    app.sees('somebody is over 25')
    app.press('Offer', window='A bed for the night')
    app.sees('Nothing was recorded')

    # Of the right age, and not known to the partner yet.
    app.fill('Age, as they said', '22')
    app.sees('The safety check of somebody is not done')
    app.press('Offer', window='A bed for the night')
    app.find(name='Fill in…: Sparrow')
    app.keys('Escape')
    wait_for('the list to go', lambda: 'Beds for the night' not in app.titles())
    app.keys('ctrl+6')
    app.sees('Bed-nights')
    app.quit()


def figures_stand_beside_their_rules_and_as_they_may_leave(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+6')
    app.sees('Numbers from 1 to 4 are hidden')
    app.sees('Reports looked for and found')
    app.sees('as known now')
    app.click(app.find('check box', name='As it may leave the team'))
    app.sees('as they are: for the team alone')
    app.quit()


def a_list_for_others_says_who_stands_on_it_and_who_does_not(home, apps):
    app = start(home, apps, '--demo')
    app.find(name='New report', limit=120)
    app.keys('ctrl+5')
    app.sees('Overdue')
    app.press('List for others…')
    app.sees('This is exactly what will leave')
    app.sees('people left out')
    app.sees('they were not asked about this recipient')
    app.keys('Escape')
    app.quit()


TESTS = [a_team_takes_a_report_by_keyboard_opens_a_case_and_finds_both_after_a_restart,
         a_day_with_a_real_file_is_all_found_after_a_restart,
         a_wrong_passphrase_says_so_and_keeps_everything,
         locking_takes_every_report_off_the_screen_and_keeps_a_half_filled_call,
         the_made_up_town_shows_reports_hot_spots_and_cases,
         the_busiest_hot_spot_says_why_and_what_makes_one_is_adjusted,
         the_intake_service_is_set_up_before_anything_is_collected,
         requests_of_a_city_are_collected_and_are_to_be_checked,
         an_attempt_is_logged_in_two_keys_and_another_day_is_proposed,
         a_round_is_planned_and_changed_with_the_keyboard,
         the_morning_after_settles_promises_and_says_who_can_be_told,
         a_round_goes_from_the_plan_over_paper_and_street_to_the_morning_after,
         a_bed_is_offered_by_the_rules_and_its_night_counts,
         figures_stand_beside_their_rules_and_as_they_may_leave,
         a_list_for_others_says_who_stands_on_it_and_who_does_not,
         a_new_shift_is_like_the_last_one_and_needs_somebody_who_leads]

if __name__ == '__main__':
    chosen = [test for test in TESTS if all(word in test.__name__ for word in sys.argv[2:])]  # words of names, to run some
    sys.exit(run(chosen))
