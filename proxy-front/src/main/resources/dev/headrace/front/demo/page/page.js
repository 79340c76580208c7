import { compare } from "/differences.js";

const CONTEXT = 2;
const element = (id) => document.getElementById(id);

const state = { tenants: [], tenant: null, source: null, rows: [] };

/** Makes an element with properties and children; nothing is ever parsed as HTML. */
function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function plural(count, what) {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

function trouble(error) {
  element("trouble").textContent = `${error.message} Is the demo still running?`;
  element("trouble").hidden = false;
}

async function get(path) {
  const response = await fetch(path, { cache: "no-store" });
  if (!response.ok) {
    throw new Error(`${path} was answered with ${response.status}.`);
  }
  element("trouble").hidden = true;
  return response;
}

/** A document as it came through the front. */
async function view(key) {
  const bytes = new Uint8Array(await (await get(`/view/${key}`)).arrayBuffer());
  return { text: new TextDecoder().decode(bytes), bytes };
}

function isSame(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

async function refresh(tenant) {
  tenant.after = await view(tenant.key);
  tenant.rows = compare(state.source.text, tenant.after.text);
  const count = tenant.rows.filter((row) => row.kind !== "same").length;
  tenant.count.textContent = isSame(state.source.bytes, tenant.after.bytes)
    ? "byte for byte the same"
    : `${plural(count, "line")} differ${count === 1 ? "s" : ""}`;
}

// Tenants

function addTenant(tenant) {
  tenant.count = make("span", { className: "count" });
  tenant.draft = tenant.rules;
  const radio = make("input", { type: "radio", name: "tenant", value: tenant.key });
  radio.addEventListener("change", () => choose(tenant));
  element("tenants").append(
    make("label", {}, radio, make("span", { className: "face" },
      make("strong", { textContent: tenant.title }),
      make("span", { className: "host", textContent: tenant.host }),
      make("span", { className: "about", textContent: tenant.summary }),
      tenant.count)));
  tenant.radio = radio;
}

function choose(tenant) {
  state.tenant = tenant;
  tenant.radio.checked = true;
  history.replaceState(null, "", `#${tenant.key}`);
  showRules(tenant);
  showResult(tenant);
}

// Rules

function showRules(tenant) {
  const has = tenant.rules !== undefined;
  element("file").textContent = has ? `tenants/rules/${tenant.key}.yaml` : `tenants/${tenant.key}.yaml`;
  element("editor").hidden = element("actions").hidden = !has;
  element("no-rules").hidden = has;
  element("rules").value = tenant.draft ?? "";
  tell("", []);
  showEdited();
}

function tell(message, mistakes) {
  element("told").textContent = message;
  element("told").classList.toggle("bad", mistakes.length > 0);
  element("mistakes").replaceChildren(...mistakes.map((mistake) => {
    const place = make("button", { type: "button", textContent: mistake.line ? `${mistake.line}:${mistake.column}` : "file" });
    place.setAttribute("aria-label", mistake.line ? `Go to line ${mistake.line}, column ${mistake.column}` : "Go to the rules");
    place.addEventListener("click", () => goTo(mistake));
    return make("li", {}, place, ` ${mistake.message}`);
  }));
  number(new Set(mistakes.map((mistake) => mistake.line)));
}

function number(wrong) {
  const count = element("rules").value.split("\n").length;
  element("numbers").replaceChildren(...Array.from({ length: count }, (_, i) =>
    make("span", { textContent: `${i + 1}\n`, className: wrong.has(i + 1) ? "wrong" : "" })));
  element("numbers").scrollTop = element("rules").scrollTop;
}

function goTo(mistake) {
  const area = element("rules");
  const lines = area.value.split("\n");
  const line = Math.max(1, mistake.line) - 1;
  const start = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  const at = start + Math.max(1, mistake.column) - 1;
  area.focus();
  area.setSelectionRange(at, Math.max(at, start + (lines[line] ?? "").length));
}

function showEdited() {
  const tenant = state.tenant;
  element("reset").disabled = element("rules").value === tenant.first;
}

async function apply() {
  const tenant = state.tenant;
  if (tenant.rules === undefined) {
    return;
  }
  element("apply").disabled = true;
  try {
    const response = await fetch(`/rules/${tenant.key}`, {
      method: "PUT",
      headers: { "Content-Type": "application/yaml" },
      body: element("rules").value,
    });
    if (!response.ok) {
      tell(await response.text(), [{ line: 0, column: 0, message: "Nothing was changed." }]);
      return;
    }
    const { mistakes } = await response.json();
    if (mistakes.length > 0) {
      tell(`The front keeps the rules that it had: ${plural(mistakes.length, "mistake")}.`, mistakes);
      return;
    }
    tenant.rules = tenant.draft = element("rules").value;
    await refresh(tenant);
    if (state.tenant === tenant) {
      showResult(tenant);
      tell("Applied. The front has read the rules again.", []);
    }
  } catch (error) {
    trouble(error);
  } finally {
    element("apply").disabled = false;
    showEdited();
  }
}

// Result

function showResult(tenant) {
  const page = document.querySelector("input[name=view]:checked").value === "page";
  element("source").hidden = element("brief-label").hidden = page;
  element("pages").hidden = !page;
  element("visit").href = `${location.protocol}//${tenant.host}${location.port ? `:${location.port}` : ""}/`;
  element("visit").textContent = `Open ${tenant.host} ↗`;
  element("summary").textContent = summary(tenant);
  if (page) {
    element("page-before").src = "/view/source";
    element("page-after").src = `/view/${tenant.key}`;
  } else {
    element("lines").replaceChildren(...rows(tenant.rows, element("brief").checked));
  }
}

function summary(tenant) {
  if (isSame(state.source.bytes, tenant.after.bytes)) {
    return `${plural(tenant.after.bytes.length, "byte")}, and every one as the origin sent it.`;
  }
  const count = (kind) => tenant.rows.filter((row) => row.kind === kind).length;
  const counts = ["changed", "added", "removed"].filter(count).map((kind) => `${plural(count(kind), "line")} ${kind}`);
  return `${counts.join(", ")}: `
    + `${state.source.bytes.length.toLocaleString("en")} bytes became ${tenant.after.bytes.length.toLocaleString("en")}.`
    + " Everything else is as the origin sent it, byte for byte.";
}

function rows(all, brief) {
  if (!brief) {
    return all.map(row);
  }
  const near = all.map((_, i) => all.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some((other) => other.kind !== "same"));
  const shown = [];
  let left = 0;
  const gap = () => {
    if (left > 0) {
      shown.push(make("tr", { className: "gap" }, make("td", { colSpan: 4, textContent: `${plural(left, "line")} the same` })));
      left = 0;
    }
  };
  all.forEach((one, i) => {
    if (near[i]) {
      gap();
      shown.push(row(one));
    } else {
      left++;
    }
  });
  gap();
  return shown;
}

function row({ kind, before, after }) {
  return make("tr", { className: kind }, ...cells(before, "before", "del"), ...cells(after, "after", "ins"));
}

function cells(side, name, mark) {
  const parts = side ? side.parts : [];
  const differs = parts.some((part) => part.differs) ? " differs" : "";
  return [
    make("td", { className: `number ${name}${differs}`, textContent: side ? side.number : "" }),
    make("td", { className: `line ${name}${differs}` },
      ...parts.map((part) => (part.differs ? make(mark, { textContent: part.text }) : part.text))),
  ];
}

// All together

function listen() {
  const area = element("rules");
  element("apply").addEventListener("click", apply);
  element("reset").addEventListener("click", () => {
    area.value = state.tenant.draft = state.tenant.first;
    apply();
  });
  area.addEventListener("input", () => {
    state.tenant.draft = area.value;
    number(new Set());
    showEdited();
  });
  area.addEventListener("scroll", () => {
    element("numbers").scrollTop = area.scrollTop;
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      apply();
    }
  });
  element("brief").addEventListener("change", () => showResult(state.tenant));
  document.querySelectorAll("input[name=view]").forEach((radio) =>
    radio.addEventListener("change", () => showResult(state.tenant)));
}

async function start() {
  state.tenants = await (await get("/tenants")).json();
  state.source = await view("source");
  state.tenants.forEach((tenant) => {
    tenant.first = tenant.rules;
    addTenant(tenant);
  });
  await Promise.all(state.tenants.map(refresh));
  listen();
  choose(state.tenants.find((tenant) => `#${tenant.key}` === location.hash) ?? state.tenants[0]);
  document.documentElement.dataset.ready = "";
}

start().catch(trouble);
