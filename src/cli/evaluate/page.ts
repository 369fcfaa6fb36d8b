/** The page that `npm run evaluate` writes: figures in a table, the confusion of verdicts, and the calibration of confidences. */

/** A table's cells as text; the first row is its head. */
export type Table = { title: string; rows: string[][] };
/** Of the findings in one band of confidence: their mean, and the share that was right. */
export type Band = { confidence: number; right: number; findings: number };

const SIDE = 320;
const LARGEST_DOT = 14;
const SMALLEST_DOT = 3;

/** A whole page, without script. */
export function evaluationPage(tables: Table[], bands: Band[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>How well changes are found</title>
<style>body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:68rem;padding:0 1rem}table{border-collapse:collapse}td,th{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}</style>
<h1>How well changes are found</h1>
${tables.map(tableHtml).join("\n")}
<h2>Calibration of shifts on sets for testing</h2>
<p>Across: the confidence given. Up: the share of such findings that was right. The larger the dot, the more findings.</p>
${calibrationSvg(bands)}
</html>
`;
}

function tableHtml({ title, rows }: Table): string {
  const row = (cells: string[], tag: "td" | "th"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const [head = [], ...body] = rows;
  return `<h2>${escapeHtml(title)}</h2>\n<table>${row(head, "th")}${body.map((cells) => row(cells, "td")).join("\n")}</table>`;
}

function calibrationSvg(bands: Band[]): string {
  const most = Math.max(1, ...bands.map(({ findings }) => findings));
  const dots = bands.map(({ confidence, right, findings }) => {
    const radius = SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * Math.sqrt(findings / most);
    const label = `${findings} findings, confidence ${confidence.toFixed(2)}, right ${right.toFixed(2)}`;
    return `<circle cx="${(confidence * SIDE).toFixed(1)}" cy="${((1 - right) * SIDE).toFixed(1)}" r="${radius.toFixed(1)}" fill="#2563eb" fill-opacity=".6"><title>${label}</title></circle>`;
  });
  return `<svg viewBox="-20 -20 ${SIDE + 40} ${SIDE + 40}" width="${SIDE + 40}" role="img" aria-label="Calibration"><rect width="${SIDE}" height="${SIDE}" fill="none" stroke="#999"/><line x1="0" y1="${SIDE}" x2="${SIDE}" y2="0" stroke="#bbb"/>${dots.join("")}</svg>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
