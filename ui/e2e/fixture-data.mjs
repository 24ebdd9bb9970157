// Records as the contract has them: an incident of the demo shop, many small ones, and text a telemetry sender may send.
export const HOSTILE = `<img src=x onerror="document.title='owned'"> "><script>document.title='owned'</script>`;

const id = (n) => n.toString(16).padStart(16, "0");
const MINUTE = 60_000;
const NAMES = [
  "cart",
  "checkout",
  "frontend",
  "payment",
  "catalog",
  "shipping",
  "search",
  "auth",
  "inventory",
  "email",
];
const SERVICES = [...NAMES, "recommendations-for-signed-in-customers-eu-central"];

const demoFault = (id, kind, service, beginsAt, magnitude) => ({
  ...{ id, kind, service, beginsAt, endsAt: beginsAt + 20 * MINUTE, magnitude },
  metric: "shop_request_latency_p50_seconds",
});

const demoKind = (kind, services, meaning, [usual, least, greatest]) => ({
  ...{ kind, services, metric: "shop_request_latency_p50_seconds" },
  magnitude: { meaning, usual, least, greatest },
});

export function makeData(now) {
  const start = now - 18 * MINUTE;
  const service = (name, alerts, firing, severity) => ({
    service: name,
    alerts,
    firing,
    severity,
    firstAlertAt: start,
  });
  const evidence = (kind, name, family, entity, summary, more = {}) => ({
    ...{ kind, name, family, entity, at: start + 5000, count: 12, strength: 4.2, summary },
    ...more,
  });
  const causes = [
    {
      entity: "cart",
      level: "SERVICE",
      score: 14.2,
      confidence: 0.85,
      families: ["latency", "threads"],
      since: start,
      path: ["cart", "checkout", "frontend"],
      evidence: [
        evidence(
          "metric",
          "shop_request_latency_p99_seconds",
          "latency",
          "cart",
          "0.3242 s, above the 0.05767 s usual so far",
          {
            value: 0.3242,
            expected: 0.05767,
            lower: 0.008171,
            upper: 0.1009,
          },
        ),
        evidence("change", "deploy-4711", "change", "cart", "v41 by ann: cart reads prices in one query"),
        evidence("log", "pool exhausted after <*> ms", "log", "cart", "New since 12:41, 214 lines"),
      ],
    },
    {
      entity: "cart-db",
      level: "SERVICE",
      confidence: 0.09,
      families: ["latency"],
      since: start + MINUTE,
      path: ["cart-db", "cart"],
      evidence: [],
    },
    { entity: "checkout", level: "SERVICE", confidence: 0.04, families: ["latency"], path: ["checkout"], evidence: [] },
    { entity: "node-3", level: "HOST", confidence: 0.02, families: ["cpu"], path: ["node-3", "cart"], evidence: [] },
  ];
  const alert = (n, svc, name, severity, status = "FIRING") => ({
    id: `${id(n)}-${start}`,
    fingerprint: id(n),
    status,
    name,
    service: svc,
    entity: `${svc}-0`,
    kind: "metric",
    severity,
    startsAt: start + n * 2000,
    ...(status === "RESOLVED" ? { endsAt: start + n * 2000 + 4 * MINUTE } : {}),
    summary: `${svc}: shop_request_latency_p${n % 2 ? 50 : 99}_seconds is 0.324 s, above the 0.058 s usual so far`,
    sender: "vedette",
    value: 0.324,
    expected: 0.058,
    lower: 0.008,
    upper: 0.101,
  });
  const alerts = [
    ...Array.from({ length: 6 }, (_, n) => alert(n, "cart", "MetricAboveBand", "CRITICAL")),
    ...Array.from({ length: 6 }, (_, n) =>
      alert(10 + n, "checkout", "MetricAboveBand", "WARNING", n < 2 ? "RESOLVED" : "FIRING"),
    ),
    ...Array.from({ length: 8 }, (_, n) => alert(20 + n, "frontend", "MetricAboveBand", "CRITICAL")),
    { ...alert(30, "frontend", HOSTILE, "INFO"), summary: HOSTILE },
  ];
  const main = {
    id: "ead55b7e149bbcac",
    revision: 7,
    environment: "default",
    status: "OPEN",
    change: "UPDATED",
    changedAt: now - MINUTE,
    changedBy: "vedette",
    reason: "3 alerts joined",
    title: "cart: shop_pool_usage_ratio and 20 alerts more, 3 services",
    severity: "CRITICAL",
    startsAt: start,
    openedAt: start + 500,
    lastAlertAt: now - MINUTE,
    alertCount: alerts.length,
    firingCount: alerts.filter((one) => one.status === "FIRING").length,
    services: [
      service("cart", 6, 6, "CRITICAL"),
      service("checkout", 6, 4, "WARNING"),
      service("frontend", 9, 9, "CRITICAL"),
    ],
    causes,
    alerts,
    changes: [
      {
        id: "deploy-4711",
        service: "cart",
        kind: "deployment",
        at: start - 4 * MINUTE,
        version: "v41",
        author: "ann",
        summary: "cart reads prices in one query",
      },
      { id: "flag-9", service: "checkout", kind: "flag", at: start - 40 * MINUTE, summary: HOSTILE },
    ],
    similar: [
      {
        id: id(77),
        title: "cart: latency and 8 alerts more",
        similarity: 0.91,
        shared: ["cart", "MetricAboveBand", "pool exhausted", "checkout"],
        startsAt: now - 9 * 24 * 60 * MINUTE,
        resolvedAt: now - 9 * 24 * 60 * MINUTE + 30 * MINUTE,
        resolution: "Rolled back to v38 and raised the pool to 40.",
      },
      {
        id: id(78),
        title: "frontend: errors",
        similarity: 0.44,
        shared: ["frontend"],
        startsAt: now - 30 * 24 * 60 * MINUTE,
        resolvedAt: now - 30 * 24 * 60 * MINUTE + MINUTE,
      },
    ],
    graph: {
      nodes: [
        ["cart", true],
        ["checkout", true],
        ["frontend", true],
        ["cart-db", false],
        ["payment", false],
        ["catalog", false],
        ["shipping", false],
      ].map(([name, hasSigns]) => ({
        name,
        level: "SERVICE",
        kind: name === "cart-db" ? "DATABASE" : "SERVICE",
        hasSigns,
      })),
      calls: [
        ["frontend", "checkout", 400, 0, 180],
        ["frontend", "cart", 800, 0, 160],
        ["frontend", "catalog", 2200, 0, 9],
        ["checkout", "cart", 400, 40, 150],
        ["checkout", "payment", 380, 0, 22],
        ["checkout", "shipping", 380, 0, 14],
        ["cart", "cart-db", 1200, 0, 4],
      ].map(([caller, callee, calls, errors, meanMillis]) => ({ caller, callee, calls, errors, meanMillis })),
    },
  };
  const STATUS = ["RESOLVED", "RESOLVED", "OPEN", "ACKNOWLEDGED", "RESOLVED", "SNOOZED", "RESOLVED", "MERGED"];
  const SEVERITY = ["WARNING", "CRITICAL", "INFO", "WARNING", "WARNING"];
  const small = Array.from({ length: 9_999 }, (_, n) => {
    const name = SERVICES[n % SERVICES.length];
    const status = STATUS[n % STATUS.length];
    const startsAt = start - (n + 1) * 47 * MINUTE;
    return {
      ...main,
      id: id(n + 1000),
      status,
      severity: SEVERITY[n % SEVERITY.length],
      title:
        n === 2
          ? HOSTILE
          : `${name}: ${["request latency", "error rate", "queue depth", "ServiceDown"][n % 4]} and ${(n % 9) + 1} alerts more`,
      startsAt,
      openedAt: startsAt + 500,
      changedAt: startsAt + 20 * MINUTE,
      ...(status === "RESOLVED" ? { resolvedAt: startsAt + 22 * MINUTE, resolvedBy: "ann" } : {}),
      ...(status === "ACKNOWLEDGED" ? { acknowledgedAt: startsAt + MINUTE, acknowledgedBy: "ann" } : {}),
      ...(status === "SNOOZED" ? { snoozedUntil: now + 60 * MINUTE } : {}),
      ...(status === "MERGED" ? { mergedInto: main.id } : {}),
      alertCount: (n % 9) + 2,
      firingCount: status === "RESOLVED" ? 0 : (n % 3) + 1,
      services: SERVICES.slice(n % 6, (n % 6) + 1 + (n % 5)).map((one) => service(one, 2, 1, "WARNING")),
      causes: n % 4 === 0 ? [] : [{ ...causes[0], entity: name, confidence: 0.3 + (n % 7) / 10 }],
    };
  });
  return { main, incidents: [main, ...small], ...others(now, start, main) };
}

function others(now, start, main) {
  const timeline = [
    {
      at: start - 4 * MINUTE,
      kind: "CHANGE",
      text: "deployment v41 by ann: cart reads prices in one query",
      service: "cart",
    },
    {
      at: start,
      kind: "ALERT_FIRING",
      text: "MetricAboveBand: latency above its band",
      service: "cart",
      severity: "CRITICAL",
    },
    { at: start + 500, kind: "OPENED", text: "Incident opened with 2 alerts" },
    { at: start + 3 * MINUTE, kind: "ALERT_RESOLVED", text: "MetricAboveBand", service: "checkout" },
    { at: start + 4 * MINUTE, kind: "ACTION", text: HOSTILE, by: "ann" },
  ];
  const audit = [
    {
      kind: "INCIDENT_CHANGED",
      timestamp: start + 4 * MINUTE,
      author: "ann",
      cause: "c-1",
      before: "OPEN",
      after: "OPEN",
      message: "commented: looking at the pool",
      incidentId: main.id,
    },
    {
      kind: "INCIDENT_CHANGED",
      timestamp: start + 500,
      author: "vedette",
      cause: "cluster",
      before: "",
      after: "OPEN",
      message: "opened the incident",
      incidentId: main.id,
    },
  ];
  const series = SERVICES.flatMap((service, n) =>
    ["shop_request_latency_p99_seconds", "shop_requests_total", "shop_pool_usage_ratio"].map((metric, m) => ({
      seriesId: id(n * 3 + m + 1),
      series: `${metric}{instance="${service}-0",service="${service}"}`,
      metric,
      service,
      labels: {
        service,
        instance: `${service}-0`,
        runbook_url: n === 0 ? "https://runbooks.example/cart" : "javascript:alert(1)",
      },
      lastAt: now,
    })),
  );
  const points = Array.from({ length: 720 }, (_, n) => {
    const timestamp = now - (720 - n) * 15_000;
    const expected = 0.06 + 0.02 * Math.sin(n / 60);
    const noise = Math.sin(n * 12.9898) * 0.008;
    const faulty = n > 640 && n < 700;
    return {
      timestamp,
      value: expected + noise + (faulty ? 0.12 : 0),
      expected,
      ...(n % 240 < 200 ? { lower: expected - 0.02 } : {}),
      upper: expected + 0.02,
      score: faulty ? 0.97 : 0.1,
      anomaly: faulty,
      outcome: "SCORED",
    };
  }).filter((_, n) => n < 300 || n > 330);
  const names = [
    "frontend",
    "checkout",
    "cart",
    "payment",
    "catalog",
    "shipping",
    "search",
    "auth",
    "email",
    "cart-db",
    "orders-queue",
    "bank.example",
  ];
  const kind = (name) =>
    name.endsWith("-db") ? "DATABASE" : name.endsWith("-queue") ? "QUEUE" : name.includes(".") ? "EXTERNAL" : "SERVICE";
  const edges = [
    ["frontend", "checkout"],
    ["frontend", "cart"],
    ["frontend", "catalog"],
    ["frontend", "search"],
    ["frontend", "auth"],
    ["checkout", "cart"],
    ["checkout", "payment"],
    ["checkout", "shipping"],
    ["checkout", "orders-queue"],
    ["orders-queue", "email"],
    ["cart", "cart-db"],
    ["payment", "bank.example"],
    ["search", "catalog"],
  ].map(([caller, callee], n) => ({
    ...{ environment: "default", caller, callerKind: kind(caller), callee, calleeKind: kind(callee) },
    ...{
      start: now - MINUTE,
      end: now,
      calls: 400 + n * 37,
      failed: n === 5 ? 60 : 0,
      spans: 200,
      medianSeconds: 0.01 * (n + 1),
      p95Seconds: 0.05 * (n + 1),
    },
  }));
  return {
    timeline,
    audit,
    series,
    points,
    topology: {
      at: now,
      nodes: names.map((name) => ({ name, kind: kind(name), environment: "default" })),
      edges,
      truncated: false,
    },
    silences: [
      {
        id: "db-move",
        status: "ACTIVE",
        matchers: ["service=cart-db", "severity=~warning|info"],
        startsAt: now - 60 * MINUTE,
        endsAt: now + 60 * MINUTE,
        author: "ann",
        comment: "Moving the database to the new disks",
      },
      {
        id: "hostile",
        status: "PENDING",
        matchers: [`name=${HOSTILE}`],
        startsAt: now + 60 * MINUTE,
        endsAt: now + 90 * MINUTE,
        author: "bob",
        comment: HOSTILE,
      },
      {
        id: "old",
        status: "ENDED",
        matchers: ["service=email"],
        startsAt: now - 900 * MINUTE,
        endsAt: now - 600 * MINUTE,
        author: "ann",
        comment: "Known",
      },
    ],
    maintenance: [
      {
        id: "nightly",
        open: false,
        nextChangeAt: now + 300 * MINUTE,
        matchers: ["service=~batch-.*"],
        startsAt: "2026-11-01T02:00",
        zone: "Europe/Zurich",
        durationMs: 5_400_000,
        recurrence: "FREQ=DAILY",
        owner: "data team",
        comment: "Nightly load",
      },
    ],
    models: series.slice(0, 12).map((one, n) => ({
      seriesId: one.seriesId,
      series: one.series,
      version: "2026-12-01T02:00Z",
      status: ["CHAMPION", "SHADOW", "REJECTED"][n % 3],
      reason: [
        "better than the one before by 14 %",
        "newest points are judged beside the champion",
        "not better than the seasonal naive forecast",
      ][n % 3],
      trainedAt: now - 600 * MINUTE,
      from: now - 20000 * MINUTE,
      to: now - 600 * MINUTE,
      step: MINUTE,
      rate: false,
      family: n % 3 === 2 ? "" : "HOLT_WINTERS",
      figures: { points: 20160, mase: 0.71 + n / 20, coverage: 0.948, naiveMase: 1.02, compared: 300, candidates: [] },
    })),
    deadLetters: [
      {
        reason: "MALFORMED",
        message: "not a remote-write body: snappy block ends early",
        origin: "vedette.metrics/3/1894",
        source: "prom-eu",
        timestamp: now - 3 * MINUTE,
        count: 1,
        payload: Buffer.from([0xff, 0x0a, 0x22, 0x80, 0x41]).toString("base64"),
        payloadSize: 4096,
      },
      {
        reason: "REFUSED",
        message: HOSTILE,
        origin: "vedette.commands/0/12",
        timestamp: now - 8 * MINUTE,
        count: 1,
        payload: Buffer.from(`{"kind":"RESOLVE","comment":"${HOSTILE}"}`).toString("base64"),
        payloadSize: 128,
      },
      {
        reason: "LATE",
        message: "shop_requests_total: 40 s behind the watermark",
        origin: "vedette.metrics/1/77123",
        source: "agent-7",
        timestamp: now - 20 * MINUTE,
        count: 2400,
        payload: "",
        payloadSize: 0,
      },
    ],
    pipeline: {
      at: now,
      kafka: { ready: true, reason: "all brokers answer" },
      live: { caughtUp: true, clients: 2 },
      topics: [
        "vedette.metrics",
        "otlp_spans",
        "vedette.logs",
        "vedette.anomalies",
        "vedette.alerts",
        "vedette.incidents",
        "vedette.dead-letters",
      ].map((name, n) => ({ name, partitions: 4, records: 918_273 >> n })),
      groups: [
        { group: "vedette-streaming", topic: "vedette.metrics", lag: 412 },
        { group: "vedette-streaming", topic: "otlp_spans", lag: 0 },
        { group: "vedette-store", topic: "vedette.incidents", lag: 3 },
      ],
    },
    me: { name: "ann", role: "OPERATOR", via: "TOKEN", features: ["DEMO"] },
    demo: {
      now,
      active: [demoFault("fault-1", "latency", "cart", start, 6)],
      upcoming: [
        demoFault("scheduled-3", "memory-leak", "recommendation", now + 4 * MINUTE, 0.3),
        demoFault("scheduled-4", "queue-backlog", "order-queue", now + 14 * MINUTE, 0.8),
      ],
      kinds: [
        demoKind("latency", ["frontend", "cart", "checkout"], "factor on the service's own latency", [6, 1.5, 100]),
        demoKind("queue-backlog", ["order-queue"], "share of messages not delivered", [0.8, 0.1, 1]),
      ],
    },
  };
}
