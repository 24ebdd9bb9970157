import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../shared/ui/toast";
import { request } from "./client";
import type {
  Accepted,
  DemoFault,
  DemoFaultRequest,
  FeedbackRequest,
  IncidentCommandRequest,
  MaintenanceRequest,
  RedriveAnswer,
  SilenceRequest,
} from "./types";

/**
 * What people do. A command is accepted once Kafka has it; the job acts within about a second and the change comes back
 * as a live event. Without live events the lists are read anew after that second.
 */
function useCommand<V, A = Accepted>(
  send: (variables: V) => Promise<A>,
  keys: string[][],
  done: (variables: V, answer: A) => string,
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: send,
    onSuccess: (answer, variables) => {
      toast("done", done(variables, answer));
      setTimeout(() => keys.forEach((queryKey) => void client.invalidateQueries({ queryKey })), 1500);
    },
    onError: (error) => toast("failed", error.message),
  });
}

const SAID: Record<IncidentCommandRequest["kind"], string> = {
  ACKNOWLEDGE: "Acknowledged",
  UNACKNOWLEDGE: "No longer acknowledged",
  SNOOZE: "Snoozed",
  UNSNOOZE: "Woken",
  MERGE: "Merged",
  SPLIT: "Split",
  RESOLVE: "Resolved",
  REOPEN: "Reopened",
  COMMENT: "Comment added",
};

export const useIncidentCommand = (id: string) =>
  useCommand(
    (body: IncidentCommandRequest) =>
      request<Accepted>(`/incidents/${encodeURIComponent(id)}/commands`, { method: "POST", body }),
    [["incident", id], ["incidents"], ["audit"]],
    (body) => `${SAID[body.kind]}: sent, takes effect within a second`,
  );

export const useFeedback = (seriesId: string) =>
  useCommand(
    (body: FeedbackRequest) =>
      request<Accepted>(`/series/${encodeURIComponent(seriesId)}/feedback`, { method: "POST", body }),
    [["points", seriesId], ["audit"]],
    () => "Feedback sent: the series is judged anew within seconds",
  );

export const useCreateSilence = () =>
  useCommand(
    (body: SilenceRequest) => request<Accepted>("/silences", { method: "POST", body }),
    [["silences"]],
    () => "Silence sent: takes effect within a second",
  );

export const useDeleteSilence = () =>
  useCommand(
    (id: string) => request<Accepted>(`/silences/${encodeURIComponent(id)}`, { method: "DELETE" }),
    [["silences"]],
    () => "Silence removed",
  );

export const usePlanMaintenance = () =>
  useCommand(
    (body: MaintenanceRequest) => request<Accepted>("/maintenance", { method: "POST", body }),
    [["maintenance"]],
    () => "Maintenance window sent: takes effect within a second",
  );

export const useDeleteMaintenance = () =>
  useCommand(
    (id: string) => request<Accepted>(`/maintenance/${encodeURIComponent(id)}`, { method: "DELETE" }),
    [["maintenance"]],
    () => "Maintenance window removed",
  );

export const useRevertModel = (seriesId: string) =>
  useCommand(
    (version: string) =>
      request<Accepted>(`/models/${encodeURIComponent(seriesId)}/revert`, { method: "POST", body: { version } }),
    [["models"], ["audit"]],
    (version) => (version === ONLINE ? "The detector decides by itself" : `Model ${version} is in use again`),
  );

/** Version of what the detector learns by itself. */
export const ONLINE = "online";

type Outcome = RedriveAnswer["items"][number]["outcome"];

const REDRIVEN: Record<Outcome, string> = {
  REDRIVEN: "Sent again",
  ALREADY_REDRIVEN: "It was sent again before",
  GONE: "Kafka has it no longer",
  UNKNOWN: "This letter is not among the newest any more",
  NOT_REDRIVABLE: "This letter stands for no record of an input",
};

export const useRedrive = () =>
  useCommand(
    (origin: string) =>
      request<RedriveAnswer>("/dead-letters/redrive", { method: "POST", body: { origins: [origin] } }),
    [["dead-letters"], ["audit"]],
    (_, answer) => REDRIVEN[answer.items[0]?.outcome ?? "UNKNOWN"],
  );

/** What is done to the demo shop is done when it is answered. */
export const useBeginFault = () =>
  useCommand(
    (body: DemoFaultRequest) => request<DemoFault>("/demo/faults", { method: "POST", body }),
    [["demo"]],
    ({ kind, service }) => `${kind} of ${service} has begun`,
  );

export const useEndFault = () =>
  useCommand(
    (fault: DemoFault) => request<DemoFault>(`/demo/faults/${encodeURIComponent(fault.id)}`, { method: "DELETE" }),
    [["demo"]],
    ({ kind, service }) => `${kind} of ${service} is over`,
  );
