import { describe, expect, it } from "vitest";
import { ago, bytes, duration, number, percent, words } from "./format";
import { safeUrl } from "./links";
import { parseMatchers } from "./matchers";

describe("format", () => {
  it.each([
    [-5, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_600_000, "1 h"],
    [5_400_000, "1 h 30 min"],
    [90_000_000, "1 d 1 h"],
  ])("%i ms is %s", (ms, said) => expect(duration(ms)).toBe(said));

  it.each([
    [undefined, "–"],
    [NaN, "–"],
    [0, "0"],
    [0.057671, "0.05767"],
    [-1234.56, "-1235"],
    [12_345, "12.35 k"],
    [2_500_000, "2.5 M"],
    [0.0000123, "1.23e-5"],
  ])("%s reads %s", (value, said) => expect(number(value)).toBe(said));

  it("says ages both ways", () => {
    expect(ago(0, 120_000)).toBe("2 min ago");
    expect(ago(3_600_000, 0)).toBe("in 1 h");
    expect(ago(1000, 0)).toBe("just now");
  });

  it("reads shares, sizes and names", () => {
    expect([percent(0.854), percent(0 / 0), bytes(2048), words("FALSE_POSITIVE")]).toEqual([
      "85 %",
      "–",
      "2.0 KiB",
      "False positive",
    ]);
  });
});

describe("safeUrl", () => {
  it("lets http and https through", () => {
    expect(safeUrl("https://runbooks.example/a?b=c")).toBe("https://runbooks.example/a?b=c");
    expect(safeUrl("HTTP://a.example")).toBe("http://a.example/");
  });
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    " https://a",
    "//a.example",
    "/etc",
    "https://",
    "vbscript:x",
    "java\nscript:x",
  ])("does not follow %j", (value) => expect(safeUrl(value)).toBeNull());
});

describe("parseMatchers", () => {
  it("takes Alertmanager's four kinds, one a line", () => {
    expect(parseMatchers("a=b\n\n c!=d \ne=~f.*\ng!~h=i")).toEqual({
      matchers: ["a=b", "c!=d", "e=~f.*", "g!~h=i"],
      problem: null,
    });
  });
  it("names the first that is none", () => {
    expect(parseMatchers("a=b\nwhat").problem).toContain("“what”");
    expect(parseMatchers(" \n").problem).toBe("Give at least one matcher.");
  });
});
