/* Dragging on the carving bench. Every move is a form on the page; without this each works by its button. */
(() => {
  "use strict";

  let held = null;

  const board = () => document.querySelector("[data-bench]");
  const within = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  // What can be dropped here: a task on the job, a piece of a job back on the tasks.
  const goal = (event) => {
    if (!held) return null;
    return within(event, held.matches("[data-bench-task]") ? "[data-bench-drop]" : "[data-bench-back]");
  };

  const say = (fresh) => {
    const messages = [...fresh.querySelectorAll(".md-main > .md-alert")];
    const old = document.querySelectorAll(".md-main > .md-alert");
    old.forEach((one) => one.remove());
    const title = document.querySelector(".md-title");
    // Seen above the board; read out by the live region, which stays the same element.
    messages.forEach((one) => {
      one.removeAttribute("role");
      title.before(one);
    });
    return messages.map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(" ");
  };

  const replace = (fresh, focus) => {
    const now = board();
    const next = fresh.querySelector("[data-bench]");
    if (!next) return false;
    const was = [...now.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const live = now.querySelector("[data-bench-said]");
    next.querySelector("[data-bench-said]").replaceWith(live);
    now.replaceWith(next);
    was.forEach(([id, open]) => document.getElementById(id)?.toggleAttribute("open", open));
    live.textContent = "";
    const words = say(fresh);
    window.setTimeout(() => { live.textContent = words; }, 50);
    const again = focus && document.getElementById(focus);
    const heading = document.getElementById("baan");
    if (again) again.focus();
    else if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    return true;
  };

  const send = async (form, button) => {
    const body = new FormData(form, button);
    const focus = form.querySelector("input[name=hours]")?.id;
    board().setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (answer.ok && replace(fresh, focus)) {
        window.history.replaceState(null, "", answer.url);
        return;
      }
    } catch {
      // No connection: the browser says so itself, when the form goes the ordinary way.
    }
    board().removeAttribute("aria-busy");
    const plain = document.createElement("input");
    if (button?.name) {
      plain.type = "hidden";
      plain.name = button.name;
      plain.value = button.value;
      form.append(plain);
    }
    form.submit();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!board()?.contains(form) || !form.querySelector("input[name=task]")) return;
    event.preventDefault();
    send(form, event.submitter ?? form.querySelector("button"));
  });

  document.addEventListener("dragstart", (event) => {
    held = within(event, "[data-bench-task], [data-bench-piece]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.querySelector("strong").textContent);
    held.classList.add("md-piece--held");
  });

  document.addEventListener("dragover", (event) => {
    const here = goal(event);
    document.querySelectorAll(".md-drop--over").forEach((one) => one !== here && one.classList.remove("md-drop--over"));
    if (!here) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    here.classList.add("md-drop--over");
  });

  document.addEventListener("drop", (event) => {
    if (!goal(event)) return;
    event.preventDefault();
    const form = held.querySelector(held.matches("[data-bench-task]") ? "form" : "form[data-bench-out]");
    send(form, form.querySelector("button"));
  });

  document.addEventListener("dragend", () => {
    held?.classList.remove("md-piece--held");
    held = null;
    document.querySelectorAll(".md-drop--over").forEach((one) => one.classList.remove("md-drop--over"));
  });
})();
