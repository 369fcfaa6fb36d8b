/** `/metrics`: the status as Prometheus text (exposition format 0.0.4). */
import { type Operation, rawOperation } from "./operation.ts";
import { readStatus, type Status } from "./status.ts";

type Metric = { name: string; help: string; type: "gauge" | "counter"; samples: [labels: string, value: number][] };

function single(value: number): Metric["samples"] {
  return [["", value]];
}

function metricsOf(status: Status): Metric[] {
  const { feeds, items, deliveries } = status;
  const lastRun = status.last_run === null ? 0 : Date.parse(status.last_run.started_at) / 1000;
  return [
    {
      name: "up",
      help: "1 while the monitor does its work.",
      type: "gauge",
      samples: single(status.state === "ok" ? 1 : 0),
    },
    { name: "last_run_timestamp_seconds", help: "When the last run began.", type: "gauge", samples: single(lastRun) },
    { name: "late_seconds", help: "How late the cron is.", type: "gauge", samples: single(status.late_by_seconds) },
    {
      name: "feeds",
      help: "Feeds by health.",
      type: "gauge",
      samples: Object.entries(feeds.by_health).map(([state, count]) => [`{health="${state}"}`, count]),
    },
    { name: "items_total", help: "Items read.", type: "counter", samples: single(items.seen) },
    { name: "items_waiting", help: "Items not assessed yet.", type: "gauge", samples: single(items.waiting) },
    { name: "findings_total", help: "Findings made.", type: "counter", samples: single(status.findings) },
    {
      name: "alerts_open",
      help: "Alerts that nobody has settled.",
      type: "gauge",
      samples: single(status.open_alerts),
    },
    {
      name: "deliveries",
      help: "Deliveries that are not done.",
      type: "gauge",
      samples: [
        ['{state="waiting"}', deliveries.waiting],
        ['{state="overdue"}', deliveries.overdue],
        ['{state="failed"}', deliveries.failed],
      ],
    },
  ];
}

function write({ name, help, type, samples }: Metric): string {
  const full = `volteface_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labels} ${value}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines].join("\n");
}

export const metricOperations: Operation[] = [
  rawOperation("get", {
    path: "/metrics",
    id: "metrics",
    tag: "status",
    summary: "The status as Prometheus text",
    access: "anyone",
    answer: { status: 200, description: "Prometheus text", schema: null, mediaType: "text/plain" },
    handle: async (c) => {
      const body = `${metricsOf(await readStatus(c.var.rt))
        .map(write)
        .join("\n")}\n`;
      return c.body(body, 200, {
        "content-type": "text/plain; version=0.0.4; charset=utf-8",
        "cache-control": "no-store",
      });
    },
  }),
];
