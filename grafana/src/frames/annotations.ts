import type { DataFrame } from '@grafana/data';
import type { Alert, IncidentSummary, SeriesInfo } from '../api/records';
import { escapeHtml, tableOf, text, time, type Column } from './frame';
import type { Run } from './series';

/** What an annotation says; times in milliseconds since the epoch. Titles and texts come from telemetry. */
interface Note {
  from: number;
  /** Left out while it lasts. */
  to?: number;
  title: string;
  text: string;
  tags: string[];
}

/** Names as Grafana reads annotations from frames. It takes title and text for HTML, so they are escaped. */
const NOTES: ReadonlyArray<Column<Note>> = [
  time('time', (note) => note.from),
  time('timeEnd', (note) => note.to),
  text('title', (note) => escapeHtml(note.title)),
  text('text', (note) => escapeHtml(note.text)),
  // Grafana splits at commas.
  text('tags', (note) => note.tags.map((tag) => tag.replaceAll(',', ' ')).join(',')),
];

const notesFrame = (refId: string, notes: Note[]): DataFrame => tableOf(refId, 'annotations', NOTES, notes);

/** A region for each incident, to now while it lasts. */
export const incidentNotes = (refId: string, incidents: readonly IncidentSummary[], now: number): DataFrame =>
  notesFrame(
    refId,
    incidents.map((one) => ({
      from: one.startsAt,
      to: one.resolvedAt ?? now,
      title: one.title,
      text: one.causes.length === 0 ? one.reason : `${one.reason}; likely cause: ${one.causes[0].entity}`,
      tags: ['incident', one.severity, one.status, ...one.services.map((service) => service.service)],
    }))
  );

/** A region for each alert, to now while it fires. */
export const alertNotes = (refId: string, alerts: readonly Alert[], now: number): DataFrame =>
  notesFrame(
    refId,
    alerts.map((one) => ({
      from: one.startsAt,
      to: one.endsAt ?? now,
      title: one.name,
      text: one.summary,
      tags: ['alert', one.severity, ...(one.service === undefined ? [] : [one.service])],
    }))
  );

/** A region for each stretch of anomalies of a series. */
export const anomalyNotes = (refId: string, found: ReadonlyArray<{ series: SeriesInfo; runs: Run[] }>): DataFrame =>
  notesFrame(
    refId,
    found.flatMap(({ series, runs }) =>
      runs.map((run) => ({
        from: run.from,
        to: run.to,
        title: series.series,
        text: `${run.points} ${run.points === 1 ? 'point' : 'points'} out of the band, score up to ${run.score.toFixed(2)}`,
        tags: ['anomaly', ...(series.service === undefined ? [] : [series.service])],
      }))
    )
  );
