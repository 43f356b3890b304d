-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 3: sites, which are places that the team watches by name, when they
-- are closed, and the areas of the town. The journal itself stays as it was.

-- Every note about a site. Heads that differ are a conflict that people see; shown is the greatest (lamport, device, number).
CREATE TABLE site (
  row         INTEGER PRIMARY KEY,
  id          BLOB NOT NULL CHECK (length (id) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  name        TEXT NOT NULL,
  latitude    INTEGER NOT NULL,
  longitude   INTEGER NOT NULL,
  radius_m    REAL NOT NULL,
  hazards     TEXT,
  access      TEXT,
  lighting    TEXT,
  bed_down    TEXT,
  note        TEXT,
  UNIQUE (id, lamport, device, number)
) STRICT;

-- closes_at = 0: it was opened again.
CREATE TABLE site_closure (
  site           BLOB NOT NULL CHECK (length (site) = 16),
  lamport        INTEGER NOT NULL,
  device         BLOB NOT NULL,
  number         INTEGER NOT NULL,
  head           INTEGER NOT NULL,
  recorded_at    INTEGER NOT NULL,
  author         TEXT NOT NULL,
  closes_at      INTEGER NOT NULL,
  by_authorities INTEGER NOT NULL,
  note           TEXT,
  PRIMARY KEY (site, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- An area is there while it has a head: who takes it away names those they saw, and a change made elsewhere at the
-- same time brings it back. rings: pairs of whole 1e-7 degrees, each less the one before, ";" between rings (hw-rings.c).
CREATE TABLE area (
  id          BLOB NOT NULL CHECK (length (id) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  name        TEXT NOT NULL,
  colour      INTEGER NOT NULL,
  covered_by  TEXT,
  rings       TEXT NOT NULL,
  PRIMARY KEY (id, lamport, device, number)
) STRICT;

CREATE VIRTUAL TABLE site_words USING fts5 (
  name, hazards, access, lighting, bed_down, note, content = 'site', content_rowid = 'row', columnsize = 0, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO site_words (site_words, rank) VALUES ('secure-delete', 1);

-- Who was met at a site, and where they were met after it was closed.
CREATE INDEX contact_latitude ON contact (latitude) WHERE latitude IS NOT NULL;
