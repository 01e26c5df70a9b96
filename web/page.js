// A topic on the page is asked in the chat; without this script the form sends it to the server.
const chat = document.getElementById("chat");

document.querySelector(".groups").addEventListener("submit", (event) => {
  if (!chat.ask || !chat.shadowRoot?.querySelector("#question")) return;
  event.preventDefault();
  chat.scrollIntoView();
  chat.ask(event.submitter.textContent);
});
