import { getFieldDisplayName, standardTransformers, type DataFrame } from '@grafana/data';
import { firstValueFrom, of } from 'rxjs';
import anomalies from '../dashboards/anomalies.json';
import incidents from '../dashboards/incidents.json';
import rootCause from '../dashboards/root-cause.json';
import services from '../dashboards/services.json';
import { seriesFrame } from '../frames/series';
import {
  alertsFrame,
  causesFrame,
  evidenceFrame,
  incidentAlertsFrame,
  incidentsFrame,
  timelineFrame,
} from '../frames/tables';
import { incident, point, SERIES } from './records';

interface Panel {
  type: string;
  title: string;
  targets: Array<{ kind: string }>;
  options: { sortBy?: Array<{ displayName: string }>; reduceOptions?: { fields: string } };
  transformations?: Array<{ id: string; options: { excludeByName?: object; include?: { pattern: string } } }>;
  fieldConfig: { overrides: Array<{ matcher: { id: string; options: string } }> };
}

const none = { items: [], cut: false };
const FRAMES: Record<string, DataFrame> = {
  series: seriesFrame('A', SERIES, { items: [point(0)], cut: false }),
  incidents: incidentsFrame('A', none, 'uid'),
  alerts: alertsFrame('A', none),
  incidentAlerts: incidentAlertsFrame('A', none),
  timeline: timelineFrame('A', none),
  causes: causesFrame('A', incident()),
  evidence: evidenceFrame('A', incident()),
};

const panels = [anomalies, incidents, rootCause, services].flatMap(
  (dashboard) => dashboard.panels as unknown as Panel[]
);
const ofType = (type: string) =>
  panels
    .filter((panel) => panel.type === type)
    .map((panel) => [panel.title, panel, FRAMES[panel.targets[0].kind]] as const);
const namesOf = (frame: DataFrame) => frame.fields.map((field) => getFieldDisplayName(field, frame, [frame]));

it.each(ofType('table'))('table %s names columns that its query has', (_, panel, frame) => {
  const named = [
    ...(panel.transformations ?? []).flatMap(({ options }) => Object.keys(options.excludeByName ?? {})),
    ...panel.fieldConfig.overrides.map(({ matcher }) => matcher.options),
    ...(panel.options.sortBy ?? []).map(({ displayName }) => displayName),
  ];
  expect(named.length).toBeGreaterThan(0);
  expect(namesOf(frame)).toEqual(expect.arrayContaining(named));
});

it.each(ofType('stat'))('figure %s is of one column that its query has', (_, panel, frame) => {
  const fields = new RegExp(panel.options.reduceOptions!.fields.slice(1, -1));
  expect(namesOf(frame).filter((name) => fields.test(name))).toHaveLength(1);
});

it.each(ofType('timeseries'))('graph %s keeps time and what it draws', async (title, panel, frame) => {
  const [{ id, options }] = panel.transformations!;
  const { filterFieldsByNameTransformer } = standardTransformers;
  expect(id).toBe(filterFieldsByNameTransformer.id);
  const context = { interpolate: (text: string) => text };
  const kept = await firstValueFrom(of([frame]).pipe(filterFieldsByNameTransformer.operator(options, context)));
  expect(kept[0].fields.map((field) => field.name)).toEqual(
    title === 'Score' ? ['time', 'score'] : ['time', 'value', 'expected', 'lower', 'upper']
  );
});
