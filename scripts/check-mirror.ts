import ts from "typescript";
import { importsOf } from "./imports-of.ts";
import { type Problem, parse, type Report, type SourceFile } from "./project.ts";

/** Files without a test of their own name, each with the reason. */
export const withoutTest: Readonly<Record<string, string>> = {
  "src/tensor/runtime/runtime.ts": "interfaces, and the names of the devices",
  "src/models/load.ts": "the tests of save read back what it wrote, and foreign files",
  "src/models/model-file.ts": "the tests of save write and read whole models",
  "src/datasets/cifar-files.ts": "the tests of CIFAR10 and CIFAR100 read both forms through it",
  "src/datasets/cityscapes-classes.ts": "data; the test of cityscapes counts it",
  "src/datasets/coco-files.ts": "the tests of coco-detection and coco-captions damage its files",
  "src/datasets/flower-names.ts": "data; the test of flowers102 looks at it",
  "src/datasets/labelled-files.ts": "abstract; tested as DTD, EuroSAT and ten others",
  "src/datasets/lfw-files.ts": "the tests of LFWPeople and LFWPairs read through it",
  "src/datasets/target-types.ts": "the tests of CelebA and OxfordIIITPet choose targets by it",
  "src/datasets/voc-files.ts": "the tests of VOCDetection and VOCSegmentation read through it",
  "src/io/pickle-machine.ts": "the tests of pth and pth-hostile drive it by whole files",
  "src/io/pickle-values.ts": "the tests of pth walk its values",
  "src/models/pth-stacked.ts": "the tests of pth read stacked files",
  "src/io/pth-storage-types.ts": "the tests of pth read every dtype",
  "src/models/pth-storages.ts": "the tests of pth and pth-hostile read storages",
  "src/models/pth-tensors.ts": "the tests of pth read strided, shared and expanded tensors",
  "src/models/pth-writer.ts": "the tests of save compare its bytes with golden ones",
  "src/models/pth-zip-directory.ts": "the tests of pth-zip break every rule of it",
  "src/models/read-whole.ts": "the tests of pth and save read files through it",
  "src/transforms/kernels/wasm/pixels.ts": "a part of warp.ts and turn.ts; their tests run it",
  "src/transforms/kernels/wasm/warp-cubic.ts": "a part of warp.ts; the test of wasm/warp runs it",
  "src/transforms/kernels/wasm/warp-linear.ts": "a part of warp.ts; the test of wasm/warp runs it",
  "src/transforms/kernels/wasm/warp-spots.ts": "a part of warp.ts; the test of wasm/warp runs it",
  "src/transforms/kernels/wasm/weigh.ts": "a part of warp.ts; the test of wasm/warp runs it",
  "src/io/kernels/wasm/jpeg-bits.ts": "a part of jpeg.ts; the test of kernels/jpeg runs it",
  "src/io/kernels/wasm/jpeg-huffman.ts": "a part of jpeg.ts; the test of kernels/jpeg runs it",
  "src/io/kernels/wasm/jpeg-skip.ts": "a part of jpeg.ts; the test of kernels/jpeg runs it",
  "src/io/kernels/wasm/jpeg-small.ts": "a part of jpeg.ts; the test of kernels/jpeg runs it",
  "src/io/kernels/wasm/jpeg-smooth.ts": "a part of jpeg.ts; the test of kernels/jpeg runs it",
  "src/util/kernels/wasm/jpeg-colors.ts": "a part of both jpeg.ts; the tests of these run it",
  "src/util/kernels/wasm/jpeg-inverse.ts": "a part of both jpeg.ts; the tests of these run it",
  "src/nn/layers/batch-norm.ts": "abstract; tested as BatchNorm1d and BatchNorm2d",
  "src/nn/layers/conv-nd.ts": "abstract; tested as Conv1d, Conv2d and Conv3d",
  "src/nn/layers/running-norm.ts": "abstract; tested as batch and instance normalization",
  "src/optim/adam-family.ts": "the trajectories of Adam, AdamW, NAdam and RAdam run through it",
  "src/optim/descent.ts": "the trajectories of all optimizers run through it",
  "src/optim/optimizer-state.ts":
    "the tests of optimizer and trajectories save and restore through it",
  "src/optim/schedules/factors.ts": "the golden sequences of the schedules run through it",
  "src/optim/schedules/lr-scheduler.ts": "abstract; tested as every schedule",
  "src/optim/schedules/momentum.ts":
    "the golden sequences of CyclicLR and OneCycleLR run through it",
  "scripts/check.ts": "prints what the tested checks return; npm test runs it",
  "scripts/import-table.ts": "data",
  "scripts/make-parity.ts": "one line that writes the page which the test of parity checks",
  "scripts/parity-names.ts": "data; the test of parity walks it",
  "scripts/parity-notes.ts": "data; the test of parity walks it",
  "src/io/download-transfer.ts": "the test of download breaks, resumes and limits transfers",
  "src/io/read-packed.ts": "the test of USPS reads through it",
  "src/io/read-whole.ts": "the tests of mat, pickle-numpy and all data sets read through it",
  "src/io/hdf5.ts": "the test of PCAM opens, damages and closes files through it",
  "src/io/fetch-https.ts": "the test of download redirects, downgrades and fails through it",
  "src/io/decoder-entry.ts": "the process's entry; the test of decoder-pool talks to it",
  "src/io/decoder-process.ts": "the test of decoder-pool starts, crashes and ends it",
  "src/io/decoder-serve.ts": "the test of decoder-pool runs its other side",
  "src/io/file-kinds.ts": "data; the test of sniff walks it",
  "src/io/orientation-tag.ts":
    "the test of read-image holds it to eight real files and broken tags",
  "src/tensor/runtime/engine-worker.ts":
    "the thread's entry; the test of engine-thread talks to it",
  "src/datasets/loader/worker-entry.ts":
    "the thread's entry; the tests of worker-pool and workers talk to it",
  "src/datasets/decode-sample.ts": "the tests of web-dataset decode every kind, and damage",
  "src/datasets/sample-steps.ts": "the tests of web-dataset apply and send every step",
  "src/datasets/shard-bytes.ts": "the tests of web-dataset read files, addresses, gzip and stdin",
  "src/datasets/shard-index.ts": "the tests of write-shards and web-dataset-loader read indices",
  "src/datasets/shard-source.ts": "the tests of web-dataset and web-dataset-loader read through it",
  "src/datasets/shard-stream.ts": "the tests of web-dataset-loader resume it at every batch",
  "src/datasets/shard-urls.ts": "the tests of web-dataset and parquet-images expand and refuse",
  "src/models/safetensors-checksums.ts": "the tests of safetensors flip every bit of a file",
  "src/models/safetensors-dtypes.ts": "the tests of safetensors read every dtype",
};

/**
 * Checks that `src/a/b.ts` has `test/a/b.test.ts` and `scripts/a.ts` has `test/scripts/a.test.ts`.
 * A file that another test imports itself (a suite over a table, say) passes, and is counted.
 */
export function checkMirror(sources: readonly SourceFile[]): Report {
  const paths = new Set(sources.map(({ path }) => path));
  const missing = sources.filter((file) => needsTest(file) && !paths.has(testOf(file.path)));
  const imported = importedByTests(sources);
  const elsewhere = missing.filter(({ path }) => imported.has(path));
  const untested = missing.filter(({ path }) => !imported.has(path));
  const problems: Problem[] = untested.map(({ path }) => ({
    file: path,
    message: `has no test; write ${testOf(path)}`,
  }));
  const stale = Object.keys(withoutTest)
    .filter((path) => paths.has(path) && paths.has(testOf(path)))
    .map((path) => ({ file: path, message: "has a test: take it off the list withoutTest" }));
  return {
    problems: [...problems, ...stale],
    notes: [`${elsewhere.length} files are tested under another name only`],
  };
}

function importedByTests(sources: readonly SourceFile[]): Set<string | undefined> {
  const tests = sources.filter(({ path }) => path.endsWith(".test.ts"));
  return new Set(
    tests.flatMap(importsOf).flatMap(({ target, kind }) => (kind === "type" ? [] : [target])),
  );
}

function testOf(path: string): string {
  return `test/${path.replace(/^src\//, "").replace(/\.ts$/, ".test.ts")}`;
}

function needsTest(file: SourceFile): boolean {
  const { path } = file;
  if (!/^(src|scripts)\//.test(path) || /(^|\/)index\.ts$/.test(path)) return false;
  return withoutTest[path] === undefined && !isTypesOnly(file);
}

// A file of interfaces and type aliases has nothing that runs.
function isTypesOnly(file: SourceFile): boolean {
  return parse(file).statements.every(
    (statement) =>
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isImportDeclaration(statement) ||
      (ts.isExportDeclaration(statement) && statement.isTypeOnly),
  );
}
