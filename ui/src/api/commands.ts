import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../shared/ui/toast";
import { request } from "./client";
import type { Accepted, FeedbackRequest, IncidentCommandRequest, SilenceRequest } from "./types";

/**
 * What people do. A command is accepted once Kafka has it; the job acts within about a second and the change comes back
 * as a live event. Without live events the lists are read anew after that second.
 */
function useCommand<V>(send: (variables: V) => Promise<Accepted>, keys: string[][], done: (variables: V) => string) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: send,
    onSuccess: (_, variables) => {
      toast("done", done(variables));
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
