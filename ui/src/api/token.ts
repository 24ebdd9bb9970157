const KEY = "vedette.token";

/**
 * The bearer token of this browser tab, if its user gave one. It is kept in sessionStorage: gone with the tab, never
 * sent by the browser itself, so that no other site can act with it.
 */
export function readToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function writeToken(token: string): void {
  if (token === "") {
    sessionStorage.removeItem(KEY);
  } else {
    sessionStorage.setItem(KEY, token);
  }
}
