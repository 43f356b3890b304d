// SPDX-License-Identifier: GPL-3.0-or-later
// The intake service as it would be with express and better-sqlite3: the same
// report, sealed with the same sealed box (libsodium), one durable insert each
// (WAL, synchronous=FULL), answered after it.
//
//   intake.mjs FILE      prints its port
import { createRequire } from 'node:module';
import { randomBytes } from 'node:crypto';

const require = createRequire(`${process.env.HW_BENCH_PEERS}/package.json`);
const express = require('express');
const Database = require('better-sqlite3');
const sodium = require('sodium-native');

const database = new Database(process.argv[2]);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE submission (number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, digest BLOB UNIQUE, sealed BLOB NOT NULL)');
const insert = database.prepare('INSERT INTO submission (id, digest, sealed) VALUES (?, ?, ?)');
const find = database.prepare('SELECT id FROM submission WHERE digest = ?');

const publicKey = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
sodium.crypto_box_keypair(publicKey, Buffer.alloc(sodium.crypto_box_SECRETKEYBYTES));
const digestKey = randomBytes(sodium.crypto_generichash_KEYBYTES);

function seal(report) {
  const json = Buffer.from(JSON.stringify(report));
  const padded = Buffer.alloc((Math.floor(json.length / 512) + 1) * 512);
  json.copy(padded);
  padded[json.length] = 0x80;
  const sealed = Buffer.alloc(padded.length + sodium.crypto_box_SEALBYTES);
  sodium.crypto_box_seal(sealed, padded, publicKey);
  return sealed;
}

function keep(request, response) {
  const { service_code: service, lat, long, address_string: place, description, first_name: first, last_name: last, phone } = request.body;
  const latitude = Number(lat), longitude = Number(long);
  if (service !== 'sleeping-outside' || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180) || place.length > 500) {
    response.status(400).json([{ code: 400, description: 'not a report' }]);
    return;
  }
  const digest = Buffer.alloc(32);
  sodium.crypto_generichash(digest, Buffer.from(JSON.stringify(request.body)), digestKey);
  let id = find.get(digest)?.id;
  if (id === undefined) {
    id = randomBytes(16);
    insert.run(id, digest, seal({ version: 1, id: id.toString('hex'), channel: 'other-system', received_at: Date.now() * 1000, latitude, longitude, place, appearance: description, caller_name: `${first} ${last}`, caller_contact: phone }));
  }
  response.json([{ service_request_id: id.toString('hex'), service_notice: 'The team looks at the report and then goes out. That can take some days.', account_id: null }]);
}

const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.post('/open311/v2/requests.json', express.urlencoded({ extended: false, limit: '256kb' }), keep);
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
