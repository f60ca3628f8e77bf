// Passkeys need the browser's own dialogue; everything else on these pages works without JavaScript.
// A form marked data-passkey="get" or "create" asks the server for options, opens the dialogue and sends the answer as an ordinary form.
(() => {
  "use strict";
  const supported = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential?.parseCreationOptionsFromJSON;

  const show = (form, text) => {
    const box = form.querySelector("[data-passkey-message]");
    box.textContent = text;
    box.hidden = text === "";
  };

  const ask = async (form) => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.title ?? form.dataset.failed);
    return body;
  };

  const dialogue = (kind, options) => kind === "get"
    ? navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    : navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });

  const run = async (form, button) => {
    button.disabled = true;
    show(form, "");
    try {
      const { handle, options } = await ask(form);
      const credential = await dialogue(form.dataset.passkey, options);
      form.elements.handle.value = handle;
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      show(form, error.name === "NotAllowedError" || !error.message ? form.dataset.failed : error.message);
      button.disabled = false;
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    if (!supported) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form, button);
    });
  }
})();
