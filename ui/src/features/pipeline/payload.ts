/** The first bytes of a refused body as text; bytes that are none as \xNN, so that nothing is hidden or run. */
export function payloadText(base64: string): string {
  let raw: string;
  try {
    raw = atob(base64);
  } catch {
    return base64; // Not Base64, whatever the contract says: shown as it came.
  }
  const bytes = Uint8Array.from(raw, (char) => char.charCodeAt(0));
  const text = new TextDecoder("utf-8").decode(bytes);
  const readable = !text.slice(0, -1).includes("\uFFFD");
  return readable
    ? Array.from(text, (char) => (isControl(char) ? hex(char.charCodeAt(0)) : char)).join("")
    : Array.from(bytes, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : hex(byte))).join("");
}

function isControl(char: string): boolean {
  const code = char.charCodeAt(0);
  return (code < 32 && char !== "\n" && char !== "\t") || (code >= 127 && code < 160);
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
