import { useState } from "react";
import type { Pipeline } from "../../api/types";

/** Records a second of each topic between two answers; a topic that was emptied or made anew has none. */
export function ratesBetween(before: Pipeline, after: Pipeline): Map<string, number> {
  const seconds = (after.at - before.at) / 1000;
  const known = new Map(before.topics.map((topic) => [topic.name, topic.records]));
  return new Map(
    after.topics.flatMap(({ name, records }): [string, number][] => {
      const old = known.get(name);
      return old === undefined || records < old || seconds <= 0 ? [] : [[name, (records - old) / seconds]];
    }),
  );
}

export function useThroughput(pipeline: Pipeline): Map<string, number> {
  const [state, setState] = useState({ pipeline, rates: new Map<string, number>() });
  if (pipeline.at > state.pipeline.at) {
    const next = { pipeline, rates: ratesBetween(state.pipeline, pipeline) };
    setState(next);
    return next.rates;
  }
  return state.rates;
}
