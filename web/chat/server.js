// Calls to the server, and what can go wrong with them.

const PATIENCE = 30_000;
const PROBLEMS = { 401: "conversation", 413: "question", 422: "question", 429: "busy" };
const ADVICE_FROM_SERVER = [422, 503];

export class Problem extends Error {
  constructor(kind, seconds = 0, advice = null) {
    super(kind);
    Object.assign(this, { kind, seconds, advice });
  }
}

function secondsOf(header) {
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : 60;
}

async function problemOf(response) {
  const kind = PROBLEMS[response.status] ?? (response.status < 500 ? "other" : "server");
  const seconds = kind === "busy" ? secondsOf(response.headers.get("Retry-After")) : 0;
  const body = await response.json().catch(() => null);
  return new Problem(kind, seconds, ADVICE_FROM_SERVER.includes(response.status) ? body?.error?.message : null);
}

export async function call(url, method, { body, token } = {}) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, { method, headers, body: body && JSON.stringify(body), signal });
    if (!response.ok) throw await problemOf(response);
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem({ TimeoutError: "timeout", SyntaxError: "server" }[error.name] ?? "network");
  }
}
