/** @jest-environment-options {"customExportConditions": ["node"]} */
import fs from 'node:fs';
import path from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';

const home = path.join(__dirname, '..', '..', '..');
const monitoring = path.join(home, 'grafana', 'monitoring');
const read = (...file: string[]) => fs.readFileSync(path.join(home, ...file), 'utf8');

const OPERATOR = 'flink_taskmanager_job_task_operator_';
const GATEWAY = 'vedette_gateway_';

/** Counters of a source are those of what decodes in it, and have its scope; so have those of the incident function. */
const SCOPES: Record<string, RegExp> = {
  deserializer_: /^(bodies|samples|controls|spans|lines|alerts|changes|events)(Read|Rejected)$|^seriesAnnounced$/,
  functions_vedette_incident_: /^incidents(Opened|Resolved|Told)$/,
};

/** Metrics of others that are used, by who tells them; those of Vedette's own must be in its documentation. */
const OTHERS = new Set([
  // Prometheus
  'up',
  // prometheus-metrics-instrumentation-jvm
  'jvm_memory_used_bytes',
  'jvm_memory_max_bytes',
  // Flink 1.20, System Metrics
  'flink_jobmanager_numRunningJobs',
  'flink_jobmanager_job_numRestarts',
  'flink_jobmanager_job_lastCheckpointDuration',
  'flink_jobmanager_job_lastCheckpointSize',
  'flink_jobmanager_job_numberOfCompletedCheckpoints',
  'flink_jobmanager_job_numberOfFailedCheckpoints',
  'flink_taskmanager_job_task_busyTimeMsPerSecond',
  'flink_taskmanager_job_task_backPressuredTimeMsPerSecond',
  'flink_taskmanager_job_task_operator_pendingRecords',
  'flink_taskmanager_Status_JVM_Memory_Heap_Used',
  'flink_taskmanager_Status_JVM_Memory_Heap_Max',
]);

/** First column of the tables of a page: `name`, or several; one that begins with _ goes on from the one before. */
function documented(page: string): Set<string> {
  const cells = [...read('docs', page).matchAll(/^\| (`[^|]*) \|/gm)].map((row) => row[1]);
  return new Set(
    cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name.replace(/^_/, GATEWAY)))
  );
}

const ofJob = documented('metrics.md');
const ofGateway = documented('gateway.md');

function isKnown(metric: string): boolean {
  if (metric.startsWith(GATEWAY)) {
    return ofGateway.has(metric) || ofGateway.has(metric.replace(/_(bucket|count|sum)$/, ''));
  }
  return OTHERS.has(metric) || (metric.startsWith(OPERATOR) && isOfJob(metric.slice(OPERATOR.length)));
}

/** Whether a name behind that of an operator is a documented counter, in the scope that counts it. */
function isOfJob(scoped: string): boolean {
  const scope = Object.keys(SCOPES).find((prefix) => scoped.startsWith(prefix)) ?? '';
  const name = scoped.slice(scope.length);
  const owner = Object.keys(SCOPES).find((prefix) => SCOPES[prefix].test(name)) ?? '';
  return ofJob.has(name) && scope === owner;
}

/** Names of the metrics in an expression. Throws where it is no PromQL. */
function metricsOf(expression: string): string[] {
  const promql = expression.replace(/\$__rate_interval/g, '5m');
  const names: string[] = [];
  parser.parse(promql).iterate({
    enter: (node) => {
      if (node.type.isError) {
        throw new Error(`not PromQL at ${node.from}: ${promql}`);
      }
      if (node.name === 'VectorSelector') {
        const name = node.node.getChild('Identifier');
        if (name === null) {
          throw new Error(`a selector without a metric at ${node.from}: ${promql}`);
        }
        names.push(promql.slice(name.from, name.to));
      }
    },
  });
  return names;
}

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

interface Panel {
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: Array<{ expr: string }>;
  fieldConfig?: { defaults: { unit?: string } };
}

interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: { list: Array<{ name: string; definition?: string }> };
}

const groups = (parse(read('grafana', 'monitoring', 'rules', 'vedette.yaml')) as { groups: Array<{ rules: Rule[] }> })
  .groups;
const rules = groups.flatMap((group) => group.rules);
const dashboards = fs
  .readdirSync(path.join(monitoring, 'dashboards'))
  .map((file) => [file, JSON.parse(read('grafana', 'monitoring', 'dashboards', file)) as Dashboard] as const);

it('tells a metric that exists from one that does not', () => {
  expect(metricsOf('sum by (a) (rate(vedette_gateway_nothing_total{code="500"}[5m])) / x')).toEqual([
    'vedette_gateway_nothing_total',
    'x',
  ]);
  expect(isKnown('vedette_gateway_nothing_total')).toBe(false);
  expect(isKnown(`${OPERATOR}samplesLost`)).toBe(false);
  expect(isKnown(`${OPERATOR}samplesLate`)).toBe(true);
  expect(isKnown(`${OPERATOR}samplesRead`)).toBe(false);
  expect(isKnown(`${OPERATOR}deserializer_samplesRead`)).toBe(true);
  expect(isKnown(`${OPERATOR}deserializer_samplesLate`)).toBe(false);
  expect(isKnown('vedette_gateway_inflight_bytes_limit')).toBe(true);
  expect(() => metricsOf('rate(up[5m]')).toThrow('not PromQL');
});

describe.each(rules.map((rule) => [rule.alert, rule] as const))('%s', (name, rule) => {
  it('uses metrics that exist', () => {
    expect(metricsOf(rule.expr).filter((metric) => !isKnown(metric))).toEqual([]);
  });

  it('waits, has a severity, says what it is and where to read on', () => {
    expect(rule.for).toMatch(/^\d+m$/);
    expect(['critical', 'warning', 'info']).toContain(rule.labels.severity);
    expect(rule.annotations.summary).toMatch(/\.$/);
    expect(rule.annotations.description).toMatch(/\.$/);
    expect(rule.annotations.runbook_url).toBe(`docs/runbooks.md#${name.toLowerCase()}`);
    expect(read('docs', 'runbooks.md')).toContain(`\n## ${name}\n`);
  });

  it('has a unit test in which it fires', () => {
    const tests = ['gateway', 'job']
      .map((file) => read('grafana', 'monitoring', 'tests', `${file}.test.yaml`))
      .join('\n');
    expect(tests).toMatch(new RegExp(`alertname: ${name}\\n\\s+eval_time: \\w+\\n\\s+exp_alerts:\\n`));
  });
});

it('has a section in the runbooks for nothing else', () => {
  const sections = [...read('docs', 'runbooks.md').matchAll(/^## (Vedette\w+)$/gm)].map((match) => match[1]);
  expect(sections.sort()).toEqual(rules.map((rule) => rule.alert).sort());
});

describe.each(dashboards)('%s', (_, dashboard) => {
  const charts = dashboard.panels.filter((panel) => panel.type !== 'row');

  it('uses metrics that exist', () => {
    const variables = dashboard.templating.list.flatMap(
      ({ definition }) => /label_values\((\w+),/.exec(definition ?? '')?.[1] ?? []
    );
    const used = charts.flatMap((panel) => panel.targets!.flatMap(({ expr }) => metricsOf(expr)));
    expect(used.length).toBeGreaterThan(charts.length - 1);
    expect([...used, ...variables].filter((metric) => !isKnown(metric))).toEqual([]);
  });

  it('has a unit and a description for every panel, within the width of a page', () => {
    charts.forEach(({ title, description, fieldConfig, gridPos }) => {
      expect([title, fieldConfig?.defaults.unit]).toEqual([title, expect.stringMatching(/./)]);
      expect([title, description]).toEqual([title, expect.stringMatching(/\.$/)]);
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    });
  });
});
