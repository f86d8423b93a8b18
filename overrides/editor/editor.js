// The form of one item, or of one row of a table: asks the server what it thinks of what is typed, and
// shows what comes of it. Uses fields.js.
"use strict";

const editing = {
  url: "", base: "", history: [], at: -1, number: 0, dirty: false, sights: [], sight: "", page: 0, pages: 1, turn: 0, found: [], spills: [],

  start() {
    const data = JSON.parse(one("#data").textContent);
    const form = one("#form");
    form.dataset.root = "";
    Object.assign(this, { url: form.dataset.url, base: data.base, dirty: data.unsaved, state: data.state, items: data.items });
    prepare(form);
    this.show(data);
    this.remember();
    const changed = later(() => this.look(), 350);
    form.addEventListener("input", (event) => { count(event.target); this.touched(); changed(); });
    form.addEventListener("change", changed);
    form.addEventListener("click", (event) => this.act(event, changed));
    form.addEventListener("submit", (event) => event.preventDefault());
    one("#save").onclick = () => this.save();
    one("#undo").onclick = () => this.back(-1);
    one("#redo").onclick = () => this.back(1);
    one("#drop").onclick = () => this.drop();
    if (one("#own")) one("#own").onclick = () => this.own();
    if (one("#compare")) one("#compare").onclick = () => this.compare();
    if (one("#packet")) one("#packet").onclick = () => { location.href = "/make?alert=" + this.url.split("/").pop(); };
    if (one("#publish")) one("#publish").onclick = () => this.publish();
    if (one("#proof")) one("#proof").onclick = () => window.open(this.url.replace("/api/", "/proof/"), "_blank");
    all("[data-screens]").forEach((choice) => { choice.onchange = () => this.look(); });
    if (one("#remove")) one("#remove").onclick = () => this.remove();
    if (one("#side")) one("#side").onclick = () => { this.page = (this.page + 1) % this.pages; this.picture(); };
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); this.save(); }
    });
    this.fits = later(() => this.fit(), 1200);
    form.dataset.ready = "yes";
    this.look();
  },

  // The screens that were chosen: one for pictures, one for lines of text.
  screens() {
    return Object.fromEntries(all("[data-screens]").map((choice) => [choice.dataset.screens, choice.value]));
  },

  show(data) {
    fillAll(one("#form"), data.fields);
    const wanted = data.body, there = all(".part");
    if (!one("#body")) return;
    if (there.length !== wanted.length || there.some((part, index) => part.dataset.heading !== wanted[index].heading)) {
      one("#body").replaceChildren(...wanted.map((row) => {
        const part = one("#part").content.firstElementChild.cloneNode(true);
        part.dataset.heading = row.heading;
        one(".label", part).textContent = row.heading || (wanted.length > 1 ? "开头（可以不写）" : "正文");
        one(".hint", part).textContent = row.hint || "";
        one("textarea", part).setAttribute("aria-label", row.heading || "正文");
        return part;
      }));
    }
    all(".part textarea").forEach((area, index) => {
      if (area.value !== wanted[index].text) area.value = wanted[index].text;
      area.rows = Math.min(18, Math.max(4, area.value.split("\n").length + 1));
    });
  },

  values() {
    const body = all(".part").map((part) => ({ heading: part.dataset.heading, text: one("textarea", part).value }));
    return { fields: readAll(one("#form")), body };
  },

  touched() {
    this.dirty = true;
    one("#kept").textContent = "还没保存";
  },

  act(event, changed) {
    const button = event.target.closest("button");
    if (!button) return;
    const row = button.closest("[data-row]"), field = button.closest("[data-type=list],[data-type=pairs]");
    if (button.dataset.do === "add") {
      one("input,select,textarea", addRow(field)).focus();
    } else if (button.dataset.do === "remove") {
      const next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      (next ? one("input,select,textarea", next) : one("[data-do=add]", field)).focus();
    } else if (button.dataset.do === "up" || button.dataset.do === "down") {
      const up = button.dataset.do === "up", beside = up ? row.previousElementSibling : row.nextElementSibling;
      if (beside) beside[up ? "before" : "after"](row);
      button.focus();
    } else if (button.dataset.do === "picture") {
      choosePicture((path, alt) => {
        control(button.closest("[data-field]")).value = path;
        const beside = find("alt");
        if (beside && alt) fill(beside, alt);
        this.touched(); changed();
      });
      return;
    } else if (button.dataset.tool) {
      tool(button.dataset.tool, one("textarea", button.closest(".part")), this.items, () => { this.touched(); changed(); });
      return;
    } else {
      if (button.dataset.fix) this.fix(Number(button.dataset.fix));
      return;
    }
    this.touched();
    changed();
  },

  async look() {
    const number = ++this.number;
    const sent = { ...this.values(), base: this.base, ...this.screens() };
    let answer;
    try { answer = await ask(this.url + "/look", sent); } catch (error) { tell(error.message, 0); return; }
    if (number !== this.number) return;  // something newer is on its way
    this.remember();
    this.remarks([...answer.remarks, ...this.spills]);
    one("#kept").textContent = answer.unsaved ? "还没保存，草稿已存好" : "已保存";
    this.dirty = answer.unsaved;
    this.sights = answer.sights;
    this.tabs();
    this.picture();
    if (this.sights.length) this.fits();
  },

  // What does not fit on paper: measured when nobody types, because it takes a second.
  async fit() {
    const number = this.number;
    const answer = await ask(this.url + "/fit", { ...this.values(), base: this.base }).catch(() => null);
    if (!answer || number !== this.number) return;
    const others = this.found.filter((remark) => !this.spills.includes(remark));
    this.spills = answer.remarks;
    this.remarks([...others, ...this.spills]);
  },

  remarks(found) {
    this.found = found;
    all(".remarks").forEach((box) => { box.textContent = ""; });
    all(".bad").forEach((input) => { input.classList.remove("bad"); input.removeAttribute("aria-invalid"); });
    const list = one("#summary ul");
    list.textContent = "";
    found.forEach((remark, index) => {
      // Nobody has forgotten what he has not come to yet.
      if (remark.code === "S020" && !this.tried) return;
      const field = remark.field ? find(remark.field) : null;
      const box = field ? one(".remarks", field) : one("#general");
      const shown = make("span", "", "remark " + remark.severity, make("span", remark.message));
      if (remark.hint) shown.append(make("small", remark.hint));
      if (remark.fixable) {
        shown.append(make("button", remark.mended ? "改成：" + remark.mended : "照这样改", { type: "button" }));
        shown.lastChild.dataset.fix = String(remark.number);
      }
      shown.id = "remark" + index;
      box.append(shown);
      const input = field && control(field);
      if (input && remark.severity === "error") {
        input.classList.add("bad");
        input.setAttribute("aria-invalid", "true");
      }
      if (input) input.setAttribute("aria-describedby", shown.id);
      if (remark.severity !== "error") return;
      const link = make("a", (remark.label ? remark.label + "：" : "") + remark.message, { href: "#" });
      link.onclick = (event) => {
        event.preventDefault();
        const closed = field && field.closest("details");
        if (closed) closed.open = true;
        if (input) { input.focus(); field.scrollIntoView({ block: "center" }); }
      };
      list.append(make("li", "", {}, link));
    });
    one("#summary").hidden = !this.tried || !list.children.length;
  },

  remember() {
    const now = JSON.stringify(this.values());
    if (this.history[this.at] === now) return;
    this.history = this.history.slice(0, this.at + 1);
    this.history.push(now);
    if (this.history.length > 200) this.history.shift();
    this.at = this.history.length - 1;
    one("#undo").disabled = this.at <= 0;
    one("#redo").disabled = true;
  },

  back(step) {
    const to = this.at + step;
    if (to < 0 || to >= this.history.length) return;
    this.at = to;
    this.show(JSON.parse(this.history[to]));
    one("#undo").disabled = to <= 0;
    one("#redo").disabled = to >= this.history.length - 1;
    this.touched();
    this.look();
  },

  async save(more) {
    this.tried = true;
    one("#save").disabled = true;
    try {
      const answer = await ask(this.url + "/save", { ...this.values(), base: this.base, ...more });
      if (answer.conflict) { this.conflict(answer); return false; }
      this.base = answer.base;
      if (answer.saved) { location.replace(answer.url || location.pathname); return true; }
      this.remarks(answer.remarks);
      tell(answer.message, 8);
      if (!one("#summary").hidden) one("#summary").focus();
    } catch (error) { tell(error.message, 0); } finally { one("#save").disabled = false; }
    return false;
  },

  async fix(number) {
    try {
      const answer = await ask(this.url + "/fix", { ...this.values(), base: this.base, number, code: (this.found.find((r) => r.number === number) || {}).code });
      this.show(answer);
      this.touched();
      this.look();
    } catch (error) { tell(error.message); }
  },

  // A copy for the town alone, with what was typed: the shared one stays as it is.
  async own() {
    await this.look();
    try {
      const answer = await ask(this.url + "/own");
      this.dirty = false;
      location.replace(answer.url);
    } catch (error) { tell(error.message, 8); }
  },

  async drop() {
    if (!confirm("没保存的改动都不要了，回到上次保存的样子？")) return;
    const answer = await ask(this.url + "/drop");
    this.dirty = false;
    location.replace(answer.url);
  },

  async remove() {
    if (!confirm("删去这一条？")) return;
    const answer = await ask(this.url + "/remove").catch((error) => tell(error.message, 8));
    if (answer) location.replace(answer.url);
  },

  publish() {
    const next = this.state.next, form = make("form");
    const role = () => (one("input:checked", form) || { value: "" }).value;
    (next.roles || []).forEach(([value, label]) => form.append(make("label", "", {}, make("input", "", { type: "radio", name: "role", value }), label)));
    const act = (status) => () => {
      if (status === "published" && next.required && !role()) { tell("先选是谁读过"); return; }
      one("#dialog").close();
      this.save({ status, checked: status === "published" ? role() : "" });
    };
    const buttons = next.buttons.map(([status, label], index) => make("button", label, { type: "button", className: index ? "" : "main", onclick: act(status) }));
    dialog(next.title, make("p", next.text), form, foot(...buttons, cancel("先不")));
  },

  async compare() {
    const answer = await ask(this.url + "/compare").catch((error) => tell(error.message));
    if (!answer) return;
    const rows = [["哪里", "上一版", "现在（已保存的）"], ...answer.rows].map((row, index) => make("tr", "", {}, ...row.map((text) => make(index ? "td" : "th", text || "（空的）"))));
    dialog("和上一版比较", answer.rows.length ? make("table", "", {}, ...rows) : make("p", "和上一版一样。"), foot(cancel("好")));
  },

  conflict(answer) {
    const side = (index, name, text) => make("td", "", {}, make("div", text || "（空的）"),
      make("label", "", {}, make("input", "", { type: "radio", name: "row" + index, value: name, checked: name === "mine" }), "用这个"));
    const rows = answer.rows.map((row, index) => make("tr", "", {}, make("th", row.label), side(index, "mine", row.mine), side(index, "theirs", row.theirs)));
    const head = make("tr", "", {}, ...["哪里", "您写的", "文件里现在的"].map((text) => make("th", text)));
    const ok = make("button", "照选好的保存", { type: "button", className: "main" });
    ok.onclick = () => {
      const values = this.values();
      answer.rows.forEach((row, index) => {
        if (one(`input[name=row${index}]:checked`).value !== "theirs") return;
        if (row.body) values.body = values.body.map((part) => part.heading === row.heading ? { ...part, text: row.theirs } : part);
        else values.fields[row.field] = row.value;
      });
      this.show(values);
      this.base = answer.base;
      one("#dialog").close();
      this.save();
    };
    dialog("您打开以后，别人改过这一篇", make("p", "两边不一样的地方在下面。每处选一个，再保存；没动的用您写的。"),
      make("table", "", {}, head, ...rows), foot(ok, cancel("先不保存")));
  },

  tabs() {
    const bar = one(".tabs");
    if (!bar) return;
    if (!this.sights.some((sight) => sight.name === this.sight)) { this.sight = this.sights.length ? this.sights[0].name : ""; this.page = 0; }
    const names = this.sights.map((sight) => sight.name).join();
    if (bar.dataset.names !== names) {
      bar.dataset.names = names;
      bar.textContent = "";
      this.sights.forEach((sight) => {
        const tab = make("button", sight.label, { type: "button", onclick: () => { this.sight = sight.name; this.page = 0; this.tabs(); this.picture(); } });
        tab.dataset.name = sight.name;
        tab.setAttribute("role", "tab");
        tab.onkeydown = (event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (!step) return;
          const tabs = all("button", bar), next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
          next.focus();
          next.click();
        };
        bar.append(tab);
      });
    }
    all("button", bar).forEach((tab) => {
      const chosen = tab.dataset.name === this.sight;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    });
  },

  async picture() {
    const place = one("#sight");
    if (!place) return;
    const sight = this.sights.find((row) => row.name === this.sight);
    all(".screens").forEach((choice) => { choice.hidden = !sight || choice.dataset.sight !== sight.name; });
    one(".pager").hidden = true;
    one("#paper").hidden = !sight || sight.type !== "sheet" || !sight.pdf;
    if (!sight) { place.replaceChildren(make("p", "这一种内容没有可以预览的成品。", "wait")); return; }
    if (sight.pdf) one("#paper").href = sight.pdf;
    const number = this.number, page = this.page, turn = ++this.turn, query = "?" + new URLSearchParams({ rev: number, page, ...this.screens() });
    if (sight.type === "page") {
      const frame = one("iframe", place) || make("iframe");
      frame.title = "手机上的网页";
      frame.setAttribute("sandbox", "allow-same-origin");
      frame.src = sight.url + query;
      if (!frame.isConnected) place.replaceChildren(frame);
      one("#misfit").hidden = true;
      return;
    }
    let answer;
    try { answer = await fetch(sight.url + query, { credentials: "same-origin" }); } catch (error) { return; }
    const facts = JSON.parse(decodeURIComponent(answer.headers.get("X-Facts") || "%7B%7D"));
    const data = await answer.blob();
    if (number !== this.number || sight.name !== this.sight || turn !== this.turn) return;
    if (!answer.ok) { place.replaceChildren(make("p", await data.text(), "wait")); return; }
    one("#misfit").hidden = !facts.misfit;
    one("#misfit").textContent = facts.misfit || "";
    one(".pager").hidden = !(facts.pages > 1);
    this.pages = facts.pages;
    const last = page >= facts.pages - 1;
    one("#side").textContent = sight.type === "sheet" && facts.pages === 2 ? (page ? "看正面" : "看背面") : `第 ${page + 1} 张，共 ${facts.pages} 张，看${last ? "第一张" : "下一张"}`;
    if (sight.type === "text") {
      const text = make("pre", await data.text());
      place.replaceChildren(...(facts.said ? [make("p", facts.said, "facts")] : []), text);
      return;
    }
    const image = one("img", place) || make("img");
    const before = image.src;
    image.alt = sight.label + "的样子";
    image.className = answer.headers.get("Content-Type") === "image/bmp" ? "strip" : "";
    image.src = URL.createObjectURL(data);
    if (before) setTimeout(() => URL.revokeObjectURL(before), 2000);
    if (!image.isConnected) place.replaceChildren(image);
  },
};

// ── Tools of the body ───────────────────────────────────────────────────────────────────────────

function tool(name, area, items, done) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const put = (text, from, to) => {
    area.focus();
    area.setRangeText(text, from === undefined ? start : from, to === undefined ? end : to, "end");
    done();
  };
  if (name === "bold") put(`**${value.slice(start, end) || "重点"}**`);
  else if (name === "list" || name === "steps") {
    const from = value.lastIndexOf("\n", start - 1) + 1;
    const rest = value.indexOf("\n", end), to = rest < 0 ? value.length : rest;
    const rows = value.slice(from, to).split("\n").map((row, index) => (name === "list" ? "- " : `${index + 1}. `) + row.replace(/^(- |\d+\. )/, ""));
    put(rows.join("\n"), from, to);
  } else if (name === "link") chooseItem(items, (item) => put(`[${value.slice(start, end) || item.title}](${item.link})`));
  else choosePicture((path, alt) => put(`\n\n![${alt}](${path.replace(/^assets/, "../assets")})\n\n`));
}

const cancel = (text) => make("button", text, { type: "button", onclick: () => one("#dialog").close() });
const foot = (...buttons) => make("div", "", "foot", ...buttons);
function dialog(title, ...inside) {
  one("#dialog").replaceChildren(make("h2", title), ...inside);
  one("#dialog").showModal();
}

function chooseItem(items, done) {
  const input = make("input", "", { type: "search" }), list = make("ul", "", "found");
  input.setAttribute("aria-label", "题目里的字");
  const choose = (item) => () => { one("#dialog").close(); done(item); };
  input.oninput = () => list.replaceChildren(...items
    .filter((item) => !input.value || (item.title + item.id).includes(input.value.trim())).slice(0, 30)
    .map((item) => make("li", "", {}, make("button", `${item.title}（${item.label}）`, { type: "button", onclick: choose(item) }))));
  input.oninput();
  dialog("链接到哪一篇？写几个题目里的字来找", input, list, foot(cancel("不要了")));
  input.focus();
}

function choosePicture(done) {
  const file = make("input", "", { type: "file", accept: "image/jpeg,image/png,image/webp,image/bmp" }), alt = make("input");
  const wrong = make("p", "", "wrong"), ok = make("button", "放进去", { type: "button", className: "main" });
  wrong.setAttribute("role", "alert");
  ok.onclick = async () => {
    if (!file.files.length) { wrong.textContent = "先选一张图片"; return; }
    if (!alt.value.trim()) { wrong.textContent = "写一句图里画的是什么"; alt.focus(); return; }
    ok.disabled = true;
    try {
      const answer = await ask(editing.url + "/upload", file.files[0], "application/octet-stream");
      one("#dialog").close();
      done(answer.path, alt.value.trim());
    } catch (error) { wrong.textContent = error.message; } finally { ok.disabled = false; }
  };
  dialog("放一张图片", make("label", "图片（会自动转正、缩小，去掉拍摄地点等信息）", {}, file),
    make("label", "图里画的是什么（给看不见图的人，必须写）", {}, alt), wrong, foot(ok, cancel("不要了")));
}

document.addEventListener("DOMContentLoaded", () => { if (document.body.classList.contains("edit")) editing.start(); });
