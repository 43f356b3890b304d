-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 6: beds of partners, offers of them and what came of each. The journal
-- itself stays as it was.

ALTER TABLE partner ADD COLUMN beds TEXT;
ALTER TABLE partner ADD COLUMN bed_count TEXT;
ALTER TABLE partner ADD COLUMN last_referral TEXT;

-- Every note about an offer. Heads that differ are a conflict that people see; shown is the greatest (lamport, device, number).
CREATE TABLE bed (
  id              BLOB NOT NULL CHECK (length (id) = 16),
  lamport         INTEGER NOT NULL,
  device          BLOB NOT NULL,
  number          INTEGER NOT NULL,
  head            INTEGER NOT NULL,
  recorded_at     INTEGER NOT NULL,
  author          TEXT NOT NULL,
  partner         BLOB,
  kind            INTEGER NOT NULL,
  person          BLOB,
  shift           BLOB,
  stop            BLOB,
  night           TEXT NOT NULL,
  offered_at      INTEGER NOT NULL,
  age             INTEGER NOT NULL,
  guardian        TEXT,
  social_services TEXT,
  checked_on      TEXT,
  PRIMARY KEY (id, lamport, device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX bed_night ON bed (night);
CREATE INDEX bed_person ON bed (person) WHERE person IS NOT NULL;

-- Everything that was said to come of an offer.
CREATE TABLE bed_answer (
  bed         BLOB NOT NULL CHECK (length (bed) = 16),
  lamport     INTEGER NOT NULL,
  device      BLOB NOT NULL,
  number      INTEGER NOT NULL,
  head        INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author      TEXT NOT NULL,
  state       INTEGER NOT NULL,
  reason      TEXT,
  words       TEXT,
  PRIMARY KEY (bed, lamport, device, number)
) STRICT, WITHOUT ROWID;
