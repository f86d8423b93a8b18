// What all pages of the form share: asking the server, reading and filling fields. No library, nothing
// from outside; works in Chrome 90 and Edge 90.
"use strict";

const one = (selector, root) => (root || document).querySelector(selector);
const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
const make = (tag, text, more, ...inside) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (typeof more === "string") element.className = more; else Object.assign(element, more);
  element.append(...inside);
  return element;
};
const later = (act, pause) => {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, pause); };
};

let quiet = 0;
function tell(text, seconds) {
  one("#told").textContent = text;
  clearTimeout(quiet);
  if (seconds !== 0) quiet = setTimeout(() => { one("#told").textContent = ""; }, (seconds || 4) * 1000);
}

async function ask(address, body, type) {
  const options = { method: "POST", credentials: "same-origin", headers: { "Content-Type": type || "application/json" } };
  options.body = type ? body : JSON.stringify(body || {});
  let answer;
  try { answer = await fetch(address, options); } catch (error) { throw new Error("编辑程序没有回答：黑色窗口是不是关了？重新双击“开始编辑”，没保存的字还在。"); }
  const text = await answer.text();
  let found = {};
  try { found = JSON.parse(text); } catch (error) { found = { wrong: text }; }
  if (answer.status === 409) found.conflict = true;
  else if (!answer.ok) throw new Error(found.wrong || text);
  return found;
}

// ── Fields ──────────────────────────────────────────────────────────────────────────────────────

// The fields directly below an element, not those inside another field.
const parts = (root) => all("[data-field]", root).filter((f) => f.parentElement.closest("[data-field],[data-root]") === root);
const control = (field) => one("input,select,textarea", field);
const rowsOf = (field) => Array.from(one(".rows", field).children);
const rowField = (row) => one("[data-field]", row);

function read(field) {
  switch (field.dataset.type) {
    case "list": return rowsOf(field).map((row) => read(rowField(row)));
    case "group": return readAll(field);
    case "checks": return all("input:checked", field).map((box) => box.value);
    case "radio": return (one("input:checked", field) || { value: "" }).value;
    case "pairs": return Object.fromEntries(rowsOf(field).map((row) => all("input,select,textarea", row).map((input) => input.value)));
    default: return control(field).value;
  }
}
const readAll = (root) => Object.fromEntries(parts(root).map((field) => [field.dataset.field, read(field)]));

function fill(field, value) {
  switch (field.dataset.type) {
    case "list": {
      const wanted = value || [];
      const least = Math.max(Number(field.dataset.least || 0), 0);
      while (rowsOf(field).length > Math.max(wanted.length, least)) rowsOf(field).pop().remove();
      while (rowsOf(field).length < Math.max(wanted.length, least)) addRow(field);
      rowsOf(field).forEach((row, index) => fill(rowField(row), wanted[index]));
      break;
    }
    case "group": fillAll(field, value || {}); break;
    case "checks": all("input", field).forEach((box) => { box.checked = (value || []).includes(box.value); }); break;
    case "radio": all("input", field).forEach((dot) => { dot.checked = dot.value === (value || ""); }); break;
    case "pairs": {
      const rows = Object.entries(value || {});
      while (rowsOf(field).length > rows.length) rowsOf(field).pop().remove();
      while (rowsOf(field).length < rows.length) addRow(field);
      rowsOf(field).forEach((row, index) => all("input,select,textarea", row).forEach((input, at) => { input.value = rows[index][at]; }));
      break;
    }
    default: {
      const input = control(field), text = value === null || value === undefined ? "" : String(value);
      if (input.tagName === "SELECT" && text && !Array.from(input.options).some((o) => o.value === text)) {
        input.append(make("option", text + "（表里没有）", { value: text }));
      }
      if (input.value !== text) input.value = text;
      count(input);
    }
  }
}
const fillAll = (root, values) => parts(root).forEach((field) => fill(field, values[field.dataset.field]));

let names = 0;
function addRow(field) {
  const row = one(":scope > template", field).content.firstElementChild.cloneNode(true);
  one(".rows", field).append(row);
  prepare(row);
  return row;
}

function prepare(root) {
  all("input[data-most],textarea[data-most]", root).forEach((input) => {
    const counter = make("span", "", "count");
    input.after(counter);
    count(input);
  });
  all("[data-type=radio]", root).forEach((field) => {
    names += 1;
    all("input", field).forEach((dot) => { dot.name = "radio" + names; });
  });
}

function count(input) {
  const most = Number(input.dataset.most || 0), counter = input.nextElementSibling;
  if (!most || !counter || !counter.classList.contains("count")) return;
  const length = Array.from(input.value.trim()).length;
  counter.textContent = length > most ? `多了 ${length - most} 个字` : `${length}／${most}`;
  counter.classList.toggle("over", length > most);
}

// The field that a remark names: "story.2.text", "body.怎么认".
function find(path) {
  const form = one("#form"), steps = path.split(".");
  if (steps[0] === "正文") {
    const sections = all(".part");
    return sections.find((part) => part.dataset.heading === steps[1]) || sections[0] || null;
  }
  let at = form, found = null;
  for (const step of steps) {
    if (at.dataset.type === "list") {
      const row = rowsOf(at)[Number(step)];
      if (!row) break;
      at = rowField(row);
    } else {
      const next = parts(at).find((field) => field.dataset.field === step);
      if (!next) break;
      at = next;
    }
    found = at;
  }
  return found;
}
