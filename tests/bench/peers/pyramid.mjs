// SPDX-License-Identifier: GPL-3.0-or-later
//
// The peers of bench-pyramid: supercluster and flatbush, on the same points,
// windows and boxes, which the benchmark writes into FOLDER as doubles.
// Prints lines of "name number". Usage: node --expose-gc pyramid.mjs MODULES FOLDER

import {readFileSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const [modules, folder] = process.argv.slice(2);
const take = async name => (await import(pathToFileURL(`${modules}/node_modules/${name}/index.js`))).default;
const Supercluster = await take('supercluster');
const Flatbush = await take('flatbush');

const doubles = name => {
    const bytes = readFileSync(`${folder}/${name}`);
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const median = numbers => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const say = (name, number) => console.log(`${name} ${number}`);
const used = () => {
    globalThis.gc();
    globalThis.gc();
    const memory = process.memoryUsage();
    return memory.heapUsed + memory.arrayBuffers;
};
const microseconds = work => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1000;
};

// points: longitude, latitude, seconds; windows: zoom, west, south, east, north; boxes: half side, west, south, east, north, since, until
const points = doubles('points');
const windows = doubles('windows');
const boxes = doubles('boxes');
const n = points.length / 3;

const features = [];
for (let i = 0; i < n; i++) {
    features.push({
        type: 'Feature', properties: {id: i},
        geometry: {type: 'Point', coordinates: [points[3 * i], points[3 * i + 1]]}
    });
}

let tree = null;
const loads = [];
for (let round = 0; round < 5; round++) {
    tree = null;
    const before = used();
    loads.push(microseconds(() => { tree = new Supercluster({radius: 40, minZoom: 0, maxZoom: 16}).load(features); }) / 1000);
    if (round === 4) say('memory', used() - before);
}
say('load', median(loads));
for (let zoom = 0; zoom <= 16; zoom++) say(`count${zoom}`, tree.trees[zoom].numItems);

const views = new Map();
for (let round = 0; round < 5; round++) {
    for (let i = 0; i < windows.length; i += 5) {
        const zoom = windows[i];
        const box = [windows[i + 1], windows[i + 2], windows[i + 3], windows[i + 4]];
        if (!views.has(zoom)) views.set(zoom, []);
        views.get(zoom).push(microseconds(() => tree.getClusters(box, zoom)));
    }
}
for (const [zoom, times] of views) say(`view${zoom}`, median(times));
tree = null;

const flat = new Flatbush(n);
for (let i = 0; i < n; i++) flat.add(points[3 * i], points[3 * i + 1], points[3 * i], points[3 * i + 1]);
flat.finish();
const searches = new Map();
const found = new Map();
for (let round = 0; round < 5; round++) {
    for (let i = 0; i < boxes.length; i += 7) {
        const [half, west, south, east, north, since, until] = boxes.subarray(i, i + 7);
        let ids = null;
        const time = microseconds(() => {
            ids = flat.search(west, south, east, north, at => points[3 * at + 2] >= since && points[3 * at + 2] < until);
        });
        if (!searches.has(half)) searches.set(half, []);
        searches.get(half).push(time);
        if (round === 0) found.set(half, (found.get(half) ?? 0) + ids.length);
    }
}
for (const [half, times] of searches) {
    say(`box${half}`, median(times));
    say(`found${half}`, found.get(half));
}
