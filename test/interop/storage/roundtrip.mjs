// Uploads every file named on standard input with 0G's unmodified npm client,
// downloads it again beside itself, and prints one JSON line per file. The
// first line of standard input is {"rpc", "indexer", "key", "files"}.
import { readFileSync } from "node:fs";
import { Indexer, ZgFile } from "@0gfoundation/0g-ts-sdk";
import { ethers } from "ethers";

const { rpc, indexer: url, key, files } = JSON.parse(readFileSync(0, "utf8"));
console.log = () => {}; // the client reports its progress there
const provider = new ethers.JsonRpcProvider(rpc);
const wallet = new ethers.Wallet(key, provider);
const indexer = new Indexer(url);
const first = await provider.getTransactionCount(wallet.address);

// All at once, because the client polls once a second; with fixed nonces, and
// gas that does not depend on which submission is mined first.
const results = await Promise.all(files.map(async (path, i) => {
  const file = await ZgFile.fromFilePath(path);
  try {
    const [stored, err] = await indexer.upload(file, rpc, wallet, { nonce: BigInt(first + i), finalityRequired: true }, undefined, { gasLimit: 2_000_000n });
    if (err !== null) throw err;
    const failed = await indexer.download(stored.rootHash, path + ".back", true);
    if (failed !== null) throw failed;
    return { path, root: stored.rootHash, tx: stored.txHash };
  } catch (e) {
    return { path, error: String(e?.stack ?? e) };
  } finally {
    await file.close();
  }
}));
for (const r of results) process.stdout.write(JSON.stringify(r) + "\n");
process.exit(0);
