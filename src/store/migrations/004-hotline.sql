-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 4: the hotline's desk: who looks after a report, whether the emergency
-- services were told, what its caller was told, which reports tell of the same
-- people, and the names of places. The journal itself stays as it was.

-- Of several heads the greatest (lamport, device, number) is shown; assigned_to NULL: nobody.
CREATE TABLE report_assignment (
  report      BLOB NOT NULL CHECK (length (report) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  assigned_to TEXT,
  PRIMARY KEY (report, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- told = 0: it was taken back.
CREATE TABLE report_emergency (
  report  BLOB NOT NULL CHECK (length (report) = 16),
  lamport INTEGER NOT NULL,
  device  BLOB NOT NULL,
  number  INTEGER NOT NULL,
  head    INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  author  TEXT NOT NULL,
  told    INTEGER NOT NULL,
  PRIMARY KEY (report, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- how NULL: it was taken back.
CREATE TABLE report_answer (
  report      BLOB NOT NULL CHECK (length (report) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  answered_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  how         INTEGER,
  answer      INTEGER,
  words       TEXT,
  PRIMARY KEY (report, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- A link has no direction: report is the lesser identity. While heads differ the two count as linked.
CREATE TABLE report_link (
  report  BLOB NOT NULL CHECK (length (report) = 16),
  other   BLOB NOT NULL CHECK (length (other) = 16),
  lamport INTEGER NOT NULL,
  device  BLOB NOT NULL,
  number  INTEGER NOT NULL,
  head    INTEGER NOT NULL,
  same    INTEGER NOT NULL,
  reason  TEXT,
  PRIMARY KEY (report, other, lamport, device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_link_other ON report_link (other) WHERE head = 1 AND same = 1;

-- Places of lists that the team imported. The identity is made of the place, so that each is there once. words: the name, folded.
CREATE TABLE named_place (
  row       INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  name      TEXT NOT NULL,
  kind      INTEGER NOT NULL,
  latitude  INTEGER NOT NULL,
  longitude INTEGER NOT NULL,
  words     TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE named_place_words USING fts5 (
  words, content = 'named_place', content_rowid = 'row', columnsize = 0, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2');

-- What came in through the service or from another server is taken in once. The condition stands word for word in the query.
CREATE INDEX report_source ON report (source_id) WHERE source_id GLOB 'intake:*' OR source_id GLOB 'open311:*';
