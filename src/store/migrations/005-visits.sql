-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 5: shifts, the stops of their rounds, what was tapped in the field,
-- promises. The journal itself stays as it was.

-- Every note about a shift. Heads that differ are a conflict that people see; shown is the greatest (lamport, device, number).
-- team: {"team":[{"name":...,"languages":...,"leads":true}]}
CREATE TABLE shift (
  id                 BLOB NOT NULL CHECK (length (id) = 16),
  lamport            INTEGER NOT NULL,
  device             BLOB NOT NULL,
  number             INTEGER NOT NULL,
  head               INTEGER NOT NULL,
  recorded_at        INTEGER NOT NULL,
  author             TEXT NOT NULL,
  name               TEXT,
  kind               INTEGER NOT NULL,
  starts_at          INTEGER NOT NULL,
  ends_at            INTEGER NOT NULL,
  start_latitude     INTEGER,
  start_longitude    INTEGER,
  end_latitude       INTEGER,
  end_longitude      INTEGER,
  start_place        TEXT,
  end_place          TEXT,
  transport          INTEGER NOT NULL,
  severe_weather     INTEGER NOT NULL,
  team               TEXT NOT NULL,
  alone_reason       TEXT,
  note               TEXT,
  interpreter_booked INTEGER NOT NULL,
  PRIMARY KEY (id, lamport, device, number)
) STRICT;
CREATE INDEX shift_time ON shift (starts_at);

-- The whole round is one field. stops: {"stops":[...]}, as hw-bodies-visits.c writes it.
CREATE TABLE shift_round (
  shift       BLOB NOT NULL CHECK (length (shift) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  stops       TEXT NOT NULL,
  PRIMARY KEY (shift, lamport, device, number)
) STRICT;

-- The stops of the rounds that are shown. place: in the order of the round, from 0.
CREATE TABLE stop (
  id        BLOB NOT NULL CHECK (length (id) = 16),
  shift     BLOB NOT NULL CHECK (length (shift) = 16),
  place     INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  subject   BLOB,
  latitude  INTEGER NOT NULL,
  longitude INTEGER NOT NULL,
  PRIMARY KEY (shift, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX stop_id ON stop (id);

CREATE TABLE shift_state (
  shift         BLOB NOT NULL CHECK (length (shift) = 16),
  lamport       INTEGER NOT NULL,
  device        BLOB NOT NULL,
  number        INTEGER NOT NULL,
  head          INTEGER NOT NULL,
  recorded_at   INTEGER NOT NULL,
  author        TEXT NOT NULL,
  state         INTEGER NOT NULL,
  at            INTEGER NOT NULL,
  paper_minutes INTEGER NOT NULL,
  PRIMARY KEY (shift, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- What was tapped. name: what a tap takes the place of another by: the kind, and for people, things and offers which one.
CREATE TABLE tap (
  shift      BLOB NOT NULL CHECK (length (shift) = 16),
  lamport    INTEGER NOT NULL,
  device     BLOB NOT NULL,
  number     INTEGER NOT NULL,
  head       INTEGER NOT NULL,
  id         BLOB NOT NULL,
  stop       BLOB NOT NULL,
  name       TEXT NOT NULL,
  kind       INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  latitude   INTEGER,
  longitude  INTEGER,
  accuracy_m REAL NOT NULL,
  count      INTEGER NOT NULL,
  subject    BLOB,
  code       TEXT,
  words      TEXT,
  taken_back INTEGER NOT NULL,
  PRIMARY KEY (shift, lamport, device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX tap_stop ON tap (stop, name) WHERE head = 1;

CREATE TABLE promise (
  id          BLOB NOT NULL CHECK (length (id) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  shift       BLOB,
  stop        BLOB,
  site        BLOB,
  latitude    INTEGER,
  longitude   INTEGER,
  words       TEXT NOT NULL,
  due_at      INTEGER NOT NULL,
  made_at     INTEGER NOT NULL,
  PRIMARY KEY (id, lamport, device, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE promise_settlement (
  promise     BLOB NOT NULL CHECK (length (promise) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  kept        INTEGER NOT NULL,
  words       TEXT,
  PRIMARY KEY (promise, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- At which stop somebody was met, and whether the team said later that it was not so.
ALTER TABLE contact ADD COLUMN stop BLOB;
ALTER TABLE contact ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contact_stop ON contact (stop) WHERE stop IS NOT NULL;

-- At which stop the team looked for the people of a report.
ALTER TABLE report_status ADD COLUMN stop BLOB;
CREATE INDEX report_status_stop ON report_status (stop) WHERE stop IS NOT NULL;
