#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of the flatpak manifest: what the app may do, and what it is built from.

Speaks TAP. Called by meson with the path of the manifest.
"""
import json
import sys

manifest = json.load(open(sys.argv[1], encoding='utf-8'))
modules = {module['name']: module for module in manifest['modules']}
allowed = set(manifest['finish-args'])
order = [module['name'] for module in manifest['modules']]

checks = [
    ('the id is that of the application', manifest['id'] == 'org.outreachtools.Homeward'),
    ('the command is the window', manifest['command'] == 'homeward'),
    ('there is a runtime with its version', manifest['runtime'] == 'org.gnome.Platform' and manifest['runtime-version'].isdigit()),
    ('no network unless the user turns it on', not any('network' in arg for arg in allowed)),
    ('documents come through portals', not any(arg.startswith('--filesystem') for arg in allowed)),
    ('no device but the display', {arg for arg in allowed if arg.startswith('--device')} <= {'--device=dri'}),
    ('SQLCipher, libsodium and libshumate are built before the app',
     order[-1] == 'homeward' and {'sqlcipher', 'libsodium', 'libshumate'} <= set(order[:-1])),
    ('our SQLCipher is the hidden static one', any('-fvisibility=hidden' in line for line in modules['sqlcipher']['build-commands'])
     and '-Dsqlcipher=/app/sqlcipher' in modules['homeward']['config-opts']),
    ('every module says where it comes from, at a fixed version',
     all(source['type'] == 'dir' or 'tag' in source or 'sha256' in source
         for module in modules.values() for source in module['sources'])),
]
print(f'1..{len(checks)}')
for number, (name, good) in enumerate(checks, 1):
    print(f'{"ok" if good else "not ok"} {number} - {name}')
sys.exit(0 if all(good for _, good in checks) else 1)
