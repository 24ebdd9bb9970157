/** Line icons of 16 by 16, in the colour of the text beside them. */
const PATHS = {
  incidents: "M8 1.5 15 14H1L8 1.5ZM8 6v4M8 12v.5",
  explore: "M1.5 12 5 7l3 3 3-6 3.5 5M1.5 14.5h13",
  map: "M3 5a2 2 0 1 0 0-.01M13 5a2 2 0 1 0 0-.01M8 14a2 2 0 1 0 0-.01M5 4.5h6M4 6.5l3 4M12 6.5l-3 4",
  silence: "M8 2a4 4 0 0 0-4 4v3l-1.5 2.5h11L12 9V6a4 4 0 0 0-4-4ZM6.5 13.5h3M2 2l12 12",
  pipeline: "M1.5 4h4v3h-4zM10.5 4h4v3h-4zM6 10.5h4v3H6zM5.5 5.5h5M3.5 7v5H6M12.5 7v5H10",
  models: "M2 14V9M6 14V5M10 14V8M14 14V2",
  settings: "M2 4h7M13 4h1M2 12h1M7 12h7M11 2.5v3M5 10.5v3M2 8h12",
  demo: "M9 1.5 3 9h4.5L7 14.5 13 7H8.5Z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  clock: "M8 1.5a6.5 6.5 0 1 0 .01 0M8 4.5V8l2.5 1.5",
  close: "m3.5 3.5 9 9M12.5 3.5l-9 9",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  right: "m6 3 5 5-5 5",
  left: "m10 3-5 5 5 5",
  search: "M7 2a5 5 0 1 0 .01 0M10.5 10.5 14 14",
  merge: "M4 2v4c0 3 4 3 4 6v2M12 2v4c0 3-4 3-4 6",
  comment: "M2 3h12v8H8l-3.5 3v-3H2z",
  critical: "M8 1 15 8 8 15 1 8ZM8 5v3.5M8 11v.1",
  warning: "M8 1.5 15 14H1L8 1.5ZM8 6v4M8 12v.1",
  info: "M8 1.5a6.5 6.5 0 1 0 .01 0M8 7v4M8 4.8v.1",
  theme: "M8 1.5a6.5 6.5 0 1 0 .01 0M8 1.5v13M8 4h4M8 7h6M8 10h5",
  undo: "M5.5 3 2 6.5 5.5 10M2 6.5h8a4 4 0 0 1 0 8H7",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
