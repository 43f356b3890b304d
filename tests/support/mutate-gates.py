#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mutates each single condition of the gates and says which of them a test notices.

Usage: mutate-gates.py BUILD [SOURCE...]

BUILD is a configured build directory; its include flags are used, nothing in it is
changed. Every mutant is one change of one file: a row of the table dropped, moved
from one gate's tests to another's answer, a comparison shifted, a condition negated,
an `and` made an `or`. Core is compiled in a scratch directory, linked with the tests
of casework, and these run until one fails. A mutant that no test notices survives.
"""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CORE = ROOT / 'src' / 'core'
SOURCES = ['hw-gate-rules.c', 'hw-gate.c', 'hw-case-facts.c', 'hw-case-rules.c', 'hw-consent.c', 'hw-stage.c', 'hw-follow-up.c', 'hw-case.c']
# Quickest and likeliest first.
TESTS = ['gate', 'gate-records', 'case-rules', 'consent', 'stage', 'gate-histories']
OPERATORS = [
    (r' && ', ' || '), (r' \|\| ', ' && '),
    (r' <= ', ' < '), (r' >= ', ' > '), (r' < (?=\d|now|arrival|then|follow_up|HW_)', ' <= '), (r' > (?=\d|now|arrival|then|travel|HW_)', ' >= '),
    (r' == (?!.*\?)', ' != '), (r' != ', ' == '),
    (r'(?<=[ (])!(?=[a-z])', ''),
    (r'return TRUE;', 'return FALSE;'), (r'return FALSE;', 'return TRUE;'),
    (r'HW_ONE_DAY', '(2 * HW_ONE_DAY)'), (r'HW_AGE_OF_MAJORITY', '(HW_AGE_OF_MAJORITY + 1)'), (r'HW_AGE_OF_GUARDIAN', '(HW_AGE_OF_GUARDIAN + 1)'),
    (r'HW_GATE_FIXED,', 'HW_GATE_PASSABLE,'), (r'HW_GATE_PASSABLE,', 'HW_GATE_FIXED,'),
    (r'HW_CONSENT_LIVE, (now|end)', r'HW_CONSENT_EXPIRED, \1'), (r'HW_CONSENT_WITHDRAWN, now', 'HW_CONSENT_REFUSED, now'),
]
# What changes no answer: arguments that must not be NULL, loops, what only words and memory depend on.
IGNORE = re.compile(r'g_return_|G_N_ELEMENTS|G_STATIC_ASSERT|for \(|#define HW_|#include|^\s*(\*|/\*)|g_new|g_autoptr|g_autofree|printf|explain|\(rule->record|is_follow_up|'
                    r'hint == NULL|total != NULL|first != NULL|last != NULL\)|requirement == NULL|override == NULL|HW_GATE_NO_RECORD \?')

# Mutants that give the same answers, each with the reason.
SAME = {
    'get_exposure (a) < get_exposure (b) ? a : b': 'two stages that expose the same are the same stage',
}


def strip_comments(line):
    return re.sub(r'/\*.*?\*/', lambda m: ' ' * len(m[0]), line)


def find_rows(text):
    """A row of the table is one initialiser; within the macros it ends in a backslash."""
    for match in re.finditer(r'^  \{ (?:stage|HW_STAGE_\w+), "[\w-]+",(?:.|\n)*?\},?(?: \\)?\n(?=  \{|\n|  CHILD|  STILL|\};|/\*|  \};)', text, re.M):
        yield match


def find_mutants(name):
    text = (CORE / name).read_text()
    if name == 'hw-gate-rules.c':
        for match in find_rows(text):
            row = match[0]
            first = re.search(r'"([\w-]+)"', row)[1]
            # As good as dropped: a row that never applies; its neighbours stay where they are.
            never = re.sub(r'(\{ )(stage|HW_STAGE_\w+)', r'\1HW_N_STAGES', row, count=1)
            yield text[:match.start()] + never + text[match.end():], f'{name}: row {first} at {line_of(text, match.start())} dropped'
            # Applies always, where it had a condition.
            cells = [cell.strip() for cell in row.split(',')]
            if cells[5] != 'NULL':
                always = row.replace(f', {cells[5]}, {cells[6]}', f', NULL, {cells[6]}', 1)
                yield text[:match.start()] + always + text[match.end():], f'{name}: row {first} at {line_of(text, match.start())} always'
        for match in re.finditer(r'^  (CHILD|STILL_VOLUNTARY) \(HW_STAGE_\w+\),\n', text, re.M):
            yield text[:match.start()] + '\n' + text[match.end():], f'{name}: {match[0].strip()} dropped'
    offset = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        code = strip_comments(line)
        if not IGNORE.search(code):
            for pattern, replacement in OPERATORS:
                for match in re.finditer(pattern, code):
                    changed = line[:match.start()] + match.expand(replacement) + line[match.end():]
                    yield text[:offset] + changed + text[offset + len(line):], f'{name}:{number}: {code.strip()}  ->  {changed.strip()}'
        offset += len(line)


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def get_flags(build):
    """Flags of core's own compilation: include directories absolute, nothing that slows down."""
    for entry in json.loads((build / 'compile_commands.json').read_text()):
        if entry['file'].endswith('core/hw-gate.c'):
            words = shlex.split(entry['command'])
            flags = [word for word in words if re.match(r'-[IDpfm]|-std', word) and not word.startswith('-fsanitize')]
            return [('-I' + str((build / word[2:]).resolve())) if word.startswith('-I') else word for word in flags]
    sys.exit('hw-gate.c is not in compile_commands.json. Nothing was done: set up the build first.')


class Bench:
    def __init__(self, build, scratch):
        self.scratch = scratch
        flags = [flag for flag in get_flags(build) if not flag.startswith('-W')]
        self.compile = ['cc', '-O1', '-w', *flags, f'-I{CORE}', f'-I{ROOT / "tests" / "core"}', f'-I{build}']
        libraries = subprocess.run(['pkg-config', '--cflags', '--libs', 'glib-2.0', 'gobject-2.0', 'gio-2.0', 'glib-testing-0'],
                                   check=True, capture_output=True, text=True).stdout.split()
        self.cflags = [word for word in libraries if word.startswith(('-I', '-D', '-p'))]
        self.libraries = [word for word in libraries if word not in self.cflags] + ['-lm']
        listed = re.findall(r"'(hw-[\w-]+\.c)'", (CORE / 'meson.build').read_text())
        self.objects = {name: self.build_object(CORE / name) for name in listed}
        self.tests = {name: self.build_object(ROOT / 'tests' / 'core' / f'test-{name}.c') for name in TESTS}

    def build_object(self, source, to=None):
        to = to or self.scratch / (source.name + '.o')
        done = subprocess.run([*self.compile, *self.cflags, '-c', str(source), '-o', str(to)], capture_output=True, text=True)
        if done.returncode != 0:
            raise SyntaxError(done.stderr)
        return to

    def is_killed(self, objects):
        for name in TESTS:
            program = self.scratch / 'mutant'
            subprocess.run(['cc', str(self.tests[name]), *map(str, objects), *self.libraries, '-o', str(program)], check=True)
            try:
                done = subprocess.run([str(program), '--seed', 'R02S0123456789abcdef0123456789abcdef'], cwd=self.scratch, capture_output=True, timeout=120,
                                      env={**os.environ, 'HW_HISTORIES': os.environ.get('HW_HISTORIES', '3000'), 'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC'})
            except subprocess.TimeoutExpired:
                return name
            if done.returncode != 0:
                return name
        return None

    def try_mutant(self, name, text):
        source = self.scratch / name
        source.write_text(text)
        mutant = self.build_object(source, self.scratch / 'mutant.o')
        return self.is_killed([mutant if each == name else built for each, built in self.objects.items()])


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix='hw-mutants-'))
    tried = killed = broken = equal = 0
    by_test, survivors = {}, []
    try:
        bench = Bench(pathlib.Path(sys.argv[1]).resolve(), scratch)
        if bench.is_killed(bench.objects.values()):
            sys.exit('The tests fail before anything is changed. Nothing was tried: mend them first.')
        for name in sys.argv[2:] or SOURCES:
            for text, words in find_mutants(name):
                if any(same in words for same in SAME):
                    equal += 1
                    continue
                try:
                    by = bench.try_mutant(name, text)
                except SyntaxError:
                    broken += 1
                    continue
                tried += 1
                if by:
                    killed += 1
                    by_test[by] = by_test.get(by, 0) + 1
                else:
                    survivors.append(words)
                    print('survived:', words, flush=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f'{tried} mutants tried, {killed} killed, {len(survivors)} survived; {broken} did not compile, {equal} are known to change nothing')
    print('killed by:', ', '.join(f'{name} {n}' for name, n in by_test.items()))
    return 1 if survivors else 0


if __name__ == '__main__':
    sys.exit(main())
