/** Asks the real app over a test runtime, as a client would. */
import { createApp } from "../../src/http/app.ts";
import { config, testRuntime, type TestRuntime } from "../runtime.ts";

/** The API token of the test configuration. */
export const TOKEN = config.apiToken ?? "";

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
    return app.request(request, undefined, { runtime: () => rt });
  };
  return { rt, ask, logged };
}
