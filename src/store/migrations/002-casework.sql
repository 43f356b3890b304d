-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 2: what happens in a case as records, partners, who is the same
-- person, who it was that was met, and names that are found however they are
-- spelt. The journal itself stays as it was.

ALTER TABLE person ADD COLUMN born TEXT;
ALTER TABLE person ADD COLUMN age INTEGER NOT NULL DEFAULT 0;
-- Made from alias and other names (hw-fold.c), for the index below alone: the letters of English, and how they sound.
ALTER TABLE person ADD COLUMN names TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN sounds TEXT NOT NULL DEFAULT '';

-- previous: the case that was closed or ended before this one.
ALTER TABLE reconnection ADD COLUMN previous BLOB;
CREATE INDEX reconnection_person ON reconnection (person);

-- Every entry about a record; of those with the same id the greatest (lamport, device, number) is shown.
-- fields: a JSON object of texts, in the order of their names.
CREATE TABLE case_record (
  reconnection BLOB NOT NULL,
  id           BLOB NOT NULL CHECK (length (id) = 16),
  lamport      INTEGER NOT NULL,
  device       BLOB NOT NULL,
  number       INTEGER NOT NULL,
  head         INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  happened_at  INTEGER NOT NULL,
  recorded_at  INTEGER NOT NULL,
  author       TEXT NOT NULL,
  fields       TEXT NOT NULL,
  PRIMARY KEY (reconnection, id, lamport, device, number)
) STRICT, WITHOUT ROWID;

-- A consent came to its end: the trace of it. However many laptops noticed, it is there once.
CREATE TABLE consent_expiry (
  reconnection BLOB NOT NULL,
  consent      BLOB NOT NULL,
  expired_at   INTEGER NOT NULL,
  PRIMARY KEY (reconnection, consent, expired_at)
) STRICT, WITHOUT ROWID;

-- What is known of a partner by the note with the greatest (lamport, device, number).
CREATE TABLE partner (
  row       INTEGER PRIMARY KEY,
  id        BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  lamport   INTEGER NOT NULL,
  device    BLOB NOT NULL,
  number    INTEGER NOT NULL,
  kind      INTEGER NOT NULL,
  name      TEXT NOT NULL,
  country   TEXT,
  languages TEXT,
  phones    TEXT,
  address   TEXT,
  hours     TEXT,
  accepts   TEXT,
  agreed    TEXT,
  agreed_on TEXT
) STRICT;

-- Two people are (same = 1) or are not one and the same; person < other. While heads differ they count as the same.
CREATE TABLE person_link (
  person  BLOB NOT NULL CHECK (length (person) = 16),
  other   BLOB NOT NULL CHECK (length (other) = 16),
  lamport INTEGER NOT NULL,
  device  BLOB NOT NULL,
  number  INTEGER NOT NULL,
  head    INTEGER NOT NULL,
  same    INTEGER NOT NULL,
  reason  TEXT,
  PRIMARY KEY (person, other, lamport, device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_link_other ON person_link (other) WHERE head = 1 AND same = 1;

-- Who it was that was met, said later; NULL: after all nobody known. It shows in the contact.
CREATE TABLE contact_match (
  contact BLOB NOT NULL CHECK (length (contact) = 16),
  lamport INTEGER NOT NULL,
  device  BLOB NOT NULL,
  number  INTEGER NOT NULL,
  head    INTEGER NOT NULL,
  person  BLOB,
  PRIMARY KEY (contact, lamport, device, number)
) STRICT, WITHOUT ROWID;

DROP TABLE person_words;
CREATE VIRTUAL TABLE person_words USING fts5 (
  names, sounds, content = 'person', content_rowid = 'row', columnsize = 0, prefix = '2 3',
  tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO person_words (person_words, rank) VALUES ('secure-delete', 1);
