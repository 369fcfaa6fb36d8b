/** The Worker's entry. */
import { createWorker } from "./worker.ts";

export default createWorker((rt) => rt);
