// Reading aloud and dictating, only where the browser does both on the visitor's own device: nothing goes to another host.

import { element } from "./dom.js";

const LOCALES = { nl: "nl-NL", en: "en-GB", de: "de-DE" };

// --- Reading aloud

/** The voices of the device itself; browsers also list voices that send the text to their maker. */
async function localVoices() {
  if (!("speechSynthesis" in window)) return [];
  if (!speechSynthesis.getVoices().length) {
    await new Promise((done) => {
      speechSynthesis.addEventListener("voiceschanged", done, { once: true });
      setTimeout(done, 1_000);
    });
  }
  return speechSynthesis.getVoices().filter((voice) => voice.localService);
}

function read(node, voices) {
  const article = node.closest(".answer"), language = article.lang;
  const text = [...article.querySelectorAll("h3, .text > *")].map((part) => part.textContent).join("\n");
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = LOCALES[language] ?? language;
  utterance.voice = voices.find((voice) => voice.lang.startsWith(language));
  speechSynthesis.cancel();
  if (utterance.voice) speechSynthesis.speak(utterance);
  return Boolean(utterance.voice);
}

function addReaders(talk, voices) {
  const { words } = talk.speaking();
  for (const group of talk.panel.log.querySelectorAll(".rating:not(:has(.aloud))")) {
    const onclick = () => {
      if (speechSynthesis.speaking) speechSynthesis.cancel();
      else if (!read(group, voices)) talk.panel.say(words.noVoice);
    };
    group.append(element("button", { type: "button", class: "aloud", onclick }, words.aloud));
  }
}

// --- Dictating

async function localRecognition(language) {
  const Recognition = window.SpeechRecognition;
  const options = { langs: [LOCALES[language]], processLocally: true };
  const state = await Recognition?.available?.(options).catch(() => null);
  if (state !== "available") return null;
  return Object.assign(new Recognition(), { lang: LOCALES[language], processLocally: true });
}

function dictateButton(talk, recognition) {
  const { words } = talk.speaking(), { field } = talk.panel;
  const button = element("button", { type: "button", class: "dictate", "aria-pressed": false }, words.dictate);
  const show = (listening) => button.setAttribute("aria-pressed", listening);
  recognition.addEventListener("result", ({ results }) => {
    field.value = `${field.value} ${results[results.length - 1][0].transcript}`.trim().slice(0, field.maxLength);
    field.focus();
  });
  recognition.addEventListener("start", () => show(true));
  recognition.addEventListener("end", () => show(false));
  recognition.addEventListener("error", () => talk.panel.say(words.noDictation));
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") recognition.stop();
    else recognition.start();
  });
  return button;
}

// --- On and off

let stop = null;

function switchOff({ panel }) {
  stop();
  stop = null;
  window.speechSynthesis?.cancel();
  panel.node.querySelectorAll(".aloud, .dictate").forEach((button) => button.remove());
  panel.speech.setAttribute("aria-pressed", "false");
}

export async function switchSpeech(talk) {
  const { panel } = talk, { words, language } = talk.speaking();
  if (stop) return switchOff(talk);
  const voices = await localVoices(), recognition = await localRecognition(language);
  if (!voices.length && !recognition) return panel.say(words.noSpeech);
  const watch = new MutationObserver(() => addReaders(talk, voices));
  if (voices.length) {
    addReaders(talk, voices);
    watch.observe(panel.log, { childList: true, subtree: true });
  }
  if (recognition) panel.speech.before(dictateButton(talk, recognition));
  stop = () => watch.disconnect();
  panel.speech.setAttribute("aria-pressed", "true");
}
