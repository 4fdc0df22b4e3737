import type { StateDict } from "../nn/index.ts";
import type { Tensor } from "../tensor/index.ts";

const old = /^(encoder\.layers\.encoder_layer_\d+\.mlp\.)linear_([12])\./;

/**
 * A vision transformer's state with the names of today: files of torchvision 0.12 and before, which are what the
 * pretrained weights of `vit_*` are, call the layers `mlp.0` and `mlp.3` by the names `linear_1` and `linear_2`.
 * Other names stay.
 * @example currentKeys(new Map([["encoder.layers.encoder_layer_0.mlp.linear_2.bias", zeros([4])]]));
 */
export function currentKeys(state: StateDict): Map<string, Tensor> {
  const name = (key: string) =>
    key.replace(old, (_, path: string, which: string) => `${path}${which === "1" ? 0 : 3}.`);
  return new Map([...state].map(([key, tensor]) => [name(key), tensor]));
}
