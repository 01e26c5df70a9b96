// What stands in the conversation: questions of the visitor, and answers with their links, choices and source.

import { element, fill, icon } from "./dom.js";

const BULLET = "(?:[-•]|\\d+[.)])[ \\t]+";
const BEFORE_LIST = new RegExp(`^(?!${BULLET})(.+)\\n(?=${BULLET})`, "gm");
const SILENT_AFTER = 50;        // what is added later stands outside the announcement
const ANNOUNCED_AFTER = 5_000;  // by then a screen reader has taken over what it reads aloud

// --- Text

function block(part) {
  const lines = part.split("\n"), bullet = new RegExp(`^${BULLET}`);
  if (!lines.every((line) => bullet.test(line))) return element("p", {}, part);
  const items = lines.map((line) => element("li", {}, line.replace(bullet, "")));
  return element(/^\d/.test(part) ? "ol" : "ul", {}, ...items);
}

const blocks = (text) => text.replace(BEFORE_LIST, "$1\n\n").split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);

// --- Links

function webAddress(url) {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, href, pathname } = new URL(url);
  if (!/^https?:$/.test(protocol)) return null;
  const type = pathname.match(/\.(pdf|docx?|xlsx?|pptx?|zip|csv)$/i)?.[1].toUpperCase();
  return { href, shown: [type, hostname.replace(/^www\./, "")].filter(Boolean).join(", ") };
}

function address(kind, url) {
  const rest = url.replace(/^(mailto|tel):/i, "");
  if (kind === "email") return /^[^\s@?&]+@[^\s@?&]+$/.test(rest) ? { href: `mailto:${rest}`, shown: rest } : null;
  if (kind !== "phone") return webAddress(url);
  return /^\+?[\d\s().-]{3,}$/.test(rest) ? { href: `tel:${rest.replace(/[^\d+]/g, "")}`, shown: rest } : null;
}

function linkItem({ kind, label, url }, words) {
  const known = words.link[kind] ? kind : "page";
  const target = address(known, String(url ?? ""));
  if (!target) return element("li", {}, label ?? "");
  const name = `${words.link[known]} ${label ?? ""}`;
  const detail = name.includes(target.shown) ? null : element("span", { class: "detail" }, ` (${target.shown})`);
  const attributes = { class: known, href: target.href, rel: "noreferrer" };
  return element("li", {}, element("a", attributes, icon(known), element("span", {}, name, detail)));
}

function linkList(links, words) {
  if (!links?.length) return null;
  return element("ul", { class: "links", "aria-label": words.links }, ...links.map((link) => linkItem(link, words)));
}

// --- Source

function longDate(day, language) {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

function sourceLine(source, words, language) {
  if (!source) return null;
  const target = webAddress(source.url), title = source.title ?? target?.shown;
  const parts = [
    title && (target ? element("a", { href: target.href, rel: "noreferrer" }, title) : title),
    source.section && fill(words.section, source),
    source.period && fill(words.period, source),
    source.checked && fill(words.checked, { date: longDate(source.checked, language) }),
  ].filter(Boolean);
  if (!parts.length) return null;
  return element("p", { class: "source" }, `${words.source} `, ...parts.flatMap((part, at) => (at ? [", ", part] : [part])));
}

// --- Choices: once one is used, all go quiet

export function markUsed(list, used, words) {
  list.dataset.used = used;
  for (const button of list.querySelectorAll("button")) {
    const focused = button.matches(":focus");
    button.setAttribute("aria-disabled", "true");
    button.disabled = !focused; // a button that is disabled loses the focus
    if (focused) button.addEventListener("blur", () => { button.disabled = "used" in list.dataset; }, { once: true });
    if (button.value !== used) continue;
    button.classList.add("chosen");
    button.append(element("span", { class: "unseen" }, ` (${words.chosen})`));
  }
}

export function markUnused(list) {
  delete list.dataset.used;
  for (const button of list.querySelectorAll("button")) {
    button.disabled = false;
    button.removeAttribute("aria-disabled");
    button.classList.remove("chosen");
    button.querySelector("span")?.remove();
  }
}

function choiceList(talk, entry, words) {
  if (!entry.reply.choices?.length) return null;
  const list = element("ul", { class: "choices", "aria-label": words.choices });
  for (const { label, choice } of entry.reply.choices) {
    const onclick = () => talk.choose(entry, list, { label, choice });
    list.append(element("li", {}, element("button", { type: "button", value: choice, onclick }, label)));
  }
  if (entry.used) markUsed(list, entry.used, words);
  return list;
}

// --- Under an answer

function opinion(talk, entry, words) {
  const group = element("div", { class: "rating", role: "group", "aria-label": words.rating });
  for (const rating of ["up", "down"]) {
    const onclick = () => talk.rate(entry, group, rating);
    const attributes = { type: "button", value: rating, "aria-pressed": entry.rating === rating, onclick };
    group.append(element("button", attributes, icon(rating), words[rating]));
  }
  group.append(element("button", { type: "button", class: "copy", onclick: () => talk.copy(entry) }, words.copy));
  return group;
}

function foot(talk, entry, words, language) {
  return element("div", { class: "foot", "aria-live": "off" },
    choiceList(talk, entry, words),
    sourceLine(entry.reply.source, words, language),
    opinion(talk, entry, words));
}

/** The answer, and for a new one its choices as one sentence: read aloud, buttons after each other run together. */
function answerNode(talk, entry, fresh) {
  const { reply } = entry, { words, language } = talk.speaking(reply.language);
  const node = element("article", { class: "answer", lang: language, "data-kind": reply.kind },
    element("p", { class: "sender" }, words.bot),
    reply.title && element("h3", {}, reply.title),
    element("div", { class: "text" }, ...blocks(reply.text ?? "").map(block)),
    linkList(reply.links, words));
  const addFoot = () => node.append(foot(talk, entry, words, language));
  if (!fresh) addFoot();
  else setTimeout(addFoot, SILENT_AFTER);
  if (fresh && reply.choices?.length) {
    const labels = reply.choices.map(({ label }) => label).join(", ");
    const spoken = element("p", { class: "unseen" }, `${words.choices}: ${labels}.`);
    node.append(spoken);
    setTimeout(() => spoken.remove(), ANNOUNCED_AFTER);
  }
  return node;
}

function visitorNode(talk, { text, language }) {
  const { words, language: own } = talk.speaking();
  return element("article", { class: "visitor", "aria-live": "off", lang: language },
    element("p", { class: "sender", lang: own }, words.visitor),
    element("p", { class: "text" }, text));
}

export function entryNode(talk, entry, fresh = false) {
  return entry.reply ? answerNode(talk, entry, fresh) : visitorNode(talk, entry);
}
