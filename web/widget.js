// <noaber-chat>: its settings, its button, and what is loaded when. The chat itself comes when a visitor opens it.

const FILES = new URL("web/", import.meta.url);
const LANGUAGES = ["nl", "en", "de"];

async function read(path, kind) {
  const response = await fetch(new URL(path, FILES));
  if (!response.ok) throw new Error(path);
  return response[kind]();
}

const sheet = async (path) => new CSSStyleSheet().replace(await read(path, "text"));

class NoaberChat extends HTMLElement {
  #texts = {};
  #panel = null;
  #tries = 0;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.label = this.getAttribute("title") ?? "Noaber";
    this.removeAttribute("title"); // a browser would show it as a tip over the whole chat
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
    this.#start().catch(() => {}); // what stands in the element then stays in sight
  }

  get inline() { return this.getAttribute("position") === "inline"; }
  get server() { return new URL(this.getAttribute("server") ?? ".", import.meta.url).href.replace(/\/?$/, "/"); }

  /** The language that the host asks for; null when each answer is to follow its question. */
  get wish() { return LANGUAGES.find((language) => language === this.getAttribute("language")) ?? null; }
  get language() { return this.wish ?? LANGUAGES.find((each) => document.documentElement.lang.startsWith(each)) ?? "nl"; }

  /** The texts in a language, loaded when they are first needed. */
  async words(language) {
    const known = LANGUAGES.includes(language) ? language : this.language;
    return (this.#texts[known] ??= await read(`texts/${known}.json`, "json"));
  }

  async #start() {
    const [words, look] = await Promise.all([this.words(), sheet("chat/button.css")]);
    this.shadowRoot.adoptedStyleSheets = [look];
    if (!this.inline) this.#addButton(words);
    if (this.inline || this.hasAttribute("opened")) await this.open(false);
  }

  #addButton(words) {
    this.button = document.createElement("button");
    this.button.className = "open";
    this.button.lang = this.language;
    this.button.textContent = words.open;
    this.button.setAttribute("aria-haspopup", "dialog");
    this.button.setAttribute("aria-expanded", "false");
    this.button.addEventListener("click", () => this.open());
    this.alert = document.createElement("p");
    this.alert.setAttribute("role", "alert");
    this.shadowRoot.replaceChildren(this.alert, this.button);
  }

  async #build() {
    const again = this.#tries++ ? `?${this.#tries}` : ""; // a browser remembers a module that did not arrive
    const parts = [import(`./web/chat/panel.js${again}`), sheet("chat/panel.css"), this.words()];
    const [{ buildPanel }, look, words] = await Promise.all(parts);
    this.shadowRoot.adoptedStyleSheets.push(look);
    const panel = await buildPanel(this, words);
    if (this.inline) this.shadowRoot.replaceChildren();
    this.shadowRoot.append(panel.node);
    return panel;
  }

  /** Show the chat. A visitor's own action moves the focus to the question. */
  async open(focus = true) {
    try {
      const panel = await (this.#panel ??= this.#build());
      panel.show(focus);
      if (this.button) this.alert.textContent = "";
    } catch (error) {
      this.#panel = null;
      if (!this.button) throw error;
      this.alert.textContent = (await this.words()).cannotOpen;
    }
  }

  async close() { (await this.#panel)?.hide(); }

  /** Ask a question as if the visitor typed it. */
  async ask(text) {
    await this.open(false);
    (await this.#panel)?.ask(text);
  }
}

if (!customElements.get("noaber-chat")) {
  customElements.define("noaber-chat", NoaberChat);
  if (!document.querySelector("noaber-chat")) document.body.append(document.createElement("noaber-chat"));
}
