// Passkeys: the browser makes one or shows one, and the form sends what it says. Without script the buttons stay hidden.
{
  const asked = async (form) => {
    if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("passkey-data").textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("The server did not answer. Try again.");
    return answer.json();
  };

  const make = ({ creation_options: { publicKey } }) => {
    // Kept on the device and opened by finger, face or PIN, so that it can stand for the password too.
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  };

  const show = ({ request_options: { publicKey } }) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });

  const inWords = (error) => {
    if (error.name === "NotAllowedError") return "Nothing was done: the browser was told no, or waited too long.";
    if (error.name === "InvalidStateError") return "This device holds a passkey for this account already.";
    return error.message;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    const said = form.querySelector("[data-passkey-error]");
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
      said.textContent = "This browser knows no passkeys.";
      said.hidden = form.dataset.passkey === "login";
      continue;
    }
    button.hidden = false;
    button.addEventListener("click", async (event) => {
      event.preventDefault();
      said.hidden = true;
      try {
        const question = await asked(form);
        const credential = await (form.dataset.passkey === "create" ? make : show)(question);
        form.elements.credential.value = JSON.stringify(credential.toJSON());
        form.submit();
      } catch (error) {
        said.textContent = inWords(error);
        said.hidden = false;
      }
    });
  }
}
