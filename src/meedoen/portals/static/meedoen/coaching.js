/* Notes of a visit that survive a lost connection. A note stands on this device from the moment it is saved
   until the server has it; sent twice it is one visit, by its key. Without this the form works as any other. */
(() => {
  "use strict";

  const device = document.querySelector("[data-coaching-device]");
  if (!device || !window.indexedDB || !window.isSecureContext) return;

  const words = device.dataset;
  const form = document.querySelector("input[name=client_key]")?.form ?? null;
  const said = device.querySelector("[data-coaching-said]");
  const list = device.querySelector("[data-coaching-list]");
  const SHELF = "meedoen-begeleiding";

  // The notes on this device.
  const opened = new Promise((done, failed) => {
    const asked = window.indexedDB.open(SHELF, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("bezoeken", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const inStore = async (mode, deed) => {
    const store = (await opened).transaction("bezoeken", mode).objectStore("bezoeken");
    return new Promise((done, failed) => {
      const asked = deed(store);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
  };
  const keep = (draft) => inStore("readwrite", (store) => store.put(draft));
  const drop = (key) => inStore("readwrite", (store) => store.delete(key));
  const mine = async () =>
    (await inStore("readonly", (store) => store.getAll())).filter((one) => one.owner === words.owner);

  const say = (text) => { said.textContent = text; };
  const key = () => form?.elements.client_key.value;
  const address = (pattern, number) => pattern.replace("NUMMER", encodeURIComponent(number));
  const numberHere = () => {
    const found = window.location.pathname.match(/\/([^/]+)\/bezoek\/$/);
    return found ? decodeURIComponent(found[1]) : "";
  };

  const collect = () => ({
    key: key(),
    owner: words.owner,
    number: (form.elements.number?.value || numberHere()).trim(),
    fields: [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "number"),
    why: [],
  });

  // A token of now, and whether whoever wrote the note is still signed in here.
  const token = async () => {
    const answer = await fetch(words.road, { credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || answer.redirected) return null;
    const copy = answer.clone();
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh.querySelector("[data-coaching-device]")?.dataset.owner !== words.owner) return null;
    if (window.caches) await (await window.caches.open(SHELF)).put(words.road, copy);
    return fresh.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? null;
  };

  // What became of a note: kept, refused (with why), signin, broken, or offline.
  const send = async (draft) => {
    try {
      const mark = await token();
      if (!mark) return { state: "signin" };
      const body = new URLSearchParams([...draft.fields, ["csrfmiddlewaretoken", mark]]);
      const answer = await fetch(address(words.send, draft.number), { method: "POST", body });
      if (answer.redirected) return { state: "signin" };
      if (answer.status === 404 || answer.status === 403) return { state: "refused", why: [words.gone], gone: true };
      if (answer.status !== 200 && answer.status !== 422) return { state: "broken" };
      const told = await answer.json();
      return told.kept ? { state: "kept", url: told.url } : { state: "refused", why: told.words };
    } catch {
      return { state: navigator.onLine ? "broken" : "offline" };
    }
  };

  const line = (draft) => {
    const made = device.querySelector("[data-coaching-draft]").content.cloneNode(true);
    const part = (name) => made.querySelector(`[data-part=${name}]`);
    const typed = Object.fromEntries(draft.fields);
    part("what").textContent = `${draft.number}, ${typed.happened_on}, ${typed.minutes} ${words.minutes}`;
    part("note").textContent = typed.note;
    part("why").hidden = !draft.why.length;
    part("why").textContent = draft.why.join(" ");
    // The page of a number that does not exist opens nothing: there the number itself is to be mended.
    part("open").href = `${draft.gone ? words.road : address(words.visit, draft.number)}#${draft.key}`;
    part("drop").addEventListener("click", async () => {
      await drop(draft.key);
      await show();
    });
    return made;
  };

  const show = async () => {
    const drafts = (await mine()).filter((one) => one.key !== key());
    list.hidden = !drafts.length;
    list.querySelector("[data-coaching-drafts]").replaceChildren(...drafts.map(line));
  };

  const sync = async () => {
    for (const draft of await mine()) {
      if (draft.key === key() || draft.why.length) continue;
      const { state, why, gone } = await send(draft);
      if (state === "kept") {
        await drop(draft.key);
        say(words.sent);
      } else if (state === "refused") {
        await keep({ ...draft, why, gone });
      } else {
        break;
      }
    }
    await show();
  };

  const fill = (draft) => {
    for (const [name, value] of draft.fields) {
      const field = form.elements[name];
      if (field && name !== "accepted") field.value = value;
    }
    if (form.elements.number) form.elements.number.value = draft.number;
  };

  // The note that the address points at, back in the form.
  const reopen = async () => {
    const asked = window.location.hash.slice(1);
    const draft = form && asked ? (await mine()).find((one) => one.key === asked) : null;
    if (!draft) return;
    fill(draft);
    form.elements.minutes.focus();
  };

  const begin = async () => {
    await reopen();
    if (form?.elements.number && !form.elements.number.value) form.elements.number.value = numberHere();
    device.hidden = false;
    document.querySelector("[data-coaching-how]")?.removeAttribute("hidden");
    await show();
    await sync();
  };

  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const draft = collect();
    try {
      await keep(draft);
    } catch {
      // This device keeps nothing: the form goes as it would without a script.
      form.submit();
      return;
    }
    const { state, url } = await send(draft);
    if (state === "kept") {
      await drop(draft.key);
      window.location.assign(url);
    } else if (state === "refused") {
      // The server shows the form with what was typed and what is wrong. A number that was typed on the
      // page of the road goes to the page of that number, which shows the same.
      form.submit();
    } else {
      const kept = { offline: words.kept, signin: words.signin, broken: words.broken };
      form.reset();
      form.elements.client_key.value = window.crypto.randomUUID();
      say(kept[state]);
      await show();
      said.scrollIntoView({ block: "center" });
    }
  });

  window.addEventListener("hashchange", async () => {
    await reopen();
    await show();
  });
  window.addEventListener("online", () => { void sync(); });
  document.querySelectorAll("header form").forEach((out) => {
    out.addEventListener("submit", async (event) => {
      event.preventDefault();
      const drafts = await mine();
      if (!drafts.length || window.confirm(words.signout)) out.submit();
    });
  });
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(words.worker, { scope: words.list }).catch(() => {
      // Without it the open page still keeps notes; it only cannot be opened without a connection.
    });
  }
  void begin();
})();
