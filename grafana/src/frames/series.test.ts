import { getFieldDisplayName, type DataFrame } from '@grafana/data';
import { MIDNIGHT, MINUTE, point, SERIES } from '../test/records';
import { runsOf, seriesFrame } from './series';

const values = (frame: DataFrame, name: string) => frame.fields.find((field) => field.name === name)?.values;

describe('seriesFrame', () => {
  it('has a column for each thing the scorer said', () => {
    const points = [point(0), point(1, { value: 9, score: 0.9, anomaly: true })];
    const frame = seriesFrame('A', SERIES, { items: points, cut: false });
    expect(values(frame, 'time')).toEqual([MIDNIGHT, MIDNIGHT + MINUTE]);
    expect(values(frame, 'value')).toEqual([5, 9]);
    expect(values(frame, 'expected')).toEqual([4, 4]);
    expect(values(frame, 'lower')).toEqual([2, 2]);
    expect(values(frame, 'upper')).toEqual([6, 6]);
    expect(values(frame, 'score')).toEqual([0.1, 0.9]);
    expect(values(frame, 'anomaly')).toEqual([0, 1]);
    expect(frame.refId).toBe('A');
    expect(frame.meta?.notices).toBeUndefined();
  });

  it('leaves a gap where a number is not known', () => {
    const warmingUp = point(0, { expected: undefined, lower: undefined, upper: undefined, outcome: 'WARMING_UP' });
    const frame = seriesFrame('A', SERIES, { items: [warmingUp], cut: false });
    expect(values(frame, 'value')).toEqual([5]);
    expect(values(frame, 'lower')).toEqual([null]);
    expect(values(frame, 'upper')).toEqual([null]);
  });

  it('fills the band from upper down to its own lower, by the name the graph knows it by', () => {
    const frame = seriesFrame('A', SERIES, { items: [point(0)], cut: false });
    const lower = frame.fields.find((field) => field.name === 'lower')!;
    const upper = frame.fields.find((field) => field.name === 'upper')!;
    expect(upper.config.custom.fillBelowTo).toBe(getFieldDisplayName(lower, frame, [frame]));
    expect(upper.config.custom.fillBelowTo).toBe('queue_depth{service="mailer"} lower');
  });

  it('says when there are more points than it read', () => {
    const frame = seriesFrame('A', SERIES, { items: [point(0)], cut: true });
    expect(frame.meta?.notices?.[0].text).toBe('Only the first 1 points of the series are shown.');
  });
});

describe('runsOf', () => {
  it('joins neighbours, parts what is apart, keeps the highest score', () => {
    const found = runsOf([
      point(0, { anomaly: true, score: 0.6 }),
      point(1, { anomaly: true, score: 0.9 }),
      point(2),
      point(3, { anomaly: true, score: 0.7 }),
    ]);
    expect(found).toEqual([
      { from: MIDNIGHT, to: MIDNIGHT + MINUTE, score: 0.9, points: 2 },
      { from: MIDNIGHT + 3 * MINUTE, to: MIDNIGHT + 3 * MINUTE, score: 0.7, points: 1 },
    ]);
  });

  it('lasts to the end of a rolled-up step', () => {
    expect(runsOf([point(0, { anomaly: true, stepMs: 10 * MINUTE, score: 0.6 })])[0].to).toBe(MIDNIGHT + 10 * MINUTE);
  });
});
