// ResNet-18 (He et al. 2015) in TensorFlow.js, channels last: `[n, h, w, 3]` -> `[n, 1000]`.
import { convolution } from "./tfjs-conv.mjs";

const epsilon = 1e-5;
const momentum = 0.1;

/** Takes the library, a reader of weights and the mode; batch normalization starts from ones and zeros. */
export function resnet18(tf, weight, mode) {
  const conv = convolution(tf);
  const layer = (name, width, settings) => {
    const kernel = weight(`${name}.weight`, [2, 3, 1, 0]);
    const norm = batchNorm(tf, width, mode);
    return (x) => norm(conv(x, kernel, settings));
  };
  const stem = layer("conv1", 64, { stride: 2, pad: 3, isInput: true });
  const blocks = [64, 128, 256, 512].flatMap((width, i) =>
    [0, 1].map((j) => {
      const stride = i > 0 && j === 0 ? 2 : 1;
      return basicBlock(tf, layer, { name: `layer${i + 1}.${j}`, width, stride });
    }),
  );
  const [w, b] = [weight("fc.weight", [1, 0]), weight("fc.bias")];
  return (x) => {
    const first = tf.maxPool(tf.relu(stem(x)), 3, 2, 1);
    const features = blocks.reduce((value, block) => block(value), first);
    return tf.add(tf.matMul(tf.mean(features, [1, 2]), w), b);
  };
}

function basicBlock(tf, layer, { name, width, stride }) {
  const first = layer(`${name}.conv1`, width, { stride, pad: 1 });
  const second = layer(`${name}.conv2`, width, { pad: 1 });
  const fit = stride === 1 ? undefined : layer(`${name}.downsample.0`, width, { stride, pad: 0 });
  return (x) => {
    const inner = second(tf.relu(first(x)));
    return tf.relu(tf.add(inner, fit === undefined ? x : fit(x)));
  };
}

// As PyTorch: normalizes by the batch's variance over n, and keeps a running one over n - 1.
function batchNorm(tf, width, mode) {
  const [scale, shift] = [tf.variable(tf.ones([width])), tf.variable(tf.zeros([width]))];
  const runningMean = tf.variable(tf.zeros([width]), false);
  const runningVariance = tf.variable(tf.ones([width]), false);
  const follow = (running, value) =>
    running.assign(tf.add(tf.mul(running, 1 - momentum), tf.mul(value, momentum)));
  return (x) => {
    if (mode === "eval") {
      return tf.batchNorm(x, runningMean, runningVariance, shift, scale, epsilon);
    }
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    const count = x.size / width;
    follow(runningMean, mean);
    follow(runningVariance, tf.mul(variance, count / (count - 1)));
    return tf.batchNorm(x, mean, variance, shift, scale, epsilon);
  };
}
