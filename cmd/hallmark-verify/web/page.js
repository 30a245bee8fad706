"use strict";
// The page of hallmark-verify: takes files, hands them to the WebAssembly build,
// shows its answer. It judges nothing itself and sends nothing anywhere.
const $ = (id) => document.getElementById(id);
let dropped = null;

function say(code, text, table) {
  $("overall").dataset.code = code;
  $("overall").textContent = text;
  $("table").textContent = table;
}

const bytes = async (file) => new Uint8Array(await file.arrayBuffer());

async function judge() {
  if (!dropped || !globalThis.hallmarkVerify) return;
  const options = {
    policy: $("policyfile").files[0] ? await bytes($("policyfile").files[0]) : $("policy").value,
    collateral: await Promise.all([...$("collateral").files].map(bytes)),
    at: $("at").value.trim(), nonce: $("nonce").value.trim(), strict: $("strict").checked,
  };
  const answer = hallmarkVerify(await bytes(dropped), options);
  globalThis.hallmarkAnswer = answer;
  if (answer.error) {
    $("download").hidden = true;
    say(1, answer.error, answer.hint);
    return;
  }
  say(answer.code, answer.overall, answer.table);
  URL.revokeObjectURL($("download").href);
  $("download").href = URL.createObjectURL(new Blob([answer.json], { type: "application/json" }));
  $("download").hidden = false;
}

function take(file) {
  dropped = file;
  judge();
}

$("file").addEventListener("change", () => take($("file").files[0]));
for (const id of ["policy", "policyfile", "collateral", "at", "nonce", "strict"]) $(id).addEventListener("change", judge);
for (const name of ["dragenter", "dragover"]) {
  $("drop").addEventListener(name, (e) => { e.preventDefault(); $("drop").classList.add("over"); });
}
for (const name of ["dragleave", "drop"]) $("drop").addEventListener(name, () => $("drop").classList.remove("over"));
$("drop").addEventListener("drop", (e) => { e.preventDefault(); take(e.dataTransfer.files[0]); });

globalThis.hallmarkReady = () => { say("", "ready", ""); judge(); };
const go = new Go();
WebAssembly.instantiateStreaming(fetch("hallmark-verify.wasm"), go.importObject)
  .then((r) => go.run(r.instance))
  .catch((e) => say(1, "the verifier did not load", String(e)));
