// The conversation: what was said, what the tab remembers of it, and asking the next question.

import { entryNode, markUnused, markUsed } from "./answer.js";
import { element, fill } from "./dom.js";
import { call, Problem } from "./server.js";

const STORED = "noaber";
const WRITING_AFTER = 300;

export class Talk {
  #texts = {};
  #flight = null; // the question under way
  #state = { conversation: null, entries: [], draft: "" };

  /** ``panel`` shows: log, field, say(text), problem(text, again, seconds), clear(), filled(), flying(yes), bring(node). */
  constructor(host, panel) {
    Object.assign(this, { host, panel });
  }

  get entries() { return this.#state.entries; }
  get conversation() { return this.#state.conversation; }
  get flight() { return this.#flight; }

  /** Texts and language for what is said in ``language``; those of the chat when it does not speak that. */
  speaking(language) {
    const shown = this.#texts[language] ? language : this.host.language;
    return { words: this.#texts[shown], language: shown };
  }

  async #learn(languages) {
    const wanted = [this.host.language, ...languages].filter(Boolean);
    await Promise.all(wanted.map(async (each) => { this.#texts[each] = await this.host.words(each).catch(() => null); }));
  }

  // --- What the tab remembers. Storage may be blocked: the chat then works without.

  remember() {
    this.#state.draft = this.panel.field.value;
    try {
      if (this.entries.length) sessionStorage.setItem(STORED, JSON.stringify(this.#state));
      else sessionStorage.removeItem(STORED);
    } catch { /* the talk lives in this page only */ }
  }

  async recall() {
    try {
      const stored = JSON.parse(sessionStorage.getItem(STORED));
      if (Array.isArray(stored?.entries)) Object.assign(this.#state, stored);
    } catch { /* nothing to recall */ }
    try {
      await this.#learn(this.entries.map(({ reply }) => reply?.language));
      this.panel.log.append(...this.entries.map((entry) => entryNode(this, entry)));
      this.panel.field.value = this.#state.draft;
    } catch { this.forget(); }
  }

  forget() {
    this.#state = { conversation: null, entries: [], draft: "" };
    this.remember();
    this.panel.log.replaceChildren();
    this.panel.filled();
    this.panel.clear();
  }

  // --- Asking

  #show(entry) {
    const node = entryNode(this, entry, true);
    this.panel.log.append(node);
    this.panel.filled();
    return node;
  }

  async #ask(question) {
    const body = { ...question, conversation: this.conversation ?? undefined, language: this.host.wish ?? undefined };
    const answer = await call(`${this.host.server}api/chat`, "POST", { body });
    if (!answer?.replies?.length) throw new Problem("server");
    await this.#learn(answer.replies.map(({ language }) => language));
    return answer;
  }

  /** True when an answer is still to come; the visitor hears that. */
  #busy() {
    if (this.#flight) this.panel.say(this.speaking().words.wait, true);
    return Boolean(this.#flight);
  }

  #send(question, text, { failed, language }) {
    const { panel } = this, { words } = this.speaking();
    panel.clear();
    panel.log.querySelectorAll(".unsent").forEach((node) => node.dataset.text === text && node.remove());
    const entry = { text, language: language ?? this.host.wish };
    const node = this.#show(entry);
    panel.bring(node);
    panel.flying(true);
    const timer = setTimeout(() => panel.say(words.writing, true), WRITING_AFTER);
    this.#flight = this.#ask(question)
      .then((answer) => this.#arrived(answer, entry, node))
      .catch((error) => failed(this.#lost(error, node, text)))
      .finally(() => { clearTimeout(timer); this.#flight = null; panel.flying(false); });
  }

  #arrived({ conversation, replies }, entry, node) {
    this.panel.say();
    const wiped = this.conversation !== null && conversation !== this.conversation; // the server has wiped the old one
    if (wiped) this.forget();
    entry.language ??= this.speaking(replies[0].language).language;
    node.setAttribute("lang", entry.language);
    const answers = replies.map((reply) => ({ reply, rating: null, used: null }));
    this.#state.conversation = conversation;
    this.entries.push(...(wiped ? answers : [entry, ...answers]));
    answers.forEach((answer) => this.#show(answer));
    this.remember();
    this.panel.bring(wiped ? this.panel.log.lastElementChild : node);
  }

  #lost(error, node, text) {
    const problem = error instanceof Problem ? error : new Problem("server");
    const { words, language } = this.speaking();
    node.classList.add("unsent");
    node.dataset.text = text;
    node.append(element("p", { class: "unsent-note", lang: language }, words.unsent));
    if (problem.kind === "conversation") this.#state.conversation = null;
    this.panel.bring(node);
    return problem;
  }

  #fail(problem, again, own) {
    this.panel.problem(own ?? this.#advice(problem), again, problem.seconds);
  }

  #advice({ kind, advice, seconds }) {
    const { words, language } = this.speaking();
    if (advice && language === "nl") return advice; // the server gives its advice in Dutch
    const [amount, unit] = seconds > 90 ? [Math.ceil(seconds / 60), "minute"] : [seconds, "second"];
    const wait = amount.toLocaleString(language, { style: "unit", unit, unitDisplay: "long" });
    return fill(words.problem[kind], { wait });
  }

  /** What the visitor typed: it leaves the field, and comes back to it when it does not arrive. */
  askTyped(text) {
    if (this.#busy()) return;
    const { field } = this.panel;
    if (field.value.trim() === text) field.value = "";
    this.#send({ message: text }, text, {
      failed: (problem) => {
        field.value ||= text;
        this.#fail(problem, () => this.askTyped(text));
      },
    });
  }

  askGiven(text) {
    if (this.#busy()) return;
    const failed = (problem) => this.#fail(problem, () => this.askGiven(text));
    this.#send({ message: text }, text, { failed, language: this.host.language });
  }

  choose(entry, list, { label, choice }) {
    if ("used" in list.dataset || this.#busy()) return;
    const { words, language } = this.speaking(entry.reply.language);
    entry.used = choice;
    markUsed(list, choice, words);
    this.#send({ choice }, label, {
      language,
      failed: (problem) => {
        entry.used = null;
        markUnused(list);
        this.#fail(problem, () => this.choose(entry, list, { label, choice }));
      },
    });
  }

  // --- Under an answer

  async rate(entry, group, rating) {
    if (entry.rating === rating || group.dataset.flying) return;
    const { words } = this.speaking(), body = { conversation: this.conversation, reply: entry.reply.id, rating };
    const press = (pressed) => group.querySelectorAll("[aria-pressed]").forEach((each) => {
      each.setAttribute("aria-pressed", each.value === pressed);
    });
    group.dataset.flying = "yes";
    press(rating);
    try {
      await call(`${this.host.server}api/feedback`, "POST", { body });
      entry.rating = rating;
      this.remember();
      if (!this.#flight) this.panel.say(words.thanks);
    } catch (problem) {
      press(entry.rating);
      this.#fail(problem, () => this.rate(entry, group, rating), problem.kind === "busy" ? null : words.problem.rating);
    } finally {
      delete group.dataset.flying;
    }
  }

  /** Something that is loaded when it is first used: ``name`` of the module, and of what it exports. */
  async extra(module, name, ...given) {
    try {
      const parts = await import(`./${module}.js`);
      await parts[name](this, ...given);
    } catch {
      this.panel.problem(this.speaking().words.problem.extra, () => this.extra(module, name, ...given));
    }
  }

  copy(entry) { return this.extra("keep", "copy", entry); }
}
