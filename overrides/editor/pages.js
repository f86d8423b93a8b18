// The pages beside the form: the list of all items, a new one, making everything. Uses fields.js.
"use strict";

function listing() {
  const rows = all(".items tbody tr"), body = one(".items tbody");
  const value = (id) => one(id).value;
  const show = () => {
    const words = value("#find").trim().toLowerCase();
    let shown = 0;
    rows.forEach((row) => {
      const data = row.dataset;
      const fits = (!words || row.cells[0].textContent.toLowerCase().includes(words))
        && (!value("#by-kind") || data.kind === value("#by-kind"))
        && (!value("#by-state") || data.state.split(" ").includes(value("#by-state")))
        && (!value("#by-scam") || data.scam === value("#by-scam"))
        && (!one("#by-place") || ["*", data.place].includes(value("#by-place")))
        && (!value("#from") || data.date >= value("#from"))
        && (!value("#until") || (data.date && data.date <= value("#until")))
        && (!value("#by-audience") || data.audience.split(" ").includes(value("#by-audience")));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    one("#count").textContent = shown ? `${shown} 篇` : "没有这样的内容";
    one("#clear").hidden = shown === rows.length;
  };
  const order = () => {
    const key = value("#by-order") === "title" ? (row) => row.cells[0].textContent.trim() : (row) => row.dataset.date;
    const sign = value("#by-order") === "title" ? 1 : -1;
    rows.sort((a, b) => sign * key(a).localeCompare(key(b), "zh-CN")).forEach((row) => body.append(row));
  };
  one(".filters").addEventListener("input", () => { show(); });
  one("#by-order").addEventListener("change", order);
  one("#clear").onclick = () => { one(".filters").reset(); order(); show(); one("#find").focus(); };
  one(".filters").addEventListener("submit", (event) => event.preventDefault());
  one(".items").addEventListener("click", async (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const { kind, id } = button.closest("tr").dataset;
    let wanted = "";
    if (button.dataset.act === "archive" && !confirm("撤下以后不再印发，印出去的二维码还能打开，页面会说明已经撤下。要撤下吗？")) return;
    if (button.dataset.act !== "archive") {
      wanted = prompt(button.dataset.act === "copy" ? "新的一篇用什么编号？（小写字母、数字、减号）" : "改成什么编号？", id + (button.dataset.act === "copy" ? "-2" : ""));
      if (!wanted) return;
    }
    try {
      const answer = await ask(`/api/${kind}/${id}/${button.dataset.act}`, { id: wanted });
      location.href = answer.url;
    } catch (error) { tell(error.message, 8); }
  });
  show();
  fetch("/errors", { credentials: "same-origin" }).then((answer) => answer.json()).then((found) => {
    rows.forEach((row) => {
      const number = found[`${row.dataset.kind}/${row.dataset.id}`];
      if (!number) return;
      row.dataset.state += " errors unsettled";
      row.cells[2].append(make("span", `有 ${number} 处错误`, "state errors"));
    });
    show();
  }).catch(() => {});
}

function starting() {
  const form = one("#new"), title = one("#title"), id = one("#id"), wrong = one(".wrong");
  let own = false;
  prepare(form);
  const kind = () => (one("input[name=kind]:checked", form) || { value: "" }).value;
  const suggest = later(async () => {
    if (own || !title.value.trim()) return;
    const answer = await ask("/api/suggest", { title: title.value }).catch(() => ({}));
    if (!own && answer.id) id.value = answer.id;
  }, 250);
  title.oninput = () => { count(title); suggest(); };
  id.oninput = () => { own = id.value !== ""; };
  form.onsubmit = async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    if (!kind()) { wrong.textContent = "先选写什么"; return; }
    try {
      const answer = await ask("/api/new", { kind: kind(), title: title.value, id: id.value, layer: (one("input[name=layer]:checked", form) || { value: "" }).value });
      location.href = answer.url;
    } catch (error) { wrong.textContent = error.message; }
  };
  (kind() ? title : one("input", form)).focus();
  const bring = async (name, data) => {
    one("#brought").replaceChildren(make("p", "正在读……"));
    try {
      const answer = await ask("/api/bring?name=" + encodeURIComponent(name), data, "application/octet-stream");
      one("#brought").replaceChildren(make("h3", "带进来了，这几处请核对"), make("ul", "", {}, ...answer.notes.map((text) => make("li", text))),
        make("a", "打开来改", { href: answer.url, className: "button" }));
    } catch (error) { one("#brought").replaceChildren(make("p", error.message, "wrong")); }
  };
  one("#word").onchange = () => { if (one("#word").files.length) bring(one("#word").files[0].name, one("#word").files[0]); };
  one("#bring").onclick = () => bring("", new Blob([one("#pasted").value]));
}

function making() {
  const start = one("#start"), bar = one("progress"), text = one("#doing"), report = one(".report"), links = one("#links");
  const show = async () => {
    const state = await fetch("/make/state", { credentials: "same-origin" }).then((answer) => answer.json()).catch(() => null);
    if (!state) { text.textContent = "编辑程序没有回答"; return; }
    start.disabled = state.running;
    bar.hidden = !state.running;
    if (state.total) { bar.max = state.total; bar.value = state.done; } else bar.removeAttribute("value");
    text.textContent = state.text;
    report.textContent = state.report;
    report.hidden = !state.report;
    links.hidden = state.running || !state.ready;
    one("#zips").replaceChildren(...state.zips.map(([href, label]) => make("li", "", {}, make("a", label, { href, download: "" }))));
    one("#zip").hidden = state.running || !state.packet;
    if (state.packet) one("#zip a").href = `/packet/${state.packet}.zip`;
    if (state.running) setTimeout(show, 700);
  };
  const alert = new URLSearchParams(location.search).get("alert") || "";
  start.onclick = async () => { await ask("/make/start", { alert: "" }).catch((error) => tell(error.message)); show(); };
  if (alert) {
    one("#packet").hidden = false;
    one("#packet").onclick = async () => { await ask("/make/start", { alert }).catch((error) => tell(error.message)); show(); };
  }
  if (one("#keep")) one("#keep").onclick = () => ask("/make/keep", { message: one("#said").value }).then((answer) => tell(answer.message), (error) => tell(error.message, 8));
  one("#folder").onclick = () => ask("/make/folder").catch((error) => tell(error.message));
  show();
}

function table() {
  const rows = all(".rows-list li"), find = one("#find");
  const show = () => {
    const words = find.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !row.dataset.words.toLowerCase().includes(words); });
    one("#count").textContent = `${rows.filter((row) => !row.hidden).length} 条`;
  };
  find.oninput = show;
  one(".filters").addEventListener("submit", (event) => event.preventDefault());
  show();
}

document.addEventListener("DOMContentLoaded", () => {
  const page = document.body.classList;
  if (page.contains("list")) listing();
  else if (page.contains("new")) starting();
  else if (page.contains("make")) making();
  else if (page.contains("table")) table();
});
