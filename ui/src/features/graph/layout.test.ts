import { describe, expect, it } from "vitest";
import { place } from "./layout";

const box = (id: string) => ({ id, width: 100, height: 40 });

describe("place", () => {
  it("puts callers left of whom they call and lets no boxes overlap", () => {
    const places = place(["a", "b", "c"].map(box), [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
    ]);
    const [a, b, c] = ["a", "b", "c"].map((id) => places.get(id));
    expect(a && b && a.x + 100 < b.x).toBe(true);
    expect(b && c && Math.abs(b.y - c.y) >= 40).toBe(true);
  });

  it("stands cycles, calls of itself, and ends it does not know", () => {
    const calls = [
      { from: "a", to: "b" },
      { from: "b", to: "a" },
      { from: "a", to: "a" },
      { from: "a", to: "gone" },
    ];
    expect([...place([box("a"), box("b")], calls).keys()]).toEqual(["a", "b"]);
  });

  it("takes names as they are", () => {
    expect(place([box("__proto__"), box("constructor")], [{ from: "__proto__", to: "constructor" }]).size).toBe(2);
  });
});
