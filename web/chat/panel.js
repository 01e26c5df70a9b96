// The window of the chat: its parts, what is under the keys, and where the focus goes.

import { element } from "./dom.js";
import { Talk } from "./talk.js";

const LONGEST = 500;
const ROOM_SHOWN_BELOW = 100;
const WHOLE_WINDOW = matchMedia("(max-width: 30em), (max-height: 30em)");

class Panel {
  #retry = null;     // what the retry button does
  #retryFrom = 0;    // not before this moment

  constructor(host, words) {
    Object.assign(this, { host, words, talk: new Talk(host, this) });
    this.#buildParts();
    this.node = this.#buildNode();
    this.#listen();
  }

  // --- Parts

  #button(name, onclick, attributes = {}) {
    return element("button", { type: "button", class: name, onclick, ...attributes }, this.words[name]);
  }

  #buildParts() {
    const { words, talk } = this;
    this.heading = element("h2", { id: "heading", tabindex: -1 }, this.host.label);
    this.log = element("div", { id: "log", role: "log", "aria-label": words.log });
    this.status = element("p", { class: "status", role: "status" });
    this.alert = element("p", { class: "problem", role: "alert" });
    this.retry = this.#button("retry", () => this.#tryAgain(), { hidden: "" });
    this.room = element("span", { id: "room" });
    this.field = element("textarea", {
      id: "question", rows: 1, maxlength: LONGEST, autocomplete: "off", enterkeyhint: "send", "aria-describedby": "room",
    });
    this.send = element("button", { class: "send" }, words.send);
    this.tools = element("div", { class: "tools", role: "group", "aria-label": words.tools },
      ...["copyAll", "print", "mail"].map((name) => this.#button(name, () => talk.extra("keep", name))),
      this.#button("delete", () => talk.extra("wipe", "askToWipe")));
    this.speech = this.host.hasAttribute("speech") && this.#button("speech", () => talk.extra("speech", "switchSpeech"), {
      "aria-pressed": false,
    });
  }

  #notice() {
    const { words, host } = this;
    const privacy = element("a", { href: `${host.server}privacy?language=${host.language}` }, words.privacyLink);
    return element("div", { class: "notice" },
      element("p", {}, element("strong", {}, words.robot), ` ${words.mistakes}`),
      element("p", {}, `${words.privacy} `, privacy));
  }

  #examples() {
    const buttons = this.words.examples.map((text) => {
      const onclick = () => this.ask(text);
      return element("li", {}, element("button", { type: "button", class: "example", onclick }, text));
    });
    return element("div", { class: "examples" },
      element("h3", { id: "examples" }, this.words.examplesHeading),
      element("ul", { "aria-labelledby": "examples" }, ...buttons));
  }

  #composer() {
    const { words } = this;
    this.form = element("form", { class: "composer", novalidate: "" },
      this.alert, this.retry,
      element("div", { class: "row label" },
        element("label", { for: "question" }, words.question), this.status, this.room),
      element("div", { class: "row" }, this.field, this.send),
      element("div", { class: "row" },
        this.#button("person", () => this.ask(words.personQuestion)), this.speech || null));
    return this.form;
  }

  #buildNode() {
    const { inline, language } = this.host;
    const head = element("div", { class: "head" }, this.heading, element("p", {}, this.words.role));
    if (!inline) head.append(this.#button("close", () => this.hide()));
    const byKeys = inline ? {} : { tabindex: 0, role: "group", "aria-label": this.words.log }; // scrolls by the arrow keys
    const scroll = element("div", { class: "scroll", ...byKeys }, this.#notice(), this.#examples(), this.log, this.tools);
    const attributes = { class: "panel", lang: language, "aria-labelledby": "heading" };
    return element(inline ? "section" : "dialog", attributes, head, scroll, this.#composer());
  }

  // --- Showing and hiding

  show(focus) {
    if (!this.host.inline && !this.node.open) {
      WHOLE_WINDOW.matches ? this.node.showModal() : this.node.show();
      this.host.setAttribute("opened", "");
      this.host.button.setAttribute("aria-expanded", "true");
    }
    if (focus) this.field.focus();
    this.log.lastElementChild && this.bring([...this.log.querySelectorAll(".visitor")].at(-1) ?? this.log.lastElementChild);
  }

  hide() {
    if (this.host.inline || !this.node.open) return;
    this.node.close();
    this.host.removeAttribute("opened");
    this.host.button.setAttribute("aria-expanded", "false");
    this.host.button.focus();
  }

  #fitWindow() {
    if (!this.node.open) return;
    const focused = this.host.shadowRoot.activeElement;
    this.node.close();
    WHOLE_WINDOW.matches ? this.node.showModal() : this.node.show();
    focused?.focus();
  }

  // --- What the talk has to show

  say(text = "", writing = false) {
    this.status.textContent = text;
    this.status.classList.toggle("writing", writing);
  }

  problem(text, again = null, seconds = 0) {
    this.say();
    this.alert.textContent = text;
    this.#retry = again;
    this.#retryFrom = Date.now() + seconds * 1000;
    this.retry.hidden = !again;
    this.retry.setAttribute("aria-disabled", seconds > 0);
    setTimeout(() => this.retry.setAttribute("aria-disabled", Date.now() < this.#retryFrom), seconds * 1000 + 20);
  }

  clear() {
    if (this.retry.matches(":focus")) this.field.focus();
    this.alert.textContent = "";
    this.retry.hidden = true;
    this.field.removeAttribute("aria-invalid");
  }

  filled() { this.node.classList.toggle("filled", this.log.hasChildNodes()); }

  flying(yes) { this.send.setAttribute("aria-disabled", yes); }

  bring(node) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  // --- What the visitor does

  ask(text) { this.talk.askGiven(text); }

  #tryAgain() {
    if (Date.now() < this.#retryFrom) return this.say(this.words.waitRetry);
    const again = this.#retry;
    this.clear();
    again();
  }

  #submit() {
    const text = this.field.value.trim();
    if (matchMedia("(pointer: fine)").matches) this.field.focus();
    if (text) return this.talk.askTyped(text);
    this.problem(this.words.empty);
    this.field.setAttribute("aria-invalid", "true");
    this.field.focus();
  }

  #typed() {
    const left = LONGEST - this.field.value.length;
    this.room.textContent = left < ROOM_SHOWN_BELOW ? this.words.room.replace("{count}", left) : "";
    if (this.field.value.trim() && this.field.hasAttribute("aria-invalid")) this.clear();
  }

  #pressed(event) {
    if (event.key === "Escape" && !event.defaultPrevented) this.hide();
    if (event.target !== this.field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.field.addEventListener("input", () => this.#typed());
    this.node.addEventListener("keydown", (event) => this.#pressed(event));
    this.node.addEventListener("cancel", (event) => { event.preventDefault(); this.hide(); });
    WHOLE_WINDOW.addEventListener("change", () => this.#fitWindow());
    addEventListener("pagehide", () => this.talk.remember());
    // the composer of a chat within a page stays in sight: what has the focus must not get behind it
    new ResizeObserver(() => this.host.style.setProperty("--composer", `${this.form.offsetHeight}px`)).observe(this.form);
  }
}

/** The panel, with what the tab remembers already in its log: that is not news to be read aloud. */
export async function buildPanel(host, words) {
  const panel = new Panel(host, words);
  await panel.talk.recall();
  panel.filled();
  return panel;
}
