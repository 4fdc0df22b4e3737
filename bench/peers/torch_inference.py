"""The torchvision peer of inference: answers each line of JSON on standard input with one on standard output."""

import json
import sys
import time

began = time.perf_counter()
try:
    import torch
    import torchvision
except ImportError as error:
    print(json.dumps({"missing": f"{sys.executable}: {error}"}), flush=True)
    sys.exit(0)
imports = time.perf_counter() - began


def open_model(request):
    torch.set_num_threads(request["threads"])
    start = time.perf_counter()
    cpu = time.process_time()
    options = {"init_weights": False} if request["model"] in ("googlenet", "inception_v3") else {}
    model = torchvision.models.get_model(request["model"], weights=None, **options)
    model.load_state_dict(torch.load(request["file"]))
    model.eval()
    x = torch.full((request["batch"], 3, 224, 224), 0.5)
    x[:, :, ::2] = -0.25
    with torch.inference_mode():
        logits = model(x)
    loading = time.perf_counter() - start
    cpu = time.process_time() - cpu

    def step():
        with torch.inference_mode():
            return model(x)

    return step, {"loading": loading, "cpu": cpu, "imports": imports, "logits": logits[0, :8].tolist()}


def main():
    step = None
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        if request["op"] == "open":
            step, reply = open_model(request)
        else:
            seconds = []
            for _ in range(request["steps"]):
                start = time.perf_counter()
                step()
                seconds.append(time.perf_counter() - start)
            reply = {"seconds": seconds}
        print(json.dumps(reply), flush=True)


main()
