// The small nets of the benchmarks in TensorFlow.js: each takes the library and a reader of weights, and gives back what
// makes logits of a batch. Weights come with PyTorch's names and order of axes.
import { convolution } from "./tfjs-conv.mjs";

/** `[n, 28, 28, 1]` -> `[n, 10]`. */
export function mlp(tf, weight) {
  const [w1, w2] = ["fc1.weight", "fc2.weight"].map((name) => weight(name, [1, 0]));
  const [b1, b2] = ["fc1.bias", "fc2.bias"].map((name) => weight(name));
  return (x) => {
    const hidden = tf.relu(tf.add(tf.matMul(tf.reshape(x, [-1, 784]), w1), b1));
    return tf.add(tf.matMul(hidden, w2), b2);
  };
}

/** `[n, 28, 28, 1]` -> `[n, 10]`; the linear layer reads (h, w, channel) where PyTorch's reads (channel, h, w). */
export function cnn(tf, weight) {
  const conv = convolution(tf);
  const [k1, k2] = ["conv1.weight", "conv2.weight"].map((name) => weight(name, [2, 3, 1, 0]));
  const [b1, b2, b3] = ["conv1.bias", "conv2.bias", "fc.bias"].map((name) => weight(name));
  const w3 = weight("fc.weight", [2, 3, 1, 0], { from: [10, 64, 7, 7], to: [3136, 10] });
  return (x) => {
    const first = tf.relu(tf.add(conv(x, k1, { pad: 1, isInput: true }), b1));
    const half = tf.maxPool(first, 2, 2, "valid");
    const second = tf.relu(tf.add(conv(half, k2, { pad: 1 }), b2));
    const quarter = tf.maxPool(second, 2, 2, "valid");
    return tf.add(tf.matMul(tf.reshape(quarter, [-1, 3136]), w3), b3);
  };
}

/**
 * `[n, 32, 64]` -> `[n, 10]`. Of operations, for `tf.layers.lstm` has one bias where PyTorch trains two; the products
 * with the inputs of all times are one.
 */
export function lstm(tf, weight) {
  const [wx, wh, w] = ["lstm.weight_ih_l0", "lstm.weight_hh_l0", "fc.weight"].map((name) =>
    weight(name, [1, 0]),
  );
  const [bx, bh, b] = ["lstm.bias_ih_l0", "lstm.bias_hh_l0", "fc.bias"].map((name) => weight(name));
  return (x) => {
    const [n, times, inputs] = x.shape;
    const fromInputs = tf.add(tf.matMul(tf.reshape(x, [n * times, inputs]), wx), tf.add(bx, bh));
    let h;
    let c;
    for (const part of tf.unstack(tf.reshape(fromInputs, [n, times, -1]), 1)) {
      const gates = h === undefined ? part : tf.add(part, tf.matMul(h, wh));
      const [i, f, g, o] = tf.split(gates, 4, 1);
      const news = tf.mul(tf.sigmoid(i), tf.tanh(g));
      c = c === undefined ? news : tf.add(tf.mul(tf.sigmoid(f), c), news);
      h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    }
    return tf.add(tf.matMul(h, w), b);
  };
}
