// Taking a conversation along: copy, print, mail. All of it happens in the browser.

import { element, fill } from "./dom.js";

const LONGEST_MAIL = 1_800; // mail programs cut off longer addresses

function linesOf(talk, { reply, text }) {
  const { words } = talk.speaking(reply?.language);
  if (!reply) return [`${words.visitor}: ${text}`];
  const links = (reply.links ?? []).map(({ label, url }) => `- ${label}: ${url.replace(/^(mailto|tel):/, "")}`);
  const source = reply.source && [reply.source.title, reply.source.url].filter(Boolean).join(", ");
  return [`${words.bot}: ${reply.text}`, ...links, ...(source ? [`${words.source} ${source}`] : [])];
}

const textOf = (talk, entries) => entries.map((entry) => linesOf(talk, entry).join("\n")).join("\n\n");

async function toClipboard(talk, text) {
  const { words } = talk.speaking();
  try {
    await navigator.clipboard.writeText(text);
    talk.panel.say(words.copied);
  } catch {
    talk.panel.problem(words.problem.copy);
  }
}

export const copy = (talk, entry) => toClipboard(talk, textOf(talk, [entry]));
export const copyAll = (talk) => toClipboard(talk, textOf(talk, talk.entries));

/** Open the visitor's own mail program. Of a long conversation only the end fits. */
export function mail(talk) {
  const { words } = talk.speaking();
  const whole = textOf(talk, talk.entries);
  const body = (from) => encodeURIComponent(from ? `${words.mailCut}\n\n${whole.slice(from)}` : whole);
  let from = 0;
  while (body(from).length > LONGEST_MAIL && from < whole.length) from += 50;
  const subject = encodeURIComponent(fill(words.mailSubject, { title: talk.host.label }));
  element("a", { href: `mailto:?subject=${subject}&body=${body(from)}` }).click();
  talk.panel.say(words.mailOpened);
}

const ONLY_THIS = "@media screen { .noaber-print { display: none } } @media print { body > :not(.noaber-print) { display: none !important } "
  + ".noaber-print { font: 11pt/1.5 sans-serif; color: #000; background: #fff; white-space: pre-line } }";

/** Print the conversation, whatever page the chat is on. */
export function print(talk) {
  const { words, language } = talk.speaking();
  const day = new Date().toLocaleDateString(language, { dateStyle: "long" });
  const paper = element("div", { class: "noaber-print", lang: language },
    element("h1", {}, fill(words.mailSubject, { title: talk.host.label })),
    element("p", {}, `${day}. ${words.robot}`),
    ...talk.entries.map((entry) => element("p", {}, linesOf(talk, entry).join("\n"))));
  const look = new CSSStyleSheet();
  look.replaceSync(ONLY_THIS);
  document.adoptedStyleSheets.push(look);
  document.body.append(paper);
  window.print();
  paper.remove();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== look);
}
