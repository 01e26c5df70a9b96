const LANGUAGES = ["nl", "en", "de"];
const LOCALES = { nl: "nl-NL", en: "en-GB", de: "de-DE" };
const STORED = "noaber";
const PATIENCE = 30_000;
const WRITING_AFTER = 300;
const ROOM_SHOWN_BELOW = 100;

const find = (id) => document.getElementById(id);
const chat = find("chat"), log = find("log"), form = find("form"), field = find("question");
const sendButton = find("send"), retryButton = find("retry"), deleteButton = find("delete");
const confirmBox = find("confirm"), confirmYes = find("confirm-yes");

const state = { conversation: null, language: null, entries: [] };
let texts, dutchPage;
let flight = null;   // the promise of the question under way
let retry = null;    // what the retry button does
let retryFrom = 0;   // not before this moment

// --- Small tools

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.append(use);
  return svg;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const shown = (language) => (LANGUAGES.includes(language) ? language : "nl");
const pageLanguage = () => state.language ?? "nl";
const words = (language = pageLanguage()) => texts.script[shown(language)];

function longDate(day, language) {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" }).format(date);
}

function duration(seconds, language) {
  const [amount, unit] = seconds > 90 ? [Math.ceil(seconds / 60), "minute"] : [seconds, "second"];
  return new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

// --- What the tab remembers. Storage may be blocked: the page then works without.

function remember() {
  try {
    if (state.entries.length) sessionStorage.setItem(STORED, JSON.stringify(state));
    else sessionStorage.removeItem(STORED);
  } catch { /* the talk lives in this page only */ }
}

function recall() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORED));
    if (Array.isArray(stored?.entries)) Object.assign(state, stored);
  } catch { /* nothing to recall */ }
}

// --- The server

class Problem extends Error {
  constructor(kind, { seconds = null, advice = null } = {}) {
    super(kind);
    Object.assign(this, { kind, seconds, advice });
  }
}

const PROBLEMS = { 401: "conversation", 413: "question", 422: "question", 429: "busy" };
const ADVICE_FROM_SERVER = [422, 503];

function retrySeconds(header) {
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : 60;
}

async function problemOf(response) {
  const kind = PROBLEMS[response.status] ?? (response.status >= 500 ? "server" : "other");
  const body = await response.json().catch(() => null);
  return new Problem(kind, {
    seconds: kind === "busy" ? retrySeconds(response.headers.get("Retry-After")) : null,
    advice: ADVICE_FROM_SERVER.includes(response.status) ? body?.error?.message : null,
  });
}

async function call(method, path, { body, token } = {}) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal: stop.signal });
    if (!response.ok) throw await problemOf(response);
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error.name === "AbortError") throw new Problem("timeout");
    throw new Problem(error instanceof SyntaxError ? "server" : "network");
  } finally {
    clearTimeout(timer);
  }
}

async function ask(question) {
  const body = { ...question };
  if (state.conversation) body.conversation = state.conversation;
  if (state.language) body.language = state.language;
  const answer = await call("POST", "/api/chat", { body });
  if (!answer?.replies?.length) throw new Problem("server");
  return answer;
}

// --- Status and problems

function say(text = "", writing = false) {
  const status = find("status");
  status.textContent = text;
  status.classList.toggle("writing", writing);
}

function showProblem(text, again = null, seconds = 0) {
  say();
  find("problem").textContent = text;
  retry = again;
  retryFrom = Date.now() + seconds * 1000;
  retryButton.hidden = !again;
  showWaiting();
  if (seconds) setTimeout(showWaiting, seconds * 1000 + 50);
}

function showWaiting() {
  retryButton.setAttribute("aria-disabled", String(Date.now() < retryFrom));
}

function problemText({ kind, seconds, advice }) {
  const language = pageLanguage();
  if (advice && language === "nl") return advice;
  return fill(words().problem[kind], { wait: seconds && duration(seconds, language) });
}

function clearProblem() {
  if (document.activeElement === retryButton) field.focus();
  find("problem").textContent = "";
  retryButton.hidden = true;
  retry = null;
  field.removeAttribute("aria-invalid");
}

function tryAgain() {
  if (Date.now() < retryFrom) return say(words().waitRetry);
  const again = retry;
  clearProblem();
  again?.();
}

// --- The log

function paragraphs(text) {
  return text.split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean).map((part) => element("p", {}, part));
}

function address(link) {
  if (link.kind === "email") {
    const mail = link.url.replace(/^mailto:/i, "");
    return /^[^\s@?&]+@[^\s@?&]+$/.test(mail) ? { href: `mailto:${mail}`, shown: mail } : null;
  }
  if (link.kind === "phone") {
    const number = link.url.replace(/^tel:/i, "");
    return /^\+?[\d\s().-]{3,}$/.test(number) ? { href: `tel:${number.replace(/[^\d+]/g, "")}`, shown: number } : null;
  }
  return webAddress(link.url);
}

function parseUrl(url) {
  try { return new URL(url, location.href); } catch { return null; }
}

function webAddress(url) {
  const { protocol, hostname, href, pathname } = (url && parseUrl(url)) || {};
  if (!["http:", "https:"].includes(protocol)) return null;
  const type = pathname.match(/\.(pdf|docx?|xlsx?|pptx?|zip|csv)$/i)?.[1].toUpperCase();
  return { href, shown: [type, hostname.replace(/^www\./, "")].filter(Boolean).join(", ") };
}

function linkItem(link, language) {
  const kind = words(language).link[link.kind] ? link.kind : "page";
  const target = address({ ...link, kind, url: String(link.url ?? "") });
  const name = `${words(language).link[kind]} ${link.label ?? ""}`;
  if (!target) return element("li", {}, link.label ?? "");
  const detail = name.includes(target.shown) ? null : element("span", { class: "detail" }, ` (${target.shown})`);
  const anchor = element("a", { href: target.href, rel: "noreferrer" }, icon(kind), element("span", {}, name, detail));
  return element("li", {}, anchor);
}

function linkList(reply, language) {
  if (!reply.links?.length) return null;
  const items = reply.links.map((link) => linkItem(link, language));
  return element("ul", { class: "links", "aria-label": words(language).links }, ...items);
}

function sourceLine(source, language) {
  if (!source) return null;
  const text = words(language);
  const target = webAddress(source.url);
  const title = source.title ?? target?.shown;
  const parts = [
    source.section && fill(text.section, { section: source.section }),
    source.period && fill(text.period, { period: source.period }),
    source.checked && fill(text.checked, { date: longDate(source.checked, language) }),
  ].filter(Boolean);
  if (title) parts.unshift(target ? element("a", { href: target.href, rel: "noreferrer" }, title) : title);
  if (!parts.length) return null;
  const listed = parts.flatMap((part, at) => (at ? [", ", part] : [part]));
  return element("p", { class: "source" }, `${text.source} `, ...listed);
}

function markUsed(list, used, language) {
  for (const button of list.querySelectorAll("button")) {
    const pressed = button.value === used;
    const focused = button === document.activeElement;
    button.setAttribute("aria-disabled", "true");
    button.disabled = !focused;
    if (focused) button.addEventListener("blur", () => { button.disabled = "used" in list.dataset; }, { once: true });
    if (!pressed) continue;
    button.classList.add("chosen");
    button.append(element("span", { class: "unseen" }, ` (${words(language).chosen})`));
  }
  list.dataset.used = used;
}

function markUnused(list) {
  delete list.dataset.used;
  for (const button of list.querySelectorAll("button")) {
    button.disabled = false;
    button.removeAttribute("aria-disabled");
    button.classList.remove("chosen");
    button.querySelector(".unseen")?.remove();
  }
}

function choiceList(entry, language) {
  const { reply } = entry;
  if (!reply.choices?.length) return null;
  const list = element("ul", { class: "choices" });
  for (const { label, choice } of reply.choices) {
    const button = element("button", { type: "button", value: choice }, label);
    button.addEventListener("click", () => choose(entry, list, { label, choice }, language));
    list.append(element("li", {}, button));
  }
  if (entry.used) markUsed(list, entry.used, language);
  return element("div", {}, element("p", { class: "unseen" }, words(language).choices), list);
}

function ratingButtons(entry, language) {
  const group = element("div", { class: "rating", role: "group", "aria-label": words(language).rating });
  for (const rating of ["up", "down"]) {
    const pressed = String(entry.rating === rating);
    const button = element("button", { type: "button", value: rating, "aria-pressed": pressed });
    button.append(icon(rating), words(language)[rating]);
    button.addEventListener("click", () => rate(entry, group, rating));
    group.append(button);
  }
  return group;
}

function answerNode(entry) {
  const { reply } = entry;
  const language = shown(reply.language);
  return element("article", { class: "answer", lang: language, "data-kind": reply.kind },
    element("p", { class: "sender" }, words(language).bot),
    reply.title ? element("h3", {}, reply.title) : null,
    element("div", { class: "text" }, ...paragraphs(reply.text ?? "")),
    linkList(reply, language),
    choiceList(entry, language));
}

// What stands under an answer comes after it and outside the announcement, so that only the answer is read aloud.
function footNode(entry) {
  const language = shown(entry.reply.language);
  return element("div", { class: "foot", "aria-live": "off" },
    sourceLine(entry.reply.source, language),
    ratingButtons(entry, language));
}

function visitorNode({ text, language }) {
  return element("article", { class: "visitor", "aria-live": "off", lang: language },
    element("p", { class: "sender", lang: pageLanguage() }, words().visitor),
    element("p", { class: "text" }, text));
}

function entryNode(entry) {
  if (!entry.reply) return visitorNode(entry);
  const node = answerNode(entry);
  setTimeout(() => node.append(footNode(entry)), 50);
  return node;
}

function showEntry(entry) {
  const node = entryNode(entry);
  log.append(node);
  showFilled();
  return node;
}

function showFilled() {
  const filled = log.hasChildNodes();
  deleteButton.hidden = !filled;
  find("nothing-yet").hidden = filled;
}

function bringIntoView(node) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

// --- Asking

function setFlying(flying) {
  sendButton.setAttribute("aria-disabled", String(flying));
  form.classList.toggle("flying", flying);
}

function send(question, text, { failed = () => {}, language } = {}) {
  if (flight) return void say(words().wait, true);
  clearProblem();
  log.querySelectorAll(".unsent").forEach((node) => node.dataset.text === text && node.remove());
  const entry = { text, language };
  const node = showEntry(entry);
  bringIntoView(node);
  setFlying(true);
  const timer = setTimeout(() => say(words().writing, true), WRITING_AFTER);
  flight = ask(question)
    .then((answer) => showAnswer(answer, entry, node))
    .catch((error) => {
      const problem = error instanceof Problem ? error : new Problem("server");
      showFailure(problem, node, text);
      failed(problem);
    })
    .finally(() => { clearTimeout(timer); flight = null; setFlying(false); });
}

function showAnswer({ conversation, replies }, entry, node) {
  say();
  const wiped = state.conversation !== null && conversation !== state.conversation; // the server has wiped the old one
  if (wiped) forget();
  state.conversation = conversation;
  if (!entry.language && !state.language) entry.language = shown(replies[0].language);
  if (entry.language) node.setAttribute("lang", entry.language);
  const answers = replies.map((reply) => ({ reply, rating: null, used: null }));
  answers.forEach(showEntry);
  state.entries.push(...(wiped ? answers : [entry, ...answers]));
  remember();
  bringIntoView(wiped ? log.lastElementChild : node);
}

function showFailure(problem, node, text) {
  node.classList.add("unsent");
  node.dataset.text = text;
  node.append(element("p", { class: "unsent-note", lang: pageLanguage() }, words().unsent));
  if (problem.kind === "conversation") state.conversation = null;
  bringIntoView(node);
}

function sendTyped(text) {
  if (flight) return void say(words().wait, true);
  if (field.value.trim() === text) setField("");
  send({ message: text }, text, {
    failed(problem) {
      if (!field.value) setField(text);
      showProblem(problemText(problem), () => sendTyped(text), problem.seconds ?? 0);
    },
  });
}

function sendExample(text) {
  send({ message: text }, text, {
    language: pageLanguage(),
    failed: (problem) => showProblem(problemText(problem), () => sendExample(text), problem.seconds ?? 0),
  });
}

function choose(entry, list, { label, choice }, language) {
  if (list.dataset.used !== undefined) return;
  if (flight) return void say(words().wait, true);
  entry.used = choice;
  markUsed(list, choice, language);
  send({ choice }, label, {
    language,
    failed(problem) {
      entry.used = null;
      markUnused(list);
      showProblem(problemText(problem), () => choose(entry, list, { label, choice }, language), problem.seconds ?? 0);
    },
  });
}

function submit() {
  const text = field.value.trim();
  if (matchMedia("(pointer: fine)").matches) field.focus();
  if (text) return sendTyped(text);
  clearProblem();
  showProblem(words().empty);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

function setField(text) {
  field.value = text;
  showRoom();
}

function showRoom() {
  const left = field.maxLength - field.value.length;
  find("room").textContent = left < ROOM_SHOWN_BELOW ? fill(words().room, { count: left }) : "";
  if (field.value.trim() && field.hasAttribute("aria-invalid")) clearProblem();
}

// --- Rating

function press(group, rating) {
  for (const button of group.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === rating));
}

async function rate(entry, group, rating) {
  if (entry.rating === rating || group.dataset.flying) return;
  const before = entry.rating;
  const body = { conversation: state.conversation, reply: entry.reply.id, rating };
  group.dataset.flying = "yes";
  press(group, rating);
  try {
    await call("POST", "/api/feedback", { body });
    entry.rating = rating;
    remember();
    if (!flight) say(words().thanks);
  } catch (problem) {
    press(group, before);
    const text = problem.kind === "busy" ? problemText(problem) : words().problem.rating;
    showProblem(text, () => rate(entry, group, rating), problem.seconds ?? 0);
  } finally {
    delete group.dataset.flying;
  }
}

// --- Deleting

async function deleteOnServer() {
  if (!state.conversation) return false;
  try {
    await call("DELETE", "/api/conversation", { token: state.conversation });
    return true;
  } catch (problem) {
    if (problem.kind === "conversation") return false;
    throw problem;
  }
}

function forget() {
  state.conversation = null;
  state.entries = [];
  remember();
  log.replaceChildren();
  showFilled();
  clearProblem();
}

async function deleteConversation() {
  if (confirmYes.getAttribute("aria-disabled") === "true") return;
  confirmYes.setAttribute("aria-disabled", "true");
  find("confirm-problem").textContent = "";
  try {
    await flight;
    const everywhere = await deleteOnServer();
    forget();
    confirmBox.close();
    find("talk-heading").focus();
    say(everywhere ? words().deleted : words().deletedHere);
  } catch {
    find("confirm-problem").textContent = words().problem.delete;
  } finally {
    confirmYes.removeAttribute("aria-disabled");
  }
}

function openConfirm() {
  find("confirm-problem").textContent = "";
  confirmBox.showModal();
}

// --- Language

function readPage() {
  const page = { title: document.title };
  for (const node of document.querySelectorAll("[data-text]")) page[node.dataset.text] = node.textContent;
  for (const node of document.querySelectorAll("[data-label]")) page[node.dataset.label] = node.getAttribute("aria-label");
  return page;
}

function showPage(language) {
  const page = language === "nl" ? dutchPage : texts.page[language];
  document.documentElement.lang = language;
  document.title = page.title;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = page[node.dataset.text];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", page[node.dataset.label]);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  showRoom();
}

function pickLanguage(language) {
  state.language = language;
  showPage(language);
  if (!flight) say();
  remember();
}

// --- Start

function onKey(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
}

function listen() {
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  field.addEventListener("keydown", onKey);
  field.addEventListener("input", showRoom);
  retryButton.addEventListener("click", tryAgain);
  deleteButton.addEventListener("click", openConfirm);
  confirmYes.addEventListener("click", deleteConversation);
  find("confirm-no").addEventListener("click", () => confirmBox.close());
  for (const button of document.querySelectorAll(".example")) {
    button.addEventListener("click", () => sendExample(button.textContent));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => pickLanguage(button.dataset.language));
  }
}

// Focus must never land behind the composer, which stays at the foot of the window.
function watchComposer() {
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--composer", `${form.offsetHeight}px`);
  }).observe(form);
}

function restoreLog() {
  try { state.entries.forEach(showEntry); } catch { forget(); }
}

async function start() {
  const response = await fetch("/web/texts.json");
  if (!response.ok) return;
  texts = await response.json();
  dutchPage = readPage();
  recall();
  if (state.language) showPage(shown(state.language));
  restoreLog();
  listen();
  find("starting").hidden = true;
  document.querySelector(".languages").hidden = false;
  chat.hidden = false;
  watchComposer();
  showRoom();
  if (log.lastElementChild) requestAnimationFrame(() => [...log.querySelectorAll(".visitor")].at(-1)?.scrollIntoView());
}

start();
