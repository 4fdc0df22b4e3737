// The TensorFlow.js peer, on its WebAssembly backend: answers each line of JSON with one. Plain JavaScript, because
// its packages are no dependency of the repository, so the compiler must not look for their types.
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { createInterface } from "node:readline";
import { cnn, lstm, mlp } from "./tfjs-nets.mjs";
import { resnet18 } from "./tfjs-resnet18.mjs";

const require = createRequire(import.meta.url);
const tf = load();
if (tf !== undefined) await serve();

function load() {
  try {
    require("@tensorflow/tfjs"); // registers the gradients, which the core alone lacks
    return { ...require("@tensorflow/tfjs-core"), wasm: require("@tensorflow/tfjs-backend-wasm") };
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    answer({ missing: "not installed; run `npm install --prefix bench/peers --ignore-scripts`" });
  }
}

async function serve() {
  let step;
  let done = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (request.op === "open") {
      const opened = await open(request);
      step = opened.step;
      answer({ about: opened.about, missing: opened.missing });
    } else {
      answer(await run(step, done, request.steps));
      done += request.steps;
    }
  }
}

async function run(step, first, count) {
  const seconds = [];
  const losses = [];
  for (let i = first; i < first + count; i++) {
    const start = performance.now();
    losses.push(await step(i));
    seconds.push((performance.now() - start) / 1000);
  }
  return { seconds, losses };
}

async function open(request) {
  tf.wasm.setThreadsCount(request.threads);
  const entry = require.resolve("@tensorflow/tfjs-backend-wasm");
  tf.wasm.setWasmPaths(`${dirname(entry)}${sep}`);
  await tf.setBackend("wasm");
  await tf.ready();
  const net = { mlp, cnn, lstm, resnet18 }[request.net];
  if (net === undefined) return { missing: `${request.net} is not written for this peer` };
  const forward = net(tf, reader(request.weights), request.mode);
  const threads = (await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT"))
    ? request.threads
    : "1, all it has under Node";
  const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  const makeStep = request.mode === "eval" ? predictor : trainer;
  return {
    about: `TensorFlow.js ${tf.version_core} wasm${simd ? " with SIMD" : ""}, threads: ${threads}`,
    step: makeStep(forward, request, inputsOf(request)),
  };
}

// One step of a user's program: new tensors from host numbers, minimize, read the loss, let go.
function trainer(forward, { batches, batchSize, lr, ...request }, inputs) {
  const labels = Int32Array.from(bytes(request.labels));
  const optimizer = tf.train.sgd(lr);
  return async (i) => {
    const at = i % batches;
    const loss = tf.tidy(() => {
      const x = inputs(at);
      const y = tf.tensor1d(labels.subarray(at * batchSize, (at + 1) * batchSize), "int32");
      const lossOf = () => {
        const logits = forward(x);
        const truth = tf.cast(tf.oneHot(y, logits.shape[1]), "float32");
        return tf.losses.softmaxCrossEntropy(truth, logits);
      };
      return optimizer.minimize(lossOf, true);
    });
    const [value] = await loss.data();
    loss.dispose();
    return value;
  };
}

function predictor(forward, { batches }, inputs) {
  return async (i) => {
    const size = tf.tidy(() => tf.sum(tf.mean(tf.square(forward(inputs(i % batches))), 0)));
    const [value] = await size.data();
    size.dispose();
    return value;
  };
}

// Batches as new tensors from host numbers; those of images are brought to channels last once, beforehand.
function inputsOf({ batches, batchSize, input, images }) {
  const all = new Float32Array(bytes(images).buffer);
  const isImages = input.length === 3;
  const turned = tf.tidy(() => {
    if (!isImages) return all;
    return tf.transpose(tf.tensor(all, [batches * batchSize, ...input]), [0, 2, 3, 1]).dataSync();
  });
  const shape = [batchSize, ...(isImages ? [...input.slice(1), input[0]] : input)];
  const size = shape.reduce((product, length) => product * length, 1);
  return (at) => tf.tensor(turned.subarray(at * size, (at + 1) * size), shape);
}

// Makes variables of named weights: axes in another order, and another shape before (`from`) and after (`to`).
function reader(weights) {
  return (name, order, { from, to } = {}) =>
    tf.tidy(() => {
      const { shape, data } = weights[name];
      const value = tf.tensor(new Float32Array(bytes(data).buffer), from ?? shape);
      const turned = order === undefined ? value : tf.transpose(value, order);
      return tf.variable(to === undefined ? turned : tf.reshape(turned, to));
    });
}

function bytes(text) {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function answer(reply) {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
