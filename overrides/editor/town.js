// First use: the town in a short form. What is wrong is said beside the answer. Uses fields.js.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = one("#town"), list = one("#summary ul");
  const answers = () => Object.fromEntries(all("input", form).map((input) => [input.name, input.value]));
  const show = (wrong, summary) => {
    all(".remarks", form).forEach((box) => { box.textContent = ""; });
    all("input", form).forEach((input) => { input.classList.remove("bad"); input.removeAttribute("aria-invalid"); });
    list.textContent = "";
    wrong.forEach((row) => {
      const input = one(`[name="${row.field}"]`, form) || one("input", form);
      const remark = make("span", row.message, "remark");
      if (row.hint) remark.append(make("small", row.hint));
      one(".remarks", input.closest(".field")).append(remark);
      input.classList.add("bad");
      input.setAttribute("aria-invalid", "true");
      const link = make("a", row.message, { href: "#", onclick: (event) => { event.preventDefault(); input.focus(); } });
      list.append(make("li", "", {}, link));
    });
    one("#summary").hidden = !summary || !wrong.length;
  };
  let number = 0;
  // Only after a pause: the page must not move between pressing a button and letting it go.
  form.addEventListener("change", later(async () => {
    const mine = ++number;
    const answer = await ask("/town/look", { answers: answers() }).catch((error) => tell(error.message, 8));
    if (!answer || mine !== number) return;
    all("input", form).forEach((input) => { if (input.value && input !== document.activeElement) input.value = answer.tidied[input.name]; });
    show(answer.wrong, !one("#summary").hidden);
  }, 400));
  form.onsubmit = async (event) => {
    event.preventDefault();
    number += 1;
    const answer = await ask("/town/save", { answers: answers() }).catch((error) => tell(error.message, 0));
    if (!answer) return;
    if (answer.url) { location.href = answer.url; return; }
    show(answer.wrong, true);
    one("#summary").focus();
  };
  if (one("#later")) one("#later").onclick = () => ask("/town/later").then((answer) => { location.href = answer.url; }, (error) => tell(error.message));
  one("input", form).focus();
});
