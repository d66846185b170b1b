// Reads a question aloud, where this device has a voice of its own for the language. Voices that send the words to
// somebody else's computer are left alone: that would tell them who is asked what.

const synthesis = globalThis.speechSynthesis;

function voiceFor(language) {
  const primary = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  return synthesis?.getVoices().find((voice) => voice.localService && primary(voice.lang) === primary(language));
}

// What stands in sight of a question: itself, its help and its answers.
function wordsOf(card) {
  const shown = card.querySelectorAll("legend, .help, .choice");
  return [...shown].map((one) => one.textContent.trim().replace(/[^.?!…]$/, "$&.")).join(" ");
}

export function stopReading() {
  synthesis?.cancel();
  for (const button of document.querySelectorAll("[data-aloud]")) button.ariaPressed = "false";
}

// Shows the buttons in a form where there is a voice. Voices may come a while after the page.
export function offerReading(form) {
  const language = document.documentElement.lang;
  const offer = () => {
    for (const button of form.querySelectorAll("[data-aloud]")) button.hidden = !voiceFor(language);
  };
  offer();
  synthesis?.addEventListener?.("voiceschanged", offer);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-aloud]");
    if (button) readOrStop(button, language);
  });
}

function readOrStop(button, language) {
  const wasReading = button.ariaPressed === "true";
  stopReading();
  button.ariaPressed = String(!wasReading);
  if (wasReading) return;
  const words = new SpeechSynthesisUtterance(wordsOf(button.closest("[data-question]")));
  words.lang = language;
  words.voice = voiceFor(language);
  words.onend = words.onerror = () => { button.ariaPressed = "false"; };
  synthesis.speak(words);
}
