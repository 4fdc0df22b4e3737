"""The Python peer of the shards' benchmark: tarfile as a stream, Pillow, torch's DataLoader."""

import json
import multiprocessing
import os
import sys
import tarfile
import time
from io import BytesIO

try:
    import PIL
    import torch
    from PIL import Image
    from torch.utils.data import DataLoader, IterableDataset, get_worker_info
    from torchvision import transforms as T
except ImportError as error:
    print(json.dumps({"missing": f"{sys.executable}: {error}"}), flush=True)
    sys.exit(0)

MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def samples(path):
    """Neighbours of one key, as webdataset groups them."""
    sample = {}
    with tarfile.open(path, "r|") as tar:
        for member in tar:
            key, _, extension = member.name.partition(".")
            if sample and sample["key"] != key:
                yield sample
                sample = {}
            sample["key"] = key
            sample[extension] = tar.extractfile(member).read()
            tar.members = []  # as webdataset does: else all members stay in memory
    if sample:
        yield sample


class Shards(IterableDataset):
    def __init__(self, urls):
        self.urls = urls
        steps = [T.RandomResizedCrop(224), T.RandomHorizontalFlip(), T.ToTensor(), T.Normalize(MEAN, STD)]
        self.transform = T.Compose(steps)

    def __iter__(self):
        worker = get_worker_info()
        urls = self.urls if worker is None else self.urls[worker.id :: worker.num_workers]
        for url in urls:
            for sample in samples(url):
                image = Image.open(BytesIO(sample["jpg"])).convert("RGB")
                yield self.transform(image), int(sample["cls"])


def cpu_seconds():
    """Of this process and its workers, which live on from epoch to epoch; Linux only."""
    total = time.process_time()
    for child in multiprocessing.active_children():
        with open(f"/proc/{child.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def main():
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        if request["op"] == "open":
            torch.set_num_threads(1)
            urls, workers, kind = request["urls"], request["workers"], request["kind"]
            passes = request["passes"]
            options = {"num_workers": workers, "persistent_workers": workers > 0}
            loader = DataLoader(Shards(urls), batch_size=request["batch"], **options)
            reply = {"about": f"tarfile, Pillow {PIL.__version__}, torch {torch.__version__}"}
        else:
            start, cpu, images = time.perf_counter(), cpu_seconds(), 0
            if kind == "bytes":
                for url in urls * passes:
                    images += sum(1 for _ in samples(url))
            else:
                for x, _ in loader:
                    images += x.shape[0]
            seconds = time.perf_counter() - start
            reply = {"seconds": seconds, "cpu": cpu_seconds() - cpu, "images": images}
        print(json.dumps(reply), flush=True)


main()
