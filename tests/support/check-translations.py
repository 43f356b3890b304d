#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every string that a user can read stands in every catalogue, translated and not fuzzy.

Speaks TAP. Called by meson with the source directory. Extracts the strings
anew, so that a string that nobody took into the catalogue is found too.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
listed = {line.strip() for line in (root / 'po/POTFILES').read_text().splitlines() if line.strip() and not line.startswith('#')}
marked = set()
for path in sorted([*root.glob('src/**/*.[c]'), *root.glob('src/**/*.ui'), *root.glob('data/*.in'), *root.glob('data/*.gschema.xml')]):
    text = path.read_text(encoding='utf-8')
    if re.search(r'(?<![A-Za-z_])(C_|N_|NC_|_|ngettext|g_dngettext)\s*\("', text) or 'translatable="yes"' in text or path.suffix == '.in':
        marked.add(str(path.relative_to(root)))

results = [('every file with strings is in po/POTFILES', marked <= listed, sorted(marked - listed)),
           ('every file in po/POTFILES is there', all((root / name).exists() for name in listed), [n for n in listed if not (root / n).exists()])]

with tempfile.TemporaryDirectory() as work:
    pot = pathlib.Path(work) / 'homeward.pot'
    subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                    '--keyword=g_dngettext:2,3', '--flag=N_:1:pass-c-format', '-o', str(pot),
                    *sorted(name for name in listed if (root / name).exists())],
                   cwd=root, check=True, capture_output=True)
    for language in (root / 'po/LINGUAS').read_text().split():
        catalogue = root / f'po/{language}.po'
        merged = pathlib.Path(work) / f'{language}.po'
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', str(merged), str(catalogue), str(pot)], check=True)
        subprocess.run(['msgfmt', '--check', '-o', '/dev/null', str(merged)], check=True)
        for words, option in (('untranslated', '--untranslated'), ('fuzzy', '--only-fuzzy')):
            left = subprocess.run(['msgattrib', option, '--no-obsolete', '--no-wrap', str(merged)], check=True, capture_output=True, text=True).stdout
            ids = [i for i in re.findall(r'^msgid "(.+)"$', left, re.M)]
            results.append((f'no string is {words} in {language}', not ids, ids))

print(f'1..{len(results)}')
for number, (name, good, left) in enumerate(results, 1):
    print(f'{"ok" if good else "not ok"} {number} - {name}')
    for item in left if not good else []:
        print('#', item)
sys.exit(0 if all(good for _, good, _ in results) else 1)
