/** Asks the real app over a test runtime, as a client would. */
import { createApp } from "../../src/http/app.ts";
import { config, testRuntime, type TestRuntime } from "../runtime.ts";

/** The API token of the test configuration. */
export const TOKEN = config.apiToken ?? "";

/** What tests use as secrets: found in no answer, page, header or log line, whatever is asked. */
const SECRETS = [TOKEN, "very-secret-path", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

/** Answers that show what was just made, once. */
const SHOWS_ONCE = /^POST \/api\/endpoints(\/\w+\/rotate)?$/;

async function refuseLeaks(asked: string, answer: Response, logged: string[]): Promise<void> {
  const shown = SHOWS_ONCE.test(asked) ? "" : JSON.stringify([...answer.headers]) + (await answer.clone().text());
  const leaked = SECRETS.filter((secret) => shown.includes(secret) || logged.some((line) => line.includes(secret)));
  if (leaked.length > 0) throw new Error(`${asked} gave away a secret`);
}

export type Ask = (path: string, init?: RequestInit & { token?: string | null; json?: unknown }) => Promise<Response>;

/** A runtime that remembers its log lines, and a function that asks the app over it; `token: null` sends none. */
export function client(overrides: Parameters<typeof testRuntime>[0] = {}): {
  rt: TestRuntime;
  ask: Ask;
  logged: string[];
} {
  const rt = testRuntime(overrides);
  const logged: string[] = [];
  rt.log = (event, fields) => logged.push(JSON.stringify({ event, ...fields }));
  const app = createApp();
  const ask: Ask = async (path, { token = TOKEN, json, ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (token !== null && !headers.has("authorization")) headers.set("authorization", `Bearer ${token}`);
    if (json !== undefined) headers.set("content-type", "application/json");
    const body = json === undefined ? init.body : JSON.stringify(json);
    const request = new Request(`https://volteface.example.com${path}`, {
      ...init,
      headers,
      ...(body === undefined || body === null ? {} : { body }),
    });
    const answer = await app.request(request, undefined, { runtime: () => rt });
    await refuseLeaks(`${request.method} ${new URL(request.url).pathname}`, answer, logged);
    return answer;
  };
  return { rt, ask, logged };
}
