// Speaks with the server. The token comes in the address, and is taken out of it at once.

const KEY = "inkreel-token";
const given = new URLSearchParams(location.search).get("token");
if (given) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, "", location.pathname + location.hash);
}
const heads = { Authorization: `Bearer ${sessionStorage.getItem(KEY) ?? ""}` };

export class Refused extends Error {
  constructor(status, told) {
    super(told.error ?? `the server answered ${status}`);
    this.status = status;
    this.wanted = told.wanted;
    this.found = told.found;
  }
}

async function call(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: { ...heads, ...options.headers } });
  if (answer.ok) return answer;
  const text = await answer.text();
  let told = { error: text };
  try { told = JSON.parse(text); } catch { /* plain text says it as it is */ }
  throw new Refused(answer.status, told);
}

export const get = async (path) => (await call(path)).json();

export const raw = (path) => call(path);

const sent = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body ?? {}),
});

export const post = async (path, body) => (await call(path, sent(body))).json();

export const sound = async (path, body) => (await call(path, sent(body))).arrayBuffer();

// Calls `then(name, data)` for each event of the server, for as long as the page is open.
export async function listen(then) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const reader = (await call("/api/events")).body.pipeThrough(new TextDecoderStream()).getReader();
      then("connected", {});
      wait = 500;
      let text = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
        const parts = text.split("\n\n");
        text = parts.pop();
        for (const part of parts) {
          const name = /^event: (.*)$/m.exec(part)?.[1];
          const data = /^data: (.*)$/m.exec(part)?.[1];
          if (name) then(name, JSON.parse(data ?? "{}"));
        }
      }
    } catch (error) {
      if (error instanceof Refused) { then("refused", { error: error.message }); return; }
    }
    then("gone", {});
    await new Promise((done) => setTimeout(done, wait));
  }
}
