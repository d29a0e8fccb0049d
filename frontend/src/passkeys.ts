/*
 * Passkeys. A form with data-passkey asks the device before it is sent: "make" a new one, "show" one to confirm, or
 * "sign-in" with one alone. What the server wants stands in a block of data on the page, or is fetched by the press.
 * Without a script, or where the browser knows no passkeys, these forms stay hidden.
 */

type Data = Record<string, any>;

const toBytes = (text: string): ArrayBuffer => {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0)).buffer;
};

const toText = (bytes: ArrayBuffer | null): string | undefined =>
  bytes
    ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '')
    : undefined;

const known = (list: Data[] | undefined): any => list?.map((each) => ({ ...each, id: toBytes(each.id) }));

function answerOf(credential: PublicKeyCredential): Data {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject ?? null),
      authenticatorData: response.attestationObject ? undefined : toText(response.authenticatorData ?? null),
      signature: toText(response.signature ?? null),
      userHandle: toText(response.userHandle ?? null),
      transports: response.getTransports?.(),
    },
  };
}

async function make(options: Data): Promise<Credential | null> {
  const wanted = options.publicKey;
  return navigator.credentials.create({
    publicKey: {
      ...wanted,
      challenge: toBytes(wanted.challenge),
      user: { ...wanted.user, id: toBytes(wanted.user.id) },
      excludeCredentials: known(wanted.excludeCredentials),
      // Where the device can, the passkey alone is enough to sign in later.
      authenticatorSelection: {
        ...wanted.authenticatorSelection,
        residentKey: 'preferred',
        userVerification: 'preferred',
      },
    },
  });
}

async function show(options: Data): Promise<Credential | null> {
  const wanted = options.publicKey;
  return navigator.credentials.get({
    publicKey: { ...wanted, challenge: toBytes(wanted.challenge), allowCredentials: known(wanted.allowCredentials) },
  });
}

async function optionsFor(form: HTMLFormElement): Promise<Data> {
  if (form.dataset.passkey !== 'sign-in') {
    return JSON.parse(document.getElementById('passkey-options')?.textContent ?? '{}');
  }
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } });
  return (await answer.json()).request_options;
}

function showProblem(shown: boolean): void {
  const problem = document.querySelector<HTMLElement>('[data-passkey-problem]');
  if (problem) problem.hidden = !shown;
}

async function ask(form: HTMLFormElement): Promise<void> {
  showProblem(false);
  try {
    const options = await optionsFor(form);
    const credential = await (form.dataset.passkey === 'make' ? make(options) : show(options));
    const field = form.elements.namedItem('credential') as HTMLInputElement;
    field.value = JSON.stringify(answerOf(credential as PublicKeyCredential));
    form.submit();
  } catch {
    showProblem(true);
  }
}

if (typeof window.PublicKeyCredential === 'function') {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void ask(form);
    });
  }
}
