/** Writes one JSON line per event; callers pass ids and reasons, never addresses of endpoints, tokens or texts of feeds. */

export type LogFields = Record<string, string | number | boolean | null>;
export type Log = (event: string, fields?: LogFields) => void;

/** Logs to the console, where Workers' observability picks it up. */
export const log: Log = (event, fields = {}) => {
  console.log(JSON.stringify({ event, ...fields }));
};
