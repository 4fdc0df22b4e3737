import assert from "node:assert/strict";
import { USPS } from "../../src/datasets/index.ts";
import { Image } from "../../src/sample/index.ts";
import { writeFiles } from "./fake-files.ts";
import { half, visionSuite } from "./vision-suite.ts";

// Python: three lines "label 1:v 2:v ... 256:v", labels 7, 1 and 10, v = -1 + ((i * 7 + row) % 21) / 10
// with three digits, through bz2.compress.
const packed =
  "QlpoOTFBWSZTWaEpB80ADMLYAAAQQAN/8GAHnzwABUUlKlQq9oAAKYAAKYAAKqn7TN6qf+qqpoDPTUan+9UiqApgAAb1JUan+kp6k/VK+wSJ15hIR6kkkk+QiYIC0kI/AHwBZCJnvvvvvz7177+85znAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAAAu7AAAF3YAF3YAAAAF3YAAAAF3YAAAAF3YAAAAF3YAAAAF3YAAAAF3YAAAAF3nsImMixVWLFVYsVVk3+/Pv533JJJJJJJJ9PuckzAAAPfcbObu7u7u7u7u77/QiX+RE9g4rxUklYyDGMSSVWKkkrGQYxiSSqxUklYyDGMSSVWP987776/vP9znOAAHvv9b5mYAABvec5Ocm7u7u7u7u7viIniSTp2yDGMSSVWKkkrGQYxkkVWKrFViqytVqrrW9+5P3egAAb33s5zkkkkkkkkn30zJMwAADteV5Xn1Su1qqxVYqsVWKrFViqxVYqrrW985+dkkkkkkkk++neyZgAAHvuTbmYAAB2vK8rz9X1ZWq1V1pWKrFViqxVYqsVWKrHm/ZN8zoAAHvvZtzMAABzrrv939/f3d3d3d3d3d3fERPH12qsVWKrFViqxVZGKsVnXXzvfN85znOc4ADe+9nOckkkkkkkk++4yTMA5znOc5znOc8RE/HirFiqsWKqxZWq199zh2SSSSSSSTX33XZmAAAWz9s5gAAH8/V75WvK1Wq15WvK1Wq15WvK1Wq1Xf3779x2SSSSSSSS+9/bOYAABvecnOckkkkkkkk/nlV5XnK7iqsWKqxYqrFdddfO9885znOc5znABvfeznOSSSSSSSSffc5kzJJJJJu7u7vkIn14qxYqrFiqsWKv3hfn5VVVVVc5+fiKqqqqrn75++SZgAAHvuc3vmZmeZmZmZmM1mYCNgMHoHSqt5gI8APmgAaAHzwAjYDB6B0qreYCPAD5oAGgB88AI2AwegdKq3mAjwA+a5mbzMzB6B0OA4DoegYNgrNZmYD54ARuNhg9A6HAcB0PQMGwVmszMB88AI3GwwegdDgOA6HoGDYKzWZmA+eAEbzMz3MwYNgI8APmgAaAKqqdDgOA6HoGDYCPAD5oAGgCqqnQ4DgOh6Bg2AjwA+aABoAqqp0OA4Dv/F3JFOFCQoSkHzQ==";
const badLabel =
  "QlpoOTFBWSZTWdenRiwACJBYAAAQQAN/8FAFnuACHQqiqnAAVVP8HlP9VSpkDU1GT/KJUBD1VD/9VUB6gUwAAJTKmT8qZSmiNGZmGb6zAMD+Mwww8MwwZhhhmemZubnXNzc3LN3Nzp+5zp15wAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAAoAAoAoAAAoAAAoAAAoAAAoAAAoAAAoAAArmbublnrMsyyECBCECBCFnvPde3+kkkk1Nf3JPvrbbbb559d22SSSTXTMMP8GDEfH8zMGeDDBjGZghDEZghjDBjGZghDEZghjDBjGZghDP3lt33n62222+efnmXdqqq85eYZgAAfupqanZrU5LnkmDGMzBCGIzBDGGDGMAQhiEMQhiEMQhi3vz6e97bbbbd772c5ySSSTWp99J99bbbbe4YYaIdEIYhDEIYhDEIYhDEIYhDEIYt75z29kgAb2d6F2qqr77Zxy7VVV7qamp9NHwhDEIYhDEIYhDEIYhDEI8lSp5Omw5l9VVV996ccu1VVecvDOckkkk7hhh00fCEMQhiEMQhiEMQhgxCBD3vz6dnbbbbbvfeznOSSSSa1y/SffW2223ZwQgQIQgQIQgqSpXvt2GAABW944Xaqqvjf3Fy1tttv708BAhCBAhCBAhCO++695egAB53v3Fy1VVecvDMwAALjJUoQIEIQIEIQI1rXl95y22223e+cnMwAAN7zLLsAAPya1NTc7KlSVJUqVJUlSpUlSVK3u7O9AADe+9suwAA39z760973ve9729vu9+DAA8yAU0Ag2B0ttupAUyAeYABgAeZAKaAQbA6W23UgKZAPMck1JJBsDocBwHQ2BBoFsxJIDzIBTVNBBsDocBwHQ2BBoFsxJIDzIBTUkm5IINAKZAPMAAwAW222uhwHAdDYEGgFMgHmAAYALbbbXQ4DgO/8XckU4UJDXp0YsA==";

visionSuite("USPS", {
  open: (root, options) => USPS.open(root, options),
  splits: { train: {}, test: { train: false } },
  async write(root, split) {
    const file = split === "train" ? "usps.bz2" : "usps.t.bz2";
    await writeFiles(root, { [file]: Buffer.from(packed, "base64") });
    return 3;
  },
  check([image], data) {
    assert.ok(image instanceof Image && image.channels === 1);
    assert.deepEqual(image.size, [16, 16]);
    assert.deepEqual((data as USPS).targets, [6, 0, 9]);
    // -1, -0.3 and 0.4 become 0, 89.25 and 178.5, cut to whole numbers.
    const row = (data as USPS).data;
    assert.deepEqual([...row.subarray(0, 4)], [0, 89, 178, 0]);
    assert.equal(Math.max(...row), 204); // of 0.6 in the third line
  },
  needed: ["usps.bz2"],
  damage: {
    "usps.bz2": [half, /a whole bzip2 file/],
    "usps.bz2 label": [() => Buffer.from(badLabel, "base64"), /a label 1 to 10 .* line 2/],
  },
  address: /csie\.ntu\.edu\.tw\/~cjlin\/libsvmtools\/datasets\/multiclass\/usps\.bz2$/,
});
