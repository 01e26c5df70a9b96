// Deleting a conversation: asks first, then wipes it on the server, in the tab and on the screen.

import { element } from "./dom.js";
import { call } from "./server.js";

/** True when the server has wiped it; false when the server no longer knows it. */
async function wipeOnServer(talk) {
  if (!talk.conversation) return false;
  try {
    await call(`${talk.host.server}api/conversation`, "DELETE", { token: talk.conversation });
    return true;
  } catch (problem) {
    if (problem.kind === "conversation") return false;
    throw problem;
  }
}

async function wipe(talk, box, yes, alert) {
  const { words } = talk.speaking();
  if (yes.getAttribute("aria-disabled") === "true") return;
  yes.setAttribute("aria-disabled", "true");
  alert.textContent = "";
  try {
    await talk.flight;
    const everywhere = await wipeOnServer(talk);
    talk.forget();
    box.close();
    talk.panel.heading.focus();
    talk.panel.say(everywhere ? words.deleted : words.deletedHere);
  } catch {
    alert.textContent = words.problem.delete;
    yes.removeAttribute("aria-disabled");
  }
}

export function askToWipe(talk) {
  const { words, language } = talk.speaking();
  const alert = element("p", { class: "problem", role: "alert" });
  const yes = element("button", { type: "button", class: "send" }, words.wipeYes);
  const no = element("button", { type: "button" }, words.wipeNo);
  const box = element("dialog", { class: "ask", lang: language, "aria-labelledby": "wipe", "aria-describedby": "wipe-text" },
    element("h2", { id: "wipe" }, words.wipeHeading),
    element("p", { id: "wipe-text" }, words.wipeText),
    alert,
    element("div", { class: "row" }, yes, no));
  yes.addEventListener("click", () => wipe(talk, box, yes, alert));
  no.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  talk.host.shadowRoot.append(box);
  box.showModal();
}
