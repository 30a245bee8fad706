// Drops files on the verifier's page and prints what it answers, a JSON array
// with one text for each case. Arguments: the page's URL, Chromium, and a JSON
// array of cases {file, policy, policyFile, collateral, at, nonce}.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const [url, executablePath, cases] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  const outside = [];
  page.on("request", (r) => { if (!r.url().startsWith(url) && !r.url().startsWith("blob:")) outside.push(r.url()); });
  const answers = [];
  for (const c of JSON.parse(cases)) {
    await page.goto(url);
    await page.waitForFunction(() => document.getElementById("overall").textContent === "ready");
    if (c.policyFile) await page.setInputFiles("#policyfile", c.policyFile);
    if (c.policy) await page.selectOption("#policy", c.policy);
    if (c.collateral) await page.setInputFiles("#collateral", c.collateral);
    for (const id of ["at", "nonce"]) if (c[id]) await page.fill("#" + id, c[id]);
    // A real drop: the file in a DataTransfer on the drop zone.
    const transfer = await page.evaluateHandle((base64) => {
      const t = new DataTransfer();
      t.items.add(new File([Uint8Array.from(atob(base64), (x) => x.charCodeAt(0))], "dropped"));
      return t;
    }, readFileSync(c.file).toString("base64"));
    await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
    await page.waitForFunction(() => globalThis.hallmarkAnswer);
    answers.push(await page.evaluate(() => {
      const shown = document.getElementById("overall");
      const a = globalThis.hallmarkAnswer;
      return { json: a.json || "", error: a.error || "", table: document.getElementById("table").textContent, shown: shown.textContent, code: shown.dataset.code };
    }));
  }
  if (outside.length) throw new Error("the page asked for " + outside.join(" "));
  process.stdout.write(JSON.stringify(answers));
} finally {
  await browser.close();
}
