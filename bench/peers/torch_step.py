"""The PyTorch peer: answers each line of JSON on standard input with one on standard output."""

import base64
import json
import sys
import time

try:
    import numpy
    import torch
    from torch import nn
except ImportError as error:
    print(json.dumps({"missing": f"{sys.executable}: {error}"}), flush=True)
    sys.exit(0)


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(torch.flatten(x, 1))))


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.fc = nn.Linear(3136, 10)

    def forward(self, x):
        half = self.pool(torch.relu(self.conv1(x)))  # [n, 32, 14, 14]
        quarter = self.pool(torch.relu(self.conv2(half)))  # [n, 64, 7, 7]
        return self.fc(torch.flatten(quarter, 1))


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.fc = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc(self.lstm(x)[0][:, -1])


def resnet18():
    from torchvision.models import resnet18

    return resnet18()


NETS = {"mlp": Mlp, "cnn": Cnn, "lstm": Lstm, "resnet18": resnet18}


def unpack(text, dtype, shape):
    data = numpy.frombuffer(base64.b64decode(text), dtype=dtype)
    return torch.from_numpy(data.copy().reshape(shape))


def open_step(request):
    torch.set_num_threads(request["threads"])
    model = NETS[request["net"]]()
    weights = request["weights"].items()
    model.load_state_dict({k: unpack(v["data"], "<f4", v["shape"]) for k, v in weights}, strict=False)
    model.train(request["mode"] == "train")
    batches, n = request["batches"], request["batchSize"]
    images = unpack(request["images"], "<f4", (batches, n, *request["input"]))
    labels = unpack(request["labels"], "u1", (batches, n)).long()
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=request["lr"])

    def step(i):
        x, y = images[i % batches], labels[i % batches]
        if request["mode"] == "eval":
            with torch.inference_mode():
                return model(x).square().mean(0).sum().item()
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def run(step, first, count):
    seconds, losses = [], []
    for i in range(first, first + count):
        start = time.perf_counter()
        losses.append(step(i))
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds, "losses": losses}


def main():
    step, done = None, 0
    for line in iter(sys.stdin.readline, ""):
        request = json.loads(line)
        if request["op"] == "open":
            step = open_step(request)
            python = sys.version.split()[0]
            about = f"PyTorch {torch.__version__}, Python {python}"
            reply = {"about": f"{about}, threads: {torch.get_num_threads()}"}
        else:
            reply = run(step, done, request["steps"])
            done += request["steps"]
        print(json.dumps(reply), flush=True)


main()
