/** The small DOM parser that Readability ships for workers; the package declares no types for it. */
declare module "@mozilla/readability/JSDOMParser.js" {
  export default class JSDOMParser {
    /** Takes well-formed markup only. */
    parse(html: string, url?: string): Document;
  }
}
