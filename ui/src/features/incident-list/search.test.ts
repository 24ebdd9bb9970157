import { describe, expect, it } from "vitest";
import { validateIncidentSearch } from "./search";

describe("validateIncidentSearch", () => {
  it("takes what it knows", () => {
    const search = { status: ["OPEN"], severity: ["CRITICAL", "INFO"], q: "cart", since: 1000, sort: "-severity" };
    expect(validateIncidentSearch(search)).toEqual(search);
  });

  it("takes a single value for a list, and a number for words", () => {
    expect(validateIncidentSearch({ status: "SNOOZED", q: 500 })).toEqual({ status: ["SNOOZED"], q: "500" });
  });

  it("leaves out what it does not understand", () => {
    expect(
      validateIncidentSearch({
        status: ["NO_SUCH"],
        since: "yesterday",
        until: -1,
        sort: "id",
        q: "  ",
        service: {},
        x: 1,
      }),
    ).toEqual({});
  });
});
