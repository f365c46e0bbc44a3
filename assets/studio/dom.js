// Elements in one call: h("button", { class: "big", onclick: f }, "Play").

export function h(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "disabled") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

// A field in which Enter does what the button beside it does.
export const entered = (act) => (event) => { if (event.key === "Enter") { event.preventDefault(); act(); } };

// New children for old ones: where the focus was, it is again, if what is called so is there.
export function clear(element, ...children) {
  const focused = element.contains(document.activeElement) && document.activeElement !== element ? document.activeElement : null;
  const alike = () => [...element.querySelectorAll(focused.localName)].filter((each) => called(each) === called(focused));
  const at = focused ? alike().indexOf(focused) : -1;
  element.replaceChildren(...children.flat().filter(Boolean));
  if (focused) (alike()[at] ?? alike()[0])?.focus({ preventScroll: true });
}

const called = (element) => element.id || element.dataset.shot || element.ariaLabel || element.textContent;

export const clock = (seconds) => {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${rest}.${tenths % 10}`;
};

export const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;

export const say = (text) => { document.getElementById("status").textContent = text; };

export const shortened = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
