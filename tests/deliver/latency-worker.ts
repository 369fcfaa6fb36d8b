/** The Worker for the latency benchmark: a dossier of many positions and the tests' stand-in for the detector. */
import { compileDossier } from "../../src/stance/assess.ts";
import { createWorker } from "../../src/worker.ts";
import { dossier, findingOf } from "../harbour.ts";

/** Enough for every change of the benchmark to be one of its own. */
const POSITIONS = 1000;

const [position] = dossier.positions;
const positions =
  position === undefined ? [] : Array.from({ length: POSITIONS }, (_, index) => ({ ...position, id: `p${index}` }));
const compiled = compileDossier({ ...dossier, positions });

/** Each feed has a host of its own, and one server stands for all of them. */
const FEED_HOST = /^http:\/\/o\d+-news\.com/u;

export default createWorker((rt, env) => ({
  ...rt,
  fetch: (url, init) => rt.fetch(url.replace(FEED_HOST, (env as Env & { FEEDS_URL: string }).FEEDS_URL), init),
  watches: [{ dossier: compiled, feeds: [] }],
  assess: ({ title }) =>
    findingOf(title).map(({ dossierId, finding }) => ({
      dossierId,
      finding: { ...finding, position: `p${/#(\d+)/u.exec(title)?.[1] ?? ""}` },
    })),
}));
