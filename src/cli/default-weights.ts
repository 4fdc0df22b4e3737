/** The file that `train` writes and `classify` reads where no other is named. */
export const defaultWeights = "classifier.safetensors";
