// Making elements, always from text: markup in a question or an answer stays text.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

const PATHS = {
  page: "M5 12h13M12 6l6 6-6 6",
  download: "M12 4v11M7 10l5 5 5-5M5 20h14",
  email: "M4 6h16v12H4zM4 7l8 6 8-6",
  phone: "M6 4h4l1 5-2 2a11 11 0 0 0 4 4l2-2 5 1v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z",
  up: "M4 11h4v9H4zM8 11l4-7a2 2 0 0 1 2 2v4h5a2 2 0 0 1 2 2l-1 6a2 2 0 0 1-2 2H8",
  down: "M4 13h4V4H4zM8 13l4 7a2 2 0 0 0 2-2v-4h5a2 2 0 0 0 2-2l-1-6a2 2 0 0 0-2-2H8",
};

export function icon(name) {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const svg = make("svg"), path = make("path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
