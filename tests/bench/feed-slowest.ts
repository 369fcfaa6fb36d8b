/**
 * The files that take longest to read, of hostile ones of our own, of feeds cut and written in wrong charsets, and of the
 * captured feeds of a folder (../shared/feeds unless one is given) where there is one: CPU of this process, the least of a few runs, since other work on the
 * machine can only add. Exit code 1 where one under a megabyte takes longer than the bar.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseFeed } from "../../src/feed/parse.ts";
import { hostile } from "../feed/hostile-documents.ts";
import { feedDocument } from "./feed/document.ts";

const BAR_MS = 50;
const RUNS = 7;
const SHOWN = 12;
const MEGABYTE = 1_000_000;
const CAPTURED = process.argv[2] ?? join(import.meta.dirname, "../../../shared/feeds");

const encoder = new TextEncoder();
const large = encoder.encode(feedDocument(1000, 500));
const files = new Map<string, Uint8Array>();
for (const [name, text] of Object.entries(hostile)) files.set(`a megabyte of ${name}`, encoder.encode(text));
// Truncated anywhere, in steps that are no power of two.
for (let length = 7919; length < large.length; length += 79_190) {
  files.set(`a feed cut after ${length} bytes`, large.subarray(0, length));
}
const text = new TextDecoder().decode(large);
const wide = Uint8Array.from(text.slice(0, 490_000), (char) => char.charCodeAt(0) & 0xff);
files.set(
  "a feed of 8-bit characters declared UTF-8",
  wide.map((byte, at) => (at % 50 === 49 ? 0x92 : byte)),
);
files.set(
  "a feed of 8-bit characters declared nothing",
  wide.map((byte, at) => (at < 60 ? 0x20 : at % 9 === 8 ? 0xe9 : byte)),
);
files.set(
  "UTF-16 without a mark",
  new Uint8Array(Uint16Array.from(text.slice(0, 490_000), (char) => char.charCodeAt(0)).buffer),
);
files.set("UTF-32", new Uint8Array(Uint32Array.from(text.slice(0, 245_000), (char) => char.charCodeAt(0)).buffer));
files.set(
  "random bytes",
  Uint8Array.from({ length: 999_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 24),
);
if (existsSync(CAPTURED)) {
  for (const folder of ["real", "malformed", "conformance"]) {
    for (const name of readdirSync(join(CAPTURED, folder), { recursive: true, encoding: "utf8" })) {
      const path = join(CAPTURED, folder, name);
      if (statSync(path).isFile()) files.set(`${folder}/${name}`, readFileSync(path));
    }
  }
}

async function cpuOf(body: Uint8Array): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    await parseFeed(body, null, "https://news.example.org/feed");
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.toSorted((a, b) => a - b);
}

const measured: { name: string; size: number; least: number; median: number }[] = [];
for (const [name, body] of files) {
  if (body.length >= MEGABYTE) continue;
  const times = await cpuOf(body);
  measured.push({ name, size: body.length, least: times[0] ?? 0, median: times[RUNS >> 1] ?? 0 });
}
measured.sort((a, b) => b.least - a.least);
console.log(
  `${measured.length} files under a megabyte; the slowest:\n| file | kB | CPU, least of ${RUNS} | median |\n|---|---|---|---|`,
);
for (const { name, size, least, median } of measured.slice(0, SHOWN)) {
  console.log(`| ${name} | ${Math.round(size / 1000)} | ${least.toFixed(1)} ms | ${median.toFixed(1)} ms |`);
}
const slow = measured.filter(({ least }) => least > BAR_MS);
console.log(slow.length === 0 ? `all are read within ${BAR_MS} ms` : `${slow.length} took longer than ${BAR_MS} ms`);
process.exitCode = slow.length === 0 ? 0 : 1;
