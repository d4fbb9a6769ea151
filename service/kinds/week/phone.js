"use strict";
// What is told of a round is kept on this telephone, given back as a text, and sent where it can be.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const w = data.words;
  const KEY = "ramasse:" + data.head.join("/");
  const LONGEST = 1150, MOST_TRIED = 12, FIRST_S = 2, MOST_S = 60, PATIENCE_MS = 20000;
  const boxes = [...document.querySelectorAll("[data-stop]")];
  const $ = (id) => document.getElementById(id);
  const say = (key, values) => w[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const show = (node, text) => { node.textContent = text; node.hidden = !text; };

  // -- what is kept --------------------------------------------------------------------------
  // by stop: what stands in its fields, whether it is done, the codes that were sent of it
  let kept = {};
  let keeps = true;
  try { kept = JSON.parse(localStorage.getItem(KEY) || "{}") || {}; } catch { keeps = false; }
  const keep = () => {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { keeps = false; }
    $("kept").textContent = keeps ? w.kept_here : w.kept_open;
  };
  const of = (box) => (kept[box.dataset.stop] ??= { f: {}, tried: [] });

  // -- fields --------------------------------------------------------------------------------
  const number = (text) => {
    const plain = text.trim().replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("−", "-");
    if (plain === "") return null;
    return /^-?\d{1,6}(\.\d{1,3})?$/.test(plain) ? Number(plain) : NaN;
  };
  const minutes = (text) => {
    const found = /^(\d\d):(\d\d)/.exec(text || "");
    return found ? 60 * Number(found[1]) + Number(found[2]) : null;
  };
  const read = (box) => {
    const found = {};
    for (const node of box.querySelectorAll("[data-f]")) {
      if (node.type === "radio" ? node.checked : node.value !== "") found[node.dataset.f] = node.value;
    }
    return found;
  };
  const fill = (box) => {
    const fields = of(box).f;
    for (const node of box.querySelectorAll("[data-f]")) {
      const value = fields[node.dataset.f];
      if (node.type === "radio") node.checked = node.value === value;
      else if (value !== undefined) node.value = value;
    }
  };

  // -- codes ---------------------------------------------------------------------------------
  const trimmed = (list) => {
    while (list.length && list[list.length - 1] === null) list.pop();
    return list;
  };
  const visitOf = (box) => {
    const f = of(box).f, food = [], gone = [];
    const done = f.o === "0";
    for (const key of Object.keys(f)) {
      const nth = Number(key.slice(1));
      if (done && key[0] === "k" && f["c" + nth] === undefined) food.push(nth, number(f[key]), null);
      if (done && key[0] === "c") {
        const kg = f["k" + nth];
        food.push(nth, kg === undefined ? null : number(kg), number(f[key]));
      }
      if (done && /^r\d/.test(key) && number(f[key])) gone.push(nth, number(f[key]));
    }
    const waited = number(f.w || "");
    return trimmed([
      Number(box.dataset.number), Number(f.o), minutes(f.a), waited || null, number(f.t || ""),
      food.length ? food : null, gone.length ? gone : null, (f.n || "").trim() || null,
    ]);
  };
  const outingOf = (box) => {
    const f = of(box).f;
    const lasted = minutes(f.to) - minutes(f.from);
    return [number(f.km || ""), lasted, number(f.p || "")];
  };
  const crc = (text) => {
    let sum = -1;
    for (let n = 0; n < text.length; n++) {
      sum ^= text.charCodeAt(n);
      for (let k = 0; k < 8; k++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
    }
    return ((sum ^ -1) >>> 0).toString(16).padStart(8, "0");
  };
  const code = (visits, outing) => {
    const bytes = new TextEncoder().encode(JSON.stringify([...data.head, visits, outing]));
    const body = btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
    return "RM1." + body + "." + crc(body) + ".";
  };
  const isVisit = (box) => box.dataset.number !== undefined;
  const isOuting = (box) => box.dataset.stop === "out";
  const told = () => boxes.filter((box) => of(box).done && (isVisit(box) || isOuting(box)));
  const codeOf = (box) => isOuting(box) ? code([], outingOf(box)) : code([visitOf(box)], null);
  const codes = () => {
    const found = [];
    let visits = [];
    for (const box of told().filter(isVisit)) {
      const more = [...visits, visitOf(box)];
      if (visits.length && code(more, null).length > LONGEST) {
        found.push(code(visits, null));
        visits = [visitOf(box)];
      } else visits = more;
    }
    const outing = told().find(isOuting);
    const last = outing ? outingOf(outing) : null;
    if (last && visits.length && code(visits, last).length > LONGEST) {
      found.push(code(visits, null));
      visits = [];
    }
    if (visits.length || last) found.push(code(visits, last));
    return found;
  };

  // -- what is wrong with a stop -------------------------------------------------------------
  const NUMBERS = /^(k\d+|c\d+|r\d+|w|km|p)$/;
  const wrong = (box) => {
    let unread = false;
    for (const node of box.querySelectorAll("[data-f]")) {
      const value = node.type === "radio" ? null : number(node.value);
      const numeric = NUMBERS.test(node.dataset.f) || node.dataset.f === "t";
      const bad = numeric && value !== null && (Number.isNaN(value) || (value < 0 && node.dataset.f !== "t"));
      if (bad) { node.setAttribute("aria-invalid", "true"); unread = true; }
      else node.removeAttribute("aria-invalid");
    }
    if (unread) return w.not_a_number;
    const f = read(box);
    if (isOuting(box)) {
      const whole = number(f.km || "") !== null && minutes(f.from) !== null && minutes(f.to) !== null;
      return whole && minutes(f.to) > minutes(f.from) ? "" : w.needs_outing;
    }
    if (!isVisit(box)) return "";
    if (f.o === undefined) return w.needs_outcome;
    if (f.o !== "0") return "";
    const sum = (start) => Object.keys(f).filter((key) => key[0] === start && /\d/.test(key[1]))
      .reduce((total, key) => total + number(f[key]), 0);
    if (!(sum("k") + sum("c") > 0)) return w.needs_kg;
    return sum("c") === 0 && sum("r") > sum("k") ? w.too_much_thrown : "";
  };

  // -- what is shown -------------------------------------------------------------------------
  const state = (box) => {
    const one = of(box);
    if (!one.done) return "";
    if (!data.send || !(isVisit(box) || isOuting(box))) return "✓";
    const now = codeOf(box);
    if (one.acked === now) return "✓ " + w.is_sent;
    return one.refused && one.refused.code === now ? w.is_refused : "✓ " + w.is_waiting;
  };
  const paint = () => {
    for (const box of boxes) {
      const one = of(box), mark = state(box);
      box.querySelector("[data-mark]").textContent = mark;
      box.classList.toggle("told", Boolean(one.done));
      box.classList.toggle("refused", mark === w.is_refused);
      const food = box.querySelector("[data-food]");
      if (food) food.hidden = read(box).o !== "0";
      const sure = box.querySelector("[data-sure]");
      if (sure) sure.hidden = !(mark === w.is_refused && one.refused.doubt);
      if (mark === w.is_refused) show(box.querySelector("[data-fault]"), one.refused.why);
    }
    const stops = boxes.filter((box) => !isOuting(box));
    const done = stops.filter((box) => of(box).done).length;
    $("progress").textContent = say("stops_done", { done, all: stops.length });
    const open = boxes.filter((box) => isVisit(box) && !of(box).done).length;
    const made = codes();
    $("code").value = made.length ? data.title + "\n" + made.join("\n") : w.no_code_yet;
    show($("missing"), made.length && open ? say("not_all", { count: open }) : "");
    if (data.send) tell();
  };

  // -- touches -------------------------------------------------------------------------------
  const changed = (box) => {
    const one = of(box);
    one.f = read(box);
    const fault = box.querySelector("[data-fault]");
    show(fault, one.done ? w.stop_changed : "");
    one.done = false;
    keep();
    paint();
  };
  const finish = (box, sure) => {
    const one = of(box), why = wrong(box);
    one.f = read(box);
    show(box.querySelector("[data-fault]"), why);
    if (why) { keep(); return; }
    one.done = true;
    one.sure = sure;
    one.refused = undefined;
    keep();
    paint();
    if (box.tagName === "DETAILS" && !sure) {
      box.open = false;
      const next = boxes.slice(boxes.indexOf(box) + 1).find((other) => !of(other).done);
      if (next && next.tagName === "DETAILS") next.open = true;
      (next || box).scrollIntoView({ block: "start" });
    }
    soon(0);
  };
  for (const box of boxes) {
    fill(box);
    box.addEventListener("input", (event) => {
      event.target.removeAttribute("aria-invalid");
      changed(box);
    });
    box.querySelector("[data-done]").addEventListener("click", () => finish(box, false));
    const sure = box.querySelector("[data-sure]");
    if (sure) sure.addEventListener("click", () => finish(box, true));
  }
  for (const node of document.querySelectorAll("[data-now]")) {
    node.addEventListener("click", () => {
      const now = new Date(), two = (n) => String(n).padStart(2, "0");
      $(node.dataset.now).value = two(now.getHours()) + ":" + two(now.getMinutes());
      changed(node.closest("[data-stop]"));
    });
  }
  for (const node of document.querySelectorAll("[data-sign]")) {
    node.addEventListener("click", () => {
      const field = $(node.dataset.sign), text = field.value.trim();
      field.value = /^[-−]/.test(text) ? text.slice(1) : "-" + text;
      changed(node.closest("[data-stop]"));
      field.focus();
    });
  }
  for (const node of document.querySelectorAll("[data-copy]")) {
    node.addEventListener("click", async () => {
      const from = $(node.dataset.copy), text = from.value ?? from.textContent;
      let done = false;
      try { await navigator.clipboard.writeText(text); done = true; } catch { /* not allowed here */ }
      if (!done) {
        if (from.select) from.select();
        else getSelection().selectAllChildren(from);
        try { done = document.execCommand("copy"); } catch { /* nor this way */ }
      }
      const was = node.textContent;
      if (from === $("code")) $("copied").textContent = done ? w.copied : w.select_it;
      else { node.textContent = done ? w.copied : was; setTimeout(() => { node.textContent = was; }, 1500); }
    });
  }
  if (navigator.share) {
    $("share").hidden = false;
    $("share").addEventListener("click", () => {
      navigator.share({ text: $("code").value }).catch(() => { /* she changed her mind */ });
    });
  }

  // too slow, too many, or the server's own trouble: the same may go well later
  const goesLater = (status) => status >= 500 || status === 408 || status === 429;

  // -- photos --------------------------------------------------------------------------------
  // drawn anew and smaller, so that nothing of the camera's goes along; kept by the open page alone
  const SIDE = 1280, QUALITY = 0.7;
  const smaller = async (file) => {
    const whole = await createImageBitmap(file);
    const part = Math.min(1, SIDE / Math.max(whole.width, whole.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(part * whole.width));
    canvas.height = Math.max(1, Math.round(part * whole.height));
    canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  };
  for (const node of document.querySelectorAll("[data-photo]")) {
    const row = node.parentElement, gone = row.querySelector("[data-no-photo]");
    const line = row.nextElementSibling;
    let job = null, going = false;
    const put = async () => {
      if (!job || going) return;
      going = true;
      const mine = job, sent = { method: mine.method, cache: "no-store", body: mine.body };
      if (mine.body) sent.headers = { "Content-Type": "image/jpeg" };
      try {
        const answer = await fetch(location.pathname + "/photos/" + node.dataset.photo, sent);
        if (!goesLater(answer.status)) {
          if (job === mine) job = null;
          show(line, answer.ok ? mine.done : (await answer.json()).why);
          gone.hidden = !(answer.ok && mine.body);
        } else show(line, w.photo_waits);
      } catch { show(line, w.photo_waits); }
      going = false;
      if (job && job !== mine) put();
    };
    node.addEventListener("change", async () => {
      const file = node.files[0];
      if (!file) return;
      let body = null;
      try { body = await smaller(file); } catch { /* no picture */ }
      node.value = "";
      if (!body) { show(line, w.photo_unread); return; }
      job = { method: "PUT", body, done: w.photo_sent };
      put();
    });
    gone.addEventListener("click", () => { job = { method: "DELETE", done: w.photo_gone }; put(); });
    addEventListener("online", put);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) put(); });
    setInterval(put, 15000);
  }

  // -- sending -------------------------------------------------------------------------------
  const me = kept.me ??= Math.random().toString(36).slice(2, 10);
  let timer = 0, wait_s = 0, ends = 0, busy = false, halted = "";
  const waiting = () => told().filter((box) => {
    const one = of(box), now = codeOf(box);
    return one.acked !== now && !(one.refused && one.refused.code === now);
  });
  const tell = () => {
    const count = waiting().length;
    const left = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
    const some = told().length > 0;
    const refused = boxes.some((box) => state(box) === w.is_refused);
    const text = halted || (busy ? w.sending : count ? say("waits", { count, seconds: left })
      : refused ? w.is_refused : some ? w.all_sent : w.nothing_to_send);
    for (const id of ["sending", "state"]) if ($(id).textContent !== text) $(id).textContent = text;
  };
  const soon = (seconds) => {
    if (!data.send) return;
    clearTimeout(timer);
    halted = "";
    wait_s = seconds;
    ends = Date.now() + 1000 * seconds;
    timer = setTimeout(send, 1000 * seconds);
    tell();
  };
  const later = () => soon(Math.min(MOST_S, Math.max(FIRST_S, 2 * wait_s)));
  const send = async () => {
    if (busy) return;
    const boxes_ = waiting();
    if (!boxes_.length) { tell(); return; }
    busy = true;
    tell();
    const sent = boxes_.map((box) => {
      const one = of(box), now = codeOf(box);
      const entry = { id: me + "-" + box.dataset.stop, code: now, tried: one.tried, sure: Boolean(one.sure) };
      one.tried = [...one.tried.filter((old) => old !== now), now].slice(-MOST_TRIED);
      return { box, now, entry: { ...entry, tried: [...entry.tried] } };
    });
    keep();
    const stop = new AbortController(), patience = setTimeout(() => stop.abort(), PATIENCE_MS);
    let again = true;
    try {
      const answer = await fetch(location.pathname, {
        method: "POST", headers: { "Content-Type": "application/json" }, cache: "no-store",
        body: JSON.stringify({ entries: sent.map((one) => one.entry) }), signal: stop.signal,
      });
      const found = await answer.json();
      if (answer.ok) {
        again = false;
        const by = new Map(found.entries.map((one) => [one.id, one]));
        for (const { box, now, entry } of sent) {
          const one = by.get(entry.id), mine = of(box);
          if (!one) again = true;
          else if (one.state === "refused") {
            mine.refused = { code: now, why: one.why.join(" "), doubt: one.doubt };
            if (box.tagName === "DETAILS") box.open = true;
          }
          else mine.acked = now;
        }
      } else if (!goesLater(answer.status)) {
        again = false;
        halted = found.why || w.is_refused;
      }
    } catch { /* no network: it goes later */ }
    clearTimeout(patience);
    busy = false;
    keep();
    paint();
    if (again) later();
    else if (!halted && waiting().length) soon(0);
    else wait_s = 0;
  };
  if (data.send) {
    $("send").addEventListener("click", () => soon(0));
    addEventListener("online", () => soon(0));
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !halted) soon(0); });
    setInterval(tell, 1000);
  }
  addEventListener("beforeunload", (event) => {
    const unsent = data.send ? waiting().length : told().length;
    if (!keeps && unsent) event.preventDefault();
  });
  keep();
  paint();
  soon(0);
  const first = boxes.find((box) => box.tagName === "DETAILS" && !of(box).done);
  if (first) first.open = true;
})();
