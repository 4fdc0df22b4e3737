"""The torchvision peer of the loader's benchmark: answers each line of JSON with one line of JSON."""

import json
import multiprocessing
import os
import sys
import time

try:
    import PIL
    import torch
    import torchvision
    from torch.utils.data import DataLoader
    from torchvision import transforms as T
    from torchvision.datasets import FashionMNIST, ImageFolder
except ImportError as error:
    print(json.dumps({"missing": f"{sys.executable}: {error}"}), flush=True)
    sys.exit(0)

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def dataset(kind, root):
    if kind == "small":
        transform = T.Compose([T.ToTensor(), T.Normalize([0.5], [0.5])])
        return FashionMNIST(root, transform=transform)
    steps = [T.RandomResizedCrop(224), T.RandomHorizontalFlip(), T.ToTensor(), T.Normalize(MEAN, STD)]
    return ImageFolder(root, transform=T.Compose(steps))


def cpu_seconds():
    """Of this process and its workers, which live on from epoch to epoch; Linux only."""
    total = time.process_time()
    for child in multiprocessing.active_children():
        with open(f"/proc/{child.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def main():
    loader = None
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        if request["op"] == "open":
            torch.set_num_threads(1)
            workers = request["workers"]
            loader = DataLoader(
                dataset(request["kind"], request["root"]),
                batch_size=request["batch"],
                shuffle=True,
                num_workers=workers,
                persistent_workers=workers > 0,
            )
            reply = {
                "about": f"torchvision {torchvision.__version__}, Pillow {PIL.__version__}, {workers} workers",
            }
        else:
            start, cpu = time.perf_counter(), cpu_seconds()
            images = 0
            for x, _ in loader:
                images += x.shape[0]
            seconds = time.perf_counter() - start
            reply = {"seconds": seconds, "cpu": cpu_seconds() - cpu, "images": images}
        print(json.dumps(reply), flush=True)


main()
