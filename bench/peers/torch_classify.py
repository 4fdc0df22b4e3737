"""The torchvision peer of classify: a folder of photos, a checkpoint of ResNet-18, a JSON line of five classes each."""

import json
import sys
from pathlib import Path

try:
    import torch
    import torchvision
    from PIL import Image
    from torch.utils.data import DataLoader, Dataset
except ImportError as error:
    print(f"{sys.executable}: {error}", file=sys.stderr)
    sys.exit(3)

folder, weights, out, threads, workers, batch = sys.argv[1:]


class Photos(Dataset):
    def __init__(self, files, transform):
        self.files, self.transform = files, transform

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        return self.transform(Image.open(self.files[index]).convert("RGB"))


def main():
    torch.set_num_threads(int(threads))
    entry = torchvision.models.ResNet18_Weights.IMAGENET1K_V1
    model = torchvision.models.resnet18(weights=None)
    model.load_state_dict(torch.load(weights))
    model.eval()
    files = sorted(str(path) for path in Path(folder).rglob("*.jpg"))
    loader = DataLoader(Photos(files, entry.transforms()), batch_size=int(batch), num_workers=int(workers))
    at = 0
    with open(out, "w") as rows, torch.inference_mode():
        for x in loader:
            probabilities, indices = model(x).softmax(1).topk(5)
            for p, i in zip(probabilities.tolist(), indices.tolist()):
                top = [{"class": entry.meta["categories"][k], "probability": q} for q, k in zip(p, i)]
                print(json.dumps({"file": files[at], "top": top}), file=rows)
                at += 1


main()
