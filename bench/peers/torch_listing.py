"""Lists a folder once with torchvision's ImageFolder, and says what it took."""

import json
import sys
import time

from torchvision.datasets import ImageFolder


def rss():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


ImageFolder(sys.argv[2])
memory, cpu, start = rss(), time.process_time(), time.perf_counter()
data = ImageFolder(sys.argv[1])
seconds = time.perf_counter() - start
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpu": time.process_time() - cpu,
            "files": len(data),
            "bytes": rss() - memory,
        }
    )
)
