// The transformers.js peer of classify: its image-classification pipeline on the same ONNX model and photos.
import { closeSync, openSync, writeSync } from "node:fs";
import { env, pipeline } from "@huggingface/transformers";
import glob from "fast-glob";

const [folder, models, out, threads, batch] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = models;
const session_options = { intraOpNumThreads: Number(threads), interOpNumThreads: 1 };
const options = { dtype: "fp32", device: "cpu", session_options };
const classify = await pipeline("image-classification", "resnet18", options);
const files = (await glob("**/*.jpg", { cwd: folder, absolute: true })).sort();
const rows = openSync(out, "w");
for (let start = 0; start < files.length; start += Number(batch)) {
  const some = files.slice(start, start + Number(batch));
  const answers = await classify(some, { top_k: 5 });
  answers.forEach((answer, i) => {
    const top = answer.map(({ label, score }) => ({ class: label, probability: score }));
    writeSync(rows, `${JSON.stringify({ file: some[i], top })}\n`);
  });
}
closeSync(rows);
