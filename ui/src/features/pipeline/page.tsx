import { useQuery } from "@tanstack/react-query";
import { pipelineQuery } from "../../api/queries";
import type { FlinkHealth, Pipeline } from "../../api/types";
import { bytes, count, number, words } from "../../shared/format";
import { Page, Panel } from "../../shared/ui/page";
import { Answer, SkeletonBlock, SkeletonRows } from "../../shared/ui/states";
import { Time } from "../../shared/ui/time";
import { DeadLetters } from "./dead-letters";
import { useThroughput } from "./throughput";

export function PipelinePage() {
  const query = useQuery(pipelineQuery());
  return (
    <Page title="Pipeline health">
      <div className="stack">
        <Answer query={query} skeleton={<Loading />}>
          {() => query.data && <Health pipeline={query.data} stale={query.error} />}
        </Answer>
        <DeadLetters />
      </div>
    </Page>
  );
}

function Loading() {
  return (
    <div className="stack">
      <SkeletonBlock height={82} />
      <div className="panel">
        <SkeletonRows rows={6} height={40} />
      </div>
    </div>
  );
}

function Health({ pipeline, stale }: { pipeline: Pipeline; stale: Error | null }) {
  const rates = useThroughput(pipeline);
  const lag = pipeline.groups.reduce((sum, group) => sum + group.lag, 0);
  return (
    <>
      {stale !== null && (
        <p className="notice" role="alert">
          These figures are old: {stale.message}
        </p>
      )}
      <dl className="figures">
        <Figure name="Kafka" value={pipeline.kafka.ready ? "Ready" : "Not ready"} note={pipeline.kafka.reason} />
        <Figure name="Consumer lag" value={count(lag)} note="records not yet read" />
        <Figure
          name="Live events"
          value={pipeline.live.caughtUp ? "Caught up" : "Behind"}
          note={`${pipeline.live.clients} listening`}
        />
        {pipeline.store !== undefined && (
          <Figure
            name="Store"
            value={pipeline.store.writing ? "Writing" : "Waiting"}
            note={pipeline.store.writing ? `${count(pipeline.store.lag)} records behind` : pipeline.store.problem}
          />
        )}
      </dl>
      <div className="columns">
        <Panel title="Topics">
          <div className="table-wrap">
            <table>
              <thead>
                <tr>
                  <th>Topic</th>
                  <th className="num">Records</th>
                  <th className="num">A second</th>
                </tr>
              </thead>
              <tbody>
                {pipeline.topics.map((topic) => (
                  <tr key={topic.name}>
                    <td className="wrap mono">{topic.name}</td>
                    <td className="num">{count(topic.records)}</td>
                    <td className="num">{number(rates.get(topic.name))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Panel>
        <Panel title="Lag of the readers">
          {pipeline.groups.length === 0 ? (
            <p className="panel-empty">No consumer group has committed yet.</p>
          ) : (
            <div className="table-wrap">
              <table>
                <thead>
                  <tr>
                    <th>Group and topic</th>
                    <th className="num">Lag</th>
                  </tr>
                </thead>
                <tbody>
                  {pipeline.groups.map((group) => (
                    <tr key={`${group.group} ${group.topic}`}>
                      <td className="wrap">
                        <span className="mono">{group.topic}</span>
                        <span className="muted block">{group.group}</span>
                      </td>
                      <td className="num">{count(group.lag)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Panel>
      </div>
      {pipeline.flink === undefined ? (
        <p className="muted">Jobs and checkpoints are shown where gateway.flink-url says who to ask.</p>
      ) : (
        <Jobs flink={pipeline.flink} />
      )}
    </>
  );
}

function Jobs({ flink }: { flink: FlinkHealth }) {
  return (
    <Panel title="Jobs and checkpoints">
      {!flink.ready && (
        <p className="panel-empty" role="alert">
          Flink does not answer.
        </p>
      )}
      {flink.ready && flink.jobs.length === 0 && <p className="panel-empty">Flink runs no job.</p>}
      {flink.jobs.length > 0 && (
        <ul className="plain-list">
          {flink.jobs.map((job) => (
            <li key={job.id} className="line line-top">
              <span className={`badge ${job.state === "RUNNING" ? "badge-accent" : "badge-quiet"}`}>
                {words(job.state)}
              </span>
              <span className="grow wrap">
                {job.name}
                <span className="muted block">
                  {job.runningTasks} of {job.tasks} tasks run · {count(job.checkpoints)} checkpoints,{" "}
                  {count(job.failedCheckpoints)} failed
                  {job.lastCheckpoint !== undefined &&
                    ` · the last took ${job.lastCheckpoint.durationMs} ms, ${bytes(job.lastCheckpoint.bytes)}`}
                </span>
              </span>
              <span className="muted end">
                {job.lastCheckpoint === undefined ? "since " : "checkpoint "}
                <Time at={job.lastCheckpoint?.at ?? job.startedAt} relative />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="panel figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="figure-note">{note}</dd>
    </div>
  );
}
