#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Five people and their ways, in the real window and as a screen reader has it: one goes home, from the first wish to the
closed case; one says no; one takes a consent back after the booking; one is helped better by others; one is a child.

Called by meson with the paths of the program and of plant-old-consent. All is typed as a worker would, the days of what
happened earlier included; only a consent of last year is planted, since the window takes none but of today.
"""
import datetime
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
from hw_driver import SENSITIVE, App, NotFound, run, wait_for  # noqa: E402

PROGRAM, PLANT = sys.argv[1:3]
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


def form(app, title, texts=None, choices=None, answers=()):
    """Fills in the form @title and accepts it with the keyboard."""
    wait_for(f'the form {title!r}', lambda: title in app.titles())
    if texts:
        app.fill_all(texts, window=title)
    for name, answer in (choices or {}).items():
        app.choose(name, answer, window=title)
    for name in answers:
        app.answer(name, window=title)
    app.keys('ctrl+Return')


def done(app, title):
    wait_for(f'the form {title!r} recorded and closed', lambda: title not in app.titles())


def fill_in(app, title, texts=None, choices=None, answers=()):
    form(app, title, texts, choices, answers)
    done(app, title)


def record(app, kind, texts=None, choices=None, answers=(), title=None):
    """Ctrl+R, what happened in a few letters, Enter, and the form."""
    app.keys('ctrl+r')
    app.find('entry', 'What happened?')
    app.type(kind)
    app.keys('Return')
    fill_in(app, title or kind, texts, choices, answers)


def go_there(app, words):
    """The row of the answer that says @words is clicked: it leads to the form that mends it."""
    before = len(app.titles())

    def opens():
        app.click(app.reach('list item', contains=words))  # once more where the rows moved up under the pointer
        try:
            return wait_for('a form', lambda: len(app.titles()) > before, limit=2)
        except NotFound:
            return False
    wait_for(f'a form that mends {words!r}', opens)


def is_possible(app, stage):
    return app.find('push button', f'Move on to {stage}').has_state(SENSITIVE)


def sees_all(app, *words):
    def are_there():
        nodes = list(app.all(showing=False))
        return all(any(expected in node.name and node.is_showing for node in nodes) for expected in words)
    wait_for(f'on the screen: {", ".join(words)}', are_there)


def gate_refuses(app, stage, *words):
    """The move cannot be made, whoever clicks, and the answer says why."""
    sees_all(app, *words)
    button = app.reach('push button', f'Move on to {stage}')
    assert not button.has_state(SENSITIVE), f'the way to {stage} is open'
    app.click(button)
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
    app.keys('ctrl+4')
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


def become_assessed(app, name):
    gate_refuses(app, 'Assessed', f'Nobody is named who assessed {name}', 'Write the name of the worker who did the assessment.')
    go_there(app, f'Nobody is named who assessed {name}')
    assess(app)
    say_born(app, name, '1984')
    move_on(app, 'Assessed')


def become_decided(app, name):
    """A talk; the time to think that was agreed on holds the case up until it is over."""
    record(app, 'Talk about going home', {'Interpreter, or “not needed”': 'not needed', 'Language': 'English'},
           {'Can they decide freely?': 'No concern'})
    go_there(app, f'{name} has not decided yet')
    fill_in(app, 'Decision', {dated('Time to think until'): day(3)}, {'Their own decision': 'Wants to go home'})
    gate_refuses(app, 'Decided', f'{name}’s time to think is not over')
    go_there(app, f'{name}’s time to think is not over')
    fill_in(app, 'Decision', {dated('Time to think until'): day(-2)})
    move_on(app, 'Decided')


def become_planned(app, name, recipient, purpose):
    gate_refuses(app, 'Planned', f'{name} has not agreed that we tell anyone anything')
    go_there(app, f'{name} has not agreed that we tell anyone anything')
    fill_in(app, 'Ask for a consent', {'Who would be told': recipient}, {'What for': purpose}, ['What did they say? Yes'])
    go_there(app, f'{name} has no key worker')
    fill_in(app, 'Plan', {'What the family may know': 'That I am coming', 'Key worker': 'Sofie', 'Goals in their own words': 'Work, and a door to shut'},
            {'Key worker chosen by the person': 'Yes'})
    move_on(app, 'Planned')


def prepare(app, embassy, travel):
    """All that the journey needs, but for the treatment that goes on and the receiver who has not answered."""
    go_there(app, 'The day of the journey is not set')
    fill_in(app, 'Reception and travel', {dated('Day of the journey'): travel, 'Risk of the journey': 'May drink on the way'}, {'Escorts': 'Travels alone'})
    record(app, 'Document', {dated('Valid until'): day(800)}, {'Document': 'Passport'})
    record(app, 'Contact with a partner', {'Who was asked': embassy, 'What they answered': 'Rings the family', dated('Answered on'): day(-1)},
           {'What they are': 'Embassy or consulate'})
    record(app, 'Treatment before the journey', {'Who treats': 'Harbour Clinic'}, {'Treatment': 'Addiction'})
    record(app, 'Reception at home', {'Who receives them': 'Rasa, a sister', 'Housing': 'Her spare room'}, answers=['Their answer Asked'])
    record(app, 'Cost', {'Amount': '129.50', 'Who pays': 'The project', 'Approved by': 'Ada', dated('Approved on'): day(-1)}, {'What for': 'Journey'})


def become_ready(app, name, embassy, travel):
    prepare(app, embassy, travel)
    gate_refuses(app, 'Ready', 'Treatment before the journey is not finished', 'Finish it, or have a clinician waive it by name.',
                 f'The receiver has not accepted {name} yet')
    go_there(app, f'Nobody has said that {name} is fit to travel')
    fill_in(app, 'Before the journey', {'Medication for the way, or none': 'none'}, {'Fit to travel': 'Yes', 'Letter for controlled drugs': 'Not needed'})
    go_there(app, 'Treatment before the journey is not finished')
    fill_in(app, 'Correct: Treatment before the journey', answers=['State Met'])
    go_there(app, f'The receiver has not accepted {name} yet')
    fill_in(app, 'Correct: Reception at home', {'Who said yes': 'Rasa', dated('Day of the yes'): day(-1)}, answers=['Their answer Accepted'])
    move_on(app, 'Ready')


def book(app, booked, travel, to):
    record(app, 'Leg of the journey', {'From': 'Harbour', 'To': to, 'Departure (year-month-day hour:minute)': f'{travel} 08:15',
                                       dated('Booked on'): booked, 'Ticket': 'BF-2210'}, {'By': 'Ferry'})


# -- home -------------------------------------------------------------------------------

TRAVELLED_ON, ARRIVED_ON = -400, -399
WHEN = 'When it happened (year-month-day hour:minute)'


def plant_old_consent(home):
    workspace = next(pathlib.Path(home).rglob('*.homeward'))
    subprocess.run([PLANT, str(workspace), PASSPHRASE], check=True, env=dict(os.environ, TMPDIR=home))


def travel(app):
    gate_refuses(app, 'Travelled', 'The day of the booking is missing', 'There is no ticket')
    go_there(app, 'There is no ticket')
    fill_in(app, 'Leg of the journey', {'From': 'Harbour', 'To': 'Gdynia', 'Departure (year-month-day hour:minute)': f'{day(TRAVELLED_ON)} 08:15',
                                        dated('Booked on'): day(TRAVELLED_ON - 5), 'Ticket': 'BF-2210'}, {'By': 'Ferry'})
    move_on(app, 'Travelled')


def arrive(app, name):
    app.sees(f'Has {name} arrived?')
    gate_refuses(app, 'Received', f'Nobody has confirmed that {name} arrived')
    go_there(app, f'Nobody has confirmed that {name} arrived')
    fill_in(app, 'Reception and travel', {'Arrival confirmed by': 'Rasa, a sister', dated('Arrived on'): day(ARRIVED_ON)})
    move_on(app, 'Received')


def follow_up(app, words, days, outcome, learnt):
    go_there(app, words)
    fill_in(app, 'Attempt at a follow-up', {WHEN: f'{day(ARRIVED_ON + days)} 10:00', 'What was learnt': learnt}, {'What came of it': outcome})


def be_followed_up(app, name):
    week = f'Nobody has asked how {name} is after a week'
    follow_up(app, week, 7, 'No answer', '')
    gate_refuses(app, 'Followed up', week)  # an attempt alone says nothing
    follow_up(app, week, 8, 'Reached', 'Works at the harbour')
    go_there(app, f'Nobody has looked at {name}’s plan again')
    fill_in(app, 'Plan looked at again', {'What holds, what changes': 'All holds', WHEN: f'{day(ARRIVED_ON + 25)} 10:00'})
    move_on(app, 'Followed up')


def be_closed(app, name):
    gate_refuses(app, 'Closed', f'Nobody has asked how {name} is after a year')
    for days, words in ((30, '30 days'), (90, '90 days'), (180, '180 days'), (365, 'a year')):
        follow_up(app, f'Nobody has asked how {name} is after {words}', days, 'The receiver told us', 'Well')
    move_on(app, 'Closed')


def open_whole_timeline(app):
    while True:
        button = next((node for node in app.all('push button', contains=' earlier')), None)
        if button is None:
            return
        app.click(app.reach('push button', button.name))
        wait_for(f'{button.name!r} shown', lambda: next(app.all('push button', button.name), None) is None)


def one_person_goes_home_from_the_first_wish_to_the_closed_case(home, apps):
    app = start(home, apps)
    create_workspace(app)
    open_case(app, 'Marek', 'To Gdynia, where my sister is', 'Yes')
    become_assessed(app, 'Marek')
    become_decided(app, 'Marek')
    become_planned(app, 'Marek', 'Embassy of Poland', 'identity and travel document')
    app.quit()

    plant_old_consent(home)
    app = start(home, apps)
    unlock(app)
    app.keys('ctrl+4')
    app.sees('Why can’t Marek travel yet?')
    become_ready(app, 'Marek', 'Embassy of Poland', day(TRAVELLED_ON))
    travel(app)
    arrive(app, 'Marek')
    be_followed_up(app, 'Marek')
    be_closed(app, 'Marek')
    app.sees('Marek has returned and every follow-up is written down')
    app.quit()

    again = start(home, apps)
    unlock(again)
    again.keys('ctrl+4')
    sees_all(again, 'Marek has returned and every follow-up is written down', 'Closed: reached', 'Moved on to Closed', 'Moved on to Followed up')
    open_whole_timeline(again)
    sees_all(again, 'Moved on to Assessed', 'Said yes: Embassy of Poland · identity and travel document', 'Asked about going home: “To Gdynia, where my sister is”')
    never_says(again, 'Move on to')
    again.quit()


# -- who takes it back ------------------------------------------------------------------

FERRY = 'Baltic Ferries'


def who_withdraws_after_the_booking_is_paused_recalled_and_told_of_to_nobody(home, apps):
    app = start(home, apps)
    create_workspace(app)
    open_case(app, 'Jonas', 'To Klaipėda, to my sister', 'Yes')
    become_assessed(app, 'Jonas')
    become_decided(app, 'Jonas')
    become_planned(app, 'Jonas', FERRY, 'booking the journey')
    become_ready(app, 'Jonas', 'Embassy of Lithuania', day(20))
    book(app, day(0), day(20), 'Klaipėda')
    record(app, 'Told to somebody', {'Who was told': FERRY, 'What was told': 'Name and day of the journey'}, {'What for': 'booking the journey'})
    app.sees(f'{FERRY} was told')

    app.press(f'Withdraw the consent: {FERRY} · booking the journey')
    form(app, 'Withdraw a consent')
    app.sees('Name and day of the journey')
    wait_for('the letters', lambda: 'Recall letters' in app.titles())
    write_recall_letter(app, f'{home}/letter.txt')
    app.keys('Escape')
    done(app, 'Recall letters')
    app.sees('Paused: Jonas may come back to it')
    app.sees('A recall letter is prepared')

    # Neither a word to them, nor a way on.
    app.keys('ctrl+r')
    app.find('entry', 'What happened?')
    app.type('Told to somebody')
    app.keys('Return')
    form(app, 'Told to somebody', {'Who was told': FERRY, 'What was told': 'Where he sleeps'}, {'What for': 'booking the journey'})
    app.find(contains='consent', window='Told to somebody')
    assert 'Told to somebody' in app.titles(), 'something was told against a withdrawal'
    app.keys('Escape')
    app.press('Go on from Ready')
    app.sees('The case stays where it was')
    app.sees('Jonas has withdrawn a consent')
    app.keys('Escape')
    app.sees('Paused: Jonas may come back to it')
    app.quit()


def write_recall_letter(app, path):
    app.press(f'Recall letter to {FERRY}')
    wait_for('the letter', lambda: 'Recall letter' in app.titles())
    app.keys('alt+t')
    app.choose_file('Save as text', path)
    text = wait_for('the letter as text', lambda: pathlib.Path(path).exists() and pathlib.Path(path).read_text(encoding='utf-8'))
    assert FERRY in text and 'Name and day of the journey' in text, text
    app.keys('Escape')
    done(app, 'Recall letter')


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
    again.keys('ctrl+4')
    gate_refuses(again, 'Assessed', 'Dari is under 16')
    again.sees('Night line for children')
    again.quit()


def unlock(app):
    app.find('push button', 'Unlock')
    app.type(PASSPHRASE)
    app.keys('Return')
    app.find(name='New report', limit=60)


# -- others help better ---------------------------------------------------------------

ADVICE = 'Law Centre'


def who_is_no_eu_citizen_is_referred_on_with_consent_from_the_same_screen(home, apps):
    app = start(home, apps)
    create_workspace(app)
    open_case(app, 'Amadou', 'Papers first, then home', 'No')
    gate_refuses(app, 'Assessed', 'Nobody is named who assessed Amadou')
    app.sees('Not an EU citizen: an advice organisation can help further.')
    app.press('Refer on…', role='push button')

    form(app, 'Refer on', {'Referred to': ADVICE, 'What you tell them': 'Needs advice about papers'})
    app.sees('They have not agreed that we tell this organisation.')  # and nothing was recorded
    app.press('Ask for the consent')
    fill_in(app, 'Ask for a consent', answers=['What did they say? Yes'])
    app.sees('They have agreed to it')
    app.keys('ctrl+Return')
    done(app, 'Refer on')
    app.sees('Amadou has been referred on')
    sees_all(app, f'Said yes: {ADVICE} · advice from another organisation', f'Referred to: {ADVICE}', f'{ADVICE} was told', 'Moved on to Referred on')
    never_says(app, 'Move on to', 'Go on from')
    app.quit()


# -- who says no ----------------------------------------------------------------------

def add_partner(app, name, kind, country):
    app.press(app.find('push button', contains='Partners…').get_name())  # older GTK says it twice
    wait_for('the partners', lambda: 'Partners' in app.titles())
    app.keys('ctrl+n')
    fill_in(app, 'New partner', {'Name': name, 'Country (name or two letters)': country, 'Telephones': '+45 33 12 00 00'}, {'What they are': kind})
    app.sees(name)
    app.keys('Escape')
    done(app, 'Partners')


def who_says_no_gets_the_contacts_at_home_and_is_left_in_peace(home, apps):
    app = start(home, apps)
    create_workspace(app)
    open_case(app, 'Ilinca', 'Perhaps, I do not know', 'Yes')
    add_partner(app, 'Consulate of Romania', 'Embassy or consulate', 'RO')
    record(app, 'Decision', {'Language of the talk': 'Romanian'}, {'Their own decision': 'Does not want to go', 'Able to decide freely': 'No concern'})
    app.sees('They said no. Give them the contacts at home; that is all.')
    app.press('Contacts at home…', role='push button')
    wait_for('the contacts', lambda: 'Contacts at home' in app.titles())
    app.sees('They do not want to go, and that is their choice.')
    app.sees('+45 33 12 00 00')
    app.find('check box', 'Consulate of Romania')  # by its name, said once
    app.press('Show the sheet…')
    wait_for('the sheet', lambda: app.titles().count('Contacts at home') == 2)
    app.keys('Escape')
    wait_for('the sheet put away', lambda: app.titles().count('Contacts at home') == 1)
    app.keys('ctrl+Return')
    done(app, 'Contacts at home')
    app.sees('Ilinca does not want to go')
    sees_all(app, 'Their own decision: Does not want to go', 'Contact details of the authorities at home given: Yes', 'Moved on to Declined')

    # No gate asks for anything, nothing is due, nothing is told, and nobody is to ask once more.
    never_says(app, 'Why can’t', 'Move on to', 'Go on from', 'was told', 'Overdue')
    assert not app.find('push button', 'Record what they say to a consent').has_state(SENSITIVE)
    app.quit()


TESTS = [one_person_goes_home_from_the_first_wish_to_the_closed_case,
         who_withdraws_after_the_booking_is_paused_recalled_and_told_of_to_nobody,
         who_says_no_gets_the_contacts_at_home_and_is_left_in_peace,
         who_is_no_eu_citizen_is_referred_on_with_consent_from_the_same_screen,
         a_child_is_handed_over_and_the_stages_stay_shut]

if __name__ == '__main__':
    chosen = [test for test in TESTS if all(word in test.__name__ for word in sys.argv[3:])]  # words of names, to run some
    assert chosen, 'no test of that name'
    sys.exit(run(chosen))
