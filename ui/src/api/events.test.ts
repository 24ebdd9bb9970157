import { describe, expect, it } from "vitest";
import { EventStreamParser } from "./events";

const STREAM =
  ': hello\r\n\r\nid: 7\r\nevent: incident\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: plain\n\nevent: lonely\n\n';

describe("EventStreamParser", () => {
  it("reads fields, joins data, leaves comments and events without data out", () => {
    expect(new EventStreamParser().push(STREAM)).toEqual([
      { id: "7", event: "incident", data: '{"a":\n1}' },
      { id: "7", event: "message", data: "plain" },
    ]);
  });

  it("gives the same however the stream is cut", () => {
    const whole = new EventStreamParser().push(STREAM);
    const parser = new EventStreamParser();
    expect(Array.from(STREAM).flatMap((char) => parser.push(char))).toEqual(whole);
  });

  it("keeps an event until its end is there", () => {
    const parser = new EventStreamParser();
    expect(parser.push("data: half")).toEqual([]);
    expect(parser.push("\n\n")).toHaveLength(1);
  });
});
