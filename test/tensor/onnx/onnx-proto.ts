import protobuf from "protobufjs";

// The messages that our graphs use, by the field numbers of the ONNX specification (onnx/onnx.proto, IR version 8).
const source = `
syntax = "proto2";
message OperatorSetId { optional string domain = 1; optional int64 version = 2; }
message Model {
  optional int64 ir_version = 1;
  optional string producer_name = 2;
  optional Graph graph = 7;
  repeated OperatorSetId opset_import = 8;
}
message Graph {
  repeated Node node = 1;
  optional string name = 2;
  repeated Tensor initializer = 5;
  repeated ValueInfo input = 11;
  repeated ValueInfo output = 12;
}
message Node {
  repeated string input = 1;
  repeated string output = 2;
  optional string name = 3;
  optional string op_type = 4;
  repeated Attribute attribute = 5;
  optional string domain = 7;
}
message Attribute {
  optional string name = 1;
  optional float f = 2;
  optional int64 i = 3;
  optional bytes s = 4;
  repeated float floats = 7;
  repeated int64 ints = 8;
  optional int32 type = 20;
}
message Tensor {
  repeated int64 dims = 1;
  optional int32 data_type = 2;
  optional string name = 8;
  optional bytes raw_data = 9;
}
message ValueInfo { optional string name = 1; optional Type type = 2; }
message Type { optional TypeTensor tensor_type = 1; }
message TypeTensor { optional int32 elem_type = 1; optional Shape shape = 2; }
message Shape { repeated Dim dim = 1; }
message Dim { optional int64 dim_value = 1; optional string dim_param = 2; }
message Probe {
  optional int64 whole = 1;
  optional float real = 2;
  optional string text = 3;
  optional bytes raw = 4;
  optional Probe inner = 5;
  repeated Probe many = 2000;
}
`;
const { root } = protobuf.parse(source, { keepCase: true });

/** Decodes bytes with protobufjs, into plain data; whole numbers become strings, bytes arrays. */
export function decode(type: string, bytes: Uint8Array): unknown {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { longs: String, bytes: Array });
}
