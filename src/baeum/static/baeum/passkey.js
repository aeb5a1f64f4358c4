// Passkeys: asks the browser for one and sends what it answers. Forms say what they want by data-passkey.
"use strict";
(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (one) => one.charCodeAt(0));
  };
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const list = (found) => (found || []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function make(options) {
    const asked = { ...options.publicKey };
    asked.challenge = bytes(asked.challenge);
    asked.user = { ...asked.user, id: bytes(asked.user.id) };
    asked.excludeCredentials = list(asked.excludeCredentials);
    asked.authenticatorSelection = {
      ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    const made = await navigator.credentials.create({ publicKey: asked });
    return told(made, {
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    });
  }

  async function show(options) {
    const asked = { ...options.publicKey };
    asked.challenge = bytes(asked.challenge);
    asked.allowCredentials = list(asked.allowCredentials);
    const shown = await navigator.credentials.get({ publicKey: asked });
    const { authenticatorData, signature, userHandle } = shown.response;
    return told(shown, {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    });
  }

  const told = (one, response) => ({
    type: one.type, id: one.id, rawId: text(one.rawId),
    authenticatorAttachment: one.authenticatorAttachment || null,
    response: { clientDataJSON: text(one.response.clientDataJSON), ...response },
    clientExtensionResults: one.getClientExtensionResults(),
  });

  async function options(form) {
    if (form.dataset.passkey !== "login") {
      return JSON.parse(document.getElementById("passkey-options").textContent);
    }
    const answer = await fetch(form.action, {
      headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    return answer.json();
  }

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failure = form.querySelector("[data-failure]");
      failure.hidden = true;
      try {
        const given = await options(form);
        const creates = form.dataset.passkey === "create";
        const answer = creates ? await make(given.creation_options) : await show(given.request_options);
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        failure.hidden = false;
      }
    });
  }
})();
