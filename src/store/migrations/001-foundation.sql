-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 1. First the journal, which is what happened and is only ever added
-- to; then the tables that the journal is applied to, which rebuild can make
-- anew at any time. Enumerations are kept as the numbers of core's enums: when
-- one of them changes, a migration rebuilds.
--
-- There is no R*Tree: the map asks the in-memory point index, and no query of
-- the store looks for a box.

-- -- the journal ------------------------------------------------------------

-- Whose entries are here. The first row is this laptop, the only one with a secret.
CREATE TABLE device (
  id          INTEGER PRIMARY KEY,
  device      BLOB NOT NULL UNIQUE CHECK (length (device) = 16),
  public_key  BLOB NOT NULL CHECK (length (public_key) = 32),
  secret_key  BLOB CHECK (length (secret_key) = 64),
  author      TEXT NOT NULL,
  last_entry  INTEGER NOT NULL DEFAULT 0,
  last_batch  INTEGER NOT NULL DEFAULT 0,
  lamport     INTEGER NOT NULL DEFAULT 0,
  head        BLOB NOT NULL CHECK (length (head) = 32)
) STRICT;

CREATE TABLE batch (
  device        INTEGER NOT NULL REFERENCES device,
  number        INTEGER NOT NULL CHECK (number > 0),
  first_entry   INTEGER NOT NULL,
  last_entry    INTEGER NOT NULL CHECK (last_entry >= first_entry),
  source        TEXT,
  previous_hash BLOB NOT NULL CHECK (length (previous_hash) = 32),
  hash          BLOB NOT NULL CHECK (length (hash) = 32),
  signature     BLOB NOT NULL CHECK (length (signature) = 64),
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- position: the order of arrival on this laptop; it means nothing on another.
-- parents: 24 bytes each, device and number (big endian). body and salt go when
-- somebody is erased, the commitment stays. Lengths are checked by who reads
-- them: in the two tables that an import fills, checks here cost a tenth of it.
CREATE TABLE entry (
  position           INTEGER PRIMARY KEY,
  device             INTEGER NOT NULL REFERENCES device,
  number             INTEGER NOT NULL,
  kind               TEXT NOT NULL,
  version            INTEGER NOT NULL,
  compartment        TEXT NOT NULL,
  subject            BLOB NOT NULL,
  parents            BLOB,
  lamport            INTEGER NOT NULL,
  happened_at        INTEGER NOT NULL,
  happened_precision INTEGER NOT NULL,
  recorded_at        INTEGER NOT NULL,
  author             TEXT NOT NULL,
  body               TEXT,
  salt               BLOB,
  commitment         BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_identity ON entry (device, number);
-- A report's first entry is found through the report itself: a million imported ones need no second index.
CREATE INDEX entry_subject ON entry (subject) WHERE kind <> 'report.received';

-- -- the tables that entries are applied to ---------------------------------

-- Entries that a later one names as its parents: they are history, no heads.
CREATE TABLE superseded (
  device BLOB NOT NULL CHECK (length (device) = 16),
  number INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- Points are in 1e-7 degrees. entry: the position of the entry that is shown.
CREATE TABLE report (
  row               INTEGER PRIMARY KEY,
  entry             INTEGER NOT NULL,
  id                BLOB NOT NULL UNIQUE,
  seen_at           INTEGER NOT NULL,
  latitude          INTEGER,
  longitude         INTEGER,
  status            INTEGER NOT NULL,
  people            INTEGER NOT NULL,
  channel           INTEGER NOT NULL,
  received_at       INTEGER NOT NULL,
  seen_precision    INTEGER NOT NULL,
  usually_there     INTEGER NOT NULL,
  usual_time        TEXT,
  point_precision_m REAL NOT NULL,
  place             TEXT,
  age               INTEGER NOT NULL,
  gender            TEXT,
  appearance        TEXT,
  language          TEXT,
  concerns          INTEGER NOT NULL,
  worries           TEXT,
  knows_of_call     INTEGER NOT NULL,
  caller_name       TEXT,
  caller_contact    TEXT,
  reply_wish        INTEGER NOT NULL,
  outcome           TEXT,
  source_id         TEXT
) STRICT;

-- Every status a report was given. Of several heads the greatest (lamport, device, number) is shown.
CREATE TABLE report_status (
  report  BLOB NOT NULL,
  lamport INTEGER NOT NULL,
  device  BLOB NOT NULL,
  number  INTEGER NOT NULL,
  head    INTEGER NOT NULL,
  status  INTEGER NOT NULL,
  outcome TEXT,
  note    TEXT,
  PRIMARY KEY (report, lamport, device, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  row         INTEGER PRIMARY KEY,
  entry       INTEGER NOT NULL,
  id          BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  met_at      INTEGER NOT NULL,
  latitude    INTEGER,
  longitude   INTEGER,
  bedded_down INTEGER NOT NULL,
  people      INTEGER NOT NULL,
  person      BLOB,
  place       TEXT,
  language    TEXT,
  note        TEXT
) STRICT;
CREATE INDEX report_status_time ON report (status, seen_at);
CREATE INDEX contact_person ON contact (person, met_at) WHERE person IS NOT NULL;

-- What is known of a person by the note with the greatest (lamport, device, number).
CREATE TABLE person (
  row         INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  alias       TEXT NOT NULL,
  other_names TEXT,
  language    TEXT,
  nationality TEXT,
  known_since INTEGER NOT NULL,
  last_met    INTEGER NOT NULL
) STRICT;

-- "case" is a word of SQL. in_review: moves were made at the same time; the less exposing stage holds.
CREATE TABLE reconnection (
  row          INTEGER PRIMARY KEY,
  entry        INTEGER NOT NULL,
  id           BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  person       BLOB NOT NULL,
  wish         TEXT,
  opened_at    INTEGER NOT NULL,
  stage        INTEGER NOT NULL,
  stage_before INTEGER NOT NULL,
  in_review    INTEGER NOT NULL
) STRICT;

CREATE TABLE case_move (
  reconnection BLOB NOT NULL,
  lamport      INTEGER NOT NULL,
  device       BLOB NOT NULL,
  number       INTEGER NOT NULL,
  head         INTEGER NOT NULL,
  from_stage   INTEGER NOT NULL,
  stage        INTEGER NOT NULL,
  happened_at  INTEGER NOT NULL,
  PRIMARY KEY (reconnection, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- Every value that a field of a case was given; heads with different values are a conflict that people see.
CREATE TABLE evidence (
  reconnection BLOB NOT NULL,
  field        TEXT NOT NULL,
  lamport      INTEGER NOT NULL,
  device       BLOB NOT NULL,
  number       INTEGER NOT NULL,
  head         INTEGER NOT NULL,
  value        TEXT NOT NULL,
  PRIMARY KEY (reconnection, field, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- Grants and refusals (refused = 1).
CREATE TABLE consent (
  reconnection BLOB NOT NULL,
  lamport      INTEGER NOT NULL,
  device       BLOB NOT NULL,
  number       INTEGER NOT NULL,
  head         INTEGER NOT NULL,
  id           BLOB NOT NULL CHECK (length (id) = 16),
  purpose      TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  wording      TEXT,
  language     TEXT,
  interpreter  TEXT,
  form         INTEGER NOT NULL,
  granted_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  refused      INTEGER NOT NULL,
  words        TEXT,
  PRIMARY KEY (reconnection, lamport, device, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawal (
  reconnection BLOB NOT NULL,
  lamport      INTEGER NOT NULL,
  device       BLOB NOT NULL,
  number       INTEGER NOT NULL,
  head         INTEGER NOT NULL,
  consent      BLOB NOT NULL,
  purpose      TEXT NOT NULL,
  recipient    TEXT NOT NULL,
  withdrawn_at INTEGER NOT NULL,
  reason       TEXT,
  PRIMARY KEY (reconnection, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- Words of reports and people, spelling folded. The text itself is not kept a second time.
CREATE VIRTUAL TABLE report_words USING fts5 (
  place, appearance, worries, content = 'report', content_rowid = 'row', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE person_words USING fts5 (
  alias, other_names, content = 'person', content_rowid = 'row', columnsize = 0, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO report_words (report_words, rank) VALUES ('secure-delete', 1);
INSERT INTO person_words (person_words, rank) VALUES ('secure-delete', 1);

-- -- beside the journal -----------------------------------------------------

-- What the window remembers (half-filled calls, the map file): not history, not rebuilt.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
