"""The torchvision peer: answers each line of JSON on standard input with one on standard output.

Started with "pil" or "tensor": pictures are PIL images, or uint8 tensors [c, h, w].
"""

import base64
import json
import sys
import time

try:
    import numpy
    import PIL
    import torch
    import torchvision
    from PIL import Image
    from torchvision import transforms as T
    from torchvision.transforms import functional as F
except ImportError as error:
    print(json.dumps({"missing": f"{sys.executable}: {error}"}), flush=True)
    sys.exit(0)

TENSOR = sys.argv[1] == "tensor"


class Names:
    """torchvision.transforms, but for tensors ToTensor converts."""

    def __getattr__(self, name):
        if TENSOR and name == "ToTensor":
            return lambda: T.ConvertImageDtype(torch.float32)
        return getattr(T, name)


MODES = {name.lower(): mode for name, mode in T.InterpolationMode.__members__.items()}
MODES["lanczos"] = Image.Resampling.LANCZOS
NAMES = {"T": Names(), "F": F, "torch": torch, **MODES}


def unpack(photo):
    pixels = base64.b64decode(photo["data"])
    array = numpy.frombuffer(pixels, dtype=numpy.uint8).reshape(photo["height"], photo["width"], 3).copy()
    picture = Image.fromarray(array)
    tensor = torch.from_numpy(array.transpose(2, 0, 1).copy())
    return {"picture": tensor if TENSOR else picture, "floats": tensor.float() / 255}


def timed(call, x, calls, seed):
    torch.manual_seed(seed)
    cpu, start = time.process_time(), time.perf_counter()
    for _ in range(calls):
        call(x)
    return {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


def main():
    photos, call, x = {}, None, None
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        reply = {}
        if request["op"] == "open":
            torch.set_num_threads(1)
            photos = {name: unpack(photo) for name, photo in request["photos"].items()}
            backend = "tensors" if TENSOR else f"Pillow {PIL.__version__}"
            reply = {"about": f"torchvision {torchvision.__version__}, {backend}, one thread"}
        elif request["op"] == "prepare":
            try:
                x = photos[request["photo"]]["floats" if request["floats"] else "picture"]
                call = eval(request["python"], NAMES)
                call(x)
            except Exception as error:
                reply = {"missing": f"{type(error).__name__}: {error}"}
        else:
            reply = timed(call, x, request["calls"], request["seed"])
        print(json.dumps(reply), flush=True)


main()
