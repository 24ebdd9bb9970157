// A small server that speaks the contract from fixture data: "full", "empty", "error" (every read fails) or "loading"
// (no read is answered). Commands are kept, and told to who listens to the live events.
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { makeData } from "./fixture-data.mjs";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
// The gateway's own, see ConsoleFiles.
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function startServer(mode = "full") {
  const data = makeData(Date.now());
  const state = { commands: [], listeners: new Set(), data };
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://fixture");
    if (url.pathname.startsWith("/api/v1/")) {
      void api(mode, state, request, response, url);
    } else {
      file(url.pathname, response);
    }
  });
  state.tell = (event, record) =>
    state.listeners.forEach((one) =>
      one.write(`id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(record)}\n\n`),
    );
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        state,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

function file(path, response) {
  const wanted = join(DIST, normalize(path));
  const found =
    wanted.startsWith(DIST) && extname(wanted) !== "" && existsSync(wanted) ? wanted : join(DIST, "index.html");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(found)] ?? "application/octet-stream",
    "Content-Security-Policy": CSP,
  });
  createReadStream(found).pipe(response);
}

function json(response, status, body) {
  response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
  response.end(JSON.stringify(body));
}

async function api(mode, state, request, response, url) {
  const path = url.pathname.slice("/api/v1".length);
  if (path === "/events") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": hello\n\n");
    state.listeners.add(response);
    response.on("close", () => state.listeners.delete(response));
    return;
  }
  if (request.method !== "GET") {
    command(state, request.method, path, await bodyOf(request));
    json(response, 202, { id: `c-${state.commands.length}` });
  } else if (mode === "error") {
    json(response, 500, {
      type: "about:blank",
      title: "Store down",
      status: 500,
      detail: "The store does not answer: disk is full.",
    });
  } else if (mode !== "loading") {
    const answer = read(mode === "empty" ? emptied(state.data) : state.data, path, url.searchParams);
    json(
      response,
      answer === null ? 404 : 200,
      answer ?? { type: "about:blank", title: "Not found", status: 404, detail: "There is no such thing." },
    );
  }
}

function emptied(data) {
  const empty = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? [] : value]),
  );
  return {
    ...empty,
    main: { ...data.main, alerts: [], causes: [], changes: [], similar: [], graph: undefined },
    topology: { ...data.topology, nodes: [], edges: [] },
    pipeline: { ...data.pipeline, topics: [], groups: [] },
    demo: { ...data.demo, active: [], upcoming: [] },
  };
}

async function bodyOf(request) {
  let text = "";
  for await (const piece of request) {
    text += piece;
  }
  return text === "" ? null : JSON.parse(text);
}

function command(state, method, path, body) {
  state.commands.push({ method, path, body });
  const STATUS = {
    ACKNOWLEDGE: "ACKNOWLEDGED",
    SNOOZE: "SNOOZED",
    RESOLVE: "RESOLVED",
    REOPEN: "OPEN",
    UNSNOOZE: "OPEN",
  };
  const match = /^\/incidents\/([0-9a-f]{16})\/commands$/.exec(path);
  const incident = match && state.data.incidents.find((one) => one.id === match[1]);
  if (incident) {
    incident.status = STATUS[body.kind] ?? incident.status;
    incident.revision += 1;
    incident.changedAt = Date.now();
    if (body.kind === "ACKNOWLEDGE") {
      incident.acknowledgedBy = "ann";
    }
    state.tell("incident", summary(incident));
  }
}

const DETAIL = ["alerts", "changes", "similar", "graph"];
const summary = (incident) => Object.fromEntries(Object.entries(incident).filter(([key]) => !DETAIL.includes(key)));

function page(items, params) {
  const from = Number(params.get("cursor") ?? 0);
  const limit = Number(params.get("limit") ?? 100);
  return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null };
}

function read(data, path, params) {
  const incident = /^\/incidents\/([0-9a-f]{16})(?:\/(\w+))?$/.exec(path);
  if (incident) {
    const [, id, part] = incident;
    const record = id === data.main.id ? data.main : data.incidents.find((one) => one.id === id);
    const parts = { alerts: record?.alerts, similar: record?.similar, timeline: data.timeline };
    return record === undefined ? null : part === undefined ? record : page(parts[part], params);
  }
  if (/^\/series\/[0-9a-f]{16}\/points$/.test(path)) {
    const [from, to] = [Number(params.get("from")), Number(params.get("to"))];
    return {
      ...page(
        data.points.filter((one) => one.timestamp >= from && one.timestamp < to),
        params,
      ),
      stepMs: 0,
    };
  }
  const one = {
    "/topology": data.topology,
    "/health/pipeline": data.pipeline,
    "/me": data.me,
    "/demo/faults": data.demo,
  }[path];
  return one ?? list(data, path, params);
}

function list(data, path, params) {
  const among = (name, value) => !params.has(name) || params.getAll(name).includes(value);
  const lists = {
    "/incidents": () =>
      data.incidents
        .filter((one) => among("status", one.status) && among("severity", one.severity))
        .filter(
          (one) => !params.has("service") || one.services.some((other) => other.service === params.get("service")),
        )
        .filter((one) => !params.has("q") || one.title.toLowerCase().includes(params.get("q").toLowerCase()))
        .map(summary),
    "/series": () =>
      data.series.filter((one) => one.metric.includes(params.get("name") ?? "") && among("service", one.service)),
    "/silences": () => data.silences,
    "/maintenance": () => data.maintenance,
    "/models": () => data.models.filter((one) => among("status", one.status)),
    "/dead-letters": () => data.deadLetters.filter((one) => among("reason", one.reason)),
    "/audit": () => data.audit,
  };
  return lists[path] === undefined ? null : page(lists[path](), params);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startServer(process.argv[2]);
  console.log(url);
}
