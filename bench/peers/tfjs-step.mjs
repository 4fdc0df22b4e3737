// The TensorFlow.js peer, on its WebAssembly backend: answers each line of JSON with one. Plain JavaScript, because
// its packages are no dependency of the repository, so the compiler must not look for their types.
import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { createInterface } from "node:readline";

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
  const net = { mlp, cnn }[request.net];
  if (net === undefined) return { missing: `${request.net} is not written for this peer` };
  const forward = net(request.weights);
  const threads = (await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT"))
    ? request.threads
    : "1, all it has under Node";
  const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  return {
    about: `TensorFlow.js ${tf.version_core} wasm${simd ? " with SIMD" : ""}, threads: ${threads}`,
    step: trainer(forward, request),
  };
}

// One step of a user's program: new tensors from host numbers, minimize, read the loss, let go.
function trainer(forward, { batches, batchSize, lr, ...request }) {
  const images = new Float32Array(bytes(request.images).buffer);
  const labels = Int32Array.from(bytes(request.labels));
  const size = batchSize * 784;
  const optimizer = tf.train.sgd(lr);
  return async (i) => {
    const at = i % batches;
    const loss = tf.tidy(() => {
      // One channel: first or last is the same order.
      const x = tf.tensor4d(images.subarray(at * size, (at + 1) * size), [batchSize, 28, 28, 1]);
      const y = tf.tensor1d(labels.subarray(at * batchSize, (at + 1) * batchSize), "int32");
      const truth = tf.cast(tf.oneHot(y, 10), "float32");
      return optimizer.minimize(() => tf.losses.softmaxCrossEntropy(truth, forward(x)), true);
    });
    const [value] = await loss.data();
    loss.dispose();
    return value;
  };
}

function mlp(weights) {
  const [w1, b1, w2, b2] = ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"].map((name) =>
    variable(weights[name], [1, 0]),
  );
  return (x) => {
    const hidden = tf.relu(tf.add(tf.matMul(tf.reshape(x, [-1, 784]), w1), b1));
    return tf.add(tf.matMul(hidden, w2), b2);
  };
}

// Channels last, as TensorFlow.js wants: kernels [out, in, h, w] -> [h, w, in, out], and the linear layer reads
// (h, w, channel) where PyTorch's reads (channel, h, w).
function cnn(weights) {
  const [k1, k2] = ["conv1.weight", "conv2.weight"].map((name) =>
    variable(weights[name], [2, 3, 1, 0]),
  );
  const [b1, b2, b3] = ["conv1.bias", "conv2.bias", "fc.bias"].map((name) =>
    variable(weights[name]),
  );
  const fc = { shape: [10, 64, 7, 7], data: weights["fc.weight"].data };
  const w3 = variable(fc, [2, 3, 1, 0], [3136, 10]);
  return (x) => {
    const half = tf.maxPool(tf.relu(tf.add(conv3x3(x, k1), b1)), 2, 2, "valid");
    const quarter = tf.maxPool(tf.relu(tf.add(conv3x3(half, k2), b2)), 2, 2, "valid");
    return tf.add(tf.matMul(tf.reshape(quarter, [-1, 3136]), w3), b3);
  };
}

// The backend has no gradient for kernels (Conv2DBackpropFilter), so that one is nine products of shifted slices; forward
// and the gradient for x are its own kernels.
function conv3x3(x, kernel) {
  const withGradient = tf.customGrad((image, filter, save) => {
    save([image, filter]);
    return {
      value: tf.conv2d(image, filter, 1, "same"),
      gradFunc: (dy, [image, filter]) => [
        tf.conv2dTranspose(dy, filter, image.shape, 1, "same"),
        kernelGrad(image, dy),
      ],
    };
  });
  return withGradient(x, kernel);
}

function kernelGrad(image, dy) {
  const [n, height, width, channels] = image.shape;
  const out = dy.shape[3];
  const padded = tf.pad(image, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const rows = tf.reshape(dy, [n * height * width, out]);
  const parts = Array.from({ length: 9 }, (_, i) => {
    const begin = [0, Math.floor(i / 3), i % 3, 0];
    const slice = tf.slice(padded, begin, [n, height, width, channels]);
    return tf.matMul(tf.reshape(slice, [n * height * width, channels]), rows, true, false);
  });
  return tf.reshape(tf.concat(parts, 0), [3, 3, channels, out]);
}

function variable({ shape, data }, order, reshaped) {
  return tf.tidy(() => {
    const value = tf.tensor(new Float32Array(bytes(data).buffer), shape);
    const turned = shape.length > 1 ? tf.transpose(value, order) : value;
    return tf.variable(reshaped === undefined ? turned : tf.reshape(turned, reshaped));
  });
}

function bytes(text) {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function answer(reply) {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
