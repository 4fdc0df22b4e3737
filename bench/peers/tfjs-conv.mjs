// Convolutions that TensorFlow.js can train on its WebAssembly backend.

/**
 * `conv(x, kernel, { stride, pad })`, channels last, kernels `[h, w, in, out]`. The backend has no gradient for kernels
 * ("Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'"), so that one is a product of each shifted slice;
 * forward and the gradient for x are its own kernels. `isInput`: x is data, and its gradient is not asked for.
 */
export function convolution(tf) {
  return (x, kernel, { stride = 1, pad, isInput = false }) => {
    const forward = (image, filter) => tf.conv2d(image, filter, stride, pad);
    const [kh, kw] = kernel.shape;
    const toKernel = (image, dy) => kernelGrad(tf, image, dy, { stride, pad, size: [kh, kw] });
    if (isInput) {
      const ofKernel = tf.customGrad((filter, save) => {
        save([]);
        return { value: forward(x, filter), gradFunc: (dy) => toKernel(x, dy) };
      });
      return ofKernel(kernel);
    }
    const ofBoth = tf.customGrad((image, filter, save) => {
      save([image, filter]);
      return {
        value: forward(image, filter),
        gradFunc: (dy, [image, filter]) => [
          tf.conv2dTranspose(dy, filter, image.shape, stride, pad),
          toKernel(image, dy),
        ],
      };
    });
    return ofBoth(x, kernel);
  };
}

// The sum over n and all places of x times dy. The image is turned once to channels first: the backend's product is
// several times slower with a transposed operand.
function kernelGrad(tf, image, dy, { stride, pad, size: [kh, kw] }) {
  const [n, , , channels] = image.shape;
  const [, high, wide, out] = dy.shape;
  const edge = [pad, pad];
  const padded = tf.pad(image, [[0, 0], edge, edge, [0, 0]]);
  const turned = tf.transpose(padded, [3, 0, 1, 2]);
  const rows = tf.reshape(dy, [n * high * wide, out]);
  const parts = Array.from({ length: kh * kw }, (_, i) => {
    const [y, x] = [Math.floor(i / kw), i % kw];
    const slice =
      stride === 1
        ? tf.slice(turned, [0, 0, y, x], [channels, n, high, wide])
        : tf.stridedSlice(
            turned,
            [0, 0, y, x],
            [channels, n, y + stride * (high - 1) + 1, x + stride * (wide - 1) + 1],
            [1, 1, stride, stride],
          );
    return tf.matMul(tf.reshape(slice, [channels, n * high * wide]), rows);
  });
  return tf.reshape(tf.concat(parts, 0), [kh, kw, channels, out]);
}
