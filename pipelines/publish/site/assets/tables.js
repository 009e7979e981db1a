// Tables that can be sorted, filtered, turned over by pages and downloaded as CSV.
// Without this script they are whole and readable; the controls are made here.
"use strict";
(() => {
  const PAGE_ROWS = 50;
  const FEW_ROWS = 8;
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const words = (cell) => cell.textContent.replace(/\s+/g, " ").trim();
  const value = (cell) => cell.dataset.v ?? words(cell);

  // Empty cells are last whichever way is sorted, so they are not compared here.
  const compare = (one, other) => {
    const [a, b] = [Number(one), Number(other)];
    return Number.isNaN(a) || Number.isNaN(b) ? collator.compare(one, other) : a - b;
  };

  // A spreadsheet runs what begins with one of these signs; a number it may begin with.
  const csvField = (text) => {
    const isNumber = /^-?\d+(\.\d+)?$/.test(text);
    const safe = !isNumber && /^[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  class Table {
    constructor(table) {
      this.table = table;
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.heads = [...table.tHead.rows[0].cells];
      this.search = "";
      this.facets = new Map();
      this.page = 0;
      this.isWhole = this.rows.length <= PAGE_ROWS;
      this.addSorting();
      this.addControls();
      this.show();
    }

    addSorting() {
      for (const [column, head] of this.heads.entries()) {
        const button = make("button", { type: "button", className: "sort" });
        button.append(...head.childNodes);
        button.addEventListener("click", () => this.sort(column));
        head.append(button);
      }
    }

    sort(column) {
      const head = this.heads[column];
      const isDown = head.ariaSort === "ascending";
      for (const other of this.heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const way = isDown ? -1 : 1;
      const keyed = this.rows.map((row) => [value(row.cells[column]), row]);
      keyed.sort(([a], [b]) => {
        if (a === "" || b === "") return (a === "") - (b === "");
        return way * compare(a, b);
      });
      this.rows = keyed.map(([, row]) => row);
      this.body.append(...this.rows);
      this.page = 0;
      this.show();
    }

    addControls() {
      const caption = this.table.caption.textContent;
      this.told = make("output", { className: "told" });
      this.told.setAttribute("aria-live", "polite");
      const bar = make("div", { className: "tools" });
      if (this.rows.length > FEW_ROWS) bar.append(this.searchBox(caption), ...this.facetBoxes());
      const download = make("button", { type: "button", textContent: "CSV" });
      download.setAttribute("aria-label", `Download as CSV: ${caption}`);
      download.addEventListener("click", () => this.download());
      bar.append(this.told, download);
      this.table.parentElement.before(bar);
      if (!this.isWhole) this.addPager();
    }

    searchBox(caption) {
      const box = make("input", { type: "search", placeholder: "Filter" });
      box.setAttribute("aria-label", `Filter: ${caption}`);
      box.addEventListener("input", () => {
        this.search = box.value.trim().toLowerCase();
        this.page = 0;
        this.show();
      });
      return box;
    }

    facetBoxes() {
      const columns = [...this.heads.keys()].filter((at) => "facet" in this.heads[at].dataset);
      return columns.map((at) => this.facetBox(at)).filter((box) => box);
    }

    facetBox(column) {
      const values = new Set(this.rows.map((row) => value(row.cells[column])));
      if (values.size < 2) return null;
      const name = this.heads[column].textContent;
      const box = make("select", {}, make("option", { value: "", textContent: `${name}: all` }));
      box.setAttribute("aria-label", name);
      for (const each of [...values].sort(collator.compare)) {
        box.append(make("option", { value: each, textContent: each || "none" }));
      }
      box.addEventListener("change", () => {
        if (box.selectedIndex) this.facets.set(column, box.value);
        else this.facets.delete(column);
        this.page = 0;
        this.show();
      });
      return box;
    }

    addPager() {
      const turn = (by) => () => {
        this.page += by;
        this.show();
      };
      this.before = make("button", { type: "button", textContent: "Previous" });
      this.after = make("button", { type: "button", textContent: "Next" });
      this.all = make("button", { type: "button", textContent: "Show all" });
      this.before.addEventListener("click", turn(-1));
      this.after.addEventListener("click", turn(1));
      this.all.addEventListener("click", () => {
        this.isWhole = !this.isWhole;
        this.page = 0;
        this.show();
      });
      const pager = make("div", { className: "pager" }, this.before, this.after, this.all);
      this.table.parentElement.after(pager);
    }

    matches(row) {
      for (const [column, wanted] of this.facets) {
        if (value(row.cells[column]) !== wanted) return false;
      }
      if (!this.search) return true;
      row.searched ??= words(row).toLowerCase();
      return row.searched.includes(this.search);
    }

    found() {
      return this.rows.filter((row) => this.matches(row));
    }

    show() {
      const found = this.found();
      const first = this.isWhole ? 0 : this.page * PAGE_ROWS;
      const last = this.isWhole ? found.length : Math.min(first + PAGE_ROWS, found.length);
      const shown = new Set(found.slice(first, last));
      for (const row of this.rows) row.hidden = !shown.has(row);
      const part = last - first < found.length ? `${first + 1} to ${last} of ` : "";
      this.told.textContent = `${part}${found.length} ${found.length === 1 ? "row" : "rows"}`;
      if (!this.all) return;
      this.before.disabled = first === 0;
      this.after.disabled = last === found.length;
      this.all.textContent = this.isWhole ? "Show pages" : "Show all";
    }

    // A link may lead to a row that is filtered out or on another page.
    reveal() {
      this.search = "";
      this.facets.clear();
      this.isWhole = true;
      for (const box of this.table.parentElement.previousElementSibling.querySelectorAll("input, select")) {
        box.value = "";
      }
      this.show();
    }

    download() {
      const lines = [this.heads.map(words), ...this.found().map((row) => [...row.cells].map(value))];
      const text = lines.map((line) => line.map(csvField).join(",")).join("\r\n");
      const address = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: "text/csv" }));
      make("a", { href: address, download: `${this.table.dataset.name}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(address));
    }
  }

  const tables = new Map();
  for (const table of document.querySelectorAll("table[data-name]")) {
    tables.set(table, new Table(table));
  }

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.matches("tr[hidden]")) {
      tables.get(target.closest("table")).reveal();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", follow);
  follow();
})();
